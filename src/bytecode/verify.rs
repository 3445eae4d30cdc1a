//! The proof behind unchecked operand and local access: that a code object can only do what the VM trusts it
//! to do. Stack depth is one number at every instruction, operands index what exists, jumps land on
//! instructions, handlers are sane. The compiler's own output passes always; serial data may not.

use super::code::{CodeData, Const, flags, local_kind};
use super::op::{Op, Operand};
use std::collections::HashSet;

/// Checks a code object and all code in its constants; says what is wrong first.
pub fn verify(code: &CodeData) -> Result<(), String> {
    check(code).map_err(|what| format!("code {:?} line {}: {what}", &*code.qualname, code.first_line))?;
    code.consts.iter().try_for_each(verify_const)
}

fn verify_const(value: &Const) -> Result<(), String> {
    match value {
        Const::Code(code) => verify(code),
        Const::Tuple(items) | Const::FrozenSet(items) => items.iter().try_for_each(verify_const),
        _ => Ok(()),
    }
}

fn check(code: &CodeData) -> Result<(), String> {
    let count = code.instrs.len();
    if count == 0 || count >= 1 << 23 {
        return Err(format!("{count} instructions"));
    }
    check_tables(code)?;
    let mut depths: Vec<Option<u32>> = vec![None; count];
    let mut work = vec![0usize];
    depths[0] = Some(0);
    // Handlers are reached with the depth that their entry says.
    for entry in &code.exceptions {
        let depth = entry.depth + 1 + u32::from(entry.lasti);
        join(&mut depths, &mut work, entry.target as usize, depth)?;
    }
    let mut handled: Vec<Option<u32>> = vec![None; count];
    for entry in &code.exceptions {
        handled[entry.start as usize..entry.end as usize].fill(Some(entry.depth));
    }
    let targets = jump_targets(code);
    while let Some(pc) = work.pop() {
        let depth = depths[pc].expect("an instruction in work has its depth");
        let word = code.instrs[pc];
        let op = Op::of(word).ok_or_else(|| format!("no opcode at {pc}"))?;
        let n = word >> 8;
        let info = op.info();
        let fail = |what: &str| Err(format!("{} at {pc}: {what}", info.name));
        check_operand(code, op, n).or_else(|what| fail(&what))?;
        if trusts_constant(op) && (targets.contains(&pc) || !constant_fits(code, pc, op, n)) {
            return fail("does not find the constant that it trusts");
        }
        if let Some(followers) = followers(op)
            && !code.instrs.get(pc + 1).and_then(|&w| Op::of(w)).is_some_and(|next| followers.contains(&next))
        {
            return fail("is not followed by what it is fused with");
        }
        if handled[pc].is_some_and(|unwind| unwind > depth) && op != Op::Nop {
            return fail("handler keeps more values than there are");
        }
        let pops = (info.pops)(n);
        if pops > depth {
            return fail(&format!("pops {pops} of {depth}"));
        }
        let after = depth - pops + (info.pushes)(n);
        if after > code.stacksize {
            return fail(&format!("depth {after} above {}", code.stacksize));
        }
        if let Some(effect) = info.jump_effect {
            let target = pc as i64 + 1 + i64::from((word as i32) >> 8);
            if target < 0 || target >= count as i64 {
                return fail("jumps out of the code");
            }
            join(&mut depths, &mut work, target as usize, depth.saturating_add_signed(effect))?;
        }
        if !op.ends_block() {
            if pc + 1 == count {
                return fail("runs off the end");
            }
            join(&mut depths, &mut work, pc + 1, after)?;
        }
    }
    Ok(())
}

/// Where jumps and handlers land.
fn jump_targets(code: &CodeData) -> HashSet<usize> {
    let jumps = code.instrs.iter().enumerate().filter_map(|(pc, &word)| {
        Op::of(word)?.info().jump_effect?;
        usize::try_from(pc as i64 + 1 + i64::from((word as i32) >> 8)).ok()
    });
    jumps.chain(code.exceptions.iter().map(|entry| entry.target as usize)).collect()
}

/// The index of the constant that an instruction leaves on top.
pub fn constant_on_top(word: u32) -> Option<usize> {
    match Op::of(word)? {
        Op::LoadConst => Some((word >> 8) as usize),
        Op::LoadFastLoadConst => Some((word >> 16 & 0x7fff) as usize),
        _ => None,
    }
}

/// Whether the loop relies on what the constant is that stands in front of the instruction.
pub fn trusts_constant(op: Op) -> bool {
    matches!(op, Op::CallKw | Op::MakeFunction)
}

/// Whether the instruction before loads what `op` trusts: a tuple of no more names than there are arguments, or code,
/// with a closure of the right size below it.
fn constant_fits(code: &CodeData, pc: usize, op: Op, n: u32) -> bool {
    let before = |back: usize| pc.checked_sub(back).and_then(|at| code.instrs.get(at)).copied();
    match (op, before(1).and_then(|word| code.consts.get(constant_on_top(word)?))) {
        (Op::CallKw, Some(Const::Tuple(names))) => {
            names.len() <= n as usize && names.iter().all(|name| matches!(name, Const::Str(_)))
        }
        (Op::MakeFunction, Some(Const::Code(made))) => closure_fits(free_count(made), n, before(2)),
        (Op::MakeFunction, Some(Const::Stored(made))) => closure_fits(made.free, n, before(2)),
        _ => false,
    }
}

