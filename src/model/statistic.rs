//! Results that carry enough to be computed again: tests with their p, means and shares of counts.

use super::claim::Verdict;
use super::document::SentenceId;
use crate::text::{ProseSpan, Span};

/// A result that can be computed again.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistic {
    /// Its prose.
    pub at: ProseSpan,
    /// Its source bytes.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// What was computed.
    pub result: Outcome,
    /// Whether it comes out the same.
    pub verdict: Verdict,
}

/// What a statistic states.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A test: `t(28) = 2.20, p = .036`.
    Test(Test),
    /// A mean or a share of whole-number answers: `n = 28, M = 3.51`.
    Mean(Mean),
}

/// A number with the digits it was printed with.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// As written: `.036`.
    pub text: String,
    /// What it says.
    pub value: f64,
    /// How many decimals were printed.
    pub decimals: u8,
}

/// A test statistic.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// Which.
    pub kind: TestKind,
    /// From its name to its value, in source bytes.
    pub span: Span,
    /// As a message shows it, without its p: `t(28) = 2.20`.
    pub text: String,
    /// Its degrees of freedom, in order; none for z, or where they are not stated.
    pub df: Vec<f64>,
    /// Whether the value is stated, or a bound for it.
    pub bound: Bound,
    /// Its value.
    pub value: Printed,
    /// The p that is reported.
    pub p: Option<Reported>,
    /// The p that the value gives, two-tailed where the test has two tails.
    pub recomputed: Option<Recomputed>,
    /// How many tails the reported p was held against.
    pub tails: Tails,
}

/// A p computed from a printed value, which may be any number that rounds to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recomputed {
    /// The least p it may stand for.
    pub least: f64,
    /// The p of the value as printed.
    pub printed: f64,
    /// The greatest p it may stand for.
    pub greatest: f64,
}

/// Which tails of the distribution a reported p was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tails {
    /// What the test has by itself.
    All,
    /// The manuscript speaks of one-tailed tests, and half the p fits.
    One,
    /// Nothing is said of one-tailed tests, and half the p fits to the digit.
    Half,
}

/// The distribution a statistic is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TestKind {
    /// Student's t.
    T,
    /// F.
    F,
    /// Chi square.
    ChiSquare,
    /// A product-moment correlation.
    R,
    /// A rank correlation.
    Rho,
    /// The standard normal.
    Z,
    /// Cochran's Q: chi square under another name.
    Q,
}

impl TestKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::T => "t",
            Self::F => "F",
            Self::ChiSquare => "χ²",
            Self::R => "r",
            Self::Rho => "ρ",
            Self::Z => "z",
            Self::Q => "Q",
        }
    }
}

/// How a printed number binds what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// `=`, `≈`
    Is,
    /// `<`, `≤`
    Below,
    /// `>`, `≥`
    Above,
}

impl Bound {
    /// The sign in reports.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Is => "=",
            Self::Below => "<",
            Self::Above => ">",
        }
    }
}

/// A reported p.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// Its source bytes, sign and all.
    pub span: Span,
    /// How the number bounds it.
    pub bound: Bound,
    /// The number; for `n.s.` that is .05.
    pub number: Printed,
}

/// A mean or a share of answers that are whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    /// Whether it is a share of persons or things, in percent.
    pub share: bool,
    /// The mean, or the percentage.
    pub value: Printed,
    /// The standard deviation, where one stands beside it.
    pub sd: Option<Printed>,
    /// How many answered.
    pub n: u32,
    /// Where that stands, in source bytes.
    pub answered: Span,
    /// How many items each answered.
    pub items: u32,
    /// What is wrong, where it is impossible.
    pub flaw: Option<MeanFlaw>,
}

/// Why a mean or share is impossible.
#[derive(Clone, Debug, PartialEq)]
pub enum MeanFlaw {
    /// No sum of whole numbers gives it: the sums around it, and the value of each.
    NoSum([(u64, f64); 2]),
    /// The mean is possible, its standard deviation is not.
    NoSpread {
        /// Whether it would be, were it divided by n and not, as is usual, by n - 1.
        by_n: bool,
    },
}

impl Statistic {
    /// The name in reports.
    pub fn name(&self) -> &'static str {
        match &self.result {
            Outcome::Test(test) => test.kind.name(),
            Outcome::Mean(mean) if mean.share => "percent",
            Outcome::Mean(_) => "mean",
        }
    }

    /// The degrees of freedom; a mean or share has none.
    pub fn df(&self) -> &[f64] {
        match &self.result {
            Outcome::Test(test) => &test.df,
            Outcome::Mean(_) => &[],
        }
    }

    /// The value that is stated.
    pub fn value(&self) -> f64 {
        match &self.result {
            Outcome::Test(test) => test.value.value,
            Outcome::Mean(mean) => mean.value.value,
        }
    }

    /// The reported p, sign first: `< .001`.
    pub fn p(&self) -> Option<String> {
        match &self.result {
            Outcome::Test(test) => test.p.as_ref().map(Reported::shown),
            Outcome::Mean(_) => None,
        }
    }
}

impl Reported {
    /// Sign and number: `< .001`.
    pub fn shown(&self) -> String {
        format!("{} {}", self.bound.sign(), self.number.text)
    }
}

impl Printed {
    /// Half a unit of the last printed place.
    pub fn half(&self) -> f64 {
        0.5 * 10f64.powi(-i32::from(self.decimals))
    }
}
