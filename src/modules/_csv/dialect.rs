//! Dialects: the settings of a file's format, checked once.

use super::named;
use crate::object::args::CallArgs;
use crate::object::attr::new_instance;
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, getter, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::{int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

/// The names of the values of `quoting`.
pub const QUOTING: [&str; 6] =
    ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL"];
/// Quotes where they are needed.
pub const MINIMAL: u8 = 0;
/// Quotes around everything.
pub const ALL: u8 = 1;
/// Quotes around what is no number; what has none is one.
pub const NONNUMERIC: u8 = 2;
/// No quotes.
pub const NONE: u8 = 3;
/// Quotes around strings; what has none is a number or None.
pub const STRINGS: u8 = 4;
/// Quotes around everything but None.
pub const NOTNULL: u8 = 5;

/// A dialect.
pub struct Dialect {
    pub delimiter: u32,
    pub quotechar: Option<u32>,
    pub escapechar: Option<u32>,
    pub doublequote: bool,
    pub skipinitialspace: bool,
    pub strict: bool,
    pub quoting: u8,
    /// A str.
    pub lineterminator: Obj,
}
payload!(Dialect, DIALECT, [lineterminator]);

/// The settings in the order of the positional arguments.
const SETTINGS: [&str; 8] = [
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

fn of(o: &Obj) -> &Dialect {
    o.downcast().expect("the receiver is a Dialect")
}

/// A setting of one character; `None` where that may be.
fn character(vm: &Vm, name: &str, o: &Obj, optional: bool) -> PyResult<Option<u32>> {
    if optional && o.is_none() {
        return Ok(None);
    }
    if !str_::is_str(o) {
        let (or_none, t) = (if optional { " or None" } else { "" }, o.ty().name());
        return Err(vm.type_error(format!("\"{name}\" must be string{or_none}, not {t}")));
    }
    if str_::char_len(o) != 1 {
        return Err(vm.type_error(format!("\"{name}\" must be a 1-character string")));
    }
    Ok(Some(str_::decode_at(str_::bytes_of(o), 0)))
}

/// The characters of a str.
pub fn characters(o: &Obj) -> Vec<u32> {
    let text = str_::bytes_of(o);
    let starts = (0..text.len()).filter(|i| text[*i] & 0xc0 != 0x80);
    starts.map(|i| str_::decode_at(text, i)).collect()
}

fn new(vm: &Vm, class: &Obj, args: CallArgs) -> PyResult<Obj> {
    if args.pos().len() > SETTINGS.len() + 1 {
        let n = args.pos().len();
        return Err(vm.type_error(format!("function takes at most 9 arguments ({n} given)")));
    }
    let mut from = args.pos().first().cloned();
    let mut given: [Option<Obj>; 8] = std::array::from_fn(|i| args.pos().get(i + 1).cloned());
    for (key, value) in args.keywords() {
        let name = str_::display(key);
        let place = match SETTINGS.iter().position(|s| *s == name) {
            Some(i) => &mut given[i],
            None if name == "dialect" => &mut from,
            None => {
                return Err(
                    vm.type_error(format!("this function got an unexpected keyword argument '{name}'"))
                );
            }
        };
        *place = Some(value.clone());
    }
    if let Some(name) = from.as_ref().filter(|o| str_::is_str(o)) {
        let found = named(vm, name)?;
        from = Some(found);
    }
    if let Some(d) = from.as_ref().filter(|o| o.is_instance::<Dialect>())
        && given.iter().all(Option::is_none)
    {
        return Ok(d.clone());
    }
    if let Some(d) = from.as_ref().filter(|o| !o.is_none()) {
        for (name, place) in SETTINGS.iter().zip(&mut given) {
            if place.is_none() {
                *place = api::getattr_opt(vm, d, &crate::object::intern::intern(name))?;
            }
        }
    }
    let [delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skip, strict] = given;
    let flag = |o: Option<Obj>, default: bool| o.map_or(Ok(default), |o| api::is_true(vm, &o));
    let delimiter = match delimiter {
        Some(o) => character(vm, "delimiter", &o, false)?.unwrap_or_default(),
        None => ','.into(),
    };
    let doublequote = flag(doublequote, true)?;
    let escapechar = match escapechar {
        Some(o) => character(vm, "escapechar", &o, true)?,
        None => None,
    };
    let quoting_given = quoting.is_some();
    let no_quotes = quotechar.as_ref().is_some_and(Obj::is_none);
    let quotechar = match quotechar {
        Some(o) => character(vm, "quotechar", &o, true)?,
        None => Some('"'.into()),
    };
    let mut quoting = match quoting {
        None => MINIMAL,
        Some(o) if !int::is_exact(&o) => return Err(vm.type_error("\"quoting\" must be an integer")),
        Some(o) => match int::to_i64(&o) {
            Some(n @ 0..6) => n as u8,
            _ => return Err(vm.type_error("bad \"quoting\" value")),
        },
    };
    let skipinitialspace = flag(skip, false)?;
    let strict = flag(strict, false)?;
    if no_quotes && !quoting_given {
        quoting = NONE;
    }
    if quoting != NONE && quotechar.is_none() {
        return Err(vm.type_error("quotechar must be set if quoting enabled"));
    }
    let lineterminator = match lineterminator {
        None => str_::from_str("\r\n"),
        Some(o) if o.is_none() => return Err(vm.type_error("lineterminator must be set")),
        Some(o) if !str_::is_str(&o) => return Err(vm.type_error("\"lineterminator\" must be a string")),
        Some(o) => o,
    };
    let d = Dialect {
        delimiter,
        quotechar,
        escapechar,
        doublequote,
        skipinitialspace,
        strict,
        quoting,
        lineterminator,
    };
    check(vm, &d)?;
    new_instance(vm, class, d)
}

/// The characters with a meaning must be different ones.
fn check(vm: &Vm, d: &Dialect) -> PyResult<()> {
    let bad = |what: String| -> Raised { vm.value_error(format!("bad {what} value")) };
    let ends = characters(&d.lineterminator);
    let set = [("delimiter", Some(d.delimiter)), ("escapechar", d.escapechar), ("quotechar", d.quotechar)];
    for (i, (name, c)) in set.iter().enumerate() {
        let Some(c) = c else { continue };
        let blank = *c == u32::from(' ') && i > 0 && d.skipinitialspace;
        if blank || *c == u32::from('\n') || *c == u32::from('\r') {
            return Err(bad((*name).into()));
        }
        if ends.contains(c) {
            return Err(bad(format!("{name} or lineterminator")));
        }
    }
    for (i, j) in [(0, 1), (0, 2), (1, 2)] {
        if set[i].1.is_some() && set[i].1 == set[j].1 {
            return Err(bad(format!("{} or {}", set[i].0, set[j].0)));
        }
    }
    Ok(())
}

/// The dialect of the arguments of a function: a dialect or what has its attributes, and keywords.
pub fn make(vm: &Vm, from: Option<&Obj>, keywords: &Obj) -> PyResult<Ref<Dialect>> {
    let pairs = keywords.downcast::<Dict>().map(Dict::items).unwrap_or_default();
    let mut all: Vec<Obj> = from.cloned().into_iter().collect();
    let names = tuple::new_ref(pairs.iter().map(|(k, _)| k.clone()).collect());
    all.extend(pairs.into_iter().map(|(_, v)| v));
    let d = new(vm, &DIALECT.obj(), CallArgs::new(&all, (!names.is_empty()).then_some(&*names)))?;
    Ok(d.into_ref::<Dialect>().expect("what the constructor makes"))
}

fn shown(c: Option<u32>) -> PyResult<Obj> {
    Ok(c.map_or(Obj::NONE, str_::from_char))
}

fn no_pickle(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    Err(vm.type_error(format!("cannot pickle '{}' instances", o.ty().bare_name())))
}

static SPEC: TypeSpec = TypeSpec {
    name: "Dialect",
    module: "_csv",
    doc: "How the fields of a file are divided and quoted.",
    flags: type_flag::BASE,
    slots: Slots { new: Some(new), ..Slots::NONE },
    methods: &[
        method("__reduce__", "($self, /)", "Refused.", |vm, a| no_pickle(vm, &a[0])),
        method("__reduce_ex__", "($self, protocol, /)", "Refused.", |vm, a| no_pickle(vm, &a[0])),
    ],
    getters: &[
        getter("delimiter", "Between fields.", |_, o| shown(Some(of(o).delimiter))),
        getter("escapechar", "Before a character without its meaning.", |_, o| shown(of(o).escapechar)),
        getter("lineterminator", "After a row.", |_, o| Ok(of(o).lineterminator.clone())),
        getter("quotechar", "Around fields.", |_, o| shown(of(o).quotechar)),
        getter("quoting", "What is quoted: one of the QUOTE numbers.", |_, o| {
            Ok(int::from_i64(of(o).quoting.into()))
        }),
        member("doublequote", "A quote in a field is written twice.", |_, o| {
            Ok(Obj::from_bool(of(o).doublequote))
        }),
        member("skipinitialspace", "Blanks after a delimiter are skipped.", |_, o| {
            Ok(Obj::from_bool(of(o).skipinitialspace))
        }),
        member("strict", "Errors for what can only be guessed.", |_, o| Ok(Obj::from_bool(of(o).strict))),
    ],
    ..TypeSpec::BASE
};
/// `_csv.Dialect`
pub static DIALECT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Dialect>(false));
