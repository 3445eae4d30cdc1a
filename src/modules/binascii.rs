//! `binascii`: hexadecimal, base64, uuencoding, quoted-printable and checksums.

use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, TypeSpec, function, type_flag};
use crate::object::type_object::StaticType;
use crate::types::buffer::{bytes_arg, is_bytes_like};
use crate::types::exception::{BaseException, EXCEPTION, VALUE_ERROR};
use crate::types::{bytes, int, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::borrow::Cow;

const fn error_spec(name: &'static str, base: &'static StaticType) -> TypeSpec {
    TypeSpec {
        name,
        module: "binascii",
        base: Some(base),
        flags: type_flag::BASE | type_flag::SAME_BODY,
        ..TypeSpec::BASE
    }
}

static ERROR_SPEC: TypeSpec = error_spec("Error", &VALUE_ERROR);
/// `binascii.Error`
pub static ERROR: StaticType = StaticType::new(&ERROR_SPEC, LayoutOps::of::<BaseException>(false));
static INCOMPLETE_SPEC: TypeSpec = error_spec("Incomplete", &EXCEPTION);
/// `binascii.Incomplete`
pub static INCOMPLETE: StaticType = StaticType::new(&INCOMPLETE_SPEC, LayoutOps::of::<BaseException>(false));

fn error(vm: &Vm, message: impl AsRef<str>) -> Raised {
    vm.error(&ERROR, message)
}

/// An argument that may be ASCII text.
fn ascii_arg<'a>(vm: &Vm, o: &'a Obj) -> PyResult<Cow<'a, [u8]>> {
    if str_::is_str(o) {
        if !str_::is_ascii(o) {
            return Err(vm.value_error("string argument should contain only ASCII characters"));
        }
        return Ok(Cow::Borrowed(str_::bytes_of(o)));
    }
    if !is_bytes_like(o) {
        return Err(vm.type_error(format!(
            "argument should be bytes, buffer or ASCII string, not '{}'",
            o.ty().name()
        )));
    }
    bytes_arg(vm, o)
}

fn flag(vm: &Vm, o: Option<&Obj>, default: bool) -> PyResult<bool> {
    o.map_or(Ok(default), |o| api::is_true(vm, o))
}

fn made(vm: &Vm, data: &[u8]) -> PyResult<Obj> {
    bytes::try_from_slice(data).map_err(|_| vm.memory_error())
}

// --- hexadecimal

fn hexlify(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = bytes_arg(vm, &a[0])?;
    made(vm, &bytes::methods::hex_text(vm, &data, a.opt(1), a.opt(2))?)
}

/// The values of hexadecimal digits; `0x80`: it is none.
const HEX: [u8; 256] = {
    let mut t = [0x80; 256];
    let mut i = 0;
    while i < 16 {
        let c = b"0123456789abcdef"[i];
        t[c as usize] = i as u8;
        t[c.to_ascii_uppercase() as usize] = i as u8;
        i += 1;
    }
    t
};

fn unhexlify(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = ascii_arg(vm, &a[0])?;
    if text.len() % 2 != 0 {
        return Err(error(vm, "Odd-length string"));
    }
    let mut data = vec![0; text.len() / 2];
    // A digit that is none sets a high bit.
    let mut bad = 0;
    for (b, p) in data.iter_mut().zip(text.chunks_exact(2)) {
        let (high, low) = (HEX[usize::from(p[0])], HEX[usize::from(p[1])]);
        bad |= high | low;
        *b = high << 4 | low & 15;
    }
    if bad & 0x80 != 0 {
        return Err(error(vm, "Non-hexadecimal digit found"));
    }
    made(vm, &data)
}

