//! A finished unit to a code object: basic blocks, handlers of every instruction, jump threading, dead code,
//! positions of artificial instructions, stack depth, and the final words. What is written into units is
//! decided in `stmt.rs` and `expr.rs`; fusions come later (`peephole.rs`).

use super::Compiler;
use super::emit::{CELL_BASE, Code, ConstKey, FREE_BASE, Instr, Unit, UnitKind};
use crate::bytecode::code::{CodeData, Const, ExcEntry, Loc, flags, local_kind};
use crate::bytecode::op::{Op, Operand};
use indexmap::IndexSet;

/// No block.
pub const NONE: u32 = u32::MAX;

/// An instruction in a block.
#[derive(Clone, Copy)]
pub struct Step {
    pub code: Code,
    pub arg: u32,
    pub loc: Loc,
    /// The block a jump or set-up leads to.
    pub target: u32,
    /// The block that handles exceptions raised here.
    pub handler: u32,
}

/// Instructions that are entered at the first and left at the last.
#[derive(Default)]
pub struct Block {
    pub steps: Vec<Step>,
    /// The block that follows; `NONE` after the last.
    pub next: u32,
    /// Depth of the stack at the start, once known.
    depth: Option<u32>,
    /// For handlers: the depth to unwind to, and whether the position is pushed.
    unwind: u32,
    lasti: bool,
    reached: bool,
    /// Reached only by exceptions.
    cold: bool,
}

impl Block {
    /// Whether control can run into the next block.
    pub fn falls_through(&self) -> bool {
        !self.steps.last().is_some_and(|s| s.ends())
    }
}

impl Step {
    pub fn is(&self, op: Op) -> bool {
        self.code == Code::Op(op)
    }

    fn nop(loc: Loc) -> Step {
        Step { code: Code::Op(Op::Nop), arg: 0, loc, target: NONE, handler: NONE }
    }

    fn clear(&mut self) {
        *self = Step { handler: self.handler, ..Step::nop(self.loc) };
    }

    fn is_jump(&self) -> bool {
        match self.code {
            Code::Op(op) => op.info().operand == Operand::Jump,
            Code::JumpNoInterrupt => true,
            _ => false,
        }
    }

    fn is_setup(&self) -> bool {
        matches!(self.code, Code::SetupFinally | Code::SetupCleanup | Code::SetupWith)
    }

    /// Whether control never goes to the next step.
    fn ends(&self) -> bool {
        match self.code {
            Code::Op(op) => op.ends_block(),
            Code::JumpNoInterrupt => true,
            _ => false,
        }
    }

    fn is_exit(&self) -> bool {
        matches!(self.code, Code::Op(Op::Return | Op::Raise | Op::Reraise))
    }
}

impl Compiler<'_> {
    /// Makes the code object of the unit. `returns_none`: running off the end is a return.
    pub fn finish_unit(&mut self, returns_none: bool) -> CodeData {
        if returns_none {
            self.load_none(Loc::NONE);
            self.emit(Op::Return, 0, Loc::NONE);
        }
        self.prefix();
        let mut unit = std::mem::take(&mut self.unit);
        let mut graph = Graph::build(&unit);
        graph.find_handlers();
        graph.find_depths();
        graph.simplify(&mut unit.consts);
        graph.drop_unreached();
        graph.place_exits();
        graph.drop_unreached();
        graph.spread_positions(&unit);
        graph.drop_nops();
        graph.thread_empty();
        graph.cold_last();
        let code = self.code_object(&unit, graph);
        self.unit = unit;
        code
    }

    /// What runs before the first statement: closure cells, and the making of a generator.
    fn prefix(&mut self) {
        let unit = &mut self.unit;
        let mut first = Vec::new();
        let mut push = |op, arg, loc| first.push(Instr { code: Code::Op(op), arg, loc });
        if !unit.freevars.is_empty() {
            push(Op::CopyFreeVars, unit.freevars.len() as u32, Loc::NONE);
        }
        // Parameters keep their slot, so cells come in the order of slots.
        let mut cells: Vec<u32> = (0..unit.cellvars.len() as u32).collect();
        cells.sort_by_key(|&i| unit.varnames.get_index_of(&unit.cellvars[i as usize]).unwrap_or(usize::MAX));
        for cell in cells {
            push(Op::MakeCell, CELL_BASE + cell, Loc::NONE);
        }
        if unit.flags & (flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR) != 0 {
            let line = unit.first_line;
            let loc = Loc { line, end_line: line, col: -1, end_col: -1 };
            push(Op::ReturnGenerator, 0, loc);
            push(Op::PopTop, 0, loc);
        }
        if first.is_empty() {
            return;
        }
        let shift = first.len() as u32;
        first.append(&mut unit.code);
        unit.code = first;
        unit.labels.iter_mut().filter(|at| **at != u32::MAX).for_each(|at| *at += shift);
    }

    fn code_object(&mut self, unit: &Unit<'_>, mut graph: Graph) -> CodeData {
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
            super::peephole::fuse(&mut graph, params(unit));
        }
        graph.write(&mut code, &slot);
        if unit.kind == UnitKind::Module || unit.kind == UnitKind::Class {
            debug_assert_eq!(code.argcount, 0);
        }
        code
    }
}

