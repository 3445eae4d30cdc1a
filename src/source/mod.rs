//! Text and positions: decoding of source bytes, spans, and the line index.
//!
//! What the text means is decided in `syntax`.

mod decode;

pub use decode::{DecodeError, decode};

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
    /// Of a tree that no text was parsed to: what its "offsets" number.
    places: Option<Vec<Location>>,
}

impl Source {
    /// Wraps text that is already decoded. Texts over 4 GB are refused by the caller.
    pub fn new(text: impl Into<Box<str>>) -> Source {
        Source { text: text.into(), lines: OnceCell::new(), places: None }
    }

    /// The source of a tree made without text: its spans count these places.
    pub fn of_places(places: Vec<Location>) -> Source {
        Source { places: Some(places), ..Source::new("") }
    }

    /// Whether there is no text, only places.
    pub fn is_textless(&self) -> bool {
        self.places.is_some()
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
