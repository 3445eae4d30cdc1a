//! What the arms of the loop call: one file per family of instructions.

pub mod arith;
pub mod attr;
pub mod attr_cache;
pub mod build;
pub mod call;
pub mod compare;
pub mod item;
pub mod matching;
pub mod name;
pub mod typing;
pub mod with;

use crate::vm::thread::breaker as bits;
use crate::vm::{PyResult, Vm};
use std::sync::atomic::Ordering;

/// Does what the evaluation breaker asks for. May run Python code (finalizers, signal handlers).
#[cold]
#[inline(never)]
pub fn breaker(vm: &Vm) -> PyResult<()> {
    let asked = vm.breaker.load(Ordering::Relaxed);
    if asked & bits::GC != 0 {
        vm.breaker.fetch_and(!bits::GC, Ordering::Relaxed);
        crate::object::gc::collect_due();
    }
    if asked & bits::WAKE != 0 && crate::vm::gil::lose_patience() {
        vm.breaker.fetch_and(!bits::WAKE, Ordering::Relaxed);
    }
    if asked & bits::SIGNAL != 0 {
        vm.breaker.fetch_and(!bits::SIGNAL, Ordering::Relaxed);
        crate::vm::signals::run_handlers(vm)?;
    }
    if asked & bits::ASYNC_EXC != 0 {
        vm.breaker.fetch_and(!bits::ASYNC_EXC, Ordering::Relaxed);
        let exc = vm.async_exc.borrow_mut().take();
        if let Some(e) = exc {
            let e = crate::types::exception::normalize(vm, &e)?;
            return Err(vm.raise(e));
        }
    }
    if asked & bits::DROP_GIL != 0 {
        vm.breaker.fetch_and(!bits::DROP_GIL, Ordering::Relaxed);
        crate::vm::gil::hand_over(vm);
    }
    if asked & bits::STOP != 0 {
        crate::modules::_fuel::spend(vm)?;
    }
    Ok(())
}
