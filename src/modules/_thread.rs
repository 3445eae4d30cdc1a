//! `_thread`: locks, thread-local storage, and the start of threads. How a thread lives is in `vm/threads.rs`; what
//! it is to a program, in `threading`.

use crate::host;
use crate::modules::time::duration;
use crate::object::args::{Args, CallArgs};
use crate::object::attr::{self, new_instance};
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, ModuleSpec, TypeSpec, function, getter, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::struct_seq::struct_sequence;
use crate::types::tuple::Tuple;
use crate::types::{dict, exception, float, int, module, str_, tuple, weakref};
use crate::vm::thread::next_serial;
use crate::vm::threads::{self, Handle, state};
use crate::vm::{PyResult, Vm, api, signals, traceback};
use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The longest time to wait, in seconds.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

// --- waiting

/// What `acquire(blocking, timeout)` asks for: not to wait, or until when.
enum Wait {
    Not,
    Until(Option<i64>),
}

fn wait_of(vm: &Vm, blocking: Option<&Obj>, timeout: Option<&Obj>) -> PyResult<Wait> {
    let blocking = blocking.map_or(Ok(true), |b| api::is_true(vm, b))?;
    let ns = match timeout {
        Some(t) if !(t.value().is_int() && t.value().int() == -1) => {
            let ns = match duration(vm, t) {
                Err(r) => {
                    vm.clear_if(r, &exception::OVERFLOW_ERROR)?;
                    return Err(vm.overflow_error("timeout value is too large"));
                }
                Ok(ns) => ns,
            };
            (float::as_float(t) != Some(-1.0)).then_some(ns)
        }
        _ => None,
    };
    match ns {
        Some(_) if !blocking => Err(vm.value_error("can't specify a timeout for a non-blocking call")),
        Some(ns) if ns < 0 => Err(vm.value_error("timeout value must be a non-negative number")),
        _ if !blocking => Ok(Wait::Not),
        Some(ns) => Ok(Wait::Until(Some(host::clock::monotonic().saturating_add(ns)))),
        None => Ok(Wait::Until(None)),
    }
}

fn take(vm: &Vm, lock: &threads::Lock, wait: &Wait) -> PyResult<bool> {
    match wait {
        Wait::Not => Ok(lock.try_acquire()),
        Wait::Until(deadline) => lock.acquire(vm, *deadline),
    }
}

fn state_repr(o: &Obj, held: bool, more: &str) -> Obj {
    let head = if held { "locked" } else { "unlocked" };
    str_::from_string(format!("<{head} {} object{more} at {:#x}>", o.ty().name(), api::id(o)))
}

// --- lock

/// The native state of a lock.
struct Lock(threads::Lock);

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Lock {
    fn static_type() -> &'static StaticType {
        &LOCK
    }
}

fn lock_of(o: &Obj) -> &threads::Lock {
    &o.downcast::<Lock>().expect("the receiver is a lock").0
}

fn lock_acquire(vm: &Vm, a: Args) -> PyResult<Obj> {
    let wait = wait_of(vm, a.opt(1), a.opt(2))?;
    Ok(Obj::from_bool(take(vm, lock_of(&a[0]), &wait)?))
}

fn lock_enter(vm: &Vm, a: Args) -> PyResult<Obj> {
    Ok(Obj::from_bool(lock_of(&a[0]).acquire(vm, None)?))
}

fn lock_release(vm: &Vm, a: Args) -> PyResult<Obj> {
    if lock_of(&a[0]).release() { Ok(Obj::NONE) } else { Err(vm.runtime_error("release unlocked lock")) }
}

fn lock_locked(_: &Vm, a: Args) -> PyResult<Obj> {
    Ok(Obj::from_bool(lock_of(&a[0]).is_held()))
}

const ACQUIRE: &str = "($self, /, blocking=True, timeout=-1)";
const ACQUIRE_DOC: &str = "Take the lock. Waits for it (at most timeout seconds) unless blocking is false; tells whether it was taken.";
const RELEASE_DOC: &str = "Give the lock back, so that another thread can take it.";
const EXIT: &str = "($self, /, *exc_info)";

