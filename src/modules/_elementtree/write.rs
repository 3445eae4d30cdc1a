//! A tree as text: what `tostring` does for trees of plain elements. Whatever else is in a tree is left to Python.

use super::element::{Element, child, of};
use crate::object::args::Args;
use crate::object::obj::{Obj, Ref};
use crate::types::dict::Dict;
use crate::types::str_;
use crate::vm::{PyResult, Vm, api};

struct Writer {
    out: Vec<u8>,
    /// How names are written; without it, names have no namespaces.
    names: Option<Ref<Dict>>,
    comment: Obj,
    pi: Obj,
    short: bool,
}

/// The text of an exact str.
fn text_of(o: &Obj) -> Option<&[u8]> {
    o.is_exact::<str_::Str>().then(|| str_::bytes_of(o))
}

/// The text of an exact str; that of None is empty.
fn maybe_text(o: &Obj) -> Option<&[u8]> {
    if o.is_none() { Some(b"") } else { text_of(o) }
}

impl Writer {
    fn escaped(&mut self, text: &[u8], value: bool) {
        let mut from = 0;
        for (i, b) in text.iter().enumerate() {
            let entity: &[u8] = match b {
                b'&' => b"&amp;",
                b'<' => b"&lt;",
                b'>' => b"&gt;",
                b'"' if value => b"&quot;",
                b'\r' if value => b"&#13;",
                b'\n' if value => b"&#10;",
                b'\t' if value => b"&#09;",
                _ => continue,
            };
            self.out.extend_from_slice(&text[from..i]);
            self.out.extend_from_slice(entity);
            from = i + 1;
        }
        self.out.extend_from_slice(&text[from..]);
    }

    /// Writes a name.
    fn name(&mut self, name: &Obj) -> Option<()> {
        match &self.names {
            None => {
                let text = text_of(name)?;
                if text.first() == Some(&b'{') {
                    return None;
                }
                self.out.extend_from_slice(text);
            }
            Some(names) => {
                text_of(name)?;
                let written = names.get_str(name)?;
                self.out.extend_from_slice(text_of(&written)?);
            }
        }
        Some(())
    }

    fn tail(&mut self, e: &Element) -> Option<()> {
        let tail = e.tail.get_or_none();
        self.escaped(maybe_text(&tail)?, false);
        Some(())
    }

    /// Writes the start of an element; whether it has an end to be written.
    fn start(&mut self, o: &Obj, declarations: &[u8]) -> Option<bool> {
        if !o.is_exact::<Element>() {
            return None;
        }
        let e = of(o);
        let (tag, text) = (e.tag.get_or_none(), e.text.get_or_none());
        if tag.is(&self.comment) || tag.is(&self.pi) {
            let (begin, end) = if tag.is(&self.comment) { ("<!--", "-->") } else { ("<?", "?>") };
            self.out.extend_from_slice(begin.as_bytes());
            self.out.extend_from_slice(text_of(&text)?);
            self.out.extend_from_slice(end.as_bytes());
            self.tail(e)?;
            return Some(false);
        }
        self.out.push(b'<');
        self.name(&tag)?;
        self.out.extend_from_slice(declarations);
        if let Some(d) = e.attrib.get() {
            for (key, value) in d.downcast::<Dict>()?.items() {
                self.out.push(b' ');
                self.name(&key)?;
                self.out.extend_from_slice(b"=\"");
                self.escaped(text_of(&value)?, true);
                self.out.push(b'"');
            }
        }
        let text = maybe_text(&text)?;
        if text.is_empty() && self.short && e.children.borrow().is_empty() {
            self.out.extend_from_slice(b" />");
            self.tail(e)?;
            return Some(false);
        }
        self.out.push(b'>');
        self.escaped(text, false);
        Some(true)
    }

    fn tree(&mut self, root: &Obj, declarations: &[u8]) -> Option<()> {
        // The elements that are open, and how many of their children are written.
        let mut open: Vec<(Obj, usize)> = Vec::new();
        if self.start(root, declarations)? {
            open.push((root.clone(), 0));
        }
        while let Some((top, seen)) = open.last_mut() {
            match child(of(top), *seen) {
                Some(c) => {
                    *seen += 1;
                    if self.start(&c, b"")? {
                        open.push((c, 0));
                    }
                }
                None => {
                    let e = of(top);
                    self.out.extend_from_slice(b"</");
                    let tag = e.tag.get_or_none();
                    let top = top.clone();
                    self.name(&tag)?;
                    self.out.push(b'>');
                    self.tail(of(&top))?;
                    open.pop();
                }
            }
        }
        Some(())
    }
}

/// `_written(root, names, declarations, short, comment, pi)`: the text, or None if Python has to write it.
pub fn written(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut w = Writer {
        out: Vec::new(),
        names: a[1].as_ref::<Dict>(),
        comment: a[4].clone(),
        pi: a[5].clone(),
        short: api::is_true(vm, &a[3])?,
    };
    let declarations = text_of(&a[2]).map_or_else(Vec::new, <[u8]>::to_vec);
    match w.tree(&a[0], &declarations) {
        Some(()) => str_::make(vm, &w.out),
        None => Ok(Obj::NONE),
    }
}
