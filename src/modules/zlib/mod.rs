//! `zlib`: deflate, its wrappers, and checksums. The library is behind `stream.rs`.

mod stream;

use crate::modules::compression::{Decoder, Decompressor, Step};
use crate::modules::os_support::c_int;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::LayoutOps;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, ModuleSpec, TypeSpec, function, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::buffer::{bytes_arg, get_contiguous, is_bytes_like};
use crate::types::exception::{BaseException, EXCEPTION};
use crate::types::sequence::size_arg;
use crate::types::{bytes, int, module, str_};
use crate::vm::{PyResult, Raised, Vm, api, gil};
use std::cell::Cell;
use std::sync::Mutex;
use stream::{
    Options, Stream, Z_BUF_ERROR, Z_DATA_ERROR, Z_FINISH, Z_MEM_ERROR, Z_NEED_DICT, Z_NO_FLUSH, Z_OK,
    Z_STREAM_END, Z_STREAM_ERROR, Z_SYNC_FLUSH,
};

/// Bytes of room that output begins with.
const BUFFER: usize = 16 * 1024;

static ERROR_SPEC: TypeSpec = TypeSpec {
    name: "error",
    module: "zlib",
    base: Some(&EXCEPTION),
    flags: type_flag::BASE | type_flag::SAME_BODY,
    ..TypeSpec::BASE
};
static ERROR: StaticType = StaticType::new(&ERROR_SPEC, LayoutOps::of::<BaseException>(false));

/// Raises the error of a code of the library.
#[cold]
fn fail(vm: &Vm, code: i32, message: Option<String>, what: &str) -> Raised {
    if code == Z_MEM_ERROR {
        return vm.memory_error();
    }
    let told = message.unwrap_or_else(|| {
        match code {
            Z_BUF_ERROR => "incomplete or truncated stream",
            Z_STREAM_ERROR => "inconsistent stream state",
            Z_DATA_ERROR => "invalid input data",
            _ => "",
        }
        .into()
    });
    let colon = if told.is_empty() { "" } else { ": " };
    vm.error(&ERROR, format!("Error {code} {what}{colon}{told}"))
}

fn made(vm: &Vm, data: &[u8]) -> PyResult<Obj> {
    bytes::try_from_slice(data).map_err(|_| vm.memory_error())
}

fn number(vm: &Vm, a: Args, i: usize, default: i32) -> PyResult<i32> {
    a.opt(i).map_or(Ok(default), |n| c_int(vm, n))
}

fn compress(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = get_contiguous(vm, &a[0])?;
    let (level, wbits) = (number(vm, a, 1, -1)?, number(vm, a, 2, 15)?);
    let o = Options { level, method: 8, wbits, mem_level: 8, strategy: 0 };
    let mut s = match Stream::deflate(o) {
        Ok(s) => s,
        Err(Z_STREAM_ERROR) => return Err(vm.error(&ERROR, "Bad compression level")),
        Err(code) => return Err(fail(vm, code, None, "while compressing data")),
    };
    let mut out = Vec::new();
    let (code, _) = gil::allow_threads(vm, || {
        s.run(data.as_slice().unwrap_or_default(), Z_FINISH, BUFFER, usize::MAX, &mut out)
    });
    if code != Z_STREAM_END {
        return Err(fail(vm, code, s.message(), "while compressing data"));
    }
    made(vm, &out)
}

fn decompress(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = get_contiguous(vm, &a[0])?;
    let wbits = number(vm, a, 1, 15)?;
    let room = a.opt(2).map_or(Ok(BUFFER as isize), |n| size_arg(vm, n))?;
    if room < 0 {
        return Err(vm.value_error("bufsize must be non-negative"));
    }
    let mut s =
        Stream::inflate(wbits).map_err(|code| fail(vm, code, None, "while preparing to decompress data"))?;
    let mut out = Vec::new();
    let room = (room as usize).clamp(1, 1 << 30);
    let (code, _) = gil::allow_threads(vm, || {
        s.run(data.as_slice().unwrap_or_default(), Z_SYNC_FLUSH, room, usize::MAX, &mut out)
    });
    match code {
        Z_STREAM_END => made(vm, &out),
        Z_OK => Err(fail(vm, Z_BUF_ERROR, None, "while decompressing data")),
        _ => Err(fail(vm, code, s.message(), "while decompressing data")),
    }
}

