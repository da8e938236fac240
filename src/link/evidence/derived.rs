//! Figures that a source does not print, but that two of its figures give: a sum, a difference, a share.

use super::agree::{Agreement, agree};
use super::show::Open;
use crate::link::quantities::{Amount, Class, Printed};
use crate::model::{Evidence, SentenceId, Verdict};

/// A sentence that has less of the claim is no place to reckon with.
const COVERAGE: f32 = 0.3;
/// A sentence with more figures gives almost any other.
const FIGURES: usize = 6;

/// Two figures of one sentence that give ours, with the arithmetic behind the sentence's words.
pub(super) fn derived(ours: &Amount, nearest: &[(SentenceId, f32)], open: &Open) -> Option<Evidence> {
    let near = nearest.iter().filter(|(_, coverage)| *coverage >= COVERAGE);
    near.take(2).find_map(|(sentence, _)| from_sentence(ours, *sentence, open))
}

fn from_sentence(ours: &Amount, sentence: SentenceId, open: &Open) -> Option<Evidence> {
    let figures = &open.work.figures;
    let here = figures.of_sentence(sentence);
    if here.len() > FIGURES {
        return None;
    }
    let words = |index: u32| open.work.document.prose.slice(figures.get(index).at);
    for first in here.clone() {
        for second in here.clone().filter(|&second| second != first) {
            let (one, other) = (figures.amount(first), figures.amount(second));
            let sign = match how(ours, &one, &other) {
                Some(sign) if sign == '÷' || first < second || sign == '−' => sign,
                _ => continue,
            };
            let mut evidence = open.evidence(sentence, Some(figures.get(first).at), Verdict::Supports);
            evidence.text.push_str(&format!(" [{} {sign} {}]", words(first), words(second)));
            return Some(evidence);
        }
    }
    None
}

/// How two amounts give ours.
fn how(ours: &Amount, one: &Amount, other: &Amount) -> Option<char> {
    let plain = one.upper.is_none() && other.upper.is_none() && ours.upper.is_none();
    if !plain || one.class() != other.class() || !same_unit(one, other) {
        return None;
    }
    let (a, b) = (one.value.value, other.value.value);
    if ours.class() == Class::Share {
        let whole = one.class() != Class::Share && one.class() != Class::Points && a > 0.0 && a < b;
        if whole {
            // The base unit of shares is the hundredth.
            return gives(ours, ours, 100.0 * a / b / ours.factor()).then_some('÷');
        }
    }
    // A small or round number is soon a sum of any two.
    if one.class() != ours.class() || !same_unit(one, ours) || ours.value.significant() < 2 {
        return None;
    }
    match () {
        () if gives(ours, one, a + b) => Some('+'),
        () if a > b && gives(ours, one, a - b) => Some('−'),
        () => None,
    }
}

fn same_unit(one: &Amount, other: &Amount) -> bool {
    one.unit.map(|unit| &unit.name) == other.unit.map(|unit| &unit.name)
}

fn gives(ours: &Amount, like: &Amount, value: f64) -> bool {
    let theirs =
        Amount { value: Printed { value, last: -9 }, upper: None, relation: crate::model::Relation::Exactly, ..*like };
    agree(ours, &theirs) == Agreement::Same
}
