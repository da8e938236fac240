//! An entry that nobody cites.

use std::collections::HashMap;

use crate::model::{Entry, Finding, Library, Origin, SourceId, Usage};
use crate::rules::Options;

/// Reports each entry that is neither cited, listed by `nocite`, nor leant on by one that is. What was not read
/// may cite anything.
pub fn check(library: &Library, usage: &Usage, _: &Options) -> Vec<Finding> {
    if !usage.consulted || usage.everything || usage.partial {
        return Vec::new();
    }
    let used = used(library, usage);
    let own = library.origin == Origin::OwnList;
    // Of a printed list, what was not told apart whole may be cited by what was not read.
    let sure = |entry: &Entry| !own || !entry.authors.is_empty() && entry.date.is_some();
    let unused = library.entries.iter().zip(used).filter(|(entry, used)| !used && !entry.auxiliary && sure(entry));
    unused
        .map(|(entry, _)| {
            Finding::at(
                SourceId::DOCUMENT,
                entry.key_span,
                format!(
                    "entry `{}` is never cited",
                    super::cut(&if own { entry.label() } else { entry.key.clone() }, 50)
                ),
            )
            .label(if own { String::new() } else { entry.label() })
            .help("cite it, or remove it from the bibliography")
        })
        .collect()
}

/// Marks the cited entries, and those they lean on, however far.
fn used(library: &Library, usage: &Usage) -> Vec<bool> {
    let mut used = vec![false; library.entries.len()];
    let mut open: Vec<usize> = usage.cited.iter().map(|&index| index as usize).collect();
    let by_key: HashMap<&str, usize> =
        library.entries.iter().enumerate().rev().map(|(index, entry)| (entry.key.as_str(), index)).collect();
    while let Some(index) = open.pop() {
        let Some(entry) = library.entries.get(index) else { continue };
        if !std::mem::replace(&mut used[index], true) {
            open.extend(entry.parents.iter().filter_map(|parent| by_key.get(parent.key.as_str()).copied()));
        }
    }
    used
}
