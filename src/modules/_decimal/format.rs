//! `Decimal.__format__`: the specification of formats, and numbers laid out by it.

use super::context::{current, of as context_of};
use super::core::{Dec, Round, digits, place_point};
use super::digits::round_places;
use super::number::Decimal;
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::types::dict::Dict;
use crate::types::{exception, str_};
use crate::vm::{PyResult, Vm, api};

/// A specification that was read.
struct Spec {
    fill: char,
    align: char,
    sign: char,
    no_negative_zero: bool,
    keep_point: bool,
    zero_pad: bool,
    width: usize,
    separator: String,
    point: String,
    /// Groups digits, or uses the locale's marks.
    has_marks: bool,
    grouping: Vec<usize>,
    precision: Option<i64>,
    /// `e`, `f`, `g`, `%`, or absent.
    kind: Option<char>,
    capitals: bool,
}

impl Spec {
    /// Uses the locale's marks.
    fn localize(&mut self) {
        self.has_marks = true;
        let c = crate::host::locale::conventions();
        let find = |key: &str| c.texts.iter().find(|(k, _)| *k == key).map(|(_, t)| t.clone());
        let read = |key: &str| String::from_utf8_lossy(&find(key).unwrap_or_default()).into_owned();
        (self.point, self.separator) = (read("decimal_point"), read("thousands_sep"));
        self.grouping = c.groupings[0].1.iter().map(|n| usize::from(*n)).collect();
    }

    /// Uses the marks of a dict instead of its own.
    fn replace_marks(&mut self, vm: &Vm, marks: &Obj) -> PyResult<()> {
        let Some(marks) = marks.downcast::<Dict>() else {
            return Err(vm.type_error("optional argument must be a dict"));
        };
        let find = |key: &str| -> PyResult<Option<String>> {
            match marks.get(vm, &str_::from_str(key))? {
                None => Ok(None),
                Some(text) if str_::is_str(&text) => Ok(Some(str_::display(&text).into_owned())),
                Some(_) => Err(vm.type_error("bad argument type for built-in operation")),
            }
        };
        match find("decimal_point")? {
            Some(point) => self.point = point,
            // What has no marks of its own has to be given one.
            None if !self.has_marks => return Err(vm.value_error("invalid override dict")),
            None => {}
        }
        if let Some(separator) = find("thousands_sep")? {
            self.separator = separator;
        }
        if let Some(grouping) = find("grouping")? {
            self.grouping = grouping.bytes().map(usize::from).take_while(|n| *n > 0).collect();
        }
        if self.point.is_empty() || self.point.len() > 4 || self.separator.len() > 4 {
            return Err(vm.value_error("invalid override dict"));
        }
        Ok(())
    }
}

fn parse(text: &str) -> Option<Spec> {
    let chars: Vec<char> = text.chars().collect();
    let mut s = Spec {
        fill: ' ',
        align: '>',
        sign: '-',
        no_negative_zero: false,
        keep_point: false,
        zero_pad: false,
        width: 0,
        separator: String::new(),
        point: ".".into(),
        has_marks: false,
        grouping: Vec::new(),
        precision: None,
        kind: None,
        capitals: true,
    };
    let mut at = 0;
    let aligns = |c: Option<&char>| c.is_some_and(|c| "<>=^".contains(*c));
    let mut given = false;
    if aligns(chars.get(1)) {
        (s.fill, s.align, at, given) = (chars[0], chars[1], 2, true);
    } else if aligns(chars.first()) {
        (s.align, at, given) = (chars[0], 1, true);
    }
    if let Some(c @ ('+' | '-' | ' ')) = chars.get(at) {
        s.sign = *c;
        at += 1;
    }
    if chars.get(at) == Some(&'z') {
        s.no_negative_zero = true;
        at += 1;
    }
    if chars.get(at) == Some(&'#') {
        s.keep_point = true;
        at += 1;
    }
    if chars.get(at) == Some(&'0') {
        if given {
            // A zero after an alignment is part of the width.
        } else {
            (s.zero_pad, s.align, s.fill) = (true, '=', '0');
        }
        at += 1;
    }
    let number = |at: &mut usize| -> Option<Option<i64>> {
        let start = *at;
        while chars.get(*at).is_some_and(char::is_ascii_digit) {
            *at += 1;
        }
        if *at == start {
            return Some(None);
        }
        let text: String = chars[start..*at].iter().collect();
        text.parse::<i64>().ok().filter(|n| *n < i64::from(i32::MAX)).map(Some)
    };
    s.width = number(&mut at)?.unwrap_or(0) as usize;
    if chars.get(at) == Some(&',') {
        (s.separator, s.grouping, s.has_marks) = (",".into(), vec![3], true);
        at += 1;
    }
    if chars.get(at) == Some(&'.') {
        at += 1;
        s.precision = Some(number(&mut at)??);
    }
    match chars.get(at) {
        None => return Some(s),
        Some(c @ ('e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%')) => {
            s.kind = Some(c.to_ascii_lowercase());
            s.capitals = c.is_ascii_uppercase();
        }
        Some(c @ ('n' | 'N')) if s.separator.is_empty() => {
            s.kind = Some('g');
            s.capitals = *c == 'N';
            s.localize();
        }
        Some(_) => return None,
    }
    (at + 1 == chars.len()).then_some(s)
}

