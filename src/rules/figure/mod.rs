//! F: quantities stated as fact.

mod classes;
pub mod impossible_percentage;
mod phrase;
mod recomputed;
mod shares;
mod told;
pub mod unsupported_figure;
mod value;
