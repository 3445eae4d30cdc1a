//! Feeds random texts to a target for a while and prints those that panic: `fuzz lex|parse|compile SEED SECONDS FILE...`.
//! Half of the texts are pieces of the files with a few changes, the others are made of words. What holds for all texts is
//! in `fuzz/targets.rs`. Every find becomes a golden.

#[path = "../../fuzz/targets.rs"]
mod targets;

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

const WORDS: [&str; 92] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ";",
    ".",
    "=",
    ":=",
    "+",
    "-",
    "*",
    "**",
    "/",
    "@",
    "->",
    "!",
    "!=",
    "\n",
    "\n    ",
    "\n\t",
    " ",
    "if ",
    "else ",
    "elif ",
    "for ",
    " in ",
    "def ",
    "class ",
    "lambda ",
    "f'",
    "f\"\"\"",
    "'",
    "\"\"\"",
    "{x",
    "a",
    "b1",
    "0x",
    "1_",
    "1e5",
    "\\",
    "\\\n",
    "#",
    "\u{ff1a}",
    "é",
    "\u{a0}",
    "match ",
    "case ",
    "type ",
    "async ",
    "await ",
    "yield ",
    "with ",
    "as ",
    "try:",
    "except ",
    "finally",
    "not ",
    "is ",
    "and ",
    "import ",
    "from ",
    "del ",
    "global ",
    "nonlocal ",
    "return ",
    "break",
    "continue",
    "\r\n",
    "\r",
    "\x0c",
    "b'",
    "rb'",
    "\\N{",
    "\\x",
    "%",
    "<>",
    "print ",
    "None",
    "...",
    "_",
    "c",
    "{{",
    "}}",
    "=}",
    "!r}",
    "$",
    "\0",
    "__class__",
];

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % n.max(1)
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn text(&mut self, corpus: &[String]) -> String {
        if corpus.is_empty() || self.below(2) == 0 {
            let len = self.below(30);
            return (0..len).map(|_| self.word()).collect();
        }
        let lines: Vec<&str> = corpus[self.below(corpus.len())].split_inclusive('\n').collect();
        let (start, len) = (self.below(lines.len()), 1 + self.below(12));
        let mut text: String = lines.into_iter().skip(start).take(len).collect();
        for _ in 0..=self.below(4) {
            let at = self.boundary(&text);
            let end = self.boundary(&text).clamp(at, at + 8);
            let end = (end..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(at);
            let word = if self.below(3) > 0 { self.word() } else { "" };
            text.replace_range(at..end, word);
        }
        text
    }
}

fn main() {
    let usage = "usage: fuzz lex|parse|compile SEED SECONDS FILE...";
    let mut args = std::env::args().skip(1);
    let target = match args.next().as_deref() {
        Some("lex") => targets::lex,
        Some("parse") => targets::parse,
        Some("compile") => targets::compile,
        _ => panic!("{usage}"),
    };
    let mut number = || args.next().and_then(|arg| arg.parse().ok()).expect(usage);
    let (seed, seconds): (u64, u64) = (number(), number());
    let corpus: Vec<String> = args.filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let mut random = Random(seed | 1);
    let start = Instant::now();
    let (mut runs, mut finds) = (0u64, 0u64);
    while start.elapsed() < Duration::from_secs(seconds) {
        let text = random.text(&corpus);
        // The bytes around the text choose the mode and the damage.
        let data: Vec<u8> =
            [&[b'0' + random.below(10) as u8], text.as_bytes(), &[b' ' + random.below(64) as u8]].concat();
        if catch_unwind(|| target(&data)).is_err() {
            println!("panic: {:?}", String::from_utf8_lossy(&data));
            finds += 1;
        }
        runs += 1;
    }
    println!("{runs} texts, {finds} finds");
}
