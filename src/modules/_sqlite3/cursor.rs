//! Cursors, and the part of connections that they need (`Core`; `stdlib/sqlite3` puts the rest into the class).

use super::database::{Database, in_transaction};
use super::statement::{Statement, prepare, prepare_first};
use super::{fail, int_arg, utf8};
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{
    GetterDef, MethodDef, TypeSpec, getter, iter_self, member, method, property, type_flag,
};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::{int, list, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::Cell;

/// What a connection is natively.
pub(super) struct Core {
    database: Field,
    /// Prepared statements by their text.
    statements: Field,
    cached: Cell<usize>,
    row_factory: Field,
    text_factory: Field,
    /// How transactions begin; None: not by themselves.
    level: Field,
    /// The thread it belongs to; 0: all.
    thread: Cell<u64>,
    /// -1: as `level` says.
    autocommit: Cell<i64>,
    detect_types: Cell<i64>,
    ready: Cell<bool>,
}

/// The native state of a cursor.
pub(super) struct Cursor {
    connection: Field,
    /// What `description` shows.
    pub(super) description: Field,
    rowcount: Cell<i64>,
    lastrowid: Field,
    arraysize: Cell<i32>,
    row_factory: Field,
    /// A statement that is at a row nobody has fetched yet.
    statement: Field,
    /// A converter or None for each column; None for none at all.
    converters: Field,
    ready: Cell<bool>,
    closed: Cell<bool>,
    /// It is at work.
    locked: Cell<bool>,
}

macro_rules! of_fields {
    ($body:ty, $ty:expr, [$($field:ident)*]) => {
        #[allow(unsafe_code)]
        // SAFETY: every field with references is listed, and visited once.
        unsafe impl Payload for $body {
            fn static_type() -> &'static StaticType {
                &$ty
            }
            const GC: bool = true;
            fn traverse(&self, visit: &mut Visit) {
                $(self.$field.visit(visit);)*
            }
            fn clear(&self) {
                $(drop(self.$field.take());)*
            }
        }
    };
}
of_fields!(Core, CORE, [database statements row_factory text_factory level]);
of_fields!(Cursor, CURSOR, [connection description lastrowid row_factory converters statement]);

impl Drop for Cursor {
    fn drop(&mut self) {
        self.release();
    }
}

fn misuse(vm: &Vm, message: &str) -> Raised {
    fail(vm, "ProgrammingError", message)
}

fn core(o: &Obj) -> &Core {
    o.downcast().expect("the receiver is a connection")
}

fn of(o: &Obj) -> &Cursor {
    o.downcast().expect("the receiver is a cursor")
}

fn statement_of(o: &Obj) -> &Statement {
    o.downcast().expect("a cursor's statement is one")
}

// --- connections

impl Core {
    fn check_thread(&self, vm: &Vm) -> PyResult<()> {
        if !self.ready.get() {
            return Err(misuse(vm, "Base Connection.__init__ not called."));
        }
        let (owner, here) = (self.thread.get(), vm.ident.get());
        if owner != 0 && owner != here {
            let message = format!(
                "SQLite objects created in a thread can only be used in that same thread. The object was created in thread id {owner} and this is thread id {here}."
            );
            return Err(misuse(vm, &message));
        }
        Ok(())
    }

    /// The open database, for this thread.
    fn check(&self, vm: &Vm) -> PyResult<Obj> {
        self.check_thread(vm)?;
        self.database.get().ok_or_else(|| misuse(vm, "Cannot operate on a closed database."))
    }

    /// A statement that nobody uses, from the cache if possible.
    fn prepare(&self, vm: &Vm, database: &Obj, sql: &Obj) -> PyResult<Obj> {
        let cache = self.statements.get_or_none();
        let cache = cache.downcast::<Dict>().filter(|_| sql.is_exact_type(&str_::STR));
        let found = cache.and_then(|c| c.get_str(sql));
        if let Some(s) = found.as_ref().filter(|s| !statement_of(s).in_use.get()) {
            return Ok(s.clone());
        }
        let made = prepare(vm, database, sql)?.into_obj();
        if let Some(cache) = cache.filter(|_| found.is_none() && self.cached.get() > 0) {
            if cache.len() >= self.cached.get()
                && let Some(oldest) = cache.keys().first()
            {
                drop(cache.remove_str(oldest));
            }
            cache.insert_str(sql.clone(), made.clone());
        }
        Ok(made)
    }
}

