//! Reading a pickle: a machine with a stack and a memo, one instruction after the other. Nothing that it reads makes it
//! do more than raise an exception.

use super::objects::Unpickler;
use super::source::Source;
use super::{HIGHEST, UNPICKLING_ERROR, names, op};
use crate::object::args::CallArgs;
use crate::object::attr;
use crate::object::intern::{intern, intern_obj, name};
use crate::object::obj::Obj;
use crate::object::spec::type_flag;
use crate::object::type_object::Type;
use crate::text::float_fmt;
use crate::types::descriptor::GETSET_DESCRIPTOR;
use crate::types::dict::{self, Dict};
use crate::types::list::{self, List};
use crate::types::set::{self, Set};
use crate::types::str_::Str;
use crate::types::tuple::{self, Tuple};
use crate::types::{bytearray, bytes, codec, exception, float, int, memoryview, str_};
use crate::vm::{PyResult, Raised, Vm, api};

/// A length above this cannot be had.
const TOO_LONG: usize = 1 << 40;

/// A pickle being read.
pub struct Loader<'a, 'd> {
    vm: &'a Vm,
    u: &'a Unpickler,
    /// The Python object, if its methods may be overridden.
    this: Option<&'a Obj>,
    source: &'a mut Source<'d>,
    stack: Vec<Obj>,
    /// Where the marks are.
    marks: Vec<usize>,
    /// Below this is no item that may be taken: the last mark.
    fence: usize,
    proto: u8,
}

impl<'a, 'd> Loader<'a, 'd> {
    pub fn new(
        vm: &'a Vm,
        u: &'a Unpickler,
        this: Option<&'a Obj>,
        source: &'a mut Source<'d>,
    ) -> Loader<'a, 'd> {
        Loader { vm, u, this, source, stack: Vec::new(), marks: Vec::new(), fence: 0, proto: 0 }
    }

    /// Raises UnpicklingError.
    #[cold]
    fn fail(&self, message: impl AsRef<str>) -> Raised {
        self.vm.error(&UNPICKLING_ERROR, message)
    }

    // --- the stack

    #[cold]
    fn underflow(&self) -> Raised {
        self.fail(if self.marks.is_empty() { "unpickling stack underflow" } else { "unexpected MARK found" })
    }

    #[inline]
    fn pop(&mut self) -> PyResult<Obj> {
        if self.stack.len() <= self.fence {
            return Err(self.underflow());
        }
        Ok(self.stack.pop().expect("above the fence"))
    }

    #[inline]
    fn top(&self) -> PyResult<&Obj> {
        match self.stack.last() {
            Some(o) if self.stack.len() > self.fence => Ok(o),
            _ => Err(self.underflow()),
        }
    }

    #[inline]
    fn push(&mut self, o: Obj) {
        self.stack.push(o);
    }

    fn replace_top(&mut self, o: Obj) {
        if let Some(top) = self.stack.last_mut() {
            drop(std::mem::replace(top, o));
        }
    }

    /// Takes the last mark away; where it was.
    fn pop_mark(&mut self) -> PyResult<usize> {
        let Some(at) = self.marks.pop() else { return Err(self.fail("could not find MARK")) };
        self.fence = self.marks.last().copied().unwrap_or(0);
        Ok(at)
    }

    /// The items behind the last mark.
    fn pop_items(&mut self) -> PyResult<Vec<Obj>> {
        let at = self.pop_mark()?;
        Ok(self.stack.split_off(at))
    }

    /// The items behind the last mark, below which something to put them into must be.
    fn pop_items_for(&mut self) -> PyResult<(Obj, Vec<Obj>)> {
        let items = self.pop_items()?;
        Ok((self.top()?.clone(), items))
    }

    // --- the machine

    /// Reads to the end of the pickle.
    pub fn run(&mut self) -> PyResult<Obj> {
        loop {
            let code = self.source.opcode(self.vm)?;
            if code == op::STOP {
                let o = self.pop()?;
                self.source.settle(self.vm)?;
                return Ok(o);
            }
            self.step(code)?;
        }
    }

