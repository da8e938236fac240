//! The ground floor: spans, lines, prose and its map, sentences, pairs, folding.
//!
//! In: a source's text. Out: where things are in it, and keys to compare words by.
//! It refuses to know what a document, a citation or a rule is.
//!
//! **Invariant:** nothing here imports another floor.

pub mod accent;
pub mod citecommand;
pub mod citekey;
pub mod citename;
pub mod content;
pub mod decode;
pub mod doi;
pub mod fold;
pub mod letters;
pub mod lines;
pub mod month;
pub mod near;
pub mod needles;
pub mod pairs;
pub mod prose;
pub mod raised;
pub mod segment;
pub mod span;
pub mod starts;
pub mod stem;
pub mod terms;
pub mod tex_symbols;
pub mod words;

pub use decode::{Decoded, decode};
pub use lines::{LineIndex, Place};
pub use prose::{How, Piece, Prose};
pub use span::{ProseSpan, Span};
