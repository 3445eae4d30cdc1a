//! Trees of XML and HTML without any Python in them: the forest of nodes (`forest`), parsers (`xml`, `html`), writers
//! (`write`) and XPath 1.0 (`xpath`). The modules that programs see are in `src/modules/_lxml` and `stdlib/lxml`.

pub mod forest;
pub mod html;
mod names;
mod tables;
pub mod text;
pub mod write;
pub mod xml;
pub mod xpath;

pub use forest::{Attr, Forest, Id, Info, Kind, Name};
pub use names::Atom;
