//! Passages in quotation marks, and where they part from their source.

use super::document::SentenceId;
use crate::text::{ProseSpan, Span};

/// A passage in quotation marks, or a block quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// Its source bytes, marks included.
    pub span: Span,
    /// Its prose, marks included.
    pub at: ProseSpan,
    /// The words between the marks.
    pub inner: ProseSpan,
    /// The sentence in which it ends.
    pub sentence: SentenceId,
    /// Whose words they are.
    pub kind: Quoting,
    /// Whether it stands as a block of its own.
    pub block: bool,
    /// Whether its closing mark is there; without one it goes on to the end of its paragraph.
    pub closed: bool,
    /// How many words it has.
    pub words: u32,
    /// Whether a page or the like stands in brackets of its own right behind it: `(p. 12)`.
    pub placed: bool,
}

/// Whose words stand in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quoting {
    /// Another work's.
    Work,
    /// The title of a work.
    Title,
    /// A term, or a word the author keeps at a distance.
    Term,
    /// A participant's.
    Participant,
    /// The study's own: its questions, its hypotheses.
    Own,
}

/// A place where a quotation and its source part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The quotation's words; empty where it leaves some out.
    pub ours: Span,
    /// The source's words; empty where the quotation adds some.
    pub theirs: Span,
    /// What the quotation has.
    pub ours_text: String,
    /// What the source has.
    pub theirs_text: String,
    /// How grave it is.
    pub kind: Departure,
}

/// How a quotation departs from its source, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Departure {
    /// A negation lost or added.
    Negation,
    /// A digit or number changed.
    Number,
    /// A word put for another.
    Word,
    /// Words added.
    Added,
    /// Words left out without a mark of it.
    Dropped,
    /// The order of words changed.
    Order,
}
