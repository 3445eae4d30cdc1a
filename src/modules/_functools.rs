//! `_functools`: `reduce`, `partial`, `cmp_to_key` and the cache behind `lru_cache`.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::attr::{self, new_instance};
use crate::object::field::Field;
use crate::object::heap::LayoutOps;
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{constructor, payload};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{ModuleSpec, TypeSpec, class_method, function, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict, Duplicates};
use crate::types::exception::{FUTURE_WARNING, TYPE_ERROR};
use crate::types::sequence::guard_repr;
use crate::types::str_::{Str, StrBuilder};
use crate::types::tuple::{self, Tuple};
use crate::types::{generic_alias, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let it = match api::iter(vm, &a[1]) {
        Ok(it) => it,
        Err(r) => {
            vm.clear_if(r, &TYPE_ERROR)?;
            return Err(vm.type_error("reduce() arg 2 must support iteration"));
        }
    };
    let mut total = a.opt(2).cloned();
    while let Some(x) = crate::types::iterators::step(vm, &it)? {
        total = Some(match total {
            None => x,
            Some(t) => api::call(vm, &a[0], &[t, x])?,
        });
    }
    total.ok_or_else(|| vm.type_error("reduce() of empty iterable with no initial value"))
}

// --- partial

/// The native state of a `partial`.
pub struct Partial {
    func: Field,
    args: Field,
    keywords: Field,
}
payload!(Partial, PARTIAL, [func, args, keywords]);

fn partial(o: &Obj) -> &Partial {
    o.downcast::<Partial>().expect("the receiver is a partial")
}

impl Partial {
    /// Function, arguments, keywords.
    fn parts(&self) -> (Obj, Obj, Ref<Dict>) {
        let keywords = self.keywords.get().and_then(|d| d.as_ref::<Dict>());
        (
            self.func.get().unwrap_or(Obj::NONE),
            self.args.get().unwrap_or_else(tuple::empty),
            keywords.unwrap_or_else(dict::new),
        )
    }
}

fn new_partial(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let Some((func, rest)) = args.pos().split_first() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !api::is_callable(func) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let keywords = dict::new();
    // A partial of a partial without attributes calls the inner function at once.
    let inner =
        func.downcast::<Partial>().filter(|_| attr::instance_items(func).is_empty()).map(Partial::parts);
    let (func, mut all) = match inner {
        Some((f, a, k)) => {
            dict::merge(vm, &keywords, k.obj(), Duplicates::Replace)?;
            (f, tuple::items(&a).to_vec())
        }
        None => (func.clone(), vec![]),
    };
    all.extend_from_slice(rest);
    args.keywords().try_for_each(|(k, v)| keywords.set(vm, k, v))?;
    let body = Partial {
        func: Field::new(Some(func)),
        args: Field::new(Some(tuple::from_vec(all))),
        keywords: Field::new(Some(keywords.into_obj())),
    };
    new_instance(vm, cls, body)
}

fn call_partial(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let (func, first, keywords) = partial(o).parts();
    let first = tuple::items(&first);
    let mut all = Vec::with_capacity(first.len() + args.all().len() + keywords.len());
    all.extend_from_slice(first);
    all.extend_from_slice(args.pos());
    if keywords.is_empty() {
        all.extend(args.keywords().map(|(_, v)| v.clone()));
        return api::call_args(vm, &func, CallArgs::new(&all, args.names()));
    }
    let merged = keywords.copy(vm)?;
    args.keywords().try_for_each(|(k, v)| merged.set(vm, k, v))?;
    let (names, values): (Vec<Obj>, Vec<Obj>) = merged.items().into_iter().unzip();
    all.extend(values);
    api::call_args(vm, &func, CallArgs::new(&all, Some(&tuple::new_ref(names))))
}

