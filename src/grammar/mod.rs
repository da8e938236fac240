//! Parsers of small things: years, locators, names, LaTeX in field values.
//!
//! In: a few words. Out: what they are, by offsets into what came in, or their plain text.
//! It refuses to know documents and entries.

pub mod attachment;
pub mod latex;
pub mod locator;
pub mod name;
pub mod tex_symbols;
pub mod tokens;
pub mod year;
