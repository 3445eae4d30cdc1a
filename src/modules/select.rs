//! `select`: waiting for many descriptors at once.

use crate::host::clock::monotonic;
use crate::host::{Errno, file, socket as host};
use crate::modules::os_support::{c_int, file_descriptor, os_error};
use crate::modules::time::duration;
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{
    GetterDef, MethodDef, ModuleSpec, TypeSpec, class_method, function, getter, method, return_self,
};
use crate::object::type_object::StaticType;
use crate::types::{exception, int, list, module, tuple};
use crate::vm::{PyResult, Raised, Vm, api, gil, signals};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Runs a wait again with what is left of the time; Python's signal handlers run meanwhile. `f` is given nanoseconds.
fn wait<T>(vm: &Vm, timeout: Option<i64>, mut f: impl FnMut(Option<i64>) -> Result<T, Errno>) -> PyResult<T> {
    let deadline = timeout.map(|t| monotonic().saturating_add(t));
    let mut left = timeout;
    loop {
        match gil::allow_threads(vm, || f(left)) {
            Err(Errno(libc::EINTR)) => signals::run_handlers(vm)?,
            r => return r.map_err(|e| os_error(vm, e)),
        }
        left = deadline.map(|d| (d - monotonic()).max(0));
    }
}

/// Nanoseconds in whole milliseconds, rounded up; -1 for ever.
fn milliseconds(ns: Option<i64>) -> i32 {
    ns.map_or(-1, |ns| (ns.saturating_add(999_999) / 1_000_000).clamp(0, i32::MAX.into()) as i32)
}

fn timeout_error(vm: &Vm, r: Raised, words: &str) -> Raised {
    match vm.clear_if(r, &exception::TYPE_ERROR) {
        Ok(()) => vm.type_error(words),
        Err(r) => r,
    }
}

fn select(vm: &Vm, a: Args) -> PyResult<Obj> {
    let timeout = match a.opt_not_none(3) {
        Some(t) => {
            let ns = duration(vm, t).map_err(|r| timeout_error(vm, r, "timeout must be a float or None"))?;
            if ns < 0 {
                return Err(vm.value_error("timeout must be non-negative"));
            }
            Some(ns)
        }
        None => None,
    };
    let mut objects: [Vec<(i32, Obj)>; 3] = Default::default();
    for (i, list) in objects.iter_mut().enumerate() {
        for o in
            api::to_vec(vm, &a[i]).map_err(|r| timeout_error(vm, r, "arguments 1-3 must be sequences"))?
        {
            let fd = file_descriptor(vm, &o)?;
            if fd >= 1024 {
                return Err(vm.value_error("filedescriptor out of range in select()"));
            }
            list.push((fd, o));
        }
    }
    let fds = [0, 1, 2].map(|i: usize| objects[i].iter().map(|(fd, _)| *fd).collect::<Vec<i32>>());
    let ready = wait(vm, timeout, |left| host::select(&fds, left.map(|ns| ns.saturating_add(999) / 1000)))?;
    let chosen = objects.iter().zip(&ready).map(|(objects, ready)| {
        list::from_vec(objects.iter().filter(|(fd, _)| ready.contains(fd)).map(|(_, o)| o.clone()).collect())
    });
    Ok(tuple::from_vec(chosen.collect()))
}

fn pair(fd: i32, events: i64) -> Obj {
    tuple::from_vec(vec![int::from_i64(fd.into()), int::from_i64(events)])
}

// --- poll

/// The native state of a poll object.
#[derive(Default)]
struct Poll(RefCell<BTreeMap<i32, i16>>);

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Poll {
    fn static_type() -> &'static StaticType {
        &POLL
    }
}

fn poll_of(o: &Obj) -> &RefCell<BTreeMap<i32, i16>> {
    &o.downcast::<Poll>().expect("the receiver is a poll object").0
}

fn events(vm: &Vm, o: Option<&Obj>, default: i64) -> PyResult<i64> {
    let n = o.map_or(Ok(default), |e| api::to_i64(vm, e))?;
    if n < 0 { Err(vm.value_error("value must be positive")) } else { Ok(n) }
}

const POLL_DEFAULT: i64 = (libc::POLLIN | libc::POLLPRI | libc::POLLOUT) as i64;

fn missing(vm: &Vm) -> Raised {
    os_error(vm, Errno(libc::ENOENT))
}

