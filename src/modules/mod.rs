//! Native modules of the standard library: one file each. `ALL` is the only list of them.

pub mod _abc;
pub mod _ast;
pub mod _asyncio;
pub mod _bisect;
pub mod _blake2;
#[cfg(feature = "compression")]
pub mod _bz2;
pub mod _codecs;
pub mod _collections;
pub mod _contextvars;
pub mod _csv;
pub mod _datetime;
#[cfg(feature = "decimal")]
pub mod _decimal;
pub mod _elementtree;
pub mod _fuel;
pub mod _functools;
pub mod _futures;
pub mod _hashlib;
pub mod _heapq;
pub mod _imp;
pub mod _io;
pub mod _json;
pub mod _locale;
#[cfg(feature = "lxml")]
pub mod _lxml;
#[cfg(feature = "compression")]
pub mod _lzma;
pub mod _multiprocessing;
pub mod _opcode;
pub mod _operator;
pub mod _pickle;
pub mod _posixshmem;
pub mod _posixsubprocess;
pub mod _queue;
pub mod _random;
pub mod _signal;
pub mod _sitebuiltins;
pub mod _socket;
#[cfg(feature = "sqlite")]
pub mod _sqlite3;
pub mod _sre;
#[cfg(feature = "ssl")]
pub mod _ssl;
pub mod _stat;
pub mod _string;
pub mod _struct;
pub mod _thread;
pub mod _traceback;
pub mod _tracemalloc;
pub mod _typing;
pub mod _warnings;
pub mod _weakref;
pub mod array;
pub mod atexit;
pub mod binascii;
pub mod cmath;
#[cfg(feature = "compression")]
pub mod compression;
pub mod errno;
pub mod faulthandler;
pub mod fcntl;
pub mod gc;
pub mod greenlet;
pub mod grp;
pub mod itertools;
pub mod marshal;
pub mod math;
pub mod mmap;
pub mod os_support;
pub mod posix;
pub mod pwd;
pub mod pyexpat;
#[cfg(feature = "editor")]
pub mod readline;
pub mod resource;
pub mod select;
pub mod sys;
pub mod syslog;
pub mod termios;
pub mod time;
pub mod unicodedata;
#[cfg(feature = "compression")]
pub mod zlib;

use crate::object::spec::ModuleSpec;

/// Every native module.
pub static ALL: &[&ModuleSpec] = &[
    &_abc::MODULE,
    &_ast::MODULE,
    &_asyncio::MODULE,
    &_bisect::MODULE,
    &_blake2::MODULE,
    #[cfg(feature = "compression")]
    &_bz2::MODULE,
    &_codecs::MODULE,
    &_collections::MODULE,
    &_contextvars::MODULE,
    &_csv::MODULE,
    &_datetime::MODULE,
    #[cfg(feature = "decimal")]
    &_decimal::MODULE,
    &_elementtree::MODULE,
    &_fuel::MODULE,
    &_functools::MODULE,
    &_hashlib::MODULE,
    &_heapq::MODULE,
    &_imp::MODULE,
    &_io::MODULE,
    &_locale::MODULE,
    #[cfg(feature = "lxml")]
    &_lxml::MODULE,
    #[cfg(feature = "compression")]
    &_lzma::MODULE,
    &_opcode::MODULE,
    &_json::MODULE,
    &_multiprocessing::MODULE,
    &_operator::MODULE,
    &_pickle::MODULE,
    &_posixshmem::MODULE,
    &_posixsubprocess::MODULE,
    &_queue::MODULE,
    &greenlet::MODULE,
    &_futures::MODULE,
    &_random::MODULE,
    &_signal::MODULE,
    &_sitebuiltins::MODULE,
    &_socket::MODULE,
    #[cfg(feature = "sqlite")]
    &_sqlite3::MODULE,
    &_sre::MODULE,
    #[cfg(feature = "ssl")]
    &_ssl::MODULE,
    &_stat::MODULE,
    &_string::MODULE,
    &_struct::MODULE,
    &_thread::MODULE,
    &_traceback::MODULE,
    &_tracemalloc::MODULE,
    &_typing::MODULE,
    &_warnings::MODULE,
    &_weakref::MODULE,
    &array::MODULE,
    &atexit::MODULE,
    &binascii::MODULE,
    &cmath::MODULE,
    &errno::MODULE,
    &faulthandler::MODULE,
    &fcntl::MODULE,
    &gc::MODULE,
    &grp::MODULE,
    &itertools::MODULE,
    &marshal::MODULE,
    &math::MODULE,
    &mmap::MODULE,
    &posix::MODULE,
    &pwd::MODULE,
    &pyexpat::MODULE,
    #[cfg(feature = "editor")]
    &readline::MODULE,
    &resource::MODULE,
    &select::MODULE,
    &sys::MODULE,
    &syslog::MODULE,
    &termios::MODULE,
    &time::MODULE,
    &unicodedata::MODULE,
    #[cfg(feature = "compression")]
    &zlib::MODULE,
];

/// The native module of that name.
pub fn find(name: &str) -> Option<&'static ModuleSpec> {
    ALL.iter().copied().find(|m| m.name == name)
}

/// Prepares signals and opens the standard streams.
pub fn startup(vm: &crate::vm::Vm, unbuffered: bool) -> crate::vm::PyResult<()> {
    _signal::start(vm)?;
    sys::open_streams(vm, unbuffered)
}
