//! The figures of a work that a claim's figures can be held against.
//!
//! In: a claim's words and figures, a work. Out: for each figure of the claim its candidates: those of its
//! dimension in the sentences nearest to the claim, and those of its own size wherever they stand. Each comes
//! with how alike the two statements are, and with how the two amounts agree.

use super::agree::{Agreement, agree};
use super::align::{Seat, Weighed, Words};
use super::slip::slipped;
use crate::link::passages::best;
use crate::link::quantities::{Amount, Class};
use crate::link::work::Work;
use crate::model::{Dimension, Figure, Relation, SentenceId, Unit};
use crate::text::content;

/// How many of the nearest sentences are looked into.
const NEAREST: usize = 8;
/// How many sentences are looked into for a figure's own size.
const OF_SIZE: usize = 4;
/// How many quantities of about one size are looked at.
const ABOUT: usize = 512;
/// So many figures of a kind are few enough to look at all of them.
const FEW: usize = 10;
/// How many sentences are read for a claim.
const SENTENCES: usize = 40;
/// How many figures of a sentence are looked at.
const FIGURES: usize = 48;
/// How many figures of a claim are held against its sources; a list of more is no statement.
pub(super) const HELD: usize = 32;

/// A claim as it is held against a work.
#[derive(Debug)]
pub(super) struct Spoken<'c> {
    pub(super) words: Words,
    pub(super) figures: Vec<Held<'c>>,
}

/// A figure of a claim.
#[derive(Debug)]
pub(super) struct Held<'c> {
    pub(super) amount: Amount<'c>,
    pub(super) seat: Seat,
}

/// A figure of a work that may be a claim's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its index in the work.
    pub(super) quantity: u32,
    pub(super) sentence: SentenceId,
    /// How the two amounts agree.
    pub(super) agreement: Agreement,
    /// What share of the claim stands in the sentence.
    pub(super) coverage: f32,
    /// How alike the words around the two are.
    pub(super) alike: f32,
    /// Whether both count things of one noun; `None` where one of them has none, or they count nothing.
    pub(super) same_noun: Option<bool>,
    /// Whether the sentence or its neighbours have one of the claim's names; `None` where the claim has none.
    pub(super) named: Option<bool>,
    /// How much it looks as if one were a slip for the other, from 0 to 1.
    pub(super) slipped: f32,
    /// Whether it is the counterpart of this figure, and of no other one of the claim.
    pub(super) counterpart: bool,
    /// Whether the sentence names a year, and not one of the claim's, although the claim names one.
    pub(super) other_year: bool,
}

impl Candidate {
    /// How near the statement of a candidate is to the claim's.
    pub(super) fn context(&self) -> f32 {
        0.5 * (self.coverage + self.alike)
    }
}

/// What a work has for each figure of a claim, and the sentences that were read, those with most of it first.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) of: Vec<Vec<Candidate>>,
    pub(super) nearest: Vec<(SentenceId, f32)>,
}

impl<'c> Spoken<'c> {
    /// Reads a claim: its words but for citations, and its first figures.
    pub(super) fn new(text: &str, start: u32, without: &[std::ops::Range<usize>], figures: &'c [Figure]) -> Self {
        let words = Words::new(text, without);
        let held = |figure: &'c Figure| {
            let at = figure.at.start.saturating_sub(start)..figure.at.end.saturating_sub(start);
            Held { amount: Amount::of(figure), seat: words.seat(at.start, at.end, noun(figure.unit.as_ref())) }
        };
        let figures = figures.iter().take(HELD).map(held).collect();
        Self { words, figures }
    }
}

/// The noun of things counted.
fn noun(unit: Option<&Unit>) -> Option<u32> {
    let unit = unit.filter(|unit| unit.dimension == Dimension::Count)?;
    content::key(unit.name.rsplit(' ').next()?)
}

/// Finds the candidates.
pub(super) fn candidates(spoken: &Spoken, work: &Work) -> Candidates {
    let scores = work.passages.scores(&spoken.words.sought());
    let nearest = best(&scores, NEAREST);
    let weighed = spoken.words.weighed(&work.passages);
    let mut sentences: Vec<SentenceId> = nearest.iter().map(|(id, _)| *id).collect();
    for held in &spoken.figures {
        of_size(&held.amount, work, &scores, &mut sentences);
        of_few(&held.amount, work, &mut sentences);
    }
    let mut out = Candidates { of: vec![Vec::new(); spoken.figures.len()], nearest: Vec::new() };
    for &sentence in sentences.iter().take(SENTENCES) {
        let shares = weighed.shares(sentence);
        out.nearest.push((sentence, weighed.coverage(&shares, None)));
        if comparable_in(spoken, work, sentence) {
            hold(spoken, &weighed, work, sentence, &shares, &mut out.of);
        }
    }
    out.nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    out
}

