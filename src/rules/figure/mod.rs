//! F: quantities stated as fact.

mod bare;
mod classes;
mod fees;
pub mod implausible_figure;
pub mod impossible_percentage;
mod parts;
mod phrase;
mod recomputed;
mod shares;
mod told;
pub mod unsupported_figure;
mod value;
