//! `_contextvars`: variables whose values belong to a context, contexts, and which context a thread is in.
//! A context's values are a persistent tree, so that a copy costs one object and a change a few nodes.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{ModuleSpec, TypeSpec, function, getter, iter_self, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{generic_alias, str_, tuple};
use crate::vm::thread::next_serial;
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;
use std::sync::OnceLock;

// --- the tree: a Patricia trie over the serial numbers of variables

/// A node of the values of one or more contexts; never changed once made.
pub enum Node {
    /// One variable.
    Leaf {
        /// The variable's serial number.
        serial: u64,
        /// The variable.
        var: Obj,
        /// Its value.
        value: Obj,
    },
    /// Serial numbers that agree with `prefix` below `bit`: those without the bit, and those with it.
    Branch {
        /// The common low bits.
        prefix: u64,
        /// The deciding bit.
        bit: u64,
        /// Both sides.
        sides: [Ref<Node>; 2],
    },
}

#[allow(unsafe_code)]
// SAFETY: the references of either kind are visited.
unsafe impl Payload for Node {
    fn static_type() -> &'static StaticType {
        &NODE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        match self {
            Node::Leaf { var, value, .. } => {
                visit(var.value());
                visit(value.value());
            }
            Node::Branch { sides, .. } => sides.iter().for_each(|s| visit(s.value())),
        }
    }
}

type Tree = Option<Ref<Node>>;

fn find(mut node: &Ref<Node>, key: u64) -> Option<Obj> {
    loop {
        match &**node {
            Node::Leaf { serial, value, .. } => return (*serial == key).then(|| value.clone()),
            Node::Branch { bit, sides, .. } => node = &sides[usize::from(key & bit != 0)],
        }
    }
}

/// Two trees whose low bits differ, under one branch.
fn join(a: (u64, Ref<Node>), b: (u64, Ref<Node>)) -> Ref<Node> {
    let differ = a.0 ^ b.0;
    let bit = differ & differ.wrapping_neg();
    let prefix = a.0 & (bit - 1);
    let sides = if a.0 & bit == 0 { [a.1, b.1] } else { [b.1, a.1] };
    Ref::new(Node::Branch { prefix, bit, sides })
}

fn insert(node: &Ref<Node>, key: u64, leaf: Ref<Node>) -> Ref<Node> {
    match &**node {
        Node::Leaf { serial, .. } if *serial == key => leaf,
        Node::Leaf { serial, .. } => join((key, leaf), (*serial, node.clone())),
        Node::Branch { prefix, bit, .. } if key & (bit - 1) != *prefix => {
            join((key, leaf), (*prefix, node.clone()))
        }
        Node::Branch { prefix, bit, sides } => {
            let mut sides = sides.clone();
            let side = &mut sides[usize::from(key & bit != 0)];
            *side = insert(side, key, leaf);
            Ref::new(Node::Branch { prefix: *prefix, bit: *bit, sides })
        }
    }
}

fn remove(node: &Ref<Node>, key: u64) -> Tree {
    match &**node {
        Node::Leaf { serial, .. } => (*serial != key).then(|| node.clone()),
        Node::Branch { prefix, bit, sides } => {
            let at = usize::from(key & bit != 0);
            let Some(rest) = remove(&sides[at], key) else { return Some(sides[1 - at].clone()) };
            let mut sides = sides.clone();
            sides[at] = rest;
            Some(Ref::new(Node::Branch { prefix: *prefix, bit: *bit, sides }))
        }
    }
}

fn collect(node: &Ref<Node>, out: &mut Vec<(Obj, Obj)>) {
    match &**node {
        Node::Leaf { var, value, .. } => out.push((var.clone(), value.clone())),
        Node::Branch { sides, .. } => sides.iter().for_each(|s| collect(s, out)),
    }
}

static NODE_SPEC: TypeSpec =
    TypeSpec { name: "context_node", module: "_contextvars", flags: type_flag::NO_NEW, ..TypeSpec::FINAL };
static NODE: StaticType = StaticType::new(&NODE_SPEC, LayoutOps::of::<Node>(false));

// --- contexts

/// The native state of a context.
#[derive(Default)]
pub struct Context {
    root: Field,
    /// What the thread's context was before this one was entered.
    previous: Field,
    entered: Cell<bool>,
}
payload!(Context, CONTEXT, [root, previous]);

