//! M: pincite's own.

pub mod nothing_checked;
