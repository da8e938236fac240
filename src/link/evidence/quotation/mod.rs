//! Holds a quotation against the works that are cited for it.
//!
//! In: the words between the marks, the works on the desk. Out: where they stand there, or where the
//! source says it otherwise, word by word. What a machine may have misread accuses nobody, and what is
//! not in a part of a work is not said to be missing from it.

mod align;
mod differ;
mod exact;
mod fill;
mod noise;
mod passage;
mod wording;
mod written;

use std::sync::Arc;

use super::super::work::Work;
use super::Desk;
use align::{Alignment, Nearest};
use passage::Passage;
use wording::Wording;

use crate::model::{
    Claim, Difference, Document, EntryId, Evidence, Extent, Quotation, Quoting, SourceId, Support, Verdict,
};
use crate::text::ProseSpan;

/// How many of a hundred letters a quotation and a passage may not share if it is to be called its source.
const APART: usize = 45;
/// The same where the text is a part of the work, and the quotation may come from another.
const BARELY_APART: usize = 28;
/// A text of fewer letters, some 400 words, is no whole work: nothing follows from what is not in it.
const WHOLE: usize = 1900;
/// A quotation that leaves out more often is not held against anything.
const JOINTS: usize = 100;
/// How long a passage is shown, in bytes.
const SHOWN: usize = 1200;

/// Fills in what the works on the desk say of a quotation.
pub(super) fn judge(document: &Document, claim: &Claim, support: &mut Support, desk: &mut Desk) {
    let Some(quotation) = &claim.quotation else { return };
    let wording = Wording::of(document.prose.slice(quotation.inner));
    if wording.letters.len() == 0 || wording.joints.len() > JOINTS {
        return;
    }
    let mut found: Vec<(Verdict, Option<Evidence>)> = Vec::new();
    for entry in desk.entries(support) {
        let works = desk.open(entry).to_vec();
        let told = works.iter().map(|(source, work)| hold(document, quotation, &wording, entry, *source, work));
        // Of one work's texts the most telling speaks.
        found.push(told.min_by_key(|(verdict, _)| rank(*verdict)).unwrap_or((Verdict::NoSource, None)));
    }
    let Some(best) = found.iter().map(|(verdict, _)| *verdict).min_by_key(|verdict| rank(*verdict)) else { return };
    // A quotation is missing only where every work that may have it was looked through.
    let all = found.iter().all(|(verdict, _)| *verdict == Verdict::NotFound);
    let told = best == Verdict::Supports || accuses(quotation) && (best != Verdict::NotFound || all);
    support.verdict = if told || best == Verdict::NoSource { best } else { Verdict::Unchecked };
    let best = found.into_iter().filter(|(verdict, _)| *verdict == support.verdict);
    support.evidence = best.filter_map(|(_, evidence)| evidence).collect();
}

/// Whether a quotation claims to be a work's own words, so that it can be wrong about them: titles, terms, what
/// participants and the study itself say need not stand in a source, and without its closing mark nobody knows what is quoted.
fn accuses(quotation: &Quotation) -> bool {
    quotation.kind == Quoting::Work && quotation.closed
}

/// Which of several verdicts stands: the kindest first, what tells nothing last.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Supports => 0,
        Verdict::Altered => 1,
        Verdict::NotFound => 2,
        Verdict::Unchecked => 3,
        _ => 4,
    }
}

/// Names the work that has a quotation which none of the works cited for it has.
pub(super) fn seek_elsewhere(
    document: &Document,
    claim: &Claim,
    support: &mut Support,
    entries: &[EntryId],
    desk: &mut Desk,
) {
    let Some(quotation) = &claim.quotation else { return };
    let wording = Wording::of(document.prose.slice(quotation.inner));
    let cited = desk.entries(support);
    for entry in entries.iter().copied().filter(|entry| !cited.contains(entry)) {
        for (source, work) in desk.open(entry).to_vec() {
            if !desk.may_read(work.skeleton().letters().len()) {
                return;
            }
            let Some(places) = exact::find(&wording, work.skeleton()) else { continue };
            let alignment = Alignment::exact(&wording, &places);
            let Some(passage) = Passage::new(&work, &alignment) else { continue };
            support.evidence =
                Vec::from_iter(evidence(entry, source, &work, &alignment, &passage, Vec::new(), Verdict::Supports));
            return;
        }
    }
}