impl Context {
    fn tree(&self) -> Tree {
        self.root.get().map(|o| o.into_ref::<Node>().unwrap_or_else(|_| unreachable!("the root is a node")))
    }

    fn set_tree(&self, tree: Tree) {
        self.root.set(tree.map(Ref::into_obj));
    }

    fn lookup(&self, var: &ContextVar) -> Option<Obj> {
        self.tree().and_then(|t| find(&t, var.serial))
    }

    fn pairs(&self) -> Vec<(Obj, Obj)> {
        let mut out = Vec::new();
        if let Some(t) = self.tree() {
            collect(&t, &mut out);
        }
        out
    }

    fn copy(&self) -> Obj {
        Ref::new(Context { root: Field::new(self.root.get()), ..Context::default() }).into_obj()
    }
}

fn context(o: &Obj) -> &Context {
    o.downcast::<Context>().expect("the receiver is a context")
}

/// Whether an object is a context.
pub fn is_context(o: &Obj) -> bool {
    o.is_exact::<Context>()
}

/// The thread's context; it gets one if it has none.
pub fn current(vm: &Vm) -> Obj {
    if let Some(c) = &*vm.context.borrow() {
        return c.clone();
    }
    let new = Ref::new(Context::default()).into_obj();
    *vm.context.borrow_mut() = Some(new.clone());
    new
}

/// The value of a variable in the current context, if it has one there.
pub fn value_of(vm: &Vm, var: &Obj) -> Option<Obj> {
    let context_of_thread = vm.context.borrow().clone()?;
    context(&context_of_thread).lookup(variable(var))
}

/// `copy_context()`
pub fn copy_current(vm: &Vm) -> Obj {
    context(&current(vm)).copy()
}

/// Makes a context the thread's until `leave`.
pub fn enter(vm: &Vm, o: &Obj) -> PyResult<()> {
    let c = context(o);
    if c.entered.replace(true) {
        let shown = api::repr_string(vm, o)?;
        return Err(vm.runtime_error(format!("cannot enter context: {shown} is already entered")));
    }
    let previous = vm.context.replace(Some(o.clone()));
    c.previous.set(previous);
    Ok(())
}

/// Undoes `enter`.
pub fn leave(vm: &Vm, o: &Obj) {
    let c = context(o);
    c.entered.set(false);
    let left = vm.context.replace(c.previous.take());
    drop(left);
}

/// Calls something in a context; one of another make gets to do it by its `run`.
pub fn run_in(vm: &Vm, o: &Obj, f: &Obj, args: CallArgs) -> PyResult<Obj> {
    if !is_context(o) {
        let run = api::getattr_str(vm, o, "run")?;
        let all = args.with_first(f);
        return api::call_args(vm, &run, CallArgs::new(&all, args.names()));
    }
    enter(vm, o)?;
    let r = api::call_args(vm, f, args);
    leave(vm, o);
    r
}

fn new_context(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    if !args.all().is_empty() {
        return Err(vm.type_error("Context() does not accept any arguments"));
    }
    new_instance(vm, cls, Context::default())
}

/// The context and the variable that a method's arguments name.
fn key<'a>(vm: &Vm, o: &'a Obj, var: &'a Obj) -> PyResult<(&'a Context, &'a ContextVar)> {
    match var.downcast::<ContextVar>() {
        Some(v) => Ok((context(o), v)),
        None => {
            let shown = api::repr_string(vm, var)?;
            Err(vm.type_error(format!("a ContextVar key was expected, got {shown}")))
        }
    }
}

fn getitem(vm: &Vm, o: &Obj, var: &Obj) -> PyResult<Obj> {
    let (c, v) = key(vm, o, var)?;
    c.lookup(v).ok_or_else(|| vm.key_error(var))
}

fn compare_contexts(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y), CmpOp::Eq | CmpOp::Ne) = (a.downcast::<Context>(), b.downcast::<Context>(), op)
    else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    let (x, y) = (x.pairs(), y.pairs());
    let mut same = x.len() == y.len();
    for ((va, a), (vb, b)) in x.iter().zip(&y) {
        // Trees with the same keys list them in the same order.
        same = same && va.is(vb) && api::eq(vm, a, b)?;
    }
    Ok(Obj::from_bool(same == (op == CmpOp::Eq)))
}

