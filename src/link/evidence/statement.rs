//! The passages of a work that are nearest to what a claim says. They are shown, not judged.

use super::align::Words;
use super::show::Open;
use crate::link::passages::best;
use crate::link::work::Work;
use crate::model::{Evidence, Extent, SentenceId, Verdict};

/// How many of the best-scored sentences are read, and are passages at the most.
const READ: usize = 6;
/// A passage that has less of the claim is not shown.
const COVERAGE: f32 = 0.2;
/// A claim of fewer words says too little to be missed in a work.
const TELLING: usize = 5;
/// A work of which the best passage has less of a claim does not speak of it.
const UNRELATED: f32 = 0.12;

/// What a work has that is near to a claim.
#[derive(Debug)]
pub(super) struct Near {
    /// The nearest passages, each with its share of the claim, best first.
    pub(super) passages: Vec<(f32, Evidence)>,
    /// Whether the work, all of it, speaks of nothing that the claim names.
    pub(super) unrelated: bool,
}

/// Looks for the passages of a work that are nearest to a claim.
pub(super) fn nearest(words: &Words, open: &Open) -> Near {
    let work = open.work;
    let weighed = words.weighed(&work.passages);
    let scored = best(&work.passages.scores(&words.sought()), READ);
    let share = |id: SentenceId| weighed.coverage(&weighed.shares(id), None);
    let mut read: Vec<(f32, SentenceId)> = scored.iter().map(|(id, _)| (share(*id), *id)).collect();
    read.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let unrelated = is_unrelated(words, work, read.first().map_or(0.0, |(share, _)| *share));
    read.retain(|(share, _)| *share >= COVERAGE);
    let passages = read.into_iter().map(|(share, id)| (share, open.evidence(id, None, Verdict::Passage))).collect();
    Near { passages, unrelated }
}

fn is_unrelated(words: &Words, work: &Work, share: f32) -> bool {
    let telling = words.telling();
    work.extent == Extent::Whole
        && work.field.is_none()
        && share < UNRELATED
        && telling.len() >= TELLING
        && telling.iter().all(|(key, names)| !names || work.passages.with(*key).is_empty())
}
