//! A quotation in a report: the claim, what stands for it, and how a reader would name its source.

use crate::model::{Claim, ClaimKind, EntryId, Evidence, Finding, Linked, Quotation, Quoting, Support};

/// How many words make a quotation that needs a source.
pub const WORDS: u32 = 5;

/// A quotation of another work's words.
pub struct Quoted<'l> {
    pub linked: &'l Linked,
    pub claim: &'l Claim,
    pub quotation: &'l Quotation,
    pub support: &'l Support,
}

/// The quotations of other works, in order: their marks closed, at least five words.
pub fn quotations(linked: &Linked) -> impl Iterator<Item = Quoted<'_>> {
    linked.claims.iter().zip(&linked.support).filter_map(move |(claim, support)| {
        let quotation = claim.quotation.as_ref().filter(|_| claim.kind == ClaimKind::Quotation)?;
        let counts = quotation.kind == Quoting::Work && quotation.closed && quotation.words >= WORDS;
        counts.then_some(Quoted { linked, claim, quotation, support })
    })
}

impl<'l> Quoted<'l> {
    /// The words between the marks.
    pub fn words(&self) -> String {
        self.linked.document.shown(self.quotation.inner)
    }

    /// How a reader would name an entry.
    pub fn name(&self, entry: EntryId) -> String {
        self.linked.entry(entry).label()
    }

    /// `page 4 of sources/osei2004.txt`, or the file alone where it has no pages.
    pub fn place(&self, evidence: &Evidence) -> String {
        let path = self.linked.source(evidence.source).map_or("", |source| &source.path);
        evidence.page.map_or_else(|| path.to_owned(), |page| format!("page {page} of {path}"))
    }

    /// Points at the citation that stands for it.
    pub fn with_citation(&self, finding: Finding, message: &str) -> Finding {
        let mut finding = finding;
        for &number in &self.support.citations {
            let span = self.linked.citation_span(number as usize);
            finding = finding.related(crate::model::SourceId::DOCUMENT, span, message);
        }
        finding
    }
}
