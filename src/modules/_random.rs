//! `_random`: the generator below `random.Random`. The Mersenne Twister itself is in the text room.

use crate::host;
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, ModuleSpec, TypeSpec, method};
use crate::object::type_object::StaticType;
use crate::text::mt19937::Mt19937;
use crate::types::tuple::Tuple;
use crate::types::{float, int, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::RefCell;

/// The native state of a generator.
struct Random(RefCell<Box<Mt19937>>);

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Random {
    fn static_type() -> &'static StaticType {
        &RANDOM
    }
}

fn of(o: &Obj) -> &RefCell<Box<Mt19937>> {
    &o.downcast::<Random>().expect("the receiver is a generator").0
}

fn new(vm: &Vm, cls: &Obj, _: CallArgs) -> PyResult<Obj> {
    new_instance(vm, cls, Random(RefCell::new(Box::new(Mt19937::from_word(0)))))
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    if !float::has_own_init(&o.type_obj()) {
        args.no_keywords(vm, "Random")?;
    }
    match args.pos() {
        [] => seed_with(vm, o, None),
        [x] => seed_with(vm, o, Some(x)),
        _ => Err(vm.type_error("Random() requires 0 or 1 argument")),
    }
}

/// Seeds with the absolute value of an int, the hash of anything else, or noise.
fn seed_with(vm: &Vm, o: &Obj, seed: Option<&Obj>) -> PyResult<()> {
    let state = match seed.filter(|s| !s.is_none()) {
        None => {
            let mut noise = [0u8; 624 * 4];
            if host::random::fill(&mut noise).is_err() {
                // Without a source of noise, the clock has to do.
                let now =
                    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
                noise[..16].copy_from_slice(&now.as_nanos().to_le_bytes());
            }
            let words: Vec<u32> =
                noise.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect();
            Mt19937::from_words(&words)
        }
        Some(s) => match int::as_int(s) {
            Some(n) => Mt19937::from_int(&n.to_big()),
            None => Mt19937::from_int(&int::IBig::from(api::hash(vm, s)? as u64)),
        },
    };
    **of(o).borrow_mut() = state;
    Ok(())
}

fn get_state(_: &Vm, a: Args) -> PyResult<Obj> {
    let generator = of(&a[0]).borrow();
    let (words, index) = generator.state();
    let mut items: Vec<Obj> = words.iter().map(|w| int::from_u64(u64::from(*w))).collect();
    items.push(int::from_usize(index));
    Ok(tuple::from_vec(items))
}

fn set_state(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(t) = a[1].downcast::<Tuple>() else { return Err(vm.type_error("state vector must be a tuple")) };
    let [items @ .., index] = t.as_slice() else {
        return Err(vm.value_error("state vector is the wrong size"));
    };
    let mut words = [0u32; 624];
    if items.len() != words.len() {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    for (word, o) in words.iter_mut().zip(items) {
        let Some(n) = int::as_int(o) else { return Err(vm.type_error("an integer is required")) };
        if n.is_negative() {
            return Err(vm.overflow_error("can't convert negative value to unsigned int"));
        }
        // What does not fit is cut off.
        *word = match n.to_i64() {
            Some(n) => n as u32,
            None => u64::try_from(n.to_big().as_ref())
                .map_err(|_| vm.overflow_error("Python int too large to convert to C unsigned long"))?
                as u32,
        };
    }
    let index = api::to_i64(vm, index)?;
    match usize::try_from(index).ok().and_then(|i| Mt19937::from_state(words, i)) {
        Some(state) => {
            **of(&a[0]).borrow_mut() = state;
            Ok(Obj::NONE)
        }
        None => Err(vm.value_error("invalid state")),
    }
}

fn get_bits(vm: &Vm, a: Args) -> PyResult<Obj> {
    let k = api::index(vm, &a[1])?;
    match int::to_i64_clamped(&k) {
        Some(k @ 0..=64) => Ok(int::from_u64(of(&a[0]).borrow_mut().bits64(k as u32))),
        Some(k) if k < 0 => Err(vm.value_error("number of bits must be non-negative")),
        Some(k) if k <= i64::from(i32::MAX) => {
            int::arith::room(vm, Some(k as usize))?;
            Ok(int::from_big(of(&a[0]).borrow_mut().bits(k as usize).into()))
        }
        _ => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

static METHODS: [MethodDef; 5] = [
    method("random", "($self, /)", "The next float from 0 up to 1.", |_, a| {
        Ok(float::from_f64(of(&a[0]).borrow_mut().random()))
    }),
    method(
        "seed",
        "($self, n=None, /)",
        "Starts again from a seed: an int, the hash of another object, or noise.",
        |vm, a| seed_with(vm, &a[0], a.opt(1)).map(|()| Obj::NONE),
    ),
    method("getstate", "($self, /)", "The state as a tuple of ints.", get_state),
    method("setstate", "($self, state, /)", "Goes back to a state that getstate gave.", set_state),
    method("getrandbits", "($self, k, /)", "An int of k random bits.", get_bits),
];

static SPEC: TypeSpec = TypeSpec {
    name: "Random",
    module: "_random",
    doc: "A generator of random numbers with a state of its own.",
    slots: Slots { new: Some(new), init: Some(init), ..Slots::NONE },
    methods: &METHODS,
    ..TypeSpec::BASE
};

/// `_random.Random`
static RANDOM: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Random>(false));

/// `_random`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_random",
    doc: "The Mersenne Twister, a generator of pseudo-random numbers.",
    types: &[&RANDOM],
    ..ModuleSpec::EMPTY
};
