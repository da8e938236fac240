//! A linter for citations and claims.
pub mod model;
pub mod text;
