//! Whether two printed amounts can mean the same.
//!
//! A printed number stands for all that round to it. `About` widens that, and so does a conversion; a bound is
//! right where the source is beyond it and not far away. In: two amounts of one class. Out: how they agree.

use crate::link::quantities::{Amount, Class, Printed};
use crate::model::Relation;

/// How two amounts agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// One excludes the other.
    Differs,
    /// Both can be true, and neither says the other: `more than 20` of 85, a member of a wide range.
    Loose,
    /// The same, but for how exactly it is said.
    Near,
    /// The same.
    Same,
}

/// How far a converted number may be off.
const CONVERTED: f64 = 0.01;
/// How far a number may be from one of fewer digits that it rounds to.
const FINER: f64 = 0.05;
/// How far beyond a bound a number still makes it a fair one.
const BEYOND: f64 = 0.2;

/// Whether `ours` can be said where the source says `theirs`.
pub(super) fn agree(ours: &Amount, theirs: &Amount) -> Agreement {
    if ours.class() != theirs.class() || !same_money(ours, theirs) {
        return Agreement::Differs;
    }
    match (ours.upper, theirs.upper) {
        (Some(our), Some(their)) => {
            let (low, high) = (meet(ours, ours.value, theirs, theirs.value), meet(ours, our, theirs, their));
            match low.min(high) {
                Agreement::Differs if overlap(ours, theirs) && low.max(high) == Agreement::Differs => Agreement::Loose,
                worst => worst,
            }
        }
        (None, Some(upper)) => in_range(ours, ours.value, theirs, upper),
        (Some(our), None) => {
            let ends = meet(ours, ours.value, theirs, theirs.value).max(meet(ours, our, theirs, theirs.value));
            ends.max(if within(ours, theirs) { Agreement::Near } else { Agreement::Differs })
        }
        (None, None) => bounded(ours, theirs),
    }
}

/// Whether the units are of one currency, or of none that is known.
pub(super) fn same_money(ours: &Amount, theirs: &Amount) -> bool {
    ours.class() != Class::Money || ours.unit.map(|unit| &unit.name) == theirs.unit.map(|unit| &unit.name)
}

/// Whether two single numbers are one, whatever their bounds: within what each was rounded to.
fn meet(ours: &Amount, our: Printed, theirs: &Amount, their: Printed) -> Agreement {
    let (a, b) = (ours.base(our.value), theirs.base(their.value));
    let apart = (a - b).abs();
    let fuzz = 1e-9 * a.abs().max(b.abs());
    let (our_half, their_half) = (our.half_place() * ours.factor(), their.half_place() * theirs.factor());
    let converted = ours.factor() != theirs.factor() && !same_scale(ours, theirs);
    let mut slack = our_half;
    if converted {
        slack = slack.max(CONVERTED * b.abs());
    }
    if ours.relation == Relation::About {
        slack = slack.max(about(our) * b.abs());
    }
    if apart <= slack + fuzz {
        return Agreement::Same;
    }
    // Ours is finer than the source: hardly, or more than the source can be asked for.
    if apart <= their_half + fuzz && apart <= FINER * b.abs() {
        return Agreement::Near;
    }
    if theirs.relation == Relation::About && apart <= about(their) * b.abs() {
        return Agreement::Loose;
    }
    Agreement::Differs
}

/// Units of one make whose numbers are the same digits: shifting a point is no conversion that rounds.
fn same_scale(ours: &Amount, theirs: &Amount) -> bool {
    let power = (ours.factor() / theirs.factor()).abs().log10();
    (power - power.round()).abs() < 1e-9
}

/// How far `about` reaches: the rounder the number, the farther.
fn about(number: Printed) -> f64 {
    match number.significant() {
        1 => 0.1,
        2 => 0.05,
        _ => 0.02,
    }
}

/// A single number against a range of the source.
fn in_range(ours: &Amount, our: Printed, theirs: &Amount, upper: Printed) -> Agreement {
    let ends = meet(ours, our, theirs, theirs.value).max(meet(ours, our, theirs, upper));
    let value = ours.base(our.value);
    let (low, high) = (theirs.base(theirs.value.value), theirs.base(upper.value));
    let inside = match ours.relation {
        Relation::Above | Relation::AtLeast => value <= low,
        Relation::Below | Relation::AtMost => value >= high,
        _ => low <= value && value <= high,
    };
    ends.max(if inside { Agreement::Loose } else { Agreement::Differs })
}

/// Whether the source's number lies in our range.
fn within(ours: &Amount, theirs: &Amount) -> bool {
    let value = theirs.base(theirs.value.value);
    ours.upper.is_some_and(|upper| ours.base(ours.value.value) <= value && value <= ours.base(upper.value))
}

fn overlap(ours: &Amount, theirs: &Amount) -> bool {
    match (ours.upper, theirs.upper) {
        (Some(our), Some(their)) => {
            ours.base(ours.value.value) <= theirs.base(their.value)
                && theirs.base(theirs.value.value) <= ours.base(our.value)
        }
        _ => false,
    }
}

