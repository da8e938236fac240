//! The passage of a source that a quotation is laid beside.
//!
//! In: a work, and which of its letters are wanted. Out: these letters with the words they stand in, and
//! what of them is no running text: page furniture, note numbers, references in brackets.

use std::ops::Range;

use super::super::super::work::Work;
use super::align::Alignment;
use super::noise;
use super::written::Written;
use crate::text::{ProseSpan, Span};

/// A passage of a work.
pub(super) struct Passage<'w> {
    work: &'w Work,
    written: Written<'w>,
    /// The number in the work of the passage's first letter.
    base: usize,
}

/// How many letters more are taken on each side.
const MARGIN: usize = 60;
/// How far back the begin of a word is sought, in bytes.
const WORD: usize = 80;

impl<'w> Passage<'w> {
    /// The letters of a work that an alignment pairs, and so many more on each side as it leaves alone.
    pub(super) fn new(work: &'w Work, alignment: &Alignment) -> Option<Self> {
        let span = alignment.span()?;
        let (skeleton, prose) = (work.skeleton(), work.document.prose.text());
        let head = alignment.pairs.iter().take_while(|pair| pair.is_none()).count();
        let tail = alignment.pairs.iter().rev().take_while(|pair| pair.is_none()).count();
        let mut first = span.start.saturating_sub(head + MARGIN);
        let last = (span.end + tail + MARGIN).min(skeleton.letters().len()) - 1;
        let start = skeleton.offset(prose, first);
        while first > 0 && skeleton.offset(prose, first - 1) == start {
            first -= 1;
        }
        let mut from = start.saturating_sub(WORD);
        while !prose.is_char_boundary(from) {
            from += 1;
        }
        let word = prose[from..start].rfind(char::is_whitespace).map_or(start, |at| from + at);
        let ahead = Written::of(prose, word..start).len();
        let end = skeleton.offset(prose, last);
        let end = end + prose[end..].chars().next().map_or(0, char::len_utf8);
        Some(Self { work, written: Written::of(prose, word..end), base: first - ahead })
    }

    /// An alignment in letters of the passage.
    pub(super) fn local(&self, alignment: &Alignment) -> Vec<Option<usize>> {
        let local = |at: u32| (at as usize).checked_sub(self.base).filter(|&at| at < self.written.len());
        alignment.pairs.iter().map(|pair| pair.and_then(local)).collect()
    }

    /// The letters of a run.
    pub(super) fn letters(&self, run: Range<usize>) -> &[u8] {
        &self.written.letters[run]
    }

    /// The words of a run.
    pub(super) fn words(&self, run: Range<usize>) -> Vec<Range<usize>> {
        self.written.words(run)
    }

    /// Whether a word ends before a letter.
    pub(super) fn parts(&self, letter: usize) -> bool {
        self.written.parts(letter)
    }

    /// What stands between a letter and the one before it.
    pub(super) fn gap(&self, letter: usize) -> &'w str {
        self.written.gap(letter)
    }

    /// How often the work has a word.
    pub(super) fn times(&self, word: &[u8]) -> usize {
        self.work.skeleton().times(self.work.document.prose.text(), word)
    }

    /// Where so many words before a letter begin.
    pub(super) fn back(&self, letter: usize, words: usize) -> usize {
        let mut left = words;
        let mut at = letter;
        while at > 0 && left > 0 {
            at -= 1;
            left -= usize::from(self.written.opens[at]);
        }
        at
    }

    /// Where so many words from a letter on end.
    pub(super) fn forth(&self, letter: usize, words: usize) -> usize {
        let mut left = words;
        let mut at = letter;
        while at < self.written.len() {
            left = match left.checked_sub(usize::from(self.written.opens[at])) {
                Some(left) => left,
                None => break,
            };
            at += 1;
        }
        at
    }

    /// The prose of a run.
    pub(super) fn place(&self, run: &Range<usize>) -> ProseSpan {
        let place = self.written.place(run);
        ProseSpan::new(place.start, place.end)
    }

    /// Whether words that a quotation passes over are no part of the running text.
    pub(super) fn is_stray(&self, run: &Range<usize>, words: &[&[u8]]) -> bool {
        words.iter().all(|word| noise::is_speck(word))
            || self.is_note(run, words)
            || self.is_bracketed(run)
            || self.is_furniture(run)
    }

    /// Whether a run is the number of a note, right behind a word or stop.
    fn is_note(&self, run: &Range<usize>, words: &[&[u8]]) -> bool {
        let number = words.len() == 1 && words[0].len() <= 3 && words[0].iter().all(u8::is_ascii_digit);
        number && !self.gap(run.start).contains(char::is_whitespace) && self.gap(run.end).contains(char::is_whitespace)
    }

    /// Whether a run stands in brackets of its own that hold a year or a number: a reference of the source.
    fn is_bracketed(&self, run: &Range<usize>) -> bool {
        let place = self.written.place(run);
        let (before, after) = (&self.written.text[..place.start], &self.written.text[place.end..]);
        let inside = &self.written.text[place];
        let open = before.ends_with(['(', '[']) && after.starts_with([')', ']', '.']);
        open && inside.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether a run stands apart on the page: lines of their own, parted from those before or behind them.
    fn is_furniture(&self, run: &Range<usize>) -> bool {
        let (before, behind) = (self.edge(run.start), self.edge(run.end));
        matches!((before, behind), (Edge::Apart, Edge::Line | Edge::Apart) | (Edge::Line, Edge::Apart))
    }

    /// What parts a letter from the one before it on the page.
    fn edge(&self, letter: usize) -> Edge {
        /// A gap of so many bytes holds more than blanks.
        const FAR: usize = 2000;
        if letter == 0 || letter >= self.written.len() {
            return Edge::Apart;
        }
        let prose = &self.work.document.prose;
        let source = |letter: usize| {
            let place = self.written.place(&(letter..letter + 1));
            prose.source(ProseSpan::new(place.start, place.end))
        };
        let (before, here) = (source(letter - 1), source(letter));
        if here.start < before.end || (here.start - before.end) as usize > FAR {
            return Edge::Apart;
        }
        let gap = self.work.document.source.slice(Span { start: before.end, end: here.start });
        let lines = gap.bytes().filter(|&byte| byte == b'\n').count();
        if lines > 1 || gap.contains("   ") || gap.contains(['\u{c}', '\t']) && lines == 0 {
            return Edge::Apart;
        }
        if lines == 1 { Edge::Line } else { Edge::None }
    }
}

/// What parts two letters of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// Nothing, or a blank.
    None,
    /// A line ends.
    Line,
    /// A blank line, a wide gap, a page.
    Apart,
}
