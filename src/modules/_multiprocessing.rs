//! `_multiprocessing`: locks and semaphores that processes share.
#![allow(unsafe_code)]

use crate::host;
use crate::host::shared::{SEM_VALUE_MAX, Semaphore};
use crate::modules::os_support::{c_int, c_string, fs_encode, os_error};
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::payload::constructor;
use crate::object::slots::Slots;
use crate::object::spec::{
    GetterDef, MethodDef, ModuleSpec, TypeSpec, class_method, function, member, method, type_flag,
};
use crate::object::type_object::StaticType;
use crate::types::{dict, exception, int, module, str_};
use crate::vm::{PyResult, Vm, api, gil, signals};
use std::cell::Cell;
use std::collections::HashMap;
use std::ffi::CString;
use std::sync::Mutex;

/// A lock that its owner may take again. The other kind is a semaphore.
const RECURSIVE_MUTEX: i32 = 0;

/// Semaphores that are open in this process: how often they were opened, how many objects use them.
static OPEN: Mutex<Option<HashMap<Semaphore, (usize, usize)>>> = Mutex::new(None);

fn with_open<R>(f: impl FnOnce(&mut HashMap<Semaphore, (usize, usize)>) -> R) -> R {
    let mut open = OPEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    f(open.get_or_insert_default())
}

/// The native state of a SemLock.
struct SemLock {
    handle: Semaphore,
    kind: i32,
    max: i32,
    name: Option<String>,
    /// How often this process holds it, and which thread took it last.
    count: Cell<i32>,
    owner: Cell<u64>,
    _share: Registered,
}

/// The object's share in an open semaphore.
struct Registered(Semaphore);

impl Registered {
    fn opened(s: Semaphore) -> Registered {
        with_open(|o| {
            let n = o.entry(s).or_default();
            *n = (n.0 + 1, n.1 + 1);
        });
        Registered(s)
    }

    /// A share in a semaphore that is open at an address.
    fn at(address: usize) -> Option<Registered> {
        with_open(|o| {
            let (s, n) = o.iter_mut().find(|(s, _)| s.address() == address)?;
            n.1 += 1;
            Some(Registered(*s))
        })
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        let opened = with_open(|o| {
            let Some(n) = o.get_mut(&self.0) else { return 0 };
            n.1 -= 1;
            if n.1 > 0 { 0 } else { o.remove(&self.0).map_or(0, |n| n.0) }
        });
        for _ in 0..opened {
            // SAFETY: this was the last object that uses it.
            unsafe { self.0.close() };
        }
    }
}

// SAFETY: holds no references.
unsafe impl Payload for SemLock {
    fn static_type() -> &'static StaticType {
        &SEM_LOCK
    }
}

fn of(o: &Obj) -> &SemLock {
    o.downcast::<SemLock>().expect("the receiver is a SemLock")
}

impl SemLock {
    fn is_mine(&self) -> bool {
        self.count.get() > 0 && self.owner.get() == host::thread::ident()
    }
}

fn name_arg(vm: &Vm, what: &str, o: &Obj) -> PyResult<CString> {
    if !str_::is_str(o) {
        return Err(vm.type_error(format!("{what} must be str, not {}", o.ty().name())));
    }
    c_string(vm, fs_encode(vm, o)?, "embedded null character")
}

fn make(vm: &Vm, cls: &Obj, r: Registered, kind: i32, max: i32, name: Option<String>) -> PyResult<Obj> {
    let body = SemLock { handle: r.0, kind, max, name, count: Cell::new(0), owner: Cell::new(0), _share: r };
    new_instance(vm, cls, body)
}

constructor!(new, "SemLock", "($type, kind, value, maxvalue, name, unlink)", |vm, a| {
    let (kind, value, max) = (c_int(vm, &a[1])?, c_int(vm, &a[2])?, c_int(vm, &a[3])?);
    let name = name_arg(vm, "SemLock() argument 'name'", &a[4])?;
    let unlink = api::is_true(vm, &a[5])?;
    if !(0..=1).contains(&kind) {
        return Err(vm.value_error("unrecognized kind"));
    }
    let s = Semaphore::create(&name, value as u32).map_err(|e| os_error(vm, e))?;
    let r = Registered::opened(s);
    if unlink {
        Semaphore::unlink(&name).map_err(|e| os_error(vm, e))?;
    }
    let shown = (!unlink).then(|| str_::display(&a[4]).into_owned());
    make(vm, &a[0], r, kind, max, shown)
});

fn rebuild(vm: &Vm, a: Args) -> PyResult<Obj> {
    let handle = api::to_i64(vm, &a[1])?;
    let (kind, max) = (c_int(vm, &a[2])?, c_int(vm, &a[3])?);
    if a[4].is_none() {
        let r = Registered::at(handle as usize).ok_or_else(|| os_error(vm, host::Errno(libc::EINVAL)))?;
        return make(vm, &a[0], r, kind, max, None);
    }
    let name = name_arg(vm, "_rebuild() argument 4", &a[4])?;
    let s = Semaphore::open(&name).map_err(|e| os_error(vm, e))?;
    let shown = str_::display(&a[4]).into_owned();
    make(vm, &a[0], Registered::opened(s), kind, max, Some(shown))
}

