//! The environment and the machine: variables, names and limits of the system, randomness.

use crate::host::{env, random, strerror};
use crate::modules::os_support::{c_int, call, fs_c_string, fs_decode, fspath, os_error};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::dict::{self, Dict};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{bytes, float, int, str_, tuple};
use crate::vm::{PyResult, Vm, api};

struct_sequence! {
    /// `posix.uname_result`
    pub static UNAME_RESULT = "posix"."uname_result",
    "What uname() gives: a tuple whose fields can also be read by name.",
    items: 5, hidden: 0, unnamed: 0, callable: true,
    [
        0 "sysname" "the system",
        1 "nodename" "name of the computer as it calls itself",
        2 "release" "its release",
        3 "version" "its build",
        4 "machine" "the processor's kind",
    ]
}

/// Names that `sysconf` and its relatives know.
pub type Names = &'static [(&'static str, i32)];

macro_rules! names {
    ($($name:literal $id:ident)*) => {
        &[$(($name, libc::$id)),*]
    };
}

/// Names for `pathconf`.
pub static PATH_NAMES: Names = names! {
    "PC_LINK_MAX" _PC_LINK_MAX "PC_MAX_CANON" _PC_MAX_CANON "PC_MAX_INPUT" _PC_MAX_INPUT "PC_NAME_MAX" _PC_NAME_MAX
    "PC_PATH_MAX" _PC_PATH_MAX "PC_PIPE_BUF" _PC_PIPE_BUF "PC_CHOWN_RESTRICTED" _PC_CHOWN_RESTRICTED
    "PC_NO_TRUNC" _PC_NO_TRUNC "PC_VDISABLE" _PC_VDISABLE "PC_SYNC_IO" _PC_SYNC_IO "PC_ASYNC_IO" _PC_ASYNC_IO
    "PC_PRIO_IO" _PC_PRIO_IO "PC_SOCK_MAXBUF" _PC_SOCK_MAXBUF "PC_FILESIZEBITS" _PC_FILESIZEBITS
    "PC_REC_INCR_XFER_SIZE" _PC_REC_INCR_XFER_SIZE "PC_REC_MAX_XFER_SIZE" _PC_REC_MAX_XFER_SIZE
    "PC_REC_MIN_XFER_SIZE" _PC_REC_MIN_XFER_SIZE "PC_REC_XFER_ALIGN" _PC_REC_XFER_ALIGN
    "PC_ALLOC_SIZE_MIN" _PC_ALLOC_SIZE_MIN "PC_SYMLINK_MAX" _PC_SYMLINK_MAX
};