static LOCK_METHODS: [MethodDef; 9] = [
    method("acquire", ACQUIRE, ACQUIRE_DOC, lock_acquire),
    method("acquire_lock", ACQUIRE, "Another name of acquire().", lock_acquire),
    method("release", "($self, /)", RELEASE_DOC, lock_release),
    method("release_lock", "($self, /)", "Another name of release().", lock_release),
    method("locked", "($self, /)", "Whether somebody holds the lock.", lock_locked),
    method("locked_lock", "($self, /)", "Another name of locked().", lock_locked),
    method("__enter__", "($self, /)", "Take the lock.", lock_enter),
    method("__exit__", EXIT, "Give the lock back.", lock_release),
    method("_at_fork_reinit", "($self, /)", "", |_, a| {
        lock_of(&a[0]).release();
        Ok(Obj::NONE)
    }),
];

static LOCK_SPEC: TypeSpec = TypeSpec {
    name: "lock",
    module: "_thread",
    doc: "A lock: it belongs to one thread at a time, and any thread may give it back.",
    signature: "()",
    flags: type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, args| {
            args.exactly(vm, "lock", 0, 0)?;
            new_instance(vm, cls, Lock(threads::Lock::default()))
        }),
        repr: Some(|_, o| Ok(state_repr(o, lock_of(o).is_held(), ""))),
        ..Slots::NONE
    },
    methods: &LOCK_METHODS,
    ..TypeSpec::FINAL
};
static LOCK: StaticType = StaticType::new(&LOCK_SPEC, LayoutOps::of::<Lock>(false));

fn allocate_lock(_: &Vm, _: Args) -> PyResult<Obj> {
    Ok(Ref::new(Lock(threads::Lock::default())).into_obj())
}

// --- re-entrant lock

/// The native state of a re-entrant lock.
struct RLock {
    lock: threads::Lock,
    owner: Cell<u64>,
    count: Cell<u64>,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for RLock {
    fn static_type() -> &'static StaticType {
        &RLOCK
    }
}

fn rlock_of(o: &Obj) -> &RLock {
    o.downcast().expect("the receiver is an RLock")
}

impl RLock {
    fn is_mine(&self, vm: &Vm) -> bool {
        self.count.get() > 0 && self.owner.get() == vm.ident.get()
    }

    fn acquire(&self, vm: &Vm, wait: &Wait) -> PyResult<bool> {
        if self.is_mine(vm) {
            self.count.set(self.count.get() + 1);
            return Ok(true);
        }
        let got = take(vm, &self.lock, wait)?;
        if got {
            self.owner.set(vm.ident.get());
            self.count.set(1);
        }
        Ok(got)
    }

    /// Sets the lock free; how often it was taken and by whom.
    fn free(&self) -> (u64, u64) {
        let was = (self.count.replace(0), self.owner.replace(0));
        self.lock.release();
        was
    }
}

fn not_owned(vm: &Vm) -> crate::vm::Raised {
    vm.runtime_error("cannot release un-acquired lock")
}

fn rlock_release(vm: &Vm, a: Args) -> PyResult<Obj> {
    let l = rlock_of(&a[0]);
    if !l.is_mine(vm) {
        return Err(not_owned(vm));
    }
    if l.count.get() == 1 {
        l.free();
    } else {
        l.count.set(l.count.get() - 1);
    }
    Ok(Obj::NONE)
}

fn rlock_restore(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some([count, owner]) = a[1].downcast::<Tuple>().map(Tuple::as_slice) else {
        return Err(vm.type_error("_acquire_restore() argument 1 must be a tuple of two ints"));
    };
    let (count, owner) = (api::to_i64(vm, count)? as u64, api::to_i64(vm, owner)? as u64);
    let l = rlock_of(&a[0]);
    l.lock.acquire(vm, None)?;
    l.owner.set(owner);
    l.count.set(count);
    Ok(Obj::NONE)
}

