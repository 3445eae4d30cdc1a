//! `sub` and `subn`: replacement by a template or by a function's results.

use super::pattern::Pattern;
use super::{Text, matches, next, raise};
use crate::object::obj::{Obj, Ref};
use crate::regex::{How, Piece, Scanner};
use crate::types::{buffer, bytes, str_};
use crate::vm::{PyResult, Vm, api};
use std::rc::Rc;

/// Reads a template, or finds it again.
pub fn template(vm: &Vm, pattern: &Ref<Pattern>, source: &Obj) -> PyResult<Rc<[Piece]>> {
    if let Some((known, pieces)) = &*pattern.template.borrow()
        && known.is(source)
    {
        return Ok(pieces.clone());
    }
    let text = if str_::is_str(source) {
        str_::bytes_of(source).into()
    } else if buffer::is_bytes_like(source) {
        buffer::bytes_arg(vm, source)?
    } else {
        return Err(
            vm.type_error(format!("decoding to str: need a bytes-like object, {} found", source.ty().name()))
        );
    };
    let pieces: Rc<[Piece]> = pattern.program.template(&text).map_err(|e| raise(vm, e, source))?.into();
    if source.is_exact::<str_::Str>() || source.is_exact::<bytes::Bytes>() {
        let old = pattern.template.replace(Some((source.clone(), pieces.clone())));
        drop(old);
    }
    Ok(pieces)
}

/// Puts groups into a template.
pub fn expand<'t>(pieces: &[Piece], group: impl Fn(u32) -> &'t [u8], out: &mut Vec<u8>) {
    for p in pieces {
        match p {
            Piece::Literal(text) => out.extend_from_slice(text),
            Piece::Group(g) => out.extend_from_slice(group(*g)),
        }
    }
}

/// What stands in for a match.
enum By {
    Call(Obj),
    Pieces(Rc<[Piece]>),
}

/// The text with replacements, and how many there were.
pub fn substitute(
    vm: &Vm,
    pattern: &Ref<Pattern>,
    replacement: &Obj,
    string: &Obj,
    count: i64,
) -> PyResult<(Obj, usize)> {
    let text = Text::new(vm, pattern.program.is_text(), string)?;
    let by = if api::is_callable(replacement) {
        By::Call(replacement.clone())
    } else {
        By::Pieces(template(vm, pattern, replacement)?)
    };
    // The items that CPython would join, for its messages.
    let wrong = |o: &Obj, item: usize| {
        let kind = if text.is_text { "str instance" } else { "a bytes-like object" };
        vm.type_error(format!("sequence item {item}: expected {kind}, {} found", o.ty().name()))
    };
    let all = text.bytes();
    let subject = text.subject(all.len());
    let window = (0, text.len());
    let (mut out, mut items, mut n, mut last) = (Vec::new(), 0, 0, 0);
    let mut scanner = Scanner::new(0);
    let mut scratch = pattern.scratch();
    while count == 0 || (n as i64) < count {
        let Some((start, end)) =
            next(vm, &mut scanner, &pattern.program, How::Search, subject, &mut scratch)?
        else {
            break;
        };
        if start > last {
            out.extend_from_slice(&all[last..start]);
            items += 1;
        }
        match &by {
            By::Call(f) => {
                let m = matches::make(pattern, &text, (start, end), &scratch, window);
                let r = api::call(vm, f, &[m])?;
                if !r.is_none() {
                    if text.is_text && str_::is_str(&r) {
                        out.extend_from_slice(str_::bytes_of(&r));
                    } else if !text.is_text && buffer::is_bytes_like(&r) {
                        out.extend_from_slice(&buffer::bytes_arg(vm, &r)?);
                    } else {
                        return Err(wrong(&r, items));
                    }
                    items += 1;
                }
            }
            By::Pieces(pieces) => {
                if str_::is_str(replacement) != text.is_text {
                    return Err(wrong(replacement, items));
                }
                let group = |g: u32| {
                    let span = if g == 0 { Some((start, end)) } else { scratch.span(g) };
                    span.map_or(&[][..], |(s, e)| &all[s..e])
                };
                expand(pieces, group, &mut out);
                items += 1;
            }
        }
        last = end;
        n += 1;
    }
    pattern.keep(scratch);
    if n == 0 {
        return Ok((text.piece(vm, 0, all.len())?, 0));
    }
    out.extend_from_slice(&all[last..]);
    Ok((text.make(vm, &out)?, n))
}
