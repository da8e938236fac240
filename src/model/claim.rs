//! Claims and what supports them.

use super::document::SentenceId;
use super::entry::EntryId;
use super::figure::{Figure, Period};
use super::quotation::{Difference, Quotation};
use super::source::SourceId;
use super::statistic::Statistic;
use crate::text::{ProseSpan, Span};

/// What the manuscript states, as its finders read it: quantities, others' words, tests. All in order.
#[derive(Clone, Debug, Default)]
pub struct Stated {
    /// Every quantity.
    pub figures: Vec<Figure>,
    /// Every pair of years that belong together.
    pub periods: Vec<Period>,
    /// Every passage in quotation marks, and every block quotation.
    pub quotations: Vec<Quotation>,
    /// Every test statistic, mean and share that can be recomputed.
    pub statistics: Vec<Statistic>,
}

/// A sentence that a citation stands for, or that holds a figure; or a quotation; or a statistic.
///
/// The figures of a sentence are one claim. Each quotation and each statistic is one of its own. A cited
/// sentence without a figure is a claim of the kind [`ClaimKind::Statement`].
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its source bytes: the sentence, the quotation, the statistic.
    pub span: Span,
    /// Its prose.
    pub at: ProseSpan,
    /// What it holds.
    pub kind: ClaimKind,
    /// The sentence; that in which a quotation ends.
    pub sentence: SentenceId,
    /// Whether it needs a citation at all.
    pub needs_citation: bool,
    /// Every quantity of the sentence, where the claim is a figure's.
    pub figures: Vec<Figure>,
    /// The quotation, where it is one.
    pub quotation: Option<Box<Quotation>>,
    /// The statistic, where it is one.
    pub statistic: Option<Box<Statistic>>,
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
    /// What came of each figure of the claim, in their order.
    pub figures: Vec<Verdict>,
    /// The works that are cited for it, at hand as a whole, and speak of nothing that it names.
    pub unrelated: Vec<EntryId>,
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
    /// The work.
    pub entry: EntryId,
    /// The text it stands in: a cited source of the document, or a library where the entry's own field speaks.
    pub source: SourceId,
    /// The passage in that text.
    pub span: Span,
    /// The smallest part of it that tells: the figure, the differing words. Equal to `span` where nothing is smaller.
    pub mark: Span,
    /// The page, from 1, where pages are known.
    pub page: Option<u32>,
    /// The passage, as a reader reads it.
    pub text: String,
    /// What it says of the claim.
    pub verdict: Verdict,
    /// Which figure of the claim it is about, where it is about one.
    pub figure: Option<u32>,
    /// How much of the work was at hand.
    pub extent: Extent,
    /// Which slip would explain the difference.
    pub slip: Option<Slip>,
    /// Where a quotation and its source part, the gravest first.
    pub differences: Vec<Difference>,
}

/// How much of a cited work is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of it: what is not in it is not in the work.
    Whole,
    /// An abstract, a note, a page: what is not in it may still be in the work.
    Part,
    /// Its text came out poorly: nothing follows from what is not found.
    Poor,
}

/// A slip of the pen that turns one figure into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The digits agree, the magnitude word does not: ours is so many powers of ten above the source's.
    Magnitude(i32),
    /// Two digits have changed places.
    DigitsSwapped,
    /// One digit differs.
    Digit,
    /// The number agrees, the unit does not.
    Unit,
    /// The number agrees, the currency does not.
    Currency,
    /// A conversion gone wrong: the number would be right in another unit.
    Conversion,
    /// The value of another year.
    OtherYear,
    /// The value of another group, place or thing.
    OtherThing,
    /// The bound points the other way: `more than` where the source has less.
    Bound,
}

/// What came of holding a claim against its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The source says so.
    Supports,
    /// The source says it in other words, and quotation marks say otherwise.
    Altered,
    /// The source gives another value for the same statement.
    Contradicts,
    /// The source has this value, but for another year, group or thing.
    OtherStatement,
    /// The source is at hand and holds nothing of it.
    NotFound,
    /// A citation stands for it; its source is not at hand.
    NoSource,
    /// Nothing stands for it.
    Uncited,
    /// The closest passages are shown; they are not judged.
    Passage,
    /// The statistic recomputes.
    Consistent,
    /// The statistic does not recompute.
    Inconsistent,
    /// It does not recompute, and whether it is significant hangs on it.
    DecisionError,
    /// It could not be checked.
    Unchecked,
}

impl Verdict {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Altered => "altered",
            Self::Contradicts => "contradicts",
            Self::OtherStatement => "other-statement",
            Self::NotFound => "not-found",
            Self::NoSource => "no-source",
            Self::Uncited => "uncited",
            Self::Passage => "passage",
            Self::Consistent => "consistent",
            Self::Inconsistent => "inconsistent",
            Self::DecisionError => "decision-error",
            Self::Unchecked => "unchecked",
        }
    }
}
