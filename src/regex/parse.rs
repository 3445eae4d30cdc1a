//! Pattern text to `ast`: tokens, sequences, repetitions, classes. What follows an opening parenthesis is in
//! `group.rs`, escapes are in `escape.rs`. Messages and positions are those of CPython 3.13.

use super::ast::{At, Class, Item, MANY, Mode, Node, Seq, Width, width};
use super::error::{Error, ErrorKind, flag};
use super::unicode;
use crate::text::wtf8;

pub(super) type Result<T> = std::result::Result<T, Error>;

/// Nesting at which CPython's own parser runs out of stack.
const DEEPEST: u32 = 496;
/// Digits `int()` accepts.
const LONGEST_NUMBER: usize = 4300;

/// One pattern character, or a backslash with the character after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) escaped: bool,
    pub(super) c: u32,
}

impl Token {
    pub(super) fn is(self, c: char) -> bool {
        !self.escaped && self.c == u32::from(c)
    }

    pub(super) fn len(self) -> usize {
        1 + usize::from(self.escaped)
    }

    /// The character, if it stands for itself.
    pub(super) fn plain(self) -> Option<char> {
        if self.escaped { None } else { char::from_u32(self.c) }
    }

    pub(super) fn text(self) -> String {
        let mut text = if self.escaped { String::from("\\") } else { String::new() };
        text.push(char::from_u32(self.c).unwrap_or(char::REPLACEMENT_CHARACTER));
        text
    }
}

/// Characters with one token of look-ahead. A lone backslash at the end is an error as soon as it is seen ahead.
pub(super) struct Tokens<'p> {
    chars: &'p [u32],
    /// Behind the token ahead.
    index: usize,
    pub(super) next: Option<Token>,
    pub(super) is_text: bool,
}

impl<'p> Tokens<'p> {
    pub(super) fn new(chars: &'p [u32], is_text: bool) -> Result<Tokens<'p>> {
        let mut tokens = Tokens { chars, index: 0, next: None, is_text };
        tokens.advance()?;
        Ok(tokens)
    }

    fn advance(&mut self) -> Result<()> {
        let Some(&c) = self.chars.get(self.index) else {
            self.next = None;
            return Ok(());
        };
        self.index += 1;
        self.next = Some(Token { escaped: false, c });
        if c == u32::from('\\') {
            let Some(&c) = self.chars.get(self.index) else {
                return Err(Error::at("bad escape (end of pattern)", self.chars.len() - 1));
            };
            self.index += 1;
            self.next = Some(Token { escaped: true, c });
        }
        Ok(())
    }

    pub(super) fn get(&mut self) -> Result<Option<Token>> {
        let token = self.next;
        self.advance()?;
        Ok(token)
    }

    /// Takes the token ahead if it is this character.
    pub(super) fn eat(&mut self, c: char) -> Result<bool> {
        let found = self.next.is_some_and(|t| t.is(c));
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    /// Takes up to `most` characters of a kind.
    pub(super) fn take(&mut self, most: usize, kind: fn(&char) -> bool) -> Result<String> {
        let mut out = String::new();
        while out.len() < most {
            let Some(c) = self.next.and_then(Token::plain).filter(kind) else { break };
            out.push(c);
            self.advance()?;
        }
        Ok(out)
    }

    /// The text up to a terminator, which is taken too.
    pub(super) fn until(&mut self, end: char, what: &str) -> Result<Vec<u32>> {
        let mut name = Vec::new();
        loop {
            let Some(token) = self.get()? else {
                return Err(if name.is_empty() {
                    self.error(&format!("missing {what}"), 0)
                } else {
                    self.error(&format!("missing {end}, unterminated name"), name.len())
                });
            };
            if token.is(end) {
                break;
            }
            if token.escaped {
                name.push(u32::from('\\'));
            }
            name.push(token.c);
        }
        if name.is_empty() { Err(self.error(&format!("missing {what}"), 1)) } else { Ok(name) }
    }

    /// Where the token ahead begins.
    pub(super) fn tell(&self) -> usize {
        self.index - self.next.map_or(0, Token::len)
    }

    pub(super) fn seek(&mut self, index: usize) -> Result<()> {
        self.index = index;
        self.advance()
    }

    /// An error `back` characters before the token ahead.
    pub(super) fn error(&self, msg: &str, back: usize) -> Error {
        let msg = if self.is_text { msg.to_owned() } else { backslashed(msg) };
        Error::at(msg, self.tell().saturating_sub(back))
    }

    /// Names of groups are identifiers, in bytes patterns ASCII ones.
    pub(super) fn check_name(&self, name: &[u32], extra: usize) -> Result<()> {
        let quoted = quote(name);
        let quoted = if !self.is_text && name.iter().any(|&c| c > 127) {
            backslashed(&quoted)
        } else if unicode::is_identifier(name) {
            return Ok(());
        } else {
            quoted
        };
        Err(self.error(&format!("bad character in group name {quoted}"), name.len() + extra))
    }
}

/// `repr()` of a name.
pub(super) fn quote(name: &[u32]) -> String {
    unicode::quote(&wtf8::from_chars(name.iter().copied()))
}

fn escape_code(c: u32) -> String {
    match c {
        0..=0xff => format!("\\x{c:02x}"),
        0x100..=0xffff => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    }
}

fn backslashed(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { escape_code(u32::from(c)) }).collect()
}

/// Everything parsing leaves behind.
pub(super) struct Parsed {
    pub(super) body: Seq,
    pub(super) flags: u32,
    /// By number; the whole match is number 0.
    pub(super) widths: Vec<Option<Width>>,
    pub(super) names: Vec<(Vec<u32>, u32)>,
}

pub(super) struct Parser<'p> {
    pub(super) tokens: Tokens<'p>,
    pub(super) warnings: &'p mut Vec<String>,
    pub(super) flags: u32,
    pub(super) widths: Vec<Option<Width>>,
    pub(super) names: Vec<(Vec<u32>, u32)>,
    /// Groups named by conditionals, to be checked at the end, and where.
    pub(super) conditions: Vec<(u32, usize)>,
    /// Inside a look-behind: how many groups there were before it.
    pub(super) behind: Option<usize>,
    pub(super) depth: u32,
}