static RLOCK_METHODS: [MethodDef; 9] = [
    method("acquire", ACQUIRE, ACQUIRE_DOC, |vm, a| {
        let wait = wait_of(vm, a.opt(1), a.opt(2))?;
        Ok(Obj::from_bool(rlock_of(&a[0]).acquire(vm, &wait)?))
    }),
    method("release", "($self, /)", RELEASE_DOC, rlock_release),
    method("__enter__", "($self, /)", "Take the lock.", |vm, a| {
        Ok(Obj::from_bool(rlock_of(&a[0]).acquire(vm, &Wait::Until(None))?))
    }),
    method("__exit__", EXIT, "Give the lock back.", rlock_release),
    method("_is_owned", "($self, /)", "Whether this thread holds the lock.", |vm, a| {
        Ok(Obj::from_bool(rlock_of(&a[0]).is_mine(vm)))
    }),
    method("_recursion_count", "($self, /)", "How often this thread has taken the lock.", |vm, a| {
        let l = rlock_of(&a[0]);
        Ok(int::from_u64(if l.is_mine(vm) { l.count.get() } else { 0 }))
    }),
    method("_acquire_restore", "($self, state, /)", "For Condition.", rlock_restore),
    method("_release_save", "($self, /)", "For Condition.", |vm, a| {
        let l = rlock_of(&a[0]);
        if l.count.get() == 0 {
            return Err(not_owned(vm));
        }
        let (count, owner) = l.free();
        Ok(tuple::from_vec(vec![int::from_u64(count), int::from_u64(owner)]))
    }),
    method("_at_fork_reinit", "($self, /)", "", |_, a| {
        rlock_of(&a[0]).free();
        Ok(Obj::NONE)
    }),
];

static RLOCK_SPEC: TypeSpec = TypeSpec {
    name: "RLock",
    module: "_thread",
    doc: "A lock that its owner can take again.",
    flags: type_flag::WEAKREF | type_flag::BASE,
    slots: Slots {
        new: Some(|vm, cls, _| {
            new_instance(
                vm,
                cls,
                RLock { lock: threads::Lock::default(), owner: Cell::new(0), count: Cell::new(0) },
            )
        }),
        repr: Some(|_, o| {
            let l = rlock_of(o);
            let more = format!(" owner={} count={}", l.owner.get(), l.count.get());
            Ok(state_repr(o, l.count.get() > 0, &more))
        }),
        ..Slots::NONE
    },
    methods: &RLOCK_METHODS,
    ..TypeSpec::BASE
};
static RLOCK: StaticType = StaticType::new(&RLOCK_SPEC, LayoutOps::of::<RLock>(false));

// --- handle

/// The native state of a thread handle.
struct ThreadHandle(Arc<Handle>);

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for ThreadHandle {
    fn static_type() -> &'static StaticType {
        &HANDLE
    }
}

fn handle_of(o: &Obj) -> &Arc<Handle> {
    &o.downcast::<ThreadHandle>().expect("the receiver is a handle").0
}

fn handle_join(vm: &Vm, a: Args) -> PyResult<Obj> {
    let h = handle_of(&a[0]);
    let deadline = match a.opt_not_none(1) {
        Some(t) => {
            let ns = duration(vm, t)?;
            (ns >= 0).then(|| host::clock::monotonic().saturating_add(ns))
        }
        None => None,
    };
    match h.state() {
        state::NEW => return Err(vm.runtime_error("thread not started")),
        state::RUNNING if h.ident.load(Ordering::Relaxed) == vm.ident.get() => {
            return Err(vm.runtime_error("Cannot join current thread"));
        }
        _ => h.join(vm, deadline)?,
    };
    Ok(Obj::NONE)
}

static HANDLE_METHODS: [MethodDef; 3] = [
    method("join", "~($self, /, timeout=None)", "Wait until the thread has ended.", handle_join),
    method("is_done", "($self, /)", "Whether the thread has ended.", |_, a| {
        Ok(Obj::from_bool(handle_of(&a[0]).state() == state::DONE))
    }),
    method("_set_done", "($self, /)", "Say that the thread has ended.", |_, a| {
        handle_of(&a[0]).set_done();
        Ok(Obj::NONE)
    }),
];
static HANDLE_GETTERS: [GetterDef; 1] = [getter("ident", "The identifier of the thread.", |_, o| {
    Ok(int::from_u64(handle_of(o).ident.load(Ordering::Relaxed)))
})];

static HANDLE_SPEC: TypeSpec = TypeSpec {
    name: "_ThreadHandle",
    module: "_thread",
    doc: "A thread as others see it.",
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, ThreadHandle(Arc::default()))),
        repr: Some(|_, o| {
            let ident = handle_of(o).ident.load(Ordering::Relaxed);
            Ok(str_::from_string(format!("<_ThreadHandle object: ident={ident}>")))
        }),
        ..Slots::NONE
    },
    methods: &HANDLE_METHODS,
    getters: &HANDLE_GETTERS,
    ..TypeSpec::FINAL
};
static HANDLE: StaticType = StaticType::new(&HANDLE_SPEC, LayoutOps::of::<ThreadHandle>(false));

