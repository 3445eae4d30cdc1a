//! `marshal`: values as bytes and back, in the format of CPython's version 4. Code objects are written in pyr's own
//! format (`bytecode/serial.rs`) inside it.

use crate::bytecode::serial;
use crate::bytecode::verify::verify;
use crate::object::args::Args;
use crate::object::intern::{intern, intern_obj, is_interned};
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::code::Code;
use crate::types::dict::{self, Dict};
use crate::types::tuple::Tuple;
use crate::types::{bytes, code, complex, float, int, list, module, set, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, load as loader};
use dashu_int::{IBig, Sign, UBig};
use std::rc::Rc;

const VERSION: i64 = 4;

// --- writing

fn write_len(vm: &Vm, out: &mut Vec<u8>, n: usize) -> PyResult<()> {
    let n = i32::try_from(n).map_err(|_| vm.value_error("unmarshallable object"))?;
    out.extend(n.to_le_bytes());
    Ok(())
}

/// A number that needs more than 32 bits: digits of 15 bits, their count carries the sign.
fn write_big(vm: &Vm, out: &mut Vec<u8>, n: &IBig) -> PyResult<()> {
    let (sign, words) = n.as_sign_words();
    let bit = |i: usize| words.get(i / 64).is_some_and(|w| w >> (i % 64) & 1 == 1);
    let bits = words.len() * 64;
    let mut digits: Vec<u16> =
        (0..bits.div_ceil(15)).map(|d| (0..15).map(|i| u16::from(bit(d * 15 + i)) << i).sum()).collect();
    while digits.last() == Some(&0) {
        digits.pop();
    }
    let count = i32::try_from(digits.len()).map_err(|_| vm.value_error("unmarshallable object"))?;
    out.extend((if sign == Sign::Negative { -count } else { count }).to_le_bytes());
    digits.iter().for_each(|d| out.extend(d.to_le_bytes()));
    Ok(())
}

fn write_text(vm: &Vm, out: &mut Vec<u8>, o: &Obj) -> PyResult<()> {
    let (text, interned) = (str_::bytes_of(o), is_interned(o));
    match (str_::is_ascii(o), u8::try_from(text.len())) {
        (true, Ok(n)) => out.extend([if interned { b'Z' } else { b'z' }, n]),
        (ascii, _) => {
            out.push(match (ascii, interned) {
                (true, false) => b'a',
                (true, true) => b'A',
                (false, false) => b'u',
                (false, true) => b't',
            });
            write_len(vm, out, text.len())?;
        }
    }
    out.extend_from_slice(text);
    Ok(())
}

fn write_items(vm: &Vm, out: &mut Vec<u8>, kind: u8, items: &[Obj]) -> PyResult<()> {
    match u8::try_from(items.len()) {
        Ok(n) if kind == b'(' => out.extend([b')', n]),
        _ => {
            out.push(kind);
            write_len(vm, out, items.len())?;
        }
    }
    items.iter().try_for_each(|i| write(vm, out, i))
}

fn write(vm: &Vm, out: &mut Vec<u8>, o: &Obj) -> PyResult<()> {
    vm.check_native_stack("")?;
    let constant = [(Obj::NONE, b'N'), (Obj::TRUE, b'T'), (Obj::FALSE, b'F'), (Obj::ELLIPSIS, b'.')];
    if let Some((_, c)) = constant.iter().find(|(x, _)| x.is(o)) {
        out.push(*c);
    } else if int::is_exact(o) {
        match int::to_i64(o).map(i32::try_from) {
            Some(Ok(n)) => {
                out.push(b'i');
                out.extend(n.to_le_bytes());
            }
            _ => {
                out.push(b'l');
                let n = int::as_int(o).expect("an int").to_big();
                write_big(vm, out, &n)?;
            }
        }
    } else if o.is_exact_type(&float::FLOAT) {
        out.push(b'g');
        out.extend(float::as_float(o).unwrap_or_default().to_le_bytes());
    } else if o.is_exact_type(&complex::COMPLEX) {
        out.push(b'y');
        for part in ["real", "imag"] {
            let x = api::getattr_str(vm, o, part)?;
            out.extend(float::as_float(&x).unwrap_or_default().to_le_bytes());
        }
    } else if o.is_exact::<str_::Str>() {
        write_text(vm, out, o)?;
    } else if let Some(t) = o.downcast_exact::<Tuple>() {
        write_items(vm, out, b'(', t.as_slice())?;
    } else if let Some(l) = o.downcast_exact::<list::List>() {
        write_items(vm, out, b'[', &l.to_vec())?;
    } else if let Some(d) = o.downcast_exact::<Dict>() {
        out.push(b'{');
        for (k, v) in d.items() {
            write(vm, out, &k)?;
            write(vm, out, &v)?;
        }
        out.push(b'0');
    } else if set::is_exact_set(o) {
        let kind = if o.is_exact::<set::FrozenSet>() { b'>' } else { b'<' };
        write_items(vm, out, kind, &set::as_set(o).map_or(vec![], set::Set::items))?;
    } else if o.is_exact::<Code>() {
        let data = serial::write(&code::of(o).data);
        out.push(b'c');
        write_len(vm, out, data.len())?;
        out.extend(data);
    } else if let Some(data) = crate::object::buffer::bytes_of(vm, o)? {
        out.push(b's');
        write_len(vm, out, data.len())?;
        out.extend(data);
    } else {
        return Err(vm.value_error("unmarshallable object"));
    }
    Ok(())
}

