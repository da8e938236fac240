//! Which sentences a reader sees a source for.
//!
//! In: a linked document. Out: whether a sentence is cited: in itself, in the one after it, or by
//! the citation that closes its paragraph; and which citation is the nearest, how far away. A
//! participant's word is a source for its own sentence only.

use std::cell::OnceCell;

use crate::model::{Document, Linked, MarkKind, Scope, SentenceId, Status};
use crate::text::raised;

/// A document with fewer citations by year than one in so many sentences cites in another way.
const SENTENCES: usize = 50;

/// The cited sentences of a document.
pub struct Reach<'l> {
    linked: &'l Linked,
    document: &'l Document,
    /// Sentences with a citation of whatever kind.
    own: Vec<bool>,
    /// Sentences that a citation of a work elsewhere in the paragraph stands for.
    closed: Vec<bool>,
    /// Whether the document hardly cites by year, so that a name in brackets may be a citation.
    yearless: bool,
    /// Sentences with a citation of a work.
    works: Vec<bool>,
    /// Sentences that a note hangs on, each found out when it is first asked for: many figures can stand in one.
    noted: Vec<OnceCell<bool>>,
    /// Paragraphs that cite a work, found out in the same way.
    citing: Vec<OnceCell<bool>>,
}

impl<'l> Reach<'l> {
    /// Gathers the cited sentences.
    pub fn new(linked: &'l Linked) -> Self {
        let yearless = linked.citations.len() * SENTENCES < linked.document.sentences.len();
        let none = vec![false; linked.document.sentences.len()];
        let mut reach = Self {
            linked,
            document: &linked.document,
            yearless,
            own: none.clone(),
            closed: none.clone(),
            noted: vec![OnceCell::new(); none.len()],
            citing: vec![OnceCell::new(); linked.document.blocks.len()],
            works: none,
        };
        for (number, citation) in linked.citations.iter().enumerate() {
            mark(&mut reach.own, citation.sentence);
            if reach.is_work(number) {
                mark(&mut reach.works, citation.sentence);
            }
        }
        for (claim, support) in linked.claims.iter().zip(&linked.support) {
            if support.citations.iter().any(|&number| reach.is_work(number as usize)) {
                match support.scope {
                    Scope::Sentence => mark(&mut reach.own, claim.sentence),
                    Scope::Paragraph => mark(&mut reach.closed, claim.sentence),
                    Scope::None => {}
                }
            }
        }
        reach
    }

    /// Whether a citation stands for a sentence, or in the one after it.
    pub fn is_cited(&self, id: SentenceId) -> bool {
        is(&self.closed, id) || self.is_near(id)
    }

    /// Whether a citation stands in a sentence or in the one after it.
    pub fn is_near(&self, id: SentenceId) -> bool {
        let next = SentenceId(id.0 + 1);
        let follows = self.document.sentences.get(next.0 as usize);
        let follows = follows.is_some_and(|sentence| sentence.block == self.document.sentence(id).block);
        is(&self.own, id)
            || self.has_note(id)
            || follows && (is(&self.works, next) || !is(&self.own, next) && self.has_note(next))
    }

    /// Whether a citation stands in a sentence itself.
    pub fn is_in(&self, id: SentenceId) -> bool {
        is(&self.own, id) || self.has_note(id)
    }

    /// Whether a work is cited anywhere in the paragraph of a sentence.
    pub fn is_in_paragraph(&self, id: SentenceId) -> bool {
        let block = self.document.sentence(id).block;
        let cites = || self.document.sentences_of(block).any(|id| is(&self.works, id) || self.has_note(id));
        self.citing.get(block.0 as usize).map_or_else(cites, |known| *known.get_or_init(cites))
    }

    /// Whether a work is cited in so many sentences of the paragraph right before a sentence.
    pub fn follows_works(&self, id: SentenceId, back: u32) -> bool {
        let block = self.document.sentence(id).block;
        let mut before = (id.0.saturating_sub(back)..id.0).map(SentenceId);
        before.any(|id| self.document.sentence(id).block == block && (is(&self.works, id) || self.has_note(id)))
    }

