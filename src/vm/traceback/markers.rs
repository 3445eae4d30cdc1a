//! The source lines of a traceback entry with `~~^~~` under the part that failed.

use super::Colours;
use crate::bytecode::code::Loc;
use crate::source::Source;
use crate::syntax::ast::{Expr, ExprKind, Mod, StmtKind};
use crate::syntax::{Mode, parse};
use crate::text::unicode::east_asian_width;
use std::collections::BTreeSet;

/// Line and column (in characters) in the shown lines.
type Point = (usize, usize);

/// The part that is marked with `^` while the rest has `~`.
#[derive(Clone, Copy)]
struct Anchor {
    from: Point,
    to: Point,
}

/// The lines to print for an entry at `at`; `lines` are the source lines of that range, as written.
pub fn show(lines: &[String], at: Loc, colours: Colours) -> String {
    let Some(first) = lines.first() else { return String::new() };
    let known = at.col >= 0 && at.end_col >= 0 && at.end_line >= at.line;
    if !known || lines.len() != (at.end_line - at.line) as usize + 1 {
        let line = first.trim();
        return if line.is_empty() { String::new() } else { format!("    {line}\n") };
    }
    let last = &lines[lines.len() - 1];
    let start = characters(first, at.col as usize);
    let end = characters(last, at.end_col as usize);
    let margin = margin(lines);
    let shown: Vec<Vec<char>> = lines
        .iter()
        .map(|l| if l.trim().is_empty() { Vec::new() } else { l.chars().skip(margin).collect() })
        .collect();
    if shown.iter().all(Vec::is_empty) {
        return String::new();
    }
    View { start: start.saturating_sub(margin), end: end.saturating_sub(margin), lines: shown, colours }
        .render()
}

/// Characters in the first `bytes` bytes of a line.
fn characters(line: &str, bytes: usize) -> usize {
    line.char_indices().take_while(|(i, _)| *i < bytes).count()
}

/// Width of the white space that all lines begin with.
fn margin(lines: &[String]) -> usize {
    let mut common: Option<&str> = None;
    for l in lines.iter().filter(|l| !l.trim().is_empty()) {
        let indent = &l[..l.len() - l.trim_start_matches([' ', '\t']).len()];
        common = Some(match common {
            None => indent,
            Some(c) => {
                let n = c.bytes().zip(indent.bytes()).take_while(|(a, b)| a == b).count();
                &c[..n]
            }
        });
    }
    common.map_or(0, str::len)
}

fn width(c: char) -> usize {
    if c.is_ascii() || !matches!(east_asian_width(c as u32), "W" | "F") { 1 } else { 2 }
}

fn columns(line: &[char], n: usize) -> usize {
    line.iter().take(n).map(|&c| width(c)).sum()
}

struct View {
    lines: Vec<Vec<char>>,
    /// Where the range begins in the first line.
    start: usize,
    /// Where it ends in the last line.
    end: usize,
    colours: Colours,
}

impl View {
    fn render(&self) -> String {
        let n = self.lines.len();
        let anchor = self.anchor();
        let marked = self.worth_marking(anchor.is_some());
        // First, last, and the lines around both ends of the anchor.
        let mut wanted = BTreeSet::from([0, n - 1]);
        for line in anchor.iter().flat_map(|a| [a.from.0, a.to.0]) {
            wanted.extend(line.saturating_sub(1)..(line + 2).min(n));
        }
        let mut out = String::new();
        let mut previous = None;
        for i in wanted {
            match previous.map(|p| i - p) {
                Some(2) => self.line(i - 1, marked, anchor, &mut out),
                Some(gap) if gap > 2 => out.push_str(&format!("    ...<{} lines>...\n", gap - 1)),
                _ => {}
            }
            self.line(i, marked, anchor, &mut out);
            previous = Some(i);
        }
        out
    }