// --- reading

struct Reader<'a> {
    vm: &'a Vm,
    data: &'a [u8],
    refs: Vec<Option<Obj>>,
}

impl Reader<'_> {
    fn bad(&self, what: &str) -> Raised {
        self.vm.value_error(format!("bad marshal data ({what})"))
    }

    fn take(&mut self, n: usize) -> PyResult<&[u8]> {
        let Some((head, rest)) = self.data.split_at_checked(n) else {
            return Err(self.vm.eof_error("marshal data too short"));
        };
        self.data = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> PyResult<[u8; N]> {
        Ok(self.take(N)?.try_into().expect("of that length"))
    }

    fn int(&mut self) -> PyResult<i32> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    fn len(&mut self, short: bool) -> PyResult<usize> {
        if short {
            return Ok(self.array::<1>()?[0].into());
        }
        let n = self.int()?;
        usize::try_from(n).map_err(|_| self.bad("size out of range"))
    }

    fn float(&mut self) -> PyResult<f64> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    fn big(&mut self) -> PyResult<Obj> {
        let count = self.int()?;
        let mut data = vec![0u8; (count.unsigned_abs() as usize).min(self.data.len()) * 15 / 8 + 3];
        for d in 0..count.unsigned_abs() as usize {
            let digit = u16::from_le_bytes(self.array()?);
            if digit > 0x7fff {
                return Err(self.bad("digit out of range in long"));
            }
            for i in (0..15).filter(|i| digit >> i & 1 == 1) {
                data[(d * 15 + i) / 8] |= 1 << ((d * 15 + i) % 8);
            }
        }
        let n = IBig::from(UBig::from_le_bytes(&data));
        Ok(int::from_big(if count < 0 { -n } else { n }))
    }

    fn items(&mut self, n: usize) -> PyResult<Vec<Obj>> {
        (0..n).map(|_| self.value()).collect()
    }

    fn value(&mut self) -> PyResult<Obj> {
        self.maybe()?.ok_or_else(|| self.vm.type_error("NULL object in marshal data for object"))
    }

    /// The next value; none for the mark that ends a dict.
    fn maybe(&mut self) -> PyResult<Option<Obj>> {
        self.vm.check_native_stack("")?;
        if self.data.is_empty() {
            return Err(self.vm.eof_error("EOF read where object expected"));
        }
        let code = self.array::<1>()?[0];
        let kind = code & 0x7f;
        if kind == b'0' {
            return Ok(None);
        }
        let slot = (code & 0x80 != 0).then(|| {
            self.refs.push(None);
            self.refs.len() - 1
        });
        let vm = self.vm;
        let o = match kind {
            b'N' => Obj::NONE,
            b'T' => Obj::TRUE,
            b'F' => Obj::FALSE,
            b'.' => Obj::ELLIPSIS,
            b'i' => int::from_i64(self.int()?.into()),
            b'l' => self.big()?,
            b'g' => float::from_f64(self.float()?),
            b'y' => {
                let parts = [float::from_f64(self.float()?), float::from_f64(self.float()?)];
                api::call(vm, &complex::COMPLEX.obj(), &parts)?
            }
            b's' => {
                let n = self.len(false)?;
                bytes::from_slice(self.take(n)?)
            }
            b'z' | b'Z' | b'a' | b'A' | b'u' | b't' => {
                let n = self.len(matches!(kind, b'z' | b'Z'))?;
                let text = str_::make(vm, self.take(n)?)?;
                if matches!(kind, b'Z' | b'A' | b't') { intern_obj(&text) } else { text }
            }
            b'(' | b')' => {
                let n = self.len(kind == b')')?;
                tuple::from_vec(self.items(n)?)
            }
            b'[' => {
                let (n, l) = (self.len(false)?, list::new_ref(vec![]));
                self.remember(slot, l.obj());
                for _ in 0..n {
                    l.push(self.value()?);
                }
                l.into_obj()
            }
            b'{' => {
                let d = dict::new();
                self.remember(slot, d.obj());
                while let Some(k) = self.maybe()? {
                    let Some(v) = self.maybe()? else { break };
                    d.set(vm, &k, &v)?;
                }
                d.into_obj()
            }
            b'<' | b'>' => {
                let n = self.len(false)?;
                let items = tuple::from_vec(self.items(n)?);
                if kind == b'<' { set::set_from(vm, &items)? } else { set::frozenset_from(vm, &items)? }
            }
            b'c' => {
                let n = self.len(false)?;
                let data = serial::read(self.take(n)?);
                match data {
                    Ok(data) if verify(&data).is_ok() => loader::load(vm, &Rc::new(data)),
                    _ => return Err(self.bad("malformed code object")),
                }
            }
            b'r' => {
                let i = self.len(false)?;
                match self.refs.get(i) {
                    Some(Some(o)) => o.clone(),
                    _ => return Err(self.bad("invalid reference")),
                }
            }
            _ => return Err(self.bad("unknown type code")),
        };
        self.remember(slot, &o);
        Ok(Some(o))
    }

    fn remember(&mut self, slot: Option<usize>, o: &Obj) {
        if let Some(i) = slot {
            self.refs[i] = Some(o.clone());
        }
    }
}