fn run(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some((f, rest)) = a.rest(1).split_first() else {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    };
    let keywords = a[2].downcast::<crate::types::dict::Dict>().map_or_else(Vec::new, |d| d.items());
    if keywords.is_empty() {
        return run_in(vm, &a[0], f, CallArgs::positional(rest));
    }
    let names = tuple::new_ref(keywords.iter().map(|(k, _)| k.clone()).collect());
    let mut all = rest.to_vec();
    all.extend(keywords.into_iter().map(|(_, v)| v));
    run_in(vm, &a[0], f, CallArgs::new(&all, Some(&names)))
}

fn get_or_default(vm: &Vm, a: Args) -> PyResult<Obj> {
    let given = a.rest(1);
    let [var, default @ ..] = CallArgs::positional(given).exactly(vm, "get", 1, 2)? else {
        unreachable!("one at least")
    };
    let (c, v) = key(vm, &a[0], var)?;
    Ok(c.lookup(v).unwrap_or_else(|| default.first().cloned().unwrap_or(Obj::NONE)))
}

static CONTEXT_SPEC: TypeSpec = TypeSpec {
    name: "Context",
    module: "_contextvars",
    doc: "Variables and their values; a mapping.",
    flags: type_flag::WEAKREF,
    slots: Slots {
        new: Some(new_context),
        getitem: Some(getitem),
        contains: Some(|vm, o, var| key(vm, o, var).map(|(c, v)| c.lookup(v).is_some())),
        len: Some(|_, o| Ok(context(o).pairs().len())),
        iter: Some(|_, o| Ok(walk::<KEYS>(o))),
        compare: Some(compare_contexts),
        ..Slots::NONE
    },
    methods: &[
        method(
            "run",
            "($self, /, *args, **kwargs)",
            "Calls something with this as the current context.",
            run,
        ),
        method("copy", "($self, /)", "Another one with the same values.", |_, a| Ok(context(&a[0]).copy())),
        method("get", "($self, /, *args)", "The value of a variable here, or a default.", get_or_default),
        method("keys", "($self, /)", "The variables.", |_, a| Ok(walk::<KEYS>(&a[0]))),
        method("values", "($self, /)", "The values.", |_, a| Ok(walk::<VALUES>(&a[0]))),
        method("items", "($self, /)", "Variables with their values.", |_, a| Ok(walk::<ITEMS>(&a[0]))),
    ],
    ..TypeSpec::FINAL
};
/// `contextvars.Context`
pub static CONTEXT: StaticType = StaticType::new(&CONTEXT_SPEC, LayoutOps::of::<Context>(false));

// --- walking over a context

const KEYS: usize = 0;
const VALUES: usize = 1;
const ITEMS: usize = 2;

/// What is left of a walk over the keys, values or items of a context.
pub struct Walk<const WHAT: usize> {
    pairs: Vec<(Obj, Obj)>,
    next: Cell<usize>,
}

#[allow(unsafe_code)]
// SAFETY: all pairs are visited.
unsafe impl<const WHAT: usize> Payload for Walk<WHAT> {
    fn static_type() -> &'static StaticType {
        &WALKS[WHAT]
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for (a, b) in &self.pairs {
            visit(a.value());
            visit(b.value());
        }
    }
}

fn walk<const WHAT: usize>(o: &Obj) -> Obj {
    Ref::new(Walk::<WHAT> { pairs: context(o).pairs(), next: Cell::new(0) }).into_obj()
}

fn walk_next<const WHAT: usize>(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let w = o.downcast::<Walk<WHAT>>().expect("the receiver walks a context");
    let i = w.next.replace(w.next.get() + 1);
    Ok(w.pairs.get(i).map(|(k, v)| match WHAT {
        KEYS => k.clone(),
        VALUES => v.clone(),
        _ => tuple::pair(k.clone(), v.clone()),
    }))
}

const fn walk_spec<const WHAT: usize>(name: &'static str) -> TypeSpec {
    let slots = Slots { iter: Some(iter_self), next: Some(walk_next::<WHAT>), ..Slots::NONE };
    TypeSpec { name, slots, flags: type_flag::NO_NEW, ..TypeSpec::FINAL }
}
static WALK_SPECS: [TypeSpec; 3] =
    [walk_spec::<KEYS>("keys"), walk_spec::<VALUES>("values"), walk_spec::<ITEMS>("items")];
