//! The entries of a document's libraries, by what a reader would look for: name, year, title, key.
//!
//! **Invariant:** maps are looked up, never walked into output.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::compare;
use super::numbers::by_keys;
use super::rest::Rest;
use crate::model::{Entry, EntryId, Library, Person};
use crate::text::fold;
use crate::text::needles::Needles;

/// An index of libraries. Built once, shared by all documents that use them.
#[derive(Debug, Default)]
pub struct Index {
    libraries: Vec<Arc<Library>>,
    /// Entries by name, each list in order of years; an entry stands there once a year.
    names: HashMap<String, Vec<(i32, EntryId)>>,
    titles: HashMap<String, Vec<EntryId>>,
    keys: HashMap<String, EntryId>,
    /// Names of organisations whose one work has no date: they may be cited by name alone.
    undated: Option<Needles>,
    /// What only items that fit nothing are held against; made when the first of them comes.
    rest: OnceLock<Rest>,
    /// The numbers that keys tell; told when the first document asks for them.
    counted: OnceLock<Vec<(u32, EntryId)>>,
}

/// Where a year has no number: `n.d.`, `in press`, or no date at all.
const UNDATED: i32 = i32::MAX;

/// How many works that a citation may mean are looked at, at the most.
const MOST: usize = 1000;

/// How many words of a title it is looked up by.
const TITLE_WORDS: usize = 3;

impl Index {
    /// Indexes libraries, in the order they were named.
    pub fn new(libraries: Vec<Arc<Library>>) -> Self {
        let mut index = Self::default();
        for (number, library) in libraries.iter().enumerate() {
            for (at, entry) in library.entries.iter().enumerate() {
                let id = EntryId { library: number as u32, index: at as u32 };
                index.keys.entry(entry.key.clone()).or_insert(id);
                for alias in &entry.aliases {
                    index.keys.entry(alias.clone()).or_insert(id);
                }
                if !entry.auxiliary {
                    index.add(id, entry);
                }
            }
        }
        index.names.values_mut().for_each(|list| list.sort_unstable());
        let undated = undated(&libraries, |key| index.named(key).len() == 1);
        index.undated = (!undated.is_empty()).then(|| Needles::exact(undated));
        index.libraries = libraries;
        index
    }

