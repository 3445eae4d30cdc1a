//! Prints the tree of each file named on the command line, or its syntax error: what the
//! comparison with CPython in `tests/syntax/compare.py` runs.

use pyr_front::source::{Source, decode};
use pyr_front::syntax::{Mode, dump, parse};

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("the file can be read");
        let text = match decode(&bytes, &path) {
            Ok(text) => text,
            Err(error) => {
                println!("{error:?}");
                continue;
            }
        };
        let source = Source::new(text);
        match parse(&source, Mode::Exec) {
            Ok(parsed) => println!("{}", dump::dump(&parsed.tree, &source)),
            Err(e) => println!(
                "{:?}|{}|{}|{}|{}|{}|{:?}",
                e.kind, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text
            ),
        }
    }
}
