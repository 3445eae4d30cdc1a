//! Struct sequences: tuples whose items have names, with further named fields that are no items (`os.stat_result`,
//! `time.struct_time`, ...). A type is declared with `struct_sequence!`; fields that are no items lie in the member
//! slots of the instances.

use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{GetterDef, MethodDef, method};
use crate::object::type_object::{StaticType, Type};
use crate::types::dict::{self, Dict};
use crate::types::tuple::Tuple;
use crate::types::{int, str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// Declares a struct sequence type: `"module" "name" "doc"`, how many fields are items, how many are not, how many of
/// the last items have no name, whether Python code can make instances, and the named fields with their positions.
macro_rules! struct_sequence {
    (@new) => { $crate::types::struct_seq::new };
    (@new $new:path) => { $new };
    (
        $(#[$attr:meta])*
        $vis:vis static $ty:ident = $module:literal . $name:literal, $doc:literal,
        items: $items:literal, hidden: $hidden:literal, unnamed: $unnamed:literal, callable: $callable:literal,
        $(new: $new:path,)?
        [$($index:literal $field:literal $text:literal,)*]
    ) => {
        $(#[$attr])*
        $vis static $ty: $crate::object::type_object::StaticType = {
            use $crate::object::spec::{TypeSpec, member, type_flag};
            use $crate::types::{struct_seq, tuple};
            static SPEC: TypeSpec = TypeSpec {
                name: $name,
                module: $module,
                doc: $doc,
                signature: "",
                base: Some(&tuple::TUPLE),
                flags: type_flag::SAME_BODY
                    | if matches!($module.as_bytes(), b"sys") { 0 } else { type_flag::MUTABLE }
                    | if $callable { 0 } else { type_flag::NO_NEW | type_flag::HIDDEN_NEW },
                convert: None,
                slots: $crate::object::slots::Slots {
                    new: Some(struct_seq::struct_sequence!(@new $($new)?)),
                    repr: Some(struct_seq::repr),
                    ..$crate::object::slots::Slots::NONE
                },
                methods: &struct_seq::METHODS,
                getters: &[$(member($field, $text, struct_seq::field::<$index>),)*],
                extra: Some(|_, t| struct_seq::complete(t, $items, $hidden, $unnamed)),
            };
            $crate::object::type_object::StaticType::new(&SPEC, $crate::object::heap::LayoutOps::of::<tuple::Tuple>(true))
        };
    };
}
pub(crate) use struct_sequence;

/// Finishes a type: its numbers, and room for the fields that are no items.
pub fn complete(t: &Type, items: usize, hidden: usize, unnamed: usize) {
    let put = |key: &str, v: Obj| t.dict().insert_str(intern(key), v);
    put("n_sequence_fields", int::from_usize(items));
    put("n_fields", int::from_usize(items + hidden));
    put("n_unnamed_fields", int::from_usize(unnamed));
    let named = fields(t).iter().take(items - unnamed).map(|f| intern(f.name)).collect();
    put("__match_args__", tuple::from_vec(named));
    t.member_slots.set(hidden as u32);
    t.attrs_offset.set(attr::fixed_offset(t));
}

fn fields(t: &Type) -> &'static [GetterDef] {
    t.spec.map_or(&[], |s| s.getters)
}

/// The numbers of a type: items, other fields, items without a name.
fn counts(t: &Type) -> (usize, usize, usize) {
    let read =
        |key: &str| t.dict().get_str(&intern(key)).and_then(|n| int::to_i64(&n)).map_or(0, |n| n as usize);
    (read("n_sequence_fields"), t.member_slots.get() as usize, read("n_unnamed_fields"))
}

/// The field at a position.
fn value_at(o: &Obj, i: usize) -> Obj {
    let items = tuple::items(o);
    match items.get(i) {
        Some(item) => item.clone(),
        None => attr::get_member(o, i - items.len()).unwrap_or(Obj::NONE),
    }
}

/// Reads the field at a position (`struct_sequence!` makes the attributes of it).
pub fn field<const I: usize>(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(value_at(o, I))
}

fn build(vm: &Vm, t: &Type, mut items: Vec<Obj>) -> PyResult<Obj> {
    let n = items.len().saturating_sub(t.member_slots.get() as usize);
    let hidden = items.split_off(n);
    let o = tuple::with_type(t.obj().value().ptr().cast(), items).map_err(|_| vm.memory_error())?;
    for (i, v) in hidden.into_iter().enumerate() {
        drop(attr::set_member(&o, i, Some(v)));
    }
    Ok(o)
}

/// An instance with all its fields: the items first.
pub fn make(vm: &Vm, ty: &'static StaticType, values: Vec<Obj>) -> PyResult<Obj> {
    build(vm, ty.get(), values)
}

/// The names of the fields that are no items.
fn hidden_names(t: &Type) -> impl Iterator<Item = &'static str> {
    let (items, _, unnamed) = counts(t);
    fields(t).iter().skip(items - unnamed).map(|f| f.name)
}

/// `T(sequence, dict={})`
pub fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let t = cls.downcast::<Type>().expect("the caller checked that it is a type");
    let [sequence, extra] = args.bind(vm, "structseq", ["sequence", "dict"])?;
    let Some(sequence) = sequence else {
        return Err(vm.type_error("structseq() missing required argument 'sequence' (pos 1)"));
    };
    let mut values = match api::to_vec(vm, sequence) {
        Ok(v) => v,
        Err(r) => {
            vm.clear_if(r, &crate::types::exception::TYPE_ERROR)?;
            return Err(vm.type_error("constructor requires a sequence"));
        }
    };
    let extra = match extra {
        None => None,
        Some(d) => Some(
            d.as_ref::<Dict>()
                .ok_or_else(|| vm.type_error(format!("{}() takes a dict as second arg, if any", t.name())))?,
        ),
    };
    let (items, hidden, _) = counts(t);
    let (n, all) = (values.len(), items + hidden);
    if n < items || n > all {
        let bound = match (hidden, n < items) {
            (0, _) => format!("a {items}-sequence"),
            (_, true) => format!("an at least {items}-sequence"),
            _ => format!("an at most {all}-sequence"),
        };
        return Err(vm.type_error(format!("{}() takes {bound} ({n}-sequence given)", t.name())));
    }
    let mut used = 0;
    for name in hidden_names(t).skip(n - items) {
        let v = extra.as_ref().and_then(|d| d.get_str(&intern(name)));
        used += usize::from(v.is_some());
        values.push(v.unwrap_or(Obj::NONE));
    }
    if extra.is_some_and(|d| d.len() > used) {
        return Err(vm.type_error(format!("{}() got duplicate or unexpected field name(s)", t.name())));
    }
    build(vm, t, values)
}

