//! Holds the figures of a claim against the works that are cited for it.
//!
//! A figure is supported where the source has it in a statement that is the claim's. It is contradicted only
//! where the source makes that statement with another figure; digits alone accuse nobody. Where the source has
//! the figure, but says it of something else, or has nothing like it, that is said, and no more.

use super::agree::Agreement;
use super::candidates::{Candidate, Candidates, Spoken, candidates};
use super::derived::derived;
use super::show::Open;
use super::slip::slip;
use crate::link::quantities::{Amount, Class};
use crate::link::work::Work;
use crate::model::{Evidence, Extent, Relation, SentenceId, Slip, Verdict};
use crate::text::{ProseSpan, content};

/// From this context on, a figure that agrees is the claim's, were it the commonest of the work.
const SUPPORTS: f32 = 0.30;
/// So many figures of a work agree by chance where agreeing tells nothing, and where it tells all.
const CHANCE: (f32, f32) = (0.5, 0.05);
/// From this context on it is where the two count things of different names.
const OTHER_NOUN: f32 = 0.45;
/// From this context on, a statement is the claim's, so that its figure should be too.
pub(super) const STATEMENT: f32 = 0.50;
/// From this context on it is, where a slip of the pen explains how its figure became ours.
const SLIPPED: f32 = 0.28;
/// A sentence that has so much of the claim, and its number, has its figure.
const NUMBER: f32 = 0.3;
/// How many words of a sentence are looked at for it.
const MOST: usize = 400;
/// How much more alike another figure of the sentence is where ours is that of something else.
const BESIDE: f32 = 0.1;
/// What a figure that agrees may lack in context against one that does not.
const MARGIN: f32 = 0.08;
/// What a figure loses that is rather another figure's counterpart.
const TAKEN: f32 = 0.8;

/// A figure that stands where ours does leaves nothing to be worked out.
const OPPOSED: f32 = 0.6;

/// What one work has to say of one figure.
#[derive(Debug)]
pub(super) struct Ruling {
    pub(super) verdict: Verdict,
    /// How sure that is, to choose among works.
    pub(super) context: f32,
    pub(super) evidence: Vec<Evidence>,
}

/// Rules on each figure of a claim by one work.
pub(super) fn rule(spoken: &Spoken, open: &Open) -> Vec<Ruling> {
    let found = candidates(spoken, open.work);
    (0..spoken.figures.len()).map(|number| one(spoken, number, &found, open)).collect()
}

/// How much stands for a candidate that agrees.
fn for_it(candidate: &Candidate) -> f32 {
    let taken = if candidate.counterpart { 1.0 } else { TAKEN };
    let how = match candidate.agreement {
        Agreement::Same => 1.0,
        Agreement::Near => 0.95,
        Agreement::Loose => 0.75,
        Agreement::Differs => 0.0,
    };
    candidate.context() * taken * how
}

/// How many figures of a work would agree with ours by chance.
fn chance(ours: &Amount, candidate: &Candidate, work: &Work) -> f32 {
    let share = ours.class() == Class::Share;
    let digits = ours.value.significant();
    // Shares lie between naught and a hundred; other figures are spread over many sizes.
    let one = match (ours.relation, digits) {
        (Relation::About, 1) => 0.03,
        (Relation::Exactly | Relation::Range, 1) => 0.1,
        (Relation::Exactly | Relation::Range | Relation::About, 2) => {
            if share {
                0.04
            } else {
                0.015
            }
        }
        (Relation::Exactly | Relation::Range | Relation::About, _) => {
            if share {
                0.008
            } else {
                0.003
            }
        }
        _ => {
            if share {
                0.12
            } else {
                0.03
            }
        }
    };
    let among =
        if candidate.same_noun == Some(true) { work.figures.of_noun(ours) } else { work.figures.of_class(ours) };
    among as f32 * one
}

/// From which context on a figure that agrees is the claim's: the likelier chance is, the more it takes.
fn supports_from(ours: &Amount, candidate: &Candidate, work: &Work) -> f32 {
    let (nothing, all) = CHANCE;
    let chance = chance(ours, candidate, work).max(all);
    let from = SUPPORTS * ((chance / all).ln() / (nothing / all).ln()).min(1.0);
    if candidate.same_noun == Some(false) { from.max(OTHER_NOUN) } else { from }
}

/// From which context on a statement is the claim's. A slip excuses little where the sentence speaks of nobody
/// and no place that the claim names.
fn statement_from(candidate: &Candidate) -> f32 {
    if candidate.named == Some(false) {
        return STATEMENT;
    }
    STATEMENT - (STATEMENT - SLIPPED) * candidate.slipped
}

