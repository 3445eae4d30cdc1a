//! The system's tables of users and groups.
#![allow(unsafe_code)]

use super::{Errno, Sys};
use std::ffi::{CStr, c_char};

/// A user.
#[derive(Clone, Debug)]
pub struct User {
    /// Login name.
    pub name: Vec<u8>,
    /// Password field.
    pub password: Vec<u8>,
    /// User id.
    pub uid: u32,
    /// Group id.
    pub gid: u32,
    /// Real name and the like.
    pub gecos: Vec<u8>,
    /// Home directory.
    pub dir: Vec<u8>,
    /// Shell.
    pub shell: Vec<u8>,
}

/// A group.
#[derive(Clone, Debug)]
pub struct Group {
    /// Name.
    pub name: Vec<u8>,
    /// Password field.
    pub password: Vec<u8>,
    /// Group id.
    pub gid: u32,
    /// Login names of the members.
    pub members: Vec<Vec<u8>>,
}

unsafe fn text(p: *const c_char) -> Vec<u8> {
    // SAFETY: by the callers: null or a terminated text.
    if p.is_null() { Vec::new() } else { unsafe { CStr::from_ptr(p) }.to_bytes().to_vec() }
}

unsafe fn user_of(p: *const libc::passwd) -> User {
    // SAFETY: by the callers: an entry of the C library.
    unsafe {
        User {
            name: text((*p).pw_name),
            password: text((*p).pw_passwd),
            uid: (*p).pw_uid,
            gid: (*p).pw_gid,
            gecos: text((*p).pw_gecos),
            dir: text((*p).pw_dir),
            shell: text((*p).pw_shell),
        }
    }
}

unsafe fn group_of(p: *const libc::group) -> Group {
    // SAFETY: by the callers: an entry of the C library; the members end with null.
    unsafe {
        let mut members = Vec::new();
        let mut m = (*p).gr_mem;
        while !m.is_null() && !(*m).is_null() {
            members.push(text(*m));
            m = m.add(1);
        }
        Group { name: text((*p).gr_name), password: text((*p).gr_passwd), gid: (*p).gr_gid, members }
    }
}

/// Asks with larger and larger buffers. `ask` gives the error number and whether there is an entry.
fn with_buffer<T>(mut ask: impl FnMut(&mut [c_char]) -> (i32, Option<T>)) -> Sys<Option<T>> {
    let mut size = 1024;
    loop {
        let mut buf = vec![0; size];
        match ask(&mut buf) {
            (libc::ERANGE, _) if size < 1 << 24 => size *= 4,
            (0 | libc::ENOENT | libc::ESRCH, found) => return Ok(found),
            (e, _) => return Err(Errno(e)),
        }
    }
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident($key:ident: $t:ty) $call:ident $entry:ident $of:ident $r:ident, $arg:expr;)*) => {
        $(
            $(#[$doc])*
            pub fn $name($key: $t) -> Sys<Option<$r>> {
                // SAFETY: the entry and the buffer live while the result is copied out.
                with_buffer(|buf| unsafe {
                    let mut entry: libc::$entry = std::mem::zeroed();
                    let mut found = std::ptr::null_mut();
                    let e = libc::$call($arg, &raw mut entry, buf.as_mut_ptr(), buf.len(), &raw mut found);
                    (e, (!found.is_null()).then(|| $of(found)))
                })
            }
        )*
    };
}

lookups! {
    /// The user of a name.
    user_named(name: &CStr) getpwnam_r passwd user_of User, name.as_ptr();
    /// The user of an id.
    user(uid: u32) getpwuid_r passwd user_of User, uid;
    /// The group of a name.
    group_named(name: &CStr) getgrnam_r group group_of Group, name.as_ptr();
    /// The group of an id.
    group(gid: u32) getgrgid_r group group_of Group, gid;
}

/// All users. Called with the GIL held, which orders it with other walks.
pub fn users() -> Vec<User> {
    let mut all = Vec::new();
    // SAFETY: entries are copied before the next call.
    unsafe {
        libc::setpwent();
        loop {
            let p = libc::getpwent();
            if p.is_null() {
                break;
            }
            all.push(user_of(p));
        }
        libc::endpwent();
    }
    all
}

/// All groups. Called with the GIL held, which orders it with other walks.
pub fn groups() -> Vec<Group> {
    let mut all = Vec::new();
    // SAFETY: entries are copied before the next call.
    unsafe {
        libc::setgrent();
        loop {
            let p = libc::getgrent();
            if p.is_null() {
                break;
            }
            all.push(group_of(p));
        }
        libc::endgrent();
    }
    all
}
