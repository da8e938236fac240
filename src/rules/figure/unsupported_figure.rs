//! A figure that a reader would ask a source for, and no citation in reach.

use std::collections::{HashMap, HashSet};

use crate::model::{BlockId, BlockKind, Dimension, Document, Figure, Finding, Linked, SentenceId};
use crate::rules::quoted::quoted;
use crate::rules::reach::Reach;
use crate::rules::{Options, Within};

/// How many sentences back a citation is still in a reader's mind.
const BACK: u32 = 2;

/// One finding for all figures of a paragraph that hang on one far citation, or on none.
pub fn check(linked: &Linked, options: &Options) -> Vec<Finding> {
    let within = options.figure_reach;
    let reach = Reach::new(linked);
    if !reach.is_used() {
        return Vec::new();
    }
    let document = &linked.document;
    let mut lists = Lists::default();
    let mut known = HashSet::new();
    let mut groups: Vec<Group> = Vec::new();
    for figure in linked.claims.iter().flat_map(|claim| &claim.figures) {
        let id = figure.sentence;
        let near = match within {
            Within::Sentence => reach.is_in(id),
            Within::Near | Within::Paragraph => {
                let near = reach.is_near(id) || reach.follows_works(id, BACK) || lists.is_cited(document, &reach, id);
                near || within == Within::Paragraph && reach.is_in_paragraph(id)
            }
        };
        let repeats = known.contains(&key(figure));
        if near || figure.needs_citation {
            known.insert(key(figure));
        }
        if near || repeats || !figure.needs_citation {
            continue;
        }
        let block = document.sentence(id).block;
        let nearest = reach.nearest(id).map(|(citation, _)| citation);
        match groups.last_mut() {
            Some(group) if group.block == block && group.nearest == nearest => group.figures.push(figure),
            _ => groups.push(Group { block, nearest, figures: vec![figure] }),
        }
    }
    // Close calls are listed beside a plain one; alone they are nothing to accuse for.
    let plain = groups.iter().filter(|group| group.figures.iter().any(|figure| !figure.close_call));
    plain.map(|group| tell(linked, group, within)).collect()
}

/// The figures of a paragraph that hang on one citation, or on none.
struct Group<'l> {
    block: BlockId,
    nearest: Option<usize>,
    figures: Vec<&'l Figure>,
}

fn tell(linked: &Linked, group: &Group, within: Within) -> Finding {
    let document = &linked.document;
    // The figure that a reader asks about first; of equals, that which stands first.
    let first = (0..group.figures.len())
        .min_by_key(|&number| (group.figures[number].close_call, rank(group.figures[number])))
        .unwrap_or(0);
    let figure = group.figures[first];
    let words = quoted(&document.words(figure.sentence)[document.place(figure)]);
    let mut finding = match group.nearest {
        None => Finding::new(figure.span, format!("{words} has no citation in its paragraph"))
            .label("where does this come from?")
            .help("cite the source, or say that the figure is the study's own"),
        Some(citation) => {
            let there = linked.citations[citation].sentence;
            let (distance, side) = match there.0.checked_sub(figure.sentence.0) {
                Some(after) => (after, "later"),
                None => (figure.sentence.0 - there.0, "before"),
            };
            let where_to = format!("{distance} {} {side}", if distance == 1 { "sentence" } else { "sentences" });
            let looked = match within {
                Within::Sentence => "no citation in this sentence",
                Within::Near | Within::Paragraph => "no citation in this sentence or the next",
            };
            Finding::new(figure.span, format!("the nearest citation for {words} stands {where_to}"))
                .label(looked)
                .related(Default::default(), linked.citation_span(citation), format!("{where_to}: is this its source?"))
                .help("cite the source where the figure stands")
        }
    };
    for (_, other) in group.figures.iter().enumerate().filter(|(number, _)| *number != first).take(MOST) {
        finding = finding.related(Default::default(), other.span, "nor for this");
    }
    finding
}

/// How many further figures a finding lists.
const MOST: usize = 8;

/// How soon a reader asks about a figure: money first, then what is measured, shares, and what is counted.
fn rank(figure: &Figure) -> u8 {
    match figure.unit.as_ref().map(|unit| &unit.dimension) {
        Some(Dimension::Money) => 0,
        Some(Dimension::Physical(_)) => 1,
        Some(Dimension::Share | Dimension::Points) => 2,
        Some(Dimension::Count) => 3,
        None => 4,
    }
}

/// A figure, so that one is known again: its value and unit.
fn key(figure: &Figure) -> (u64, Option<u64>, Option<&str>) {
    let bits = |value: crate::model::Decimal| value.to_f64().to_bits();
    let unit = figure.unit.as_ref().map(|unit| &*unit.name);
    (bits(figure.value), figure.upper.map(bits), unit)
}

/// Lists whose lead or some item has a citation: it stands for the whole list.
#[derive(Default)]
struct Lists {
    cited: HashMap<BlockId, bool>,
}

impl Lists {
    /// Whether a sentence is an item of a cited list.
    fn is_cited(&mut self, document: &Document, reach: &Reach, id: SentenceId) -> bool {
        let block = document.sentence(id).block;
        if document.block(block).kind != BlockKind::Item {
            return false;
        }
        let is_item = |at: u32| document.blocks.get(at as usize).is_some_and(|block| block.kind == BlockKind::Item);
        let mut first = block.0;
        while first > 0 && is_item(first - 1) && !self.cited.contains_key(&BlockId(first)) {
            first -= 1;
        }
        if let Some(cited) = self.cited.get(&BlockId(first)) {
            let cited = *cited;
            self.cited.insert(block, cited);
            return cited;
        }
        let end = (first..).take_while(|&at| is_item(at)).last().unwrap_or(first);
        let sentences = (first.saturating_sub(1)..=end).flat_map(|at| document.sentences_of(BlockId(at)));
        let cited = sentences.into_iter().any(|id| reach.is_near(id));
        self.cited.extend([(BlockId(first), cited), (block, cited)]);
        cited
    }
}
