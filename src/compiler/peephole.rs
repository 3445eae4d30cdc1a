//! Frequent sequences become one instruction: operands taken from locals and constants in place, results
//! stored at once, comparisons joined to the jump that follows. Runs on the blocks of a finished unit, so no
//! jump leads into a sequence.
//!
//! A fused instruction has the position of the part that can raise. So that nothing else can, locals are taken
//! in only where they surely have a value; and a sequence never spans lines, because tracing counts them.

use super::emit::{CELL_BASE, Code};
use super::flow::{Graph, NONE, Step};
use crate::bytecode::op::{Op, Operand};

/// The set of locals below 128 that surely have a value.
type Bound = u128;

/// The flag of in-place operators.
const IN_PLACE: u32 = 1 << 23;

/// Fused forms of a binary operator, by mode.
struct Modes {
    op: Op,
    ll: Option<Op>,
    lc: Option<Op>,
    sl: Option<Op>,
    sc: Option<Op>,
    /// The same four with a store behind.
    store: Option<[Op; 4]>,
}

macro_rules! modes {
    ($($op:ident: $ll:expr, $lc:expr, $sl:expr, $sc:expr, $store:expr;)*) => {
        &[$(Modes { op: Op::$op, ll: $ll, lc: $lc, sl: $sl, sc: $sc, store: $store },)*]
    };
}

static BINARY: &[Modes] = {
    use Op::*;
    modes! {
        Add: Some(AddLL), Some(AddLC), Some(AddSL), Some(AddSC), Some([AddLLStore, AddLCStore, AddSLStore, AddSCStore]);
        Sub: Some(SubLL), Some(SubLC), Some(SubSL), Some(SubSC), Some([SubLLStore, SubLCStore, SubSLStore, SubSCStore]);
        Mul: Some(MulLL), Some(MulLC), Some(MulSL), Some(MulSC), Some([MulLLStore, MulLCStore, MulSLStore, MulSCStore]);
        FloorDiv: None, Some(FloorDivLC), None, Some(FloorDivSC), None;
        Mod: None, Some(ModLC), None, Some(ModSC), None;
        And: None, Some(AndLC), None, Some(AndSC), None;
        RShift: None, Some(RShiftLC), None, Some(RShiftSC), None;
        BinarySubscr: Some(SubscrLL), Some(SubscrLC), Some(SubscrSL), Some(SubscrSC), None;
        StoreSubscr: Some(StoreSubscrLL), None, None, None, None;
    }
};

/// Comparisons before a jump: with both operands on the stack, then by mode.
static TESTS: &[(Op, Op, Modes)] = {
    use Op::*;
    macro_rules! test {
        ($op:ident, $plain:ident, $ll:ident, $lc:ident, $sc:ident) => {
            (
                $op,
                $plain,
                Modes { op: $op, ll: Some($ll), lc: Some($lc), sl: None, sc: Some($sc), store: None },
            )
        };
    }
    &[
        test!(Lt, LtTest, LtTestLL, LtTestLC, LtTestSC),
        test!(Le, LeTest, LeTestLL, LeTestLC, LeTestSC),
        test!(Eq, EqTest, EqTestLL, EqTestLC, EqTestSC),
        test!(Ne, NeTest, NeTestLL, NeTestLC, NeTestSC),
        test!(Gt, GtTest, GtTestLL, GtTestLC, GtTestSC),
        test!(Ge, GeTest, GeTestLL, GeTestLC, GeTestSC),
    ]
};

/// Fuses all blocks. `params` slots have a value at entry; `int` is the value of a constant that is one.
pub fn fuse(graph: &mut Graph, params: usize, int: impl Fn(u32) -> Option<i64>) {
    let bound = bound_at_blocks(graph, params);
    for at in 0..graph.blocks.len() {
        let Some(mut known) = bound[at] else { continue };
        let steps = std::mem::take(&mut graph.blocks[at].steps);
        let mut marked = Vec::with_capacity(steps.len());
        for step in steps {
            // A load is open to fusion if its local surely has a value here.
            let open = match step.code {
                Code::Op(Op::LoadFast) => step.arg < 128 && known >> step.arg & 1 == 1,
                _ => true,
            };
            apply(&step, &mut known);
            marked.push((step, open));
        }
        let operands = pass(&marked, operand_modes);
        graph.blocks[at].steps =
            pass(&late_left(&operands), pairs).into_iter().map(|(step, _)| small_int(step, &int)).collect();
    }
    fuse_loops(graph);
}

