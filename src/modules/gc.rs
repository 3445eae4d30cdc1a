//! `gc`: the cycle collector as Python sees it. The collector itself is in `object/gc.rs`.

use crate::object::args::Args;
use crate::object::gc::{self, Event, with};
use crate::object::heap::flag;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{ModuleSpec, function};
use crate::types::dict::{self, Dict};
use crate::types::tuple::Tuple;
use crate::types::{int, list, module, tuple};
use crate::vm::traceback::write_stderr;
use crate::vm::{PyResult, Vm, api, interp};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

static DEBUG: AtomicI64 = AtomicI64::new(0);
/// When the collection began, where it is to be told.
static BEGAN: Mutex<Option<Instant>> = Mutex::new(None);

const STATS: i64 = 1;
const COLLECTABLE: i64 = 2;
const SAVEALL: i64 = 32;

fn numbers(n: [i64; 3]) -> Obj {
    tuple::from_vec(n.into_iter().map(int::from_i64).collect())
}

fn generation(vm: &Vm, o: &Obj) -> PyResult<usize> {
    match api::to_i64(vm, o)? {
        n @ 0..=2 => Ok(n as usize),
        _ => Err(vm.value_error("invalid generation")),
    }
}

/// A list of this module.
fn listed(name: &str) -> Option<Ref<list::List>> {
    let m = interp().modules().get_str(&intern("gc"))?;
    module::dict_of(&m)?.get_str(&intern(name))?.into_ref().ok()
}

/// Tells of a collection; whether its garbage shall stay.
fn notify(event: Event) -> bool {
    let debug = DEBUG.load(Ordering::Relaxed);
    let say = |text: String| write_stderr(crate::vm::current(), text.as_bytes());
    match event {
        Event::Start(generation) => {
            if debug & STATS != 0 {
                let counts: Vec<String> = (0..3).map(|g| gc::count(g).to_string()).collect();
                say(format!(
                    "gc: collecting generation {generation}...\ngc: objects in each generation: {}\n\
                     gc: objects in permanent generation: {}\n",
                    counts.join(" "),
                    gc::count(gc::FROZEN)
                ));
                *BEGAN.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Instant::now());
            }
            call_back("start", generation, 0);
        }
        Event::Garbage(garbage) => {
            if debug & COLLECTABLE != 0 {
                garbage.iter().for_each(|o| {
                    say(format!("gc: collectable <{} {:#x}>\n", o.ty().bare_name(), api::id(o)));
                });
            }
            if debug & SAVEALL != 0 {
                if let Some(saved) = listed("garbage") {
                    saved.extend(garbage.to_vec());
                }
                return true;
            }
        }
        Event::Stop(generation, collected) => {
            if debug & STATS != 0 {
                let began = BEGAN.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
                let seconds = began.map_or(0.0, |t| t.elapsed().as_secs_f64());
                say(format!("gc: done, {collected} unreachable, 0 uncollectable, {seconds:.4}s elapsed\n"));
            }
            call_back("stop", generation, collected);
        }
    }
    false
}

/// Calls what the program put into `gc.callbacks`.
fn call_back(phase: &str, generation: usize, collected: usize) {
    let vm = crate::vm::current();
    let Some(callbacks) = listed("callbacks").map(|l| l.to_vec()) else { return };
    if callbacks.is_empty() {
        return;
    }
    let pending = vm.save_raised();
    let info = dict::new();
    for (key, n) in [("generation", generation), ("collected", collected), ("uncollectable", 0)] {
        info.insert_str(intern(key), int::from_usize(n));
    }
    for f in callbacks {
        if api::call(vm, &f, &[intern(phase), info.obj().clone()]).is_err() {
            vm.write_unraisable("Exception ignored in", Some(&f));
        }
    }
    vm.restore_raised(pending);
}

fn collect(vm: &Vm, a: Args) -> PyResult<Obj> {
    let g = a.opt(0).map_or(Ok(2), |g| generation(vm, g))?;
    Ok(int::from_usize(gc::collect(g)))
}

fn set_threshold(vm: &Vm, a: Args) -> PyResult<Obj> {
    let given = a.rest(0);
    if !(1..=3).contains(&given.len()) {
        return Err(vm.type_error("gc.set_threshold requires 1 to 3 arguments"));
    }
    for (i, n) in given.iter().enumerate() {
        let n = api::to_i64(vm, n)?;
        with(|c| c.thresholds[i] = n);
    }
    Ok(Obj::NONE)
}

fn stats(vm: &Vm) -> PyResult<Obj> {
    let mut rows = Vec::new();
    for row in with(|c| c.stats) {
        let d = dict::new();
        for (key, n) in ["collections", "collected", "uncollectable"].into_iter().zip(row) {
            d.set(vm, &intern(key), &int::from_u64(n))?;
        }
        rows.push(d.into_obj());
    }
    Ok(list::from_vec(rows))
}

fn referents(o: &Obj, mut f: impl FnMut(Obj)) {
    if o.value().is_ptr() && o.flags() & flag::GC != 0 {
        gc::traverse_object(o.value().ptr(), &mut |v| f(Obj::from_borrowed(v)));
    }
}

fn get_referents(_: &Vm, a: Args) -> PyResult<Obj> {
    let mut out = Vec::new();
    a.rest(0).iter().for_each(|o| referents(o, |r| out.push(r)));
    Ok(list::from_vec(out))
}

