//! A citation whose bracket is never closed.

use crate::model::{Delimited, Finding, Linked};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each citation that has an opening bracket and no closing one.
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
        .collect()
}
