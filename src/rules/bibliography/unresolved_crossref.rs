//! Entries that lean on one that is not there, or on themselves.

use std::collections::HashMap;

use super::quoted;
use crate::model::entry::Parent;
use crate::model::{Entry, Finding, Library, SourceId, Usage};
use crate::rules::Options;
use crate::text::fold;

/// How many entries of a circle are shown.
const SHOWN: usize = 3;

/// Reports keys that name no entry, and circles in which entries inherit.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    let mut keys: HashMap<&str, usize> = HashMap::new();
    for (at, entry) in library.entries.iter().enumerate() {
        for key in std::iter::once(&entry.key).chain(&entry.aliases) {
            keys.entry(key).or_insert(at);
        }
    }
    let mut findings = missing(library, &keys);
    findings.extend(circles(library, &keys));
    findings
}

fn missing(library: &Library, keys: &HashMap<&str, usize>) -> Vec<Finding> {
    let parents = library.entries.iter().flat_map(|entry| &entry.parents);
    let lost: Vec<&Parent> = parents.filter(|parent| !keys.contains_key(parent.key.as_str())).collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let mut folded: HashMap<String, &Entry> = HashMap::new();
    for entry in &library.entries {
        folded.entry(fold::key(&entry.key)).or_insert(entry);
    }
    let file = library.source.path.rsplit('/').next().unwrap_or_default();
    let place = format!("{file} ({} entries)", library.entries.len());
    let tell = |parent: &Parent| {
        let message = format!("{} names {}, which is not there", parent.field, quoted(&parent.key));
        let finding = Finding::at(SourceId::DOCUMENT, parent.span, message).label(format!("not in {place}"));
        match folded.get(&fold::key(&parent.key)) {
            Some(near) => finding.related(SourceId::DOCUMENT, near.key_span, "is this one meant?"),
            None => finding,
        }
    };
    lost.into_iter().map(tell).collect()
}

/// Walks along what is inherited; a step onto the path that led here closes a circle.
fn circles(library: &Library, keys: &HashMap<&str, usize>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut done = vec![false; library.entries.len()];
    // Where on the path an entry is, for those that are.
    let mut depth: Vec<Option<usize>> = vec![None; library.entries.len()];
    for first in 0..library.entries.len() {
        let mut path: Vec<(usize, usize)> = Vec::new();
        if !done[first] {
            depth[first] = Some(0);
            path.push((first, 0));
        }
        while let Some((at, step)) = path.last_mut() {
            let (at, parent) = (*at, library.entries[*at].parents.get(*step));
            *step += 1;
            let Some(parent) = parent else {
                path.pop();
                depth[at] = None;
                done[at] = true;
                continue;
            };
            let Some(&to) = keys.get(parent.key.as_str()).filter(|_| gives(&parent.field)) else { continue };
            if let Some(start) = depth[to] {
                findings.push(circle_of(library, &path[start..]));
            } else if !done[to] {
                depth[to] = Some(path.len());
                path.push((to, 0));
            }
        }
    }
    findings
}

/// Whether an entry inherits from those that a field names; `xref` and `related` only point.
fn gives(field: &str) -> bool {
    matches!(field, "crossref" | "xdata" | "entryset")
}

/// A circle, given by its entries, each with the number of its field that leads on, from 1.
fn circle_of(library: &Library, circle: &[(usize, usize)]) -> Finding {
    let key = |place: usize| quoted(&library.entries[circle[place].0].key);
    let field = |&(at, step): &(usize, usize)| &library.entries[at].parents[step - 1];
    let message = match circle.len() {
        1 => format!("entry {} inherits from itself", key(0)),
        2 => format!("{} and {} inherit from each other", key(0), key(1)),
        more => format!("{} inherits from itself, in a circle of {more} entries", key(0)),
    };
    let (closing, before) = circle.split_last().expect("a circle has an entry");
    let mut finding = Finding::at(SourceId::DOCUMENT, field(closing).span, message).label("this closes the circle");
    for part in before.iter().take(SHOWN) {
        finding = finding.related(SourceId::DOCUMENT, field(part).span, "part of the circle");
    }
    finding.help("take out one of these fields")
}
