//! Builtins over numbers.

use crate::object::spec::MethodDef;

/// This family.
pub const FUNCTIONS: &[MethodDef] = &[];
