//! Links each cite item to its entries, and each claim to the citation that stands for it.
//!
//! In: a document, its citations, an index of its libraries. Out: the linked document.
//! It refuses to judge: whether a mismatch is a fault, and how grave, is for the rules.

mod attribution;
mod author_page;
mod claims;
mod compare;
mod entries;
mod evidence;
mod fitting;
mod letters;
mod nearest;
mod notes;
mod numbers;
mod passages;
mod pointed;
mod printed;
mod quantities;
mod resolve;
mod rest;
mod scope;
mod skeleton;
mod work;

pub use entries::Index;
pub use passages::Passages;
pub use work::{AtHand, NoWorks, PASSAGES, Work, Works};

use std::sync::Arc;

use crate::model::{Citation, CiteItem, Company, Document, Form, ItemId, Library, Link, Linked, Stated, Status};
use crate::text::ProseSpan;

/// Links a document's citations with the entries of its libraries, what it states with its citations, and
/// both with the cited works that are at hand.
pub fn link(
    document: Document,
    mut citations: Vec<Citation>,
    mut stated: Stated,
    index: &Index,
    own: Option<&Arc<Library>>,
    embedded: &[Arc<Library>],
    works: &dyn Works,
) -> Linked {
    let mut libraries = index.libraries().to_vec();
    let place = own.and_then(|own| libraries.iter().position(|one| Arc::ptr_eq(one, own)));
    let place = place.unwrap_or(libraries.len());
    let own_list = own.map(|own| &**own);
    let mut numbers = numbers::Numbers::default();
    if citations.iter().any(|citation| citation.form == Form::Numeric) {
        numbers = numbers::Numbers::new(own_list, place as u32, index);
    }
    let yearless = |item: &CiteItem| item.year.is_none() && item.key.is_none() && item.number.is_none();
    let asked = citations.iter().flat_map(|citation| &citation.items).any(yearless);
    let listed = own_list.filter(|_| asked && place >= index.libraries().len());
    let listed = listed.map(|own| numbers::listed(own, index)).unwrap_or_default();
    let mut links = resolve::all(&citations, index, &numbers, &listed);
    notes::settle(&document, &citations, &mut links, index);
    let told = pointed::Works::new(index, own_list, place as u32, embedded);
    let led = pointed::settle(&document, &citations, &mut links, told);
    // A list that only numbers or ids lead to is a library of its document all the same.
    if place == libraries.len() && (numbers.listed || led) {
        libraries.extend(own.cloned());
    }
    if let Some(own) = own.filter(|_| place < index.libraries().len()) {
        printed::settle(&document, &citations, &mut links, own, place as u32);
    }
    drop_what_is_none(&mut citations, &mut links);
    drop_what_notes_name(&citations, &mut stated);
    let standing = scope::standing(&document, &citations, &links);
    let periods = std::mem::take(&mut stated.periods);
    let attribution = attribution::Attribution::new(&document, &citations, &links, index, &standing);
    let (claims, mut support) = claims::gather(&document, stated, &standing, &attribution);
    let mut desk = evidence::Desk::new(works, &libraries, &links);
    for (claim, support) in claims.iter().zip(&mut support) {
        for id in desk.entries(support) {
            desk.open(id);
        }
        evidence::judge(&document, &citations, claim, support, &mut desk);
    }
    evidence::seek_elsewhere(&document, &claims, &mut support, &mut desk);
    let (cited, unread) = desk.cleared();
    Linked {
        document,
        citations,
        claims,
        libraries,
        links,
        support,
        cited,
        unread,
        periods,
        company: Company::default(),
    }
}

/// A citation that only an entry could make one, and that has none, is no citation; nor is such a work of a note.
fn drop_what_is_none(citations: &mut Vec<Citation>, links: &mut Vec<Link>) {
    let mut next = 0;
    let mut count = 0;
    let mut kept = Vec::with_capacity(links.len());
    for citation in &mut *citations {
        let found = &mut links[next..next + citation.items.len()];
        next += found.len();
        let whole = citation.firm() || found.iter().any(|link| link.status != Status::Ignored);
        let (mut at, noted) = (0, citation.form == Form::Note);
        let mut found = found.iter_mut();
        // In place: most citations lose nothing, and there are many.
        citation.items.retain(|item| {
            let Some(link) = found.next() else { return whole };
            let stays = whole && (!noted || item.firm || link.status != Status::Ignored);
            link.item = ItemId { citation: count, item: at };
            kept.push(stays);
            at += u32::from(stays);
            stays
        });
        count += u32::from(whole);
    }
    let mut kept = kept.into_iter();
    links.retain(|_| kept.next().unwrap_or(true));
    citations.retain(|citation| !citation.items.is_empty());
}

/// A title, a volume or a page that a note cites by is nobody's words and no figure.
fn drop_what_notes_name(citations: &[Citation], stated: &mut Stated) {
    let notes = citations.iter().filter(|citation| citation.form == Form::Note);
    let mut items: Vec<ProseSpan> = notes.flat_map(|note| note.items.iter().map(|item| item.at)).collect();
    if items.is_empty() {
        return;
    }
    items.sort_unstable();
    let free = |at: ProseSpan| {
        let next = items.partition_point(|item| item.end <= at.start);
        items.get(next).is_none_or(|item| item.start >= at.end)
    };
    stated.figures.retain(|figure| free(figure.at));
    stated.quotations.retain(|quotation| free(quotation.at));
}
