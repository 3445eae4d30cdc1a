//! `_elementtree`: the parts of `xml.etree.ElementTree` that every document runs through: elements, their builder, and the
//! parser that feeds it, and writing where a tree is plain. Searching by paths and the rest of writing are in Python.

mod builder;
mod element;
mod parser;
mod walk;
mod write;

use crate::modules::pyexpat::engine::Code;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::exception::SYNTAX_ERROR;
use crate::types::{int, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

/// A name of the module, if it is there.
fn setting(vm: &Vm, name: &str) -> PyResult<Option<Obj>> {
    let m = api::import(vm, "_elementtree")?;
    api::getattr_opt(vm, &m, &intern(name))
}

/// Raises `ParseError`.
fn parse_error(vm: &Vm, message: &str) -> Raised {
    let made = setting(vm, "ParseError").and_then(|class| match class {
        Some(class) => api::call(vm, &class, &[str_::from_str(message)]),
        None => Err(vm.runtime_error("_elementtree.ParseError is gone")),
    });
    match made {
        Ok(exc) => vm.raise(exc),
        Err(raised) => raised,
    }
}

/// Raises `ParseError` with the number of the error, and where it is.
fn parse_error_at(vm: &Vm, message: &str, code: Code, (line, column): (u64, u64)) -> Raised {
    let raised = parse_error(vm, message);
    let exc = vm.take_raised(raised);
    let position = tuple::pair(int::from_u64(line), int::from_u64(column));
    for (name, value) in [("code", int::from_i64(code.number())), ("position", position)] {
        if let Err(raised) = api::setattr(vm, &exc, &intern(name), &value) {
            return raised;
        }
    }
    vm.raise(exc)
}

/// `_elementtree`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_elementtree",
    doc: "What makes xml.etree.ElementTree fast.",
    functions: &[
        function(
            "SubElement",
            "|(*args, **kwargs)",
            "A new element as the last child of another.",
            element::sub_element,
        ),
        function(
            "_written",
            "(root, names, declarations, short, comment, pi, /)",
            "A tree of plain elements as text, or None.",
            write::written,
        ),
        function(
            "_set_factories",
            "(comment_factory, pi_factory, /)",
            "Says what makes comments and processing instructions; what did so before.",
            |vm, a| {
                for f in [&a[0], &a[1]] {
                    if !f.is_none() && !api::is_callable(f) {
                        let t = f.ty().name();
                        let which = if f.is(&a[0]) { "Comment" } else { "PI" };
                        return Err(vm.type_error(format!("{which} factory must be callable, not {t}")));
                    }
                }
                let m = api::import(vm, "_elementtree")?;
                let mut before = Vec::new();
                for (name, f) in [("_comment_factory", &a[0]), ("_pi_factory", &a[1])] {
                    before.push(api::getattr_opt(vm, &m, &intern(name))?.unwrap_or(Obj::NONE));
                    api::setattr(vm, &m, &intern(name), f)?;
                }
                Ok(tuple::from_vec(before))
            },
        ),
    ],
    types: &[&element::ELEMENT, &builder::BUILDER, &parser::XML_PARSER],
    hidden_types: &[&walk::WALK],
    init: Some(|vm, m| {
        let d = module::dict_of(m).ok_or_else(|| vm.runtime_error("a module has a namespace"))?;
        let class = api::new_class(vm, "xml.etree.ElementTree", "ParseError", &[SYNTAX_ERROR.obj()])?;
        d.insert_str(intern("ParseError"), class);
        Ok(())
    }),
};
