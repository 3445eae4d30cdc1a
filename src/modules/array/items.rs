//! The kinds of items of an array: type codes, sizes, conversion of one item and of foreign machine formats. The type
//! itself is in `mod.rs`.

use crate::object::obj::Obj;
use crate::text::codecs::{Codec, Order};
use crate::types::{codec, float, int, str_};
use crate::vm::{PyResult, Vm, api};

/// What the items of an array are.
pub struct Kind {
    /// Type code.
    pub code: u8,
    /// Bytes of an item.
    pub size: usize,
    /// Format that a memoryview shows.
    pub format: &'static str,
    /// In messages about values that do not fit.
    name: &'static str,
}

const fn kind(code: u8, size: usize, format: &'static str, name: &'static str) -> Kind {
    Kind { code, size, format, name }
}

/// All kinds, in the order of `typecodes`.
pub static KINDS: [Kind; 14] = [
    kind(b'b', 1, "b", "signed char"),
    kind(b'B', 1, "B", "unsigned byte integer"),
    kind(b'u', 4, "w", ""),
    kind(b'w', 4, "w", ""),
    kind(b'h', 2, "h", "signed short integer"),
    kind(b'H', 2, "H", "unsigned short"),
    kind(b'i', 4, "i", "signed integer"),
    kind(b'I', 4, "I", "unsigned int"),
    kind(b'l', 8, "l", ""),
    kind(b'L', 8, "L", ""),
    kind(b'q', 8, "q", ""),
    kind(b'Q', 8, "Q", ""),
    kind(b'f', 4, "f", ""),
    kind(b'd', 8, "d", ""),
];

/// The kind of a type code.
pub fn find(code: u32) -> Option<&'static Kind> {
    KINDS.iter().find(|k| u32::from(k.code) == code)
}

/// A number of at most eight bytes in native order.
fn word(data: &[u8]) -> u64 {
    let mut raw = [0; 8];
    raw[..data.len()].copy_from_slice(data);
    u64::from_le_bytes(raw)
}

impl Kind {
    /// Whether the items are characters.
    pub fn is_text(&self) -> bool {
        matches!(self.code, b'u' | b'w')
    }

    /// Whether the items are floats.
    pub fn is_float(&self) -> bool {
        matches!(self.code, b'f' | b'd')
    }

    fn is_signed(&self) -> bool {
        self.code.is_ascii_lowercase()
    }

    /// An item as a number, if it is an integer.
    pub fn number(&self, data: &[u8]) -> i128 {
        let (n, shift) = (word(data), 64 - 8 * self.size as u32);
        if self.is_signed() { i128::from((n << shift) as i64 >> shift) } else { i128::from(n) }
    }

    /// An item as a float, if it is one.
    pub fn real(&self, data: &[u8]) -> f64 {
        let n = word(data);
        if self.code == b'f' { f64::from(f32::from_bits(n as u32)) } else { f64::from_bits(n) }
    }

    /// The object of an item.
    pub fn get(&self, vm: &Vm, data: &[u8]) -> PyResult<Obj> {
        Ok(match self.code {
            b'f' | b'd' => float::from_f64(self.real(data)),
            b'u' | b'w' => match word(data) as u32 {
                c @ ..=0x10_ffff => str_::from_char(c),
                _ if self.code == b'w' => return Err(vm.value_error("chr() arg not in range(0x110000)")),
                c => {
                    return Err(
                        vm.value_error(format!("character U+{c:x} is not in range [U+0000; U+10ffff]"))
                    );
                }
            },
            b'L' | b'Q' => int::from_u64(word(data)),
            _ => int::from_i64(self.number(data) as i64),
        })
    }

    /// The bytes of an object as an item; the first `size` of them count.
    pub fn put(&self, vm: &Vm, value: &Obj) -> PyResult<[u8; 8]> {
        if let Some(n) = value.value().is_int().then(|| value.value().int())
            && !self.is_text()
            && !self.is_float()
        {
            return self.fit(vm, Some(n.into()), n < 0).map(u64::to_le_bytes);
        }
        let word = match self.code {
            b'u' | b'w' => {
                match str_::is_str(value).then(|| (str_::char_len(value), str_::bytes_of(value))) {
                    Some((1, text)) => u64::from(str_::decode_at(text, 0)),
                    _ => return Err(vm.type_error("array item must be unicode character")),
                }
            }
            b'f' => u64::from((api::to_f64(vm, value)? as f32).to_bits()),
            b'd' => api::to_f64(vm, value)?.to_bits(),
            _ => {
                let i = api::index(vm, value)?;
                let n = int::as_int(&i).and_then(|i| i128::try_from(i.to_big().as_ref()).ok());
                self.fit(vm, n, int::is_negative(&i))?
            }
        };
        Ok(word.to_le_bytes())
    }

