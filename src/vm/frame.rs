//! Frames: one activation of a code object, in memory of fixed layout. Call frames live on a chunked stack per thread,
//! generator frames inside the generator object. The Python-visible `frame` type is in `types/frame.rs`.
#![allow(unsafe_code)]

use crate::object::heap::{self, decref};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::value::Value;
use crate::types::cell;
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::str_;
use crate::vm::{PyResult, Vm, interp};
use std::cell::{Cell, RefCell};
use std::ptr;

/// What RETURN, YIELD and unwinding do when they leave a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// Native code called `run`: hand the result back to it.
    Entry,
    /// Push the result for the calling frame.
    Call,
    /// An `__init__`: the new instance is already on the caller's stack.
    Init,
    /// A generator resumed by FOR_ITER of the calling frame.
    ForIter,
    /// A generator or coroutine resumed by SEND of the calling frame.
    Send,
}

/// One activation. The slots (`localsplus`, then the operand stack) follow in memory.
#[repr(C)]
pub struct Frame {
    /// The frame below.
    pub prev: *mut Frame,
    /// The code; `func` keeps it alive, also when it is given another one meanwhile.
    pub code: *const Code,
    /// The code's constants.
    pub consts: *const Value,
    /// The code's inline caches.
    pub caches: *const crate::types::code::Cache,
    /// The instruction that runs, or ran last; before the first one, the place in front of it.
    pub pc: *const u32,
    /// First free stack slot. Valid while the frame does not run in the loop.
    pub sp: *mut Value,
    /// The function, owned.
    pub func: Value,
    /// Globals, borrowed from the function.
    pub globals: Value,
    /// Builtins, borrowed from the function.
    pub builtins: Value,
    /// Namespace of a class body or module, owned.
    pub locals_ns: Option<Value>,
    /// The `frame` object, if one was made; owned.
    pub frame_obj: Option<Value>,
    /// The generator that contains the frame, borrowed; null for call frames.
    pub generator: *const crate::types::generator::Generator,
    /// What leaving does.
    pub kind: Kind,
}

impl Frame {
    /// The first slot.
    #[inline(always)]
    pub fn slots(this: *mut Frame) -> *mut Option<Value> {
        // SAFETY: slots follow the header.
        unsafe { this.add(1).cast() }
    }

    /// The bottom of the operand stack.
    #[inline(always)]
    pub fn stack_base(this: *mut Frame) -> *mut Value {
        // SAFETY: live frame.
        unsafe { Frame::slots(this).add((*(*this).code).nlocals).cast() }
    }

    /// Index of the instruction that runs (or ran last); -1 before the first.
    pub fn lasti(this: *mut Frame) -> i32 {
        // SAFETY: live frame.
        let (pc, start) = unsafe { ((*this).pc, (*(*this).code).instrs.as_ptr()) };
        ((pc as isize - start as isize) / size_of::<u32>() as isize) as i32
    }

    /// The code object.
    pub fn code_obj(this: *mut Frame) -> Obj {
        // SAFETY: live frame; the code is the body of a live object.
        unsafe { heap::object_of((*this).code) }
    }

    /// The globals.
    #[inline(always)]
    pub fn globals_ref(this: *mut Frame) -> Ref<Dict> {
        // SAFETY: live frame; globals are a dict.
        unsafe { Ref::from_obj_unchecked(Obj::from_borrowed((*this).globals)) }
    }
}

const CHUNK: usize = 256 * 1024;

struct Chunk {
    memory: Box<[u64]>,
}

/// Memory of call frames: chunks, of which the last is in use.
pub struct FrameStack {
    top: Cell<*mut u8>,
    end: Cell<*mut u8>,
    /// Where the frames of the last chunk begin.
    start: Cell<*mut u8>,
    chunks: RefCell<Vec<Chunk>>,
    spare: RefCell<Option<Chunk>>,
}

impl FrameStack {
    /// An empty stack.
    pub fn new() -> FrameStack {
        FrameStack {
            top: Cell::new(ptr::null_mut()),
            end: Cell::new(ptr::null_mut()),
            start: Cell::new(ptr::null_mut()),
            chunks: RefCell::new(vec![]),
            spare: RefCell::new(None),
        }
    }