// --- compressobj

/// The native state of a Compress object: a stream until it was finished.
struct Compress(Mutex<Option<Stream>>);
payload!(Compress, COMPRESS, []);

fn compressor(o: &Obj) -> &Compress {
    o.downcast().expect("the receiver is a Compress")
}

fn compressobj(vm: &Vm, a: Args) -> PyResult<Obj> {
    let o = Options {
        level: number(vm, a, 0, -1)?,
        method: number(vm, a, 1, 8)?,
        wbits: number(vm, a, 2, 15)?,
        mem_level: number(vm, a, 3, 8)?,
        strategy: number(vm, a, 4, 0)?,
    };
    let dictionary = a.opt_not_none(5).map(|d| bytes_arg(vm, d)).transpose()?;
    let mut s = Stream::deflate(o).map_err(|code| match code {
        Z_MEM_ERROR => vm.memory_error(),
        _ => vm.value_error("Invalid initialization option"),
    })?;
    if let Some(d) = dictionary
        && s.set_dictionary(&d) != Z_OK
    {
        return Err(vm.value_error("Invalid dictionary"));
    }
    Ok(Ref::new(Compress(Mutex::new(Some(s)))).into_obj())
}

/// Feeds a Compress object.
fn feed(vm: &Vm, o: &Obj, data: &[u8], flush: i32, what: &str) -> PyResult<Obj> {
    let mut guard = gil::lock(vm, &compressor(o).0);
    let Some(s) = guard.as_mut() else {
        drop(guard);
        return Err(fail(vm, Z_STREAM_ERROR, None, what));
    };
    let mut out = Vec::new();
    let (code, _) = gil::allow_threads(vm, || s.run(data, flush, BUFFER, usize::MAX, &mut out));
    let message = s.message();
    if code == Z_STREAM_END && flush == Z_FINISH {
        *guard = None;
    }
    drop(guard);
    match code {
        Z_OK | Z_BUF_ERROR | Z_STREAM_END => made(vm, &out),
        _ => Err(fail(vm, code, message, what)),
    }
}

fn copy_compressor(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let copy = match gil::lock(vm, &compressor(o).0).as_mut().map(Stream::copy) {
        Some(Ok(s)) => s,
        Some(Err(Z_MEM_ERROR)) => return Err(vm.memory_error()),
        _ => return Err(vm.value_error("Inconsistent stream state")),
    };
    Ok(Ref::new(Compress(Mutex::new(Some(copy)))).into_obj())
}

static COMPRESS_METHODS: [MethodDef; 5] = [
    method("compress", "($self, data, /)", "Takes data: what is compressed of it by now.", |vm, a| {
        let data = get_contiguous(vm, &a[1])?;
        feed(vm, &a[0], data.as_slice().unwrap_or_default(), Z_NO_FLUSH, "while compressing data")
    }),
    method("flush", "($self, mode=Z_FINISH, /)", "What is compressed of the data so far.", |vm, a| {
        match number(vm, a, 1, Z_FINISH)? {
            Z_NO_FLUSH => made(vm, b""),
            mode => feed(vm, &a[0], b"", mode, "while flushing"),
        }
    }),
    method("copy", "($self, /)", "A copy that goes on by itself.", |vm, a| copy_compressor(vm, &a[0])),
    method("__copy__", "($self, /)", "", |vm, a| copy_compressor(vm, &a[0])),
    method("__deepcopy__", "($self, memo, /)", "", |vm, a| copy_compressor(vm, &a[0])),
];
static COMPRESS_SPEC: TypeSpec = TypeSpec {
    name: "Compress",
    module: "zlib",
    flags: type_flag::NO_NEW,
    methods: &COMPRESS_METHODS,
    ..TypeSpec::FINAL
};
static COMPRESS: StaticType = StaticType::new(&COMPRESS_SPEC, LayoutOps::of::<Compress>(false));

// --- decompressobj

/// The native state of a Decompress object.
struct Decompress {
    stream: Mutex<Option<Stream>>,
    dictionary: Option<Vec<u8>>,
    unused: Field,
    tail: Field,
    eof: Cell<bool>,
}
payload!(Decompress, DECOMPRESS, [unused, tail]);

fn decompressor(o: &Obj) -> &Decompress {
    o.downcast().expect("the receiver is a Decompress")
}