/// Runs a statement of the module's own.
fn run(vm: &Vm, database: &Obj, sql: &str) -> PyResult<()> {
    prepare_first(vm, database, sql)?.0.step(vm).map(drop)
}

fn make_cursor(vm: &Vm, me: &Obj, factory: Option<&Obj>) -> PyResult<Obj> {
    let c = core(me);
    c.check(vm)?;
    let cursor = match factory {
        Some(f) => api::call(vm, f, std::slice::from_ref(me))?,
        None => {
            let made = new_instance(vm, &CURSOR.obj(), Cursor::new())?;
            of(&made).connect(me);
            made
        }
    };
    if !cursor.is_instance::<Cursor>() {
        let given = api::shown_type(&cursor);
        return Err(vm.type_error(format!("factory must return a cursor, not {given}")));
    }
    if let Some(f) = c.row_factory.get().filter(|f| !f.is_none()) {
        of(&cursor).row_factory.set(Some(f));
    }
    Ok(cursor)
}

/// A connection's method of the same name as a cursor's: with a new cursor.
fn with_cursor(
    vm: &Vm,
    a: Args,
    name: &str,
    quick: fn(&Vm, &Obj, &Obj, Option<&Obj>) -> PyResult<Obj>,
) -> PyResult<Obj> {
    let cursor = api::call_method(vm, &a[0], &intern("cursor"), &[])?;
    let given = if a.len() > 2 { a.opt(2) } else { None };
    if cursor.is_exact_type(&CURSOR) {
        return quick(vm, &cursor, &a[1], given);
    }
    let args: Vec<Obj> = [Some(&a[1]), given].into_iter().flatten().cloned().collect();
    api::call_method(vm, &cursor, &intern(name), &args)
}

/// `_open(database, check_same_thread, autocommit, level, detect_types, cached_statements)`
fn open(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = core(&a[0]);
    let own = api::is_true(vm, &a[2])?;
    let (autocommit, detect, cached) = (int_arg(vm, &a[3])?, int_arg(vm, &a[5])?, int_arg(vm, &a[6])?);
    c.thread.set(if own { vm.ident.get() } else { 0 });
    c.autocommit.set(autocommit.into());
    c.detect_types.set(detect.into());
    c.cached.set(cached.max(0) as usize);
    c.level.set(Some(a[4].clone()));
    c.row_factory.set(Some(Obj::NONE));
    c.text_factory.set(Some(str_::STR.obj()));
    c.statements.set(Some(dict::new().into_obj()));
    c.database.set(Some(a[1].clone()));
    c.ready.set(true);
    Ok(Obj::NONE)
}

fn forget_database(c: &Core) -> Option<Obj> {
    if let Some(s) = c.statements.get() {
        s.downcast::<Dict>().expect("the cache is a dict").clear_all();
    }
    c.database.take()
}

static CORE_METHODS: [MethodDef; 10] = [
    method("_open", "($self, database, own_thread, autocommit, level, detect_types, cached, /)", "", open),
    method("_leave", "($self, /)", "What is set up again has no database until that succeeds.", |_, a| {
        let c = core(&a[0]);
        c.ready.set(false);
        if let Some(database) = forget_database(c) {
            database.downcast::<Database>().expect("a connection's database").close();
        }
        Ok(Obj::NONE)
    }),
    method("_close", "($self, /)", "", |vm, a| {
        let c = core(&a[0]);
        c.check_thread(vm)?;
        if let Some(database) = c.database.get()
            && c.autocommit.get() == 0
            && in_transaction(vm, &database)?
        {
            run(vm, &database, "ROLLBACK")?;
        }
        if let Some(database) = forget_database(c) {
            database.downcast::<Database>().expect("a connection's database").close();
        }
        Ok(Obj::NONE)
    }),
    method("_check", "($self, /)", "The open database.", |vm, a| core(&a[0]).check(vm)),
    method("_run", "($self, sql, /)", "", |vm, a| {
        run(vm, &core(&a[0]).check(vm)?, utf8(vm, &a[1])?)?;
        Ok(Obj::NONE)
    }),
    method("_forget_statements", "($self, /)", "", |_, a| {
        core(&a[0]).statements.set(Some(dict::new().into_obj()));
        Ok(Obj::NONE)
    }),
    method("cursor", "($self, /, factory=Cursor)", "A new cursor.", |vm, a| make_cursor(vm, &a[0], a.opt(1))),
    method(
        "execute",
        "($self, sql, parameters=(), /)",
        "Executes a statement with a new cursor, and returns it.",
        |vm, a| with_cursor(vm, a, "execute", execute_one),
    ),
    method(
        "executemany",
        "($self, sql, parameters, /)",
        "Executes a statement for each item of parameters with a new cursor.",
        |vm, a| with_cursor(vm, a, "executemany", execute_all),
    ),
    method(
        "executescript",
        "($self, sql_script, /)",
        "Executes several statements with a new cursor.",
        |vm, a| with_cursor(vm, a, "executescript", |vm, c, sql, _| script(vm, c, sql)),
    ),
];

