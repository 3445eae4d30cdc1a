//! `_heapq`: heaps in lists. The comparisons and their order are CPython's.

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::slots::CmpOp;
use crate::object::spec::{ModuleSpec, function};
use crate::object::value::Value;
use crate::types::list::List;
use crate::vm::{PyResult, Vm, api};

/// Beyond this length `heapify` goes depth first.
const FAR: usize = 2500;

/// Which item belongs on top.
#[derive(Clone, Copy, PartialEq)]
enum Top {
    Least,
    Greatest,
}

/// A list while it is used as a heap: fails if user code changes its size.
struct Heap<'a> {
    vm: &'a Vm,
    list: &'a List,
    len: usize,
    top: Top,
}

/// The list argument; `function` is the call as messages begin: `heappop() argument`.
fn list_arg<'a>(vm: &Vm, o: &'a Obj, function: &str) -> PyResult<&'a List> {
    o.downcast::<List>()
        .ok_or_else(|| vm.type_error(format!("{function} must be list, not {}", api::shown_type(o))))
}

impl<'a> Heap<'a> {
    fn new(vm: &'a Vm, list: &'a List, top: Top) -> Heap<'a> {
        Heap { vm, list, len: list.len(), top }
    }

    fn get(&self, i: usize) -> PyResult<Obj> {
        self.list.get(i).filter(|_| self.list.len() == self.len).ok_or_else(|| self.changed())
    }

    fn set(&self, i: usize, o: Obj) -> PyResult<Obj> {
        self.list.replace(i, o).map_err(|_| self.changed())
    }

    fn changed(&self) -> crate::vm::Raised {
        self.vm.runtime_error("list changed size during iteration")
    }

    /// Whether `a` belongs above `b`.
    fn above(&self, a: &Obj, b: &Obj) -> PyResult<bool> {
        let (a, b) = if self.top == Top::Least { (a, b) } else { (b, a) };
        if Value::both_ints(a.value(), b.value()) {
            return Ok(a.value().int() < b.value().int());
        }
        let r = api::compare_bool(self.vm, a, b, CmpOp::Lt)?;
        if self.list.len() == self.len { Ok(r) } else { Err(self.changed()) }
    }

    /// Moves the item at `pos` towards the root `start` as far as it belongs.
    fn rise(&self, start: usize, mut pos: usize) -> PyResult<()> {
        if pos >= self.len {
            return Err(self.vm.index_error("index out of range"));
        }
        let item = self.get(pos)?;
        while pos > start {
            let up = (pos - 1) >> 1;
            let parent = self.get(up)?;
            if !self.above(&item, &parent)? {
                break;
            }
            // Swapped, so that the list is complete whenever user code runs.
            let (p, q) = (self.get(up)?, self.get(pos)?);
            drop(self.set(up, q)?);
            drop(self.set(pos, p)?);
            pos = up;
        }
        Ok(())
    }

    /// Lets the item at `pos` sink to a leaf, then rise to its place.
    fn sink(&self, mut pos: usize) -> PyResult<()> {
        let start = pos;
        let limit = self.len >> 1;
        while pos < limit {
            let mut child = 2 * pos + 1;
            if child + 1 < self.len {
                let (a, b) = (self.get(child)?, self.get(child + 1)?);
                child += usize::from(!self.above(&a, &b)?);
            }
            let (p, q) = (self.get(pos)?, self.get(child)?);
            drop(self.set(pos, q)?);
            drop(self.set(child, p)?);
            pos = child;
        }
        self.rise(start, pos)
    }
}

fn push(vm: &Vm, a: Args) -> PyResult<Obj> {
    let list = list_arg(vm, &a[0], "heappush() argument 1")?;
    list.try_push(a[1].clone()).map_err(|_| vm.memory_error())?;
    let heap = Heap::new(vm, list, Top::Least);
    heap.rise(0, heap.len - 1)?;
    Ok(Obj::NONE)
}

fn pop(vm: &Vm, o: &Obj, function: &str, top: Top) -> PyResult<Obj> {
    let list = list_arg(vm, o, function)?;
    let Some(last) = list.pop() else { return Err(vm.index_error("index out of range")) };
    if list.is_empty() {
        return Ok(last);
    }
    replace_top(vm, list, last, top)
}

fn replace_top(vm: &Vm, list: &List, item: Obj, top: Top) -> PyResult<Obj> {
    let heap = Heap::new(vm, list, top);
    let Ok(old) = list.replace(0, item) else { return Err(vm.index_error("index out of range")) };
    heap.sink(0)?;
    Ok(old)
}

fn pushpop(vm: &Vm, a: Args) -> PyResult<Obj> {
    let list = list_arg(vm, &a[0], "heappushpop() argument 1")?;
    let Some(first) = list.get(0) else { return Ok(a[1].clone()) };
    if !api::compare_bool(vm, &first, &a[1], CmpOp::Lt)? {
        return Ok(a[1].clone());
    }
    replace_top(vm, list, a[1].clone(), Top::Least)
}

fn heapify(vm: &Vm, o: &Obj, function: &str, top: Top) -> PyResult<Obj> {
    let heap = Heap::new(vm, list_arg(vm, o, function)?, top);
    let inner = heap.len >> 1;
    if heap.len <= FAR {
        (0..inner).rev().try_for_each(|i| heap.sink(i))?;
        return Ok(Obj::NONE);
    }
    // A parent follows at once when its children are done, while they are still in the processor's cache: first what
    // hangs on the row above the last inner nodes, then those.
    let row = (1 << (inner + 1).ilog2()) - 1;
    for mut i in (inner >> 1..row).rev().chain((row..inner).rev()) {
        heap.sink(i)?;
        while i & 1 == 1 {
            i >>= 1;
            heap.sink(i)?;
        }
    }
    Ok(Obj::NONE)
}

/// `_heapq`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_heapq",
    doc: "Heaps in lists: the item at position 0 is the least.",
    functions: &[
        function("heappush", "(heap, item, /)", "Adds an item.", push),
        function(
            "heappushpop",
            "(heap, item, /)",
            "Adds an item, then removes and returns the least.",
            pushpop,
        ),
        function(
            "heappop",
            "(heap, /)",
            "Removes and returns the least item; IndexError if there is none.",
            |vm, a| pop(vm, &a[0], "heappop() argument", Top::Least),
        ),
        function(
            "heapreplace",
            "(heap, item, /)",
            "Removes and returns the least item, then adds one.",
            |vm, a| {
                replace_top(vm, list_arg(vm, &a[0], "heapreplace() argument 1")?, a[1].clone(), Top::Least)
            },
        ),
        function("heapify", "(heap, /)", "Makes a list a heap, in linear time.", |vm, a| {
            heapify(vm, &a[0], "heapify() argument", Top::Least)
        }),
        function("_heappop_max", "(heap, /)", "heappop of a heap with the greatest item first.", |vm, a| {
            pop(vm, &a[0], "_heappop_max() argument", Top::Greatest)
        }),
        function(
            "_heapreplace_max",
            "(heap, item, /)",
            "heapreplace of a heap with the greatest item first.",
            |vm, a| {
                replace_top(
                    vm,
                    list_arg(vm, &a[0], "_heapreplace_max() argument 1")?,
                    a[1].clone(),
                    Top::Greatest,
                )
            },
        ),
        function("_heapify_max", "(heap, /)", "heapify with the greatest item first.", |vm, a| {
            heapify(vm, &a[0], "_heapify_max() argument", Top::Greatest)
        }),
    ],
    ..ModuleSpec::EMPTY
};
