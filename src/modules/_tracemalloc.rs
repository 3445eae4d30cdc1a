//! `_tracemalloc`: what `tracemalloc` knows of memory. How it is traced stands in `object/tracing.rs`.

use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::object::tracing::{self, Stack};
use crate::types::{int, list, str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// ((file, line), ...) of a stack.
fn places(stack: &Stack) -> Obj {
    let mut made: Vec<Obj> = stack
        .places
        .iter()
        .map(|place| tuple::pair(place.file.clone(), int::from_i64(i64::from(place.line))))
        .collect();
    if made.is_empty() {
        made.push(tuple::pair(str_::from_str("<unknown>"), int::from_i64(0)));
    }
    tuple::from_vec(made)
}

/// Begins to trace.
pub fn start(vm: &Vm, limit: i64) -> PyResult<()> {
    if !(1..=65535).contains(&limit) {
        return Err(vm.value_error("the number of frames must be in range [1; 65535]"));
    }
    tracing::start(limit as usize);
    Ok(())
}

fn traces() -> Obj {
    if !tracing::is_on() {
        return list::from_vec(Vec::new());
    }
    let (blocks, stacks) = (tracing::blocks(), tracing::stacks());
    tracing::without(|| {
        let shown: Vec<Obj> = stacks.iter().map(places).collect();
        let domain = int::from_i64(0);
        let all = blocks.into_iter().filter_map(|(size, stack)| {
            let (shown, stack) = (shown.get(stack)?, stacks.get(stack)?);
            let depth = int::from_usize(stack.depth.max(1));
            Some(tuple::from_vec(vec![domain.clone(), int::from_usize(size), shown.clone(), depth]))
        });
        list::from_vec(all.collect())
    })
}

/// `_tracemalloc`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_tracemalloc",
    doc: "Where memory was asked for.",
    functions: &[
        function("is_tracing", "()", "Whether memory is traced.", |_, _| {
            Ok(Obj::from_bool(tracing::is_on()))
        }),
        function(
            "start",
            "(nframe=1, /)",
            "Traces memory from now on, with that many calls of each stack.",
            |vm, a| {
                let limit = a.opt(0).map_or(Ok(1), |o| api::to_i64(vm, o))?;
                start(vm, limit)?;
                Ok(Obj::NONE)
            },
        ),
        function("stop", "()", "Traces no more, and forgets what was traced.", |_, _| {
            tracing::stop();
            Ok(Obj::NONE)
        }),
        function("clear_traces", "()", "Forgets what was traced so far.", |_, _| {
            tracing::clear();
            Ok(Obj::NONE)
        }),
        function("get_traceback_limit", "()", "How many calls of a stack are kept.", |_, _| {
            Ok(int::from_usize(tracing::limit()))
        }),
        function("get_traced_memory", "()", "Bytes in use, and the most that were.", |_, _| {
            let (now, peak) = tracing::memory();
            Ok(tuple::pair(int::from_usize(now), int::from_usize(peak)))
        }),
        function("reset_peak", "()", "Makes the most that were what is in use.", |_, _| {
            tracing::reset_peak();
            Ok(Obj::NONE)
        }),
        function("get_tracemalloc_memory", "()", "Bytes that tracing itself takes.", |_, _| {
            Ok(int::from_usize(tracing::overhead()))
        }),
        function(
            "_get_traces",
            "()",
            "(domain, size, ((file, line), ...), number of calls) of each block.",
            |_, _| Ok(traces()),
        ),
        function(
            "_get_object_traceback",
            "(obj, /)",
            "((file, line), ...) of an object, or None.",
            |_, a| Ok(tracing::of_object(&a[0]).map_or(Obj::NONE, |stack| places(&stack))),
        ),
    ],
    ..ModuleSpec::EMPTY
};
