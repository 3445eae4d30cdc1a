//! Writing: rows in, lines out.

use super::dialect::{self, Dialect, characters};
use super::fail;
use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::spec::{TypeSpec, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::text::float_fmt;
use crate::types::exception::TYPE_ERROR;
use crate::types::{float, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::io::Write;

/// Where is written to, and how.
pub struct Writer {
    write: Obj,
    dialect: Ref<Dialect>,
    /// ASCII characters that need quotes.
    special: [bool; 128],
    /// Other characters that do.
    others: Vec<u32>,
}
payload!(Writer, WRITER, [write, dialect]);

fn of(o: &Obj) -> &Writer {
    o.downcast().expect("the receiver is a writer")
}

fn push_char(out: &mut Vec<u8>, c: u32) {
    out.extend_from_slice(str_::bytes_of(&str_::from_char(c)));
}

fn is_number(o: &Obj) -> bool {
    int::is_int(o)
        || float::as_float(o).is_some()
        || o.ty().lookup(name!(__float__)).is_some()
        || o.ty().lookup(name!(__index__)).is_some()
}

impl Writer {
    /// Whether a character must be quoted or escaped.
    fn is_special(&self, c: u32) -> bool {
        match self.special.get(c as usize) {
            Some(yes) => *yes,
            None => self.others.contains(&c),
        }
    }

    fn field(&self, vm: &Vm, o: &Obj, only: bool, out: &mut Vec<u8>) -> PyResult<()> {
        let d = &*self.dialect;
        let mut quoted = match d.quoting {
            dialect::NONNUMERIC => !is_number(o),
            dialect::ALL => true,
            dialect::STRINGS => str_::is_str(o),
            dialect::NOTNULL => !o.is_none(),
            _ => false,
        };
        let mut number = [0; 32];
        let made;
        let text: &[u8] = if str_::is_str(o) {
            str_::bytes_of(o)
        } else if o.is_none() {
            b""
        } else if o.value().is_int() {
            let mut rest = &mut number[..];
            let _ = write!(rest, "{}", o.value().int());
            let n = 32 - rest.len();
            &number[..n]
        } else {
            made = match float::as_float(o).filter(|_| float::is_exact(o)) {
                Some(x) => str_::from_string(float_fmt::repr(x)),
                None => api::str(vm, o)?,
            };
            str_::bytes_of(&made)
        };
        let start = out.len();
        let plain = text.iter().all(|b| *b < 0x80 && !self.special[usize::from(*b)]);
        if plain {
            out.extend_from_slice(text);
        } else {
            let mut at = 0;
            while at < text.len() {
                let c = str_::decode_at(text, at);
                let n = match text[at] {
                    0..0x80 => 1,
                    0x80..0xe0 => 2,
                    0xe0..0xf0 => 3,
                    _ => 4,
                };
                if self.is_special(c) {
                    let doubled = Some(c) == d.quotechar && d.quoting != dialect::NONE && d.doublequote;
                    let escaped = d.quoting == dialect::NONE
                        || Some(c) == d.quotechar && !d.doublequote
                        || Some(c) == d.escapechar;
                    if doubled {
                        push_char(out, c);
                        quoted = true;
                    } else if escaped {
                        match d.escapechar {
                            Some(e) => push_char(out, e),
                            None => return Err(fail(vm, "need to escape, but no escapechar set")),
                        }
                    } else {
                        quoted = true;
                    }
                }
                out.extend_from_slice(&text[at..at + n]);
                at += n;
            }
        }
        // An empty field that would vanish.
        let blank = d.delimiter == u32::from(' ') && d.skipinitialspace;
        if text.is_empty() && !quoted && (only || blank) {
            let never = d.quoting == dialect::NONE
                || o.is_none() && matches!(d.quoting, dialect::STRINGS | dialect::NOTNULL);
            if never {
                return Err(fail(
                    vm,
                    if only {
                        "single empty field record must be quoted"
                    } else {
                        "empty field must be quoted if delimiter is a space and skipinitialspace is true"
                    },
                ));
            }
            quoted = true;
        }
        if quoted {
            let quote = str_::from_char(d.quotechar.unwrap_or_else(|| '"'.into()));
            let quote = str_::bytes_of(&quote);
            out.splice(start..start, quote.iter().copied());
            out.extend_from_slice(quote);
        }
        Ok(())
    }

    fn row(&self, vm: &Vm, row: &Obj) -> PyResult<Obj> {
        let fields = match api::iter(vm, row) {
            Ok(it) => api::to_vec(vm, &it)?,
            Err(r) => {
                vm.clear_if(r, &TYPE_ERROR)?;
                return Err(fail(vm, format!("iterable expected, not {}", row.ty().name())));
            }
        };
        let mut out = Vec::with_capacity(fields.len() * 8);
        for (i, o) in fields.iter().enumerate() {
            if i > 0 {
                push_char(&mut out, self.dialect.delimiter);
            }
            self.field(vm, o, fields.len() == 1, &mut out)?;
        }
        out.extend_from_slice(str_::bytes_of(&self.dialect.lineterminator));
        api::call(vm, &self.write, &[str_::make(vm, &out)?])
    }
}

fn write_rows(vm: &Vm, a: Args) -> PyResult<Obj> {
    let w = of(&a[0]);
    api::for_each(vm, &a[1], |row| w.row(vm, &row).map(|_| true))?;
    Ok(Obj::NONE)
}

/// `csv.writer(file, dialect, **settings)`
pub fn make(vm: &Vm, file: &Obj, from: Option<&Obj>, keywords: &Obj) -> PyResult<Obj> {
    let dialect = dialect::make(vm, from, keywords)?;
    let write = api::getattr_opt(vm, file, &intern("write"))?.filter(api::is_callable);
    let Some(write) = write else { return Err(vm.type_error("argument 1 must have a \"write\" method")) };
    let mut special = [false; 128];
    let mut others = Vec::new();
    let set = [Some(dialect.delimiter), dialect.quotechar, dialect.escapechar];
    let ends = characters(&dialect.lineterminator);
    for c in set.into_iter().flatten().chain(ends).chain(['\n', '\r'].map(u32::from)) {
        match special.get_mut(c as usize) {
            Some(yes) => *yes = true,
            None => others.push(c),
        }
    }
    Ok(Ref::new(Writer { write, dialect, special, others }).into_obj())
}

static SPEC: TypeSpec = TypeSpec {
    name: "writer",
    module: "_csv",
    doc: "Writes rows to a file.",
    flags: type_flag::NO_NEW,
    methods: &[
        method("writerow", "($self, row, /)", "Writes a row; what the file's write() returns.", |vm, a| {
            of(&a[0]).row(vm, &a[1])
        }),
        method("writerows", "($self, rows, /)", "Writes all rows of an iterable.", write_rows),
    ],
    getters: &[member("dialect", "How the file is written.", |_, o| Ok(of(o).dialect.obj().clone()))],
    ..TypeSpec::FINAL
};
/// `_csv.Writer`
pub static WRITER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Writer>(false));
