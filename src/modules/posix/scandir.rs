//! Directories: `listdir`, `scandir` and its entries.

use super::args::{self, Also, Path};
use super::stat::stat_object;
use crate::host::path::{At, Dir};
use crate::host::{Errno, path};
use crate::modules::os_support::{fs_c_string, os_error_names};
use crate::object::args::Args;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{
    MethodDef, TypeSpec, class_method, function, iter_self, member, method, return_self, type_flag,
};
use crate::object::type_object::StaticType;
use crate::types::{generic_alias, int, list, str_};
use crate::vm::{PyResult, Vm, api, gil};
use std::cell::RefCell;

/// The native state of an entry.
pub struct DirEntry {
    name: Obj,
    path: Obj,
    kind: u8,
    inode: u64,
    /// The directory's descriptor, if it was given as one.
    at: Option<i32>,
    followed: Field,
    own: Field,
}

#[allow(unsafe_code)]
// SAFETY: holds only texts and stat results, which refer to nothing of ours.
unsafe impl Payload for DirEntry {
    fn static_type() -> &'static StaticType {
        &DIR_ENTRY
    }
}

fn entry(o: &Obj) -> &DirEntry {
    o.downcast::<DirEntry>().expect("the receiver is a DirEntry")
}

impl DirEntry {
    /// What `stat` tells of the entry, asked once.
    fn stat(&self, vm: &Vm, follow: bool) -> PyResult<Obj> {
        let slot = if follow && matches!(self.kind, libc::DT_LNK | libc::DT_UNKNOWN) {
            &self.followed
        } else {
            &self.own
        };
        if let Some(s) = slot.get() {
            return Ok(s);
        }
        let name = fs_c_string(vm, if self.at.is_some() { &self.name } else { &self.path })?;
        let s = path::stat(At(self.at), &name, follow)
            .map_err(|e| os_error_names(vm, e, std::slice::from_ref(&self.path)))?;
        let s = stat_object(vm, &s)?;
        slot.set(Some(s.clone()));
        Ok(s)
    }

    /// Whether the entry is of a type of file.
    fn is(&self, vm: &Vm, follow: bool, kind: u8, mode: u32) -> PyResult<bool> {
        let ask = self.kind == libc::DT_UNKNOWN || follow && self.kind == libc::DT_LNK;
        if !ask {
            return Ok(self.kind == kind);
        }
        match self.stat(vm, follow) {
            Ok(s) => {
                let bits = api::to_i64(vm, &crate::types::tuple::items(&s)[0])?;
                Ok(bits as u32 & libc::S_IFMT == mode)
            }
            Err(r) => vm.clear_if(r, &crate::types::exception::FILE_NOT_FOUND_ERROR).map(|()| false),
        }
    }
}

fn follow(vm: &Vm, a: Args) -> PyResult<bool> {
    args::flag(vm, a.opt(1), true)
}

static ENTRY_METHODS: [MethodDef; 8] = [
    method("is_dir", "($self, /, *, follow_symlinks=True)", "Whether the entry is a directory.", |vm, a| {
        entry(&a[0]).is(vm, follow(vm, a)?, libc::DT_DIR, libc::S_IFDIR).map(Obj::from_bool)
    }),
    method(
        "is_file",
        "($self, /, *, follow_symlinks=True)",
        "Whether the entry is a regular file.",
        |vm, a| entry(&a[0]).is(vm, follow(vm, a)?, libc::DT_REG, libc::S_IFREG).map(Obj::from_bool),
    ),
    method("is_symlink", "($self, /)", "Whether the entry is a symbolic link.", |vm, a| {
        entry(&a[0]).is(vm, false, libc::DT_LNK, libc::S_IFLNK).map(Obj::from_bool)
    }),
    method("is_junction", "($self, /)", "Whether the entry is a junction: never here.", |_, _| {
        Ok(Obj::FALSE)
    }),
    method(
        "stat",
        "($self, /, *, follow_symlinks=True)",
        "What is known of the entry; asked once.",
        |vm, a| entry(&a[0]).stat(vm, follow(vm, a)?),
    ),
    method("inode", "($self, /)", "The inode number.", |_, a| Ok(int::from_u64(entry(&a[0]).inode))),
    method("__fspath__", "($self, /)", "The path.", |_, a| Ok(entry(&a[0]).path.clone())),
    class_method("__class_getitem__", "($type, object, /)", "", generic_alias::class_getitem),
];

