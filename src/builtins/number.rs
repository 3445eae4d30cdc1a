//! Builtins over numbers: abs, bin, divmod, hex, oct, pow, round, sum, and the extremes min and max.

use crate::object::args::Args;
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::{BinOp, CmpOp, UnOp};
use crate::object::spec::{MethodDef, function};
use crate::types::{buffer, float, int, str_};
use crate::vm::{PyResult, Vm, api};

fn pow(vm: &Vm, a: Args) -> PyResult<Obj> {
    match a.opt_not_none(2) {
        None => api::binary(vm, BinOp::Pow, &a[0], &a[1]),
        Some(m) => pow_modulo(vm, &a[0], &a[1], m),
    }
}

/// `pow(x, y, m)`: the slot of the first argument that can; an argument whose class derives from the first one's is asked
/// before it.
fn pow_modulo(vm: &Vm, x: &Obj, y: &Obj, m: &Obj) -> PyResult<Obj> {
    let slot = |o: &Obj| o.ty().slots().pow3;
    let mut asked = Vec::with_capacity(3);
    let mut order = [x, y, m];
    if y.ty().is_subtype(x.type_ptr()) {
        order.swap(0, 1);
    }
    for o in order {
        let Some(f) = slot(o) else { continue };
        if asked.iter().any(|g| std::ptr::fn_addr_eq(*g, f)) {
            continue;
        }
        asked.push(f);
        let r = f(vm, x, y, m)?;
        if !r.is_not_implemented() {
            return Ok(r);
        }
    }
    Err(vm.type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        x.ty().name(),
        y.ty().name(),
        m.ty().name()
    )))
}

fn round(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(f) = a[0].ty().lookup(name!(__round__)) else {
        return Err(vm.type_error(format!("type {} doesn't define __round__ method", a[0].ty().name())));
    };
    match a.opt_not_none(1) {
        Some(digits) => api::call_found_special(vm, &a[0], &f, &[digits]),
        None => api::call_found_special(vm, &a[0], &f, &[]),
    }
}

/// A running sum of floats that also keeps what rounding lost.
struct FloatSum {
    total: f64,
    lost: f64,
}

impl FloatSum {
    #[inline(always)]
    fn add(&mut self, x: f64) {
        let sum = self.total + x;
        self.lost +=
            if self.total.abs() >= x.abs() { (self.total - sum) + x } else { (x - sum) + self.total };
        self.total = sum;
    }

    fn result(&self) -> Obj {
        let exact = self.lost != 0.0 && self.lost.is_finite();
        float::from_f64(if exact { self.total + self.lost } else { self.total })
    }
}

/// How far a sum is: while the items allow it, in machine words.
enum Sum {
    Int(i64),
    Float(FloatSum),
    Any(Obj),
}

impl Sum {
    fn start(o: Obj) -> Sum {
        match int::to_i64(&o) {
            Some(n) if int::is_exact(&o) => Sum::Int(n),
            _ if float::is_exact(&o) => {
                Sum::Float(FloatSum { total: float::as_float(&o).unwrap_or(0.0), lost: 0.0 })
            }
            _ => Sum::Any(o),
        }
    }

    fn result(self) -> Obj {
        match self {
            Sum::Int(n) => int::from_i64(n),
            Sum::Float(f) => f.result(),
            Sum::Any(o) => o,
        }
    }

    /// Adds an item without calling anything, if that is possible.
    #[inline]
    fn add_fast(&mut self, item: &Obj) -> bool {
        let v = item.value();
        match self {
            Sum::Int(n)
                if v.is_int()
                    && let Some(total) = n.checked_add(v.int()) =>
            {
                *n = total;
            }
            Sum::Float(f) if v.is_float() => f.add(v.float()),
            Sum::Int(n) => {
                let exact = item.value().is_int() || item.value().is_bool() || item.is_exact::<int::Int>();
                match int::to_i64(item).filter(|_| exact).and_then(|i| n.checked_add(i)) {
                    Some(total) => *n = total,
                    None => return false,
                }
            }
            Sum::Float(f) => match (float::as_float(item), int::to_i64(item)) {
                (Some(x), _) if float::is_exact(item) => f.add(x),
                (_, Some(i)) => f.total += i as f64,
                _ => return false,
            },
            Sum::Any(_) => return false,
        }
        true
    }
}