fn acquire(vm: &Vm, a: Args) -> PyResult<Obj> {
    let block = a.opt(1).map_or(Ok(true), |b| api::is_true(vm, b))?;
    let seconds = a.opt_not_none(2).map(|t| api::to_f64(vm, t)).transpose()?;
    take(vm, of(&a[0]), block, seconds)
}

fn take(vm: &Vm, s: &SemLock, block: bool, seconds: Option<f64>) -> PyResult<Obj> {
    let taken = |s: &SemLock| {
        s.count.set(s.count.get() + 1);
        s.owner.set(host::thread::ident());
        Ok(Obj::TRUE)
    };
    if s.kind == RECURSIVE_MUTEX && s.is_mine() {
        return taken(s);
    }
    let deadline = seconds.map(|t| {
        let ns = (t.max(0.0) * 1e9).min(i64::MAX as f64) as i64;
        host::clock::wall().saturating_add(ns)
    });
    let handle = s.handle;
    let mut r = handle.try_wait();
    while let Err(e) = r {
        match e.0 {
            libc::EAGAIN if block => {}
            libc::EINTR => signals::run_handlers(vm)?,
            libc::EAGAIN | libc::ETIMEDOUT => return Ok(Obj::FALSE),
            _ => return Err(os_error(vm, e)),
        }
        r = gil::allow_threads(vm, || if block { handle.wait(deadline) } else { handle.try_wait() });
    }
    taken(s)
}

fn release(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = of(&a[0]);
    if s.kind == RECURSIVE_MUTEX {
        if !s.is_mine() {
            return Err(vm.error(
                &exception::ASSERTION_ERROR,
                "attempt to release recursive lock not owned by thread",
            ));
        }
        if s.count.get() > 1 {
            s.count.set(s.count.get() - 1);
            return Ok(Obj::NONE);
        }
    } else if s.handle.value().map_err(|e| os_error(vm, e))? >= s.max {
        return Err(vm.value_error("semaphore or lock released too many times"));
    }
    s.handle.post().map_err(|e| os_error(vm, e))?;
    s.count.set(s.count.get() - 1);
    Ok(Obj::NONE)
}

fn value(vm: &Vm, a: Args) -> PyResult<i32> {
    of(&a[0]).handle.value().map_err(|e| os_error(vm, e))
}

static METHODS: [MethodDef; 10] = [
    method(
        "acquire",
        "($self, /, block=True, timeout=None)",
        "Take it. Waits (at most timeout seconds) unless block is false; tells whether it was taken.",
        acquire,
    ),
    method("release", "($self, /)", "Give it back.", release),
    method("__enter__", "($self, /)", "Take it.", |vm, a| take(vm, of(&a[0]), true, None)),
    method("__exit__", "($self, exc_type=None, exc_value=None, exc_tb=None, /)", "Give it back.", release),
    method("_count", "($self, /)", "How often this process holds it.", |_, a| {
        Ok(int::from_i64(of(&a[0]).count.get().into()))
    }),
    method("_is_mine", "($self, /)", "Whether this thread holds it.", |_, a| {
        Ok(Obj::from_bool(of(&a[0]).is_mine()))
    }),
    method("_get_value", "($self, /)", "Its value.", |vm, a| Ok(int::from_i64(value(vm, a)?.into()))),
    method("_is_zero", "($self, /)", "Whether nobody can take it now.", |vm, a| {
        Ok(Obj::from_bool(value(vm, a)? == 0))
    }),
    method("_after_fork", "($self, /)", "Says that this process does not hold it.", |_, a| {
        of(&a[0]).count.set(0);
        Ok(Obj::NONE)
    }),
    class_method(
        "_rebuild",
        "($type, handle, kind, maxvalue, name, /)",
        "Opens one that exists, by its name or its handle.",
        rebuild,
    ),
];

static GETTERS: [GetterDef; 4] = [
    member("handle", "", |_, o| Ok(int::from_usize(of(o).handle.address()))),
    member("kind", "", |_, o| Ok(int::from_i64(of(o).kind.into()))),
    member("maxvalue", "", |_, o| Ok(int::from_i64(of(o).max.into()))),
    member("name", "", |_, o| Ok(of(o).name.as_deref().map_or(Obj::NONE, str_::from_str))),
];

static SPEC: TypeSpec = TypeSpec {
    name: "SemLock",
    module: "_multiprocessing",
    doc: "A lock or a semaphore that processes share.",
    flags: type_flag::BASE,
    slots: Slots { new: Some(new), ..Slots::NONE },
    methods: &METHODS,
    getters: &GETTERS,
    extra: Some(|_, t| {
        t.dict().insert_str(intern("SEM_VALUE_MAX"), int::from_i64(SEM_VALUE_MAX.into()));
    }),
    ..TypeSpec::BASE
};
static SEM_LOCK: StaticType = StaticType::new(&SPEC, LayoutOps::of::<SemLock>(false));

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let flags = dict::new();
    for name in ["HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT"] {
        flags.insert_str(intern(name), int::from_i64(1));
    }
    module::dict_of(m).expect("a module").insert_str(intern("flags"), flags.into_obj());
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_multiprocessing",
    doc: "Locks and semaphores that processes share.",
    functions: &[function("sem_unlink", "(name, /)", "Remove the name of a semaphore.", |vm, a| {
        let name = name_arg(vm, "sem_unlink() argument", &a[0])?;
        Semaphore::unlink(&name).map_err(|e| os_error(vm, e))?;
        Ok(Obj::NONE)
    })],
    types: &[&SEM_LOCK],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
