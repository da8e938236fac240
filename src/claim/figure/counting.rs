//! What a number counts: the noun behind it, and of how many.

use std::borrow::Cow;

use super::line::Line;
use super::piece::Piece;
use super::{bound, mask, noun};
use crate::grammar::number::{self, Form};
use crate::grammar::unit;
use crate::model::{Dimension, Unit};

/// What is counted: the noun, and of how many.
pub(super) fn count(line: &Line<'_>, piece: &mut Piece, rest: &str) {
    let whole = piece.scaled().to_f64().fract() == 0.0;
    let words = piece.form == Form::Words;
    // `45 per 100,000`
    if let Some((unit, len)) = out_of(rest, None) {
        (piece.unit, piece.end) = (Some(unit), piece.end + len);
        return;
    }
    if !whole && piece.magnitude == 0 || mask::of_the_clock(rest) {
        return;
    }
    let hyphen = usize::from(rest.starts_with('-') && piece.magnitude == 0);
    if hyphen == 1 {
        return;
    }
    if let Some(noun) = whole_of(rest).filter(|_| !words && !piece.year_like()) {
        piece.counted = true;
        piece.unit = Some(counted_unit(noun));
        return;
    }
    let Some((noun, len)) = noun::counted(rest) else { return };
    if words
        && piece.value.to_f64() < 13.0
        && piece.magnitude == 0
        && !(noun::countable(&noun) && piece.value.digits > 1)
    {
        return;
    }
    if piece.year_like() && !round_sum(line, piece) {
        return;
    }
    piece.end += len;
    piece.counted = true;
    let behind = line.after(piece.end);
    match out_of(behind, Some(&noun)) {
        Some((unit, len)) => (piece.unit, piece.end) = (Some(unit), piece.end + len),
        None => {
            piece.unit = Some(counted_unit(noun));
            if let Some(time) = unit::time_of_flow(behind) {
                piece.end += time.len;
                piece.per = Some(time.unit);
            }
        }
    }
}

/// The noun of `12 of the 20 participants`, which the 12 counts too.
fn whole_of(rest: &str) -> Option<String> {
    let joint = [" out of the ", " out of ", " of the ", " of our ", " of these ", " of "].into_iter();
    let after = joint.filter_map(|joint| rest.strip_prefix(joint)).next()?;
    let number = number::digits(after)?;
    noun::counted(&after[number.len..]).map(|(noun, _)| noun)
}

/// Whether four digits that may be a year are a count after all: the words before say so.
fn round_sum(line: &Line<'_>, piece: &Piece) -> bool {
    let before = line.before(piece.start).trim_end();
    let total = [
        "total of", "sample of", "more than", "less than", "fewer than", "at least", "about", "approximately",
        "nearly", "almost", "some", "around", "roughly", "over", "up to",
    ]
    .iter()
    .any(|words| bound::ends_with_words(before, words));
    total && !(1900..=2100).contains(&piece.value.digits)
        || total && piece.value.digits % 100 == 0 && piece.value.digits < 2001
}

/// ` per 100,000 people`: the rate, and the length.
fn out_of(rest: &str, noun: Option<&str>) -> Option<(Unit, usize)> {
    let after = rest.strip_prefix(" per ")?;
    let number = number::digits(after)?;
    let base = number.value.to_f64();
    if base < 100.0 || number.value.exponent < 0 {
        return None;
    }
    let mut len = 5 + number.len;
    if let Some((_, more)) = noun::counted(&after[number.len..]) {
        len += more;
    }
    let shown = &after[..number.len];
    let unit = match noun {
        Some(noun) => Unit {
            name: Cow::Owned(format!("{noun}/{shown}")),
            dimension: Dimension::Count,
            factor: 1.0 / base,
            offset: 0.0,
        },
        None => Unit {
            name: Cow::Owned(format!("1/{shown}")),
            dimension: Dimension::Share,
            factor: 100.0 / base,
            offset: 0.0,
        },
    };
    Some((unit, len))
}

/// A noun as a unit.
pub(super) fn counted_unit(noun: String) -> Unit {
    Unit { name: Cow::Owned(noun), dimension: Dimension::Count, factor: 1.0, offset: 0.0 }
}
