//! `_ast`: the node classes, trees as objects, and objects as trees. What nodes there are says `syntax/nodes.rs`.

use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::slots::{BinOp, Slots};
use crate::object::spec::{ModuleSpec, TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::source::{Location, Source, Span};
use crate::syntax::TypeComments;
use crate::syntax::ast::{Constant, Mod};
use crate::syntax::nodes::{self, FAMILIES, Family, Field, Times};
use crate::syntax::rebuild::{self, Invalid};
use crate::syntax::reflect::Value;
use crate::types::dict::{self, Dict};
use crate::types::list::{self, List};
use crate::types::{
    bytes, complex, exception, float, generic_alias, int, module, object, set, str_, tuple, type_, union,
};
use crate::vm::{PyResult, Vm, api, interp, load};
use std::collections::HashMap;

/// The native state of a node: none besides its attributes.
pub struct Node;

#[allow(unsafe_code)]
// SAFETY: nothing is owned; the attributes are visited by their own rule.
unsafe impl Payload for Node {
    fn static_type() -> &'static StaticType {
        &AST
    }
    const GC: bool = true;
}

/// The classes of nodes, by name, and the one instance of those without fields and place.
pub struct Classes(HashMap<&'static str, (Obj, Option<Obj>)>);

impl Classes {
    fn class(&self, name: &str) -> &Obj {
        &self.0.get(name).expect("every name of the table has a class").0
    }
}

const ATTRIBUTES: [&str; 4] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];

fn names<'n>(list: impl IntoIterator<Item = &'n str>) -> Obj {
    tuple::from_vec(list.into_iter().map(intern).collect())
}

/// The classes, made at the first question for them.
pub fn classes(vm: &Vm) -> PyResult<&'static Classes> {
    let cell = &interp().ast_classes;
    if let Some(classes) = cell.get() {
        return Ok(classes);
    }
    let made = make_classes(vm)?;
    Ok(cell.get_or_init(|| made))
}

fn make_classes(vm: &Vm) -> PyResult<Classes> {
    let mut map = HashMap::new();
    for family in FAMILIES.iter() {
        let base = if family.is_product() {
            AST.obj()
        } else {
            let texts: Vec<&str> = family.classes.iter().map(|c| c.text).collect();
            let fielded = family.classes.iter().any(|c| !c.fields.is_empty());
            let glue =
                if fielded { format!("\n{}| ", " ".repeat(family.name.len() + 1)) } else { " | ".into() };
            let base = make_class(
                vm,
                &AST.obj(),
                family.name,
                &[],
                &format!("{} = {}", family.name, texts.join(&glue)),
            )?;
            place(vm, &base, family)?;
            map.insert(family.name, (base.clone(), None));
            base
        };
        for class in &family.classes {
            let made = make_class(vm, &base, class.name, &class.fields, class.text)?;
            if family.is_product() {
                place(vm, &made, family)?;
            }
            let single = class.fields.is_empty() && !family.placed;
            let single = if single { Some(attr::new_instance(vm, &made, Node)?) } else { None };
            map.insert(class.name, (made, single));
        }
    }
    let classes = Classes(map);
    for class in FAMILIES.iter().flat_map(|f| &f.classes) {
        let types = dict::new();
        for field in &class.fields {
            let of = match field.of {
                "identifier" | "string" => str_::STR.obj(),
                "int" => int::INT.obj(),
                "constant" => object::OBJECT.obj(),
                family => classes.class(family).clone(),
            };
            let of = match field.times {
                Times::One => of,
                Times::Optional => api::binary(vm, BinOp::Or, &of, &Obj::NONE)?,
                Times::Many => api::getitem(vm, &list::LIST.obj(), &of)?,
            };
            types.insert_str(intern(field.name), of);
        }
        let made = classes.class(class.name);
        api::setattr(vm, made, &intern("_field_types"), types.obj())?;
        api::setattr(vm, made, &intern("__annotations__"), types.obj())?;
    }
    Ok(classes)
}

fn make_class(vm: &Vm, base: &Obj, class: &str, fields: &[Field], doc: &str) -> PyResult<Obj> {
    let d = dict::new();
    let listed = names(fields.iter().map(|f| f.name));
    d.insert_str(intern("_fields"), listed.clone());
    d.insert_str(name!(__match_args__).clone(), listed);
    d.insert_str(name!(__module__).clone(), intern("ast"));
    d.insert_str(name!(__doc__).clone(), str_::from_str(doc));
    for field in fields.iter().filter(|f| f.times == Times::Optional) {
        d.insert_str(intern(field.name), Obj::NONE);
    }
    let args = [intern(class), tuple::from_vec(vec![base.clone()]), d.into_obj()];
    api::call(vm, &type_::TYPE.obj(), &args)
}

