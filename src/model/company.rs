//! The files of a manuscript that consists of several.

use crate::text::Span;

/// The other files of the manuscript that a document belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// The file that the document is a part of; `None` where it is none.
    pub root: Option<String>,
    /// Whether another file of the manuscript cites something.
    pub cites: bool,
    /// Parts that the document names and that were not read, in order of their place.
    pub absent: Vec<Absent>,
    /// Whether some part of the manuscript, named here or elsewhere, was not read.
    pub partial: bool,
}

/// A part that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// As written.
    pub written: String,
    /// Where it is named.
    pub span: Span,
    /// Why it was not read: `there is no such file`.
    pub why: String,
}
