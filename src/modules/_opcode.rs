//! `_opcode`: the table of instructions and decoded code, for `dis`. The table itself is `bytecode/op.rs`.

use crate::bytecode::dis::{Part, parts, stores_first};
use crate::bytecode::op::{ALL, Op, Operand};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, ModuleSpec, function};
use crate::types::code::{self, Code};
use crate::types::{int, list, str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// Offsets count two a word, as `f_lasti` and `co_lines()` do.
fn offset(index: u32) -> Obj {
    int::from_i64(i64::from(index) * 2)
}

fn opcode(vm: &Vm, o: &Obj) -> PyResult<Option<Op>> {
    let n = api::to_i64(vm, o)?;
    Ok(usize::try_from(n).ok().and_then(|n| ALL.get(n)).copied())
}

fn stack_effect(vm: &Vm, a: Args) -> PyResult<Obj> {
    let jump = match a.opt_not_none(2) {
        None => None,
        Some(j) if j.is(&Obj::TRUE) => Some(true),
        Some(j) if j.is(&Obj::FALSE) => Some(false),
        Some(_) => return Err(vm.value_error("stack_effect: jump must be False, True or None")),
    };
    let Some(op) = opcode(vm, &a[0])? else { return Err(vm.value_error("invalid opcode or oparg")) };
    let info = op.info();
    let n = match a.opt_not_none(1) {
        Some(n) => api::to_i64(vm, n)? as u32 & 0xff_ffff,
        None => 0,
    };
    let through = i64::from((info.pushes)(n)) - i64::from((info.pops)(n));
    let effect = match (jump, info.jump_effect) {
        (Some(true), Some(effect)) => i64::from(effect),
        (None, Some(effect)) => through.max(i64::from(effect)),
        _ => through,
    };
    Ok(int::from_i64(effect))
}

fn code_of<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a Code> {
    if !o.is_instance::<Code>() {
        return Err(vm.type_error(format!("a code object is required, not {}", o.ty().name())));
    }
    Ok(code::of(o))
}

/// (offset, opcode, arg, argval, argrepr) of each instruction; the argrepr of a jump is left to `dis`, which knows labels.
fn instructions(vm: &Vm, a: Args) -> PyResult<Obj> {
    let code = code_of(vm, &a[0])?;
    let mut rows = Vec::with_capacity(code.instrs.len());
    for (pc, word) in code.data.instrs.iter().enumerate() {
        let Some(op) = Op::of(*word) else { continue };
        let kind = op.info().operand;
        let arg = match kind {
            Operand::None => Obj::NONE,
            Operand::Jump => int::from_i64(i64::from(*word as i32 >> 8)),
            _ => int::from_i64(i64::from(word >> 8)),
        };
        let (mut values, mut texts) = (Vec::new(), Vec::new());
        for part in parts(&code.data, pc as u32) {
            let (value, text) = match part {
                Part::Number(n) => (int::from_i64(n.into()), String::new()),
                Part::Target(at) => (offset(at), String::new()),
                Part::Const(i) => {
                    let value = code.consts[i as usize].clone();
                    let text = api::repr_string(vm, &value)?;
                    (value, text)
                }
                Part::Local(i) => {
                    let name = code.localsplus[i as usize].clone();
                    let text = str_::display(&name).into_owned();
                    (name, text)
                }
                Part::Name(i) => {
                    let name = code.names[i as usize].clone();
                    let text = str_::display(&name).into_owned();
                    (name, text)
                }
            };
            values.push(value);
            texts.push(text);
        }
        let text = match &texts[..] {
            [to, from @ ..] if stores_first(kind) => format!("{to} = {}", from.join(", ")),
            texts if texts.iter().all(String::is_empty) => String::new(),
            texts => texts.join(", "),
        };
        let value = match values.len() {
            0 => Obj::NONE,
            1 => values.swap_remove(0),
            _ => tuple::from_vec(values),
        };
        rows.push(tuple::from_vec(vec![
            offset(pc as u32),
            int::from_i64(op as i64),
            arg,
            value,
            str_::from_string(text),
        ]));
    }
    Ok(list::from_vec(rows))
}

/// (start, end, target, depth, lasti) of each row of the exception table.
fn exceptions(vm: &Vm, a: Args) -> PyResult<Obj> {
    let code = code_of(vm, &a[0])?;
    let rows = code.data.exceptions.iter().map(|e| {
        let depth = int::from_i64(e.depth.into());
        tuple::from_vec(vec![
            offset(e.start),
            offset(e.end),
            offset(e.target),
            depth,
            Obj::from_bool(e.lasti),
        ])
    });
    Ok(list::from_vec(rows.collect()))
}

/// (name, kind of operand, documentation) of each opcode.
fn table(_: &Vm, _: Args) -> PyResult<Obj> {
    let row = |op: &Op| {
        let info = op.info();
        tuple::from_vec(vec![
            str_::from_str(info.name),
            str_::from_string(format!("{:?}", info.operand)),
            str_::from_str(info.doc),
        ])
    };
    Ok(list::from_vec(ALL.iter().map(row).collect()))
}

/// A question about the operand of an opcode.
macro_rules! asks {
    ($name:literal, $doc:literal, $($kind:pat_param)|+) => {
        function($name, "(opcode)", $doc, |vm, a| {
            let kind = opcode(vm, &a[0])?.map_or(Operand::None, |op| op.info().operand);
            Ok(Obj::from_bool(matches!(kind, $($kind)|+)))
        })
    };
}

const FUNCTIONS: &[MethodDef] = &[
    function(
        "stack_effect",
        "(opcode, oparg=None, /, *, jump=None)",
        "By how much an instruction changes the depth of the stack.",
        stack_effect,
    ),
    function("is_valid", "(opcode)", "Whether there is such an opcode.", |vm, a| {
        Ok(Obj::from_bool(opcode(vm, &a[0])?.is_some()))
    }),
    function("has_arg", "(opcode)", "Whether the operand is used.", |vm, a| {
        Ok(Obj::from_bool(opcode(vm, &a[0])?.is_some_and(|op| op.info().operand != Operand::None)))
    }),
    asks!(
        "has_const",
        "Whether the operand names a constant.",
        Operand::Const
            | Operand::LocalConst
            | Operand::StackConst
            | Operand::StoreLocalConst
            | Operand::StoreStackConst
    ),
    asks!(
        "has_name",
        "Whether the operand names a name.",
        Operand::Name | Operand::Cache | Operand::LocalCache
    ),
    asks!("has_jump", "Whether the operand is a distance.", Operand::Jump),
    asks!(
        "has_local",
        "Whether the operand names a local.",
        Operand::Local
            | Operand::LocalLocal
            | Operand::LocalConst
            | Operand::StackLocal
            | Operand::StoreLocalLocal
            | Operand::StoreLocalConst
            | Operand::StoreStackLocal
            | Operand::StoreStackConst
            | Operand::LocalInt
            | Operand::StoreLocalInt
            | Operand::LocalCache
    ),
    function("has_free", "(opcode)", "Whether the operand names a cell.", |vm, a| {
        let cell = matches!(
            opcode(vm, &a[0])?,
            Some(Op::MakeCell | Op::LoadDeref | Op::StoreDeref | Op::DeleteDeref | Op::LoadFromDictOrDeref)
        );
        Ok(Obj::from_bool(cell))
    }),
    function(
        "has_exc",
        "(opcode)",
        "Whether the opcode sets up a handler: none does, there are tables.",
        |_, _| Ok(Obj::FALSE),
    ),
    function("_instructions", "(code)", "The decoded instructions of a code object.", instructions),
    function("_entry", "(code)", "Where among the instructions the entry of the code stands.", |vm, a| {
        code_of(vm, &a[0])?;
        Ok(int::from_i64(code::entry(&a[0]).into()))
    }),
    function("_exceptions", "(code)", "The exception table of a code object.", exceptions),
    function("_table", "()", "The table of opcodes.", table),
];

/// `_opcode`
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_opcode", doc: "Instructions of pyr.", functions: FUNCTIONS, ..ModuleSpec::EMPTY };
