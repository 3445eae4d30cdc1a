//! New processes and programs: `fork`, `exec`, `posix_spawn`.
#![allow(unsafe_code)]

use super::args::{self, Also};
use super::schedule::priority_of;
use crate::host::env::{self, Row};
use crate::host::process::{self, SpawnAction, SpawnOptions};
use crate::modules::os_support::{c_int, fs_c_string, fspath, os_error};
use crate::object::args::Args;
use crate::object::heap::GilCell;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::dict::Dict;
use crate::types::list::List;
use crate::types::tuple::{self, Tuple};
use crate::types::{exception, int};
use crate::vm::{PyResult, Vm, api, gil, signals, threads};
use std::ffi::CString;

/// What runs around a fork: before (last registered first), in the parent, in the child.
#[derive(Default)]
struct Hooks {
    before: Vec<Obj>,
    parent: Vec<Obj>,
    child: Vec<Obj>,
}

static HOOKS: GilCell<Option<Hooks>> = GilCell::new(None);

/// Runs `f` on the hooks; `f` runs no Python code.
fn with_hooks<R>(f: impl FnOnce(&mut Hooks) -> R) -> R {
    // SAFETY: GIL held; `f` does not come back here.
    f(unsafe { (*HOOKS.get()).get_or_insert_with(Hooks::default) })
}

fn run_hooks(vm: &Vm, hooks: &[Obj]) {
    for h in hooks {
        if api::call(vm, h, &[]).is_err() {
            vm.write_unraisable("", Some(h));
        }
    }
}

/// Forgets the hooks, for the end of the program.
pub fn forget_hooks() {
    let hooks = with_hooks(std::mem::take);
    drop(hooks);
}

fn register_at_fork(vm: &Vm, a: Args) -> PyResult<Obj> {
    let given = [a.opt(0), a.opt(1), a.opt(2)];
    if given.iter().all(Option::is_none) {
        return Err(vm.type_error("At least one argument is required."));
    }
    for (hook, name) in given.iter().zip(["before", "after_in_child", "after_in_parent"]) {
        if let Some(h) = hook
            && !api::is_callable(h)
        {
            return Err(vm.type_error(format!("'{name}' must be callable, not {}", h.ty().name())));
        }
    }
    let [before, child, parent] = given;
    with_hooks(|h| {
        if let Some(f) = before {
            h.before.insert(0, f.clone());
        }
        h.child.extend(child.cloned());
        h.parent.extend(parent.cloned());
    });
    Ok(Obj::NONE)
}

/// Splits the process, with the hooks around it; a function is named in the warning that other threads run.
pub fn fork(vm: &Vm, function: Option<&str>) -> PyResult<i32> {
    run_hooks(vm, &with_hooks(|h| h.before.clone()));
    let r = gil::fork();
    match r {
        Ok(0) => {
            gil::reset_after_fork(vm);
            signals::set_main(vm);
            run_hooks(vm, &with_hooks(|h| h.child.clone()));
        }
        _ => {
            run_hooks(vm, &with_hooks(|h| h.parent.clone()));
            if let Some(function) = function.filter(|_| threads::count() > 0) {
                let pid = std::process::id();
                let text = format!(
                    "This process (pid={pid}) is multi-threaded, use of {function}() may lead to deadlocks in the child."
                );
                // The child is there already: an error from a filter is nobody's.
                if let Err(r) = api::warn(vm, &exception::DEPRECATION_WARNING, &text, 1) {
                    drop(vm.take_raised(r));
                }
            }
        }
    }
    r.map_err(|e| os_error(vm, e))
}

/// The texts of an argument vector.
fn vector(vm: &Vm, o: &Obj, function: &str) -> PyResult<Vec<CString>> {
    if !o.is_instance::<Tuple>() && !o.is_instance::<List>() {
        let wanted = if function.starts_with("exec") {
            format!("{function}() arg 2")
        } else {
            format!("{function}: argv")
        };
        return Err(vm.type_error(format!("{wanted} must be a tuple or list")));
    }
    let items = api::to_vec(vm, o)?;
    if items.is_empty() {
        return Err(vm.value_error(if function.starts_with("exec") {
            format!("{function}() arg 2 must not be empty")
        } else {
            format!("{function}: argv must not be empty")
        }));
    }
    let texts = items.iter().map(|i| fs_c_string(vm, &fspath(vm, i)?)).collect::<PyResult<Vec<_>>>()?;
    if texts[0].is_empty() {
        return Err(vm.value_error(if function.starts_with("exec") {
            format!("{function}() arg 2 first element cannot be empty")
        } else {
            format!("{function}: argv first element cannot be empty")
        }));
    }
    Ok(texts)
}