/// Holds a quotation against one text.
fn hold(
    document: &Document,
    quotation: &Quotation,
    wording: &Wording,
    entry: EntryId,
    source: SourceId,
    work: &Arc<Work>,
) -> (Verdict, Option<Evidence>) {
    let skeleton = work.skeleton();
    let nearest = match exact::find(wording, skeleton) {
        Some(places) => Nearest { passages: vec![Alignment::exact(wording, &places)], sought: true },
        None => align::nearest(wording, skeleton),
    };
    let missing = if nearest.sought { missing(work) } else { Verdict::Unchecked };
    let laid = nearest.passages.iter().filter_map(|alignment| {
        let passage = Passage::new(work, alignment)?;
        let compared = differ::compare(wording, alignment, &passage);
        Some((alignment, passage, compared))
    });
    let Some((alignment, passage, compared)) = laid.min_by_key(|(.., compared)| compared.apart()) else {
        return (missing, None);
    };
    // What a work has may have been quoted from its missing parts, unless the two are all but the same.
    let apart = if is_whole(work) { APART } else { BARELY_APART };
    if !compared.is_near(wording.letters.len(), apart) {
        return (missing, None);
    }
    let verdict = match (compared.partings.is_empty(), work.extent) {
        (true, _) => Verdict::Supports,
        (false, Extent::Whole) => Verdict::Altered,
        // A short text under the work's name has the passage; an abstract may have a sentence much like it.
        (false, Extent::Part) if work.field.is_none() => Verdict::Altered,
        (false, _) => Verdict::Unchecked,
    };
    let mut differences: Vec<Difference> = compared
        .partings
        .into_iter()
        .map(|parting| difference(document, quotation, wording, &passage, work, parting))
        .collect();
    differences.sort_by_key(|difference| (difference.kind, difference.ours.start));
    (verdict, evidence(entry, source, work, alignment, &passage, differences, verdict))
}

/// What a work says that has nothing like it.
fn missing(work: &Work) -> Verdict {
    if is_whole(work) { Verdict::NotFound } else { Verdict::Unchecked }
}

/// Whether what is at hand is all of a work.
fn is_whole(work: &Work) -> bool {
    work.extent == Extent::Whole && work.skeleton().letters().len() >= WHOLE
}

fn difference(
    document: &Document,
    quotation: &Quotation,
    wording: &Wording,
    passage: &Passage,
    work: &Work,
    parting: differ::Parting,
) -> Difference {
    let ours = wording.letters.place(&parting.ours);
    let ours = quotation.inner.inner(ours);
    let theirs = passage.place(&parting.theirs);
    Difference {
        ours: document.prose.source(ours),
        theirs: work.document.prose.source(theirs),
        ours_text: document.prose.slice(ours).to_owned(),
        theirs_text: work.document.prose.slice(theirs).to_owned(),
        kind: parting.kind,
    }
}

fn evidence(
    entry: EntryId,
    source: SourceId,
    work: &Work,
    alignment: &Alignment,
    passage: &Passage,
    differences: Vec<Difference>,
    verdict: Verdict,
) -> Option<Evidence> {
    let pairs = passage.local(alignment);
    let first = pairs.iter().flatten().next()?;
    let last = pairs.iter().rev().flatten().next()?;
    let place = passage.place(&(*first..*last + 1));
    let prose = &work.document.prose;
    let shown = ProseSpan { start: place.start, end: shown_end(prose.text(), place) };
    let span = prose.source(place);
    let mark = differences.first().map(|difference| difference.theirs).filter(|mark| !mark.is_empty());
    Some(Evidence {
        entry,
        source,
        span,
        mark: mark.unwrap_or(span),
        page: work.document.source.page(span.start),
        text: prose.slice(shown).to_owned(),
        verdict,
        figure: None,
        extent: work.extent,
        slip: None,
        differences,
    })
}

/// Where the shown part of a passage ends.
fn shown_end(text: &str, place: ProseSpan) -> u32 {
    let mut end = (place.start as usize + SHOWN).min(place.end as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end as u32
}

#[cfg(test)]
mod tests;
