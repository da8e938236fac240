//! A cited source that is at hand, whole, and speaks of nothing that the sentence names.

use std::collections::HashSet;

use crate::model::{Finding, Linked, Scope, SourceId, Support};
use crate::rules::Options;
use crate::rules::figure::other_side::judged;
use crate::rules::quoted::quoted;

/// Reports each citation in a sentence for which its work has nothing.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A sentence whose figures were not found there is told of by that.
    let told: HashSet<u32> = judged(linked).filter(|one| one.is_missing(linked)).map(|one| one.support.claim).collect();
    let here = |support: &&Support| support.scope == Scope::Sentence && !told.contains(&support.claim);
    for support in linked.support.iter().filter(here) {
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