/// Separators between groups of digits, the whole being at least `width` characters long.
fn group(whole: &str, s: &Spec, width: usize) -> String {
    let mut rest = whole.to_owned();
    if s.separator.is_empty() || s.grouping.is_empty() {
        while rest.len() < width {
            rest.insert(0, '0');
        }
        return rest;
    }
    let (mut groups, mut length, mut i) = (Vec::new(), 0usize, 0);
    loop {
        let size = s.grouping.get(i).or(s.grouping.last()).copied().unwrap_or(3);
        i += 1;
        let size = if size == 0 || size == 127 { usize::MAX } else { size };
        let taken = rest.len().min(size);
        let mut part = rest.split_off(rest.len() - taken);
        let separators = if groups.is_empty() { 0 } else { s.separator.chars().count() };
        // Zeros fill the group as far as the width asks for them.
        while part.len() < size && length + separators + part.len() < width {
            part.insert(0, '0');
        }
        if part.is_empty() {
            part.push('0');
        }
        length += separators + part.len();
        groups.push(part);
        if rest.is_empty() && length >= width {
            break;
        }
    }
    groups.reverse();
    groups.join(&s.separator)
}

/// The digits of a finite number as a specification wants them: before the point, after it, and what follows.
fn body(d: &Dec, s: &Spec, round: Round) -> (Dec, String, String, String) {
    let mut d = d.clone();
    if s.kind == Some('%') {
        d.exp += 2;
    }
    let shortened = |d: Dec, drop: i64| -> Dec {
        let (coef, _) = super::core::round_off(&d.coef, drop, d.neg, round);
        Dec { coef, exp: d.exp + drop, ..d }
    };
    match (s.kind, s.precision) {
        (Some('e'), Some(p)) => {
            let n = digits(&d.coef);
            if d.is_zero() {
                // The exponent of a zero is kept; only its digits are added.
            } else if n > p + 1 {
                d = shortened(d, n - p - 1);
                if digits(&d.coef) > p + 1 {
                    d.coef /= 10u8;
                    d.exp += 1;
                }
            } else {
                d.exp -= p + 1 - n;
                d.coef *= super::core::pow10(p + 1 - n);
            }
        }
        (Some('f' | '%'), Some(p)) => {
            d = if d.exp > -p { rescaled(&d, p, round) } else { shortened(d.clone(), -p - d.exp) }
        }
        (Some('g') | None, Some(p)) => {
            let (n, p) = (digits(&d.coef), p.max(1));
            if n > p {
                d = shortened(d, n - p);
                if digits(&d.coef) > p {
                    d.coef /= 10u8;
                    d.exp += 1;
                }
            }
        }
        _ => {}
    }
    if d.exp > 0 && matches!(s.kind, Some('f' | '%')) {
        d = rescaled(&d, 0, round);
    }
    let shown = d.coef.to_string();
    let left = d.exp + shown.len() as i64;
    let zero = d.is_zero();
    let point = match s.kind {
        Some('e') if zero && s.precision.is_some() => 1 - s.precision.unwrap_or(0),
        Some('e') => 1,
        Some('f' | '%') => left,
        _ if d.exp <= 0 && left > -6 => left,
        _ => 1,
    };
    let (whole, fraction) = place_point(&shown, point);
    let power = if zero && s.kind == Some('e') && s.precision.is_some() {
        left - 1 + s.precision.unwrap_or(0)
    } else {
        left - point
    };
    let mut tail = String::new();
    if s.kind == Some('e') || (left != point && s.kind != Some('f') && s.kind != Some('%')) {
        tail = format!("{}{power:+}", if s.capitals { 'E' } else { 'e' });
    }
    (d, whole, fraction, tail)
}

