//! An exception with all that belongs to it: those it came from are told before it, the members of a group below it,
//! in a tree of lines.

use super::source::Sources;
use super::{stack, summary};
use crate::object::obj::Obj;
use crate::types::exception;
use crate::vm::{PyResult, Vm, api};
use std::collections::HashSet;

/// Members of a group that are told.
const WIDTH: usize = 15;
/// Levels of groups that are told.
const HEIGHT: usize = 10;

const BY_CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const BY_CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
const TITLE: &str = "Traceback (most recent call last):\n";
const GROUP_TITLE: &str = "Exception Group Traceback (most recent call last):\n";
const RULE: &str = "----------------";

/// The whole text; of each stack the innermost `limit` entries.
pub(super) fn text(vm: &Vm, exc: &Obj, limit: Option<usize>) -> PyResult<Vec<u8>> {
    let mut teller = Teller {
        vm,
        limit,
        told: HashSet::new(),
        sources: Sources::default(),
        out: Vec::new(),
        level: 0,
        closed: false,
    };
    teller.story(exc)?;
    Ok(teller.out)
}

struct Teller<'a> {
    vm: &'a Vm,
    limit: Option<usize>,
    /// Exceptions that are part of some chain already: chains may be circles.
    told: HashSet<u64>,
    sources: Sources,
    out: Vec<u8>,
    /// Groups around what is being written.
    level: usize,
    /// The last line written is the lower edge of a group.
    closed: bool,
}

impl Teller<'_> {
    /// Writes lines behind the edge of the groups around them.
    fn write(&mut self, edge: &str, text: &[u8]) {
        self.closed &= text.is_empty();
        for line in text.split_inclusive(|&b| b == b'\n') {
            if self.level > 0 {
                self.out.extend_from_slice(format!("{:1$}{edge} ", "", 2 * self.level).as_bytes());
            }
            self.out.extend_from_slice(line);
        }
    }

    /// Writes a line of the tree itself, at the edge of the groups around it.
    fn rule(&mut self, line: &str) {
        self.out.extend_from_slice(format!("{:1$}{line}\n", "", 2 * self.level).as_bytes());
    }

    /// An exception after those that led to it.
    fn story(&mut self, exc: &Obj) -> PyResult<()> {
        self.told.insert(api::id(exc));
        let mut chapters = vec![(exc.clone(), "")];
        while let Some((last, _)) = chapters.last() {
            let (cause, quiet) = (exception::cause(last), exception::suppress_context(last));
            let context = exception::context(last).filter(|_| !quiet);
            let mut untold = |e: &Obj| self.told.insert(api::id(e));
            let earlier = match cause.filter(&mut untold) {
                Some(e) => Some((e, BY_CAUSE)),
                None => context.filter(&mut untold).map(|e| (e, BY_CONTEXT)),
            };
            let Some(chapter) = earlier else { break };
            chapters.push(chapter);
        }
        // A link stands with the earlier exception, which it follows in the text.
        for (e, link) in chapters.iter().rev() {
            match exception::group_items(e) {
                None => self.single(e, "|", TITLE),
                Some(members) => self.group(e, &members)?,
            }
            self.write("|", link.as_bytes());
        }
        Ok(())
    }

    fn single(&mut self, exc: &Obj, edge: &str, title: &str) {
        let traceback = exception::traceback(exc);
        let mut text = Vec::new();
        if let Some(tb) = traceback.as_ref().filter(|_| self.limit != Some(0)) {
            self.write(edge, title.as_bytes());
            stack::append(self.vm, tb, self.limit, &mut self.sources, &mut text);
        }
        summary::append(self.vm, exc, traceback.as_ref(), &mut text);
        self.write("|", &text);
    }

    fn group(&mut self, exc: &Obj, members: &[Obj]) -> PyResult<()> {
        self.vm.check_native_stack(" while printing an exception group")?;
        if self.level > HEIGHT {
            self.write("|", format!("... (max_group_depth is {HEIGHT})\n").as_bytes());
            return Ok(());
        }
        // The outermost group has an edge of its own; a group inside one uses that of its member.
        let outermost = self.level == 0;
        self.level += usize::from(outermost);
        self.single(exc, if outermost { "+" } else { "|" }, GROUP_TITLE);
        let more = members.len().saturating_sub(WIDTH);
        let mut corner = "+-";
        for (i, member) in members.iter().take(WIDTH).enumerate() {
            self.rule(&format!("{corner}+{RULE} {} {RULE}", i + 1));
            corner = "  ";
            self.level += 1;
            self.story(member)?;
            self.level -= 1;
        }
        if more > 0 {
            self.rule(&format!("{corner}+{RULE} ... {RULE}"));
        }
        self.level += 1;
        if more > 0 {
            let s = if more == 1 { "" } else { "s" };
            self.write("|", format!("and {more} more exception{s}\n").as_bytes());
        }
        if !self.closed {
            self.rule("+------------------------------------");
            self.closed = true;
        }
        self.level -= 1 + usize::from(outermost);
        Ok(())
    }
}