static ENTRY_SPEC: TypeSpec = TypeSpec {
    name: "DirEntry",
    module: "posix",
    flags: type_flag::NO_NEW,
    slots: Slots {
        repr: Some(|vm, o| {
            let name = api::repr_string(vm, &entry(o).name)?;
            Ok(str_::from_string(format!("<DirEntry {name}>")))
        }),
        ..Slots::NONE
    },
    methods: &ENTRY_METHODS,
    getters: &[
        member("name", "Name without the folder.", |_, o| Ok(entry(o).name.clone())),
        member("path", "Name behind the path that scandir() was given.", |_, o| Ok(entry(o).path.clone())),
    ],
    ..TypeSpec::FINAL
};

/// `posix.DirEntry`
pub static DIR_ENTRY: StaticType = StaticType::new(&ENTRY_SPEC, LayoutOps::of::<DirEntry>(false));

/// The native state of the iterator over a directory.
pub struct ScandirIterator {
    dir: RefCell<Option<Dir>>,
    path: Path,
}

#[allow(unsafe_code)]
// SAFETY: the path object is a text or a number.
unsafe impl Payload for ScandirIterator {
    fn static_type() -> &'static StaticType {
        &SCANDIR_ITERATOR
    }
    const GC: bool = true;
}

fn iterator(o: &Obj) -> &ScandirIterator {
    o.downcast::<ScandirIterator>().expect("the receiver is a scandir iterator")
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let it = iterator(o);
    let Some(mut dir) = it.dir.take() else { return Ok(None) };
    let found = dir.next_entry();
    match found {
        Ok(Some(e)) => {
            *it.dir.borrow_mut() = Some(dir);
            let name = it.path.result(vm, &e.name)?;
            let full = match it.path.fd {
                Some(_) => name.clone(),
                None => {
                    let mut full = it.path.name().to_bytes().to_vec();
                    if full.last().is_some_and(|b| *b != b'/') {
                        full.push(b'/');
                    }
                    full.extend_from_slice(&e.name);
                    it.path.result(vm, &full)?
                }
            };
            let entry = DirEntry {
                name,
                path: full,
                kind: e.kind,
                inode: e.inode,
                at: it.path.fd,
                followed: Field::default(),
                own: Field::default(),
            };
            Ok(Some(Ref::new(entry).into_obj()))
        }
        Ok(None) => Ok(None),
        Err(e) => Err(it.path.error(vm, e)),
    }
}

fn close(o: &Obj) {
    drop(iterator(o).dir.take());
}

static ITERATOR_SPEC: TypeSpec = TypeSpec {
    name: "ScandirIterator",
    module: "posix",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        next: Some(next),
        del: Some(|vm, o| {
            if iterator(o).dir.borrow().is_some() {
                api::warn_unclosed(vm, "scandir iterator ", o);
            }
        }),
        ..Slots::NONE
    },
    methods: &[
        method("__enter__", "($self, /)", "", return_self),
        method("__exit__", "($self, /, *args)", "", |_, a| {
            close(&a[0]);
            Ok(Obj::NONE)
        }),
        method("close", "($self, /)", "Ends the iteration and closes the directory.", |_, a| {
            close(&a[0]);
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::FINAL
};

/// The type of `scandir()`.
pub static SCANDIR_ITERATOR: StaticType =
    StaticType::new(&ITERATOR_SPEC, LayoutOps::of::<ScandirIterator>(false));

fn open(vm: &Vm, p: &Path) -> PyResult<Dir> {
    let r = gil::allow_threads(vm, || match p.fd {
        Some(fd) => Dir::from_fd(fd),
        None => Dir::open(p.name()),
    });
    r.map_err(|e| p.error_by_name(vm, e))
}

fn read_names(dir: &mut Dir) -> Result<Vec<Vec<u8>>, Errno> {
    let mut names = Vec::new();
    while let Some(e) = dir.next_entry()? {
        names.push(e.name);
    }
    Ok(names)
}

/// The functions of this file.
pub static FUNCTIONS: &[MethodDef] = &[
    function("listdir", "(path=None)", "The names in a directory.", |vm, a| {
        let p = args::path(vm, a.opt(0).unwrap_or(&Obj::NONE), "listdir", Also::FdOrNone)?;
        let mut dir = open(vm, &p)?;
        let names = read_names(&mut dir).map_err(|e| p.error_by_name(vm, e))?;
        Ok(list::from_vec(names.iter().map(|n| p.result(vm, n)).collect::<PyResult<_>>()?))
    }),
    function("scandir", "(path=None)", "The entries of a directory, one after the other.", |vm, a| {
        let p = args::path(vm, a.opt(0).unwrap_or(&Obj::NONE), "scandir", Also::FdOrNone)?;
        let dir = open(vm, &p)?;
        Ok(Ref::new(ScandirIterator { dir: RefCell::new(Some(dir)), path: p }).into_obj())
    }),
];