static WALKS: [StaticType; 3] = [
    StaticType::new(&WALK_SPECS[0], LayoutOps::of::<Walk<KEYS>>(false)),
    StaticType::new(&WALK_SPECS[1], LayoutOps::of::<Walk<VALUES>>(false)),
    StaticType::new(&WALK_SPECS[2], LayoutOps::of::<Walk<ITEMS>>(false)),
];

// --- variables

/// The native state of a variable.
pub struct ContextVar {
    name: Obj,
    default: Option<Obj>,
    serial: u64,
}
payload!(ContextVar, CONTEXT_VAR, [name, default]);

fn variable(o: &Obj) -> &ContextVar {
    o.downcast::<ContextVar>().expect("the receiver is a context variable")
}

fn new_variable(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let pos = args.pos();
    if pos.len() > 1 {
        return Err(
            vm.type_error(format!("ContextVar() takes at most 1 positional argument ({} given)", pos.len()))
        );
    }
    let Some(name) = pos.first() else {
        return Err(vm.type_error("ContextVar() takes exactly 1 positional argument (0 given)"));
    };
    if let Some((other, _)) = args.keywords().find(|(k, _)| str_::bytes_of(k) != b"default") {
        return Err(vm.type_error(format!(
            "ContextVar() got an unexpected keyword argument '{}'",
            str_::display(other)
        )));
    }
    if !str_::is_str(name) {
        return Err(vm.type_error("context variable name must be a str"));
    }
    let default = args.keyword("default").cloned();
    new_instance(vm, cls, ContextVar { name: name.clone(), default, serial: next_serial() })
}

fn get(vm: &Vm, a: Args) -> PyResult<Obj> {
    let v = variable(&a[0]);
    let default = CallArgs::positional(a.rest(1)).exactly(vm, "get", 0, 1)?.first();
    let here = vm.context.borrow().as_ref().and_then(|c| context(c).lookup(v));
    match here.or_else(|| default.cloned()).or_else(|| v.default.clone()) {
        Some(found) => Ok(found),
        None => Err(vm.error_args(&crate::types::exception::LOOKUP_ERROR, vec![a[0].clone()])),
    }
}

fn set(vm: &Vm, a: Args) -> PyResult<Obj> {
    let here = current(vm);
    let (c, v) = (context(&here), variable(&a[0]));
    let tree = c.tree();
    let old = tree.as_ref().and_then(|t| find(t, v.serial));
    let leaf = Ref::new(Node::Leaf { serial: v.serial, var: a[0].clone(), value: a[1].clone() });
    c.set_tree(Some(match &tree {
        Some(t) => insert(t, v.serial, leaf),
        None => leaf,
    }));
    let body = Token { context: here, var: a[0].clone(), old, used: Cell::new(false) };
    Ok(Ref::new(body).into_obj())
}

fn reset(vm: &Vm, a: Args) -> PyResult<Obj> {
    let shown = || api::repr_string(vm, &a[1]);
    let Some(t) = a[1].downcast::<Token>() else {
        return Err(vm.type_error(format!("expected an instance of Token, got {}", shown()?)));
    };
    if t.used.get() {
        return Err(vm.runtime_error(format!("{} has already been used once", shown()?)));
    }
    if !t.var.is(&a[0]) {
        return Err(vm.value_error(format!("{} was created by a different ContextVar", shown()?)));
    }
    let here = current(vm);
    if !t.context.is(&here) {
        return Err(vm.value_error(format!("{} was created in a different Context", shown()?)));
    }
    t.used.set(true);
    let (c, v) = (context(&here), variable(&a[0]));
    let Some(tree) = c.tree() else { return Ok(Obj::NONE) };
    c.set_tree(match &t.old {
        Some(old) => {
            let leaf = Node::Leaf { serial: v.serial, var: a[0].clone(), value: old.clone() };
            Some(insert(&tree, v.serial, Ref::new(leaf)))
        }
        None => remove(&tree, v.serial),
    });
    Ok(Obj::NONE)
}

fn repr_variable(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let v = variable(o);
    let name = api::repr_string(vm, &v.name)?;
    let default = match &v.default {
        Some(d) => format!(" default={}", api::repr_string(vm, d)?),
        None => String::new(),
    };
    Ok(str_::from_string(format!("<ContextVar name={name}{default} at {:#x}>", api::id(o))))
}