// --- base64

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn b2a_base64(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = bytes_arg(vm, &a[0])?;
    let newline = flag(vm, a.opt(1), true)?;
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    let whole = data.chunks_exact(3);
    let rest = whole.remainder();
    out.resize(data.len() / 3 * 4, 0);
    for (o, g) in out.chunks_exact_mut(4).zip(whole) {
        let word = u32::from(g[0]) << 16 | u32::from(g[1]) << 8 | u32::from(g[2]);
        o[0] = BASE64[(word >> 18) as usize];
        o[1] = BASE64[(word >> 12 & 63) as usize];
        o[2] = BASE64[(word >> 6 & 63) as usize];
        o[3] = BASE64[(word & 63) as usize];
    }
    for group in rest.chunks(3) {
        let word = group.iter().fold(0u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - group.len()));
        for i in 0..4 {
            out.push(if i <= group.len() { BASE64[(word >> (18 - 6 * i) & 63) as usize] } else { b'=' });
        }
    }
    if newline {
        out.push(b'\n');
    }
    made(vm, &out)
}

/// The values of base64 digits; `0x80`: it is none.
const BASE64_VALUES: [u8; 256] = {
    let mut t = [0x80; 256];
    let mut i = 0;
    while i < 64 {
        t[BASE64[i] as usize] = i as u8;
        i += 1;
    }
    t
};

fn a2b_base64(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = ascii_arg(vm, &a[0])?;
    let strict = flag(vm, a.opt(1), false)?;
    if strict && text.first() == Some(&b'=') {
        return Err(error(vm, "Leading padding not allowed"));
    }
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    // Groups of four digits first.
    let mut groups = 0;
    out.resize(text.len() / 4 * 3, 0);
    for (o, g) in out.chunks_exact_mut(3).zip(text.chunks_exact(4)) {
        let value = |i: usize| u32::from(BASE64_VALUES[usize::from(g[i])]);
        let (a, b, c, d) = (value(0), value(1), value(2), value(3));
        if (a | b | c | d) & 0x80 != 0 {
            break;
        }
        let word = a << 18 | b << 12 | c << 6 | d;
        o[0] = (word >> 16) as u8;
        o[1] = (word >> 8) as u8;
        o[2] = word as u8;
        groups += 1;
    }
    out.truncate(groups * 3);
    let start = groups * 4;
    let (mut bits, mut place, mut pads) = (0u32, 0, 0);
    for (i, &b) in text.iter().enumerate().skip(start) {
        if b == b'=' {
            pads += 1;
            if place >= 2 && place + pads >= 4 {
                // The padding is complete: what follows is not looked at.
                if strict && i + 1 < text.len() {
                    return Err(error(vm, "Excess data after padding"));
                }
                return made(vm, &out);
            }
            if strict && place == 0 {
                return Err(error(vm, "Excess padding not allowed"));
            }
            continue;
        }
        let v = u32::from(BASE64_VALUES[usize::from(b)]);
        if v > 63 {
            if strict {
                return Err(error(vm, "Only base64 data is allowed"));
            }
            continue;
        }
        if strict && pads > 0 {
            return Err(error(vm, "Discontinuous padding not allowed"));
        }
        pads = 0;
        bits = bits << 6 | v;
        if place > 0 {
            out.push((bits >> (6 - 2 * place)) as u8);
        }
        place = (place + 1) % 4;
    }
    match place {
        0 => made(vm, &out),
        1 => Err(error(
            vm,
            format!(
                "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
                out.len() / 3 * 4 + 1
            ),
        )),
        _ => Err(error(vm, "Incorrect padding")),
    }
}

// --- uuencode

fn b2a_uu(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = bytes_arg(vm, &a[0])?;
    let zero = if flag(vm, a.opt(1), false)? { b'`' } else { b' ' };
    if data.len() > 45 {
        return Err(error(vm, "At most 45 bytes at once"));
    }
    let shown = |v: u32| if v == 0 { zero } else { b' ' + v as u8 };
    let mut out = vec![shown(data.len() as u32)];
    for group in data.chunks(3) {
        let word = group.iter().fold(0u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - group.len()));
        out.extend((0..4).map(|i| shown(word >> (18 - 6 * i) & 63)));
    }
    out.push(b'\n');
    made(vm, &out)
}

