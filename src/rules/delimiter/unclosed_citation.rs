//! A citation whose bracket is never closed.

use super::aside;
use crate::model::{Citation, Delimited, Finding, Linked, Lone, SourceId};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each citation that has an opening bracket and no closing one, or is in an aside that has none.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let unclosed = linked.citations.iter().filter(|citation| citation.delimited == Delimited::Unclosed);
    unclosed
        .map(|citation| {
            let square = citation.text.find(['(', '[']).is_some_and(|at| citation.text[at..].starts_with('['));
            let close = if square { ']' } else { ')' };
            let words = citation.text.trim_start_matches(['(', '[']).trim_end_matches('.');
            Finding::new(citation.span, format!("citation {} is never closed", quoted(words)))
                .label(format!("no `{close}` after it"))
                .help(format!("write `{close}` where the citation ends"))
        })
        .chain(aside::left_open(linked).into_iter().map(|(open, citation)| around(&open, citation)))
        .collect()
}

fn around(open: &Lone, citation: &Citation) -> Finding {
    Finding::new(citation.span, format!("the bracket around {} is never closed", quoted(&citation.text)))
        .label("one `)` closes two brackets")
        .related(SourceId::DOCUMENT, open.span, "opened here")
        .help("write `))` where the citation ends")
}