// --- local storage

/// The native state of thread-local storage: the constructor's arguments, for the other threads. The attributes of
/// each thread are a dict that the thread holds; the one of the thread that came last is the instance's.
struct Local {
    serial: u64,
    /// Whose attributes the instance has now.
    thread: Cell<u64>,
    args: Vec<Obj>,
    names: Option<Obj>,
}

impl Drop for Local {
    fn drop(&mut self) {
        let mut dicts = Vec::new();
        threads::for_each(|vm| dicts.extend(vm.locals.borrow_mut().remove(&self.serial)));
    }
}

#[allow(unsafe_code)]
// SAFETY: the arguments are visited.
unsafe impl Payload for Local {
    const GC: bool = true;
    fn static_type() -> &'static StaticType {
        &LOCAL
    }
    fn traverse(&self, visit: &mut Visit) {
        self.args.iter().chain(&self.names).for_each(|o| visit(o.value()));
    }
}

fn local_new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    if !args.all().is_empty() && !float::has_own_init(cls) {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let local = Local {
        serial: next_serial(),
        thread: Cell::new(vm.serial),
        args: args.all().to_vec(),
        names: args.names().map(|n| tuple::from_slice(n.as_slice())),
    };
    let serial = local.serial;
    let o = new_instance(vm, cls, local)?;
    if let Some(d) = attr::instance_dict(&o) {
        let weak = weakref::new_ref(vm, &o, None)?;
        vm.locals.borrow_mut().insert(serial, (d.into_obj(), weak));
    }
    Ok(o)
}

/// Gives the instance the attributes of the running thread.
fn switch(vm: &Vm, o: &Obj) -> PyResult<()> {
    let l = o.downcast::<Local>().expect("the receiver is a local");
    if l.thread.get() == vm.serial {
        return Ok(());
    }
    let found = vm.locals.borrow().get(&l.serial).map(|(d, _)| d.clone());
    let is_new = found.is_none();
    let d: Ref<Dict> = match found.map(Obj::into_ref::<Dict>) {
        Some(Ok(d)) => d,
        _ => dict::new(),
    };
    if is_new {
        let weak = weakref::new_ref(vm, o, None)?;
        vm.locals.borrow_mut().insert(l.serial, (d.obj().clone(), weak));
    }
    l.thread.set(vm.serial);
    attr::set_instance_dict(o, d);
    if is_new && let Some(init) = o.ty().slots().init {
        let names = l.names.as_ref().and_then(|n| n.downcast::<Tuple>());
        if let Err(r) = init(vm, o, CallArgs::new(&l.args, names)) {
            l.thread.set(0);
            let gone = vm.locals.borrow_mut().remove(&l.serial);
            drop(gone);
            return Err(r);
        }
    }
    Ok(())
}

static LOCAL_SPEC: TypeSpec = TypeSpec {
    name: "_local",
    module: "_thread",
    doc: "Attributes that every thread has for itself.",
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF,
    slots: Slots {
        new: Some(local_new),
        init: Some(|_, _, _| Ok(())),
        getattro: Some(|vm, o, key| {
            switch(vm, o)?;
            attr::generic_getattr(vm, o, key)
        }),
        setattro: Some(|vm, o, key, value| {
            if str_::bytes_of(key) == b"__dict__" {
                return Err(vm.attribute_error(format!(
                    "'{}' object attribute '__dict__' is read-only",
                    o.ty().name()
                )));
            }
            switch(vm, o)?;
            attr::generic_setattr(vm, o, key, value)
        }),
        ..Slots::NONE
    },
    getters: &[getter("__dict__", "", |_, o| Ok(attr::instance_dict(o).map_or(Obj::NONE, Ref::into_obj)))],
    ..TypeSpec::BASE
};
static LOCAL: StaticType = StaticType::new(&LOCAL_SPEC, LayoutOps::of::<Local>(false));

// --- starting

/// (values, keyword names) of a call given as a tuple and a dict.
fn call_of(args: &[Obj], keywords: Option<&Dict>) -> (Vec<Obj>, Option<Obj>) {
    let mut all = args.to_vec();
    let items = keywords.map(Dict::items).unwrap_or_default();
    if items.is_empty() {
        return (all, None);
    }
    let (names, values): (Vec<Obj>, Vec<Obj>) = items.into_iter().unzip();
    all.extend(values);
    (all, Some(tuple::from_vec(names)))
}

