//! Texts that are too long, too deep or no texts at all end in a tree or an error, soon and
//! without overflowing the stack of a small thread.

use pyr_front::source::{Source, decode};
use pyr_front::syntax::{ErrorKind, Mode, SyntaxError, parse};

fn error(text: String) -> Option<Box<SyntaxError>> {
    parse(&Source::new(text), Mode::Exec).err()
}

fn message(text: String) -> String {
    error(text).expect("the text is not Python").msg
}

#[test]
fn a_hundred_thousand_brackets_are_too_many() {
    for open in ["(", "[", "{", "f(", "[a, (", "{a: [", "x[", "lambda: (", "f'{"] {
        let msg = message(open.repeat(100_000));
        assert!(msg.starts_with("too many nested") || msg.starts_with("f-string: "), "{open}: {msg}");
    }
    assert_eq!(message(")".repeat(100_000)), "unmatched ')'");
}

#[test]
fn deep_expressions_are_too_complex() {
    let n = 20_000;
    let texts = [
        "not ".repeat(n) + "a",
        "-".repeat(n) + "a",
        "a**".repeat(n) + "a",
        "lambda: ".repeat(n) + "a",
        "a if b else ".repeat(n) + "c",
        "a+".repeat(n) + "a",
        "a".to_owned() + &".b".repeat(n),
        "a".to_owned() + &"()".repeat(n),
        "a".to_owned() + &"[b]".repeat(n),
        "if a:\n pass\n".to_owned() + &"elif b:\n pass\n".repeat(n),
    ];
    for text in texts {
        let start: String = text.chars().take(20).collect();
        let left = ["a+", "a.b", "a()", "a[b]"].iter().any(|chain| start.starts_with(chain));
        let kind = if left { ErrorKind::RecursionError } else { ErrorKind::MemoryError };
        assert_eq!(error(text).map(|e| e.kind), Some(kind), "{start}");
    }
}

#[test]
fn deep_expressions_that_are_wrong_are_errors() {
    let n = 20_000;
    for text in ["not ", "-", "a**", "lambda: ", "a if b else ", "a+", "a.b().c", "a and ", "a < ", "@"] {
        let text = text.repeat(n) + " $";
        assert!(error(text).is_some());
    }
    let nested = "(".repeat(190) + "a b" + &")".repeat(190);
    assert!(error(nested).is_some());
    let nested = "{1: [".repeat(90) + "a b" + &"]}".repeat(90);
    assert!(error(nested).is_some());
}

#[test]
fn nearly_too_deep_is_fine() {
    assert!(error("(".repeat(200) + &")".repeat(200)).is_none());
    assert!(error("not ".repeat(1900) + "a").is_none());
    assert!(error("a+".repeat(1900) + "a").is_none());
    let blocks: String = (0..99).map(|i| " ".repeat(i) + "if a:\n").collect();
    assert!(error(blocks + &" ".repeat(99) + "pass").is_none());
}

#[test]
fn long_flat_texts_are_fine() {
    let n = 20_000;
    for text in [
        "x = [".to_owned() + &"1, ".repeat(n) + "]",
        "x = {".to_owned() + &"a: 1, ".repeat(n) + "}",
        "f(".to_owned() + &"a, ".repeat(n) + ")",
        "a and ".repeat(n) + "a",
        "a < ".repeat(n) + "a",
        "a = ".repeat(n) + "a",
        "a; ".repeat(n),
        "'a' ".repeat(n),
        "f'{a}b' ".repeat(n),
        "x = '".to_owned() + &"a".repeat(10_000_000) + "'",
        "x = ".to_owned() + &"a".repeat(10_000_000),
        "import a\n".repeat(n),
        "\n".repeat(n),
        "\\\n".repeat(n) + "x",
        "# a".repeat(n),
    ] {
        let start: String = text.chars().take(20).collect();
        assert_eq!(error(text), None, "{start}");
    }
}

#[test]
fn long_wrong_texts_are_errors() {
    let n = 5_000;
    for text in [
        "x = [".to_owned() + &"1, ".repeat(n) + "1 2]",
        "x = {".to_owned() + &"a: 1, ".repeat(n) + "b}",
        "f(".to_owned() + &"a, ".repeat(n) + "a b)",
        "f(".to_owned() + &"a=1, ".repeat(n) + "2)",
        "a = ".repeat(n) + "1 = a",
        "x = '".to_owned() + &"a".repeat(10_000_000),
        "class A:\n".to_owned() + &"    def f(self):\n        return (1, 2)\n".repeat(n) + "    x y\n",
        "@a\n".repeat(n) + "x",
        "a ".repeat(n),
        "(a ".repeat(150),
        "with (a".to_owned() + &", b".repeat(n) + " c): pass",
        "match ".repeat(n) + ":",
        "print ".repeat(n),
    ] {
        assert!(error(text).is_some());
    }
}

#[test]
fn noise_is_no_python() {
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    const WORDS: [&str; 44] = [
        "(", ")", "[", "]", "{", "}", ":", ",", ";", ".", "=", ":=", "+", "-", "*", "**", "\n", "\n    ",
        "\n\t", " ", "if ", "else ", "for ", " in ", "def ", "class ", "lambda ", "f'", "'", "\"\"\"", "{x",
        "a", "b1", "0x", "1_", "1e5", "\\", "#", "\u{ff1a}", "match ", "case ", "async ", "await ", "yield ",
    ];
    for _ in 0..4000 {
        let words: String = (0..40).map(|_| WORDS[next() as usize % WORDS.len()]).collect();
        let _ = error(words);
    }
    for _ in 0..2000 {
        let bytes: Vec<u8> = (0..200).map(|_| next() as u8).collect();
        if let Ok(text) = decode(&bytes, "noise") {
            let _ = error(text);
        }
        let _ = error(bytes.iter().map(|&b| b as char).collect());
    }
}
