//! The other side of a figure: the citation that stands for it, and what the cited source says.

use crate::model::{Evidence, Figure, Finding, Linked, Scope, Slip, Support, Verdict};
use crate::rules::own_work::speaks_of_own_work;
use crate::rules::quoted::quoted;

/// A figure of a claim with what the cited sources say of it.
pub struct Judged<'l> {
    /// The figure.
    pub figure: &'l Figure,
    /// What supports the claim.
    pub support: &'l Support,
    /// What came of the figure.
    pub verdict: Verdict,
    number: u32,
}

/// Every figure that was held against its sources, in order.
pub fn judged(linked: &Linked) -> impl Iterator<Item = Judged<'_>> {
    linked.claims.iter().zip(&linked.support).flat_map(|(claim, support)| {
        claim.figures.iter().zip(&support.figures).zip(0..).map(move |((figure, verdict), number)| Judged {
            figure,
            support,
            verdict: *verdict,
            number,
        })
    })
}

impl<'l> Judged<'l> {
    /// The figure as it was written.
    pub fn words(&self, linked: &'l Linked) -> String {
        quoted(&on_one_line(linked.document.source.slice(self.figure.span)))
    }

    /// What the sources say of it.
    pub fn evidence(&self) -> impl Iterator<Item = &'l Evidence> {
        let number = self.number;
        self.support.evidence.iter().filter(move |evidence| evidence.figure == Some(number))
    }

    /// The first evidence of a kind.
    pub fn first(&self, verdict: Verdict) -> Option<&'l Evidence> {
        self.evidence().find(|evidence| evidence.verdict == verdict)
    }

    /// The slip that explains a contradiction.
    pub fn slip(&self) -> Option<Slip> {
        self.first(Verdict::Contradicts)?.slip
    }

    /// Whether the figure is given as its source's: it stands with a citation, or needs one, and is not the authors' own.
    pub fn is_the_sources(&self, linked: &Linked) -> bool {
        let own = || speaks_of_own_work(linked, self.figure.sentence);
        self.figure.needs_citation || self.support.scope == Scope::Sentence && !own()
    }

    /// Whether the figure is given as its sources', and they do not have it.
    pub fn is_missing(&self, linked: &Linked) -> bool {
        self.verdict == Verdict::NotFound && self.is_the_sources(linked)
    }

    /// Whether the value is the source's own, for another year or thing.
    pub fn is_of_another_statement(&self) -> bool {
        self.verdict == Verdict::OtherStatement
            || self.verdict == Verdict::Contradicts && matches!(self.slip(), Some(Slip::OtherYear | Slip::OtherThing))
    }
}

/// Adds the citation under which a piece of evidence was found, or else the last that stands for the claim.
pub fn with_citation(finding: Finding, linked: &Linked, support: &Support, evidence: Option<&Evidence>) -> Finding {
    let of_work = |number: &&u32| {
        let links = linked.links_of(**number as usize);
        evidence.is_some_and(|evidence| links.iter().any(|link| link.entries.contains(&evidence.entry)))
    };
    let citation = support.citations.iter().find(of_work).or(support.citations.last());
    match citation {
        Some(&number) => {
            finding.related(crate::model::SourceId::DOCUMENT, linked.citation_span(number as usize), "cited here")
        }
        None => finding,
    }
}

/// What a source has at the mark of a piece of evidence.
pub fn marked(linked: &Linked, evidence: &Evidence) -> String {
    let source = linked.source(evidence.source);
    let field = evidence.mark == evidence.span;
    let words = source.filter(|_| !field).map_or("", |source| source.slice(evidence.mark));
    if words.is_empty() { "this passage".to_owned() } else { quoted(&on_one_line(words)) }
}

/// Words broken over lines, on one.
fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
