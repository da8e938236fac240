//! What a first run may need to be told: why a manuscript was held against nothing.
//!
//! In: manuscripts that cite, and no bibliography of theirs was found. Out: a line for each folder in which
//! there are several, and so none was taken.

use std::collections::BTreeMap;

use crate::bib;
use crate::check::Files;
use crate::model::DocumentReport;

/// The manuscripts that were held against nothing, by folder.
#[derive(Default)]
pub(super) struct Unheld(BTreeMap<String, String>);

impl Unheld {
    /// Notes a document, if it is one.
    pub(super) fn add(&mut self, document: &DocumentReport) {
        let linked = &document.linked;
        if linked.libraries.is_empty() && !linked.citations.is_empty() {
            let path = &linked.document.source.path;
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            self.0.entry(folder.to_owned()).or_insert_with(|| path.clone());
        }
    }

    /// `refs.bib and more.bib lie beside paper.md, and none was taken: name one with --bib`
    pub(super) fn hints(&self, files: &dyn Files) -> Vec<String> {
        self.0.iter().filter_map(|(folder, path)| hint(files, folder, path)).collect()
    }
}

/// How many bibliographies are named.
const NAMED: usize = 3;

fn hint(files: &dyn Files, folder: &str, path: &str) -> Option<String> {
    let within = |name: &String| if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
    let mut names = files.list(folder).ok()?;
    names.retain(|name| bib::format_of(name).is_some());
    names.retain(|name| bib::recognise(name, |most| files.head(&within(name), most).ok()).is_some());
    names.sort_unstable();
    let paths: Vec<String> = names.iter().map(within).collect();
    let told = match paths.as_slice() {
        [] | [_] => return None,
        few if few.len() <= NAMED => few.join(", "),
        many => format!("{} and {} more", many[..NAMED].join(", "), many.len() - NAMED),
    };
    Some(format!("hint: beside {path} lie several bibliographies ({told}): name the one it cites with --bib"))
}