    #[inline]
    fn step(&mut self, code: u8) -> PyResult<()> {
        match code {
            op::NONE => self.push(Obj::NONE),
            op::NEWTRUE => self.push(Obj::TRUE),
            op::NEWFALSE => self.push(Obj::FALSE),
            op::BININT => {
                let n = i32::from_le_bytes(self.source.array(self.vm)?);
                self.push(int::from_i64(n.into()));
            }
            op::BININT1 => {
                let [n] = self.source.array(self.vm)?;
                self.push(int::from_i64(n.into()));
            }
            op::BININT2 => {
                let n = u16::from_le_bytes(self.source.array(self.vm)?);
                self.push(int::from_i64(n.into()));
            }
            op::BINFLOAT => {
                let x = f64::from_be_bytes(self.source.array(self.vm)?);
                self.push(float::from_f64(x));
            }
            op::INT => self.int_line()?,
            op::LONG => self.long_line()?,
            op::FLOAT => self.float_line()?,
            op::LONG1 => {
                let [n] = self.source.array(self.vm)?;
                self.long(n.into())?;
            }
            op::LONG4 => {
                let n = i32::from_le_bytes(self.source.array(self.vm)?);
                match usize::try_from(n) {
                    Ok(n) => self.long(n)?,
                    Err(_) => return Err(self.fail("LONG pickle has negative byte count")),
                }
            }
            op::SHORT_BINUNICODE => self.text(1, "BINUNICODE")?,
            op::BINUNICODE => self.text(4, "BINUNICODE")?,
            op::BINUNICODE8 => self.text(8, "BINUNICODE")?,
            op::UNICODE => self.text_line()?,
            op::SHORT_BINBYTES => self.bytes(1)?,
            op::BINBYTES => self.bytes(4)?,
            op::BINBYTES8 => self.bytes(8)?,
            op::BYTEARRAY8 => {
                let n = self.length(8, "BYTEARRAY8")?;
                if n > TOO_LONG {
                    return Err(self.vm.memory_error());
                }
                let r = self.source.take(self.vm, n)?;
                self.push(bytearray::from_vec(self.source.data[r].to_vec()));
            }
            op::STRING => self.old_string_line()?,
            op::SHORT_BINSTRING => {
                let n = self.length(1, "")?;
                self.old_string(n)?;
            }
            op::BINSTRING => {
                let n = self.length(4, "")?;
                self.old_string(n)?;
            }
            op::NEXT_BUFFER => self.next_buffer()?,
            op::READONLY_BUFFER => self.readonly_buffer()?,

            op::MARK => {
                self.marks.push(self.stack.len());
                self.fence = self.stack.len();
            }
            op::POP => {
                // A mark alone is what is popped if nothing lies on it.
                if self.stack.len() == self.fence && !self.marks.is_empty() {
                    self.pop_mark()?;
                } else {
                    drop(self.pop()?);
                }
            }
            op::POP_MARK => drop(self.pop_items()?),
            op::DUP => {
                let o = self.top()?.clone();
                self.push(o);
            }

            op::EMPTY_TUPLE => self.push(tuple::empty()),
            op::TUPLE1 => self.tuple(1)?,
            op::TUPLE2 => self.tuple(2)?,
            op::TUPLE3 => self.tuple(3)?,
            op::TUPLE => {
                let items = self.pop_items()?;
                self.push(tuple::from_vec(items));
            }
            op::EMPTY_LIST => self.push(list::from_vec(Vec::new())),
            op::LIST => {
                let items = self.pop_items()?;
                self.push(list::from_vec(items));
            }
            op::EMPTY_DICT => self.push(dict::new().into_obj()),
            op::DICT => {
                let items = self.pop_items()?;
                if items.len() % 2 != 0 {
                    return Err(self.fail("odd number of items for DICT"));
                }
                let d = dict::new();
                items.chunks_exact(2).try_for_each(|p| d.set(self.vm, &p[0], &p[1]))?;
                self.push(d.into_obj());
            }
            op::EMPTY_SET => self.push(set::new_ref().into_obj()),
            op::FROZENSET => {
                let items = self.pop_items()?;
                let o = set::frozenset_from(self.vm, &list::from_vec(items))?;
                self.push(o);
            }
            op::APPEND => {
                let item = self.pop()?;
                let target = self.top()?.clone();
                self.append(&target, vec![item])?;
            }
            op::APPENDS => {
                let (target, items) = self.pop_items_for()?;
                self.append(&target, items)?;
            }
            op::SETITEM => {
                let value = self.pop()?;
                let key = self.pop()?;
                let target = self.top()?.clone();
                self.set_items(&target, &[key, value])?;
            }
            op::SETITEMS => {
                let (target, items) = self.pop_items_for()?;
                if items.len() % 2 != 0 {
                    return Err(self.fail("odd number of items for SETITEMS"));
                }
                self.set_items(&target, &items)?;
            }
            op::ADDITEMS => {
                let (target, items) = self.pop_items_for()?;
                self.add_items(&target, &items)?;
            }

            op::MEMOIZE => {
                let i = self.u.memo.borrow().len();
                self.remember(i)?;
            }
            op::BINPUT => {
                let [i] = self.source.array(self.vm)?;
                self.remember(i.into())?;
            }
            op::LONG_BINPUT => {
                let i = u32::from_le_bytes(self.source.array(self.vm)?);
                self.remember(i as usize)?;
            }
            op::PUT => {
                let i = self.index_line()?;
                if int::is_negative(&i) {
                    return Err(self.vm.value_error("negative PUT argument"));
                }
                self.remember(api::int_ssize(self.vm, &i)? as usize)?;
            }
            op::BINGET => {
                let [i] = self.source.array(self.vm)?;
                self.recall(i.into())?;
            }
            op::LONG_BINGET => {
                let i = u32::from_le_bytes(self.source.array(self.vm)?);
                self.recall(i.into())?;
            }
            op::GET => {
                let i = self.index_line()?;
                self.recall(api::int_ssize(self.vm, &i)?)?;
            }

            op::GLOBAL => self.global()?,
            op::STACK_GLOBAL => {
                let (global, module) = (self.pop()?, self.pop()?);
                if !global.is_exact::<Str>() || !module.is_exact::<Str>() {
                    return Err(self.fail("STACK_GLOBAL requires str"));
                }
                let o = self.find_class(&module, &global)?;
                self.push(o);
            }
            op::EXT1 => {
                let [n] = self.source.array(self.vm)?;
                self.extension(n.into())?;
            }
            op::EXT2 => {
                let n = u16::from_le_bytes(self.source.array(self.vm)?);
                self.extension(n.into())?;
            }
            op::EXT4 => {
                let n = i32::from_le_bytes(self.source.array(self.vm)?);
                self.extension(n.into())?;
            }
            op::REDUCE => {
                let args = self.pop()?;
                let f = self.pop()?;
                if !args.is_instance::<Tuple>() {
                    return Err(self.vm.type_error("argument list must be a tuple"));
                }
                let o = api::call(self.vm, &f, tuple::items(&args))?;
                self.push(o);
            }
            op::NEWOBJ => {
                let args = self.pop()?;
                let class = self.pop()?;
                self.new_object("NEWOBJ", &class, &args, None)?;
            }
            op::NEWOBJ_EX => {
                let kwargs = self.pop()?;
                let args = self.pop()?;
                let class = self.pop()?;
                self.new_object("NEWOBJ_EX", &class, &args, Some(&kwargs))?;
            }
            op::BUILD => self.build()?,
            op::INST => {
                if self.marks.is_empty() {
                    return Err(self.fail("could not find MARK"));
                }
                let items = self.pop_items()?;
                let class = self.named_global("ascii")?;
                self.instantiate(&class, &items)?;
            }
            op::OBJ => {
                let items = self.pop_items()?;
                let Some((class, args)) = items.split_first() else { return Err(self.underflow()) };
                self.instantiate(class, args)?;
            }
            op::PERSID => {
                let r = self.source.line(self.vm, 1)?;
                let id = &self.source.data[r.start..r.end - 1];
                if !id.is_ascii() {
                    return Err(self.fail("persistent IDs in protocol 0 must be ASCII strings"));
                }
                let id = str_::from_wtf8(id);
                self.persistent(&id)?;
            }
            op::BINPERSID => {
                let id = self.pop()?;
                self.persistent(&id)?;
            }

            op::PROTO => {
                let [n] = self.source.array(self.vm)?;
                if i64::from(n) > HIGHEST {
                    return Err(self.vm.value_error(format!("unsupported pickle protocol: {n}")));
                }
                self.proto = n;
                self.u.proto.set(n);
            }
            op::FRAME => {
                let n = u64::from_le_bytes(self.source.array(self.vm)?);
                if n > isize::MAX as u64 {
                    return Err(self.vm.overflow_error(format!(
                        "FRAME length exceeds system's maximum of {} bytes",
                        isize::MAX
                    )));
                }
                self.source.frame(self.vm, n as usize)?;
            }
            _ => {
                let shown = match code {
                    b'\'' => "'\\''".to_owned(),
                    b'\\' => "'\\\\'".to_owned(),
                    0x20..0x7f => format!("'{}'", char::from(code)),
                    _ => format!("'\\x{code:02x}'"),
                };
                return Err(self.fail(format!("invalid load key, {shown}.")));
            }
        }
        Ok(())
    }

