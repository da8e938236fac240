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
use align::{Alignment, Sought};
use passage::Passage;
use wording::Wording;

use crate::model::{
    Claim, Difference, Document, EntryId, Evidence, Extent, Quotation, SourceId, Support, Verdict,
};
use crate::text::ProseSpan;

/// How many letters of a quotation must stand in a passage before it is called its source.
const SHARED: f64 = 0.55;
/// A text of fewer words is no whole work: nothing follows from what is not in it.
const WHOLE: usize = 400;
/// How long a passage is shown, in bytes.
const SHOWN: usize = 1200;

/// Fills in what the works on the desk say of a quotation.
pub(super) fn judge(document: &Document, claim: &Claim, support: &mut Support, desk: &mut Desk) {
    let Some(quotation) = &claim.quotation else { return };
    let wording = Wording::of(document.prose.slice(quotation.inner));
    if wording.letters.len() == 0 {
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
    support.verdict = if best == Verdict::NotFound && !all { Verdict::Unchecked } else { best };
    support.evidence = found.into_iter().filter(|(verdict, _)| *verdict == best).filter_map(|(_, evidence)| evidence).collect();
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
    let exact = exact::find(wording, skeleton.letters());
    let alignment = match exact {
        Some(places) => Alignment::exact(wording, &places),
        None => match align::nearest(wording, skeleton) {
            Sought::Near(alignment) => alignment,
            Sought::Nothing => return (missing(work), None),
            Sought::Untold => return (Verdict::Unchecked, None),
        },
    };
    let Some(passage) = Passage::new(work, &alignment) else { return (missing(work), None) };
    let compared = differ::compare(wording, &alignment, &passage);
    let all = wording.letters.len();
    if ((all - compared.lost.min(all)) as f64) < SHARED * all as f64 {
        return (missing(work), None);
    }
    let verdict = match (compared.partings.is_empty(), work.extent) {
        (true, _) => Verdict::Supports,
        (false, Extent::Whole) => Verdict::Altered,
        (false, _) => Verdict::Unchecked,
    };
    let mut differences: Vec<Difference> = compared
        .partings
        .into_iter()
        .map(|parting| difference(document, quotation, wording, &passage, work, parting))
        .collect();
    differences.sort_by_key(|difference| (difference.kind, difference.ours.start));
    (verdict, evidence(entry, source, work, &alignment, &passage, differences, verdict))
}

/// What a work says that has nothing like it.
fn missing(work: &Work) -> Verdict {
    let words = || work.document.prose.text().split_whitespace().take(WHOLE).count();
    if work.extent == Extent::Whole && words() >= WHOLE { Verdict::NotFound } else { Verdict::Unchecked }
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
