//! How code runs. `api.rs` is the page of verbs that the rest of pyr uses; the loop is in `dispatch.rs`.

pub mod api;
pub mod call;
pub mod dispatch;
pub mod fiber;
pub mod frame;
pub mod gil;
pub mod import;
pub mod import_cache;
pub mod import_lock;
pub mod interp;
pub mod load;
pub mod monitor;
pub mod ops;
pub mod shutdown;
pub mod signals;
pub mod stacks;
pub mod thread;
pub mod threads;
pub mod trace;
pub mod traceback;

pub use interp::{Interp, interp};
pub use thread::{PyResult, Raised, Vm, current};