/// `module.name(field=value, ...)`
pub fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let mut out = str_::StrBuilder::new();
    out.push_str(&o.ty().name());
    out.push_str("(");
    for (i, (f, v)) in fields(o.ty()).iter().zip(tuple::items(o)).enumerate() {
        out.push_str(if i > 0 { ", " } else { "" });
        out.push_str(f.name);
        out.push_str("=");
        out.push_obj(&api::repr(vm, v)?);
    }
    out.push_str(")");
    Ok(out.finish())
}

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let o = &a[0];
    let items = o.downcast::<Tuple>().map_or(&[][..], Tuple::as_slice);
    let rest = dict::new();
    for (i, name) in hidden_names(o.ty()).enumerate() {
        rest.set(vm, &intern(name), &value_at(o, items.len() + i))?;
    }
    Ok(tuple::pair(o.type_obj(), tuple::pair(tuple::from_slice(items), rest.into_obj())))
}

fn replace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let o = &a[0];
    if !a.rest(1).is_empty() {
        return Err(vm.type_error("__replace__() takes no positional arguments"));
    }
    let t = o.ty();
    let (items, hidden, unnamed) = counts(t);
    if unnamed > 0 {
        return Err(vm.type_error(format!(
            "__replace__() is not supported for {} because it has unnamed field(s)",
            t.name()
        )));
    }
    let changes = a[2].as_ref::<Dict>().expect("keyword arguments are a dict").copy(vm)?;
    let mut values = Vec::with_capacity(items + hidden);
    for (i, f) in fields(t).iter().enumerate() {
        values.push(changes.remove_str(&intern(f.name)).unwrap_or_else(|| value_at(o, i)));
    }
    if !changes.is_empty() {
        let names = api::repr_string(vm, &crate::types::list::from_vec(changes.keys()))?;
        return Err(vm.type_error(format!("Got unexpected field name(s): {names}")));
    }
    build(vm, t, values)
}

/// The methods of all struct sequences.
pub static METHODS: [MethodDef; 2] = [
    method("__reduce__", "($self, /)", "", reduce),
    method(
        "__replace__",
        "($self, /, **changes)~($self, /, *args, **changes)",
        "A copy with other values for the named fields.",
        replace,
    ),
];
