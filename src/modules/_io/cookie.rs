//! Positions in text streams: `tell` finds a place in the bytes where the decoder can start again and packs it, with
//! the decoder's state and what to skip from there, into one int; `seek` goes back to it.

use super::decode::Decoder;
use super::textio::{TextIo, check_closed, of, write_pending};
use super::unsupported;
use crate::modules::os_support::c_int;
use crate::object::args::Args;
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::text::wtf8;
use crate::types::int::{self, IBig};
use crate::types::{bytes, exception};
use crate::vm::{PyResult, Vm, api};

/// A position.
#[derive(Default, Debug)]
struct Cookie {
    /// Byte to start at.
    start: u64,
    /// The decoder's flags there.
    flags: u32,
    /// Bytes to decode from there.
    feed: u32,
    /// Characters of them to skip.
    skip: u32,
    /// Decoding reached the end.
    at_end: bool,
}

impl Cookie {
    fn pack(&self) -> Obj {
        let parts = [
            (u64::from(self.at_end), 160),
            (self.skip.into(), 128),
            (self.feed.into(), 96),
            (self.flags.into(), 64),
            (self.start, 0),
        ];
        int::from_big(parts.iter().fold(IBig::ZERO, |n, (part, shift)| n + (IBig::from(*part) << *shift)))
    }

    fn unpack(vm: &Vm, o: &Obj) -> PyResult<Cookie> {
        let n = api::index(vm, o)?;
        let n = int::as_int(&n).expect("index() gives an int").to_big().into_owned();
        let part = |shift: usize, bits: usize| -> u64 {
            let mask = (IBig::ONE << bits) - IBig::ONE;
            u64::try_from((&n >> shift) & mask).unwrap_or(0)
        };
        if &n >> 168 != IBig::ZERO {
            return Err(vm.overflow_error("int too big to convert"));
        }
        Ok(Cookie {
            start: part(0, 64),
            flags: part(64, 32) as u32,
            feed: part(96, 32) as u32,
            skip: part(128, 32) as u32,
            at_end: part(160, 8) != 0,
        })
    }
}

pub(super) fn tell(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t) = (&a[0], of(&a[0]));
    t.buffer(vm)?;
    check_closed(vm, o, t)?;
    if !t.seekable.get() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    if !t.telling.get() {
        return Err(vm.error(&exception::OS_ERROR, "telling position disabled by next() call"));
    }
    write_pending(vm, t)?;
    api::call_method(vm, o, name!(flush), &[])?;
    let at = api::call_method_str(vm, &t.buffer(vm)?, "tell", &[])?;
    let snapshot = t.snapshot.borrow().clone();
    let Some((flags, piece)) = snapshot.filter(|_| t.has_decoder()) else { return Ok(at) };
    let start = api::to_i64(vm, &at)? - piece.len() as i64;
    let taken = wtf8::char_count(&t.decoded.borrow()[..t.used.get()]);
    if taken == 0 {
        return Ok(Cookie { start: start as u64, flags: flags as u32, ..Cookie::default() }.pack());
    }
    let errors = t.errors_name.borrow().clone();
    t.with_decoder(vm, |d| {
        let (held, now) = d.state(vm)?;
        let found = find_start(vm, d, &errors, t.ratio.get(), start, flags, &piece, taken);
        let restored = d.set_state(vm, &held, now);
        let cookie = found?;
        restored?;
        Ok(cookie.pack())
    })
}

/// The last place in `piece` before `taken` characters where the decoder holds nothing back.
#[expect(clippy::too_many_arguments, reason = "one search with its whole state")]
fn find_start(
    vm: &Vm,
    d: &mut Decoder,
    errors: &str,
    ratio: f64,
    start: i64,
    flags: i64,
    piece: &[u8],
    taken: usize,
) -> PyResult<Cookie> {
    let mut cookie = Cookie { start: start as u64, flags: flags as u32, ..Cookie::default() };
    let mut missing = taken;
    let mut from = ((ratio * taken as f64) as usize).min(piece.len());
    let mut back = 1;
    loop {
        d.set_state(vm, b"", flags)?;
        if from == 0 {
            break;
        }
        let chars = wtf8::char_count(&d.decode(vm, &piece[..from], errors, false)?);
        if chars <= missing {
            let (held, now) = d.state(vm)?;
            if held.is_empty() {
                cookie.flags = now as u32;
                missing -= chars;
                break;
            }
            from -= held.len().min(from);
            back = 1;
        } else {
            from = from.saturating_sub(back);
            back *= 2;
        }
    }
    cookie.start += from as u64;
    if missing == 0 {
        return Ok(cookie);
    }
    let (mut chars, mut fed) = (0, 0);
    for b in &piece[from..] {
        fed += 1;
        chars += wtf8::char_count(&d.decode(vm, std::slice::from_ref(b), errors, false)?);
        let (held, now) = d.state(vm)?;
        if held.is_empty() && chars <= missing {
            cookie.start += fed;
            missing -= chars;
            cookie.flags = now as u32;
            (chars, fed) = (0, 0);
        }
        if chars >= missing {
            break;
        }
    }
    if chars < missing {
        chars += wtf8::char_count(&d.decode(vm, b"", errors, true)?);
        cookie.at_end = true;
        if chars < missing {
            return Err(vm.error(&exception::OS_ERROR, "can't reconstruct logical file position"));
        }
    }
    cookie.feed = fed as u32;
    cookie.skip = missing as u32;
    Ok(cookie)
}

