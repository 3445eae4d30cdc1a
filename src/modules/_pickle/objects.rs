//! `Pickler` and `Unpickler` as Python sees them: what they were told, their memos, and the methods subclasses override.

use super::load::{Loader, no_persistent_load};
use super::save::Saver;
use super::source::Source;
use super::{DEFAULT, HIGHEST, PICKLING_ERROR, UNPICKLING_ERROR, names};
use crate::object::args::{Args, CallArgs, FnName, Signature};
use crate::object::attr::{self, new_instance};
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{Trace, payload};
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, TypeSpec, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::native::AddressHasher;
use crate::types::tuple::{self, Tuple};
use crate::types::{buffer, bytes, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

// --- memos

/// Which objects were written, in the order of their numbers.
#[derive(Default)]
pub struct Written {
    numbers: HashMap<usize, u32, BuildHasherDefault<AddressHasher>>,
    /// The objects stay alive, so that no other one gets their address.
    kept: Vec<(u32, Obj)>,
}

impl Written {
    /// The number of an object.
    #[inline]
    pub fn get(&self, o: &Obj) -> Option<u32> {
        self.numbers.get(&(api::id(o) as usize)).copied()
    }

    /// Gives an object the next number.
    #[inline]
    pub fn add(&mut self, o: &Obj) -> u32 {
        let i = self.kept.len() as u32;
        self.numbers.insert(api::id(o) as usize, i);
        self.kept.push((i, o.clone()));
        i
    }
}

impl Trace for Written {
    fn trace(&self, visit: &mut Visit) {
        self.kept.iter().for_each(|(_, o)| o.trace(visit));
    }
}

/// Numbers above which a memo is refused: CPython's array of them could not be had either.
const MEMO_MAX: usize = 1 << 30;

/// Objects that were read, by number.
#[derive(Default)]
pub struct Read {
    row: Vec<Option<Obj>>,
    /// Those far behind the others.
    far: HashMap<usize, Obj>,
    len: usize,
}

impl Read {
    /// The object of a number.
    #[inline]
    pub fn get(&self, i: usize) -> Option<Obj> {
        match self.row.get(i) {
            Some(o) => o.clone(),
            None if self.far.is_empty() => None,
            None => self.far.get(&i).cloned(),
        }
    }

    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Sets the object of a number; the old one.
    #[inline]
    pub fn set(&mut self, i: usize, o: Obj) -> Result<Option<Obj>, ()> {
        if i >= MEMO_MAX {
            return Err(());
        }
        let old = if i > self.row.len() * 2 + 1024 {
            self.far.insert(i, o)
        } else {
            while self.row.len() <= i {
                let moved = if self.far.is_empty() { None } else { self.far.remove(&self.row.len()) };
                self.row.push(moved);
            }
            self.row[i].replace(o)
        };
        self.len += usize::from(old.is_none());
        Ok(old)
    }

    fn items(&self) -> Vec<(usize, Obj)> {
        let row = self.row.iter().enumerate().filter_map(|(i, o)| Some((i, o.clone()?)));
        let mut far: Vec<_> = self.far.iter().map(|(i, o)| (*i, o.clone())).collect();
        far.sort_by_key(|(i, _)| *i);
        row.chain(far).collect()
    }
}

impl Trace for Read {
    fn trace(&self, visit: &mut Visit) {
        self.row.iter().flatten().chain(self.far.values()).for_each(|o| o.trace(visit));
    }
}

// --- Pickler

/// The state of a pickler.
#[derive(Default)]
pub struct Pickler {
    write: Field,
    pub proto: Cell<u8>,
    pub bin: Cell<bool>,
    pub fast: Cell<bool>,
    pub fix_imports: Cell<bool>,
    pub buffer_callback: Field,
    pub dispatch_table: Field,
    pub memo: RefCell<Written>,
}
payload!(Pickler, PICKLER, [write, buffer_callback, dispatch_table, memo]);

fn pickler(o: &Obj) -> &Pickler {
    o.downcast().expect("the receiver is a Pickler")
}

impl Pickler {
    /// Takes the options.
    pub fn set_up(
        &self,
        vm: &Vm,
        protocol: Option<&Obj>,
        fix_imports: Option<&Obj>,
        callback: Option<&Obj>,
    ) -> PyResult<()> {
        let proto = match protocol.filter(|o| !o.is_none()) {
            None => DEFAULT,
            Some(o) => match api::to_i64(vm, o)? {
                n if n < 0 => HIGHEST,
                n if n > HIGHEST => {
                    return Err(vm.value_error(format!("pickle protocol must be <= {HIGHEST}")));
                }
                n => n,
            },
        };
        let callback = callback.filter(|o| !o.is_none()).cloned();
        if callback.is_some() && proto < 5 {
            return Err(vm.value_error("buffer_callback needs protocol >= 5"));
        }
        let fix = fix_imports.map_or(Ok(true), |o| api::is_true(vm, o))?;
        self.proto.set(proto as u8);
        self.bin.set(proto > 0);
        self.fix_imports.set(fix && proto < 3);
        self.buffer_callback.set(callback);
        Ok(())
    }

    /// Takes the file.
    pub fn set_file(&self, vm: &Vm, file: &Obj) -> PyResult<()> {
        match api::getattr_opt(vm, file, &intern("write"))? {
            Some(write) => self.write.set(Some(write)),
            None => return Err(vm.type_error("file must have a 'write' attribute")),
        }
        Ok(())
    }

    /// What decides about persistent ids, if anything does.
    pub fn persistent_id(&self, vm: &Vm, this: &Obj) -> PyResult<Option<Obj>> {
        let key = intern("persistent_id");
        let own = this.ty().lookup(&key).zip(PICKLER.get().lookup(&key)).is_some_and(|(a, b)| a.is(&b));
        if own && attr::instance_get(vm, this, &key)?.is_none() {
            return Ok(None);
        }
        api::getattr(vm, this, &key).map(Some)
    }

    /// Writes a pickle to the file. `this`: the Python object around the state.
    pub fn dump(&self, vm: &Vm, this: Option<&Obj>, o: &Obj) -> PyResult<()> {
        Saver::new(vm, self, this, self.write.get())?.pickle(o)
    }

    /// A pickle as bytes.
    pub fn dumps(&self, vm: &Vm, o: &Obj) -> PyResult<Obj> {
        let mut s = Saver::new(vm, self, None, None)?;
        s.pickle(o)?;
        bytes::try_from_slice(&s.out).map_err(|_| vm.memory_error())
    }
}

fn init_pickler(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| {
        Signature::parse("($self, /, file, protocol=None, fix_imports=True, buffer_callback=None)")
    });
    let name = FnName { class: None, receiver: None, name: "Pickler", has_self: true };
    let set = |vm: &Vm, a: Args| {
        let p = pickler(&a[0]);
        p.set_up(vm, a.opt(2), a.opt(3), a.opt(4))?;
        p.set_file(vm, &a[1])?;
        p.fast.set(false);
        p.dispatch_table.set(None);
        let table = api::getattr_opt(vm, &a[0], &intern("dispatch_table"))?;
        p.dispatch_table.set(table);
        let old = p.memo.take();
        drop(old);
        Ok(Obj::NONE)
    };
    args.prepended(o, |all| SIGNATURE.call(vm, set, name, all)).map(drop)
}

