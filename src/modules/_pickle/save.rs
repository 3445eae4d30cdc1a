//! Writing a pickle: each builtin type's own opcodes, and whatever `__reduce_ex__` answers for the rest. The bytes, the
//! numbers of the memo and the places of frames are those of CPython's native pickler.

use super::objects::Pickler;
use super::{PICKLING_ERROR, buffer, names, op};
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::type_object::Type;
use crate::text::float_fmt;
use crate::types::bytearray::ByteArray;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::list::List;
use crate::types::set::{FrozenSet, Set};
use crate::types::str_::Str;
use crate::types::tuple::{self, Tuple};
use crate::types::{bytes, float, int, list, singletons, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::collections::HashSet;
use std::io::Write;

/// Items between a MARK and the opcode that takes them.
const BATCH: usize = 1000;
/// Bytes after which a frame ends; byte strings of this length go past the frames.
const FRAME_TARGET: usize = 64 * 1024;
/// Frames below this have no header.
const FRAME_MIN: usize = 4;
/// FRAME and the length.
const FRAME_HEADER: usize = 9;
/// Values around a value, where recursion ends.
const MAX_DEPTH: usize = 10_000;
/// Depth from which `fast` looks for cycles.
const FAST_LIMIT: usize = 50;

/// A pickle being written.
pub struct Saver<'a> {
    pub vm: &'a Vm,
    pub p: &'a Pickler,
    pub proto: u8,
    bin: bool,
    /// Where it goes; `None`: it stays in `out`.
    write: Option<Obj>,
    pub out: Vec<u8>,
    /// Frames are written.
    framing: bool,
    /// Where the current frame's header begins.
    frame: Option<usize>,
    /// What subclasses and attributes of the pickler decide.
    persistent_id: Option<Obj>,
    reducer_override: Option<Obj>,
    dispatch_table: Option<Obj>,
    depth: usize,
    /// Containers that `fast` is in, from a certain depth.
    open: HashSet<u64>,
}

/// Which opcode a byte string takes, by its length.
struct Sized {
    short: Option<u8>,
    medium: Option<u8>,
    large: u8,
}

const BYTES: Sized =
    Sized { short: Some(op::SHORT_BINBYTES), medium: Some(op::BINBYTES), large: op::BINBYTES8 };
const BYTEARRAY: Sized = Sized { short: None, medium: None, large: op::BYTEARRAY8 };
const TEXT: Sized =
    Sized { short: Some(op::SHORT_BINUNICODE), medium: Some(op::BINUNICODE), large: op::BINUNICODE8 };
const OLD_TEXT: Sized = Sized { short: None, ..TEXT };

