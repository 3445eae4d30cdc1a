//! `_locale`: the C library's locale. Formatting by it is in `stdlib/locale.py`.

use crate::host::locale;
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{codec, dict, exception, int, list, module, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::ffi::CString;

/// Raises `locale.Error`.
#[cold]
fn fail(vm: &Vm, message: &str) -> Raised {
    let class = api::import(vm, "_locale").and_then(|m| api::getattr_str(vm, &m, "Error"));
    match class.and_then(|c| api::call(vm, &c, &[str_::from_str(message)])) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

fn text_arg(vm: &Vm, o: &Obj, function: &str, position: usize) -> PyResult<CString> {
    if !str_::is_str(o) {
        let given = o.ty().name();
        return Err(vm.type_error(format!("{function}() argument {position} must be str, not {given}")));
    }
    let data = codec::encode(vm, o, None, Some("surrogateescape"))?;
    CString::new(crate::types::bytes::bytes_of(&data)).map_err(|_| vm.value_error("embedded null character"))
}

fn text(vm: &Vm, data: &[u8]) -> PyResult<Obj> {
    str_::make(vm, String::from_utf8_lossy(data).as_bytes())
}

fn set_locale(vm: &Vm, a: Args) -> PyResult<Obj> {
    let category = crate::modules::os_support::c_int(vm, &a[0])?;
    match a.opt_not_none(1) {
        Some(name) => {
            let name = text_arg(vm, name, "setlocale", 2)?;
            let found = locale::set(category, Some(&name));
            text(vm, &found.ok_or_else(|| fail(vm, "unsupported locale setting"))?)
        }
        None => {
            let found = locale::set(category, None);
            text(vm, &found.ok_or_else(|| fail(vm, "locale query failed"))?)
        }
    }
}

fn locale_conv(vm: &Vm, _: Args) -> PyResult<Obj> {
    let c = locale::conventions();
    let d = dict::new();
    let put_texts = |range: &[(&str, Vec<u8>)]| -> PyResult<()> {
        range.iter().try_for_each(|(k, t)| {
            d.insert_str(intern(k), text(vm, t)?);
            Ok(())
        })
    };
    let put_grouping = |(key, sizes): &(&str, Vec<u8>)| {
        let mut items: Vec<Obj> = sizes.iter().map(|n| int::from_i64((*n).into())).collect();
        // A list that does not end with "no more groups" repeats its last size.
        if sizes.last().is_some_and(|n| *n != 127) {
            items.push(int::from_i64(0));
        }
        d.insert_str(intern(key), list::from_vec(items));
    };
    put_texts(&c.texts[2..6])?;
    put_grouping(&c.groupings[1]);
    put_texts(&c.texts[6..])?;
    for (key, n) in &c.numbers {
        d.insert_str(intern(key), int::from_i64(*n));
    }
    put_texts(&c.texts[..2])?;
    put_grouping(&c.groupings[0]);
    Ok(d.into_obj())
}

fn lang_info(vm: &Vm, a: Args) -> PyResult<Obj> {
    let item = crate::modules::os_support::c_int(vm, &a[0])?;
    if !ITEMS.iter().any(|(_, n)| *n == item) {
        return Err(vm.value_error("unsupported langinfo constant"));
    }
    text(vm, &locale::information(item))
}

/// The numbers of what `nl_langinfo` tells, and of the categories.
const ITEMS: [(&str, i32); 55] = [
    ("ABDAY_1", libc::ABDAY_1),
    ("ABDAY_2", libc::ABDAY_2),
    ("ABDAY_3", libc::ABDAY_3),
    ("ABDAY_4", libc::ABDAY_4),
    ("ABDAY_5", libc::ABDAY_5),
    ("ABDAY_6", libc::ABDAY_6),
    ("ABDAY_7", libc::ABDAY_7),
    ("DAY_1", libc::DAY_1),
    ("DAY_2", libc::DAY_2),
    ("DAY_3", libc::DAY_3),
    ("DAY_4", libc::DAY_4),
    ("DAY_5", libc::DAY_5),
    ("DAY_6", libc::DAY_6),
    ("DAY_7", libc::DAY_7),
    ("ABMON_1", libc::ABMON_1),
    ("ABMON_2", libc::ABMON_2),
    ("ABMON_3", libc::ABMON_3),
    ("ABMON_4", libc::ABMON_4),
    ("ABMON_5", libc::ABMON_5),
    ("ABMON_6", libc::ABMON_6),
    ("ABMON_7", libc::ABMON_7),
    ("ABMON_8", libc::ABMON_8),
    ("ABMON_9", libc::ABMON_9),
    ("ABMON_10", libc::ABMON_10),
    ("ABMON_11", libc::ABMON_11),
    ("ABMON_12", libc::ABMON_12),
    ("MON_1", libc::MON_1),
    ("MON_2", libc::MON_2),
    ("MON_3", libc::MON_3),
    ("MON_4", libc::MON_4),
    ("MON_5", libc::MON_5),
    ("MON_6", libc::MON_6),
    ("MON_7", libc::MON_7),
    ("MON_8", libc::MON_8),
    ("MON_9", libc::MON_9),
    ("MON_10", libc::MON_10),
    ("MON_11", libc::MON_11),
    ("MON_12", libc::MON_12),
    ("AM_STR", libc::AM_STR),
    ("PM_STR", libc::PM_STR),
    ("D_T_FMT", libc::D_T_FMT),
    ("D_FMT", libc::D_FMT),
    ("T_FMT", libc::T_FMT),
    ("T_FMT_AMPM", libc::T_FMT_AMPM),
    ("ERA", libc::ERA),
    ("ERA_D_FMT", libc::ERA_D_FMT),
    ("ERA_D_T_FMT", libc::ERA_D_T_FMT),
    ("ERA_T_FMT", libc::ERA_T_FMT),
    ("ALT_DIGITS", libc::ALT_DIGITS),
    ("CODESET", libc::CODESET),
    ("CRNCYSTR", libc::CRNCYSTR),
    ("RADIXCHAR", libc::RADIXCHAR),
    ("THOUSEP", libc::THOUSEP),
    ("YESEXPR", libc::YESEXPR),
    ("NOEXPR", libc::NOEXPR),
];
const CATEGORIES: [(&str, i32); 8] = [
    ("LC_CTYPE", libc::LC_CTYPE),
    ("LC_NUMERIC", libc::LC_NUMERIC),
    ("LC_TIME", libc::LC_TIME),
    ("LC_COLLATE", libc::LC_COLLATE),
    ("LC_MONETARY", libc::LC_MONETARY),
    ("LC_MESSAGES", libc::LC_MESSAGES),
    ("LC_ALL", libc::LC_ALL),
    ("CHAR_MAX", 127),
];

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in ITEMS.into_iter().chain(CATEGORIES) {
        d.insert_str(intern(name), int::from_i64(n.into()));
    }
    d.insert_str(intern("Error"), api::new_class(vm, "locale", "Error", &[exception::EXCEPTION.obj()])?);
    // Characters are those of the environment, and UTF-8 where it names none; all else is as in C until it is set.
    let chosen = locale::set(libc::LC_CTYPE, Some(c""));
    if chosen.is_none_or(|c| c == b"C" || c == b"POSIX") {
        locale::set(libc::LC_CTYPE, Some(c"C.UTF-8"));
    }
    Ok(())
}

/// `_locale`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_locale",
    doc: "The locale of the C library.",
    functions: &[
        function(
            "setlocale",
            "(category, locale=None, /)",
            "Sets a category of the locale, or tells it.",
            set_locale,
        ),
        function("localeconv", "()", "Conventions of numbers and money, as a dict.", locale_conv),
        function("strcoll", "(os1, os2, /)", "Compares two texts by the locale.", |vm, a| {
            let (x, y) = (text_arg(vm, &a[0], "strcoll", 1)?, text_arg(vm, &a[1], "strcoll", 2)?);
            Ok(int::from_i64(locale::collate(&x, &y).into()))
        }),
        function("strxfrm", "(string, /)", "A text to sort by instead.", |vm, a| {
            text(vm, &locale::transform(&text_arg(vm, &a[0], "strxfrm", 1)?))
        }),
        function("nl_langinfo", "(key, /)", "A text of the locale, such as the name of a day.", lang_info),
        function("getencoding", "()", "The encoding of the environment.", |vm, _| {
            text(vm, &locale::information(libc::CODESET))
        }),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
