//! Test statistics, means and shares that can be recomputed.

use super::claim::Verdict;
use super::document::SentenceId;
use crate::text::{ProseSpan, Span};

/// A statistic of the prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistic {
    /// Its source bytes.
    pub span: Span,
    /// Its prose.
    pub at: ProseSpan,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// The test: `t`, `F`, `χ²`, `r`, `z`, `Q`, or `mean`, `percent`.
    pub test: &'static str,
    /// The degrees of freedom.
    pub df: Vec<f64>,
    /// The value.
    pub value: f64,
    /// The p value as reported: `< .001`.
    pub p: Option<String>,
    /// What came of recomputing it.
    pub verdict: Verdict,
}