static POLL_METHODS: [MethodDef; 4] = [
    method("register", "($self, fd, eventmask=7, /)", "Watch a descriptor.", |vm, a| {
        let fd = file_descriptor(vm, &a[1])?;
        let e = events(vm, a.opt(2), POLL_DEFAULT)?;
        poll_of(&a[0]).borrow_mut().insert(fd, e as i16);
        Ok(Obj::NONE)
    }),
    method("modify", "($self, fd, eventmask, /)", "Watch for other events.", |vm, a| {
        let fd = file_descriptor(vm, &a[1])?;
        let e = events(vm, a.opt(2), 0)?;
        match poll_of(&a[0]).borrow_mut().get_mut(&fd) {
            Some(old) => *old = e as i16,
            None => return Err(missing(vm)),
        }
        Ok(Obj::NONE)
    }),
    method("unregister", "($self, fd, /)", "Stop watching a descriptor.", |vm, a| {
        let fd = file_descriptor(vm, &a[1])?;
        let gone = poll_of(&a[0]).borrow_mut().remove(&fd).is_some();
        if gone { Ok(Obj::NONE) } else { Err(vm.key_error(&int::from_i64(fd.into()))) }
    }),
    method("poll", "($self, timeout=None, /)", "Wait for events, at most some milliseconds.", |vm, a| {
        let timeout = match a.opt_not_none(1) {
            Some(t) => {
                // Milliseconds, which may be a float.
                let ms = api::to_f64(vm, t)
                    .map_err(|r| timeout_error(vm, r, "timeout must be an integer or None"))?;
                (ms >= 0.0).then(|| (ms * 1e6).ceil() as i64)
            }
            None => None,
        };
        let mut rows: Vec<(i32, i16, i16)> =
            poll_of(&a[0]).borrow().iter().map(|(f, e)| (*f, *e, 0)).collect();
        wait(vm, timeout, |left| host::poll(&mut rows, milliseconds(left)))?;
        let hits = rows.iter().filter(|r| r.2 != 0).map(|r| pair(r.0, i64::from(r.2 as u16)));
        Ok(list::from_vec(hits.collect()))
    }),
];

static POLL_SPEC: TypeSpec = TypeSpec {
    name: "poll",
    module: "select",
    flags: crate::object::spec::type_flag::NO_NEW,
    methods: &POLL_METHODS,
    ..TypeSpec::FINAL
};
static POLL: StaticType = StaticType::new(&POLL_SPEC, LayoutOps::of::<Poll>(false));

// --- epoll

/// The native state of an epoll object; -1: closed.
struct Epoll(Cell<i32>);

impl Drop for Epoll {
    fn drop(&mut self) {
        if self.0.get() >= 0 {
            let _ = file::close(self.0.get());
        }
    }
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Epoll {
    fn static_type() -> &'static StaticType {
        &EPOLL
    }
}

fn epoll_cell(o: &Obj) -> &Cell<i32> {
    &o.downcast::<Epoll>().expect("the receiver is an epoll object").0
}

fn epoll_fd(vm: &Vm, o: &Obj) -> PyResult<i32> {
    match epoll_cell(o).get() {
        -1 => Err(vm.value_error("I/O operation on closed epoll object")),
        fd => Ok(fd),
    }
}

fn epoll_new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let [size, flags] = args.bind(vm, "epoll", ["sizehint", "flags"])?;
    if let Some(n) = size
        && !matches!(c_int(vm, n)?, -1 | 1..)
    {
        return Err(vm.value_error("negative sizehint"));
    }
    if let Some(f) = flags
        && !matches!(c_int(vm, f)?, 0 | libc::EPOLL_CLOEXEC)
    {
        return Err(os_error(vm, Errno(libc::EINVAL)));
    }
    let fd = host::epoll().map_err(|e| os_error(vm, e))?;
    new_instance(vm, cls, Epoll(Cell::new(fd)))
}

fn epoll_control(vm: &Vm, a: Args, what: i32, default: i64) -> PyResult<Obj> {
    let set = epoll_fd(vm, &a[0])?;
    let fd = file_descriptor(vm, &a[1])?;
    let e = if a.len() > 2 { a.opt(2).map_or(Ok(default), |e| api::to_i64(vm, e))? } else { 0 };
    host::epoll_control(set, what, fd, e as u32).map_err(|e| os_error(vm, e))?;
    Ok(Obj::NONE)
}

