//! Any text in any mode, the first byte chooses: a tree that can be dumped, or an error that says something.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pyr_front::source::Source;
use pyr_front::syntax::{Mode, dump, parse};

fuzz_target!(|data: &[u8]| {
    let [choice, text @ ..] = data else { return };
    let text = String::from_utf8_lossy(text);
    let mode = [Mode::Exec, Mode::Eval, Mode::Single, Mode::FuncType][usize::from(choice % 4)];
    let source = Source::new(&text);
    match parse(&source, mode) {
        Ok(parsed) => drop(dump::dump(&parsed.tree, &source)),
        Err(error) => assert!(!error.msg.is_empty(), "an error without words"),
    }
});
