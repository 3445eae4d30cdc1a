//! `syslog`: the log of the system.

use crate::host::system_log;
use crate::modules::os_support::{c_int, c_string};
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{int, list, module, str_};
use crate::vm::{PyResult, Vm, api, gil};
use std::collections::BTreeSet;
use std::ffi::{CStr, CString};
use std::sync::Mutex;

macro_rules! constants {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as i64)),*]
    };
}

static CONSTANTS: &[(&str, i64)] = constants! {
    LOG_ALERT LOG_AUTH LOG_AUTHPRIV LOG_CONS LOG_CRIT LOG_CRON LOG_DAEMON LOG_DEBUG LOG_EMERG LOG_ERR LOG_FTP LOG_INFO
    LOG_KERN LOG_LOCAL0 LOG_LOCAL1 LOG_LOCAL2 LOG_LOCAL3 LOG_LOCAL4 LOG_LOCAL5 LOG_LOCAL6 LOG_LOCAL7 LOG_LPR LOG_MAIL
    LOG_NDELAY LOG_NEWS LOG_NOTICE LOG_NOWAIT LOG_ODELAY LOG_PERROR LOG_PID LOG_SYSLOG LOG_USER LOG_UUCP LOG_WARNING
};

/// Whether the log is open.
static OPEN: Mutex<bool> = Mutex::new(false);
/// Names that logs were opened with: the C library keeps the pointer, so each different name lives for ever.
static NAMES: Mutex<BTreeSet<&'static CStr>> = Mutex::new(BTreeSet::new());

fn kept(vm: &Vm, name: CString) -> &'static CStr {
    let mut names = gil::lock(vm, &NAMES);
    if let Some(old) = names.get(name.as_c_str()) {
        return old;
    }
    let new: &'static CStr = Box::leak(name.into_boxed_c_str());
    names.insert(new);
    new
}

/// The text of an argument.
fn text(vm: &Vm, o: &Obj) -> PyResult<CString> {
    let utf8 = crate::types::codec::encode(vm, o, None, None)?;
    c_string(vm, crate::types::bytes::bytes_of(&utf8).to_vec(), "embedded null character")
}

/// The name a log has by default: the last part of the program's path.
fn program(vm: &Vm) -> PyResult<Option<CString>> {
    let Some(argv) = api::sys_attr("argv") else { return Ok(None) };
    let Some(first) = argv.downcast::<list::List>().and_then(|l| l.to_vec().into_iter().next()) else {
        return Ok(None);
    };
    if !str_::is_str(&first) {
        return Ok(None);
    }
    let path = str_::display(&first).into_owned();
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.is_empty() { Ok(None) } else { text(vm, &str_::from_str(name)).map(Some) }
}

fn open(vm: &Vm, name: Option<CString>, options: i32, facility: i32) -> PyResult<()> {
    let name = match name {
        Some(n) => Some(n),
        None => program(vm)?,
    };
    system_log::open(name.map(|n| kept(vm, n)), options, facility);
    *gil::lock(vm, &OPEN) = true;
    Ok(())
}

fn openlog(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = a.opt_not_none(0).map(|o| {
        let named = format!("openlog() argument 'ident' must be str, not {}", o.ty().name());
        if str_::is_str(o) { text(vm, o) } else { Err(vm.type_error(named)) }
    });
    let options = a.opt(1).map_or(Ok(0), |n| c_int(vm, n))?;
    let facility = a.opt(2).map_or(Ok(libc::LOG_USER), |n| c_int(vm, n))?;
    open(vm, name.transpose()?, options, facility).map(|()| Obj::NONE)
}

fn syslog(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (priority, message) = match a.rest(0) {
        [message] => (libc::LOG_INFO, message),
        [priority, message] => (c_int(vm, priority)?, message),
        _ => return Err(vm.type_error("syslog.syslog requires 1 to 2 arguments")),
    };
    if !str_::is_str(message) {
        let (place, given) = (a.rest(0).len(), message.ty().name());
        return Err(vm.type_error(format!("syslog() argument {place} must be str, not {given}")));
    }
    let line = text(vm, message)?;
    let is_open = *gil::lock(vm, &OPEN);
    if !is_open {
        open(vm, None, 0, libc::LOG_USER)?;
    }
    gil::allow_threads(vm, || system_log::write(priority, &line));
    Ok(Obj::NONE)
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in CONSTANTS {
        d.insert_str(intern(name), int::from_i64(*n));
    }
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "syslog",
    doc: "The log of the system.",
    functions: &[
        function(
            "openlog",
            "(ident=None, logoption=0, facility=8)",
            "Says how later lines are written to the log.",
            openlog,
        ),
        function("syslog", "(*args)", "Writes a line to the log.", syslog),
        function("closelog", "()", "Closes the log and forgets what openlog() said.", |vm, _| {
            let was = std::mem::take(&mut *gil::lock(vm, &OPEN));
            if was {
                system_log::close();
            }
            Ok(Obj::NONE)
        }),
        function(
            "setlogmask",
            "(maskpri, /)",
            "Says which priorities are written: the mask before.",
            |vm, a| Ok(int::from_i64(system_log::set_mask(c_int(vm, &a[0])?).into())),
        ),
        function("LOG_MASK", "(pri, /)", "The mask of one priority.", |vm, a| {
            Ok(int::from_i64((1i32.wrapping_shl(c_int(vm, &a[0])? as u32)).into()))
        }),
        function("LOG_UPTO", "(pri, /)", "The mask of a priority and those above it.", |vm, a| {
            let n = c_int(vm, &a[0])?.wrapping_add(1);
            Ok(int::from_i64((1i32.wrapping_shl(n as u32)).wrapping_sub(1).into()))
        }),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
