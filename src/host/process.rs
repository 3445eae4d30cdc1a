//! Processes: identity, making and ending them, waiting, signals, limits.
#![allow(unsafe_code)]

use super::env::Row;
use super::{Errno, Sys, check};
use std::ffi::CStr;
use std::sync::atomic::{AtomicU32, Ordering};

/// Lets all threads take memory from one place that grows in large steps: few of them allocate at the same time, and
/// places of their own grow by a system call every few pages.
pub fn tune_allocator() {
    #[cfg(target_env = "gnu")]
    // SAFETY: numbers only; a refusal changes nothing.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
        libc::mallopt(libc::M_TOP_PAD, 1 << 20);
    }
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident: $t:ty;)*) => {
        $(
            $(#[$doc])*
            pub fn $name() -> $t {
                // SAFETY: no memory is involved; the call cannot fail.
                unsafe { libc::$name() }
            }
        )*
    };
}

numbers! {
    /// Process id.
    getpid: i32;
    /// Parent process id.
    getppid: i32;
    /// Real user id.
    getuid: u32;
    /// Effective user id.
    geteuid: u32;
    /// Real group id.
    getgid: u32;
    /// Effective group id.
    getegid: u32;
    /// Process group id.
    getpgrp: i32;
}

macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident($($p:ident: $t:ty),*) -> $r:ty;)*) => {
        $(
            $(#[$doc])*
            pub fn $name($($p: $t),*) -> Sys<$r> {
                // SAFETY: no memory is involved.
                check(unsafe { libc::$name($($p),*) })
            }
        )*
    };
}

calls! {
    /// Sets the user ids.
    setuid(uid: u32) -> i32;
    /// Sets the effective user id.
    seteuid(uid: u32) -> i32;
    /// Sets the group ids.
    setgid(gid: u32) -> i32;
    /// Sets the effective group id.
    setegid(gid: u32) -> i32;
    /// Sets real and effective user id.
    setreuid(real: u32, effective: u32) -> i32;
    /// Sets real and effective group id.
    setregid(real: u32, effective: u32) -> i32;
    /// Sets all three user ids.
    setresuid(real: u32, effective: u32, saved: u32) -> i32;
    /// Sets all three group ids.
    setresgid(real: u32, effective: u32, saved: u32) -> i32;
    /// Group of a process.
    getpgid(pid: i32) -> i32;
    /// Puts a process into a group.
    setpgid(pid: i32, group: i32) -> i32;
    /// Session of a process.
    getsid(pid: i32) -> i32;
    /// Begins a session.
    setsid() -> i32;
    /// Sends a signal.
    kill(pid: i32, signal: i32) -> i32;
    /// Sends a signal to a group.
    killpg(group: i32, signal: i32) -> i32;
    /// Lets others run.
    sched_yield() -> i32;
}

/// Sets the file mode mask; the old one comes back.
pub fn umask(mask: u32) -> u32 {
    // SAFETY: no memory is involved.
    unsafe { libc::umask(mask) }
}

/// Real, effective and saved user id.
pub fn user_ids() -> Sys<[u32; 3]> {
    let mut ids = [0; 3];
    let [a, b, c] = &mut ids;
    // SAFETY: room for three.
    check(unsafe { libc::getresuid(a, b, c) })?;
    Ok(ids)
}

/// Real, effective and saved group id.
pub fn group_ids() -> Sys<[u32; 3]> {
    let mut ids = [0; 3];
    let [a, b, c] = &mut ids;
    // SAFETY: room for three.
    check(unsafe { libc::getresgid(a, b, c) })?;
    Ok(ids)
}

/// Supplementary groups.
pub fn groups() -> Sys<Vec<u32>> {
    // SAFETY: asked for the number first; the row has that length.
    unsafe {
        let n = check(libc::getgroups(0, std::ptr::null_mut()))?;
        let mut list = vec![0; n as usize];
        let n = check(libc::getgroups(n, list.as_mut_ptr()))?;
        list.truncate(n as usize);
        Ok(list)
    }
}

/// Sets the supplementary groups.
pub fn set_groups(list: &[u32]) -> Sys<()> {
    // SAFETY: the row has that length.
    check(unsafe { libc::setgroups(list.len(), list.as_ptr()) }).map(drop)
}

