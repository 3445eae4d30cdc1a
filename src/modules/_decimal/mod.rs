//! `_decimal`: decimal floating point with contexts and signals. Numbers and their arithmetic are in `core.rs` and the
//! files it names; `number.rs` is the type Decimal, `context.rs` the type Context, `format.rs` formatting.

mod arith;
mod context;
mod convert;
mod core;
mod digits;
mod format;
mod functions;
mod number;

use self::core::flag;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::exception::{ARITHMETIC_ERROR, TYPE_ERROR, ZERO_DIVISION_ERROR};
use crate::types::{int, module, str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// Signals in the order of CPython's dictionaries, and the conditions that raise them.
const SIGNALS: [(&str, u32); 9] = [
    ("InvalidOperation", flag::ANY_INVALID),
    ("FloatOperation", flag::FLOAT),
    ("DivisionByZero", flag::BY_ZERO),
    ("Overflow", flag::OVERFLOW),
    ("Underflow", flag::UNDERFLOW),
    ("Subnormal", flag::SUBNORMAL),
    ("Inexact", flag::INEXACT),
    ("Rounded", flag::ROUNDED),
    ("Clamped", flag::CLAMPED),
];

/// Conditions that have exceptions of their own, in the order in which a message lists them.
const CONDITIONS: [(&str, u32); 5] = [
    ("InvalidOperation", flag::INVALID),
    ("DivisionImpossible", flag::IMPOSSIBLE),
    ("DivisionUndefined", flag::UNDEFINED),
    ("ConversionSyntax", flag::SYNTAX),
    ("InvalidContext", flag::CONTEXT),
];

/// The exceptions with their bases.
const EXCEPTIONS: [(&str, &[&str]); 13] = [
    ("InvalidOperation", &["DecimalException"]),
    ("FloatOperation", &["DecimalException", "TypeError"]),
    ("DivisionByZero", &["DecimalException", "ZeroDivisionError"]),
    ("Inexact", &["DecimalException"]),
    ("Rounded", &["DecimalException"]),
    ("Subnormal", &["DecimalException"]),
    ("Clamped", &["DecimalException"]),
    ("Overflow", &["Inexact", "Rounded"]),
    ("Underflow", &["Inexact", "Rounded", "Subnormal"]),
    ("ConversionSyntax", &["InvalidOperation"]),
    ("DivisionImpossible", &["InvalidOperation"]),
    ("DivisionUndefined", &["InvalidOperation", "ZeroDivisionError"]),
    ("InvalidContext", &["InvalidOperation"]),
];

/// An attribute of the module.
fn attribute(vm: &Vm, name: &str) -> PyResult<Obj> {
    api::getattr_str(vm, &api::import(vm, "_decimal")?, name)
}

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    put("DecimalException", api::new_class(vm, "decimal", "DecimalException", &[ARITHMETIC_ERROR.obj()])?);
    for (name, bases) in EXCEPTIONS {
        let bases: Vec<Obj> = bases
            .iter()
            .filter_map(|b| match *b {
                "TypeError" => Some(TYPE_ERROR.obj()),
                "ZeroDivisionError" => Some(ZERO_DIVISION_ERROR.obj()),
                b => d.get_str(&intern(b)),
            })
            .collect();
        put(name, api::new_class(vm, "decimal", name, &bases)?);
    }
    for (name, _) in context::ROUNDINGS {
        put(name, str_::from_str(name));
    }
    for (name, n) in [
        ("MAX_PREC", core::MAX),
        ("MAX_EMAX", core::MAX),
        ("MIN_EMIN", -core::MAX),
        ("MIN_ETINY", core::Ctx::WIDEST.etiny()),
    ] {
        put(name, int::from_i64(n));
    }
    put("HAVE_THREADS", Obj::TRUE);
    put("HAVE_CONTEXTVAR", Obj::TRUE);
    put("__version__", str_::from_str("1.70"));
    put("__libmpdec_version__", str_::from_str("2.5.1"));
    let named = api::getattr_str(vm, &api::import(vm, "collections")?, "namedtuple")?;
    let fields = tuple::from_slice(&["sign", "digits", "exponent"].map(str_::from_str));
    let module = [("module", str_::from_str("decimal"))];
    put("DecimalTuple", api::call_kw(vm, &named, &[str_::from_str("DecimalTuple"), fields], &module)?);
    let class = api::getattr_str(vm, &api::import(vm, "numbers")?, "Number")?;
    api::call_method_str(vm, &class, "register", &[number::DECIMAL.obj()])?;
    context::init(vm, m)
}

/// `_decimal`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_decimal",
    doc: "Decimal floating point.",
    functions: &[
        function("getcontext", "()", "The context of the running code.", |vm, _| context::current(vm)),
        function("setcontext", "(context, /)", "Sets the context of the running code.", context::set_current),
        function(
            "localcontext",
            "(ctx=None, **kwargs)",
            "A context manager that works with a copy of a context, changed by the keywords.",
            context::local,
        ),
    ],
    types: &[&number::DECIMAL, &context::CONTEXT],
    hidden_types: &[&context::SIGNAL_DICT, &context::MANAGER],
    init: Some(init),
};
