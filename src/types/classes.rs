//! What a class statement declares beyond its namespace: `__slots__`, and the `__dict__` and `__weakref__` attributes
//! that a new class adds. Called by `type.__new__`.

use crate::object::intern::{intern, intern_obj, name};
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{GetterDef, getter, property};
use crate::object::type_object::Type;
use crate::types::dict::Dict;
use crate::types::{descriptor, object, str_, type_};
use crate::vm::{PyResult, Vm, api};

/// What `__slots__` (or its absence) means for a new class.
pub struct SlotsPlan {
    /// Mangled names of new members, in alphabetical order as CPython lays them out.
    pub members: Vec<Obj>,
    /// Attribute storage is added.
    pub add_dict: bool,
    /// Weak references become possible.
    pub add_weakref: bool,
}

/// Reads `__slots__` of a namespace.
pub fn parse_slots(
    vm: &Vm,
    ns: &Ref<Dict>,
    bases: &[Ref<Type>],
    base: &Ref<Type>,
    class_name: &Obj,
) -> PyResult<SlotsPlan> {
    // The `__dict__` of a module or a class is its namespace.
    let namespaces = [&crate::types::module::MODULE, &type_::TYPE];
    let has_dict = bases.iter().any(|b| b.has_attrs.get() || namespaces.iter().any(|t| b.has_layout(t)));
    let has_weak = bases.iter().any(|b| b.weakrefs.get());
    // Texts end in their storage as well, but CPython keeps it elsewhere and lets them have slots; with ints it is the
    // other way round.
    let is_int = std::ptr::eq(base.solid, &raw const crate::types::int::INT);
    let variable = is_int || base.layout().extra.is_some() && !base.has_layout(&str_::STR);
    let Some(slots) = ns.get_str(name!(__slots__)) else {
        return Ok(SlotsPlan { members: vec![], add_dict: !has_dict, add_weakref: !has_weak });
    };
    let names = if str_::is_str(&slots) { vec![slots] } else { api::to_vec(vm, &slots)? };
    let mut plan = SlotsPlan { members: vec![], add_dict: false, add_weakref: false };
    let cls = str_::display(class_name).into_owned();
    for n in names {
        if !str_::is_str(&n) {
            return Err(vm.type_error(format!("__slots__ items must be strings, not '{}'", n.ty().name())));
        }
        let text = str_::display(&n).into_owned();
        match text.as_str() {
            "__dict__" => {
                if has_dict || plan.add_dict {
                    return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
                }
                plan.add_dict = true;
            }
            "__weakref__" => {
                if has_weak || plan.add_weakref {
                    return Err(vm.type_error("__weakref__ slot disallowed: we already got one"));
                }
                plan.add_weakref = true;
            }
            _ => {
                if variable {
                    return Err(vm.type_error(format!(
                        "nonempty __slots__ not supported for subtype of '{}'",
                        base.name()
                    )));
                }
                let valid = text
                    .chars()
                    .enumerate()
                    .all(|(i, c)| c == '_' || if i == 0 { c.is_alphabetic() } else { c.is_alphanumeric() });
                if !valid || text.is_empty() {
                    return Err(vm.type_error("__slots__ must be identifiers"));
                }
                let mangled = intern(&type_::mangle(&cls, &text));
                if ns.get_str(&mangled).is_some() && text != "__qualname__" && text != "__classcell__" {
                    return Err(
                        vm.value_error(format!("'{text}' in __slots__ conflicts with class variable"))
                    );
                }
                plan.members.push(intern_obj(&mangled));
            }
        }
    }
    plan.members.sort_by(|a, b| str_::bytes_of(a).cmp(str_::bytes_of(b)));
    plan.members.dedup();
    // A base that has a dict through another base than the layout's still gives it to instances.
    Ok(plan)
}

static DICT_GETTER: GetterDef =
    property("__dict__", "dictionary for instance variables", object::get_dict, object::set_dict);
static WEAKREF_GETTER: GetterDef = getter("__weakref__", "list of weak references to the object", |_, o| {
    Ok(crate::object::weak::references(o).into_iter().next().unwrap_or(Obj::NONE))
});

/// Puts `__weakref__` into the namespace of a class.
pub fn add_weakref(class: &Type) {
    let getter = descriptor::getset_descriptor(&class.obj(), &WEAKREF_GETTER);
    class.dict().insert_str(intern(WEAKREF_GETTER.name), getter);
}

/// Puts member descriptors, `__dict__` and `__weakref__` into the namespace of a new class.
pub fn add_slot_descriptors(class: &Ref<Type>, plan: &SlotsPlan, first: usize) {
    let owner = class.obj();
    for (i, n) in plan.members.iter().enumerate() {
        class.dict().insert_str(n.clone(), descriptor::slot_member(owner, n, first + i));
    }
    for (add, def) in [(plan.add_dict, &DICT_GETTER), (plan.add_weakref, &WEAKREF_GETTER)] {
        let key = intern(def.name);
        if add && class.dict().get_str(&key).is_none() {
            class.dict().insert_str(key, descriptor::getset_descriptor(owner, def));
        }
    }
}
