//! Finds citations.
//!
//! In: a document. Out: its citations with their items, by source spans.
//! It refuses to know entries: whether a citation links to a work is decided later.

mod anchors;
pub mod author_date;
mod command;
mod dates;
mod doubt;
mod group;
pub mod key;
mod lost;
mod named;
mod numeric;
mod participant;
mod pointed;

use crate::model::{Citation, Document, Style};
use crate::text::needles::Needles;

/// What was found in a document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The style the document uses.
    pub style: Style,
    /// Its citations, in order.
    pub citations: Vec<Citation>,
}

/// Finds the citations of a document; `names` are those that may be cited without a year, `listed` tells that its
/// own reference list is numbered.
pub fn find(document: &Document, names: Option<&Needles>, listed: bool) -> Found {
    let mut citations = author_date::find(document);
    participant::settle(document, &mut citations);
    if let Some(names) = names {
        citations.append(&mut named::find(document, names, &citations));
    }
    let typed = citations.len();
    citations.append(&mut key::find(document));
    let keyed = citations.len() > 2 * typed;
    let mut numbered = numeric::find(document, listed, citations.len());
    let style = match () {
        () if numbered.len() > citations.len() => Style::Numeric,
        () if keyed => Style::Key,
        () => Style::AuthorDate,
    };
    citations.append(&mut numbered);
    citations.sort_by_key(|citation| (citation.at.start, citation.at.end));
    if !document.pointers.is_empty() {
        citations.append(&mut pointed::find(document, &citations));
        citations.sort_by_key(|citation| (citation.at.start, citation.at.end));
    }
    Found { style, citations }
}