fn a2b_uu(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = ascii_arg(vm, &a[0])?;
    // A missing length counts like a byte that is none: 32 less than nothing, in six bits.
    let length = (text.first().copied().unwrap_or(0).wrapping_sub(b' ') & 63) as usize;
    let mut out = Vec::with_capacity(length);
    let (mut bits, mut count, mut i) = (0u32, 0, 1);
    while out.len() < length {
        let b = text.get(i).copied().unwrap_or(0);
        let v = match b {
            // A short line counts as padded with zeros.
            b'\n' | b'\r' | 0 if b != 0 || i >= text.len() => 0,
            b' '..=b'`' => {
                i += 1;
                u32::from(b - b' ') & 63
            }
            _ => return Err(error(vm, "Illegal char")),
        };
        bits = bits << 6 | v;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    match text
        .get(i.min(text.len())..)
        .unwrap_or_default()
        .iter()
        .find(|b| !matches!(**b, b' ' | b'`' | b'\n' | b'\r'))
    {
        Some(_) => Err(error(vm, "Trailing garbage")),
        None => made(vm, &out),
    }
}

// --- quoted-printable

fn a2b_qp(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = ascii_arg(vm, &a[0])?;
    let header = flag(vm, a.opt(1), false)?;
    let digit = |i: usize| s.get(i).and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(s.len());
    let mut i = 0;
    while i < s.len() {
        match s[i] {
            b'=' => {
                i += 1;
                match s.get(i) {
                    None => break,
                    Some(b'\n' | b'\r') => {
                        // A soft line break takes everything up to the line feed with it.
                        i = memchr::memchr(b'\n', &s[i..]).map_or(s.len(), |n| i + n + 1);
                    }
                    Some(b'=') => {
                        out.push(b'=');
                        i += 1;
                    }
                    Some(_) => match (digit(i), digit(i + 1)) {
                        (Some(high), Some(low)) => {
                            out.push((high << 4 | low) as u8);
                            i += 2;
                        }
                        _ => out.push(b'='),
                    },
                }
            }
            b'_' if header => {
                out.push(b' ');
                i += 1;
            }
            b => {
                out.push(b);
                i += 1;
            }
        }
    }
    made(vm, &out)
}

const LINE: usize = 76;

fn b2a_qp(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = bytes_arg(vm, &a[0])?;
    let (quote_tabs, is_text, header) =
        (flag(vm, a.opt(1), false)?, flag(vm, a.opt(2), true)?, flag(vm, a.opt(3), false)?);
    // The first line end says what all of them look like.
    let crlf = memchr::memchr(b'\n', &s).is_some_and(|i| i > 0 && s[i - 1] == b'\r');
    let newline: &[u8] = if crlf { b"\r\n" } else { b"\n" };
    let mut out = Vec::with_capacity(s.len());
    let (mut column, mut i) = (0, 0);
    while i < s.len() {
        let b = s[i];
        let next = s.get(i + 1).copied();
        let ends_line = is_text && (b == b'\n' || b == b'\r' && next == Some(b'\n'));
        let quoted = b > 126
            || b == b'='
            || header && b == b'_'
            || b == b'.' && column == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0))
            || !is_text && matches!(b, b'\r' | b'\n')
            || matches!(b, b'\t' | b' ') && i + 1 == s.len()
            || b < 33 && !matches!(b, b'\r' | b'\n' | b'\t' | b' ')
            || b < 33 && !matches!(b, b'\r' | b'\n') && quote_tabs;
        if quoted {
            if column + 3 >= LINE {
                out.extend_from_slice(b"=");
                out.extend_from_slice(newline);
                column = 0;
            }
            out.extend_from_slice(format!("={b:02X}").as_bytes());
            column += 3;
            i += 1;
        } else if ends_line {
            // A space before the end of the line would get lost.
            if let Some(&last @ (b' ' | b'\t')) = out.last() {
                out.pop();
                out.extend_from_slice(format!("={last:02X}").as_bytes());
            }
            out.extend_from_slice(newline);
            column = 0;
            i += if b == b'\r' { 2 } else { 1 };
        } else {
            if next.is_some() && next != Some(b'\n') && column + 1 >= LINE {
                out.extend_from_slice(b"=");
                out.extend_from_slice(newline);
                column = 0;
            }
            out.push(if header && b == b' ' { b'_' } else { b });
            column += 1;
            i += 1;
        }
    }
    made(vm, &out)
}

