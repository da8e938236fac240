//! One key for two entries.

use std::collections::HashMap;

use super::quoted;
use crate::model::{Entry, Finding, Format, Library, Severity, SourceId, Usage};
use crate::rules::Options;

/// Reports each entry whose key an earlier entry has, or has with other capitals.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    let mut exact: HashMap<&str, &Entry> = HashMap::new();
    let mut folded: HashMap<String, &Entry> = HashMap::new();
    // To BibTeX alone are two such keys one.
    let capitals = library.source.format == Format::BibLatex;
    let mut findings = Vec::new();
    for entry in library.entries.iter().filter(|entry| !entry.key.is_empty()) {
        let small = entry.key.to_lowercase();
        let finding = if let Some(first) = exact.get(entry.key.as_str()) {
            Some(told(entry, first, format!("key {} names two entries", quoted(&entry.key))))
        } else {
            folded.get(&small).filter(|_| capitals).map(|first| {
                let keys = format!("keys {} and {} differ in capitals alone", quoted(&first.key), quoted(&entry.key));
                told(entry, first, keys).severity(Severity::Warning)
            })
        };
        exact.entry(&entry.key).or_insert(entry);
        folded.entry(small).or_insert(entry);
        findings.extend(finding);
    }
    findings
}

fn told(entry: &Entry, first: &Entry, message: String) -> Finding {
    Finding::at(SourceId::DOCUMENT, entry.key_span, message).label(entry.label()).related(
        SourceId::DOCUMENT,
        first.key_span,
        format!("first used here: {}", first.label()),
    )
}
