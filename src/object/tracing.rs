//! Where memory was asked for (`tracemalloc`). Nothing of it is on the way of allocations while nobody traces: `heap.rs`
//! comes here from its slow paths only, and tracing makes every path a slow one. The free lists are kept empty, so that each
//! block is refilled, and what they are given back is taken out again: those blocks are dead.
#![allow(unsafe_code)]

use super::heap::{CLASSES, GilCell};
use super::obj::Obj;
use crate::types::code;
use crate::vm::api;
use crate::vm::frame::{self, Frame};
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A place in a program.
#[derive(Clone, PartialEq)]
pub struct Place {
    /// The file.
    pub file: Obj,
    /// The line.
    pub line: u32,
}

/// Calls, the innermost first, and how many there were.
#[derive(Clone)]
pub struct Stack {
    /// The innermost calls.
    pub places: Vec<Place>,
    /// All of them.
    pub depth: usize,
}

#[derive(Clone, Copy)]
struct Block {
    size: usize,
    stack: usize,
}

#[derive(Default)]
struct Tracer {
    limit: usize,
    blocks: HashMap<usize, Block>,
    stacks: Vec<Stack>,
    /// Stacks by the addresses of their files and their lines.
    known: HashMap<Vec<(u64, u32)>, usize>,
    total: usize,
    peak: usize,
    /// Blocks that are free, by class.
    parked: Vec<Vec<*mut u8>>,
    /// Nothing is traced for the time being.
    busy: bool,
}

static LIMIT: AtomicUsize = AtomicUsize::new(1);
static TRACER: GilCell<Option<Box<Tracer>>> = GilCell::new(None);

fn tracer() -> Option<&'static mut Tracer> {
    // SAFETY: GIL held; users finish before anything else comes here, except for drops, which they do last.
    unsafe { (*TRACER.get()).as_deref_mut() }
}

/// Whether memory is traced.
pub fn is_on() -> bool {
    tracer().is_some()
}

/// Begins, with that many calls of each stack.
pub fn start(limit: usize) {
    if is_on() {
        return;
    }
    let parked = vec![Vec::new(); CLASSES];
    LIMIT.store(limit, Ordering::Relaxed);
    // SAFETY: GIL held.
    unsafe { *TRACER.get() = Some(Box::new(Tracer { limit, parked, ..Tracer::default() })) };
    super::heap::trace(true);
    collect();
}

/// Ends; everything is forgotten.
pub fn stop() {
    collect();
    // SAFETY: GIL held.
    let Some(mut old) = (unsafe { (*TRACER.get()).take() }) else { return };
    super::heap::trace(false);
    for (class, blocks) in old.parked.iter_mut().enumerate() {
        for p in blocks.drain(..) {
            // SAFETY: the block is free and of that class.
            unsafe { super::heap::release(p, class << 4) };
        }
    }
}

/// Takes dead blocks out of the free lists.
#[cold]
pub fn collect() {
    let Some(t) = tracer() else { return };
    super::heap::drain(|class, p| {
        t.parked[class].push(p);
        if let Some(block) = t.blocks.remove(&(p as usize)) {
            t.total -= block.size;
        }
    });
}

/// A free block of a class, if there is one.
pub fn unpark(class: usize) -> Option<*mut u8> {
    tracer()?.parked[class].pop()
}

/// A block was handed out.
#[cold]
pub fn record(p: *mut u8, size: usize) {
    let Some(t) = tracer().filter(|t| !t.busy) else { return };
    t.busy = true;
    let (mut key, mut places, mut depth) = (Vec::new(), Vec::new(), 0);
    let vm = crate::vm::current();
    let mut next = frame::nth(vm, 0);
    while let Some(f) = next {
        if depth < t.limit {
            let code_obj = Frame::code_obj(f);
            let line = code::of(&code_obj).line(Frame::lasti(f));
            let file = code::filename(&code_obj);
            key.push((api::id(&file), line));
            places.push(Place { file, line });
        }
        depth += 1;
        // SAFETY: frames below are alive.
        let outer = unsafe { (*f).prev };
        next = (!outer.is_null()).then_some(outer);
    }
    let stack = match t.known.get(&key) {
        Some(known) => *known,
        None => {
            t.stacks.push(Stack { places, depth });
            t.known.insert(key, t.stacks.len() - 1);
            t.stacks.len() - 1
        }
    };
    if let Some(old) = t.blocks.insert(p as usize, Block { size, stack }) {
        t.total -= old.size;
    }
    t.total += size;
    t.peak = t.peak.max(t.total);
    t.busy = false;
}