/// The login name of the terminal.
pub fn login() -> Sys<Vec<u8>> {
    // SAFETY: the text lies in static memory until the next call; the GIL keeps callers apart.
    unsafe {
        let name = libc::getlogin();
        if name.is_null() { Err(Errno::last()) } else { Ok(CStr::from_ptr(name).to_bytes().to_vec()) }
    }
}

/// Priority of a process, group or user.
pub fn priority(which: u32, who: u32) -> Sys<i32> {
    // SAFETY: no memory is involved; -1 is also a priority.
    unsafe {
        *libc::__errno_location() = 0;
        let n = libc::getpriority(which as _, who);
        if n == -1 && *libc::__errno_location() != 0 { Err(Errno::last()) } else { Ok(n) }
    }
}

/// Sets the priority of a process, group or user.
pub fn set_priority(which: u32, who: u32, value: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::setpriority(which as _, who, value) }).map(drop)
}

/// Adds to the process's niceness.
pub fn nice(add: i32) -> Sys<i32> {
    // SAFETY: no memory is involved; -1 is also a niceness.
    unsafe {
        *libc::__errno_location() = 0;
        let n = libc::nice(add);
        if n == -1 && *libc::__errno_location() != 0 { Err(Errno::last()) } else { Ok(n) }
    }
}

/// Processors that a process may run on.
pub fn affinity(pid: i32) -> Sys<Vec<usize>> {
    // SAFETY: a set of zeros is valid; filled by the call.
    unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        check(libc::sched_getaffinity(pid, size_of::<libc::cpu_set_t>(), &raw mut set))?;
        Ok((0..libc::CPU_SETSIZE as usize).filter(|&i| libc::CPU_ISSET(i, &set)).collect())
    }
}

/// Says which processors a process may run on.
pub fn set_affinity(pid: i32, cpus: &[usize]) -> Sys<()> {
    // SAFETY: a set of zeros is valid; numbers beyond its size are left out.
    unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        cpus.iter().filter(|&&i| i < libc::CPU_SETSIZE as usize).for_each(|&i| libc::CPU_SET(i, &mut set));
        check(libc::sched_setaffinity(pid, size_of::<libc::cpu_set_t>(), &raw const set)).map(drop)
    }
}

static GENERATION: AtomicU32 = AtomicU32::new(0);

/// How many forks lie between this process and the program's first: what was made in another generation belongs to a
/// parent.
pub fn generation() -> u32 {
    GENERATION.load(Ordering::Relaxed)
}

/// Splits the process: 0 in the child.
///
/// The child has only the calling thread; the caller holds the GIL and repairs the interpreter's state.
pub fn fork() -> Sys<i32> {
    // SAFETY: the caller holds the GIL, so no object is half changed.
    let r = check(unsafe { libc::fork() });
    if r == Ok(0) {
        GENERATION.fetch_add(1, Ordering::Relaxed);
    }
    r
}

/// Memory for the calls of a child that shares its parent's.
const CHILD_STACK: usize = 256 * 1024;

/// Starts a child that shares this process's memory, on a stack of its own, while this thread waits until the child is
/// another program or has ended: nothing is copied. The child runs `f`, which must not return, nor change anything that
/// this process relies on, nor the child's user. No signal reaches a handler of this process in it.
pub fn fork_sharing(f: &mut dyn FnMut()) -> Sys<i32> {
    extern "C" fn child(f: *mut libc::c_void) -> libc::c_int {
        // SAFETY: the caller's closure, which outlives the child's use of this memory.
        unsafe { (*f.cast::<&mut dyn FnMut()>())() };
        255
    }
    let mut f = f;
    // SAFETY: fresh memory; its end is the beginning of the child's stack. The child goes on with the closure alone,
    // and this thread stands still until it does not use this memory any more.
    unsafe {
        let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_STACK;
        let stack =
            libc::mmap(std::ptr::null_mut(), CHILD_STACK, libc::PROT_READ | libc::PROT_WRITE, kind, -1, 0);
        if stack == libc::MAP_FAILED {
            return Err(Errno::last());
        }
        let end = stack.byte_add(CHILD_STACK);
        let pid = check(libc::clone(
            child,
            end,
            libc::CLONE_VM | libc::CLONE_VFORK | libc::SIGCHLD,
            (&raw mut f).cast(),
        ));
        libc::munmap(stack, CHILD_STACK);
        pid
    }
}