macro_rules! writable {
    ($name:literal, $of:ident, $field:ident) => {
        property(
            $name,
            "",
            |_, o| Ok($of(o).$field.get_or_none()),
            |_, o, v| {
                $of(o).$field.set(Some(v.cloned().unwrap_or(Obj::NONE)));
                Ok(())
            },
        )
        .as_member()
    };
}

static CORE_GETTERS: [GetterDef; 6] = [
    writable!("row_factory", core, row_factory),
    writable!("text_factory", core, text_factory),
    writable!("_level", core, level),
    getter("_db", "", |_, o| Ok(core(o).database.get_or_none())),
    property(
        "_autocommit",
        "",
        |_, o| Ok(int::from_i64(core(o).autocommit.get())),
        |vm, o, v| {
            core(o).autocommit.set(int_arg(vm, v.unwrap_or(&Obj::NONE))?.into());
            Ok(())
        },
    ),
    getter("in_transaction", "Whether a transaction is open.", |vm, o| {
        Ok(Obj::from_bool(in_transaction(vm, &core(o).check(vm)?)?))
    }),
];

static CORE_SPEC: TypeSpec = TypeSpec {
    name: "Connection",
    module: "sqlite3",
    doc: "A connection to a database.",
    // stdlib/sqlite3 puts the rest in.
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::MUTABLE,
    slots: Slots {
        init: Some(|vm, o, args| {
            let set_up = api::getattr_str(vm, o, "_set_up")?;
            api::call_args(vm, &set_up, args).map(drop)
        }),
        del: Some(|vm, o| {
            if core(o).database.is_set() {
                api::warn_unclosed(vm, "database in ", o);
            }
        }),
        new: Some(|vm, cls, _| {
            let body = Core {
                database: Field::default(),
                statements: Field::default(),
                cached: Cell::new(0),
                row_factory: Field::default(),
                text_factory: Field::default(),
                level: Field::default(),
                thread: Cell::new(0),
                autocommit: Cell::new(-1),
                detect_types: Cell::new(0),
                ready: Cell::new(false),
            };
            new_instance(vm, cls, body)
        }),
        call: Some(|vm, o, args: CallArgs| {
            let c = core(o);
            let database = c.check(vm)?;
            args.no_keywords(vm, "Connection")?;
            let [sql] = args.pos() else {
                let n = args.pos().len();
                return Err(vm.type_error(format!("function takes exactly 1 argument ({n} given)")));
            };
            if !str_::is_str(sql) {
                let given = api::shown_type(sql);
                return Err(vm.type_error(format!("argument 1 must be str, not {given}")));
            }
            c.prepare(vm, &database, sql)
        }),
        ..Slots::NONE
    },
    methods: &CORE_METHODS,
    getters: &CORE_GETTERS,
    ..TypeSpec::BASE
};
/// `sqlite3.Connection`
pub(super) static CORE: StaticType = StaticType::new(&CORE_SPEC, LayoutOps::of::<Core>(false));

// --- cursors

/// Bits of `detect_types`.
const BY_DECLARATION: i64 = 1;
const BY_NAME: i64 = 2;

impl Cursor {
    fn new() -> Cursor {
        Cursor {
            connection: Field::default(),
            description: Field::default(),
            rowcount: Cell::new(-1),
            lastrowid: Field::default(),
            arraysize: Cell::new(0),
            row_factory: Field::default(),
            statement: Field::default(),
            converters: Field::default(),
            ready: Cell::new(false),
            closed: Cell::new(false),
            locked: Cell::new(false),
        }
    }

    fn connect(&self, connection: &Obj) {
        self.release();
        self.connection.set(Some(connection.clone()));
        for field in [&self.description, &self.lastrowid, &self.row_factory, &self.converters] {
            field.set(None);
        }
        self.rowcount.set(-1);
        self.arraysize.set(1);
        self.closed.set(false);
        self.ready.set(true);
    }

