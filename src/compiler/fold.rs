//! Values known before the program runs: literals, arithmetic on them, tuples of them. What is too large or
//! might raise is left to the program.

use super::{Compiler, constant};
use crate::bytecode::code::Const;
use crate::syntax::ast::*;
use crate::text::float_fmt::floor_parts;

/// Longest str or bytes that a repetition makes here, and longest tuple.
const MAX_TEXT: usize = 4096;
const MAX_ITEMS: usize = 256;
/// Integers larger than this are left to the program.
const MAX_BITS: u32 = 127;

impl Compiler<'_> {
    /// The value of an expression, if it is known.
    pub fn fold(&self, e: &Expr) -> Option<Const> {
        match &e.kind {
            ExprKind::Constant { value, .. } => Some(constant(value)),
            ExprKind::Name { id, ctx: ExprContext::Load } if &**id == "__debug__" => {
                Some(Const::Bool(self.options.optimize == 0))
            }
            ExprKind::Tuple { elts, ctx: ExprContext::Load } => self.fold_all(elts).map(Const::Tuple),
            ExprKind::UnaryOp { op, operand } => unary(*op, &self.fold(operand)?),
            ExprKind::BinOp { .. } => {
                let mut left = e;
                let mut spine = Vec::new();
                while let ExprKind::BinOp { left: l, op, right } = &left.kind {
                    spine.push((*op, right));
                    left = l;
                }
                let first = self.fold(left)?;
                spine
                    .into_iter()
                    .rev()
                    .try_fold(first, |acc, (op, right)| binary(&acc, op, &self.fold(right)?))
            }
            ExprKind::Subscript { value, slice, ctx: ExprContext::Load } => {
                index(&self.fold(value)?, &self.fold(slice)?)
            }
            _ => None,
        }
    }

    /// The value of a literal, or of a name that stands for one.
    pub fn fold_leaf(&self, e: &Expr) -> Option<Const> {
        match &e.kind {
            ExprKind::Constant { .. } | ExprKind::UnaryOp { .. } | ExprKind::Tuple { .. } => self.fold(e),
            _ => None,
        }
    }

    pub fn fold_all(&self, elts: &[Expr]) -> Option<Vec<Const>> {
        elts.iter().map(|e| self.fold(e)).collect()
    }
}

/// Whether a constant is true.
pub fn truth(value: &Const) -> Option<bool> {
    Some(match value {
        Const::None => false,
        Const::Bool(b) => *b,
        Const::Ellipsis | Const::Code(_) | Const::Stored(_) | Const::BigInt(_) => true,
        Const::Int(n) => *n != 0,
        Const::Float(x) => *x != 0.0,
        Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
        Const::Str(s) | Const::Bytes(s) => !s.is_empty(),
        Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
    })
}

fn int(value: i128) -> Const {
    match i64::try_from(value) {
        Ok(n) => Const::Int(n),
        Err(_) => {
            let sign = if value < 0 { "-" } else { "" };
            Const::BigInt(format!("{sign}{:x}", value.unsigned_abs()).into())
        }
    }
}

/// Integers (and bools) as numbers; large ones only up to `MAX_BITS`.
fn as_int(value: &Const) -> Option<i128> {
    match value {
        Const::Bool(b) => Some((*b).into()),
        Const::Int(n) => Some((*n).into()),
        Const::BigInt(hex) => {
            let (sign, digits) = match hex.strip_prefix('-') {
                Some(digits) => (-1, digits),
                None => (1, &**hex),
            };
            (digits.len() * 4 <= MAX_BITS as usize)
                .then(|| i128::from_str_radix(digits, 16).ok().map(|n| n * sign))
                .flatten()
        }
        _ => None,
    }
}

fn as_float(value: &Const) -> Option<f64> {
    match value {
        Const::Float(x) => Some(*x),
        // Exact or rounded as the program would round it.
        Const::Bool(_) | Const::Int(_) => as_int(value).map(|n| n as f64),
        _ => None,
    }
}

