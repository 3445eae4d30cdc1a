//! SyntaxError: where the text went wrong.

use super::base::{self, Fields, field, object_field};
use super::{Special, SyntaxError};
use crate::object::args::CallArgs;
use crate::object::obj::Obj;
use crate::types::{int, str_};
use crate::vm::{PyResult, Vm, api};

pub(super) fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    base::init(vm, o, args)?;
    let f = o.downcast::<SyntaxError>().expect("the receiver is a SyntaxError");
    let pos = args.pos();
    if let Some(msg) = pos.first() {
        f.field(0).set(Some(msg.clone()));
    }
    if let [_, place] = pos {
        let place = api::to_vec(vm, place)?;
        let n = place.len();
        if !(4..=6).contains(&n) {
            let bound = if n < 4 { "at least 4" } else { "at most 6" };
            return Err(vm.type_error(format!("function takes {bound} arguments ({n} given)")));
        }
        for i in 0..6 {
            f.field(i + 1).set(place.get(i).cloned());
        }
        if n == 5 {
            return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
        }
    }
    Ok(())
}

fn str(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = o.downcast::<SyntaxError>().expect("the receiver is a SyntaxError");
    let filename = f.field(1).get().filter(str_::is_str);
    let line = f.field(2).get().filter(int::is_int);
    let mut out = str_::StrBuilder::new();
    out.push_obj(&api::str(vm, &field::<SyntaxError>(o, 0).get_or_none())?);
    if filename.is_none() && line.is_none() {
        return Ok(out.finish());
    }
    out.push_str(" (");
    if let Some(name) = &filename {
        let bytes = str_::bytes_of(name);
        let start = bytes.iter().rposition(|&b| b == b'/').map_or(0, |i| i + 1);
        out.bytes.extend_from_slice(&bytes[start..]);
    }
    if let Some(line) = &line {
        out.push_str(if filename.is_some() { ", line " } else { "line " });
        out.push_obj(&api::str(vm, line)?);
    }
    out.push_str(")");
    Ok(out.finish())
}

pub(super) const SPECIAL: Special = Special {
    own_body: true,
    flags: crate::object::spec::type_flag::HIDDEN_NEW,
    str: Some(str),
    getters: &[
        object_field::<SyntaxError, 0>("msg", "exception msg"),
        object_field::<SyntaxError, 1>("filename", "the file concerned"),
        object_field::<SyntaxError, 2>("lineno", "exception lineno"),
        object_field::<SyntaxError, 3>("offset", "exception offset"),
        object_field::<SyntaxError, 4>("text", "exception text"),
        object_field::<SyntaxError, 5>("end_lineno", "exception end lineno"),
        object_field::<SyntaxError, 6>("end_offset", "exception end offset"),
        object_field::<SyntaxError, 7>("print_file_and_line", "whether to show the place; no longer used"),
    ],
    ..Special::NONE
};
