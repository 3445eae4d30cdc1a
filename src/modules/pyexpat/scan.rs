//! Tokens of XML: where in a text each one ends, or what is wrong with it. Pure functions over UTF-8; what tokens mean is
//! decided in `content.rs` and `dtd.rs`.

use super::names;

/// Why there is no token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fail {
    /// The text ends in the middle of it.
    More,
    /// Something that does not belong there.
    Invalid(usize),
    /// A declaration `<?xml ...?>` that is not at the start; it begins here.
    Misplaced(usize),
}
use Fail::{Invalid, More};

type Scanned<T> = Result<T, Fail>;

/// Kinds of bytes.
const NAME: u8 = 1;
const START: u8 = 2;
const SPACE: u8 = 4;
/// What ends plain text: markup, line ends, "]", what may be no character.
const STOP: u8 = 8;

static KIND: [u8; 256] = {
    let mut t = [0u8; 256];
    let mut i = 0;
    while i < 256 {
        let b = i as u8;
        if b.is_ascii_alphabetic() || b == b'_' || b == b':' {
            t[i] |= NAME | START;
        }
        if b.is_ascii_digit() || b == b'-' || b == b'.' {
            t[i] |= NAME;
        }
        if matches!(b, b' ' | b'\t' | b'\n' | b'\r') {
            t[i] |= SPACE;
        }
        if matches!(b, b'<' | b'&' | b']' | b'\n' | b'\r' | 0xef) || b < 0x20 && b != b'\t' {
            t[i] |= STOP;
        }
        i += 1;
    }
    t
};

#[inline(always)]
fn kind(b: u8) -> u8 {
    KIND[usize::from(b)]
}

/// Whether it is white space.
#[inline(always)]
pub fn is_space(b: u8) -> bool {
    kind(b) & SPACE != 0
}

/// The character at a place, and how many bytes it has.
fn character(text: &[u8], at: usize) -> (u32, usize) {
    let n = match text[at] {
        0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    (crate::types::str_::decode_at(text, at), n)
}

/// How many bytes the name character at a place has; 0: it is none.
#[inline(always)]
fn name_char(text: &[u8], at: usize, first: bool) -> usize {
    let b = text[at];
    if b < 0x80 {
        return usize::from(kind(b) & if first { START } else { NAME } != 0);
    }
    let (c, n) = character(text, at);
    if if first { names::starts(c) } else { names::follows(c) } { n } else { 0 }
}

/// A character that no document may have.
#[inline(always)]
fn is_bad(text: &[u8], at: usize) -> bool {
    let b = text[at];
    b < 0x20 && !is_space(b)
        || b == 0xef && text.len() > at + 2 && text[at + 1] == 0xbf && text[at + 2] >= 0xbe
}

/// A text to look for tokens in.
#[derive(Clone, Copy)]
pub struct Scan<'a> {
    /// The text; it ends between characters.
    pub text: &'a [u8],
    /// A colon is not just a letter.
    pub namespaces: bool,
}

/// Where an attribute is in a tag: name, value without quotes, and whether the value is more than itself (references,
/// white space).
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// The name.
    pub name: (usize, usize),
    /// The value.
    pub value: (usize, usize),
    /// It has to be worked out.
    pub special: bool,
}

/// What comes next in the content of an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    /// A start tag; its name ends here, and it is an empty element's.
    Start(usize, bool),
    /// An end tag, whose name ends here.
    End(usize),
    /// Plain text without line ends.
    Text,
    /// A line end.
    Newline,
    /// `&name;`
    Reference,
    /// `&#10;`
    Character,
    /// A processing instruction, whose target ends here.
    Instruction(usize),
    /// A comment.
    Comment,
    /// `<![CDATA[`
    Cdata,
    /// `]]>` at the end of such a section.
    CdataEnd,
}

impl<'a> Scan<'a> {
    fn byte(&self, at: usize) -> Scanned<u8> {
        self.text.get(at).copied().ok_or(More)
    }

    /// Where white space ends.
    pub fn spaces(&self, mut at: usize) -> usize {
        while self.text.get(at).is_some_and(|b| is_space(*b)) {
            at += 1;
        }
        at
    }

    /// The end of the name at a place, which must be followed by something.
    #[inline(always)]
    fn name(&self, at: usize, colons: bool) -> Scanned<usize> {
        let mut i = at;
        let mut colon = false;
        self.byte(at)?;
        loop {
            let Some(&b) = self.text.get(i) else { return Err(More) };
            if b == b':' && self.namespaces {
                if colon || i == at || !colons {
                    return Err(Invalid(i));
                }
                colon = true;
                i += 1;
                self.byte(i)?;
                match name_char(self.text, i, true) {
                    0 => return Err(Invalid(i)),
                    _ if self.text[i] == b':' => return Err(Invalid(i)),
                    n => i += n,
                }
                continue;
            }
            match name_char(self.text, i, i == at) {
                0 if i == at => return Err(Invalid(i)),
                0 => return Ok(i),
                n => i += n,
            }
        }
    }

