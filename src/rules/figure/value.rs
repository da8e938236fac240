//! What a printed number can mean, and which figures can be held against each other.

use super::told::Quantity;
use crate::model::{Decimal, Dimension, Relation};

/// The lowest and the highest value that would have been printed so, in the base unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

impl Bounds {
    /// Whether some value is in both.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// A range widened by so much at both ends.
    pub fn widened(self, by: f64) -> Self {
        Self { low: self.low - by, high: self.high + by }
    }
}

/// How much a number called rough may be off.
const ROUGH: f64 = 0.05;

/// What a figure can mean, taken by itself.
pub fn bounds(figure: &Quantity) -> Bounds {
    let (factor, offset) = figure.unit.map_or((1.0, 0.0), |unit| (unit.factor, unit.offset));
    let whole = matches!(figure.unit.map(|unit| &unit.dimension), None | Some(Dimension::Count));
    let half = |value: Decimal| if whole && value.exponent == 0 { 0.0 } else { value.half_place() };
    let low = figure.value.to_f64() - half(figure.value);
    let top = figure.upper.unwrap_or(figure.value);
    let high = top.to_f64() + half(top);
    let rough = if figure.relation == Relation::About { high.abs() * ROUGH } else { 0.0 };
    Bounds { low: (low - rough) * factor + offset, high: (high + rough) * factor + offset }
}

/// A figure's value in the base unit.
pub fn value(figure: &Quantity) -> f64 {
    let (factor, offset) = figure.unit.map_or((1.0, 0.0), |unit| (unit.factor, unit.offset));
    figure.value.to_f64() * factor + offset
}

/// Whether a figure says a number, and no bound or range.
pub fn is_plain(figure: &Quantity) -> bool {
    matches!(figure.relation, Relation::Exactly | Relation::About) && figure.upper.is_none()
}

/// Whether a figure is a share.
pub fn is_share(figure: &Quantity) -> bool {
    figure.unit.is_some_and(|unit| unit.dimension == Dimension::Share)
}

/// Whether a figure is an amount of money.
pub fn is_money(figure: &Quantity) -> bool {
    figure.unit.is_some_and(|unit| unit.dimension == Dimension::Money)
}

/// Whether a figure counts things, or has no unit at all.
pub fn is_count(figure: &Quantity) -> bool {
    figure.unit.is_none_or(|unit| unit.dimension == Dimension::Count)
}

/// Whether two figures measure in one dimension; money in one currency; a bare number goes with any count.
pub fn is_same_kind(one: &Quantity, other: &Quantity) -> bool {
    match (one.unit, other.unit) {
        (Some(a), Some(b)) if a.dimension == Dimension::Money => b.dimension == Dimension::Money && a.name == b.name,
        (Some(a), Some(b)) => a.dimension == b.dimension,
        _ => is_count(one) && is_count(other),
    }
}

/// The noun that a figure counts, in the singular.
pub fn noun<'l>(figure: &Quantity<'l>) -> Option<&'l str> {
    figure.unit.filter(|unit| unit.dimension == Dimension::Count).map(|unit| &*unit.name)
}

/// Whether a share was printed in digits; `one third` was not.
pub fn is_digits(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// How far a share may stand from what it is recomputed to: one of its last printed place, so that a number
/// that was cut off and not rounded passes; two points for a fraction in words.
pub fn slack(share: &Quantity, text: &str) -> f64 {
    let printed = if is_digits(text) { 10f64.powi(share.value.exponent) } else { 2.0 };
    let factor = share.unit.map_or(1.0, |unit| unit.factor);
    let rough = if share.relation == Relation::About { share.value.to_f64() * ROUGH } else { 0.0 };
    (printed + rough) * factor
}

/// A number as a message shows it: at most one decimal place more than `like`.
pub fn shown(value: f64, like: Decimal) -> String {
    let places = (1 - like.exponent).clamp(0, 6) as usize;
    let text = format!("{value:.places$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}
