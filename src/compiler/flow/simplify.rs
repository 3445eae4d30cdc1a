//! Local improvements of blocks: what constants decide, jumps to jumps, values only moved about.

use super::{Code, Graph, NONE, Step};
use crate::bytecode::code::Const;
use crate::bytecode::op::Op;
use crate::compiler::emit::ConstKey;
use crate::compiler::{Fx, fold};
use indexmap::IndexSet;

impl Graph {
    /// Local improvements: jumps decided by constants, jumps to jumps, `is None`, swaps without effect.
    pub(super) fn simplify(&mut self, consts: &mut IndexSet<ConstKey, Fx>) {
        for at in 0..self.blocks.len() {
            let mut steps = std::mem::take(&mut self.blocks[at].steps);
            for i in 0..steps.len() {
                let Code::Op(op) = steps[i].code else { continue };
                match op {
                    Op::LoadConst => {
                        let Some(next) = steps.get(i + 1) else { continue };
                        let Code::Op(next_op) = next.code else { continue };
                        let value = &consts[steps[i].arg as usize].0;
                        match next_op {
                            Op::PopTop => {
                                steps[i].clear();
                                steps[i + 1].clear();
                            }
                            Op::PopJumpIfFalse | Op::PopJumpIfTrue => {
                                let Some(truth) = fold::truth(value) else { continue };
                                steps[i].clear();
                                if truth == (next_op == Op::PopJumpIfTrue) {
                                    steps[i + 1].code = Code::Op(Op::Jump);
                                } else {
                                    steps[i + 1].clear();
                                }
                            }
                            Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => {
                                let Some(truth) = fold::truth(value) else { continue };
                                if truth == (next_op == Op::JumpIfTrueOrPop) {
                                    steps[i + 1].code = Code::Op(Op::Jump);
                                } else {
                                    steps[i].clear();
                                    steps[i + 1].clear();
                                }
                            }
                            Op::Is if matches!(value, Const::None) => {
                                let Some(jump) = steps.get(i + 2) else { continue };
                                let on_true = match jump.code {
                                    Code::Op(Op::PopJumpIfTrue) => true,
                                    Code::Op(Op::PopJumpIfFalse) => false,
                                    _ => continue,
                                };
                                let none = on_true == (steps[i + 1].arg == 0);
                                let op = if none { Op::PopJumpIfNone } else { Op::PopJumpIfNotNone };
                                steps[i + 2].code = Code::Op(op);
                                steps[i].clear();
                                steps[i + 1].clear();
                            }
                            _ => {}
                        }
                    }
                    Op::BuildTuple => {
                        let n = steps[i].arg;
                        let next = steps.get(i + 1).copied();
                        if next.is_some_and(|next| next.is(Op::UnpackSequence) && next.arg == n)
                            && (1..=3).contains(&n)
                        {
                            steps[i].clear();
                            if n == 1 {
                                steps[i + 1].clear();
                            } else {
                                steps[i + 1].code = Code::Op(Op::Swap);
                            }
                        }
                        if steps[i].is(op) {
                            tuple_of_constants(&mut steps[..=i], consts);
                        }
                    }
                    Op::Copy
                        if steps[i].arg == 1 && steps.get(i + 1).is_some_and(|next| next.is(Op::PopTop)) =>
                    {
                        steps[i].clear();
                        steps[i + 1].clear();
                    }
                    // Stored twice at once: the first value goes.
                    Op::StoreFast => {
                        let Some(next) = steps.get(i + 1) else { continue };
                        if next.is(op) && next.arg == steps[i].arg && next.loc.line == steps[i].loc.line {
                            steps[i].code = Code::Op(Op::PopTop);
                            steps[i].arg = 0;
                        }
                    }
                    _ => {}
                }
            }
            swap_stores(&mut steps);
            // A jump decided above cuts the block.
            if let Some(end) = steps.iter().position(Step::ends) {
                steps.truncate(end + 1);
            }
            self.blocks[at].steps = steps;
        }
        for at in 0..self.blocks.len() {
            self.thread_jump(at);
        }
    }

