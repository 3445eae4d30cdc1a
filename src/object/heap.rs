//! Memory of heap objects: header, size-class allocator, reference counts, destruction.
//! Which cycles die is in `gc.rs`; weak references are in `weak.rs`.
#![allow(unsafe_code)]

use super::gc;
use super::obj::Obj;
use super::tracing;
use super::type_object::Type;
use super::value::Value;
use std::alloc::{Layout as StdLayout, alloc, dealloc as std_dealloc, handle_alloc_error, realloc};
use std::cell::{Cell, UnsafeCell};
use std::ptr;

/// State that only the thread holding the GIL touches.
pub struct GilCell<T>(UnsafeCell<T>);
// SAFETY: every access happens with the GIL held (`get`'s contract).
unsafe impl<T> Sync for GilCell<T> {}
impl<T> GilCell<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        GilCell(UnsafeCell::new(value))
    }

    /// The address of the value. Dereference it only with the GIL held, and hold no reference across a call.
    #[inline(always)]
    pub const fn get(&self) -> *mut T {
        self.0.get()
    }
}

/// What every heap object begins with.
#[repr(C)]
pub struct Header {
    /// Reference count. Immortal objects start at `IMMORTAL_COUNT`.
    pub rc: Cell<u32>,
    /// `flag` bits; the upper 16 bits are the number of inline attribute slots.
    pub flags: Cell<u32>,
    /// The type (a strong reference if it is a heap type).
    pub ty: Cell<*const Object<Type>>,
}

/// Header flag bits.
pub mod flag {
    /// A collector link precedes the header.
    pub const GC: u32 = 1;
    /// Currently linked in a collector list.
    pub const TRACKED: u32 = 2;
    /// `__del__` has run.
    pub const FINALIZED: u32 = 4;
    /// The weak reference table knows the object.
    pub const WEAKREFS: u32 = 8;
    /// Never freed.
    pub const IMMORTAL: u32 = 16;
    /// str: all characters are ASCII.
    pub const ASCII: u32 = 32;
    /// str: interned.
    pub const INTERNED: u32 = 64;
    /// The collector is looking at the object.
    pub const COLLECTING: u32 = 128;
    /// The collector has not yet found the object to be reachable.
    pub const PASSED: u32 = 256;
    /// Where the inline attribute capacity begins.
    pub const CAP_SHIFT: u32 = 16;
}

/// The count of an object that is never freed.
pub const IMMORTAL_COUNT: u32 = 1 << 30;

/// A heap object: header, then the native part of its state.
#[repr(C)]
pub struct Object<T> {
    /// The header.
    pub head: Header,
    /// The native state.
    pub body: T,
}

/// Visits the references an object holds.
pub type Visit<'a> = dyn FnMut(Value) + 'a;

/// The native state of a builtin type's instances.
///
/// # Safety
/// `traverse` visits every owned `Obj` of the body that can be part of a cycle, once each; `extra` is the
/// number of bytes of inline storage behind the body, constant over the object's life.
pub unsafe trait Payload: Sized + 'static {
    /// The builtin type whose instances have this body.
    fn static_type() -> &'static super::type_object::StaticType;
    /// Whether instances can be part of reference cycles.
    const GC: bool = false;
    /// Visits owned references.
    fn traverse(&self, _visit: &mut Visit) {}
    /// Drops the references that may form cycles (the collector calls it; the object stays usable).
    fn clear(&self) {}
    /// Bytes of inline storage behind the body.
    fn extra(&self) -> usize {
        0
    }
}

/// The operations on a body, for code that only has the header.
pub struct LayoutOps {
    /// Size of header and body.
    pub size: usize,
    /// Whether a collector link precedes the header.
    pub gc: bool,
    /// Visits owned references of the body.
    pub traverse: unsafe fn(*mut Header, &mut Visit),
    /// Clears the body.
    pub clear: unsafe fn(*mut Header),
    /// Destroys the body in place.
    pub drop: unsafe fn(*mut Header),
    /// Inline bytes behind the body.
    pub extra: Option<unsafe fn(*mut Header) -> usize>,
}

