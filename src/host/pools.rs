//! The allocator below Rust's collections: small blocks come from pools that each thread has for itself, larger ones from
//! the system's allocator. A list or dict that is made and dropped costs a third less than with the C library's `malloc`
//! (docs/ARCHITECTURE.md, "Memory"). Python's objects have a heap of their own under the GIL (`object/heap.rs`), which takes
//! its large blocks from here.
//!
//! Blocks may be freed by another thread than the one that made them: what a pool has too much of goes to a depot for all
//! threads, and so does everything when a thread ends. Small blocks are never given back to the system.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr;
use std::sync::Mutex;

/// Blocks of a class have one size, a multiple of this many bytes, which is also their alignment.
const STEP: usize = 16;
/// The largest block of a pool, in bytes.
const LARGEST: usize = 512;
const CLASSES: usize = LARGEST / STEP + 1;
/// What is asked of the system at a time, in bytes.
const CHUNK: usize = 32 * 1024;
/// How many bytes of free blocks of one class a thread may keep.
const MOST: usize = 64 * 1024;

/// A free block. The smallest has room for both links.
struct Block {
    next: *mut Block,
    /// Of the first block of a batch in the depot: the next batch.
    batch: *mut Block,
}

struct Pool {
    free: Cell<*mut Block>,
    count: Cell<usize>,
}

struct Own {
    classes: [Pool; CLASSES],
    /// The part of the thread's last chunk that was never used.
    fresh: Cell<*mut u8>,
    fresh_end: Cell<*mut u8>,
}

thread_local! {
    static POOLS: Own = const {
        Own {
            classes: [const { Pool { free: Cell::new(ptr::null_mut()), count: Cell::new(0) } }; CLASSES],
            fresh: Cell::new(ptr::null_mut()),
            fresh_end: Cell::new(ptr::null_mut()),
        }
    };
    static LEAVER: Leaver = const { Leaver };
}

/// Gives a thread's blocks to the others when it ends.
struct Leaver;

impl Drop for Leaver {
    fn drop(&mut self) {
        POOLS.with(|pools| {
            pools.keep_rest();
            (1..CLASSES).for_each(|class| pools.give(class, usize::MAX));
        });
    }
}

/// Batches of free blocks, by class. Locked with `try_lock` only: a thread that finds it locked does without, so a fork in
/// the middle of somebody's use of it stops nobody.
struct Depot([*mut Block; CLASSES]);

// SAFETY: the blocks in it belong to nobody else.
unsafe impl Send for Depot {}

static DEPOT: Mutex<Depot> = Mutex::new(Depot([ptr::null_mut(); CLASSES]));

impl Own {
    /// A block when there is no free one.
    #[cold]
    #[inline(never)]
    fn more(&self, class: usize) -> *mut u8 {
        // From the first block on the thread has something to leave. Where its end has come already there is no leaver.
        let _ = LEAVER.try_with(|_| ());
        if let Ok(mut depot) = DEPOT.try_lock() {
            let first = depot.0[class];
            if !first.is_null() {
                // SAFETY: batches are linked free blocks, which belong to who takes them out.
                unsafe {
                    depot.0[class] = (*first).batch;
                    drop(depot);
                    let (mut last, mut count) = (first, 0);
                    while !(*last).next.is_null() {
                        last = (*last).next;
                        count += 1;
                    }
                    self.classes[class].free.set((*first).next);
                    self.classes[class].count.set(count);
                }
                return first.cast();
            }
        }
        let size = class * STEP;
        if (self.fresh_end.get() as usize) - (self.fresh.get() as usize) < size {
            self.keep_rest();
            // SAFETY: the size is not zero.
            let chunk = unsafe { System.alloc(CHUNK_LAYOUT) };
            if chunk.is_null() {
                return chunk;
            }
            self.fresh.set(chunk);
            // SAFETY: the end of the chunk.
            self.fresh_end.set(unsafe { chunk.add(CHUNK) });
        }
        let block = self.fresh.get();
        // SAFETY: there is room for it.
        self.fresh.set(unsafe { block.add(size) });
        block
    }

    /// What was never used of a chunk becomes a free block of the class it fits.
    fn keep_rest(&self) {
        let rest = (self.fresh_end.get() as usize - self.fresh.get() as usize) / STEP;
        if (1..CLASSES).contains(&rest) {
            self.put(rest, self.fresh.get());
            self.fresh.set(self.fresh_end.get());
        }
    }

    #[inline(always)]
    fn put(&self, class: usize, block: *mut u8) {
        let pool = &self.classes[class];
        let block = block.cast::<Block>();
        // SAFETY: the block is free and has room for the link.
        unsafe { (&raw mut (*block).next).write(pool.free.get()) };
        pool.free.set(block);
        let count = pool.count.get() + 1;
        pool.count.set(count);
        if count * class > MOST / STEP {
            self.give(class, count / 2);
        }
    }

    /// Gives up to `n` free blocks of a class to all threads.
    #[cold]
    #[inline(never)]
    fn give(&self, class: usize, n: usize) {
        let pool = &self.classes[class];
        let first = pool.free.get();
        let Ok(mut depot) = DEPOT.try_lock() else { return };
        if first.is_null() {
            return;
        }
        // SAFETY: linked free blocks.
        unsafe {
            let (mut last, mut count) = (first, 1);
            while count < n && !(*last).next.is_null() {
                last = (*last).next;
                count += 1;
            }
            pool.free.set((*last).next);
            pool.count.set(pool.count.get() - count);
            (*last).next = ptr::null_mut();
            (&raw mut (*first).batch).write(depot.0[class]);
        }
        depot.0[class] = first;
    }
}