fn start_new_thread(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !api::is_callable(&a[0]) {
        return Err(vm.type_error("first arg must be callable"));
    }
    let Some(args) = a[1].downcast::<Tuple>() else {
        return Err(vm.type_error("2nd arg must be a tuple"));
    };
    let keywords = match a.opt(2) {
        Some(k) => {
            Some(k.downcast::<Dict>().ok_or_else(|| vm.type_error("optional 3rd arg must be a dictionary"))?)
        }
        None => None,
    };
    let (all, names) = call_of(args.as_slice(), keywords);
    threads::spawn(vm, a[0].clone(), all, names, Arc::default(), false).map(int::from_u64)
}

fn start_joinable_thread(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !api::is_callable(&a[0]) {
        return Err(vm.type_error("thread function must be callable"));
    }
    let handle = match a.opt_not_none(1) {
        Some(h) => match h.downcast::<ThreadHandle>() {
            Some(_) => h.clone(),
            None => return Err(vm.type_error("'handle' must be a _ThreadHandle")),
        },
        None => Ref::new(ThreadHandle(Arc::default())).into_obj(),
    };
    let daemon = a.opt(2).map_or(Ok(true), |d| api::is_true(vm, d))?;
    if handle_of(&handle).state() != state::NEW {
        return Err(vm.runtime_error("thread already started"));
    }
    threads::spawn(vm, a[0].clone(), vec![], None, handle_of(&handle).clone(), !daemon)?;
    Ok(handle)
}

fn stack_size(vm: &Vm, a: Args) -> PyResult<Obj> {
    let size = a.opt(0).map_or(Ok(None), |n| api::to_i64(vm, n).map(Some))?;
    match size {
        Some(n) if n < 0 => Err(vm.value_error("size must be 0 or a positive value")),
        Some(n) if n != 0 && n < 32768 => Err(vm.value_error(format!("size not valid: {n} bytes"))),
        n => Ok(int::from_usize(threads::stack_size(n.map(|n| n as usize)))),
    }
}

fn excepthook(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !api::is_a(&a[0], &EXCEPT_HOOK_ARGS) {
        return Err(vm.type_error("_thread.excepthook argument type must be ExceptHookArgs"));
    }
    let [kind, value, _, thread] = tuple::items(&a[0]) else {
        return Err(vm.type_error("_thread.excepthook argument type must be ExceptHookArgs"));
    };
    if kind.is(&exception::SYSTEM_EXIT.obj()) {
        return Ok(Obj::NONE);
    }
    let name = if thread.is_none() { None } else { api::getattr_opt(vm, thread, &intern("_name"))? };
    let name = match name {
        Some(n) => api::str_string(vm, &n)?,
        None => vm.ident.get().to_string(),
    };
    let file = api::sys_attr("stderr").unwrap_or(Obj::NONE);
    let file = if file.is_none() && !thread.is_none() {
        api::getattr_opt(vm, thread, &intern("_stderr"))?.unwrap_or(Obj::NONE)
    } else {
        file
    };
    if file.is_none() {
        return Ok(Obj::NONE);
    }
    let title = str_::from_string(format!("Exception in thread {name}:\n"));
    api::call_method_str(vm, &file, "write", &[title])?;
    let mut out = Vec::new();
    if value.is_none() {
        out.extend_from_slice(api::str_string(vm, &api::getattr_str(vm, kind, "__name__")?)?.as_bytes());
        out.push(b'\n');
    } else {
        traceback::append_exception(vm, value, &mut out);
    }
    if api::sys_attr("stderr").is_none_or(|f| f.is_none()) {
        // Only the title goes to the thread's own file.
        traceback::write_raw(&out);
        return Ok(Obj::NONE);
    }
    api::call_method_str(vm, &file, "write", &[str_::from_wtf8(&out)])?;
    api::call_method_str(vm, &file, "flush", &[])
}

