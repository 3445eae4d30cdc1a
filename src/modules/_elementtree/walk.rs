//! Walks through a tree in document order: its elements, or its texts.

use super::element::{Element, child, has_tag, of};
use crate::object::field::Field;
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, iter_self, type_flag};
use crate::object::type_object::StaticType;
use crate::types::str_;
use crate::vm::{PyResult, Vm, api};
use std::cell::RefCell;

/// The native state of a walk.
pub struct Walk {
    /// The elements that the walk is in, and how many of their children it has seen.
    path: RefCell<Vec<Step>>,
    /// The tag that is looked for.
    tag: Option<Obj>,
    texts: bool,
    /// What is still to be given: the root, or a text.
    next: Field,
}
payload!(Walk, WALK, [path, tag, next]);

struct Step(Obj, usize);

impl crate::object::payload::Trace for Step {
    fn trace(&self, visit: &mut crate::object::heap::Visit) {
        visit(self.0.value());
    }
}

fn walk(root: &Obj, tag: Option<Obj>, texts: bool) -> Obj {
    let path = RefCell::default();
    Ref::new(Walk { path, tag, texts, next: Field::new(Some(root.clone())) }).into_obj()
}

/// The elements of a tag.
pub fn elements(root: &Obj, tag: Option<Obj>) -> Obj {
    walk(root, tag, false)
}

/// The texts.
pub fn texts(root: &Obj) -> Obj {
    walk(root, None, true)
}

impl Walk {
    /// The next element that begins, or that ends (true).
    fn step(&self) -> Option<(Obj, bool)> {
        if let Some(root) = self.next.take() {
            self.path.borrow_mut().push(Step(root.clone(), 0));
            return Some((root, false));
        }
        let mut path = self.path.borrow_mut();
        let Step(top, seen) = path.last_mut()?;
        let found = top.downcast::<Element>().and_then(|e| child(e, *seen));
        match found {
            Some(c) => {
                *seen += 1;
                path.push(Step(c.clone(), 0));
                Some((c, false))
            }
            None => {
                let gone = path.pop();
                drop(path);
                gone.map(|Step(o, _)| (o, true))
            }
        }
    }

    fn next(&self, vm: &Vm) -> PyResult<Option<Obj>> {
        while let Some((o, ends)) = self.step() {
            let e = of(&o);
            if !self.texts {
                let wanted = !ends
                    && match &self.tag {
                        None => true,
                        Some(tag) => has_tag(vm, e, tag)?,
                    };
                if wanted {
                    return Ok(Some(o));
                }
                continue;
            }
            if ends && self.path.borrow().is_empty() {
                continue;
            }
            let text = if ends { e.tail.get_or_none() } else { e.text.get_or_none() };
            let some = !text.is_none()
                && if text.is_exact::<str_::Str>() {
                    !str_::bytes_of(&text).is_empty()
                } else {
                    api::is_true(vm, &text)?
                };
            if some {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }
}

static SPEC: TypeSpec = TypeSpec {
    name: "_element_iterator",
    module: "_elementtree",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        next: Some(|vm, o| o.downcast::<Walk>().expect("the receiver is a walk").next(vm)),
        ..Slots::NONE
    },
    ..TypeSpec::FINAL
};
/// The type of such walks.
pub static WALK: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Walk>(false));
