//! `_sitebuiltins`: what a person at a prompt finds among the builtins: `exit`, `quit`, `copyright`, `credits`,
//! `license`, `help`.

use crate::object::args::CallArgs;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{ModuleSpec, TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::{exception, str_, tuple};
use crate::vm::{PyResult, Vm, api, interp};

macro_rules! payloads {
    ($($name:ident $static:ident $doc:literal;)*) => { $(
        #[doc = $doc]
        struct $name;

        #[allow(unsafe_code)]
        // SAFETY: holds no references; attributes are in the instance's dictionary.
        unsafe impl Payload for $name {
            fn static_type() -> &'static StaticType {
                &$static
            }
        }
    )* };
}

payloads! {
    Quitter QUITTER "`exit` and `quit`: all is in the attributes `name` and `eof`.";
    Printer PRINTER "`copyright` and the like: all is in attributes.";
    Helper HELPER "`help`";
}

/// Attributes of printers, as a class in Python would spell private names.
const NAME: &str = "_Printer__name";
const DATA: &str = "_Printer__data";

const COPYRIGHT: &str = "Copyright (c) 2026 The pyr founders\nAll Rights Reserved.";
const CREDITS: &str = "    pyr speaks the language of the Python Software Foundation's CPython,\n    with thanks to all who made it.  See www.python.org for more information.";
const LICENSE: &str = concat!("pyr comes under the MIT license:\n\n", include_str!("../../LICENSE"));

fn quitter_repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let (name, eof) = (api::getattr_str(vm, o, "name")?, api::getattr_str(vm, o, "eof")?);
    let (name, eof) = (api::str(vm, &name)?, api::str(vm, &eof)?);
    Ok(str_::from_string(format!("Use {}() or {} to exit", str_::display(&name), str_::display(&eof))))
}

fn quit(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    let code = args.pos().first().or(args.keyword("code")).cloned();
    // Shells that wait for input see its end.
    if let Some(f) = api::sys_attr("stdin").filter(|f| !f.is_none())
        && let Err(r) = api::call_method_str(vm, &f, "close", &[])
    {
        drop(vm.take_raised(r));
    }
    Err(vm.error_args(&exception::SYSTEM_EXIT, vec![code.unwrap_or(Obj::NONE)]))
}

fn printer_repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let name = api::getattr_str(vm, o, NAME)?;
    match str_::display(&name).as_ref() {
        "license" => Ok(str_::from_str("Type license() to see the full license text")),
        _ => api::getattr_str(vm, o, DATA),
    }
}

fn print_text(vm: &Vm, o: &Obj, _: CallArgs) -> PyResult<Obj> {
    let print = api::builtin(vm, "print")?;
    api::call(vm, &print, &[api::getattr_str(vm, o, DATA)?])
}

fn helper_repr(_: &Vm, _: &Obj) -> PyResult<Obj> {
    Ok(str_::from_str("Type help() for interactive help, or help(object) for help about object."))
}

fn help(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    let has_pydoc = crate::vm::import::embedded_modules().any(|(n, _)| n == "pydoc");
    let m = api::import(vm, if has_pydoc { "pydoc" } else { "_repl" })?;
    let f = api::getattr_str(vm, &m, "help")?;
    api::call_args(vm, &f, args)
}

const PLAIN: TypeSpec = TypeSpec {
    module: "_sitebuiltins",
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF,
    ..TypeSpec::BASE
};

static QUITTER_SPEC: TypeSpec = TypeSpec {
    name: "Quitter",
    doc: "Ends the interpreter when it is called.",
    slots: Slots { repr: Some(quitter_repr), call: Some(quit), ..Slots::NONE },
    methods: &[method("__call__", "($self, /, code=None)", "Ends the interpreter.", |vm, a| {
        quit(vm, &a[0], CallArgs::new(a.opt(1).map_or(&[], std::slice::from_ref), None))
    })],
    ..PLAIN
};
static PRINTER_SPEC: TypeSpec = TypeSpec {
    name: "_Printer",
    doc: "Shows a text when it is called.",
    slots: Slots { repr: Some(printer_repr), call: Some(print_text), ..Slots::NONE },
    methods: &[method("__call__", "($self, /)", "Shows the text.", |vm, a| {
        print_text(vm, &a[0], CallArgs::new(&[], None))
    })],
    ..PLAIN
};
static HELPER_SPEC: TypeSpec = TypeSpec {
    name: "_Helper",
    doc: "Shows what is known about an object, or starts the help system when called without one.",
    slots: Slots { repr: Some(helper_repr), call: Some(help), ..Slots::NONE },
    methods: &[method(
        "__call__",
        "($self, /, *args, **kwds)",
        "Shows what is known about an object.",
        |vm, a| {
            let keywords = a[2].downcast::<Dict>().expect("**kwds is a dict").items();
            let (names, values): (Vec<Obj>, Vec<Obj>) = keywords.into_iter().unzip();
            let all = [a.rest(1), &values].concat();
            help(vm, &a[0], CallArgs::new(&all, Some(&tuple::new_ref(names))))
        },
    )],
    ..PLAIN
};

static QUITTER: StaticType = StaticType::new(&QUITTER_SPEC, LayoutOps::of::<Quitter>(false));
static PRINTER: StaticType = StaticType::new(&PRINTER_SPEC, LayoutOps::of::<Printer>(false));
static HELPER: StaticType = StaticType::new(&HELPER_SPEC, LayoutOps::of::<Helper>(false));

/// Puts them all among the builtins.
pub fn install(vm: &Vm) -> PyResult<()> {
    for t in [&QUITTER, &PRINTER, &HELPER] {
        t.make_ready();
    }
    let put = |key: &str, o: Obj, attributes: &[(&str, &str)]| -> PyResult<()> {
        for (name, text) in attributes {
            api::setattr(vm, &o, &intern(name), &str_::from_str(text))?;
        }
        interp().builtins().insert_str(intern(key), o);
        Ok(())
    };
    for name in ["quit", "exit"] {
        let o = new_instance(vm, &QUITTER.obj(), Quitter)?;
        put(name, o, &[("name", name), ("eof", "Ctrl-D (i.e. EOF)")])?;
    }
    for (name, text) in [("copyright", COPYRIGHT), ("credits", CREDITS), ("license", LICENSE)] {
        let o = new_instance(vm, &PRINTER.obj(), Printer)?;
        put(name, o, &[(NAME, name), (DATA, text)])?;
    }
    put("help", new_instance(vm, &HELPER.obj(), Helper)?, &[])
}

/// `_sitebuiltins`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_sitebuiltins",
    doc: "What a person at a prompt finds among the builtins.",
    types: &[&QUITTER, &PRINTER, &HELPER],
    ..ModuleSpec::EMPTY
};
