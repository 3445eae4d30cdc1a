//! The C library's locale: which one is set, and what it says.
#![allow(unsafe_code)]

use std::ffi::{CStr, CString, c_char};

/// Sets a category, or asks for it; `None` if there is no such locale.
pub fn set(category: i32, locale: Option<&CStr>) -> Option<Vec<u8>> {
    let text = locale.map_or(std::ptr::null(), CStr::as_ptr);
    // SAFETY: the text lives; the answer is kept by the C library until the next call, the GIL is held.
    let found = unsafe { libc::setlocale(category, text) };
    (!found.is_null()).then(|| bytes(found))
}

fn bytes(p: *const c_char) -> Vec<u8> {
    // SAFETY: the callers give terminated texts of the C library.
    if p.is_null() { Vec::new() } else { unsafe { CStr::from_ptr(p) }.to_bytes().to_vec() }
}

/// A text of the locale, such as the name of a day.
pub fn information(item: i32) -> Vec<u8> {
    // SAFETY: any number may be asked for.
    bytes(unsafe { libc::nl_langinfo(item) })
}

/// Signs and places of numbers and money.
pub struct Conventions {
    /// Texts by CPython's names.
    pub texts: [(&'static str, Vec<u8>); 8],
    /// Sizes of groups of digits by CPython's names.
    pub groupings: [(&'static str, Vec<u8>); 2],
    /// Numbers by CPython's names.
    pub numbers: [(&'static str, i64); 8],
}

/// What the locale says about numbers and money.
pub fn conventions() -> Conventions {
    // SAFETY: never null; read before anything else may set a locale.
    let l = unsafe { &*libc::localeconv() };
    Conventions {
        texts: [
            ("decimal_point", bytes(l.decimal_point)),
            ("thousands_sep", bytes(l.thousands_sep)),
            ("int_curr_symbol", bytes(l.int_curr_symbol)),
            ("currency_symbol", bytes(l.currency_symbol)),
            ("mon_decimal_point", bytes(l.mon_decimal_point)),
            ("mon_thousands_sep", bytes(l.mon_thousands_sep)),
            ("positive_sign", bytes(l.positive_sign)),
            ("negative_sign", bytes(l.negative_sign)),
        ],
        groupings: [("grouping", bytes(l.grouping)), ("mon_grouping", bytes(l.mon_grouping))],
        numbers: [
            ("int_frac_digits", l.int_frac_digits.into()),
            ("frac_digits", l.frac_digits.into()),
            ("p_cs_precedes", l.p_cs_precedes.into()),
            ("p_sep_by_space", l.p_sep_by_space.into()),
            ("n_cs_precedes", l.n_cs_precedes.into()),
            ("n_sep_by_space", l.n_sep_by_space.into()),
            ("p_sign_posn", l.p_sign_posn.into()),
            ("n_sign_posn", l.n_sign_posn.into()),
        ],
    }
}

/// Compares two texts by the locale.
pub fn collate(a: &CStr, b: &CStr) -> i32 {
    // SAFETY: both live.
    unsafe { libc::strcoll(a.as_ptr(), b.as_ptr()) }
}

/// A text that compares byte by byte as the original does by the locale.
pub fn transform(text: &CString) -> Vec<u8> {
    let mut out = vec![0u8; text.as_bytes().len() * 4 + 1];
    loop {
        // SAFETY: the buffer has that length.
        let n = unsafe { libc::strxfrm(out.as_mut_ptr().cast(), text.as_ptr(), out.len()) };
        if n < out.len() {
            out.truncate(n);
            return out;
        }
        out.resize(n + 1, 0);
    }
}
