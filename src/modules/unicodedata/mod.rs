//! `unicodedata`: properties of characters, names and normal forms, from the tables of the text room, and as they were in
//! Unicode 3.2 (`version_3_2.rs`).

mod tables_3_2;
mod version_3_2;

use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{FnKind, MethodDef, ModuleSpec, TypeSpec, function, getter};
use crate::object::type_object::StaticType;
use crate::text::names;
use crate::text::normalize::Form;
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
    let text = str_::bytes_of(a.get(1));
    match Form::from_name(str_::bytes_of(&a[0])) {
        Some(f) => Ok((f, text)),
        // An empty text has every form there is, and those that there are not.
        None if text.is_empty() => Ok((Form::Nfc, text)),
        None => Err(vm.value_error("invalid normalization form")),
    }
}

fn normal_form(vm: &Vm, a: Args, f: fn(&[u8], Form) -> Vec<u8>) -> PyResult<Obj> {
    let (form, text) = form_and_text(vm, &a, "normalize")?;
    if text.is_ascii() {
        return Ok(str_::exact(&a[1]));
    }
    str_::make(vm, &f(text, form))
}

/// Today's database.
mod version_now {
    pub(super) use crate::text::names::name;
    pub(super) use crate::text::normalize::{is_normalized, normalize};
    pub(super) use crate::text::unicode::{
        bidirectional, category, combining, decimal, decomposition, digit, east_asian_width, is_mirrored,
        numeric,
    };
}

/// The functions over a version of the database.
macro_rules! functions {
    ($db:ident) => {
        [
            optional!("decimal", "The decimal value of a character.", "not a decimal", |c| $db::decimal(c)
                .map(number)),
            optional!("digit", "The digit value of a character.", "not a digit", |c| $db::digit(c)
                .map(number)),
            optional!("numeric", "The numeric value of a character.", "not a numeric character", |c| {
                $db::numeric(c).map(float::from_f64)
            }),
            property!("category", "The general category of a character.", |c| intern($db::category(c))),
            property!("bidirectional", "The bidirectional class of a character.", |c| intern(
                $db::bidirectional(c)
            )),
            property!("combining", "The canonical combining class of a character.", |c| number(u32::from(
                $db::combining(c)
            ))),
            property!("mirrored", "1 if a character is mirrored in bidirectional text, else 0.", |c| number(
                u32::from($db::is_mirrored(c))
            )),
            property!("east_asian_width", "The East Asian width of a character.", |c| intern(
                $db::east_asian_width(c)
            )),
            property!(
                "decomposition",
                "The decomposition mapping of a character, empty if it has none.",
                |c| { str_::from_string($db::decomposition(c)) }
            ),
            optional!("name", "The name of a character.", "no such name", |c| $db::name(c)
                .map(str_::from_string)),
            function("lookup", "(name, /)", "The character of a name; KeyError if there is none.", lookup),
            function("is_normalized", "(form, unistr, /)", "Whether a text is in a normal form.", |vm, a| {
                let (form, text) = form_and_text(vm, &a, "is_normalized")?;
                Ok(Obj::from_bool($db::is_normalized(text, form)))
            }),
            function(
                "normalize",
                "(form, unistr, /)",
                "A text in a normal form: 'NFC', 'NFKC', 'NFD', 'NFKD'.",
                |vm, a| normal_form(vm, a, $db::normalize),
            ),
        ]
    };
}

static FUNCTIONS: [MethodDef; 13] = functions!(version_now);
const FUNCTIONS_3_2: [MethodDef; 13] = functions!(version_3_2);

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
            name: FUNCTIONS_3_2[$i].name,
            signature: ["($self, chr, default=<unrepresentable>, /)", "($self, chr, /)", "($self, name, /)", "($self, form, unistr, /)"][match $i {
                0..=2 | 9 => 0,
                3..=8 => 1,
                10 => 2,
                _ => 3,
            }],
            doc: FUNCTIONS_3_2[$i].doc,
            f: |vm, a| (FUNCTIONS_3_2[$i].f)(vm, a.skip_first()),
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

/// `unicodedata`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "unicodedata",
    doc: "Properties of Unicode characters, from version 15.1.0 of the character database.",
    functions: &FUNCTIONS,
    types: &[&UCD],
    init: Some(|_, m| {
        let d = module::dict_of(m).expect("a module");
        d.insert_str(intern("unidata_version"), intern("15.1.0"));
        d.insert_str(intern("ucd_3_2_0"), Ref::new(Ucd).into_obj());
        Ok(())
    }),
    ..ModuleSpec::EMPTY
};