/// Two single numbers, with their bounds.
fn bounded(ours: &Amount, theirs: &Amount) -> Agreement {
    let met = meet(ours, ours.value, theirs, theirs.value);
    let (a, b) = (ours.base(ours.value.value), theirs.base(theirs.value.value));
    let (up, down) = (side(ours.relation), side(theirs.relation));
    if met > Agreement::Differs {
        // The same number; a bound that points the other way says something else.
        return if up * down < 0 { Agreement::Differs } else { met };
    }
    let fair = (a - b).abs() <= BEYOND * a.abs().max(b.abs());
    match (up, down) {
        // `more than 80` of 85.
        (1, 0) if b > a => {
            if fair {
                Agreement::Same
            } else {
                Agreement::Loose
            }
        }
        (-1, 0) if b < a => {
            if fair {
                Agreement::Same
            } else {
                Agreement::Loose
            }
        }
        // 85, where the source has `more than 80`.
        (0, 1) if a > b && fair => Agreement::Loose,
        (0, -1) if a < b && fair => Agreement::Loose,
        _ => Agreement::Differs,
    }
}

/// To which side a bound lies open.
pub(super) fn side(relation: Relation) -> i8 {
    match relation {
        Relation::Above | Relation::AtLeast => 1,
        Relation::Below | Relation::AtMost => -1,
        Relation::Exactly | Relation::About | Relation::Range => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Agreement, agree};
    use crate::link::quantities::{Amount, Printed};
    use crate::model::{Dimension, Relation, Unit};

    fn unit(name: &'static str, dimension: Dimension, factor: f64) -> Unit {
        Unit { name: name.into(), dimension, factor, offset: 0.0 }
    }

    fn length(name: &'static str, factor: f64) -> Unit {
        unit(name, Dimension::Physical("m".into()), factor)
    }

    /// `~300`, `>80`, `2.5..3`: the last printed place is that of the digits.
    fn amount<'u>(text: &str, unit: &'u Unit) -> Amount<'u> {
        let (relation, text) = match text.split_at(1) {
            ("~", rest) => (Relation::About, rest),
            (">", rest) => (Relation::Above, rest),
            ("<", rest) => (Relation::Below, rest),
            _ => (Relation::Exactly, text),
        };
        let printed = |text: &str| Printed {
            value: text.parse().unwrap(),
            last: text.split_once('.').map_or(0, |(_, places)| -(places.len() as i8)),
        };
        match text.split_once("..") {
            Some((low, high)) => {
                Amount { value: printed(low), upper: Some(printed(high)), unit: Some(unit), relation: Relation::Range }
            }
            None => Amount { value: printed(text), upper: None, unit: Some(unit), relation },
        }
    }

    #[test]
    fn what_can_be_said_of_a_printed_number() {
        use Agreement::{Differs, Loose, Near, Same};
        let (km, mile, m, foot) = (length("km", 1e3), length("mi", 1609.344), length("m", 1.0), length("ft", 0.3048));
        let share = unit("%", Dimension::Share, 1.0);
        let (dollar, euro) = (unit("USD", Dimension::Money, 1.0), unit("EUR", Dimension::Money, 1.0));
        let table = [
            ("24", &share, "23.6", &share, Same),
            ("24", &share, "24.6", &share, Differs),
            ("23.6", &share, "24", &share, Near),
            ("1.4", &share, "1", &share, Differs),
            ("~2600", &km, "2640", &km, Same),
            ("2670", &km, "2640", &km, Differs),
            ("1078", &mile, "1735", &km, Same),
            ("1000", &mile, "1735", &km, Differs),
            ("12", &foot, "3.6", &m, Same),
            ("12", &m, "3.6", &m, Differs),
            (">1200", &share, "1204", &share, Same),
            (">100", &share, "85", &share, Differs),
            (">20", &share, "85", &share, Loose),
            ("<20", &share, "19.4", &share, Same),
            (">80", &share, "<80", &share, Differs),
            ("80", &share, ">80", &share, Same),
            ("85", &share, ">80", &share, Loose),
            ("500..3000", &share, "500..3000", &share, Same),
            ("500..4000", &share, "500..3000", &share, Differs),
            ("<3000", &share, "500..3000", &share, Same),
            ("700", &share, "500..3000", &share, Loose),
            ("20..30", &share, "27", &share, Near),
            ("48.2", &dollar, "48.2", &euro, Differs),
            ("48.2", &dollar, "48.2", &dollar, Same),
        ];
        for (ours, our_unit, theirs, their_unit, want) in table {
            let got = agree(&amount(ours, our_unit), &amount(theirs, their_unit));
            assert_eq!(got, want, "{ours} {} of {theirs} {}", our_unit.name, their_unit.name);
        }
    }
}
