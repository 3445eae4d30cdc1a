//! The last step: slots, constants, words, positions and the exception table of a code object.

use super::{Code, Graph, NONE, Step};
use crate::bytecode::code::{CodeData, Const, ExcEntry, flags, local_kind};
use crate::bytecode::op::{Op, Operand};
use crate::compiler::emit::{CELL_BASE, ConstKey, FREE_BASE, Unit, UnitKind};
use crate::compiler::{Compiler, Fx, peephole};
use indexmap::IndexSet;

impl Compiler<'_> {
    pub(super) fn code_object(&mut self, unit: &Unit<'_>, mut graph: Graph) -> CodeData {
        let shared = |name| unit.varnames.get_index_of(name);
        let own_cells: Vec<usize> =
            (0..unit.cellvars.len()).filter(|&i| shared(&unit.cellvars[i]).is_none()).collect();
        let locals = unit.varnames.len();
        let slot = |arg: u32| -> u32 {
            if arg >= FREE_BASE {
                locals as u32 + own_cells.len() as u32 + (arg - FREE_BASE)
            } else if arg >= CELL_BASE {
                let cell = (arg - CELL_BASE) as usize;
                match shared(&unit.cellvars[cell]) {
                    Some(local) => local as u32,
                    None => {
                        (locals + own_cells.binary_search(&cell).expect("the cell has its own slot")) as u32
                    }
                }
            } else {
                arg
            }
        };
        let mut localsplus = Vec::with_capacity(locals + own_cells.len() + unit.freevars.len());
        let mut local_kinds = Vec::with_capacity(localsplus.capacity());
        for name in &unit.varnames {
            let mut kind = local_kind::LOCAL;
            if unit.cellvars.contains(name) {
                kind |= local_kind::CELL;
            }
            if unit.hidden.contains(name) {
                kind |= local_kind::HIDDEN;
            }
            localsplus.push(name.clone());
            local_kinds.push(kind);
        }
        localsplus.extend(own_cells.iter().map(|&i| unit.cellvars[i].clone()));
        local_kinds.extend(own_cells.iter().map(|_| local_kind::CELL));
        localsplus.extend(unit.freevars.iter().cloned());
        local_kinds.extend(unit.freevars.iter().map(|_| local_kind::FREE));

        let consts = graph.used_consts(&unit.consts);
        let mut code = CodeData {
            name: unit.name.clone(),
            qualname: unit.qualname.clone(),
            filename: self.filename.clone(),
            first_line: unit.first_line,
            argcount: unit.argcount,
            posonly: unit.posonly,
            kwonly: unit.kwonly,
            flags: unit.flags,
            localsplus,
            local_kinds,
            consts,
            names: unit.names.iter().cloned().collect(),
            ..CodeData::default()
        };
        if self.options.fuse {
            let int = |i: u32| match code.consts.get(i as usize) {
                Some(Const::Int(n)) => Some(*n),
                _ => None,
            };
            peephole::fuse(&mut graph, params(unit), int);
        }
        graph.write(&mut code, &slot);
        if unit.kind == UnitKind::Module || unit.kind == UnitKind::Class {
            debug_assert_eq!(code.argcount, 0);
        }
        code
    }
}

impl Graph {
    /// Renumbers constants to those still used; the first one stays (it may be the docstring).
    pub(super) fn used_consts(&mut self, consts: &IndexSet<ConstKey, Fx>) -> Vec<Const> {
        let mut used = vec![false; consts.len()];
        if let Some(first) = used.first_mut() {
            *first = true;
        }
        let loads = |step: &Step| step.is(Op::LoadConst);
        for step in self.blocks.iter().filter(|b| b.reached).flat_map(|b| &b.steps).filter(|s| loads(s)) {
            used[step.arg as usize] = true;
        }
        let mut number = vec![0; consts.len()];
        let mut kept = Vec::new();
        for (i, key) in consts.iter().enumerate() {
            if used[i] {
                number[i] = kept.len() as u32;
                kept.push(key.0.clone());
            }
        }
        for step in self.blocks.iter_mut().flat_map(|b| &mut b.steps).filter(|s| loads(s)) {
            step.arg = number[step.arg as usize];
        }
        kept
    }

