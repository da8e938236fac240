//! Web pages that nobody says were looked at.

use super::quoted;
use crate::model::{Entry, Finding, Library, Naming, SourceId, Usage};
use crate::rules::Options;

/// Reports each online source that has an address and no date of access.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    if library.naming() == Naming::Inferred {
        return Vec::new();
    }
    library.entries.iter().filter_map(judge).collect()
}

fn judge(entry: &Entry) -> Option<Finding> {
    if !matches!(&*entry.kind, "online" | "electronic" | "www") || !entry.parents.is_empty() {
        return None;
    }
    let url = entry.field("url").filter(|url| !url.value.is_empty())?;
    // What has a number of its own does not change under its reader's eyes.
    let known = |name: &str| {
        name == "urldate"
            || matches!(name, "doi" | "eprint" | "lastchecked" | "lastaccessed" | "lastvisited" | "accessed")
            || matches!(name, "urlaccessdate" | "accessdate" | "visited")
    };
    let says = |value: &str| {
        let small = value.to_lowercase();
        ["access", "visit", "retriev", "consult", "abgerufen", "besucht", "consulté"]
            .iter()
            .any(|word| small.contains(word))
    };
    let told = entry.fields.iter().any(|field| {
        known(&field.name) && !field.value.is_empty()
            || matches!(&*field.name, "note" | "howpublished" | "addendum") && says(&field.value)
    });
    (!told).then(|| {
        Finding::at(SourceId::DOCUMENT, url.span, format!("{} does not say when the page was read", quoted(&entry.key)))
            .label("no `urldate`")
            .help("add the date of access; pages change and go")
    })
}
