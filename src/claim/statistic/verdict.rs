//! Whether a test's reported p is the p that its value gives.
//!
//! In: a test as read, and what the manuscript says of its tests. Out: a verdict, and the p recomputed.
//! Every usual reason for another p is tried before a test is called inconsistent: rounded degrees of
//! freedom, one tail, a correction that is named.

use std::sync::LazyLock;

use super::name::Sure;
use super::p_value::DraftP;
use super::read::Draft;
use super::recompute;
use crate::model::{Bound, Document, Recomputed, Reported, SentenceId, Tails, TestKind, Verdict};
use crate::text::Span;
use crate::text::needles::Needles;

/// Words that a manuscript with one-tailed tests has.
const ONE_TAILED: &[&str] = &[
    "one-tailed", "one-sided", "one tailed", "one sided", "1-tailed", "1-sided", "one-tail", "directional test",
    "directional tests", "directional hypothesis", "directional hypotheses",
];
/// Words that name a p which is not the test's own: corrected for many tests, for sphericity, or simulated.
const CHANGED: &[&str] = &[
    "bonferroni", "holm", "hochberg", "benjamini", "false discovery", "fdr", "fwe", "family-wise", "familywise",
    "tukey", "scheffé", "scheffe", "dunnett", "dunn's", "dunn’s", "sidak", "šidák", "šídák", "games-howell",
    "games–howell", "newman-keuls", "post hoc", "post-hoc", "multiple comparisons", "multiple testing", "corrected p",
    "corrected for", "corrected", "correction", "adjusted p", "p adjusted", "greenhouse", "huynh", "sphericity",
    "satterthwaite", "kenward", "yates", "continuity correction", "bootstrap", "bootstrapped", "bootstrapping",
    "permutation", "permutations", "randomization test", "randomisation test", "monte carlo", "simulated p",
    "exact test", "exact p", "exact significance", "bayes", "bayesian", "bayes factor", "partial correlation",
    "partial correlations", "equivalence test", "noninferiority", "non-inferiority", "tost",
];
/// The words above that raise every p of a manuscript wherever they are said.
const RAISING: &[&str] = &[
    "bonferroni", "holm", "hochberg", "benjamini", "false discovery", "fdr", "tukey", "scheffé", "scheffe", "sidak",
    "šidák", "šídák", "multiple comparisons", "multiple testing", "greenhouse", "huynh",
];

/// Words of tests on ranks, whose p programs compute in several ways.
const RANKS: &[&str] = &[
    "spearman", "spearman's", "spearman’s", "kendall", "rank correlation", "rank correlations", "mann-whitney",
    "mann–whitney", "mann whitney", "wilcoxon", "rank-sum", "rank sum", "signed-rank", "signed rank",
];
/// A word of papers in which z is no test.
const REDSHIFT: &[&str] = &["redshift", "redshifts"];

static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| [ONE_TAILED, RANKS, REDSHIFT, CHANGED].concat());
static NEEDLES: LazyLock<Needles> = LazyLock::new(|| Needles::new(WORDS.iter().copied()));

/// What a manuscript says of its tests.
#[derive(Debug, Default)]
pub struct Setting {
    one_tailed: bool,
    ranks: bool,
    redshift: bool,
    raised: bool,
    /// Sentences that name a p which is not the test's own, in order.
    changed: Vec<SentenceId>,
}

impl Setting {
    /// Reads what a manuscript says of its tests.
    pub fn of(document: &Document) -> Self {
        let mut setting = Self::default();
        for (sentence, phrase, _) in document.find(&NEEDLES) {
            let word = &WORDS[phrase];
            if ONE_TAILED.contains(word) {
                setting.one_tailed = true;
            } else if RANKS.contains(word) {
                setting.ranks = true;
            } else if REDSHIFT.contains(word) {
                setting.redshift = true;
            } else {
                setting.raised |= RAISING.contains(word);
                setting.changed.push(sentence);
            }
        }
        setting
    }
}

/// What came of a test.
#[derive(Debug)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// The degrees of freedom that were taken.
    pub df: Vec<f64>,
    /// The p that the value gives.
    pub recomputed: Option<Recomputed>,
    /// The tails that the reported p was held against.
    pub tails: Tails,
}

