//! Works that were retracted.

use std::collections::HashSet;

use super::notices::{Said, at_registry, doi_of, in_table};
use super::quoted;
use crate::model::{Entry, Finding, Library, Nature, Retraction, Severity, SourceId, Usage};
use crate::rules::Options;
use crate::text::doi;

/// Reports each work that the table at hand, or a registry that was asked, calls retracted, doubted, or retracted and
/// reinstated.
pub fn check(library: &Library, usage: &Usage, options: &Options) -> Vec<Finding> {
    if options.retractions.is_none() && options.registry.is_none() {
        return Vec::new();
    }
    let dois: HashSet<String> = library.entries.iter().filter_map(doi_of).collect();
    let found = library.entries.iter().zip(0..).filter_map(|(entry, at)| {
        let listed = options.retractions.as_deref().and_then(|table| in_table(table, entry));
        let registered = options.registry.as_deref().and_then(|answers| at_registry(library, answers, entry));
        // One finding a work; where the table has it, it rests on no network.
        let (said, also) = match (listed, registered) {
            (Some(listed), registered) => (listed, registered),
            (None, registered) => (registered?, None),
        };
        let told = usage.disclosed.contains(&at) || says_so(entry) || names_notice(&dois, said.notice);
        let unused = usage.consulted && !usage.everything && !usage.partial && !usage.cited.contains(&at);
        Some(tell(entry, &said, also.filter(|also| also.nature == said.nature).as_ref(), told || unused))
    });
    found.collect()
}

/// Whether the entry itself says that its work was retracted.
fn says_so(entry: &Entry) -> bool {
    let fields = ["title", "note", "addendum", "titleaddon", "pubstate", "howpublished"];
    fields.iter().filter_map(|name| entry.field(name)).any(|field| field.value.to_lowercase().contains("retract"))
}

/// Whether the bibliography has the notice too.
fn names_notice(dois: &HashSet<String>, row: &Retraction) -> bool {
    let notice = row.notice.as_deref().and_then(doi::key);
    notice.is_some_and(|notice| row.doi.as_ref() != Some(&notice) && dois.contains(&notice))
}

fn tell(entry: &Entry, said: &Said, also: Option<&Said>, soft: bool) -> Finding {
    let key = quoted(&entry.key);
    let row = said.notice;
    let on = if row.date.is_empty() { String::new() } else { format!(" on {}", row.date) };
    let (message, severity) = match said.nature {
        Nature::Retraction => (format!("{key} was retracted{on}"), Severity::Error),
        Nature::Concern => (format!("{key} has an expression of concern{on}"), Severity::Warning),
        _ => (format!("{key} was retracted, and reinstated{on}"), Severity::Info),
    };
    let mut finding = Finding::at(SourceId::DOCUMENT, entry.key_span, message).label(entry.label());
    if !row.reason.is_empty() {
        finding = finding.note(format!("the reason given: {}", row.reason));
    }
    if let Some(notice) = row.notice.as_deref().and_then(doi::key) {
        finding = finding.note(format!("the notice: https://doi.org/{notice}"));
    }
    finding = finding.note(&said.by);
    if let Some(also) = also {
        finding = finding.note(format!("also {}", also.by));
    }
    if said.nature == Nature::Retraction {
        finding = finding.help("do not rest a claim on it; where it must be named, say that it was retracted");
    }
    finding.online = said.online;
    finding.severity(if soft { Severity::Info } else { severity })
}