fn repr_partial(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let name = crate::types::type_::full_name(vm, o.ty());
    guard_repr(vm, o, "...", || {
        let (func, args, keywords) = partial(o).parts();
        let mut out = StrBuilder::new();
        out.push_str(&name);
        out.push_str("(");
        out.push_obj(&api::repr(vm, &func)?);
        for x in tuple::items(&args) {
            out.push_str(", ");
            out.push_obj(&api::repr(vm, x)?);
        }
        for (k, v) in keywords.items() {
            out.push_str(", ");
            out.push_obj(&api::str(vm, &k)?);
            out.push_str("=");
            out.push_obj(&api::repr(vm, &v)?);
        }
        out.push_str(")");
        Ok(out.finish())
    })
}

fn reduce_partial(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (func, args, keywords) = partial(&a[0]).parts();
    let attrs = attr::instance_items(&a[0]);
    let namespace = if attrs.is_empty() { Obj::NONE } else { crate::types::object::get_dict(vm, &a[0])? };
    let state = tuple::from_vec(vec![func.clone(), args, keywords.into_obj(), namespace]);
    Ok(tuple::from_vec(vec![a[0].type_obj(), tuple::from_vec(vec![func]), state]))
}

fn set_partial_state(vm: &Vm, a: Args) -> PyResult<Obj> {
    let invalid = || vm.type_error("invalid partial state");
    let [func, args, keywords, namespace] = a[1].downcast::<Tuple>().map_or(&[][..], Tuple::as_slice) else {
        return Err(invalid());
    };
    let valid_keywords = keywords.is_none() || keywords.is_instance::<Dict>();
    if !api::is_callable(func) || !args.is_instance::<Tuple>() || !valid_keywords {
        return Err(invalid());
    }
    let keywords = match keywords.as_ref::<Dict>() {
        None => dict::new(),
        Some(d) if keywords.is_exact::<Dict>() => d,
        Some(d) => d.copy(vm)?,
    };
    let args = if args.is_exact::<Tuple>() { args.clone() } else { tuple::from_slice(tuple::items(args)) };
    if namespace.is_none() {
        if let Some(d) = attr::instance_dict(&a[0]) {
            d.clear_all();
        }
    } else {
        crate::types::object::set_dict(vm, &a[0], Some(namespace))?;
    }
    let p = partial(&a[0]);
    p.func.set(Some(func.clone()));
    p.args.set(Some(args));
    p.keywords.set(Some(keywords.into_obj()));
    Ok(Obj::NONE)
}

fn get_partial(vm: &Vm, o: &Obj, instance: Option<&Obj>, _: Option<&Obj>) -> PyResult<Obj> {
    if instance.is_some() {
        let message = "functools.partial will be a method descriptor in future Python versions; \
                       wrap it in staticmethod() if you want to preserve the old behavior";
        api::warn(vm, &FUTURE_WARNING, message, 1)?;
    }
    Ok(o.clone())
}

static PARTIAL_SPEC: TypeSpec = TypeSpec {
    name: "partial",
    module: "functools",
    doc: "partial(func, *args, **keywords): func with some arguments given in advance.",
    signature: "(func, /, *args, **keywords)",
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF,
    slots: Slots {
        getattro: Some(generic_getattr),
        setattro: Some(crate::object::attr::generic_setattr),
        new: Some(new_partial),
        call: Some(call_partial),
        repr: Some(repr_partial),
        descr_get: Some(get_partial),
        ..Slots::NONE
    },
    methods: &[
        method("__reduce__", "($self, /)", "What pickle needs to make an equal object.", reduce_partial),
        method("__setstate__", "($self, object, /)", "Restores what pickle saved.", set_partial_state),
        class_method(
            "__class_getitem__",
            "($type, object, /)",
            "partial[result]: for annotations.",
            generic_alias::class_getitem,
        ),
    ],
    getters: &[
        member("func", "the function that is called", |_, o| Ok(partial(o).parts().0)),
        member("args", "the positional arguments given in advance", |_, o| Ok(partial(o).parts().1)),
        member("keywords", "the keyword arguments given in advance", |_, o| {
            Ok(partial(o).parts().2.into_obj())
        }),
        crate::types::object::DICT_GETTER,
    ],
    ..TypeSpec::BASE
};
/// `functools.partial`
pub static PARTIAL: StaticType = StaticType::new(&PARTIAL_SPEC, LayoutOps::of::<Partial>(false));