    /// Memory for a frame.
    #[inline(always)]
    pub fn push(&self, size: usize) -> *mut Frame {
        let p = self.top.get();
        if (self.end.get() as usize) - (p as usize) >= size {
            // SAFETY: within the chunk.
            self.top.set(unsafe { p.add(size) });
            return p.cast();
        }
        self.push_chunk(size)
    }

    #[cold]
    fn push_chunk(&self, size: usize) -> *mut Frame {
        let words = size.max(CHUNK).div_ceil(8) + 1;
        let mut chunk = match self.spare.take() {
            Some(c) if c.memory.len() >= words => c,
            _ => Chunk { memory: vec![0u64; words].into_boxed_slice() },
        };
        let base = chunk.memory.as_mut_ptr();
        // The first word remembers where the chunk below ended.
        // SAFETY: the chunk has `words` words.
        unsafe {
            base.write(self.top.get() as u64);
            let start = base.add(1).cast::<u8>();
            self.end.set(base.add(chunk.memory.len()).cast());
            self.start.set(start);
            self.top.set(start.add(size));
            self.chunks.borrow_mut().push(chunk);
            start.cast()
        }
    }

    /// Gives the memory of the top frame back.
    #[inline(always)]
    pub fn pop(&self, frame: *mut Frame) {
        self.top.set(frame.cast());
        if self.start.get() == frame.cast() {
            self.pop_chunk();
        }
    }

    #[cold]
    #[inline(never)]
    fn pop_chunk(&self) {
        let mut chunks = self.chunks.borrow_mut();
        if chunks.len() == 1 {
            // Keep the first chunk: it is empty now.
            return;
        }
        if let Some(c) = chunks.pop() {
            let below = c.memory[0] as *mut u8;
            self.top.set(below);
            if let Some(l) = chunks.last() {
                // SAFETY: one past the chunk's words.
                unsafe {
                    self.end.set(l.memory.as_ptr().add(l.memory.len()).cast::<u8>().cast_mut());
                    self.start.set(l.memory.as_ptr().add(1).cast::<u8>().cast_mut());
                }
            }
            *self.spare.borrow_mut() = Some(c);
        }
    }
}

impl Default for FrameStack {
    fn default() -> Self {
        FrameStack::new()
    }
}

/// Moves a few values: a loop, since most calls have one or two arguments and a call of `memcpy` would cost more.
///
/// # Safety
/// As for `ptr::copy_nonoverlapping`.
#[inline(always)]
pub unsafe fn move_few(from: *const Value, to: *mut Value, n: usize) {
    // SAFETY: by contract. Volatile, so that the loop stays a loop.
    unsafe {
        if n > 0 {
            *to = *from;
        }
        if n > 1 {
            *to.add(1) = *from.add(1);
        }
        for i in 2..n {
            to.add(i).write_volatile(*from.add(i));
        }
    }
}

/// Fills the header of a frame; the slots from `bound` on are made unbound, those before are the caller's to fill.
///
/// # Safety
/// `f` has room for the code's frame; `func` is a function with this code, owned and given to the frame.
#[inline(always)]
pub unsafe fn init(f: *mut Frame, func: Value, code: *const Code, kind: Kind, bound: usize) {
    // SAFETY: by contract.
    unsafe {
        let function = Obj::from_ref(&func).downcast_unchecked::<Function>();
        f.write(Frame {
            prev: ptr::null_mut(),
            code,
            consts: (*code).consts.as_ptr().cast(),
            caches: (*code).caches.as_ptr(),
            pc: (*code).instrs.as_ptr().wrapping_sub(1),
            sp: Frame::slots(f).add((*code).nlocals).cast(),
            func,
            globals: function.globals.value(),
            builtins: function.builtins.value(),
            locals_ns: None,
            frame_obj: None,
            generator: ptr::null(),
            kind,
        });
        let slots = Frame::slots(f);
        for i in bound..(*code).nlocals {
            slots.add(i).write_volatile(None);
        }
    }
}

