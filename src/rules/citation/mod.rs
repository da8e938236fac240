//! C: citations and the works they name.

mod mention;
pub mod missing_reference;
pub mod narrative_without_year;
pub mod no_bibliography;
mod reach;
pub mod uncited_attribution;
pub mod unused_reference;
mod witness;