/// The blocks of a unit.
pub struct Graph {
    pub blocks: Vec<Block>,
    /// Greatest stack depth.
    depth: u32,
}

impl Graph {
    fn build(unit: &Unit<'_>) -> Graph {
        // Every label and every step after a jump starts a block.
        let count = unit.code.len();
        let mut starts = vec![false; count + 1];
        starts[0] = true;
        for &at in &unit.labels {
            if at != u32::MAX {
                starts[at as usize] = true;
            }
        }
        let step = |i: &Instr| Step { code: i.code, arg: i.arg, loc: i.loc, target: NONE, handler: NONE };
        for (i, instr) in unit.code.iter().enumerate() {
            let step = step(instr);
            if step.is_jump() || step.ends() {
                starts[i + 1] = true;
            }
        }
        let mut block_at = vec![0; count + 1];
        let mut blocks: Vec<Block> = Vec::new();
        for i in 0..count {
            if starts[i] {
                blocks.push(Block { next: blocks.len() as u32 + 1, ..Block::default() });
            }
            block_at[i] = blocks.len() as u32 - 1;
            blocks.last_mut().expect("the first step starts a block").steps.push(step(&unit.code[i]));
        }
        // A label at the very end gets an empty block.
        if starts[count] {
            block_at[count] = blocks.len() as u32;
            blocks.push(Block::default());
        }
        blocks.last_mut().expect("at least one block").next = NONE;
        for block in &mut blocks {
            for step in &mut block.steps {
                if step.is_jump() || step.is_setup() {
                    step.target = block_at[unit.labels[step.arg as usize] as usize];
                }
            }
        }
        Graph { blocks, depth: 0 }
    }

    /// Tells every step its handler, and drops dead code behind it.
    fn find_handlers(&mut self) {
        // Stacks of handlers share their lower parts: (handler, the stack below).
        let mut stacks: Vec<(u32, u32)> = Vec::new();
        let mut work = vec![(0u32, NONE)];
        self.blocks[0].reached = true;
        while let Some((at, mut stack)) = work.pop() {
            let mut steps = std::mem::take(&mut self.blocks[at as usize].steps);
            for step in &mut steps {
                let handler = |stack: u32| if stack == NONE { NONE } else { stacks[stack as usize].0 };
                step.handler = handler(stack);
                let mut visit = |block: u32, stack: u32, blocks: &mut Vec<Block>| {
                    let target = &mut blocks[block as usize];
                    if !target.reached {
                        target.reached = true;
                        work.push((block, stack));
                    }
                };
                match step.code {
                    Code::SetupFinally | Code::SetupCleanup | Code::SetupWith => {
                        self.blocks[step.target as usize].lasti = step.code != Code::SetupFinally;
                        visit(step.target, stack, &mut self.blocks);
                        stacks.push((step.target, stack));
                        stack = stacks.len() as u32 - 1;
                    }
                    Code::PopBlock => {
                        stack = if stack == NONE { NONE } else { stacks[stack as usize].1 };
                    }
                    _ if step.is_jump() => visit(step.target, stack, &mut self.blocks),
                    _ => {}
                }
            }
            let block = &mut self.blocks[at as usize];
            block.steps = steps;
            let next = block.next;
            if block.falls_through() && next != NONE && !self.blocks[next as usize].reached {
                self.blocks[next as usize].reached = true;
                work.push((next, stack));
            }
        }
        self.empty_unreached();
    }

    fn empty_unreached(&mut self) {
        for block in &mut self.blocks {
            if !block.reached {
                block.steps.clear();
            }
        }
    }