    /// A start tag; its attributes are put into the list.
    pub fn start_tag(&self, at: usize, attributes: &mut Vec<Attribute>) -> Scanned<(Token, usize)> {
        let name_end = self.name(at + 1, true)?;
        let mut i = name_end;
        loop {
            let begin = i;
            i = self.spaces(i);
            match self.byte(i)? {
                b'>' => return Ok((Token::Start(name_end, false), i + 1)),
                b'/' => match self.byte(i + 1)? {
                    b'>' => return Ok((Token::Start(name_end, true), i + 2)),
                    _ => return Err(Invalid(i + 1)),
                },
                _ if begin == i => return Err(Invalid(i)),
                _ => {}
            }
            let name = (i, self.name(i, true)?);
            i = self.spaces(name.1);
            if self.byte(i)? != b'=' {
                return Err(Invalid(i));
            }
            i = self.spaces(i + 1);
            let quote = self.byte(i)?;
            if quote != b'"' && quote != b'\'' {
                return Err(Invalid(i));
            }
            i += 1;
            let start = i;
            let mut special = false;
            loop {
                let b = self.byte(i)?;
                if b == quote {
                    break;
                }
                if kind(b) & (STOP | SPACE) == 0 || b == b' ' || b == b']' {
                    i += 1;
                    continue;
                }
                match b {
                    b'<' => return Err(Invalid(i)),
                    b'&' => {
                        special = true;
                        i = self.reference(i)?.1;
                    }
                    _ if is_bad(self.text, i) => return Err(Invalid(i)),
                    b => {
                        special |= is_space(b);
                        i += 1;
                    }
                }
            }
            attributes.push(Attribute { name, value: (start, i), special });
            i += 1;
        }
    }

