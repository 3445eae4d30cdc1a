//! Exception classes with a field or two: StopIteration, SystemExit, KeyError, NameError, AttributeError, ImportError.

use super::base::{self, Fields, field, object_field, set_args};
use super::{AttributeError, ImportError, NameError, Special, StopIteration, SystemExit};
use crate::object::args::CallArgs;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{method, type_flag};
use crate::types::dict::{self, Dict};
use crate::types::{str_, tuple};
use crate::vm::{PyResult, Vm, api};

pub(super) fn init_stop_iteration(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    base::init(vm, o, args)?;
    field::<StopIteration>(o, 0).set(args.pos().first().cloned());
    Ok(())
}

pub(super) const STOP_ITERATION: Special = Special {
    own_body: true,
    flags: type_flag::HIDDEN_NEW,
    getters: &[object_field::<StopIteration, 0>("value", "generator return value")],
    ..Special::NONE
};

pub(super) fn init_system_exit(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    base::init(vm, o, args)?;
    field::<SystemExit>(o, 0).set(match args.pos() {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some(base::of(o).args()),
    });
    Ok(())
}

pub(super) const SYSTEM_EXIT: Special = Special {
    own_body: true,
    flags: type_flag::HIDDEN_NEW,
    getters: &[object_field::<SystemExit, 0>("code", "exception code")],
    ..Special::NONE
};

pub(super) const KEY_ERROR: Special = Special {
    flags: type_flag::HIDDEN_NEW,
    str: Some(|vm, o| match tuple::items(&base::of(o).args()) {
        [key] => api::repr(vm, key),
        _ => base::str(vm, o),
    }),
    ..Special::NONE
};

fn init_named<T: Fields, const N: usize>(
    vm: &Vm,
    o: &Obj,
    args: CallArgs,
    class: &str,
    names: [&str; N],
) -> PyResult<()> {
    let found = base::keywords(vm, class, args, names)?;
    set_args(o, args.pos());
    for (i, v) in found.into_iter().enumerate() {
        field::<T>(o, i).set(v);
    }
    Ok(())
}

pub(super) fn init_name_error(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    init_named::<NameError, 1>(vm, o, args, "NameError", ["name"])
}

pub(super) const NAME_ERROR: Special = Special {
    own_body: true,
    flags: type_flag::HIDDEN_NEW,
    str: Some(base::str),
    getters: &[object_field::<NameError, 0>("name", "name")],
    ..Special::NONE
};

pub(super) fn init_attribute_error(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    init_named::<AttributeError, 2>(vm, o, args, "AttributeError", ["name", "obj"])
}

/// A copy of the attributes with more entries: what pickle stores.
fn state_with(vm: &Vm, o: &Obj, extra: &[(&str, Option<Obj>)]) -> PyResult<Option<Obj>> {
    let own = base::attributes(o);
    if extra.iter().all(|(_, v)| v.is_none()) {
        return Ok(own);
    }
    let state = match own.as_ref().and_then(|d| d.downcast::<Dict>()) {
        Some(d) => d.copy(vm)?,
        None => dict::new(),
    };
    for (k, v) in extra {
        if let Some(v) = v {
            state.set(vm, &intern(k), v)?;
        }
    }
    Ok(Some(state.into_obj()))
}

fn attribute_error_state(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    // The object itself is left out: it may not be picklable.
    let args = base::of(o).args();
    state_with(vm, o, &[("name", field::<AttributeError>(o, 0).get()), ("args", Some(args))])
}

pub(super) const ATTRIBUTE_ERROR: Special = Special {
    own_body: true,
    flags: type_flag::HIDDEN_NEW,
    str: Some(base::str),
    methods: &[
        method("__getstate__", "($self, /)", "", |vm, a| {
            Ok(attribute_error_state(vm, &a[0])?.unwrap_or(Obj::NONE))
        }),
        method("__reduce__", "($self, /)", "", |vm, a| {
            let state = attribute_error_state(vm, &a[0])?;
            Ok(base::reduced(&a[0], base::of(&a[0]).args(), state))
        }),
    ],
    getters: &[
        object_field::<AttributeError, 0>("name", "attribute name"),
        object_field::<AttributeError, 1>("obj", "object"),
    ],
    ..Special::NONE
};

pub(super) fn init_import_error(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let found = base::keywords(vm, "ImportError", args, ["name", "path", "name_from"])?;
    set_args(o, args.pos());
    let f = o.downcast::<ImportError>().expect("the receiver is an ImportError");
    for (i, v) in found.into_iter().enumerate() {
        f.field(i + 1).set(v);
    }
    f.field(0).set(match args.pos() {
        [one] => Some(one.clone()),
        _ => None,
    });
    Ok(())
}

pub(super) const IMPORT_ERROR: Special = Special {
    own_body: true,
    flags: type_flag::HIDDEN_NEW,
    str: Some(|vm, o| match field::<ImportError>(o, 0).get() {
        Some(m) if m.is_exact::<str_::Str>() => Ok(m),
        _ => base::str(vm, o),
    }),
    methods: &[method("__reduce__", "($self, /)", "", |vm, a| {
        let f = a[0].downcast::<ImportError>().expect("the receiver is an ImportError");
        let extra = [("name", f.field(1).get()), ("path", f.field(2).get()), ("name_from", f.field(3).get())];
        let state = state_with(vm, &a[0], &extra)?;
        Ok(base::reduced(&a[0], base::of(&a[0]).args(), state))
    })],
    getters: &[
        object_field::<ImportError, 0>("msg", "exception message"),
        object_field::<ImportError, 1>("name", "module name"),
        object_field::<ImportError, 2>("path", "module path"),
        object_field::<ImportError, 3>("name_from", "the name that `from ... import name` did not find"),
    ],
    ..Special::NONE
};
