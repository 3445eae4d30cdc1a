//! Names as numbers: each text is kept once and never forgotten, so that names compare as numbers.

use std::collections::HashMap;
use std::rc::Rc;

/// A name, a prefix or a namespace. Zero is the empty text, which also stands for "none".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
pub struct Atom(pub u32);

impl Atom {
    /// The empty text.
    pub const NONE: Atom = Atom(0);
    /// `xml`
    pub const XML: Atom = Atom(1);
    /// The namespace of the prefix `xml`.
    pub const XML_NS: Atom = Atom(2);

    /// Whether it is the empty text.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// The namespace of the prefix `xml`.
pub const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// All names.
pub struct Names {
    texts: Vec<Rc<str>>,
    numbers: HashMap<Rc<str>, u32>,
}

impl Names {
    pub fn new() -> Names {
        let mut names = Names { texts: Vec::new(), numbers: HashMap::new() };
        for text in ["", "xml", XML_NAMESPACE] {
            names.intern(text);
        }
        names
    }

    pub fn intern(&mut self, text: &str) -> Atom {
        if let Some(n) = self.numbers.get(text) {
            return Atom(*n);
        }
        let (n, text) = (self.texts.len() as u32, Rc::<str>::from(text));
        self.texts.push(text.clone());
        self.numbers.insert(text, n);
        Atom(n)
    }

    /// The number of a text that some tree has.
    pub fn find(&self, text: &str) -> Option<Atom> {
        self.numbers.get(text).map(|n| Atom(*n))
    }

    pub fn text(&self, atom: Atom) -> &str {
        &self.texts[atom.0 as usize]
    }
}