impl LayoutOps {
    /// The operations for a payload type. `var`: it has inline storage.
    pub const fn of<T: Payload>(var: bool) -> LayoutOps {
        LayoutOps {
            size: size_of::<Object<T>>(),
            gc: T::GC,
            // SAFETY: (all four) the header belongs to an `Object<T>`, by the type's declaration.
            traverse: |h, v| unsafe { (*h.cast::<Object<T>>()).body.traverse(v) },
            clear: |h| unsafe { (*h.cast::<Object<T>>()).body.clear() },
            drop: |h| unsafe { ptr::drop_in_place(&raw mut (*h.cast::<Object<T>>()).body) },
            extra: if var { Some(|h| unsafe { (*h.cast::<Object<T>>()).body.extra() }) } else { None },
        }
    }
}

/// Under `--cfg pyr_plain_heap` each block comes from the system, so that sanitizers see where it begins and ends.
const CLASS_LIMIT: usize = if cfg!(pyr_plain_heap) { 0 } else { 512 };
const BLOCK: usize = 16 * 1024;

/// How many classes of blocks there are.
pub const CLASSES: usize = CLASS_LIMIT / 16 + 1;
/// Added to the depth of destruction while memory is traced, so that it always goes the slow way.
const TRACED: u32 = 1 << 30;

struct Heap {
    free: [*mut u8; CLASSES],
    bump: *mut u8,
    bump_end: *mut u8,
    depth: u32,
    deferred: Vec<*mut Header>,
    ceiling: usize,
}

static HEAP: GilCell<Heap> = GilCell::new(Heap {
    free: [ptr::null_mut(); CLASSES],
    bump: ptr::null_mut(),
    bump_end: ptr::null_mut(),
    depth: 0,
    deferred: Vec::new(),
    ceiling: isize::MAX as usize,
});

/// The memory could not be had; the caller raises MemoryError.
#[derive(Debug, Clone, Copy)]
pub struct OutOfMemory;

/// The one door for allocations whose size user code controls: refuses what passes the memory ceiling.
pub fn check_size(bytes: usize) -> Result<(), OutOfMemory> {
    // SAFETY: GIL held.
    let heap = unsafe { &*HEAP.get() };
    if bytes > heap.ceiling || bytes > isize::MAX as usize - 64 { Err(OutOfMemory) } else { Ok(()) }
}

/// Allocates `size` bytes, 16-aligned.
#[inline]
pub fn allocate(size: usize) -> *mut u8 {
    debug_assert!(size > 0, "every block has room for the link of a free list");
    if size <= CLASS_LIMIT {
        let class = (size + 15) >> 4;
        // SAFETY: GIL held; free list nodes are blocks of this class.
        unsafe {
            let heap = HEAP.get();
            let p = (*heap).free[class];
            if !p.is_null() {
                (*heap).free[class] = *p.cast::<*mut u8>();
                return p;
            }
            refill(class)
        }
    } else {
        try_allocate_large(size).unwrap_or_else(|_| handle_alloc_error(large_layout(size)))
    }
}

/// Like `allocate`, but a size that can't be had is an error.
#[inline]
pub fn try_allocate(size: usize) -> Result<*mut u8, OutOfMemory> {
    if size <= CLASS_LIMIT { Ok(allocate(size)) } else { try_allocate_large(size) }
}

fn large_layout(size: usize) -> StdLayout {
    StdLayout::from_size_align(size, 16).expect("check_size refuses sizes near isize::MAX")
}

#[cold]
fn try_allocate_large(size: usize) -> Result<*mut u8, OutOfMemory> {
    check_size(size)?;
    // SAFETY: the size is not zero.
    let p = unsafe { alloc(large_layout(size)) };
    if is_traced() {
        tracing::record(p, size);
    }
    if p.is_null() { Err(OutOfMemory) } else { Ok(p) }
}

