//! Code as data.
