//! A cited work that is at hand: read once, indexed once, shared by every claim of every manuscript.

use std::sync::{Arc, OnceLock};

use super::passages::Passages;
use super::quantities::Quantities;
use super::skeleton::Skeleton;
use crate::model::{Document, EntryId, Extent, Figure, Library, Unread};
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

/// What is at hand of a cited work.
#[derive(Debug, Default)]
pub struct AtHand {
    /// What could be read: its text first, then what the entry itself tells.
    pub works: Vec<Arc<Work>>,
    /// The files that could not be read.
    pub unread: Vec<Unread>,
}

/// The way from an entry to its work, where it is at hand.
pub trait Works: Sync {
    /// What is at hand of an entry's work.
    fn of(&self, library: &Library, id: EntryId) -> AtHand;

    /// How many of the passages nearest to a claim are told.
    fn passages(&self) -> usize {
        PASSAGES
    }
}

/// How many of the passages nearest to a claim are told, where nobody says otherwise.
pub const PASSAGES: usize = 3;

/// No work is at hand.
#[derive(Clone, Copy, Debug)]
pub struct NoWorks;

impl Works for NoWorks {
    fn of(&self, _: &Library, _: EntryId) -> AtHand {
        AtHand::default()
    }
}
