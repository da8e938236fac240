//! M: pincite's own.

pub mod nothing_checked;
pub mod unreadable_part;
pub mod unreadable_source;
pub mod unused_suppression;
