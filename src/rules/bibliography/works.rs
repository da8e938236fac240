//! The entries of a library, gathered by the works they are of.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::same_work::{self, Kinship};
use crate::model::{Entry, Library, Naming};
use crate::text::{doi, fold};

/// How many works of one title and year are held against a further entry.
const MOST: usize = 8;

/// The works that have several entries.
pub(super) fn groups(library: &Library) -> Vec<Group> {
    let mut works = Works { library, groups: Vec::new(), told: vec![false; library.entries.len()] };
    works.by_doi();
    works.by_title();
    works.groups
}

/// The entries of one work, in order of the file; and what they are to each other.
pub(super) struct Group {
    pub entries: Vec<usize>,
    pub how: How,
}

/// By what entries were recognised as one work.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// One DOI.
    Doi,
    /// One DOI, and titles that have nothing in common.
    DoiOfAnother,
    /// Title, names and year.
    Title,
    /// The same, perhaps before and after publication.
    Versions,
}

struct Works<'l> {
    library: &'l Library,
    groups: Vec<Group>,
    /// Entries that were told to be another's work.
    told: Vec<bool>,
}

impl Works<'_> {
    fn by_doi(&mut self) {
        let mut known: HashMap<String, (usize, Option<usize>)> = HashMap::new();
        for (at, entry) in self.library.entries.iter().enumerate().filter(|(_, entry)| !entry.auxiliary) {
            let Some(key) = entry.field("doi").and_then(|field| doi::key(&field.value)) else { continue };
            let Some((first, group)) = known.get_mut(&key) else {
                known.insert(key, (at, None));
                continue;
            };
            let one = &self.library.entries[*first];
            let same = same_work::same_title(&one.title, &entry.title);
            // Chapters may carry the DOI of their book; a doubled key is another rule's to tell.
            if one.key.eq_ignore_ascii_case(&entry.key)
                || !same && (same_work::is_part(one) || same_work::is_part(entry))
            {
                continue;
            }
            let how = if same { How::Doi } else { How::DoiOfAnother };
            add(&mut self.groups, group, *first, at, how);
            self.told[at] = true;
        }
    }

    fn by_title(&mut self) {
        // Works of one title and year, each by its first entry and the group that it has.
        let mut known: HashMap<u64, Vec<(usize, Option<usize>)>> = HashMap::new();
        let mut buffer = String::new();
        for (at, entry) in self.library.entries.iter().enumerate() {
            if self.told[at] || entry.auxiliary || entry.title.is_empty() {
                continue;
            }
            let Some(hash) = title_and_year(entry, &mut buffer) else { continue };
            let works = known.entry(hash).or_default();
            let kin = works.iter().enumerate().find_map(|(place, &(first, _))| {
                let one = &self.library.entries[first];
                let kinship = same_work::kinship(one, entry);
                let sure = self.library.naming() != Naming::Inferred || lettered_alike(one, entry);
                let two = one.key.eq_ignore_ascii_case(&entry.key) || kinship == Kinship::Two || !sure;
                (!two && fold::key(&one.title) == buffer).then_some((place, kinship))
            });
            match kin {
                Some((place, kinship)) => {
                    let how = if kinship == Kinship::Same { How::Title } else { How::Versions };
                    let (first, group) = &mut works[place];
                    add(&mut self.groups, group, *first, at, how);
                }
                None if works.len() < MOST => works.push((at, None)),
                None => {}
            }
        }
    }
}

/// Adds an entry to the group of its work, which it may found.
fn add(groups: &mut Vec<Group>, group: &mut Option<usize>, first: usize, at: usize, how: How) {
    match group {
        Some(number) if groups[*number].how == how => groups[*number].entries.push(at),
        _ => {
            *group = Some(groups.len());
            groups.push(Group { entries: vec![first, at], how });
        }
    }
}

/// A hash of the folded title, which is left in the buffer, and the year.
fn title_and_year(entry: &Entry, buffer: &mut String) -> Option<u64> {
    let date = entry.date.as_ref()?;
    buffer.clear();
    fold::push_key(&entry.title, buffer);
    let mut hasher = DefaultHasher::new();
    (&*buffer, &date.years).hash(&mut hasher);
    if date.years.is_none() {
        date.text.hash(&mut hasher);
    }
    (!buffer.is_empty()).then(|| hasher.finish())
}

/// Whether no letter after the year parts two printed entries.
fn lettered_alike(a: &Entry, b: &Entry) -> bool {
    let letter = |entry: &Entry| entry.date.as_ref().and_then(|date| date.suffix.clone());
    letter(a) == letter(b)
}
