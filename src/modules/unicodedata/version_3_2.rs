//! Unicode 3.2, for stringprep: today's properties but for what `tables_3_2.rs` lists.

use super::tables_3_2::{CHANGED, MAPPED, UNASSIGNED};
use crate::text::normalize::{self, Form};
use crate::text::{names, unicode, wtf8};

/// What was different about a character.
#[derive(Clone, Copy)]
pub(super) enum Change {
    /// Its general category.
    Category(&'static str),
    /// Its bidirectional class.
    Bidirectional(&'static str),
    /// Its East Asian width.
    Width(&'static str),
    /// Whether it was mirrored.
    Mirrored(bool),
    /// Its decimal value.
    Decimal(u32),
}

/// Whether a character that is assigned today was not, and then whether it was wide.
fn unassigned(c: u32) -> Option<bool> {
    let i = UNASSIGNED.partition_point(|(_, last, _)| *last < c);
    UNASSIGNED.get(i).filter(|(first, ..)| *first <= c).map(|(.., wide)| *wide)
}

/// What a character had of one property; None: the same as today.
fn changed<T>(c: u32, pick: fn(Change) -> Option<T>) -> Option<T> {
    // No run is longer than that.
    let start = CHANGED.partition_point(|(first, ..)| *first < c.saturating_sub(0x1000));
    let near = CHANGED[start..].iter().take_while(|(first, ..)| *first <= c);
    near.filter(|(_, last, _)| *last >= c).find_map(|(.., change)| pick(*change))
}

pub(super) fn category(c: u32) -> &'static str {
    if unassigned(c).is_some() {
        return "Cn";
    }
    changed(c, |x| if let Change::Category(s) = x { Some(s) } else { None })
        .unwrap_or_else(|| unicode::category(c))
}

pub(super) fn bidirectional(c: u32) -> &'static str {
    if unassigned(c).is_some() {
        return "";
    }
    let was = changed(c, |x| if let Change::Bidirectional(s) = x { Some(s) } else { None });
    was.unwrap_or_else(|| unicode::bidirectional(c))
}

pub(super) fn east_asian_width(c: u32) -> &'static str {
    match unassigned(c) {
        Some(true) => "W",
        Some(false) => "N",
        None => {
            let was = changed(c, |x| if let Change::Width(s) = x { Some(s) } else { None });
            was.unwrap_or_else(|| unicode::east_asian_width(c))
        }
    }
}

pub(super) fn is_mirrored(c: u32) -> bool {
    let was = changed(c, |x| if let Change::Mirrored(m) = x { Some(m) } else { None });
    unassigned(c).is_none() && was.unwrap_or_else(|| unicode::is_mirrored(c))
}

pub(super) fn combining(c: u32) -> u8 {
    if unassigned(c).is_some() { 0 } else { unicode::combining(c) }
}

pub(super) fn decomposition(c: u32) -> String {
    if unassigned(c).is_some() { String::new() } else { unicode::decomposition(c) }
}

pub(super) fn decimal(c: u32) -> Option<u32> {
    let was = changed(c, |x| if let Change::Decimal(n) = x { Some(n) } else { None });
    if unassigned(c).is_some() { None } else { was.or_else(|| unicode::decimal(c)) }
}

pub(super) fn digit(c: u32) -> Option<u32> {
    unicode::digit(c)
}

pub(super) fn numeric(c: u32) -> Option<f64> {
    if unassigned(c).is_some() { None } else { unicode::numeric(c) }
}

pub(super) fn name(c: u32) -> Option<String> {
    if unassigned(c).is_some() { None } else { names::name(c) }
}

/// The normal form: what was not assigned, and so not decomposed, stands between what is normalized.
pub(super) fn normalize(text: &[u8], form: Form) -> Vec<u8> {
    let (mut out, mut part) = (Vec::with_capacity(text.len()), Vec::new());
    for c in wtf8::chars(text) {
        if unassigned(c).is_some() && !unicode::decomposition(c).is_empty() {
            out.extend(normalize::normalize(&part, form));
            part.clear();
            wtf8::push(&mut out, c);
        } else {
            let mapped = MAPPED.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
            wtf8::push(&mut part, mapped);
        }
    }
    out.extend(normalize::normalize(&part, form));
    out
}

pub(super) fn is_normalized(text: &[u8], form: Form) -> bool {
    normalize(text, form) == text
}
