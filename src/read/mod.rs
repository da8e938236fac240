//! Reads manuscripts: one file a format.
pub mod layout;
pub mod lines;
pub mod sections;
pub mod text;
