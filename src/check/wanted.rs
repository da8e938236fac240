//! What registries would be asked about a run: the works that its manuscripts cite.
//!
//! In: the tasks of a run. Out: the queries, each once, in order. Whatever cannot be read is passed by here; the check
//! itself tells of it.

use std::collections::{BTreeSet, HashSet};

use super::{Inputs, Task, check_all};
use crate::config::Config;
use crate::model::{DocumentReport, EntryId, Linked, Origin, Query};

/// The queries of a run. Of a bibliography that manuscripts are held against, it is what they cite: a reference
/// manager's whole library is nobody's business. Where a bibliography is itself checked, or is the manuscript's own,
/// it is every entry.
pub fn wanted(tasks: &[Task]) -> BTreeSet<Query> {
    let bare = |task: &Task<'_>| Config { select: vec!["nothing-checked".to_owned()], ..task.config.clone() };
    let configs: Vec<Config> = tasks.iter().map(bare).collect();
    let inputs = tasks.iter().map(|task| task.inputs).map(|inputs| Inputs {
        manuscripts: inputs.manuscripts.clone(),
        bibliographies: inputs.bibliographies.clone(),
        sources: Vec::new(),
        files: inputs.files,
    });
    let inputs: Vec<Inputs> = inputs.collect();
    let bare: Vec<Task> = inputs.iter().zip(&configs).map(|(inputs, config)| Task { inputs, config }).collect();
    let mut queries = BTreeSet::new();
    let _ = check_all(&bare, |_, document| queries.extend(of_document(&document)));
    queries
}

fn of_document(document: &DocumentReport) -> Vec<Query> {
    let linked = &document.linked;
    let cited: HashSet<EntryId> = linked.links.iter().flat_map(|link| &link.entries).copied().collect();
    let listed: HashSet<&str> = linked.document.declared.nocite.iter().map(String::as_str).collect();
    let mut queries = Vec::new();
    for (library, number) in linked.libraries.iter().zip(0..) {
        let whole = library.origin != Origin::File || is_itself(linked, number as usize) || listed.contains("*");
        let wanted = library.entries.iter().zip(0..).filter(|(entry, index)| {
            whole || cited.contains(&EntryId { library: number, index: *index }) || listed.contains(&*entry.key)
        });
        queries.extend(wanted.filter_map(|(entry, _)| Query::of(entry)));
    }
    queries
}

/// Whether the document is the library itself.
fn is_itself(linked: &Linked, number: usize) -> bool {
    linked.libraries[number].source.path == linked.document.source.path
}