// --- cmp_to_key

/// The native state of what `cmp_to_key` returns: without an object the function that makes keys.
pub struct Key {
    cmp: Obj,
    object: Field,
}
payload!(Key, KEY, [cmp, object]);

fn key(o: &Obj) -> &Key {
    o.downcast::<Key>().expect("the receiver is a key")
}

constructor!(call_key, "K", "($self, /, obj)", |_, a| {
    Ok(Ref::new(Key { cmp: key(&a[0]).cmp.clone(), object: Field::new(Some(a[1].clone())) }).into_obj())
});

fn compare_keys(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let Some(other) = b.downcast::<Key>() else {
        return Err(vm.type_error("other argument must be K instance"));
    };
    let k = key(a);
    let (Some(x), Some(y)) = (k.object.get(), other.object.get()) else {
        return Err(vm.attribute_error("object"));
    };
    let r = api::call(vm, &k.cmp, &[x, y])?;
    api::compare(vm, &r, &int::from_i64(0), op)
}

static KEY_SPEC: TypeSpec = TypeSpec {
    name: "KeyWrapper",
    module: "functools",
    slots: Slots { call: Some(call_key), compare: Some(compare_keys), ..Slots::NONE },
    getters: &[
        crate::object::spec::property(
            "obj",
            "Value wrapped by a key function.",
            |_, o| Ok(key(o).object.get().unwrap_or(Obj::NONE)),
            |_, o, v| {
                key(o).object.set(v.cloned());
                Ok(())
            },
        ),
        member("__text_signature__", "", |_, _| Ok(str_::from_str("(obj)"))),
    ],
    ..TypeSpec::FINAL
};
/// The type of keys.
pub static KEY: StaticType = StaticType::new(&KEY_SPEC, LayoutOps::of::<Key>(false));

// --- lru_cache

/// The native state of a function wrapped by `lru_cache`. The oldest entry of the table is the least recently used.
pub struct Cache {
    func: Obj,
    /// Entries kept; `None`: all.
    max: Option<usize>,
    typed: bool,
    info: Obj,
    table: Ref<Dict>,
    hits: Cell<u64>,
    misses: Cell<u64>,
}
payload!(Cache, CACHE, [func, info, table]);

fn cache(o: &Obj) -> &Cache {
    o.downcast::<Cache>().expect("the receiver is a cached function")
}

constructor!(
    new_cache,
    "_lru_cache_wrapper",
    "($type, user_function, maxsize, typed, cache_info_type)",
    |vm, a| {
        if !api::is_callable(&a[1]) {
            return Err(vm.type_error("the first argument must be callable"));
        }
        let max = if a[2].is_none() {
            None
        } else if crate::types::sequence::is_index(&a[2]) {
            Some(api::index_isize(vm, &a[2])?.max(0) as usize)
        } else {
            return Err(vm.type_error("maxsize should be integer or None"));
        };
        let typed = api::is_true(vm, &a[3])?;
        let body = Cache {
            func: a[1].clone(),
            max,
            typed,
            info: a[4].clone(),
            table: dict::new(),
            hits: Cell::new(0),
            misses: Cell::new(0),
        };
        new_instance(vm, &a[0], body)
    }
);

impl Cache {
    /// The arguments as one hashable object: the argument itself if that is unmistakable.
    fn key(&self, args: CallArgs) -> Obj {
        if !self.typed
            && let [one] = args.all()
            && args.kw_len() == 0
            && (one.is_exact::<Str>() || one.value().is_int() || one.is_exact::<int::Int>())
        {
            return one.clone();
        }
        let mut parts = args.pos().to_vec();
        if args.kw_len() > 0 {
            // A mark that is no argument separates positional from keyword arguments.
            parts.push(CACHE.obj());
            parts.extend(args.keywords().flat_map(|(k, v)| [k.clone(), v.clone()]));
        }
        if self.typed {
            parts.extend(args.all().iter().map(Obj::type_obj));
        }
        tuple::from_vec(parts)
    }