    /// The connection of a cursor that can be worked with.
    fn check(&self, vm: &Vm) -> PyResult<Obj> {
        let connection = self.connection.get().filter(|_| self.ready.get());
        let connection = connection.ok_or_else(|| misuse(vm, "Base Cursor.__init__ not called."))?;
        if self.closed.get() {
            return Err(misuse(vm, "Cannot operate on a closed cursor."));
        }
        if self.locked.get() {
            return Err(misuse(vm, "Recursive use of cursors not allowed."));
        }
        core(&connection).check(vm)?;
        Ok(connection)
    }

    /// Gives the statement back.
    fn release(&self) {
        if let Some(s) = self.statement.take() {
            let s = statement_of(&s);
            s.reset();
            s.in_use.set(false);
        }
    }

    /// Does something while nobody else may use the cursor.
    fn working<R>(&self, f: impl FnOnce() -> R) -> R {
        self.locked.set(true);
        let r = f();
        self.locked.set(false);
        r
    }

    /// Finds the converters of a statement's columns.
    fn find_converters(&self, vm: &Vm, connection: &Obj, s: &Statement) -> PyResult<()> {
        let detect = core(connection).detect_types.get();
        if detect == 0 {
            return Ok(());
        }
        let known = api::getattr_str(vm, connection, "_converters")?;
        let find = |key: &[u8]| -> PyResult<Option<Obj>> {
            let key = str_::make(vm, &key.to_ascii_uppercase())?;
            known.downcast::<Dict>().map_or(Ok(None), |d| d.get(vm, &key))
        };
        let mut all = Vec::new();
        for i in 0..s.column_count() {
            let (name, declared) = s.column_name(i);
            let (name, declared) =
                (str_::bytes_of(&name), if declared.is_none() { &[] } else { str_::bytes_of(&declared) });
            let mut found = None;
            if detect & BY_NAME != 0
                && let Some(start) = name.iter().position(|b| *b == b'[')
                && let Some(n) = name[start + 1..].iter().position(|b| *b == b']')
            {
                found = find(&name[start + 1..start + 1 + n])?;
            }
            if found.is_none() && detect & BY_DECLARATION != 0 && !declared.is_empty() {
                let end = declared.iter().position(|b| matches!(b, b' ' | b'(')).unwrap_or(declared.len());
                found = find(&declared[..end])?;
            }
            all.push(found.unwrap_or(Obj::NONE));
        }
        self.converters.set(all.iter().any(|c| !c.is_none()).then(|| tuple::from_vec(all)));
        Ok(())
    }

    /// Fills `description` from a statement's columns.
    fn describe(&self, vm: &Vm, connection: &Obj, s: &Statement) -> PyResult<()> {
        let by_name = core(connection).detect_types.get() & BY_NAME != 0;
        let mut all = Vec::new();
        for i in 0..s.column_count() {
            let (mut name, _) = s.column_name(i);
            if by_name && let Some(end) = str_::bytes_of(&name).iter().position(|b| *b == b'[') {
                let short = str_::make(vm, str_::bytes_of(&name)[..end].trim_ascii_end())?;
                name = short;
            }
            let mut column = vec![Obj::NONE; 7];
            column[0] = name;
            all.push(tuple::from_vec(column));
        }
        self.description.set((!all.is_empty()).then(|| tuple::from_vec(all)));
        Ok(())
    }
}