fn as_complex(value: &Const) -> Option<(f64, f64)> {
    match value {
        Const::Complex(re, im) => Some((*re, *im)),
        _ => as_float(value).map(|x| (x, 0.0)),
    }
}

/// The value of an operation with one operand.
pub fn unary(op: UnaryOp, value: &Const) -> Option<Const> {
    match op {
        UnaryOp::Not => truth(value).map(|t| Const::Bool(!t)),
        UnaryOp::Invert if matches!(value, Const::Bool(_)) => None,
        UnaryOp::Invert => Some(int(!as_int(value)?)),
        UnaryOp::UAdd => match value {
            Const::Float(_) | Const::Complex(..) => Some(value.clone()),
            Const::BigInt(_) => Some(value.clone()),
            _ => Some(int(as_int(value)?)),
        },
        UnaryOp::USub => match value {
            Const::Float(x) => Some(Const::Float(-x)),
            Const::Complex(re, im) => Some(Const::Complex(-re, -im)),
            // The smallest i64 was written as a positive number that is too large for one.
            Const::BigInt(hex) => Some(match as_int(value) {
                Some(n) => int(-n),
                None => Const::BigInt(match hex.strip_prefix('-') {
                    Some(digits) => digits.into(),
                    None => format!("-{hex}").into(),
                }),
            }),
            _ => Some(int(-as_int(value)?)),
        },
    }
}

/// The value of a binary operation, if it is small and cannot raise.
pub fn binary(a: &Const, op: Operator, b: &Const) -> Option<Const> {
    if let (Some(x), Some(y)) = (as_int(a), as_int(b)) {
        return int_binary(x, op, y, a, b);
    }
    let floats = matches!(a, Const::Float(_)) || matches!(b, Const::Float(_));
    if let (true, Some(x), Some(y)) = (floats, as_float(a), as_float(b)) {
        return float_binary(x, op, y).map(Const::Float);
    }
    if let (Const::Complex(..), _) | (_, Const::Complex(..)) = (a, b) {
        let ((a, b), (x, y)) = (as_complex(a)?, as_complex(b)?);
        return match op {
            Operator::Add => Some(Const::Complex(a + x, b + y)),
            Operator::Sub => Some(Const::Complex(a - x, b - y)),
            Operator::Mult => Some(Const::Complex(a * x - b * y, a * y + b * x)),
            _ => None,
        };
    }
    match (a, op, b) {
        (Const::Str(x), Operator::Add, Const::Str(y)) => Some(Const::Str([&**x, &**y].concat().into())),
        (Const::Bytes(x), Operator::Add, Const::Bytes(y)) => Some(Const::Bytes([&**x, &**y].concat().into())),
        (Const::Tuple(x), Operator::Add, Const::Tuple(y)) if x.len() + y.len() <= MAX_ITEMS => {
            Some(Const::Tuple([x.as_slice(), y].concat()))
        }
        (_, Operator::Mult, _) => match (as_int(a), as_int(b)) {
            (None, Some(n)) => repeat(a, n),
            (Some(n), None) => repeat(b, n),
            _ => None,
        },
        _ => None,
    }
}

fn repeat(value: &Const, n: i128) -> Option<Const> {
    let n = usize::try_from(n.max(0)).ok()?;
    let fits = |len: usize, limit: usize| len.checked_mul(n).is_some_and(|total| total <= limit);
    match value {
        // A surrogate pair could grow together at a seam, so only plain text is repeated.
        Const::Str(s) if fits(s.len(), MAX_TEXT) && std::str::from_utf8(s).is_ok() => {
            Some(Const::Str(s.repeat(n).into()))
        }
        Const::Bytes(s) if fits(s.len(), MAX_TEXT) => Some(Const::Bytes(s.repeat(n).into())),
        Const::Tuple(items)
            if fits(items.len(), MAX_ITEMS) && !items.iter().any(|i| matches!(i, Const::Tuple(_))) =>
        {
            Some(Const::Tuple(std::iter::repeat_n(items, n).flatten().cloned().collect()))
        }
        _ => None,
    }
}

