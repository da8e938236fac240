//! Works without a year that are cited by their author's bare name: `the Northern Lights Archive Programme`.
//!
//! In: a document, what was found in it, and the names that may stand so. Out: citations by those
//! names. It refuses to know whose names they are: an entry that fits makes each a citation, or none.

use crate::model::{BlockKind, Citation, CiteItem, Delimited, Document, Form, Name, SentenceId};
use crate::text::ProseSpan;
use crate::text::needles::Needles;

/// Finds the names of a set, where no citation stands yet.
pub fn find(document: &Document, names: &Needles, found: &[Citation]) -> Vec<Citation> {
    let mut taken: Vec<ProseSpan> = found.iter().map(|citation| citation.at).collect();
    taken.sort_unstable();
    let mut out = Vec::new();
    for block in &document.blocks {
        if matches!(block.kind, BlockKind::Reference | BlockKind::Heading) {
            continue;
        }
        let text = document.prose.slice(block.at);
        for (_, range) in names.find(text) {
            let name = block.at.inner(range.clone());
            let next = taken.partition_point(|citation| citation.end <= name.start);
            if taken.get(next).is_some_and(|citation| citation.start < name.end) {
                continue;
            }
            let bracketed = text[..range.start].ends_with(['(', '[']) && text[range.end..].starts_with([')', ']']);
            let at = if bracketed { block.at.inner(range.start - 1..range.end + 1) } else { name };
            let span = document.prose.source(name);
            let family = text[range].to_owned();
            let item = CiteItem {
                span,
                at: name,
                text: family.clone(),
                literal: Some(family.clone()),
                authors: vec![Name { family, given: None, span }],
                ..CiteItem::default()
            };
            out.push(Citation {
                span: document.prose.source(at),
                at,
                text: document.shown(at),
                form: if bracketed { Form::Parenthetical } else { Form::Narrative },
                sentence: document.sentence_at(at.start).unwrap_or(SentenceId(0)),
                delimited: Delimited::Whole,
                items: vec![item],
                manner: None,
            });
        }
    }
    out
}
