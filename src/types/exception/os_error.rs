//! OSError: the fields of a failed system call, and the subclass that belongs to an error number.

use super::base::{self, Fields, allocate, object_field};
use super::{
    BLOCKING_IO_ERROR, BROKEN_PIPE_ERROR, CHILD_PROCESS_ERROR, CONNECTION_ABORTED_ERROR,
    CONNECTION_REFUSED_ERROR, CONNECTION_RESET_ERROR, FILE_EXISTS_ERROR, FILE_NOT_FOUND_ERROR,
    INTERRUPTED_ERROR, IS_A_DIRECTORY_ERROR, NOT_A_DIRECTORY_ERROR, OS_ERROR, OsError, PERMISSION_ERROR,
    PROCESS_LOOKUP_ERROR, Special, TIMEOUT_ERROR,
};
use crate::object::args::CallArgs;
use crate::object::obj::Obj;
use crate::object::slots::{CallFn, UnOp};
use crate::object::spec::{method, property};
use crate::object::type_object::{StaticType, Type};
use crate::types::{int, str_, tuple};
use crate::vm::{PyResult, Vm, api};

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
const WRITTEN: usize = 4;

/// The subclass for an error number.
pub fn class_for(errno: i64) -> Option<&'static StaticType> {
    use libc::*;
    Some(match i32::try_from(errno).ok()? {
        EAGAIN | EALREADY | EINPROGRESS => &BLOCKING_IO_ERROR,
        EPIPE | ESHUTDOWN => &BROKEN_PIPE_ERROR,
        ECHILD => &CHILD_PROCESS_ERROR,
        ECONNABORTED => &CONNECTION_ABORTED_ERROR,
        ECONNREFUSED => &CONNECTION_REFUSED_ERROR,
        ECONNRESET => &CONNECTION_RESET_ERROR,
        EEXIST => &FILE_EXISTS_ERROR,
        ENOENT => &FILE_NOT_FOUND_ERROR,
        EISDIR => &IS_A_DIRECTORY_ERROR,
        ENOTDIR => &NOT_A_DIRECTORY_ERROR,
        EINTR => &INTERRUPTED_ERROR,
        EACCES | EPERM => &PERMISSION_ERROR,
        ESRCH => &PROCESS_LOOKUP_ERROR,
        ETIMEDOUT => &TIMEOUT_ERROR,
        _ => return None,
    })
}

/// Whether the arguments are read by `__init__` (a subclass overrides it, but not `__new__`) instead of `__new__`.
fn uses_init(class: &Type) -> bool {
    let own_new = class.slots().new.is_some_and(|f| std::ptr::fn_addr_eq(f, new as CallFn));
    let own_init = class.slots().init.is_some_and(|f| std::ptr::fn_addr_eq(f, init as base::InitFn));
    own_new && !own_init
}

pub(super) fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let class = cls.downcast::<Type>().expect("__new__ gets a class");
    if uses_init(class) {
        return allocate::<OsError>(vm, cls, tuple::empty());
    }
    args.no_keywords_for(vm, class)?;
    let pos = args.pos();
    let mut made = None;
    if (2..=5).contains(&pos.len()) && cls.is(&OS_ERROR.obj()) {
        made = int::to_i64(&pos[0]).and_then(class_for).map(StaticType::obj);
    }
    let o = allocate::<OsError>(vm, made.as_ref().unwrap_or(cls), tuple::empty())?;
    fill(vm, &o, pos)?;
    Ok(o)
}

pub(super) fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    if !uses_init(o.ty()) {
        return Ok(());
    }
    args.no_keywords_for(vm, o.ty())?;
    fill(vm, o, args.pos())
}

