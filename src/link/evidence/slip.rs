//! Which slip of the pen would turn the source's figure into ours.

use super::agree::{Agreement, agree, same_money, side};
use crate::link::quantities::{Amount, Class};
use crate::model::{Slip, Unit};

/// The slip that explains the difference of two amounts, where one does.
pub(super) fn slip(ours: &Amount, theirs: &Amount) -> Option<Slip> {
    if ours.class() != theirs.class() {
        return None;
    }
    let plain = Amount { relation: crate::model::Relation::Exactly, ..*ours };
    if side(ours.relation) * side(theirs.relation) < 0 && agree(&plain, theirs) > Agreement::Differs {
        return Some(Slip::Bound);
    }
    let (our, their) = (ours.value.value, theirs.value.value);
    let same_number = close(our, their);
    if !same_money(ours, theirs) {
        let as_theirs = Amount { unit: theirs.unit, ..*ours };
        return (agree(&as_theirs, theirs) == Agreement::Same).then_some(Slip::Currency);
    }
    if same_number && ours.factor() != theirs.factor() {
        return Some(if ours.class() == Class::Money { magnitude(ours, theirs)? } else { Slip::Unit });
    }
    if let Some(slip) = magnitude(ours, theirs) {
        return Some(slip);
    }
    let (our_digits, their_digits) = (written(ours), written(theirs));
    if swapped(&our_digits, &their_digits) {
        return Some(Slip::DigitsSwapped);
    }
    if ours.factor() != theirs.factor() && misconverted(ours, theirs) {
        return Some(Slip::Conversion);
    }
    (one_digit(&our_digits, &their_digits) && same_unit(ours.unit, theirs.unit)).then_some(Slip::Digit)
}

/// How much two amounts that differ look as if one were a slip for the other, from 0 to 1: the more digits agree,
/// the less is that chance.
pub(super) fn slipped(ours: &Amount, theirs: &Amount) -> f32 {
    let digits = ours.value.significant().min(theirs.value.significant());
    match slip(ours, theirs) {
        None => 0.0,
        Some(Slip::Digit) => {
            if digits >= 3 {
                0.8
            } else {
                0.2
            }
        }
        Some(_) => {
            if digits >= 2 {
                1.0
            } else {
                0.4
            }
        }
    }
}

/// A power of ten between the two, where nothing else is.
fn magnitude(ours: &Amount, theirs: &Amount) -> Option<Slip> {
    let ratio = ours.base(ours.value.value) / theirs.base(theirs.value.value);
    let power = ratio.abs().log10().round();
    let off = ratio.abs() / 10f64.powf(power);
    let fits = ratio > 0.0 && power != 0.0 && power.abs() <= 15.0 && close(off, 1.0);
    fits.then_some(Slip::Magnitude(power as i32))
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(other.abs())
}

fn same_unit(ours: Option<&Unit>, theirs: Option<&Unit>) -> bool {
    ours.map(|unit| unit.factor) == theirs.map(|unit| unit.factor)
}

/// The digits as they are printed.
fn written(amount: &Amount) -> String {
    format!("{:.0}", amount.value.digits())
}

/// Whether two digits have changed places.
fn swapped(ours: &str, theirs: &str) -> bool {
    let apart: Vec<(u8, u8)> = ours.bytes().zip(theirs.bytes()).filter(|(our, their)| our != their).collect();
    ours.len() == theirs.len() && matches!(apart[..], [(a, b), (c, d)] if a == d && b == c)
}

/// Whether one digit is another.
fn one_digit(ours: &str, theirs: &str) -> bool {
    let apart = ours.bytes().zip(theirs.bytes()).filter(|(our, their)| our != their).count();
    ours.len() == theirs.len() && ours.len() > 1 && apart == 1
}

/// Whether a conversion went the wrong way.
fn misconverted(ours: &Amount, theirs: &Amount) -> bool {
    let (forth, back) = (theirs.factor() / ours.factor(), ours.factor() / theirs.factor());
    let wrong = theirs.value.value * back;
    let right = theirs.value.value * forth;
    let slack = ours.value.half_place().max(0.01 * wrong.abs());
    (ours.value.value - wrong).abs() <= slack && (right - wrong).abs() > slack
}

#[cfg(test)]
mod tests {
    use super::{one_digit, swapped};

    #[test]
    fn digits_that_slipped() {
        assert!(swapped("11570", "11750") && swapped("61", "16") && !swapped("61", "61") && !swapped("161", "16"));
        assert!(one_digit("330", "300") && !one_digit("330", "330") && !one_digit("3", "4") && !one_digit("33", "300"));
    }
}