/// Whether MAKE_FUNCTION with these flags gets a tuple of so many cells from the instruction before its code.
fn closure_fits(free: usize, flags: u32, before: Option<u32>) -> bool {
    match free {
        0 => flags & 8 == 0,
        free => flags & 8 != 0 && before == Some(Op::BuildTuple.word(free as u32)),
    }
}

/// How many cells the code needs from outside.
pub fn free_count(code: &CodeData) -> usize {
    code.local_kinds.iter().filter(|kind| **kind & local_kind::FREE != 0).count()
}

/// What must stand behind an instruction that may do it at once.
fn followers(op: Op) -> Option<&'static [Op]> {
    const TESTS: &[Op] = &[Op::PopJumpIfFalse, Op::PopJumpIfTrue, Op::PopJumpIfNone, Op::PopJumpIfNotNone];
    match op {
        Op::TestFast => Some(TESTS),
        Op::ForIterStore => Some(&[Op::StoreFast]),
        op if op.info().name.contains("_TEST") => Some(&TESTS[..2]),
        _ => None,
    }
}

fn join(depths: &mut [Option<u32>], work: &mut Vec<usize>, at: usize, depth: u32) -> Result<(), String> {
    match depths.get_mut(at) {
        None => Err(format!("target {at} outside")),
        Some(Some(known)) if *known == depth => Ok(()),
        Some(Some(known)) => Err(format!("depths {known} and {depth} meet at {at}")),
        Some(slot) => {
            *slot = Some(depth);
            work.push(at);
            Ok(())
        }
    }
}

fn check_tables(code: &CodeData) -> Result<(), String> {
    let count = code.instrs.len() as u32;
    let bad = |what: &str| Err(what.to_string());
    if code.local_kinds.len() != code.localsplus.len() {
        return bad("kinds of locals");
    }
    let stars = u32::from(code.flags & flags::VARARGS != 0) + u32::from(code.flags & flags::VARKEYWORDS != 0);
    let params = code.argcount as u64 + u64::from(code.kwonly) + u64::from(stars);
    if code.posonly > code.argcount || params > code.localsplus.len() as u64 {
        return bad("parameter counts");
    }
    if code.local_kinds[..params as usize].iter().any(|k| k & local_kind::LOCAL == 0) {
        return bad("parameters are locals");
    }
    if code.caches.iter().any(|&name| name as usize >= code.names.len()) {
        return bad("cache name");
    }
    let mut end = 0;
    for entry in &code.exceptions {
        if entry.start < end || entry.end <= entry.start || entry.end > count || entry.target >= count {
            return bad("exception table");
        }
        // The lasti, the exception and whatever handlers push on top of the unwound stack.
        if u64::from(entry.depth) + 1 + u64::from(entry.lasti) > u64::from(code.stacksize) {
            return bad("handler depth");
        }
        end = entry.end;
    }
    if code.locations.windows(2).any(|w| w[0].0 >= w[1].0)
        || code.locations.iter().any(|(at, _)| *at >= count)
    {
        return bad("positions");
    }
    Ok(())
}

fn check_operand(code: &CodeData, op: Op, n: u32) -> Result<(), String> {
    let (a, b) = (n & 0xff, n >> 8);
    let local = |i: u32| (i as usize) < code.localsplus.len();
    let constant = |i: u32| (i as usize) < code.consts.len();
    let fits = match op.info().operand {
        Operand::None | Operand::Jump | Operand::Pair | Operand::Count => true,
        Operand::Local => local(n),
        Operand::Const => constant(n),
        Operand::Name => (n as usize) < code.names.len(),
        Operand::Cache => (n as usize) < code.caches.len(),
        Operand::LocalLocal | Operand::StoreStackLocal => local(a) && local(b & 0x7fff),
        Operand::LocalConst | Operand::StoreStackConst => local(a) && constant(b & 0x7fff),
        Operand::StackLocal => local(n & 0x7f_ffff),
        Operand::StackConst => constant(n & 0x7f_ffff),
        Operand::StoreLocalLocal => local(a) && local(b & 0xff) && local(b >> 8 & 0x7f),
        Operand::StoreLocalConst => local(a) && local(b & 0xff) && constant(b >> 8 & 0x7f),
        Operand::LocalInt => local(a) && b & 3 == 2,
        Operand::StoreLocalInt => local(a) && local(b & 0xff),
        Operand::LocalCache => local(a) && (b as usize) < code.caches.len(),
    };
    let shared = |i: u32| code.local_kinds[i as usize] & (local_kind::CELL | local_kind::FREE) != 0;
    match op {
        _ if !fits => Err(format!("operand {n} out of range")),
        Op::Copy | Op::Swap if n == 0 => Err("operand 0".into()),
        Op::CopyFreeVars if n as usize != free_count(code) => {
            Err(format!("{n} of {} free variables", free_count(code)))
        }
        Op::MakeCell | Op::LoadDeref | Op::StoreDeref | Op::DeleteDeref | Op::LoadFromDictOrDeref
            if !shared(n) =>
        {
            Err(format!("local {n} is no cell"))
        }
        _ => Ok(()),
    }
}