fn dump(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = pickler(&a[0]);
    if p.write.get().is_none() {
        let t = a[0].ty().name();
        return Err(vm.error(&PICKLING_ERROR, format!("Pickler.__init__() was not called by {t}.__init__()")));
    }
    p.dump(vm, Some(&a[0]), &a[1])?;
    Ok(Obj::NONE)
}

fn clear_pickler_memo(_: &Vm, a: Args) -> PyResult<Obj> {
    let old = pickler(&a[0]).memo.take();
    drop(old);
    Ok(Obj::NONE)
}

/// A field that hides while it is empty.
fn hidden(vm: &Vm, o: &Obj, field: &Field, name: &str) -> PyResult<Obj> {
    match field.get() {
        Some(x) => Ok(x),
        None => Err(vm.attribute_error(format!("'{}' object has no attribute '{name}'", o.ty().name()))),
    }
}

fn no_deletion<'a>(vm: &Vm, value: Option<&'a Obj>) -> PyResult<&'a Obj> {
    value.ok_or_else(|| vm.type_error("attribute deletion is not supported"))
}

fn set_flag(vm: &Vm, flag: &Cell<bool>, value: Option<&Obj>) -> PyResult<()> {
    match value {
        Some(v) => flag.set(api::to_i64(vm, v)? != 0),
        None => return Err(vm.type_error("can't delete numeric/char attribute")),
    }
    Ok(())
}

