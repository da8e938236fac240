//! A cited work that is at hand: read once, indexed once, shared by every claim of every manuscript.

use std::sync::{Arc, OnceLock};

use super::passages::Passages;
use super::quantities::Quantities;
use super::skeleton::Skeleton;
use crate::model::{Document, Entry, Extent, Figure, Library};
use crate::text::Span;

/// A cited work at hand.
#[derive(Debug)]
pub struct Work {
    /// Its text, read as a manuscript is.
    pub document: Arc<Document>,
    /// How much of the work that is.
    pub extent: Extent,
    /// Where it is a field of the entry itself (an abstract, a note): the field in the library.
    pub field: Option<Span>,
    /// Its quantities, in order.
    pub figures: Quantities,
    /// Its sentences, to look for those that a claim rests on.
    pub passages: Passages,
    /// Its letters, to find again what is quoted from it; made at the first quotation.
    skeleton: OnceLock<Skeleton>,
}

impl Work {
    /// Indexes a work.
    pub fn new(document: Document, figures: Vec<Figure>, extent: Extent, field: Option<Span>) -> Self {
        let passages = Passages::new(&document);
        let figures = Quantities::new(&figures);
        Self { document: Arc::new(document), extent, field, figures, passages, skeleton: OnceLock::new() }
    }

    /// Its letters.
    pub(super) fn skeleton(&self) -> &Skeleton {
        self.skeleton.get_or_init(|| Skeleton::new(self.document.prose.text()))
    }
}

/// The way from an entry to its work, where it is at hand.
pub trait Works: Sync {
    /// What is at hand of a work: its text first, then what the entry itself tells.
    fn of(&self, library: &Library, entry: &Entry) -> Vec<Arc<Work>>;
}

/// No work is at hand.
#[derive(Clone, Copy, Debug)]
pub struct NoWorks;

impl Works for NoWorks {
    fn of(&self, _: &Library, _: &Entry) -> Vec<Arc<Work>> {
        Vec::new()
    }
}
