//! `cell`: a variable shared between a function and the functions inside it.

use crate::object::args::CallArgs;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, property};
use crate::object::type_object::StaticType;
use crate::types::str_;
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell as StdCell;

/// The native state of a cell.
pub struct Cell {
    content: StdCell<Option<Obj>>,
}

#[allow(unsafe_code)]
// SAFETY: the content is visited.
unsafe impl Payload for Cell {
    fn static_type() -> &'static StaticType {
        &CELL
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(o) = self.get() {
            visit(o.value());
        }
    }
    fn clear(&self) {
        drop(self.content.take());
    }
}

impl Cell {
    /// A cell body.
    pub fn new(content: Option<Obj>) -> Cell {
        Cell { content: StdCell::new(content) }
    }

    /// The content.
    #[inline(always)]
    pub fn get(&self) -> Option<Obj> {
        let o = self.content.take();
        let copy = o.clone();
        self.content.set(o);
        copy
    }

    /// Replaces the content; the old one comes back.
    #[inline(always)]
    pub fn replace(&self, new: Option<Obj>) -> Option<Obj> {
        self.content.replace(new)
    }
}

/// A new cell.
pub fn new(content: Option<Obj>) -> Obj {
    Ref::new(Cell::new(content)).into_obj()
}

/// Fills a cell object. False: it is no cell.
pub fn set(o: &Obj, content: Option<Obj>) -> bool {
    match o.downcast::<Cell>() {
        Some(c) => {
            drop(c.replace(content));
            true
        }
        None => false,
    }
}

fn of(o: &Obj) -> &Cell {
    o.downcast::<Cell>().expect("the receiver is a cell")
}

fn cell_new(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    let a = args.exactly(vm, "cell", 0, 1)?;
    Ok(new(a.first().cloned()))
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<Cell>(), b.downcast::<Cell>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    match (x.get(), y.get()) {
        (Some(p), Some(q)) => api::compare(vm, &p, &q, op),
        (p, q) => Ok(Obj::from_bool(op.holds(p.is_some().cmp(&q.is_some())))),
    }
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(str_::from_string(match of(o).get() {
        Some(c) => format!("<cell at {:#x}: {} object at {:#x}>", api::id(o), c.ty().name(), api::id(&c)),
        None => format!("<cell at {:#x}: empty>", api::id(o)),
    }))
}

static SPEC: TypeSpec = TypeSpec {
    name: "cell",
    signature: "([contents])",
    doc: "The place of a variable that functions share.\n\ncell_contents is its value; while it has none, that raises ValueError.",
    slots: Slots { new: Some(cell_new), compare: Some(compare), repr: Some(repr), ..Slots::NONE },
    getters: &[property(
        "cell_contents",
        "",
        |vm, o| of(o).get().ok_or_else(|| vm.value_error("Cell is empty")),
        |_, o, v| {
            drop(of(o).replace(v.cloned()));
            Ok(())
        },
    )],
    ..TypeSpec::FINAL
};

/// `types.CellType`
pub static CELL: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Cell>(false));
