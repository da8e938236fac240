//! A document in which nothing was found to check.

use crate::model::{Finding, Linked, SourceId};
use crate::rules::Options;
use crate::text::Span;

/// Said once a document, so that a run that found nothing does not look clean.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let message = if linked.document.source.format.is_bibliography() {
        if linked.libraries.iter().any(|library| !library.entries.is_empty() || !library.flaws.is_empty()) {
            return Vec::new();
        }
        "no entries in this bibliography: nothing was checked"
    } else if linked.company.root.is_some() || linked.company.cites {
        // The manuscript is more than this file, and it is told at its first.
        return Vec::new();
    } else if !linked.citations.is_empty() || !linked.claims.is_empty() {
        return Vec::new();
    } else if linked.document.source.text.trim().is_empty() {
        "this document is empty: nothing was checked"
    } else {
        "no citations in this document: nothing was checked"
    };
    vec![Finding::at(SourceId::DOCUMENT, Span::default(), message)]
}
