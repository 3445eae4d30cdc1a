//! `Handle` and `TimerHandle`: a callback that waits for its turn, and how one is run.

use super::{names, queue, transport};
use crate::modules::_contextvars;
use crate::object::args::CallArgs;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{Trace, constructor};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, member, method, property, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::tuple::Tuple;
use crate::types::{float, int, list, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, interp};
use std::cell::Cell;

/// The native state of a handle. A timer's begins with it.
#[derive(Default)]
#[repr(C)]
pub struct Handle {
    callback: Field,
    args: Field,
    context: Field,
    owner: Field,
    source: Field,
    shown: Field,
    /// Nobody wants the call any more.
    pub cancelled: Cell<bool>,
    /// The callback is a transport: what is called is its `_read_ready`.
    reads: Cell<bool>,
}

impl Handle {
    /// What is called.
    fn callback(&self, vm: &Vm) -> PyResult<Obj> {
        let callback = self.callback.get_or_none();
        if !self.reads.get() || callback.is_none() {
            return Ok(callback);
        }
        let method = api::getattr(vm, &callback, name!(_read_ready))?;
        self.callback.set(Some(method.clone()));
        self.reads.set(false);
        Ok(method)
    }

    fn fields(&self) -> [&Field; 6] {
        [&self.callback, &self.args, &self.context, &self.owner, &self.source, &self.shown]
    }
    fn trace(&self, visit: &mut Visit) {
        self.fields().iter().for_each(|f| f.trace(visit));
    }
    fn drop_references(&self) {
        self.fields().iter().for_each(|f| drop(f.take()));
    }
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Handle {
    fn static_type() -> &'static StaticType {
        &HANDLE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.trace(visit);
    }
    fn clear(&self) {
        self.drop_references();
    }
}

/// The native state of a timer.
#[derive(Default)]
#[repr(C)]
pub struct Timer {
    handle: Handle,
    when: Field,
    /// `when` as a number.
    pub key: Cell<f64>,
    /// It is in its loop's heap.
    pub scheduled: Cell<bool>,
}

impl Timer {
    /// Nobody wants the call any more.
    pub fn handle_cancelled(&self) -> bool {
        self.handle.cancelled.get()
    }
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Timer {
    fn static_type() -> &'static StaticType {
        &TIMER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.handle.trace(visit);
        self.when.trace(visit);
    }
    fn clear(&self) {
        self.handle.drop_references();
    }
}

/// The state of a handle, if the object is one.
pub fn of(o: &Obj) -> Option<&Handle> {
    o.downcast::<Handle>()
}

/// The state of a timer, if the object is one.
pub fn timer(o: &Obj) -> Option<&Timer> {
    o.downcast::<Timer>()
}

fn own(o: &Obj) -> &Handle {
    of(o).expect("the receiver is a handle")
}

fn own_timer(o: &Obj) -> &Timer {
    timer(o).expect("the receiver is a timer")
}

fn fill(vm: &Vm, h: &Handle, callback: Obj, args: Obj, owner: &Obj, context: Option<Obj>) -> PyResult<()> {
    h.context.set(Some(context.unwrap_or_else(|| _contextvars::copy_current(vm))));
    h.owner.set(Some(owner.clone()));
    h.callback.set(Some(callback));
    h.args.set(Some(args));
    if queue::debug(vm, owner)? {
        h.source.set(Some(super::stack(vm)?));
    }
    Ok(())
}

/// A new handle; `args` is a tuple.
pub fn create(vm: &Vm, callback: Obj, args: Obj, owner: &Obj, context: Option<Obj>) -> PyResult<Obj> {
    let h = Handle::default();
    fill(vm, &h, callback, args, owner, context)?;
    Ok(Ref::new(h).into_obj())
}

/// A new handle that lets a transport read.
pub fn create_reader(vm: &Vm, transport: &Obj, owner: &Obj, context: Option<Obj>) -> PyResult<Obj> {
    let h = Handle::default();
    fill(vm, &h, transport.clone(), tuple::from_vec(vec![]), owner, context)?;
    h.reads.set(true);
    Ok(Ref::new(h).into_obj())
}

/// A new timer; `args` is a tuple.
pub fn create_timer(
    vm: &Vm,
    when: Obj,
    callback: Obj,
    args: Obj,
    owner: &Obj,
    context: Option<Obj>,
) -> PyResult<Obj> {
    let t =
        Timer { key: Cell::new(api::to_f64(vm, &when)?), when: Field::new(Some(when)), ..Timer::default() };
    fill(vm, &t.handle, callback, args, owner, context)?;
    Ok(Ref::new(t).into_obj())
}

/// Runs a handle of any make; what the callback raises goes to the loop's exception handler.
pub fn run(vm: &Vm, o: &Obj) -> PyResult<()> {
    if !o.is_exact::<Handle>() && !o.is_exact::<Timer>() {
        return api::call_method_str(vm, o, "_run", &[]).map(drop);
    }
    run_native(vm, o)
}

