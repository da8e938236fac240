//! A quotation laid beside the passage of its source that is nearest to it.
//!
//! In: the letters of a quotation, a source's skeleton. Out: for each letter of the quotation the letter
//! of the source it is, if any. Runs of letters that both have are sought in the skeleton's index, the best
//! of them are put in a chain, and what lies between them is aligned letter by letter. Linear in the
//! quotation; the source is not read.

use std::collections::HashMap;
use std::ops::Range;

use super::super::super::skeleton::{SEED, STEP, Skeleton};
use super::fill;
use super::wording::Wording;

/// A longer quotation is held against its source by exact search alone.
const LONGEST: usize = 40_000;
/// How many runs are put in a chain, at the most.
const RUNS: usize = 200;
/// How much furniture of a page may lie inside a passage, in letters.
const STRAY: usize = 400;

/// A quotation beside its source.
#[derive(Debug)]
pub(super) struct Alignment {
    /// For each letter of the quotation, the same letter of the source.
    pub pairs: Vec<Option<u32>>,
}

impl Alignment {
    /// Segments that stand in the source letter by letter.
    pub(super) fn exact(wording: &Wording, places: &[usize]) -> Self {
        let mut pairs = Vec::with_capacity(wording.letters.len());
        for (segment, &place) in wording.segments().iter().zip(places) {
            pairs.extend((0..segment.len()).map(|n| Some((place + n) as u32)));
        }
        Self { pairs }
    }

    /// The letters of the source from the first that is paired to the last.
    pub(super) fn span(&self) -> Option<Range<usize>> {
        let first = self.pairs.iter().flatten().next()?;
        let last = self.pairs.iter().rev().flatten().next()?;
        Some(*first as usize..*last as usize + 1)
    }
}

/// How many passages are looked at closely.
const PASSAGES: usize = 3;

/// A run of letters that both have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it begins in the quotation.
    pub ours: usize,
    /// Where it begins in the source.
    pub theirs: usize,
    /// How many letters it has.
    pub len: usize,
}

/// What was found near a quotation.
#[derive(Debug, Default)]
pub(super) struct Nearest {
    /// The passages that share most runs of letters with it, the best first.
    pub passages: Vec<Alignment>,
    /// Whether the source could be looked through for it: not so where the quotation is too long, or most of it
    /// stands everywhere.
    pub sought: bool,
}

/// The passages of a source that are nearest to a quotation, by the runs of letters they share.
pub(super) fn nearest(wording: &Wording, skeleton: &Skeleton) -> Nearest {
    let (ours, theirs) = (&wording.letters.letters[..], skeleton.letters());
    if ours.len() > LONGEST {
        return Nearest::default();
    }
    let mut seeds: Vec<(u32, u32)> = Vec::new();
    let (all, mut common) = ((ours.len() + 1).saturating_sub(SEED), 0);
    for at in 0..all {
        common += usize::from(!skeleton.places(&ours[at..], |place| seeds.push((place, at as u32))));
    }
    seeds.sort_unstable();
    let mut passages = Vec::new();
    while passages.len() < PASSAGES
        && let Some(window) = densest(&seeds, ours.len(), reach(wording))
    {
        let runs = runs(&seeds[window.clone()], ours, theirs);
        passages.push(Alignment { pairs: fill::between(wording, &chain(wording, &runs), theirs) });
        seeds.drain(window);
    }
    Nearest { passages, sought: common * 2 <= all }
}

/// How many letters of a source a quotation may be spread over.
fn reach(wording: &Wording) -> usize {
    let left_out: usize = wording.joints.iter().map(|joint| joint.most).sum();
    wording.letters.len() * 5 / 4 + STRAY + left_out
}