fn get_referrers(_: &Vm, a: Args) -> PyResult<Obj> {
    let wanted = a.rest(0);
    let mut out = Vec::new();
    for o in gc::objects(None) {
        if o.is(a.get(0)) {
            continue;
        }
        let mut found = false;
        referents(&o, |r| found |= wanted.iter().any(|w| w.is(&r)));
        if found {
            out.push(o);
        }
    }
    Ok(list::from_vec(out))
}

fn get_objects(vm: &Vm, a: Args) -> PyResult<Obj> {
    let g = match a.opt_not_none(0).map(|g| api::to_i64(vm, g)).transpose()? {
        None | Some(-1) => None,
        Some(n) if n < 0 => return Err(vm.value_error("generation parameter cannot be negative")),
        Some(n) if n > 2 => {
            return Err(vm.value_error(
                "generation parameter must be less than the number of available generations (3)",
            ));
        }
        Some(n) => Some(n as usize),
    };
    Ok(list::from_vec(gc::objects(g)))
}

/// Whether the collector has to look at it: a dict or tuple that holds no container does not count.
fn is_tracked(o: &Obj) -> bool {
    if !o.value().is_ptr() || o.flags() & flag::TRACKED == 0 {
        return false;
    }
    let container = |x: &Obj| x.value().is_ptr() && x.flags() & flag::GC != 0;
    if let Some(d) = o.downcast_exact::<Dict>() {
        return d.items().iter().any(|(k, v)| container(k) || container(v));
    }
    o.downcast_exact::<Tuple>().is_none_or(|t| !t.is_empty())
}

const DEBUG_FLAGS: [(&str, i64); 5] = [
    ("DEBUG_STATS", 1),
    ("DEBUG_COLLECTABLE", 2),
    ("DEBUG_UNCOLLECTABLE", 4),
    ("DEBUG_SAVEALL", 32),
    ("DEBUG_LEAK", 38),
];

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (key, n) in DEBUG_FLAGS {
        d.insert_str(intern(key), int::from_i64(n));
    }
    d.insert_str(intern("garbage"), list::from_vec(vec![]));
    d.insert_str(intern("callbacks"), list::from_vec(vec![]));
    with(|c| c.notify = Some(notify));
    Ok(())
}

/// `gc`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "gc",
    doc: "The collector of objects that only refer to each other.",
    functions: &[
        function("enable", "()", "Let collections happen by themselves.", |_, _| {
            with(|c| c.enabled = true);
            Ok(Obj::NONE)
        }),
        function("disable", "()", "Collect only when asked to.", |_, _| {
            with(|c| c.enabled = false);
            Ok(Obj::NONE)
        }),
        function("isenabled", "()", "Whether collections happen by themselves.", |_, _| {
            Ok(Obj::from_bool(with(|c| c.enabled)))
        }),
        function(
            "collect",
            "(generation=2)",
            "Collect now: the generation given and those younger, by default all.\n\nGives the number of objects that nothing could reach.",
            collect,
        ),
        function(
            "get_count",
            "()",
            "How far each of the three generations is from its next collection.",
            |_, _| Ok(numbers(with(|c| c.counts))),
        ),
        function(
            "get_threshold",
            "()",
            "At what counts the three generations are collected, as a tuple.",
            |_, _| Ok(numbers(with(|c| c.thresholds))),
        ),
        function(
            "set_threshold",
            "~(*args)",
            "Say at what counts the three generations are collected; 0 for never.",
            set_threshold,
        ),
        function(
            "get_stats",
            "()",
            "For each generation a dict: its collections, and what they found.",
            |vm, _| stats(vm),
        ),
        function("get_debug", "()", "The flags that set_debug() was given.", |_, _| {
            Ok(int::from_i64(DEBUG.load(Ordering::Relaxed)))
        }),
        function(
            "set_debug",
            "(flags, /)",
            "What the collector tells about its work: a sum of the DEBUG_ flags.",
            |vm, a| {
                DEBUG.store(api::to_i64(vm, &a[0])?, Ordering::Relaxed);
                Ok(Obj::NONE)
            },
        ),
        function(
            "get_objects",
            "(generation=None)",
            "The objects that the collector knows, of one generation or of all.",
            get_objects,
        ),
        function("get_referents", "(*objs)", "What the given objects refer to, one step far.", get_referents),
        function(
            "get_referrers",
            "(*objs)",
            "Which objects of the collector refer to one of those given.",
            get_referrers,
        ),
        function(
            "is_tracked",
            "(obj, /)",
            "Whether the collector looks after an object: it can be part of a cycle.",
            |_, a| Ok(Obj::from_bool(is_tracked(&a[0]))),
        ),
        function("is_finalized", "(obj, /)", "Whether the finalizer of an object has run.", |_, a| {
            Ok(Obj::from_bool(a[0].flags() & flag::FINALIZED != 0))
        }),
        function(
            "freeze",
            "()",
            "Take everything that is there now out of all later collections.",
            |_, _| {
                gc::freeze();
                Ok(Obj::NONE)
            },
        ),
        function("unfreeze", "()", "Undo freeze(): everything takes part in collections again.", |_, _| {
            gc::unfreeze();
            Ok(Obj::NONE)
        }),
        function("get_freeze_count", "()", "How many objects freeze() took out.", |_, _| {
            Ok(int::from_usize(gc::count(gc::FROZEN)))
        }),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