fn dumps(vm: &Vm, a: Args) -> PyResult<Obj> {
    if let Some(version) = a.opt(1) {
        api::index(vm, version)?;
    }
    let mut out = Vec::new();
    write(vm, &mut out, &a[0])?;
    Ok(bytes::from_slice(&out))
}

fn loads(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(data) = crate::object::buffer::bytes_of(vm, &a[0])? else {
        return Err(vm.type_error(format!("a bytes-like object is required, not '{}'", a[0].ty().name())));
    };
    Reader { vm, data: &data, refs: vec![] }.value()
}

/// Reads one value; what follows stays in the file.
fn load(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = api::call_method_str(vm, &a[0], "read", &[])?;
    let Some(data) = crate::object::buffer::bytes_of(vm, &data)? else {
        return Err(vm.type_error(format!("file.read() returned not bytes but {}", data.ty().name())));
    };
    let mut reader = Reader { vm, data: &data, refs: vec![] };
    let o = reader.value()?;
    let rest = reader.data.len() as i64;
    if rest > 0 {
        api::call_method_str(vm, &a[0], "seek", &[int::from_i64(-rest), int::from_i64(1)])?;
    }
    Ok(o)
}

/// `marshal`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "marshal",
    doc: "Code and plain values as bytes, in a form that only this interpreter reads.",
    functions: &[
        function(
            "dumps",
            "(value, version=version, /, *, allow_code=True)",
            "A value as bytes; code objects can be refused.",
            dumps,
        ),
        function("loads", "(bytes, /, *, allow_code=True)", "The value that bytes of dumps() hold.", loads),
        function("load", "(file, /, *, allow_code=True)", "Reads one value from a binary file.", load),
        function(
            "dump",
            "(value, file, version=version, /, *, allow_code=True)",
            "Writes one value to a binary file.",
            |vm, a| {
                if let Some(version) = a.opt(2) {
                    api::index(vm, version)?;
                }
                let mut out = Vec::new();
                write(vm, &mut out, &a[0])?;
                api::call_method_str(vm, &a[1], "write", &[bytes::from_slice(&out)])
            },
        ),
    ],
    init: Some(|_, m| {
        module::dict_of(m).expect("a module").insert_str(intern("version"), int::from_i64(VERSION));
        Ok(())
    }),
    ..ModuleSpec::EMPTY
};
