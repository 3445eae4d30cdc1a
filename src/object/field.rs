//! A reference in native state that can be replaced: reading copies the handle, replacing drops the old object only
//! after the new one is in place.

use super::heap::Visit;
use super::obj::Obj;
use std::cell::Cell;

/// A replaceable reference; empty at first.
#[derive(Default)]
pub struct Field(Cell<Option<Obj>>);

impl Field {
    /// A field that holds something.
    pub const fn new(o: Option<Obj>) -> Field {
        Field(Cell::new(o))
    }

    /// What it holds.
    #[inline]
    pub fn get(&self) -> Option<Obj> {
        let o = self.0.take();
        let copy = o.clone();
        self.0.set(o);
        copy
    }

    /// What `look` says about what it holds; `look` runs no Python code.
    #[inline]
    pub fn with<R>(&self, look: impl FnOnce(&Obj) -> R) -> Option<R> {
        let o = self.0.take();
        let r = o.as_ref().map(look);
        self.0.set(o);
        r
    }

    /// What it holds, or None.
    #[inline]
    pub fn get_or_none(&self) -> Obj {
        self.get().unwrap_or(Obj::NONE)
    }

    /// Whether it holds something.
    #[inline(always)]
    pub fn is_set(&self) -> bool {
        let o = self.0.take();
        let some = o.is_some();
        self.0.set(o);
        some
    }

    /// Replaces the content.
    #[inline]
    pub fn set(&self, new: Option<Obj>) {
        drop(self.0.replace(new));
    }

    /// Empties it; the content comes back.
    #[inline]
    pub fn take(&self) -> Option<Obj> {
        self.0.take()
    }

    /// For `Payload::traverse`.
    pub fn visit(&self, visit: &mut Visit) {
        let o = self.0.take();
        let value = o.as_ref().map(Obj::value);
        self.0.set(o);
        if let Some(v) = value {
            visit(v);
        }
    }
}
