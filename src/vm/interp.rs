//! What all threads share: modules, builtins, limits. The state of one thread is in `thread.rs`.
#![allow(unsafe_code)]

use crate::object::heap::GilCell;
use crate::object::obj::Ref;
use crate::types::dict::{self, Dict};
use std::cell::{Cell, RefCell};

/// The interpreter.
pub struct Interp {
    builtins: RefCell<Option<Ref<Dict>>>,
    sys_dict: RefCell<Option<Ref<Dict>>>,
    modules: RefCell<Option<Ref<Dict>>>,
    /// `sys.getrecursionlimit()`
    pub recursion_limit: Cell<i32>,
    /// `-O`, `-OO`
    pub optimize: Cell<u8>,
    /// How many values `sys.displayhook` has shown.
    pub displayed: Cell<u64>,
    /// Whether `sys.displayhook` leaves out the middle of what would fill the terminal.
    pub shortens: Cell<bool>,
    /// What the interpreter put in front of `sys.path`: the place of the program.
    pub program_place: RefCell<Option<String>>,
    /// `-X no_debug_ranges`
    pub no_debug_ranges: Cell<bool>,
    /// `-b`: how often it was given.
    pub bytes_warning: Cell<u8>,
    /// `sys.get_int_max_str_digits()`
    pub int_max_str_digits: Cell<usize>,
    /// What `atexit.register` was given.
    pub exit_calls: RefCell<Vec<crate::modules::atexit::ExitCall>>,
    /// `sys.addaudithook`
    pub audit_hooks: RefCell<Vec<crate::object::obj::Obj>>,
    /// `sys.getdlopenflags()`
    pub dlopen_flags: Cell<i32>,
    /// `typing.NoDefault`, once it is made.
    pub no_default: crate::object::field::Field,
    /// The classes of syntax tree nodes, once somebody asks for them.
    pub ast_classes: std::cell::OnceCell<crate::modules::_ast::Classes>,
    /// Steps that programs may still make, if they are counted (`_fuel.limit`).
    pub fuel: Cell<Option<u64>>,
    /// The finders that `sys.meta_path` begins with, once somebody has asked for it.
    pub finders: crate::object::field::Field,
    /// The same of `sys.path_hooks`.
    pub path_hooks: crate::object::field::Field,
    /// `sys.monitoring`
    pub monitor: crate::vm::monitor::Monitor,
    /// Interpreter shutdown has begun.
    pub finalizing: Cell<bool>,
}

static INTERP: GilCell<Option<Interp>> = GilCell::new(None);

/// The interpreter. Valid after `init`.
#[inline(always)]
pub fn interp() -> &'static Interp {
    // SAFETY: written once by `init` before any thread runs Python code; fields are cells used under the GIL.
    unsafe { (*INTERP.get()).as_ref().expect("pyr is initialised before it runs") }
}

/// Makes the interpreter state, without any object.
pub fn init() {
    // SAFETY: no other thread exists yet.
    unsafe {
        *INTERP.get() = Some(Interp {
            builtins: RefCell::new(None),
            sys_dict: RefCell::new(None),
            modules: RefCell::new(None),
            recursion_limit: Cell::new(1000),
            optimize: Cell::new(0),
            displayed: Cell::new(0),
            shortens: Cell::new(false),
            program_place: RefCell::new(None),
            no_debug_ranges: Cell::new(false),
            bytes_warning: Cell::new(0),
            int_max_str_digits: Cell::new(4300),
            exit_calls: RefCell::new(Vec::new()),
            audit_hooks: RefCell::new(Vec::new()),
            dlopen_flags: Cell::new(libc::RTLD_NOW),
            no_default: crate::object::field::Field::new(None),
            ast_classes: std::cell::OnceCell::new(),
            fuel: Cell::new(None),
            finders: crate::object::field::Field::new(None),
            path_hooks: crate::object::field::Field::new(None),
            monitor: crate::vm::monitor::Monitor::default(),
            finalizing: Cell::new(false),
        });
    }
}

fn get(slot: &RefCell<Option<Ref<Dict>>>) -> Ref<Dict> {
    if let Some(d) = &*slot.borrow() {
        return d.clone();
    }
    let d = dict::new();
    *slot.borrow_mut() = Some(d.clone());
    d
}

impl Interp {
    /// The namespace of `builtins`.
    pub fn builtins(&self) -> Ref<Dict> {
        get(&self.builtins)
    }

    /// The namespace of `sys`.
    pub fn sys_dict(&self) -> Ref<Dict> {
        get(&self.sys_dict)
    }

    /// Says which dict is the namespace of `sys`.
    pub fn set_sys(&self, d: Ref<Dict>) {
        let old = self.sys_dict.replace(Some(d));
        drop(old);
    }

    /// `sys.modules`
    pub fn modules(&self) -> Ref<Dict> {
        get(&self.modules)
    }
}
