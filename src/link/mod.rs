//! Links each cite item to its entries, and each claim to the citation that stands for it.
//!
//! In: a document, its citations, an index of its libraries. Out: the linked document.
//! It refuses to judge: whether a mismatch is a fault, and how grave, is for the rules.

mod claims;
mod compare;
mod entries;
mod evidence;
mod fitting;
mod letters;
mod nearest;
mod passages;
mod resolve;
mod rest;
mod scope;
mod work;

pub use entries::Index;
pub use passages::Passages;
pub use work::{AtHand, NoWorks, Work, Works};

use crate::model::{Citation, Document, ItemId, Link, Linked, Stated, Status};

/// Links a document's citations with the entries of its libraries, what it states with its citations, and
/// both with the cited works that are at hand.
pub fn link(document: Document, citations: Vec<Citation>, stated: Stated, index: &Index, works: &dyn Works) -> Linked {
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
    let standing = scope::standing(&document, &kept, &links);
    let (claims, mut support) = claims::gather(&document, &kept, stated, &standing);
    let libraries = index.libraries().to_vec();
    let mut desk = evidence::Desk::new(works, &libraries, &links);
    for (claim, support) in claims.iter().zip(&mut support) {
        for id in desk.entries(support) {
            desk.open(id);
        }
        evidence::judge(&document, claim, support, &mut desk);
    }
    let (cited, unread) = desk.cleared();
    Linked { document, citations: kept, claims, libraries, links, support, cited, unread }
}