/// Ends the process at once.
pub fn exit_now(status: i32) -> ! {
    // SAFETY: does not return.
    unsafe { libc::_exit(status) }
}

/// Ends the process with SIGABRT.
pub fn abort() -> ! {
    std::process::abort()
}

/// Replaces the program; returns only if that fails.
pub fn exec(path: &CStr, args: &Row, env: Option<&Row>) -> Errno {
    // SAFETY: terminated texts in null-ended rows.
    unsafe {
        match env {
            Some(e) => libc::execve(path.as_ptr(), args.as_ptr(), e.as_ptr()),
            None => libc::execv(path.as_ptr(), args.as_ptr()),
        };
    }
    Errno::last()
}

/// What a child used: user and system seconds, memory in KB and the other counters of `getrusage`.
pub type Usage = libc::rusage;

/// `wait4`: process (0: none yet), status, what it used.
pub fn wait(pid: i32, options: i32) -> Sys<(i32, i32, Usage)> {
    let mut status = 0;
    // SAFETY: filled by the call.
    unsafe {
        let mut usage: Usage = std::mem::zeroed();
        let pid = check(libc::wait4(pid, &raw mut status, options, &raw mut usage))?;
        Ok((pid, status, usage))
    }
}

/// What `waitid` tells: pid, uid, signal, status, code.
pub fn wait_id(kind: u32, id: u32, options: i32) -> Sys<Option<[i32; 5]>> {
    // SAFETY: filled by the call.
    unsafe {
        let mut info: libc::siginfo_t = std::mem::zeroed();
        check(libc::waitid(kind as _, id, &raw mut info, options))?;
        let pid = info.si_pid();
        Ok((pid != 0).then(|| [pid, info.si_uid() as i32, info.si_signo, info.si_status(), info.si_code]))
    }
}

/// `getrusage`
pub fn usage(who: i32) -> Sys<Usage> {
    // SAFETY: filled by the call.
    unsafe {
        let mut u: Usage = std::mem::zeroed();
        check(libc::getrusage(who, &raw mut u))?;
        Ok(u)
    }
}

/// Clock ticks: user, system, children's user, children's system, elapsed.
pub fn times() -> Sys<[i64; 5]> {
    // SAFETY: filled by the call.
    unsafe {
        let mut t: libc::tms = std::mem::zeroed();
        let elapsed = check(libc::times(&raw mut t))?;
        Ok([t.tms_utime, t.tms_stime, t.tms_cutime, t.tms_cstime, elapsed])
    }
}

/// A descriptor of a process.
pub fn pidfd_open(pid: i32, flags: u32) -> Sys<i32> {
    // SAFETY: no memory is involved.
    let fd = check(unsafe { libc::syscall(libc::SYS_pidfd_open, pid, flags) })? as i32;
    super::file::set_inheritable(fd, false)?;
    Ok(fd)
}

/// Runs a shell command: the wait status.
pub fn shell(command: &CStr) -> Sys<i32> {
    // SAFETY: `command` is terminated.
    check(unsafe { libc::system(command.as_ptr()) })
}

/// A step that a spawned process takes before it runs its program.
pub enum SpawnAction<'a> {
    /// Opens a file as a descriptor.
    Open(i32, &'a CStr, i32, u32),
    /// Closes a descriptor.
    Close(i32),
    /// Copies a descriptor.
    Dup2(i32, i32),
    /// Closes a descriptor and all above it.
    CloseFrom(i32),
}

/// How a spawned process begins.
#[derive(Default)]
pub struct SpawnOptions<'a> {
    /// In order.
    pub actions: Vec<SpawnAction<'a>>,
    /// Process group to enter (0: an own one).
    pub group: Option<i32>,
    /// Takes the real ids as effective ones.
    pub reset_ids: bool,
    /// Begins a session.
    pub session: bool,
    /// Signals that are blocked.
    pub blocked: Option<Vec<i32>>,
    /// Signals that get their default action.
    pub defaults: Option<Vec<i32>>,
    /// Policy (or that of the parent) and priority.
    pub scheduler: Option<(Option<i32>, i32)>,
    /// Searches `PATH`.
    pub search: bool,
}

unsafe extern "C" {
    fn posix_spawn_file_actions_addclosefrom_np(
        actions: *mut libc::posix_spawn_file_actions_t,
        from: libc::c_int,
    ) -> libc::c_int;
}