fn except_hook_args(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    if let [only] = args.pos()
        && args.kw_len() == 0
    {
        let items = api::to_vec(
            vm,
            &api::iter(vm, only).map_err(|r| match vm.clear_if(r, &exception::TYPE_ERROR) {
                Ok(()) => vm.type_error("constructor requires a sequence"),
                Err(r) => r,
            })?,
        )?;
        let n = items.len();
        if n != 4 {
            return Err(vm.type_error(format!("_ExceptHookArgs() takes a 4-sequence ({n}-sequence given)")));
        }
    }
    crate::types::struct_seq::new(vm, cls, args)
}

struct_sequence! {
    /// `_thread._ExceptHookArgs`
    static EXCEPT_HOOK_ARGS = "_thread"."_ExceptHookArgs",
    "What threading.excepthook is given.",
    items: 4, hidden: 0, unnamed: 0, callable: true,
    new: except_hook_args,
    [
        0 "exc_type" "class of the exception",
        1 "exc_value" "the exception",
        2 "exc_traceback" "where it was raised",
        3 "thread" "Thread",
    ]
}

fn interrupt_main(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = a.opt(0).map_or(Ok(i64::from(libc::SIGINT)), |n| api::to_i64(vm, n))?;
    if !(1..65).contains(&n) {
        return Err(vm.value_error("signal number out of range"));
    }
    if api::is_callable(&signals::python_handler(n as i32)) {
        signals::note(n as i32);
    }
    Ok(Obj::NONE)
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    put("error", exception::RUNTIME_ERROR.obj());
    put("LockType", LOCK.obj());
    put("TIMEOUT_MAX", float::from_f64(TIMEOUT_MAX));
    Ok(())
}

const IDENT_DOC: &str = "A number that tells the calling thread from the others.";

static FUNCTIONS: [MethodDef; 18] = [
    function("start_new_thread", "(function, args, kwargs={}, /)", "Start a thread.", start_new_thread),
    function("start_new", "(function, args, kwargs={}, /)", "An obsolete name.", start_new_thread),
    function(
        "start_joinable_thread",
        "(function, handle=None, daemon=True)",
        "Start a thread that can be joined.",
        start_joinable_thread,
    ),
    function("daemon_threads_allowed", "()", "Whether daemon threads are allowed.", |_, _| {
        Ok(Obj::from_bool(threads::DAEMONS_ALLOWED.load(Ordering::Relaxed)))
    }),
    function("allocate_lock", "()", "Make a lock.", allocate_lock),
    function("allocate", "()", "An obsolete name.", allocate_lock),
    function("exit", "()", "End the thread by SystemExit.", |vm, _| {
        Err(vm.error_args(&exception::SYSTEM_EXIT, vec![]))
    }),
    function("exit_thread", "()", "An obsolete name.", |vm, _| {
        Err(vm.error_args(&exception::SYSTEM_EXIT, vec![]))
    }),
    function(
        "interrupt_main",
        "(signum=signal.SIGINT, /)",
        "Pretend that a signal has come.",
        interrupt_main,
    ),
    function("get_ident", "()", IDENT_DOC, |vm, _| Ok(int::from_u64(vm.ident.get()))),
    function("_get_main_thread_ident", "()", "The number of the main thread.", |vm, _| {
        Ok(int::from_u64(signals::main_ident().unwrap_or(vm.ident.get())))
    }),
    function("get_native_id", "()", "The number of the calling thread in the system.", |_, _| {
        Ok(int::from_i64(host::thread::native_id()))
    }),
    function("_count", "()", "How many threads were started and run.", |_, _| {
        Ok(int::from_usize(threads::count()))
    }),
    function("stack_size", "(size=0, /)", "The stack of new threads in bytes.", stack_size),
    function("_excepthook", "(excepthook_args, /)", "Show an exception that ended a thread.", excepthook),
    function("_shutdown", "()", "Wait for the threads that are no daemons.", |vm, _| {
        threads::join_all(vm).map(|()| Obj::NONE)
    }),
    function("_is_main_interpreter", "()", "Always true.", |_, _| Ok(Obj::TRUE)),
    function("_make_thread_handle", "(ident, /)", "A handle of a thread that runs.", |vm, a| {
        let ident = api::to_i64(vm, &a[0])? as u64;
        Ok(Ref::new(ThreadHandle(Handle::running(ident))).into_obj())
    }),
];

/// `_thread`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_thread",
    doc: "Threads and locks as the system has them. Programs use the module threading.",
    functions: &FUNCTIONS,
    types: &[&LOCK, &RLOCK, &HANDLE, &LOCAL, &EXCEPT_HOOK_ARGS],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
