//! Exception groups: the two classes, splitting, and what `except*` needs.

use super::base::{self, Fields, allocate, readonly_field};
use super::{
    BASE_EXCEPTION_GROUP, EXCEPTION, EXCEPTION_GROUP, Group, Special, is_exception, is_exception_class, raise,
};
use crate::object::args::{Args, CallArgs};
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::spec::{class_method, method, type_flag};
use crate::object::type_object::Type;
use crate::types::{generic_alias, list, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::collections::HashSet;

/// Whether an object is an exception group.
pub fn is_group(o: &Obj) -> bool {
    o.is_instance::<Group>()
}

/// The direct members of a group; `None` if the object is no group.
pub fn items(o: &Obj) -> Option<Vec<Obj>> {
    let excs = o.downcast::<Group>()?.field(1).get();
    Some(excs.map_or_else(Vec::new, |t| tuple::items(&t).to_vec()))
}

pub(super) fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let [message, excs] = args.pos() else {
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.pos().len()
        )));
    };
    if !str_::is_str(message) {
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            api::given(message)
        )));
    }
    if !api::is_sequence(excs) {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let members = api::to_vec(vm, excs)?;
    if members.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    if let Some(i) = members.iter().position(|e| !is_exception(e)) {
        return Err(vm.value_error(format!("Item {i} of second argument (exceptions) is not an exception")));
    }
    let only_exceptions = members.iter().all(|e| api::is_a(e, &EXCEPTION));
    let class = cls.downcast::<Type>().expect("__new__ gets a class");
    let mut cls = cls.clone();
    if cls.is(&BASE_EXCEPTION_GROUP.obj()) {
        if only_exceptions {
            cls = EXCEPTION_GROUP.obj();
        }
    } else if !only_exceptions && class.is_subtype(EXCEPTION.ptr()) {
        return Err(vm.type_error(if cls.is(&EXCEPTION_GROUP.obj()) {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{}'", class.name())
        }));
    }
    let o = allocate::<Group>(vm, &cls, tuple::from_slice(args.pos()))?;
    let f = o.downcast::<Group>().expect("just made");
    f.field(0).set(Some(message.clone()));
    f.field(1).set(Some(tuple::from_vec(members)));
    Ok(o)
}

fn str(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = o.downcast::<Group>().expect("the receiver is a group");
    let n = items(o).map_or(0, |m| m.len());
    let mut out = str_::StrBuilder::new();
    out.push_obj(&api::str(vm, &f.field(0).get_or_none())?);
    out.push_str(&format!(" ({n} sub-exception{})", if n == 1 { "" } else { "s" }));
    Ok(out.finish())
}

/// A group with a message, of the class that suits its members.
fn make(vm: &Vm, message: Obj, members: Vec<Obj>) -> PyResult<Obj> {
    api::call(vm, &BASE_EXCEPTION_GROUP.obj(), &[message, list::from_vec(members)])
}

/// The group that `except*` makes of an exception that is none.
fn bare_in_group(vm: &Vm, exc: &Obj) -> PyResult<Obj> {
    let members = tuple::from_slice(std::slice::from_ref(exc));
    api::call(vm, &BASE_EXCEPTION_GROUP.obj(), &[str_::from_str(""), members])
}

// --- splitting

enum Condition<'a> {
    Class(&'a Obj),
    Predicate(&'a Obj),
    Leaves(&'a HashSet<u64>),
}

impl Condition<'_> {
    fn of<'a>(vm: &Vm, o: &'a Obj) -> PyResult<Condition<'a>> {
        let is_class = o.is_instance::<Type>();
        let all_classes =
            || o.is_instance::<tuple::Tuple>() && tuple::items(o).iter().all(is_exception_class);
        if is_exception_class(o) || all_classes() {
            Ok(Condition::Class(o))
        } else if !is_class && api::is_callable(o) {
            Ok(Condition::Predicate(o))
        } else {
            Err(vm.type_error(
                "expected an exception type, a tuple of exception types, or a callable (other than a class)",
            ))
        }
    }

    fn holds(&self, vm: &Vm, e: &Obj) -> PyResult<bool> {
        match self {
            Condition::Class(c) => Ok(raise::is_one_of(e, c)),
            Condition::Predicate(f) => {
                let r = api::call(vm, f, std::slice::from_ref(e))?;
                api::is_true(vm, &r)
            }
            Condition::Leaves(ids) => Ok(!is_group(e) && ids.contains(&api::id(e))),
        }
    }
}

