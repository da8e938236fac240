//! A figure that the cited source does not have.

use super::other_side::{Judged, judged, with_citation};
use crate::model::{Extent, Finding, Linked, Scope, Severity, SourceId};
use crate::rules::Options;

/// Reports the figures of each sentence that none of its sources has: once a sentence, with all of them.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let missing = |one: &Judged| one.is_missing(linked);
    let all: Vec<Judged> = judged(linked).filter(missing).collect();
    all.chunk_by(|one, other| one.support.claim == other.support.claim)
        .filter_map(|figures| figures.split_first())
        .map(|(one, more)| {
            let evidence = one.evidence().next();
            let message = format!("{} is not in the cited source", one.words(linked));
            let finding = Finding::new(one.figure.span, message).label("not found there");
            let finding = more
                .iter()
                .fold(finding, |finding, other| finding.related(SourceId::DOCUMENT, other.figure.span, "nor this one"));
            let mut finding = with_citation(finding, linked, one.support, evidence);
            if let Some(evidence) = evidence {
                let passage = "the passage nearest to the sentence";
                finding = finding.related(evidence.source, evidence.mark, passage);
            }
            let part = evidence.is_some_and(|evidence| evidence.extent != Extent::Whole);
            if part {
                finding = finding.note("only a part of the work is at hand: the rest may have it");
            }
            if !one.support.unrelated.is_empty() {
                finding = finding.note("the work speaks of nothing that the sentence names");
            }
            // A citation that closes a paragraph need not stand for all of it.
            if part || one.support.scope != Scope::Sentence {
                finding = finding.severity(Severity::Info);
            }
            finding.help("check the figure, or cite the source that it is from")
        })
        .collect()
}
