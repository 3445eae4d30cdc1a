//! One lock per module that is being imported, so that other threads see it whole: they wait until it is, unless the
//! wait would close a circle, in which case they see it as it is (as CPython's import system does). What is imported is
//! in `import.rs`.

use crate::vm::{Vm, gil};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Number of modules being imported: while it is zero nobody looks at the table.
static BUSY: AtomicUsize = AtomicUsize::new(0);
static TABLE: Mutex<Table> = Mutex::new(Table { owners: Vec::new(), waits: Vec::new() });
static CHANGED: Condvar = Condvar::new();

struct Table {
    /// Modules being imported, and by which thread.
    owners: Vec<(String, u64)>,
    /// Threads that wait, and for which module.
    waits: Vec<(u64, String)>,
}

impl Table {
    fn owner(&self, module: &str) -> Option<u64> {
        self.owners.iter().find(|(name, _)| name == module).map(|(_, thread)| *thread)
    }

    /// Whether `thread` is `me`, or waits for me through others.
    fn leads_to(&self, thread: u64, me: u64) -> bool {
        let mut at = thread;
        // A chain has no more links than threads wait.
        for _ in 0..=self.waits.len() {
            if at == me {
                return true;
            }
            let next = self.waits.iter().find(|(t, _)| *t == at).and_then(|(_, name)| self.owner(name));
            match next {
                Some(thread) => at = thread,
                None => return false,
            }
        }
        false
    }
}

fn table() -> MutexGuard<'static, Table> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Held while a module is imported.
pub struct ImportLock {
    module: String,
    thread: u64,
}

impl Drop for ImportLock {
    fn drop(&mut self) {
        let mut t = table();
        if let Some(i) = t.owners.iter().rposition(|(m, thread)| *m == self.module && *thread == self.thread)
        {
            t.owners.remove(i);
            BUSY.fetch_sub(1, Ordering::Relaxed);
        }
        CHANGED.notify_all();
    }
}

/// Waits until no other thread imports the module.
#[inline]
pub fn wait(vm: &Vm, module: &str) {
    if BUSY.load(Ordering::Relaxed) != 0 {
        wait_until_free(vm, module);
    }
}

#[cold]
fn wait_until_free(vm: &Vm, module: &str) {
    let me = vm.ident.get();
    loop {
        let mut t = table();
        match t.owner(module) {
            Some(owner) if !t.leads_to(owner, me) => {}
            _ => return,
        }
        t.waits.push((me, module.to_owned()));
        drop(t);
        gil::allow_threads(vm, || {
            let mut t = table();
            if t.owner(module).is_some() {
                // Wakes up now and then: a fork may have taken the owner away.
                t = CHANGED
                    .wait_timeout(t, Duration::from_millis(100))
                    .unwrap_or_else(PoisonError::into_inner)
                    .0;
            }
            t.waits.retain(|(thread, _)| *thread != me);
        });
    }
}

/// Takes the lock of a module, after the thread that has it.
pub fn enter(vm: &Vm, module: &str) -> ImportLock {
    wait(vm, module);
    let thread = vm.ident.get();
    table().owners.push((module.to_owned(), thread));
    BUSY.fetch_add(1, Ordering::Relaxed);
    ImportLock { module: module.to_owned(), thread }
}

/// See `gil::fork`.
pub fn hold_for_fork() -> impl Sized {
    table()
}

/// In the child of a fork: the imports of other threads will not go on.
pub fn after_fork(vm: &Vm) {
    let mut t = table();
    t.waits.clear();
    t.owners.retain(|(_, thread)| *thread == vm.ident.get());
    BUSY.store(t.owners.len(), Ordering::Relaxed);
}