/// The texts of an environment.
fn environment(vm: &Vm, o: &Obj, message: &str) -> PyResult<Vec<CString>> {
    if !o.is_instance::<Dict>()
        && (o.ty().slots().getitem.is_none()
            || api::getattr_opt(vm, o, crate::object::intern::name!(keys))?.is_none())
    {
        return Err(vm.type_error(message));
    }
    let keys = api::to_vec(vm, &api::call_method_str(vm, o, "keys", &[])?)?;
    let values = api::to_vec(vm, &api::call_method_str(vm, o, "values", &[])?)?;
    let mut texts = Vec::with_capacity(keys.len());
    for (k, v) in keys.iter().zip(&values) {
        let (k, v) = (fs_c_string(vm, &fspath(vm, k)?)?, fs_c_string(vm, &fspath(vm, v)?)?);
        if k.is_empty() || k.to_bytes()[1..].contains(&b'=') {
            return Err(vm.value_error("illegal environment variable name"));
        }
        texts.push(assignment(k.to_bytes(), v.to_bytes()));
    }
    Ok(texts)
}

fn assignment(key: &[u8], value: &[u8]) -> CString {
    CString::new([key, b"=", value].concat()).unwrap_or_default()
}

fn execute(vm: &Vm, a: Args, function: &str) -> PyResult<Obj> {
    let also = if function == "execve" { Also::Fd } else { Also::Nothing };
    let p = args::path(vm, &a[0], function, also)?;
    let args = Row::new(vector(vm, &a[1], function)?);
    let env = match a.len() {
        3 => Some(Row::new(environment(vm, &a[2], "execve: environment must be a mapping object")?)),
        _ => None,
    };
    let name = match p.fd {
        Some(fd) => CString::new(format!("/proc/self/fd/{fd}")).unwrap_or_default(),
        None => p.name().to_owned(),
    };
    let e = process::exec(&name, &args, env.as_ref());
    Err(if function == "execve" { p.error(vm, e) } else { os_error(vm, e) })
}

fn signal_set(vm: &Vm, o: Option<&Obj>) -> PyResult<Option<Vec<i32>>> {
    let Some(o) = o else { return Ok(None) };
    let mut set = Vec::new();
    for s in api::to_vec(vm, o)? {
        let n = api::to_i64(vm, &s)?;
        if !(1..=64).contains(&n) {
            return Err(vm.value_error(format!("signal number {n} out of range [1; 64]")));
        }
        set.push(n as i32);
    }
    Ok(Some(set).filter(|s| !s.is_empty()))
}

/// A file action with its name kept for the call.
enum Action {
    Open(i32, CString, i32, u32),
    Close(i32),
    Dup2(i32, i32),
    CloseFrom(i32),
}

fn file_actions(vm: &Vm, o: &Obj) -> PyResult<Vec<Action>> {
    if !api::is_sequence(o) {
        return Err(vm.type_error("file_actions must be a sequence or None"));
    }
    let mut actions = Vec::new();
    for item in api::to_vec(vm, o)? {
        let parts = tuple::items(&item);
        let Some((kind, rest)) = parts.split_first() else {
            return Err(vm.type_error("Each file_actions element must be a non-empty tuple"));
        };
        actions.push(match (int::to_i64(kind), rest) {
            (Some(0), [fd, path, flags, mode]) => Action::Open(
                c_int(vm, fd)?,
                fs_c_string(vm, &fspath(vm, path)?)?,
                c_int(vm, flags)?,
                c_int(vm, mode)? as u32,
            ),
            (Some(1), [fd]) => Action::Close(c_int(vm, fd)?),
            (Some(2), [fd, to]) => Action::Dup2(c_int(vm, fd)?, c_int(vm, to)?),
            (Some(3), [fd]) => Action::CloseFrom(c_int(vm, fd)?),
            (Some(0), _) => return Err(vm.type_error("A open file_action tuple must have 5 elements")),
            (Some(1), _) => return Err(vm.type_error("A close file_action tuple must have 2 elements")),
            (Some(2), _) => return Err(vm.type_error("A dup2 file_action tuple must have 3 elements")),
            (Some(3), _) => return Err(vm.type_error("A closefrom file_action tuple must have 2 elements")),
            _ => return Err(vm.type_error("Unknown file_actions identifier")),
        });
    }
    Ok(actions)
}