fn is_traced() -> bool {
    // SAFETY: GIL held.
    unsafe { (*HEAP.get()).depth >= TRACED }
}

/// Makes every way a slow one, or ends that.
pub fn trace(on: bool) {
    // SAFETY: GIL held.
    let depth = unsafe { &mut (*HEAP.get()).depth };
    *depth = if on { *depth + TRACED } else { *depth - TRACED };
}

/// Empties the free lists: the function gets each block with its class.
pub fn drain(mut f: impl FnMut(usize, *mut u8)) {
    for class in 1..CLASSES {
        // SAFETY: GIL held; free list nodes are blocks of this class.
        unsafe {
            let heap = HEAP.get();
            while !(*heap).free[class].is_null() {
                let p = (*heap).free[class];
                (*heap).free[class] = *p.cast::<*mut u8>();
                f(class, p);
            }
        }
    }
}

#[cold]
#[inline(never)]
fn refill(class: usize) -> *mut u8 {
    if !is_traced() {
        return carve(class);
    }
    tracing::collect();
    let p = tracing::unpark(class).unwrap_or_else(|| carve(class));
    tracing::record(p, class << 4);
    p
}

/// A block that was never used.
fn carve(class: usize) -> *mut u8 {
    let size = class << 4;
    // SAFETY: GIL held; the bump area is ours.
    unsafe {
        let heap = &mut *HEAP.get();
        if (heap.bump_end as usize) - (heap.bump as usize) < size {
            // What is left of the block goes to the class it fits.
            let rest = (heap.bump_end as usize - heap.bump as usize) >> 4;
            if rest > 0 {
                heap.bump.cast::<*mut u8>().write(heap.free[rest]);
                heap.free[rest] = heap.bump;
            }
            let layout = StdLayout::from_size_align(BLOCK, 16).expect("constant");
            let block = alloc(layout);
            if block.is_null() {
                handle_alloc_error(layout);
            }
            heap.bump = block;
            heap.bump_end = block.add(BLOCK);
        }
        let p = heap.bump;
        heap.bump = p.add(size);
        p
    }
}

/// Frees what `allocate(size)` gave.
///
/// # Safety
/// `p` came from `allocate` with this size and is not used any more.
#[inline]
pub unsafe fn release(p: *mut u8, size: usize) {
    // SAFETY: by contract.
    unsafe {
        if size <= CLASS_LIMIT {
            let heap = HEAP.get();
            let class = (size + 15) >> 4;
            p.cast::<*mut u8>().write((*heap).free[class]);
            (*heap).free[class] = p;
        } else {
            release_large(p, size);
        }
    }
}

/// # Safety
/// That of `release`.
#[cold]
#[inline(never)]
unsafe fn release_large(p: *mut u8, size: usize) {
    if is_traced() {
        tracing::forget(p);
    }
    // SAFETY: by contract.
    unsafe { std_dealloc(p, large_layout(size)) };
}

/// Grows or shrinks a block of `allocate`.
///
/// # Safety
/// `p` came from `allocate(old)`; it is invalid afterwards if the call succeeds.
pub unsafe fn reallocate(p: *mut u8, old: usize, new: usize) -> Result<*mut u8, OutOfMemory> {
    if old > CLASS_LIMIT && new > CLASS_LIMIT {
        check_size(new)?;
        // SAFETY: same layout family.
        let q = unsafe { realloc(p, large_layout(old), new) };
        if is_traced() && !q.is_null() {
            tracing::forget(p);
            tracing::record(q, new);
        }
        return if q.is_null() { Err(OutOfMemory) } else { Ok(q) };
    }
    let q = try_allocate(new)?;
    // SAFETY: both blocks are at least min(old, new) long.
    unsafe {
        ptr::copy_nonoverlapping(p, q, old.min(new));
        release(p, old);
    }
    Ok(q)
}

/// Bytes really available in a block that was asked for with `size`.
#[inline]
pub fn usable(size: usize) -> usize {
    if size <= CLASS_LIMIT { (size + 15) & !15 } else { size }
}

