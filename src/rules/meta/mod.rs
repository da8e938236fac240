//! M: pincite's own.

pub mod nothing_checked;
pub mod unused_suppression;
