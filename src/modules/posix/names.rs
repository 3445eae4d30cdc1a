//! Path names as text: joining, normalising, taking apart. No file system is asked.

use crate::object::args::Args;
use crate::object::intern::intern_bytes;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::str_::Str;
use crate::types::{bytes, list, str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// The text of a path, str or bytes.
fn text<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a [u8]> {
    if str_::is_str(o) {
        Ok(str_::bytes_of(o))
    } else if bytes::is_bytes(o) {
        Ok(bytes::bytes_of(o))
    } else {
        Err(vm.type_error(format!("path should be string or bytes, not {}", o.ty().name())))
    }
}

/// Text of the kind of another.
fn like(vm: &Vm, o: &Obj, data: &[u8]) -> PyResult<Obj> {
    if str_::is_str(o) {
        str_::make(vm, data)
    } else {
        bytes::try_from_slice(data).map_err(|_| vm.memory_error())
    }
}

/// Length of the root: none, one slash, or exactly two.
fn root_len(path: &[u8]) -> usize {
    match path {
        [b'/', b'/', b'/', ..] => 1,
        [b'/', b'/', ..] => 2,
        [b'/', ..] => 1,
        _ => 0,
    }
}

fn normpath(vm: &Vm, a: Args) -> PyResult<Obj> {
    let path = text(vm, &a[0])?;
    let (root, rest) = path.split_at(root_len(path));
    let mut out = Vec::with_capacity(path.len());
    out.extend_from_slice(root);
    // Where each part begins; parts that cannot be left are not among them.
    let mut parts: Vec<usize> = Vec::new();
    for part in rest.split(|b| *b == b'/').filter(|p| !p.is_empty() && *p != b".") {
        if part == b".." {
            if let Some(at) = parts.pop() {
                out.truncate(at);
                continue;
            }
            if !root.is_empty() {
                continue;
            }
        }
        let at = out.len();
        if at > root.len() {
            out.push(b'/');
        }
        out.extend_from_slice(part);
        if part != b".." {
            parts.push(at);
        }
    }
    if out.is_empty() {
        out.push(b'.');
    }
    like(vm, &a[0], &out)
}

fn splitroot(vm: &Vm, a: Args) -> PyResult<Obj> {
    let path = text(vm, &a[0])?;
    let (root, rest) = path.split_at(root_len(path));
    let parts = [&b""[..], root, rest].map(|p| like(vm, &a[0], p));
    Ok(tuple::from_vec(parts.into_iter().collect::<PyResult<_>>()?))
}

/// `join()` of plain strings; None for everything else.
fn join(vm: &Vm, a: Args) -> PyResult<Obj> {
    let rest = tuple::items(&a[1]);
    if !a[0].is_exact::<Str>() || !rest.iter().all(|o| o.is_exact::<Str>()) {
        return Ok(Obj::NONE);
    }
    let mut out = str_::bytes_of(&a[0]).to_vec();
    for part in rest.iter().map(str_::bytes_of) {
        if part.first() == Some(&b'/') {
            out.clear();
        } else if !out.is_empty() && out.last() != Some(&b'/') {
            out.push(b'/');
        }
        out.extend_from_slice(part);
    }
    str_::make(vm, &out)
}

/// The root of a path, and the names below it, which are shared.
fn parse(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[0]) {
        return Err(vm.type_error(format!("_path_parse() argument must be str, not {}", api::given(&a[0]))));
    }
    let path = str_::bytes_of(&a[0]);
    let (root, rest) = path.split_at(root_len(path));
    let parts = rest.split(|b| *b == b'/').filter(|p| !p.is_empty() && *p != b".");
    Ok(tuple::pair(intern_bytes(root), list::from_vec(parts.map(intern_bytes).collect())))
}

pub(super) const FUNCTIONS: &[MethodDef] = &[
    function("_path_normpath", "(path)", "A path without double slashes, '.' and '..' parts.", normpath),
    function("_path_splitroot_ex", "(path)", "A path as drive, root and the rest.", splitroot),
    function("_path_join", "(first, rest, /)", "Plain strings joined to a path; None for others.", join),
    function("_path_parse", "(path, /)", "The root of a str, and the list of names below it.", parse),
];