    fn call(&self, vm: &Vm, args: CallArgs) -> PyResult<Obj> {
        let count = |c: &Cell<u64>| c.set(c.get() + 1);
        if self.max == Some(0) {
            count(&self.misses);
            return api::call_args(vm, &self.func, args);
        }
        let key = self.key(args);
        let hash = api::hash(vm, &key)? as u64;
        let table = self.table.table();
        if let Some(p) = table.find(vm, &key, hash)?
            && let Some(v) = table.value_at(p)
        {
            if self.max.is_some()
                && let Some((k, _)) = table.remove_at(p)
            {
                // To the end: used last.
                table.insert_new(k, hash, v.clone()).map_err(|_| vm.memory_error())?;
            }
            count(&self.hits);
            return Ok(v);
        }
        count(&self.misses);
        let v = api::call_args(vm, &self.func, args)?;
        if let Some(p) = table.find(vm, &key, hash)? {
            // The call has filled the cache itself.
            if self.max.is_none() {
                drop(table.replace_value(p, v.clone()));
            }
            return Ok(v);
        }
        let oldest = if self.max.is_some_and(|m| table.len() >= m) {
            table.next_live(0).and_then(|p| table.remove_at(p))
        } else {
            None
        };
        table.insert_new(key, hash, v.clone()).map_err(|_| vm.memory_error())?;
        drop(oldest);
        Ok(v)
    }
}

fn cache_info(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = cache(&a[0]);
    let max = c.max.map_or(Obj::NONE, int::from_usize);
    api::call(
        vm,
        &c.info,
        &[int::from_u64(c.hits.get()), int::from_u64(c.misses.get()), max, int::from_usize(c.table.len())],
    )
}

fn cache_clear(_: &Vm, a: Args) -> PyResult<Obj> {
    let c = cache(&a[0]);
    c.hits.set(0);
    c.misses.set(0);
    c.table.clear_all();
    Ok(Obj::NONE)
}

static CACHE_SPEC: TypeSpec = TypeSpec {
    name: "_lru_cache_wrapper",
    module: "functools",
    doc: "A function that remembers results by its arguments.",
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF | type_flag::METHOD_DESCRIPTOR,
    slots: Slots {
        new: Some(new_cache),
        call: Some(|vm, o, args| cache(o).call(vm, args)),
        descr_get: Some(|_, o, instance, _| {
            Ok(instance.map_or_else(|| o.clone(), |i| crate::types::method::bind(o, i)))
        }),
        ..Slots::NONE
    },
    methods: &[
        method("cache_info", "($self, /)", "Hits, misses, greatest and present size.", cache_info),
        method("cache_clear", "($self, /)", "Forgets all results and counts.", cache_clear),
        method("__reduce__", "($self, /)", "Pickled by name.", |vm, a| {
            api::getattr(vm, &a[0], name!(__qualname__))
        }),
        method("__copy__", "~($self, /)", "Itself.", |_, a| Ok(a[0].clone())),
        method("__deepcopy__", "~($self, memo, /)", "Itself.", |_, a| Ok(a[0].clone())),
    ],
    getters: &[crate::types::object::DICT_GETTER],
    ..TypeSpec::BASE
};
/// The type of functions wrapped by `lru_cache`.
pub static CACHE: StaticType = StaticType::new(&CACHE_SPEC, LayoutOps::of::<Cache>(false));

/// `_functools`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_functools",
    doc: "Tools that work on functions.",
    functions: &[
        function(
            "reduce",
            "~(function, iterable, initial=<unrepresentable>, /)",
            "Applies function(total, item) to the items from the left; the last total.",
            reduce,
        ),
        function(
            "cmp_to_key",
            "(mycmp)",
            "A key function from a function that compares two items with a negative, zero or positive result.",
            |_, a| Ok(Ref::new(Key { cmp: a[0].clone(), object: Field::default() }).into_obj()),
        ),
    ],
    types: &[&PARTIAL, &CACHE],
    hidden_types: &[&KEY],
    ..ModuleSpec::EMPTY
};