static SYSTEM_NAMES: Names = names! {
    "SC_ARG_MAX" _SC_ARG_MAX "SC_CHILD_MAX" _SC_CHILD_MAX "SC_CLK_TCK" _SC_CLK_TCK "SC_NGROUPS_MAX" _SC_NGROUPS_MAX
    "SC_OPEN_MAX" _SC_OPEN_MAX "SC_STREAM_MAX" _SC_STREAM_MAX "SC_TZNAME_MAX" _SC_TZNAME_MAX
    "SC_JOB_CONTROL" _SC_JOB_CONTROL "SC_SAVED_IDS" _SC_SAVED_IDS "SC_REALTIME_SIGNALS" _SC_REALTIME_SIGNALS
    "SC_PRIORITY_SCHEDULING" _SC_PRIORITY_SCHEDULING "SC_TIMERS" _SC_TIMERS "SC_ASYNCHRONOUS_IO" _SC_ASYNCHRONOUS_IO
    "SC_PRIORITIZED_IO" _SC_PRIORITIZED_IO "SC_SYNCHRONIZED_IO" _SC_SYNCHRONIZED_IO "SC_FSYNC" _SC_FSYNC
    "SC_MAPPED_FILES" _SC_MAPPED_FILES "SC_MEMLOCK" _SC_MEMLOCK "SC_MEMLOCK_RANGE" _SC_MEMLOCK_RANGE
    "SC_MEMORY_PROTECTION" _SC_MEMORY_PROTECTION "SC_MESSAGE_PASSING" _SC_MESSAGE_PASSING "SC_SEMAPHORES" _SC_SEMAPHORES
    "SC_SHARED_MEMORY_OBJECTS" _SC_SHARED_MEMORY_OBJECTS "SC_AIO_LISTIO_MAX" _SC_AIO_LISTIO_MAX "SC_AIO_MAX" _SC_AIO_MAX
    "SC_AIO_PRIO_DELTA_MAX" _SC_AIO_PRIO_DELTA_MAX "SC_DELAYTIMER_MAX" _SC_DELAYTIMER_MAX "SC_MQ_OPEN_MAX" _SC_MQ_OPEN_MAX
    "SC_MQ_PRIO_MAX" _SC_MQ_PRIO_MAX "SC_VERSION" _SC_VERSION "SC_PAGESIZE" _SC_PAGESIZE "SC_PAGE_SIZE" _SC_PAGE_SIZE
    "SC_RTSIG_MAX" _SC_RTSIG_MAX "SC_SEM_NSEMS_MAX" _SC_SEM_NSEMS_MAX "SC_SEM_VALUE_MAX" _SC_SEM_VALUE_MAX
    "SC_SIGQUEUE_MAX" _SC_SIGQUEUE_MAX "SC_TIMER_MAX" _SC_TIMER_MAX "SC_BC_BASE_MAX" _SC_BC_BASE_MAX
    "SC_BC_DIM_MAX" _SC_BC_DIM_MAX "SC_BC_SCALE_MAX" _SC_BC_SCALE_MAX "SC_BC_STRING_MAX" _SC_BC_STRING_MAX
    "SC_COLL_WEIGHTS_MAX" _SC_COLL_WEIGHTS_MAX "SC_EXPR_NEST_MAX" _SC_EXPR_NEST_MAX "SC_LINE_MAX" _SC_LINE_MAX
    "SC_RE_DUP_MAX" _SC_RE_DUP_MAX "SC_2_VERSION" _SC_2_VERSION "SC_2_C_BIND" _SC_2_C_BIND "SC_2_C_DEV" _SC_2_C_DEV
    "SC_2_FORT_DEV" _SC_2_FORT_DEV "SC_2_FORT_RUN" _SC_2_FORT_RUN "SC_2_SW_DEV" _SC_2_SW_DEV
    "SC_2_LOCALEDEF" _SC_2_LOCALEDEF "SC_IOV_MAX" _SC_IOV_MAX "SC_UIO_MAXIOV" _SC_UIO_MAXIOV "SC_THREADS" _SC_THREADS
    "SC_THREAD_SAFE_FUNCTIONS" _SC_THREAD_SAFE_FUNCTIONS "SC_GETGR_R_SIZE_MAX" _SC_GETGR_R_SIZE_MAX
    "SC_GETPW_R_SIZE_MAX" _SC_GETPW_R_SIZE_MAX "SC_LOGIN_NAME_MAX" _SC_LOGIN_NAME_MAX "SC_TTY_NAME_MAX" _SC_TTY_NAME_MAX
    "SC_THREAD_DESTRUCTOR_ITERATIONS" _SC_THREAD_DESTRUCTOR_ITERATIONS "SC_THREAD_KEYS_MAX" _SC_THREAD_KEYS_MAX
    "SC_THREAD_STACK_MIN" _SC_THREAD_STACK_MIN "SC_THREAD_THREADS_MAX" _SC_THREAD_THREADS_MAX
    "SC_THREAD_ATTR_STACKADDR" _SC_THREAD_ATTR_STACKADDR "SC_THREAD_ATTR_STACKSIZE" _SC_THREAD_ATTR_STACKSIZE
    "SC_THREAD_PRIORITY_SCHEDULING" _SC_THREAD_PRIORITY_SCHEDULING "SC_THREAD_PRIO_INHERIT" _SC_THREAD_PRIO_INHERIT
    "SC_THREAD_PRIO_PROTECT" _SC_THREAD_PRIO_PROTECT "SC_THREAD_PROCESS_SHARED" _SC_THREAD_PROCESS_SHARED
    "SC_NPROCESSORS_CONF" _SC_NPROCESSORS_CONF "SC_NPROCESSORS_ONLN" _SC_NPROCESSORS_ONLN "SC_PHYS_PAGES" _SC_PHYS_PAGES
    "SC_AVPHYS_PAGES" _SC_AVPHYS_PAGES "SC_ATEXIT_MAX" _SC_ATEXIT_MAX "SC_PASS_MAX" _SC_PASS_MAX
    "SC_XOPEN_VERSION" _SC_XOPEN_VERSION "SC_XOPEN_XCU_VERSION" _SC_XOPEN_XCU_VERSION "SC_XOPEN_UNIX" _SC_XOPEN_UNIX
    "SC_XOPEN_CRYPT" _SC_XOPEN_CRYPT "SC_XOPEN_ENH_I18N" _SC_XOPEN_ENH_I18N "SC_XOPEN_SHM" _SC_XOPEN_SHM
    "SC_2_CHAR_TERM" _SC_2_CHAR_TERM "SC_2_UPE" _SC_2_UPE "SC_NZERO" _SC_NZERO
    "SC_XBS5_ILP32_OFF32" _SC_XBS5_ILP32_OFF32 "SC_XBS5_ILP32_OFFBIG" _SC_XBS5_ILP32_OFFBIG
    "SC_XBS5_LP64_OFF64" _SC_XBS5_LP64_OFF64 "SC_XBS5_LPBIG_OFFBIG" _SC_XBS5_LPBIG_OFFBIG "SC_XOPEN_LEGACY" _SC_XOPEN_LEGACY
    "SC_XOPEN_REALTIME" _SC_XOPEN_REALTIME "SC_XOPEN_REALTIME_THREADS" _SC_XOPEN_REALTIME_THREADS
};

