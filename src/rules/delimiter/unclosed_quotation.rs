//! A quotation mark that stands alone.

use crate::model::{BlockId, BlockKind, Document, Finding, Linked, Lone};
use crate::rules::Options;
use crate::rules::quoted::{first_words, last_words, quoted};

/// How many blocks a quotation without marks of its own may span.
const BLOCKS: u32 = 3;

/// Reports each double quotation mark without a partner, save those of quotations in paragraphs.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let mut findings = Vec::new();
    let mut marks = document.lone_quotation_marks().peekable();
    while let Some(one) = marks.next() {
        if one.opens {
            let closes_later = |next: &Lone| !next.opens && next.block.0 - one.block.0 <= BLOCKS;
            if goes_on(document, one.block) {
                continue;
            }
            if marks.next_if(closes_later).is_some() {
                continue;
            }
        } else if is_measure(&one) {
            continue;
        }
        findings.push(alone(&one));
    }
    findings
}

fn alone(lone: &Lone) -> Finding {
    let (words, fault) = if lone.opens {
        (lone.mark.to_owned() + &first_words(lone.after), "closed")
    } else {
        (last_words(lone.before) + lone.mark, "opened")
    };
    Finding::new(lone.span, format!("quotation {} is never {fault}", quoted(&words)))
        .label("its partner is missing")
        .help("set the other mark: a reader cannot tell which words are quoted")
}

/// Whether the next block takes up the quotation: each of its paragraphs begins with a mark, and
/// only the last is closed (*Chicago 17, 13.30*).
fn goes_on(document: &Document, block: BlockId) -> bool {
    let next = BlockId(block.0 + 1);
    (next.0 as usize) < document.blocks.len()
        && matches!(document.block(next).kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote)
        && document.block_text(next).starts_with(['“', '"', '„', '«'])
}

/// `6”` is a length.
fn is_measure(lone: &Lone) -> bool {
    lone.before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾'))
}
