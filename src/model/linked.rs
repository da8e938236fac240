//! A document with its citations linked: all that a rule sees.

use std::collections::HashSet;
use std::sync::Arc;

use super::citation::{Citation, CiteItem};
use super::claim::{Claim, Support};
use super::company::Company;
use super::document::Document;
use super::entry::{Entry, EntryId, Library, Origin};
use super::figure::Period;
use super::source::{Source, SourceId};
use crate::text::Span;

/// A document, its citations, claims and libraries, and what links them.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// The manuscript.
    pub document: Document,
    /// Its citations, in order.
    pub citations: Vec<Citation>,
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// Its pairs of years, in order.
    pub periods: Vec<Period>,
    /// The bibliographies its citations were held against, in the order they were named.
    pub libraries: Vec<Arc<Library>>,
    /// One link an item, in order of citations and items.
    pub links: Vec<Link>,
    /// One support a claim, in order.
    pub support: Vec<Support>,
    /// The cited works that were at hand and looked into, in order of their first use.
    pub cited: Vec<Arc<Document>>,
    /// The cited works that were at hand and could not be read, in order of their first use.
    pub unread: Vec<Unread>,
    /// The other files of the manuscript.
    pub company: Company,
}

/// A file of a cited work that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// The work.
    pub entry: EntryId,
    /// The file.
    pub path: String,
    /// Why it could not be read: `it is encrypted`.
    pub why: String,
}

/// An item of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    /// Index into [`Linked::citations`].
    pub citation: u32,
    /// Index into its items.
    pub item: u32,
}

/// What one cite item was linked to.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The item.
    pub item: ItemId,
    /// What came of it.
    pub status: Status,
    /// How the entry was recognised, or where it differs.
    pub how: Match,
    /// The entries it links to: none, one, or, where ambiguous, several.
    pub entries: Vec<EntryId>,
    /// The nearest entries where it links to none.
    pub nearest: Vec<EntryId>,
    /// How a reader of the list would cite entries that a letter tells apart: `2021a`.
    pub lettered: Vec<(EntryId, String)>,
}

/// What came of linking an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// One entry fits.
    Linked,
    /// Several fit.
    Ambiguous,
    /// One entry is meant, and a part differs.
    Mismatch,
    /// No entry fits.
    Missing,
    /// A person's own word, which needs no entry.
    Personal,
    /// Not held against anything.
    Ignored,
}

impl Status {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::Ambiguous => "ambiguous",
            Self::Mismatch => "mismatch",
            Self::Missing => "missing",
            Self::Personal => "personal",
            Self::Ignored => "ignored",
        }
    }
}

/// How an item's entry was recognised, or where the two differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Match {
    /// By names and year, or by key.
    Exact,
    /// A given name stands with the family name: `Ali Imtiaz` for Imtiaz Ali.
    GivenName,
    /// By the work's title, although it has an author.
    Title,
    /// By the work's title; it has no author.
    TitleOnly,
    /// The names fit, the year does not.
    Year,
    /// The year fits, the first name is a near miss.
    Author,
    /// The first name and the year fit, a further name is missing, added or misspelt.
    Coauthors,
    /// Works of this name and year have letters, the citation has none.
    NoSuffix,
    /// The letter belongs to no work of this name and year.
    UnknownSuffix,
    /// The one work of this name and year needs no letter.
    NeedlessSuffix,
    /// Nothing was recognised.
    None,
}

/// Who cites what in a library: what a rule about a whole library sees.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    /// Indices of the entries that some document cites.
    pub cited: HashSet<u32>,
    /// Whether some document was held against this library at all.
    pub consulted: bool,
    /// Whether a document lists everything (`nocite: *`).
    pub everything: bool,
    /// Whether a part of a manuscript that uses it was not read.
    pub partial: bool,
    /// Indices of the entries that some sentence cites and calls retracted.
    pub disclosed: HashSet<u32>,
    /// The files of its cited works that could not be read, each once.
    pub unread: Vec<Unread>,
}

impl Link {
    /// How an entry is cited where a letter tells it apart: `2021a`.
    pub fn letter(&self, id: EntryId) -> Option<&str> {
        self.lettered.iter().find(|(other, _)| *other == id).map(|(_, form)| form.as_str())
    }
}

impl Linked {
    /// An entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.libraries[id.library as usize].entries[id.index as usize]
    }

    /// The source that an entry's spans index.
    pub fn source_of(&self, id: EntryId) -> SourceId {
        match self.libraries[id.library as usize].origin {
            Origin::File | Origin::Embedded => SourceId(id.library + 1),
            Origin::OwnList => SourceId::DOCUMENT,
        }
    }

    /// The text behind a source id.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        let Some(library) = (id.0 as usize).checked_sub(1) else { return Some(&self.document.source) };
        match library.checked_sub(self.libraries.len()) {
            // The manuscript's own list lies in the manuscript.
            None if self.libraries[library].origin == Origin::OwnList => Some(&self.document.source),
            None => Some(&self.libraries[library].source),
            Some(cited) => self.cited.get(cited).map(|document| &document.source),
        }
    }

    /// An item.
    pub fn item(&self, id: ItemId) -> &CiteItem {
        &self.citations[id.citation as usize].items[id.item as usize]
    }

    /// Each link with its citation and item, in order of the document.
    pub fn items(&self) -> impl Iterator<Item = (&Link, &Citation, &CiteItem)> {
        self.links.iter().map(|link| {
            let citation = &self.citations[link.item.citation as usize];
            (link, citation, &citation.items[link.item.item as usize])
        })
    }

    /// The links of a citation's items, in order.
    pub fn links_of(&self, citation: usize) -> &[Link] {
        let citation = citation as u32;
        let first = self.links.partition_point(|link| link.item.citation < citation);
        let more = self.links[first..].iter().take_while(|link| link.item.citation == citation).count();
        &self.links[first..first + more]
    }

    /// The names of the libraries, for "not in refs.bib (41 entries)".
    pub fn searched(&self) -> String {
        let names: Vec<String> = self
            .libraries
            .iter()
            .map(|library| {
                let name = library.source.path.rsplit('/').next().unwrap_or_default();
                let entries = library.entries.len();
                format!("{name} ({entries} {})", if entries == 1 { "entry" } else { "entries" })
            })
            .collect();
        names.join(", ")
    }

    /// The source bytes of a citation.
    pub fn citation_span(&self, index: usize) -> Span {
        self.citations[index].span
    }
}
