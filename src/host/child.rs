//! What a forked child does before it becomes another program: only calls that are safe between fork and exec.
#![allow(unsafe_code)]

use super::env::Row;
use super::{Errno, Sys, check};
use std::ffi::CString;

/// The program that a child becomes, and how.
pub struct Program {
    /// Files to try, in order.
    pub candidates: Vec<CString>,
    /// Arguments.
    pub args: Row,
    /// Environment; absent: the parent's.
    pub env: Option<Row>,
    /// Descriptors from 3 on are closed.
    pub close_fds: bool,
    /// ... but for these, in rising order.
    pub keep: Vec<i32>,
    /// Working directory.
    pub dir: Option<CString>,
    /// The pipes for stdin, stdout and stderr: the child's end, then the parent's (-1: none).
    pub pipes: [[i32; 2]; 3],
    /// The pipe through which errors are told: reading end, writing end.
    pub errors: [i32; 2],
    /// Signals that Python ignores get their default action.
    pub restore_signals: bool,
    /// Begins a session.
    pub session: bool,
    /// Process group to enter.
    pub group: Option<i32>,
    /// Supplementary groups.
    pub groups: Option<Vec<u32>>,
    /// Group id.
    pub gid: Option<u32>,
    /// User id.
    pub uid: Option<u32>,
    /// File mode mask.
    pub mask: Option<u32>,
}

/// Where a child failed.
enum Failure {
    /// In a step before the program, which has a name in the report.
    Before(&'static str, Errno),
    /// `before_exec` failed.
    Hook,
    /// No candidate could be run.
    Exec(Errno),
}

impl Program {
    /// Becomes the program in a new child; its process id.
    pub fn start(&mut self) -> Sys<i32> {
        use super::{process, signal};
        // Changing these would change them for the threads of the parent, as the C library sees it.
        if self.uid.is_some() || self.gid.is_some() || self.groups.is_some() {
            let pid = process::fork()?;
            if pid == 0 {
                self.run(|| true);
            }
            return Ok(pid);
        }
        signal::without_signals(|mask| {
            process::fork_sharing(&mut || {
                signal::forget_handlers(mask);
                self.run(|| true);
            })
        })
    }

    /// Becomes the program, in a forked child. `before_exec` runs last before it; false: it failed. A failure is
    /// written to the pipe for errors.
    pub fn run(&mut self, before_exec: impl FnOnce() -> bool) -> ! {
        let text = match self.prepare(before_exec) {
            Failure::Before(what, e) => format!("OSError:{:X}:{what}", e.0),
            Failure::Exec(e) => format!("OSError:{:X}:", e.0),
            Failure::Hook => "SubprocessError:0:Exception occurred in preexec_fn.".to_owned(),
        };
        let _ = super::file::write(self.errors[1], text.as_bytes());
        super::process::exit_now(255)
    }

    fn prepare(&mut self, before_exec: impl FnOnce() -> bool) -> Failure {
        let steps = self.descriptors().map_err(|e| Failure::Before("noexec", e)).and_then(|()| {
            if let Some(d) = &self.dir {
                super::path::chdir(d).map_err(|e| Failure::Before("noexec:chdir", e))?;
            }
            self.identity().map_err(|e| Failure::Before("noexec", e))
        });
        if let Err(f) = steps {
            return f;
        }
        if !before_exec() {
            return Failure::Hook;
        }
        if self.close_fds {
            self.close_others();
        }
        let mut found = None;
        for c in &self.candidates {
            let e = super::process::exec(c, &self.args, self.env.as_ref());
            if e.0 != libc::ENOENT && e.0 != libc::ENOTDIR && found.is_none() {
                found = Some(e);
            }
        }
        Failure::Exec(found.unwrap_or_else(Errno::last))
    }

    /// Puts the pipes in their places.
    fn descriptors(&mut self) -> Sys<()> {
        use super::file;
        for fd in self.keep.iter().filter(|fd| **fd != self.errors[1]) {
            // What is no descriptor is not inherited.
            let _ = file::set_inheritable(*fd, true);
        }
        for [_, parent] in self.pipes.iter().filter(|p| p[1] >= 0) {
            file::close(*parent)?;
        }
        file::close(self.errors[0])?;
        // An end that lies where another one belongs moves away first.
        for i in 1..3 {
            let fd = self.pipes[i][0];
            if (0..i as i32).contains(&fd) {
                self.pipes[i][0] = file::dup_beyond_standard(fd)?;
            }
        }
        for (target, [fd, _]) in self.pipes.into_iter().enumerate() {
            let target = target as i32;
            if fd == target {
                file::set_inheritable(fd, true)?;
            } else if fd != -1 {
                file::dup2(fd, target, true)?;
            }
        }
        Ok(())
    }

    fn identity(&self) -> Sys<()> {
        use super::process;
        if let Some(m) = self.mask {
            process::umask(m);
        }
        if self.restore_signals {
            for s in [libc::SIGPIPE, libc::SIGXFSZ] {
                super::signal::set(s, super::signal::Action::Default)?;
            }
        }
        if self.session {
            process::setsid()?;
        }
        if let Some(g) = self.group {
            process::setpgid(0, g)?;
        }
        if let Some(list) = &self.groups {
            process::set_groups(list)?;
        }
        if let Some(gid) = self.gid {
            process::setregid(gid, gid)?;
        }
        if let Some(uid) = self.uid {
            process::setreuid(uid, uid)?;
        }
        Ok(())
    }

    /// Closes the descriptors between those to keep.
    fn close_others(&self) {
        let mut from = 3u32;
        let ends = self.keep.iter().filter_map(|fd| u32::try_from(*fd).ok()).filter(|fd| *fd >= 3);
        for end in ends.chain([u32::MAX]) {
            if end > from {
                let last = if end == u32::MAX { end } else { end - 1 };
                // SAFETY: no memory is involved.
                if check(unsafe { libc::syscall(libc::SYS_close_range, from, last, 0) }).is_err() {
                    for fd in from..last.min(65536) {
                        let _ = super::file::close(fd as i32);
                    }
                }
            }
            from = end.saturating_add(1);
        }
    }
}
