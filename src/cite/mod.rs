//! Finds citations.
//!
//! In: a document. Out: its citations with their items, by source spans.
//! It refuses to know entries: whether a citation links to a work is decided later.

mod anchors;
pub mod author_date;
mod author_page;
mod command;
mod dates;
mod doubt;
mod group;
pub mod key;
mod lost;
mod named;
mod notes;
mod numeric;
mod participant;
mod pointed;

use crate::model::{BlockKind, Citation, Document, Form, Style};
use crate::text::needles::Needles;

pub use author_page::Works;
pub use numeric::Numbered;

/// What was found in a document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The style the document uses.
    pub style: Style,
    /// Its citations, in order.
    pub citations: Vec<Citation>,
}

/// What citations may be held against before they are linked: who may be cited in ways that only an entry makes
/// a citation.
pub struct Known<'k> {
    /// Names that may be cited without a year.
    pub undated: Option<&'k Needles>,
    /// Who wrote the works that may be cited.
    pub works: &'k dyn Works,
    /// The numbers that works have.
    pub numbered: Numbered,
}

impl Known<'_> {
    /// No work is at hand.
    pub const NOTHING: Self = Self { undated: None, works: &Nobody, numbered: Numbered { listed: false, works: 0 } };
}

/// Nobody wrote anything.
struct Nobody;

impl Works for Nobody {
    fn has_author(&self, _: &str) -> bool {
        false
    }

    fn has_authors(&self, _: &[String], _: bool) -> bool {
        false
    }

    fn has_title(&self, _: &str) -> bool {
        false
    }
}

/// Finds the citations of a document.
pub fn find(document: &Document, known: &Known<'_>) -> Found {
    let mut citations = author_date::find(document);
    participant::settle(document, &mut citations);
    if let Some(names) = known.undated {
        citations.append(&mut named::find(document, names, &citations));
    }
    let typed = citations.len();
    citations.append(&mut key::find(document));
    let keyed = citations.len() > 2 * typed;
    let mut noted = notes::find(document, known.works, &citations);
    let mut numbered = numeric::find(document, known.numbered, citations.len());
    // A document that cites by number or key has no names to look for.
    let mut paged = Vec::new();
    if numbered.len() <= citations.len() && !keyed {
        paged = author_page::find(document, known.works, &citations);
    }
    // Names stand in brackets of the text, or in its notes.
    if paged.iter().filter(|one| one.form == Form::Parenthetical && !in_note(document, one)).count() > noted.len() {
        noted.clear();
    } else if !noted.is_empty() {
        paged.clear();
        notes::clear(document, &noted, &mut citations);
    }
    let style = match () {
        () if noted.len() > citations.len().max(numbered.len()) => Style::Notes,
        () if paged.len() > citations.len() => Style::AuthorPage,
        () if numbered.len() > citations.len() => Style::Numeric,
        () if keyed => Style::Key,
        () => Style::AuthorDate,
    };
    citations.append(&mut numbered);
    citations.append(&mut paged);
    citations.append(&mut noted);
    citations.sort_by_key(|citation| (citation.at.start, citation.at.end));
    if !document.pointers.is_empty() {
        citations.append(&mut pointed::find(document, &citations));
        citations.sort_by_key(|citation| (citation.at.start, citation.at.end));
    }
    Found { style, citations }
}

fn in_note(document: &Document, citation: &Citation) -> bool {
    document.kind_of(citation.sentence) == BlockKind::Note
}
