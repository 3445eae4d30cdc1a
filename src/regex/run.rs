//! Runs of one character in the matcher: taking as many as there are in one sweep, giving back or taking more one
//! at a time without an entry on the stack for each.

use super::ast::{MANY, Mode};
use super::exec::{Machine, Step, What};
use super::hir::One;
use super::program::{Next, Run};

impl<const WIDE: bool> Machine<'_, WIDE> {
    /// Begins a run; where to go on, if it has its least length.
    #[inline]
    pub(super) fn start_run(&mut self, index: u32, pos: usize) -> Step<Option<usize>> {
        let code = self.code;
        let run = &code.runs[index as usize];
        if run.mode == Mode::Lazy {
            return match self.skip(run.one, pos, run.min) {
                Some(least) => self.meet_next(index, run.min, least),
                None => Ok(None),
            };
        }
        let end = self.sweep(run.one, pos, run.max);
        self.spend((end - pos) >> 6)?;
        let least = match run.min {
            0 => pos,
            1 if end > pos => pos + self.char_len(pos),
            1 => return Ok(None),
            min => match self.skip(One::Any, pos, min) {
                Some(least) if least <= end => least,
                _ => return Ok(None),
            },
        };
        if run.mode == Mode::Possessive {
            self.capture(run, end, end > pos)?;
            return Ok(Some(end));
        }
        self.shorten_run(index, least, end)
    }

    /// The longest way on between `least` and `most`, leaving the shorter ones for later.
    pub(super) fn shorten_run(&mut self, index: u32, least: usize, most: usize) -> Step<Option<usize>> {
        let code = self.code;
        let run = &code.runs[index as usize];
        let found = match &run.next {
            Next::Anything => most,
            Next::Byte(byte) if self.text.get(most) == Some(byte) => most,
            Next::Byte(byte) => {
                let given = &self.text[least..most];
                let found = if given.len() < 32 {
                    given.iter().rposition(|b| b == byte)
                } else {
                    memchr::memrchr(*byte, given)
                };
                match found {
                    Some(i) => least + i,
                    None => return Ok(None),
                }
            }
            Next::First(first) => {
                let mut at = most;
                while !first.allows(self.text.get(at).copied()) {
                    if at <= least {
                        return Ok(None);
                    }
                    at = self.before(at);
                }
                at
            }
        };
        if found > least {
            self.push(What::Shorter, least as u32, found as u32, index)?;
        }
        self.capture(run, found, run.min > 0 || found > least)?;
        Ok(Some(found))
    }

    /// A run that is itself a group has matched its last character.
    #[inline(always)]
    fn capture(&mut self, run: &Run, end: usize, any: bool) -> Step<()> {
        match run.group {
            Some(group) if any => {
                self.mark(group * 2 - 2, self.before(end))?;
                self.mark(group * 2 - 1, end)
            }
            _ => Ok(()),
        }
    }

    /// Takes one more character into a lazy run.
    pub(super) fn lengthen_run(&mut self, index: u32, count: u32, pos: usize) -> Step<Option<usize>> {
        let code = self.code;
        let run = &code.runs[index as usize];
        if count >= run.max {
            return Ok(None);
        }
        match self.step(run.one, pos) {
            Some(next) => self.meet_next(index, (count + 1).min(MANY - 1), next),
            None => Ok(None),
        }
    }

    /// Goes on with a lazy run until what follows has a chance, leaving the longer ways for later.
    fn meet_next(&mut self, index: u32, count: u32, pos: usize) -> Step<Option<usize>> {
        let code = self.code;
        let run = &code.runs[index as usize];
        let (mut at, mut count) = (pos, count);
        let leap = match (&run.next, run.one) {
            (Next::Byte(byte), One::Any) if run.max == MANY => memchr::memchr(*byte, &self.text[at..]),
            (Next::Byte(byte), One::NotNewline) if run.max == MANY => {
                let hit = memchr::memchr2(*byte, b'\n', &self.text[at..]);
                hit.filter(|i| self.text[at + i] == *byte)
            }
            (Next::Byte(_) | Next::First(_), _) => {
                while !self.may_follow(&run.next, at) {
                    match self.step(run.one, at) {
                        Some(next) if count < run.max => (at, count) = (next, count + 1),
                        _ => return Ok(None),
                    }
                }
                Some(0)
            }
            (Next::Anything, _) => Some(0),
        };
        let Some(leap) = leap else { return Ok(None) };
        at += leap;
        self.spend((at - pos) >> 6)?;
        self.push(What::Longer, count, at as u32, index)?;
        Ok(Some(at))
    }

    fn may_follow(&self, next: &Next, pos: usize) -> bool {
        match next {
            Next::Anything => true,
            Next::Byte(byte) => self.text.get(pos) == Some(byte),
            Next::First(first) => first.allows(self.text.get(pos).copied()),
        }
    }

    /// The position behind exactly so many characters.
    fn skip(&self, one: One, pos: usize, count: u32) -> Option<usize> {
        if !WIDE && one == One::Any {
            return pos.checked_add(count as usize).filter(|&end| end <= self.text.len());
        }
        let mut at = pos;
        for _ in 0..count {
            at = self.step(one, at)?;
        }
        Some(at)
    }

    /// The position behind as many characters as match, at most `max`.
    #[inline]
    fn sweep(&self, one: One, pos: usize, max: u32) -> usize {
        let rest = &self.text[pos..];
        if WIDE && (max != MANY || matches!(one, One::Set(_))) {
            return self.sweep_wide(one, pos, max);
        }
        let rest = if max == MANY { rest } else { &rest[..rest.len().min(max as usize)] };
        let len = match one {
            One::Any => Some(rest.len()),
            One::NotNewline => memchr::memchr(b'\n', rest),
            One::Byte(byte) => rest.iter().position(|&b| b != byte),
            One::Set(index) => {
                let low = &self.code.sets[index as usize].low;
                rest.iter().position(|&b| !low[usize::from(b)])
            }
        };
        pos + len.unwrap_or(rest.len())
    }

    fn sweep_wide(&self, one: One, pos: usize, max: u32) -> usize {
        let mut at = pos;
        if let (One::Set(index), MANY) = (one, max) {
            let set = &self.code.sets[index as usize];
            loop {
                let ascii = self.text[at..].iter().position(|&b| b >= 128 || !set.low[usize::from(b)]);
                at = ascii.map_or(self.text.len(), |i| at + i);
                match self.char_at(at) {
                    Some((c, next)) if c >= 128 && set.contains(c) => at = next,
                    _ => return at,
                }
            }
        }
        let mut left = max;
        while left > 0 {
            match self.step(one, at) {
                Some(next) => at = next,
                None => break,
            }
            left -= u32::from(max != MANY);
        }
        at
    }
}
