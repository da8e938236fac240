//! A linter for citations and claims.
pub mod cite;
pub mod grammar;
pub mod link;
pub mod model;
pub mod read;
pub mod text;