fn spawn(vm: &Vm, a: Args, function: &str, search: bool) -> PyResult<Obj> {
    let p = args::path(vm, &a[0], function, Also::Nothing)?;
    let args_row = Row::new(vector(vm, &a[1], function)?);
    let env_texts = if a[2].is_none() {
        env::all().iter().map(|(k, v)| assignment(k, v)).collect()
    } else {
        environment(vm, &a[2], &format!("{function}: environment must be a mapping object or None"))?
    };
    let env_row = Row::new(env_texts);
    let actions = a.opt_not_none(3).map_or(Ok(Vec::new()), |o| file_actions(vm, o))?;
    let scheduler = match a.opt(9) {
        None => None,
        Some(s) if !s.is_instance::<Tuple>() => {
            let text = "new style getargs format but argument is not a tuple";
            return Err(vm.error(&exception::SYSTEM_ERROR, text));
        }
        Some(s) => match tuple::items(s) {
            [policy, param] => {
                let policy = if policy.is_none() { None } else { Some(c_int(vm, policy)?) };
                Some((policy, priority_of(vm, param)?))
            }
            _ => return Err(vm.type_error("A scheduler tuple must have two elements")),
        },
    };
    let options = SpawnOptions {
        actions: actions
            .iter()
            .map(|a| match a {
                Action::Open(fd, path, flags, mode) => SpawnAction::Open(*fd, path, *flags, *mode),
                Action::Close(fd) => SpawnAction::Close(*fd),
                Action::Dup2(fd, to) => SpawnAction::Dup2(*fd, *to),
                Action::CloseFrom(fd) => SpawnAction::CloseFrom(*fd),
            })
            .collect(),
        group: a.opt_not_none(4).map(|g| c_int(vm, g)).transpose()?,
        reset_ids: args::flag(vm, a.opt(5), false)?,
        session: args::flag(vm, a.opt(6), false)?,
        blocked: signal_set(vm, a.opt(7))?,
        defaults: signal_set(vm, a.opt(8))?,
        scheduler,
        search,
    };
    let pid = process::spawn(p.name(), &args_row, &env_row, &options).map_err(|e| p.error(vm, e))?;
    Ok(int::from_i64(pid.into()))
}

const SPAWN: &str = "(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None)";

/// The functions of this file.
pub static FUNCTIONS: &[MethodDef] = &[
    function("fork", "()", "Splits the process: 0 in the child, the child's id in the parent.", |vm, _| {
        fork(vm, Some("fork")).map(|n| int::from_i64(n.into()))
    }),
    function(
        "register_at_fork",
        "(*, before=<unrepresentable>,\n                 after_in_child=<unrepresentable>,\n                 after_in_parent=<unrepresentable>)|(*, before=None, after_in_child=None, after_in_parent=None)",
        "Registers functions that run around a fork.",
        register_at_fork,
    ),
    function("execv", "(path, argv, /)", "Replaces the program.", |vm, a| execute(vm, a, "execv")),
    function("execve", "(path, argv, env)", "Replaces the program and the environment.", |vm, a| {
        execute(vm, a, "execve")
    }),
    function("posix_spawn", SPAWN, "Runs a program in a new process: its id.", |vm, a| {
        spawn(vm, a, "posix_spawn", false)
    }),
    function(
        "posix_spawnp",
        SPAWN,
        "Runs a program found through PATH in a new process: its id.",
        |vm, a| spawn(vm, a, "posix_spawnp", true),
    ),
];