fn place(vm: &Vm, class: &Obj, family: &Family) -> PyResult<()> {
    let attributes = if family.placed { names(ATTRIBUTES) } else { tuple::empty() };
    api::setattr(vm, class, &intern("_attributes"), &attributes)?;
    if family.placed {
        for optional in &ATTRIBUTES[2..] {
            api::setattr(vm, class, &intern(optional), &Obj::NONE)?;
        }
    }
    Ok(())
}

// --- trees to objects

/// A tree as objects, and the comments about types in it.
pub fn to_object(vm: &Vm, tree: &Value, source: &Source, comments: &TypeComments) -> PyResult<Obj> {
    let classes = classes(vm)?;
    let made = Maker { vm, classes, source, comments }.object(tree)?;
    if !comments.ignores.is_empty() && matches!(tree, Value::Node { class: "Module", .. }) {
        let class = classes.class("TypeIgnore");
        let ignores = comments.ignores.iter().map(|(at, tag)| {
            let lineno = int::from_i64(source.locate(*at).line.into());
            api::call(vm, class, &[lineno, str_::from_str(tag)])
        });
        let ignores = list::from_vec(ignores.collect::<PyResult<_>>()?);
        api::setattr(vm, &made, &intern("type_ignores"), &ignores)?;
    }
    Ok(made)
}

struct Maker<'a> {
    vm: &'a Vm,
    classes: &'a Classes,
    source: &'a Source,
    comments: &'a TypeComments,
}

impl Maker<'_> {
    fn object(&self, value: &Value) -> PyResult<Obj> {
        let Maker { vm, classes, source, comments } = *self;
        Ok(match value {
            Value::Node { class, fields, span } => {
                vm.check_native_stack(" during ast construction")?;
                let (cls, single) = classes.0.get(class).expect("every name of the table has a class");
                if let Some(single) = single {
                    return Ok(single.clone());
                }
                let node = attr::new_instance(vm, cls, Node)?;
                let mut given = fields.iter().peekable();
                let (_, row) = nodes::find(class).expect("trees have the classes of the table");
                for field in &row.fields {
                    let value = match given.next_if(|(name, _)| *name == field.name) {
                        Some((_, value)) => self.object(value)?,
                        None if field.name == "type_comment" => {
                            let comment = span.and_then(|span| comments.of(span));
                            comment.map_or(Obj::NONE, |at| str_::from_str(source.slice(at)))
                        }
                        None => Obj::NONE,
                    };
                    attr::instance_set(vm, &node, &intern(field.name), Some(&value))?;
                }
                if let Some(span) = span {
                    let (start, end) = (source.locate(span.start), source.locate(span.end));
                    for (name, n) in ATTRIBUTES.iter().zip([start.line, start.col, end.line, end.col]) {
                        attr::instance_set(vm, &node, &intern(name), Some(&int::from_i64(n.into())))?;
                    }
                }
                node
            }
            Value::List(items) => {
                list::from_vec(items.iter().map(|v| self.object(v)).collect::<PyResult<_>>()?)
            }
            Value::Absent | Value::None => Obj::NONE,
            Value::Name(name) => intern(name),
            Value::Int(n) => int::from_i64(*n),
            Value::Constant(c) => load::constant(vm, &crate::compiler::constant(c)),
        })
    }
}

// --- objects to trees

/// Whether an object is a node.
pub fn is_node(o: &Obj) -> bool {
    o.is_instance::<Node>()
}

/// The tree that nodes describe, of the class that a mode wants, and the places in it.
pub fn from_object(vm: &Vm, o: &Obj, wanted: &'static str) -> PyResult<(Mod, Source)> {
    let classes = classes(vm)?;
    if !api::isinstance(vm, o, classes.class(wanted))? {
        return Err(vm.type_error(format!("expected {wanted} node, got {}", o.ty().bare_name())));
    }
    let mut reader = Reader { vm, classes, places: vec![Location { line: 1, col: 0 }], statements: 0 };
    let data = reader.node(family("mod"), o)?;
    let tree = rebuild::tree(data).map_err(|e| match e {
        Invalid::Value(msg) => vm.value_error(msg),
        Invalid::Type(msg) => vm.type_error(msg),
        Invalid::System(msg) => vm.system_error(msg),
        Invalid::Deep => vm.recursion_error("maximum recursion depth exceeded while traversing 'expr' node"),
    })?;
    Ok((tree, Source::of_places(reader.places)))
}