fn set_pickler_memo(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let value = no_deletion(vm, value)?;
    let mut new = Written::default();
    if let Some(m) = value.downcast_exact::<PicklerMemo>() {
        for (i, o) in &pickler(&m.of).memo.borrow().kept {
            new.numbers.insert(api::id(o) as usize, *i);
            new.kept.push((*i, o.clone()));
        }
    } else if let Some(d) = value.downcast::<Dict>() {
        for (_, pair) in d.items() {
            let Some([i, o]) = pair.downcast::<Tuple>().map(Tuple::as_slice) else {
                return Err(vm.type_error("'memo' values must be 2-item tuples"));
            };
            let i = api::to_i64(vm, i)? as u32;
            new.numbers.insert(api::id(o) as usize, i);
            new.kept.push((i, o.clone()));
        }
    } else {
        let t = value.ty().name();
        return Err(
            vm.type_error(format!("'memo' attribute must be a PicklerMemoProxy object or dict, not {t}"))
        );
    }
    let old = pickler(o).memo.replace(new);
    drop(old);
    Ok(())
}

static PICKLER_GETTERS: &[GetterDef] = &[
    property(
        "memo",
        "The objects that were written, by identity.",
        |_, o| Ok(Ref::new(PicklerMemo { of: o.clone() }).into_obj()),
        set_pickler_memo,
    ),
    property(
        "bin",
        "Whether the protocol is not 0.",
        |_, o| Ok(int::from_i64(pickler(o).bin.get().into())),
        |vm, o, v| set_flag(vm, &pickler(o).bin, v),
    ),
    property(
        "fast",
        "Whether nothing is remembered: shorter, but not for objects that hold themselves.",
        |_, o| Ok(int::from_i64(pickler(o).fast.get().into())),
        |vm, o, v| set_flag(vm, &pickler(o).fast, v),
    ),
    property(
        "dispatch_table",
        "Reduction functions by class, instead of those of copyreg.",
        |vm, o| hidden(vm, o, &pickler(o).dispatch_table, "dispatch_table"),
        |vm, o, v| {
            if v.is_none() && pickler(o).dispatch_table.get().is_none() {
                return Err(vm.attribute_error("dispatch_table"));
            }
            pickler(o).dispatch_table.set(v.cloned());
            Ok(())
        },
    ),
];

static PICKLER_SPEC: TypeSpec = TypeSpec {
    name: "Pickler",
    module: "_pickle",
    doc: "Writes pickles to a file.",
    signature: "(file, protocol=None, fix_imports=True, buffer_callback=None)",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(|vm, class, _| new_instance(vm, class, Pickler::default())),
        init: Some(init_pickler),
        ..Slots::NONE
    },
    methods: &[
        method("dump", "($self, obj, /)", "Writes a pickle of obj to the file.", dump),
        method(
            "clear_memo",
            "($self, /)",
            "Forgets what was written: the next pickle starts anew.",
            clear_pickler_memo,
        ),
        method(
            "persistent_id",
            "($self, obj, /)",
            "For subclasses: something that stands for obj in the pickle, or None.",
            |_, _| Ok(Obj::NONE),
        ),
    ],
    getters: PICKLER_GETTERS,
    ..TypeSpec::BASE
};
/// `_pickle.Pickler`
pub static PICKLER: StaticType = StaticType::new(&PICKLER_SPEC, LayoutOps::of::<Pickler>(false));

// --- Unpickler

/// The state of an unpickler.
#[derive(Default)]
pub struct Unpickler {
    /// `None` while something is read.
    source: RefCell<Option<Source<'static>>>,
    /// There has been a source.
    ready: Cell<bool>,
    pub proto: Cell<u8>,
    pub fix_imports: Cell<bool>,
    pub encoding: Field,
    pub errors: Field,
    /// An iterator.
    pub buffers: Field,
    pub memo: RefCell<Read>,
}
payload!(Unpickler, UNPICKLER, [source, encoding, errors, buffers, memo]);

fn unpickler(o: &Obj) -> &Unpickler {
    o.downcast().expect("the receiver is an Unpickler")
}

