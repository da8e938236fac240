//! Citations in notes: a full one by its author and title, a short one by what was cited before, `ibid.` by the
//! note before it.
//!
//! In: a document, its citations, links that notes have none of yet. Out: the same links, those of notes settled, in the
//! order in which a reader meets the notes.

mod titles;

use std::collections::{HashMap, HashSet};

use super::compare::{self, Cited};
use super::entries::Index;
use crate::model::{Back, Citation, CiteItem, Document, EntryId, Form, Link, Match, Status};
use crate::text::fold;
use titles::Titles;

/// How many works that nothing tells apart are named.
const MOST: usize = 26;

/// Settles the links of notes.
pub(super) fn settle(document: &Document, citations: &[Citation], links: &mut [Link], index: &Index) {
    if citations.iter().all(|citation| citation.form != Form::Note) {
        return;
    }
    let mut first = Vec::with_capacity(citations.len());
    let mut next = 0;
    for citation in citations {
        first.push(next);
        next += citation.items.len();
    }
    let mut reader = Reader::new(index);
    let mut before = Note::default();
    for note in document.notes_in_order(citations) {
        let mut here = Note::default();
        for &number in &note.citations {
            let citation = &citations[number];
            for (at, item) in citation.items.iter().enumerate() {
                let link = &mut links[first[number] + at];
                if citation.form == Form::Note {
                    let last = here.last.as_ref();
                    reader.settle(
                        item,
                        link,
                        last.map_or(&before.works, |(works, _)| works),
                        last.or(before.last.as_ref()),
                    );
                }
                here.add(item, link);
            }
        }
        here.close();
        if let Some(number) = note.number {
            reader.notes.insert(number, here.works.clone());
        }
        before = here;
    }
}

/// What a note cites.
#[derive(Default)]
struct Note {
    /// Its works, each once.
    works: Vec<EntryId>,
    /// The works of its last item, more than one where nothing tells them apart, and the first name of that.
    last: Option<(Vec<EntryId>, String)>,
    /// Whether it cites something that has no entry.
    unknown: bool,
}

impl Note {
    fn add(&mut self, item: &CiteItem, link: &Link) {
        let works = if matches!(link.status, Status::Missing) { &[][..] } else { &link.entries };
        self.works.extend(works);
        self.unknown |= works.is_empty();
        let name = item.authors.first().map(|name| fold::key(&name.family));
        let name = name.or_else(|| self.last.take().map(|(_, name)| name)).unwrap_or_default();
        self.last = Some((works.to_vec(), name));
    }

    fn close(&mut self) {
        self.works.sort_unstable();
        self.works.dedup();
        // One work that is known and one that is not are two.
        if self.unknown {
            self.works.clear();
        }
    }
}

struct Reader<'i> {
    index: &'i Index,
    titles: Titles<'i>,
    /// The works cited so far by the folded names of their authors, the last at the end.
    cited: HashMap<String, Vec<EntryId>>,
    /// All of them.
    seen: HashSet<EntryId>,
    /// The works of each note by its number.
    notes: HashMap<u32, Vec<EntryId>>,
    /// The works that items written alike may mean, whatever was cited before them.
    known: HashMap<String, Vec<EntryId>>,
}

impl<'i> Reader<'i> {
    fn new(index: &'i Index) -> Self {
        Self {
            index,
            titles: Titles::new(index),
            cited: HashMap::new(),
            seen: HashSet::new(),
            notes: HashMap::new(),
            known: HashMap::new(),
        }
    }

    fn settle(&mut self, item: &CiteItem, link: &mut Link, before: &[EntryId], last: Option<&(Vec<EntryId>, String)>) {
        let answer = match item.back {
            Some(Back::Before) => one_of(before),
            Some(Back::SameAuthor) => {
                let name = last.map(|(_, name)| name.clone()).unwrap_or_default();
                self.by_title(item, &Cited { keys: vec![name], given: String::new() })
            }
            Some(Back::Note(number)) => self.of_note(number, item).or_else(|| self.last_of(item)),
            Some(Back::Author) if item.literal.is_none() => self.last_of(item),
            Some(Back::Author) | None => None,
        };
        let answer = answer.or_else(|| self.by_title(item, &Cited::new(item, 0))).or_else(|| self.missing(item));
        let Some((status, how, mut entries, nearest)) = answer else { return };
        entries.truncate(MOST);
        if let [only] = entries.as_slice() {
            self.remember(*only, item);
        }
        (link.status, link.how, link.entries, link.nearest) = (status, how, entries, nearest);
    }

    fn remember(&mut self, id: EntryId, item: &CiteItem) {
        let people = self.index.entry(id).names().first();
        let names = item.authors.first().map(|name| name.family.as_str());
        let mut keys: Vec<String> =
            names.into_iter().chain(people.map(|person| person.family.as_str())).map(fold::key).collect();
        keys.dedup();
        self.seen.insert(id);
        for key in keys {
            let works = self.cited.entry(key).or_default();
            works.retain(|other| *other != id);
            works.push(id);
        }
    }

    /// `Marlow, op. cit.`: the last work of the name that was cited, else the only one there is.
    fn last_of(&self, item: &CiteItem) -> Option<Answer> {
        let key = fold::key(&item.authors.first()?.family);
        let last = self.cited.get(&key).and_then(|works| works.last());
        last.map(|id| linked(vec![*id])).or_else(|| match self.index.of_author(&key).as_slice() {
            [only] => Some(linked(vec![*only])),
            _ => None,
        })
    }

