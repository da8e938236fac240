//! A linter for citations and claims.
pub mod bib;
pub mod grammar;
pub mod model;
pub mod text;
