//! What the file itself tells about its citations: a citation field, a link into the list.
//!
//! In: links as the words gave them, and the document's pointers. Out: the same links, those settled whose
//! work is told exactly. Where names or year differ from the work that is told, the words gave a mismatch with
//! that work, and it stays: the file's own word is the stronger accuser.

use std::collections::HashMap;
use std::sync::Arc;

use super::compare;
use super::entries::Index;
use super::numbers;
use crate::model::{Citation, CiteItem, Document, Entry, EntryId, Library, Link, Match, Pointer, Status};
use crate::text::ProseSpan;

/// The works that ids mean.
pub(super) struct Works<'a> {
    index: &'a Index,
    own: Option<&'a Library>,
    /// The number of the own list among the document's libraries.
    at: u32,
    /// Where the own list is none of those that citations are held against: its entries by their keys.
    listed: HashMap<&'a str, u32>,
    /// What the file carries inside, where other bibliographies were named: its entries by their keys.
    carried: HashMap<&'a str, &'a Entry>,
    known: HashMap<&'a str, Option<EntryId>>,
}

/// What a reader puts before the key of an entry to make an id of it, as Pandoc does.
const BEFORE: &str = "ref-";

impl<'a> Works<'a> {
    /// What ids mean, with these bibliographies, the own list and what the file carries inside.
    pub(super) fn new(index: &'a Index, own: Option<&'a Library>, at: u32, embedded: &'a [Arc<Library>]) -> Self {
        let beside = own.filter(|_| at as usize >= index.libraries().len());
        let entries = beside.map_or(&[][..], |own| &own.entries);
        let mut listed = HashMap::with_capacity(entries.len());
        for (entry, place) in entries.iter().zip(0..) {
            listed.entry(entry.key.as_str()).or_insert(place);
        }
        let aside = embedded.iter().filter(|one| !index.libraries().iter().any(|held| Arc::ptr_eq(held, one)));
        let mut carried = HashMap::new();
        for entry in aside.flat_map(|library| &library.entries) {
            for key in std::iter::once(&entry.key).chain(&entry.aliases) {
                carried.entry(key.as_str()).or_insert(entry);
            }
        }
        Self { index, own, at, listed, carried, known: HashMap::new() }
    }

    /// The work of an id: an entry of a bibliography, else the one that the list's item is, else that item.
    fn get(&mut self, key: &'a str) -> Option<EntryId> {
        if let Some(&known) = self.known.get(key) {
            return known;
        }
        let bare = key.strip_prefix(BEFORE);
        let found = self.index.keyed(key).or_else(|| self.index.keyed(bare?)).or_else(|| {
            let place = self.listed.get(key).or_else(|| self.listed.get(bare?)).copied()?;
            let same = self.own.and_then(|own| numbers::same_work(&own.entries[place as usize], self.index));
            Some(same.unwrap_or(EntryId { library: self.at, index: place }))
        });
        let found = found.or_else(|| numbers::same_work(self.carried.get(key)?, self.index));
        self.known.insert(key, found);
        found
    }

    /// Whether a work is of the year that is typed.
    fn year_fits(&self, item: &CiteItem, id: EntryId) -> bool {
        let own = || self.own.filter(|_| id.library == self.at).and_then(|own| own.entries.get(id.index as usize));
        let held = (id.library as usize) < self.index.libraries().len();
        let entry = if held { Some(self.index.entry(id)) } else { own() };
        entry.is_some_and(|entry| item.year.as_ref().is_some_and(|year| compare::year_fits(&year.text, entry)))
    }
}

/// Settles the links of pointers, and those of citations by key that mean an item of the own list. Whether a link
/// leads there.
pub(super) fn settle<'a>(
    document: &'a Document,
    citations: &'a [Citation],
    links: &mut [Link],
    mut works: Works<'a>,
) -> bool {
    if document.pointers.is_empty() && document.labels.is_empty() {
        return false;
    }
    let at = works.at;
    let mut pointers = document.pointers.iter().peekable();
    let mut from = 0;
    while let Some(first) = links.get(from) {
        let citation = &citations[first.item.citation as usize];
        let to = from + citation.items.len();
        let group = &mut links[from..to];
        from = to;
        for link in group.iter_mut().filter(|link| link.status == Status::Missing) {
            let key = citation.items[link.item.item as usize].key.as_deref();
            if let Some(id) = key.and_then(|key| works.get(key)) {
                tell(link, id);
            }
        }
        while pointers.next_if(|pointer| pointer.at.end <= citation.at.start).is_some() {}
        let mut ahead = pointers.clone();
        while let Some(pointer) = ahead.next_if(|pointer| pointer.at.start < citation.at.end) {
            point(pointer, citation, group, &mut works);
        }
        // "Cisse (2006) [12]": the words and the number behind them are one citation.
        if let (Some(pointer), [link], [item]) = (ahead.peek(), &mut *group, citation.items.as_slice())
            && link.status == Status::Missing
            && adjoins(document, citation, pointer)
            && let [key] = pointer.keys.as_slice()
            && let Some(id) = works.get(key)
            && works.year_fits(item, id)
        {
            tell(link, id);
        }
    }
    links.iter().any(|link| link.entries.iter().any(|id| id.library == at))
}

/// Whether nothing but a bracket stands between a citation and a pointer behind it.
fn adjoins(document: &Document, citation: &Citation, pointer: &Pointer) -> bool {
    let end = citation.at.end;
    pointer.at.start >= end
        && pointer.at.start - end <= 3
        && matches!(document.prose.slice(ProseSpan { start: end, end: pointer.at.start }).trim(), "" | "[" | "(")
}

/// Gives the items under a pointer their works.
fn point<'a>(pointer: &'a Pointer, citation: &Citation, links: &mut [Link], works: &mut Works<'a>) {
    let within = |link: &&mut Link| {
        let at = citation.items[link.item.item as usize].at;
        at.start < pointer.at.end && pointer.at.start < at.end
    };
    let mut told: Vec<EntryId> = pointer.keys.iter().filter_map(|key| works.get(key)).collect();
    // What the words tell themselves needs no other word.
    let mut open: Vec<&mut Link> = Vec::new();
    for link in links.iter_mut().filter(within) {
        let found = match (link.status, link.entries.as_slice()) {
            (Status::Linked | Status::Mismatch, [one]) => told.iter().position(|id| id == one),
            (Status::Ambiguous, several) => {
                let mut fits = told.iter().enumerate().filter(|(_, id)| several.contains(id)).map(|(at, _)| at);
                fits.next().filter(|_| fits.next().is_none())
            }
            _ => None,
        };
        match found {
            Some(at) => {
                let id = told.remove(at);
                if link.status == Status::Ambiguous {
                    tell(link, id);
                }
            }
            None => open.push(link),
        }
    }
    if open.len() == told.len() {
        open.into_iter().zip(told).for_each(|(link, id)| tell(link, id));
    }
}

fn tell(link: &mut Link, id: EntryId) {
    if link.status == Status::Personal {
        return;
    }
    (link.status, link.how, link.entries) = (Status::Linked, Match::Exact, vec![id]);
    link.nearest.clear();
    link.lettered.clear();
}