fn family(name: &str) -> &'static Family {
    FAMILIES.iter().find(|f| f.name == name).expect("fields name families of the table")
}

/// Statements nested deeper than this are refused; parsed ones end far earlier.
const MAX_STATEMENTS: usize = 300;

struct Reader<'a> {
    vm: &'a Vm,
    classes: &'static Classes,
    places: Vec<Location>,
    statements: usize,
}

impl Reader<'_> {
    fn node(&mut self, family: &'static Family, o: &Obj) -> PyResult<Value> {
        let vm = self.vm;
        vm.check_native_stack(&format!(" while traversing '{}' node", family.name))?;
        let span = if family.placed { Some(self.place(family.name, o)?) } else { None };
        let class = if family.is_product() {
            &family.classes[0]
        } else {
            let exact = family.classes.iter().find(|c| self.classes.class(c.name).is(&o.type_obj()));
            match exact {
                Some(class) => class,
                None => {
                    let mut found = None;
                    for class in &family.classes {
                        if api::isinstance(vm, o, self.classes.class(class.name))? {
                            found = Some(class);
                            break;
                        }
                    }
                    match found {
                        Some(class) => class,
                        None => {
                            let shown = api::repr_string(vm, o)?;
                            return Err(vm.type_error(format!(
                                "expected some sort of {}, but got {shown}",
                                family.name
                            )));
                        }
                    }
                }
            }
        };
        let statement = family.name == "stmt";
        if statement {
            self.statements += 1;
            if self.statements > MAX_STATEMENTS {
                return Err(
                    vm.recursion_error("maximum recursion depth exceeded while traversing 'stmt' node")
                );
            }
        }
        let mut fields = Vec::with_capacity(class.fields.len());
        for field in &class.fields {
            fields.push((field.name, self.field(class.name, field, o)?));
        }
        if statement {
            self.statements -= 1;
        }
        Ok(Value::Node { class: class.name, fields, span })
    }

    fn field(&mut self, class: &str, field: &'static Field, o: &Obj) -> PyResult<Value> {
        let vm = self.vm;
        let missing = || vm.type_error(format!("required field \"{}\" missing from {class}", field.name));
        let Some(value) = api::getattr_opt(vm, o, &intern(field.name))? else {
            return match field.times {
                Times::One => Err(missing()),
                Times::Optional => Ok(Value::Absent),
                Times::Many => Ok(Value::List(Vec::new())),
            };
        };
        if field.times != Times::Many {
            if value.is_none() && field.of != "constant" {
                return Ok(Value::Absent);
            }
            return self.value(field.of, &value);
        }
        let Some(items) = value.as_ref::<List>() else {
            return Err(vm.type_error(format!(
                "{class} field \"{}\" must be a list, not a {}",
                field.name,
                value.ty().name()
            )));
        };
        let n = items.len();
        let mut out = Vec::with_capacity(n);
        for i in 0..n {
            let Some(item) = items.get(i).filter(|_| items.len() == n) else {
                return Err(vm.error(
                    &exception::RUNTIME_ERROR,
                    format!("{class} field \"{}\" changed size during iteration", field.name),
                ));
            };
            out.push(if item.is_none() { Value::None } else { self.value(field.of, &item)? });
        }
        Ok(Value::List(out))
    }

    fn value(&mut self, of: &'static str, o: &Obj) -> PyResult<Value> {
        let vm = self.vm;
        match of {
            "identifier" | "string" if !str_::is_str(o) => {
                Err(vm.type_error(format!("AST {of} must be of type str")))
            }
            "identifier" | "string" => match str_::utf8(o) {
                Some(text) => Ok(Value::Name(text.into())),
                None => Err(vm.value_error("identifier has surrogates")),
            },
            "int" => int_of(vm, o).map(|n| Value::Int(n.into())),
            "constant" => constant_of(vm, o).map(Value::Constant),
            _ => self.node(family(of), o),
        }
    }

    /// The place of a node, as a span that counts places.
    fn place(&mut self, family: &str, o: &Obj) -> PyResult<Span> {
        let vm = self.vm;
        let mut given = [0; 4];
        for (i, attribute) in ATTRIBUTES.iter().enumerate() {
            given[i] = match api::getattr_opt(vm, o, &intern(attribute))? {
                // Only the end may be None.
                Some(v) if i < 2 || !v.is_none() => int_of(vm, &v)?,
                _ if i >= 2 => given[i - 2],
                _ => {
                    return Err(
                        vm.type_error(format!("required field \"{attribute}\" missing from {family}"))
                    );
                }
            };
        }
        let [line, col, end_line, end_col] = given;
        let problem = if line > end_line {
            format!("AST node line range ({line}, {end_line}) is not valid")
        } else if (line < 0 && end_line != line) || (col < 0 && end_col != col) {
            format!(
                "AST node column range ({col}, {end_col}) for line range ({line}, {end_line}) is not valid"
            )
        } else if line == end_line && col > end_col {
            format!("line {line}, column {col}-{end_col} is not a valid range")
        } else {
            let at = self.places.len() as u32;
            let location =
                |line: i32, col: i32| Location { line: line.max(0) as u32, col: col.max(0) as u32 };
            self.places.extend([location(line, col), location(end_line, end_col)]);
            return Ok(Span::new(at, at + 1));
        };
        Err(vm.value_error(problem))
    }
}

