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
use crate::types::generator::Generator;
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
    /// A generator whose values native code takes one by one (`Vm::taker`), without leaving the loop between them.
    Each,
}

/// What takes the values of an iterator one by one; `false` when it wants no more.
pub type Taker<'a> = &'a mut (dyn FnMut(Obj) -> PyResult<bool> + 'a);

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
    /// What leaving does.
    pub kind: Kind,
    /// Which of the following fields are set (see `extra`); the others hold anything.
    extras: u8,
    locals_ns: Value,
    frame_obj: Value,
    generator: *const Generator,
}

/// What most frames do not have: one test on leaving asks for all of it.
mod extra {
    pub const NAMESPACE: u8 = 1;
    pub const OBJECT: u8 = 2;
    pub const GENERATOR: u8 = 4;
}

impl Frame {
    /// Whether leaving means no more than to drop the values and to hand the result to the calling frame.
    #[inline(always)]
    pub fn is_plain_call(this: *mut Frame) -> bool {
        // SAFETY: live frame.
        let (kind, extras) = unsafe { ((*this).kind, (*this).extras) };
        u16::from_ne_bytes([kind as u8, extras]) == u16::from_ne_bytes([Kind::Call as u8, 0])
    }

    /// Whether it has a namespace, an object or a generator.
    #[inline(always)]
    pub fn has_extras(this: *mut Frame) -> bool {
        // SAFETY: live frame.
        unsafe { (*this).extras != 0 }
    }

    /// Namespace of a class body or module, borrowed.
    #[inline(always)]
    pub fn namespace(this: *mut Frame) -> Option<Value> {
        // SAFETY: live frame; the bit says that the field is set.
        unsafe { ((*this).extras & extra::NAMESPACE != 0).then(|| (*this).locals_ns) }
    }

    /// Gives the namespace (owned) to a frame without one.
    pub fn set_namespace(this: *mut Frame, namespace: Value) {
        // SAFETY: live frame.
        unsafe {
            (*this).locals_ns = namespace;
            (*this).extras |= extra::NAMESPACE;
        }
    }

    /// Gives another namespace to a frame.
    pub fn replace_namespace(this: *mut Frame, namespace: Obj) {
        let old = Frame::namespace(this);
        Frame::set_namespace(this, namespace.into_value());
        // SAFETY: the frame owned it.
        drop(old.map(|v| unsafe { Obj::from_owned(v) }));
    }

    /// The `frame` object, if one was made; borrowed.
    #[inline(always)]
    pub fn object(this: *mut Frame) -> Option<Value> {
        // SAFETY: live frame; the bit says that the field is set.
        unsafe { ((*this).extras & extra::OBJECT != 0).then(|| (*this).frame_obj) }
    }

    /// Gives the `frame` object (owned) to a frame without one.
    pub fn set_object(this: *mut Frame, object: Value) {
        // SAFETY: live frame.
        unsafe {
            (*this).frame_obj = object;
            (*this).extras |= extra::OBJECT;
        }
    }

    /// Takes the `frame` object out.
    pub fn take_object(this: *mut Frame) -> Option<Value> {
        let object = Frame::object(this);
        // SAFETY: live frame.
        unsafe { (*this).extras &= !extra::OBJECT };
        object
    }

    /// The generator that contains the frame, borrowed; null for call frames.
    #[inline(always)]
    pub fn generator(this: *mut Frame) -> *const Generator {
        // SAFETY: live frame; the bit says that the field is set.
        unsafe { if (*this).extras & extra::GENERATOR != 0 { (*this).generator } else { ptr::null() } }
    }

    /// Says that a generator contains the frame.
    pub fn set_generator(this: *mut Frame, generator: *const Generator) {
        // SAFETY: live frame.
        unsafe {
            (*this).generator = generator;
            (*this).extras |= extra::GENERATOR;
        }
    }

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

    /// The builtins, borrowed from the function.
    #[inline(always)]
    pub fn builtins(this: *mut Frame) -> Value {
        // SAFETY: live frame; `func` is a function.
        unsafe { Obj::from_ref(&(*this).func).downcast_unchecked::<Function>().builtins.value() }
    }

    /// The globals.
    #[inline(always)]
    pub fn globals_ref(this: *mut Frame) -> Ref<Dict> {
        // SAFETY: live frame; globals are a dict.
        unsafe { Ref::from_obj_unchecked(Obj::from_borrowed((*this).globals)) }
    }
}

