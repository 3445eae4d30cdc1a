//! What keys do while Python is typed: Enter ends an input or a line, indents and dedents; Tab indents or completes;
//! Backspace takes back a level of indentation.

use super::editor::Asker;
use super::session::is_complete_block;
use crate::modules::readline;
use crate::syntax::outline::outline;
use rustyline::history::History;
use rustyline::{
    Cmd, ConditionalEventHandler, Editor, Event, EventContext, EventHandler, Helper, KeyCode, KeyEvent,
    Modifiers, Movement, RepeatCount,
};
use std::sync::atomic::{AtomicBool, Ordering};

const LEVEL: usize = 4;

/// Whether `input()` reads: its keys are those of the editor, except Tab.
static PROGRAM: AtomicBool = AtomicBool::new(false);

/// Says who asks for a line.
pub fn set_asker(asker: Asker) {
    PROGRAM.store(asker == Asker::Program, Ordering::Relaxed);
}

fn for_program() -> bool {
    PROGRAM.load(Ordering::Relaxed)
}

/// Whether the keys are those of vi.
pub fn wants_vi() -> bool {
    readline::editing_mode()
        .unwrap_or_else(|| crate::host::env::get("PYR_EDIT_MODE").is_some_and(|v| v == b"vi"))
}

/// Whether a text is none of Python but `%command`, `!command`, `x?`.
pub fn is_special(text: &str) -> bool {
    let line = text.trim();
    !line.contains('\n')
        && (line.starts_with(['%', '!'])
            || (line.ends_with('?') && !line.contains('#') && !outline(line.trim_end_matches('?')).in_string))
}

/// A text that was copied with its prompts, without them and without what was printed in between; others as they are.
pub fn without_prompts(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.trim_start().starts_with(">>> ") {
        return text.into();
    }
    let prompted = |line: &'_ str| {
        let line = line.trim_start().to_owned();
        let rest = line.strip_prefix(">>>").or_else(|| line.strip_prefix("..."))?;
        Some(rest.strip_prefix(' ').unwrap_or(rest).to_owned() + "\n")
    };
    text.lines().filter_map(prompted).collect::<String>().into()
}

/// What Enter does.
#[derive(Debug, PartialEq, Eq)]
pub enum Enter {
    /// The input is complete.
    Accept,
    /// A new line begins with this many spaces.
    Line(usize),
}

/// What Enter does with the cursor at a place.
pub fn enter(text: &str, pos: usize) -> Enter {
    let (before, after) = text.split_at(pos);
    if text.contains('\n') && !after.trim().is_empty() {
        return Enter::Line(indent(before));
    }
    // Leaving a line empty ends the blocks.
    let whole = match text.rsplit_once('\n') {
        Some((head, last)) if last.trim().is_empty() => format!("{}\n", head.trim_end_matches([' ', '\n'])),
        _ => text.to_owned(),
    };
    if text.trim().is_empty() || is_special(text) || is_complete_block(&without_prompts(&whole)) {
        return Enter::Accept;
    }
    Enter::Line(indent(before))
}

/// The indentation of the line behind a text.
fn indent(before: &str) -> usize {
    let o = outline(before);
    let line = before.rsplit('\n').next().unwrap_or("");
    let now = line.len() - line.trim_start_matches(' ').len();
    if o.in_string {
        return 0;
    }
    if o.opens_block {
        return now + LEVEL;
    }
    if let Some(open) = o.open.last() {
        // Behind the line of the open bracket: one level more; then as the line before.
        return if before[*open..].contains('\n') { now } else { now + LEVEL };
    }
    let first = line.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    match first {
        "return" | "pass" | "break" | "continue" | "raise" => now.saturating_sub(LEVEL),
        _ => now,
    }
}

/// The white space between the beginning of the line and the cursor, if there is nothing else.
fn margin(text: &str, pos: usize) -> Option<usize> {
    let line = text[..pos].rsplit('\n').next()?;
    line.chars().all(|c| c == ' ').then_some(line.len())
}

struct EnterKey;

impl ConditionalEventHandler for EnterKey {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, ctx: &EventContext) -> Option<Cmd> {
        if for_program() {
            return Some(Cmd::AcceptLine);
        }
        Some(match enter(ctx.line(), ctx.pos()) {
            Enter::Accept => Cmd::AcceptLine,
            Enter::Line(n) => Cmd::Insert(1, format!("\n{}", " ".repeat(n))),
        })
    }
}