    /// Writes words, positions, caches and the exception table.
    pub(super) fn write(&mut self, code: &mut CodeData, slot: &dyn Fn(u32) -> u32) {
        let mut order = Vec::new();
        let mut at = 0;
        if self.blocks[0].steps.is_empty() {
            at = self.solid(0);
        }
        while at != NONE {
            order.push(at);
            at = self.blocks[at as usize].next;
        }
        let mut rank = vec![0; self.blocks.len()];
        for (i, &at) in order.iter().enumerate() {
            rank[at as usize] = i;
        }
        // Only plain jumps go backwards: a test jumps over one.
        let backward_test = |i: usize, step: &Step| {
            step.target != NONE
                && rank[step.target as usize] <= i
                && !step.is(Op::Jump)
                && step.code != Code::JumpNoInterrupt
        };
        let mut start = vec![0u32; self.blocks.len()];
        let mut size = 0;
        for (i, &at) in order.iter().enumerate() {
            start[at as usize] = size;
            let steps = &self.blocks[at as usize].steps;
            size += steps.len() as u32 + steps.iter().filter(|s| backward_test(i, s)).count() as u32;
        }
        code.instrs.reserve(size as usize);
        let mut open: Option<(u32, u32)> = None;
        for (i, &at) in order.iter().enumerate() {
            for step in &self.blocks[at as usize].steps {
                let pc = code.instrs.len() as u32;
                if code.locations.last().is_none_or(|(_, loc)| *loc != step.loc) {
                    code.locations.push((pc, step.loc));
                }
                if open.map_or(NONE, |(handler, _)| handler) != step.handler {
                    self.close(code, &start, open, pc);
                    open = (step.handler != NONE).then_some((step.handler, pc));
                }
                let distance = |from: u32| start[step.target as usize] as i32 - from as i32 - 1;
                let word = match step.code {
                    Code::Op(Op::Jump) if rank[step.target as usize] <= i => {
                        Op::JumpBackward.jump(distance(pc))
                    }
                    Code::JumpNoInterrupt => Op::Jump.jump(distance(pc)),
                    Code::StoreMaybeNull => Op::StoreFast.word(slot(step.arg)),
                    Code::Op(op) if backward_test(i, step) => {
                        code.instrs.push(inverse(op).jump(1));
                        Op::JumpBackward.jump(distance(pc + 1))
                    }
                    Code::Op(op) => match op.info().operand {
                        Operand::Jump => op.jump(distance(pc)),
                        Operand::Local => op.word(slot(step.arg)),
                        Operand::Cache => {
                            code.caches.push(step.arg);
                            op.word(code.caches.len() as u32 - 1)
                        }
                        Operand::LocalCache => {
                            code.caches.push(step.arg >> 8);
                            op.pair(step.arg as u8, (code.caches.len() - 1) as u16)
                        }
                        _ => op.word(step.arg),
                    },
                    _ => Op::Nop.word(0),
                };
                code.instrs.push(word);
            }
        }
        let end = code.instrs.len() as u32;
        self.close(code, &start, open, end);
        code.stacksize = self.depth;
    }

    fn close(&self, code: &mut CodeData, start: &[u32], open: Option<(u32, u32)>, end: u32) {
        let Some((handler, from)) = open else { return };
        let block = &self.blocks[handler as usize];
        let target = if block.steps.is_empty() {
            start[self.solid(handler) as usize]
        } else {
            start[handler as usize]
        };
        code.exceptions.push(ExcEntry { start: from, end, target, depth: block.unwind, lasti: block.lasti });
    }
}

/// Slots that have a value at entry.
fn params(unit: &Unit<'_>) -> usize {
    let stars = [flags::VARARGS, flags::VARKEYWORDS].iter().filter(|flag| unit.flags & **flag != 0).count();
    (unit.argcount + unit.kwonly) as usize + stars
}

/// The test that jumps when the other doesn't.
fn inverse(op: Op) -> Op {
    match op {
        Op::PopJumpIfFalse => Op::PopJumpIfTrue,
        Op::PopJumpIfTrue => Op::PopJumpIfFalse,
        Op::PopJumpIfNone => Op::PopJumpIfNotNone,
        Op::PopJumpIfNotNone => Op::PopJumpIfNone,
        other => unreachable!("{} never jumps backwards", other.info().name),
    }
}
