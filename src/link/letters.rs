//! The letters that tell works of one author and year apart, as a reader of the printed list sees them.
//!
//! A letter written in the file wins; else citation keys that all carry one; else BibLaTeX's own
//! order, by name, year and title (*biblatex 3.5, sorting* and *4.5.6, extradate*).

use super::entries::Index;
use crate::model::{Entry, EntryId};
use crate::text::fold;

/// The entries among `group`, all of one name and year, that carry a letter.
pub fn with_letter(index: &Index, group: &[EntryId], letter: &str) -> Vec<EntryId> {
    let explicit: Vec<EntryId> =
        group.iter().copied().filter(|&id| explicit(index.entry(id)) == Some(letter)).collect();
    if !explicit.is_empty() {
        return explicit;
    }
    if group.iter().any(|&id| explicit_any(index.entry(id))) {
        return Vec::new();
    }
    let by_key: Vec<Option<char>> = group.iter().map(|&id| key_letter(&index.entry(id).key)).collect();
    if group.len() > 1 && by_key.iter().all(Option::is_some) && distinct(&by_key) {
        let wanted = letter.chars().next();
        return group.iter().zip(by_key).filter(|(_, found)| *found == wanted).map(|(&id, _)| id).collect();
    }
    // Letters count within one label; where all share it, the whole group is counted through.
    let Some(number) = letter.bytes().next().map(|b| usize::from(b.saturating_sub(b'a'))) else { return Vec::new() };
    let mut sorted: Vec<(String, EntryId)> = group.iter().map(|&id| (order(index.entry(id)), id)).collect();
    sorted.sort();
    let mut same: Vec<Vec<EntryId>> = Vec::new();
    let mut label = None;
    for (_, id) in &sorted {
        let names = names_key(index.entry(*id));
        if label.as_ref() != Some(&names) {
            same.push(Vec::new());
            label = Some(names);
        }
        same.last_mut().expect("a label was just begun").push(*id);
    }
    let long: Vec<&Vec<EntryId>> = same.iter().filter(|run| run.len() > number && run.len() > 1).collect();
    match long[..] {
        [run] => vec![run[number]],
        [] if sorted.len() > 1 => sorted.get(number).map(|&(_, id)| id).into_iter().collect(),
        [] => Vec::new(),
        _ => long.iter().map(|run| run[number]).collect(),
    }
}

fn explicit(entry: &Entry) -> Option<&str> {
    entry.date.as_ref()?.suffix.as_deref()
}

fn explicit_any(entry: &Entry) -> bool {
    explicit(entry).is_some()
}

/// The letter at the end of a key, after its year: `holland2021a`.
fn key_letter(key: &str) -> Option<char> {
    let letter = key.chars().next_back().filter(char::is_ascii_lowercase)?;
    key[..key.len() - 1].ends_with(|c: char| c.is_ascii_digit()).then_some(letter)
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

/// What BibLaTeX sorts by: names, then title without its article.
fn order(entry: &Entry) -> String {
    let mut out = names_key(entry);
    out.push('|');
    let title = entry.title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = title.to_lowercase();
    let bare = ["a ", "an ", "the "].iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    for word in fold::words(bare) {
        out.push_str(&word);
        out.push(' ');
    }
    out.push_str(&entry.key);
    out
}