    // --- numbers and texts

    /// A length of `width` bytes.
    #[inline]
    fn length(&mut self, width: usize, what: &str) -> PyResult<usize> {
        let r = self.source.take(self.vm, width)?;
        let mut word = [0; 8];
        word[..width].copy_from_slice(&self.source.data[r]);
        let n = u64::from_le_bytes(word);
        if n > isize::MAX as u64 {
            return Err(self
                .vm
                .overflow_error(format!("{what} exceeds system's maximum size of {} bytes", isize::MAX)));
        }
        Ok(n as usize)
    }

    /// The next line without its end, as a copy.
    fn line(&mut self, least: usize) -> PyResult<Vec<u8>> {
        let r = self.source.line(self.vm, least)?;
        Ok(self.source.data[r.start..r.end - 1].to_vec())
    }

    fn int_line(&mut self) -> PyResult<()> {
        let text = self.line(2)?;
        match &text[..] {
            b"00" => self.push(Obj::FALSE),
            b"01" => self.push(Obj::TRUE),
            _ => match self.number(&text, 0) {
                Ok(o) => self.push(o),
                Err(r) => {
                    self.vm.clear_if(r, &exception::VALUE_ERROR)?;
                    return Err(self.vm.value_error("could not convert string to int"));
                }
            },
        }
        Ok(())
    }

