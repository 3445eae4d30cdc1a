//! `unicodedata`: properties of characters, names and normal forms, from the tables of the text room.

use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{FnKind, MethodDef, ModuleSpec, TypeSpec, function, getter};
use crate::object::type_object::StaticType;
use crate::text::normalize::{self, Form};
use crate::text::{names, unicode};
use crate::types::{buffer, exception, float, int, module, str_};
use crate::vm::{PyResult, Vm};

/// The character argument; `position` 0 if it is the only one.
fn character(vm: &Vm, o: &Obj, function: &str, position: usize) -> PyResult<u32> {
    if str_::is_str(o) && str_::char_len(o) == 1 {
        return Ok(str_::decode_at(str_::bytes_of(o), 0));
    }
    let which = if position == 0 { String::new() } else { format!(" {position}") };
    Err(vm.type_error(format!(
        "{function}() argument{which} must be a unicode character, not {}",
        crate::vm::api::given(o)
    )))
}

/// A property that every character has.
macro_rules! property {
    ($name:literal, $doc:literal, $f:expr) => {
        function($name, "(chr, /)", $doc, |vm, a| {
            let f: fn(u32) -> Obj = $f;
            Ok(f(character(vm, &a[0], $name, 0)?))
        })
    };
}

/// A property that a character may lack: then the default, or ValueError.
macro_rules! optional {
    ($name:literal, $doc:literal, $missing:literal, $f:expr) => {
        function($name, "(chr, default=<unrepresentable>, /)", $doc, |vm, a| {
            let f: fn(u32) -> Option<Obj> = $f;
            match (f(character(vm, &a[0], $name, 1)?), a.opt(1)) {
                (Some(v), _) => Ok(v),
                (None, Some(default)) => Ok(default.clone()),
                (None, None) => Err(vm.value_error($missing)),
            }
        })
    };
}

fn number(n: u32) -> Obj {
    int::from_i64(i64::from(n))
}

fn lookup(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name =
        if str_::is_str(&a[0]) { str_::bytes_of(&a[0]).to_vec() } else { buffer::to_bytes_vec(vm, &a[0])? };
    match names::lookup(&name) {
        Some(c) => Ok(str_::from_char(c)),
        None => {
            let message = [b"undefined character name '", name.as_slice(), b"'"].concat();
            Err(vm.error_args(&exception::KEY_ERROR, vec![str_::from_wtf8(&message)]))
        }
    }
}

fn form_and_text<'a>(vm: &Vm, a: &Args<'a>, function: &str) -> PyResult<(Form, &'a [u8])> {
    for i in 0..2 {
        if !str_::is_str(&a[i]) {
            return Err(vm.type_error(format!(
                "{function}() argument {} must be str, not {}",
                i + 1,
                a[i].ty().name()
            )));
        }
    }
    match Form::from_name(str_::bytes_of(&a[0])) {
        Some(f) => Ok((f, str_::bytes_of(a.get(1)))),
        None => Err(vm.value_error("invalid normalization form")),
    }
}

fn normal_form(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (form, text) = form_and_text(vm, &a, "normalize")?;
    if text.is_ascii() {
        return Ok(str_::exact(&a[1]));
    }
    str_::make(vm, &normalize::normalize(text, form))
}

fn is_normalized(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (form, text) = form_and_text(vm, &a, "is_normalized")?;
    Ok(Obj::from_bool(normalize::is_normalized(text, form)))
}

const FUNCTIONS: [MethodDef; 13] = [
    optional!("decimal", "The decimal value of a character.", "not a decimal", |c| unicode::decimal(c)
        .map(number)),
    optional!("digit", "The digit value of a character.", "not a digit", |c| unicode::digit(c).map(number)),
    optional!("numeric", "The numeric value of a character.", "not a numeric character", |c| {
        unicode::numeric(c).map(float::from_f64)
    }),
    property!("category", "The general category of a character.", |c| intern(unicode::category(c))),
    property!("bidirectional", "The bidirectional class of a character.", |c| intern(
        unicode::bidirectional(c)
    )),
    property!("combining", "The canonical combining class of a character.", |c| number(u32::from(
        unicode::combining(c)
    ))),
    property!("mirrored", "1 if a character is mirrored in bidirectional text, else 0.", |c| number(
        u32::from(unicode::is_mirrored(c))
    )),
    property!("east_asian_width", "The East Asian width of a character.", |c| intern(
        unicode::east_asian_width(c)
    )),
    property!("decomposition", "The decomposition mapping of a character, empty if it has none.", |c| {
        str_::from_string(unicode::decomposition(c))
    }),
    optional!("name", "The name of a character.", "no such name", |c| names::name(c).map(str_::from_string)),
    function("lookup", "(name, /)", "The character of a name; KeyError if there is none.", lookup),
    function("is_normalized", "(form, unistr, /)", "Whether a text is in a normal form.", is_normalized),
    function(
        "normalize",
        "(form, unistr, /)",
        "A text in a normal form: 'NFC', 'NFKC', 'NFD', 'NFKD'.",
        normal_form,
    ),
];

/// The native state of the database object of Unicode 3.2: nothing.
pub struct Ucd;

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Ucd {
    fn static_type() -> &'static StaticType {
        &UCD
    }
}

/// The same functions as methods: the receiver is put aside.
macro_rules! as_methods {
    ($($i:literal)*) => {
        [$(MethodDef {
            name: FUNCTIONS[$i].name,
            signature: ["($self, chr, default=<unrepresentable>, /)", "($self, chr, /)", "($self, name, /)", "($self, form, unistr, /)"][match $i {
                0..=2 | 9 => 0,
                3..=8 => 1,
                10 => 2,
                _ => 3,
            }],
            doc: FUNCTIONS[$i].doc,
            f: |vm, a| (FUNCTIONS[$i].f)(vm, a.skip_first()),
            kind: FnKind::Method,
        },)*]
    };
}

static UCD_METHODS: [MethodDef; 13] = as_methods!(0 1 2 3 4 5 6 7 8 9 10 11 12);
static UCD_SPEC: TypeSpec = TypeSpec {
    name: "UCD",
    module: "unicodedata",
    flags: crate::object::spec::type_flag::NO_NEW,
    methods: &UCD_METHODS,
    getters: &[getter("unidata_version", "", |_, _| Ok(intern("3.2.0")))],
    ..TypeSpec::FINAL
};
/// `unicodedata.UCD`
pub static UCD: StaticType = StaticType::new(&UCD_SPEC, LayoutOps::of::<Ucd>(false));

static MODULE_FUNCTIONS: [MethodDef; 13] = FUNCTIONS;

/// `unicodedata`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "unicodedata",
    doc: "Properties of Unicode characters, from version 15.1.0 of the character database.",
    functions: &MODULE_FUNCTIONS,
    types: &[&UCD],
    init: Some(|_, m| {
        let d = module::dict_of(m).expect("a module");
        d.insert_str(intern("unidata_version"), intern("15.1.0"));
        d.insert_str(intern("ucd_3_2_0"), Ref::new(Ucd).into_obj());
        Ok(())
    }),
    ..ModuleSpec::EMPTY
};
