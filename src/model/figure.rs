//! Quantities: a number as it was printed, its unit, and how exactly it is meant.

use std::borrow::Cow;

use super::document::SentenceId;
use crate::text::{ProseSpan, Span};

/// A quantity of the prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its source bytes: number, magnitude and unit.
    pub span: Span,
    /// Its prose.
    pub at: ProseSpan,
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// The number, or the lower end of a range, in the unit's own size.
    pub value: Decimal,
    /// The upper end, where it is a range.
    pub upper: Option<Decimal>,
    /// What it counts or measures; `None` for a bare number.
    pub unit: Option<Unit>,
    /// What the amount is per, where that is said: the year of `33 bcm a year`, the barrel of `$80 a barrel`. The
    /// unit is that of the amount itself; speeds and densities have a compound unit.
    pub per: Option<Unit>,
    /// How the number bounds what is meant.
    pub relation: Relation,
    /// Whether a reader would ask where it comes from.
    pub needs_citation: bool,
    /// Whether the answer to that is a close one: who would accuse waits for a plain one.
    pub close_call: bool,
}

/// A number as it was printed: `digits` times ten to the power of `exponent`; the last digit is the last one
/// printed. `7.6 million` is 76 and 5, so that 7,612,345 rounds to it and 7.7 million does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits.
    pub digits: i128,
    /// The power of ten.
    pub exponent: i32,
}

impl Decimal {
    /// Half of the last printed place: how far the true value may lie.
    pub fn half_place(self) -> f64 {
        0.5 * 10f64.powi(self.exponent)
    }

    /// The nearest floating-point number, so that `7.6 million` is 7600000.0 exactly.
    pub fn to_f64(self) -> f64 {
        // The standard library rounds a decimal literal correctly; a product of floats would not.
        format!("{}e{}", self.digits, self.exponent).parse().unwrap_or(f64::NAN)
    }
}

/// What a figure counts or measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// As the report gives it: an SI symbol, an ISO 4217 code, `%`, or a count noun in the singular.
    pub name: Cow<'static, str>,
    /// What can be compared with what.
    pub dimension: Dimension,
    /// How many of the dimension's base unit one of it is.
    pub factor: f64,
    /// What is added after multiplying, as degrees Celsius have it to kelvin.
    pub offset: f64,
}

/// What can be compared with what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Money of one currency.
    Money,
    /// Shares of a whole.
    Share,
    /// Percentage points.
    Points,
    /// Things counted, by the singular of their noun.
    Count,
    /// A physical dimension, by the symbol of its base unit: `m`, `m2`, `kg`, `s`, `K`, `m/s`.
    Physical(Cow<'static, str>),
}

/// Two years of the prose that belong together: no quantity, but they may stand in the wrong order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its source bytes, from the first year to the second.
    pub span: Span,
    /// The source bytes of the years.
    pub years: [Span; 2],
    /// The sentence it stands in.
    pub sentence: SentenceId,
    /// The first year that stands there.
    pub first: i32,
    /// The second.
    pub last: i32,
    /// What stands between them.
    pub joint: Joint,
}

/// What joins the two years of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Joint {
    /// A dash.
    Dash,
    /// Words: `from 1996 to 2001`, `between 1996 and 2001`.
    Words,
    /// Nothing but a blank, where a dash may have been lost.
    Blank,
    /// An end behind a beginning: `born 1940, died 1990`, `founded in 1921 and banned in 1928`.
    Events,
}

/// How a number bounds what is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The number itself.
    Exactly,
    /// About it.
    About,
    /// More than it.
    Above,
    /// It or more.
    AtLeast,
    /// Less than it.
    Below,
    /// It or less.
    AtMost,
    /// From the value to the upper end.
    Range,
}

impl Relation {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exactly => "=",
            Self::About => "~",
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Range => "range",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn a_decimal_is_what_was_printed() {
        let cost = Decimal { digits: 76, exponent: 5 };
        assert_eq!(cost.to_f64(), 7_600_000.0);
        assert_eq!(cost.half_place(), 50_000.0);
        assert_eq!(Decimal { digits: 1234, exponent: -3 }.to_f64(), 1.234);
    }
}