static TEXT_NAMES: Names = &[("CS_PATH", 0), ("CS_GNU_LIBC_VERSION", 2), ("CS_GNU_LIBPTHREAD_VERSION", 3)];

/// A name (or number) of something configurable.
pub fn config_name(vm: &Vm, o: &Obj, names: Names) -> PyResult<i32> {
    if str_::is_str(o) {
        let name = str_::display(o);
        return match names.iter().find(|(n, _)| *n == name) {
            Some((_, id)) => Ok(*id),
            None => Err(vm.value_error("unrecognized configuration name")),
        };
    }
    if !int::is_int(o) {
        return Err(vm.type_error("configuration names must be strings or integers"));
    }
    c_int(vm, o)
}

/// Puts the data of this file into the module.
pub fn fill(vm: &Vm, d: &Dict) -> PyResult<()> {
    let environ = dict::new();
    for (k, v) in env::all() {
        let key = bytes::from_slice(&k);
        if !environ.contains(vm, &key)? {
            environ.set(vm, &key, &bytes::from_slice(&v))?;
        }
    }
    d.insert_str(intern("environ"), environ.into_obj());
    for (attribute, names) in
        [("sysconf_names", SYSTEM_NAMES), ("pathconf_names", PATH_NAMES), ("confstr_names", TEXT_NAMES)]
    {
        let table = dict::new();
        for (name, id) in names {
            table.insert_str(intern(name), int::from_i64((*id).into()));
        }
        d.insert_str(intern(attribute), table.into_obj());
    }
    Ok(())
}

fn random_bytes(vm: &Vm, n: isize) -> PyResult<Vec<u8>> {
    let mut buf = Vec::new();
    buf.try_reserve_exact(n as usize).map_err(|_| vm.memory_error())?;
    buf.resize(n as usize, 0);
    Ok(buf)
}

/// A number of a device or a part of one; None: -1, which is no device.
fn device(vm: &Vm, o: &Obj) -> PyResult<Option<u64>> {
    if !int::is_int(o) {
        return Err(vm.type_error("an integer is required"));
    }
    match (int::to_i64(o), int::as_int(o).and_then(|i| u64::try_from(i.to_big().as_ref()).ok())) {
        (Some(-1), _) => Ok(None),
        (_, Some(n)) => Ok(Some(n)),
        _ if int::is_negative(o) => Err(vm.overflow_error("can't convert negative int to unsigned")),
        _ => Err(vm.overflow_error("int too big to convert")),
    }
}