    /// `Marlow (n 3)`: the work of that name that the note cites.
    fn of_note(&self, number: u32, item: &CiteItem) -> Option<Answer> {
        let key = fold::key(&item.authors.first()?.family);
        let works = self.notes.get(&number)?;
        let by = |id: &&EntryId| {
            self.index.entry(**id).names().first().is_some_and(|person| compare::is_person(&key, person))
        };
        let mut found = works.iter().filter(by);
        match (found.next(), found.next()) {
            (Some(only), None) => Some(linked(vec![*only])),
            _ => None,
        }
    }

    /// The work of a name and a title, or of a name and nothing more.
    fn by_title(&mut self, item: &CiteItem, cited: &Cited) -> Option<Answer> {
        let Some(key) = cited.keys.first().filter(|key| !key.is_empty()) else {
            return self.titled(item).map(|id| linked(vec![id]));
        };
        let alike = alike(item, cited);
        let mut found = match self.known.get(&alike) {
            Some(known) => known.clone(),
            None => {
                let found = self.fitting(item, cited, key);
                self.known.insert(alike, found.clone());
                found
            }
        };
        if found.len() > 1 {
            let again: Vec<EntryId> = found.iter().copied().filter(|id| self.seen.contains(id)).collect();
            // What is cited short was cited before.
            found = if again.is_empty() { found } else { again };
        }
        let first = self.index.entry(*found.first()?);
        if found.iter().all(|&id| compare::same_work(first, self.index.entry(id))) {
            found.truncate(1);
        }
        let other_year = item.firm && item.year.is_some() && found.len() == 1 && !years_fit(&item.text, first);
        match found.len() {
            1 if other_year => Some((Status::Mismatch, Match::Year, found, Vec::new())),
            1 => Some(linked(found)),
            _ => Some((Status::Ambiguous, Match::None, found, Vec::new())),
        }
    }

    /// The works that fit the names, the title and the year of an item.
    fn fitting(&mut self, item: &CiteItem, cited: &Cited, key: &str) -> Vec<EntryId> {
        let index = self.index;
        let mut found = self.titles.of_author(key).to_vec();
        found.retain(|&id| !compare::given_contradicts(cited, index.entry(id)));
        if let Some(title) = &item.literal {
            found = self.titles.best(title, &found);
        }
        let fit = |id: &EntryId| compare::fit(cited, item.et_al, index.entry(*id));
        if let Some(best) = found.iter().map(fit).min().filter(|_| found.len() > 1) {
            found.retain(|id| fit(id) == best);
        }
        if let Some(year) = item.year.as_ref().filter(|_| found.len() > 1) {
            let dated = |id: &EntryId| compare::year_fits(&year.text, index.entry(*id));
            let fitting: Vec<EntryId> = found.iter().copied().filter(dated).collect();
            found = if fitting.is_empty() { found } else { fitting };
        }
        found
    }

    /// The one work that has a title, whoever wrote it.
    fn titled(&self, item: &CiteItem) -> Option<EntryId> {
        let title = item.literal.as_ref()?;
        let found = self.titles.best(title, self.index.titled(title));
        if let [only] = found.as_slice() { Some(*only) } else { None }
    }

    /// A full note of a work that is at hand under another name, or not at all.
    fn missing(&mut self, item: &CiteItem) -> Option<Answer> {
        if !item.firm || item.secondary || item.back.is_some() || self.index.is_empty() {
            return None;
        }
        let key = fold::key(&item.authors.first()?.family);
        if let Some(id) = self.titled(item) {
            let entry = self.index.entry(id);
            let slip =
                entry.names().first().and_then(|person| crate::text::near::slips(&key, &fold::key(&person.family)));
            // A translator's or an editor's name, or a slip of the pen.
            return Some(match slip {
                Some(1..) => (Status::Mismatch, Match::Author, vec![id], Vec::new()),
                _ => linked(vec![id]),
            });
        }
        let mut nearest = self.titles.of_author(&key).to_vec();
        // Another title in the same year may be the same work, in another language.
        if nearest.iter().any(|&id| years_fit(&item.text, self.index.entry(id))) {
            return None;
        }
        nearest.truncate(3);
        Some((Status::Missing, Match::None, Vec::new(), nearest))
    }
}

/// What an item was found to be: status, how, entries, the nearest.
type Answer = (Status, Match, Vec<EntryId>, Vec<EntryId>);

fn linked(entries: Vec<EntryId>) -> Answer {
    (Status::Linked, Match::Exact, entries, Vec::new())
}

fn one_of(works: &[EntryId]) -> Option<Answer> {
    match works.len() {
        0 => None,
        1 => Some(linked(works.to_vec())),
        _ => Some((Status::Ambiguous, Match::None, works[..works.len().min(MOST)].to_vec(), Vec::new())),
    }
}

/// Whether some year in the words of a note is the entry's: a reprint has two.
fn years_fit(text: &str, entry: &crate::model::Entry) -> bool {
    let years = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    entry.date.is_none() || years.into_iter().any(|year| compare::year_fits(year, entry))
}

/// All that decides what an item fits, as one text.
fn alike(item: &CiteItem, cited: &Cited) -> String {
    let year = item.year.as_ref().map_or("", |year| &year.text);
    let title = item.literal.as_deref().unwrap_or("");
    format!("{}\0{}\0{}\0{year}\0{title}", cited.keys.join("\0"), cited.given, item.et_al)
}