/// A large block is given back.
#[cold]
pub fn forget(p: *mut u8) {
    if let Some(t) = tracer()
        && let Some(block) = t.blocks.remove(&(p as usize))
    {
        t.total -= block.size;
    }
}

/// What lists hold beside their own blocks, by the addresses of these.
fn lists() -> Vec<(usize, usize)> {
    let Some(t) = tracer() else { return Vec::new() };
    t.busy = true;
    let all = super::gc::objects(None);
    let found = all
        .iter()
        .filter_map(|o| {
            let list = o.downcast::<crate::types::list::List>()?;
            let p = block_of(o)?;
            t.blocks.contains_key(&p).then_some((p, list.capacity() * 8))
        })
        .collect();
    t.busy = false;
    found
}

/// The address of an object's block.
fn block_of(o: &Obj) -> Option<usize> {
    let v = o.value();
    v.is_ptr().then(|| {
        let prefix = if o.flags() & super::heap::flag::GC != 0 { super::gc::PREFIX } else { 0 };
        v.ptr() as usize - prefix
    })
}

/// Traced memory now, and at most.
pub fn memory() -> (usize, usize) {
    let extra: usize = lists().iter().map(|(_, size)| size).sum();
    tracer().map_or((0, 0), |t| {
        t.peak = t.peak.max(t.total + extra);
        (t.total + extra, t.peak)
    })
}

/// The most is from now on what there is.
pub fn reset_peak() {
    let (now, _) = memory();
    if let Some(t) = tracer() {
        t.peak = now;
    }
}

/// Forgets what is traced so far.
pub fn clear() {
    collect();
    let Some(t) = tracer() else { return };
    let old = std::mem::take(&mut t.stacks);
    t.known.clear();
    t.blocks.clear();
    (t.total, t.peak) = (0, 0);
    drop(old);
}

/// How many calls of a stack are kept, or were when memory was traced last.
pub fn limit() -> usize {
    LIMIT.load(Ordering::Relaxed)
}

/// Memory that tracing itself takes.
pub fn overhead() -> usize {
    tracer().map_or(size_of::<Option<Box<Tracer>>>(), |t| {
        let stacks: usize = t.stacks.iter().map(|s| size_of::<Stack>() + 32 * s.places.capacity()).sum();
        size_of::<Tracer>() + t.blocks.capacity() * (size_of::<usize>() + size_of::<Block>()) + stacks
    })
}

/// Every block's size and stack.
pub fn blocks() -> Vec<(usize, usize)> {
    collect();
    let extra: HashMap<usize, usize> = lists().into_iter().collect();
    tracer().map_or_else(Vec::new, |t| {
        t.blocks.iter().map(|(p, b)| (b.size + extra.get(p).copied().unwrap_or(0), b.stack)).collect()
    })
}

/// The stacks, as `blocks` numbers them.
pub fn stacks() -> Vec<Stack> {
    tracer().map_or_else(Vec::new, |t| t.stacks.clone())
}

/// Where an object's memory was asked for.
pub fn of_object(o: &Obj) -> Option<Stack> {
    let t = tracer()?;
    let block = t.blocks.get(&block_of(o)?)?;
    t.stacks.get(block.stack).cloned()
}

/// Traces nothing during a call.
pub fn without<R>(f: impl FnOnce() -> R) -> R {
    let before = tracer().map(|t| std::mem::replace(&mut t.busy, true));
    let r = f();
    if let (Some(t), Some(before)) = (tracer(), before) {
        t.busy = before;
    }
    r
}
