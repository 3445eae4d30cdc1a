//! Text and numbers as pure functions: Unicode data, WTF-8 strings, number formatting, codecs, hashes, random bits.
//! Strings are WTF-8 (`&[u8]`, a lone surrogate is its three-byte sequence). Nothing here knows the VM, an object
//! or an exception; failures are plain data that the types turn into exceptions.

pub mod case;
mod charmaps;
pub mod codecs;
mod codecs_escape;
mod codecs_multibyte;
mod codecs_utf;
pub mod float_fmt;
pub mod format_spec;
pub mod format_template;
pub mod hash;
pub mod int_fmt;
pub mod mt19937;
mod multibyte_tables;
pub mod names;
pub mod normalize;
pub mod percent;
pub mod repr;
pub mod strops;
mod tables;
pub mod unicode;
pub mod wtf8;
