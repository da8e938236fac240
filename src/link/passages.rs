//! The sentences of a work, indexed by their words (BM25).
//!
//! In: a document. Out: for the words of a claim, the sentences that are nearest to it, best first.

use crate::model::Document;

/// An index over the sentences of a work.
#[derive(Debug, Default)]
pub struct Passages {}

impl Passages {
    /// Indexes the sentences of a document.
    pub fn new(_document: &Document) -> Self {
        Self::default()
    }
}