fn int_binary(x: i128, op: Operator, y: i128, a: &Const, b: &Const) -> Option<Const> {
    let bits = |n: i128| 128 - n.unsigned_abs().leading_zeros();
    let bools = matches!((a, b), (Const::Bool(_), Const::Bool(_)));
    let value = match op {
        Operator::Add => x.checked_add(y)?,
        Operator::Sub => x.checked_sub(y)?,
        Operator::Mult => x.checked_mul(y)?,
        Operator::Div => {
            let exact = |n: i128| n.unsigned_abs() <= 1 << 53;
            return (y != 0 && exact(x) && exact(y)).then(|| Const::Float(x as f64 / y as f64));
        }
        Operator::FloorDiv if y != 0 => {
            let quotient = x.checked_div(y)?;
            if x % y != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient }
        }
        Operator::Mod if y != 0 => {
            let rest = x.checked_rem(y)?;
            if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest }
        }
        Operator::Pow if y < 0 => {
            let exact = |n: i128| n.unsigned_abs() <= 1 << 53;
            return (exact(x) && exact(y)).then(|| float_binary(x as f64, op, y as f64).map(Const::Float))?;
        }
        Operator::Pow => {
            let exponent = u32::try_from(y).ok()?;
            if x.unsigned_abs() > 1 && exponent.checked_mul(bits(x))? > 128 {
                return None;
            }
            x.checked_pow(exponent)?
        }
        Operator::LShift if (0..=i128::from(MAX_BITS)).contains(&y) && bits(x) + y as u32 <= MAX_BITS => {
            x << y
        }
        Operator::RShift if y >= 0 => x >> y.min(127),
        Operator::BitOr if bools => return Some(Const::Bool(x | y != 0)),
        Operator::BitXor if bools => return Some(Const::Bool(x ^ y != 0)),
        Operator::BitAnd if bools => return Some(Const::Bool(x & y != 0)),
        Operator::BitOr => x | y,
        Operator::BitXor => x ^ y,
        Operator::BitAnd => x & y,
        _ => return None,
    };
    (bits(value) <= MAX_BITS).then(|| int(value))
}

fn float_binary(x: f64, op: Operator, y: f64) -> Option<f64> {
    match op {
        Operator::Add => Some(x + y),
        Operator::Sub => Some(x - y),
        Operator::Mult => Some(x * y),
        Operator::Div if y != 0.0 => Some(x / y),
        Operator::FloorDiv if y != 0.0 => Some(floor_parts(x, y).0),
        Operator::Mod if y != 0.0 => Some(floor_parts(x, y).1),
        // Neither complex nor an error.
        Operator::Pow if x > 0.0 || (x < 0.0 && y.fract() == 0.0) => {
            Some(x.powf(y)).filter(|z| z.is_finite())
        }
        _ => None,
    }
}

/// One item of a constant str, bytes or tuple.
pub fn index(container: &Const, at: &Const) -> Option<Const> {
    let at = as_int(at)?;
    let place = |len: usize| {
        let at = if at < 0 { at + len as i128 } else { at };
        usize::try_from(at).ok().filter(|at| *at < len)
    };
    match container {
        Const::Tuple(items) => items.get(place(items.len())?).cloned(),
        Const::Bytes(bytes) => Some(Const::Int(bytes[place(bytes.len())?].into())),
        Const::Str(text) => {
            let text = std::str::from_utf8(text).ok()?;
            let c = text.chars().nth(place(text.chars().count())?)?;
            Some(Const::Str(c.encode_utf8(&mut [0; 4]).as_bytes().into()))
        }
        _ => None,
    }
}

/// A part of a `%` format that an f-string could say.
pub enum Piece {
    Text(Vec<u8>),
    Value { conversion: u32, spec: String },
}

