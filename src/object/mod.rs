//! What a value is: the word, heap objects, types, slots, attributes, declarations. The types themselves are in
//! `types/`, running code is in `vm/`.

pub mod args;
pub mod attr;
pub mod buffer;
pub mod field;
pub mod gc;
pub mod heap;
pub mod intern;
pub mod obj;
pub mod payload;
pub mod shape;
pub mod slot_rows;
pub mod slots;
pub mod spec;
pub mod tracing;
pub mod type_object;
pub mod value;
pub mod weak;