    fn long_line(&mut self) -> PyResult<()> {
        let r = self.source.line(self.vm, 2)?;
        let line = &self.source.data[r];
        let text = line.strip_suffix(b"L\n").unwrap_or(line);
        let text = text.split(|b| *b == 0).next().unwrap_or_default().to_vec();
        let o = self.number(&text, 10)?;
        self.push(o);
        Ok(())
    }

    fn number(&self, text: &[u8], base: u32) -> PyResult<Obj> {
        let text = codec::decode(self.vm, &bytes::from_slice(text), Some("utf-8"), None)?;
        Ok(int::text_int(self.vm, &text, base)?.expect("a str is text"))
    }

    /// A number in decimal, as GET and PUT have it.
    fn index_line(&mut self) -> PyResult<Obj> {
        let r = self.source.line(self.vm, 2)?;
        self.number(&self.source.data[r], 10)
    }

    fn float_line(&mut self) -> PyResult<()> {
        let text = self.line(2)?;
        let shown = || format!("'{}\n'", String::from_utf8_lossy(&text));
        // No blanks and no underscores around here.
        let plain = |text: &[u8]| !text.iter().any(|c| c.is_ascii_whitespace() || *c == b'_');
        match float_fmt::parse(&text).filter(|_| plain(&text)) {
            // Where a number stands at the beginning, CPython does not say which text.
            None if (1..text.len()).any(|n| plain(&text[..n]) && float_fmt::parse(&text[..n]).is_some()) => {
                Err(self.vm.value_error("could not convert string to float"))
            }
            None => Err(self.vm.value_error(format!("could not convert string to float: {}", shown()))),
            Some(x) if x.is_infinite() && text.iter().any(u8::is_ascii_digit) => {
                Err(self.vm.overflow_error(format!("value too large to convert to float: {}", shown())))
            }
            Some(x) => {
                self.push(float::from_f64(x));
                Ok(())
            }
        }
    }