/// Takes a small int out of the constants into the instruction.
fn small_int(step: Step, int: impl Fn(u32) -> Option<i64>) -> Step {
    use Op::*;
    const FORMS: &[(Op, Op)] = &[
        (AddLC, AddLI),
        (SubLC, SubLI),
        (LtTestLC, LtTestLI),
        (LeTestLC, LeTestLI),
        (EqTestLC, EqTestLI),
        (NeTestLC, NeTestLI),
        (GtTestLC, GtTestLI),
        (GeTestLC, GeTestLI),
        (AddLCStore, AddLIStore),
        (SubLCStore, SubLIStore),
    ];
    let Some((_, op)) = FORMS.iter().find(|(plain, _)| step.is(*plain)) else { return step };
    let (at, bits) = if op.info().operand == Operand::LocalInt { (8, 15) } else { (16, 7) };
    let Some(n) = int(step.arg >> at & ((1 << bits) - 1)) else { return step };
    let arg = match at {
        // The lower half of the value word.
        8 if step.arg & IN_PLACE == 0 && (-1 << 13..1 << 13).contains(&n) => {
            step.arg & 0xff | ((n as u32) << 2 & 0xffff | 2) << 8
        }
        16 if (-64..64).contains(&n) => step.arg & !(0x7f << 16) | (n as u32 & 0x7f) << 16,
        _ => return step,
    };
    Step { code: Code::Op(*op), arg, ..step }
}

/// `FOR_ITER` before a store.
fn fuse_loops(graph: &mut Graph) {
    for at in 0..graph.blocks.len() {
        let block = &graph.blocks[at];
        let next = graph.solid(block.next);
        let Some(last) = block.steps.last() else { continue };
        if next == NONE || !last.is(Op::ForIter) {
            continue;
        }
        let first = graph.blocks[next as usize].steps[0];
        let plain = first.code == Code::Op(Op::StoreFast) && first.arg < CELL_BASE;
        if plain && first.loc.line == last.loc.line && first.handler == last.handler {
            let last = graph.blocks[at].steps.last_mut().expect("looked at above");
            last.code = Code::Op(Op::ForIterStore);
        }
    }
}

type Marked = (Step, bool);

/// Goes through the steps once; `join` says what the next ones become, and how many they are.
fn pass(steps: &[Marked], join: fn(&[Marked]) -> Option<(usize, Op, u32)>) -> Vec<Marked> {
    let mut out = Vec::with_capacity(steps.len());
    let mut at = 0;
    while at < steps.len() {
        let rest = &steps[at..];
        match join(rest) {
            Some((count, op, arg)) if together(&rest[..count]) => {
                // The part that can raise is the last, or the one before a store.
                let last = rest[count - 1].0;
                let raises = match last.code {
                    Code::Op(Op::StoreFast) if count > 2 => rest[count - 2].0,
                    _ => last,
                };
                out.push((Step { code: Code::Op(op), arg, loc: raises.loc, target: NONE, ..last }, true));
                at += count;
            }
            _ => {
                out.push(rest[0]);
                at += 1;
            }
        }
    }
    out
}

/// Whether steps have one line and one handler.
fn together(steps: &[Marked]) -> bool {
    let (first, _) = steps[0];
    steps.iter().all(|(s, _)| s.loc.line == first.loc.line && s.handler == first.handler)
}

/// A plain local that surely has a value.
fn local(step: &Marked) -> Option<u32> {
    (step.0.is(Op::LoadFast) && step.1).then_some(step.0.arg)
}

fn constant(step: &Marked) -> Option<u32> {
    step.0.is(Op::LoadConst).then_some(step.0.arg)
}

/// A plain local that is stored to.
fn stored(step: Option<&Marked>) -> Option<u32> {
    step.filter(|(s, _)| s.code == Code::Op(Op::StoreFast) && s.arg < CELL_BASE).map(|(s, _)| s.arg)
}

