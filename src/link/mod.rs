//! Links: which entry each cite item means, and which citations stand for each claim.
//!
//! In: a document, its citations and the libraries. Out: [`Linked`], all that a rule sees. It
//! refuses to judge: what is wrong with a link is for the rules to say.

use std::sync::Arc;

use crate::model::{Citation, Document, ItemId, Library, Link, Linked, Match, Status};

/// Links each item to its entries.
pub fn link(document: Document, citations: Vec<Citation>, libraries: Vec<Arc<Library>>) -> Linked {
    let mut links = Vec::new();
    for (citation, group) in citations.iter().enumerate() {
        for (item, cited) in group.items.iter().enumerate() {
            let status = if cited.personal.is_some() { Status::Personal } else { Status::Missing };
            links.push(Link {
                item: ItemId { citation: citation as u32, item: item as u32 },
                status,
                how: Match::None,
                entries: Vec::new(),
                nearest: Vec::new(),
            });
        }
    }
    Linked { document, citations, libraries, links, ..Linked::default() }
}
