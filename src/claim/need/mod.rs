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

use crate::model::{BlockId, BlockKind, Dimension, Document, Figure, Relation, SentenceId, Unit};

/// The score from which a figure needs a citation.
const ENOUGH: i32 = 2;

/// The score from which that is no close call.
const PLAIN: i32 = 3;

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
    (Cue::Present, 1),
    (Cue::Past, -1),
];

/// What a cue is worth that stands elsewhere in the paragraph: where the authors speak of their own, they go on.
const PARAGRAPH: &[(Cue, i32)] =
    &[(Cue::FirstPerson, -1), (Cue::Display, -1), (Cue::Statistic, -1), (Cue::ThisStudy, -1)];

/// What a witness in the sentence before is worth: `Marlow studied both. She found …`
const WITNESS_BEFORE: i32 = 1;

/// What a section is worth.
fn of_section(section: Section) -> i32 {
    match section {
        Section::Outside => 2,
        Section::Discussion => 1,
        Section::Unknown => 0,
        Section::Results => -4,
        Section::Methods => -6,
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
    let mut paragraph = Paragraph::default();
    let mut around = Around::default();
    for figure in figures {
        if sentence != Some(figure.sentence) {
            sentence = Some(figure.sentence);
            around = of_sentence(document, figure.sentence, &sections, &mut paragraph);
        }
        let score = around.score + of_figure(figure, around.theirs);
        figure.close_call = score < PLAIN || around.own || !around.theirs && is_handy(figure);
        figure.needs_citation = score >= ENOUGH && !document.is_quoted(figure.sentence, document.place(figure).start);
    }
}

/// What the words and the place of a sentence tell of its figures.
#[derive(Clone, Copy, Default)]
struct Around {
    /// What they are worth.
    score: i32,
    /// Whether somebody else says so.
    theirs: bool,
    /// Whether the study speaks of its own.
    own: bool,
}

/// The cues of each sentence of the paragraph read last.
#[derive(Default)]
struct Paragraph {
    block: Option<BlockId>,
    first: u32,
    cues: Vec<Cues>,
    all: Cues,
}

impl Paragraph {
    fn read(&mut self, document: &Document, block: BlockId) {
        if self.block == Some(block) {
            return;
        }
        let mut sentences = document.sentences_of(block).peekable();
        self.first = sentences.peek().map_or(0, |id| id.0);
        self.cues.clear();
        self.cues.extend(sentences.map(|id| cues::read(document.words(id))));
        self.all = self.cues.iter().fold(Cues::default(), |all, one| all.with(*one));
        self.block = Some(block);
    }

    fn of(&self, id: Option<u32>) -> Cues {
        let place = id.and_then(|id| id.checked_sub(self.first));
        place.and_then(|place| self.cues.get(place as usize)).copied().unwrap_or_default()
    }
}

/// Reads the words and the place of a sentence.
fn of_sentence(document: &Document, id: SentenceId, sections: &Sections, paragraph: &mut Paragraph) -> Around {
    let block = document.sentence(id).block;
    if !matches!(document.block(block).kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Note) {
        return Around { score: NEVER, ..Around::default() };
    }
    paragraph.read(document, block);
    let (here, before) = (paragraph.of(Some(id.0)), paragraph.of(id.0.checked_sub(1)));
    let own: i32 = HERE.iter().filter(|(cue, _)| here.has(*cue)).map(|(_, worth)| worth).sum();
    // What a sentence says itself is not said again by its neighbours.
    let near = PARAGRAPH.iter().filter(|(cue, _)| paragraph.all.has(*cue) && !here.has(*cue));
    let witness = if before.has(Cue::Witness) && !here.has(Cue::Witness) { WITNESS_BEFORE } else { 0 };
    let near = near.map(|(_, worth)| *worth).min().unwrap_or(0) + witness;
    Around { score: own + near + of_section(sections.section(block)), theirs: here.is_theirs(), own: here.is_own() }
}

/// What a figure is worth by its kind. What others had on their bench is as much theirs as all they say.
fn of_figure(figure: &Figure, theirs: bool) -> i32 {
    let value = figure.upper.unwrap_or(figure.value).to_f64();
    let rough = i32::from(!matches!(figure.relation, Relation::Exactly | Relation::Range));
    rough
        + match &figure.unit {
            None if value < SMALL => NEVER,
            None => -2,
            Some(Unit { dimension: Dimension::Money, .. }) => 3,
            Some(Unit { dimension: Dimension::Share | Dimension::Points, .. }) if value == 100.0 => -2,
            Some(Unit { dimension: Dimension::Share | Dimension::Points, .. }) => 1,
            Some(Unit { dimension: Dimension::Count, .. }) if value < SMALL => NEVER,
            Some(Unit { dimension: Dimension::Count, .. }) => 0,
            Some(unit @ Unit { dimension: Dimension::Physical(base), .. }) => match is_bench(base, value * unit.factor)
            {
                true => {
                    if theirs {
                        0
                    } else {
                        -2
                    }
                }
                false if base == "s" => 0,
                false => 1,
            },
        }
}

/// Whether a figure is a time, or a measure of the bench: few readers ask where those come from.
fn is_handy(figure: &Figure) -> bool {
    let value = figure.value.to_f64();
    figure.unit.as_ref().is_some_and(|unit| match &unit.dimension {
        Dimension::Physical(base) => base == "s" || is_bench(base, value * unit.factor),
        _ => false,
    })
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
