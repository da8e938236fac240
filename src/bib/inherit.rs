//! What an entry takes from others: `xdata`, `crossref`, the members of a `set`.
//!
//! In: the entries of a file. Out: the same, with names, date and title as they would be printed
//! (*biblatex 2.4.1*, and its appendix B on what a child takes under which name).
//!
//! **Invariant:** each entry is completed once, its parents before it; a circle is cut where it
//! closes. No recursion.

use std::collections::HashMap;

use super::entry::{GRANULAR, finish, gives, leans};
use crate::model::Entry;
use crate::model::entry::Parent;

/// How far an entry is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    New,
    Open,
    Done,
}

/// Completes all entries of a text.
pub(super) fn inherit(entries: &mut [Entry], text: &str) {
    if !entries.iter().any(leans) {
        return;
    }
    let mut index: HashMap<String, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for key in std::iter::once(&entry.key).chain(&entry.aliases) {
            index.entry(key.clone()).or_insert(at);
        }
    }
    entries.iter_mut().flat_map(|entry| &mut entry.parents).for_each(|parent| settle(parent, text, &index));
    let mut stages = vec![Stage::New; entries.len()];
    let mut open: Vec<usize> = Vec::new();
    for first in 0..entries.len() {
        open.push(first);
        while let Some(&at) = open.last() {
            if stages[at] != Stage::New {
                open.pop();
                if stages[at] == Stage::Open {
                    complete(entries, at, &index);
                    stages[at] = Stage::Done;
                }
                continue;
            }
            stages[at] = Stage::Open;
            let parents = entries[at].parents.iter().filter(|parent| gives(&parent.field));
            let waiting = parents.filter_map(|parent| index.get(&parent.key)).filter(|&&to| stages[to] == Stage::New);
            open.extend(waiting);
        }
    }
}

/// Finds the key in `xdata=key-author-1`: what a hyphen follows, and is the key of an entry.
fn settle(parent: &mut Parent, text: &str, index: &HashMap<String, usize>) {
    let before = &text[..parent.span.start as usize];
    if parent.field != "xdata" || !before.ends_with(GRANULAR) {
        return;
    }
    let whole = parent.key.as_str();
    let mut cuts = whole.match_indices('-').map(|(at, _)| &whole[..at]);
    let first = whole.split('-').next().unwrap_or(whole);
    let key = cuts.rfind(|key| index.contains_key(*key)).unwrap_or(first).to_owned();
    parent.span.end -= (parent.key.len() - key.len()) as u32;
    parent.key = key;
}

fn complete(entries: &mut [Entry], at: usize, index: &HashMap<String, usize>) {
    for field in ["xdata", "crossref", "entryset"] {
        let keys = entries[at].parents.iter().filter(|parent| parent.field == field);
        let parents: Vec<usize> = keys.filter_map(|parent| index.get(&parent.key).copied()).collect();
        for &from in parents.iter().filter(|&&from| from != at) {
            take(entries, at, from, field);
        }
    }
    if leans(&entries[at]) {
        finish(&mut entries[at]);
    }
}

/// Copies what the child lacks.
fn take(entries: &mut [Entry], child: usize, parent: usize, field: &str) {
    let (given, to) = (&entries[parent], &entries[child]);
    let authors = to.authors.is_empty() && !given.authors.is_empty();
    let authors = authors.then(|| (given.authors.clone(), given.authors_others));
    let editors = (to.editors.is_empty() && !given.editors.is_empty()).then(|| given.editors.clone());
    let date = to.date.is_none().then(|| given.date.clone());
    // The title of a book is not the title of what stands in it.
    let keeps = field != "crossref" || !is_part(&to.kind, &given.kind);
    let title = (to.title.is_empty() && keeps).then(|| given.title.clone());
    let to = &mut entries[child];
    if let Some((authors, others)) = authors {
        (to.authors, to.authors_others) = (authors, others);
    }
    if let Some(editors) = editors {
        to.editors = editors;
    }
    if let Some(date) = date {
        to.date = date;
    }
    if let Some(title) = title {
        to.title = title;
    }
}

/// Whether a child takes its parent's title as that of the whole: `booktitle`, `maintitle`, `journaltitle`.
fn is_part(child: &str, parent: &str) -> bool {
    child.starts_with("in")
        || child.starts_with("supp")
        || child == "bookinbook"
        || parent.starts_with("mv")
        || parent == "periodical" && child == "article"
}
