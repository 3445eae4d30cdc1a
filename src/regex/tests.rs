//! Replays what CPython answered (tests/regex/cases.txt, recorded by tests/regex/record.py), and checks what no
//! recording shows: interruption, the memory limit, texts too long for recursion.

use crate::regex::{Error, Found, How, Piece, Program, Scanner, Scratch, Stop, Subject, flag};

fn unescaped(field: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = field.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let digits: String = bytes.by_ref().take(2).map(char::from).collect();
        out.push(u8::from_str_radix(&digits, 16).expect("two digits follow a backslash"));
    }
    out
}

fn escaped(bytes: &[u8]) -> String {
    let shown = |&b: &u8| {
        if (32..127).contains(&b) && b != b'\\' { char::from(b).to_string() } else { format!("\\{b:02x}") }
    };
    bytes.iter().map(shown).collect()
}

fn error_text(error: &Error) -> String {
    let pos = error.pos.map_or("-".to_owned(), |pos| pos.to_string());
    format!("E\t{:?}\t{pos}\t{}", error.kind, escaped(error.msg.as_bytes()))
}

fn match_text(found: Found, groups: u32, scratch: &Scratch) -> String {
    match found {
        Ok(None) => "None".to_owned(),
        Err(stop) => format!("{stop:?}"),
        Ok(Some((start, end))) => {
            let mut out = format!("{start}-{end}");
            for group in 1..=groups {
                match scratch.span(group) {
                    Some((start, end)) => out += &format!(",{start}-{end}"),
                    None => out += ",-",
                }
            }
            out + &format!("/{}", scratch.last_group().unwrap_or(0))
        }
    }
}

/// A poll that soon loses patience, so that a wrong exponential search is an answer and not a hang.
fn patience() -> impl FnMut() -> bool {
    let mut left = 200;
    move || {
        left -= 1;
        left > 0
    }
}

fn byte_index(text: &[u8], is_text: bool, chars: usize) -> usize {
    if !is_text {
        return chars;
    }
    let starts = (0..text.len()).filter(|&i| text[i] & 0xc0 != 0x80);
    starts.chain([text.len()]).nth(chars).expect("the index lies in the text")
}

/// Our answer to a case, in the words of record.py.
fn answer(kind: &str, flags: u32, pattern: &[u8], text: &[u8]) -> String {
    let is_text = matches!(kind, "s" | "t");
    let mut warnings: Vec<String> = Vec::new();
    let program = Program::compile(pattern, is_text, flags, &mut |message| warnings.push(message.to_owned()));
    let warnings = warnings.join("|");
    let program = match program {
        Ok(program) => program,
        Err(error) => return format!("{warnings}\t{}", error_text(&error)),
    };
    if matches!(kind, "t" | "u") {
        return match program.template(text) {
            Err(error) => format!("\t{}", error_text(&error)),
            Ok(pieces) => {
                let text: Vec<u8> = pieces.into_iter().flat_map(literal).collect();
                format!("\tR\t{}", escaped(&text))
            }
        };
    }
    let groups = program.groups();
    let index: Vec<String> =
        program.group_index().iter().map(|(name, number)| format!("{}={number}", escaped(name))).collect();
    let subject = Subject { text, wide: is_text && !text.is_ascii() };
    let mut scratch = Scratch::default();
    let mut out =
        vec![warnings, "M".to_owned(), program.flags().to_string(), groups.to_string(), index.join(",")];
    for how in [How::Match, How::FullMatch] {
        let found = program.exec(how, subject, 0, false, &mut scratch, &mut patience());
        out.push(match_text(found, groups, &scratch));
    }
    let mut all = Vec::new();
    let mut scanner = Scanner::new(0);
    loop {
        let found = scanner.next(&program, How::Search, subject, &mut scratch, &mut patience());
        if found == Ok(None) {
            break;
        }
        all.push(match_text(found, groups, &scratch));
        if found.is_err() {
            break;
        }
    }
    out.push(all.join(";"));
    let chars = if is_text { text.iter().filter(|&&b| b & 0xc0 != 0x80).count() } else { text.len() };
    let third = chars / 3;
    let end = byte_index(text, is_text, chars - third);
    let middle = Subject { text: &text[..end], ..subject };
    let from = byte_index(text, is_text, third);
    let found = program.exec(How::Search, middle, from, false, &mut scratch, &mut patience());
    out.push(match_text(found, groups, &scratch));
    out.join("\t")
}

fn literal(piece: Piece) -> Vec<u8> {
    match piece {
        Piece::Literal(text) => text,
        Piece::Group(_) => Vec::new(),
    }
}

/// Replays recorded cases; the differences.
pub fn replay(cases: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in cases.lines() {
        let mut fields = line.splitn(5, '\t');
        let mut field = || fields.next().unwrap_or_default();
        let (kind, flags, pattern, text, want) = (field(), field(), field(), field(), field());
        let flags = flags.parse().expect("flags are a number");
        let have = answer(kind, flags, &unescaped(pattern), &unescaped(text));
        if have != want {
            wrong.push(format!("{kind} {flags} {pattern} on {text}\n  want {want}\n  have {have}"));
        }
    }
    wrong
}

#[test]
fn cases_answer_as_recorded() {
    let wrong = replay(include_str!("../../tests/regex/cases.txt"));
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

fn compiled(pattern: &str) -> Program {
    Program::compile(pattern.as_bytes(), true, 0, &mut |_| ()).expect("the pattern is right")
}

fn matched(pattern: &str, text: &[u8], scratch: &mut Scratch) -> Found {
    compiled(pattern).exec(How::Match, Subject { text, wide: false }, 0, false, scratch, &mut || true)
}

#[test]
fn long_texts_need_no_native_stack() {
    let text = b"ab".repeat(1 << 19);
    for pattern in
        ["(a|b)*", "(?:a|b)*?$", "((?:ab)*)*", "(?:(a)|(b))+", "(?>(?:ab)+)", "(?:ab)*+", "(?:a?b?)*"]
    {
        let found = matched(pattern, &text, &mut Scratch::default());
        assert_eq!(found, Ok(Some((0, text.len()))), "{pattern}");
    }
}

#[test]
fn memory_is_bounded() {
    let mut scratch = Scratch::default();
    scratch.limit = 1000;
    assert_eq!(matched("(?:(a)|b)*", &b"ab".repeat(1000), &mut scratch), Err(Stop::Memory));
}

#[test]
fn patience_ends_exponential_searches() {
    let mut polls = 0;
    let mut poll = || {
        polls += 1;
        polls < 3
    };
    let subject = Subject { text: &b"a".repeat(64), wide: false };
    let program = compiled("(a+)+b|(?:a|a)*c");
    let found = program.exec(How::Search, subject, 0, false, &mut Scratch::default(), &mut poll);
    assert_eq!(found, Err(Stop::Interrupted));
}

#[test]
fn flags_are_numbered_as_in_python() {
    assert_eq!(
        compiled("(?imsx)a").flags(),
        flag::IGNORECASE | flag::MULTILINE | flag::DOTALL | flag::VERBOSE | flag::UNICODE
    );
}
