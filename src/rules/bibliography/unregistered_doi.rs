//! DOIs that nobody has registered.

use super::{doi_form, place, quoted};
use crate::model::{Answer, Finding, Library, Query, SourceId, Usage};
use crate::rules::Options;

/// Reports each DOI that doi.org calls unknown.
pub fn check(library: &Library, _: &Usage, options: &Options) -> Vec<Finding> {
    let Some(answers) = &options.registry else { return Vec::new() };
    let found = library.entries.iter().filter_map(|entry| {
        let (field, doi) = Query::doi(entry)?;
        // What has not the form of a DOI is another rule's to tell.
        if doi_form::fault(&doi).is_some() || answers.of(entry) != Some(&Answer::Absent) {
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
