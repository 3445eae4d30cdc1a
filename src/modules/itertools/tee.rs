//! `itertools.tee`: the items that some of the iterators have not had yet wait in a chain of blocks; each iterator holds
//! the block it is in, so that a block goes when the last of them has left it.

use super::state::{deprecated, parts, reduces, sets};
use super::{iterator_type, positional};
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::LayoutOps;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, method};
use crate::object::type_object::StaticType;
use crate::types::list::{self, List};
use crate::types::sequence::size_arg;
use crate::types::{int, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// Items of a block.
const BLOCK: usize = 57;

/// A block of items.
pub struct TeeData {
    it: Obj,
    items: RefCell<Vec<Obj>>,
    next: Field,
    running: Cell<bool>,
}
payload!(TeeData, TEE_DATA, [it, items, next]);

/// One of the iterators.
pub struct Tee {
    block: Field,
    index: Cell<usize>,
}
payload!(Tee, TEE, [block]);

fn new_block(it: Obj) -> Obj {
    let items = RefCell::new(Vec::with_capacity(BLOCK));
    Ref::new(TeeData { it, items, next: Field::default(), running: Cell::new(false) }).into_obj()
}

impl TeeData {
    fn item(&self, vm: &Vm, i: usize) -> PyResult<Option<Obj>> {
        if let Some(x) = self.items.borrow().get(i) {
            return Ok(Some(x.clone()));
        }
        if self.running.replace(true) {
            return Err(vm.runtime_error("cannot re-enter the tee iterator"));
        }
        let x = api::next(vm, &self.it);
        self.running.set(false);
        if let Ok(Some(x)) = &x {
            self.items.borrow_mut().push(x.clone());
        }
        x
    }
}

fn next_tee(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let t = Tee::of(o);
    let Some(mut block) = t.block.get() else { return Ok(None) };
    if t.index.get() >= BLOCK {
        let data = TeeData::of(&block);
        let next = data.next.get().unwrap_or_else(|| {
            let next = new_block(data.it.clone());
            data.next.set(Some(next.clone()));
            next
        });
        t.block.set(Some(next.clone()));
        t.index.set(0);
        block = next;
    }
    let x = TeeData::of(&block).item(vm, t.index.get())?;
    if x.is_some() {
        t.index.set(t.index.get() + 1);
    }
    Ok(x)
}

/// A tee iterator over anything; another tee is copied.
fn from_iterable(vm: &Vm, cls: Option<&Obj>, iterable: &Obj) -> PyResult<Obj> {
    let it = api::iter(vm, iterable)?;
    let body = match it.downcast::<Tee>() {
        Some(t) => Tee { block: Field::new(t.block.get()), index: t.index.clone() },
        None => Tee { block: Field::new(Some(new_block(it))), index: Cell::new(0) },
    };
    match cls {
        Some(cls) => new_instance(vm, cls, body),
        None => Ok(Ref::new(body).into_obj()),
    }
}

fn copy(_: &Vm, a: Args) -> PyResult<Obj> {
    let t = Tee::of(&a[0]);
    Ok(Ref::new(Tee { block: Field::new(t.block.get()), index: t.index.clone() }).into_obj())
}

/// `itertools.tee(iterable, n=2)`
pub fn tee(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = a.opt(1).map_or(Ok(2), |n| size_arg(vm, n))?;
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    let mut all = Vec::new();
    all.try_reserve_exact(n as usize).map_err(|_| vm.memory_error())?;
    if n == 0 {
        return Ok(tuple::empty());
    }
    let mut it = api::iter(vm, &a[0])?;
    let key = intern("__copy__");
    let copier = match api::getattr_opt(vm, &it, &key)? {
        Some(f) => f,
        None => {
            it = from_iterable(vm, None, &it)?;
            api::getattr(vm, &it, &key)?
        }
    };
    all.push(it);
    for _ in 1..n {
        all.push(api::call(vm, &copier, &[])?);
    }
    Ok(tuple::from_vec(all))
}

fn new_tee(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    from_iterable(vm, Some(cls), &positional(vm, cls, "_tee", 1, args)?[0])
}

// --- pickling: a tee is the block it is in and its place there, a block what it holds and the block behind it

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    deprecated(vm)?;
    let t = Tee::of(&a[0]);
    let state = tuple::pair(t.block.get().unwrap_or(Obj::NONE), int::from_usize(t.index.get()));
    Ok(tuple::from_vec(vec![a[0].type_obj(), tuple::from_vec(vec![tuple::empty()]), state]))
}

fn set_state(vm: &Vm, a: Args) -> PyResult<Obj> {
    deprecated(vm)?;
    let state = parts(vm, &a[1], 2, 2)?;
    if !state[0].is_instance::<TeeData>() {
        let message = format!("argument 1 must be itertools._tee_dataobject, not {}", api::given(&state[0]));
        return Err(vm.type_error(message));
    }
    let index = usize::try_from(api::to_i64(vm, &state[1])?).ok().filter(|i| *i <= BLOCK);
    let index = index.ok_or_else(|| vm.value_error("Index out of range"))?;
    let t = Tee::of(&a[0]);
    t.block.set(Some(state[0].clone()));
    t.index.set(index);
    Ok(Obj::NONE)
}

fn reduce_data(vm: &Vm, a: Args) -> PyResult<Obj> {
    deprecated(vm)?;
    let data = TeeData::of(&a[0]);
    let items = list::from_vec(data.items.borrow().clone());
    let args = vec![data.it.clone(), items, data.next.get().unwrap_or(Obj::NONE)];
    Ok(tuple::pair(a[0].type_obj(), tuple::from_vec(args)))
}

fn new_data(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let [it, items, next] = positional(vm, cls, "teedataobject", 3, args)? else {
        return Err(vm.type_error("teedataobject expected 3 arguments"));
    };
    let Some(items) = items.downcast::<List>() else {
        let message = format!("teedataobject() argument 2 must be list, not {}", items.ty().name());
        return Err(vm.type_error(message));
    };
    let items = items.to_vec();
    let next = match next {
        none if none.is_none() => None,
        block if items.len() == BLOCK && block.is_instance::<TeeData>() => Some(block.clone()),
        _ => return Err(vm.value_error("Invalid arguments")),
    };
    if items.len() > BLOCK {
        return Err(vm.value_error("Invalid arguments"));
    }
    let (items, next) = (RefCell::new(items), Field::new(next));
    Ok(Ref::new(TeeData { it: it.clone(), items, next, running: Cell::new(false) }).into_obj())
}

const WEAK: u32 = crate::object::spec::type_flag::WEAKREF;

iterator_type!(
    Tee,
    TEE,
    "_tee",
    "(iterable, /)",
    "An iterator that can be copied.",
    super::iterator(new_tee, next_tee),
    &[
        method("__copy__", "($self, /)", "An independent iterator at the same place.", copy),
        reduces(reduce),
        sets(set_state),
    ],
    WEAK
);
iterator_type!(
    TeeData,
    TEE_DATA,
    "_tee_dataobject",
    "(iterable, values, next, /)",
    "Items that wait for some of the iterators.",
    Slots { new: Some(new_data), ..Slots::NONE },
    &[reduces(reduce_data)],
    0
);
