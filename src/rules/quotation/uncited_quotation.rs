//! A quotation without a source.

use super::quoting::{Quoted, quotations};
use crate::model::{BlockKind, Finding, Linked};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::rules::reach::Reach;

/// Reports each quotation with no source in reach.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut reach = None;
    let bare = quotations(linked).filter(|quoted| quoted.support.citations.is_empty());
    let bare = bare.filter(|quoted| !reach.get_or_insert_with(|| Reach::new(linked)).is_cited(quoted.claim.sentence));
    bare.filter(says_something).map(|one| finding(&one)).collect()
}

/// Whether a quotation stands where a reader looks for sources: not in a caption or a note to a table.
fn says_something(quoted: &Quoted) -> bool {
    let kind = quoted.linked.document.kind_of(quoted.claim.sentence);
    matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote)
}

fn finding(one: &Quoted) -> Finding {
    let message = format!("no source for the quotation {}", quoted(&one.words()));
    Finding::new(one.claim.span, message)
        .label("somebody's words")
        .note("no citation in this sentence, the one before or the one after")
        .help("cite the work it is taken from, with the page")
}