    fn long(&mut self, n: usize) -> PyResult<()> {
        let r = self.source.take(self.vm, n)?;
        let o = int::from_le(&self.source.data[r], true);
        self.push(o);
        Ok(())
    }

    #[inline]
    fn text(&mut self, width: usize, what: &str) -> PyResult<()> {
        let n = self.length(width, what)?;
        let r = self.source.take(self.vm, n)?;
        let data = &self.source.data[r];
        let o = match std::str::from_utf8(data) {
            Ok(text) => str_::try_from_wtf8(text.as_bytes()).map_err(|_| self.vm.memory_error())?,
            Err(_) => {
                let data = bytes::try_from_slice(data).map_err(|_| self.vm.memory_error())?;
                codec::decode(self.vm, &data, Some("utf-8"), Some("surrogatepass"))?
            }
        };
        self.push(o);
        Ok(())
    }

    fn text_line(&mut self) -> PyResult<()> {
        let text = self.line(1)?;
        let o = codec::decode(self.vm, &bytes::from_slice(&text), Some("raw-unicode-escape"), None)?;
        self.push(o);
        Ok(())
    }

    fn bytes(&mut self, width: usize) -> PyResult<()> {
        let n = self.length(width, "BINBYTES")?;
        if n > TOO_LONG {
            return Err(self.vm.memory_error());
        }
        let r = self.source.take(self.vm, n)?;
        let o = bytes::try_from_slice(&self.source.data[r]).map_err(|_| self.vm.memory_error())?;
        self.push(o);
        Ok(())
    }

    fn old_string_line(&mut self) -> PyResult<()> {
        let text = self.line(1)?;
        let n = text.len();
        if n < 2 || text[0] != text[n - 1] || !matches!(text[0], b'\'' | b'"') {
            return Err(self.fail("the STRING opcode argument must be quoted"));
        }
        let codecs = api::import(self.vm, "codecs")?;
        let inner = bytes::from_slice(&text[1..n - 1]);
        let pair = api::call_method_str(self.vm, &codecs, "escape_decode", &[inner])?;
        let data = tuple::items(&pair).first().cloned().unwrap_or(Obj::NONE);
        self.push_old_string(&data)
    }

    fn old_string(&mut self, n: usize) -> PyResult<()> {
        let r = self.source.take(self.vm, n)?;
        let data = bytes::try_from_slice(&self.source.data[r]).map_err(|_| self.vm.memory_error())?;
        self.push_old_string(&data)
    }

    /// Python 2's str: text or bytes, as the reader said.
    fn push_old_string(&mut self, data: &Obj) -> PyResult<()> {
        let (encoding, errors) = (self.u.encoding.get(), self.u.errors.get());
        let o = match encoding.as_ref().and_then(str_::utf8).unwrap_or("ASCII") {
            "bytes" => data.clone(),
            encoding => codec::decode(self.vm, data, Some(encoding), errors.as_ref().and_then(str_::utf8))?,
        };
        self.push(o);
        Ok(())
    }

    fn next_buffer(&mut self) -> PyResult<()> {
        let Some(buffers) = self.u.buffers.get() else {
            return Err(
                self.fail("pickle stream refers to out-of-band data but no *buffers* argument was given")
            );
        };
        match api::next(self.vm, &buffers)? {
            Some(o) => self.push(o),
            None => return Err(self.fail("not enough out-of-band buffers")),
        }
        Ok(())
    }

    fn readonly_buffer(&mut self) -> PyResult<()> {
        let o = self.top()?.clone();
        let view = memoryview::from_object(self.vm, &o)?;
        if !api::is_true(self.vm, &api::getattr_str(self.vm, &view, "readonly")?)? {
            let o = api::call_method_str(self.vm, &view, "toreadonly", &[])?;
            self.replace_top(o);
        }
        Ok(())
    }

    // --- containers

