//! Citations, and nothing to hold them against.

use std::collections::{BTreeSet, HashSet};

use super::missing_reference::work;
use crate::model::{Finding, Linked, Status};
use crate::rules::Options;

/// Said once a document, at the first citation that needs an entry.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    if !linked.libraries.is_empty() {
        return Vec::new();
    }
    let needing = || linked.items().filter(|(link, ..)| link.status == Status::Missing);
    let Some((_, first, _)) = needing().next() else { return Vec::new() };
    // A work is cited again and again in the same words; a further year takes its names from the item before.
    let mut told: HashSet<&str> = HashSet::new();
    let first_told = needing().filter(|(.., item)| item.continues || told.insert(&item.text));
    let works: BTreeSet<String> = first_told.map(|(.., item)| work(item)).collect();
    let count = needing().count();
    let message = match (count, works.len()) {
        (1, _) => "one citation, and no bibliography to hold it against".to_owned(),
        (_, 1) => format!("{count} citations of one work, and no bibliography to hold them against"),
        (_, n) => format!("{count} citations of {n} works, and no bibliography to hold them against"),
    };
    let list: Vec<String> = works.into_iter().collect();
    vec![
        Finding::new(first.span, message)
            .label("the first of them")
            .note(format!("works cited: {}", list.join("; ")))
            .help("name a bibliography file, or add a reference list to the manuscript"),
    ]
}
