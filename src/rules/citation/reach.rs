//! Which sentences a reader sees a source for.
//!
//! In: a linked document. Out: whether a sentence is cited: in itself, in the one after it, or by
//! the citation that closes its paragraph. A participant's word is a source for its own sentence only.

use std::collections::HashSet;

use crate::model::{Document, Linked, MarkKind, Scope, SentenceId, Status};

/// The cited sentences of a document.
pub struct Reach<'l> {
    document: &'l Document,
    /// Sentences with a citation of whatever kind.
    own: HashSet<SentenceId>,
    /// Sentences with a citation of a work.
    works: HashSet<SentenceId>,
}

impl<'l> Reach<'l> {
    /// Gathers the cited sentences.
    pub fn new(linked: &'l Linked) -> Self {
        let is_work = |number: usize| linked.links_of(number).iter().any(|link| link.status != Status::Personal);
        let mut reach = Self { document: &linked.document, own: HashSet::new(), works: HashSet::new() };
        for (number, citation) in linked.citations.iter().enumerate() {
            reach.own.insert(citation.sentence);
            if is_work(number) {
                reach.works.insert(citation.sentence);
            }
        }
        for (claim, support) in linked.claims.iter().zip(&linked.support) {
            if support.scope != Scope::None && support.citations.iter().any(|&number| is_work(number as usize)) {
                reach.own.insert(claim.sentence);
            }
        }
        reach
    }

    /// Whether a citation stands for a sentence, or in the one after it.
    pub fn is_cited(&self, id: SentenceId) -> bool {
        let next = SentenceId(id.0 + 1);
        let follows = self.document.sentences.get(next.0 as usize);
        let follows = follows.is_some_and(|sentence| sentence.block == self.document.sentence(id).block);
        self.own.contains(&id)
            || self.has_note(id)
            || follows && (self.works.contains(&next) || !self.own.contains(&next) && self.has_note(next))
    }

    /// Whether a note, a numbered reference or a page hangs on a sentence: `[12]`, `view.¹²`, `(Holland 12)`.
    fn has_note(&self, id: SentenceId) -> bool {
        let at = self.document.sentence(id).at;
        let marks = &self.document.marks;
        let first = marks.partition_point(|mark| mark.at.start < at.start);
        let inside = marks[first..].iter().take_while(|mark| mark.at.start <= at.end);
        if inside.into_iter().any(|mark| matches!(mark.kind, MarkKind::NoteRef | MarkKind::Cite)) {
            return true;
        }
        let words = self.document.words(id);
        words.chars().any(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')) || has_number(words)
    }
}

/// Whether a bracket holds a reference by number or page, or a number hangs on a word's end.
fn has_number(words: &str) -> bool {
    let bracketed = words.split(['(', '[']).skip(1).any(|rest| {
        let inside = rest.split([')', ']']).next().unwrap_or("");
        let digits = inside.bytes().any(|b| b.is_ascii_digit());
        let list = inside.bytes().all(|b| b.is_ascii_digit() || b" ,;-".contains(&b) || !b.is_ascii());
        digits && (list || inside.starts_with(char::is_uppercase))
    });
    // "view.12", "view12": not "2.0", "CO2".
    bracketed
        || words.split_whitespace().any(|word| {
            let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
            let digits = word.len() - bare.len();
            let end = bare.trim_end_matches(['.', ',', '”', '"', ')']).chars().next_back();
            (1..=3).contains(&digits) && end.is_some_and(char::is_lowercase)
        })
}