/// Whether a handle of any make is cancelled.
pub fn is_cancelled(vm: &Vm, o: &Obj) -> PyResult<bool> {
    match of(o) {
        Some(h) => Ok(h.cancelled.get()),
        None => {
            let c = api::getattr_str(vm, o, "_cancelled")?;
            api::is_true(vm, &c)
        }
    }
}

fn run_native(vm: &Vm, o: &Obj) -> PyResult<()> {
    let h = own(o);
    let context = h.context.get_or_none();
    if h.reads.get() && _contextvars::is_context(&context) {
        let t = h.callback.get_or_none();
        _contextvars::enter(vm, &context)?;
        let r = transport::read(vm, &t);
        _contextvars::leave(vm, &context);
        return r.or_else(|r| failed(vm, o, r));
    }
    let (callback, args) = (h.callback(vm)?, h.args.get_or_none());
    let given: &[Obj] = args.downcast::<Tuple>().map_or(&[], Tuple::as_slice);
    match _contextvars::run_in(vm, &context, &callback, CallArgs::positional(given)) {
        Ok(_) => Ok(()),
        Err(r) => failed(vm, o, r),
    }
}

/// Reports what a handle's callback has raised.
pub fn failed(vm: &Vm, o: &Obj, r: Raised) -> PyResult<()> {
    let e = vm.take_raised(r);
    if names::must_escape(&e) {
        return Err(vm.raise_again(e));
    }
    let h = own(o);
    let owner = h.owner.get_or_none();
    let what = describe(vm, h)?;
    let message = str_::from_string(format!("Exception in callback {what}"));
    let context = super::error_context(
        &[("message", message), ("exception", e), ("handle", o.clone())],
        h.source.get(),
    );
    api::call_method(vm, &owner, name!(call_exception_handler), &[context]).map(drop)
}

fn describe(vm: &Vm, h: &Handle) -> PyResult<String> {
    let debug = queue::debug(vm, &h.owner.get_or_none())?;
    let f = names::get(vm, "asyncio.format_helpers", "_format_callback_source")?;
    let args = [h.callback(vm)?, h.args.get_or_none()];
    let text = api::call_kw(vm, &f, &args, &[("debug", Obj::from_bool(debug))])?;
    api::str_string(vm, &text)
}

fn repr_info(vm: &Vm, o: &Obj) -> PyResult<Vec<Obj>> {
    let h = own(o);
    let mut info = vec![str_::from_string(o.ty().bare_name())];
    if h.cancelled.get() {
        info.push(str_::from_str("cancelled"));
    }
    if let Some(t) = timer(o) {
        let when = t.when.get_or_none();
        info.push(str_::from_string(format!("when={}", api::str_string(vm, &when)?)));
    }
    if h.callback.get().is_some_and(|c| !c.is_none()) {
        info.push(str_::from_string(describe(vm, h)?));
    }
    if let Some(source) = h.source.get()
        && api::is_true(vm, &source)?
    {
        let frame = api::getitem(vm, &source, &int::from_i64(-1))?;
        let part = |i| api::getitem(vm, &frame, &int::from_i64(i)).and_then(|p| api::str_string(vm, &p));
        info.push(str_::from_string(format!("created at {}:{}", part(0)?, part(1)?)));
    }
    Ok(info)
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if let Some(shown) = own(o).shown.get().filter(|s| !s.is_none()) {
        return Ok(shown);
    }
    let info = api::call_method_str(vm, o, "_repr_info", &[])?;
    let parts = api::to_vec(vm, &info)?;
    let parts = parts.iter().map(|p| api::str_string(vm, p)).collect::<PyResult<Vec<_>>>()?;
    Ok(str_::from_string(format!("<{}>", parts.join(" "))))
}

/// Takes a native handle back.
pub fn cancel(vm: &Vm, o: &Obj) -> PyResult<()> {
    let h = own(o);
    if h.cancelled.get() {
        return Ok(());
    }
    let owner = h.owner.get_or_none();
    if let Some(t) = timer(o) {
        queue::timer_cancelled(vm, &owner, o, t)?;
    }
    h.cancelled.set(true);
    if queue::debug(vm, &owner)? && !interp().finalizing.get() {
        // For messages about slow callbacks; the parts go below.
        h.shown.set(Some(api::repr(vm, o)?));
    }
    h.callback.set(None);
    h.args.set(None);
    Ok(())
}

