//! From a cite item to its entries.
//!
//! The ways are tried from the surest to the least sure; the first that answers wins:
//! by names and year, by a name with its given name, by title, then the near misses – another
//! year, a misspelt name – where exactly one entry is nearest.

use std::collections::{HashMap, HashSet};

use super::compare;
use super::entries::Index;
use super::letters;
use super::numbers::Numbers;
use crate::model::{Citation, CiteItem, EntryId, Form, ItemId, Link, Match, Status};
use crate::text::fold;

/// What an item was found to be.
#[derive(Clone)]
pub(super) struct Answer {
    pub(super) status: Status,
    pub(super) how: Match,
    pub(super) entries: Vec<EntryId>,
    pub(super) nearest: Vec<EntryId>,
}

impl Answer {
    pub(super) fn new(status: Status, how: Match, entries: Vec<EntryId>) -> Self {
        Self { status, how, entries, nearest: Vec::new() }
    }
}

/// Links the items of all citations, in order.
pub fn all(citations: &[Citation], index: &Index, numbers: &Numbers, listed: &HashSet<EntryId>) -> Vec<Link> {
    let mut resolver = Resolver {
        index,
        numbers,
        listed,
        written_out: written_out(citations),
        letters: letters_used(citations),
        used: HashSet::new(),
        near: HashMap::new(),
        counts: HashMap::new(),
        known: HashMap::new(),
    };
    // First what fits, then near misses: an entry that is cited rightly elsewhere is less likely meant.
    let items = citations.iter().flat_map(|citation| citation.items.iter().map(move |item| (citation, item)));
    let mut answers: Vec<Option<Answer>> = Vec::with_capacity(citations.len());
    answers.extend(items.map(|(citation, item)| resolver.sure(citation, item)));
    let mut links = Vec::with_capacity(answers.len());
    let mut answers = answers.into_iter();
    for (number, citation) in citations.iter().enumerate() {
        let mut linked_before = false;
        for (at, item) in citation.items.iter().enumerate() {
            let answer = answers.next().flatten();
            let answer = answer.unwrap_or_else(|| resolver.unsure(citation, item, at, linked_before));
            linked_before = matches!(answer.status, Status::Linked | Status::Ambiguous);
            let Answer { status, how, entries, nearest } = answer;
            let lettered = resolver.lettered_forms(how, &entries);
            let item = ItemId { citation: number as u32, item: at as u32 };
            links.push(Link { item, status, how, entries, nearest, lettered });
        }
    }
    links
}

pub(super) struct Resolver<'i> {
    pub(super) index: &'i Index,
    pub(super) numbers: &'i Numbers,
    /// The works of bibliographies that the manuscript's own list has, where citations without a year ask for it.
    pub(super) listed: &'i HashSet<EntryId>,
    /// The most names that the document writes out without "et al.".
    pub(super) written_out: usize,
    /// First names and years that some citation tells apart by letters.
    pub(super) letters: HashSet<(String, String)>,
    /// Entries that some item fits.
    pub(super) used: HashSet<EntryId>,
    /// Near names of a year, by (name, year).
    pub(super) near: HashMap<(String, i32), Vec<EntryId>>,
    /// How often a name and year that fit nothing were cited.
    pub(super) counts: HashMap<(String, String), usize>,
    /// What items that are written alike were found to be: a work is cited more than once.
    known: HashMap<String, Option<Answer>>,
}

impl Resolver<'_> {
    fn sure(&mut self, citation: &Citation, item: &CiteItem) -> Option<Answer> {
        // Notes are linked in their own order, each with what stands before it.
        if citation.form == Form::Note {
            return Some(Answer::new(Status::Ignored, Match::None, Vec::new()));
        }
        if let Some(number) = item.number {
            let entry = self.numbers.get(number);
            self.used.extend(entry);
            let status = match entry {
                Some(_) => Status::Linked,
                None if self.numbers.listed => Status::Missing,
                // Numbers say nothing where their list is not at hand.
                None => Status::Ignored,
            };
            return Some(Answer::new(status, Match::Exact, entry.into_iter().collect()));
        }
        let alike = alike(citation, item);
        let answer = match self.known.get(&alike) {
            Some(answer) => answer.clone(),
            None => {
                let answer = self.fitting(citation, item);
                self.known.insert(alike, answer.clone());
                answer
            }
        };
        match &answer {
            Some(answer) => self.used.extend(&answer.entries),
            None => {
                let year = item.year.as_ref().map_or("", |year| &year.text);
                *self.counts.entry((first_key(item), year.to_owned())).or_default() += 1;
            }
        }
        answer
    }

    /// How each of several entries is cited with its letter: `2021a`.
    fn lettered_forms(&self, how: Match, entries: &[EntryId]) -> Vec<(EntryId, String)> {
        if !matches!(how, Match::NoSuffix | Match::UnknownSuffix) {
            return Vec::new();
        }
        let year = |id: EntryId| self.index.entry(id).date.as_ref().map_or("", |date| date.text.as_str());
        letters::assign(self.index, entries)
            .into_iter()
            .map(|(id, letter)| (id, format!("{}{letter}", year(id))))
            .collect()
    }
}

/// The most names that some citation writes out, three at least.
fn written_out(citations: &[Citation]) -> usize {
    let items = citations.iter().filter(|c| c.form == Form::Parenthetical).flat_map(|citation| &citation.items);
    items
        .filter(|item| !item.et_al && item.conjunction.is_some())
        .map(|item| item.authors.len())
        .filter(|&n| n > 2)
        .max()
        .unwrap_or(0)
}

/// The first names and years that carry a letter somewhere in the document.
fn letters_used(citations: &[Citation]) -> HashSet<(String, String)> {
    let items = citations.iter().flat_map(|citation| &citation.items);
    let lettered = items.filter_map(|item| {
        let year = item.year.as_ref().filter(|year| year.suffix.is_some())?;
        Some((first_key(item), year.text.clone()))
    });
    lettered.collect()
}

/// All that decides what an item fits, as one text.
fn alike(citation: &Citation, item: &CiteItem) -> String {
    let mut out = String::with_capacity(item.text.len() + 16);
    let mut part = |text: Option<&str>| {
        out.push_str(text.unwrap_or("\0"));
        out.push('\0');
    };
    part(item.key.as_deref());
    part(item.personal.as_deref());
    part(item.literal.as_deref());
    part(item.year.as_ref().map(|year| year.text.as_str()));
    part(item.year.as_ref().and_then(|year| year.suffix.as_deref()));
    for name in &item.authors {
        part(Some(&name.family));
        part(name.given.as_deref());
    }
    let genitive = compare::genitive(item);
    let signs = [citation.form == Form::Narrative, item.et_al, item.conjunction.is_some(), genitive];
    out.extend(signs.map(|sign| if sign { '1' } else { '0' }));
    out
}

pub(super) fn first_key(item: &CiteItem) -> String {
    item.authors.first().map(|name| fold::key(&name.family)).unwrap_or_default()
}
