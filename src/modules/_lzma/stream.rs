//! liblzma's coders behind safe functions: streams, chains of filters, their stored properties. No objects.
#![allow(unsafe_code)]

use liblzma_sys as z;
pub use liblzma_sys::{
    LZMA_CHECK_CRC64, LZMA_CHECK_NONE, LZMA_DATA_ERROR, LZMA_FILTER_DELTA, LZMA_FILTER_LZMA1,
    LZMA_FILTER_LZMA2, LZMA_FINISH, LZMA_FORMAT_ERROR, LZMA_MEM_ERROR, LZMA_MEMLIMIT_ERROR, LZMA_OK,
    LZMA_OPTIONS_ERROR, LZMA_PRESET_DEFAULT, LZMA_PROG_ERROR, LZMA_RUN, LZMA_STREAM_END,
    LZMA_UNSUPPORTED_CHECK,
};
use std::mem::zeroed;
use std::ptr;

/// What the library answers.
pub type Code = z::lzma_ret;

/// Bytes of room that output begins with.
const ROOM: usize = 8 * 1024;

/// The library's options of the delta filter, which the binding leaves out.
#[repr(C)]
struct DeltaOptions {
    kind: u32,
    distance: u32,
    reserved_numbers: [u32; 4],
    reserved_pointers: [*mut libc::c_void; 2],
}

/// Options of the two LZMA filters.
pub struct Lzma(z::lzma_options_lzma);

/// A field of the LZMA options.
pub type LzmaField = fn(&mut Lzma) -> &mut u32;

/// The fields by the names that filter specifiers use.
pub const LZMA_FIELDS: [(&str, LzmaField); 8] = [
    ("dict_size", |o| &mut o.0.dict_size),
    ("lc", |o| &mut o.0.lc),
    ("lp", |o| &mut o.0.lp),
    ("pb", |o| &mut o.0.pb),
    ("mode", |o| &mut o.0.mode),
    ("nice_len", |o| &mut o.0.nice_len),
    ("mf", |o| &mut o.0.mf),
    ("depth", |o| &mut o.0.depth),
];

impl Lzma {
    /// The options of a preset, if it exists.
    pub fn preset(preset: u32) -> Option<Lzma> {
        // SAFETY: a structure of numbers and null pointers; filled by the call.
        unsafe {
            let mut o = Lzma(zeroed());
            (z::lzma_lzma_preset(&raw mut o.0, preset) == 0).then_some(o)
        }
    }
}

/// A filter of a chain.
pub enum Filter {
    /// One of the LZMA filters, by id.
    Lzma(u64, Box<Lzma>),
    /// Differences of bytes that far apart.
    Delta(u32),
    /// A filter for machine code, by id; where the code begins.
    Branch(u64, u32),
}

/// A chain as the library wants it. It points into the filters that it was made from and into `owned`.
struct Chain<'a> {
    row: Vec<z::lzma_filter>,
    #[expect(clippy::vec_box, reason = "the filters point at them: they may not move")]
    _deltas: Vec<Box<DeltaOptions>>,
    #[expect(clippy::vec_box, reason = "as above")]
    _branches: Vec<Box<z::lzma_options_bcj>>,
    _filters: std::marker::PhantomData<&'a [Filter]>,
}

impl<'a> Chain<'a> {
    fn new(filters: &'a [Filter]) -> Chain<'a> {
        let (mut row, mut deltas, mut branches) = (Vec::new(), Vec::new(), Vec::new());
        for f in filters {
            let (id, options): (u64, *const libc::c_void) = match f {
                Filter::Lzma(id, o) => (*id, (&raw const o.0).cast()),
                Filter::Delta(distance) => {
                    let o = Box::new(DeltaOptions {
                        kind: 0,
                        distance: *distance,
                        reserved_numbers: [0; 4],
                        reserved_pointers: [ptr::null_mut(); 2],
                    });
                    let p = &raw const *o;
                    deltas.push(o);
                    (LZMA_FILTER_DELTA, p.cast())
                }
                Filter::Branch(id, start) => {
                    let o = Box::new(z::lzma_options_bcj { start_offset: *start });
                    let p = &raw const *o;
                    branches.push(o);
                    (*id, p.cast())
                }
            };
            row.push(z::lzma_filter { id, options: options.cast_mut() });
        }
        row.push(z::lzma_filter { id: z::LZMA_VLI_UNKNOWN, options: ptr::null_mut() });
        Chain { row, _deltas: deltas, _branches: branches, _filters: std::marker::PhantomData }
    }
}

/// What one call of a stream did.
pub struct Ran {
    /// The library's last answer.
    pub code: Code,
    /// Bytes of input that it took.
    pub consumed: usize,
}

/// A coder at work.
pub struct Stream(Box<z::lzma_stream>);

// SAFETY: the library's state is only reached through the stream.
unsafe impl Send for Stream {}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: initialised, or all zero, which the library allows.
        unsafe { z::lzma_end(&raw mut *self.0) }
    }
}

impl Stream {
    fn start(f: impl FnOnce(*mut z::lzma_stream) -> Code) -> Result<Stream, Code> {
        // SAFETY: all zero is how the library wants a new stream.
        let mut s = Stream(Box::new(unsafe { zeroed() }));
        match f(&raw mut *s.0) {
            LZMA_OK => Ok(s),
            code => Err(code),
        }
    }

    /// An .xz encoder of a preset.
    pub fn easy_encoder(preset: u32, check: u32) -> Result<Stream, Code> {
        // SAFETY: the stream is new.
        Stream::start(|s| unsafe { z::lzma_easy_encoder(s, preset, check) })
    }