    /// A reference to an entity or a character.
    pub fn reference(&self, at: usize) -> Scanned<(Token, usize)> {
        if self.byte(at + 1)? != b'#' {
            let end = self.name(at + 1, false)?;
            return if self.text[end] == b';' { Ok((Token::Reference, end + 1)) } else { Err(Invalid(end)) };
        }
        let hex = self.byte(at + 2)? == b'x';
        let first = at + 2 + usize::from(hex);
        let mut i = first;
        loop {
            let b = self.byte(i)?;
            if b == b';' && i > first {
                return Ok((Token::Character, i + 1));
            }
            if !(if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() }) {
                return Err(Invalid(i));
            }
            i += 1;
        }
    }

    /// A comment, from `<!-`.
    fn comment(&self, at: usize) -> Scanned<usize> {
        let mut i = at + 4;
        if self.byte(at + 3)? != b'-' {
            return Err(Invalid(at + 3));
        }
        loop {
            let b = self.byte(i)?;
            if b == b'-' && self.byte(i + 1)? == b'-' {
                return if self.byte(i + 2)? == b'>' { Ok(i + 3) } else { Err(Invalid(i + 2)) };
            }
            if is_bad(self.text, i) {
                return Err(Invalid(i));
            }
            i += 1;
        }
    }

    /// A processing instruction: where its target ends, and itself.
    pub fn instruction(&self, at: usize) -> Scanned<(usize, usize)> {
        let end = self.name(at + 2, false)?;
        let target = &self.text[at + 2..end];
        let declaration = target == b"xml";
        if !declaration && target.eq_ignore_ascii_case(b"xml") {
            return Err(Invalid(end));
        }
        let mut i = end;
        if !is_space(self.text[i]) {
            if self.text[i] != b'?' {
                return Err(Invalid(i));
            }
            if self.byte(i + 1)? != b'>' {
                return Err(Invalid(i + 1));
            }
        }
        loop {
            if self.byte(i)? == b'?' && self.byte(i + 1)? == b'>' {
                return if declaration { Err(Fail::Misplaced(at)) } else { Ok((end, i + 2)) };
            }
            if is_bad(self.text, i) {
                return Err(Invalid(i));
            }
            i += 1;
        }
    }

    /// Plain text: where it stops, at least one character further.
    #[inline(always)]
    fn plain(&self, at: usize) -> Scanned<usize> {
        let mut i = at;
        loop {
            while let Some(&b) = self.text.get(i)
                && kind(b) & STOP == 0
            {
                i += 1;
            }
            match self.text.get(i) {
                Some(0xef) if !is_bad(self.text, i) => i += 3,
                Some(b']') => match (self.text.get(i + 1), self.text.get(i + 2)) {
                    (Some(b']'), Some(b'>')) => return Err(Invalid(i + 2)),
                    (Some(b']'), None) | (None, _) => return Ok(i),
                    _ => i += 1,
                },
                _ => return Ok(i),
            }
        }
    }

    /// What comes next in the content of an element.
    #[inline(always)]
    pub fn content(&self, at: usize, last: bool, attributes: &mut Vec<Attribute>) -> Scanned<(Token, usize)> {
        match self.text[at] {
            b'<' => match self.byte(at + 1)? {
                b'/' => {
                    let name_end = self.name(at + 2, true)?;
                    let i = self.spaces(name_end);
                    if self.byte(i)? == b'>' { Ok((Token::End(name_end), i + 1)) } else { Err(Invalid(i)) }
                }
                b'!' => match self.byte(at + 2)? {
                    b'-' => Ok((Token::Comment, self.comment(at)?)),
                    b'[' => {
                        for (i, want) in b"CDATA[".iter().enumerate() {
                            if self.byte(at + 3 + i)? != *want {
                                return Err(Invalid(at + 3 + i));
                            }
                        }
                        Ok((Token::Cdata, at + 9))
                    }
                    _ => Err(Invalid(at + 2)),
                },
                b'?' => {
                    let (target, end) = self.instruction(at)?;
                    Ok((Token::Instruction(target), end))
                }
                _ => self.start_tag(at, attributes),
            },
            b'&' => self.reference(at),
            b'\n' => Ok((Token::Newline, at + 1)),
            b'\r' => self.carriage_return(at, last),
            b']' => match (self.text.get(at + 1), self.text.get(at + 2)) {
                (Some(b']'), Some(b'>')) => Err(Invalid(at + 2)),
                (None, _) | (Some(b']'), None) if !last => Err(More),
                (Some(b']'), None) | (None, _) => Ok((Token::Text, at + 1)),
                _ => Ok((Token::Text, self.plain(at)?)),
            },
            _ if is_bad(self.text, at) => Err(Invalid(at)),
            _ => Ok((Token::Text, self.plain(at)?)),
        }
    }

    fn carriage_return(&self, at: usize, last: bool) -> Scanned<(Token, usize)> {
        match self.text.get(at + 1) {
            Some(b'\n') => Ok((Token::Newline, at + 2)),
            None if !last => Err(More),
            _ => Ok((Token::Newline, at + 1)),
        }
    }

    /// What comes next in a CDATA section.
    pub fn cdata(&self, at: usize, last: bool) -> Scanned<(Token, usize)> {
        match self.text[at] {
            b']' => match (self.text.get(at + 1), self.text.get(at + 2)) {
                (Some(b']'), Some(b'>')) => Ok((Token::CdataEnd, at + 3)),
                (None, _) | (Some(b']'), None) => Err(More),
                (Some(b']'), _) => Ok((Token::Text, at + 1)),
                _ => Ok((Token::Text, self.cdata_text(at))),
            },
            b'\n' => Ok((Token::Newline, at + 1)),
            b'\r' => self.carriage_return(at, last),
            _ if is_bad(self.text, at) => Err(Invalid(at)),
            _ => Ok((Token::Text, self.cdata_text(at))),
        }
    }

    /// Where text of a CDATA section stops, at least one character further.
    fn cdata_text(&self, at: usize) -> usize {
        let mut i = at + 1;
        while let Some(&b) = self.text.get(i)
            && !matches!(b, b']' | b'\n' | b'\r')
            && !is_bad(self.text, i)
        {
            i += 1;
        }
        i
    }

    /// Where a section that is ignored ends, behind its `]]>`.
    pub fn ignored(&self, mut at: usize) -> Scanned<usize> {
        let mut depth = 0usize;
        loop {
            let rest = &self.text[at.min(self.text.len())..];
            if rest.starts_with(b"<![") {
                depth += 1;
                at += 3;
            } else if rest.starts_with(b"]]>") {
                at += 3;
                if depth == 0 {
                    return Ok(at);
                }
                depth -= 1;
            } else if rest.is_empty() {
                return Err(More);
            } else if is_bad(self.text, at) {
                return Err(Invalid(at));
            } else {
                at += 1;
            }
        }
    }
}

