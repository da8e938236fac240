//! The same work twice in one group.

use crate::model::{Citation, CiteItem, Edit, Finding, Link, Linked, SourceId, Status};
use crate::rules::Options;
use crate::rules::quoted::cited;
use crate::text::Span;

/// Reports each item that cites what an item before it cites, at the same place of the work.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, citation) in linked.citations.iter().enumerate() {
        let links = linked.links_of(number);
        for (at, item) in citation.items.iter().enumerate().skip(1) {
            let before = citation.items[..at].iter().zip(links).rev().take(NEAR);
            let Some(link) = links.get(at).filter(|link| link.status != Status::Ignored) else { continue };
            let Some((first, _)) = before.into_iter().find(|(other, known)| same(item, link, other, known)) else {
                continue;
            };
            findings.push(
                Finding::new(item.span, format!("{} is cited twice in one group", cited(&item.text)))
                    .label("here again")
                    .related(SourceId::DOCUMENT, first.span, "cited here")
                    .help("remove one of the two")
                    .fix("remove the second", removal(linked, citation, at)),
            );
        }
    }
    findings
}

/// What takes away an item and the mark before it, where it is all that goes.
fn removal(linked: &Linked, citation: &Citation, at: usize) -> Option<Edit> {
    let (before, item) = (&citation.items[at - 1], &citation.items[at]);
    let goes_on = citation.items.get(at + 1).is_some_and(|next| next.continues) && !item.continues;
    if goes_on || item.prefix.is_some() || item.tail.is_some() || before.span.end > item.span.start {
        return None;
    }
    let mark = linked.document.words_at(citation, Span { start: before.span.end, end: item.span.start })?;
    let whole = Span { start: before.span.end, end: item.span.end };
    let words = linked.document.words_at(citation, whole)?;
    let plain = matches!(mark.trim(), ";" | ",");
    plain.then(|| linked.document.rewrite(citation, whole, &words, ""))?
}

/// How many items before one are compared with it.
const NEAR: usize = 64;

/// Whether two items cite one work, written alike, at one place of it.
fn same(one: &CiteItem, link: &Link, other: &CiteItem, known: &Link) -> bool {
    let year = |item: &CiteItem| item.year.as_ref().map(|year| (year.text.clone(), year.suffix.clone()));
    let family = |item: &CiteItem| item.authors.first().map(|name| name.family.clone());
    let work = match (&link.entries[..], &known.entries[..]) {
        ([one], [other]) => one == other,
        ([], []) => one.literal == other.literal && known.status == link.status,
        _ => false,
    };
    work && one.key == other.key
        && one.locator == other.locator
        && year(one) == year(other)
        && family(one) == family(other)
        && !(one.secondary || other.secondary)
}
