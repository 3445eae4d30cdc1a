//! Compiled modules beside their sources, in `__pycache__`: read if they belong to the source and to this build, else
//! written. CPython's files have another name and are never touched.

use crate::bytecode::code::{CodeData, Const};
use crate::bytecode::{serial, verify::verify};
use crate::host::fs;
use crate::object::obj::Ref;
use crate::syntax::Mode;
use crate::text::hash::Key;
use crate::types::code::Code;
use crate::types::str_;
use crate::vm::{PyResult, Vm, api, import, interp, load};
use std::rc::Rc;
use std::sync::atomic::{AtomicU8, Ordering};

/// What a file begins with: changes with the compiler and the layout of code (the build script takes their hash).
pub const MAGIC: [u8; 4] = include!(concat!(env!("OUT_DIR"), "/magic.rs"));
/// Magic, flags, then time and size of the source, or its hash.
const HEAD: usize = 16;
/// In the flags: the hash of the source is there, and it is to be compared.
const BY_HASH: u32 = 1;
const CHECK_HASH: u32 = 2;

/// `--check-hash-based-pycs`: 0 as the file says, 1 always, 2 never.
static CHECK: AtomicU8 = AtomicU8::new(0);

/// Sets whether files that are known by hash are compared with their sources.
pub fn set_hash_check(how: u8) {
    CHECK.store(how, Ordering::Relaxed);
}

/// The hash of a source.
pub fn source_hash(source: &[u8]) -> [u8; 8] {
    let mut key = [0; 16];
    key[..4].copy_from_slice(&MAGIC);
    Key::from_bytes(key).hash_bytes(source).to_le_bytes()
}

/// Where the compiled form of a source is kept.
pub fn place(file: &str) -> Option<String> {
    let (folder, name) = file.rsplit_once('/')?;
    let stem = name.strip_suffix(".py").unwrap_or(name);
    let level = match interp().optimize.get() {
        0 => String::new(),
        n => format!(".opt-{n}"),
    };
    let prefix = api::sys_attr("pycache_prefix").filter(str_::is_str);
    let folder = match prefix {
        Some(p) => format!("{}{folder}", str_::display(&p)),
        None => format!("{folder}/__pycache__"),
    };
    Some(format!("{folder}/{stem}.{}{level}.pyc", crate::modules::sys::CACHE_TAG))
}

/// The code of a source file: from the cache if it holds it, else compiled and put there.
pub fn code(vm: &Vm, file: &str) -> PyResult<Ref<Code>> {
    let place = place(file);
    let stamp = fs::stamp(file);
    let mut source = None;
    if let (Some(place), Some(stamp)) = (&place, stamp)
        && let Some(data) = cached(place, file, stamp, &mut source)
    {
        return Ok(load::load(vm, &Rc::new(data)).into_ref::<Code>().expect("load gives code"));
    }
    let bytes = match source {
        Some(bytes) => bytes,
        None => fs::read(file).map_err(|e| import::os_error(vm, &e, file))?,
    };
    let source = crate::builtins::code::decode_source(vm, &bytes, file)?;
    let code = crate::builtins::code::compile_text(vm, &source, file, Mode::Exec, Default::default())?;
    let may_write = match api::sys_attr("dont_write_bytecode") {
        Some(no) => !api::is_true(vm, &no)?,
        None => false,
    };
    if let (true, Some(place), Some((time, size))) = (may_write, &place, stamp) {
        let mut out = MAGIC.to_vec();
        out.extend(0u32.to_le_bytes());
        out.extend(time.to_le_bytes());
        out.extend(size.to_le_bytes());
        let body = serial::write(&code.data);
        if let Ok(n) = i32::try_from(body.len()) {
            // As `marshal` writes it.
            out.push(b'c');
            out.extend(n.to_le_bytes());
            out.extend(body);
            fs::put(place, &out);
        }
    }
    Ok(code)
}

/// What the cache holds for a source, unless it is out of date or malformed.
fn marshalled(body: &[u8]) -> Option<CodeData> {
    let data = serial::read(body.strip_prefix(b"c")?.get(4..)?).ok()?;
    verify(&data).ok()?;
    Some(data)
}

/// The code in the bytes of a compiled file, if they are those of one.
pub fn compiled(vm: &Vm, bytes: &[u8]) -> Option<PyResult<Ref<Code>>> {
    let (head, body) = bytes.split_at_checked(HEAD)?;
    if head[..4] != MAGIC {
        return None;
    }
    Some(match marshalled(body) {
        Some(data) => Ok(load::load(vm, &Rc::new(data)).into_ref::<Code>().expect("load gives code")),
        None => Err(vm.runtime_error("Bad code object in .pyc file")),
    })
}

fn cached(
    place: &str,
    file: &str,
    (time, size): (u32, u32),
    source: &mut Option<Vec<u8>>,
) -> Option<CodeData> {
    let bytes = fs::read(place).ok()?;
    let (head, body) = bytes.split_at_checked(HEAD)?;
    let word = |i: usize| u32::from_le_bytes([head[i], head[i + 1], head[i + 2], head[i + 3]]);
    if head[..4] != MAGIC {
        return None;
    }
    let flags = word(4);
    let valid = if flags & BY_HASH == 0 {
        flags == 0 && (word(8), word(12)) == (time, size)
    } else {
        let check = match CHECK.load(Ordering::Relaxed) {
            0 => flags & CHECK_HASH != 0,
            how => how == 1,
        };
        !check || source_hash(source.insert(fs::read(file).ok()?)) == head[8..]
    };
    if !valid {
        return None;
    }
    let mut data = marshalled(body)?;
    if *data.filename != *file {
        relocate(&mut data, &Rc::from(file));
    }
    Some(data)
}

/// The source has moved since it was compiled.
fn relocate(code: &mut CodeData, file: &Rc<str>) {
    code.filename = file.clone();
    for c in &mut code.consts {
        if let Const::Code(inner) = c
            && let Some(inner) = Rc::get_mut(inner)
        {
            relocate(inner, file);
        }
    }
}