fn rescaled(d: &Dec, places: i64, round: Round) -> Dec {
    if d.is_zero() { Dec { exp: -places, ..d.clone() } } else { round_places(d, places, round) }
}

/// `Decimal.__format__(spec)`
pub fn format(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = &a[0].downcast::<Decimal>().expect("the receiver is a Decimal").0;
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error("format arg must be str"));
    }
    let text = str_::display(&a[1]);
    let context = current(vm)?;
    let ctx = context_of(&context).ctx();
    if text.is_empty() && a.opt(2).is_none() {
        return api::str(vm, &a[0]);
    }
    let Some(mut s) = parse(&text) else { return Err(vm.value_error("invalid format string")) };
    if s.kind.is_none() {
        s.capitals = ctx.capitals;
    }
    if text.ends_with('N') {
        api::warn(vm, &exception::DEPRECATION_WARNING, "Format specifier 'N' is deprecated", 1)?;
    }
    if let Some(marks) = a.opt(2) {
        s.replace_marks(vm, marks)?;
    }
    if s.width.max(s.precision.unwrap_or(0) as usize) > (1 << 30)
        || (matches!(s.kind, Some('f' | '%')) && d.is_finite() && d.exp.unsigned_abs() > 1 << 30)
    {
        return Err(vm.memory_error());
    }
    let (number, shown) = if d.is_finite() {
        let (number, whole, fraction, tail) = body(d, &s, ctx.round);
        let fraction =
            if fraction.is_empty() && !s.keep_point { fraction } else { format!("{}{fraction}", s.point) };
        let percent = if s.kind == Some('%') { "%" } else { "" };
        let rest = format!("{fraction}{tail}{percent}");
        let negative = number.neg && !(s.no_negative_zero && number.is_zero());
        let signs = usize::from(negative || s.sign != '-');
        let width = if s.zero_pad { s.width.saturating_sub(rest.chars().count() + signs) } else { 0 };
        let whole = if s.zero_pad || !s.separator.is_empty() { group(&whole, &s, width) } else { whole };
        (number, format!("{whole}{rest}"))
    } else {
        // No zeros in front of what is no number.
        if s.zero_pad {
            (s.fill, s.align) = (' ', '>');
        }
        let text = d.with_sign(false).text(false, true);
        (d.clone(), format!("{text}{}", if s.kind == Some('%') { "%" } else { "" }))
    };
    let negative = number.neg && !(s.no_negative_zero && number.is_zero());
    let sign = if negative {
        "-"
    } else if s.sign == '-' {
        ""
    } else if s.sign == '+' {
        "+"
    } else {
        " "
    };
    let length = sign.len() + shown.chars().count();
    let missing = s.width.saturating_sub(length);
    let fill = |n: usize| std::iter::repeat_n(s.fill, n).collect::<String>();
    Ok(str_::from_string(match s.align {
        '<' => format!("{sign}{shown}{}", fill(missing)),
        '^' => format!("{}{sign}{shown}{}", fill(missing / 2), fill(missing - missing / 2)),
        '=' => format!("{sign}{}{shown}", fill(missing)),
        _ => format!("{}{sign}{shown}", fill(missing)),
    }))
}
