//! Reading: lines in, lists of fields out.

use super::dialect::{self, Dialect};
use super::{fail, field_limit};
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, iter_self, member, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{float, int, list, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// What is read from, and how.
pub struct Reader {
    lines: Obj,
    dialect: Ref<Dialect>,
    line_num: Cell<u64>,
    /// ASCII characters and first bytes of others that mean something.
    special: [bool; 256],
}
payload!(Reader, READER, [lines, dialect]);

/// Where in a record the reading is.
#[derive(Clone, Copy, PartialEq)]
enum State {
    StartRecord,
    StartField,
    InField,
    Escaped,
    InQuotes,
    EscapedInQuotes,
    QuoteInQuotes,
    AfterNewline,
    AfterEscapedNewline,
}
use State::*;

/// A record being read.
struct Record<'a> {
    vm: &'a Vm,
    d: &'a Dialect,
    special: &'a [bool; 256],
    limit: i64,
    state: State,
    fields: Vec<Obj>,
    field: Vec<u8>,
    quoted: bool,
}

/// Bytes of the character that begins with a byte.
fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

impl Record<'_> {
    /// Ends a field.
    fn save(&mut self) -> PyResult<()> {
        let quoted = std::mem::take(&mut self.quoted);
        let text = if self.field.is_empty() { Obj::NONE } else { str_::make(self.vm, &self.field)? };
        let empty = self.field.is_empty();
        self.field.clear();
        let value = match self.d.quoting {
            dialect::NOTNULL | dialect::STRINGS if !quoted && empty => Obj::NONE,
            _ if empty => str_::from_str(""),
            dialect::STRINGS | dialect::NONNUMERIC if !quoted => {
                api::call(self.vm, &float::FLOAT.obj(), &[text])?
            }
            _ => text,
        };
        self.fields.push(value);
        Ok(())
    }

    /// Adds characters to the field.
    #[inline]
    fn add(&mut self, text: &[u8]) -> PyResult<()> {
        self.field.extend_from_slice(text);
        if self.field.len() as i64 > self.limit {
            return self.check_limit();
        }
        Ok(())
    }

    #[cold]
    fn check_limit(&self) -> PyResult<()> {
        let n = self.field.iter().filter(|b| **b & 0xc0 != 0x80).count() as i64;
        if n > self.limit {
            return Err(fail(self.vm, format!("field larger than field limit ({})", self.limit)));
        }
        Ok(())
    }

    fn line(&mut self, text: &[u8]) -> PyResult<()> {
        let mut at = 0;
        while at < text.len() {
            let first = text[at];
            if !self.special[usize::from(first)]
                && matches!(self.state, StartField | StartRecord | InField | InQuotes)
            {
                if self.state != InQuotes {
                    self.state = InField;
                }
                let rest = &text[at + 1..];
                let n = rest.iter().position(|b| self.special[usize::from(*b)]).unwrap_or(rest.len()) + 1;
                self.add(&text[at..at + n])?;
                at += n;
                continue;
            }
            let n = width(first);
            self.character(Some(str_::decode_at(text, at)), &text[at..at + n])?;
            at += n;
        }
        self.character(None, b"")
    }

    /// A character, or the end of the line.
    fn character(&mut self, c: Option<u32>, text: &[u8]) -> PyResult<()> {
        let d = self.d;
        let end = c.is_none();
        let newline = c == Some(u32::from('\n')) || c == Some(u32::from('\r'));
        let quote = !end && c == d.quotechar && d.quoting != dialect::NONE;
        let escape = !end && c == d.escapechar;
        let delimiter = c == Some(d.delimiter);
        if self.state == StartRecord {
            if end {
                return Ok(());
            }
            if newline {
                self.state = AfterNewline;
                return Ok(());
            }
            self.state = StartField;
        }
        match self.state {
            StartField if end || newline => self.end_record(end)?,
            StartField if quote => {
                self.quoted = true;
                self.state = InQuotes;
            }
            StartField if escape => self.state = Escaped,
            StartField if c == Some(u32::from(' ')) && d.skipinitialspace => {}
            StartField if delimiter => self.save()?,

            Escaped if end => {
                self.add(b"\n")?;
                self.state = InField;
            }
            Escaped if newline => {
                self.add(text)?;
                self.state = AfterEscapedNewline;
            }

            AfterEscapedNewline if end => {}
            InField | AfterEscapedNewline if end || newline => self.end_record(end)?,
            InField | AfterEscapedNewline if escape => self.state = Escaped,
            InField | AfterEscapedNewline if delimiter => {
                self.save()?;
                self.state = StartField;
            }
            StartField | Escaped | InField | AfterEscapedNewline => {
                self.add(text)?;
                self.state = InField;
            }

            InQuotes if end => {}
            InQuotes if escape => self.state = EscapedInQuotes,
            InQuotes if quote => self.state = if d.doublequote { QuoteInQuotes } else { InField },
            InQuotes => self.add(text)?,

            EscapedInQuotes => {
                self.add(if end { b"\n" } else { text })?;
                self.state = InQuotes;
            }

            QuoteInQuotes if quote => {
                self.add(text)?;
                self.state = InQuotes;
            }
            QuoteInQuotes if delimiter => {
                self.save()?;
                self.state = StartField;
            }
            QuoteInQuotes if end || newline => self.end_record(end)?,
            QuoteInQuotes if !d.strict => {
                self.add(text)?;
                self.state = InField;
            }
            QuoteInQuotes => {
                let mut shown =
                    [str_::from_char(d.delimiter), str_::from_char(d.quotechar.unwrap_or_default())]
                        .map(|o| str_::display(&o).into_owned())
                        .into_iter();
                let (a, b) = (shown.next().unwrap_or_default(), shown.next().unwrap_or_default());
                return Err(fail(self.vm, format!("'{a}' expected after '{b}'")));
            }

            AfterNewline if end => self.state = StartRecord,
            AfterNewline if newline => {}
            AfterNewline => {
                return Err(fail(
                    self.vm,
                    "new-line character seen in unquoted field - do you need to open the file with newline=''?",
                ));
            }
            StartRecord => {}
        }
        Ok(())
    }

    fn end_record(&mut self, end: bool) -> PyResult<()> {
        self.save()?;
        self.state = if end { StartRecord } else { AfterNewline };
        Ok(())
    }
}