/// Allocates an object with `total` bytes (header, body, inline parts), header filled, body not.
/// GC objects are not yet tracked.
#[inline]
pub fn allocate_object(ty: *const Object<Type>, total: usize, is_gc: bool) -> *mut Header {
    let prefix = if is_gc { gc::PREFIX } else { 0 };
    let p = allocate(total + prefix);
    // SAFETY: fresh memory of that size.
    unsafe { fill_header(p, prefix, ty) }
}

/// `allocate_object` for sizes that user code controls.
#[inline]
pub fn try_allocate_object(
    ty: *const Object<Type>,
    total: usize,
    is_gc: bool,
) -> Result<*mut Header, OutOfMemory> {
    let prefix = if is_gc { gc::PREFIX } else { 0 };
    let p = try_allocate(total.checked_add(prefix).ok_or(OutOfMemory)?)?;
    // SAFETY: fresh memory of that size.
    Ok(unsafe { fill_header(p, prefix, ty) })
}

#[inline(always)]
unsafe fn fill_header(p: *mut u8, prefix: usize, ty: *const Object<Type>) -> *mut Header {
    // SAFETY: by the callers.
    unsafe {
        let h = p.add(prefix).cast::<Header>();
        h.write(Header {
            rc: Cell::new(1),
            flags: Cell::new(if prefix != 0 { flag::GC } else { 0 }),
            ty: Cell::new(ty),
        });
        let rc = &(*ty).head.rc;
        rc.set(rc.get() + 1);
        h
    }
}

/// The object whose body this is.
///
/// # Safety
/// `body` is the body of a live object.
pub unsafe fn object_of<T>(body: *const T) -> Obj {
    // SAFETY: by contract.
    let h = unsafe { body.cast::<u8>().sub(std::mem::offset_of!(Object<T>, body)) };
    Obj::from_borrowed(Value::from_ptr(h.cast_mut().cast::<Header>()))
}

/// Adds a reference.
#[inline(always)]
pub fn incref(v: Value) {
    if v.is_ptr() {
        // SAFETY: a pointer value is a live object.
        let rc = unsafe { &(*v.ptr()).rc };
        rc.set(rc.get().wrapping_add(1));
    }
}

/// Drops a reference; at zero the object is destroyed, which may run Python code.
///
/// # Safety
/// The caller owns the reference it drops.
#[inline(always)]
pub unsafe fn decref(v: Value) {
    if v.is_ptr() {
        // SAFETY: a pointer value is a live object.
        let rc = unsafe { &(*v.ptr()).rc };
        let n = rc.get() - 1;
        rc.set(n);
        if n == 0 {
            // SAFETY: nobody else holds it.
            unsafe { destroy(v.ptr()) };
        }
    }
}

/// The heap object in a slot. The first test decides for most values.
#[inline(always)]
pub fn pointer_in(slot: Option<Value>) -> Option<Value> {
    // SAFETY: a slot has the size and the bits of a value; the empty one is zero.
    let mut bits = unsafe { std::mem::transmute::<Option<Value>, u64>(slot) };
    if bits & 7 != 0 {
        return None;
    }
    // The empty text keeps the two tests apart, which the optimiser would join.
    // SAFETY: it does nothing.
    #[cfg(not(miri))]
    unsafe {
        std::arch::asm!("/* {0} */", inout(reg) bits, options(nomem, nostack, preserves_flags));
    }
    // SAFETY: these are the bits of a value.
    (bits != 0).then(|| unsafe { Value::from_bits(bits) })
}

const MAX_DEPTH: u32 = 200;

