//! `errno`: the error numbers of the operating system by name.

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::ModuleSpec;
use crate::types::{dict, int, module};
use crate::vm::{PyResult, Vm};

macro_rules! table {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name)),*]
    };
}

/// Names and numbers; of several names for a number the last is the one that `errorcode` gives.
static NUMBERS: &[(&str, i32)] = table! {
    E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EADV EAFNOSUPPORT EALREADY EBADE EBADF EBADFD EBADMSG EBADR EBADRQC EBADSLT
    EBFONT EBUSY ECANCELED ECHILD ECHRNG ECOMM ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDESTADDRREQ EDOM EDOTDOT
    EDQUOT EEXIST EFAULT EFBIG EHOSTDOWN EHOSTUNREACH EIDRM EILSEQ EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR EISNAM
    EKEYEXPIRED EKEYREJECTED EKEYREVOKED EL2HLT EL2NSYNC EL3HLT EL3RST ELIBACC ELIBBAD ELIBEXEC ELIBMAX ELIBSCN
    ELNRNG ELOOP EMEDIUMTYPE EMFILE EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENAVAIL ENETDOWN ENETRESET ENETUNREACH
    ENFILE ENOANO ENOBUFS ENOCSI ENODATA ENODEV ENOENT ENOEXEC ENOKEY ENOLCK ENOLINK ENOMEDIUM ENOMEM ENOMSG ENONET
    ENOPKG ENOPROTOOPT ENOSPC ENOSR ENOSTR ENOSYS ENOTBLK ENOTCONN ENOTDIR ENOTEMPTY ENOTNAM ENOTRECOVERABLE ENOTSOCK
    ENOTTY ENOTUNIQ ENXIO EOPNOTSUPP EOVERFLOW EOWNERDEAD EPERM EPFNOSUPPORT EPIPE EPROTO EPROTONOSUPPORT EPROTOTYPE
    ERANGE EREMCHG EREMOTE EREMOTEIO ERESTART ERFKILL EROFS ESHUTDOWN ESOCKTNOSUPPORT ESPIPE ESRCH ESRMNT ESTALE
    ESTRPIPE ETIME ETIMEDOUT ETOOMANYREFS ETXTBSY EUCLEAN EUNATCH EUSERS EWOULDBLOCK EXDEV EXFULL EDEADLOCK ENOTSUP
    EAGAIN
};

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let names = dict::new();
    for (name, n) in NUMBERS {
        let (name, n) = (intern(name), int::from_i64((*n).into()));
        names.set(vm, &n, &name)?;
        d.insert_str(name, n);
    }
    d.insert_str(intern("errorcode"), names.into_obj());
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "errno",
    doc: "The error numbers of the operating system. errorcode gives the name of a number.",
    init: Some(init),
    ..ModuleSpec::EMPTY
};