/// What is executed once: with one item of parameters; or for all that an iterator gives.
enum Given<'a> {
    One(&'a Obj),
    All(&'a Obj),
}

fn query(vm: &Vm, c: &Cursor, connection: &Obj, sql: &Obj, given: &Given) -> PyResult<()> {
    let state = core(connection);
    let database = state.check(vm)?;
    let many = matches!(given, Given::All(_));
    let owner = state.prepare(vm, &database, sql)?;
    let s = statement_of(&owner);
    if many && !s.is_dml {
        return Err(misuse(vm, "executemany() can only execute DML statements."));
    }
    s.in_use.set(true);
    c.statement.set(Some(owner.clone()));
    if s.is_dml && state.autocommit.get() == -1 {
        let level = state.level.get_or_none();
        if !level.is_none() && !in_transaction(vm, &database)? {
            run(vm, &database, &format!("BEGIN {}", str_::display(&level)))?;
        }
    }
    let adapt = |v: Obj| api::call_method(vm, connection, &intern("_adapted"), &[v]);
    let mut changes = 0;
    let mut step = |parameters: &Obj| -> PyResult<bool> {
        s.bind(vm, parameters, &adapt)?;
        if !many {
            c.find_converters(vm, connection, s)?;
        }
        let mut at_row = s.step(vm)?;
        if many {
            while at_row {
                at_row = s.step(vm)?;
            }
            changes += s.changes();
        }
        Ok(at_row)
    };
    let mut at_row = false;
    match given {
        Given::One(parameters) => at_row = step(parameters)?,
        Given::All(rows) => {
            while let Some(parameters) = api::next(vm, rows)? {
                step(&parameters)?;
            }
        }
    }
    if !many {
        c.describe(vm, connection, s)?;
        c.lastrowid.set(Some(int::from_i64(s.last_insert_rowid())));
    }
    if s.is_dml {
        c.rowcount.set(if many {
            changes
        } else if at_row {
            0
        } else {
            s.changes()
        });
    }
    if !at_row {
        c.release();
    }
    Ok(())
}

fn start(vm: &Vm, me: &Obj, name: &str, sql: &Obj, given: &Given) -> PyResult<Obj> {
    let c = of(me);
    let connection = c.check(vm)?;
    if !str_::is_str(sql) {
        let shown = api::shown_type(sql);
        return Err(vm.type_error(format!("{name}() argument 1 must be str, not {shown}")));
    }
    c.release();
    c.rowcount.set(-1);
    for field in [&c.description, &c.converters] {
        field.set(None);
    }
    let r = c.working(|| query(vm, c, &connection, sql, given));
    if r.is_err() {
        c.release();
        c.rowcount.set(-1);
    }
    r.map(|()| me.clone())
}

fn execute_one(vm: &Vm, me: &Obj, sql: &Obj, parameters: Option<&Obj>) -> PyResult<Obj> {
    start(vm, me, "execute", sql, &Given::One(parameters.unwrap_or(&tuple::empty())))
}

fn execute_all(vm: &Vm, me: &Obj, sql: &Obj, rows: Option<&Obj>) -> PyResult<Obj> {
    of(me).check(vm)?;
    if !str_::is_str(sql) {
        return start(vm, me, "executemany", sql, &Given::One(&Obj::NONE));
    }
    let rows = api::iter(vm, rows.unwrap_or(&Obj::NONE))?;
    start(vm, me, "executemany", sql, &Given::All(&rows))
}

fn script(vm: &Vm, me: &Obj, sql: &Obj) -> PyResult<Obj> {
    if !str_::is_str(sql) {
        let given = api::shown_type(sql);
        return Err(vm.type_error(format!("executescript() argument must be str, not {given}")));
    }
    let mut text = utf8(vm, sql)?;
    if text.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    let c = of(me);
    let connection = c.check(vm)?;
    let state = core(&connection);
    let database = state.check(vm)?;
    if state.autocommit.get() == -1 && in_transaction(vm, &database)? {
        run(vm, &database, "COMMIT")?;
    }
    c.release();
    c.working(|| {
        while !text.is_empty() {
            let (s, rest) = prepare_first(vm, &database, text)?;
            while s.step(vm)? {}
            if rest == 0 {
                break;
            }
            text = &text[rest..];
        }
        Ok(())
    })?;
    Ok(me.clone())
}

fn next(vm: &Vm, me: &Obj) -> PyResult<Option<Obj>> {
    let c = of(me);
    let connection = c.check(vm)?;
    let Some(owner) = c.statement.get() else {
        return Ok(None);
    };
    let s = statement_of(&owner);
    let text_factory = core(&connection).text_factory.get_or_none();
    let row = c.working(|| s.row(vm, &text_factory, &c.converters.get_or_none()))?;
    match c.working(|| s.step(vm)) {
        Ok(true) => {}
        Ok(false) => {
            if s.is_dml {
                c.rowcount.set(s.changes());
            }
            c.release();
        }
        Err(r) => {
            c.release();
            return Err(r);
        }
    }
    match c.row_factory.get().filter(|f| !f.is_none()) {
        None => Ok(Some(row)),
        Some(f) => api::call(vm, &f, &[me.clone(), row]).map(Some),
    }
}

/// The next row through the class's own `__next__`, should it have one.
fn next_of(vm: &Vm, me: &Obj) -> PyResult<Option<Obj>> {
    if me.is_exact_type(&CURSOR) { next(vm, me) } else { api::next(vm, me) }
}

/// At most so many rows.
fn rows(vm: &Vm, me: &Obj, most: usize) -> PyResult<Obj> {
    let mut rows = Vec::new();
    while rows.len() < most
        && let Some(row) = next_of(vm, me)?
    {
        rows.push(row);
    }
    Ok(list::from_vec(rows))
}

fn fetchmany(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = match a.opt(1) {
        Some(n) => int_arg(vm, n)?,
        None => of(&a[0]).arraysize.get(),
    };
    rows(vm, &a[0], if n <= 0 { usize::MAX } else { n as usize })
}

fn close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = of(&a[0]);
    if c.locked.get() {
        return Err(misuse(vm, "Recursive use of cursors not allowed."));
    }
    let Some(connection) = c.connection.get() else {
        return Err(misuse(vm, "Base Cursor.__init__ not called."));
    };
    core(&connection).check(vm)?;
    c.release();
    c.closed.set(true);
    Ok(Obj::NONE)
}

