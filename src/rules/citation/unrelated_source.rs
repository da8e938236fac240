//! A cited source that is at hand, whole, and speaks of nothing that the sentence names.

use crate::model::{Finding, Linked, Scope, SourceId};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each citation in a sentence for which its work has nothing.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for support in linked.support.iter().filter(|support| support.scope == Scope::Sentence) {
        for id in &support.unrelated {
            let citation = support
                .citations
                .iter()
                .find(|&&number| linked.links_of(number as usize).iter().any(|link| link.entries.contains(id)));
            let Some(&number) = citation else { continue };
            let entry = linked.entry(*id);
            let citation = &linked.citations[number as usize];
            let claim = &linked.claims[support.claim as usize];
            findings.push(
                Finding::new(citation.span, format!("{} speaks of nothing in this sentence", quoted(&entry.label())))
                    .label("cited here")
                    .related(SourceId::DOCUMENT, claim.span, "none of its names, and hardly a word of it, is there")
                    .related(linked.source_of(*id), entry.key_span, "the work, which is at hand as a whole")
                    .help("check whether another work is meant"),
            );
        }
    }
    findings
}
