//! The interpreter loop. One function; an arm fetches operands, does the common case on tagged words, and calls into
//! `ops/` for the rest. Python calls, generator resumes and awaits stay in this function: they switch frames.
//!
//! Invariants: nothing with a destructor is live across an arm; on error operands stay on the stack and unwinding drops
//! them; `(*frame).pc` is saved before anything that can run Python code or raise; a value is stored before the one it
//! replaces is dropped. The verifier's stack depths are what makes the unchecked accesses sound.
#![allow(unsafe_code)]

use crate::bytecode::op::Op;
use crate::object::args::{CallArgs, Direct, slice_of};
use crate::object::attr;
use crate::object::heap::{Payload, decref, incref, pointer_in};
use crate::object::obj::{Obj, type_ptr};
use crate::object::slots::{BinOp, CmpOp, UnOp};
use crate::object::value::Value;
use crate::types::code::{Cache, Code};
use crate::types::descriptor::{self, Descriptor};
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::generator::{self, Generator};
use crate::types::iterators::{self, Pair};
use crate::types::list::List;
use crate::types::list::ListIter;
use crate::types::method::{self, Method};
use crate::types::native::{self, NativeFunction};
use crate::types::range::RangeIter;
use crate::types::str_::Str;
use crate::types::tuple::TupleIter;
use crate::types::tuple::{self, Tuple};
use crate::types::{cell, function, list, str_};
use crate::vm::frame::{self, Frame, Kind};
use crate::vm::ops::attr::Receiver;
use crate::vm::ops::attr_cache::kind;
use crate::vm::ops::call::Called;
use crate::vm::{PyResult, Raised, Vm, api, call, ops, trace};
use std::convert::Infallible;
use std::sync::atomic::Ordering;

type Slot = Option<Value>;

#[inline(always)]
fn o(v: &Value) -> &Obj {
    Obj::from_ref(v)
}

/// The state of an object whose type was looked at. By value: a variable that has an address lives in memory.
#[inline(always)]
unsafe fn body<'a, T: Payload>(v: Value) -> &'a T {
    // SAFETY: by the caller; the object lives as long as the operand that holds it.
    unsafe { &*std::ptr::from_ref(Obj::from_ref(&v).downcast_unchecked::<T>()) }
}

/// Runs a frame until it returns (or, for a generator's frame, yields). `throw`: the pending exception is raised at the
/// frame's position instead of executing the next instruction. The frame is linked here.
pub fn run(vm: &Vm, entry: *mut Frame, throw: bool) -> PyResult<Obj> {
    // SAFETY: the frame is live and its code verified: stack depths, indices and jumps are in range.
    unsafe {
        (*entry).prev = vm.frame.get();
        vm.frame.set(entry);
        if let Err(r) = vm.check_native_stack("")
            && !throw
        {
            return unwind_entry(vm, entry, r);
        }
        let mut throw = throw;
        let mut traced = vm.tracing.is_on();
        if throw && traced {
            trace::thrown(vm, entry);
        }
        loop {
            let left = match traced {
                false => run_loop::<false>(vm, entry, throw),
                true => run_loop::<true>(vm, entry, throw),
            };
            match left {
                Ok(result) => return Ok(result),
                Err(Left::Raised(r)) => return Err(r),
                Err(Left::Switch) => {
                    throw = false;
                    traced = !traced;
                }
            }
        }
    }
}

/// Why the loop was left without a result.
enum Left {
    /// An exception leaves the entry frame.
    Raised(Raised),
    /// Tracing went on or off: the innermost frame goes on in the other copy of the loop.
    Switch,
}

#[cold]
unsafe fn unwind_entry(vm: &Vm, entry: *mut Frame, r: Raised) -> PyResult<Obj> {
    // SAFETY: the frame is the innermost one and has not run.
    unsafe { leave_frame(vm, entry, (*entry).pc, (*entry).sp) };
    Err(r)
}

/// Unlinks and destroys a finished frame whose operand stack ends at `sp`.
#[inline(always)]
unsafe fn leave_frame(vm: &Vm, f: *mut Frame, pc: *const u32, sp: *mut Value) {
    // SAFETY: `f` is the innermost frame.
    unsafe {
        vm.frame.set((*f).prev);
        vm.recursion_left.set(vm.recursion_left.get() + 1);
        if Frame::has_extras(f) {
            (*f).pc = pc;
            (*f).sp = sp;
            return leave_special(vm, f);
        }
        frame::drop_values(f, sp);
        vm.stack.pop(f);
    }
}

/// `leave_frame` of a generator's frame, of one that Python code has a `frame` object for, or a namespace.
#[cold]
#[inline(never)]
unsafe fn leave_special(vm: &Vm, f: *mut Frame) {
    // SAFETY: by the caller.
    unsafe {
        if Frame::generator(f).is_null() {
            frame::clear(f);
            vm.stack.pop(f);
        } else {
            generator::finish(vm, f);
        }
    }
}