/// Judges a test.
pub fn judge(draft: &Draft, setting: &Setting, sentence: SentenceId) -> Judged {
    let df = degrees(draft);
    let recomputed = recompute::p(draft.head.kind, &df, draft.bound, &draft.value);
    let mut judged = Judged { verdict: Verdict::Unchecked, df, recomputed, tails: Tails::All };
    let (Some(p), Some(Recomputed { least, greatest, .. })) = (&draft.p, recomputed) else { return judged };
    let range = (least, greatest);
    let reported = p.clone().reported(Span::default());
    let one_tailed = p.one_tailed || setting.one_tailed;
    if let Some(tails) = fits(draft, &judged.df, &reported, one_tailed) {
        judged.verdict = Verdict::Consistent;
        judged.tails = tails;
        return judged;
    }
    let changed = p.changed || setting.changed.binary_search(&sentence).is_ok();
    let raised = setting.raised && is_above(&reported, range);
    let unlike = match draft.head.kind {
        TestKind::Rho => is_near(&judged.df, &reported, range),
        TestKind::R => setting.ranks && is_near(&judged.df, &reported, range),
        // A whole number is a place, not a test: x = 40, y = 20, z = -10.
        TestKind::Z => {
            setting.redshift || draft.value.decimals == 0 || setting.ranks && is_near(&[f64::MAX], &reported, range)
        }
        _ => false,
    };
    if changed || raised || unlike || draft.head.sure == Sure::Glued {
        return judged;
    }
    judged.verdict = if decides(&reported, range, one_tailed) { Verdict::DecisionError } else { Verdict::Inconsistent };
    judged
}

/// The degrees of freedom of a test, from the number of cases where a correlation states that alone.
fn degrees(draft: &Draft) -> Vec<f64> {
    match (draft.head.kind, &draft.head.df[..], draft.head.n) {
        (TestKind::R | TestKind::Rho, [], Some(n)) => vec![n - 2.0],
        (_, df, _) => df.to_vec(),
    }
}

/// Under which tails a reported p fits, if it does.
fn fits(draft: &Draft, df: &[f64], reported: &Reported, one_tailed: bool) -> Option<Tails> {
    let kind = draft.head.kind;
    let ranges: Vec<(f64, f64)> = readings(draft, df)
        .into_iter()
        .filter_map(|df| recompute::p(kind, &df, draft.bound, &draft.value))
        .map(|Recomputed { least, greatest, .. }| (least, greatest))
        .collect();
    let agree =
        |make: fn((f64, f64)) -> (f64, f64)| ranges.iter().any(|range| recompute::agrees(reported, make(*range)));
    let half = |(least, greatest)| (least / 2.0, greatest / 2.0);
    if agree(|range| range) {
        return Some(Tails::All);
    }
    if one_tailed && (agree(half) || agree(|(least, greatest)| (1.0 - greatest / 2.0, 1.0 - least / 2.0))) {
        return Some(Tails::One);
    }
    // Half the p to the digit is no accident where two of its digits are printed.
    let digits = reported.number.value / reported.number.half();
    let telling = reported.bound == Bound::Is && digits >= 20.0;
    let two_tails = matches!(kind, TestKind::T | TestKind::R | TestKind::Rho | TestKind::Z);
    (telling && two_tails && agree(half)).then_some(Tails::Half)
}

/// The degrees of freedom that the printed ones may stand for: Welch's are rounded, and some give the number of
/// cases with a correlation.
fn readings(draft: &Draft, df: &[f64]) -> Vec<Vec<f64>> {
    let mut out = vec![df.to_vec()];
    match (draft.head.kind, df) {
        (TestKind::T, &[df]) if df >= 2.0 => out.extend([vec![df - 0.5], vec![df + 0.5]]),
        (TestKind::F, &[first, second]) if second >= 2.0 => {
            out.extend([vec![first, second - 0.5], vec![first, second + 0.5]])
        }
        (TestKind::R | TestKind::Rho, &[df]) if df > 2.0 => out.push(vec![df - 2.0]),
        _ => {}
    }
    out
}

/// Whether a reported p lies above the recomputed one, as it does after a correction.
fn is_above(reported: &Reported, (_, greatest): (f64, f64)) -> bool {
    match reported.bound {
        Bound::Is => reported.number.value > greatest,
        Bound::Above => true,
        Bound::Below => false,
    }
}

/// Whether the p of a rank correlation, which programs compute in several ways, may still be meant.
fn is_near(df: &[f64], reported: &Reported, (least, greatest): (f64, f64)) -> bool {
    let few = df.first().is_none_or(|df| *df < 8.0);
    few || recompute::agrees(reported, (least * 0.8 - 0.005, greatest * 1.2 + 0.005))
}

/// Whether the result is significant by one p and not by the other, whatever the rounding and the tails.
fn decides(reported: &Reported, (least, greatest): (f64, f64), one_tailed: bool) -> bool {
    match recompute::significant(reported) {
        Some(true) => (if one_tailed { least / 2.0 } else { least }) > recompute::ALPHA,
        Some(false) => greatest <= recompute::ALPHA,
        None => false,
    }
}

impl DraftP {
    /// The p as the model has it.
    pub fn reported(self, span: Span) -> Reported {
        Reported { span, bound: self.bound, number: self.number }
    }
}
