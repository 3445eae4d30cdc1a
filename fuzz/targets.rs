//! What must hold for any input of the front end: one function a target. Shared by the targets of cargo-fuzz and by the
//! driver for stable toolchains, `grammar/examples/fuzz.rs`. A panic is a find.

use pyr_front::bytecode::verify::verify;
use pyr_front::bytecode::{dis, serial};
use pyr_front::compiler::{Options, compile as compile_tree};
use pyr_front::source::{Source, decode};
use pyr_front::syntax::outline::outline;
use pyr_front::syntax::{Mode, dump, parse as parse_text};

const MODES: [Mode; 4] = [Mode::Exec, Mode::Eval, Mode::Single, Mode::FuncType];

/// Any bytes: decoded, lexed and laid out. The parts that are found lie in the text, in order, on character boundaries.
pub fn lex(data: &[u8]) {
    let text = match decode(data, "fuzz") {
        Ok(text) => text,
        Err(error) => {
            assert!(!error.msg.is_empty(), "an error without words");
            String::from_utf8_lossy(data).into_owned()
        }
    };
    let found = outline(&text);
    let mut end = 0;
    for (class, from, to) in &found.parts {
        assert!(end <= *from && from <= to, "{class:?} at {from} is out of order");
        assert!(text.get(*from..*to).is_some(), "{class:?} at {from}..{to} splits a character");
        end = *to;
    }
    let brackets = found.open.iter().chain(found.pairs.iter().flat_map(|(a, b)| [a, b]));
    for at in brackets {
        assert!(b"()[]{}".contains(&text.as_bytes()[*at]), "no bracket at {at}");
    }
}

/// Any text in any mode, the first byte chooses: a tree that can be dumped, or an error that says something.
pub fn parse(data: &[u8]) {
    let [choice, text @ ..] = data else { return };
    let text = String::from_utf8_lossy(text);
    let source = Source::new(&*text);
    match parse_text(&source, MODES[usize::from(choice % 4)]) {
        Ok(parsed) => drop(dump::dump(&parsed.tree, &source)),
        Err(error) => assert!(!error.msg.is_empty(), "an error without words"),
    }
}

/// Any text in any mode, the first byte chooses the mode and the last one a damage: what compiles passes the verifier,
/// comes back from its serial form as it was, and can be listed. Damaged serial data is refused, or can be listed too.
pub fn compile(data: &[u8]) {
    let [choice, text @ .., harm] = data else { return };
    let text = String::from_utf8_lossy(text);
    let source = Source::new(&*text);
    let Ok(parsed) = parse_text(&source, MODES[usize::from(choice % 3)]) else { return };
    let Ok(compiled) = compile_tree(&parsed.tree, &source, "fuzz", Options::default()) else { return };
    verify(&compiled.code).expect("the compiler's own code is sound");
    dis::dis(&compiled.code);
    let mut bytes = serial::write(&compiled.code);
    let again = serial::read(&bytes).expect("what was written can be read");
    assert!(bytes == serial::write(&again), "the serial form changes on the way");
    for i in 1..=usize::from(harm % 8) {
        let at = data.len().wrapping_mul(31 * i).wrapping_add(usize::from(*harm) * 7919) % bytes.len();
        bytes[at] ^= harm.rotate_left(i as u32) | 1;
    }
    if let Ok(code) = serial::read(&bytes)
        && verify(&code).is_ok()
    {
        dis::dis(&code);
    }
}