impl<'a> Saver<'a> {
    /// `this`: the Python object, if it is an instance of a subclass or has attributes that count.
    pub fn new(vm: &'a Vm, p: &'a Pickler, this: Option<&Obj>, write: Option<Obj>) -> PyResult<Saver<'a>> {
        let (persistent_id, reducer_override) = match this {
            None => (None, None),
            Some(o) => (p.persistent_id(vm, o)?, api::getattr_opt(vm, o, &intern("reducer_override"))?),
        };
        Ok(Saver {
            vm,
            p,
            proto: p.proto.get(),
            bin: p.bin.get(),
            write,
            out: Vec::new(),
            framing: false,
            frame: None,
            persistent_id,
            reducer_override,
            dispatch_table: p.dispatch_table.get(),
            depth: 0,
            open: HashSet::new(),
        })
    }

    /// Writes the pickle of an object.
    pub fn pickle(&mut self, o: &Obj) -> PyResult<()> {
        if self.proto >= 2 {
            self.out.extend_from_slice(&[op::PROTO, self.proto]);
        }
        self.framing = self.proto >= 4;
        self.save(o)?;
        self.put(op::STOP);
        self.end_frame();
        self.framing = false;
        self.flush()
    }

    /// Raises PicklingError.
    #[cold]
    pub fn fail(&self, message: impl AsRef<str>) -> Raised {
        self.vm.error(&PICKLING_ERROR, message)
    }

    // --- bytes and frames

    #[inline]
    fn begin(&mut self) {
        if self.framing && self.frame.is_none() {
            self.frame = Some(self.out.len());
            self.out.resize(self.out.len() + FRAME_HEADER, 0);
        }
    }

    /// Writes an opcode.
    #[inline]
    pub fn put(&mut self, code: u8) {
        self.begin();
        self.out.push(code);
    }

    /// Writes an opcode and what belongs to it.
    #[inline]
    pub fn put_all(&mut self, code: u8, data: &[u8]) {
        self.put(code);
        self.out.extend_from_slice(data);
    }

    fn end_frame(&mut self) {
        let Some(at) = self.frame.take() else { return };
        let body = at + FRAME_HEADER;
        let n = self.out.len() - body;
        if n < FRAME_MIN {
            self.out.drain(at..body);
        } else {
            self.out[at] = op::FRAME;
            self.out[at + 1..body].copy_from_slice(&(n as u64).to_le_bytes());
        }
    }

    fn flush(&mut self) -> PyResult<()> {
        if let Some(write) = self.write.as_ref().filter(|_| !self.out.is_empty()) {
            let data = bytes::try_from_slice(&self.out).map_err(|_| self.vm.memory_error())?;
            self.out.clear();
            api::call(self.vm, write, &[data])?;
        }
        Ok(())
    }

    /// Between two objects: a frame that is long enough ends.
    #[inline]
    fn boundary(&mut self) -> PyResult<()> {
        if let Some(at) = self.frame
            && self.out.len() - at - FRAME_HEADER >= FRAME_TARGET
        {
            self.end_frame();
            self.flush()?;
        }
        Ok(())
    }

    /// Writes a byte string; `o` is an object with these bytes, if there is one.
    #[inline]
    fn put_sized(&mut self, kind: &Sized, data: &[u8], o: Option<&Obj>) -> PyResult<()> {
        let n = data.len();
        let mut header = [0; 9];
        let header = match (kind.short, kind.medium) {
            (Some(code), _) if n <= 0xff => {
                header[..2].copy_from_slice(&[code, n as u8]);
                &header[..2]
            }
            (_, Some(code)) if n <= 0xffff_ffff => {
                header[0] = code;
                header[1..5].copy_from_slice(&(n as u32).to_le_bytes());
                &header[..5]
            }
            (_, Some(_)) if self.proto < 4 => {
                return Err(self.vm.overflow_error(
                    "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher",
                ));
            }
            _ => {
                header[0] = kind.large;
                header[1..].copy_from_slice(&(n as u64).to_le_bytes());
                &header[..]
            }
        };
        if self.out.try_reserve(n).is_err() {
            return Err(self.vm.memory_error());
        }
        if n < FRAME_TARGET {
            self.begin();
            self.out.extend_from_slice(header);
            self.out.extend_from_slice(data);
            return Ok(());
        }
        self.end_frame();
        self.out.extend_from_slice(header);
        match &self.write {
            None => self.out.extend_from_slice(data),
            Some(write) => {
                let write = write.clone();
                let payload = match o {
                    Some(o) => o.clone(),
                    None => bytes::try_from_slice(data).map_err(|_| self.vm.memory_error())?,
                };
                self.flush()?;
                api::call(self.vm, &write, &[payload])?;
            }
        }
        Ok(())
    }

    // --- the memo

    /// Numbers an object that was written.
    #[inline]
    pub fn memoize(&mut self, o: &Obj) {
        if self.p.fast.get() {
            return;
        }
        let i = self.p.memo.borrow_mut().add(o);
        if self.proto >= 4 {
            self.put(op::MEMOIZE);
        } else {
            self.put_number(i, op::BINPUT, op::LONG_BINPUT, op::PUT);
        }
    }

    #[inline]
    fn memo_number(&self, o: &Obj) -> Option<u32> {
        self.p.memo.borrow().get(o)
    }

    fn put_get(&mut self, i: u32) {
        self.put_number(i, op::BINGET, op::LONG_BINGET, op::GET);
    }

    #[inline]
    fn put_number(&mut self, i: u32, short: u8, long: u8, text: u8) {
        if !self.bin {
            self.put(text);
            let _ = writeln!(self.out, "{i}");
        } else if i < 256 {
            self.begin();
            self.out.extend_from_slice(&[short, i as u8]);
        } else {
            self.put_all(long, &i.to_le_bytes());
        }
    }

    // --- objects

    /// Writes an object.
    pub fn save(&mut self, o: &Obj) -> PyResult<()> {
        self.boundary()?;
        if let Some(f) = &self.persistent_id {
            let f = f.clone();
            let id = api::call_refs(self.vm, &f, &[o])?;
            if !id.is_none() {
                return self.save_persistent(&id);
            }
        }
        self.save_value(o)
    }

    #[inline]
    fn save_value(&mut self, o: &Obj) -> PyResult<()> {
        if self.atom(o)? {
            return Ok(());
        }
        if let Some(i) = self.memo_number(o) {
            self.put_get(i);
            return Ok(());
        }
        if o.is_exact::<Str>() {
            return self.save_str(o);
        }
        if o.is_exact::<bytes::Bytes>() {
            return self.save_bytes(o);
        }
        self.vm.check_native_stack(" while pickling an object")?;
        self.nested(|s| s.save_container(o))
    }

    fn nested(&mut self, f: impl FnOnce(&mut Self) -> PyResult<()>) -> PyResult<()> {
        self.depth += 1;
        if self.depth >= MAX_DEPTH {
            return Err(self.vm.recursion_error("maximum recursion depth exceeded while pickling an object"));
        }
        f(self)?;
        self.depth -= 1;
        Ok(())
    }

    /// Writes what has neither identity nor parts; false if it is something else.
    #[inline]
    fn atom(&mut self, o: &Obj) -> PyResult<bool> {
        if o.is_none() {
            self.put(op::NONE);
        } else if o.is(&Obj::TRUE) || o.is(&Obj::FALSE) {
            let yes = o.is(&Obj::TRUE);
            match (self.proto >= 2, yes) {
                (true, true) => self.put(op::NEWTRUE),
                (true, false) => self.put(op::NEWFALSE),
                (false, true) => self.put_all(op::INT, b"01\n"),
                (false, false) => self.put_all(op::INT, b"00\n"),
            }
        } else if int::is_exact(o) {
            self.save_int(o)?;
        } else if float::is_exact(o) {
            let x = float::as_float(o).expect("a float");
            if self.bin {
                self.put_all(op::BINFLOAT, &x.to_be_bytes());
            } else {
                self.put_all(op::FLOAT, float_fmt::repr(x).as_bytes());
                self.out.push(b'\n');
            }
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    #[inline]
    fn save_int(&mut self, o: &Obj) -> PyResult<()> {
        let small = int::to_i64(o).and_then(|n| i32::try_from(n).ok());
        match small {
            Some(n) if self.bin => {
                if let Ok(n) = u8::try_from(n) {
                    self.put_all(op::BININT1, &[n]);
                } else if let Ok(n) = u16::try_from(n) {
                    self.put_all(op::BININT2, &n.to_le_bytes());
                } else {
                    self.put_all(op::BININT, &n.to_le_bytes());
                }
            }
            Some(n) => {
                self.put(op::INT);
                let _ = writeln!(self.out, "{n}");
            }
            None if self.proto >= 2 => {
                let Ok(data) = int::shortest_le(int::as_int(o).expect("an int")) else {
                    return Err(self.vm.memory_error());
                };
                match u8::try_from(data.len()) {
                    Ok(n) => self.put_all(op::LONG1, &[n]),
                    Err(_) => self.put_all(op::LONG4, &(data.len() as u32).to_le_bytes()),
                }
                self.out.extend_from_slice(&data);
            }
            None => {
                let text = crate::text::int_fmt::to_decimal(int::as_int(o).expect("an int").to_text());
                self.put_all(op::LONG, text.as_bytes());
                self.out.extend_from_slice(b"L\n");
            }
        }
        Ok(())
    }

    #[inline]
    fn save_str(&mut self, o: &Obj) -> PyResult<()> {
        let data = str_::bytes_of(o);
        if self.bin {
            self.put_sized(if self.proto >= 4 { &TEXT } else { &OLD_TEXT }, data, None)?;
        } else {
            // One line, so the characters that end lines are written out.
            self.put(op::UNICODE);
            let mut at = 0;
            while at < data.len() {
                let c = str_::decode_at(data, at);
                at += match data[at] {
                    0..0x80 => 1,
                    0x80..0xe0 => 2,
                    0xe0..0xf0 => 3,
                    _ => 4,
                };
                let _ = match c {
                    0 | 0x0a | 0x0d | 0x1a | 0x5c | 0x100..0x1_0000 => write!(self.out, "\\u{c:04x}"),
                    0..0x100 => self.out.write_all(&[c as u8]),
                    _ => write!(self.out, "\\U{c:08x}"),
                };
            }
            self.out.push(b'\n');
        }
        self.memoize(o);
        Ok(())
    }

    fn save_bytes(&mut self, o: &Obj) -> PyResult<()> {
        let data = bytes::bytes_of(o);
        if self.proto >= 3 {
            self.put_sized(&BYTES, data, Some(o))?;
            self.memoize(o);
            return Ok(());
        }
        // Python 2 has no literal for them: made from text there.
        if data.is_empty() {
            return self.save_made(&bytes::BYTES.obj(), &tuple::empty(), o);
        }
        let text: Vec<u8> = data.iter().flat_map(|b| char::from(*b).to_string().into_bytes()).collect();
        let args = tuple::pair(str_::make(self.vm, &text)?, intern("latin1"));
        let codecs = api::import(self.vm, "codecs")?;
        let encode = api::getattr_str(self.vm, &codecs, "encode")?;
        self.save_made(&encode, &args, o)
    }

    fn save_bytearray(&mut self, o: &Obj) -> PyResult<()> {
        let data = crate::types::bytearray::contents(o).expect("a bytearray");
        if self.proto >= 5 {
            self.put_sized(&BYTEARRAY, &data, Some(o))?;
            self.memoize(o);
            return Ok(());
        }
        let made = bytes::try_from_slice(&data).map_err(|_| self.vm.memory_error())?;
        let args = if data.is_empty() { tuple::empty() } else { tuple::from_vec(vec![made]) };
        self.save_made(&crate::types::bytearray::BYTEARRAY.obj(), &args, o)
    }

    /// An object that a call makes.
    fn save_made(&mut self, f: &Obj, args: &Obj, o: &Obj) -> PyResult<()> {
        self.save_reduced(&[f.clone(), args.clone()], Some(o))
    }

    fn save_container(&mut self, o: &Obj) -> PyResult<()> {
        if let Some(d) = o.downcast_exact::<Dict>() {
            return self.guarded(o, |s| s.save_dict(o, d));
        }
        if let Some(l) = o.downcast_exact::<List>() {
            return self.guarded(o, |s| s.save_list(o, l));
        }
        if o.is_exact::<Tuple>() {
            return self.save_tuple(o);
        }
        if o.is_exact::<Set>() {
            return self.save_set(o);
        }
        if o.is_exact::<FrozenSet>() {
            return self.save_frozenset(o);
        }
        if o.is_exact::<ByteArray>() {
            return self.save_bytearray(o);
        }
        if let Some(b) = o.downcast_exact::<buffer::PickleBuffer>() {
            return self.save_buffer(o, b);
        }
        if let Some(f) = self.reducer_override.clone() {
            let reduced = api::call_refs(self.vm, &f, &[o])?;
            if !reduced.is_not_implemented() {
                return self.save_reduction(o, &reduced);
            }
        }
        if o.is_exact::<Type>() {
            return self.save_type(o);
        }
        if o.is_exact::<Function>() {
            return self.save_global(o, None);
        }
        if o.is(&Obj::ELLIPSIS) {
            return self.save_global(o, Some(&intern("Ellipsis")));
        }
        if o.is_not_implemented() {
            return self.save_global(o, Some(&intern("NotImplemented")));
        }
        let class = o.type_obj();
        let reduce = match &self.dispatch_table {
            None => names::dispatch_table(self.vm)?.get(self.vm, &class)?,
            Some(table) => match api::getitem(self.vm, &table.clone(), &class) {
                Ok(f) => Some(f),
                Err(r) => {
                    self.vm.clear_if(r, &crate::types::exception::KEY_ERROR)?;
                    None
                }
            },
        };
        let reduced = match reduce {
            Some(f) => api::call_refs(self.vm, &f, &[o])?,
            None if o.is_instance::<Type>() => return self.save_global(o, None),
            None => match api::getattr_opt(self.vm, o, name!(__reduce_ex__))? {
                Some(f) => api::call(self.vm, &f, &[int::from_i64(self.proto.into())])?,
                None => match api::getattr_opt(self.vm, o, name!(__reduce__))? {
                    Some(f) => api::call(self.vm, &f, &[])?,
                    None => {
                        let (t, shown) = (o.ty().name(), api::repr_string(self.vm, o)?);
                        return Err(self.fail(format!("can't pickle '{t}' object: {shown}")));
                    }
                },
            },
        };
        self.save_reduction(o, &reduced)
    }

    /// Runs `f`; with `fast` there is no memo that would end cycles, so they are looked for.
    fn guarded(&mut self, o: &Obj, f: impl FnOnce(&mut Self) -> PyResult<()>) -> PyResult<()> {
        let watched = self.p.fast.get() && self.depth > FAST_LIMIT;
        if watched && !self.open.insert(api::id(o)) {
            let (t, at) = (o.ty().name(), api::id(o));
            return Err(self.vm.value_error(format!(
                "fast mode: can't pickle cyclic objects including object type {t} at 0x{at:x}"
            )));
        }
        f(self)?;
        if watched {
            self.open.remove(&api::id(o));
        }
        Ok(())
    }

    fn save_tuple(&mut self, o: &Obj) -> PyResult<()> {
        let items = tuple::items(o);
        let n = items.len();
        if n == 0 {
            if self.bin {
                self.put(op::EMPTY_TUPLE);
            } else {
                self.put_all(op::MARK, &[op::TUPLE]);
            }
            return Ok(());
        }
        let short = n <= 3 && self.proto >= 2;
        if !short {
            self.put(op::MARK);
        }
        for item in items {
            self.save(item)?;
        }
        // A tuple can hold itself by one of its items.
        if let Some(i) = self.memo_number(o) {
            if short {
                (0..n).for_each(|_| self.put(op::POP));
            } else if self.bin {
                self.put(op::POP_MARK);
            } else {
                (0..=n).for_each(|_| self.put(op::POP));
            }
            self.put_get(i);
            return Ok(());
        }
        self.put(if short { [op::TUPLE1, op::TUPLE2, op::TUPLE3][n - 1] } else { op::TUPLE });
        self.memoize(o);
        Ok(())
    }

    fn save_list(&mut self, o: &Obj, l: &List) -> PyResult<()> {
        self.put_empty(op::EMPTY_LIST, op::LIST);
        self.memoize(o);
        self.nested(|s| {
            let n = l.len();
            if !s.bin || n == 1 {
                let mut i = 0;
                while let Some(x) = l.get(i) {
                    s.save(&x)?;
                    s.put(op::APPEND);
                    i += 1;
                }
                return Ok(());
            }
            let mut i = 0;
            while i < l.len() {
                s.put(op::MARK);
                let end = i + BATCH;
                while i < end
                    && let Some(x) = l.get(i)
                {
                    s.save(&x)?;
                    i += 1;
                }
                s.put(op::APPENDS);
            }
            Ok(())
        })
    }

    fn put_empty(&mut self, short: u8, long: u8) {
        if self.bin {
            self.put(short);
        } else {
            self.put_all(op::MARK, &[long]);
        }
    }

    fn save_dict(&mut self, o: &Obj, d: &Dict) -> PyResult<()> {
        self.put_empty(op::EMPTY_DICT, op::DICT);
        self.memoize(o);
        let n = d.len();
        if n == 0 {
            return Ok(());
        }
        self.nested(|s| {
            let mut at = 0;
            let mut pair = |s: &mut Self| -> PyResult<bool> {
                let Some(pos) = d.table().next_live(at) else { return Ok(false) };
                let Some((_, k, v)) = d.table().entry(pos) else { return Ok(false) };
                at = pos + 1;
                s.save(&k)?;
                s.save(&v)?;
                Ok(true)
            };
            let changed = |s: &Self| s.vm.runtime_error("dictionary changed size during iteration");
            if !s.bin || n == 1 {
                while pair(s)? {
                    s.put(op::SETITEM);
                    if d.len() != n {
                        return Err(changed(s));
                    }
                }
                return Ok(());
            }
            // A full batch is followed by another one, if need be an empty one.
            let mut count = BATCH;
            while count == BATCH {
                count = 0;
                s.put(op::MARK);
                while count < BATCH && pair(s)? {
                    count += 1;
                }
                s.put(op::SETITEMS);
                if d.len() != n {
                    return Err(changed(s));
                }
            }
            Ok(())
        })
    }

    fn save_set(&mut self, o: &Obj) -> PyResult<()> {
        let set = o.downcast::<Set>().expect("a set");
        if self.proto < 4 {
            let args = tuple::from_vec(vec![list::from_vec(set.items())]);
            return self.save_made(&crate::types::set::SET.obj(), &args, o);
        }
        self.put(op::EMPTY_SET);
        self.memoize(o);
        let n = set.len();
        if n == 0 {
            return Ok(());
        }
        let items = set.items();
        let mut at = 0;
        loop {
            self.put(op::MARK);
            let batch = &items[at..items.len().min(at + BATCH)];
            for x in batch {
                self.save(x)?;
                if set.len() != n {
                    return Err(self.vm.runtime_error("set changed size during iteration"));
                }
            }
            self.put(op::ADDITEMS);
            at += BATCH;
            if batch.len() < BATCH {
                return Ok(());
            }
        }
    }

    fn save_frozenset(&mut self, o: &Obj) -> PyResult<()> {
        let items = crate::types::set::as_set(o).expect("a frozenset").items();
        if self.proto < 4 {
            let args = tuple::from_vec(vec![list::from_vec(items)]);
            return self.save_made(&crate::types::set::FROZENSET.obj(), &args, o);
        }
        self.put(op::MARK);
        for x in &items {
            self.save(x)?;
        }
        // It can hold itself by one of its items.
        if let Some(i) = self.memo_number(o) {
            self.put(op::POP_MARK);
            self.put_get(i);
            return Ok(());
        }
        self.put(op::FROZENSET);
        self.memoize(o);
        Ok(())
    }

    fn save_buffer(&mut self, o: &Obj, b: &buffer::PickleBuffer) -> PyResult<()> {
        if self.proto < 5 {
            return Err(self.fail("PickleBuffer can only be pickled with protocol >= 5"));
        }
        let view = b.view(self.vm)?;
        if !b.is_contiguous(self.vm)? {
            return Err(self.fail("PickleBuffer can not be pickled when pointing to a non-contiguous buffer"));
        }
        if let Some(f) = self.p.buffer_callback.get() {
            let answer = api::call_refs(self.vm, &f, &[o])?;
            if !api::is_true(self.vm, &answer)? {
                self.put(op::NEXT_BUFFER);
                if view.readonly {
                    self.put(op::READONLY_BUFFER);
                }
                return Ok(());
            }
        }
        let data = view.raw().to_vec();
        self.put_sized(if view.readonly { &BYTES } else { &BYTEARRAY }, &data, None)?;
        self.memoize(o);
        Ok(())
    }

    fn save_persistent(&mut self, id: &Obj) -> PyResult<()> {
        if self.bin {
            self.save_value(id)?;
            self.put(op::BINPERSID);
            return Ok(());
        }
        let text = api::str(self.vm, id)?;
        if !str_::is_ascii(&text) {
            return Err(self.fail("persistent IDs in protocol 0 must be ASCII strings"));
        }
        self.put_all(op::PERSID, str_::bytes_of(&text));
        self.out.push(b'\n');
        Ok(())
    }

    fn save_type(&mut self, o: &Obj) -> PyResult<()> {
        // Three classes have no name of their own anywhere.
        for (class, value) in [
            (&singletons::NONE_TYPE, Obj::NONE),
            (&singletons::NOT_IMPLEMENTED_TYPE, Obj::NOT_IMPLEMENTED),
            (&singletons::ELLIPSIS_TYPE, Obj::ELLIPSIS),
        ] {
            if o.is(&class.obj()) {
                let args = tuple::from_vec(vec![value]);
                return self.save_made(&crate::types::type_::TYPE.obj(), &args, o);
            }
        }
        self.save_global(o, None)
    }

    // --- what __reduce_ex__ answers

    fn save_reduction(&mut self, o: &Obj, reduced: &Obj) -> PyResult<()> {
        if str_::is_str(reduced) {
            return self.save_global(o, Some(reduced));
        }
        if !reduced.is_instance::<Tuple>() {
            return Err(self.fail("__reduce__ must return a string or tuple"));
        }
        let parts = tuple::items(reduced);
        if !(2..=6).contains(&parts.len()) {
            return Err(self.fail("tuple returned by __reduce__ must contain 2 through 6 elements"));
        }
        self.save_reduced(parts, Some(o))
    }

    /// Writes a call, and what it makes: state, items, pairs. `o` gets a number.
    pub fn save_reduced(&mut self, parts: &[Obj], o: Option<&Obj>) -> PyResult<()> {
        let part = |i: usize| parts.get(i).filter(|x| !x.is_none());
        let (f, args) = (&parts[0], &parts[1]);
        if !api::is_callable(f) {
            return Err(self.fail("first item of the tuple returned by __reduce__ must be callable"));
        }
        if !args.is_instance::<Tuple>() {
            return Err(self.fail("second item of the tuple returned by __reduce__ must be a tuple"));
        }
        for (i, nth) in [(3, "fourth"), (4, "fifth")] {
            if let Some(x) = part(i)
                && x.ty().slots().next.is_none()
            {
                let t = x.ty().name();
                return Err(self.fail(format!(
                    "{nth} element of the tuple returned by __reduce__ must be an iterator, not {t}"
                )));
            }
        }
        if let Some(x) = part(5)
            && !api::is_callable(x)
        {
            let t = x.ty().name();
            return Err(self.fail(format!(
                "sixth element of the tuple returned by __reduce__ must be a function, not {t}"
            )));
        }
        self.save_call(f, args, o)?;
        if let Some(o) = o {
            // An object that holds itself by its arguments is there already.
            match self.memo_number(o) {
                Some(i) => {
                    self.put(op::POP);
                    self.put_get(i);
                }
                None => self.memoize(o),
            }
        }
        if let Some(it) = part(3) {
            self.nested(|s| s.save_items(it))?;
        }
        if let Some(it) = part(4) {
            self.nested(|s| s.save_pairs(it))?;
        }
        let Some(state) = part(2) else { return Ok(()) };
        match part(5).zip(o) {
            None => {
                self.save(state)?;
                self.put(op::BUILD);
            }
            Some((setter, o)) => {
                // Called for its effect: the result is dropped.
                self.save(setter)?;
                self.save(o)?;
                self.save(state)?;
                self.put(op::TUPLE2);
                self.put(op::REDUCE);
                self.put(op::POP);
            }
        }
        Ok(())
    }

    fn save_call(&mut self, f: &Obj, args: &Obj, o: Option<&Obj>) -> PyResult<()> {
        let known = if self.proto >= 2 { api::getattr_opt(self.vm, f, name!(__name__))? } else { None };
        let known = known.as_ref().filter(|n| str_::is_str(n)).map_or(&b""[..], str_::bytes_of);
        match known {
            b"__newobj_ex__" => self.save_newobj_ex(args),
            b"__newobj__" => {
                let Some((class, rest)) = tuple::items(args).split_first() else {
                    return Err(self.fail("__newobj__ arglist is empty"));
                };
                if api::getattr_opt(self.vm, class, name!(__new__))?.is_none() || !class.is_instance::<Type>()
                {
                    return Err(self.fail("args[0] from __newobj__ args is not a type"));
                }
                if let Some(o) = o {
                    let own = if api::has_generic_getattr(o.ty()) && o.ty().lookup(name!(__class__)).is_none()
                    {
                        o.type_obj()
                    } else {
                        api::getattr(self.vm, o, name!(__class__))?
                    };
                    if !own.is(class) {
                        return Err(self.fail("args[0] from __newobj__ args has the wrong class"));
                    }
                }
                self.save(class)?;
                self.save(&tuple::from_slice(rest))?;
                self.put(op::NEWOBJ);
                Ok(())
            }
            _ => {
                self.save(f)?;
                self.save(args)?;
                self.put(op::REDUCE);
                Ok(())
            }
        }
    }

    fn save_newobj_ex(&mut self, args: &Obj) -> PyResult<()> {
        let [class, pos, kw] = tuple::items(args) else {
            let n = tuple::items(args).len();
            return Err(
                self.fail(format!("length of the NEWOBJ_EX argument tuple must be exactly 3, not {n}"))
            );
        };
        for (nth, x, ok, word) in [
            ("first", class, class.is_instance::<Type>(), "class"),
            ("second", pos, pos.is_instance::<Tuple>(), "tuple"),
            ("third", kw, kw.is_instance::<Dict>(), "dict"),
        ] {
            if !ok {
                let t = x.ty().name();
                return Err(
                    self.fail(format!("{nth} item from NEWOBJ_EX argument tuple must be a {word}, not {t}"))
                );
            }
        }
        if self.proto >= 4 {
            self.save(class)?;
            self.save(pos)?;
            self.save(kw)?;
            self.put(op::NEWOBJ_EX);
            return Ok(());
        }
        // partial(cls.__new__, cls, *args, **kwargs)()
        let functools = api::import(self.vm, "functools")?;
        let partial = api::getattr_str(self.vm, &functools, "partial")?;
        let mut all = vec![api::getattr(self.vm, class, name!(__new__))?, class.clone()];
        all.extend(tuple::items(pos).iter().cloned());
        let pairs = kw.downcast::<Dict>().expect("checked").items();
        let keys = tuple::new_ref(pairs.iter().map(|(k, _)| k.clone()).collect());
        all.extend(pairs.into_iter().map(|(_, v)| v));
        let call = crate::object::args::CallArgs::new(&all, Some(&keys));
        let made = api::call_args(self.vm, &partial, call)?;
        self.save(&made)?;
        self.save(&tuple::empty())?;
        self.put(op::REDUCE);
        Ok(())
    }

    fn save_items(&mut self, it: &Obj) -> PyResult<()> {
        self.batches(it, op::APPEND, op::APPENDS, |s, x| s.save(x))
    }

    fn save_pairs(&mut self, it: &Obj) -> PyResult<()> {
        self.batches(it, op::SETITEM, op::SETITEMS, |s, x| match x.downcast::<Tuple>().map(Tuple::as_slice) {
            Some([k, v]) => {
                s.save(k)?;
                s.save(v)
            }
            _ => Err(s.vm.type_error("dict items iterator must return 2-tuples")),
        })
    }

    /// What an iterator gives, in batches; a batch of one has no mark.
    fn batches(
        &mut self,
        it: &Obj,
        one: u8,
        many: u8,
        save: impl Fn(&mut Self, &Obj) -> PyResult<()>,
    ) -> PyResult<()> {
        if !self.bin {
            while let Some(x) = api::next(self.vm, it)? {
                save(self, &x)?;
                self.put(one);
            }
            return Ok(());
        }
        loop {
            let Some(first) = api::next(self.vm, it)? else { return Ok(()) };
            let Some(mut next) = api::next(self.vm, it)? else {
                save(self, &first)?;
                self.put(one);
                return Ok(());
            };
            self.put(op::MARK);
            save(self, &first)?;
            let mut n = 1;
            let more = loop {
                save(self, &next)?;
                n += 1;
                if n == BATCH {
                    break true;
                }
                match api::next(self.vm, it)? {
                    Some(x) => next = x,
                    None => break false,
                }
            };
            self.put(many);
            if !more {
                return Ok(());
            }
        }
    }
}