#[expect(clippy::cognitive_complexity, reason = "the one loop: its arms are short")]
#[allow(clippy::pointers_in_nomem_asm_block, reason = "the text of the block is empty and reads nothing")]
unsafe fn run_loop<const TRACED: bool>(vm: &Vm, entry: *mut Frame, throw: bool) -> Result<Obj, Left> {
    let mut pc: *const u32;
    let mut sp: *mut Value;

    // The running frame. Not a variable: it would live in memory all the same, and be copied from arm to arm.
    macro_rules! frame {
        () => {
            vm.frame.get()
        };
    }
    macro_rules! load_frame {
        () => {
            pc = (*frame!()).pc;
            sp = (*frame!()).sp;
        };
    }
    macro_rules! push {
        ($v:expr) => {{
            let v: Value = $v;
            *sp = v;
            sp = sp.add(1);
        }};
    }
    macro_rules! peek {
        ($n:expr) => {
            *sp.sub($n)
        };
    }
    macro_rules! save {
        () => {
            (*frame!()).pc = pc
        };
    }

    // SAFETY: the verifier's guarantees, see the module's comment.
    unsafe {
        load_frame!();
        let mut pending = throw;
        // Whether the faulting instruction gets a traceback entry (RERAISE does not).
        vm.traced.set(!throw || !Frame::generator(entry).is_null());
        'outer: loop {
            if pending {
                // --- unwinding
                save!();
                (*frame!()).sp = sp;
                match unwind(vm, frame!(), entry, vm.traced.replace(true)) {
                    Unwound::Handled => {
                        load_frame!();
                    }
                    Unwound::Left(r) => return Err(Left::Raised(r)),
                }
            }
            // In the loop `pc` is the instruction that runs; a frame keeps the one that ran last.
            pc = pc.wrapping_add(1);
            let _: () = 'exec: loop {
                if TRACED {
                    (*frame!()).sp = sp;
                    if !vm.tracing.is_on() {
                        (*frame!()).pc = pc.wrapping_sub(1);
                        return Err(Left::Switch);
                    }
                    save!();
                    let told = trace::before(vm, frame!());
                    load_frame!();
                    if told.is_err() {
                        break 'exec;
                    }
                }
                let word = *pc;
                // Not a variable: it would be one more live register in every arm.
                macro_rules! arg {
                    () => {
                        (word >> 8) as usize
                    };
                }
                // The int in the upper half of the instruction, which is that of its value word.
                macro_rules! word_int {
                    () => {
                        Value::from_bits((word as i32 >> 16) as i64 as u64)
                    };
                }
                // On to the next instruction. The empty assembler text does two things (docs/ARCHITECTURE.md, "Dispatch"):
                // the block stays apart from those of other arms, so that each gets a jump of its own; and the three
                // variables are opaque, or the optimiser would carry around the loop what it computes from them.
                macro_rules! next {
                    () => {{
                        pc = pc.wrapping_add(1);
                        #[cfg(not(miri))]
                        std::arch::asm!(
                            concat!("/* ", line!(), " {0} {1} */"),
                            inout(reg) pc,
                            inout(reg) sp,
                            options(nomem, nostack, preserves_flags)
                        );
                        continue;
                    }};
                }
                // What follows is not what arms are laid out and registers are given for.
                macro_rules! cold {
                    () => {
                        std::hint::cold_path()
                    };
                }
                macro_rules! fail {
                    () => {{
                        cold!();
                        break 'exec ();
                    }};
                }
                // Looks at the evaluation breaker; tracing may have begun.
                macro_rules! check {
                    () => {
                        if vm.breaker.load(Ordering::Relaxed) != 0 {
                            cold!();
                            save!();
                            if ops::breaker(vm).is_err() {
                                fail!();
                            }
                            if !TRACED && vm.tracing.is_on() {
                                (*frame!()).sp = sp;
                                return Err(Left::Switch);
                            }
                        }
                    };
                }
                macro_rules! try_ {
                    ($e:expr) => {
                        match $e {
                            Ok(v) => v,
                            Err(Raised { .. }) => fail!(),
                        }
                    };
                }
                // Replaces the two top values by one that an operation on them gave.
                macro_rules! binary {
                    ($result:expr) => {{
                        let r: Value = $result;
                        let (a, b) = (peek!(2), peek!(1));
                        sp = sp.sub(1);
                        peek!(1) = r;
                        decref(a);
                        decref(b);
                    }};
                }
                macro_rules! unary {
                    ($result:expr) => {{
                        let r: Value = $result;
                        let a = peek!(1);
                        peek!(1) = r;
                        decref(a);
                    }};
                }
                macro_rules! arith {
                    ($op:ident, $fast:path, |$x:ident, $y:ident| $float:expr, $arg:expr) => {{
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b)
                            && let Some(r) = $fast(a, b)
                        {
                            sp = sp.sub(1);
                            peek!(1) = r;
                            next!();
                        }
                        if a.is_float() && b.is_float() {
                            let ($x, $y) = (a.float(), b.float());
                            if let Some(r) = Value::from_float($float) {
                                sp = sp.sub(1);
                                peek!(1) = r;
                                next!();
                            }
                        }
                        cold!();
                        save!();
                        let r =
                            try_!(ops::arith::binary(vm, BinOp::$op, o(&{ a }), o(&{ b }), $arg & 1 != 0));
                        binary!(r.into_value());
                    }};
                }
                macro_rules! arith_slow {
                    ($op:ident, $arg:expr) => {{
                        save!();
                        let r = try_!(ops::arith::binary(
                            vm,
                            BinOp::$op,
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) }),
                            $arg & 1 != 0
                        ));
                        binary!(r.into_value());
                    }};
                }
                macro_rules! compare {
                    ($op:ident, $sym:tt) => {{
                        let (a, b) = (peek!(2), peek!(1));
                        let r;
                        if Value::both_ints(a, b) {
                            r = (a.bits() as i64) $sym (b.bits() as i64);
                            sp = sp.sub(2);
                        } else if a.is_float() && b.is_float() {
                            r = a.float() $sym b.float();
                            sp = sp.sub(2);
                        } else {
                            cold!();
                            save!();
                            let v = try_!(ops::compare::compare(vm, o(&{ a }), o(&{ b }), CmpOp::$op));
                            binary!(v.into_value());
                            next!();
                        }
                        // A conditional jump usually follows.
                        let next = *pc.add(1);
                        if next & 0xff == Op::PopJumpIfFalse as u32 {
                            pc = pc.add(1);
                            if !r {
                                pc = pc.offset((next as i32 >> 8) as isize);
                            }
                        } else if next & 0xff == Op::PopJumpIfTrue as u32 {
                            pc = pc.add(1);
                            if r {
                                pc = pc.offset((next as i32 >> 8) as isize);
                            }
                        } else {
                            push!(Value::from_bool(r));
                        }
                    }};
                }
                macro_rules! jump {
                    ($word:expr) => {
                        pc = pc.offset(($word as i32 >> 8) as isize)
                    };
                }
                // Switches to a new Python frame whose caller's operands are popped already.
                macro_rules! enter {
                    ($f:expr) => {{
                        let f: *mut Frame = $f;
                        let caller = frame!();
                        (*caller).pc = pc;
                        (*caller).sp = sp;
                        (*f).prev = caller;
                        vm.frame.set(f);
                        pc = (*f).pc;
                        sp = (*f).sp;
                        check!();
                    }};
                }

                // LOAD_ATTR on `v`: `$put!` places the result, `$own` makes the receiver owned by the callee's frame.
                macro_rules! load_attr {
                    ($c:expr, $v:expr, $put:ident, $own:expr) => {{
                        let (c, v): (&Cache, Value) = ($c, $v);
                        if v.is_ptr() {
                            let h = v.ptr();
                            let t = &(*(*h).ty.get()).body;
                            if t.current_version() == c.version.get() {
                                let aux = c.aux.get();
                                let index = aux & 0x0fff_ffff;
                                if aux >> 28 == kind::SLOT {
                                    let a = attr::fast_attrs(h, t);
                                    if a.shape.get() as u64 == c.guard.get() {
                                        let r = *a.slot(index, attr::capacity(h));
                                        incref(r);
                                        $put!(r);
                                        next!();
                                    }
                                }
                                match aux >> 28 {
                                    kind::MEMBER => {
                                        if let Some(r) = *h.cast::<u8>().add(index as usize).cast::<Slot>() {
                                            incref(r);
                                            $put!(r);
                                            next!();
                                        }
                                    }
                                    kind::VALUE if attr::shape_address(h, t) == c.guard.get() => {
                                        let r = c.value.get().unwrap_unchecked();
                                        incref(r);
                                        $put!(r);
                                        next!();
                                    }
                                    kind::CLASS_OF => {
                                        let r = o(&{ v }).type_obj().into_value();
                                        $put!(r);
                                        next!();
                                    }
                                    kind::GETTER => {
                                        // A property whose getter is a plain Python function of one parameter.
                                        let f = c.value.get().unwrap_unchecked();
                                        let func = body::<Function>(f);
                                        if func.plain_args.get() == 1 && vm.recursion_left.get() > 0 {
                                            let code: &Code = &*func.code.as_ptr();
                                            save!();
                                            let nf = try_!(call::push(vm, o(&{ f }), code, Kind::Call, 1));
                                            $own(&mut sp, v);
                                            *Frame::slots(nf) = Some(v);
                                            enter!(nf);
                                            next!();
                                        }
                                    }
                                    _ => {}
                                }
                            }
                        }
                        cold!();
                        save!();
                        let r = try_!(ops::attr::load_attr(vm, o(&{ v }), c));
                        $put!(r.into_value());
                                        }};
                }
                // STORE_ATTR of `v` (on the stack) on `obj`, which is above it on the stack or a local.
                macro_rules! store_attr {
                    ($c:expr, $v:expr, $obj:expr, $on_stack:literal) => {{
                        let (c, v, obj): (&Cache, Value, Value) = ($c, $v, $obj);

                        if obj.is_ptr() {
                            let h = obj.ptr();
                            let t = &(*(*h).ty.get()).body;
                            if t.current_version() == c.version.get() {
                                let aux = c.aux.get();
                                let index = aux & 0x0fff_ffff;
                                let slot: *mut Value = match aux >> 28 {
                                    kind::SLOT
                                        if attr::fast_attrs(h, t).shape.get() as u64 == c.guard.get() =>
                                    {
                                        attr::fast_attrs(h, t).slot(index, attr::capacity(h))
                                    }
                                    kind::MEMBER => {
                                        let p = h.cast::<u8>().add(index as usize).cast::<Slot>();
                                        if (*p).is_some() { p.cast() } else { std::ptr::null_mut() }
                                    }
                                    kind::ADD if index < attr::capacity(h) => {
                                        let a = attr::fast_attrs(h, t);
                                        if a.shape.get() as u64 == c.guard.get() {
                                            a.slot(index, attr::capacity(h)).write(v);
                                            a.shape.set(c.value.get().unwrap_unchecked().bits() as *const _);
                                            sp = sp.sub(1 + $on_stack as usize);
                                            if $on_stack {
                                                decref(obj);
                                            }
                                            next!();
                                        }
                                        std::ptr::null_mut()
                                    }
                                    _ => std::ptr::null_mut(),
                                };
                                if !slot.is_null() {
                                    let old = *slot;
                                    *slot = v;
                                    sp = sp.sub(1 + $on_stack as usize);
                                    save!();
                                    decref(old);
                                    if $on_stack {
                                        decref(obj);
                                    }
                                    next!();
                                }
                            }
                        }
                        cold!();
                        save!();
                        try_!(ops::attr::store_attr(vm, o(&{ obj }), o(&{ v }), c));
                        sp = sp.sub(1 + $on_stack as usize);
                        decref(v);
                        if $on_stack {
                            decref(obj);
                        }
                    }};
                }
                // Drops what was in a slot.
                macro_rules! drop_slot {
                    ($slot:expr) => {
                        if let Some(v) = pointer_in($slot) {
                            save!();
                            decref(v);
                        }
                    };
                }
                // A local's value, borrowed.
                macro_rules! local {
                    ($i:expr) => {
                        match *Frame::slots(frame!()).add($i) {
                            Some(v) => v,
                            None => {
                                save!();
                                let _ = ops::name::unbound_local(vm, frame!(), $i);
                                fail!();
                            }
                        }
                    };
                }
                // Stores an owned value into a local.
                macro_rules! store_local {
                    ($i:expr, $v:expr) => {{
                        let v: Value = $v;
                        let old = (*Frame::slots(frame!()).add($i)).replace(v);
                        drop_slot!(old);
                    }};
                }
                // The result of an operator on borrowed operands.
                macro_rules! operate {
                    (Add, $a:expr, $b:expr) => { operate!(@num Add, Value::int_add, |x, y| x + y, $a, $b) };
                    (Sub, $a:expr, $b:expr) => { operate!(@num Sub, Value::int_sub, |x, y| x - y, $a, $b) };
                    (Mul, $a:expr, $b:expr) => { operate!(@num Mul, Value::int_mul, |x, y| x * y, $a, $b) };
                    (FloorDiv, $a:expr, $b:expr) => { operate!(@int FloorDiv, b.int() > 0, |x, y| x.div_euclid(y), $a, $b) };
                    (Mod, $a:expr, $b:expr) => { operate!(@int Mod, b.int() > 0, |x, y| x.rem_euclid(y), $a, $b) };
                    (And, $a:expr, $b:expr) => { operate!(@int And, true, |x, y| x & y, $a, $b) };
                    (RShift, $a:expr, $b:expr) => { operate!(@int RShift, b.int() >= 0, |x, y| x >> y.min(63), $a, $b) };
                    (@num $op:ident, $fast:path, |$x:ident, $y:ident| $float:expr, $a:expr, $b:expr) => {{
                        let (a, b): (Value, Value) = ($a, $b);
                        'r: {
                            if Value::both_ints(a, b)
                                && let Some(r) = $fast(a, b)
                            {
                                break 'r r;
                            }
                            if a.is_float() && b.is_float() {
                                let ($x, $y) = (a.float(), b.float());
                                if let Some(r) = Value::from_float($float) {
                                    break 'r r;
                                }
                            }
                            cold!();
                            save!();
                            try_!(ops::arith::binary_held(vm, BinOp::$op, a, b, word >> 31 != 0)).into_value()
                        }
                    }};
                    (@int $op:ident, $guard:expr, |$x:ident, $y:ident| $int:expr, $a:expr, $b:expr) => {{
                        let (a, b): (Value, Value) = ($a, $b);
                        #[allow(unused_variables, reason = "some guards look at b")]
                        let ok = operate!(@guard $op, b);
                        if Value::both_ints(a, b) && ok {
                            let ($x, $y) = (a.int(), b.int());
                            Value::small($int)
                        } else {
                            cold!();
                            save!();
                            try_!(ops::arith::binary_held(vm, BinOp::$op, a, b, word >> 31 != 0)).into_value()
                        }
                    }};
                    (@guard And, $b:expr) => { true };
                    (@guard RShift, $b:expr) => { $b.int() >= 0 };
                    (@guard $op:ident, $b:expr) => { $b.int() > 0 };
                }
                // An operator on a local and a small int.
                macro_rules! operate_int {
                    ($op:ident, $fast:path, |$x:ident, $y:ident| $float:expr, $local:expr, $int:expr, $in_place:expr) => {{
                        let a = local!($local);
                        let b: Value = $int;
                        'r: {
                            if a.is_int()
                                && let Some(r) = $fast(a, b)
                            {
                                break 'r r;
                            }
                            if a.is_float() {
                                let ($x, $y) = (a.float(), b.int() as f64);
                                if let Some(r) = Value::from_float($float) {
                                    break 'r r;
                                }
                            }
                            cold!();
                            save!();
                            try_!(ops::arith::binary_held(vm, BinOp::$op, a, b, $in_place)).into_value()
                        }
                    }};
                }
                // An operator whose left operand is on the stack: the result takes its place.
                macro_rules! operate_top {
                    ($op:ident, $b:expr) => {{
                        let x = peek!(1);
                        let r = operate!($op, x, $b);
                        peek!(1) = r;
                        decref(x);
                    }};
                }
                // `dest = a + b` where a str in `dest` can grow in place.
                macro_rules! add_store {
                    ($dest:expr, $left:expr, $b:expr) => {
                        add_store!($dest, $left, $b, {})
                    };
                    ($dest:expr, $left:expr, $b:expr, $drop:block) => {{
                        let (dest, left) = ($dest, $left);
                        let a = local!(left);
                        let b: Value = $b;
                        if dest == left
                            && o(&{ a }).is_exact::<Str>()
                            && o(&{ b }).is_exact::<Str>()
                            && a != b
                        {
                            *Frame::slots(frame!()).add(dest) = None;
                            match str_::try_append_in_place(Obj::from_owned(a), o(&{ b })) {
                                Ok(r) => {
                                    *Frame::slots(frame!()).add(dest) = Some(r.into_value());
                                    $drop;
                                    next!();
                                }
                                Err(a) => *Frame::slots(frame!()).add(dest) = Some(a.into_value()),
                            }
                        }
                        let r = operate!(Add, a, b);
                        $drop;
                        store_local!(dest, r);
                    }};
                }
                // Does the conditional jump that follows. Real branches: what the jump tests is known at each place.
                macro_rules! branch {
                    ($r:expr) => {
                        pc = pc.add(1);
                        let next = *pc;
                        if $r {
                            if next & 0xff == Op::PopJumpIfTrue as u32 {
                                jump!(next);
                            }
                            next!();
                        }
                        if next & 0xff != Op::PopJumpIfTrue as u32 {
                            jump!(next);
                        }
                        next!();
                    };
                }
                // A comparison whose result decides the jump that follows. `$drop` drops stack operands.
                macro_rules! test {
                    ($op:ident, $sym:tt, $a:expr, $b:expr, $drop:expr) => {{
                        let (a, b): (Value, Value) = ($a, $b);
                        let r = if Value::both_ints(a, b) {
                            (a.bits() as i64) $sym (b.bits() as i64)
                        } else if a.is_float() && b.is_float() {
                            a.float() $sym b.float()
                        } else {
                            cold!();
                            save!();
                            try_!(ops::compare::test_held(vm, a, b, CmpOp::$op))
                        };
                        $drop(&mut sp, a, b);
                        branch!(r);
                    }};
                }
                macro_rules! tests {
                    (stack $op:ident, $sym:tt) => {
                        test!($op, $sym, peek!(2), peek!(1), |sp: &mut *mut Value, a, b| {
                            *sp = sp.sub(2);
                            decref(a);
                            decref(b);
                        })
                    };
                    (ll $op:ident, $sym:tt) => {{
                        let (a, b) = (local!(arg!() & 0xff), local!(arg!() >> 8 & 0x7fff));
                        test!($op, $sym, a, b, |_: &mut *mut Value, _, _| ())
                    }};
                    (lc $op:ident, $sym:tt) => {{
                        let a = local!(arg!() & 0xff);
                        test!(
                            $op,
                            $sym,
                            a,
                            *(*frame!()).consts.add(arg!() >> 8 & 0x7fff),
                            |_: &mut *mut Value, _, _| ()
                        )
                    }};
                    (li $op:ident, $sym:tt) => {{
                        let a = local!(arg!() & 0xff);
                        let b = word_int!();
                        let r = if a.is_int() {
                            (a.bits() as i64) $sym (b.bits() as i64)
                        } else if a.is_float() {
                            a.float() $sym b.int() as f64
                        } else {
                            cold!();
                            save!();
                            try_!(ops::compare::test_held(vm, a, b, CmpOp::$op))
                        };
                        branch!(r);
                    }};
                    (sc $op:ident, $sym:tt) => {
                        test!(
                            $op,
                            $sym,
                            peek!(1),
                            *(*frame!()).consts.add(arg!() & 0x7f_ffff),
                            |sp: &mut *mut Value, a, _| {
                                *sp = sp.sub(1);
                                decref(a);
                            }
                        )
                    };
                }
                // Subscription of borrowed operands.
                macro_rules! subscript {
                    ($a:expr, $k:expr) => {{
                        let (a, k): (Value, Value) = ($a, $k);
                        match ops::item::fast(a, k) {
                            Some(v) => v,
                            None => {
                                save!();
                                try_!(ops::item::get_held(vm, a, k)).into_value()
                            }
                        }
                    }};
                }
                // Leaves the frame with an owned value. `$dropped`: a None is likely to be dropped by the caller's next
                // instruction, which is then done here.
                macro_rules! leave {
                    ($result:expr) => {
                        leave!($result, false)
                    };
                    ($result:expr, $dropped:literal) => {{
                        let result: Value = $result;
                        let left = frame!();
                        if Frame::is_plain_call(left) {
                            let caller = (*left).prev;
                            vm.frame.set(caller);
                            vm.recursion_left.set(vm.recursion_left.get() + 1);
                            frame::drop_values(left, sp);
                            vm.stack.pop(left);
                            pc = (*caller).pc;
                            sp = (*caller).sp;
                            if $dropped && !TRACED && result.is_none() && *pc.add(1) == Op::PopTop as u32 {
                                pc = pc.add(1);
                                next!();
                            }
                            push!(result);
                            next!();
                        }
                        cold!();
                        let how = (*left).kind;
                        leave_frame(vm, left, pc, sp);
                        if matches!(how, Kind::Entry | Kind::Each) {
                            return Ok(Obj::from_owned(result));
                        }
                        load_frame!();
                        if TRACED && matches!(how, Kind::ForIter | Kind::Send) {
                            let result = Obj::from_owned(result);
                            if vm.tracing.is_on()
                                && trace::exhausted(vm, frame!(), &result, trace::ended(how)).is_err()
                            {
                                drop(result);
                                fail!();
                            }
                            std::mem::forget(result);
                        }
                        match how {
                            Kind::Call => push!(result),
                            Kind::Init => {
                                if !result.is_none() {
                                    let _ = ops::call::init_result(vm, o(&{ result }));
                                    decref(result);
                                    fail!();
                                }
                            }
                            Kind::ForIter => {
                                // Exhausted: the caller stands at the FOR_ITER.
                                decref(result);
                                sp = sp.sub(1);
                                decref(*sp);
                                let word = *pc;
                                jump!(word);
                            }
                            Kind::Send => {
                                push!(result);
                                let word = *pc;
                                jump!(word);
                            }
                            Kind::Entry | Kind::Each => {}
                        }
                    }};
                }
                // A call: operands from `base` on, the callee first; on top its arguments, with the receiver if there is one.
                macro_rules! call {
                    ($base:expr, $callee:expr, $argc:expr) => {{
                        let (base, argc): (*mut Value, usize) = ($base, $argc);
                        let callee: Value = $callee;
                        let t = type_ptr(callee);
                        if std::ptr::eq(t, function::FUNCTION.ptr())
                            && body::<Function>(callee).plain_args.get() == argc
                        {
                            call_function!(base, callee, argc);
                        }
                        if std::ptr::eq(t, descriptor::METHOD_DESCRIPTOR.ptr()) {
                            if argc > 0
                                && let Some(f) =
                                    body::<Descriptor>(callee).direct_for(type_ptr(*sp.sub(argc)))
                            {
                                call_direct!(base, callee, argc, f);
                            }
                        } else if std::ptr::eq(t, native::NATIVE.ptr()) {
                            let f = body::<NativeFunction>(callee);
                            match f.first() {
                                None => call_direct!(base, callee, argc, f.direct()),
                                // The receiver takes the place that is left for it.
                                Some(first) if argc == arg!() && f.direct().takes(argc + 1) => {
                                    *base.add(1) = first.clone().into_value();
                                    call_direct!(base, callee, argc + 1, f.direct());
                                }
                                Some(_) => {}
                            }
                        } else if std::ptr::eq(t, method::METHOD.ptr()) && argc == arg!() {
                            // A bound method: its parts take the two places.
                            let m = body::<Method>(callee);
                            let f = m.function.value();
                            incref(f);
                            *base = f;
                            *base.add(1) = m.receiver.clone().into_value();
                            decref(callee);
                            if std::ptr::eq(type_ptr(f), function::FUNCTION.ptr())
                                && body::<Function>(f).plain_args.get() == argc + 1
                            {
                                call_function!(base, f, argc + 1);
                            }
                            call_general!(base, f, argc + 1);
                        }
                        call_general!(base, callee, argc);
                    }};
                }
                // A call of a function that takes just these arguments: they move into the new frame.
                macro_rules! call_function {
                    ($base:expr, $callee:expr, $argc:expr) => {{
                        let (base, callee, argc): (*mut Value, Value, usize) = ($base, $callee, $argc);
                        vm.recursion_left.set(vm.recursion_left.get() - 1);
                        if vm.recursion_left.get() < 0 {
                            cold!();
                            vm.recursion_left.set(vm.recursion_left.get() + 1);
                            save!();
                            let _ = call::recursion_limit(vm);
                            fail!();
                        }
                        // SAFETY: the function keeps its code alive, and the frame the function.
                        let code: *const Code = &**body::<Function>(callee).code.as_ptr();
                        let f = vm.stack.push((*code).frame_size);
                        let start = frame::init(f, callee, code, Kind::Call, argc);
                        frame::move_few(sp.sub(argc), Frame::slots(f).cast(), argc);
                        let caller = frame!();
                        (*caller).pc = pc;
                        (*caller).sp = base;
                        (*f).prev = caller;
                        vm.frame.set(f);
                        (pc, sp) = start;
                        check!();
                        next!();
                    }};
                }
                // A call of native code that takes the arguments as they stand.
                macro_rules! call_direct {
                    ($base:expr, $callee:expr, $argc:expr, $direct:expr) => {{
                        let (base, argc, direct): (*mut Value, usize, &Direct) = ($base, $argc, $direct);
                        if direct.takes(argc) && vm.has_native_stack() {
                            save!();
                            let result = try_!(direct.run(vm, slice_of(sp.sub(argc), argc))).into_value();
                            for _ in 0..argc {
                                sp = sp.sub(1);
                                decref(*sp);
                            }
                            sp = base;
                            decref($callee);
                            if !TRACED && result.is_none() && *pc.add(1) == Op::PopTop as u32 {
                                pc = pc.add(1);
                            } else {
                                push!(result);
                            }
                            check!();
                            next!();
                        }
                    }};
                }
                // Any other call.
                macro_rules! call_general {
                    ($base:expr, $callee:expr, $argc:expr) => {{
                        let args = CallArgs::positional(slice_of(sp.sub($argc), $argc));
                        save!();
                        finish_call!($base, ops::call::call(vm, o(&{ $callee }), args));
                    }};
                }
                // The result of a call takes the place of its operands, or its frame runs.
                macro_rules! finish_call {
                    ($base:expr, $called:expr) => {{
                        let base: *mut Value = $base;
                        let called = try_!($called);
                        while sp > base {
                            sp = sp.sub(1);
                            if let Some(v) = *sp.cast::<Slot>() {
                                decref(v);
                            }
                        }
                        match called {
                            Called::Done(r) => {
                                push!(r.into_value());
                                check!();
                            }
                            Called::Enter(f) => enter!(f),
                            Called::Init(instance, f) => {
                                // __init__ runs in this loop.
                                push!(instance.into_value());
                                enter!(f);
                            }
                        }
                        next!();
                    }};
                }

                // The next value of the iterator on top; goes on after the jump when it is exhausted.
                macro_rules! next_value {
                    ($put:expr) => {{
                        let it = peek!(1);
                        let t = type_ptr(it);
                        if std::ptr::eq(t, crate::types::range::RANGE_ITERATOR.ptr()) {
                            if let Some(n) = body::<RangeIter>(it).step() {
                                $put(match Value::from_int(n) {
                                    Some(v) => v,
                                    None => crate::types::int::from_i64(n).into_value(),
                                });
                                next!();
                            }
                        } else if std::ptr::eq(t, list::LIST_ITERATOR.ptr()) {
                            if let Some(v) = body::<ListIter>(it).step() {
                                $put(v.into_value());
                                next!();
                            }
                        } else if std::ptr::eq(t, tuple::TUPLE_ITERATOR.ptr()) {
                            if let Some(v) = body::<TupleIter>(it).step() {
                                $put(v.into_value());
                                next!();
                            }
                        } else if std::ptr::eq(t, generator::GENERATOR.ptr())
                            && let Some(f) = body::<Generator>(it).start_resume(vm, Value::NONE)
                        {
                            (*f).kind = Kind::ForIter;
                            vm.recursion_left.set(vm.recursion_left.get() - 1);
                            enter!(f);
                            next!();
                        } else {
                            save!();
                            let next = *pc.add(1);
                            let pair = if !TRACED && next == Op::UnpackSequence as u32 | 2 << 8 {
                                try_!(iterators::next_pair(vm, o(&{ it })))
                            } else {
                                Pair::Other
                            };
                            match pair {
                                Pair::Some(a, b) => {
                                    // The UNPACK_SEQUENCE is done.
                                    pc = pc.add(1);
                                    push!(b.into_value());
                                    push!(a.into_value());
                                    next!();
                                }
                                Pair::End => {}
                                Pair::Other => {
                                    if let Some(v) = try_!(api::next(vm, o(&{ it }))) {
                                        $put(v.into_value());
                                        next!();
                                    }
                                }
                            }
                        }
                        sp = sp.sub(1);
                        save!();
                        decref(it);
                        jump!(word);
                    }};
                }
                // SAFETY: the verifier checked the opcode byte.
                let op: Op = std::mem::transmute::<u8, Op>(word as u8);
                // Every arm goes on by itself.
                let _: Infallible = match op {
                    Op::Nop => {
                        next!();
                    }
                    // --- stack
                    Op::PopTop => {
                        sp = sp.sub(1);
                        drop_slot!(*sp.cast::<Slot>());
                        next!();
                    }
                    Op::PushNull => {
                        sp.cast::<Slot>().write(None);
                        sp = sp.add(1);
                        next!();
                    }
                    Op::Copy => {
                        let v = *sp.sub(arg!()).cast::<Slot>();
                        if let Some(v) = v {
                            incref(v);
                        }
                        sp.cast::<Slot>().write(v);
                        sp = sp.add(1);
                        next!();
                    }
                    Op::Swap => {
                        std::ptr::swap(sp.sub(1).cast::<u64>(), sp.sub(arg!()).cast::<u64>());
                        next!();
                    }
                    // --- locals, cells, constants
                    Op::LoadConst => {
                        let v = *(*frame!()).consts.add(arg!());
                        incref(v);
                        push!(v);
                        next!();
                    }
                    Op::LoadFast => {
                        match *Frame::slots(frame!()).add(arg!()) {
                            Some(v) => {
                                incref(v);
                                push!(v);
                            }
                            None => {
                                save!();
                                let _ = ops::name::unbound_local(vm, frame!(), arg!());
                                fail!();
                            }
                        }
                        next!();
                    }
                    Op::LoadFastAndClear => {
                        sp.cast::<Slot>().write((*Frame::slots(frame!()).add(arg!())).take());
                        sp = sp.add(1);
                        next!();
                    }
                    Op::StoreFast => {
                        sp = sp.sub(1);
                        let v = *sp.cast::<Slot>();
                        let old = std::mem::replace(&mut *Frame::slots(frame!()).add(arg!()), v);
                        drop_slot!(old);
                        next!();
                    }
                    Op::DeleteFast => {
                        match (*Frame::slots(frame!()).add(arg!())).take() {
                            Some(v) => {
                                save!();
                                decref(v);
                            }
                            None => {
                                save!();
                                let _ = ops::name::unbound_local(vm, frame!(), arg!());
                                fail!();
                            }
                        }
                        next!();
                    }
                    Op::MakeCell => {
                        let content =
                            (*Frame::slots(frame!()).add(arg!())).take().map(|v| Obj::from_owned(v));
                        *Frame::slots(frame!()).add(arg!()) = Some(cell::new(content).into_value());
                        next!();
                    }
                    Op::CopyFreeVars => {
                        let f = o(&(*frame!()).func).downcast_unchecked::<Function>();
                        if let Some(c) = &f.closure {
                            let first = (*(*frame!()).code).nlocals - arg!();
                            for (i, c) in c.as_slice().iter().enumerate().take(arg!()) {
                                incref(c.value());
                                *Frame::slots(frame!()).add(first + i) = Some(c.value());
                            }
                        }
                        next!();
                    }
                    Op::LoadDeref => {
                        let c = (*Frame::slots(frame!()).add(arg!())).unwrap_unchecked();
                        match o(&c).downcast_unchecked::<cell::Cell>().get() {
                            Some(v) => push!(v.into_value()),
                            None => {
                                save!();
                                let _ = ops::name::unbound_deref(vm, frame!(), arg!());
                                fail!();
                            }
                        }
                        next!();
                    }
                    Op::StoreDeref => {
                        sp = sp.sub(1);
                        let v = Obj::from_owned(*sp);
                        let c = (*Frame::slots(frame!()).add(arg!())).unwrap_unchecked();
                        let old = o(&c).downcast_unchecked::<cell::Cell>().replace(Some(v));
                        save!();
                        drop(old);
                        next!();
                    }
                    Op::DeleteDeref => {
                        let c = (*Frame::slots(frame!()).add(arg!())).unwrap_unchecked();
                        save!();
                        match o(&c).downcast_unchecked::<cell::Cell>().replace(None) {
                            Some(old) => drop(old),
                            None => {
                                let _ = ops::name::unbound_deref(vm, frame!(), arg!());
                                fail!();
                            }
                        }
                        next!();
                    }
                    Op::LoadFromDictOrDeref => {
                        save!();
                        let v =
                            try_!(ops::name::load_from_dict_or_deref(vm, frame!(), o(&{ peek!(1) }), arg!()));
                        unary!(v.into_value());
                        next!();
                    }
                    Op::LoadLocals => {
                        save!();
                        let v = try_!(ops::name::load_locals(vm, frame!()));
                        push!(v.into_value());
                        next!();
                    }
                    // --- names
                    Op::LoadGlobal => {
                        let c = &*(*frame!()).caches.add(arg!());
                        if let Some(v) = ops::name::cached_global(c, frame!()) {
                            push!(v);
                            next!();
                        }
                        cold!();
                        save!();
                        let v = try_!(ops::name::load_global(vm, frame!(), c));
                        push!(v.into_value());
                        next!();
                    }
                    Op::LoadName => {
                        let c = &*(*frame!()).caches.add(arg!());
                        if Frame::namespace(frame!()) == Some((*frame!()).globals)
                            && let Some(v) = ops::name::cached_global(c, frame!())
                        {
                            push!(v);
                            next!();
                        }
                        save!();
                        let v = try_!(ops::name::load_name(vm, frame!(), c));
                        push!(v.into_value());
                        next!();
                    }
                    Op::StoreName => {
                        save!();
                        try_!(ops::name::store_name(vm, frame!(), arg!(), o(&{ peek!(1) })));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::DeleteName => {
                        save!();
                        try_!(ops::name::delete_name(vm, frame!(), arg!()));
                        next!();
                    }
                    Op::StoreGlobal => {
                        save!();
                        try_!(ops::name::store_global(vm, frame!(), arg!(), o(&{ peek!(1) })));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::DeleteGlobal => {
                        save!();
                        try_!(ops::name::delete_global(vm, frame!(), arg!()));
                        next!();
                    }
                    Op::LoadFromDictOrGlobals => {
                        save!();
                        let v = try_!(ops::name::load_from_dict_or_globals(
                            vm,
                            frame!(),
                            o(&{ peek!(1) }),
                            arg!()
                        ));
                        unary!(v.into_value());
                        next!();
                    }
                    Op::LoadBuildClass => {
                        save!();
                        let v = try_!(ops::name::load_build_class(vm, frame!()));
                        push!(v.into_value());
                        next!();
                    }
                    // --- attributes and items
                    Op::LoadAttr => {
                        load_attr!(
                            &*(*frame!()).caches.add(arg!()),
                            peek!(1),
                            unary,
                            |sp: &mut *mut Value, _| { *sp = sp.sub(1) }
                        );
                        next!();
                    }
                    Op::LoadAttrL => {
                        let v = local!(arg!() & 0xff);
                        load_attr!(
                            &*(*frame!()).caches.add(arg!() >> 8),
                            v,
                            push,
                            |_: &mut *mut Value, v| { incref(v) }
                        );
                        next!();
                    }
                    Op::LoadMethod => {
                        let c = &*(*frame!()).caches.add(arg!());
                        let v = peek!(1);
                        let t = &(*type_ptr(v)).body;
                        if ops::attr::cached_method(c, v, t) {
                            let f = c.value.get().unwrap_unchecked();
                            incref(f);
                            peek!(1) = f;
                            push!(v);
                            next!();
                        }
                        save!();
                        let (f, receiver) = try_!(ops::attr::load_method(vm, o(&{ v }), c));
                        peek!(1) = f.into_value();
                        match receiver {
                            Receiver::Object => {
                                push!(v);
                                next!();
                            }
                            Receiver::Class => push!(o(&{ v }).type_obj().into_value()),
                            Receiver::None => {
                                sp.cast::<Slot>().write(None);
                                sp = sp.add(1);
                            }
                        }
                        decref(v);
                        next!();
                    }
                    Op::LoadMethodL => {
                        let v = local!(arg!() & 0xff);
                        let c = &*(*frame!()).caches.add(arg!() >> 8);
                        let t = &(*type_ptr(v)).body;
                        if ops::attr::cached_method(c, v, t) {
                            let f = c.value.get().unwrap_unchecked();
                            incref(f);
                            push!(f);
                            incref(v);
                            push!(v);
                            next!();
                        }
                        save!();
                        let (f, receiver) = try_!(ops::attr::load_method(vm, o(&{ v }), c));
                        push!(f.into_value());
                        match receiver {
                            Receiver::Object => {
                                incref(v);
                                push!(v);
                            }
                            Receiver::Class => push!(o(&{ v }).type_obj().into_value()),
                            Receiver::None => {
                                sp.cast::<Slot>().write(None);
                                sp = sp.add(1);
                            }
                        }
                        next!();
                    }
                    Op::LoadSuperAttr => {
                        save!();
                        let name = (*(*frame!()).caches.add(arg!())).name;
                        let r = try_!(ops::attr::load_super(
                            vm,
                            o(&{ peek!(3) }),
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) }),
                            o(&name)
                        ));
                        let (x, y, z) = (peek!(3), peek!(2), peek!(1));
                        sp = sp.sub(2);
                        peek!(1) = r.into_value();
                        decref(x);
                        decref(y);
                        decref(z);
                        next!();
                    }
                    Op::LoadSuperMethod => {
                        save!();
                        let name = (*(*frame!()).caches.add(arg!())).name;
                        let (f, bound) = try_!(ops::attr::load_super_method(
                            vm,
                            o(&{ peek!(3) }),
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) }),
                            o(&name)
                        ));
                        let (x, y, z) = (peek!(3), peek!(2), peek!(1));
                        sp = sp.sub(1);
                        peek!(2) = f.into_value();
                        if bound {
                            peek!(1) = z;
                        } else {
                            sp.sub(1).cast::<Slot>().write(None);
                            decref(z);
                        }
                        decref(x);
                        decref(y);
                        next!();
                    }
                    Op::StoreAttr => {
                        store_attr!(&*(*frame!()).caches.add(arg!()), peek!(2), peek!(1), true);
                        next!();
                    }
                    Op::StoreAttrL => {
                        let obj = local!(arg!() & 0xff);
                        store_attr!(&*(*frame!()).caches.add(arg!() >> 8), peek!(1), obj, false);
                        next!();
                    }
                    Op::DeleteAttr => {
                        save!();
                        let name = &(&(*(*frame!()).code).names)[arg!()];
                        try_!(api::setattr_or_del(vm, o(&{ peek!(1) }), name, None));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::BinarySubscr => {
                        let (a, k) = (peek!(2), peek!(1));
                        if k.is_int() && a.is_ptr() {
                            let t = (*a.ptr()).ty.get();
                            let i = k.int();
                            if std::ptr::eq(t, list::LIST.ptr()) {
                                let l = body::<List>(a);
                                let i = if i < 0 { i + l.len() as i64 } else { i };
                                if let Some(v) = l.get_value(i as usize) {
                                    incref(v);
                                    sp = sp.sub(1);
                                    peek!(1) = v;
                                    decref(a);
                                    next!();
                                }
                            } else if std::ptr::eq(t, tuple::TUPLE.ptr()) {
                                let l = body::<Tuple>(a);
                                let i = if i < 0 { i + l.len() as i64 } else { i };
                                if let Some(v) = l.as_slice().get(i as usize) {
                                    let v = v.clone().into_value();
                                    sp = sp.sub(1);
                                    peek!(1) = v;
                                    decref(a);
                                    next!();
                                }
                            }
                        }
                        save!();
                        let r = try_!(ops::item::get(vm, o(&{ a }), o(&{ k })));
                        binary!(r.into_value());
                        next!();
                    }
                    Op::StoreSubscr => {
                        let (v, a, k) = (peek!(3), peek!(2), peek!(1));
                        if k.is_int() && o(&{ a }).is_exact::<List>() {
                            let l = body::<List>(a);
                            let i = k.int();
                            let i = if i < 0 { i + l.len() as i64 } else { i };
                            if (i as usize) < l.len() {
                                match l.replace(i as usize, Obj::from_owned(v)) {
                                    Ok(old) => {
                                        sp = sp.sub(3);
                                        save!();
                                        drop(old);
                                        decref(a);
                                        next!();
                                    }
                                    Err(v) => std::mem::forget(v),
                                }
                            }
                        }
                        save!();
                        try_!(ops::item::set(vm, o(&{ a }), o(&{ k }), o(&{ v })));
                        sp = sp.sub(3);
                        decref(v);
                        decref(a);
                        decref(k);
                        next!();
                    }
                    Op::DeleteSubscr => {
                        save!();
                        try_!(api::delitem(vm, o(&{ peek!(2) }), o(&{ peek!(1) })));
                        sp = sp.sub(2);
                        decref(*sp.add(1));
                        decref(*sp);
                        next!();
                    }
                    Op::BinarySlice => {
                        save!();
                        let r = try_!(ops::item::get_slice(
                            vm,
                            o(&{ peek!(3) }),
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) })
                        ));
                        let (x, y, z) = (peek!(3), peek!(2), peek!(1));
                        sp = sp.sub(2);
                        peek!(1) = r.into_value();
                        decref(x);
                        decref(y);
                        decref(z);
                        next!();
                    }
                    Op::StoreSlice => {
                        save!();
                        try_!(ops::item::set_slice(
                            vm,
                            o(&{ peek!(3) }),
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) }),
                            o(&{ peek!(4) })
                        ));
                        for _ in 0..4 {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        next!();
                    }
                    Op::BuildSlice => {
                        let step = if arg!() == 3 { Obj::from_borrowed(peek!(1)) } else { Obj::NONE };
                        let base = sp.sub(arg!());
                        let s = crate::types::slice::new(o(&*base).clone(), o(&*base.add(1)).clone(), step)
                            .into_value();
                        for _ in 0..arg!() {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        push!(s);
                        next!();
                    }
                    // --- operators
                    Op::Add => {
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b)
                            && let Some(r) = Value::int_add(a, b)
                        {
                            sp = sp.sub(1);
                            peek!(1) = r;
                            next!();
                        }
                        if a.is_float()
                            && b.is_float()
                            && let Some(r) = Value::from_float(a.float() + b.float())
                        {
                            sp = sp.sub(1);
                            peek!(1) = r;
                            next!();
                        }
                        save!();
                        if o(&{ a }).is_exact::<Str>() && o(&{ b }).is_exact::<Str>() {
                            // `s = s + t` where the local is the only other holder: append in place.
                            let next = *pc.add(1);
                            let target = if next & 0xff == Op::StoreFast as u32 {
                                Some((next >> 8) as usize)
                            } else if next & 0xff == Op::StoreFastLoadFast as u32 {
                                Some((next >> 8 & 0xff) as usize)
                            } else {
                                None
                            };
                            if let Some(i) = target {
                                let slot = &mut *Frame::slots(frame!()).add(i);
                                if *slot == Some(a) && o(&{ a }).refcount() == 2 {
                                    *slot = None;
                                    decref(a);
                                }
                            }
                            match str_::try_append_in_place(Obj::from_owned(a), o(&{ b })) {
                                Ok(r) => {
                                    sp = sp.sub(1);
                                    peek!(1) = r.into_value();
                                    decref(b);
                                    next!();
                                }
                                Err(a) => std::mem::forget(a),
                            }
                        }
                        let r =
                            try_!(ops::arith::binary(vm, BinOp::Add, o(&{ a }), o(&{ b }), arg!() & 1 != 0));
                        binary!(r.into_value());
                        next!();
                    }
                    Op::Sub => {
                        arith!(Sub, Value::int_sub, |x, y| x - y, arg!());
                        next!();
                    }
                    Op::Mul => {
                        arith!(Mul, Value::int_mul, |x, y| x * y, arg!());
                        next!();
                    }
                    Op::TrueDiv => {
                        let (a, b) = (peek!(2), peek!(1));
                        if a.is_float()
                            && b.is_float()
                            && b.float() != 0.0
                            && let Some(r) = Value::from_float(a.float() / b.float())
                        {
                            sp = sp.sub(1);
                            peek!(1) = r;
                            next!();
                        }
                        arith_slow!(TrueDiv, arg!());
                        next!();
                    }
                    Op::FloorDiv => {
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b) && b.int() > 0 {
                            sp = sp.sub(1);
                            peek!(1) = Value::small(a.int().div_euclid(b.int()));
                            next!();
                        }
                        arith_slow!(FloorDiv, arg!());
                        next!();
                    }
                    Op::Mod => {
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b) && b.int() > 0 {
                            sp = sp.sub(1);
                            peek!(1) = Value::small(a.int().rem_euclid(b.int()));
                            next!();
                        }
                        arith_slow!(Mod, arg!());
                        next!();
                    }
                    Op::Pow => {
                        arith_slow!(Pow, arg!());
                        next!();
                    }
                    Op::MatMul => {
                        arith_slow!(MatMul, arg!());
                        next!();
                    }
                    Op::LShift => {
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b) && (0..60).contains(&b.int()) {
                            let (x, n) = (a.int(), b.int());
                            if let Some(r) = Value::from_int(x << n)
                                && x << n >> n == x
                            {
                                sp = sp.sub(1);
                                peek!(1) = r;
                                next!();
                            }
                        }
                        arith_slow!(LShift, arg!());
                        next!();
                    }
                    Op::RShift => {
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b) && b.int() >= 0 {
                            sp = sp.sub(1);
                            peek!(1) = Value::small(a.int() >> b.int().min(63));
                            next!();
                        }
                        arith_slow!(RShift, arg!());
                        next!();
                    }
                    Op::And => {
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b) {
                            sp = sp.sub(1);
                            peek!(1) = Value::small(a.int() & b.int());
                            next!();
                        }
                        arith_slow!(And, arg!());
                        next!();
                    }
                    Op::Or => {
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b) {
                            sp = sp.sub(1);
                            peek!(1) = Value::small(a.int() | b.int());
                            next!();
                        }
                        arith_slow!(Or, arg!());
                        next!();
                    }
                    Op::Xor => {
                        let (a, b) = (peek!(2), peek!(1));
                        if Value::both_ints(a, b) {
                            sp = sp.sub(1);
                            peek!(1) = Value::small(a.int() ^ b.int());
                            next!();
                        }
                        arith_slow!(Xor, arg!());
                        next!();
                    }
                    Op::Negative => {
                        let a = peek!(1);
                        if a.is_int()
                            && let Some(r) = Value::from_int(-a.int())
                        {
                            peek!(1) = r;
                            next!();
                        }
                        save!();
                        let r = try_!(api::unary(vm, UnOp::Neg, o(&{ a })));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::Positive => {
                        save!();
                        let r = try_!(api::unary(vm, UnOp::Pos, o(&{ peek!(1) })));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::Invert => {
                        save!();
                        let r = try_!(api::unary(vm, UnOp::Invert, o(&{ peek!(1) })));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::Not => {
                        let a = peek!(1);
                        let truth = if a.is_bool() {
                            a == Value::TRUE
                        } else {
                            save!();
                            try_!(api::is_true(vm, o(&{ a })))
                        };
                        unary!(Value::from_bool(!truth));
                        next!();
                    }
                    Op::Lt => {
                        compare!(Lt, <);
                        next!();
                    }
                    Op::Le => {
                        compare!(Le, <=);
                        next!();
                    }
                    Op::Eq => {
                        compare!(Eq, ==);
                        next!();
                    }
                    Op::Ne => {
                        compare!(Ne, !=);
                        next!();
                    }
                    Op::Gt => {
                        compare!(Gt, >);
                        next!();
                    }
                    Op::Ge => {
                        compare!(Ge, >=);
                        next!();
                    }
                    Op::Is => {
                        let same = peek!(2) == peek!(1);
                        binary!(Value::from_bool(same != (arg!() & 1 != 0)));
                        next!();
                    }
                    Op::Contains => {
                        save!();
                        let found = try_!(ops::item::contains(vm, o(&{ peek!(1) }), o(&{ peek!(2) })));
                        binary!(Value::from_bool(found != (arg!() & 1 != 0)));
                        next!();
                    }
                    // --- jumps
                    Op::Jump => {
                        jump!(word);
                        next!();
                    }
                    Op::JumpBackward => {
                        jump!(word);
                        check!();
                        next!();
                    }
                    Op::PopJumpIfFalse => {
                        let v = peek!(1);
                        let truth = if v.is_bool() {
                            v == Value::TRUE
                        } else {
                            save!();
                            try_!(api::is_true(vm, o(&{ v })))
                        };
                        sp = sp.sub(1);
                        decref(v);
                        if !truth {
                            jump!(word);
                        }
                        next!();
                    }
                    Op::PopJumpIfTrue => {
                        let v = peek!(1);
                        let truth = if v.is_bool() {
                            v == Value::TRUE
                        } else {
                            save!();
                            try_!(api::is_true(vm, o(&{ v })))
                        };
                        sp = sp.sub(1);
                        decref(v);
                        if truth {
                            jump!(word);
                        }
                        next!();
                    }
                    Op::PopJumpIfNone => {
                        sp = sp.sub(1);
                        let v = *sp;
                        if v.is_none() {
                            jump!(word);
                        } else {
                            decref(v);
                        }
                        next!();
                    }
                    Op::PopJumpIfNotNone => {
                        sp = sp.sub(1);
                        let v = *sp;
                        if !v.is_none() {
                            jump!(word);
                            decref(v);
                        }
                        next!();
                    }
                    Op::JumpIfFalseOrPop => {
                        save!();
                        if try_!(api::is_true(vm, o(&{ peek!(1) }))) {
                            sp = sp.sub(1);
                            decref(*sp);
                        } else {
                            jump!(word);
                        }
                        next!();
                    }
                    Op::JumpIfTrueOrPop => {
                        save!();
                        if try_!(api::is_true(vm, o(&{ peek!(1) }))) {
                            jump!(word);
                        } else {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        next!();
                    }
                    // --- iteration
                    Op::GetIter => {
                        save!();
                        let r = try_!(api::iter(vm, o(&{ peek!(1) })));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::ForIter => {
                        next_value!(|v| {
                            *sp = v;
                            sp = sp.add(1);
                        });
                        next!();
                    }
                    Op::ForIterStore => {
                        next_value!(|v| {
                            // The STORE_FAST that follows is done here.
                            pc = pc.add(1);
                            let slot = Frame::slots(frame!()).add((*pc >> 8) as usize);
                            drop_slot!((*slot).replace(v));
                        });
                        next!();
                    }
                    Op::GetLen => {
                        save!();
                        let n = try_!(api::len(vm, o(&{ peek!(1) })));
                        push!(crate::types::int::from_usize(n).into_value());
                        next!();
                    }
                    // --- building
                    Op::BuildTuple => {
                        sp = sp.sub(arg!());
                        push!(tuple::from_stack(sp, arg!()).into_value());
                        next!();
                    }
                    Op::BuildList => {
                        sp = sp.sub(arg!());
                        push!(
                            list::from_vec(
                                slice_of(sp, arg!()).iter().map(|x| Obj::from_owned(x.value())).collect()
                            )
                            .into_value()
                        );
                        next!();
                    }
                    Op::BuildSet => {
                        save!();
                        let s = try_!(crate::types::set::new_set(vm, slice_of(sp.sub(arg!()), arg!())));
                        for _ in 0..arg!() {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        push!(s.into_value());
                        next!();
                    }
                    Op::BuildMap => {
                        save!();
                        let d = try_!(ops::build::map(vm, slice_of(sp.sub(2 * arg!()), 2 * arg!())));
                        for _ in 0..2 * arg!() {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        push!(d.into_value());
                        next!();
                    }
                    Op::BuildConstKeyMap => {
                        save!();
                        let keys = peek!(1);
                        let d = try_!(ops::build::const_key_map(
                            vm,
                            o(&keys),
                            slice_of(sp.sub(arg!() + 1), arg!())
                        ));
                        for _ in 0..=arg!() {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        push!(d.into_value());
                        next!();
                    }
                    Op::BuildString => {
                        save!();
                        let s = try_!(ops::build::string(vm, slice_of(sp.sub(arg!()), arg!())));
                        for _ in 0..arg!() {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        push!(s.into_value());
                        next!();
                    }
                    Op::ListAppend => {
                        sp = sp.sub(1);
                        let v = Obj::from_owned(*sp);
                        o(&peek!(arg!())).downcast_unchecked::<List>().push(v);
                        next!();
                    }
                    Op::SetAdd => {
                        save!();
                        try_!(crate::types::set::add(vm, o(&peek!(arg!() + 1)), o(&{ peek!(1) })));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::MapAdd => {
                        save!();
                        try_!(o(&peek!(arg!() + 2)).downcast_unchecked::<Dict>().set(
                            vm,
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) })
                        ));
                        sp = sp.sub(2);
                        decref(*sp);
                        decref(*sp.add(1));
                        next!();
                    }
                    Op::ListExtend => {
                        save!();
                        try_!(ops::build::list_extend(vm, o(&peek!(arg!() + 1)), o(&{ peek!(1) })));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::SetUpdate => {
                        save!();
                        try_!(crate::types::set::update(vm, o(&peek!(arg!() + 1)), o(&{ peek!(1) })));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::DictUpdate => {
                        save!();
                        try_!(ops::build::dict_update(vm, o(&peek!(arg!() + 1)), o(&{ peek!(1) })));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::DictMerge => {
                        save!();
                        try_!(ops::build::dict_merge(
                            vm,
                            o(&peek!(arg!() + 1)),
                            o(&{ peek!(1) }),
                            o(&peek!(arg!() + 4))
                        ));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::ListToTuple => {
                        let t = tuple::from_vec(body::<List>(peek!(1)).to_vec());
                        unary!(t.into_value());
                        next!();
                    }
                    Op::UnpackSequence => {
                        let v = peek!(1);
                        if let Some(t) = o(&{ v }).downcast_exact::<Tuple>()
                            && t.len() == arg!()
                        {
                            sp = sp.sub(1);
                            for x in t.as_slice().iter().rev() {
                                push!(x.clone().into_value());
                            }
                            decref(v);
                            next!();
                        }
                        save!();
                        let items = try_!(ops::build::unpack(vm, o(&{ v }), arg!()));
                        sp = sp.sub(1);
                        for x in items.into_iter().rev() {
                            push!(x.into_value());
                        }
                        decref(v);
                        next!();
                    }
                    Op::UnpackEx => {
                        save!();
                        let v = peek!(1);
                        let items = try_!(ops::build::unpack_ex(vm, o(&{ v }), arg!() & 0xff, arg!() >> 8));
                        sp = sp.sub(1);
                        for x in items.into_iter().rev() {
                            push!(x.into_value());
                        }
                        decref(v);
                        next!();
                    }
                    Op::ConvertValue => {
                        save!();
                        let v = o(&peek!(1));
                        let r = try_!(match arg!() {
                            1 => api::str(vm, v),
                            2 => api::repr(vm, v),
                            _ => ops::build::ascii(vm, v),
                        });
                        unary!(r.into_value());
                        next!();
                    }
                    Op::FormatSimple => {
                        let v = peek!(1);
                        if !o(&{ v }).is_exact::<Str>() {
                            save!();
                            let r = try_!(ops::build::format_simple(vm, o(&{ v })));
                            unary!(r.into_value());
                        }
                        next!();
                    }
                    Op::FormatWithSpec => {
                        save!();
                        let r = try_!(api::format(vm, o(&{ peek!(2) }), o(&{ peek!(1) })));
                        binary!(r.into_value());
                        next!();
                    }
                    // --- functions, classes, calls
                    Op::MakeFunction => {
                        save!();
                        let code = peek!(1);
                        let parts = (arg!() & 15).count_ones() as usize;
                        let f = ops::build::function(
                            vm,
                            frame!(),
                            o(&code),
                            arg!(),
                            slice_of(sp.sub(1 + parts), parts),
                        );
                        for _ in 0..=parts {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        push!(f.into_value());
                        next!();
                    }
                    Op::Call => {
                        let base = sp.sub(arg!() + 2);
                        let callee = *base;
                        // The place for a receiver may be empty.
                        let receiver = usize::from((*base.add(1).cast::<Slot>()).is_some());
                        call!(base, callee, arg!() + receiver);
                    }
                    Op::CallPlain => {
                        let base = sp.sub(arg!() + 2);
                        let callee = *base;
                        call!(base, callee, arg!());
                    }
                    Op::CallKw => {
                        save!();
                        let base = sp.sub(arg!() + 3);
                        let names = peek!(1);
                        let mut callee = Obj::from_borrowed(*base);
                        let mut argv = base.add(1);
                        let mut argc = arg!() + 1;
                        if (*argv.cast::<Slot>()).is_none() {
                            argv = argv.add(1);
                            argc = arg!();
                            let parts = callee
                                .downcast_exact::<Method>()
                                .map(|m| (m.function.clone(), m.receiver.clone()));
                            if let Some((f, receiver)) = parts {
                                *base.add(1) = receiver.into_value();
                                callee = f;
                                argv = argv.sub(1);
                                argc += 1;
                            }
                        }
                        let names = o(&names).downcast_unchecked::<Tuple>();
                        let args = CallArgs::new(slice_of(argv, argc), Some(names));
                        let called = ops::call::call(vm, &callee, args);
                        drop(callee);
                        finish_call!(base, called);
                    }
                    Op::CallEx => {
                        save!();
                        let n = 3 + arg!();
                        let base = sp.sub(n);
                        let kwargs = if arg!() == 1 { Some(o(&peek!(1))) } else { None };
                        let prepared = try_!(ops::call::expand(vm, o(&*base), o(&*base.add(2)), kwargs));
                        let called = ops::call::call(vm, o(&*base), prepared.as_args());
                        drop(prepared);
                        finish_call!(base, called);
                    }
                    Op::Return => {
                        sp = sp.sub(1);
                        leave!(*sp);
                        next!();
                    }
                    Op::ReturnConst => {
                        let v = *(*frame!()).consts.add(arg!());
                        incref(v);
                        leave!(v, true);
                        next!();
                    }
                    Op::ReturnFast => {
                        let v = local!(arg!());
                        incref(v);
                        leave!(v);
                        next!();
                    }
                    Op::ReturnGenerator => {
                        save!();
                        (*frame!()).sp = sp;
                        let g = try_!(generator::from_frame(vm, frame!()));
                        // The generator took over what the frame owned.
                        let left = frame!();
                        let how = (*left).kind;
                        vm.frame.set((*left).prev);
                        vm.recursion_left.set(vm.recursion_left.get() + 1);
                        vm.stack.pop(left);
                        if how == Kind::Entry {
                            return Ok(g);
                        }
                        load_frame!();
                        if how == Kind::Init {
                            let _ = ops::call::init_result(vm, &g);
                            drop(g);
                            fail!();
                        }
                        push!(g.into_value());
                        next!();
                    }
                    Op::Yield => {
                        sp = sp.sub(1);
                        let result = *sp;
                        let left = frame!();
                        let how = (*left).kind;
                        (*left).pc = pc;
                        (*left).sp = sp;
                        vm.frame.set((*left).prev);
                        vm.recursion_left.set(vm.recursion_left.get() + 1);
                        generator::suspend(vm, left);
                        if how == Kind::Entry {
                            return Ok(Obj::from_owned(result));
                        }
                        if how == Kind::Each {
                            match generator::taken(vm, left, Obj::from_owned(result)) {
                                Ok(Some(f)) => {
                                    (*f).prev = vm.frame.get();
                                    vm.frame.set(f);
                                    load_frame!();
                                    check!();
                                    next!();
                                }
                                Ok(None) => return Ok(Obj::NONE),
                                Err(r) => return Err(Left::Raised(r)),
                            }
                        }
                        load_frame!();
                        push!(result);
                        next!();
                    }
                    Op::AsyncGenWrap => {
                        let v = Obj::from_owned(peek!(1));
                        peek!(1) = generator::wrap_async(v).into_value();
                        next!();
                    }
                    // --- fused (compiler/peephole.rs)
                    Op::AddLL => {
                        let (a, b) = (local!(arg!() & 0xff), local!(arg!() >> 8 & 0x7fff));
                        push!(operate!(Add, a, b));
                        next!();
                    }
                    Op::AddLC => {
                        let a = local!(arg!() & 0xff);
                        push!(operate!(Add, a, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff)));
                        next!();
                    }
                    Op::AddLI => {
                        push!(operate_int!(
                            Add,
                            Value::int_add,
                            |x, y| x + y,
                            arg!() & 0xff,
                            word_int!(),
                            false
                        ));
                        next!();
                    }
                    Op::AddSL => {
                        let b = local!(arg!() & 0x7f_ffff);
                        operate_top!(Add, b);
                        next!();
                    }
                    Op::AddSC => {
                        operate_top!(Add, *(*frame!()).consts.add(arg!() & 0x7f_ffff));
                        next!();
                    }
                    Op::AddLLStore => {
                        let b = local!(arg!() >> 16 & 0x7f);
                        add_store!(arg!() & 0xff, arg!() >> 8 & 0xff, b);
                        next!();
                    }
                    Op::AddLCStore => {
                        add_store!(
                            arg!() & 0xff,
                            arg!() >> 8 & 0xff,
                            *(*frame!()).consts.add(arg!() >> 16 & 0x7f)
                        );
                        next!();
                    }
                    Op::AddLIStore => {
                        let k = Value::small(((word << 1) as i32 >> 25).into());
                        let r = operate_int!(
                            Add,
                            Value::int_add,
                            |x, y| x + y,
                            arg!() >> 8 & 0xff,
                            k,
                            word >> 31 != 0
                        );
                        store_local!(arg!() & 0xff, r);
                        next!();
                    }
                    Op::AddSLStore => {
                        let b = local!(arg!() >> 8 & 0x7fff);
                        operate_top!(Add, b);
                        sp = sp.sub(1);
                        store_local!(arg!() & 0xff, *sp);
                        next!();
                    }
                    Op::AddSCStore => {
                        operate_top!(Add, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff));
                        sp = sp.sub(1);
                        store_local!(arg!() & 0xff, *sp);
                        next!();
                    }
                    Op::SubLL => {
                        let (a, b) = (local!(arg!() & 0xff), local!(arg!() >> 8 & 0x7fff));
                        push!(operate!(Sub, a, b));
                        next!();
                    }
                    Op::SubLC => {
                        let a = local!(arg!() & 0xff);
                        push!(operate!(Sub, a, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff)));
                        next!();
                    }
                    Op::SubLI => {
                        push!(operate_int!(
                            Sub,
                            Value::int_sub,
                            |x, y| x - y,
                            arg!() & 0xff,
                            word_int!(),
                            false
                        ));
                        next!();
                    }
                    Op::SubSL => {
                        let b = local!(arg!() & 0x7f_ffff);
                        operate_top!(Sub, b);
                        next!();
                    }
                    Op::SubSC => {
                        operate_top!(Sub, *(*frame!()).consts.add(arg!() & 0x7f_ffff));
                        next!();
                    }
                    Op::SubLLStore => {
                        let (a, b) = (local!(arg!() >> 8 & 0xff), local!(arg!() >> 16 & 0x7f));
                        store_local!(arg!() & 0xff, operate!(Sub, a, b));
                        next!();
                    }
                    Op::SubLCStore => {
                        let a = local!(arg!() >> 8 & 0xff);
                        store_local!(
                            arg!() & 0xff,
                            operate!(Sub, a, *(*frame!()).consts.add(arg!() >> 16 & 0x7f))
                        );
                        next!();
                    }
                    Op::SubLIStore => {
                        let k = Value::small(((word << 1) as i32 >> 25).into());
                        let r = operate_int!(
                            Sub,
                            Value::int_sub,
                            |x, y| x - y,
                            arg!() >> 8 & 0xff,
                            k,
                            word >> 31 != 0
                        );
                        store_local!(arg!() & 0xff, r);
                        next!();
                    }
                    Op::SubSLStore => {
                        let b = local!(arg!() >> 8 & 0x7fff);
                        operate_top!(Sub, b);
                        sp = sp.sub(1);
                        store_local!(arg!() & 0xff, *sp);
                        next!();
                    }
                    Op::SubSCStore => {
                        operate_top!(Sub, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff));
                        sp = sp.sub(1);
                        store_local!(arg!() & 0xff, *sp);
                        next!();
                    }
                    Op::MulLL => {
                        let (a, b) = (local!(arg!() & 0xff), local!(arg!() >> 8 & 0x7fff));
                        push!(operate!(Mul, a, b));
                        next!();
                    }
                    Op::MulLC => {
                        let a = local!(arg!() & 0xff);
                        push!(operate!(Mul, a, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff)));
                        next!();
                    }
                    Op::MulSL => {
                        let b = local!(arg!() & 0x7f_ffff);
                        operate_top!(Mul, b);
                        next!();
                    }
                    Op::MulSC => {
                        operate_top!(Mul, *(*frame!()).consts.add(arg!() & 0x7f_ffff));
                        next!();
                    }
                    Op::MulLLStore => {
                        let (a, b) = (local!(arg!() >> 8 & 0xff), local!(arg!() >> 16 & 0x7f));
                        store_local!(arg!() & 0xff, operate!(Mul, a, b));
                        next!();
                    }
                    Op::MulLCStore => {
                        let a = local!(arg!() >> 8 & 0xff);
                        store_local!(
                            arg!() & 0xff,
                            operate!(Mul, a, *(*frame!()).consts.add(arg!() >> 16 & 0x7f))
                        );
                        next!();
                    }
                    Op::MulSLStore => {
                        let b = local!(arg!() >> 8 & 0x7fff);
                        operate_top!(Mul, b);
                        sp = sp.sub(1);
                        store_local!(arg!() & 0xff, *sp);
                        next!();
                    }
                    Op::MulSCStore => {
                        operate_top!(Mul, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff));
                        sp = sp.sub(1);
                        store_local!(arg!() & 0xff, *sp);
                        next!();
                    }
                    Op::FloorDivLC => {
                        let a = local!(arg!() & 0xff);
                        push!(operate!(FloorDiv, a, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff)));
                        next!();
                    }
                    Op::FloorDivSC => {
                        operate_top!(FloorDiv, *(*frame!()).consts.add(arg!() & 0x7f_ffff));
                        next!();
                    }
                    Op::ModLC => {
                        let a = local!(arg!() & 0xff);
                        push!(operate!(Mod, a, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff)));
                        next!();
                    }
                    Op::ModSC => {
                        operate_top!(Mod, *(*frame!()).consts.add(arg!() & 0x7f_ffff));
                        next!();
                    }
                    Op::AndLC => {
                        let a = local!(arg!() & 0xff);
                        push!(operate!(And, a, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff)));
                        next!();
                    }
                    Op::AndSC => {
                        operate_top!(And, *(*frame!()).consts.add(arg!() & 0x7f_ffff));
                        next!();
                    }
                    Op::RShiftLC => {
                        let a = local!(arg!() & 0xff);
                        push!(operate!(RShift, a, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff)));
                        next!();
                    }
                    Op::RShiftSC => {
                        operate_top!(RShift, *(*frame!()).consts.add(arg!() & 0x7f_ffff));
                        next!();
                    }
                    Op::LtTest => {
                        tests!(stack Lt, <);
                    }
                    Op::LtTestLL => {
                        tests!(ll Lt, <);
                    }
                    Op::LtTestLC => {
                        tests!(lc Lt, <);
                    }
                    Op::LtTestLI => {
                        tests!(li Lt, <);
                    }
                    Op::LtTestSC => {
                        tests!(sc Lt, <);
                    }
                    Op::LeTest => {
                        tests!(stack Le, <=);
                    }
                    Op::LeTestLL => {
                        tests!(ll Le, <=);
                    }
                    Op::LeTestLC => {
                        tests!(lc Le, <=);
                    }
                    Op::LeTestLI => {
                        tests!(li Le, <=);
                    }
                    Op::LeTestSC => {
                        tests!(sc Le, <=);
                    }
                    Op::EqTest => {
                        tests!(stack Eq, ==);
                    }
                    Op::EqTestLL => {
                        tests!(ll Eq, ==);
                    }
                    Op::EqTestLC => {
                        tests!(lc Eq, ==);
                    }
                    Op::EqTestLI => {
                        tests!(li Eq, ==);
                    }
                    Op::EqTestSC => {
                        tests!(sc Eq, ==);
                    }
                    Op::NeTest => {
                        tests!(stack Ne, !=);
                    }
                    Op::NeTestLL => {
                        tests!(ll Ne, !=);
                    }
                    Op::NeTestLC => {
                        tests!(lc Ne, !=);
                    }
                    Op::NeTestLI => {
                        tests!(li Ne, !=);
                    }
                    Op::NeTestSC => {
                        tests!(sc Ne, !=);
                    }
                    Op::GtTest => {
                        tests!(stack Gt, >);
                    }
                    Op::GtTestLL => {
                        tests!(ll Gt, >);
                    }
                    Op::GtTestLC => {
                        tests!(lc Gt, >);
                    }
                    Op::GtTestLI => {
                        tests!(li Gt, >);
                    }
                    Op::GtTestSC => {
                        tests!(sc Gt, >);
                    }
                    Op::GeTest => {
                        tests!(stack Ge, >=);
                    }
                    Op::GeTestLL => {
                        tests!(ll Ge, >=);
                    }
                    Op::GeTestLC => {
                        tests!(lc Ge, >=);
                    }
                    Op::GeTestLI => {
                        tests!(li Ge, >=);
                    }
                    Op::GeTestSC => {
                        tests!(sc Ge, >=);
                    }
                    Op::AddLS => {
                        let (a, b) = (local!(arg!() & 0x7f_ffff), peek!(1));
                        let r = operate!(Add, a, b);
                        peek!(1) = r;
                        decref(b);
                        next!();
                    }
                    Op::AddLSStore => {
                        let b = peek!(1);
                        add_store!(arg!() & 0xff, arg!() >> 8 & 0x7fff, b, {
                            sp = sp.sub(1);
                            decref(b);
                        });
                        next!();
                    }
                    Op::SubLS => {
                        let (a, b) = (local!(arg!() & 0x7f_ffff), peek!(1));
                        let r = operate!(Sub, a, b);
                        peek!(1) = r;
                        decref(b);
                        next!();
                    }
                    Op::SubLSStore => {
                        let (a, b) = (local!(arg!() >> 8 & 0x7fff), peek!(1));
                        let r = operate!(Sub, a, b);
                        sp = sp.sub(1);
                        decref(b);
                        store_local!(arg!() & 0xff, r);
                        next!();
                    }
                    Op::MulLS => {
                        let (a, b) = (local!(arg!() & 0x7f_ffff), peek!(1));
                        let r = operate!(Mul, a, b);
                        peek!(1) = r;
                        decref(b);
                        next!();
                    }
                    Op::MulLSStore => {
                        let (a, b) = (local!(arg!() >> 8 & 0x7fff), peek!(1));
                        let r = operate!(Mul, a, b);
                        sp = sp.sub(1);
                        decref(b);
                        store_local!(arg!() & 0xff, r);
                        next!();
                    }
                    Op::SubscrLL => {
                        let (a, k) = (local!(arg!() & 0xff), local!(arg!() >> 8 & 0x7fff));
                        push!(subscript!(a, k));
                        next!();
                    }
                    Op::SubscrLC => {
                        let a = local!(arg!() & 0xff);
                        push!(subscript!(a, *(*frame!()).consts.add(arg!() >> 8 & 0x7fff)));
                        next!();
                    }
                    Op::SubscrSL => {
                        let (a, k) = (peek!(1), local!(arg!() & 0x7f_ffff));
                        unary!(subscript!(a, k));
                        next!();
                    }
                    Op::SubscrSC => {
                        let a = peek!(1);
                        unary!(subscript!(a, *(*frame!()).consts.add(arg!() & 0x7f_ffff)));
                        next!();
                    }
                    Op::StoreSubscrLL => {
                        let (v, a, k) = (peek!(1), local!(arg!() & 0xff), local!(arg!() >> 8 & 0x7fff));
                        if k.is_int() && o(&{ a }).is_exact::<List>() {
                            let l = body::<List>(a);
                            let i = k.int();
                            let i = if i < 0 { i + l.len() as i64 } else { i };
                            if (i as usize) < l.len() {
                                match l.replace(i as usize, Obj::from_owned(v)) {
                                    Ok(old) => {
                                        sp = sp.sub(1);
                                        save!();
                                        drop(old);
                                        next!();
                                    }
                                    Err(v) => std::mem::forget(v),
                                }
                            }
                        }
                        save!();
                        try_!(ops::item::set_held(vm, a, k, v));
                        sp = sp.sub(1);
                        decref(v);
                        next!();
                    }
                    Op::TestFast => {
                        let v = local!(arg!());
                        pc = pc.add(1);
                        let next = *pc;
                        let kind = next & 0xff;
                        let jumps = if kind == Op::PopJumpIfNone as u32 {
                            v.is_none()
                        } else if kind == Op::PopJumpIfNotNone as u32 {
                            !v.is_none()
                        } else {
                            let truth = if v.is_bool() {
                                v == Value::TRUE
                            } else {
                                save!();
                                let held = Obj::from_borrowed(v);
                                let truth = api::is_true(vm, &held);
                                drop(held);
                                try_!(truth)
                            };
                            truth == (kind == Op::PopJumpIfTrue as u32)
                        };
                        if jumps {
                            pc = pc.offset((next as i32 >> 8) as isize);
                        }
                        next!();
                    }
                    Op::LoadGlobalNull => {
                        let c = &*(*frame!()).caches.add(arg!());
                        if let Some(v) = ops::name::cached_global(c, frame!()) {
                            push!(v);
                            sp.cast::<Slot>().write(None);
                            sp = sp.add(1);
                            next!();
                        }
                        cold!();
                        save!();
                        let v = try_!(ops::name::load_global(vm, frame!(), c));
                        push!(v.into_value());
                        sp.cast::<Slot>().write(None);
                        sp = sp.add(1);
                        next!();
                    }
                    Op::LoadFastLoadFast => {
                        let (a, b) = (local!(arg!() & 0xff), local!(arg!() >> 8 & 0x7fff));
                        incref(a);
                        incref(b);
                        push!(a);
                        push!(b);
                        next!();
                    }
                    Op::LoadFastLoadConst => {
                        let a = local!(arg!() & 0xff);
                        incref(a);
                        push!(a);
                        let b = *(*frame!()).consts.add(arg!() >> 8 & 0x7fff);
                        incref(b);
                        push!(b);
                        next!();
                    }
                    Op::StoreFastLoadFast => {
                        sp = sp.sub(1);
                        store_local!(arg!() & 0xff, *sp);
                        let b = local!(arg!() >> 8 & 0x7fff);
                        incref(b);
                        push!(b);
                        next!();
                    }
                    Op::StoreFastStoreFast => {
                        sp = sp.sub(1);
                        store_local!(arg!() & 0xff, *sp);
                        sp = sp.sub(1);
                        store_local!(arg!() >> 8 & 0x7fff, *sp);
                        next!();
                    }
                    // --- delegation and async
                    Op::GetYieldFromIter => {
                        save!();
                        let r = try_!(generator::yield_from_iter(vm, frame!(), o(&{ peek!(1) })));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::GetAwaitable => {
                        save!();
                        let r = try_!(generator::get_awaitable(vm, o(&{ peek!(1) }), arg!()));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::Send => {
                        let (receiver, v) = (peek!(2), peek!(1));
                        let t = type_ptr(receiver);
                        if (std::ptr::eq(t, generator::GENERATOR.ptr())
                            || std::ptr::eq(t, generator::COROUTINE.ptr()))
                            && let Some(f) = body::<Generator>(receiver).start_resume(vm, v)
                        {
                            sp = sp.sub(1);
                            (*f).kind = Kind::Send;
                            vm.recursion_left.set(vm.recursion_left.get() - 1);
                            enter!(f);
                            next!();
                        }
                        save!();
                        match try_!(generator::send_slow(vm, o(&{ receiver }), o(&{ v }))) {
                            generator::Sent::Yielded(r) => unary!(r.into_value()),
                            generator::Sent::Returned(r) => {
                                if TRACED && vm.tracing.is_on() {
                                    try_!(trace::exhausted(vm, frame!(), &r, trace::Exhausted::Foreign));
                                }
                                unary!(r.into_value());
                                jump!(word);
                            }
                        }
                        next!();
                    }
                    Op::EndSend => {
                        let receiver = peek!(2);
                        peek!(2) = peek!(1);
                        sp = sp.sub(1);
                        save!();
                        decref(receiver);
                        next!();
                    }
                    Op::CleanupThrow => {
                        save!();
                        match generator::cleanup_throw(vm, o(&{ peek!(1) })) {
                            Ok(v) => {
                                let (x, y, z) = (peek!(3), peek!(2), peek!(1));
                                sp = sp.sub(1);
                                peek!(2) = Value::NONE;
                                peek!(1) = v.into_value();
                                decref(x);
                                decref(y);
                                decref(z);
                            }
                            Err(Raised { .. }) => {
                                vm.traced.set(false);
                                fail!();
                            }
                        }
                        next!();
                    }
                    Op::GetAiter => {
                        save!();
                        let r = try_!(generator::get_aiter(vm, o(&{ peek!(1) })));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::GetAnext => {
                        save!();
                        let r = try_!(generator::get_anext(vm, o(&{ peek!(1) })));
                        push!(r.into_value());
                        next!();
                    }
                    Op::EndAsyncFor => {
                        save!();
                        let e = peek!(1);
                        if api::is_a(o(&e), &crate::types::exception::STOP_ASYNC_ITERATION) {
                            sp = sp.sub(2);
                            decref(e);
                            decref(*sp);
                        } else {
                            let _ = vm.raise_again(o(&e).clone());
                            vm.traced.set(false);
                            fail!();
                        }
                        next!();
                    }
                    // --- with and exceptions
                    Op::BeforeWith => {
                        save!();
                        let (exit, entered) = try_!(ops::with::before_with(vm, o(&{ peek!(1) })));
                        let m = peek!(1);
                        peek!(1) = exit.into_value();
                        push!(entered.into_value());
                        decref(m);
                        next!();
                    }
                    Op::BeforeAsyncWith => {
                        save!();
                        let (exit, entered) = try_!(ops::with::before_async_with(vm, o(&{ peek!(1) })));
                        let m = peek!(1);
                        peek!(1) = exit.into_value();
                        push!(entered.into_value());
                        decref(m);
                        next!();
                    }
                    Op::WithExceptStart => {
                        save!();
                        let r = try_!(ops::with::except_start(vm, o(&{ peek!(4) }), o(&{ peek!(1) })));
                        push!(r.into_value());
                        next!();
                    }
                    Op::PushExcInfo => {
                        let e = peek!(1);
                        let handled = &*vm.handled.get();
                        incref(e);
                        let previous = handled.exc.replace(Some(Obj::from_owned(e)));
                        peek!(1) = previous.unwrap_or(Obj::NONE).into_value();
                        push!(e);
                        next!();
                    }
                    Op::PopExcept => {
                        sp = sp.sub(1);
                        let previous = Obj::from_owned(*sp);
                        let handled = &*vm.handled.get();
                        let old = handled.exc.replace(if previous.is_none() { None } else { Some(previous) });
                        save!();
                        drop(old);
                        next!();
                    }
                    Op::CheckExcMatch => {
                        save!();
                        let yes =
                            try_!(crate::types::exception::matches(vm, o(&{ peek!(2) }), o(&{ peek!(1) })));
                        unary!(Value::from_bool(yes));
                        next!();
                    }
                    Op::CheckEgMatch => {
                        save!();
                        let (matched, rest) = try_!(crate::types::exception::group_match(
                            vm,
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) })
                        ));
                        if let Some(m) = &matched {
                            drop((*vm.handled.get()).exc.replace(Some(m.clone())));
                        }
                        let (x, y) = (peek!(2), peek!(1));
                        peek!(2) = rest.unwrap_or(Obj::NONE).into_value();
                        peek!(1) = matched.unwrap_or(Obj::NONE).into_value();
                        decref(x);
                        decref(y);
                        next!();
                    }
                    Op::PrepReraiseStar => {
                        save!();
                        let r = try_!(crate::types::exception::prep_reraise_star(
                            vm,
                            o(&{ peek!(2) }),
                            &body::<List>(peek!(1)).to_vec()
                        ));
                        binary!(r.into_value());
                        next!();
                    }
                    Op::Reraise => {
                        sp = sp.sub(1);
                        let e = Obj::from_owned(*sp);
                        if arg!() > 0 {
                            // The frame tells the position of the original fault; the handler is looked up from here.
                            let lasti = peek!(arg!()).int();
                            let start = (*(*frame!()).code).instrs.as_ptr();
                            vm.reraised.set(Some(pc.offset_from(start) as i32));
                            pc = start.offset(lasti as isize);
                        }
                        save!();
                        let _ = vm.raise_again(e);
                        vm.traced.set(false);
                        fail!();
                    }
                    Op::Raise => {
                        save!();
                        let _ = ops::with::raise(vm, slice_of(sp.sub(arg!()), arg!()));
                        fail!();
                    }
                    Op::LoadAssertionError => {
                        push!(crate::types::exception::ASSERTION_ERROR.obj().into_value());
                        next!();
                    }
                    // --- imports
                    Op::ImportName => {
                        save!();
                        let name = &(&(*(*frame!()).code).names)[arg!()];
                        let r = try_!(crate::vm::import::import_name(
                            vm,
                            frame!(),
                            name,
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) })
                        ));
                        binary!(r.into_value());
                        next!();
                    }
                    Op::ImportFrom => {
                        save!();
                        let name = &(&(*(*frame!()).code).names)[arg!()];
                        let r = try_!(crate::vm::import::import_from(vm, o(&{ peek!(1) }), name));
                        push!(r.into_value());
                        next!();
                    }
                    Op::ImportStar => {
                        save!();
                        try_!(crate::vm::import::import_star(vm, frame!(), o(&{ peek!(1) })));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    // --- pattern matching
                    Op::MatchClass => {
                        save!();
                        let r = try_!(ops::matching::class(
                            vm,
                            o(&{ peek!(3) }),
                            o(&{ peek!(2) }),
                            o(&{ peek!(1) }),
                            arg!()
                        ));
                        let (x, y, z) = (peek!(3), peek!(2), peek!(1));
                        sp = sp.sub(2);
                        peek!(1) = r.into_value();
                        decref(x);
                        decref(y);
                        decref(z);
                        next!();
                    }
                    Op::MatchMapping => {
                        let yes = ops::matching::is_mapping(o(&{ peek!(1) }));
                        push!(Value::from_bool(yes));
                        next!();
                    }
                    Op::MatchSequence => {
                        let yes = ops::matching::is_sequence(o(&{ peek!(1) }));
                        push!(Value::from_bool(yes));
                        next!();
                    }
                    Op::MatchKeys => {
                        save!();
                        let r = try_!(ops::matching::keys(vm, o(&{ peek!(2) }), o(&{ peek!(1) })));
                        push!(r.into_value());
                        next!();
                    }
                    // --- others
                    Op::SetupAnnotations => {
                        save!();
                        try_!(ops::name::setup_annotations(vm, frame!()));
                        next!();
                    }
                    Op::PrintExpr => {
                        save!();
                        try_!(ops::name::print_expr(vm, o(&{ peek!(1) })));
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                    Op::MakeTypeParam => {
                        save!();
                        let n = if arg!() == 1 || arg!() == 2 { 2 } else { 1 };
                        let r = try_!(ops::typing::type_param(vm, arg!(), slice_of(sp.sub(n), n)));
                        for _ in 0..n {
                            sp = sp.sub(1);
                            decref(*sp);
                        }
                        push!(r.into_value());
                        next!();
                    }
                    Op::SetTypeParamDefault => {
                        save!();
                        let r = try_!(ops::typing::set_default(vm, o(&{ peek!(2) }), o(&{ peek!(1) })));
                        binary!(r.into_value());
                        next!();
                    }
                    Op::SubscriptGeneric => {
                        save!();
                        let r = try_!(ops::typing::subscript_generic(vm, o(&{ peek!(1) })));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::MakeTypeAlias => {
                        save!();
                        let r = try_!(ops::typing::type_alias(vm, o(&{ peek!(1) })));
                        unary!(r.into_value());
                        next!();
                    }
                    Op::SetFunctionTypeParams => {
                        let f = peek!(2);
                        function::of(o(&{ f })).set_type_params(o(&{ peek!(1) }).clone());
                        sp = sp.sub(1);
                        decref(*sp);
                        next!();
                    }
                };
            };
            pending = true;
            continue 'outer;
        }
    }
}

