//! The texts of tests/syntax: trees of the good ones, messages of the bad ones, as CPython 3.13
//! gave them to tests/syntax/record.py.

use pyr_front::source::{Source, decode};
use pyr_front::syntax::{Mode, dump, parse};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/syntax").join(folder);
    let entries = std::fs::read_dir(&folder).expect("the folder is part of the repository");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == extension));
    paths.sort();
    paths
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a readable file")
}

#[test]
fn good_texts_give_the_trees_of_cpython() {
    let mut wrong = Vec::new();
    for path in files("ok", "py") {
        let bytes = std::fs::read(&path).expect("a readable file");
        let source = Source::new(decode(&bytes, "ok").expect("a file in the encoding it names"));
        let tree = match parse(&source, Mode::Exec) {
            Ok(parsed) => dump::dump(&parsed.tree, &source) + "\n",
            Err(error) => format!("{error:?}"),
        };
        if tree != read(&path.with_extension("out")) {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "other trees: {wrong:?}");
}

#[test]
fn bad_texts_give_the_messages_of_cpython() {
    let mut report = String::new();
    let (mut all, mut wrong) = (0, 0);
    for path in files("bad", "txt") {
        let expected = read(&path.with_extension("out"));
        let mode = match path.file_stem().and_then(|stem| stem.to_str()) {
            Some("eval") => Mode::Eval,
            Some("single") => Mode::Single,
            _ => Mode::Exec,
        };
        for (line, want) in read(&path).lines().zip(expected.lines()) {
            all += 1;
            let got = outcome(unescape(line), mode);
            if got != want {
                wrong += 1;
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                let _ = write!(report, "{name}: {line}\n    CPython {want}\n    ours    {got}\n");
            }
        }
    }
    assert!(wrong == 0, "{wrong} of {all} differ\n{report}");
}

#[test]
fn doubtful_texts_give_the_warnings_of_cpython() {
    for path in files("warn", "txt") {
        let expected = read(&path.with_extension("out"));
        for (line, want) in read(&path).lines().zip(expected.lines()) {
            let parsed = parse(&Source::new(unescape(line)), Mode::Exec).expect("the text is Python");
            let warnings = parsed.warnings.iter().map(|w| format!("{}: {}", w.lineno, w.msg));
            assert_eq!(warnings.collect::<Vec<_>>().join("; "), want, "{line}");
        }
    }
}

#[test]
fn a_console_asks_for_more_when_cpython_does() {
    let mut wrong = Vec::new();
    for path in files("more", "txt") {
        let expected = read(&path.with_extension("out"));
        for (line, want) in read(&path).lines().zip(expected.lines()) {
            let got = match parse(&Source::new(unescape(line)), Mode::Single) {
                Ok(parsed) if parsed.unfinished => "more",
                Ok(_) => "complete",
                Err(error) if error.incomplete => "more",
                Err(_) => "error",
            };
            if got != want {
                wrong.push(format!("{line}: {got}, CPython {want}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn outcome(text: String, mode: Mode) -> String {
    let source = Source::new(text);
    match parse(&source, mode) {
        Ok(_) => "valid".to_owned(),
        Err(e) => {
            let place = format!("{}:{}-{}:{}", e.lineno, e.offset, e.end_lineno, e.end_offset);
            format!("{:?} {place} {} | {}", e.kind, e.msg, ascii(e.text.as_deref()))
        }
    }
}

/// `ascii()` of a line of text.
fn ascii(text: Option<&str>) -> String {
    let Some(text) = text else { return "None".to_owned() };
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        let code = c as u32;
        let _ = match c {
            '\n' => write!(out, "\\n"),
            '\t' => write!(out, "\\t"),
            '\r' => write!(out, "\\r"),
            '\\' => write!(out, "\\\\"),
            _ if c == quote => write!(out, "\\{c}"),
            ' '..='~' => write!(out, "{c}"),
            '\0'..='\u{ff}' => write!(out, "\\x{code:02x}"),
            '\u{100}'..='\u{ffff}' => write!(out, "\\u{code:04x}"),
            _ => write!(out, "\\U{code:08x}"),
        };
    }
    out.push(quote);
    out
}

fn unescape(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let kind = rest[at + 1..].chars().next().expect("something follows a backslash");
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            _ => 0,
        };
        let end = at + 2 + digits;
        out.push(match kind {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\x0c',
            'x' | 'u' => u32::from_str_radix(&rest[at + 2..end], 16)
                .ok()
                .and_then(char::from_u32)
                .expect("a character's number"),
            other => other,
        });
        rest = &rest[end..];
    }
    out + rest
}