fn small(n: u32, bits: u32) -> Option<u32> {
    (n < 1 << bits).then_some(n)
}

fn operand_modes(steps: &[Marked]) -> Option<(usize, Op, u32)> {
    let op_at = |i: usize| match steps.get(i)?.0.code {
        Code::Op(op) => Some(op),
        _ => None,
    };
    let is_test = |i: usize| matches!(op_at(i), Some(Op::PopJumpIfFalse | Op::PopJumpIfTrue));
    let find = |i: usize| {
        let op = op_at(i)?;
        match TESTS.iter().find(|(test, ..)| *test == op) {
            Some((.., modes)) => is_test(i + 1).then_some(modes),
            None => BINARY.iter().find(|m| m.op == op),
        }
    };
    let first = &steps[0];
    let first_local = local(first);
    let first_const = constant(first);
    // Both operands are here.
    if let Some(modes) = find(2)
        && let Some(a) = first_local.and_then(|a| small(a, 8))
    {
        let flag = in_place(&steps[2].0);
        let second = &steps[1];
        for (i, b, op) in [(0, local(second), modes.ll), (1, constant(second), modes.lc)] {
            let (Some(b), Some(op)) = (b.and_then(|b| small(b, 15)), op) else { continue };
            if let (Some(stores), Some(to), Some(b)) =
                (modes.store, stored(steps.get(3)).and_then(|to| small(to, 8)), small(b, 7))
                && together(&steps[..4])
            {
                return Some((4, stores[i], to | a << 8 | b << 16 | flag));
            }
            return Some((3, op, a | b << 8 | flag));
        }
    }
    // One operand is here, the other on the stack.
    if let Some(modes) = find(1) {
        let flag = in_place(&steps[1].0);
        for (i, b, op) in [(2, first_local, modes.sl), (3, first_const, modes.sc)] {
            let (Some(b), Some(op)) = (b.and_then(|b| small(b, 23)), op) else { continue };
            if let (Some(stores), Some(to), Some(b)) =
                (modes.store, stored(steps.get(2)).and_then(|to| small(to, 8)), small(b, 15))
                && together(&steps[..3])
            {
                return Some((3, stores[i], to | b << 8 | flag));
            }
            return Some((2, op, b | flag));
        }
    }
    // None is here.
    if let Some((_, plain, _)) = op_at(0).and_then(|op| TESTS.iter().find(|(test, ..)| *test == op))
        && is_test(1)
    {
        return Some((1, *plain, 0));
    }
    let a = first_local?;
    let next = steps.get(1)?.0;
    let cached = match op_at(1)? {
        Op::LoadAttr => Op::LoadAttrL,
        Op::LoadMethod => Op::LoadMethodL,
        Op::StoreAttr => Op::StoreAttrL,
        Op::PopJumpIfFalse | Op::PopJumpIfTrue | Op::PopJumpIfNone | Op::PopJumpIfNotNone => {
            return Some((1, Op::TestFast, a));
        }
        Op::Return => return Some((2, Op::ReturnFast, a)),
        _ => return None,
    };
    Some((2, cached, small(a, 8)? | small(next.arg, 16)? << 8))
}

/// `s + x`, where x is one instruction: the local s is taken in after x was made. Nothing that runs in between
/// can give a local another value.
fn late_left(steps: &[Marked]) -> Vec<Marked> {
    const FORMS: &[(Op, Op, Op)] = &[
        (Op::Add, Op::AddLS, Op::AddLSStore),
        (Op::Sub, Op::SubLS, Op::SubLSStore),
        (Op::Mul, Op::MulLS, Op::MulLSStore),
    ];
    let mut out = Vec::with_capacity(steps.len());
    let mut at = 0;
    while at < steps.len() {
        let rest = &steps[at..];
        let form = rest.get(2).and_then(|(op, _)| FORMS.iter().find(|(plain, ..)| op.is(*plain)));
        let (Some(s), Some((_, plain, storing))) = (local(&rest[0]).and_then(|s| small(s, 15)), form) else {
            out.push(rest[0]);
            at += 1;
            continue;
        };
        if !makes_one(&rest[1].0) || !together(&rest[..3]) {
            out.push(rest[0]);
            at += 1;
            continue;
        }
        let op = rest[2].0;
        let to = stored(rest.get(3)).and_then(|to| small(to, 8)).filter(|_| together(&rest[..4]));
        let (code, arg, count) = match to {
            Some(to) => (*storing, to | s << 8, 4),
            None => (*plain, s, 3),
        };
        out.push(rest[1]);
        out.push((Step { code: Code::Op(code), arg: arg | in_place(&op), ..op }, true));
        at += count;
    }
    out
}