fn of(o: &Obj) -> &Reader {
    o.downcast().expect("the receiver is a reader")
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let r = of(o);
    let mut record = Record {
        vm,
        d: &r.dialect,
        special: &r.special,
        limit: field_limit(),
        state: StartRecord,
        fields: Vec::new(),
        field: Vec::new(),
        quoted: false,
    };
    loop {
        let Some(line) = api::next(vm, &r.lines)? else {
            if record.field.is_empty() && record.state != InQuotes {
                return Ok(None);
            }
            if r.dialect.strict {
                return Err(fail(vm, "unexpected end of data"));
            }
            record.save()?;
            break;
        };
        if !str_::is_str(&line) {
            let t = line.ty().name();
            return Err(fail(
                vm,
                format!("iterator should return strings, not {t} (the file should be opened in text mode)"),
            ));
        }
        r.line_num.set(r.line_num.get() + 1);
        record.line(str_::bytes_of(&line))?;
        if record.state == StartRecord {
            break;
        }
    }
    Ok(Some(list::from_vec(record.fields)))
}

/// `csv.reader(lines, dialect, **settings)`
pub fn make(vm: &Vm, lines: &Obj, from: Option<&Obj>, keywords: &Obj) -> PyResult<Obj> {
    let lines = api::iter(vm, lines)?;
    let dialect = dialect::make(vm, from, keywords)?;
    let mut special = [false; 256];
    let set = [Some(dialect.delimiter), dialect.quotechar, dialect.escapechar];
    for c in set.into_iter().flatten().chain([' ', '\n', '\r'].map(u32::from)) {
        special[usize::from(str_::bytes_of(&str_::from_char(c))[0])] = true;
    }
    Ok(Ref::new(Reader { lines, dialect, line_num: Cell::new(0), special }).into_obj())
}

static SPEC: TypeSpec = TypeSpec {
    name: "reader",
    module: "_csv",
    doc: "An iterator over the rows of a file, each a list of strings.",
    flags: type_flag::NO_NEW,
    slots: Slots { iter: Some(iter_self), next: Some(next), ..Slots::NONE },
    getters: &[
        member("dialect", "How the file is written.", |_, o| Ok(of(o).dialect.obj().clone())),
        member("line_num", "How many lines were read.", |_, o| Ok(int::from_u64(of(o).line_num.get()))),
    ],
    ..TypeSpec::FINAL
};
/// `_csv.Reader`
pub static READER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Reader>(false));