/// Parses a whole pattern.
pub(super) fn parse(chars: &[u32], is_text: bool, flags: u32, warnings: &mut Vec<String>) -> Result<Parsed> {
    let tokens = Tokens::new(chars, is_text)?;
    let mut parser = Parser {
        tokens,
        warnings,
        flags,
        widths: vec![None],
        names: Vec::new(),
        conditions: Vec::new(),
        behind: None,
        depth: 0,
    };
    let body = parser.alternatives(flags & flag::VERBOSE != 0)?;
    let flags = settle_flags(parser.flags, is_text)?;
    if parser.tokens.next.is_some() {
        return Err(parser.tokens.error("unbalanced parenthesis", 0));
    }
    for &(group, pos) in &parser.conditions {
        if group as usize >= parser.widths.len() {
            return Err(Error::at(format!("invalid group reference {group}"), pos));
        }
    }
    Ok(Parsed { body, flags, widths: parser.widths, names: parser.names })
}

fn settle_flags(flags: u32, is_text: bool) -> Result<u32> {
    let has = |f| flags & f != 0;
    let problem = if is_text && has(flag::LOCALE) {
        "cannot use LOCALE flag with a str pattern"
    } else if is_text && has(flag::ASCII) && has(flag::UNICODE) {
        "ASCII and UNICODE flags are incompatible"
    } else if !is_text && has(flag::UNICODE) {
        "cannot use UNICODE flag with a bytes pattern"
    } else if !is_text && has(flag::LOCALE) && has(flag::ASCII) {
        "ASCII and LOCALE flags are incompatible"
    } else {
        return Ok(if is_text && !has(flag::ASCII) { flags | flag::UNICODE } else { flags });
    };
    Err(Error::new(ErrorKind::Value, problem))
}