    /// The citation of a work in the paragraph of a sentence that is nearest to it, and how many sentences
    /// after it, or, below zero, before it.
    pub fn nearest(&self, id: SentenceId) -> Option<(usize, i64)> {
        /// How many citations are looked at on either side.
        const MOST: usize = 16;
        let block = self.document.sentence(id).block;
        let citations = &self.linked.citations;
        let next = citations.partition_point(|citation| citation.sentence <= id);
        let here = |&number: &usize| self.document.sentence(citations[number].sentence).block == block;
        let work = |number: &usize| self.is_work(*number);
        let after = (next..citations.len()).take(MOST).take_while(here).find(work);
        let before = (0..next).rev().take(MOST).take_while(here).find(work);
        let distance = |number: usize| i64::from(citations[number].sentence.0) - i64::from(id.0);
        let found = after.into_iter().chain(before).map(|number| (number, distance(number)));
        found.min_by_key(|(_, distance)| distance.abs())
    }

    /// Whether the document cites works at all by a form that is known.
    pub fn is_used(&self) -> bool {
        !self.yearless && self.works.iter().any(|is| *is)
    }

    fn is_work(&self, citation: usize) -> bool {
        self.linked.links_of(citation).iter().any(|link| link.status != Status::Personal)
    }

    /// Whether a note, a numbered reference or a page hangs on a sentence: `(Holland 12)`.
    fn has_note(&self, id: SentenceId) -> bool {
        let hangs = || is_numbered(self.document, id) || has_name(self.document.words(id), self.yearless);
        self.noted.get(id.0 as usize).map_or_else(hangs, |known| *known.get_or_init(hangs))
    }
}

fn mark(sentences: &mut [bool], id: SentenceId) {
    if let Some(sentence) = sentences.get_mut(id.0 as usize) {
        *sentence = true;
    }
}

fn is(sentences: &[bool], id: SentenceId) -> bool {
    sentences.get(id.0 as usize).is_some_and(|is| *is)
}

/// Whether a note or a numbered reference hangs on a sentence: `[12]`, `view.¹²`.
pub fn is_numbered(document: &Document, id: SentenceId) -> bool {
    let at = document.sentence(id).at;
    let first = document.marks.partition_point(|mark| mark.at.start < at.start);
    let mut inside = document.marks[first..].iter().take_while(|mark| mark.at.start <= at.end);
    let words = document.words(id);
    inside.any(|mark| mark.kind == MarkKind::NoteRef)
        || words.contains(raised::is)
        || brackets(words).any(is_list)
        || words.split_whitespace().any(ends_in_number)
        // Where a superscript was lost, a blank is left before the stop.
        || words.contains(" .")
        || words.contains(" ,")
}

/// What each bracket of a sentence holds.
fn brackets(words: &str) -> impl Iterator<Item = &str> {
    words.split(['(', '[']).skip(1).map(|rest| rest.split([')', ']']).next().unwrap_or(""))
}

/// `12`, `3, 5–7`; also what is left where an export lost the references: `[, ]`.
fn is_list(inside: &str) -> bool {
    inside.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | ';' | '-' | '–' | '—'))
}

/// `view.12`, `view12`; not `2.0`, `CO2`.
fn ends_in_number(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let end = bare.trim_end_matches(['.', ',', '”', '"', ')']).chars().next_back();
    (1..=3).contains(&(word.len() - bare.len())) && end.is_some_and(char::is_lowercase)
}

/// Whether a bracket holds a name with a page, or the words of a citation without its year: `(Holland 12)`,
/// `(Lyall et al.)`, `(see Holland)`.
fn has_name(words: &str, yearless: bool) -> bool {
    brackets(words).any(|inside| {
        let told = inside.strip_prefix("see ").or(inside.strip_prefix("cf. ")).or(inside.strip_prefix("e.g., "));
        let name = told.unwrap_or(inside);
        let digits = name.contains(|c: char| c.is_ascii_digit());
        let small = name.chars().nth(1).is_some_and(char::is_lowercase);
        let known = digits || name.contains(" et al") || told.is_some() || yearless && small;
        name.starts_with(char::is_uppercase) && known
    })
}
