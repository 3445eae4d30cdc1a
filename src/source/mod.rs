//! Text and positions: decoding of source bytes, spans, and the line index.
//!
//! What the text means is decided in `syntax`.

mod decode;

pub use decode::{DecodeError, Encoding, decode, encoding, undeclared};

use std::cell::OnceCell;

/// A half-open range of byte offsets into a source text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start, end: other.end }
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Where a byte offset is: what tracebacks, `ast` attributes and `co_positions()` speak of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Location {
    /// Line number, from 1.
    pub line: u32,
    /// UTF-8 bytes before the position in its line (CPython's `col_offset`).
    pub col: u32,
}

/// A decoded source text; lines are indexed at the first question about them.
pub struct Source {
    text: Box<str>,
    lines: OnceCell<LineIndex>,
    /// Bytes that were no text, by the place of the U+FFFD that stands for them.
    undecodable: Vec<(u32, Box<[u8]>)>,
    is_file: bool,
    /// Of a tree that no text was parsed to: what its "offsets" number.
    places: Option<Vec<Location>>,
}

impl Source {
    /// Wraps text that is already decoded. Texts over 4 GB are refused by the caller.
    pub fn new(text: impl Into<Box<str>>) -> Source {
        Source {
            text: text.into(),
            lines: OnceCell::new(),
            undecodable: Vec::new(),
            is_file: false,
            places: None,
        }
    }

    /// The source of a tree made without text: its spans count these places.
    pub fn of_places(places: Vec<Location>) -> Source {
        Source { places: Some(places), ..Source::new("") }
    }

    /// Whether there is no text, only places.
    pub fn is_textless(&self) -> bool {
        self.places.is_some()
    }

    /// The same as the text of a script, of which errors show single lines.
    pub fn of_file(self) -> Source {
        Source { is_file: true, ..self }
    }

    /// Whether it is the text of a script.
    pub fn is_file(&self) -> bool {
        self.is_file
    }

    /// The text of UTF-8 bytes, some of which may be none.
    pub fn of_utf8(bytes: &[u8]) -> Source {
        let mut text = String::with_capacity(bytes.len());
        let mut undecodable = Vec::new();
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                undecodable.push((text.len() as u32, chunk.invalid().into()));
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        Source { undecodable, ..Source::new(text) }
    }

    /// What the codec says about bytes under a span that are no text.
    pub fn undecodable(&self, span: Span) -> Option<String> {
        let from = self.undecodable.partition_point(|(at, _)| *at < span.start);
        let (at, bytes) = self.undecodable.get(from).filter(|(at, _)| *at < span.end)?;
        let (at, start) = (*at as usize, span.start as usize);
        let mut original = bytes.to_vec();
        let next = self.undecodable.get(from + 1).map_or(span.end, |(at, _)| (*at).min(span.end));
        let behind = at + char::REPLACEMENT_CHARACTER.len_utf8();
        original.extend_from_slice(&self.text.as_bytes()[behind..next as usize]);
        if next < span.end {
            original.extend_from_slice(&self.undecodable[from + 1].1);
        }
        Some(decode::not_utf8(&original, 0, at - start))
    }

    /// The column of an offset in the bytes of its line, which CPython takes for one in the line that it shows.
    fn shown_column(&self, offset: u32, line_start: u32) -> usize {
        let grown = |(at, bytes): &(u32, Box<[u8]>)| match (line_start..offset).contains(at) {
            true => char::REPLACEMENT_CHARACTER.len_utf8() - bytes.len(),
            false => 0,
        };
        (offset - line_start) as usize - self.undecodable.iter().map(grown).sum::<usize>()
    }

    /// The whole text, as written (line ends are not translated).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The starts of all lines.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and byte column of an offset.
    pub fn locate(&self, offset: u32) -> Location {
        match &self.places {
            Some(places) => places.get(offset as usize).copied().unwrap_or(Location { line: 1, col: 0 }),
            None => self.lines().locate(offset),
        }
    }

    /// Line and column in characters (0-based) of an offset.
    pub fn locate_char(&self, offset: u32) -> Location {
        let Location { line, col } = self.locate(offset);
        let start = offset - col;
        if !self.undecodable.is_empty() {
            let col = self.shown_column(offset, start);
            let chars =
                self.text[start as usize..].char_indices().take_while(|(i, c)| i + c.len_utf8() <= col);
            return Location { line, col: chars.count() as u32 };
        }
        let text = &self.text.as_bytes()[start as usize..(offset as usize).min(self.text.len())];
        let chars = text.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        Location { line, col: chars as u32 }
    }

    /// The text of a line (from 1) without its line end; empty if there is no such line.
    pub fn line(&self, line: u32) -> &str {
        let starts = &self.lines().starts;
        let Some(&start) = starts.get((line as usize).wrapping_sub(1)) else { return "" };
        let end = starts.get(line as usize).map_or(self.text.len(), |&end| end as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// The text under a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }
}

/// Offsets at which lines start. A line ends with `\n`, `\r\n` or a lone `\r`.
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Indexes a text in one pass.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 24 + 1);
        starts.push(0);
        for (i, &b) in bytes.iter().enumerate() {
            if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i as u32 + 1);
            }
        }
        LineIndex { starts }
    }

    /// Line and byte column of an offset.
    pub fn locate(&self, offset: u32) -> Location {
        let line = self.starts.partition_point(|&start| start <= offset);
        Location { line: line as u32, col: offset - self.starts[line - 1] }
    }

    /// Number of lines; a text that ends in a line end has an empty last line.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Offset of the first byte of a line (from 1).
    pub fn start_of(&self, line: u32) -> u32 {
        self.starts[line as usize - 1]
    }
}
