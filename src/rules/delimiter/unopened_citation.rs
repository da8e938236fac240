//! A citation whose bracket was never opened.

use crate::model::{Delimited, Finding, Linked};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::text::Span;

/// Reports each citation that has a closing bracket and no opening one.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let unopened = linked.citations.iter().filter(|citation| citation.delimited == Delimited::Unopened);
    unopened
        .map(|citation| {
            let open = if citation.text.ends_with(']') { '[' } else { '(' };
            let words = citation.text.trim_end_matches([')', ']']).trim_end_matches('.');
            let start = Span { start: citation.span.start, end: citation.span.start };
            let edit = linked.document.rewrite(citation, start, "", if open == '[' { "[" } else { "(" });
            Finding::new(citation.span, format!("citation {} is never opened", quoted(words)))
                .label(format!("no `{open}` before it"))
                .help(format!("write `{open}` where the citation begins"))
                .unsafe_fix(format!("write `{open}` before it"), edit)
        })
        .collect()
}
