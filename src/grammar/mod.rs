//! Parsers of small things: names, years, numbers, and the TeX that bibliographies are written in.
//!
//! In: a few words. Out: what they say. It refuses to know where they stood.

pub mod latex;
pub mod tex_symbols;