impl Unpickler {
    /// Takes the options.
    pub fn set_up(
        &self,
        vm: &Vm,
        fix_imports: Option<&Obj>,
        encoding: Option<&Obj>,
        errors: Option<&Obj>,
        buffers: Option<&Obj>,
    ) -> PyResult<()> {
        for (field, o, what) in [(&self.encoding, encoding, "encoding"), (&self.errors, errors, "errors")] {
            if let Some(o) = o
                && !str_::is_str(o)
            {
                let t = o.ty().name();
                return Err(vm.type_error(format!("Unpickler() argument '{what}' must be str, not {t}")));
            }
            field.set(o.cloned());
        }
        self.fix_imports.set(fix_imports.map_or(Ok(true), |o| api::is_true(vm, o))?);
        let buffers = buffers.filter(|o| !o.is_none()).map(|o| api::iter(vm, o)).transpose()?;
        self.buffers.set(buffers);
        Ok(())
    }

    /// Takes the file.
    pub fn set_file(&self, vm: &Vm, file: &Obj) -> PyResult<()> {
        let source = Source::file(vm, file)?;
        self.ready.set(true);
        let old = self.source.replace(Some(source));
        drop(old);
        Ok(())
    }

    /// Reads a pickle from the file. `this`: the Python object around the state.
    pub fn load(&self, vm: &Vm, this: Option<&Obj>) -> PyResult<Obj> {
        let Some(mut source) = self.source.take() else {
            return Err(vm.runtime_error("the Unpickler is reading a pickle"));
        };
        let r = Loader::new(vm, self, this, &mut source).run();
        let other = self.source.replace(Some(source));
        drop(other);
        r
    }

    /// The object of a pickle in memory.
    pub fn loads(&self, vm: &Vm, data: &Obj) -> PyResult<Obj> {
        let mut source = Source::memory(buffer::bytes_arg(vm, data)?);
        Loader::new(vm, self, None, &mut source).run()
    }
}

fn init_unpickler(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| {
        Signature::parse(
            "($self, /, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        )
    });
    let name = FnName { class: None, receiver: None, name: "Unpickler", has_self: true };
    let set = |vm: &Vm, a: Args| {
        let u = unpickler(&a[0]);
        u.set_file(vm, &a[1])?;
        u.set_up(vm, a.opt(2), a.opt(3), a.opt(4), a.opt(5))?;
        u.proto.set(0);
        let old = u.memo.take();
        drop(old);
        Ok(Obj::NONE)
    };
    args.prepended(o, |all| SIGNATURE.call(vm, set, name, all)).map(drop)
}

fn load(vm: &Vm, a: Args) -> PyResult<Obj> {
    let u = unpickler(&a[0]);
    if !u.ready.get() {
        let t = a[0].ty().name();
        return Err(
            vm.error(&UNPICKLING_ERROR, format!("Unpickler.__init__() was not called by {t}.__init__()"))
        );
    }
    let exact = a[0].is_exact::<Unpickler>();
    u.load(vm, (!exact).then_some(&a[0]))
}

fn find_class(vm: &Vm, a: Args) -> PyResult<Obj> {
    let u = unpickler(&a[0]);
    for i in [1, 2] {
        if !str_::is_str(&a[i]) {
            let t = a[i].ty().name();
            return Err(vm.type_error(format!("find_class() argument {i} must be str, not {t}")));
        }
    }
    names::find_class(vm, u.proto.get(), u.fix_imports.get(), &a[1], &a[2])
}

fn set_unpickler_memo(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let value = no_deletion(vm, value)?;
    let mut new = Read::default();
    let mut set = |i: usize, o: Obj| match new.set(i, o) {
        Ok(_) => Ok(()),
        Err(()) => Err(vm.memory_error()),
    };
    if let Some(m) = value.downcast_exact::<UnpicklerMemo>() {
        let items = unpickler(&m.of).memo.borrow().items();
        items.into_iter().try_for_each(|(i, o)| set(i, o))?;
    } else if let Some(d) = value.downcast::<Dict>() {
        for (k, v) in d.items() {
            if !int::is_int(&k) {
                return Err(vm.type_error("memo key must be integers"));
            }
            let Ok(i) = usize::try_from(api::to_i64(vm, &k)?) else {
                return Err(vm.value_error("memo key must be positive integers."));
            };
            set(i, v)?;
        }
    } else {
        let t = value.ty().name();
        return Err(
            vm.type_error(format!("'memo' attribute must be an UnpicklerMemoProxy object or dict, not {t}"))
        );
    }
    let old = unpickler(o).memo.replace(new);
    drop(old);
    Ok(())
}