    /// An .xz encoder of a chain.
    pub fn encoder(filters: &[Filter], check: u32) -> Result<Stream, Code> {
        let chain = Chain::new(filters);
        // SAFETY: the stream is new; the library copies what the chain says.
        Stream::start(|s| unsafe { z::lzma_stream_encoder(s, chain.row.as_ptr(), check) })
    }

    /// An .lzma encoder.
    pub fn alone_encoder(options: &Lzma) -> Result<Stream, Code> {
        // SAFETY: as above.
        Stream::start(|s| unsafe { z::lzma_alone_encoder(s, &raw const options.0) })
    }

    /// An encoder without a container.
    pub fn raw_encoder(filters: &[Filter]) -> Result<Stream, Code> {
        let chain = Chain::new(filters);
        // SAFETY: as above.
        Stream::start(|s| unsafe { z::lzma_raw_encoder(s, chain.row.as_ptr()) })
    }

    /// A decoder without a container.
    pub fn raw_decoder(filters: &[Filter]) -> Result<Stream, Code> {
        let chain = Chain::new(filters);
        // SAFETY: as above.
        Stream::start(|s| unsafe { z::lzma_raw_decoder(s, chain.row.as_ptr()) })
    }

    /// A decoder of .lzma data.
    pub fn alone_decoder(memory: u64) -> Result<Stream, Code> {
        // SAFETY: the stream is new.
        Stream::start(|s| unsafe { z::lzma_alone_decoder(s, memory) })
    }

    /// A decoder of .xz data, or of either format; it tells of the check.
    pub fn decoder(memory: u64, either: bool) -> Result<Stream, Code> {
        let flags = z::LZMA_TELL_ANY_CHECK | z::LZMA_TELL_NO_CHECK;
        Stream::start(|s| {
            // SAFETY: the stream is new.
            unsafe {
                if either {
                    z::lzma_auto_decoder(s, memory, flags)
                } else {
                    z::lzma_stream_decoder(s, memory, flags)
                }
            }
        })
    }

    /// Works until the input is used up, `out` has `limit` bytes, the stream ends, or it fails. `tell` hears the check.
    pub fn run(
        &mut self,
        input: &[u8],
        action: z::lzma_action,
        limit: usize,
        out: &mut Vec<u8>,
        mut tell: impl FnMut(u32),
    ) -> Ran {
        let s = &mut *self.0;
        s.next_in = input.as_ptr();
        s.avail_in = input.len();
        let mut code = LZMA_OK;
        while out.len() < limit {
            let room = out.len().max(ROOM).min(limit - out.len());
            if out.try_reserve(room).is_err() {
                code = LZMA_MEM_ERROR;
                break;
            }
            let spare = out.spare_capacity_mut();
            let given = spare.len().min(room);
            s.next_out = spare.as_mut_ptr().cast();
            s.avail_out = given;
            // SAFETY: input and room are as long as said; what was written is counted as such.
            unsafe {
                code = z::lzma_code(s, action);
                out.set_len(out.len() + given - s.avail_out);
            }
            match code {
                LZMA_OK => {}
                z::LZMA_GET_CHECK | z::LZMA_NO_CHECK => {
                    // SAFETY: the stream has just said that it knows.
                    tell(unsafe { z::lzma_get_check(s) });
                    code = LZMA_OK;
                    continue;
                }
                // There was nothing to do.
                z::LZMA_BUF_ERROR if s.avail_in == 0 && s.avail_out > 0 => {
                    code = LZMA_OK;
                    break;
                }
                _ => break,
            }
            if s.avail_in == 0 && s.avail_out > 0 && action == LZMA_RUN {
                break;
            }
        }
        let consumed = input.len() - s.avail_in;
        s.next_in = ptr::null();
        s.next_out = ptr::null_mut();
        Ran { code, consumed }
    }
}

/// Whether the library knows a kind of check.
pub fn check_is_supported(check: i32) -> bool {
    // SAFETY: any number is allowed.
    unsafe { z::lzma_check_is_supported(check as z::lzma_check) != 0 }
}

/// The properties of a filter as an archive stores them.
pub fn encode_properties(filter: &Filter) -> Result<Vec<u8>, Code> {
    let chain = Chain::new(std::slice::from_ref(filter));
    let mut size = 0;
    // SAFETY: the chain has a filter; the buffer has the size that was asked for.
    unsafe {
        match z::lzma_properties_size(&raw mut size, chain.row.as_ptr()) {
            LZMA_OK => {}
            code => return Err(code),
        }
        let mut out = vec![0; size as usize];
        match z::lzma_properties_encode(chain.row.as_ptr(), out.as_mut_ptr()) {
            LZMA_OK => Ok(out),
            code => Err(code),
        }
    }
}

/// The filter that stored properties describe.
pub fn decode_properties(id: u64, properties: &[u8]) -> Result<Filter, Code> {
    let mut f = z::lzma_filter { id, options: ptr::null_mut() };
    // SAFETY: the properties are as long as said. The options, if any, come from the C allocator because none was
    // given, have the type that the id says, and are freed after they were copied.
    unsafe {
        match z::lzma_properties_decode(&raw mut f, ptr::null(), properties.as_ptr(), properties.len()) {
            LZMA_OK => {}
            code => return Err(code),
        }
        let filter = match id {
            LZMA_FILTER_LZMA1 | LZMA_FILTER_LZMA2 => {
                Filter::Lzma(id, Box::new(Lzma(ptr::read(f.options.cast()))))
            }
            LZMA_FILTER_DELTA => Filter::Delta((*f.options.cast::<DeltaOptions>()).distance),
            _ if f.options.is_null() => Filter::Branch(id, 0),
            _ => Filter::Branch(id, (*f.options.cast::<z::lzma_options_bcj>()).start_offset),
        };
        libc::free(f.options);
        Ok(filter)
    }
}
