//! Quantities where they stand: the words of their sentence, their places in it, the words between.

use std::ops::Range;

use super::bare;
use crate::model::{BlockKind, Decimal, Figure, Linked, Relation, SentenceId, Unit};
use crate::text::Span;

/// A quantity of a sentence: a figure, or a number that only its sentence gives a unit (`37 of 120 men`).
#[derive(Clone, Debug)]
pub struct Quantity<'l> {
    /// The number, or the lower end of a range.
    pub value: Decimal,
    /// The upper end, where it is a range.
    pub upper: Option<Decimal>,
    /// What it counts or measures.
    pub unit: Option<&'l Unit>,
    /// The time it flows in.
    pub per: Option<&'l Unit>,
    /// How the number bounds what is meant.
    pub relation: Relation,
    /// Its place in the words of the sentence.
    pub at: Range<usize>,
    /// Its source bytes.
    pub span: Span,
}

/// A sentence with the quantities that stand in it.
pub struct Told<'l> {
    /// The sentence.
    pub id: SentenceId,
    /// Its words.
    pub words: &'l str,
    /// Its quantities, in order.
    pub quantities: Vec<Quantity<'l>>,
}

/// The most quantities of one sentence that are read together: beyond that it is a table that lost its lines.
const MOST: usize = 24;

/// The sentences of the running text that hold figures, in order.
pub fn sentences(linked: &Linked) -> impl Iterator<Item = Told<'_>> {
    let document = &linked.document;
    linked.claims.iter().filter(|claim| (1..=MOST).contains(&claim.figures.len())).filter_map(move |claim| {
        let (id, words) = (claim.sentence, document.words(claim.sentence));
        if !matches!(document.kind_of(id), BlockKind::Paragraph | BlockKind::Item | BlockKind::Note) {
            return None;
        }
        let places: Vec<Range<usize>> = claim.figures.iter().map(|figure| document.place(figure)).collect();
        let figures = claim.figures.iter().zip(&places).map(|(figure, at)| of_figure(figure, at.clone()));
        let mut quantities: Vec<Quantity> = figures.collect();
        let numbers = bare::numbers(words, &places).map(|number| Quantity {
            value: number.value,
            upper: None,
            unit: number.unit,
            per: None,
            relation: Relation::Exactly,
            span: document.span_in(id, number.at.clone()),
            at: number.at,
        });
        // "(Osei 2004, 72)": the page of a citation counts nothing.
        quantities.extend(numbers.filter(|number| !in_citation(linked, number.span)));
        quantities.sort_by_key(|quantity| quantity.at.start);
        (quantities.len() <= MOST).then_some(Told { id, words, quantities })
    })
}

fn in_citation(linked: &Linked, span: Span) -> bool {
    let next = linked.citations.partition_point(|citation| citation.span.end <= span.start);
    linked.citations.get(next).is_some_and(|citation| citation.span.start <= span.start)
}

fn of_figure(figure: &Figure, at: Range<usize>) -> Quantity<'_> {
    Quantity {
        value: figure.value,
        upper: figure.upper,
        unit: figure.unit.as_ref(),
        per: figure.per.as_ref(),
        relation: figure.relation,
        at,
        span: figure.span,
    }
}

impl<'l> Told<'l> {
    /// How many quantities there are.
    pub fn len(&self) -> usize {
        self.quantities.len()
    }

    /// A quantity as it was written.
    pub fn text(&self, one: usize) -> &'l str {
        self.slice(self.quantities[one].at.clone())
    }

    /// The words from the sentence's beginning to a quantity.
    pub fn lead(&self, one: usize) -> &'l str {
        self.slice(0..self.quantities[one].at.start)
    }

    /// The words from a quantity to the sentence's end.
    pub fn rest(&self, one: usize) -> &'l str {
        self.slice(self.quantities[one].at.end..self.words.len())
    }

    /// The words between two quantities.
    pub fn between(&self, one: usize, other: usize) -> &'l str {
        self.slice(self.quantities[one].at.end..self.quantities[other].at.start)
    }

    /// The words between a quantity and the one before it, or the sentence's beginning.
    pub fn before(&self, one: usize) -> &'l str {
        one.checked_sub(1).map_or_else(|| self.lead(one), |last| self.between(last, one))
    }

    /// The words between a quantity and the one after it, or the sentence's end.
    pub fn after(&self, one: usize) -> &'l str {
        if one + 1 < self.len() { self.between(one, one + 1) } else { self.rest(one) }
    }

    /// The source bytes of a quantity.
    pub fn span(&self, one: usize) -> Span {
        self.quantities[one].span
    }

    fn slice(&self, range: Range<usize>) -> &'l str {
        self.words.get(range).unwrap_or("")
    }
}