/// Drops the operands down from `sp`, the locals and the function: all that an ordinary frame owns.
///
/// # Safety
/// The frame is not used any more.
#[inline(always)]
pub unsafe fn drop_values(f: *mut Frame, mut sp: *mut Value) {
    // SAFETY: by contract. Nothing finds the frame any more: its slots need not be emptied.
    unsafe {
        let func = (*f).func;
        let base = Frame::stack_base(f);
        while sp > base {
            sp = sp.sub(1);
            if let Some(v) = *sp.cast::<Option<Value>>() {
                decref(v);
            }
        }
        let mut p = Frame::slots(f);
        while p < base.cast() {
            if let Some(v) = *p {
                decref(v);
            }
            p = p.add(1);
        }
        decref(func);
    }
}

/// Drops everything a frame owns. The operand stack is emptied down from its `sp`.
///
/// # Safety
/// The frame is not used any more.
pub unsafe fn clear(f: *mut Frame) {
    // SAFETY: by contract.
    unsafe {
        if (*f).frame_obj.is_some() {
            crate::types::frame::detach(f);
        }
        let namespace = (*f).locals_ns;
        drop_values(f, (*f).sp);
        if let Some(ns) = namespace {
            decref(ns);
        }
    }
}

// --- questions about the running frames

/// The frame that called native code, `depth` frames up (0: the innermost).
pub fn nth(vm: &Vm, depth: usize) -> Option<*mut Frame> {
    let mut f = vm.frame.get();
    for _ in 0..depth {
        if f.is_null() {
            return None;
        }
        // SAFETY: frames below are alive.
        f = unsafe { (*f).prev };
    }
    (!f.is_null()).then_some(f)
}

/// The globals of the innermost Python frame.
pub fn current_globals(vm: &Vm) -> Option<Ref<Dict>> {
    nth(vm, 0).map(Frame::globals_ref)
}

/// The builtins of a frame.
pub fn builtins_of_frame(f: *mut Frame) -> Ref<Dict> {
    // SAFETY: live frame; builtins are a dict.
    unsafe { Ref::from_obj_unchecked(Obj::from_borrowed((*f).builtins)) }
}

/// `__name__` of the innermost frame's globals.
pub fn current_module_name(vm: &Vm) -> Option<Obj> {
    current_globals(vm)?.get_str(name!(__name__))
}

/// The builtins namespace that code with these globals uses.
pub fn builtins_for(_: &Vm, globals: &Dict) -> Ref<Dict> {
    match globals.get_str(name!(__builtins__)) {
        Some(b) => match crate::types::module::dict_of(&b) {
            Some(d) => d,
            None => b.into_ref::<Dict>().unwrap_or_else(|_| interp().builtins()),
        },
        None => interp().builtins(),
    }
}

/// The class and first argument of the method that calls `super()` without arguments.
pub fn super_arguments(vm: &Vm) -> PyResult<(Obj, Obj)> {
    let Some(f) = nth(vm, 0) else { return Err(vm.runtime_error("super(): no current frame")) };
    // SAFETY: live frame.
    unsafe {
        let code = &*(*f).code;
        if code.argcount == 0 {
            return Err(vm.runtime_error("super(): no arguments"));
        }
        let slots = Frame::slots(f);
        let Some(first) = (*slots).map(Obj::from_borrowed) else {
            return Err(vm.runtime_error("super(): arg[0] deleted"));
        };
        let first = match first.downcast::<cell::Cell>() {
            Some(c) if code.data.local_kinds[0] & crate::bytecode::code::local_kind::CELL != 0 => {
                c.get().ok_or_else(|| vm.runtime_error("super(): arg[0] deleted"))?
            }
            _ => first,
        };
        for i in code.first_free()..code.nlocals {
            if str_::bytes_of(&code.localsplus[i]) == b"__class__" {
                let c = (*slots.add(i)).map(Obj::from_borrowed);
                let class = c.as_ref().and_then(|c| c.downcast::<cell::Cell>()).and_then(cell::Cell::get);
                return match class {
                    Some(class) if class.is_instance::<crate::object::type_object::Type>() => {
                        Ok((class, first))
                    }
                    Some(class) => Err(
                        vm.runtime_error(format!("super(): __class__ is not a type ({})", class.ty().name()))
                    ),
                    None => Err(vm.runtime_error("super(): empty __class__ cell")),
                };
            }
        }
        Err(vm.runtime_error("super(): __class__ cell not found"))
    }
}