fn int_of(vm: &Vm, o: &Obj) -> PyResult<i32> {
    if !int::is_int(o) {
        return Err(vm.value_error(format!("invalid integer value: {}", api::repr_string(vm, o)?)));
    }
    int::to_i64(o)
        .and_then(|n| i32::try_from(n).ok())
        .ok_or_else(|| vm.error(&exception::OVERFLOW_ERROR, "Python int too large to convert to C int"))
}

fn constant_of(vm: &Vm, o: &Obj) -> PyResult<Constant> {
    vm.check_native_stack(" during compilation")?;
    let many = |items: &[Obj]| items.iter().map(|i| constant_of(vm, i)).collect::<PyResult<Vec<_>>>();
    Ok(if o.is_none() {
        Constant::None
    } else if o.is(&Obj::TRUE) {
        Constant::True
    } else if o.is(&Obj::FALSE) {
        Constant::False
    } else if o.is(&Obj::ELLIPSIS) {
        Constant::Ellipsis
    } else if int::is_exact(o) {
        match int::to_i64(o) {
            Some(n) => Constant::Int(n),
            None => {
                let big = int::as_int(o).expect("an int is one").to_big().into_owned();
                Constant::BigInt(big.in_radix(16).to_string().into())
            }
        }
    } else if float::is_exact(o) {
        Constant::Float(float::as_float(o).expect("a float is one"))
    } else if o.is_exact_type(&complex::COMPLEX) {
        let c = complex::as_complex(o).expect("a complex is one");
        Constant::Complex(c.0, c.1)
    } else if o.is_exact_type(&str_::STR) {
        Constant::Str(str_::bytes_of(o).into())
    } else if o.is_exact_type(&bytes::BYTES) {
        Constant::Bytes(bytes::bytes_of(o).into())
    } else if o.is_exact_type(&tuple::TUPLE) {
        Constant::Tuple(many(tuple::items(o))?)
    } else if o.is_exact_type(&set::FROZENSET) {
        Constant::FrozenSet(many(&set::as_set(o).expect("a frozenset is one").items())?)
    } else {
        return Err(vm.type_error(format!("got an invalid type in Constant: {}", o.ty().bare_name())));
    })
}

// --- the base class

fn deprecated(vm: &Vm, message: String) -> PyResult<()> {
    api::warn(vm, &exception::DEPRECATION_WARNING, &message, 1)
}

fn listed(vm: &Vm, class: &Obj, attribute: &str) -> PyResult<Vec<Obj>> {
    match api::getattr_opt(vm, class, &intern(attribute))? {
        None => Ok(Vec::new()),
        Some(list) => {
            api::len(vm, &list)?;
            api::to_vec(vm, &list)
        }
    }
}

