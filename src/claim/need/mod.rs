//! Whether a reader would ask where a figure comes from.
//!
//! In: a document and its figures. Out: for each, whether it needs a citation. The study's own numbers,
//! methods and results do not; what the text takes from the world or from others does. The answer is a
//! sum of named cues, each a reason that a reader would accept, weighed in one table. It refuses to know
//! citations: whether one is in reach is for linking and the rules.

mod cues;
mod section;

use cues::{Cue, Cues};
use section::{Section, Sections};

use crate::model::{BlockKind, Dimension, Document, Figure, Relation, SentenceId, Unit};

/// The score from which a figure needs a citation.
const ENOUGH: i32 = 2;

/// What each cue of a figure's own sentence is worth.
const HERE: &[(Cue, i32)] = &[
    (Cue::FirstPerson, -3),
    (Cue::ThisStudy, -2),
    (Cue::Display, -3),
    (Cue::Statistic, -2),
    (Cue::Protocol, -2),
    (Cue::Supposed, -3),
    (Cue::Witness, 3),
    (Cue::Perfect, 2),
    (Cue::Estimate, 2),
    (Cue::Year, 1),
    (Cue::Named, 1),
    (Cue::Present, 2),
    (Cue::Past, -1),
];

/// What a cue of the sentence before is worth, or, where the second is given, of that after.
const BESIDE: &[(Cue, i32, i32)] =
    &[(Cue::FirstPerson, -1, 0), (Cue::Display, -1, -1), (Cue::Statistic, -1, -1), (Cue::Witness, 1, 0)];

/// What a section is worth.
fn of_section(section: Section) -> i32 {
    match section {
        Section::Outside => 3,
        Section::Discussion => 1,
        Section::Unknown => 0,
        Section::Results => -2,
        Section::Methods => -4,
        Section::Aside => NEVER,
    }
}

/// A score that nothing makes up for.
const NEVER: i32 = -100;

/// Counts below this are told at a glance and need nobody's word.
const SMALL: f64 = 13.0;

/// Tells for each figure whether it needs a citation.
pub(super) fn judge(document: &Document, figures: &mut [Figure]) {
    let sections = Sections::of(document);
    let mut sentence = None;
    let mut around = 0;
    for figure in figures {
        if sentence != Some(figure.sentence) {
            sentence = Some(figure.sentence);
            around = of_sentence(document, figure.sentence, &sections);
        }
        let needs = around + of_figure(figure) >= ENOUGH;
        figure.needs_citation = needs && !document.is_quoted(figure.sentence, document.place(figure).start);
    }
}

/// What the words and the place of a sentence are worth for its figures.
fn of_sentence(document: &Document, id: SentenceId, sections: &Sections) -> i32 {
    let block = document.sentence(id).block;
    if !matches!(document.block(block).kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Note) {
        return NEVER;
    }
    let beside = |id: Option<SentenceId>| match id {
        Some(id) if (id.0 as usize) < document.sentences.len() && document.sentence(id).block == block => {
            cues::read(document.words(id))
        }
        _ => Cues::default(),
    };
    let here = cues::read(document.words(id));
    let before = beside(id.0.checked_sub(1).map(SentenceId));
    let after = beside(Some(SentenceId(id.0 + 1)));
    let own: i32 = HERE.iter().filter(|(cue, _)| here.has(*cue)).map(|(_, worth)| worth).sum();
    // What a sentence says itself is not said again by its neighbours.
    let near: i32 = BESIDE
        .iter()
        .filter(|(cue, ..)| !here.has(*cue))
        .map(|&(cue, one, other)| match (before.has(cue), after.has(cue)) {
            (true, _) => one,
            (false, true) => other,
            _ => 0,
        })
        .sum();
    own + near + of_section(sections.section(block))
}

/// What a figure is worth by its kind.
fn of_figure(figure: &Figure) -> i32 {
    let value = figure.upper.unwrap_or(figure.value).to_f64();
    let rough = i32::from(!matches!(figure.relation, Relation::Exactly | Relation::Range));
    rough
        + match &figure.unit {
            None => NEVER,
            Some(Unit { dimension: Dimension::Money, .. }) => 3,
            Some(Unit { dimension: Dimension::Share | Dimension::Points, .. }) if value == 100.0 => -2,
            Some(Unit { dimension: Dimension::Share | Dimension::Points, .. }) => 1,
            Some(Unit { dimension: Dimension::Count, .. }) if value < SMALL => NEVER,
            Some(Unit { dimension: Dimension::Count, .. }) => 0,
            Some(unit @ Unit { dimension: Dimension::Physical(base), .. }) => match is_bench(base, value * unit.factor)
            {
                true => -2,
                false if base == "s" => 0,
                false => 1,
            },
        }
}

/// Whether a measure is of the size that is handled on a bench: minutes and hours, drops, slices, degrees.
fn is_bench(base: &str, value: f64) -> bool {
    match base {
        "s" => value < 3.0 * 86_400.0,
        "m" => value < 0.5,
        "kg" => value < 0.5,
        "m3" => value < 0.005,
        "m2" => value < 0.1,
        "K" | "mol" | "mol/m3" | "kg/m3" | "Hz" | "V" | "A" | "W" | "Pa" | "N" | "J" => value < 1e5,
        _ => false,
    }
}
