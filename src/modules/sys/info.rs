//! What `sys` says about the interpreter and the machine: versions, limits, flags, names and places.

use super::places::places;
use crate::host::env;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::dict::Dict;
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{dict, float, int, list, namespace, set, str_, tuple};
use crate::vm::{PyResult, Vm, interp};

/// The version of the language that pyr speaks.
const VERSION: [i64; 3] = [3, 13, 5];
const HEX_VERSION: i64 = VERSION[0] << 24 | VERSION[1] << 16 | VERSION[2] << 8 | 0xf0;

/// `sys.implementation.cache_tag`
pub const CACHE_TAG: &str = "pyr-313";

struct_sequence! {
    /// `sys.version_info`
    pub static VERSION_INFO = "sys"."version_info", "The version of the language: a tuple whose items have names.",
    items: 5, hidden: 0, unnamed: 0, callable: false,
    [
        0 "major" "first number",
        1 "minor" "second number",
        2 "micro" "third number",
        3 "releaselevel" "how finished: alpha, beta, candidate, final",
        4 "serial" "count within its level",
    ]
}

struct_sequence! {
    /// `sys.flags`
    pub static FLAGS = "sys"."flags", "Options of the command line and the environment.",
    items: 18, hidden: 1, unnamed: 0, callable: false,
    [
        0 "debug" "-d",
        1 "inspect" "-i",
        2 "interactive" "-i",
        3 "optimize" "-O or -OO",
        4 "dont_write_bytecode" "-B",
        5 "no_user_site" "-s",
        6 "no_site" "-S",
        7 "ignore_environment" "-E",
        8 "verbose" "-v",
        9 "bytes_warning" "-b",
        10 "quiet" "-q",
        11 "hash_randomization" "-R",
        12 "isolated" "-I",
        13 "dev_mode" "-X dev",
        14 "utf8_mode" "-X utf8",
        15 "warn_default_encoding" "-X warn_default_encoding",
        16 "safe_path" "-P",
        17 "int_max_str_digits" "-X int_max_str_digits",
        18 "gil" "-X gil",
    ]
}

struct_sequence! {
    /// `sys.float_info`
    pub static FLOAT_INFO = "sys"."float_info",
    "Range and precision of floats.",
    items: 11, hidden: 0, unnamed: 0, callable: true,
    [
        0 "max" "greatest finite float (DBL_MAX)",
        1 "max_exp" "greatest e for which radix**(e-1) is a float (DBL_MAX_EXP)",
        2 "max_10_exp" "greatest e for which 10**e is a float (DBL_MAX_10_EXP)",
        3 "min" "least float above zero with full precision (DBL_MIN)",
        4 "min_exp" "least e for which radix**(e-1) has full precision (DBL_MIN_EXP)",
        5 "min_10_exp" "least e for which 10**e has full precision (DBL_MIN_10_EXP)",
        6 "dig" "decimal digits that survive a float (DBL_DIG)",
        7 "mant_dig" "digits of the significand in the radix (DBL_MANT_DIG)",
        8 "epsilon" "from 1 to the next float (DBL_EPSILON)",
        9 "radix" "base of the exponent (FLT_RADIX)",
        10 "rounds" "how results are rounded (FLT_ROUNDS)",
    ]
}

struct_sequence! {
    /// `sys.int_info`
    pub static INT_INFO = "sys"."int_info",
    "How ints are stored, and the limit of their decimal digits.",
    items: 4, hidden: 0, unnamed: 0, callable: true,
    [
        0 "bits_per_digit" "bits in a digit",
        1 "sizeof_digit" "bytes in which a digit is kept",
        2 "default_max_str_digits" "decimal digits converted at most, unless told otherwise",
        3 "str_digits_check_threshold" "the lowest limit that can be set",
    ]
}