impl Parser<'_> {
    /// `a|b|c`, up to a closing parenthesis or the end.
    pub(super) fn alternatives(&mut self, mut verbose: bool) -> Result<Seq> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Error::too_deep());
        }
        let outermost = self.depth == 1;
        let mut arms = Vec::new();
        loop {
            arms.push(self.sequence(verbose, outermost && arms.is_empty())?);
            if !self.tokens.eat('|')? {
                break;
            }
            if outermost {
                verbose = self.flags & flag::VERBOSE != 0;
            }
        }
        self.depth -= 1;
        if let [only] = &mut arms[..] {
            return Ok(std::mem::take(only));
        }
        Ok(vec![as_class(&arms).unwrap_or(Node::Branch(arms))])
    }

    /// Items up to `|`, `)` or the end. `first`: global flags may still come.
    pub(super) fn sequence(&mut self, mut verbose: bool, first: bool) -> Result<Seq> {
        let mut items = Seq::new();
        while let Some(token) = self.tokens.next {
            if token.is('|') || token.is(')') {
                break;
            }
            self.tokens.get()?;
            let Some(c) = token.plain() else {
                let item = if token.escaped { self.escape(token)? } else { Node::Char(token.c) };
                items.push(item);
                continue;
            };
            match c {
                ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' if verbose => {}
                '#' if verbose => while self.tokens.get()?.is_some_and(|t| !t.is('\n')) {},
                '[' => {
                    let class = self.class()?;
                    items.push(class);
                }
                '*' | '+' | '?' | '{' => self.repeat(c, &mut items)?,
                '.' => items.push(Node::Any),
                '^' => items.push(Node::At(At::Start)),
                '$' => items.push(Node::At(At::End)),
                '(' => {
                    if let Some(item) = self.group(&mut verbose, first && items.is_empty())? {
                        items.push(item);
                    }
                }
                _ => items.push(Node::Char(token.c)),
            }
        }
        Ok(unwrapped(items))
    }

    fn repeat(&mut self, c: char, items: &mut Seq) -> Result<()> {
        let here = self.tokens.tell();
        let (min, max) = match c {
            '?' => (0, 1),
            '*' => (0, MANY),
            '+' => (1, MANY),
            _ => match self.bounds(here)? {
                Some(bounds) => bounds,
                None => {
                    items.push(Node::Char(u32::from('{')));
                    return Ok(());
                }
            },
        };
        let since = self.tokens.tell() - here + 1;
        let item = match items.pop() {
            None | Some(Node::At(_)) => return Err(self.tokens.error("nothing to repeat", since)),
            Some(Node::Repeat { .. }) => return Err(self.tokens.error("multiple repeat", since)),
            Some(item) => item,
        };
        let body = match item {
            Node::Group(group) if group.is_plain() => group.body,
            item => vec![item],
        };
        let mode = if self.tokens.eat('?')? {
            Mode::Lazy
        } else if self.tokens.eat('+')? {
            Mode::Possessive
        } else {
            Mode::Greedy
        };
        items.push(Node::Repeat { min, max, mode, body });
        Ok(())
    }

    /// `m}`, `m,}`, `,n}`, `m,n}` or `,}` behind a brace; `None` (and nothing taken) if the brace is only a brace.
    fn bounds(&mut self, here: usize) -> Result<Option<(u32, u32)>> {
        if self.tokens.next.is_some_and(|t| t.is('}')) {
            return Ok(None);
        }
        let lo = self.tokens.take(usize::MAX, char::is_ascii_digit)?;
        let hi = if self.tokens.eat(',')? {
            self.tokens.take(usize::MAX, char::is_ascii_digit)?
        } else {
            lo.clone()
        };
        if !self.tokens.eat('}')? {
            self.tokens.seek(here)?;
            return Ok(None);
        }
        let min = bound(&lo, 0)?;
        let max = bound(&hi, MANY)?;
        if max < min {
            let since = self.tokens.tell() - here;
            return Err(self.tokens.error("min repeat greater than max repeat", since));
        }
        Ok(Some((min, max)))
    }

    fn class(&mut self) -> Result<Node> {
        let here = self.tokens.tell() - 1;
        if self.tokens.next.is_some_and(|t| t.is('[')) {
            self.warnings.push(format!("Possible nested set at position {}", self.tokens.tell()));
        }
        let negate = self.tokens.eat('^')?;
        let mut items: Vec<Item> = Vec::new();
        loop {
            let token = self.class_token(here)?;
            if token.is(']') && !items.is_empty() {
                break;
            }
            if !items.is_empty() && self.tokens.next == Some(token) {
                self.warn_operator(token);
            }
            let low = self.class_item(token)?;
            if !self.tokens.eat('-')? {
                items.push(low);
                continue;
            }
            let token2 = self.class_token(here)?;
            if token2.is(']') {
                items.extend([low, Item::Char(u32::from('-'))]);
                break;
            }
            if token2.is('-') {
                let at = self.tokens.tell().saturating_sub(2);
                self.warnings.push(format!("Possible set difference at position {at}"));
            }
            match (low, self.class_item(token2)?) {
                (Item::Char(lo), Item::Char(hi)) if lo <= hi => items.push(Item::Range(lo, hi)),
                _ => {
                    let msg = format!("bad character range {}-{}", token.text(), token2.text());
                    return Err(self.tokens.error(&msg, token.len() + 1 + token2.len()));
                }
            }
        }
        Ok(match items[..] {
            [Item::Char(c)] if negate => Node::NotChar(c),
            [Item::Char(c)] => Node::Char(c),
            _ => Node::Class(Class { negate, items }),
        })
    }

    fn class_token(&mut self, here: usize) -> Result<Token> {
        match self.tokens.get()? {
            Some(token) => Ok(token),
            None => Err(self.tokens.error("unterminated character set", self.tokens.tell() - here)),
        }
    }

    fn class_item(&mut self, token: Token) -> Result<Item> {
        if token.escaped { self.class_escape(token) } else { Ok(Item::Char(token.c)) }
    }

    fn warn_operator(&mut self, token: Token) {
        let name = match token.plain() {
            Some('-') => "difference",
            Some('&') => "intersection",
            Some('~') => "symmetric difference",
            Some('|') => "union",
            _ => return,
        };
        self.warnings.push(format!("Possible set {name} at position {}", self.tokens.tell() - 1));
    }
}