    fn find_depths(&mut self) {
        let mut work = vec![0u32];
        self.blocks[0].depth = Some(0);
        let mut most = 0;
        while let Some(at) = work.pop() {
            let mut depth = self.blocks[at as usize].depth.expect("a block in work has its depth");
            let steps = std::mem::take(&mut self.blocks[at as usize].steps);
            let mut visit = |blocks: &mut Vec<Block>, target: u32, depth: u32| {
                let block = &mut blocks[target as usize];
                debug_assert!(block.depth.is_none_or(|d| d == depth), "one depth at every place");
                if block.depth.is_none() {
                    block.depth = Some(depth);
                    work.push(target);
                }
            };
            for step in &steps {
                match step.code {
                    Code::Op(op) => {
                        let info = op.info();
                        if let Some(effect) = info.jump_effect {
                            visit(&mut self.blocks, step.target, depth.saturating_add_signed(effect));
                        }
                        let pops = (info.pops)(step.arg);
                        debug_assert!(pops <= depth, "{} pops {pops} of {depth}", info.name);
                        depth = depth.saturating_sub(pops) + (info.pushes)(step.arg);
                    }
                    Code::JumpNoInterrupt => visit(&mut self.blocks, step.target, depth),
                    Code::StoreMaybeNull => depth -= 1,
                    Code::SetupFinally | Code::SetupCleanup | Code::SetupWith => {
                        let handler = step.target as usize;
                        self.blocks[handler].unwind = depth - u32::from(step.code == Code::SetupWith);
                        let pushed = 1 + u32::from(self.blocks[handler].lasti);
                        let depth = self.blocks[handler].unwind + pushed;
                        most = most.max(depth);
                        visit(&mut self.blocks, step.target, depth);
                    }
                    Code::PopBlock => {}
                }
                most = most.max(depth);
            }
            let block = &mut self.blocks[at as usize];
            block.steps = steps;
            let next = block.next;
            if block.falls_through() && next != NONE {
                let target = &mut self.blocks[next as usize];
                debug_assert!(target.depth.is_none_or(|d| d == depth), "one depth at every place");
                if target.depth.is_none() {
                    target.depth = Some(depth);
                    work.push(next);
                }
            }
        }
        self.depth = most;
        for step in self.blocks.iter_mut().flat_map(|b| &mut b.steps) {
            if step.is_setup() || step.code == Code::PopBlock {
                step.clear();
            }
        }
    }

    /// The first block from `at` that has a step.
    pub fn solid(&self, mut at: u32) -> u32 {
        while at != NONE && self.blocks[at as usize].steps.is_empty() {
            at = self.blocks[at as usize].next;
        }
        at
    }

