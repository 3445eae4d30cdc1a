//! `posix`: what `os` is made of. Arguments are in `args.rs`, open files in `descriptors.rs`, files by name in
//! `paths.rs`, what is known of a file in `stat.rs`, directories in `scandir.rs`, processes in `process.rs`,
//! `spawn.rs` and `schedule.rs`, environment and machine in `environment.rs`.

pub(super) mod args;
mod descriptors;
mod environment;
mod names;
mod paths;
mod process;
mod scandir;
mod schedule;
pub mod spawn;
mod stat;

pub use args::id as id_arg;
pub use process::{STRUCT_RUSAGE, usage_object};
pub use spawn::fork;

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::ModuleSpec;
use crate::types::{exception, int, list, module};
use crate::vm::{PyResult, Vm};

macro_rules! constants {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as i64)),*]
    };
}

static CONSTANTS: &[(&str, i64)] = constants! {
    CLD_CONTINUED CLD_DUMPED CLD_EXITED CLD_KILLED CLD_STOPPED CLD_TRAPPED CLONE_FILES CLONE_FS CLONE_NEWCGROUP
    CLONE_NEWIPC CLONE_NEWNET CLONE_NEWNS CLONE_NEWPID CLONE_NEWUSER CLONE_NEWUTS CLONE_SIGHAND CLONE_SYSVSEM
    CLONE_THREAD CLONE_VM EFD_CLOEXEC EFD_NONBLOCK EFD_SEMAPHORE F_LOCK F_OK F_TEST F_TLOCK F_ULOCK GRND_NONBLOCK
    GRND_RANDOM MFD_ALLOW_SEALING MFD_CLOEXEC MFD_HUGETLB MFD_HUGE_16GB MFD_HUGE_16MB MFD_HUGE_1GB MFD_HUGE_1MB
    MFD_HUGE_256MB MFD_HUGE_2GB MFD_HUGE_2MB MFD_HUGE_32MB MFD_HUGE_512KB MFD_HUGE_512MB MFD_HUGE_64KB MFD_HUGE_8MB
    MFD_HUGE_MASK MFD_HUGE_SHIFT RWF_APPEND RWF_DSYNC RWF_HIPRI RWF_NOWAIT RWF_SYNC TFD_CLOEXEC TFD_NONBLOCK
    TFD_TIMER_ABSTIME TFD_TIMER_CANCEL_ON_SET O_ACCMODE O_APPEND O_ASYNC O_CLOEXEC O_CREAT O_DIRECT
    O_DIRECTORY O_DSYNC O_EXCL O_FSYNC O_NDELAY O_NOATIME O_NOCTTY O_NOFOLLOW O_NONBLOCK O_PATH O_RDONLY
    O_RDWR O_RSYNC O_SYNC O_TMPFILE O_TRUNC O_WRONLY POSIX_FADV_DONTNEED POSIX_FADV_NOREUSE POSIX_FADV_NORMAL
    POSIX_FADV_RANDOM POSIX_FADV_SEQUENTIAL POSIX_FADV_WILLNEED PRIO_PGRP PRIO_PROCESS PRIO_USER P_ALL P_PGID P_PID
    P_PIDFD RTLD_DEEPBIND RTLD_GLOBAL RTLD_LAZY RTLD_LOCAL RTLD_NODELETE RTLD_NOLOAD RTLD_NOW R_OK SCHED_BATCH
    SCHED_FIFO SCHED_IDLE SCHED_OTHER SCHED_RESET_ON_FORK SCHED_RR SEEK_DATA SEEK_HOLE SPLICE_F_MORE SPLICE_F_MOVE
    SPLICE_F_NONBLOCK ST_APPEND ST_MANDLOCK ST_NOATIME ST_NODEV ST_NODIRATIME ST_NOEXEC ST_NOSUID ST_RDONLY
    ST_RELATIME ST_SYNCHRONOUS ST_WRITE WCONTINUED WEXITED WNOHANG WNOWAIT WSTOPPED WUNTRACED W_OK XATTR_CREATE
    XATTR_REPLACE X_OK
};

/// Numbers that the C library's binding does not name.
static MORE: &[(&str, i64)] = &[
    ("O_LARGEFILE", 0),
    ("CLONE_NEWTIME", 128),
    ("NGROUPS_MAX", 65536),
    ("TMP_MAX", 238_328),
    ("XATTR_SIZE_MAX", 65536),
    ("POSIX_SPAWN_OPEN", 0),
    ("POSIX_SPAWN_CLOSE", 1),
    ("POSIX_SPAWN_DUP2", 2),
    ("POSIX_SPAWN_CLOSEFROM", 3),
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_NOUSER", 67),
    ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_PROTOCOL", 76),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
];

/// What `os` derives its `supports_*` sets from.
static HAVE: &[&str] = &[
    "HAVE_EVENTFD",
    "HAVE_FACCESSAT",
    "HAVE_FCHDIR",
    "HAVE_FCHMOD",
    "HAVE_FCHMODAT",
    "HAVE_FCHOWN",
    "HAVE_FCHOWNAT",
    "HAVE_FEXECVE",
    "HAVE_FDOPENDIR",
    "HAVE_FPATHCONF",
    "HAVE_FSTATAT",
    "HAVE_FSTATVFS",
    "HAVE_FTRUNCATE",
    "HAVE_FUTIMENS",
    "HAVE_FUTIMES",
    "HAVE_FUTIMESAT",
    "HAVE_LINKAT",
    "HAVE_LCHOWN",
    "HAVE_LSTAT",
    "HAVE_LUTIMES",
    "HAVE_MEMFD_CREATE",
    "HAVE_MKDIRAT",
    "HAVE_MKFIFOAT",
    "HAVE_MKNODAT",
    "HAVE_OPENAT",
    "HAVE_READLINKAT",
    "HAVE_RENAMEAT",
    "HAVE_SYMLINKAT",
    "HAVE_UNLINKAT",
    "HAVE_UTIMENSAT",
];

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in CONSTANTS.iter().chain(MORE) {
        d.insert_str(intern(name), int::from_i64(*n));
    }
    d.insert_str(intern("error"), exception::OS_ERROR.obj());
    d.insert_str(intern("_have_functions"), list::from_vec(HAVE.iter().map(|h| intern(h)).collect()));
    for group in [
        descriptors::FUNCTIONS,
        names::FUNCTIONS,
        paths::FUNCTIONS,
        stat::FUNCTIONS,
        process::FUNCTIONS,
        schedule::FUNCTIONS,
        spawn::FUNCTIONS,
        environment::FUNCTIONS,
    ] {
        for def in group {
            let f = crate::types::native::function(def, None, Some(intern("posix")));
            d.insert_str(intern(def.name), f);
        }
    }
    environment::fill(vm, &d)
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "posix",
    doc: "The system calls of POSIX. The os module is the door to it.",
    functions: scandir::FUNCTIONS,
    types: &[
        &scandir::DIR_ENTRY,
        &stat::STAT_RESULT,
        &stat::STATVFS_RESULT,
        &descriptors::TERMINAL_SIZE,
        &environment::UNAME_RESULT,
        &process::TIMES_RESULT,
        &process::WAITID_RESULT,
        &schedule::SCHED_PARAM,
    ],
    hidden_types: &[&scandir::SCANDIR_ITERATOR, &process::STRUCT_RUSAGE],
    init: Some(init),
};