/// The functions of this file.
pub static FUNCTIONS: &[MethodDef] = &[
    function("putenv", "(name, value, /)", "Sets an environment variable.", |vm, a| {
        let name = fs_c_string(vm, &fspath(vm, &a[0])?)?;
        let value = fs_c_string(vm, &fspath(vm, &a[1])?)?;
        if name.to_bytes().contains(&b'=') {
            return Err(vm.value_error("illegal environment variable name"));
        }
        env::set(&name, &value).map_err(|e| os_error(vm, e))?;
        Ok(Obj::NONE)
    }),
    function("unsetenv", "(name, /)", "Removes an environment variable.", |vm, a| {
        let name = fs_c_string(vm, &fspath(vm, &a[0])?)?;
        env::unset(&name).map_err(|e| os_error(vm, e))?;
        Ok(Obj::NONE)
    }),
    function("strerror", "(code, /)", "What an error number means.", |vm, a| {
        Ok(str_::from_string(strerror(c_int(vm, &a[0])?)))
    }),
    function("uname", "()", "Names of system and machine.", |vm, _| {
        let u = env::uname().map_err(|e| os_error(vm, e))?;
        let values = u.iter().map(|t| fs_decode(vm, t)).collect::<PyResult<_>>()?;
        struct_seq::make(vm, &UNAME_RESULT, values)
    }),
    function("cpu_count", "()", "The number of processors, or None.", |_, _| {
        let said = crate::modules::sys::cpu_count();
        Ok(if said > 0 { int::from_i64(said) } else { env::cpu_count().map_or(Obj::NONE, int::from_usize) })
    }),
    function(
        "getloadavg",
        "()",
        "The load of the last 1, 5 and 15 minutes.",
        |vm, _| match env::load_average() {
            Some(l) => Ok(tuple::from_vec(l.map(float::from_f64).to_vec())),
            None => Err(vm.error(&crate::types::exception::OS_ERROR, "Load averages are unobtainable")),
        },
    ),
    function("sysconf", "(name, /)", "A limit of the system.", |vm, a| {
        let name = config_name(vm, &a[0], SYSTEM_NAMES)?;
        env::sysconf(name).map(int::from_i64).map_err(|e| os_error(vm, e))
    }),
    function("confstr", "(name, /)", "A text of the system's configuration, or None.", |vm, a| {
        let name = config_name(vm, &a[0], TEXT_NAMES)?;
        let text = env::confstr(name).map_err(|e| os_error(vm, e))?;
        text.map_or(Ok(Obj::NONE), |t| fs_decode(vm, &t))
    }),
    function("ctermid", "()", "The name of the terminal that controls the process.", |_, _| {
        Ok(str_::from_str("/dev/tty"))
    }),
    function("urandom", "(size, /)", "Random bytes.", |vm, a| {
        let n = api::index_isize(vm, &a[0])?;
        if n < 0 {
            return Err(vm.value_error("negative argument not allowed"));
        }
        let mut buf = random_bytes(vm, n)?;
        call(vm, || random::fill(&mut buf))?;
        Ok(bytes::from_slice(&buf))
    }),
    function("getrandom", "(size, flags=0)", "Random bytes, with flags.", |vm, a| {
        let n = api::index_isize(vm, &a[0])?;
        if n < 0 {
            return Err(os_error(vm, crate::host::Errno(libc::EINVAL)));
        }
        let flags = a.opt(1).map_or(Ok(0), |f| c_int(vm, f))?;
        let mut buf = random_bytes(vm, n)?;
        let got = call(vm, || random::get(&mut buf, flags as u32))?;
        Ok(bytes::from_slice(&buf[..got]))
    }),
    function("major", "(device, /)", "The major part of a device number.", |vm, a| {
        device(vm, &a[0]).map(|d| d.map_or(int::from_i64(-1), |d| int::from_u64(libc::major(d).into())))
    }),
    function("minor", "(device, /)", "The minor part of a device number.", |vm, a| {
        device(vm, &a[0]).map(|d| d.map_or(int::from_i64(-1), |d| int::from_u64(libc::minor(d).into())))
    }),
    function("makedev", "(major, minor, /)", "A device number.", |vm, a| {
        let part = |o: &Obj| {
            let n = device(vm, o)?.unwrap_or(u32::MAX.into());
            u32::try_from(n)
                .map_err(|_| vm.overflow_error("Python int too large to convert to C unsigned int"))
        };
        let (major, minor) = (part(&a[0])?, part(&a[1])?);
        // Twice "no device" is none.
        let none = major == u32::MAX && minor == u32::MAX;
        Ok(if none { int::from_i64(-1) } else { int::from_u64(libc::makedev(major, minor)) })
    }),
    function("sync", "()", "Forces everything to the disk.", |vm, _| {
        crate::vm::gil::allow_threads(vm, env::sync);
        Ok(Obj::NONE)
    }),
];
