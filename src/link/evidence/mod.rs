//! Holds each claim against the cited works that are at hand.
//!
//! In: the claims with their citations, the links, the way to works. Out: evidence and a verdict a claim.
//! A claim whose work is not at hand is left as it is: nothing follows from what could not be read.

mod agree;
mod align;
mod candidates;
mod derived;
mod desk;
mod figure;
mod quotation;
mod show;
mod slip;
mod statement;

use std::sync::Arc;

pub(super) use desk::Desk;

use self::align::Words;
use self::candidates::Spoken;
use self::figure::Ruling;
use self::show::Open;
use super::work::Work;
use crate::model::{Citation, Claim, ClaimKind, Document, EntryId, Evidence, SourceId, Support, Verdict};

/// Fills in what the works on the desk say of a claim.
pub(super) fn judge(
    document: &Document,
    citations: &[Citation],
    claim: &Claim,
    support: &mut Support,
    desk: &mut Desk,
) {
    match claim.kind {
        ClaimKind::Figure => figures(document, citations, claim, support, desk),
        ClaimKind::Statement => statement(document, citations, claim, support, desk),
        ClaimKind::Quotation => quotation::judge(document, claim, support, desk),
        ClaimKind::Statistic => {}
    }
}

/// Names the works that have what those cited for it lack, when all claims were held against their own. Every cited
/// work that is at hand then lies open.
pub(super) fn seek_elsewhere(document: &Document, claims: &[Claim], support: &mut [Support], desk: &mut Desk) {
    let entries = desk.all();
    for &entry in &entries {
        desk.open(entry);
    }
    for (claim, support) in claims.iter().zip(support) {
        if claim.kind == ClaimKind::Quotation && support.verdict == Verdict::NotFound {
            quotation::seek_elsewhere(document, claim, support, &entries, desk);
        }
    }
}

/// An entry, with what is at hand of its work.
type Lying = (EntryId, Vec<(SourceId, Arc<Work>)>);

/// The works of a claim's entries, each entry with what is at hand of it.
fn works(support: &Support, desk: &mut Desk) -> Vec<Lying> {
    desk.entries(support).into_iter().map(|entry| (entry, desk.open(entry).to_vec())).collect()
}

/// Where citations stand in a claim, by offsets into its words.
fn citations_in(citations: &[Citation], claim: &Claim) -> Vec<std::ops::Range<usize>> {
    let (start, end) = (claim.at.start, claim.at.end);
    let first = citations.partition_point(|citation| citation.at.end <= start);
    citations[first..]
        .iter()
        .take_while(|citation| citation.at.start < end)
        .map(|citation| citation.at.start.saturating_sub(start) as usize..(citation.at.end - start) as usize)
        .collect()
}

fn figures(document: &Document, citations: &[Citation], claim: &Claim, support: &mut Support, desk: &mut Desk) {
    let works = works(support, desk);
    if works.iter().all(|(_, works)| works.is_empty()) {
        return;
    }
    let without = citations_in(citations, claim);
    let spoken = Spoken::new(document.prose.slice(claim.at), claim.at.start, &without, &claim.figures);
    // What is not in one work may be in one that is not at hand.
    let missing = works.iter().any(|(_, works)| works.is_empty());
    let mut best: Vec<Option<Ruling>> = claim.figures.iter().map(|_| None).collect();
    for (entry, works) in &works {
        for (source, work) in works {
            let open = Open { entry: *entry, source: *source, work };
            for (slot, ruling) in best.iter_mut().zip(figure::rule(&spoken, &open)) {
                if slot.as_ref().is_none_or(|known| stands_before(&ruling, known)) {
                    *slot = Some(ruling);
                }
            }
        }
    }
    for (number, ruling) in best.into_iter().enumerate() {
        let Some(ruling) = ruling else {
            support.figures[number] = Verdict::Unchecked;
            continue;
        };
        support.figures[number] = match ruling.verdict {
            Verdict::NotFound if missing => Verdict::Unchecked,
            Verdict::Contradicts if missing && ruling.context < figure::STATEMENT => Verdict::Unchecked,
            verdict => verdict,
        };
        support.evidence.extend(ruling.evidence);
    }
    support.verdict =
        support.figures.iter().copied().max_by_key(|verdict| gravity(*verdict)).unwrap_or(support.verdict);
    if support.figures.iter().all(|verdict| *verdict == Verdict::NotFound) {
        unrelated(&spoken.words, &works, support);
    }
}

fn statement(document: &Document, citations: &[Citation], claim: &Claim, support: &mut Support, desk: &mut Desk) {
    let works = works(support, desk);
    if works.iter().all(|(_, works)| works.is_empty()) {
        return;
    }
    let words = Words::new(document.prose.slice(claim.at), &citations_in(citations, claim));
    let mut passages = unrelated(&words, &works, support);
    passages.sort_by(|a, b| b.0.total_cmp(&a.0));
    support.evidence.extend(passages.into_iter().take(desk.passages()).map(|(_, evidence)| evidence));
    let missing = works.iter().any(|(_, works)| works.is_empty());
    support.verdict = match (support.evidence.is_empty(), missing) {
        (false, _) => Verdict::Passage,
        (true, false) => Verdict::NotFound,
        (true, true) => Verdict::Unchecked,
    };
}

/// Notes the works that speak of nothing a claim names; gives the passages of all that are nearest to it.
fn unrelated(words: &Words, works: &[Lying], support: &mut Support) -> Vec<(f32, Evidence)> {
    let mut passages = Vec::new();
    for (entry, works) in works {
        let mut none = !works.is_empty();
        for (source, work) in works {
            let near = statement::nearest(words, &Open { entry: *entry, source: *source, work });
            none &= near.unrelated;
            passages.extend(near.passages);
        }
        if none {
            support.unrelated.push(*entry);
        }
    }
    passages
}

/// Whether one work's ruling on a figure stands before another's: one that supports it is enough.
fn stands_before(one: &Ruling, other: &Ruling) -> bool {
    let rank = |ruling: &Ruling| match ruling.verdict {
        Verdict::Supports => 4,
        Verdict::Contradicts => 3,
        Verdict::OtherStatement => 2,
        Verdict::NotFound => 1,
        _ => 0,
    };
    (rank(one), one.context) > (rank(other), other.context)
}

/// Of the figures of a claim, the gravest speaks for it.
fn gravity(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Contradicts => 4,
        Verdict::OtherStatement => 3,
        Verdict::NotFound => 2,
        Verdict::Unchecked => 1,
        _ => 0,
    }
}