    fn add(&mut self, id: EntryId, entry: &Entry) {
        let mut years = years(entry);
        if compare::may_be_undated(entry) {
            years.push(UNDATED);
        }
        for key in first_keys(entry) {
            self.names.entry(key).or_default().extend(years.iter().map(|&year| (year, id)));
        }
        let shorts = entry.short.iter().map(String::as_str);
        for title in std::iter::once(entry.title.as_str()).chain(shorts) {
            if let Some(key) = title_key(title) {
                let list = self.titles.entry(key).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
    }

    /// The libraries, in the order they were named.
    pub fn libraries(&self) -> &[Arc<Library>] {
        &self.libraries
    }

    /// Whether there is anything to link to.
    pub fn is_empty(&self) -> bool {
        self.libraries.is_empty()
    }

    /// An entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.libraries[id.library as usize].entries[id.index as usize]
    }

    /// The entries under whose first name a folded name may stand, in order of years.
    fn named(&self, key: &str) -> &[(i32, EntryId)] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a folded name is that of some work's first author, or of who stands in where a work has none. A
    /// short title is no author.
    pub fn is_author(&self, key: &str) -> bool {
        let first = |id: EntryId| self.entry(id).names().first();
        let is = |id: EntryId| first(id).is_none_or(|person| compare::is_person(key, person));
        self.named(key).iter().take(MOST).any(|&(_, id)| is(id))
    }

    /// Whether folded names are the authors of some work; "et al." stands for the rest of them.
    pub fn are_authors(&self, names: &[String], et_al: bool) -> bool {
        let cited = compare::Cited { keys: names.to_vec(), given: String::new() };
        let first = names.first().map_or(Vec::new(), |name| self.of_author(name));
        first.into_iter().any(|id| compare::fit(&cited, et_al, self.entry(id)) == compare::Fit::Whole)
    }

    /// The works of a name, whatever their year, in order of the libraries.
    pub fn of_author(&self, key: &str) -> Vec<EntryId> {
        let list = self.named(key);
        let mut found: Vec<EntryId> = list[..list.len().min(MOST)].iter().map(|&(_, id)| id).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The entries of a name whose year a citation gives, in order of the libraries.
    pub fn dated(&self, key: &str, cited: &str) -> Vec<EntryId> {
        let list = self.named(key);
        if list.is_empty() {
            return Vec::new();
        }
        let (first, second) = if compare::is_undated(cited) { (Some(UNDATED), None) } else { compare::numbers(cited) };
        let mut found: Vec<EntryId> = Vec::new();
        for year in [first, second].into_iter().flatten() {
            let from = list.partition_point(|&(other, _)| other < year);
            let of_year = list[from..].iter().take_while(|&&(other, _)| other == year);
            found.extend(of_year.map(|&(_, id)| id).take(MOST));
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|&id| compare::year_fits(cited, self.entry(id)));
        found
    }

    /// The entries of a name whose years are nearest to one that is cited, in order of the libraries.
    pub fn around(&self, key: &str, cited: &str) -> Vec<EntryId> {
        /// How many are looked at on each side of the year.
        const EACH: usize = 50;
        let list = self.named(key);
        let (first, second) = compare::numbers(cited);
        let mut found: Vec<EntryId> = Vec::new();
        for year in [first.or(Some(UNDATED)), second].into_iter().flatten() {
            let at = list.partition_point(|&(other, _)| other < year);
            found.extend(list[at.saturating_sub(EACH)..list.len().min(at + EACH)].iter().map(|&(_, id)| id));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The entries whose title begins with the same words.
    pub fn titled(&self, title: &str) -> &[EntryId] {
        let list = title_key(title).and_then(|key| self.titles.get(&key)).map_or(&[][..], Vec::as_slice);
        &list[..list.len().min(MOST)]
    }

    /// Whether some work's title begins so.
    pub fn is_title(&self, title: &str) -> bool {
        let key = fold::key(title);
        !key.is_empty() && self.titled(title).iter().any(|&id| fold::key(&self.entry(id).title).starts_with(&key))
    }

    /// The entry of a citation key.
    pub fn keyed(&self, key: &str) -> Option<EntryId> {
        self.keys.get(key).copied()
    }

    /// The names under which works without a date may be cited with no year.
    pub fn undated(&self) -> Option<&Needles> {
        self.undated.as_ref()
    }

    /// The works that the keys of the one bibliography number; none where keys do not count.
    pub fn counted(&self) -> &[(u32, EntryId)] {
        self.counted.get_or_init(|| by_keys(&self.libraries).unwrap_or_default())
    }

    /// What items that fit nothing are held against.
    pub fn rest(&self) -> &Rest {
        self.rest.get_or_init(|| Rest::new(&self.libraries))
    }
}

/// The names of organisations whose one work has no date, where they are too long to stand in a text by chance.
fn undated(libraries: &[Arc<Library>], one_work: impl Fn(&str) -> bool) -> Vec<&str> {
    /// How many words such a name has at the least.
    const WORDS: usize = 4;
    /// How many names are sought, at the most.
    const NAMES: usize = 200;
    let entries = libraries.iter().flat_map(|library| &library.entries).filter(|entry| !entry.auxiliary);
    let undated = entries.filter(|entry| entry.date.as_ref().is_none_or(|date| date.years.is_none()));
    let names = undated.filter_map(|entry| match entry.names() {
        [one] if one.group => Some(one.family.as_str()),
        _ => None,
    });
    names.filter(|name| name.split(' ').count() >= WORDS && one_work(&fold::key(name))).take(NAMES).collect()
}

/// The keys under which an entry's first author, or who stands in for one, may be cited.
pub fn first_keys(entry: &Entry) -> Vec<String> {
    let mut keys: Vec<String> = Vec::with_capacity(6);
    if let Some(first) = entry.names().first() {
        person_keys(first, &mut keys);
    }
    keys.extend(stand_ins(entry).iter().map(|name| fold::key(name)));
    keys.extend(entry.short.iter().map(|short| fold::key(short)));
    keys.retain(|key| !key.is_empty());
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The folded first words of a title; `None` where it has too few to tell titles apart.
fn title_key(title: &str) -> Option<String> {
    let mut key = String::with_capacity(24);
    for word in fold::split(title).filter(|word| word.chars().any(char::is_alphanumeric)).take(TITLE_WORDS) {
        fold::push_key(word, &mut key);
    }
    (key.len() >= 5).then_some(key)
}

/// The keys under which a first author may be cited.
fn person_keys(person: &Person, keys: &mut Vec<String>) {
    let family = fold::key(&person.family);
    if !person.particle.is_empty() {
        keys.push(fold::key(&person.family_name()));
    }
    if let Some(umlaut) = fold::umlaut_key(&person.family_name()) {
        keys.push(umlaut);
    }
    if person.group {
        if let Some(acronym) = acronym(&person.family) {
            keys.push(acronym);
        }
        // "International Computer Science Institute (ICSI)": either may be cited.
        if let Some((name, short)) = person.family.split_once(['(', '[']) {
            keys.push(fold::key(name));
            keys.push(fold::key(short));
        }
        if let Some(bare) = person.family.strip_prefix("The ").or(person.family.strip_prefix("the ")) {
            keys.push(fold::key(bare));
        }
    } else {
        let given = fold::key(&person.given);
        if !given.is_empty() {
            keys.push(format!("{given}{family}"));
            keys.push(format!("{family}{given}"));
        }
        // "García Márquez" is cited as "García", "Pawlowsky-Glahn" as "Pawlowsky".
        let mut parts = person.family.split([' ', '-', '‐', '–']).map(fold::key).filter(|part| part.len() > 2);
        if let (Some(first), Some(last)) = (parts.next(), parts.next_back()) {
            keys.push(first);
            keys.push(last);
        }
    }
    keys.push(family);
}

/// The first letters of an organisation's words: `who` of World Health Organization.
pub fn acronym(name: &str) -> Option<String> {
    const SMALL: &[&str] =
        &["of", "the", "for", "and", "on", "in", "to", "a", "de", "des", "du", "la", "der", "und", "für"];
    let words: Vec<&str> = name
        .split([' ', '-'])
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.to_lowercase().as_str()))
        .collect();
    let letters: String = words.iter().filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).collect();
    (words.len() >= 2).then(|| fold::key(&letters))
}

/// Who stands in for an author where an entry names none: an organisation, a newspaper, a publisher.
pub fn stand_ins(entry: &Entry) -> Vec<String> {
    if !entry.authors.is_empty() {
        return Vec::new();
    }
    ["organization", "institution", "author", "journaltitle", "journal", "publisher", "howpublished", "key", "school"]
        .iter()
        .filter_map(|name| entry.field(name))
        .map(|field| field.value.clone())
        .filter(|value| !value.is_empty() && value.len() < 200)
        .collect()
}

/// The years an entry may be cited by.
pub fn years(entry: &Entry) -> Vec<i32> {
    let Some(date) = &entry.date else { return Vec::new() };
    let mut out: Vec<i32> = Vec::new();
    if let Some((first, last)) = date.years {
        out.push(first);
        if last != first {
            out.push(last);
        }
    }
    out.extend(date.original);
    out.dedup();
    out
}
