//! `_json`: the scanner and the encoder behind the `json` package. Reading is in `scan.rs`, writing in `encode.rs`.

mod encode;
mod scan;

use crate::object::spec::{ModuleSpec, function};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_json",
    doc: "What makes the json package fast.",
    functions: &[
        function(
            "scanstring",
            "(string, end, strict=True, /)",
            "The string whose text begins at end, and the position after its closing quote.",
            scan::scanstring,
        ),
        function("encode_basestring", "(object, /)", "A str as a JSON string.", |vm, a| {
            encode::basestring(vm, &a[0], false)
        }),
        function("encode_basestring_ascii", "(object, /)", "A str as a JSON string in ASCII.", |vm, a| {
            encode::basestring(vm, &a[0], true)
        }),
    ],
    types: &[],
    hidden_types: &[&scan::SCANNER, &encode::ENCODER],
    init: Some(|_, m| {
        let d = crate::types::module::dict_of(m).expect("a module");
        d.insert_str(crate::object::intern::intern("make_scanner"), scan::SCANNER.obj());
        d.insert_str(crate::object::intern::intern("make_encoder"), encode::ENCODER.obj());
        Ok(())
    }),
};
