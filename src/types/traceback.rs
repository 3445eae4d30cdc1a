//! `traceback`: one entry per frame an exception passed through. Printing is in `vm/traceback.rs`.

use crate::object::args::CallArgs;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, getter, member, method, property};
use crate::object::type_object::StaticType;
use crate::types::frame::FrameObject as Frame;
use crate::types::{code, frame, int, list, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// The native state of an entry.
pub struct Traceback {
    next: Cell<Option<Obj>>,
    frame: Cell<Option<Obj>>,
    /// Index of the instruction that raised.
    pub lasti: i32,
    lineno: i64,
    /// `tb_lasti` as the constructor got it.
    given: Option<i32>,
}

#[allow(unsafe_code)]
// SAFETY: both references are visited.
unsafe impl Payload for Traceback {
    fn static_type() -> &'static StaticType {
        &TRACEBACK
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for o in [peek(&self.next), peek(&self.frame)].into_iter().flatten() {
            visit(o.value());
        }
    }
    fn clear(&self) {
        drop(self.next.take());
        drop(self.frame.take());
    }
}

impl Drop for Traceback {
    /// Long chains are taken apart in a loop, not by recursion.
    fn drop(&mut self) {
        let mut next = self.next.take();
        while let Some(o) = next {
            next = match o.downcast::<Traceback>() {
                Some(t) if o.refcount() == 1 => t.next.take(),
                _ => None,
            };
        }
    }
}

fn peek(cell: &Cell<Option<Obj>>) -> Option<Obj> {
    let o = cell.take();
    let copy = o.clone();
    cell.set(o);
    copy
}

impl Traceback {
    /// The entry of the frame that this one called.
    pub fn next(&self) -> Option<Obj> {
        peek(&self.next)
    }

    /// The frame.
    pub fn frame(&self) -> Obj {
        peek(&self.frame).unwrap_or(Obj::NONE)
    }

    /// The line; `None` if the instruction has none.
    pub fn lineno(&self) -> Option<u32> {
        if self.lineno > 0 {
            return u32::try_from(self.lineno).ok();
        }
        let f = peek(&self.frame)?;
        match code::location(&frame::code_of(&f), self.lasti).line {
            0 => None,
            n => Some(n),
        }
    }
}

/// A new entry. The line is found when asked for.
pub fn new(next: Option<Obj>, frame: Obj, lasti: i32) -> Obj {
    make(next, frame, lasti, 0, None)
}

fn make(next: Option<Obj>, frame: Obj, lasti: i32, lineno: i64, given: Option<i32>) -> Obj {
    Ref::new(Traceback { next: Cell::new(next), frame: Cell::new(Some(frame)), lasti, lineno, given })
        .into_obj()
}

fn of(o: &Obj) -> &Traceback {
    o.downcast::<Traceback>().expect("the receiver is a traceback")
}

fn check_next(vm: &Vm, v: &Obj, or_none: &str) -> PyResult<Option<Obj>> {
    if v.is_none() {
        Ok(None)
    } else if v.is_instance::<Traceback>() {
        Ok(Some(v.clone()))
    } else {
        Err(vm.type_error(format!("expected traceback object{or_none}, got '{}'", v.ty().name())))
    }
}

fn traceback_new(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    const NAMES: [&str; 4] = ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"];
    let values = args.bind_required(vm, "traceback", 4, NAMES)?.map(|v| v.expect("all are required"));
    if !values[1].is_instance::<Frame>() {
        return Err(vm.type_error(format!(
            "traceback() argument 'tb_frame' must be frame, not {}",
            api::given(values[1])
        )));
    }
    let small = |o: &Obj| -> PyResult<i32> {
        i32::try_from(api::index_isize(vm, o)?)
            .map_err(|_| vm.overflow_error("Python int too large to convert to C int"))
    };
    let (lasti, lineno) = (small(values[2])?, small(values[3])?);
    let next = check_next(vm, values[0], " or None")?;
    let index = code::index_at(&frame::code_of(values[1]), lasti);
    Ok(make(next, values[1].clone(), index, lineno.into(), Some(lasti)))
}

fn set_next(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    let Some(v) = v else { return Err(vm.type_error("can't delete tb_next attribute")) };
    let next = check_next(vm, v, "")?;
    let mut p = next.clone();
    while let Some(t) = p {
        if t.is(o) {
            return Err(vm.value_error("traceback loop detected"));
        }
        p = of(&t).next();
    }
    drop(of(o).next.replace(next));
    Ok(())
}

static SPEC: TypeSpec = TypeSpec {
    name: "traceback",
    doc: "A step of a traceback: the frame, where in it, and the step after it.",
    signature: "(tb_next, tb_frame, tb_lasti, tb_lineno)",
    slots: Slots { new: Some(traceback_new), ..Slots::NONE },
    methods: &[method("__dir__", "($self, /)", "", |_, _| {
        Ok(list::from_vec(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(str_::from_str).to_vec()))
    })],
    getters: &[
        member("tb_frame", "", |_, o| Ok(of(o).frame())),
        member("tb_lasti", "", |_, o| {
            let t = of(o);
            let offset = || code::offset(&frame::code_of(&t.frame()), t.lasti);
            Ok(int::from_i64(t.given.map_or_else(offset, i64::from)))
        }),
        property("tb_next", "", |_, o| Ok(of(o).next().unwrap_or(Obj::NONE)), set_next),
        getter("tb_lineno", "", |_, o| Ok(of(o).lineno().map_or(Obj::NONE, |n| int::from_i64(n.into())))),
    ],
    ..TypeSpec::FINAL
};

/// `types.TracebackType`
pub static TRACEBACK: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Traceback>(false));
/// The types of this file.
pub static TYPES: &[&StaticType] = &[&TRACEBACK];