/// The parts of a `%` format if it needs nothing but `%s`, `%r`, `%a` (with width and precision) and that many
/// values.
pub fn percent_pieces(format: &[u8], count: usize) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut text = Vec::new();
    let mut at = format.iter().copied().peekable();
    let mut values = 0;
    while let Some(b) = at.next() {
        if b != b'%' {
            text.push(b);
            continue;
        }
        if at.next_if_eq(&b'%').is_some() {
            text.push(b'%');
            continue;
        }
        let left = at.next_if_eq(&b'-').is_some();
        let mut digits = || {
            let mut number = String::new();
            while let Some(digit) = at.next_if(u8::is_ascii_digit) {
                number.push(digit as char);
            }
            number
        };
        let width = digits();
        let zero = width.starts_with('0');
        let mut spec = match width.is_empty() {
            true => String::new(),
            false => format!("{}{width}", if left { "<" } else { ">" }),
        };
        if at.next_if_eq(&b'.').is_some() {
            let mut precision = String::new();
            while let Some(digit) = at.next_if(u8::is_ascii_digit) {
                precision.push(digit as char);
            }
            spec += &format!(".{}", if precision.is_empty() { "0" } else { &precision });
        }
        let conversion = match at.next()? {
            b's' => 1,
            b'r' => 2,
            b'a' => 3,
            _ => return None,
        };
        if zero || spec.len() > 8 {
            return None;
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        pieces.push(Piece::Value { conversion, spec });
        values += 1;
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    (values > 0 && values == count && pieces.len() <= 30).then_some(pieces)
}

/// A docstring without the indentation that its lines share (the first line apart).
pub fn clean_doc(doc: &[u8]) -> Vec<u8> {
    let text = expand_tabs(doc);
    let mut lines = text.split(|&b| b == b'\n');
    let first = lines.next().unwrap_or_default();
    let indent = |line: &[u8]| line.iter().take_while(|&&b| b == b' ').count();
    let rest: Vec<&[u8]> = lines.collect();
    let margin =
        rest.iter().filter(|line| indent(line) < line.len()).map(|line| indent(line)).min().unwrap_or(0);
    let mut out = first[indent(first)..].to_vec();
    for line in rest {
        out.push(b'\n');
        out.extend_from_slice(&line[margin.min(indent(line))..]);
    }
    out
}

fn expand_tabs(doc: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(doc.len());
    let mut column = 0;
    for &b in doc {
        match b {
            b'\t' => {
                let spaces = 8 - column % 8;
                out.resize(out.len() + spaces, b' ');
                column += spaces;
            }
            b'\n' | b'\r' => {
                out.push(b);
                column = 0;
            }
            _ => {
                out.push(b);
                column += usize::from(b & 0xC0 != 0x80);
            }
        }
    }
    out
}

/// A constant as Python shows it, for messages.
pub fn repr(value: &Const) -> String {
    match value {
        Const::None => "None".into(),
        Const::Bool(true) => "True".into(),
        Const::Bool(false) => "False".into(),
        Const::Ellipsis => "...".into(),
        Const::Int(n) => n.to_string(),
        Const::BigInt(hex) => match as_int(value) {
            Some(n) => n.to_string(),
            None => format!("0x{hex}"),
        },
        Const::Float(x) => super::unparse::float(*x),
        Const::Complex(re, im) => {
            let part = |x: f64| super::unparse::float(x).trim_end_matches(".0").to_owned();
            let sign = if im.is_sign_negative() { "" } else { "+" };
            match *re {
                0.0 if re.is_sign_positive() => part(*im) + "j",
                re => format!("({}{sign}{}j)", part(re), part(*im)),
            }
        }
        Const::Str(s) => super::unparse::quoted(s, false),
        Const::Bytes(b) => super::unparse::quoted(b, true),
        Const::Tuple(items) => {
            let items: Vec<String> = items.iter().map(repr).collect();
            format!("({}{})", items.join(", "), if items.len() == 1 { "," } else { "" })
        }
        Const::FrozenSet(_) | Const::Code(_) | Const::Stored(_) => String::new(),
    }
}