/// The nearest sentences that hold a figure of this size.
fn of_size(ours: &Amount, work: &Work, scores: &[(SentenceId, f32)], sentences: &mut Vec<SentenceId>) {
    let value = ours.base(ours.value.value);
    let top = ours.upper.map_or(value, |upper| ours.base(upper.value));
    let (down, up) = match ours.relation {
        Relation::Above | Relation::AtLeast => (0.01, 0.25),
        Relation::Below | Relation::AtMost => (0.25, 0.01),
        Relation::About => (0.11, 0.11),
        Relation::Exactly | Relation::Range => (0.012, 0.012),
    };
    let half = ours.value.half_place() * ours.factor();
    let (low, high) = (value - (value.abs() * down).max(half), top + (top.abs() * up).max(half));
    let about = work.figures.about(ours.class(), low, high);
    let skip = about.len().saturating_sub(ABOUT) / 2;
    let mut found: Vec<(SentenceId, f32)> = Vec::new();
    for &index in about.iter().skip(skip).take(ABOUT) {
        let sentence = work.figures.get(index).sentence;
        if agree(ours, &work.figures.amount(index)) == Agreement::Differs {
            continue;
        }
        let score = scores.binary_search_by_key(&sentence, |(id, _)| *id).map_or(0.0, |at| scores[at].1);
        found.push((sentence, score));
    }
    found.sort_by_key(|(sentence, _)| *sentence);
    found.dedup_by_key(|(sentence, _)| *sentence);
    for (sentence, _) in best(&found, OF_SIZE) {
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
}

/// Where a work has few figures of a kind, the sentences of all of them.
fn of_few(ours: &Amount, work: &Work, sentences: &mut Vec<SentenceId>) {
    let all = work.figures.about(ours.class(), f64::NEG_INFINITY, f64::INFINITY);
    if all.len() <= FEW {
        for &index in all {
            let sentence = work.figures.get(index).sentence;
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    }
}

/// Holds every figure of the claim against every one of a sentence that it can be compared with.
fn hold(
    spoken: &Spoken,
    weighed: &Weighed,
    work: &Work,
    sentence: SentenceId,
    shares: &[f32],
    out: &mut [Vec<Candidate>],
) {
    let reading = &weighed.read(&work.document, sentence);
    let other_year = weighed.years().next().is_some()
        && reading.years().next().is_some()
        && !reading.years().any(|year| weighed.years().any(|ours| ours == year));
    let start = work.document.sentence(sentence).at.start;
    let mut pairs: Vec<(usize, Candidate)> = Vec::new();
    let named = weighed.names(shares, &work.passages);
    let coverage: Vec<f32> = spoken.figures.iter().map(|held| weighed.coverage(shares, Some(&held.seat))).collect();
    for quantity in work.figures.of_sentence(sentence).take(FIGURES) {
        let (theirs, at) = (work.figures.amount(quantity), work.figures.get(quantity).at);
        let Some(seat) = reading.seat(at.start - start, at.end - start, noun(theirs.unit)) else { break };
        for (number, held) in spoken.figures.iter().enumerate() {
            if !comparable(&held.amount, &theirs) {
                continue;
            }
            let candidate = Candidate {
                quantity,
                sentence,
                agreement: agree(&held.amount, &theirs),
                coverage: coverage[number],
                alike: weighed.alike(&held.seat, reading, &seat),
                same_noun: held.seat.noun().zip(seat.noun()).map(|(our, their)| our == their),
                named,
                slipped: slipped(&held.amount, &theirs),
                counterpart: false,
                other_year,
            };
            pairs.push((number, candidate));
        }
    }
    // Each figure of the claim has one counterpart in a sentence, the most alike; what agrees comes first, and
    // what a slip would explain before what nothing explains.
    let order = |candidate: &Candidate| {
        let agrees = if candidate.agreement >= Agreement::Near { 0.1 } else { 0.0 };
        candidate.alike + agrees + 0.1 * candidate.slipped
    };
    pairs.sort_by(|(_, a), (_, b)| order(b).total_cmp(&order(a)).then(a.quantity.cmp(&b.quantity)));
    let mut taken: Vec<u32> = Vec::new();
    let mut served = vec![false; spoken.figures.len()];
    for (number, candidate) in &mut pairs {
        if !served[*number] && !taken.contains(&candidate.quantity) {
            candidate.counterpart = true;
            served[*number] = true;
            taken.push(candidate.quantity);
        }
    }
    for (number, candidate) in pairs {
        out[number].push(candidate);
    }
}

/// Whether a sentence has a figure that one of the claim's can be held against.
fn comparable_in(spoken: &Spoken, work: &Work, sentence: SentenceId) -> bool {
    let mut here = work.figures.of_sentence(sentence).take(FIGURES);
    here.any(|index| spoken.figures.iter().any(|held| comparable(&held.amount, &work.figures.amount(index))))
}

/// Whether one figure could be a slip for the other at all.
fn comparable(ours: &Amount, theirs: &Amount) -> bool {
    match (ours.class(), theirs.class()) {
        (Class::Count, Class::Count) => true,
        (ours, theirs) => ours == theirs,
    }
}
