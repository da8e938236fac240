//! Which sentences a citation stands for, and how far away it is from each.
//!
//! A citation stands for the sentence it closes or opens, or that it is the subject of. One in
//! brackets stands for the sentences before it too, back to another citation or the paragraph's
//! beginning: writers put one citation behind several sentences that rest on it.

use std::collections::BTreeMap;

use crate::model::{BlockKind, Citation, Document, Form, Link, Scope, SentenceId, Status};

/// The sentences that a citation stands for: where it stands, and which citations (indices, in order).
pub(super) type Standing = BTreeMap<SentenceId, (Scope, Vec<u32>)>;

/// How many sentences before its own a citation stands for, at the most.
const CLOSES: usize = 8;

/// Which sentences of a document a citation stands for.
pub(super) fn standing(document: &Document, citations: &[Citation], links: &[Link]) -> Standing {
    let mut stands = Standing::new();
    let mut in_sentence: BTreeMap<SentenceId, Vec<u32>> = BTreeMap::new();
    let mut next = 0;
    for (number, citation) in citations.iter().enumerate() {
        let number = number as u32;
        let first = next;
        while next < links.len() && links[next].item.citation == number {
            next += 1;
        }
        if links[first..next].iter().all(|link| link.status == Status::Ignored) {
            continue;
        }
        in_sentence.entry(home(document, citation)).or_default().push(number);
    }
    for (sentence, found) in &in_sentence {
        stands.insert(*sentence, (Scope::Sentence, found.clone()));
    }
    for (&sentence, found) in &in_sentence {
        let block = document.sentence(sentence).block;
        if document.block(block).kind != BlockKind::Paragraph {
            continue;
        }
        let mut before: Vec<SentenceId> = Vec::new();
        for other in (0..sentence.0).rev().map(SentenceId).take(CLOSES) {
            if document.sentence(other).block != block || in_sentence.contains_key(&other) {
                break;
            }
            before.push(other);
        }
        if parenthetical(citations, found) {
            for id in before {
                stands.entry(id).or_insert_with(|| (Scope::Paragraph, found.clone()));
            }
        }
    }
    stands
}

fn parenthetical(citations: &[Citation], found: &[u32]) -> bool {
    found.iter().any(|&number| !citations[number as usize].narrative())
}

/// The sentence a citation stands for: that on which its note hangs, its own, or the one before where it only follows
/// its stop.
fn home(document: &Document, citation: &Citation) -> SentenceId {
    if let Some(called) = document.called_from(document.sentence(citation.sentence).block)
        && is_note(document, citation)
        && let Some(sentence) = document.sentence_at(called)
    {
        return closed(document, sentence, called);
    }
    if citation.narrative() { citation.sentence } else { closed(document, citation.sentence, citation.at.start) }
}

/// The sentence that what stands at a place closes: the one before, where it opens its own.
fn closed(document: &Document, own: SentenceId, at: u32) -> SentenceId {
    let sentence = document.sentence(own);
    match own.0.checked_sub(1).map(SentenceId) {
        Some(before) if at == sentence.at.start && document.sentence(before).block == sentence.block => before,
        _ => own,
    }
}

/// Whether a note is there to cite: it does so in words, or holds keys and hardly a word beside them.
fn is_note(document: &Document, citation: &Citation) -> bool {
    /// How much of a note is looked at, in characters.
    const MOST: usize = 200;
    /// The most letters beside keys: `see also`.
    const LETTERS: usize = 16;
    match citation.form {
        Form::Note => true,
        Form::Key => {
            let block = document.sentence(citation.sentence).block;
            document.block_text(block).chars().take(MOST).filter(|c| c.is_alphabetic()).nth(LETTERS).is_none()
        }
        Form::Parenthetical | Form::Narrative | Form::Numeric => false,
    }
}
