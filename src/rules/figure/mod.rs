//! F: quantities stated as fact.

mod classes;
mod fees;
pub mod implausible_figure;
pub mod impossible_percentage;
pub mod inverted_range;
mod parts;
mod phrase;
mod recomputed;
mod shares;
mod told;
pub mod unsupported_figure;
mod value;