/// A dictionary argument.
fn dictionary_arg(vm: &Vm, o: Option<&Obj>) -> PyResult<Option<Vec<u8>>> {
    let Some(o) = o else { return Ok(None) };
    if !is_bytes_like(o) {
        return Err(vm.type_error("zdict argument must support the buffer protocol"));
    }
    Ok(Some(bytes_arg(vm, o)?.into_owned()))
}

/// A decompressing stream; one without wrapper gets its dictionary at once.
fn inflater(vm: &Vm, wbits: i32, dictionary: Option<&[u8]>) -> PyResult<Stream> {
    let mut s = Stream::inflate(wbits).map_err(|code| match code {
        Z_MEM_ERROR => vm.memory_error(),
        _ => vm.value_error("Invalid initialization option"),
    })?;
    if wbits < 0
        && let Some(d) = dictionary
    {
        let code = s.set_dictionary(d);
        if code != Z_OK {
            return Err(fail(vm, code, s.message(), "while setting zdict"));
        }
    }
    Ok(s)
}

fn decompressobj(vm: &Vm, a: Args) -> PyResult<Obj> {
    let wbits = number(vm, a, 0, 15)?;
    let dictionary = dictionary_arg(vm, a.opt(1))?;
    let s = inflater(vm, wbits, dictionary.as_deref())?;
    let nothing = || Field::new(Some(bytes::from_slice(b"")));
    let body = Decompress {
        stream: Mutex::new(Some(s)),
        dictionary,
        unused: nothing(),
        tail: nothing(),
        eof: Cell::new(false),
    };
    Ok(Ref::new(body).into_obj())
}

/// Decodes; gives the dictionary when the stream asks for it. The error's words come with the code.
fn inflate(
    s: &mut Stream,
    dictionary: Option<&[u8]>,
    input: &[u8],
    flush: i32,
    (first, limit): (usize, usize),
    out: &mut Vec<u8>,
) -> (i32, usize, &'static str) {
    let (mut code, mut taken) = s.run(input, flush, first, limit, out);
    if code == Z_NEED_DICT
        && let Some(d) = dictionary
    {
        code = s.set_dictionary(d);
        if code != Z_OK {
            return (code, taken, "while setting zdict");
        }
        let more;
        (code, more) = s.run(&input[taken..], flush, first, limit, out);
        taken += more;
    }
    (code, taken, "while decompressing data")
}

/// Feeds a Decompress object. `strict`: errors are raised.
fn expand(vm: &Vm, o: &Obj, data: &[u8], flush: i32, sizes: (usize, usize), strict: bool) -> PyResult<Obj> {
    let d = decompressor(o);
    let mut guard = gil::lock(vm, &d.stream);
    let Some(s) = guard.as_mut() else {
        drop(guard);
        return if strict {
            Err(fail(vm, Z_STREAM_ERROR, None, "while decompressing data"))
        } else {
            made(vm, b"")
        };
    };
    let mut out = Vec::new();
    let dictionary = d.dictionary.as_deref();
    let (code, taken, what) = gil::allow_threads(vm, || inflate(s, dictionary, data, flush, sizes, &mut out));
    let message = s.message();
    if code == Z_STREAM_END && flush == Z_FINISH {
        *guard = None;
    }
    drop(guard);
    let rest = &data[taken..];
    let content = |f: &Field| f.get().map(|b| bytes::bytes_of(&b).to_vec()).unwrap_or_default();
    let tail = content(&d.tail);
    if code == Z_STREAM_END {
        d.eof.set(true);
        if !rest.is_empty() {
            let mut unused = content(&d.unused);
            unused.extend_from_slice(rest);
            d.unused.set(Some(made(vm, &unused)?));
        }
        if !tail.is_empty() {
            d.tail.set(Some(made(vm, rest)?));
        }
    } else if !rest.is_empty() || !tail.is_empty() {
        d.tail.set(Some(made(vm, rest)?));
    }
    match code {
        Z_OK | Z_BUF_ERROR | Z_STREAM_END => made(vm, &out),
        _ if !strict => made(vm, &out),
        _ => Err(fail(vm, code, message, what)),
    }
}

