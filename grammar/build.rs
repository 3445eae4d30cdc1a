//! Turns `python.lalrpop` into the parse tables.

fn main() {}