    /// Local improvements: jumps decided by constants, jumps to jumps, `is None`, swaps without effect.
    fn simplify(&mut self, consts: &mut IndexSet<ConstKey, super::Fx>) {
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
                                let Some(truth) = super::fold::truth(value) else { continue };
                                steps[i].clear();
                                if truth == (next_op == Op::PopJumpIfTrue) {
                                    steps[i + 1].code = Code::Op(Op::Jump);
                                } else {
                                    steps[i + 1].clear();
                                }
                            }
                            Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => {
                                let Some(truth) = super::fold::truth(value) else { continue };
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
                    Op::Copy if steps[i].arg == 1 && steps.get(i + 1).is_some_and(|next| next.is(Op::PopTop)) => {
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
    fn thread_jump(&mut self, at: usize) {
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

    /// Empties blocks that no path reaches.
    fn drop_unreached(&mut self) {
        let mut work = vec![0u32];
        let mut hot = true;
        self.blocks.iter_mut().for_each(|b| (b.reached, b.cold) = (false, false));
        self.blocks[0].reached = true;
        let mut handlers = Vec::new();
        loop {
            while let Some(at) = work.pop() {
                let steps = std::mem::take(&mut self.blocks[at as usize].steps);
                let mut go = |target: u32, blocks: &mut Vec<Block>| {
                    let block = &mut blocks[target as usize];
                    if !block.reached {
                        block.reached = true;
                        block.cold = !hot;
                        work.push(target);
                    }
                };
                for step in &steps {
                    if step.target != NONE {
                        go(step.target, &mut self.blocks);
                    }
                    if step.handler != NONE && !step.is(Op::Nop) && handlers.last() != Some(&step.handler) {
                        handlers.push(step.handler);
                    }
                }
                let block = &mut self.blocks[at as usize];
                block.steps = steps;
                let next = block.next;
                if block.falls_through() && next != NONE {
                    go(next, &mut self.blocks);
                }
            }
            // Handlers come last: what only they reach is cold.
            hot = false;
            for handler in std::mem::take(&mut handlers) {
                let block = &mut self.blocks[handler as usize];
                if !block.reached {
                    block.reached = true;
                    block.cold = true;
                    work.push(handler);
                }
            }
            if work.is_empty() {
                break;
            }
        }
        self.empty_unreached();
        // A NOP never needs its handler, which may be gone.
        for at in 0..self.blocks.len() {
            for i in 0..self.blocks[at].steps.len() {
                let handler = self.blocks[at].steps[i].handler;
                if handler != NONE && !self.blocks[handler as usize].reached {
                    self.blocks[at].steps[i].handler = NONE;
                }
            }
        }
    }

    /// Exits without a position (the implicit `return None`) stand once per way that leads to them, so that
    /// each can have the position of its way. Short exits stand in place of jumps to them, and so does what
    /// has no position and ends in a jump.
    fn place_exits(&mut self) {
        // A copy may end in a jump to another such block.
        for _ in 0..4 {
            if !self.place_exits_once() {
                break;
            }
        }
    }

    fn place_exits_once(&mut self) -> bool {
        let preds = self.predecessors();
        let mut changed = false;
        for at in 0..self.blocks.len() {
            let Some(last) = self.blocks[at].steps.last().copied() else { continue };
            if !last.is_jump() || last.target == NONE || !self.blocks[at].reached {
                continue;
            }
            let target = self.solid(last.target);
            if target == NONE || target as usize == at {
                continue;
            }
            let exit = &self.blocks[target as usize];
            let without_position = exit.steps.iter().all(|s| s.loc.line == 0);
            let exits = exit.steps.last().is_some_and(Step::is_exit);
            if last.is(Op::Jump) {
                // The code itself replaces the jump to it.
                let steps = exit.steps.clone();
                if (exits && steps.len() <= 4)
                    || (without_position && steps.len() <= 8 && !exit.falls_through())
                {
                    let block = &mut self.blocks[at].steps;
                    block.last_mut().expect("looked at above").clear();
                    block.extend(steps);
                    changed = true;
                }
            } else if exits && without_position && preds[target as usize] >= 2 {
                let copy = Block {
                    steps: exit.steps.clone(),
                    next: exit.next,
                    depth: exit.depth,
                    unwind: 0,
                    lasti: false,
                    reached: true,
                    cold: exit.cold,
                };
                let new = self.blocks.len() as u32;
                self.blocks.push(copy);
                self.blocks[at].steps.last_mut().expect("looked at above").target = new;
                // It goes right behind the block it was copied from.
                self.blocks[target as usize].next = new;
                changed = true;
            }
        }
        changed
    }

    /// How many ways lead into each block.
    fn predecessors(&self) -> Vec<u32> {
        let mut preds = vec![0; self.blocks.len()];
        preds[0] = 1;
        for block in &self.blocks {
            if !block.reached {
                continue;
            }
            for step in &block.steps {
                if step.target != NONE {
                    let target = self.solid(step.target);
                    if target != NONE {
                        preds[target as usize] += 1;
                    }
                }
            }
            if !block.steps.is_empty() && block.falls_through() {
                let next = self.solid(block.next);
                if next != NONE {
                    preds[next as usize] += 1;
                }
            }
        }
        preds
    }

    /// Artificial steps take the position of what ran before them.
    fn spread_positions(&mut self, unit: &Unit<'_>) {
        let preds = self.predecessors();
        // A function begins at its first line.
        let line = if unit.is_function() { unit.first_line } else { 0 };
        let entry = if line == 0 { Loc::NONE } else { Loc { line, end_line: line, col: 0, end_col: 0 } };
        let mut at = 0;
        while at != NONE {
            let block = &mut self.blocks[at as usize];
            let mut loc = if at == 0 { entry } else { Loc::NONE };
            for step in &mut block.steps {
                if matches!(step.code, Code::Op(Op::CopyFreeVars | Op::MakeCell)) {
                    continue;
                }
                if step.loc.line == 0 {
                    step.loc = loc;
                } else {
                    loc = step.loc;
                }
            }
            let block = &self.blocks[at as usize];
            let last = block.steps.last().copied();
            let falls = !block.steps.is_empty() && block.falls_through();
            let follow = [if falls { self.solid(block.next) } else { NONE }, last.map_or(NONE, |l| l.target)];
            for next in follow {
                let next = self.solid(next);
                if next != NONE && preds[next as usize] == 1 {
                    let first = &mut self.blocks[next as usize].steps[0];
                    if first.loc.line == 0 {
                        first.loc = loc;
                    }
                }
            }
            at = self.blocks[at as usize].next;
        }
    }

    /// Drops steps that do nothing, unless a line would be lost by it.
    fn drop_nops(&mut self) {
        let mut at = 0;
        let mut previous = 0u32;
        while at != NONE {
            // A jump to the place where control goes anyway.
            let next = self.solid(self.blocks[at as usize].next);
            let target = self.blocks[at as usize].steps.last().map_or(NONE, |s| self.solid(s.target));
            let mut steps = std::mem::take(&mut self.blocks[at as usize].steps);
            if let Some(last) = steps.last_mut()
                && last.is(Op::Jump)
                && next != NONE
                && target == next
            {
                last.clear();
            }
            let mut kept: Vec<Step> = Vec::with_capacity(steps.len());
            for (i, step) in steps.iter().enumerate() {
                let line = step.loc.line;
                if step.is(Op::Nop) {
                    if line == 0 || previous == line {
                        continue;
                    }
                    let after = match steps[i + 1..].iter().find(|s| !(s.is(Op::Nop) && s.loc.line == 0)) {
                        Some(step) => step.loc.line,
                        None if next != NONE => self.blocks[next as usize].steps[0].loc.line,
                        None => 0,
                    };
                    if after == line {
                        continue;
                    }
                    if after == 0 && i + 1 < steps.len() {
                        // The next step takes the position over.
                        continue;
                    }
                }
                previous = line;
                kept.push(*step);
            }
            if kept.last().is_some_and(Step::ends) {
                previous = 0;
            }
            let block = &mut self.blocks[at as usize];
            block.steps = kept;
            at = block.next;
            // What runs before a block is known only if nothing else leads there; be careful otherwise.
            if at != NONE && !self.blocks[at as usize].steps.is_empty() {
                previous = 0;
            }
        }
    }

    /// Jumps to emptied blocks go to what follows them.
    fn thread_empty(&mut self) {
        for at in 0..self.blocks.len() {
            for i in 0..self.blocks[at].steps.len() {
                let target = self.blocks[at].steps[i].target;
                if target != NONE {
                    self.blocks[at].steps[i].target = self.solid(target);
                }
            }
        }
    }

    /// Moves blocks that only exceptions reach behind the others, and gives `next` its final meaning.
    fn cold_last(&mut self) {
        let mut order = Vec::with_capacity(self.blocks.len());
        let mut at = 0;
        while at != NONE {
            order.push(at);
            at = self.blocks[at as usize].next;
        }
        order.retain(|&b| !self.blocks[b as usize].steps.is_empty());
        let (warm, cold): (Vec<u32>, Vec<u32>) = order.iter().partition(|&&b| !self.blocks[b as usize].cold);
        // A block torn from its successor jumps to it.
        let before: Vec<u32> = order.clone();
        order = warm;
        order.extend(cold);
        let mut follows = vec![NONE; self.blocks.len()];
        for pair in before.windows(2) {
            follows[pair[0] as usize] = pair[1];
        }
        for (i, &at) in order.iter().enumerate() {
            let after = order.get(i + 1).copied().unwrap_or(NONE);
            let wanted = follows[at as usize];
            if self.blocks[at as usize].falls_through() && wanted != after && wanted != NONE {
                let handler = NONE;
                let mut jump = Step::nop(Loc::NONE);
                (jump.code, jump.target, jump.handler) = (Code::JumpNoInterrupt, wanted, handler);
                jump.loc = self.blocks[at as usize].steps.last().map_or(Loc::NONE, |s| s.loc);
                self.blocks[at as usize].steps.push(jump);
            }
        }
        for (i, &at) in order.iter().enumerate() {
            self.blocks[at as usize].next = order.get(i + 1).copied().unwrap_or(NONE);
        }
    }

    /// Renumbers constants to those still used; the first one stays (it may be the docstring).
    fn used_consts(&mut self, consts: &IndexSet<ConstKey, super::Fx>) -> Vec<Const> {
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
    fn write(&mut self, code: &mut CodeData, slot: &dyn Fn(u32) -> u32) {
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

/// Turns a `BUILD_TUPLE` at the end, and the constants it takes, into one constant.
fn tuple_of_constants(steps: &mut [Step], consts: &mut IndexSet<ConstKey, super::Fx>) {
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
