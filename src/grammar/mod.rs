//! Parsers of small things: years, locators, names.
//!
//! In: a few words. Out: what they are, by offsets into what came in.
//! It refuses to know documents and entries.

pub mod locator;
pub mod name;
pub mod year;