/// The seeds of the stretch that has most of the quotation.
fn densest(seeds: &[(u32, u32)], len: usize, reach: usize) -> Option<Range<usize>> {
    // A run is hit once in as many letters as there are between two indexed places, wherever it stands; several
    // copies of it are hit in other letters, and must not count for more.
    let mut held = vec![0u32; len / STEP + 1];
    let (mut start, mut distinct, mut best) = (0, 0usize, (0, 0..0));
    for (end, &(place, at)) in seeds.iter().enumerate() {
        let here = at as usize / STEP;
        held[here] += 1;
        distinct += usize::from(held[here] == 1);
        while (seeds[start].0 as usize) + reach < place as usize {
            let gone = seeds[start].1 as usize / STEP;
            held[gone] -= 1;
            distinct -= usize::from(held[gone] == 0);
            start += 1;
        }
        if distinct > best.0 {
            best = (distinct, start..end + 1);
        }
    }
    (best.0 > 0).then_some(best.1)
}

/// The seeds grown to the longest runs, the longest of them, in order of the quotation.
fn runs(seeds: &[(u32, u32)], ours: &[u8], theirs: &[u8]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // The end of the last run on each diagonal.
    let mut grown: HashMap<i64, usize> = HashMap::new();
    for &(place, at) in seeds {
        let (theirs_at, ours_at) = (place as usize, at as usize);
        let diagonal = i64::from(place) - i64::from(at);
        if grown.get(&diagonal).is_some_and(|&end| end > theirs_at) {
            continue;
        }
        let back = ours[..ours_at].iter().rev().zip(theirs[..theirs_at].iter().rev());
        let back = back.take_while(|(one, other)| one == other).count();
        let forth = ours[ours_at..].iter().zip(&theirs[theirs_at..]).take_while(|(one, other)| one == other).count();
        grown.insert(diagonal, theirs_at + forth);
        runs.push(Run { ours: ours_at - back, theirs: theirs_at - back, len: back + forth });
    }
    if runs.len() > RUNS {
        runs.sort_by_key(|run| (std::cmp::Reverse(run.len), run.ours, run.theirs));
        runs.truncate(RUNS);
    }
    runs.sort_by_key(|run| (run.ours, run.theirs));
    runs
}

/// The chain of runs, each behind the one before it in both texts, that has most letters.
fn chain(wording: &Wording, runs: &[Run]) -> Vec<Run> {
    let mut best: Vec<(i64, Option<usize>)> = Vec::with_capacity(runs.len());
    for at in 0..runs.len() {
        let run = runs[at];
        let mut here = (run.len as i64, None);
        for (before, other) in runs[..at].iter().enumerate() {
            let Some(overlap) = overlap(*other, run) else { continue };
            let score = best[before].0 + (run.len - overlap) as i64 - cost(wording, *other, run, overlap);
            if score > here.0 {
                here = (score, Some(before));
            }
        }
        best.push(here);
    }
    let Some(mut at) = (0..best.len()).max_by_key(|&at| (best[at].0, std::cmp::Reverse(at))) else { return Vec::new() };
    let mut chain = vec![runs[at]];
    while let Some(before) = best[at].1 {
        // Letters that both runs have stay with the first.
        let later = chain.last_mut().expect("a chain has a run");
        let shared = overlap(runs[before], *later).unwrap_or(0);
        *later = Run { ours: later.ours + shared, theirs: later.theirs + shared, len: later.len - shared };
        at = before;
        chain.push(runs[at]);
    }
    chain.reverse();
    chain
}

/// How many letters two runs share, where the second can follow the first.
fn overlap(first: Run, second: Run) -> Option<usize> {
    let ours = (first.ours + first.len).saturating_sub(second.ours);
    let theirs = (first.theirs + first.len).saturating_sub(second.theirs);
    let shared = ours.max(theirs);
    (second.ours >= first.ours && second.theirs >= first.theirs && shared < second.len).then_some(shared)
}

/// What it costs that one text has more letters between two runs than the other.
fn cost(wording: &Wording, first: Run, second: Run, overlap: usize) -> i64 {
    let ours = (second.ours + overlap).abs_diff(first.ours + first.len);
    let theirs = (second.theirs + overlap).abs_diff(first.theirs + first.len);
    let differ = ours.abs_diff(theirs);
    let joints = &wording.joints;
    let from = joints.partition_point(|joint| joint.before < first.ours + first.len);
    let room: usize = joints[from..].iter().take_while(|joint| joint.before <= second.ours).map(|j| j.most).sum();
    if differ == 0 || theirs > ours && theirs - ours <= room { 0 } else { 2 + i64::from(differ.ilog2()) }
}
