//! A text as an editor sees it: what kind of thing each part is, which brackets are open, whether a block begins. Works
//! for text that is not finished or not Python.

use super::Mode;
use super::layout;
use super::token::Tok;
use crate::source::Source;

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Keyword,
    Name,
    /// The name that `def` or `class` defines.
    Definition,
    Number,
    String,
    Comment,
    Operator,
}

/// What there is to say about a text.
#[derive(Debug, Default)]
pub struct Outline {
    /// Parts in order: kind, first byte, byte behind.
    pub parts: Vec<(Class, usize, usize)>,
    /// Brackets that are open at the end, outermost first: where they are.
    pub open: Vec<usize>,
    /// Pairs of brackets: where they are.
    pub pairs: Vec<(usize, usize)>,
    /// The text ends behind a `:` that begins a block.
    pub opens_block: bool,
    /// The text ends inside of a string.
    pub in_string: bool,
}

/// Looks a text over.
pub fn outline(src: &str) -> Outline {
    let mut out = Outline::default();
    if src.contains('\0') {
        return out;
    }
    let lexed = layout::lex(&Source::new(src), Mode::Exec, false);
    let (mut end, mut before, mut line_start) = (0, Tok::Newline, true);
    let mut last = Tok::Newline;
    for (i, t) in lexed.tokens.iter().enumerate() {
        let (from, to) = (t.start as usize, t.end as usize);
        if matches!(t.tok, Tok::Newline | Tok::EndMarker | Tok::Error) {
            // A comment belongs to the line end behind it.
            comments(src, end, if t.tok == Tok::Newline { to } else { from }, &mut out);
        } else if from > end {
            comments(src, end, from, &mut out);
        }
        if to <= from {
            end = end.max(from);
            continue;
        }
        let next = lexed.tokens.get(i + 1).map(|n| n.tok);
        let class = match t.tok {
            Tok::Newline | Tok::Indent | Tok::Dedent => None,
            Tok::Name(_) if matches!(before, Tok::Def | Tok::Class) => Some(Class::Definition),
            Tok::Name(_) => Some(Class::Name),
            // Soft keywords are keywords at the beginning of a statement only.
            Tok::Match | Tok::Case | Tok::Type => {
                let word = line_start
                    && !matches!(
                        next,
                        Some(Tok::Equal | Tok::Dot | Tok::Comma | Tok::Colon | Tok::RPar | Tok::Newline)
                    );
                Some(if word { Class::Keyword } else { Class::Name })
            }
            Tok::Int | Tok::Float | Tok::Imaginary => Some(Class::Number),
            Tok::String | Tok::FStringStart | Tok::FStringMiddle | Tok::FStringEnd => Some(Class::String),
            _ if src[from..to].starts_with(|c: char| c.is_ascii_alphabetic()) => Some(Class::Keyword),
            _ => Some(Class::Operator),
        };
        match src.as_bytes()[from] {
            b'(' | b'[' | b'{' if class == Some(Class::Operator) => out.open.push(from),
            b')' | b']' | b'}' if class == Some(Class::Operator) => {
                if let Some(open) = out.open.pop() {
                    out.pairs.push((open, from));
                }
            }
            _ => {}
        }
        out.parts.extend(class.map(|c| (c, from, to)));
        line_start = matches!(t.tok, Tok::Newline | Tok::Indent | Tok::Dedent | Tok::Semi);
        before = t.tok;
        if !matches!(t.tok, Tok::Newline | Tok::Indent | Tok::Dedent) {
            last = t.tok;
        }
        end = to;
    }
    if lexed.error.is_some() && end < src.len() {
        let rest = &src[end..];
        let from = end + (rest.len() - rest.trim_start().len());
        let word = src[from..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        if word.starts_with(['"', '\'']) {
            out.in_string = true;
            out.parts.push((Class::String, from, src.len()));
        }
    }
    out.in_string |= matches!(last, Tok::FStringStart | Tok::FStringMiddle);
    out.opens_block = last == Tok::Colon && out.open.is_empty() && !out.in_string;
    out
}

/// Comments between two tokens.
fn comments(src: &str, from: usize, to: usize, out: &mut Outline) {
    let mut at = from;
    while let Some(i) = src.get(at..to).and_then(|gap| gap.find('#')) {
        let start = at + i;
        let end = src[start..].find(['\n', '\r']).map_or(src.len(), |n| start + n);
        out.parts.push((Class::Comment, start, end));
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_what_is_typed() {
        let text = "def f(x): # c\n    return 'a' + 12\n";
        let parts = outline(text).parts;
        let shown: Vec<(Class, &str)> = parts.iter().map(|(c, a, b)| (*c, &text[*a..*b])).collect();
        assert_eq!(
            shown,
            [
                (Class::Keyword, "def"),
                (Class::Definition, "f"),
                (Class::Operator, "("),
                (Class::Name, "x"),
                (Class::Operator, ")"),
                (Class::Operator, ":"),
                (Class::Comment, "# c"),
                (Class::Keyword, "return"),
                (Class::String, "'a'"),
                (Class::Operator, "+"),
                (Class::Number, "12"),
            ]
        );
    }

    #[test]
    fn what_is_open_is_known() {
        let o = outline("f(a, [1, 2], {");
        assert_eq!((o.open, o.pairs), (vec![1, 13], vec![(5, 10)]));
        assert!(outline("if x:").opens_block && !outline("x[1:").opens_block);
        assert!(outline("x = 'abc").in_string && outline("'''a\nb").in_string);
        assert!(!outline("x = 'abc'").in_string);
    }
}
