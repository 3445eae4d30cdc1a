//! The text of a parser and where in it the parser is: bytes in, UTF-8 out, lines and columns counted when somebody asks.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Encodings that are read without help.
#[derive(Clone, Debug)]
pub enum Decoder {
    /// UTF-8
    Utf8,
    /// ISO 8859-1
    Latin1,
    /// ASCII
    Ascii,
    /// UTF-16; the high byte first
    Utf16(bool),
    /// One byte a character; what has none is 0xfffd.
    Table(Box<[u32; 256]>),
}

/// What is left behind the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tail {
    /// Nothing.
    Whole,
    /// The start of a character.
    Partial,
    /// No character.
    Invalid,
}

impl Decoder {
    /// The encoding of a name, if it is one of those; UTF-16 has its high byte first unless a mark says otherwise.
    pub fn named(name: &str) -> Option<Decoder> {
        Some(match name.to_ascii_uppercase().as_str() {
            "UTF-8" => Decoder::Utf8,
            "ISO-8859-1" => Decoder::Latin1,
            "US-ASCII" => Decoder::Ascii,
            "UTF-16" | "UTF-16BE" => Decoder::Utf16(true),
            "UTF-16LE" => Decoder::Utf16(false),
            _ => return None,
        })
    }

    /// What the first bytes of a text say; `None`: too few of them.
    pub fn guessed(raw: &[u8], last: bool) -> Option<Decoder> {
        match raw {
            [0xfe, 0xff, ..] | [0, _, ..] => Some(Decoder::Utf16(true)),
            [0xff, 0xfe, ..] | [b'<', 0, ..] => Some(Decoder::Utf16(false)),
            [] | [0xfe | 0xff | 0xef | 0 | b'<'] | [0xef, 0xbb] if !last => None,
            _ => Some(Decoder::Utf8),
        }
    }

    /// Moves what can be read from the bytes to the text.
    pub fn read(&self, raw: &mut Vec<u8>, text: &mut Vec<u8>) -> Tail {
        let mut push = |c: u32| {
            let c = char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER);
            text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        };
        let (done, tail) = match self {
            Decoder::Utf8 => match std::str::from_utf8(raw) {
                Ok(_) => {
                    text.append(raw);
                    return Tail::Whole;
                }
                Err(e) => {
                    text.extend_from_slice(&raw[..e.valid_up_to()]);
                    let tail = if e.error_len().is_none() { Tail::Partial } else { Tail::Invalid };
                    (e.valid_up_to(), tail)
                }
            },
            Decoder::Latin1 => {
                raw.iter().for_each(|b| push(u32::from(*b)));
                (raw.len(), Tail::Whole)
            }
            Decoder::Ascii => {
                let n = raw.iter().position(|b| *b >= 0x80).unwrap_or(raw.len());
                text.extend_from_slice(&raw[..n]);
                (n, if n < raw.len() { Tail::Invalid } else { Tail::Whole })
            }
            Decoder::Table(table) => {
                let n = raw.iter().position(|b| table[usize::from(*b)] == 0xfffd).unwrap_or(raw.len());
                raw[..n].iter().for_each(|b| push(table[usize::from(*b)]));
                (n, if n < raw.len() { Tail::Invalid } else { Tail::Whole })
            }
            Decoder::Utf16(big) => {
                let unit = |i: usize| {
                    let pair = [*raw.get(i)?, *raw.get(i + 1)?];
                    Some(u32::from(if *big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }))
                };
                let mut i = 0;
                loop {
                    match unit(i) {
                        None => break (i, if i < raw.len() { Tail::Partial } else { Tail::Whole }),
                        Some(high @ 0xd800..0xdc00) => match unit(i + 2) {
                            None => break (i, Tail::Partial),
                            Some(low @ 0xdc00..0xe000) => {
                                push(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
                                i += 4;
                            }
                            Some(_) => break (i, Tail::Invalid),
                        },
                        Some(0xdc00..0xe000) => break (i, Tail::Invalid),
                        Some(c) => {
                            push(c);
                            i += 2;
                        }
                    }
                }
            }
        };
        raw.drain(..done);
        tail
    }

    /// The bytes that a piece of the text was.
    pub fn bytes(&self, text: &[u8]) -> Vec<u8> {
        let shown = String::from_utf8_lossy(text);
        match self {
            Decoder::Utf8 | Decoder::Ascii => text.to_vec(),
            Decoder::Latin1 => shown.chars().map(|c| c as u8).collect(),
            Decoder::Table(table) => shown
                .chars()
                .map(|c| table.iter().position(|known| *known == u32::from(c)).unwrap_or_default() as u8)
                .collect(),
            Decoder::Utf16(big) => shown
                .encode_utf16()
                .flat_map(|unit| if *big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect(),
        }
    }

    /// How many bytes a character was.
    fn width(&self, c: char) -> usize {
        match self {
            Decoder::Utf8 => c.len_utf8(),
            Decoder::Utf16(_) => 2 * c.len_utf16(),
            _ => 1,
        }
    }
}