fn init(vm: &Vm, me: &Obj, args: CallArgs) -> PyResult<()> {
    let [connection] = args.exactly(vm, "Cursor", 1, 1)? else {
        return Err(vm.type_error("Cursor expected 1 argument"));
    };
    let Some(state) = connection.downcast::<Core>() else {
        let given = api::shown_type(connection);
        return Err(vm.type_error(format!("Cursor() argument 1 must be sqlite3.Connection, not {given}")));
    };
    let c = of(me);
    if c.locked.get() {
        return Err(misuse(vm, "Recursive use of cursors not allowed."));
    }
    state.check_thread(vm)?;
    c.connect(connection);
    Ok(())
}

static METHODS: [MethodDef; 9] = [
    method("execute", "($self, sql, parameters=(), /)", "Executes a statement.", |vm, a| {
        execute_one(vm, &a[0], &a[1], a.opt(2))
    }),
    method(
        "executemany",
        "($self, sql, seq_of_parameters, /)",
        "Executes a statement for each item of seq_of_parameters.",
        |vm, a| execute_all(vm, &a[0], &a[1], Some(&a[2])),
    ),
    method(
        "executescript",
        "($self, sql_script, /)",
        "Executes several statements, after a commit of the open transaction.",
        |vm, a| script(vm, &a[0], &a[1]),
    ),
    method("fetchone", "($self, /)", "The next row, or None.", |vm, a| {
        Ok(next_of(vm, &a[0])?.unwrap_or(Obj::NONE))
    }),
    method("fetchmany", "($self, /, size=1)", "A list of the next rows.", fetchmany),
    method("fetchall", "($self, /)", "A list of the rows that are left.", |vm, a| {
        rows(vm, &a[0], usize::MAX)
    }),
    method("setinputsizes", "($self, sizes, /)", "Does nothing; PEP 249 has it.", |_, _| Ok(Obj::NONE)),
    method("setoutputsize", "($self, size, column=None, /)", "Does nothing; PEP 249 has it.", |_, _| {
        Ok(Obj::NONE)
    }),
    method("close", "($self, /)", "Closes the cursor.", close),
];

static GETTERS: [GetterDef; 6] = [
    member("connection", "", |_, o| Ok(of(o).connection.get_or_none())),
    member("description", "", |_, o| Ok(of(o).description.get_or_none())),
    member("rowcount", "", |_, o| Ok(int::from_i64(of(o).rowcount.get()))),
    member("lastrowid", "", |_, o| Ok(of(o).lastrowid.get_or_none())),
    property(
        "arraysize",
        "How many rows fetchmany() gets.",
        |_, o| Ok(int::from_i64(of(o).arraysize.get().into())),
        |vm, o, v| {
            let Some(v) = v else { return Err(vm.type_error("can't delete numeric/char attribute")) };
            of(o).arraysize.set(int_arg(vm, v)?);
            Ok(())
        },
    )
    .as_member(),
    writable!("row_factory", of, row_factory),
];

static SPEC: TypeSpec = TypeSpec {
    name: "Cursor",
    module: "sqlite3",
    doc: "Executes statements and walks over their rows.",
    flags: type_flag::BASE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Cursor::new())),
        init: Some(init),
        iter: Some(iter_self),
        next: Some(next),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &GETTERS,
    ..TypeSpec::BASE
};
/// `sqlite3.Cursor`
pub(super) static CURSOR: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Cursor>(false));