fn epoll_poll(vm: &Vm, a: Args) -> PyResult<Obj> {
    let set = epoll_fd(vm, &a[0])?;
    let timeout = match a.opt_not_none(1) {
        Some(t) => {
            let ns =
                duration(vm, t).map_err(|r| timeout_error(vm, r, "timeout must be an integer or None"))?;
            (ns >= 0).then_some(ns)
        }
        None => None,
    };
    let most = match a.opt(2).map_or(Ok(-1), |n| c_int(vm, n))? {
        -1 => 1023,
        n if n > 0 => n as usize,
        n => return Err(vm.value_error(format!("maxevents must be greater than 0, got {n}"))),
    };
    let found = wait(vm, timeout, |left| host::epoll_wait(set, most, milliseconds(left)))?;
    Ok(list::from_vec(found.into_iter().map(|(fd, e)| pair(fd, e.into())).collect()))
}

fn epoll_close(vm: &Vm, a: Args) -> PyResult<Obj> {
    match epoll_cell(&a[0]).replace(-1) {
        -1 => Ok(Obj::NONE),
        fd => file::close(fd).map(|()| Obj::NONE).map_err(|e| os_error(vm, e)),
    }
}

static EPOLL_METHODS: [MethodDef; 9] = [
    method("register", "($self, /, fd, eventmask=7)", "Watch a descriptor.", |vm, a| {
        epoll_control(vm, a, libc::EPOLL_CTL_ADD, POLL_DEFAULT)
    }),
    method("modify", "($self, /, fd, eventmask)", "Watch for other events.", |vm, a| {
        epoll_control(vm, a, libc::EPOLL_CTL_MOD, 0)
    }),
    method("unregister", "($self, /, fd)", "Stop watching a descriptor.", |vm, a| {
        epoll_control(vm, a, libc::EPOLL_CTL_DEL, 0)
    }),
    method(
        "poll",
        "($self, /, timeout=None, maxevents=-1)",
        "Wait for events, at most some seconds.",
        epoll_poll,
    ),
    method("close", "($self, /)", "Close the descriptor of the set.", epoll_close),
    method("fileno", "($self, /)", "The descriptor of the set.", |vm, a| {
        Ok(int::from_i64(epoll_fd(vm, &a[0])?.into()))
    }),
    method("__enter__", "($self, /)", "", return_self),
    method("__exit__", "($self, exc_type=None, exc_value=None, exc_tb=None, /)", "", epoll_close),
    class_method("fromfd", "($type, fd, /)", "An epoll object of a descriptor.", |vm, a| {
        new_instance(vm, &a[0], Epoll(Cell::new(c_int(vm, &a[1])?)))
    }),
];
static EPOLL_GETTERS: [GetterDef; 1] =
    [getter("closed", "True if it is closed.", |_, o| Ok(Obj::from_bool(epoll_cell(o).get() < 0)))];

static EPOLL_SPEC: TypeSpec = TypeSpec {
    name: "epoll",
    module: "select",
    doc: "Waits for events of many descriptors.",
    signature: "(sizehint=-1, flags=0)",
    slots: Slots { new: Some(epoll_new), ..Slots::NONE },
    methods: &EPOLL_METHODS,
    getters: &EPOLL_GETTERS,
    ..TypeSpec::FINAL
};
static EPOLL: StaticType = StaticType::new(&EPOLL_SPEC, LayoutOps::of::<Epoll>(false));

macro_rules! table {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as u32 as i64)),*]
    };
}
static NUMBERS: &[(&str, i64)] = table! {
    EPOLLIN EPOLLOUT EPOLLPRI EPOLLERR EPOLLHUP EPOLLRDHUP EPOLLET EPOLLONESHOT EPOLLEXCLUSIVE EPOLLRDNORM EPOLLRDBAND
    EPOLLWRNORM EPOLLWRBAND EPOLLMSG EPOLL_CLOEXEC POLLIN POLLPRI POLLOUT POLLERR POLLHUP POLLNVAL POLLRDNORM
    POLLRDBAND POLLWRNORM POLLWRBAND POLLRDHUP
};

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (key, n) in NUMBERS {
        d.insert_str(intern(key), int::from_i64(*n));
    }
    d.insert_str(intern("POLLMSG"), int::from_i64(0x400));
    d.insert_str(intern("PIPE_BUF"), int::from_i64(4096));
    d.insert_str(intern("error"), exception::OS_ERROR.obj());
    Ok(())
}

/// `select`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "select",
    doc: "Waiting until one of several descriptors can be read or written.",
    functions: &[
        function(
            "select",
            "(rlist, wlist, xlist, timeout=None, /)",
            "Wait until one of many descriptors is ready.",
            select,
        ),
        function("poll", "()", "A polling object.", |_, _| Ok(Ref::new(Poll::default()).into_obj())),
    ],
    types: &[&EPOLL],
    hidden_types: &[&POLL],
    init: Some(init),
};
