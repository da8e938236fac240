//! Finds what can be computed again: tests with their p, means and shares of whole-number answers.
//!
//! In: a document. Out: each statistic with its place, what it says, and whether it recomputes.
//! What is corrected, simulated or not plainly read is *unchecked*: nothing follows from it.
//!
//! **Invariant:** table cells and reference lists are not read.

mod formula;
mod grim;
mod mean;
mod name;
mod number;
mod read;
mod recompute;
mod verdict;

use crate::model::{BlockKind, Document, MarkKind, Outcome, SentenceId, Statistic, Test};
use crate::text::ProseSpan;
use formula::Laid;
use verdict::Setting;

/// The statistics of a document, in order.
pub(super) fn find(document: &Document) -> Vec<Statistic> {
    let mut out = tests(document);
    mean::find(document, &mut out);
    out.sort_by_key(|statistic| (statistic.at.start, statistic.at.end));
    out
}

fn tests(document: &Document) -> Vec<Statistic> {
    let mut drafts = Vec::new();
    let mut marks = document.marks.iter().peekable();
    for block in &document.blocks {
        let mut formulas = Vec::new();
        while let Some(mark) = marks.next_if(|mark| mark.at.start < block.at.end) {
            if mark.kind == MarkKind::Math && mark.at.start >= block.at.start && !mark.at.is_empty() {
                formulas.push(((mark.at.start - block.at.start) as usize, document.source.slice(mark.span)));
            }
        }
        if matches!(block.kind, BlockKind::Reference | BlockKind::Table | BlockKind::Heading) {
            continue;
        }
        let text = document.prose.slice(block.at);
        let laid = Laid::out(text, &formulas);
        if !binds(&laid.text) {
            continue;
        }
        for draft in read::tests(&laid.text) {
            let text = laid.text[draft.stated.clone()].trim_end_matches(['*', '∗', '†']).to_owned();
            let at = block.at.inner(laid.back(draft.at.clone()));
            let stated = block.at.inner(laid.back(draft.stated.clone()));
            let p = draft.p.as_ref().map(|p| block.at.inner(laid.back(p.at.clone())));
            drafts.push((at, stated, p, text, draft));
        }
    }
    if drafts.is_empty() {
        return Vec::new();
    }
    let setting = Setting::of(document);
    let judged = drafts.into_iter().map(|(at, stated, p, text, draft)| {
        let sentence = document.sentence_at(at.start).unwrap_or(SentenceId(0));
        let judged = verdict::judge(&draft, &setting, sentence);
        let test = Test {
            kind: draft.head.kind,
            span: document.prose.source(stated),
            text: tidy(&text),
            df: judged.df,
            bound: draft.bound,
            value: draft.value,
            p: draft.p.zip(p).map(|(p, at)| p.reported(document.prose.source(at))),
            recomputed: judged.recomputed,
            tails: judged.tails,
        };
        statistic(document, at, sentence, Outcome::Test(test), judged.verdict)
    });
    judged.collect()
}

fn statistic(
    document: &Document,
    at: ProseSpan,
    sentence: SentenceId,
    result: Outcome,
    verdict: crate::model::Verdict,
) -> Statistic {
    Statistic { at, span: document.prose.source(at), sentence, result, verdict }
}

/// Whether a text has any sign that binds a number.
fn binds(text: &str) -> bool {
    memchr::memchr3(b'=', b'<', b'>', text.as_bytes()).is_some() || text.contains('≤') || text.contains('≥')
}

/// A text with line breaks and runs of blanks as one blank.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