static CONTEXT_VAR_SPEC: TypeSpec = TypeSpec {
    name: "ContextVar",
    module: "_contextvars",
    doc: "A variable that has a value in each context.",
    slots: Slots { new: Some(new_variable), repr: Some(repr_variable), ..Slots::NONE },
    methods: &[
        method(
            "get",
            "($self, /, *args)",
            "The value here; else the default given, else the variable's.",
            get,
        ),
        method("set", "($self, value, /)", "Another value here; a token that can take it back.", set),
        method("reset", "($self, token, /)", "As it was before the set() that gave the token.", reset),
        generic_alias::CLASS_GETITEM,
    ],
    getters: &[crate::object::spec::member("name", "", |_, o| Ok(variable(o).name.clone()))],
    ..TypeSpec::FINAL
};
/// `contextvars.ContextVar`
pub static CONTEXT_VAR: StaticType = StaticType::new(&CONTEXT_VAR_SPEC, LayoutOps::of::<ContextVar>(false));

// --- tokens

/// The native state of a token: what a variable was before a `set`.
pub struct Token {
    context: Obj,
    var: Obj,
    old: Option<Obj>,
    used: Cell<bool>,
}
payload!(Token, TOKEN, [context, var, old]);

fn token(o: &Obj) -> &Token {
    o.downcast::<Token>().expect("the receiver is a token")
}

/// The type of `Token.MISSING`.
pub struct Missing;
payload!(Missing, MISSING, []);

struct Shared(Obj);
#[allow(unsafe_code)]
// SAFETY: an immortal object, used with the GIL held.
unsafe impl Send for Shared {}
#[allow(unsafe_code)]
// SAFETY: as above.
unsafe impl Sync for Shared {}

/// `Token.MISSING`
fn missing() -> Obj {
    static ONE: OnceLock<Shared> = OnceLock::new();
    let make = || {
        let o = Ref::new(Missing).into_obj();
        o.make_immortal();
        Shared(o)
    };
    ONE.get_or_init(make).0.clone()
}

static MISSING_SPEC: TypeSpec = TypeSpec {
    name: "Token.MISSING",
    slots: Slots { repr: Some(|_, _| Ok(str_::from_str("<Token.MISSING>"))), ..Slots::NONE },
    flags: type_flag::NO_NEW,
    ..TypeSpec::FINAL
};
static MISSING: StaticType = StaticType::new(&MISSING_SPEC, LayoutOps::of::<Missing>(false));

static TOKEN_SPEC: TypeSpec = TypeSpec {
    name: "Token",
    module: "_contextvars",
    doc: "What a variable was before a set().",
    slots: Slots {
        new: Some(|vm, _, _| Err(vm.runtime_error("Tokens can only be created by ContextVars"))),
        repr: Some(|vm, o| {
            let t = token(o);
            let used = if t.used.get() { " used" } else { "" };
            let var = api::repr_string(vm, &t.var)?;
            Ok(str_::from_string(format!("<Token{used} var={var} at {:#x}>", api::id(o))))
        }),
        hash: Some(|vm, _| Err(vm.type_error("unhashable type: '_contextvars.Token'"))),
        ..Slots::NONE
    },
    methods: &[generic_alias::CLASS_GETITEM],
    getters: &[
        getter("var", "", |_, o| Ok(token(o).var.clone())),
        getter("old_value", "", |_, o| Ok(token(o).old.clone().unwrap_or_else(missing))),
    ],
    extra: Some(|_, t| t.dict().insert_str(crate::object::intern::intern("MISSING"), missing())),
    ..TypeSpec::FINAL
};
/// `contextvars.Token`
pub static TOKEN: StaticType = StaticType::new(&TOKEN_SPEC, LayoutOps::of::<Token>(false));

/// `_contextvars`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_contextvars",
    doc: "Context variables.",
    functions: &[function("copy_context", "()", "A copy of the current context.", |vm, _| {
        Ok(copy_current(vm))
    })],
    types: &[&CONTEXT, &CONTEXT_VAR, &TOKEN],
    hidden_types: &[&NODE, &MISSING, &WALKS[0], &WALKS[1], &WALKS[2]],
    ..ModuleSpec::EMPTY
};