    fn line(&self, i: usize, marked: bool, anchor: Option<Anchor>, out: &mut String) {
        let line = &self.lines[i];
        let text: String = line.iter().collect();
        if !marked {
            out.push_str(&format!("    {text}\n"));
            return;
        }
        let indent = line.iter().take_while(|c| c.is_whitespace()).count();
        let begin = if i == 0 { columns(line, self.start) } else { 0 };
        let stop =
            if i + 1 == self.lines.len() { columns(line, self.end) } else { columns(line, line.len()) };
        // The anchor's ends as display columns of this line, if it touches it.
        let bounds = anchor.filter(|a| a.from.0 <= i && i <= a.to.0).map(|a| {
            let from = if a.from.0 == i { columns(line, a.from.1) } else { 0 };
            let to = if a.to.0 == i { columns(line, a.to.1) } else { usize::MAX };
            (from, to)
        });
        let marks: Vec<char> = (0..stop)
            .map(|col| match (anchor, bounds) {
                _ if col < indent || col < begin => ' ',
                (None, _) => '^',
                (_, Some((from, to))) if from <= col && col < to => '^',
                _ => '~',
            })
            .collect();
        if self.colours.mark.is_empty() {
            let marks: String = marks.iter().collect();
            out.push_str(&format!("    {text}\n    {}\n", marks.trim_end()));
            return;
        }
        let paint = |out: &mut String, chars: &[char]| {
            let mut col = 0;
            let mut run = ' ';
            for &c in chars {
                let m = marks.get(col).copied().unwrap_or(' ');
                if m != run {
                    if run != ' ' {
                        out.push_str(self.colours.reset);
                    }
                    out.push_str(match m {
                        '^' => self.colours.mark,
                        '~' => self.colours.range,
                        _ => "",
                    });
                    run = m;
                }
                out.push(c);
                col += width(c);
            }
            if run != ' ' {
                out.push_str(self.colours.reset);
            }
        };
        out.push_str("    ");
        paint(out, line);
        out.push_str("\n    ");
        paint(out, &marks);
        out.push('\n');
    }

    /// Markers that would say nothing are left out: under a whole line, and under `return f()` or `x = f()` when the
    /// call is the whole value.
    fn worth_marking(&self, anchored: bool) -> bool {
        if self.is_plain_call() {
            return false;
        }
        let (first, last) = (&self.lines[0], &self.lines[self.lines.len() - 1]);
        let blank = |part: &[char]| part.iter().all(|c| c.is_whitespace());
        anchored || !blank(&first[..self.start.min(first.len())]) || !blank(&last[self.end.min(last.len())..])
    }

    fn is_plain_call(&self) -> bool {
        let source = Source::new(self.join(0, None));
        let Ok(parsed) = parse(&source, Mode::Exec) else { return false };
        let Mod::Module { body } = parsed.tree else { return false };
        let [statement] = body.as_slice() else { return false };
        let value = match &statement.kind {
            StmtKind::Return { value: Some(v) } => match &v.kind {
                ExprKind::Call { func, .. } if matches!(func.kind, ExprKind::Name { .. }) => v,
                _ => return false,
            },
            StmtKind::Assign { value, targets }
                if matches!(&targets[..], [t] if matches!(t.kind, ExprKind::Name { .. }))
                    && matches!(value.kind, ExprKind::Call { .. }) =>
            {
                value
            }
            _ => return false,
        };
        let (from, to) = (source.locate_char(value.span.start), source.locate_char(value.span.end));
        from.line == 1
            && from.col as usize == self.start
            && to.line as usize == self.lines.len()
            && to.col as usize == self.end
    }

    /// The lines as one text: from a column of the first to a column of the last one.
    fn join(&self, start: usize, end: Option<usize>) -> String {
        let mut text = String::new();
        for (i, line) in self.lines.iter().enumerate() {
            let stop = end.filter(|_| i + 1 == self.lines.len()).unwrap_or(line.len()).min(line.len());
            let begin = if i == 0 { start.min(stop) } else { 0 };
            if i > 0 {
                text.push('\n');
            }
            text.extend(&line[begin..stop]);
        }
        text
    }

    /// The operator, brackets or parentheses that the failing expression is about.
    fn anchor(&self) -> Option<Anchor> {
        let segment = self.join(self.start, Some(self.end));
        // Parentheses make an expression of several lines valid.
        let source = Source::new(format!("(\n{segment}\n)"));
        let parsed = parse(&source, Mode::Eval).ok()?;
        let Mod::Expression { body } = parsed.tree else { return None };
        let after = |e: &Expr| e.span.end as usize;
        let text = source.text();
        let (from, to) = match &body.kind {
            ExprKind::BinOp { left, op, .. } => {
                let at = find(text, after(left), |c| !c.is_whitespace() && c != ')')?;
                (at, at + op.name_and_sign().1.len())
            }
            ExprKind::Subscript { value, .. } => (find(text, after(value), |c| c == '[')?, after(&body)),
            ExprKind::Call { func, .. } => (find(text, after(func), |c| c == '(')?, after(&body)),
            _ => return None,
        };
        let point = |offset: usize| -> Option<Point> {
            let at = source.locate_char(u32::try_from(offset).ok()?);
            let line = (at.line as usize).checked_sub(2).filter(|l| *l < self.lines.len())?;
            Some((line, at.col as usize + if line == 0 { self.start } else { 0 }))
        };
        Some(Anchor { from: point(from)?, to: point(to)? })
    }
}

/// The first character from `at` on that meets a condition and is no comment or line continuation.
fn find(text: &str, at: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut comment = false;
    for (i, c) in text[at..].char_indices() {
        match c {
            '\n' => comment = false,
            '#' => comment = true,
            '\\' => {}
            _ if !comment && wanted(c) => return Some(at + i),
            _ => {}
        }
    }
    None
}
