//! Claims and what supports them.

use super::document::SentenceId;
use crate::text::Span;

/// A sentence that a citation stands for, or that holds a figure, quotation or statistic.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its source bytes.
    pub span: Span,
    /// What it holds.
    pub kind: ClaimKind,
    /// The sentence.
    pub sentence: SentenceId,
    /// Whether it needs a citation at all.
    pub needs_citation: bool,
}

/// What a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// Words alone.
    Statement,
    /// A quantity.
    Figure,
    /// Somebody's words.
    Quotation,
    /// A test statistic.
    Statistic,
}

impl ClaimKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Figure => "figure",
            Self::Quotation => "quotation",
            Self::Statistic => "statistic",
        }
    }
}

/// What stands for a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    /// Index into [`super::Linked::claims`].
    pub claim: u32,
    /// Indices into [`super::Linked::citations`], in order.
    pub citations: Vec<u32>,
    /// Where the nearest of them stands.
    pub scope: Scope,
    /// What was found in the cited sources that were at hand.
    pub evidence: Vec<Evidence>,
    /// What came of it.
    pub verdict: Verdict,
}

/// Where the citation of a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In the claim's own sentence, or just behind its stop.
    Sentence,
    /// Elsewhere in its paragraph.
    Paragraph,
    /// Nowhere in reach.
    None,
}

impl Scope {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::None => "none",
        }
    }
}

/// What a cited source that is at hand says.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The citation key of the entry.
    pub entry: String,
    /// The path of the source.
    pub source: String,
    /// The page, from 1, where pages are known.
    pub page: Option<u32>,
    /// The source's own words.
    pub text: String,
    /// What they say of the claim.
    pub verdict: Verdict,
}

/// What came of holding a claim against its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// A citation stands for it; its source is not at hand.
    NoSource,
    /// Nothing stands for it.
    Uncited,
}

impl Verdict {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoSource => "no-source",
            Self::Uncited => "uncited",
        }
    }
}
