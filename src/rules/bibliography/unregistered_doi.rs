//! DOIs that nobody has registered.

use super::{doi_form, place, quoted};
use crate::model::{Answer, Finding, Library, SourceId, Usage};
use crate::rules::Options;
use crate::text::doi;

/// Reports each DOI that doi.org calls unknown.
pub fn check(library: &Library, _: &Usage, options: &Options) -> Vec<Finding> {
    let Some(answers) = &options.registry else { return Vec::new() };
    let found = library.entries.iter().filter_map(|entry| {
        let field = entry.field("doi")?;
        // What has not the form of a DOI is another rule's to tell.
        let is_doi = doi::key(&field.value).is_some_and(|key| doi_form::fault(&key).is_none());
        if !is_doi || answers.of(entry) != Some(&Answer::Absent) {
            return None;
        }
        let message = format!("the DOI of {} is not registered", quoted(&entry.key));
        let found = Finding::at(SourceId::DOCUMENT, place::inner(library, field), message)
            .label("doi.org: no such DOI")
            .note("Crossref and DataCite do not have it either")
            .help("look it up where the work appeared; a DOI of today may not be known yet");
        Some(found.online())
    });
    found.collect()
}