const CHUNK_LAYOUT: Layout = match Layout::from_size_align(CHUNK, STEP) {
    Ok(layout) => layout,
    Err(_) => panic!("a size of a multiple of the alignment"),
};

/// The class of a layout; `None`: the system's.
#[inline(always)]
fn class_of(layout: &Layout) -> Option<usize> {
    (layout.size() <= LARGEST && layout.align() <= STEP).then_some(layout.size().div_ceil(STEP))
}

/// The allocator.
pub struct Pools;

// SAFETY: blocks have at least the size and the alignment of their class's layouts, and are handed out once.
unsafe impl GlobalAlloc for Pools {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(class) = class_of(&layout) else {
            // SAFETY: by contract.
            return unsafe { System.alloc(layout) };
        };
        POOLS.with(|pools| {
            let pool = &pools.classes[class];
            let block = pool.free.get();
            if block.is_null() {
                return pools.more(class);
            }
            // SAFETY: a free block of the thread.
            pool.free.set(unsafe { (*block).next });
            pool.count.set(pool.count.get() - 1);
            block.cast()
        })
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        match class_of(&layout) {
            Some(class) => POOLS.with(|pools| pools.put(class, block)),
            // SAFETY: by contract.
            None => unsafe { System.dealloc(block, layout) },
        }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: by contract.
        unsafe {
            if class_of(&layout).is_none() {
                return System.alloc_zeroed(layout);
            }
            let block = self.alloc(layout);
            if !block.is_null() {
                block.write_bytes(0, layout.size());
            }
            block
        }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: by contract, the new size is one that layouts of this alignment may have.
        unsafe {
            let new = Layout::from_size_align_unchecked(size, layout.align());
            match (class_of(&layout), class_of(&new)) {
                (None, None) => System.realloc(block, layout, size),
                (Some(a), Some(b)) if a == b => block,
                _ => {
                    let moved = self.alloc(new);
                    if !moved.is_null() {
                        ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
                        self.dealloc(block, layout);
                    }
                    moved
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    /// A block that remembers what was written over all of it.
    struct Held(*mut u8, Layout, u8);
    // SAFETY: nobody else has the block.
    unsafe impl Send for Held {}

    fn hold(size: usize, mark: u8) -> Held {
        let layout = Layout::from_size_align(size, 8).expect("a small size");
        // SAFETY: the size is not zero.
        let p = unsafe { Pools.alloc(layout) };
        assert!(!p.is_null() && (p as usize).is_multiple_of(STEP));
        // SAFETY: fresh memory of that size.
        unsafe { p.write_bytes(mark, size) };
        Held(p, layout, mark)
    }

    fn free(h: Held) {
        // SAFETY: of that size, and written by `hold`.
        let bytes = unsafe { std::slice::from_raw_parts(h.0, h.1.size()) };
        assert!(bytes.iter().all(|b| *b == h.2), "nobody else wrote into the block");
        // SAFETY: it came from `hold`.
        unsafe { Pools.dealloc(h.0, h.1) };
    }

    #[test]
    fn blocks_do_not_overlap_and_travel_between_threads() {
        let (send, receive) = mpsc::channel();
        let makers: Vec<_> = (0..4u8)
            .map(|t| {
                let send = send.clone();
                std::thread::spawn(move || {
                    let mut kept = Vec::new();
                    for i in 0..20_000usize {
                        let h = hold(1 + (i * 37 + usize::from(t) * 11) % 700, t.wrapping_add(i as u8));
                        if i % 3 == 0 {
                            send.send(h).expect("the receiver waits")
                        } else {
                            kept.push(h)
                        }
                        if kept.len() > 500 {
                            kept.drain(..250).for_each(free);
                        }
                    }
                    kept.into_iter().for_each(free);
                })
            })
            .collect();
        drop(send);
        receive.into_iter().for_each(free);
        makers.into_iter().for_each(|m| m.join().expect("no assertion failed"));
    }

    #[test]
    fn resized_blocks_keep_their_content() {
        for (from, to) in [(1, 16), (16, 17), (17, 512), (512, 513), (513, 4000), (4000, 100), (100, 5)] {
            let Held(p, layout, _) = hold(from, 7);
            // SAFETY: `p` is a block of that layout.
            let q = unsafe { Pools.realloc(p, layout, to) };
            let new = Layout::from_size_align(to, 8).expect("a small size");
            // SAFETY: both sizes hold the smaller one.
            assert!(unsafe { std::slice::from_raw_parts(q, from.min(to)) }.iter().all(|b| *b == 7));
            // SAFETY: the block that `realloc` gave.
            unsafe { Pools.dealloc(q, new) };
        }
        let zeroed = Layout::from_size_align(64, 8).expect("a small size");
        free(hold(64, 9));
        // SAFETY: the size is not zero.
        let p = unsafe { Pools.alloc_zeroed(zeroed) };
        // SAFETY: of that size.
        assert!(unsafe { std::slice::from_raw_parts(p, 64) }.iter().all(|b| *b == 0));
        // SAFETY: as allocated.
        unsafe { Pools.dealloc(p, zeroed) };
    }
}