/// The part of `e` that meets the condition, and the rest.
fn split(vm: &Vm, e: &Obj, condition: &Condition) -> PyResult<(Option<Obj>, Option<Obj>)> {
    if condition.holds(vm, e)? {
        return Ok((Some(e.clone()), None));
    }
    let Some(members) = items(e) else { return Ok((None, Some(e.clone()))) };
    vm.check_native_stack(" in exceptiongroup_split_recursive")?;
    let (mut matching, mut rest) = (Vec::new(), Vec::new());
    for m in &members {
        let (a, b) = split(vm, m, condition)?;
        matching.extend(a);
        rest.extend(b);
    }
    Ok((subset(vm, e, matching)?, subset(vm, e, rest)?))
}

/// A group like `original` with other members: `derive`, and what belongs to the original's history.
fn subset(vm: &Vm, original: &Obj, members: Vec<Obj>) -> PyResult<Option<Obj>> {
    if members.is_empty() {
        return Ok(None);
    }
    let g = api::call_method_str(vm, original, "derive", &[list::from_vec(members)])?;
    if !is_group(&g) {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let (from, to) = (base::of(original), base::of(&g));
    if let Some(tb) = from.traceback() {
        to.set_traceback(Some(tb));
    }
    to.set_context(from.context());
    to.set_cause(from.cause());
    if let Some(notes) = api::getattr_opt(vm, original, name!(__notes__))?
        && api::is_sequence(&notes)
    {
        let copy = list::from_vec(api::to_vec(vm, &notes)?);
        api::setattr(vm, &g, name!(__notes__), &copy)?;
    }
    Ok(Some(g))
}

fn or_none(o: Option<Obj>) -> Obj {
    o.unwrap_or(Obj::NONE)
}

fn split_method(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (matching, rest) = split(vm, &a[0], &Condition::of(vm, &a[1])?)?;
    Ok(tuple::from_vec(vec![or_none(matching), or_none(rest)]))
}

/// Like `split`, but nothing is derived for the rest.
fn subgroup(vm: &Vm, e: &Obj, condition: &Condition) -> PyResult<Option<Obj>> {
    if condition.holds(vm, e)? {
        return Ok(Some(e.clone()));
    }
    let Some(members) = items(e) else { return Ok(None) };
    vm.check_native_stack(" in exceptiongroup_split_recursive")?;
    let mut matching = Vec::new();
    for m in &members {
        matching.extend(subgroup(vm, m, condition)?);
    }
    subset(vm, e, matching)
}

pub(super) const SPECIAL: Special = Special {
    own_body: true,
    str: Some(str),
    methods: &[
        class_method("__class_getitem__", "($type, object, /)", "See PEP 585", |vm, a| {
            generic_alias::new(vm, &a[0], &a[1])
        }),
        method("derive", "($self, object, /)", "", |vm, a| {
            let message = base::field::<Group>(&a[0], 0).get_or_none();
            api::call(vm, &BASE_EXCEPTION_GROUP.obj(), &[message, a[1].clone()])
        }),
        method("split", "($self, object, /)", "", split_method),
        method("subgroup", "($self, object, /)", "", |vm, a| {
            subgroup(vm, &a[0], &Condition::of(vm, &a[1])?).map(or_none)
        }),
    ],
    getters: &[
        readonly_field::<Group, 0>("message", "exception message"),
        readonly_field::<Group, 1>("exceptions", "nested exceptions"),
    ],
    ..Special::NONE
};

pub(super) const EXCEPTION_GROUP_SPECIAL: Special = Special {
    flags: type_flag::WEAKREF | type_flag::MUTABLE,
    extra: Some(|_, t| {
        t.dict().insert_str(name!(__module__).clone(), str_::from_str("builtins"));
        t.dict().remove_str(name!(__init__));
        crate::types::classes::add_weakref(t);
        // The only builtin class with two bases.
        EXCEPTION.make_ready();
        let base = BASE_EXCEPTION_GROUP.get();
        let mut order = vec![t.obj(), BASE_EXCEPTION_GROUP.obj(), EXCEPTION.obj()];
        order.extend(EXCEPTION.get().mro.borrow().iter().skip(1).map(|v| Obj::from_borrowed(*v)));
        let base = base.obj().into_ref::<Type>().expect("a type");
        t.set_bases(tuple::from_vec(vec![BASE_EXCEPTION_GROUP.obj(), EXCEPTION.obj()]), base);
        t.set_mro(order);
    }),
    ..Special::NONE
};

// --- except*

/// What an `except* class` clause takes of an exception, and what remains.
pub fn group_match(vm: &Vm, exc: &Obj, class: &Obj) -> PyResult<(Option<Obj>, Option<Obj>)> {
    raise::check_classes(vm, class)?;
    let one_or_many =
        if class.is_instance::<tuple::Tuple>() { tuple::items(class) } else { std::slice::from_ref(class) };
    for c in one_or_many {
        if c.downcast::<Type>().is_some_and(|t| t.is_subtype(BASE_EXCEPTION_GROUP.ptr())) {
            return Err(
                vm.type_error("catching ExceptionGroup with except* is not allowed. Use except instead.")
            );
        }
    }
    if exc.is_none() {
        return Ok((None, None));
    }
    if raise::is_one_of(exc, class) {
        let whole = if is_group(exc) { exc.clone() } else { bare_in_group(vm, exc)? };
        return Ok((Some(whole), None));
    }
    if !is_group(exc) {
        return Ok((None, Some(exc.clone())));
    }
    let pair = api::call_method(vm, exc, &intern("split"), std::slice::from_ref(class))?;
    if !pair.is_instance::<tuple::Tuple>() {
        return Err(vm.type_error(format!(
            "{}.split must return a tuple, not {}",
            exc.ty().name(),
            pair.ty().name()
        )));
    }
    let parts = tuple::items(&pair);
    if parts.len() < 2 {
        return Err(vm.type_error(format!(
            "{}.split must return a 2-tuple, got tuple of size {}",
            exc.ty().name(),
            parts.len()
        )));
    }
    let part = |i: usize| Some(parts[i].clone()).filter(|o| !o.is_none());
    Ok((part(0), part(1)))
}

/// Whether two groups stem from one: they share traceback, cause, context and notes.
fn same_origin(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<bool> {
    if !is_group(a) || !is_group(b) {
        return Ok(false);
    }
    let (x, y) = (base::of(a), base::of(b));
    if x.traceback() != y.traceback() || x.cause() != y.cause() || x.context() != y.context() {
        return Ok(false);
    }
    let notes = |o| -> PyResult<Option<Vec<Obj>>> {
        match api::getattr_opt(vm, o, name!(__notes__))? {
            Some(n) => api::to_vec(vm, &n).map(Some),
            None => Ok(None),
        }
    };
    Ok(notes(a)? == notes(b)?)
}

/// The leaves of an exception, by identity.
fn leaves(vm: &Vm, e: &Obj, into: &mut HashSet<u64>) -> PyResult<()> {
    match items(e) {
        Some(members) => {
            vm.check_native_stack(" in collect_exception_group_leaf_ids")?;
            members.iter().try_for_each(|m| leaves(vm, m, into))
        }
        None => {
            into.insert(api::id(e));
            Ok(())
        }
    }
}

/// What a `try` with `except*` clauses raises in the end: `raised` lists what the clauses raised and what no clause
/// took; parts of the original keep its structure. None: nothing is left to raise.
pub fn prep_reraise_star(vm: &Vm, original: &Obj, raised: &[Obj]) -> PyResult<Obj> {
    if !is_group(original) {
        // It was wrapped for the clause: only one clause can have run.
        return Ok(raised.iter().find(|e| !e.is_none()).cloned().unwrap_or(Obj::NONE));
    }
    let (mut new, mut kept) = (Vec::new(), HashSet::new());
    for e in raised.iter().filter(|e| !e.is_none()) {
        if same_origin(vm, e, original)? {
            leaves(vm, e, &mut kept)?;
        } else {
            new.push(e.clone());
        }
    }
    let projection = if kept.is_empty() { None } else { subgroup(vm, original, &Condition::Leaves(&kept))? };
    if new.is_empty() {
        return Ok(or_none(projection));
    }
    new.extend(projection);
    if new.len() == 1 {
        return Ok(new.remove(0));
    }
    make(vm, str_::from_str(""), new)
}
