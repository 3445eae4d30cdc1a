//! `_typing`: publishes the native objects of `typing`, which are in `types/typevar.rs`.

use crate::object::intern::intern;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{module, typevar};

/// `_typing`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_typing",
    doc: "The classes of typing that the syntax itself makes.",
    functions: &[function("_idfunc", "(x, /)", "", |_, a| Ok(a[0].clone()))],
    types: &[
        &typevar::TYPE_VAR,
        &typevar::PARAM_SPEC,
        &typevar::TYPE_VAR_TUPLE,
        &typevar::PARAM_SPEC_ARGS,
        &typevar::PARAM_SPEC_KWARGS,
        &typevar::TYPE_ALIAS,
        &typevar::GENERIC,
    ],
    init: Some(|_, m| {
        module::dict_of(m).expect("a module").insert_str(intern("NoDefault"), typevar::no_default());
        Ok(())
    }),
    ..ModuleSpec::EMPTY
};