const METHODS: &[MethodDef] = &[
    method("cancel", "($self, /)", "Do not call the callback any more.", |vm, a| {
        cancel(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
    method("cancelled", "($self, /)", "True after cancel().", |_, a| {
        Ok(Obj::from_bool(own(&a[0]).cancelled.get()))
    }),
    method("get_context", "($self, /)", "The context the callback runs in.", |_, a| {
        Ok(own(&a[0]).context.get_or_none())
    }),
    method("_run", "($self, /)", "Call it.", |vm, a| {
        run_native(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
    method("_repr_info", "($self, /)", "The parts of the repr.", |vm, a| {
        repr_info(vm, &a[0]).map(list::from_vec)
    }),
];

macro_rules! field {
    ($name:literal, $field:ident) => {
        property(
            $name,
            "",
            |_, o| Ok(own(o).$field.get_or_none()),
            |_, o, v| {
                own(o).$field.set(v.cloned());
                Ok(())
            },
        )
    };
}

const GETTERS: &[GetterDef] = &[
    property(
        "_callback",
        "",
        |vm, o| own(o).callback(vm),
        |_, o, v| {
            own(o).reads.set(false);
            own(o).callback.set(v.cloned());
            Ok(())
        },
    ),
    field!("_args", args),
    field!("_context", context),
    field!("_loop", owner),
    field!("_source_traceback", source),
    field!("_repr", shown),
    member("_cancelled", "", |_, o| Ok(Obj::from_bool(own(o).cancelled.get()))),
];

constructor!(init_args, "Handle.__init__", "($self, /, callback, args, loop, context=None)", |vm, a| {
    fill(vm, own(&a[0]), a[1].clone(), a[2].clone(), &a[3], a.opt_not_none(4).cloned())?;
    Ok(Obj::NONE)
});

fn put_slots(t: &Type, names: &[&str]) {
    let names = names.iter().map(|n| intern(n)).collect();
    t.dict().insert_str(intern("__slots__"), tuple::from_vec(names));
}

static SPEC: TypeSpec = TypeSpec {
    name: "Handle",
    module: "asyncio.events",
    doc: "A callback waiting for its turn; cancel() takes it back.",
    signature: "(callback, args, loop, context=None)",
    flags: type_flag::BASE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Handle::default())),
        init: Some(|vm, o, args| init_args(vm, o, args).map(drop)),
        repr: Some(repr),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    extra: Some(|_, t| {
        put_slots(
            t,
            &[
                "_callback",
                "_args",
                "_cancelled",
                "_loop",
                "_source_traceback",
                "_repr",
                "__weakref__",
                "_context",
            ],
        );
    }),
    ..TypeSpec::BASE
};
/// `asyncio.Handle`
pub static HANDLE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Handle>(false));

// --- timers

constructor!(
    init_timer,
    "TimerHandle.__init__",
    "($self, /, when, callback, args, loop, context=None)",
    |vm, a| {
        let t = own_timer(&a[0]);
        t.key.set(api::to_f64(vm, &a[1])?);
        t.when.set(Some(a[1].clone()));
        fill(vm, &t.handle, a[2].clone(), a[3].clone(), &a[4], a.opt_not_none(5).cloned())?;
        Ok(Obj::NONE)
    }
);

fn same(vm: &Vm, a: &Timer, b: &Timer) -> PyResult<bool> {
    Ok(a.key.get() == b.key.get()
        && api::eq(vm, &a.handle.callback.get_or_none(), &b.handle.callback.get_or_none())?
        && api::eq(vm, &a.handle.args.get_or_none(), &b.handle.args.get_or_none())?
        && a.handle.cancelled.get() == b.handle.cancelled.get())
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(a), Some(b)) = (timer(a), timer(b)) else { return Ok(Obj::NOT_IMPLEMENTED) };
    let (x, y) = (a.key.get(), b.key.get());
    Ok(Obj::from_bool(match op {
        CmpOp::Lt => x < y,
        CmpOp::Gt => x > y,
        CmpOp::Le => x < y || same(vm, a, b)?,
        CmpOp::Ge => x > y || same(vm, a, b)?,
        CmpOp::Eq => same(vm, a, b)?,
        CmpOp::Ne => !same(vm, a, b)?,
    }))
}

static TIMER_SPEC: TypeSpec = TypeSpec {
    name: "TimerHandle",
    module: "asyncio.events",
    doc: "A callback for a moment of the loop's clock.",
    signature: "(when, callback, args, loop, context=None)",
    base: Some(&HANDLE),
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Timer::default())),
        init: Some(|vm, o, args| init_timer(vm, o, args).map(drop)),
        compare: Some(compare),
        hash: Some(|vm, o| api::hash(vm, &own_timer(o).when.get_or_none())),
        ..Slots::NONE
    },
    methods: &[method("when", "($self, /)", "The moment, in the loop's time().", |_, a| {
        Ok(own_timer(&a[0]).when.get_or_none())
    })],
    getters: &[
        property(
            "_when",
            "",
            |_, o| Ok(own_timer(o).when.get_or_none()),
            |vm, o, v| {
                let v = v.ok_or_else(|| vm.attribute_error("_when"))?;
                own_timer(o).key.set(api::to_f64(vm, v)?);
                own_timer(o).when.set(Some(v.clone()));
                Ok(())
            },
        ),
        property(
            "_scheduled",
            "",
            |_, o| Ok(Obj::from_bool(own_timer(o).scheduled.get())),
            |vm, o, v| {
                own_timer(o).scheduled.set(v.map_or(Ok(false), |v| api::is_true(vm, v))?);
                Ok(())
            },
        ),
    ],
    extra: Some(|_, t| put_slots(t, &["_scheduled", "_when"])),
    ..TypeSpec::BASE
};
/// `asyncio.TimerHandle`
pub static TIMER: StaticType = StaticType::new(&TIMER_SPEC, LayoutOps::of::<Timer>(false));

/// A moment as an object.
pub fn moment(seconds: f64) -> Obj {
    float::from_f64(seconds)
}