struct TabKey;

impl ConditionalEventHandler for TabKey {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, ctx: &EventContext) -> Option<Cmd> {
        if for_program() {
            return Some(if readline::tab_completes() { Cmd::Complete } else { Cmd::Insert(1, "\t".into()) });
        }
        Some(match margin(ctx.line(), ctx.pos()) {
            Some(n) => Cmd::Insert(1, " ".repeat(LEVEL - n % LEVEL)),
            None => Cmd::Complete,
        })
    }
}

struct BackspaceKey;

impl ConditionalEventHandler for BackspaceKey {
    fn handle(&self, _: &Event, n: RepeatCount, _: bool, ctx: &EventContext) -> Option<Cmd> {
        let back = match margin(ctx.line(), ctx.pos()) {
            Some(m) if m > 0 && n == 1 && !for_program() => (m - 1) % LEVEL + 1,
            _ => return None,
        };
        Some(Cmd::Kill(Movement::BackwardChar(back as RepeatCount)))
    }
}

/// Gives the keys their meaning.
pub fn bind<H: Helper, I: History>(editor: &mut Editor<H, I>) {
    let none = Modifiers::NONE;
    let mut on = |code, h: Box<dyn ConditionalEventHandler>| {
        editor.bind_sequence(KeyEvent(code, none), EventHandler::Conditional(h));
    };
    on(KeyCode::Enter, Box::new(EnterKey));
    on(KeyCode::Tab, Box::new(TabKey));
    on(KeyCode::Backspace, Box::new(BackspaceKey));
    // What was typed while a program ran has line feeds.
    editor.bind_sequence(KeyEvent::ctrl('J'), EventHandler::Conditional(Box::new(EnterKey)));
    // Alt-Enter is a new line wherever the cursor is.
    editor.bind_sequence(KeyEvent(KeyCode::Enter, Modifiers::ALT), Cmd::Insert(1, "\n".into()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_end(text: &str) -> Enter {
        enter(text, text.len())
    }

    #[test]
    fn a_block_is_indented_and_ends_with_an_empty_line() {
        assert_eq!(at_end("x = 1"), Enter::Accept);
        assert_eq!(at_end("def f():"), Enter::Line(4));
        assert_eq!(at_end("def f():\n    if x:  # c"), Enter::Line(8));
        assert_eq!(at_end("def f():\n    return 1"), Enter::Line(0));
        assert_eq!(at_end("def f():\n    return 1\n"), Enter::Accept);
        assert_eq!(at_end("def f():\n    x = 1\n    "), Enter::Accept);
        assert_eq!(at_end("f(1,"), Enter::Line(4));
        assert_eq!(at_end("f(1,\n    2,"), Enter::Line(4));
        assert_eq!(at_end("f(\n"), Enter::Line(0));
        assert_eq!(at_end("x = '''a\n  b"), Enter::Line(0));
        assert_eq!(at_end("class A:\n    x = 1\n\n    y = 2"), Enter::Line(4));
    }

    #[test]
    fn errors_and_many_statements_are_complete() {
        assert_eq!(at_end("x = = 1"), Enter::Accept);
        assert_eq!(at_end("a = 1\nb = 2"), Enter::Accept);
        assert_eq!(at_end("a = 1\nif a:\n    b = 2"), Enter::Line(4));
        assert_eq!(at_end("a = 1\nif a:\n    b = 2\n"), Enter::Accept);
        assert_eq!(enter("if a:\n    b", 5), Enter::Line(4));
    }

    #[test]
    fn prompts_are_no_part_of_a_text() {
        assert_eq!(
            without_prompts(">>> x = 1\n>>> if x:\n...     x\n...\n1\n>>> y"),
            "x = 1\nif x:\n    x\n\ny\n"
        );
        assert_eq!(without_prompts("x >>> 1"), "x >>> 1");
    }

    #[test]
    fn what_is_not_python_is_known() {
        assert!(is_special("%time x") && is_special("!ls") && is_special("x?") && is_special("x.y??"));
        assert!(!is_special("'x?") && !is_special("x  # really?") && !is_special("x"));
    }
}
