//! Finds passages in quotation marks, and block quotations.
//!
//! In: a document. Out: each quotation with its place and whose words it seems to hold. Marks within
//! marks belong to the quotation they stand in. A mark that is never closed quotes to the end of its
//! paragraph: that it is missing is for another rule to say.

mod marks;
mod whose;

use crate::grammar::locator;
use crate::model::{BlockId, BlockKind, Document, Quotation, Quoting};
use crate::text::ProseSpan;

/// A passage between marks, before anything is known of it.
#[derive(Clone, Copy, Debug)]
struct Marked {
    at: ProseSpan,
    inner: ProseSpan,
    closed: bool,
    block: bool,
    /// In single marks, which set glosses and terms apart as often as they quote.
    single: bool,
}

/// The quotations of a document, in order of their end.
pub(super) fn find(document: &Document) -> Vec<Quotation> {
    let mut found = marks::find(document);
    found.sort_by_key(|marked| (marked.at.end, marked.at.start));
    let mut out: Vec<Quotation> = Vec::with_capacity(found.len());
    let mut manner = whose::Manner::of(&found);
    for marked in found {
        let Some(sentence) = document.sentence_at(marked.at.end - 1) else { continue };
        let inner = trimmed(document, marked.inner);
        if inner.is_empty() {
            continue;
        }
        let kind = whose::kind(document, marked, inner, &mut manner);
        out.push(Quotation {
            span: document.prose.source(marked.at),
            at: marked.at,
            inner,
            sentence,
            kind,
            block: marked.block,
            closed: marked.closed,
            words: words(document.prose.slice(inner)),
            placed: is_placed(document, marked.at.end),
        });
    }
    out
}

/// A range without the blanks at its ends.
fn trimmed(document: &Document, span: ProseSpan) -> ProseSpan {
    let text = document.prose.slice(span);
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    if start >= end { ProseSpan { start: span.start, end: span.start } } else { span.inner(start..end) }
}

/// How many words a text has: runs of non-blanks with a letter or digit.
fn words(text: &str) -> u32 {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() as u32
}

/// Whether a locator stands in brackets of its own right behind a place.
fn is_placed(document: &Document, at: u32) -> bool {
    let Some(block) = document.block_at(at) else { return false };
    let rest = document.prose.slice(ProseSpan { start: at, end: document.block(block).at.end });
    let rest = rest.trim_start_matches([' ', ',', '.', ';']);
    rest.strip_prefix(['(', '[']).is_some_and(|inside| locator::locator(inside).is_ok())
}

/// Whether words that are quoted may stand in a block.
fn holds_prose(document: &Document, block: BlockId) -> bool {
    matches!(
        document.block(block).kind,
        BlockKind::Paragraph | BlockKind::Item | BlockKind::Note | BlockKind::Caption | BlockKind::Quote
    )
}

/// A quotation of fewer words is a term, or a word the author keeps at a distance.
const TERM: u32 = 5;

impl Marked {
    fn is_term(self, document: &Document) -> bool {
        !self.block && words(document.prose.slice(self.inner)) < TERM
    }
}

/// The kind where nothing else is known.
fn plain(document: &Document, marked: Marked) -> Quoting {
    if marked.is_term(document) { Quoting::Term } else { Quoting::Work }
}

#[cfg(test)]
mod tests;