/// Destroys an object whose count fell to zero. Deep chains are unrolled: beyond a depth objects wait in a list.
///
/// # Safety
/// The count is zero.
#[cold]
#[inline(never)]
pub unsafe fn destroy(h: *mut Header) {
    // SAFETY: GIL held; `h` is a live object with count zero.
    unsafe {
        if (*h).flags.get() & flag::IMMORTAL != 0 {
            (*h).rc.set(IMMORTAL_COUNT);
            return;
        }
        let heap = HEAP.get();
        if (*heap).depth >= MAX_DEPTH {
            destroy_aside(h);
            return;
        }
        (*heap).depth += 1;
        destroy_now(h);
        if (*heap).depth == 1 && !(*heap).deferred.is_empty() {
            destroy_deferred(heap);
        }
        (*heap).depth -= 1;
    }
}

/// Destruction too deep to go on, or while memory is traced.
///
/// # Safety
/// The count is zero.
#[cold]
#[inline(never)]
unsafe fn destroy_aside(h: *mut Header) {
    // SAFETY: GIL held; by contract.
    unsafe {
        let heap = HEAP.get();
        let depth = (*heap).depth;
        if depth < TRACED || depth - TRACED >= MAX_DEPTH {
            // The list owns it: weak references and the collector, which may come by meanwhile, take it for alive.
            (*h).rc.set(1);
            (*heap).deferred.push(h);
            return;
        }
        (*heap).depth += 1;
        destroy_now(h);
        if depth == TRACED {
            destroy_deferred(heap);
        }
        tracing::collect();
        (*heap).depth -= 1;
    }
}

/// Destroys what waits, unless somebody found it again.
#[cold]
#[inline(never)]
unsafe fn destroy_deferred(heap: *mut Heap) {
    // SAFETY: GIL held; the list owns a reference to each of its objects.
    unsafe {
        while let Some(h) = (*heap).deferred.pop() {
            let n = (*h).rc.get() - 1;
            (*h).rc.set(n);
            if n == 0 {
                destroy_now(h);
            }
        }
    }
}

#[inline(always)]
unsafe fn destroy_now(h: *mut Header) {
    // SAFETY: `h` is a live object with count zero, so this function is its only user.
    unsafe {
        let ty = (*h).ty.get();
        let t = &(*ty).body;
        let flags = (*h).flags.get();
        if t.finalizes.get() && flags & flag::FINALIZED == 0 && run_finalizer(h, t) {
            return;
        }
        if (*h).flags.get() & flag::WEAKREFS != 0 {
            (*h).rc.set(1);
            super::weak::object_dies(h);
            if (*h).rc.get() > 1 {
                (*h).rc.set((*h).rc.get() - 1);
                return;
            }
            (*h).rc.set(0);
        }
        if (*h).flags.get() & flag::TRACKED != 0 {
            gc::untrack(h);
        }
        // The count stays at a harmless value while the parts go: nobody can find the object any more.
        (*h).rc.set(IMMORTAL_COUNT);
        let total = super::attr::drop_parts(h, t);
        (t.layout().drop)(h);
        free_object(h, total);
        decref(Value::from_ptr(ty));
    }
}

/// Runs `__del__`; true if the object was resurrected.
#[cold]
unsafe fn run_finalizer(h: *mut Header, t: &Type) -> bool {
    // SAFETY: count zero, made one while user code may see the object.
    unsafe {
        (*h).flags.set((*h).flags.get() | flag::FINALIZED);
        (*h).rc.set(1);
        let obj = std::mem::ManuallyDrop::new(Obj::from_owned(Value::from_ptr(h)));
        if let Some(finalize) = t.slots().del {
            finalize(crate::vm::current(), &obj);
        }
        let n = (*h).rc.get() - 1;
        (*h).rc.set(n);
        n > 0
    }
}

/// Frees the memory of an object whose parts are gone.
///
/// # Safety
/// `total` is the size it was allocated with.
#[inline(always)]
pub unsafe fn free_object(h: *mut Header, total: usize) {
    // SAFETY: by contract.
    unsafe {
        if (*h).flags.get() & flag::GC != 0 {
            gc::note_freed();
            release(h.cast::<u8>().sub(gc::PREFIX), total + gc::PREFIX);
        } else {
            release(h.cast(), total);
        }
    }
}