// --- checksums

const fn crc32_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        let mut c = n as u32;
        let mut k = 0;
        while k < 8 {
            c = if c & 1 != 0 { 0xedb8_8320 ^ c >> 1 } else { c >> 1 };
            k += 1;
        }
        table[n] = c;
        n += 1;
    }
    table
}

static CRC32: [u32; 256] = crc32_table();

/// Continues a CRC-32.
pub fn crc32(start: u32, data: &[u8]) -> u32 {
    !data.iter().fold(!start, |c, b| CRC32[((c ^ u32::from(*b)) & 255) as usize] ^ c >> 8)
}

/// An int argument cut to 32 bits.
fn word_arg(vm: &Vm, o: &Obj) -> PyResult<u32> {
    let i = api::index(vm, o)?;
    Ok(match int::as_int(&i) {
        Some(int::IntRef::Small(n)) => n as u32,
        Some(int::IntRef::Big(b)) => {
            let low = b % int::IBig::from(1u64 << 32);
            i64::try_from(&low).unwrap_or(0) as u32
        }
        None => 0,
    })
}

fn crc32_fn(vm: &Vm, a: Args) -> PyResult<Obj> {
    let start = a.opt(1).map_or(Ok(0), |o| word_arg(vm, o))?;
    let data = bytes_arg(vm, &a[0])?;
    Ok(int::from_u64(u64::from(crc32(start, &data))))
}

fn crc_hqx(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = bytes_arg(vm, &a[0])?;
    let start = word_arg(vm, &a[1])? & 0xffff;
    let crc = data.iter().fold(start, |crc, b| {
        let mut c = crc ^ u32::from(*b) << 8;
        for _ in 0..8 {
            c = if c & 0x8000 != 0 { c << 1 ^ 0x1021 } else { c << 1 };
        }
        c & 0xffff
    });
    Ok(int::from_u64(u64::from(crc)))
}

/// `binascii`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "binascii",
    doc: "Bytes as text and back: hexadecimal, base64, uuencode, quoted-printable.",
    functions: &[
        function("a2b_uu", "(data, /)", "Decodes a line of uuencoded data.", a2b_uu),
        function("b2a_uu", "(data, /, *, backtick=False)", "Uuencodes a line of data.", b2a_uu),
        function(
            "a2b_base64",
            "(data, /, *, strict_mode=False)",
            "Decodes a line of base64 data.",
            a2b_base64,
        ),
        function("b2a_base64", "(data, /, *, newline=True)", "Encodes a line of data as base64.", b2a_base64),
        function("a2b_hex", "(hexstr, /)", "The bytes that hexadecimal digits stand for.", unhexlify),
        function("unhexlify", "(hexstr, /)", "The bytes that hexadecimal digits stand for.", unhexlify),
        function(
            "b2a_hex",
            "(data, sep=<unrepresentable>, bytes_per_sep=1)",
            "Bytes as hexadecimal digits, two for each.",
            hexlify,
        ),
        function(
            "hexlify",
            "(data, sep=<unrepresentable>, bytes_per_sep=1)",
            "Bytes as hexadecimal digits, two for each.",
            hexlify,
        ),
        function("crc_hqx", "(data, crc, /)", "Continues a CRC-CCITT value.", crc_hqx),
        function("crc32", "(data, crc=0, /)", "Continues a CRC-32 checksum.", crc32_fn),
        function("a2b_qp", "(data, header=False)", "Decodes quoted-printable data.", a2b_qp),
        function(
            "b2a_qp",
            "(data, quotetabs=False, istext=True, header=False)",
            "Encodes data as quoted-printable.",
            b2a_qp,
        ),
    ],
    types: &[&ERROR, &INCOMPLETE],
    ..ModuleSpec::EMPTY
};