pub(super) fn seek(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t) = (&a[0], of(&a[0]));
    let whence = a.opt(2).map_or(Ok(0), |w| c_int(vm, w))?;
    t.buffer(vm)?;
    check_closed(vm, o, t)?;
    if !t.seekable.get() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let zero = |vm: &Vm| api::eq(vm, &a[1], &int::from_i64(0));
    let target = match whence {
        0 => a[1].clone(),
        1 => {
            if !zero(vm)? {
                return Err(unsupported(vm, "can't do nonzero cur-relative seeks"));
            }
            api::call_method_str(vm, o, "tell", &[])?
        }
        2 => {
            if !zero(vm)? {
                return Err(unsupported(vm, "can't do nonzero end-relative seeks"));
            }
            api::call_method(vm, o, name!(flush), &[])?;
            t.forget_decoded();
            reset_decoder(vm, t)?;
            let at = api::call_method_str(vm, &t.buffer(vm)?, "seek", &[int::from_i64(0), int::from_i64(2)])?;
            t.set_encoder_start(vm, int::to_i64(&at) == Some(0))?;
            return Ok(at);
        }
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    if api::compare_bool(vm, &target, &int::from_i64(0), crate::object::slots::CmpOp::Lt)? {
        return Err(vm.value_error(format!("negative seek position {}", api::repr_string(vm, &target)?)));
    }
    api::call_method(vm, o, name!(flush), &[])?;
    let c = Cookie::unpack(vm, &target)?;
    let buffer = t.buffer(vm)?;
    api::call_method_str(vm, &buffer, "seek", &[int::from_u64(c.start)])?;
    t.forget_decoded();
    if t.has_decoder() {
        if c.start == 0 && c.flags == 0 {
            reset_decoder(vm, t)?;
        } else {
            t.with_decoder(vm, |d| d.set_state(vm, b"", c.flags.into()))?;
        }
        if c.skip > 0 {
            replay(vm, t, &buffer, &c)?;
        } else {
            *t.snapshot.borrow_mut() = Some((c.flags.into(), Vec::new()));
        }
    }
    t.set_encoder_start(vm, c.start == 0 && c.flags == 0)?;
    Ok(target)
}

fn reset_decoder(vm: &Vm, t: &TextIo) -> PyResult<()> {
    if t.has_decoder() { t.with_decoder(vm, |d| d.reset(vm)) } else { Ok(()) }
}

/// Decodes again from the start of a position, and skips the characters before it.
fn replay(vm: &Vm, t: &TextIo, buffer: &Obj, c: &Cookie) -> PyResult<()> {
    let data = api::call_method(vm, buffer, name!(read), &[int::from_u64(c.feed.into())])?;
    if !bytes::is_bytes(&data) {
        return Err(vm.type_error(format!(
            "underlying read() should have returned a bytes object, not '{}'",
            data.ty().name()
        )));
    }
    let data = bytes::bytes_of(&data).to_vec();
    let errors = t.errors_name.borrow().clone();
    let text = t.with_decoder(vm, |d| d.decode(vm, &data, &errors, c.at_end))?;
    *t.snapshot.borrow_mut() = Some((c.flags.into(), data));
    let count = wtf8::char_count(&text);
    let used = wtf8::byte_offset(&text, c.skip as usize).min(text.len());
    t.set_decoded(text);
    if count < c.skip as usize {
        return Err(vm.error(&exception::OS_ERROR, "can't restore logical file position"));
    }
    t.used.set(used);
    Ok(())
}
