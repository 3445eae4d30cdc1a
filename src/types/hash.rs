//! The secret of text and bytes hashes for the running interpreter. The hash functions themselves are in the text room.

use crate::object::heap::GilCell;
use crate::text::hash::Key;
use std::cell::Cell;

static KEY: GilCell<Cell<Option<Key>>> = GilCell::new(Cell::new(None));

/// Sets the key of text hashes; before anything is hashed.
pub fn set_key(key: Key) {
    cell().set(Some(key));
}

fn cell() -> &'static Cell<Option<Key>> {
    #[allow(unsafe_code)]
    // SAFETY: GIL held; a Cell is replaced whole.
    unsafe {
        &*KEY.get()
    }
}

/// The key.
#[inline]
pub fn key() -> Key {
    cell().get().unwrap_or_default()
}
