//! F: quantities stated as fact.

mod bare;
mod classes;
pub mod contradicted_figure;
mod counted;
mod described;
mod fees;
pub mod figure_not_found;
pub mod figure_of_another_statement;
pub mod implausible_figure;
pub mod impossible_percentage;
pub mod inconsistent_figure;
pub mod inverted_range;
mod measured;
pub(super) mod other_side;
mod parts;
mod phrase;
mod recomputed;
mod shares;
mod told;
pub mod unsupported_figure;
mod value;