struct_sequence! {
    /// `sys.hash_info`
    pub static HASH_INFO = "sys"."hash_info",
    "The numbers that hashing works with.",
    items: 9, hidden: 0, unnamed: 0, callable: true,
    [
        0 "width" "bits in a hash",
        1 "modulus" "the prime by which numbers are reduced",
        2 "inf" "hash of infinity",
        3 "nan" "not used any more: what a nan hashed to",
        4 "imag" "factor of the imaginary part of a complex number",
        5 "algorithm" "algorithm for texts and bytes",
        6 "hash_bits" "bits that the algorithm gives",
        7 "seed_bits" "bits of its key",
        8 "cutoff" "length below which short texts are hashed in another way",
    ]
}

struct_sequence! {
    /// `sys.thread_info`
    pub static THREAD_INFO = "sys"."thread_info",
    "How threads are done here.",
    items: 3, hidden: 0, unnamed: 0, callable: true,
    [
        0 "name" "what threads are made of",
        1 "lock" "what locks are made of",
        2 "version" "the library behind them",
    ]
}

/// The modules that the standard library of this version has on some platform.
const STDLIB_NAMES: &str = "\
__future__ _abc _aix_support _android_support _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk \
_codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _colorize _compat_pickle \
_compression _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree \
_frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _interpchannels \
_interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec \
_multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem \
_posixsubprocess _py_abc _pydatetime _pydecimal _pyio _pylong _pyrepl _queue _random _scproxy _sha1 _sha2 \
_sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct \
_suggestions _symtable _sysconfig _thread _threading_local _tkinter _tokenize _tracemalloc _typing _uuid \
_warnings _weakref _weakrefset _winapi _wmi _zoneinfo abc antigravity argparse array ast asyncio atexit base64 \
bdb binascii bisect builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys \
compileall concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime \
dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput \
fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq \
hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging \
lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path \
numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix \
posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re \
readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site \
smtplib socket socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep \
struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time \
timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing \
unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc \
zipapp zipfile zipimport zlib zoneinfo";

fn ints<const N: usize>(n: [i64; N]) -> Vec<Obj> {
    n.into_iter().map(int::from_i64).collect()
}

fn version_info(vm: &Vm) -> PyResult<Obj> {
    let mut v = ints(VERSION);
    v.extend([intern("final"), int::from_i64(0)]);
    struct_seq::make(vm, &VERSION_INFO, v)
}

/// `sys.flags` with what the command line says; all other flags have their usual values.
pub fn flags(vm: &Vm, given: &[(&str, i64)]) -> PyResult<Obj> {
    let spec = FLAGS.spec();
    let mut values = Vec::with_capacity(spec.getters.len());
    for g in spec.getters {
        let usual = match g.name {
            "optimize" => i64::from(interp().optimize.get()),
            "hash_randomization" | "gil" => 1,
            "int_max_str_digits" => interp().int_max_str_digits.get() as i64,
            _ => 0,
        };
        let n = given.iter().find(|(key, _)| *key == g.name).map_or(usual, |(_, n)| *n);
        let is_bool = matches!(g.name, "dev_mode" | "safe_path");
        values.push(if is_bool { Obj::from_bool(n != 0) } else { int::from_i64(n) });
    }
    struct_seq::make(vm, &FLAGS, values)
}

fn float_info(vm: &Vm) -> PyResult<Obj> {
    let f = float::from_f64;
    let i = |n: i32| int::from_i64(n.into());
    let values = vec![
        f(f64::MAX),
        i(f64::MAX_EXP),
        i(f64::MAX_10_EXP),
        f(f64::MIN_POSITIVE),
        i(f64::MIN_EXP),
        i(f64::MIN_10_EXP),
        i(f64::DIGITS as i32),
        i(f64::MANTISSA_DIGITS as i32),
        f(f64::EPSILON),
        i(f64::RADIX as i32),
        i(1),
    ];
    struct_seq::make(vm, &FLOAT_INFO, values)
}