fn fill(vm: &Vm, o: &Obj, args: &[Obj]) -> PyResult<()> {
    let f = o.downcast::<OsError>().expect("the receiver is an OSError");
    let mut kept = args;
    if (2..=5).contains(&args.len()) {
        f.field(ERRNO).set(Some(args[0].clone()));
        f.field(STRERROR).set(Some(args[1].clone()));
        if let Some(filename) = args.get(2).filter(|a| !a.is_none()) {
            if o.type_ptr() == BLOCKING_IO_ERROR.ptr() && is_number(filename) {
                let n = api::index_isize(vm, filename)?;
                f.field(WRITTEN).set(Some(int::from_i64(n as i64)));
            } else {
                f.field(FILENAME).set(Some(filename.clone()));
                f.field(FILENAME2).set(args.get(4).filter(|a| !a.is_none()).cloned());
                kept = &args[..2];
            }
        }
    }
    base::set_args(o, kept);
    Ok(())
}

fn is_number(o: &Obj) -> bool {
    let unary = &o.ty().slots().unary;
    int::is_int(o) || [UnOp::Index, UnOp::Int, UnOp::Float].iter().any(|&op| unary[op as usize].is_some())
}

fn str(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = o.downcast::<OsError>().expect("the receiver is an OSError");
    let (errno, message) = (f.field(ERRNO).get(), f.field(STRERROR).get());
    let (filename, filename2) = (f.field(FILENAME).get(), f.field(FILENAME2).get());
    if filename.is_none() && (errno.is_none() || message.is_none()) {
        return base::str(vm, o);
    }
    let mut out = str_::StrBuilder::new();
    out.push_str("[Errno ");
    out.push_obj(&api::str(vm, &errno.unwrap_or(Obj::NONE))?);
    out.push_str("] ");
    out.push_obj(&api::str(vm, &message.unwrap_or(Obj::NONE))?);
    for (separator, name) in [(": ", filename), (" -> ", filename2)] {
        if let Some(n) = name {
            out.push_str(separator);
            out.push_obj(&api::repr(vm, &n)?);
        }
    }
    Ok(out.finish())
}

fn reduce(o: &Obj) -> Obj {
    let f = o.downcast::<OsError>().expect("the receiver is an OSError");
    let mut args = base::of(o).args();
    if let (2, Some(filename)) = (tuple::items(&args).len(), f.field(FILENAME).get()) {
        let mut full = tuple::items(&args).to_vec();
        full.push(filename);
        if let Some(second) = f.field(FILENAME2).get() {
            full.extend([Obj::NONE, second]);
        }
        args = tuple::from_vec(full);
    }
    base::reduced(o, args, base::attributes(o))
}

fn set_written(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    let slot = base::field::<OsError>(o, WRITTEN);
    match v {
        Some(v) => {
            let n = api::index_isize(vm, v)?;
            slot.set(Some(int::from_i64(n as i64)));
        }
        None if slot.get().is_none() => return Err(vm.attribute_error("characters_written")),
        None => slot.set(None),
    }
    Ok(())
}

/// An OSError (of the right subclass) for an error number with this text and file names.
pub fn make(vm: &Vm, errno: i32, message: &str, filenames: &[Obj]) -> PyResult<Obj> {
    let mut args = vec![int::from_i64(errno.into()), str_::from_str(message)];
    match filenames {
        [] => {}
        [one] => args.push(one.clone()),
        [one, two, ..] => args.extend([one.clone(), Obj::NONE, two.clone()]),
    }
    api::call(vm, &OS_ERROR.obj(), &args)
}

/// The error number of an OSError.
pub fn errno_of(o: &Obj) -> Option<i64> {
    int::to_i64(&o.downcast::<OsError>()?.field(ERRNO).get()?)
}

pub(super) const SPECIAL: Special = Special {
    own_body: true,
    str: Some(str),
    methods: &[method("__reduce__", "($self, /)", "", |_, a| Ok(reduce(&a[0])))],
    getters: &[
        object_field::<OsError, ERRNO>("errno", "number of the error"),
        object_field::<OsError, STRERROR>("strerror", "text of the error"),
        object_field::<OsError, FILENAME>("filename", "the file concerned"),
        object_field::<OsError, FILENAME2>("filename2", "the other file concerned"),
        property(
            "characters_written",
            "",
            |vm, o| {
                base::field::<OsError>(o, WRITTEN)
                    .get()
                    .ok_or_else(|| vm.attribute_error("characters_written"))
            },
            set_written,
        ),
    ],
    ..Special::NONE
};
