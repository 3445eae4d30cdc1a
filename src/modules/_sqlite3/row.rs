//! `sqlite3.Row`: a tuple whose items also have the names of the columns.

use super::cursor::{CURSOR, Cursor};
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::payload::payload;
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::tuple::Tuple;
use crate::types::{int, list, slice, str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// The native state of a row.
struct Row {
    data: Obj,
    /// The cursor's `description`: a tuple that begins with the name, for each column; or None.
    description: Obj,
}
payload!(Row, ROW, [data, description]);

fn of(o: &Obj) -> &Row {
    o.downcast().expect("the receiver is a row")
}

impl Row {
    fn names(&self) -> impl Iterator<Item = &Obj> {
        tuple::items(&self.description).iter().filter_map(|column| tuple::items(column).first())
    }

    /// The place of a column: ASCII names do not mind case.
    fn find(&self, name: &Obj) -> Option<usize> {
        let wanted = str_::bytes_of(name);
        self.names().position(|n| {
            let n = str_::bytes_of(n);
            n == wanted || n.is_ascii() && wanted.is_ascii() && n.eq_ignore_ascii_case(wanted)
        })
    }
}

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let [cursor, data] = args.exactly(vm, "Row", 2, 2)? else {
        return Err(vm.type_error("Row expected 2 arguments"));
    };
    let Some(cursor) = cursor.downcast::<Cursor>() else {
        let given = api::shown_type(cursor);
        return Err(vm.type_error(format!(
            "Row() argument 1 must be {}.{}, not {given}",
            "sqlite3",
            CURSOR.spec().name
        )));
    };
    if !data.is_instance::<Tuple>() {
        let given = api::shown_type(data);
        return Err(vm.type_error(format!("Row() argument 2 must be tuple, not {given}")));
    }
    let description = cursor.description.get_or_none();
    new_instance(vm, cls, Row { data: data.clone(), description })
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let row = of(o);
    if int::is_int(key) || key.is_instance::<slice::Slice>() {
        return api::getitem(vm, &row.data, key);
    }
    if !str_::is_str(key) {
        return Err(vm.index_error("Index must be int or string"));
    }
    match row.find(key).and_then(|i| tuple::items(&row.data).get(i)) {
        Some(item) => Ok(item.clone()),
        None => Err(vm.index_error("No item with that key")),
    }
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<Row>(), b.downcast::<Row>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let equal = api::eq(vm, &x.description, &y.description)? && api::eq(vm, &x.data, &y.data)?;
    Ok(Obj::from_bool(equal == (op == CmpOp::Eq)))
}

fn keys(_: &Vm, a: Args) -> PyResult<Obj> {
    Ok(list::from_vec(of(&a[0]).names().cloned().collect()))
}

static SPEC: TypeSpec = TypeSpec {
    name: "Row",
    module: "sqlite3",
    doc: "A row whose columns have names, which do not mind case.",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(new),
        len: Some(|vm, o| api::len(vm, &of(o).data)),
        getitem: Some(getitem),
        iter: Some(|vm, o| api::iter(vm, &of(o).data)),
        hash: Some(|vm, o| Ok(api::hash(vm, &of(o).description)? ^ api::hash(vm, &of(o).data)?)),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: &[method("keys", "($self, /)", "The names of the columns.", keys)],
    ..TypeSpec::BASE
};
/// `sqlite3.Row`
pub(super) static ROW: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Row>(false));