/// What comes next outside the root element: around it, and in the document type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// White space.
    Space,
    /// A processing instruction, whose target ends here.
    Instruction(usize),
    /// A comment.
    Comment,
    /// `<!NAME`
    Open,
    /// `>`
    Close,
    /// A name; a colon in it.
    Name(bool),
    /// A name with `?`, `*` or `+` behind it.
    Counted,
    /// What could be a name but for its first character.
    Nmtoken,
    /// `#NAME`
    Pound,
    /// `|`
    Or,
    /// `,`
    Comma,
    /// `%` by itself.
    Percent,
    /// `(`
    Group,
    /// `)`, with `?`, `*` or `+` behind it.
    GroupEnd,
    /// `[`
    Bracket,
    /// `]`
    BracketEnd,
    /// A text in quotes.
    Literal,
    /// `%name;`
    Parameter,
    /// `<![`
    Section,
    /// `]]>`
    SectionEnd,
    /// The root element begins.
    Root,
}

impl Scan<'_> {
    /// What comes next outside the root element. The flag says that it might go on behind the end of the text.
    pub fn prolog(&self, at: usize) -> Scanned<(Piece, usize, bool)> {
        let b = self.text[at];
        let done = |piece, end| Ok((piece, end, false));
        match b {
            b'<' => match self.byte(at + 1)? {
                b'?' => {
                    let (target, end) = self.instruction(at)?;
                    done(Piece::Instruction(target), end)
                }
                b'!' => match self.byte(at + 2)? {
                    b'-' => done(Piece::Comment, self.comment(at)?),
                    b'[' => done(Piece::Section, at + 3),
                    b if b.is_ascii_alphabetic() || b == b'_' => {
                        let mut i = at + 3;
                        loop {
                            match self.byte(i)? {
                                b'%' if matches!(self.byte(i + 1)?, b'%' | b' ' | b'\t' | b'\r' | b'\n') => {
                                    return Err(Invalid(i));
                                }
                                b if is_space(b) || b == b'%' => return done(Piece::Open, i),
                                b if b.is_ascii_alphabetic() || b == b'_' => i += 1,
                                _ => return Err(Invalid(i)),
                            }
                        }
                    }
                    _ => Err(Invalid(at + 2)),
                },
                b if b >= 0x80 || kind(b) & START != 0 => done(Piece::Root, at),
                _ => Err(Invalid(at + 1)),
            },
            b if is_space(b) => {
                let end = self.spaces(at);
                // A line end may be in two pieces.
                let whole = end < self.text.len() || self.text[end - 1] != b'\r';
                if whole {
                    done(Piece::Space, end)
                } else if end - 1 > at {
                    done(Piece::Space, end - 1)
                } else {
                    Ok((Piece::Space, end, true))
                }
            }
            b'>' => done(Piece::Close, at + 1),
            b'|' => done(Piece::Or, at + 1),
            b',' => done(Piece::Comma, at + 1),
            b'(' => done(Piece::Group, at + 1),
            b'[' => done(Piece::Bracket, at + 1),
            b']' => match (self.text.get(at + 1), self.text.get(at + 2)) {
                (Some(b']'), Some(b'>')) => done(Piece::SectionEnd, at + 3),
                (Some(b']'), None) => Err(More),
                (None, _) => Ok((Piece::BracketEnd, at + 1, true)),
                _ => done(Piece::BracketEnd, at + 1),
            },
            b')' => match self.text.get(at + 1) {
                None => Ok((Piece::GroupEnd, at + 1, true)),
                Some(b'?' | b'*' | b'+') => done(Piece::GroupEnd, at + 2),
                Some(&b) if is_space(b) || matches!(b, b'>' | b',' | b'|' | b')') => {
                    done(Piece::GroupEnd, at + 1)
                }
                _ => Err(Invalid(at + 1)),
            },
            b'%' => match self.byte(at + 1)? {
                b if is_space(b) || b == b'%' => done(Piece::Percent, at + 1),
                _ => {
                    let end = self.name(at + 1, false)?;
                    if self.text[end] == b';' { done(Piece::Parameter, end + 1) } else { Err(Invalid(end)) }
                }
            },
            b'#' => match self.name(at + 1, false) {
                Err(More) if self.text.len() > at + 1 => Ok((Piece::Pound, self.text.len(), true)),
                end => {
                    let end = end?;
                    let b = self.text[end];
                    if is_space(b) || matches!(b, b')' | b'>' | b'%' | b'|') {
                        done(Piece::Pound, end)
                    } else {
                        Err(Invalid(end))
                    }
                }
            },
            b'"' | b'\'' => {
                let mut i = at + 1;
                loop {
                    let c = self.byte(i)?;
                    if c == b {
                        break;
                    }
                    if is_bad(self.text, i) {
                        return Err(Invalid(i));
                    }
                    i += 1;
                }
                i += 1;
                match self.text.get(i) {
                    None => Ok((Piece::Literal, i, true)),
                    Some(&b) if is_space(b) || matches!(b, b'>' | b'%' | b'[') => done(Piece::Literal, i),
                    _ => Err(Invalid(i)),
                }
            }
            _ => self.word(at),
        }
    }

    fn word(&self, at: usize) -> Scanned<(Piece, usize, bool)> {
        let is_colon = |i: usize| self.namespaces && self.text[i] == b':';
        let mut piece = if is_colon(at) {
            Piece::Nmtoken
        } else if name_char(self.text, at, true) > 0 {
            Piece::Name(false)
        } else if name_char(self.text, at, false) > 0 {
            Piece::Nmtoken
        } else {
            return Err(Invalid(at));
        };
        let mut i = at;
        loop {
            let Some(&b) = self.text.get(i) else { return Ok((piece, i, true)) };
            if is_colon(i) && i > at {
                piece = match piece {
                    Piece::Name(false) => match self.text.get(i + 1) {
                        None => return Err(More),
                        Some(_) if name_char(self.text, i + 1, true) == 0 || is_colon(i + 1) => {
                            Piece::Nmtoken
                        }
                        Some(_) => Piece::Name(true),
                    },
                    _ => Piece::Nmtoken,
                };
                i += 1;
                continue;
            }
            match name_char(self.text, i, false) {
                0 => {
                    return match b {
                        b'?' | b'*' | b'+' if piece != Piece::Nmtoken => Ok((Piece::Counted, i + 1, false)),
                        b if is_space(b) || matches!(b, b'>' | b')' | b',' | b'|' | b'[' | b'%') => {
                            Ok((piece, i, false))
                        }
                        _ => Err(Invalid(i)),
                    };
                }
                n => i += n,
            }
        }
    }
}

