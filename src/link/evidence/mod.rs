//! Holds each claim against the cited works that are at hand.
//!
//! In: the claims with their citations, the links, the way to works. Out: evidence and a verdict a claim.
//! A claim whose work is not at hand is left as it is: nothing follows from what could not be read.

mod desk;
mod quotation;

pub(super) use desk::Desk;

use crate::model::{Claim, ClaimKind, Document, Support, Verdict};

/// Fills in what the works on the desk say of a claim.
pub(super) fn judge(document: &Document, claim: &Claim, support: &mut Support, desk: &mut Desk) {
    match claim.kind {
        ClaimKind::Quotation => quotation::judge(document, claim, support, desk),
        ClaimKind::Figure | ClaimKind::Statement | ClaimKind::Statistic => {}
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
