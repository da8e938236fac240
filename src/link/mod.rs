//! Links each cite item to its entries, and each claim to the citation that stands for it.
//!
//! In: a document, its citations, an index of its libraries. Out: the linked document.
//! It refuses to judge: whether a mismatch is a fault, and how grave, is for the rules.

mod compare;
mod entries;
mod fitting;
mod letters;
mod nearest;
mod resolve;
mod rest;
mod scope;

pub use entries::Index;

use crate::model::{Citation, Document, ItemId, Link, Linked, Status};

/// Links a document's citations with the entries of its libraries.
pub fn link(document: Document, citations: Vec<Citation>, index: &Index) -> Linked {
    let resolved = resolve::all(&citations, index);
    // A citation that only an entry could make one, and that has none, is no citation.
    let mut kept = Vec::with_capacity(citations.len());
    let mut links: Vec<Link> = Vec::with_capacity(resolved.len());
    for (citation, found) in citations.into_iter().zip(resolved) {
        if !citation.firm() && found.iter().all(|link| link.status == Status::Ignored) {
            continue;
        }
        let number = kept.len() as u32;
        links.extend(found.into_iter().map(|link| Link { item: ItemId { citation: number, ..link.item }, ..link }));
        kept.push(citation);
    }
    let (claims, support) = scope::claims(&document, &kept, &links);
    Linked { document, citations: kept, claims, libraries: index.libraries().to_vec(), links, support }
}
