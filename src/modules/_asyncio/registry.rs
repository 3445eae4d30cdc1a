//! Which tasks there are and which one each loop is in. Tasks of another make are kept by `asyncio.tasks`.
#![allow(unsafe_code)]

use super::queue;
use super::task::{self, Task};
use crate::object::heap::{GilCell, Header, Object};
use crate::object::obj::Obj;
use crate::object::value::Value;
use crate::types::dict::{self, Dict};
use crate::types::list;
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::Cell;
use std::mem::offset_of;
use std::ptr;

/// The place of a task in the list of all tasks.
pub struct Link {
    previous: Cell<*const Task>,
    next: Cell<*const Task>,
    linked: Cell<bool>,
}

impl Default for Link {
    fn default() -> Link {
        Link { previous: Cell::new(ptr::null()), next: Cell::new(ptr::null()), linked: Cell::new(false) }
    }
}

static HEAD: GilCell<*const Task> = GilCell::new(ptr::null());

/// Adds a task to the list, which does not keep it alive.
pub fn link(o: &Obj) {
    let t = task::of(o);
    if t.link.linked.replace(true) {
        return;
    }
    // SAFETY: GIL held; the tasks of the list are alive: they leave it when they are dropped.
    unsafe {
        let head = *HEAD.get();
        // It may have been on the list before.
        t.link.previous.set(ptr::null());
        t.link.next.set(head);
        if let Some(h) = head.as_ref() {
            h.link.previous.set(t);
        }
        *HEAD.get() = t;
    }
}

/// Takes a task that is being dropped off the list.
pub fn unlink(t: &Task) {
    if !t.link.linked.replace(false) {
        return;
    }
    let (previous, next) = (t.link.previous.get(), t.link.next.get());
    // SAFETY: as in `link`.
    unsafe {
        match previous.as_ref() {
            Some(p) => p.link.next.set(next),
            None => *HEAD.get() = next,
        }
        if let Some(n) = next.as_ref() {
            n.link.previous.set(previous);
        }
    }
}

/// Adds a task to the list, or takes it off.
pub fn set_linked(o: &Obj, yes: bool) {
    match o.downcast::<Task>() {
        Some(_) if yes => link(o),
        Some(t) => unlink(t),
        None => {}
    }
}

/// The object around a task's state; `None` while it is being destroyed.
fn object(t: *const Task) -> Option<Obj> {
    // SAFETY: the state of a listed task lies in a live object.
    unsafe {
        let h = t.cast::<u8>().sub(offset_of!(Object<Task>, body)).cast::<Header>();
        ((*h).rc.get() > 0).then(|| Obj::from_borrowed(Value::from_ptr(h)))
    }
}

/// All native tasks of a loop (of every loop, if that is None), those done included.
pub fn tasks_of(owner: &Obj) -> Obj {
    let mut found = Vec::new();
    // SAFETY: GIL held; nothing is dropped while the list is walked.
    let mut p = unsafe { *HEAD.get() };
    // SAFETY: as above.
    while let Some(t) = unsafe { p.as_ref() } {
        if owner.is_none() || t.future.owner.get().is_some_and(|l| l.is(owner)) {
            found.extend(object(p));
        }
        p = t.link.next.get();
    }
    list::from_vec(found)
}

// --- the current task

/// The current tasks of loops that are not native.
fn foreign() -> &'static Dict {
    static TABLE: GilCell<Option<crate::object::obj::Ref<Dict>>> = GilCell::new(None);
    // SAFETY: GIL held; made once.
    unsafe { (*TABLE.get()).get_or_insert_with(dict::new) }
}

/// The task that a loop is in.
pub fn current(vm: &Vm, owner: &Obj) -> PyResult<Option<Obj>> {
    match queue::native(owner) {
        Some(c) => Ok(c.current.get()),
        None => foreign().get(vm, owner),
    }
}

fn set_current(vm: &Vm, owner: &Obj, task: Option<Obj>) -> PyResult<()> {
    match (queue::native(owner), task) {
        (Some(c), t) => c.current.set(t),
        (None, Some(t)) => foreign().set(vm, owner, &t)?,
        (None, None) => drop(foreign().remove(vm, owner)?),
    }
    Ok(())
}

/// The loop goes into a task.
pub fn enter(vm: &Vm, owner: &Obj, o: &Obj) -> PyResult<()> {
    match current(vm, owner)? {
        None => set_current(vm, owner, Some(o.clone())),
        Some(now) => Err(cannot_enter(vm, o, &now)),
    }
}

#[cold]
fn cannot_enter(vm: &Vm, o: &Obj, now: &Obj) -> Raised {
    match (api::repr_string(vm, o), api::repr_string(vm, now)) {
        (Ok(o), Ok(now)) => vm
            .runtime_error(format!("Cannot enter into task {o} while another task {now} is being executed.")),
        (Err(r), _) | (_, Err(r)) => r,
    }
}

/// The loop comes out of a task.
pub fn leave(vm: &Vm, owner: &Obj, o: &Obj) -> PyResult<()> {
    let now = current(vm, owner)?;
    if !now.as_ref().is_some_and(|n| n.is(o)) {
        let (task, now) = (api::repr_string(vm, o)?, api::repr_string(vm, &now.unwrap_or(Obj::NONE))?);
        return Err(vm.runtime_error(format!("Leaving task {task} does not match the current task {now}.")));
    }
    set_current(vm, owner, None)
}

/// Puts a task (or None) in place of the current one, which is returned.
pub fn swap_current(vm: &Vm, owner: &Obj, o: &Obj) -> PyResult<Obj> {
    let now = current(vm, owner)?.unwrap_or(Obj::NONE);
    set_current(vm, owner, (!o.is_none()).then(|| o.clone()))?;
    Ok(now)
}