    /// Leads the jump at the end of a block past jumps.
    pub(super) fn thread_jump(&mut self, at: usize) {
        let Some(mut step) = self.blocks[at].steps.last().copied() else { return };
        if !step.is_jump() {
            return;
        }
        // Loops of jumps exist (`while 1: pass`); no chain is longer than this in useful code.
        for _ in 0..16 {
            let target = self.solid(step.target);
            if target == NONE {
                break;
            }
            let Some(first) = self.blocks[target as usize].steps.iter().find(|s| !s.is(Op::Nop)) else {
                break;
            };
            let quiet = self.blocks[target as usize]
                .steps
                .iter()
                .take_while(|s| s.is(Op::Nop))
                .all(|s| s.loc.line == 0);
            let Code::Op(op) = step.code else { break };
            let Code::Op(first_op) = first.code else { break };
            let same_line = first.loc.line == 0 || first.loc.line == step.loc.line;
            let (next_op, next_target) = match (op, first_op) {
                _ if !quiet => break,
                (Op::Jump, Op::Jump) if same_line || step.loc.line == 0 => (op, first.target),
                (
                    Op::PopJumpIfFalse
                    | Op::PopJumpIfTrue
                    | Op::PopJumpIfNone
                    | Op::PopJumpIfNotNone
                    | Op::JumpIfFalseOrPop
                    | Op::JumpIfTrueOrPop,
                    Op::Jump,
                ) if same_line => (op, first.target),
                (Op::JumpIfFalseOrPop, Op::JumpIfFalseOrPop) | (Op::JumpIfTrueOrPop, Op::JumpIfTrueOrPop) => {
                    (op, first.target)
                }
                (Op::JumpIfFalseOrPop, Op::PopJumpIfFalse) => (Op::PopJumpIfFalse, first.target),
                (Op::JumpIfTrueOrPop, Op::PopJumpIfTrue) => (Op::PopJumpIfTrue, first.target),
                // The value is known to be false there: control runs past the test.
                (Op::JumpIfFalseOrPop, Op::JumpIfTrueOrPop | Op::PopJumpIfTrue) => {
                    (Op::PopJumpIfFalse, self.blocks[target as usize].next)
                }
                (Op::JumpIfTrueOrPop, Op::JumpIfFalseOrPop | Op::PopJumpIfFalse) => {
                    (Op::PopJumpIfTrue, self.blocks[target as usize].next)
                }
                _ => break,
            };
            if next_target == step.target || next_target == NONE {
                break;
            }
            if step.loc.line == 0 {
                step.loc = first.loc;
            }
            step.code = Code::Op(next_op);
            step.target = next_target;
        }
        *self.blocks[at].steps.last_mut().expect("looked at above") = step;
    }
}

/// Turns a `BUILD_TUPLE` at the end, and the constants it takes, into one constant.
fn tuple_of_constants(steps: &mut [Step], consts: &mut IndexSet<ConstKey, Fx>) {
    let Some((build, before)) = steps.split_last_mut() else { return };
    let Some(first) = before.len().checked_sub(build.arg as usize) else { return };
    let parts = &mut before[first..];
    if !parts.iter().all(|s| s.is(Op::LoadConst)) {
        return;
    }
    let items = parts.iter().map(|s| consts[s.arg as usize].0.clone()).collect();
    parts.iter_mut().for_each(Step::clear);
    build.code = Code::Op(Op::LoadConst);
    build.arg = consts.insert_full(ConstKey(Const::Tuple(items))).0 as u32;
}

/// `SWAP 2` before two stores into different locals: the stores change places instead.
fn swap_stores(steps: &mut [Step]) {
    for i in 0..steps.len() {
        if !steps[i].is(Op::Swap) {
            continue;
        }
        let n = steps[i].arg as usize;
        if !(2..=3).contains(&n) {
            continue;
        }
        // The values that leave the top, in order; NOPs between are skipped.
        let mut stores = Vec::with_capacity(3);
        for (j, step) in steps.iter().enumerate().skip(i + 1) {
            match step.code {
                Code::Op(Op::Nop) => continue,
                Code::Op(Op::StoreFast | Op::PopTop) | Code::StoreMaybeNull
                    if step.loc.line == steps[i].loc.line =>
                {
                    stores.push(j);
                }
                _ => break,
            }
            if stores.len() == n {
                break;
            }
        }
        if stores.len() < n {
            continue;
        }
        let slots: Vec<u32> =
            stores.iter().filter(|&&j| !steps[j].is(Op::PopTop)).map(|&j| steps[j].arg).collect();
        let distinct = slots.iter().enumerate().all(|(k, s)| !slots[..k].contains(s));
        if !distinct {
            continue;
        }
        let (first, last) = (stores[0], stores[n - 1]);
        steps.swap(first, last);
        steps[i].clear();
    }
}
