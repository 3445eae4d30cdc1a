//! What the decompressor objects of `zlib`, `bz2` and `lzma` share: input that waits, the limit of a call, the end.

use crate::object::field::Field;
use crate::object::obj::Obj;
use crate::types::sequence::size_arg;
use crate::types::{buffer, bytes};
use crate::vm::{PyResult, Raised, Vm, gil};
use std::cell::Cell;
use std::sync::Mutex;

/// What a step of a decoder did.
pub struct Step {
    /// Bytes of input that it took.
    pub consumed: usize,
    /// The stream ends here.
    pub end: bool,
}

/// Something that decodes a stream bit by bit.
pub trait Decoder {
    /// What can go wrong.
    type Fault;
    /// Decodes until the input is used up, `out` has `limit` bytes, or the stream ends.
    fn step(&mut self, input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<Step, Self::Fault>;
}

struct Inside<D> {
    decoder: D,
    /// Input that waits because the limit was reached.
    waiting: Vec<u8>,
}

/// The state of a decompressor object.
pub struct Decompressor<D> {
    inside: Mutex<Inside<D>>,
    /// The end of the stream was reached.
    pub eof: Cell<bool>,
    /// More input is wanted.
    pub needs_input: Cell<bool>,
    /// What came after the end.
    pub unused: Field,
}

impl<D: Decoder> Decompressor<D> {
    /// Around a decoder.
    pub fn new(decoder: D) -> Decompressor<D> {
        Decompressor {
            inside: Mutex::new(Inside { decoder, waiting: Vec::new() }),
            eof: Cell::new(false),
            needs_input: Cell::new(true),
            unused: Field::new(Some(bytes::from_slice(b""))),
        }
    }

    /// The method `decompress(data, max_length)`.
    pub fn decompress(
        &self,
        vm: &Vm,
        data: &Obj,
        max: Option<&Obj>,
        fault: impl FnOnce(D::Fault) -> Raised,
    ) -> PyResult<Obj> {
        let limit = match max {
            None => usize::MAX,
            Some(n) => usize::try_from(size_arg(vm, n)?).unwrap_or(usize::MAX),
        };
        let view = buffer::get_contiguous(vm, data)?;
        let mut inside = gil::lock(vm, &self.inside);
        if self.eof.get() {
            drop(inside);
            return Err(vm.eof_error("End of stream already reached"));
        }
        let data = view.as_slice().unwrap_or_default();
        let (out, r) = gil::allow_threads(vm, || {
            let mut out = Vec::new();
            let Inside { decoder, waiting } = &mut *inside;
            let r = if waiting.is_empty() {
                let r = decoder.step(data, &mut out, limit);
                if let Ok(s) = &r {
                    waiting.extend_from_slice(&data[s.consumed..]);
                }
                r
            } else {
                waiting.extend_from_slice(data);
                let r = decoder.step(waiting, &mut out, limit);
                if let Ok(s) = &r {
                    waiting.drain(..s.consumed);
                }
                r
            };
            (out, r)
        });
        match r {
            Err(f) => {
                inside.waiting.clear();
                drop(inside);
                return Err(fault(f));
            }
            Ok(s) => {
                self.eof.set(s.end);
                self.needs_input.set(!s.end && inside.waiting.is_empty() && out.len() < limit);
                if s.end {
                    self.unused.set(Some(bytes::from_slice(&std::mem::take(&mut inside.waiting))));
                }
            }
        }
        drop(inside);
        bytes::try_from_slice(&out).map_err(|_| vm.memory_error())
    }
}
