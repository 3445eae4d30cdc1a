//! Hidden classes: which attribute name lies in which slot of an instance. A tree of shapes is rooted at each
//! class; adding an attribute moves an instance along an edge. Reading and writing slots is in `attr.rs`.
#![allow(unsafe_code)]

use super::value::Value;
use crate::types::native::AddressHasher;
use std::cell::{Cell, UnsafeCell};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ptr;

/// Places of attributes by the address of their name.
type Index = HashMap<usize, u32, BuildHasherDefault<AddressHasher>>;

/// Attributes beyond this number turn the instance to dict mode.
pub const MAX_ATTRS: u32 = 128;

/// A node of the transition tree. Lives as long as the class that owns the root.
pub struct Shape {
    parent: *const Shape,
    /// The interned name added by the edge to this node (immortal or kept by the class).
    key: Option<Value>,
    /// Number of attributes.
    pub count: u32,
    edges: UnsafeCell<Vec<(Value, *const Shape)>>,
    index: UnsafeCell<Option<Index>>,
    /// Most attributes seen below this root (root only): the capacity for new instances.
    pub high_water: Cell<u16>,
}

impl Shape {
    /// A root: no attributes. New instances get room for so many.
    pub fn root(room: u16) -> *const Shape {
        Box::into_raw(Box::new(Shape {
            parent: ptr::null(),
            key: None,
            count: 0,
            edges: UnsafeCell::new(Vec::new()),
            index: UnsafeCell::new(None),
            high_water: Cell::new(room),
        }))
    }

    /// The slot of an interned name.
    pub fn find(&self, key: Value) -> Option<u32> {
        if self.count > 6 {
            // SAFETY: GIL held; no reference outlives this function.
            let index = unsafe { &mut *self.index.get() };
            let table = index.get_or_insert_with(|| {
                let mut table = Index::default();
                let mut s = self;
                while let Some(k) = s.key {
                    table.insert(k.bits() as usize, s.count - 1);
                    // SAFETY: parents live as long as their children.
                    s = unsafe { &*s.parent };
                }
                table
            });
            return table.get(&(key.bits() as usize)).copied();
        }
        let mut s = self;
        while let Some(k) = s.key {
            if k == key {
                return Some(s.count - 1);
            }
            // SAFETY: parents live as long as their children.
            s = unsafe { &*s.parent };
        }
        None
    }

    /// The shape with one more attribute.
    pub fn add(&self, key: Value) -> *const Shape {
        // SAFETY: GIL held; no reference outlives this function.
        let edges = unsafe { &mut *self.edges.get() };
        if let Some((_, s)) = edges.iter().find(|(k, _)| *k == key) {
            return *s;
        }
        // Attribute names that are used in shapes stay for ever: there are few.
        super::obj::Obj::from_borrowed(key).make_immortal();
        let s: *const Shape = Box::into_raw(Box::new(Shape {
            parent: self,
            key: Some(key),
            count: self.count + 1,
            edges: UnsafeCell::new(Vec::new()),
            index: UnsafeCell::new(None),
            high_water: Cell::new(0),
        }));
        edges.push((key, s));
        s
    }

    /// Whether an edge to one more attribute of that name would be new and the node is crowded.
    pub fn is_crowded(&self) -> bool {
        // SAFETY: GIL held.
        self.count >= MAX_ATTRS || unsafe { (*self.edges.get()).len() >= 256 }
    }

    /// The names in slot order.
    pub fn keys(&self) -> Vec<Value> {
        let mut out = Vec::with_capacity(self.count as usize);
        let mut s = self;
        while let Some(k) = s.key {
            out.push(k);
            // SAFETY: parents live as long as their children.
            s = unsafe { &*s.parent };
        }
        out.reverse();
        out
    }

    /// Frees a whole tree.
    ///
    /// # Safety
    /// No instance has a shape of the tree any more.
    pub unsafe fn free_tree(root: *const Shape) {
        let mut work = vec![root];
        while let Some(s) = work.pop() {
            // SAFETY: each node is reached once, from its parent.
            let s = unsafe { Box::from_raw(s.cast_mut()) };
            work.extend(s.edges.into_inner().into_iter().map(|(_, c)| c));
        }
    }
}
