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

use crate::model::{Citation, Document, Link, Linked, Status};

/// Links a document's citations with the entries of its libraries.
pub fn link(document: Document, mut citations: Vec<Citation>, index: &Index) -> Linked {
    let mut links = resolve::all(&citations, index);
    drop_what_is_none(&mut citations, &mut links);
    let (claims, support) = scope::claims(&document, &citations, &links);
    Linked { document, citations, claims, libraries: index.libraries().to_vec(), links, support }
}

/// A citation that only an entry could make one, and that has none, is no citation.
fn drop_what_is_none(citations: &mut Vec<Citation>, links: &mut Vec<Link>) {
    let mut next = 0;
    let mut count = 0;
    // The number that each citation will have; `None` where it goes.
    let numbers: Vec<Option<u32>> = citations
        .iter()
        .map(|citation| {
            let found = &links[next..next + citation.items.len()];
            next += found.len();
            let kept = citation.firm() || found.iter().any(|link| link.status != Status::Ignored);
            count += u32::from(kept);
            kept.then(|| count - 1)
        })
        .collect();
    if numbers.len() == count as usize {
        return;
    }
    links.retain_mut(|link| match numbers[link.item.citation as usize] {
        Some(number) => {
            link.item.citation = number;
            true
        }
        None => false,
    });
    let mut numbers = numbers.into_iter();
    citations.retain(|_| numbers.next().flatten().is_some());
}
