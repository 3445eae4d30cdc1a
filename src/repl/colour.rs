//! Colours of a text that is being edited.

use crate::syntax::outline::{Class, outline};

/// Builtins that read as part of the language.
const BUILTINS: &[&str] = &[
    "self",
    "cls",
    "print",
    "len",
    "range",
    "int",
    "str",
    "float",
    "list",
    "dict",
    "set",
    "tuple",
    "bool",
    "bytes",
    "type",
    "object",
    "super",
    "isinstance",
    "issubclass",
    "enumerate",
    "zip",
    "map",
    "filter",
    "sorted",
    "reversed",
    "sum",
    "min",
    "max",
    "any",
    "all",
    "abs",
    "open",
    "input",
    "repr",
    "iter",
    "next",
    "hasattr",
    "getattr",
    "setattr",
    "property",
    "classmethod",
    "staticmethod",
    "Exception",
    "ValueError",
    "TypeError",
    "KeyError",
];

fn code(class: Class, text: &str) -> &'static str {
    match class {
        Class::Keyword if matches!(text, "None" | "True" | "False") => "36",
        Class::Keyword => "1;34",
        Class::Name if BUILTINS.contains(&text) => "36",
        Class::Definition => "1",
        Class::Number => "33",
        Class::String => "32",
        Class::Comment => "31",
        Class::Name | Class::Operator => "",
    }
}

/// The text with colours. The bracket at the cursor and the one that belongs to it stand out.
pub fn paint(text: &str, cursor: usize) -> String {
    let o = outline(text);
    let near = |i: usize| i == cursor || Some(i) == cursor.checked_sub(1);
    let pair = o.pairs.iter().find(|(a, b)| near(*a) || near(*b));
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for (class, from, to) in o.parts {
        if from < at {
            continue;
        }
        out.push_str(&text[at..from]);
        let part = &text[from..to];
        let how = match pair {
            Some((a, b)) if from == *a || from == *b => "1;7",
            _ => code(class, part),
        };
        // Each line has its own colours.
        for (i, line) in part.split('\n').enumerate() {
            out.push_str(if i > 0 { "\n" } else { "" });
            match how {
                "" => out.push_str(line),
                how => out.push_str(&format!("\x1b[{how}m{line}\x1b[0m")),
            }
        }
        at = to;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(i) = rest.find("\x1b[") {
            out.push_str(&rest[..i]);
            rest = rest[i..].split_once('m').map_or("", |(_, r)| r);
        }
        out + rest
    }

    #[test]
    fn nothing_but_colours_is_added() {
        let texts = [
            "def f(x):\n    return 'a\\n'  # c",
            "x = '''a\nb",
            "f'{x!r:>{w}}' + (",
            "if x\n  $ \u{3000} é",
            "\t1 +\\",
            "名 = [1",
        ];
        for text in texts {
            for cursor in 0..=text.len() {
                assert_eq!(plain(&paint(text, cursor)), text);
            }
        }
        assert_eq!(paint("(1)", 0), "\x1b[1;7m(\x1b[0m\x1b[33m1\x1b[0m\x1b[1;7m)\x1b[0m");
    }
}