fn copy_decompressor(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = decompressor(o);
    let copy = match gil::lock(vm, &d.stream).as_mut().map(Stream::copy) {
        Some(Ok(s)) => s,
        Some(Err(Z_MEM_ERROR)) => return Err(vm.memory_error()),
        _ => return Err(vm.value_error("Inconsistent stream state")),
    };
    let body = Decompress {
        stream: Mutex::new(Some(copy)),
        dictionary: d.dictionary.clone(),
        unused: Field::new(d.unused.get()),
        tail: Field::new(d.tail.get()),
        eof: d.eof.clone(),
    };
    Ok(Ref::new(body).into_obj())
}

static DECOMPRESS_METHODS: [MethodDef; 5] = [
    method("decompress", "($self, data, /, max_length=0)", "Takes data: what it stands for.", |vm, a| {
        let data = get_contiguous(vm, &a[1])?;
        let limit = match usize::try_from(a.opt(2).map_or(Ok(0), |n| size_arg(vm, n))?) {
            Ok(0) => usize::MAX,
            Ok(n) => n,
            Err(_) => return Err(vm.value_error("max_length must be non-negative")),
        };
        expand(vm, &a[0], data.as_slice().unwrap_or_default(), Z_SYNC_FLUSH, (BUFFER, limit), true)
    }),
    method(
        "flush",
        "($self, length=zlib.DEF_BUF_SIZE, /)",
        "What the data left over stands for.",
        |vm, a| {
            let first = a.opt(1).map_or(Ok(BUFFER as isize), |n| size_arg(vm, n))?;
            if first <= 0 {
                return Err(vm.value_error("length must be greater than zero"));
            }
            let tail = decompressor(&a[0]).tail.get_or_none();
            let sizes = (first.min(1 << 30) as usize, usize::MAX);
            expand(vm, &a[0], bytes::bytes_of(&tail), Z_FINISH, sizes, false)
        },
    ),
    method("copy", "($self, /)", "A copy that goes on by itself.", |vm, a| copy_decompressor(vm, &a[0])),
    method("__copy__", "($self, /)", "", |vm, a| copy_decompressor(vm, &a[0])),
    method("__deepcopy__", "($self, memo, /)", "", |vm, a| copy_decompressor(vm, &a[0])),
];
static DECOMPRESS_SPEC: TypeSpec = TypeSpec {
    name: "Decompress",
    module: "zlib",
    flags: type_flag::NO_NEW,
    methods: &DECOMPRESS_METHODS,
    getters: &[
        member("unused_data", "", |_, o| Ok(decompressor(o).unused.get_or_none())),
        member("unconsumed_tail", "", |_, o| Ok(decompressor(o).tail.get_or_none())),
        member("eof", "", |_, o| Ok(Obj::from_bool(decompressor(o).eof.get()))),
    ],
    ..TypeSpec::FINAL
};
static DECOMPRESS: StaticType = StaticType::new(&DECOMPRESS_SPEC, LayoutOps::of::<Decompress>(false));

// --- _ZlibDecompressor

struct Inflater {
    stream: Stream,
    dictionary: Option<Vec<u8>>,
}

