//! `_stat`: what the bits of a file mode mean.

use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, ModuleSpec, function};
use crate::types::{int, module, str_};
use crate::vm::{PyResult, Vm, api};

const NUMBERS: &[(&str, u32)] = &[
    ("S_IFDIR", 0o040000),
    ("S_IFCHR", 0o020000),
    ("S_IFBLK", 0o060000),
    ("S_IFREG", 0o100000),
    ("S_IFIFO", 0o010000),
    ("S_IFLNK", 0o120000),
    ("S_IFSOCK", 0o140000),
    ("S_IFDOOR", 0),
    ("S_IFPORT", 0),
    ("S_IFWHT", 0),
    ("S_ISUID", 0o4000),
    ("S_ISGID", 0o2000),
    ("S_ISVTX", 0o1000),
    ("S_ENFMT", 0o2000),
    ("S_IREAD", 0o400),
    ("S_IWRITE", 0o200),
    ("S_IEXEC", 0o100),
    ("S_IRWXU", 0o700),
    ("S_IRUSR", 0o400),
    ("S_IWUSR", 0o200),
    ("S_IXUSR", 0o100),
    ("S_IRWXG", 0o070),
    ("S_IRGRP", 0o040),
    ("S_IWGRP", 0o020),
    ("S_IXGRP", 0o010),
    ("S_IRWXO", 0o007),
    ("S_IROTH", 0o004),
    ("S_IWOTH", 0o002),
    ("S_IXOTH", 0o001),
    ("UF_SETTABLE", 0xffff),
    ("UF_NODUMP", 0x1),
    ("UF_IMMUTABLE", 0x2),
    ("UF_APPEND", 0x4),
    ("UF_OPAQUE", 0x8),
    ("UF_NOUNLINK", 0x10),
    ("UF_COMPRESSED", 0x20),
    ("UF_TRACKED", 0x40),
    ("UF_DATAVAULT", 0x80),
    ("UF_HIDDEN", 0x8000),
    ("SF_SETTABLE", 0xffff_0000),
    ("SF_ARCHIVED", 0x1_0000),
    ("SF_IMMUTABLE", 0x2_0000),
    ("SF_APPEND", 0x4_0000),
    ("SF_NOUNLINK", 0x10_0000),
    ("SF_SNAPSHOT", 0x20_0000),
    ("SF_FIRMLINK", 0x80_0000),
    ("SF_DATALESS", 0x4000_0000),
    ("ST_MODE", 0),
    ("ST_INO", 1),
    ("ST_DEV", 2),
    ("ST_NLINK", 3),
    ("ST_UID", 4),
    ("ST_GID", 5),
    ("ST_SIZE", 6),
    ("ST_ATIME", 7),
    ("ST_MTIME", 8),
    ("ST_CTIME", 9),
];

const FORMAT: u32 = 0o170000;

fn mode(vm: &Vm, a: Args) -> PyResult<u32> {
    let n = api::to_i64(vm, &a[0])?;
    u32::try_from(n).map_err(|_| {
        if n < 0 {
            vm.overflow_error("can't convert negative value to unsigned int")
        } else {
            vm.overflow_error("mode out of range")
        }
    })
}

/// Letters of the file types.
const KINDS: [(u32, char); 7] = [
    (0o100000, '-'),
    (0o040000, 'd'),
    (0o120000, 'l'),
    (0o060000, 'b'),
    (0o020000, 'c'),
    (0o010000, 'p'),
    (0o140000, 's'),
];

fn filemode(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = mode(vm, a)?;
    let mut out = String::from(KINDS.iter().find(|k| k.0 == m & FORMAT).map_or('?', |k| k.1));
    for (shift, special, letters) in [(6, 0o4000, "sS"), (3, 0o2000, "sS"), (0, 0o1000, "tT")] {
        let bits = m >> shift;
        out.push(if bits & 4 != 0 { 'r' } else { '-' });
        out.push(if bits & 2 != 0 { 'w' } else { '-' });
        out.push_str(match (m & special != 0, bits & 1 != 0) {
            (true, true) => &letters[..1],
            (true, false) => &letters[1..],
            (false, true) => "x",
            _ => "-",
        });
    }
    Ok(str_::from_string(out))
}

macro_rules! tests {
    ($($name:literal $kind:literal $doc:literal;)*) => {
        [
            $(function($name, "(mode, /)", concat!("Whether the mode is that of ", $doc, "."), |vm, a| {
                Ok(Obj::from_bool($kind != 0 && mode(vm, a)? & FORMAT == $kind))
            }),)*
            function("S_IMODE", "(mode, /)", "The part of a mode that chmod() can set.", |vm, a| {
                Ok(int::from_i64((mode(vm, a)? & 0o7777).into()))
            }),
            function("S_IFMT", "(mode, /)", "The part of a mode that says what kind of file it is.", |vm, a| {
                Ok(int::from_i64((mode(vm, a)? & FORMAT).into()))
            }),
            function("filemode", "(mode, /)", "A mode as text: '-rwxrwxrwx'.", filemode),
        ]
    };
}

static FUNCTIONS: [MethodDef; 13] = tests! {
    "S_ISDIR" 0o040000 "a directory";
    "S_ISCHR" 0o020000 "a character device";
    "S_ISBLK" 0o060000 "a block device";
    "S_ISREG" 0o100000 "a regular file";
    "S_ISFIFO" 0o010000 "a pipe";
    "S_ISLNK" 0o120000 "a symbolic link";
    "S_ISSOCK" 0o140000 "a socket";
    "S_ISDOOR" 0 "a door";
    "S_ISPORT" 0 "an event port";
    "S_ISWHT" 0 "a whiteout";
};

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in NUMBERS {
        d.insert_str(intern(name), int::from_i64((*n).into()));
    }
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_stat",
    doc: "What the bits of a file mode mean.",
    functions: &FUNCTIONS,
    init: Some(init),
    ..ModuleSpec::EMPTY
};
