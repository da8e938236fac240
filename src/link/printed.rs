//! What the words of a printed reference list say where its entries were told apart wrongly.
//!
//! In: links to the manuscript's own list. Out: the same links, those settled whose names and year stand in the
//! entry as it is printed. That an entry could not be read aright is no fault of whoever cites it.

use std::collections::HashMap;

use crate::model::{Citation, CiteItem, Document, EntryId, Library, Link, Match, Status};
use crate::text::Span;

/// Settles the links of a document to its own list, which is its library `at`.
pub(super) fn settle(document: &Document, citations: &[Citation], links: &mut [Link], own: &Library, at: u32) {
    let doubtful = |link: &Link| match link.status {
        Status::Missing => true,
        Status::Mismatch => {
            matches!(link.how, Match::Author | Match::Coauthors | Match::Year)
                && link.entries.iter().all(|id| id.library == at)
        }
        _ => false,
    };
    if !links.iter().any(doubtful) {
        return;
    }
    let words = |span: Span| document.source.slice(span);
    let mut of_year: HashMap<&str, Vec<u32>> = HashMap::new();
    for (entry, index) in own.entries.iter().zip(0..) {
        for year in years(words(entry.span)) {
            let entries = of_year.entry(year).or_default();
            if entries.last() != Some(&index) {
                entries.push(index);
            }
        }
    }
    for link in links.iter_mut().filter(|link| doubtful(link)) {
        let item = &citations[link.item.citation as usize].items[link.item.item as usize];
        let Some(year) = item.year.as_ref().and_then(|year| year.text.get(..4)) else { continue };
        let entries = of_year.get(year).map_or(&[][..], Vec::as_slice);
        let letter = item.year.as_ref().and_then(|year| year.suffix.as_deref());
        let print = |index: u32| words(own.entries[index as usize].span);
        let mut named: Vec<u32> = entries.iter().copied().filter(|&index| names(print(index), item)).collect();
        if let Some(letter) = letter.filter(|_| named.len() > 1) {
            let dated = format!("{year}{letter}");
            named.retain(|&index| print(index).contains(&dated));
        }
        // Two that fit tell nothing.
        if let [index] = *named {
            link.status = Status::Linked;
            link.how = Match::Exact;
            link.entries = vec![EntryId { library: at, index }];
            link.nearest.clear();
        }
    }
}

/// Whether an entry's words begin with the first name of an item, or nearly, and hold all others.
fn names(words: &str, item: &CiteItem) -> bool {
    /// How far into an entry its first name may stand, in bytes.
    const FRONT: usize = 60;
    let Some((first, others)) = item.authors.split_first() else { return false };
    words.find(&*first.family).is_some_and(|at| at <= FRONT) && others.iter().all(|name| words.contains(&*name.family))
}

/// The years in a text, as written.
fn years(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|word| word.get(..4).filter(|year| word.len() <= 5 && year.bytes().all(|b| b.is_ascii_digit())))
}