/// `posix_spawn`: the process id.
pub fn spawn(path: &CStr, args: &Row, env: &Row, options: &SpawnOptions) -> Sys<i32> {
    let ok = |r: i32| if r == 0 { Ok(()) } else { Err(Errno(r)) };
    // SAFETY: the attribute objects are initialised before use and destroyed after; texts are terminated.
    unsafe {
        let mut actions: libc::posix_spawn_file_actions_t = std::mem::zeroed();
        let mut attr: libc::posix_spawnattr_t = std::mem::zeroed();
        ok(libc::posix_spawn_file_actions_init(&raw mut actions))?;
        ok(libc::posix_spawnattr_init(&raw mut attr))?;
        let set_of = |list: &[i32]| {
            let mut set: libc::sigset_t = std::mem::zeroed();
            libc::sigemptyset(&raw mut set);
            list.iter().for_each(|s| {
                libc::sigaddset(&raw mut set, *s);
            });
            set
        };
        let run = |actions: *mut libc::posix_spawn_file_actions_t, attr: *mut libc::posix_spawnattr_t| {
            for a in &options.actions {
                ok(match a {
                    SpawnAction::Open(fd, path, flags, mode) => {
                        libc::posix_spawn_file_actions_addopen(actions, *fd, path.as_ptr(), *flags, *mode)
                    }
                    SpawnAction::Close(fd) => libc::posix_spawn_file_actions_addclose(actions, *fd),
                    SpawnAction::Dup2(fd, to) => libc::posix_spawn_file_actions_adddup2(actions, *fd, *to),
                    SpawnAction::CloseFrom(fd) => posix_spawn_file_actions_addclosefrom_np(actions, *fd),
                })?;
            }
            let mut flags = 0;
            if let Some(g) = options.group {
                flags |= libc::POSIX_SPAWN_SETPGROUP;
                ok(libc::posix_spawnattr_setpgroup(attr, g))?;
            }
            if options.reset_ids {
                flags |= libc::POSIX_SPAWN_RESETIDS;
            }
            if options.session {
                flags |= 0x80;
            }
            if let Some(list) = &options.blocked {
                flags |= libc::POSIX_SPAWN_SETSIGMASK;
                ok(libc::posix_spawnattr_setsigmask(attr, &set_of(list)))?;
            }
            if let Some(list) = &options.defaults {
                flags |= libc::POSIX_SPAWN_SETSIGDEF;
                ok(libc::posix_spawnattr_setsigdefault(attr, &set_of(list)))?;
            }
            if let Some((policy, priority)) = options.scheduler {
                let param = libc::sched_param { sched_priority: priority };
                flags |= libc::POSIX_SPAWN_SETSCHEDPARAM;
                if let Some(policy) = policy {
                    flags |= libc::POSIX_SPAWN_SETSCHEDULER;
                    ok(libc::posix_spawnattr_setschedpolicy(attr, policy))?;
                }
                ok(libc::posix_spawnattr_setschedparam(attr, &raw const param))?;
            }
            ok(libc::posix_spawnattr_setflags(attr, flags as libc::c_short))?;
            let mut pid = 0;
            let f = if options.search { libc::posix_spawnp } else { libc::posix_spawn };
            ok(f(&raw mut pid, path.as_ptr(), actions, attr, args.as_ptr().cast(), env.as_ptr().cast()))?;
            Ok(pid)
        };
        let r = run(&raw mut actions, &raw mut attr);
        libc::posix_spawn_file_actions_destroy(&raw mut actions);
        libc::posix_spawnattr_destroy(&raw mut attr);
        r
    }
}

/// `getrlimit`: current and highest value.
pub fn limit(pid: i32, resource: u32) -> Sys<(u64, u64)> {
    // SAFETY: filled by the call.
    unsafe {
        let mut l: libc::rlimit = std::mem::zeroed();
        check(libc::prlimit(pid, resource, std::ptr::null(), &raw mut l))?;
        Ok((l.rlim_cur, l.rlim_max))
    }
}

/// `setrlimit`
pub fn set_limit(pid: i32, resource: u32, current: u64, most: u64) -> Sys<()> {
    let l = libc::rlimit { rlim_cur: current, rlim_max: most };
    // SAFETY: `l` lives.
    check(unsafe { libc::prlimit(pid, resource, &raw const l, std::ptr::null_mut()) }).map(drop)
}