/// A place, counted.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    at: usize,
    /// Lines from 1.
    pub line: u64,
    /// Characters from 0.
    pub column: u64,
    /// Bytes of the input.
    pub byte: u64,
    /// The character before was a carriage return.
    after_return: bool,
}

/// The text, and where in it the parser is; shared with who asks for it.
pub struct Place {
    text: RefCell<Rc<Vec<u8>>>,
    /// Where the present event begins.
    pub at: Cell<usize>,
    mark: Cell<Mark>,
    /// The encoding of the input.
    pub decoder: RefCell<Decoder>,
    /// There has been text.
    pub started: Cell<bool>,
    /// A parser is at work.
    pub running: Cell<bool>,
}

impl Default for Place {
    fn default() -> Place {
        Place {
            text: RefCell::default(),
            at: Cell::new(0),
            mark: Cell::new(Mark { at: 0, line: 1, column: 0, byte: 0, after_return: false }),
            decoder: RefCell::new(Decoder::Utf8),
            started: Cell::new(false),
            running: Cell::new(false),
        }
    }
}

impl Place {
    /// The text.
    pub fn text(&self) -> Rc<Vec<u8>> {
        self.text.borrow().clone()
    }

    /// Changes the text.
    pub fn change<R>(&self, f: impl FnOnce(&mut Vec<u8>) -> R) -> R {
        f(Rc::make_mut(&mut self.text.borrow_mut()))
    }

    /// Brings line, column and byte up to the present event.
    pub fn count(&self) -> Mark {
        let mut mark = self.mark.get();
        let at = self.at.get();
        if mark.at < at {
            let text = self.text.borrow();
            let decoder = self.decoder.borrow();
            let passed = String::from_utf8_lossy(&text[mark.at..at.min(text.len())]);
            for c in passed.chars() {
                mark.byte += decoder.width(c) as u64;
                match c {
                    '\n' if mark.after_return => {}
                    '\n' | '\r' => (mark.line, mark.column) = (mark.line + 1, 0),
                    _ => mark.column += 1,
                }
                mark.after_return = c == '\r';
            }
            mark.at = at;
            self.mark.set(mark);
        }
        mark
    }

    /// Forgets text before the present event, when there is much of it; how much was forgotten.
    pub fn forget(&self) -> usize {
        let at = self.at.get();
        if at < 4096 || at < self.text.borrow().len() / 2 {
            return 0;
        }
        let mark = self.count();
        self.change(|text| drop(text.drain(..at)));
        self.mark.set(Mark { at: 0, ..mark });
        self.at.set(0);
        at
    }

    /// The bytes from the present event on.
    pub fn context(&self) -> Vec<u8> {
        let text = self.text();
        self.decoder.borrow().bytes(&text[self.at.get().min(text.len())..])
    }
}