static UNPICKLER_SPEC: TypeSpec = TypeSpec {
    name: "Unpickler",
    module: "_pickle",
    doc: "Reads pickles from a file.",
    signature: "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(|vm, class, _| new_instance(vm, class, Unpickler::default())),
        init: Some(init_unpickler),
        ..Slots::NONE
    },
    methods: &[
        method("load", "($self, /)", "Reads a pickle; the object.", load),
        method(
            "find_class",
            "($self, module_name, global_name, /)",
            "The object of a name in a pickle; subclasses can refuse.",
            find_class,
        ),
        method(
            "persistent_load",
            "($self, pid, /)",
            "For subclasses: the object that pid stands for.",
            |vm, _| Err(no_persistent_load(vm)),
        ),
    ],
    getters: &[property(
        "memo",
        "The objects that were read, by number.",
        |_, o| Ok(Ref::new(UnpicklerMemo { of: o.clone() }).into_obj()),
        set_unpickler_memo,
    )],
    ..TypeSpec::BASE
};
/// `_pickle.Unpickler`
pub static UNPICKLER: StaticType = StaticType::new(&UNPICKLER_SPEC, LayoutOps::of::<Unpickler>(false));

// --- the memos as Python sees them

/// The memo of a pickler.
pub struct PicklerMemo {
    of: Obj,
}
payload!(PicklerMemo, PICKLER_MEMO, [of]);

/// The memo of an unpickler.
pub struct UnpicklerMemo {
    of: Obj,
}
payload!(UnpicklerMemo, UNPICKLER_MEMO, [of]);

fn copy_pickler_memo(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m: &PicklerMemo = a[0].downcast().expect("the receiver is a memo");
    let kept = pickler(&m.of).memo.borrow().kept.clone();
    let d = dict::new();
    for (i, o) in kept {
        let key = int::from_u64(api::id(&o));
        d.set(vm, &key, &tuple::pair(int::from_i64(i.into()), o))?;
    }
    Ok(d.into_obj())
}

fn copy_unpickler_memo(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m: &UnpicklerMemo = a[0].downcast().expect("the receiver is a memo");
    let items = unpickler(&m.of).memo.borrow().items();
    let d = dict::new();
    for (i, o) in items {
        d.set(vm, &int::from_usize(i), &o)?;
    }
    Ok(d.into_obj())
}

/// `dict(contents)`, which is how a memo is pickled.
fn as_dict(copy: Obj) -> PyResult<Obj> {
    Ok(tuple::pair(dict::DICT.obj(), tuple::from_vec(vec![copy])))
}

static PICKLER_MEMO_SPEC: TypeSpec = TypeSpec {
    name: "PicklerMemoProxy",
    module: "_pickle",
    methods: &[
        method("clear", "($self, /)", "Forgets everything.", |_, a| {
            let m: &PicklerMemo = a[0].downcast().expect("the receiver is a memo");
            let old = pickler(&m.of).memo.take();
            drop(old);
            Ok(Obj::NONE)
        }),
        method("copy", "($self, /)", "The contents as a dict.", copy_pickler_memo),
        method("__reduce__", "($self, /)", "What pickle stores.", |vm, a| as_dict(copy_pickler_memo(vm, a)?)),
    ],
    ..TypeSpec::FINAL
};
/// `_pickle.PicklerMemoProxy`
pub static PICKLER_MEMO: StaticType =
    StaticType::new(&PICKLER_MEMO_SPEC, LayoutOps::of::<PicklerMemo>(false));

static UNPICKLER_MEMO_SPEC: TypeSpec = TypeSpec {
    name: "UnpicklerMemoProxy",
    module: "_pickle",
    methods: &[
        method("clear", "($self, /)", "Forgets everything.", |_, a| {
            let m: &UnpicklerMemo = a[0].downcast().expect("the receiver is a memo");
            let old = unpickler(&m.of).memo.take();
            drop(old);
            Ok(Obj::NONE)
        }),
        method("copy", "($self, /)", "The contents as a dict.", copy_unpickler_memo),
        method("__reduce__", "($self, /)", "What pickle stores.", |vm, a| {
            as_dict(copy_unpickler_memo(vm, a)?)
        }),
    ],
    ..TypeSpec::FINAL
};
/// `_pickle.UnpicklerMemoProxy`
pub static UNPICKLER_MEMO: StaticType =
    StaticType::new(&UNPICKLER_MEMO_SPEC, LayoutOps::of::<UnpicklerMemo>(false));
