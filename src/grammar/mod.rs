//! Parsers of small things: years, locators, names, numbers, units, currencies, ids of participants, LaTeX in
//! field values.
//!
//! In: a few words. Out: what they are, by offsets into what came in, or their plain text.
//! It refuses to know documents and entries.

pub mod attachment;
pub mod currency;
pub mod latex;
pub mod locator;
pub mod name;
pub mod number;
pub mod numeral;
pub mod participant;
pub mod tokens;
pub mod unit;
pub mod year;
