//! "Did you mean": the closest of the names that could have been meant.

use crate::object::obj::Obj;
use crate::text::wtf8;
use crate::types::exception::{AttributeError, Fields, ImportError, NameError};
use crate::types::str_;
use crate::types::traceback::Traceback;
use crate::vm::{PyResult, Vm, api};

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;

/// What follows the message of an exception: empty, or `. Did you mean: 'x'?`.
pub fn hint(vm: &Vm, exc: &Obj, tb: Option<&Obj>) -> PyResult<String> {
    let mean = |n: Option<String>| n.map_or_else(String::new, |n| format!(". Did you mean: '{n}'?"));
    if let Some(f) = exc.downcast::<ImportError>() {
        let Some(wrong) = f.field(3).get().filter(str_::is_str) else { return Ok(String::new()) };
        let Some(module) = f.field(1).get() else { return Ok(String::new()) };
        let modules = api::sys_attr("modules").unwrap_or(Obj::NONE);
        if !api::contains(vm, &modules, &module)? {
            return Ok(String::new());
        }
        let module = api::getitem(vm, &modules, &module)?;
        let wrong = str_::display(&wrong).into_owned();
        let mut names = dir(vm, &module)?;
        if !wrong.starts_with('_') {
            names.retain(|n| !n.starts_with('_'));
        }
        return Ok(mean(closest_name(&wrong, &names)));
    }
    if let Some(f) = exc.downcast::<AttributeError>() {
        let (Some(wrong), Some(o)) = (f.field(0).get().filter(str_::is_str), f.field(1).get()) else {
            return Ok(String::new());
        };
        let wrong = str_::display(&wrong).into_owned();
        let mut names = dir(vm, &o)?;
        let own = match innermost(tb).map(|f| local(vm, &f, "self")).transpose()? {
            Some(Some(me)) => me.is(&o),
            _ => false,
        };
        if !wrong.starts_with('_') && !own {
            names.retain(|n| !n.starts_with('_'));
        }
        return Ok(mean(closest_name(&wrong, &names)));
    }
    if let Some(f) = exc.downcast::<NameError>() {
        let Some(wrong_obj) = f.field(0).get().filter(str_::is_str) else { return Ok(String::new()) };
        let wrong = str_::display(&wrong_obj).into_owned();
        let found = match innermost(tb) {
            Some(frame) => name_in_scope(vm, &frame, &wrong_obj)?,
            None => None,
        };
        let stdlib = match api::sys_attr("stdlib_module_names") {
            Some(names) => api::contains(vm, &names, &wrong_obj)?,
            None => false,
        };
        let text = mean(found);
        return Ok(match (text.is_empty(), stdlib) {
            (_, false) => text,
            (true, true) => format!(". Did you forget to import '{wrong}'?"),
            (false, true) => format!("{text} Or did you forget to import '{wrong}'?"),
        });
    }
    Ok(String::new())
}

fn name_in_scope(vm: &Vm, frame: &Obj, wrong: &Obj) -> PyResult<Option<String>> {
    let text = str_::display(wrong).into_owned();
    if let Some(me) = local(vm, frame, "self")?
        && api::getattr_opt(vm, &me, wrong)?.is_some()
    {
        return Ok(Some(format!("self.{text}")));
    }
    let mut names = Vec::new();
    for scope in ["f_locals", "f_globals", "f_builtins"] {
        let scope = api::getattr_str(vm, frame, scope)?;
        names.extend(strings(&api::to_vec(vm, &scope)?));
    }
    Ok(closest_name(&text, &names))
}

/// The frame in which the exception was raised.
fn innermost(tb: Option<&Obj>) -> Option<Obj> {
    let mut tb = tb?.clone();
    loop {
        let t = tb.downcast::<Traceback>()?;
        match t.next() {
            Some(next) => tb = next,
            None => return Some(t.frame()),
        }
    }
}

fn local(vm: &Vm, frame: &Obj, name: &str) -> PyResult<Option<Obj>> {
    let locals = api::getattr_str(vm, frame, "f_locals")?;
    let key = str_::from_str(name);
    if api::contains(vm, &locals, &key)? { api::getitem(vm, &locals, &key).map(Some) } else { Ok(None) }
}

fn dir(vm: &Vm, o: &Obj) -> PyResult<Vec<String>> {
    let f = api::builtin(vm, "dir")?;
    let names = api::call(vm, &f, std::slice::from_ref(o))?;
    Ok(strings(&api::to_vec(vm, &names)?))
}

fn strings(names: &[Obj]) -> Vec<String> {
    names
        .iter()
        .filter(|n| str_::is_str(n))
        .filter_map(|n| wtf8::to_str(str_::bytes_of(n)).map(str::to_owned))
        .collect()
}

/// The candidate that is most like a wrong name, if one is like it at all.
pub fn closest_name(wrong: &str, candidates: &[String]) -> Option<String> {
    if candidates.len() > MAX_CANDIDATES || wrong.len() > MAX_LENGTH {
        return None;
    }
    let (mut best, mut bound) = (None, usize::MAX);
    for c in candidates.iter().filter(|c| *c != wrong) {
        // No more than a third of the characters may need a change.
        let limit = ((c.len() + wrong.len() + 3) * MOVE_COST / 6).min(bound.saturating_sub(1));
        let d = distance(wrong.as_bytes(), c.as_bytes(), limit);
        if d <= limit {
            (best, bound) = (Some(c.clone()), d);
        }
    }
    best
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// Edit distance where a change of case costs less than another change; above `limit` only that it is above.
fn distance(a: &[u8], b: &[u8], limit: usize) -> usize {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.is_empty() || b.is_empty() {
        return MOVE_COST * (a.len() + b.len());
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH || a.len().abs_diff(b.len()) * MOVE_COST > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|i| i * MOVE_COST).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE_COST;
        for (j, &y) in b.iter().enumerate() {
            let change = diagonal + substitution(x, y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(MOVE_COST + diagonal.min(row[j]));
        }
    }
    row[b.len()]
}
