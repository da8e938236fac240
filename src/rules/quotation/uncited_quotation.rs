//! A quotation without a source.

use super::quoting::{Quoted, quotations};
use crate::model::{BlockKind, Finding, Linked};
use crate::rules::quoted::quoted;
use crate::rules::reach::Reach;
use crate::rules::{Options, Within};

/// Reports each quotation with no source in reach.
pub fn check(linked: &Linked, options: &Options) -> Vec<Finding> {
    let within = options.quotation_reach;
    let mut reach = None;
    let mut is_bare = |quoted: &Quoted| {
        let id = quoted.claim.sentence;
        let stands = if within == Within::Sentence { is_beside(quoted) } else { !quoted.support.citations.is_empty() };
        if stands {
            return false;
        }
        let reach = reach.get_or_insert_with(|| Reach::new(linked));
        match within {
            Within::Sentence => !reach.is_in(id),
            Within::Near => !reach.is_cited(id),
            Within::Paragraph => !reach.is_cited(id) && !reach.is_in_paragraph(id),
        }
    };
    let long = quotations(linked).filter(|quoted| quoted.quotation.words as usize >= options.quotation_words);
    long.filter(|quoted| is_bare(quoted)).filter(says_something).map(|one| finding(&one, within)).collect()
}

/// Whether the citation of a quotation stands in its sentence, or is what a block of its own ends with.
fn is_beside(quoted: &Quoted) -> bool {
    let linked = quoted.linked;
    let block = linked.document.sentence(quoted.claim.sentence).block;
    let whole = linked.document.block(block).kind == BlockKind::Quote;
    quoted.support.citations.iter().any(|&number| {
        let there = linked.citations[number as usize].sentence;
        there == quoted.claim.sentence || whole && linked.document.sentence(there).block == block
    })
}

/// Whether a quotation stands where a reader looks for sources: not in a caption or a note to a table.
fn says_something(quoted: &Quoted) -> bool {
    let kind = quoted.linked.document.kind_of(quoted.claim.sentence);
    matches!(kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote)
}

fn finding(one: &Quoted, within: Within) -> Finding {
    let message = format!("no source for the quotation {}", quoted(&one.words()));
    Finding::new(one.claim.span, message)
        .label("somebody's words")
        .note(match within {
            Within::Sentence => "no citation in this sentence",
            Within::Near => "no citation in this sentence, the one before or the one after",
            Within::Paragraph => "no citation in this paragraph",
        })
        .help("cite the work it is taken from, with the page")
}