/// The declaration at the start of a document or an external entity.
#[derive(Debug, Default, PartialEq)]
pub struct Declaration<'a> {
    /// `version`
    pub version: Option<&'a [u8]>,
    /// `encoding`
    pub encoding: Option<&'a [u8]>,
    /// Where the encoding's name is.
    pub encoding_at: usize,
    /// `standalone`
    pub standalone: Option<bool>,
}

/// A declaration from `<?xml` to `?>`; or where it is wrong.
pub fn declaration(text: &[u8], at: usize, end: usize, entity: bool) -> Result<Declaration<'_>, usize> {
    let end = end - 2;
    let text = &text[..end];
    let mut at = at + 5;
    let spaces = |mut i: usize| {
        while i < end && is_space(text[i]) {
            i += 1;
        }
        i
    };
    // (name, where it begins, value, where that begins)
    let mut next = || -> Result<Option<(&[u8], usize, &[u8], usize)>, usize> {
        if at == end {
            return Ok(None);
        }
        if !is_space(text[at]) {
            return Err(at);
        }
        at = spaces(at);
        if at == end {
            return Ok(None);
        }
        let name = at;
        while at < end && text[at] != b'=' && !is_space(text[at]) {
            at += 1;
        }
        let name_end = at;
        at = spaces(at);
        if at == end || text[at] != b'=' || name == name_end {
            return Err(at);
        }
        at = spaces(at + 1);
        let quote = match text.get(at) {
            Some(q @ (b'"' | b'\'')) => *q,
            _ => return Err(at),
        };
        at += 1;
        let value = at;
        loop {
            match text.get(at) {
                Some(q) if *q == quote => break,
                Some(b) if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_') => at += 1,
                _ => return Err(at),
            }
        }
        at += 1;
        Ok(Some((&text[name..name_end], name, &text[value..at - 1], value)))
    };
    let mut found = Declaration::default();
    let mut one = next()?.ok_or(end)?;
    if one.0 == b"version" {
        found.version = Some(one.2);
        one = match next()? {
            Some(one) => one,
            None if entity => return Err(end),
            None => return Ok(found),
        };
    } else if !entity {
        return Err(one.1);
    }
    if one.0 == b"encoding" {
        if !one.2.first().is_some_and(u8::is_ascii_alphabetic) {
            return Err(one.3);
        }
        (found.encoding, found.encoding_at) = (Some(one.2), one.3);
        one = match next()? {
            Some(one) => one,
            None => return Ok(found),
        };
    }
    if one.0 != b"standalone" || entity {
        return Err(one.1);
    }
    found.standalone = Some(match one.2 {
        b"yes" => true,
        b"no" => false,
        _ => return Err(one.3),
    });
    match next()? {
        None => Ok(found),
        Some(more) => Err(more.1),
    }
}
