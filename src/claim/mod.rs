//! What a text states: its quantities, its quotations, its statistics.
//!
//! In: a document, a manuscript or a cited work alike. Out: each figure, quotation and statistic with
//! its place, in order. It refuses to know citations, entries and other documents: whether a source
//! says so is for linking.

mod figure;
mod need;
mod quotation;
mod statistic;

use crate::model::{Document, Stated};

/// Finds what a manuscript states.
pub fn find(document: &Document) -> Stated {
    let mut found = figure::find(document);
    need::judge(document, &mut found.figures);
    Stated {
        figures: found.figures,
        periods: found.periods,
        quotations: quotation::find(document),
        statistics: statistic::find(document),
    }
}

/// Finds what a cited work states that a claim can be held against: its quantities.
pub fn figures(document: &Document) -> Vec<crate::model::Figure> {
    figure::find(document).figures
}
