//! C: citations and the works they name.

pub mod missing_reference;
pub mod no_bibliography;
pub mod unused_reference;
