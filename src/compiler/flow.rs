//! A finished unit to a code object: basic blocks, handlers of every instruction, jump threading, dead code,
//! positions of artificial instructions, stack depth, and the final words. What is written into units is
//! decided in `stmt.rs` and `expr.rs`; fusions come later (`peephole.rs`).

mod simplify;
mod write;

use super::Compiler;
use super::emit::{CELL_BASE, Code, Instr, Unit};
use crate::bytecode::code::{CodeData, Loc, flags};
use crate::bytecode::op::{Op, Operand};

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
                step.handler = stacks.get(stack as usize).map_or(NONE, |s| s.0);
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
}