impl Decoder for Inflater {
    type Fault = (i32, Option<String>, &'static str);
    fn step(&mut self, input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<Step, Self::Fault> {
        let sizes = (BUFFER, limit);
        let (code, consumed, what) =
            inflate(&mut self.stream, self.dictionary.as_deref(), input, Z_SYNC_FLUSH, sizes, out);
        match code {
            Z_OK | Z_BUF_ERROR | Z_STREAM_END => Ok(Step { consumed, end: code == Z_STREAM_END }),
            _ => Err((code, self.stream.message(), what)),
        }
    }
}

/// The native state of a _ZlibDecompressor.
struct Whole(Decompressor<Inflater>);

#[allow(unsafe_code)]
// SAFETY: the only reference is to bytes.
unsafe impl crate::object::heap::Payload for Whole {
    fn static_type() -> &'static StaticType {
        &WHOLE
    }
}

fn whole(o: &Obj) -> &Decompressor<Inflater> {
    &o.downcast::<Whole>().expect("the receiver is a _ZlibDecompressor").0
}

constructor!(new_whole, "_ZlibDecompressor", "($type, wbits=15, zdict=b'')", |vm, a| {
    let wbits = number(vm, a, 1, 15)?;
    let dictionary = dictionary_arg(vm, a.opt(2))?;
    let stream = inflater(vm, wbits, dictionary.as_deref())?;
    new_instance(vm, &a[0], Whole(Decompressor::new(Inflater { stream, dictionary })))
});

static WHOLE_SPEC: TypeSpec = TypeSpec {
    name: "_ZlibDecompressor",
    module: "zlib",
    doc: "A decompressor with the interface of those of bz2 and lzma.",
    signature: "(wbits=MAX_WBITS, zdict=b'')",
    slots: Slots { new: Some(new_whole), ..Slots::NONE },
    methods: &[method(
        "decompress",
        "($self, /, data, max_length=-1)",
        "Takes data: what it stands for, at most max_length bytes.",
        |vm, a| {
            whole(&a[0])
                .decompress(vm, &a[1], a.opt(2), |(code, message, what)| fail(vm, code, message, what))
        },
    )],
    getters: &[
        member("eof", "", |_, o| Ok(Obj::from_bool(whole(o).eof.get()))),
        member("needs_input", "", |_, o| Ok(Obj::from_bool(whole(o).needs_input.get()))),
        member("unused_data", "", |_, o| Ok(whole(o).unused.get_or_none())),
    ],
    ..TypeSpec::FINAL
};
static WHOLE: StaticType = StaticType::new(&WHOLE_SPEC, LayoutOps::of::<Whole>(false));

// --- checksums

fn checksum(vm: &Vm, a: Args, start: u32, f: fn(u32, &[u8]) -> u32) -> PyResult<Obj> {
    let data = get_contiguous(vm, &a[0])?;
    // Only the lowest 32 bits count.
    let start = match a.opt(1) {
        None => start,
        Some(n) => {
            let n = api::binary(
                vm,
                crate::object::slots::BinOp::And,
                &api::index(vm, n)?,
                &int::from_i64(0xffff_ffff),
            )?;
            int::to_i64(&n).unwrap_or(0) as u32
        }
    };
    let data = data.as_slice().unwrap_or_default();
    let sum = if data.len() < 5 * 1024 { f(start, data) } else { gil::allow_threads(vm, || f(start, data)) };
    Ok(int::from_i64(sum.into()))
}

static CONSTANTS: &[(&str, i64)] = &[
    ("MAX_WBITS", 15),
    ("DEFLATED", 8),
    ("DEF_MEM_LEVEL", 8),
    ("DEF_BUF_SIZE", BUFFER as i64),
    ("Z_NO_COMPRESSION", 0),
    ("Z_BEST_SPEED", 1),
    ("Z_BEST_COMPRESSION", 9),
    ("Z_DEFAULT_COMPRESSION", -1),
    ("Z_FILTERED", 1),
    ("Z_HUFFMAN_ONLY", 2),
    ("Z_RLE", 3),
    ("Z_FIXED", 4),
    ("Z_DEFAULT_STRATEGY", 0),
    ("Z_NO_FLUSH", 0),
    ("Z_PARTIAL_FLUSH", 1),
    ("Z_SYNC_FLUSH", 2),
    ("Z_FULL_FLUSH", 3),
    ("Z_FINISH", 4),
    ("Z_BLOCK", 5),
    ("Z_TREES", 6),
];

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in CONSTANTS {
        d.insert_str(intern(name), int::from_i64(*n));
    }
    for name in ["ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"] {
        d.insert_str(intern(name), str_::from_string(stream::version()));
    }
    d.insert_str(intern("__version__"), str_::from_str("1.0"));
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "zlib",
    doc: "Compression as zip files and gzip have it, and checksums.",
    functions: &[
        function("adler32", "(data, value=1, /)", "A checksum of data.", |vm, a| {
            checksum(vm, a, 1, stream::adler32)
        }),
        function("crc32", "(data, value=0, /)", "A checksum of data.", |vm, a| {
            checksum(vm, a, 0, stream::crc32)
        }),
        function(
            "compress",
            "(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)",
            "Data, compressed.",
            compress,
        ),
        function(
            "decompress",
            "(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)",
            "What compressed data stands for.",
            decompress,
        ),
        function(
            "compressobj",
            "(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None)",
            "An object that compresses data bit by bit.",
            compressobj,
        ),
        function(
            "decompressobj",
            "(wbits=MAX_WBITS, zdict=b'')",
            "An object that decompresses data bit by bit.",
            decompressobj,
        ),
    ],
    types: &[&ERROR, &WHOLE],
    hidden_types: &[&COMPRESS, &DECOMPRESS],
    init: Some(init),
};