fn bound(digits: &str, default: u32) -> Result<u32> {
    if digits.is_empty() {
        return Ok(default);
    }
    if digits.len() > LONGEST_NUMBER {
        let msg = format!(
            "Exceeds the limit ({LONGEST_NUMBER} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        );
        return Err(Error::new(ErrorKind::Value, msg));
    }
    let too_large = || Error::new(ErrorKind::Overflow, "the repetition number is too large");
    digits.parse().ok().filter(|&n| n < MANY).ok_or_else(too_large)
}

/// Groups that only group are spliced in.
fn unwrapped(items: Seq) -> Seq {
    if !items.iter().any(|item| matches!(item, Node::Group(group) if group.is_plain())) {
        return items;
    }
    let mut out = Seq::with_capacity(items.len());
    for item in items {
        match item {
            Node::Group(group) if group.is_plain() => out.extend(group.body),
            item => out.push(item),
        }
    }
    out
}

/// Alternatives of one character each are a class.
pub(super) fn as_class(arms: &[Seq]) -> Option<Node> {
    let mut items = Vec::new();
    for arm in arms {
        match &arm[..] {
            [Node::Char(c)] => items.push(Item::Char(*c)),
            [Node::Class(class)] if !class.negate => items.extend_from_slice(&class.items),
            _ => return None,
        }
    }
    Some(Node::Class(Class { negate: false, items }))
}

impl Parser<'_> {
    /// Opens a capturing group and gives its number.
    pub(super) fn open_group(&mut self, name: Option<Vec<u32>>) -> Result<u32> {
        let number = self.widths.len() as u32;
        self.widths.push(None);
        let Some(name) = name else { return Ok(number) };
        if let Some((_, was)) = self.names.iter().find(|(known, _)| *known == name) {
            let quoted = quote(&name);
            let msg = format!("redefinition of group name {quoted} as group {number}; was group {was}");
            return Err(self.tokens.error(&msg, name.len() + 1));
        }
        self.names.push((name, number));
        Ok(number)
    }

    pub(super) fn close_group(&mut self, number: u32, body: &[Node]) {
        self.widths[number as usize] = Some(width(body, &self.widths));
    }

    pub(super) fn is_open(&self, group: u32) -> bool {
        self.widths.get(group as usize).is_none_or(Option::is_none)
    }

    /// A look-behind may name only groups that were there before it.
    pub(super) fn check_behind(&self, group: u32) -> Result<()> {
        let Some(before) = self.behind else { return Ok(()) };
        if self.is_open(group) {
            return Err(self.tokens.error("cannot refer to an open group", 0));
        }
        if group as usize >= before {
            let msg = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.tokens.error(msg, 0));
        }
        Ok(())
    }
}
