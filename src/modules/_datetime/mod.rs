//! `_datetime`: days, times, durations and zones. One type a file; what they share is in `fields.rs`; arithmetic of the
//! calendar, reading and writing texts have files of their own. Reading with a format is `_strptime`, in Python.

mod calendar;
mod date;
mod delta;
mod fields;
mod moment;
mod parse;
mod text;
mod time;
mod zone;

use crate::object::args::CallArgs;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::ModuleSpec;
use crate::object::type_object::StaticType;
use crate::types::{int, module, str_};
use crate::vm::{PyResult, Vm, api};

/// Hands the arguments of a constructor to `set` in the order of the names; the errors say "function", as they do in
/// CPython.
fn bind(
    vm: &Vm,
    args: CallArgs,
    names: &[&str],
    positional: usize,
    required: usize,
    mut set: impl FnMut(usize, &Obj) -> PyResult<()>,
) -> PyResult<()> {
    let (pos, given) = (args.pos(), args.all().len());
    let too_many = |n: usize, what: &str, given: usize| {
        vm.type_error(format!("function takes at most {n} {what}arguments ({given} given)"))
    };
    if given > names.len() {
        return Err(too_many(names.len(), if pos.is_empty() { "keyword " } else { "" }, given));
    }
    if pos.len() > positional {
        return Err(too_many(positional, "positional ", pos.len()));
    }
    let mut used = 0;
    for (i, name) in names.iter().enumerate() {
        let keyword = if args.kw_len() > 0 { args.keyword(name) } else { None };
        match (pos.get(i), keyword) {
            (Some(_), Some(_)) => {
                return Err(vm.type_error(format!(
                    "argument for function given by name ('{name}') and position ({})",
                    i + 1
                )));
            }
            (Some(o), None) => set(i, o)?,
            (None, Some(o)) => {
                used += 1;
                set(i, o)?;
            }
            (None, None) if i < required => {
                return Err(
                    vm.type_error(format!("function missing required argument '{name}' (pos {})", i + 1))
                );
            }
            (None, None) => {}
        }
    }
    if used < args.kw_len() {
        for (name, _) in args.keywords() {
            if !names.iter().any(|n| n.as_bytes() == str_::bytes_of(name)) {
                let name = str_::display(name);
                return Err(
                    vm.type_error(format!("this function got an unexpected keyword argument '{name}'"))
                );
            }
        }
    }
    Ok(())
}

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    api::import(vm, "time")?;
    let constants: [(&'static StaticType, [(&str, Obj); 3]); 5] = [
        (&delta::DELTA, delta::constants()),
        (&date::DATE, date::constants()),
        (&time::TIME, time::constants()),
        (&moment::MOMENT, moment::constants()),
        (&zone::TIME_ZONE, zone::constants()),
    ];
    for (ty, values) in constants {
        for (key, value) in values {
            ty.get().dict().insert_str(intern(key), value);
        }
    }
    let d = module::dict_of(m).expect("a module");
    d.insert_str(intern("MINYEAR"), int::from_i64(calendar::MIN_YEAR.into()));
    d.insert_str(intern("MAXYEAR"), int::from_i64(calendar::MAX_YEAR.into()));
    d.insert_str(intern("UTC"), zone::utc());
    Ok(())
}

/// `_datetime`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_datetime",
    doc: "Days, times, durations and time zones.",
    types: &[&date::DATE, &moment::MOMENT, &time::TIME, &delta::DELTA, &zone::TZ_INFO, &zone::TIME_ZONE],
    hidden_types: &[&date::ISO_DATE],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
