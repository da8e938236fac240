//! Figures where they stand: the words of their sentence, their places in it, the words between.

use std::ops::Range;

use crate::model::{BlockKind, Figure, Linked, SentenceId};
use crate::text::Span;

/// A sentence with the figures that stand in it.
pub struct Told<'l> {
    /// The sentence.
    pub id: SentenceId,
    /// Its words.
    pub words: &'l str,
    /// Its figures, in order.
    pub figures: &'l [Figure],
    places: Vec<Range<usize>>,
}

/// The most figures of one sentence that are read together: beyond that it is a table that lost its lines.
const MOST: usize = 24;

/// The sentences of the running text that hold figures, in order.
pub fn sentences(linked: &Linked) -> impl Iterator<Item = Told<'_>> {
    let document = &linked.document;
    linked.claims.iter().filter(|claim| (1..=MOST).contains(&claim.figures.len())).filter_map(move |claim| {
        let prose =
            matches!(document.kind_of(claim.sentence), BlockKind::Paragraph | BlockKind::Item | BlockKind::Note);
        let places = claim.figures.iter().map(|figure| document.place(figure)).collect();
        prose.then(|| Told {
            id: claim.sentence,
            words: document.words(claim.sentence),
            figures: &claim.figures,
            places,
        })
    })
}

impl<'l> Told<'l> {
    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.figures.len()
    }

    /// A figure as it was written.
    pub fn text(&self, figure: usize) -> &'l str {
        self.slice(self.places[figure].clone())
    }

    /// The words from the sentence's beginning to a figure.
    pub fn lead(&self, figure: usize) -> &'l str {
        self.slice(0..self.places[figure].start)
    }

    /// The words from a figure to the sentence's end.
    pub fn rest(&self, figure: usize) -> &'l str {
        self.slice(self.places[figure].end..self.words.len())
    }

    /// The words between two figures.
    pub fn between(&self, one: usize, other: usize) -> &'l str {
        self.slice(self.places[one].end..self.places[other].start)
    }

    /// The words between a figure and the one before it, or the sentence's beginning.
    pub fn before(&self, figure: usize) -> &'l str {
        figure.checked_sub(1).map_or_else(|| self.lead(figure), |last| self.between(last, figure))
    }

    /// The words between a figure and the one after it, or the sentence's end.
    pub fn after(&self, figure: usize) -> &'l str {
        if figure + 1 < self.len() { self.between(figure, figure + 1) } else { self.rest(figure) }
    }

    /// The source bytes of a figure.
    pub fn span(&self, figure: usize) -> Span {
        self.figures[figure].span
    }

    fn slice(&self, range: Range<usize>) -> &'l str {
        self.words.get(range).unwrap_or("")
    }
}
