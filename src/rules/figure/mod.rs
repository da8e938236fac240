//! F: quantities stated as fact.

pub mod contradicted_figure;
pub mod figure_not_found;
pub mod figure_of_another_statement;
mod other_side;
