//! `_lzma`: compressors and decompressors for the `lzma` module. The library is behind `stream.rs`.

mod stream;

use crate::modules::compression::{Decoder, Decompressor, Step};
use crate::modules::os_support::c_int;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::payload::constructor;
use crate::object::slots::Slots;
use crate::object::spec::{ModuleSpec, TypeSpec, function, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::exception::{BaseException, EXCEPTION, KEY_ERROR};
use crate::types::{buffer, bytes, dict, int, module, str_};
use crate::vm::{PyResult, Raised, Vm, api, gil};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use stream::{Code, Filter, LZMA_FIELDS, Lzma, Stream};

const FORMAT_AUTO: i32 = 0;
const FORMAT_XZ: i32 = 1;
const FORMAT_ALONE: i32 = 2;
const FORMAT_RAW: i32 = 3;
const CHECK_UNKNOWN: u32 = 16;
const MOST_FILTERS: usize = 4;

/// Filters for machine code of some processor.
const BRANCHES: [(&str, u64); 6] = [
    ("FILTER_X86", liblzma_sys::LZMA_FILTER_X86),
    ("FILTER_POWERPC", liblzma_sys::LZMA_FILTER_POWERPC),
    ("FILTER_IA64", liblzma_sys::LZMA_FILTER_IA64),
    ("FILTER_ARM", liblzma_sys::LZMA_FILTER_ARM),
    ("FILTER_ARMTHUMB", liblzma_sys::LZMA_FILTER_ARMTHUMB),
    ("FILTER_SPARC", liblzma_sys::LZMA_FILTER_SPARC),
];

static ERROR_SPEC: TypeSpec = TypeSpec {
    name: "LZMAError",
    module: "_lzma",
    doc: "The data is bad, or the library cannot do what was asked.",
    base: Some(&EXCEPTION),
    flags: type_flag::BASE | type_flag::SAME_BODY,
    ..TypeSpec::BASE
};
static ERROR: StaticType = StaticType::new(&ERROR_SPEC, LayoutOps::of::<BaseException>(false));

/// Raises the error of an answer of the library.
#[cold]
fn fail(vm: &Vm, code: Code) -> Raised {
    let text = match code {
        stream::LZMA_MEM_ERROR => return vm.memory_error(),
        stream::LZMA_UNSUPPORTED_CHECK => "Unsupported integrity check",
        stream::LZMA_MEMLIMIT_ERROR => "Memory usage limit exceeded",
        stream::LZMA_FORMAT_ERROR => "Input format not supported by decoder",
        stream::LZMA_OPTIONS_ERROR => "Invalid or unsupported options",
        stream::LZMA_DATA_ERROR => "Corrupt input data",
        stream::LZMA_PROG_ERROR => "Internal error",
        liblzma_sys::LZMA_BUF_ERROR => "Insufficient buffer space",
        _ => return vm.error(&ERROR, format!("Unrecognized error from liblzma: {code}")),
    };
    vm.error(&ERROR, text)
}

/// An unsigned 64-bit argument.
fn unsigned(vm: &Vm, o: &Obj) -> PyResult<u64> {
    let Some(i) = int::as_int(o) else { return Err(vm.type_error("an integer is required")) };
    if i.is_negative() {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    match i.to_i64() {
        Some(n) => Ok(n as u64),
        None => u64::try_from(&*i.to_big()).map_err(|_| vm.overflow_error("int too big to convert")),
    }
}

fn unsigned_32(vm: &Vm, o: &Obj) -> PyResult<u32> {
    u32::try_from(unsigned(vm, o)?).map_err(|_| vm.overflow_error("Value too large for uint32_t type"))
}

// --- filter specifiers

/// An item of a specifier, if it is there.
fn item(vm: &Vm, spec: &Obj, key: &str) -> PyResult<Option<Obj>> {
    match api::getitem(vm, spec, &str_::from_str(key)) {
        Ok(v) => Ok(Some(v)),
        Err(r) => vm.clear_if(r, &KEY_ERROR).map(|()| None),
    }
}

/// The 32-bit numbers of a specifier, handed to `set` by name. Other names and values have one message.
fn numbers(vm: &Vm, spec: &Obj, what: &str, mut set: impl FnMut(&str, u32) -> bool) -> PyResult<()> {
    let bad = || vm.value_error(format!("Invalid filter specifier for {what} filter"));
    for key in api::to_vec(vm, &api::call_method_str(vm, spec, "keys", &[])?)? {
        let name = str_::display(&key);
        if name == "id" {
            continue;
        }
        let value = api::getitem(vm, spec, &key)?;
        let fits = int::to_i64(&value).and_then(|n| u32::try_from(n).ok());
        if !fits.is_some_and(|n| set(&name, n)) {
            return Err(bad());
        }
    }
    Ok(())
}

fn lzma_options(vm: &Vm, spec: Option<&Obj>, default: u32) -> PyResult<Box<Lzma>> {
    let preset = match spec {
        Some(s) => item(vm, s, "preset")?.map(|p| unsigned_32(vm, &p)).transpose()?,
        None => None,
    };
    let preset = preset.unwrap_or(default);
    let Some(options) = Lzma::preset(preset) else {
        return Err(vm.error(&ERROR, format!("Invalid compression preset: {preset}")));
    };
    let mut options = Box::new(options);
    if let Some(spec) = spec {
        numbers(vm, spec, "LZMA", |name, n| {
            if let Some((_, field)) = LZMA_FIELDS.iter().find(|(f, _)| *f == name) {
                *field(&mut options) = n;
                return true;
            }
            name == "preset"
        })?;
    }
    Ok(options)
}

fn filter(vm: &Vm, spec: &Obj) -> PyResult<Filter> {
    if spec.ty().slots().getitem.is_none() {
        return Err(vm.type_error("Filter specifier must be a dict or dict-like object"));
    }
    let Some(id) = item(vm, spec, "id")? else {
        return Err(vm.value_error("Filter specifier must have an \"id\" entry"));
    };
    match unsigned(vm, &id)? {
        id @ (stream::LZMA_FILTER_LZMA1 | stream::LZMA_FILTER_LZMA2) => {
            Ok(Filter::Lzma(id, lzma_options(vm, Some(spec), stream::LZMA_PRESET_DEFAULT)?))
        }
        stream::LZMA_FILTER_DELTA => {
            let mut distance = 1;
            numbers(vm, spec, "delta", |name, n| {
                distance = n;
                name == "dist"
            })?;
            Ok(Filter::Delta(distance))
        }
        id if BRANCHES.iter().any(|(_, b)| *b == id) => {
            let mut start = 0;
            numbers(vm, spec, "BCJ", |name, n| {
                start = n;
                name == "start_offset"
            })?;
            Ok(Filter::Branch(id, start))
        }
        id => Err(vm.value_error(format!("Invalid filter ID: {id}"))),
    }
}

fn filters(vm: &Vm, specs: &Obj) -> PyResult<Vec<Filter>> {
    if specs.downcast::<dict::Dict>().is_some() {
        return Err(vm.type_error("dict is not a sequence"));
    }
    if api::len(vm, specs)? > MOST_FILTERS {
        return Err(
            vm.value_error(format!("Too many filters - liblzma supports a maximum of {MOST_FILTERS}"))
        );
    }
    api::to_vec(vm, specs)?.iter().take(MOST_FILTERS).map(|s| filter(vm, s)).collect()
}

/// A filter as a dict.
fn specifier(filter: Filter) -> Obj {
    let d = dict::new();
    let set = |name: &str, n: u64| d.insert_str(intern(name), int::from_u64(n));
    match filter {
        Filter::Lzma(id, mut o) => {
            set("id", id);
            let shown: &[&str] = if id == stream::LZMA_FILTER_LZMA1 {
                &["lc", "lp", "pb", "dict_size"]
            } else {
                &["dict_size"]
            };
            for name in shown {
                if let Some((_, field)) = LZMA_FIELDS.iter().find(|(f, _)| f == name) {
                    set(name, (*field(&mut o)).into());
                }
            }
        }
        Filter::Delta(distance) => {
            set("id", stream::LZMA_FILTER_DELTA);
            set("dist", distance.into());
        }
        Filter::Branch(id, start) => {
            set("id", id);
            if start != 0 {
                set("start_offset", start.into());
            }
        }
    }
    d.into_obj()
}

// --- LZMACompressor

/// The native state of a compressor; empty after `flush`.
struct Compressor(Mutex<Option<Stream>>);

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Compressor {
    fn static_type() -> &'static StaticType {
        &COMPRESSOR
    }
}

fn feed(vm: &Vm, o: &Obj, data: &[u8], finish: bool) -> PyResult<Obj> {
    let c: &Compressor = o.downcast().expect("the receiver is a compressor");
    let mut guard = gil::lock(vm, &c.0);
    let Some(stream) = guard.as_mut() else {
        drop(guard);
        return Err(vm.value_error(if finish {
            "Repeated call to flush()"
        } else {
            "Compressor has been flushed"
        }));
    };
    let action = if finish { stream::LZMA_FINISH } else { stream::LZMA_RUN };
    let (out, ran) = gil::allow_threads(vm, || {
        let mut out = Vec::new();
        let ran = stream.run(data, action, usize::MAX, &mut out, drop);
        (out, ran)
    });
    if finish {
        *guard = None;
    }
    drop(guard);
    match ran.code {
        stream::LZMA_OK | stream::LZMA_STREAM_END => {
            bytes::try_from_slice(&out).map_err(|_| vm.memory_error())
        }
        code => Err(fail(vm, code)),
    }
}

constructor!(
    new_compressor,
    "LZMACompressor",
    "($type, format=1, check=-1, preset=None, filters=None)",
    |vm, a| {
        let format = a.opt(1).map_or(Ok(FORMAT_XZ), |f| c_int(vm, f))?;
        let check = a.opt(2).map_or(Ok(-1), |c| c_int(vm, c))?;
        let (preset, specs) = (a.opt_not_none(3), a.opt_not_none(4));
        if preset.is_some() && specs.is_some() {
            return Err(vm.value_error("Cannot specify both preset and filter chain"));
        }
        let preset = preset.map_or(Ok(stream::LZMA_PRESET_DEFAULT), |p| unsigned_32(vm, p))?;
        if format != FORMAT_XZ && check != -1 && check != stream::LZMA_CHECK_NONE as i32 {
            return Err(vm.value_error("Integrity checks are only supported by FORMAT_XZ"));
        }
        let made = match (format, specs) {
            (FORMAT_XZ, _) => {
                let check = if check == -1 { stream::LZMA_CHECK_CRC64 } else { check as u32 };
                match specs {
                    None => Stream::easy_encoder(preset, check),
                    Some(s) => Stream::encoder(&filters(vm, s)?, check),
                }
            }
            (FORMAT_ALONE, None) => Stream::alone_encoder(&*lzma_options(vm, None, preset)?),
            (FORMAT_ALONE, Some(s)) => match filters(vm, s)?.as_slice() {
                [Filter::Lzma(stream::LZMA_FILTER_LZMA1, o)] => Stream::alone_encoder(o),
                _ => {
                    return Err(vm.value_error(
                        "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter",
                    ));
                }
            },
            (FORMAT_RAW, None) => return Err(vm.value_error("Must specify filters for FORMAT_RAW")),
            (FORMAT_RAW, Some(s)) => Stream::raw_encoder(&filters(vm, s)?),
            _ => return Err(vm.value_error(format!("Invalid container format: {format}"))),
        };
        new_instance(vm, &a[0], Compressor(Mutex::new(Some(made.map_err(|code| fail(vm, code))?))))
    }
);

static COMPRESSOR_SPEC: TypeSpec = TypeSpec {
    name: "LZMACompressor",
    module: "_lzma",
    doc: "Compresses data bit by bit.",
    signature: "(format=FORMAT_XZ, check=-1, preset=None, filters=None)",
    slots: Slots { new: Some(new_compressor), ..Slots::NONE },
    methods: &[
        method("compress", "($self, data, /)", "Takes data: what is compressed of it by now.", |vm, a| {
            let view = buffer::get_contiguous(vm, &a[1])?;
            feed(vm, &a[0], view.as_slice().unwrap_or_default(), false)
        }),
        method("flush", "($self, /)", "The rest of the compressed data.", |vm, a| feed(vm, &a[0], b"", true)),
    ],
    ..TypeSpec::BASE
};
static COMPRESSOR: StaticType = StaticType::new(&COMPRESSOR_SPEC, LayoutOps::of::<Compressor>(false));

// --- LZMADecompressor

struct Reader {
    stream: Stream,
    check: Arc<AtomicU32>,
}

impl Decoder for Reader {
    type Fault = Code;
    fn step(&mut self, input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<Step, Code> {
        let tell = |check| self.check.store(check, Ordering::Relaxed);
        let ran = self.stream.run(input, stream::LZMA_RUN, limit, out, tell);
        match ran.code {
            stream::LZMA_OK => Ok(Step { consumed: ran.consumed, end: false }),
            stream::LZMA_STREAM_END => Ok(Step { consumed: ran.consumed, end: true }),
            code => Err(code),
        }
    }
}

/// The native state of a decompressor.
struct Whole {
    state: Decompressor<Reader>,
    check: Arc<AtomicU32>,
}

#[allow(unsafe_code)]
// SAFETY: the only reference is to bytes.
unsafe impl Payload for Whole {
    fn static_type() -> &'static StaticType {
        &DECOMPRESSOR
    }
}

fn whole(o: &Obj) -> &Whole {
    o.downcast().expect("the receiver is a decompressor")
}

constructor!(
    new_decompressor,
    "LZMADecompressor",
    "($type, format=0, memlimit=None, filters=None)",
    |vm, a| {
        let format = a.opt(1).map_or(Ok(FORMAT_AUTO), |f| c_int(vm, f))?;
        let memory = match a.opt_not_none(2) {
            None => u64::MAX,
            Some(_) if format == FORMAT_RAW => {
                return Err(vm.value_error("Cannot specify memory limit with FORMAT_RAW"));
            }
            Some(n) => unsigned(vm, n)?,
        };
        let specs = a.opt_not_none(3);
        let made = match (format, specs) {
            (FORMAT_RAW, None) => return Err(vm.value_error("Must specify filters for FORMAT_RAW")),
            (FORMAT_RAW, Some(s)) => Stream::raw_decoder(&filters(vm, s)?),
            (_, Some(_)) => return Err(vm.value_error("Cannot specify filters except with FORMAT_RAW")),
            (FORMAT_AUTO | FORMAT_XZ, None) => Stream::decoder(memory, format == FORMAT_AUTO),
            (FORMAT_ALONE, None) => Stream::alone_decoder(memory),
            _ => return Err(vm.value_error(format!("Invalid container format: {format}"))),
        };
        let stream = made.map_err(|code| fail(vm, code))?;
        let known = matches!(format, FORMAT_ALONE | FORMAT_RAW);
        let check = Arc::new(AtomicU32::new(if known { stream::LZMA_CHECK_NONE } else { CHECK_UNKNOWN }));
        let state = Decompressor::new(Reader { stream, check: check.clone() });
        new_instance(vm, &a[0], Whole { state, check })
    }
);

static DECOMPRESSOR_SPEC: TypeSpec = TypeSpec {
    name: "LZMADecompressor",
    module: "_lzma",
    doc: "Decompresses data bit by bit.",
    signature: "(format=FORMAT_AUTO, memlimit=None, filters=None)",
    slots: Slots { new: Some(new_decompressor), ..Slots::NONE },
    methods: &[method(
        "decompress",
        "($self, /, data, max_length=-1)",
        "Takes data: what it stands for, at most max_length bytes.",
        |vm, a| {
            let state = &whole(&a[0]).state;
            if state.eof.get() {
                return Err(vm.eof_error("Already at end of stream"));
            }
            state.decompress(vm, &a[1], a.opt(2), |code| fail(vm, code))
        },
    )],
    getters: &[
        member("check", "Which check the data carries, once that is known.", |_, o| {
            Ok(int::from_u64(whole(o).check.load(Ordering::Relaxed).into()))
        }),
        member("eof", "Whether the end of the stream was reached.", |_, o| {
            Ok(Obj::from_bool(whole(o).state.eof.get()))
        }),
        member("needs_input", "Whether more input is wanted.", |_, o| {
            Ok(Obj::from_bool(whole(o).state.needs_input.get()))
        }),
        member("unused_data", "What came after the end.", |_, o| Ok(whole(o).state.unused.get_or_none())),
    ],
    ..TypeSpec::BASE
};
static DECOMPRESSOR: StaticType = StaticType::new(&DECOMPRESSOR_SPEC, LayoutOps::of::<Whole>(false));

// --- the module

/// Numbers of the module beside the filters of `BRANCHES`.
const NUMBERS: [(&str, u64); 22] = [
    ("FORMAT_AUTO", FORMAT_AUTO as u64),
    ("FORMAT_XZ", FORMAT_XZ as u64),
    ("FORMAT_ALONE", FORMAT_ALONE as u64),
    ("FORMAT_RAW", FORMAT_RAW as u64),
    ("CHECK_NONE", 0),
    ("CHECK_CRC32", 1),
    ("CHECK_CRC64", 4),
    ("CHECK_SHA256", 10),
    ("CHECK_ID_MAX", 15),
    ("CHECK_UNKNOWN", CHECK_UNKNOWN as u64),
    ("FILTER_LZMA1", stream::LZMA_FILTER_LZMA1),
    ("FILTER_LZMA2", stream::LZMA_FILTER_LZMA2),
    ("FILTER_DELTA", stream::LZMA_FILTER_DELTA),
    ("MF_HC3", 3),
    ("MF_HC4", 4),
    ("MF_BT2", 18),
    ("MF_BT3", 19),
    ("MF_BT4", 20),
    ("MODE_FAST", 1),
    ("MODE_NORMAL", 2),
    ("PRESET_DEFAULT", stream::LZMA_PRESET_DEFAULT as u64),
    ("PRESET_EXTREME", 1 << 31),
];

fn encode_properties(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = filter(vm, &a[0])?;
    stream::encode_properties(&f).map(|p| bytes::from_slice(&p)).map_err(|code| fail(vm, code))
}

fn decode_properties(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = unsigned(vm, &a[0])?;
    let properties = buffer::to_bytes_vec(vm, &a[1])?;
    stream::decode_properties(id, &properties).map(specifier).map_err(|code| fail(vm, code))
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in NUMBERS.iter().chain(&BRANCHES) {
        d.insert_str(intern(name), int::from_u64(*n));
    }
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_lzma",
    doc: "Compressors and decompressors for lzma.",
    functions: &[
        function("is_check_supported", "(check_id, /)", "Whether a kind of check is known.", |vm, a| {
            Ok(Obj::from_bool(stream::check_is_supported(c_int(vm, &a[0])?)))
        }),
        function(
            "_encode_filter_properties",
            "(filter, /)",
            "The options of a filter as an archive stores them.",
            encode_properties,
        ),
        function(
            "_decode_filter_properties",
            "(filter_id, encoded_props, /)",
            "The filter that stored options describe.",
            decode_properties,
        ),
    ],
    types: &[&COMPRESSOR, &DECOMPRESSOR, &ERROR],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