/// With a plain heap (`object/heap.rs`) each frame is a block of its own.
const CHUNK: usize = if cfg!(pyr_plain_heap) { 0 } else { 256 * 1024 };

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

    /// Exchanges the memory of two stacks.
    pub fn exchange(&self, other: &FrameStack) {
        self.top.swap(&other.top);
        self.end.swap(&other.end);
        self.start.swap(&other.start);
        self.chunks.swap(&other.chunks);
        self.spare.swap(&other.spare);
    }

    /// Memory for a frame.
    #[inline(always)]
    pub fn push(&self, size: usize) -> *mut Frame {
        let p = self.top.get();
        let top = p.wrapping_add(size);
        if top <= self.end.get() {
            self.top.set(top);
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

/// Fills the header of a frame but for `prev` and for where it stands, which are returned: `pc` and `sp`.
/// The slots from `bound` on are made unbound, those before are the caller's to fill.
///
/// # Safety
/// `f` has room for the code's frame; `func` is a function with this code, owned and given to the frame.
#[inline(always)]
pub unsafe fn init(
    f: *mut Frame,
    func: Value,
    code: *const Code,
    kind: Kind,
    bound: usize,
) -> (*const u32, *mut Value) {
    // SAFETY: by contract.
    unsafe {
        let function = Obj::from_ref(&func).downcast_unchecked::<Function>();
        (*f).code = code;
        (*f).consts = (*code).consts.as_ptr().cast();
        (*f).caches = (*code).caches.as_ptr();
        (*f).func = func;
        (*f).globals = function.globals.value();
        (*f).kind = kind;
        (*f).extras = 0;
        let slots = Frame::slots(f);
        for i in bound..(*code).nlocals {
            slots.add(i).write_volatile(None);
        }
        ((*code).instrs.as_ptr().wrapping_sub(1), slots.add((*code).nlocals).cast())
    }
}

/// Drops the locals, the operands below `sp` and the function: all that an ordinary frame owns.
///
/// # Safety
/// The frame is not used any more.
#[inline(always)]
pub unsafe fn drop_values(f: *mut Frame, sp: *mut Value) {
    // SAFETY: by contract. Nothing finds the frame any more: its slots need not be emptied.
    unsafe {
        let func = (*f).func;
        let mut p = Frame::slots(f);
        while p < sp.cast() {
            if let Some(v) = heap::pointer_in(*p) {
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
        if Frame::object(f).is_some() {
            crate::types::frame::detach(f);
        }
        let namespace = Frame::namespace(f);
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
    unsafe { Ref::from_obj_unchecked(Obj::from_borrowed(Frame::builtins(f))) }
}

/// `__name__` of the innermost frame's globals.
pub fn current_module_name(vm: &Vm) -> Option<Obj> {
    current_globals(vm)?.get_str(name!(__name__))
}

/// The builtins namespace that code with these globals uses. A `__builtins__` that is no plain dict is asked by
/// subscription: it is the one item of a dict of its own, under a key that no name equals.
pub fn builtins_for(_: &Vm, globals: &Dict) -> Ref<Dict> {
    match globals.get_str(name!(__builtins__)) {
        Some(b) => match crate::types::module::dict_of(&b) {
            Some(d) => d,
            None if b.is_exact::<Dict>() => b.into_ref::<Dict>().expect("an exact dict"),
            None => {
                let wrapped = crate::types::dict::new();
                wrapped.insert_str(foreign_key(), b);
                wrapped
            }
        },
        None => interp().builtins(),
    }
}

/// No source text has such a name.
fn foreign_key() -> Obj {
    crate::object::intern::intern("\0")
}

/// The object that `__builtins__` is: the namespace, or what stands in it.
pub fn shown_builtins(b: &Ref<Dict>) -> Obj {
    b.get_str(&foreign_key()).unwrap_or_else(|| b.obj().clone())
}

/// A builtin of a frame by name.
pub fn builtin(vm: &Vm, b: &Dict, key: &Obj) -> PyResult<Option<Obj>> {
    if let Some(v) = b.get_str(key) {
        return Ok(Some(v));
    }
    let Some(foreign) = b.get_str(&foreign_key()) else { return Ok(None) };
    match crate::vm::api::getitem(vm, &foreign, key) {
        Ok(v) => Ok(Some(v)),
        Err(r) => vm.clear_if(r, &crate::types::exception::KEY_ERROR).map(|()| None),
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
