//! A citation whose bracket was never opened.

use crate::model::{Delimited, Finding, Linked};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each citation that has a closing bracket and no opening one.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let unopened = linked.citations.iter().filter(|citation| citation.delimited == Delimited::Unopened);
    unopened
        .map(|citation| {
            let open = if citation.text.ends_with(']') { '[' } else { '(' };
            let words = citation.text.trim_end_matches([')', ']']).trim_end_matches('.');
            Finding::new(citation.span, format!("citation {} is never opened", quoted(words)))
                .label(format!("no `{open}` before it"))
                .help(format!("write `{open}` where the citation begins"))
        })
        .collect()
}