fn one(spoken: &Spoken, number: usize, found: &Candidates, open: &Open) -> Ruling {
    let all = &found.of[number];
    let ours = &spoken.figures[number].amount;
    let best = |list: &mut dyn Iterator<Item = (&Candidate, f32)>| {
        list.map(|(candidate, score)| (*candidate, score))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.quantity.cmp(&a.0.quantity)))
    };
    let agrees = best(&mut all.iter().filter(|c| c.agreement > Agreement::Differs).map(|c| (c, for_it(c))));
    let differs = best(
        &mut all
            .iter()
            .filter(|c| c.agreement == Agreement::Differs && c.counterpart)
            .map(|c| (c, c.context() + 0.1 * c.slipped)),
    );
    let against = differs.map_or(0.0, |(candidate, _)| candidate.context());
    let mark = |candidate: &Candidate| Some(open.work.figures.get(candidate.quantity).at);
    let shown = |candidate: &Candidate, verdict| Evidence {
        figure: Some(number as u32),
        ..open.evidence(candidate.sentence, mark(candidate), verdict)
    };
    let for_score = agrees.map_or(0.0, |(_, score)| score);
    let enough = |candidate: &Candidate| for_score >= supports_from(ours, candidate, open.work);
    if let Some((candidate, context)) = agrees.filter(|(c, _)| enough(c) && for_score + MARGIN >= against) {
        return Ruling { verdict: Verdict::Supports, context, evidence: vec![shown(&candidate, Verdict::Supports)] };
    }
    let opposed = differs.is_some_and(|(candidate, _)| candidate.alike >= OPPOSED);
    if let Some(evidence) = (!opposed).then(|| derived(ours, &found.nearest, open)).flatten() {
        let evidence = vec![Evidence { figure: Some(number as u32), ..evidence }];
        return Ruling { verdict: Verdict::Supports, context: SUPPORTS, evidence };
    }
    // The sentence has our figure, and what stands in its place is another one.
    let beside = |candidate: &Candidate| {
        agrees.is_some_and(|(other, _)| other.sentence == candidate.sentence && other.alike + BESIDE <= candidate.alike)
    };
    let from = |candidate: &Candidate| if beside(candidate) { SLIPPED } else { statement_from(candidate) };
    if let Some((candidate, context)) = differs.filter(|(candidate, _)| against >= from(candidate)) {
        let theirs = open.work.figures.amount(candidate.quantity);
        let elsewhere =
            agrees.filter(|(other, _)| other.sentence != candidate.sentence || other.agreement == Agreement::Same);
        let slip = match slip(ours, &theirs) {
            Some(slip) => Some(slip),
            None => elsewhere.map(|(other, _)| if other.other_year { Slip::OtherYear } else { Slip::OtherThing }),
        };
        let mut evidence = vec![Evidence { slip, ..shown(&candidate, Verdict::Contradicts) }];
        if let (Some(Slip::OtherYear | Slip::OtherThing), Some((other, _))) = (slip, elsewhere) {
            evidence.push(shown(&other, Verdict::OtherStatement));
        }
        return Ruling { verdict: Verdict::Contradicts, context, evidence };
    }
    if let Some(evidence) = bare(ours, &found.nearest, open) {
        let evidence = vec![Evidence { figure: Some(number as u32), ..evidence }];
        return Ruling { verdict: Verdict::Supports, context: 0.0, evidence };
    }
    let nearest = found.nearest.first().map(|(sentence, _)| {
        let passage = open.evidence(*sentence, None, Verdict::Passage);
        Evidence { figure: Some(number as u32), ..passage }
    });
    let verdict = if open.work.extent == Extent::Poor || open.work.field.is_some() {
        Verdict::Unchecked
    } else {
        Verdict::NotFound
    };
    Ruling { verdict, context: against.max(for_score), evidence: nearest.into_iter().collect() }
}

/// Our number in one of the sentences nearest to the claim, where it was read as no figure: `of which 96`.
fn bare(ours: &Amount, nearest: &[(SentenceId, f32)], open: &Open) -> Option<Evidence> {
    let plain = ours.upper.is_none() && ours.value.value.abs() < 1e12;
    let key = content::key(&ours.value.value.to_string()).filter(|_| plain)?;
    let (document, figures) = (&open.work.document, &open.work.figures);
    for &(sentence, _) in nearest.iter().filter(|(_, coverage)| *coverage >= NUMBER).take(2) {
        let start = document.sentence(sentence).at.start;
        for word in content::content(document.words(sentence)).take(MOST).filter(|word| word.key == key) {
            let at = ProseSpan { start: start + word.start, end: start + word.end };
            let read = figures.of_sentence(sentence).any(|index| figures.get(index).at.overlaps(at));
            if !read {
                return Some(open.evidence(sentence, Some(at), Verdict::Supports));
            }
        }
    }
    None
}