enum Unwound {
    /// A handler was found; its frame is the innermost one now.
    Handled,
    /// The exception leaves the entry frame.
    Left(Raised),
}

/// Finds the handler of the pending exception, leaving frames on the way.
#[cold]
#[inline(never)]
unsafe fn unwind(vm: &Vm, first: *mut Frame, entry: *mut Frame, traced: bool) -> Unwound {
    let mut reraised = vm.reraised.take();
    let mut f = first;
    let mut add_entry = traced;
    // SAFETY: frames up to `entry` are live; their `pc` and `sp` are saved.
    unsafe {
        loop {
            let index = Frame::lasti(f);
            if add_entry {
                ops::with::add_traceback(vm, f, index);
            }
            if vm.tracing.is_on() {
                trace::raised(vm, f, add_entry);
            }
            add_entry = true;
            let code = &*(*f).code;
            let handler = find_handler(code, reraised.take().unwrap_or(index));
            if vm.tracing.is_on() && (handler.is_some() || !Frame::generator(f).is_null()) {
                trace::handled(vm, f);
            }
            if let Some(h) = handler {
                let floor = Frame::stack_base(f).add(h.depth as usize);
                while (*f).sp > floor {
                    (*f).sp = (*f).sp.sub(1);
                    let v = *(*f).sp.cast::<Slot>();
                    if let Some(v) = v {
                        decref(v);
                    }
                }
                if h.lasti {
                    *(*f).sp = Value::small(i64::from(index));
                    (*f).sp = (*f).sp.add(1);
                }
                let e = vm.save_raised().expect("unwinding an exception");
                *(*f).sp = e.into_value();
                (*f).sp = (*f).sp.add(1);
                (*f).pc = code.instrs.as_ptr().add(h.target as usize).wrapping_sub(1);
                return Unwound::Handled;
            }
            if !Frame::generator(f).is_null() {
                generator::convert_stop_iteration(vm, f);
            }
            if vm.tracing.is_on() {
                trace::unwound(vm, f);
            }
            let (how, caller) = ((*f).kind, (*f).prev);
            // Locals may have finalizers: they run while the exception is put aside.
            let e = vm.save_raised();
            leave_frame(vm, f, (*f).pc, (*f).sp);
            vm.restore_raised(e);
            if how == Kind::Entry || f == entry {
                let e = vm.save_raised().expect("unwinding an exception");
                return Unwound::Left(vm.raise_again(e));
            }
            f = caller;
        }
    }
}

/// Whether an exception raised where a suspended frame stands has a handler in it.
///
/// # Safety
/// The frame lives.
pub unsafe fn handles(f: *mut Frame) -> bool {
    // SAFETY: by contract.
    unsafe { find_handler(&*(*f).code, Frame::lasti(f)).is_some() }
}

fn find_handler(code: &crate::types::code::Code, index: i32) -> Option<crate::bytecode::code::ExcEntry> {
    if index < 0 {
        return None;
    }
    let table = &code.data.exceptions;
    let i = table.partition_point(|e| e.start <= index as u32);
    table[..i].iter().rev().find(|e| e.end > index as u32).copied()
}
