//! `StringIO`: a text stream in memory.

use super::base::TEXT_IO_BASE;
use super::newline::{NewlineMode, Newlines};
use super::{signed_size, size_arg};
use crate::modules::os_support::c_int;
use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, getter, method};
use crate::object::type_object::StaticType;
use crate::text::wtf8;
use crate::types::{dict, exception, int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The native state of a StringIO.
#[derive(Default)]
pub struct StringIo {
    text: RefCell<Text>,
    /// Position in characters; may lie behind the end.
    at: Cell<usize>,
    newline: Cell<NewlineMode>,
    /// Recognises newlines on the way in, if they are universal.
    newlines: RefCell<Option<Newlines>>,
    ready: Cell<bool>,
    closed: Cell<bool>,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for StringIo {
    fn static_type() -> &'static StaticType {
        &STRING_IO
    }
    const GC: bool = true;
}

/// WTF-8 with its number of characters.
#[derive(Default)]
struct Text {
    bytes: Vec<u8>,
    chars: usize,
    /// A character position and its byte: where the last operation ended.
    mark: (usize, usize),
}

impl Text {
    /// The byte of a character position that is not behind the end.
    fn byte(&self, at: usize) -> usize {
        if self.bytes.len() == self.chars {
            return at;
        }
        if at == self.chars {
            return self.bytes.len();
        }
        let (chars, byte) = self.mark;
        if at >= chars {
            byte + wtf8::byte_offset(&self.bytes[byte..], at - chars)
        } else {
            wtf8::byte_offset(&self.bytes, at)
        }
    }

    /// Overwrites from a position on.
    fn put(&mut self, at: usize, new: &[u8], n: usize) {
        if at > self.chars {
            let gap = at - self.chars;
            self.bytes.resize(self.bytes.len() + gap, 0);
            self.chars = at;
        }
        let start = self.byte(at);
        if at == self.chars {
            self.bytes.extend_from_slice(new);
            self.chars += n;
        } else {
            let stop = (at + n).min(self.chars);
            let end = self.byte(stop);
            self.bytes.splice(start..end, new.iter().copied());
            self.chars = self.chars.max(at + n);
        }
        self.mark = (at + n, start + new.len());
    }
}

fn any(o: &Obj) -> &StringIo {
    o.downcast::<StringIo>().expect("the receiver is a StringIO")
}

fn of<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a StringIo> {
    let s = any(o);
    if !s.ready.get() {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    if s.closed.get() { Err(vm.value_error("I/O operation on closed file")) } else { Ok(s) }
}

impl StringIo {
    fn write(&self, vm: &Vm, text: &[u8]) -> PyResult<()> {
        let decoded = self.newlines.borrow_mut().as_mut().map(|n| n.feed(text.to_vec(), true));
        let text = decoded.as_deref().unwrap_or(text);
        let translated = self.newline.get().translate(text);
        let text = translated.as_deref().unwrap_or(text);
        let n = wtf8::char_count(text);
        if n == 0 {
            return Ok(());
        }
        let mut t = self.text.borrow_mut();
        let gap = self.at.get().saturating_sub(t.chars);
        t.bytes.try_reserve(gap.saturating_add(text.len())).map_err(|_| vm.memory_error())?;
        t.put(self.at.get(), text, n);
        self.at.set(self.at.get() + n);
        Ok(())
    }

    fn take(&self, vm: &Vm, n: usize) -> PyResult<Obj> {
        let mut t = self.text.borrow_mut();
        let at = self.at.get();
        if at >= t.chars {
            return Ok(str_::from_str(""));
        }
        let n = n.min(t.chars - at);
        let start = t.byte(at);
        t.mark = (at, start);
        let end = t.byte(at + n);
        t.mark = (at + n, end);
        self.at.set(at + n);
        str_::make(vm, &t.bytes[start..end])
    }

    fn line(&self, vm: &Vm, limit: Option<usize>) -> PyResult<Obj> {
        let n = {
            let mut t = self.text.borrow_mut();
            let at = self.at.get();
            if at >= t.chars {
                return Ok(str_::from_str(""));
            }
            let start = t.byte(at);
            t.mark = (at, start);
            let rest = &t.bytes[start..];
            let end = self.newline.get().end.find(rest).unwrap_or(rest.len());
            let n = wtf8::char_count(&rest[..end]);
            limit.map_or(n, |l| n.min(l))
        };
        self.take(vm, n)
    }
}

fn set_up(vm: &Vm, s: &StringIo, value: Option<&Obj>, newline: Option<&Obj>) -> PyResult<()> {
    s.ready.set(false);
    if let Some(n) = newline
        && !n.is_none()
        && !str_::is_str(n)
    {
        return Err(vm.type_error(format!("newline must be str or None, not {}", n.ty().name())));
    }
    let text = newline.map_or(Some(&b"\n"[..]), |n| (!n.is_none()).then(|| str_::bytes_of(n)));
    let Some(mode) = NewlineMode::parse(text) else {
        let shown = api::repr_string(vm, newline.unwrap_or(&Obj::NONE))?;
        return Err(vm.value_error(format!("illegal newline value: {shown}")));
    };
    if let Some(v) = value
        && !v.is_none()
        && !str_::is_str(v)
    {
        return Err(vm.type_error(format!("initial_value must be str or None, not {}", v.ty().name())));
    }
    s.newline.set(mode);
    *s.newlines.borrow_mut() = mode.universal.then(|| Newlines::new(mode.translate_read));
    *s.text.borrow_mut() = Text::default();
    s.at.set(0);
    s.closed.set(false);
    if let Some(v) = value.filter(|v| !v.is_none()) {
        s.write(vm, str_::bytes_of(v))?;
        s.at.set(0);
    }
    s.ready.set(true);
    Ok(())
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let [value, newline] = args.bind(vm, "StringIO", ["initial_value", "newline"])?;
    set_up(vm, any(o), value, newline)
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = any(&a[0]);
    if !s.ready.get() {
        of(vm, &a[0])?;
    }
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error(format!("string argument expected, got '{}'", a[1].ty().name())));
    }
    of(vm, &a[0])?.write(vm, str_::bytes_of(&a[1]))?;
    Ok(int::from_usize(str_::char_len(&a[1])))
}