fn hash_info(vm: &Vm) -> PyResult<Obj> {
    let mut v = ints([64, (1 << 61) - 1, 314_159, 0, 1_000_003]);
    v.push(intern("siphash13"));
    v.extend(ints([64, 128, 0]));
    struct_seq::make(vm, &HASH_INFO, v)
}

fn thread_info(vm: &Vm) -> PyResult<Obj> {
    let library = env::confstr(libc::_CS_GNU_LIBPTHREAD_VERSION).ok().flatten();
    let library = library.map_or(Obj::NONE, |t| str_::from_wtf8(&t));
    struct_seq::make(vm, &THREAD_INFO, vec![intern("pthread"), intern("semaphore"), library])
}

/// A text of the operating system's.
fn os_text(vm: &Vm, text: &[u8]) -> PyResult<Obj> {
    crate::modules::os_support::fs_decode(vm, text)
}

/// `sys.version`
pub fn full_version() -> String {
    let [major, minor, micro] = VERSION;
    format!("{major}.{minor}.{micro} (pyr {}) [Rust]", env!("CARGO_PKG_VERSION"))
}

/// Fills the namespace with everything that is a value.
pub fn fill(vm: &Vm, d: &Dict) -> PyResult<()> {
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    let version = version_info(vm)?;
    let implementation = vec![
        ("name", intern("pyr")),
        ("cache_tag", intern(CACHE_TAG)),
        ("version", version.clone()),
        ("hexversion", int::from_i64(HEX_VERSION)),
        ("_multiarch", intern("x86_64-linux-gnu")),
    ];
    put("implementation", namespace::with_attributes(vm, implementation)?);
    put("version_info", version);
    put("hexversion", int::from_i64(HEX_VERSION));
    put("version", str_::from_string(full_version()));
    put("copyright", str_::from_str("Copyright (c) 2026 The pyr founders"));
    put("api_version", int::from_i64(1013));
    put("_git", tuple::from_vec(vec![intern("pyr"), intern(""), intern("")]));
    put("flags", flags(vm, &[])?);
    put("float_info", float_info(vm)?);
    put("int_info", struct_seq::make(vm, &INT_INFO, ints([30, 4, 4300, 640]))?);
    put("hash_info", hash_info(vm)?);
    put("thread_info", thread_info(vm)?);
    put("maxsize", int::from_i64(i64::MAX));
    put("maxunicode", int::from_i64(0x10_ffff));
    put("byteorder", intern("little"));
    put("platform", intern("linux"));
    put("platlibdir", intern("lib"));
    put("float_repr_style", intern("short"));
    for key in ["abiflags", "_framework"] {
        put(key, intern(""));
    }
    for key in ["pycache_prefix", "_stdlib_dir"] {
        put(key, Obj::NONE);
    }
    put("dont_write_bytecode", Obj::TRUE);
    put("warnoptions", list::from_vec(vec![]));
    put("_xoptions", dict::new().into_obj());
    let argv: Vec<Obj> = env::arguments().iter().map(|a| os_text(vm, a)).collect::<PyResult<_>>()?;
    put("orig_argv", list::from_vec(argv));
    let p = places();
    let path = |text: &str| os_text(vm, text.as_bytes());
    put("executable", path(&p.executable)?);
    put("_base_executable", path(&p.base_executable)?);
    for (key, value) in [("prefix", p.prefix()), ("base_prefix", &p.base_prefix)] {
        put(key, path(value)?);
    }
    for (key, value) in [("exec_prefix", p.prefix()), ("base_exec_prefix", &p.base_prefix)] {
        put(key, path(value)?);
    }
    put("_home", p.venv.as_ref().map_or(Ok(Obj::NONE), |v| path(&v.home))?);
    put("builtin_module_names", crate::vm::import::builtin_module_names());
    let names: Vec<Obj> = STDLIB_NAMES.split_whitespace().map(intern).collect();
    put("stdlib_module_names", set::frozenset_from(vm, &tuple::from_vec(names))?);
    Ok(())
}