    #[inline]
    fn tuple(&mut self, n: usize) -> PyResult<()> {
        if self.stack.len() < self.fence + n {
            return Err(self.underflow());
        }
        let at = self.stack.len() - n;
        let items = self.stack.split_off(at);
        self.push(tuple::from_vec(items));
        Ok(())
    }

    #[inline]
    fn append(&self, target: &Obj, items: Vec<Obj>) -> PyResult<()> {
        if let Some(l) = target.downcast_exact::<List>() {
            l.extend(items);
            return Ok(());
        }
        if let [item] = &items[..] {
            api::call_method_str(self.vm, target, "append", std::slice::from_ref(item))?;
            return Ok(());
        }
        match api::getattr_opt(self.vm, target, &intern("extend"))? {
            Some(extend) => {
                api::call(self.vm, &extend, &[list::from_vec(items)])?;
            }
            None => {
                // Lists of other makes may only have append().
                let append = api::getattr_str(self.vm, target, "append")?;
                for x in items {
                    api::call(self.vm, &append, &[x])?;
                }
            }
        }
        Ok(())
    }

    #[inline]
    fn set_items(&self, target: &Obj, items: &[Obj]) -> PyResult<()> {
        let exact = target.downcast_exact::<Dict>();
        items.chunks_exact(2).try_for_each(|p| match exact {
            Some(d) => d.set(self.vm, &p[0], &p[1]),
            None => api::setitem(self.vm, target, &p[0], &p[1]),
        })
    }

    fn add_items(&self, target: &Obj, items: &[Obj]) -> PyResult<()> {
        if let Some(s) = target.downcast::<Set>() {
            return items.iter().try_for_each(|x| s.add(self.vm, x).map(drop));
        }
        let add = api::getattr_str(self.vm, target, "add")?;
        items.iter().try_for_each(|x| api::call_refs(self.vm, &add, &[x]).map(drop))
    }

    // --- the memo

    #[inline]
    fn remember(&mut self, i: usize) -> PyResult<()> {
        let o = self.top()?.clone();
        let old = self.u.memo.borrow_mut().set(i, o);
        drop(old.map_err(|_| self.vm.memory_error())?);
        Ok(())
    }

    #[inline]
    fn recall(&mut self, i: i64) -> PyResult<()> {
        let o = usize::try_from(i).ok().and_then(|i| self.u.memo.borrow().get(i));
        match o {
            Some(o) => self.push(o),
            None => return Err(self.fail(format!("Memo value not found at index {i}"))),
        }
        Ok(())
    }

    // --- classes and instances

    fn find_class(&self, module: &Obj, global: &Obj) -> PyResult<Obj> {
        match self.this {
            Some(o) => api::call_method_str(self.vm, o, "find_class", &[module.clone(), global.clone()]),
            None => names::find_class(self.vm, self.proto, self.u.fix_imports.get(), module, global),
        }
    }

    /// The global of the next two lines.
    fn named_global(&mut self, encoding: &str) -> PyResult<Obj> {
        let mut both = [Obj::NONE, Obj::NONE];
        for o in &mut both {
            let text = self.line(2)?;
            *o = codec::decode(self.vm, &bytes::from_slice(&text), Some(encoding), None)?;
        }
        self.find_class(&both[0], &both[1])
    }

    fn global(&mut self) -> PyResult<()> {
        let o = self.named_global("utf-8")?;
        self.push(o);
        Ok(())
    }

    fn extension(&mut self, code: i64) -> PyResult<()> {
        if code <= 0 {
            return Err(self.fail("EXT specifies code <= 0"));
        }
        let o = names::extension(self.vm, code, |m, g| self.find_class(m, g))?;
        self.push(o);
        Ok(())
    }

    fn persistent(&mut self, id: &Obj) -> PyResult<()> {
        let o = match self.this {
            Some(this) => api::call_method_str(self.vm, this, "persistent_load", std::slice::from_ref(id))?,
            None => return Err(no_persistent_load(self.vm)),
        };
        self.push(o);
        Ok(())
    }