/// Whether a step takes nothing from the stack and leaves one value, without changing a local.
fn makes_one(step: &Step) -> bool {
    let Code::Op(op) = step.code else { return false };
    let info = op.info();
    info.jump_effect.is_none()
        && (info.pops)(step.arg) == 0
        && (info.pushes)(step.arg) == 1
        && !matches!(op, Op::PushNull | Op::LoadFastAndClear | Op::ReturnGenerator)
}

fn pairs(steps: &[Marked]) -> Option<(usize, Op, u32)> {
    let [a, b, ..] = steps else { return None };
    let both = |x: u32, y: u32| Some(small(x, 8)? | small(y, 15)? << 8);
    let Code::Op(second) = b.0.code else { return None };
    if let Some(x) = local(a) {
        if let Some(y) = local(b) {
            return Some((2, Op::LoadFastLoadFast, both(x, y)?));
        }
        return Some((2, Op::LoadFastLoadConst, both(x, constant(b)?)?));
    }
    if let Some(x) = stored(Some(a)) {
        if let Some(y) = local(b) {
            return Some((2, Op::StoreFastLoadFast, both(x, y)?));
        }
        return Some((2, Op::StoreFastStoreFast, both(x, stored(Some(b))?)?));
    }
    match (a.0.code, second) {
        (Code::Op(Op::LoadConst), Op::Return) => Some((2, Op::ReturnConst, a.0.arg)),
        (Code::Op(Op::LoadGlobal), Op::PushNull) => Some((2, Op::LoadGlobalNull, a.0.arg)),
        _ => None,
    }
}

fn in_place(step: &Step) -> u32 {
    match step.code {
        Code::Op(Op::BinarySubscr | Op::StoreSubscr) => 0,
        Code::Op(op) if op.info().operand == Operand::Count && step.arg == 1 => IN_PLACE,
        _ => 0,
    }
}

// --- which locals have a value

/// What a step does to the set.
fn apply(step: &Step, known: &mut Bound) {
    if step.arg >= 128 {
        return;
    }
    let bit = 1 << step.arg;
    match step.code {
        Code::Op(Op::StoreFast) => *known |= bit,
        Code::Op(Op::DeleteFast | Op::LoadFastAndClear) | Code::StoreMaybeNull => *known &= !bit,
        // It has raised otherwise.
        Code::Op(Op::LoadFast) => *known |= bit,
        _ => {}
    }
}

/// The set at the start of every block that is reached.
fn bound_at_blocks(graph: &Graph, params: usize) -> Vec<Option<Bound>> {
    let mut at_start: Vec<Option<Bound>> = vec![None; graph.blocks.len()];
    let entry = if graph.blocks[0].steps.is_empty() { graph.solid(0) } else { 0 };
    if entry == NONE {
        return at_start;
    }
    at_start[entry as usize] = Some(if params >= 128 { Bound::MAX } else { (1 << params) - 1 });
    let mut work = vec![entry];
    while let Some(at) = work.pop() {
        let mut known = at_start[at as usize].expect("a block in work has its set");
        let mut meet = |block: u32, known: Bound| {
            if block == NONE {
                return;
            }
            let old = at_start[block as usize];
            let new = old.map_or(known, |old| old & known);
            if old != Some(new) {
                at_start[block as usize] = Some(new);
                work.push(block);
            }
        };
        let block = &graph.blocks[at as usize];
        for step in &block.steps {
            meet(step.handler, known);
            apply(step, &mut known);
            meet(step.handler, known);
            if step.target != NONE {
                meet(graph.solid(step.target), known);
            }
        }
        if block.falls_through() {
            meet(graph.solid(block.next), known);
        }
    }
    at_start
}
