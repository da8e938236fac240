//! F: quantities stated as fact.

mod bare;
mod classes;
mod counted;
mod described;
mod fees;
pub mod implausible_figure;
pub mod impossible_percentage;
pub mod inconsistent_figure;
mod measured;
mod parts;
mod phrase;
mod recomputed;
mod shares;
mod told;
pub mod unsupported_figure;
mod value;
