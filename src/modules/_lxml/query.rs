//! Compiled expressions of XPath, and their values as Python objects.

use super::{Node, change, forest, known, look, node, object};
use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, method, static_method};
use crate::object::type_object::StaticType;
use crate::types::{float, int, list, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use pyr_lxml::xpath::{self, Error, Expression, Part, Value, XNode};
use pyr_lxml::{Atom, Id, Kind};
use std::cell::RefCell;

/// The native state of a compiled expression.
struct Compiled(Expression);

// SAFETY: holds no references.
unsafe impl Payload for Compiled {
    fn static_type() -> &'static StaticType {
        &XPATH
    }
}

/// `compile(text)`: an expression, or a text that says what is wrong.
fn compile(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = api::expect_str(vm, &a[0], "XPath")?.into_owned();
    match change(|f| xpath::compile(f, &text)) {
        Ok(e) => Ok(Ref::new(Compiled(e)).into_obj()),
        Err(Error::Wrong(what)) => Ok(str_::from_str(what)),
        Err(Error::Host) => Err(vm.system_error("compiling asks nobody")),
    }
}

/// What Python gives an evaluation: a function for functions, one for variables, and whether texts remember their place.
struct Guest<'a> {
    vm: &'a Vm,
    functions: &'a Obj,
    variables: &'a Obj,
    smart: bool,
    /// The exception of a function.
    raised: RefCell<Option<Raised>>,
}

impl Guest<'_> {
    fn ask(&self, f: &Obj, args: &[Obj]) -> Option<Result<Value, Error>> {
        if f.is_none() {
            return None;
        }
        let result = api::call(self.vm, f, args)
            .and_then(|o| if o.is_not_implemented() { Ok(None) } else { from_python(self.vm, &o).map(Some) });
        match result {
            Ok(None) => None,
            Ok(Some(v)) => Some(Ok(v)),
            Err(r) => {
                self.raised.replace(Some(r));
                Some(Err(Error::Host))
            }
        }
    }
}

fn name_pair(ns: &str, name: &str) -> [Obj; 2] {
    [if ns.is_empty() { Obj::NONE } else { str_::from_str(ns) }, str_::from_str(name)]
}

impl xpath::Host for Guest<'_> {
    fn call(&self, ns: &str, name: &str, args: Vec<Value>, at: XNode) -> Option<Result<Value, Error>> {
        let [ns, name] = name_pair(ns, name);
        let made: PyResult<Vec<Obj>> = args.into_iter().map(|v| to_python(self.vm, v, self.smart)).collect();
        let all = made.and_then(|args| {
            let place = if at.part == Part::Node && look(|f| f.node(at.id).kind) != Kind::Document {
                object(self.vm, at.id)?
            } else {
                Obj::NONE
            };
            Ok([ns, name, place, list::from_vec(args)])
        });
        match all {
            Ok(all) => self.ask(self.functions, &all),
            Err(r) => {
                self.raised.replace(Some(r));
                Some(Err(Error::Host))
            }
        }
    }

    fn variable(&self, ns: &str, name: &str) -> Option<Result<Value, Error>> {
        self.ask(self.variables, &name_pair(ns, name))
    }
}

/// `evaluate(element, document, namespaces, functions, variables, smart)`: the value, or in a tuple what is wrong.
fn evaluate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let compiled: &Compiled = a[0].downcast().expect("the receiver is an expression");
    let id = node(vm, &a[1])?;
    let id = if api::is_true(vm, &a[2])? { look(|f| f.top(id)) } else { id };
    let mut namespaces: Vec<(Atom, Atom)> = Vec::new();
    for pair in tuple::items(&a[3]) {
        let [prefix, ns] = tuple::items(pair) else { return Err(vm.type_error("pairs are expected")) };
        let (prefix, ns) = (super::text_arg(vm, prefix)?, super::text_arg(vm, ns)?);
        namespaces.push(change(|f| (f.intern(&prefix), f.intern(&ns))));
    }
    let smart = api::is_true(vm, &a[6])?;
    let guest = Guest { vm, functions: &a[4], variables: &a[5], smart, raised: RefCell::new(None) };
    let scope = xpath::Scope { namespaces: &namespaces, host: &guest };
    match xpath::evaluate(forest(), &compiled.0, id, &scope) {
        Ok(v) => to_python(vm, v, smart),
        Err(Error::Wrong(what)) => Ok(tuple::from_vec(vec![str_::from_str(what)])),
        Err(Error::Host) => {
            Err(guest.raised.take().unwrap_or_else(|| vm.system_error("a function failed without reason")))
        }
    }
}

