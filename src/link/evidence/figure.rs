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
use crate::model::{Evidence, Extent, Slip, Verdict};

/// From this context on, a figure that agrees is the claim's.
const SUPPORTS: f32 = 0.30;
/// From this context on, a statement is the claim's, so that its figure should be too.
const STATEMENT: f32 = 0.50;
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

fn one(spoken: &Spoken, number: usize, found: &Candidates, open: &Open) -> Ruling {
    let all = &found.of[number];
    let ours = &spoken.figures[number].amount;
    let best = |list: &mut dyn Iterator<Item = (&Candidate, f32)>| {
        list.map(|(candidate, score)| (*candidate, score))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.quantity.cmp(&a.0.quantity)))
    };
    let agrees = best(&mut all.iter().filter(|c| c.agreement > Agreement::Differs).map(|c| (c, for_it(c))));
    let differs =
        best(&mut all.iter().filter(|c| c.agreement == Agreement::Differs && c.counterpart).map(|c| (c, c.context())));
    if std::env::var_os("PINCITE_DUMP").is_some() {
        let show = |c: &Option<(Candidate, f32)>| match c {
            Some((c, s)) => format!(
                "{s:.2} cov={:.2} alike={:.2} {:?} cp={} oy={} [{}] in [{}]",
                c.coverage,
                c.alike,
                c.agreement,
                c.counterpart,
                c.other_year,
                open.work.document.prose.slice(open.work.figures.get(c.quantity).at),
                open.work.document.words(c.sentence)
            ),
            None => "-".to_owned(),
        };
        eprintln!("DUMP fig {number} {:?}\n   E {}\n   O {}", ours.value, show(&agrees), show(&differs));
    }
    let mark = |candidate: &Candidate| Some(open.work.figures.get(candidate.quantity).at);
    let shown = |candidate: &Candidate, verdict| Evidence {
        figure: Some(number as u32),
        ..open.evidence(candidate.sentence, mark(candidate), verdict)
    };
    let (for_score, against) = (agrees.map_or(0.0, |(_, score)| score), differs.map_or(0.0, |(_, score)| score));
    if let Some((candidate, context)) = agrees.filter(|_| for_score >= SUPPORTS && for_score + MARGIN >= against) {
        return Ruling { verdict: Verdict::Supports, context, evidence: vec![shown(&candidate, Verdict::Supports)] };
    }
    let opposed = differs.is_some_and(|(candidate, _)| candidate.alike >= OPPOSED);
    if let Some(evidence) = (!opposed).then(|| derived(ours, &found.nearest, open)).flatten() {
        let evidence = vec![Evidence { figure: Some(number as u32), ..evidence }];
        return Ruling { verdict: Verdict::Supports, context: SUPPORTS, evidence };
    }
    if let Some((candidate, context)) = differs.filter(|_| against >= STATEMENT) {
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