fn seek(vm: &Vm, a: Args) -> PyResult<Obj> {
    let pos = api::index_isize(vm, &a[1])?;
    let whence = a.opt(2).map_or(Ok(0), |w| c_int(vm, w))?;
    let s = of(vm, &a[0])?;
    let at = match whence {
        0 if pos < 0 => return Err(vm.value_error(format!("Negative seek position {pos}"))),
        0 => pos as usize,
        1 | 2 if pos != 0 => {
            return Err(vm.error(&exception::OS_ERROR, "Can't do nonzero cur-relative seeks"));
        }
        1 => s.at.get(),
        2 => s.text.borrow().chars,
        _ => return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    s.at.set(at);
    Ok(int::from_usize(at))
}

fn truncate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let size = signed_size(vm, a.opt(1))?;
    let s = of(vm, &a[0])?;
    let size = size.unwrap_or(s.at.get() as isize);
    if size < 0 {
        return Err(vm.value_error(format!("Negative size value {size}")));
    }
    let mut t = s.text.borrow_mut();
    if (size as usize) < t.chars {
        let end = t.byte(size as usize);
        t.bytes.truncate(end);
        t.chars = size as usize;
        t.mark = (0, 0);
    }
    Ok(int::from_i64(size as i64))
}

/// The `newline` argument that gives the mode.
fn newline_of(s: &StringIo) -> Obj {
    let mode = s.newline.get();
    match (mode.universal, mode.translate_read, mode.write) {
        (true, true, _) => Obj::NONE,
        (true, ..) => str_::from_str(""),
        (_, _, w) => str_::from_str(w.unwrap_or("\n")),
    }
}

fn getstate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = of(vm, &a[0])?;
    let attributes = attr::instance_dict(&a[0])
        .filter(|d| !d.is_empty())
        .map_or(Ok(Obj::NONE), |d| d.copy(vm).map(Ref::into_obj))?;
    let text = str_::make(vm, &s.text.borrow().bytes)?;
    Ok(tuple::from_vec(vec![text, newline_of(s), int::from_usize(s.at.get()), attributes]))
}

