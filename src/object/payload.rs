//! Declaring the native state of a type in one line (`payload!`), and a constructor whose arguments a signature binds
//! (`constructor!`). What a payload is stands in `heap.rs`.

use super::field::Field;
use super::heap::{Payload, Visit};
use super::obj::{Obj, Ref};
use std::cell::RefCell;
use std::collections::VecDeque;

/// A field that holds references.
pub trait Trace {
    /// Visits each of them once.
    fn trace(&self, visit: &mut Visit);
}

impl Trace for Obj {
    fn trace(&self, visit: &mut Visit) {
        visit(self.value());
    }
}

impl<T: Payload> Trace for Ref<T> {
    fn trace(&self, visit: &mut Visit) {
        visit(self.value());
    }
}

impl<T: Trace> Trace for Option<T> {
    fn trace(&self, visit: &mut Visit) {
        self.iter().for_each(|x| x.trace(visit));
    }
}

impl<T: Trace> Trace for Vec<T> {
    fn trace(&self, visit: &mut Visit) {
        self.iter().for_each(|x| x.trace(visit));
    }
}

impl<T: Trace> Trace for VecDeque<T> {
    fn trace(&self, visit: &mut Visit) {
        self.iter().for_each(|x| x.trace(visit));
    }
}

impl<T: Trace> Trace for RefCell<T> {
    // References in a cell that is being changed are not seen, which makes them count as used.
    fn trace(&self, visit: &mut Visit) {
        if let Ok(x) = self.try_borrow() {
            x.trace(visit);
        }
    }
}

impl Trace for crate::types::tuple::Recycled {
    fn trace(&self, visit: &mut Visit) {
        self.traverse(visit);
    }
}

impl Trace for Field {
    fn trace(&self, visit: &mut Visit) {
        self.visit(visit);
    }
}

/// `payload!(Body, STATIC_TYPE, [fields that hold references])` makes a struct the native state of a type.
macro_rules! payload {
    ($body:ty, $ty:expr, [$($field:tt),* $(,)?]) => {
        #[allow(unsafe_code)]
        // SAFETY: the fields that hold references are listed; each visits its references once.
        unsafe impl $crate::object::heap::Payload for $body {
            fn static_type() -> &'static $crate::object::type_object::StaticType {
                &$ty
            }
            const GC: bool = true;
            fn traverse(&self, visit: &mut $crate::object::heap::Visit) {
                let _ = &visit;
                $($crate::object::payload::Trace::trace(&self.$field, visit);)*
            }
        }
    };
}
pub(crate) use payload;

/// `constructor!(new, "name", "($type, a, b=None)", make)`: a `new` slot whose arguments a signature binds; `make` gets
/// the class first.
macro_rules! constructor {
    ($id:ident, $shown:literal, $signature:expr, $make:expr) => {
        fn $id(vm: &Vm, cls: &Obj, args: $crate::object::args::CallArgs) -> PyResult<Obj> {
            use $crate::object::args::{FnName, Signature};
            static SIGNATURE: std::sync::LazyLock<Signature> =
                std::sync::LazyLock::new(|| Signature::parse($signature));
            let name = FnName { class: None, receiver: None, name: $shown, has_self: true };
            args.prepended(cls, |all| SIGNATURE.call(vm, $make, name, all))
        }
    };
}
pub(crate) use constructor;