/// A value as lxml gives it: nodes become elements, texts and pairs.
fn to_python(vm: &Vm, v: Value, smart: bool) -> PyResult<Obj> {
    match v {
        Value::Number(n) => Ok(float::from_f64(n)),
        Value::Bool(b) => Ok(Obj::from_bool(b)),
        Value::Text(s) => text(vm, &s, None, smart),
        Value::Nodes(nodes) => {
            let mut out = Vec::with_capacity(nodes.len());
            for n in nodes {
                let kind = look(|f| f.node(n.id).kind);
                match n.part {
                    Part::Node if kind == Kind::Document || kind == Kind::Free => {}
                    Part::Node => out.push(object(vm, n.id)?),
                    Part::Namespace(prefix) => {
                        let (prefix, ns) = look(|f| (f.name_text(prefix).to_string(), n.text(f)));
                        let prefix = if prefix.is_empty() { Obj::NONE } else { str_::from_string(prefix) };
                        out.push(tuple::pair(prefix, str_::from_string(ns)));
                    }
                    _ => {
                        let s = look(|f| n.text(f));
                        out.push(text(vm, &s, Some(n), smart)?);
                    }
                }
            }
            Ok(list::from_vec(out))
        }
    }
}

/// A text; with the place it comes from, if it shall remember.
fn text(vm: &Vm, s: &str, at: Option<XNode>, smart: bool) -> PyResult<Obj> {
    let plain = str_::make(vm, s.as_bytes())?;
    if !smart {
        return Ok(plain);
    }
    let make = known(vm)?.text.clone();
    let Some(at) = at else { return api::call(vm, &make, &[plain]) };
    let place = object(vm, at.id)?;
    let (kind, name) = match at.part {
        Part::Attribute(i) => (
            2,
            look(|f| f.node(at.id).attrs.get(i as usize).map_or_else(String::new, |a| f.expanded(a.name))),
        ),
        Part::Tail => (1, String::new()),
        _ => (0, String::new()),
    };
    let name = if name.is_empty() { Obj::NONE } else { str_::from_string(name) };
    api::call(vm, &make, &[plain, place, int::from_i64(kind), name])
}

/// A value that a function of a program gives.
fn from_python(vm: &Vm, o: &Obj) -> PyResult<Value> {
    if o.is_none() {
        return Ok(Value::Nodes(Vec::new()));
    }
    if o.is(&Obj::TRUE) || o.is(&Obj::FALSE) {
        return Ok(Value::Bool(o.is(&Obj::TRUE)));
    }
    if str_::is_str(o) || crate::types::buffer::is_bytes_like(o) {
        return Ok(Value::Text(super::text_arg(vm, o)?));
    }
    if int::is_int(o) || float::as_float(o).is_some() {
        return Ok(Value::Number(api::to_f64(vm, o)?));
    }
    if let Some(n) = o.downcast::<Node>() {
        return Ok(Value::Nodes(vec![XNode::of(n.id.get())]));
    }
    let mut nodes = Vec::new();
    let is_list = o.is_instance::<list::List>() || o.is_instance::<tuple::Tuple>();
    if !is_list {
        let given = o.ty().name();
        return Err(vm.type_error(format!("This is not a supported XPath result type: {given}")));
    }
    for item in api::to_vec(vm, o)? {
        match item.downcast::<Node>() {
            Some(n) => nodes.push(XNode::of(n.id.get())),
            None => {
                // A text that an expression gave: its place is known.
                let Some(n) = text_place(vm, &item)? else {
                    return Err(vm.type_error("This is not a supported node-set result"));
                };
                nodes.push(n);
            }
        }
    }
    Ok(Value::Nodes(nodes))
}

/// Where a text comes from.
fn text_place(vm: &Vm, o: &Obj) -> PyResult<Option<XNode>> {
    let key = crate::object::intern::intern("_place");
    let Some(place) = api::getattr_opt(vm, o, &key)? else { return Ok(None) };
    let [owner, kind, name] = tuple::items(&place) else { return Ok(None) };
    let Some(n) = owner.downcast::<Node>() else { return Ok(None) };
    let id: Id = n.id.get();
    let part = match api::to_i64(vm, kind)? {
        0 => Part::Text,
        1 => Part::Tail,
        _ => {
            let name = api::str_string(vm, name)?;
            match look(|f| f.node(id).attrs.iter().position(|a| f.expanded(a.name) == name)) {
                Some(i) => Part::Attribute(i as u32),
                None => return Ok(None),
            }
        }
    };
    Ok(Some(XNode { id, part }))
}

static SPEC: TypeSpec = TypeSpec {
    name: "Compiled",
    module: "_lxml",
    slots: Slots::NONE,
    methods: &[
        static_method("compile", "(text, /)", "An expression, or what is wrong with its text.", compile),
        method(
            "evaluate",
            "($self, element, document, namespaces, functions, variables, smart, /)",
            "The value, or in a tuple what is wrong.",
            evaluate,
        ),
    ],
    ..TypeSpec::FINAL
};

/// `Compiled`
pub static XPATH: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Compiled>(false));