fn setstate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = any(&a[0]);
    if s.closed.get() {
        of(vm, &a[0])?;
    }
    let [value, newline, at, attributes] = tuple::items(&a[1]) else {
        return Err(vm.type_error(format!(
            "{}.__setstate__ argument should be 4-tuple, got {}",
            a[0].ty().name(),
            a[1].ty().name()
        )));
    };
    set_up(vm, s, None, Some(newline))?;
    if str_::is_str(value) {
        // As it was: newlines are translated already.
        let bytes = str_::bytes_of(value).to_vec();
        *s.text.borrow_mut() = Text { chars: wtf8::char_count(&bytes), bytes, mark: (0, 0) };
    }
    let at = api::index_isize(vm, at)?;
    if at < 0 {
        return Err(vm.value_error("position value cannot be negative"));
    }
    s.at.set(at as usize);
    if !attributes.is_none() {
        match attr::instance_dict(&a[0]) {
            Some(d) => dict::update_from(vm, &d, attributes)?,
            None => return Err(attr::no_attribute(vm, &a[0], name!(__dict__))),
        }
    }
    Ok(Obj::NONE)
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let line = if o.ty().is_heap() {
        of(vm, o)?;
        let line = api::call_method(vm, o, name!(readline), &[])?;
        if !str_::is_str(&line) {
            let message = format!("readline() should have returned a str object, not '{}'", line.ty().name());
            return Err(vm.error(&exception::OS_ERROR, message));
        }
        line
    } else {
        of(vm, o)?.line(vm, None)?
    };
    Ok((!str_::bytes_of(&line).is_empty()).then_some(line))
}

fn truth(vm: &Vm, a: Args) -> PyResult<Obj> {
    of(vm, &a[0]).map(|_| Obj::TRUE)
}

static METHODS: [MethodDef; 13] = [
    method("close", "($self, /)", "Frees the memory.", |_, a| {
        let s = any(&a[0]);
        s.closed.set(true);
        drop(s.text.take());
        Ok(Obj::NONE)
    }),
    method("getvalue", "($self, /)", "The content.", |vm, a| {
        str_::make(vm, &of(vm, &a[0])?.text.borrow().bytes)
    }),
    method("read", "($self, size=-1, /)", "Reads that many characters, or all.", |vm, a| {
        let n = size_arg(vm, a.opt(1))?;
        of(vm, &a[0])?.take(vm, n.unwrap_or(usize::MAX))
    }),
    method("readline", "($self, size=-1, /)", "Reads a line.", |vm, a| {
        let limit = size_arg(vm, a.opt(1))?;
        of(vm, &a[0])?.line(vm, limit)
    }),
    method("tell", "($self, /)", "The position.", |vm, a| of(vm, &a[0]).map(|s| int::from_usize(s.at.get()))),
    method("truncate", "($self, pos=None, /)", "Cuts the content off at a size.", truncate),
    method("seek", "($self, pos, whence=0, /)", "Moves the position and returns it.", seek),
    method("write", "($self, s, /)", "Writes text; returns the number of characters.", write),
    method("seekable", "($self, /)", "", truth),
    method("readable", "($self, /)", "", truth),
    method("writable", "($self, /)", "", truth),
    method("__getstate__", "($self, /)", "", getstate),
    method("__setstate__", "($self, state, /)", "", setstate),
];

static SPEC: TypeSpec = TypeSpec {
    name: "StringIO",
    module: "_io",
    doc: "StringIO(initial_value='', newline='\\n'): a text stream in memory.",
    signature: "(initial_value='', newline='\\n')",
    base: Some(&TEXT_IO_BASE),
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, StringIo::default())),
        init: Some(init),
        next: Some(next),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &[
        getter("closed", "", |_, o| Ok(Obj::from_bool(any(o).closed.get()))),
        getter("newlines", "", |vm, o| {
            Ok(of(vm, o)?.newlines.borrow().as_ref().map_or(Obj::NONE, Newlines::seen))
        }),
        getter("line_buffering", "", |vm, o| of(vm, o).map(|_| Obj::FALSE)),
    ],
    ..TypeSpec::BASE
};

/// `_io.StringIO`
pub static STRING_IO: StaticType = StaticType::new(&SPEC, LayoutOps::of::<StringIo>(false));