fn position(vm: &Vm, list: &[Obj], key: &Obj) -> PyResult<Option<usize>> {
    for (i, name) in list.iter().enumerate() {
        if api::eq(vm, name, key)? {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let class = o.type_obj();
    let type_name = o.ty().name();
    let fields = listed(vm, &class, "_fields")?;
    let pos = args.pos();
    if pos.len() > fields.len() {
        return Err(vm.type_error(format!(
            "{} constructor takes at most {} positional argument{}",
            o.ty().bare_name(),
            fields.len(),
            if fields.len() == 1 { "" } else { "s" }
        )));
    }
    let mut given = vec![false; fields.len()];
    for (i, value) in pos.iter().enumerate() {
        api::setattr(vm, o, &fields[i], value)?;
        given[i] = true;
    }
    let mut attributes = None;
    for (key, value) in args.keywords() {
        if let Some(i) = position(vm, &fields, key)? {
            if std::mem::replace(&mut given[i], true) {
                let key = api::repr_string(vm, key)?;
                let name = o.ty().bare_name();
                return Err(vm.type_error(format!("{name} got multiple values for argument {key}")));
            }
        } else {
            if attributes.is_none() {
                attributes = Some(listed(vm, &class, "_attributes")?);
            }
            if position(vm, attributes.as_deref().unwrap_or_default(), key)?.is_none() {
                let key = api::repr_string(vm, key)?;
                deprecated(
                    vm,
                    format!(
                        "{type_name}.__init__ got an unexpected keyword argument {key}. Support for arbitrary \
                         keyword arguments is deprecated and will be removed in Python 3.15."
                    ),
                )?;
            }
        }
        api::setattr(vm, o, key, value)?;
    }
    if given.iter().all(|g| *g) {
        return Ok(());
    }
    let types = api::getattr_opt(vm, &class, &intern("_field_types"))?;
    let Some(types) = types.as_ref().and_then(|t| t.downcast::<Dict>()) else { return Ok(()) };
    for (field, _) in fields.iter().zip(&given).filter(|(_, given)| !**given) {
        let shown = api::repr_string(vm, field)?;
        match types.get(vm, field)? {
            None => deprecated(
                vm,
                format!(
                    "Field {shown} is missing from {type_name}._field_types. This will become an error in \
                     Python 3.15."
                ),
            )?,
            Some(t) if t.is_exact_type(&union::UNION) => {}
            Some(t) if t.is_exact_type(&generic_alias::GENERIC_ALIAS) => {
                api::setattr(vm, o, field, &list::from_vec(Vec::new()))?;
            }
            Some(t) if t.is(classes(vm)?.class("expr_context")) => {
                let load = classes(vm)?.0["Load"].1.clone().unwrap_or(Obj::NONE);
                api::setattr(vm, o, field, &load)?;
            }
            Some(_) => deprecated(
                vm,
                format!(
                    "{type_name}.__init__ missing 1 required positional argument: {shown}. This will become an \
                     error in Python 3.15."
                ),
            )?,
        }
    }
    Ok(())
}

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let class = a[0].type_obj();
    let d = attr::instance_dict(&a[0]).map_or(Obj::NONE, |d| d.into_obj());
    let mut args = Vec::new();
    if let Some(d) = d.downcast::<Dict>() {
        for field in listed(vm, &class, "_fields")? {
            if !d.contains(vm, &field)? {
                break;
            }
            args.push(Obj::NONE);
        }
    }
    Ok(tuple::from_vec(vec![class, tuple::from_vec(args), d]))
}

static SPEC: TypeSpec = TypeSpec {
    name: "AST",
    module: "ast",
    flags: type_flag::BASE | type_flag::DICT | type_flag::MUTABLE,
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, Node)),
        init: Some(init),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "", reduce)],
    getters: &[object::DICT_GETTER],
    extra: Some(|_, t| {
        for attribute in ["_fields", "_attributes", "__match_args__"] {
            t.set_attr(&intern(attribute), Some(&tuple::empty()));
        }
    }),
    ..TypeSpec::BASE
};

/// `ast.AST`
pub static AST: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Node>(false));

fn fill(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, (class, _)) in &classes(vm)?.0 {
        d.insert_str(intern(name), class.clone());
    }
    for (name, bits) in [
        ("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000),
        ("PyCF_ONLY_AST", 0x400),
        ("PyCF_OPTIMIZED_AST", 0x8400),
        ("PyCF_TYPE_COMMENTS", 0x1000),
    ] {
        d.insert_str(intern(name), int::from_i64(bits));
    }
    Ok(())
}

/// `_ast`
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_ast", types: &[&AST], init: Some(fill), ..ModuleSpec::EMPTY };
