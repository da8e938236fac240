//! The letters that tell works of one author and year apart, as a reader of the printed list sees them.
//!
//! A letter written in the file wins; else citation keys that all carry one; else BibLaTeX's own
//! order, by name, year and title (*biblatex 3.5, sorting* and *4.5.6, extradate*).

use super::entries::Index;
use crate::model::{Entry, EntryId};
use crate::text::fold;

/// The entries among `group`, all of one name and year, that carry a letter.
pub fn with_letter(index: &Index, group: &[EntryId], letter: &str) -> Vec<EntryId> {
    assign(index, group).into_iter().filter(|(_, assigned)| assigned == letter).map(|(id, _)| id).collect()
}

/// The letter of each entry of a group of one name and year; entries that need none are left out.
pub fn assign(index: &Index, group: &[EntryId]) -> Vec<(EntryId, String)> {
    let explicit = |id: EntryId| index.entry(id).date.as_ref().and_then(|date| date.suffix.clone());
    if group.iter().any(|&id| explicit(id).is_some()) {
        return group.iter().filter_map(|&id| Some((id, explicit(id)?))).collect();
    }
    if group.len() < 2 {
        return Vec::new();
    }
    let by_key: Vec<Option<char>> = group.iter().map(|&id| key_letter(index.entry(id))).collect();
    if by_key.iter().all(Option::is_some) && distinct(&by_key) {
        return group.iter().zip(by_key).filter_map(|(&id, letter)| Some((id, letter?.to_string()))).collect();
    }
    let mut sorted: Vec<(String, String, EntryId)> =
        group.iter().map(|&id| (names_key(index.entry(id)), title_order(index.entry(id)), id)).collect();
    sorted.sort();
    // Works by the very same authors are told apart by letters; where none are, "et al." hides
    // that they differ, and all are counted through.
    let same = |one: Option<usize>, other: usize| {
        one.and_then(|one| sorted.get(one)).zip(sorted.get(other)).is_some_and(|(one, other)| one.0 == other.0)
    };
    let shared = |at: usize| same(at.checked_sub(1), at) || same(Some(at), at + 1);
    let some_shared = (0..sorted.len()).any(shared);
    let mut out = Vec::with_capacity(sorted.len());
    let mut number = 0u8;
    for (at, (names, _, id)) in sorted.iter().enumerate() {
        if some_shared && at > 0 && sorted[at - 1].0 != *names {
            number = 0;
        }
        if !some_shared || shared(at) {
            out.push((*id, char::from(b'a' + number.min(25)).to_string()));
            number = number.saturating_add(1);
        }
    }
    out
}

/// The letter at the end of a key that spells out the label, year and all: `holland2021a`.
fn key_letter(entry: &Entry) -> Option<char> {
    let letter = entry.key.chars().next_back().filter(char::is_ascii_lowercase)?;
    let (year, _) = entry.date.as_ref()?.years?;
    entry.key[..entry.key.len() - 1].ends_with(&year.to_string()).then_some(letter)
}

fn distinct(letters: &[Option<char>]) -> bool {
    let mut seen = letters.to_vec();
    seen.sort_unstable();
    seen.windows(2).all(|pair| pair[0] != pair[1])
}

/// The names of all authors, folded.
fn names_key(entry: &Entry) -> String {
    let mut out = String::new();
    for person in entry.names() {
        fold::push_key(&person.family, &mut out);
        out.push(' ');
        fold::push_key(&person.given, &mut out);
        out.push(';');
    }
    out
}

/// What BibLaTeX sorts the works of one name by: the title without its article.
fn title_order(entry: &Entry) -> String {
    let mut out = String::new();
    let title = entry.title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = title.to_lowercase();
    let bare = ["a ", "an ", "the "].iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    for word in fold::words(bare) {
        out.push_str(&word);
        out.push(' ');
    }
    out.push_str(&entry.key.to_lowercase());
    out
}
