<<<<<<< HEAD
//! Parsers of small things: years, locators, names.
//!
//! In: a few words. Out: what they are, by offsets into what came in.
//! It refuses to know documents and entries.

pub mod locator;
pub mod name;
pub mod year;
=======
//! Parsers of small things: names, years, numbers, and the TeX that bibliographies are written in.
//!
//! In: a few words. Out: what they say. It refuses to know where they stood.

pub mod latex;
pub mod tex_symbols;
>>>>>>> bib
