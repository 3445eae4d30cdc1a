//! Times the parser and the compiler on the files named on the command line: the best of several rounds.

use pyr_front::compiler::{Options, compile};
use pyr_front::source::Source;
use pyr_front::syntax::{Mode, parse};
use std::time::{Duration, Instant};

fn main() {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run).expect("a thread can be made");
    std::process::exit(i32::from(thread.join().is_err()));
}

fn run() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("the file can be read");
        let (mut parsing, mut compiling) = (Duration::MAX, Duration::MAX);
        for _ in 0..7 {
            let source = Source::new(text.clone());
            let start = Instant::now();
            let parsed = parse(&source, Mode::Exec).expect("the file is Python");
            parsing = parsing.min(start.elapsed());
            let start = Instant::now();
            let compiled =
                compile(&parsed.tree, &source, &path, Options { fuse: true, ..Options::default() });
            compiling = compiling.min(start.elapsed());
            compiled.expect("the file compiles");
        }
        let lines = text.lines().count();
        println!("{path}: {lines} lines, parse {parsing:.1?}, compile {compiling:.1?}");
    }
}