fn sum(vm: &Vm, a: Args) -> PyResult<Obj> {
    let start = match a.opt(1) {
        None => int::from_i64(0),
        Some(s) => {
            let (kind, join) = match () {
                () if str_::is_str(s) => ("strings", "''"),
                () if crate::types::bytes::is_bytes(s) => ("bytes", "b''"),
                () if buffer::is_bytes_like(s) && api::is_a(s, &crate::types::bytearray::BYTEARRAY) => {
                    ("bytearray", "b''")
                }
                () => ("", ""),
            };
            if !kind.is_empty() {
                return Err(vm.type_error(format!("sum() can't sum {kind} [use {join}.join(seq) instead]")));
            }
            s.clone()
        }
    };
    let mut total = Sum::start(start);
    // A sum of objects never turns into one of words again, except from ints to floats.
    let mut general = false;
    api::for_each(vm, &a[0], |item| {
        if !general && total.add_fast(&item) {
            return Ok(true);
        }
        let was_int = matches!(total, Sum::Int(_));
        let so_far = std::mem::replace(&mut total, Sum::Int(0)).result();
        let r = api::binary(vm, BinOp::Add, &so_far, &item)?;
        total = if was_int && float::is_exact(&r) { Sum::start(r) } else { Sum::Any(r) };
        general = matches!(total, Sum::Any(_));
        Ok(true)
    })?;
    Ok(total.result())
}

/// The first item that no other one beats by `op`.
fn extreme(vm: &Vm, a: Args, function: &str, op: CmpOp) -> PyResult<Obj> {
    let given = a.rest(0);
    let key = a.opt_not_none(1);
    let default = a.opt(2);
    if given.is_empty() {
        return Err(vm.type_error(format!("{function} expected at least 1 argument, got 0")));
    }
    if given.len() > 1 && default.is_some() {
        return Err(vm.type_error(format!(
            "Cannot specify a default for {function}() with multiple positional arguments"
        )));
    }
    let mut best: Option<(Obj, Obj)> = None;
    let mut consider = |item: Obj| {
        let value = match key {
            Some(f) => api::call(vm, f, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            Some((_, old)) => beats(vm, &value, old, op)?,
            None => true,
        };
        if better {
            best = Some((item, value));
        }
        Ok(true)
    };
    if given.len() > 1 {
        for item in given {
            consider(item.clone())?;
        }
    } else {
        api::for_each(vm, &given[0], consider)?;
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(d)) => Ok(d.clone()),
        (None, None) => Err(vm.value_error(format!("{function}() iterable argument is empty"))),
    }
}

#[inline]
fn beats(vm: &Vm, value: &Obj, old: &Obj, op: CmpOp) -> PyResult<bool> {
    let (x, y) = (value.value(), old.value());
    if x.is_int() && y.is_int() {
        return Ok(op.holds(x.int().cmp(&y.int())));
    }
    if x.is_float() && y.is_float() {
        return Ok(x.float().partial_cmp(&y.float()).is_some_and(|o| op.holds(o)));
    }
    api::compare_bool(vm, value, old, op)
}

/// This family.
pub const FUNCTIONS: &[MethodDef] = &[
    function("abs", "(x, /)", "The absolute value of a number.", |vm, a| api::unary(vm, UnOp::Abs, &a[0])),
    function("bin", "(number, /)", "An int in binary, as '0b101'.", |vm, a| int::with_prefix(vm, &a[0], 2)),
    function("divmod", "(x, y, /)", "The pair (x // y, x % y).", |vm, a| {
        api::binary(vm, BinOp::DivMod, &a[0], &a[1])
    }),
    function("hex", "(number, /)", "An int in hexadecimal, as '0xff'.", |vm, a| {
        int::with_prefix(vm, &a[0], 16)
    }),
    function(
        "max",
        "~(*args, key=None, default=<unrepresentable>)",
        "The greatest item of an iterable, or of several arguments; the first of equal ones. key gives what is compared, default\nis the result for an empty iterable.",
        |vm, a| extreme(vm, a, "max", CmpOp::Gt),
    ),
    function(
        "min",
        "~(*args, key=None, default=<unrepresentable>)",
        "The least item of an iterable, or of several arguments; the first of equal ones. key gives what is compared, default is\nthe result for an empty iterable.",
        |vm, a| extreme(vm, a, "min", CmpOp::Lt),
    ),
    function("oct", "(number, /)", "An int in octal, as '0o17'.", |vm, a| int::with_prefix(vm, &a[0], 8)),
    function(
        "pow",
        "(base, exp, mod=None)",
        "base ** exp, or base ** exp % mod computed without the power itself.",
        pow,
    ),
    function(
        "round",
        "(number, ndigits=None)",
        "A number rounded to so many decimal places, to an int without ndigits; ties go to even.",
        round,
    ),
    function(
        "sum",
        "(iterable, /, start=0)",
        "The sum of start and the items of an iterable; floats are summed without loss to rounding.",
        sum,
    ),
];
