//! What the numbers of a printed reference list stand for.
//!
//! In: the manuscript's own list, and the index of what its citations are held against. Out: an entry a number.
//! Where bibliography files are at hand, an item of the list is the entry that is the same work: what the
//! author edits. Where none is, the item itself is the entry. Where the text has no list, a bibliography whose keys
//! count its entries tells the numbers: `ref1`, `ref2` …

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::entries::Index;
use crate::model::{Entry, EntryId, Library};
use crate::text::fold;

/// The entries by their numbers.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    entries: HashMap<u32, EntryId>,
    /// Whether there is a list at all.
    pub(super) listed: bool,
}

impl Numbers {
    /// The numbers of a list, which is the library `at` of the document.
    pub(super) fn new(own: Option<&Library>, at: u32, index: &Index) -> Self {
        let Some(own) = own else {
            let counted = index.counted();
            return Self { listed: !counted.is_empty(), entries: counted.iter().copied().collect() };
        };
        let held = (at as usize) < index.libraries().len();
        let printed = own.entries.iter().any(|entry| entry.number.is_some());
        let mut entries = HashMap::with_capacity(own.entries.len());
        for (entry, place) in own.entries.iter().zip(0..) {
            let number = if printed { entry.number } else { Some(place + 1) };
            let Some(number) = number else { continue };
            let same = if held { None } else { same_work(entry, index) };
            entries.entry(number).or_insert(same.unwrap_or(EntryId { library: at, index: place }));
        }
        Self { entries, listed: true }
    }

    /// The entry of a number.
    pub(super) fn get(&self, number: u32) -> Option<EntryId> {
        self.entries.get(&number).copied()
    }
}

/// The numbers that keys tell, where they count the entries of the one bibliography, nearly without a gap.
pub(super) fn by_keys(libraries: &[Arc<Library>]) -> Option<Vec<(u32, EntryId)>> {
    /// How few entries could be counted so by chance.
    const LEAST: usize = 4;
    let [library] = libraries else { return None };
    let keys = || library.entries.iter().map(|entry| entry.key.as_str());
    let (before, behind) = counted(keys().next()?)?;
    let number = |key: &str| -> Option<u32> { key.strip_prefix(before)?.strip_suffix(behind)?.parse().ok() };
    let mut numbers = Vec::new();
    let mut last = 0;
    for (key, place) in keys().zip(0..) {
        let Some(number) = number(key).filter(|&number| number > last) else { continue };
        last = number;
        numbers.push((number, EntryId { library: 0, index: place }));
    }
    let all = library.entries.len();
    // Nine of ten must count, and nine of ten numbers be there.
    let counts = all >= LEAST && numbers.len() * 10 >= all * 9 && all * 10 >= last as usize * 9;
    counts.then_some(numbers)
}

/// What stands before and behind the number 1 in a key.
fn counted(key: &str) -> Option<(&str, &str)> {
    let digit = |c: char| c.is_ascii_digit();
    let mut from = 0;
    while let Some(at) = key[from..].find(digit).map(|at| from + at) {
        let end = key[at..].find(|c| !digit(c)).map_or(key.len(), |length| at + length);
        if key[at..end].trim_start_matches('0') == "1" {
            return Some((&key[..at], &key[end..]));
        }
        from = end;
    }
    None
}

/// The entries that are the works of a list.
pub(super) fn listed(own: &Library, index: &Index) -> HashSet<EntryId> {
    own.entries.iter().filter_map(|entry| same_work(entry, index)).collect()
}

/// The entry that is the same work: by its first name and year, and by its title where several are.
pub(super) fn same_work(entry: &Entry, index: &Index) -> Option<EntryId> {
    let year = entry.date.as_ref().map_or("", |date| date.text.as_str());
    let mut found: Vec<EntryId> = Vec::new();
    for person in entry.authors.iter().take(1) {
        for key in [fold::key(&person.family_name()), fold::key(&person.family)] {
            found.extend(index.dated(&key, year));
            found.extend(index.dated(&key, "n.d."));
        }
    }
    found.sort_unstable();
    found.dedup();
    let own = fold::words(&entry.title);
    // A reprint has the title of the first edition: the year tells them apart.
    let likeness = |id: EntryId| {
        let title = share(&own, &fold::words(&index.entry(id).title));
        (title >= ALIKE).then(|| title + if found.binary_search(&id).is_ok() { DATED } else { 0.0 })
    };
    let titled = index.titled(&entry.title).iter().copied();
    let near = found.iter().copied().chain(titled).filter_map(|id| Some((likeness(id)?, id)));
    let best = near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, id)| id);
    best.or(if let [only] = found.as_slice() { Some(*only) } else { None })
}

/// How much of two titles must be common for one work, from 0 to 1.
const ALIKE: f64 = 0.5;
/// How much a common year counts beside the title.
const DATED: f64 = 0.3;

/// How much two titles have in common: a title that holds the other whole is nearer than one that shares a few
/// words, and less near than an equal one.
fn share(one: &[String], other: &[String]) -> f64 {
    let (fewer, more) = (one.len().min(other.len()), one.len().max(other.len()));
    if fewer == 0 {
        return 0.0;
    }
    let common = one.iter().filter(|word| other.contains(word)).count() as f64;
    0.5 * common / fewer as f64 + 0.5 * common / more as f64
}