    fn new_object(&mut self, code: &str, class: &Obj, args: &Obj, kwargs: Option<&Obj>) -> PyResult<()> {
        let Some(t) = class.downcast::<Type>() else {
            let t = class.ty().name();
            return Err(self.fail(format!("{code} class argument must be a type, not {t}")));
        };
        let Some(new) = t.slots().new.filter(|_| t.flags.get() & type_flag::NO_NEW == 0) else {
            let t = t.name();
            return Err(self.fail(format!("{code} class argument '{t}' doesn't have __new__")));
        };
        if !args.is_instance::<Tuple>() {
            let t = args.ty().name();
            return Err(self.fail(format!("{code} args argument must be a tuple, not {t}")));
        }
        let o = match kwargs {
            None => new(self.vm, class, CallArgs::positional(tuple::items(args)))?,
            Some(kwargs) => {
                let Some(d) = kwargs.downcast::<Dict>() else {
                    let t = kwargs.ty().name();
                    return Err(self.fail(format!("{code} kwargs argument must be a dict, not {t}")));
                };
                let mut all = tuple::items(args).to_vec();
                let pairs = d.items();
                if pairs.iter().any(|(k, _)| !str_::is_str(k)) {
                    return Err(self.vm.type_error("keywords must be strings"));
                }
                let keys = tuple::new_ref(pairs.iter().map(|(k, _)| intern_obj(k)).collect());
                all.extend(pairs.into_iter().map(|(_, v)| v));
                new(self.vm, class, CallArgs::new(&all, (!keys.is_empty()).then_some(&*keys)))?
            }
        };
        self.push(o);
        Ok(())
    }

    fn instantiate(&mut self, class: &Obj, args: &[Obj]) -> PyResult<()> {
        let plain = args.is_empty()
            && class.is_instance::<Type>()
            && api::getattr_opt(self.vm, class, &intern("__getinitargs__"))?.is_none();
        let o = if plain {
            api::call_method(self.vm, class, name!(__new__), std::slice::from_ref(class))?
        } else {
            api::call(self.vm, class, args)?
        };
        self.push(o);
        Ok(())
    }

    /// Gives an instance its state.
    fn build(&mut self) -> PyResult<()> {
        if self.stack.len() < self.fence + 2 {
            return Err(self.underflow());
        }
        let state = self.pop()?;
        let o = self.top()?.clone();
        if let Some(f) = api::getattr_opt(self.vm, &o, name!(__setstate__))? {
            api::call(self.vm, &f, &[state])?;
            return Ok(());
        }
        let (state, slots) = match state.downcast::<Tuple>().map(Tuple::as_slice) {
            Some([state, slots]) => (state.clone(), Some(slots.clone())),
            _ => (state, None),
        };
        if !state.is_none() {
            let Some(d) = state.downcast::<Dict>() else {
                return Err(self.fail("state is not a dictionary"));
            };
            set_attributes(self.vm, &o, d)?;
        }
        if let Some(slots) = slots {
            let Some(d) = slots.downcast::<Dict>() else {
                return Err(self.fail("slot state is not a dictionary"));
            };
            for (k, v) in d.items() {
                api::setattr(self.vm, &o, &k, &v)?;
            }
        }
        Ok(())
    }
}

/// `o.__dict__.update(state)`, without making the dict where nobody would see a difference.
pub fn set_attributes(vm: &Vm, o: &Obj, state: &Dict) -> PyResult<()> {
    let items = state.items();
    let t = o.ty();
    let direct = t.has_attrs.get()
        && api::has_generic_getattr(t)
        && t.lookup(name!(__dict__)).is_none_or(|d| d.is_exact_type(&GETSET_DESCRIPTOR))
        && items.iter().all(|(k, _)| k.is_exact::<Str>());
    if direct {
        return items.iter().try_for_each(|(k, v)| attr::instance_set(vm, o, k, Some(v)).map(drop));
    }
    let d = api::getattr(vm, o, name!(__dict__))?;
    for (k, v) in items {
        let k = if k.is_exact::<Str>() { intern_obj(&k) } else { k };
        api::setitem(vm, &d, &k, &v)?;
    }
    Ok(())
}

/// Raises what `persistent_load` raises unless somebody overrides it.
pub fn no_persistent_load(vm: &Vm) -> Raised {
    vm.error(
        &UNPICKLING_ERROR,
        "A load persistent id instruction was encountered, but no persistent_load function was specified.",
    )
}