    /// A number (absent: an enormous one) as the word of an item; OverflowError in CPython's words, which differ by the
    /// way it reads each kind.
    fn fit(&self, vm: &Vm, n: Option<i128>, negative: bool) -> PyResult<u64> {
        let bits = 8 * self.size as u32;
        let (low, high) = if self.is_signed() {
            (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
        } else {
            (0, (1i128 << bits) - 1)
        };
        match n.filter(|n| (low..=high).contains(n)) {
            Some(n) => Ok(n as u64),
            None => Err(vm.overflow_error(match self.code {
                b'q' => "int too big to convert".into(),
                b'Q' if negative => "can't convert negative int to unsigned".into(),
                b'Q' => "int too big to convert".into(),
                b'I' | b'L' if negative => "can't convert negative value to unsigned int".into(),
                b'I' if n.is_none_or(|n| n > i128::from(u64::MAX)) => {
                    String::from("Python int too large to convert to C unsigned long")
                }
                b'L' => "Python int too large to convert to C unsigned long".into(),
                b'l' => "Python int too large to convert to C long".into(),
                b'I' => "unsigned int is greater than maximum".into(),
                _ if n.is_none_or(|n| i64::try_from(n).is_err()) => {
                    "Python int too large to convert to C long".into()
                }
                _ => {
                    let (side, bound) = if negative { ("less", "minimum") } else { ("greater", "maximum") };
                    format!("{} is {side} than {bound}", self.name)
                }
            })),
        }
    }

    /// The number by which pickles name the format of the items on this machine.
    pub fn machine_format(&self) -> i64 {
        match self.code {
            b'u' | b'w' => 20,
            b'f' => 14,
            b'd' => 16,
            b'B' => 0,
            b'b' => 1,
            _ => {
                let first = [2, 6, 10][self.size.trailing_zeros() as usize - 1];
                first + if self.is_signed() { 2 } else { 0 }
            }
        }
    }
}

/// Items that were written in a foreign machine format: the kind to use and its bytes.
pub fn from_machine_format(
    vm: &Vm,
    wanted: &'static Kind,
    format: i64,
    data: &[u8],
) -> PyResult<(&'static Kind, Vec<u8>)> {
    let big = format % 2 == 1 && format > 1;
    let size = match format {
        0 | 1 => 1,
        2..=5 | 18 | 19 => 2,
        6..=9 | 14 | 15 | 20 | 21 => 4,
        10..=13 | 16 | 17 => 8,
        _ => return Err(vm.value_error("third argument must be a valid machine format code.")),
    };
    if !matches!(format, 18 | 19) && wanted.machine_format() == format {
        return Ok((wanted, data.to_vec()));
    }
    if !data.len().is_multiple_of(size) {
        return Err(vm.value_error("string length not a multiple of item size"));
    }
    if format >= 18 {
        let order = if big { Order::Big } else { Order::Little };
        let codec = if size == 2 { Codec::Utf16(order) } else { Codec::Utf32(order) };
        let (text, _) = codec::decode_with(vm, codec, data, None, true)?;
        return Ok((wanted, encode(&str_::make(vm, &text)?)));
    }
    let mut native = data.to_vec();
    if big {
        native.chunks_exact_mut(size).for_each(<[u8]>::reverse);
    }
    if format >= 14 {
        let source = if size == 4 { &KINDS[12] } else { &KINDS[13] };
        let mut out = Vec::with_capacity(native.len() / size * wanted.size);
        for piece in native.chunks_exact(size) {
            out.extend_from_slice(&wanted.put(vm, &source.get(vm, piece)?)?[..wanted.size]);
        }
        return Ok((wanted, out));
    }
    // An integer kind of that size and sign takes the place of the wanted one.
    let little = if big { format - 1 } else { format };
    let fits = |k: &&Kind| !k.is_text() && k.machine_format() == little;
    Ok((Some(wanted).filter(fits).or_else(|| KINDS.iter().find(fits)).unwrap_or(wanted), native))
}

/// The characters of a str as items.
pub fn encode(s: &Obj) -> Vec<u8> {
    crate::text::wtf8::chars(str_::bytes_of(s)).flat_map(u32::to_le_bytes).collect()
}

/// The str of character items.
pub fn decode(vm: &Vm, kind: &Kind, data: &[u8]) -> PyResult<Obj> {
    if kind.code == b'w' {
        let (text, _) = codec::decode_with(vm, Codec::Utf32(Order::Little), data, None, true)?;
        return str_::make(vm, &text);
    }
    let mut out = str_::StrBuilder::new();
    for piece in data.chunks_exact(4) {
        out.push_obj(&kind.get(vm, piece)?);
    }
    Ok(out.finish())
}
