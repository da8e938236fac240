//! Whether the letters behind a number mean their unit there: `2 in`, `1990s`, `Six-Day War`, `Fig. 5J`.

use super::line::Line;
use super::piece::Piece;
use super::{bound, mask};
use crate::grammar::number::Form;
use crate::grammar::unit;
use crate::model::{Decimal, Dimension, Unit};

/// Whether the letters behind a number mean their unit there.
pub(super) fn meant(line: &Line<'_>, piece: &Piece, read: &unit::Read) -> bool {
    let rest = line.after(piece.number_end);
    let glued = rest.starts_with(char::is_alphabetic);
    // Where a deviation stands between, the length is counted from behind it.
    let (words, behind) = rest.split_at_checked(read.len).unwrap_or((rest, ""));
    let words = words.trim_start();
    let one = piece.form == Form::Words && piece.value == Decimal { digits: 1, exponent: 0 };
    let time = read.unit.dimension == unit::year().dimension;
    if one && (read.symbol || time && !aged(behind)) {
        return false;
    }
    if read.symbol {
        // `Fig. 5J`, `sections 2 h`: the letter belongs to the label.
        let label = (glued || words.chars().count() < 2) && mask::labelled(line.before(piece.start));
        return !label && symbol_meant(piece, words, glued, behind);
    }
    // `Six-Day War`, `Seven Years' War`
    let name = piece.form == Form::Words
        && line.after(piece.digits).starts_with(char::is_uppercase)
        && words.trim_start_matches('-').starts_with(char::is_uppercase);
    !name && !matches!(words, "bars" | "stones" | "moles" | "quarters")
}

fn symbol_meant(piece: &Piece, symbol: &str, glued: bool, behind: &str) -> bool {
    let whole = piece.form == Form::Plain;
    match symbol.trim_start_matches('-') {
        // Letters that mean something else too often.
        "a" | "B" | "C" | "F" | "H" | "S" | "st" | "pt" | "pH" | "quarter" | "cup" | "pc" => false,
        "A" | "T" | "N" => !whole,
        // `a 10K filter`
        "K" if glued => !whole || piece.value.digits >= 50,
        // The dates of layers, `3700 cal BP`; the fates of cells, `the 1° cell`.
        "cal" => !["BP", "BC", "AD"].iter().any(|era| bound::starts_with_words(behind.trim_start(), era)),
        "°" => !(whole && piece.value.digits < 4),
        "in" => {
            let behind = behind.trim_start();
            let next = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            behind.is_empty()
                || behind.starts_with(['.', ',', ';', ')'])
                || matches!(next, "thick" | "wide" | "long" | "tall" | "high" | "deep" | "diameter")
        }
        "pm" => piece.value.exponent < -2 || piece.value.digits > 12 && whole,
        // Decades and ages: `1990s`, `in their 30s`.
        "s" if glued => !(whole && piece.value.digits % 10 == 0),
        "d" if glued => !(whole && piece.value.digits < 4),
        // The force of a centrifuge.
        "g" => {
            !(piece.value.to_f64() >= 500.0
                && (behind.starts_with(" for ")
                    || behind.starts_with(" at ")
                    || piece.form != Form::Decimal && behind.starts_with(" x ")))
        }
        "M" if glued => !whole,
        _ => true,
    }
}

/// Whether the words near a number speak of any of these things.
fn near(line: &Line<'_>, piece: &Piece, stems: &[&str]) -> bool {
    let ahead = line.after(piece.end);
    let ahead = ahead[..ahead.floor_char_boundary(48)].split([';', ',']).next().unwrap_or_default();
    let behind = line.before(piece.start).rsplit([';', ',']).next().unwrap_or_default();
    [behind, ahead].into_iter().any(|text| {
        let mut words = text.split(|c: char| !c.is_alphabetic());
        words.any(|word| {
            stems.iter().any(|stem| word.get(..stem.len()).is_some_and(|front| front.eq_ignore_ascii_case(stem)))
        })
    })
}

/// Whether the words near a number speak of money.
pub(super) fn of_money(line: &Line<'_>, piece: &Piece) -> bool {
    const STEMS: [&str; 19] = [
        "cost", "pay", "paid", "price", "profit", "worth", "fee", "fine", "fund", "budget", "salar", "wage", "loan",
        "debt", "income", "spen", "sold", "pence", "tax",
    ];
    near(line, piece, &STEMS)
}

/// Whether the words near a number speak of weight.
pub(super) fn of_weight(line: &Line<'_>, piece: &Piece) -> bool {
    const STEMS: [&str; 7] = ["weigh", "heavy", "heavier", "lift", "lighter", "mass", "ounce"];
    near(line, piece, &STEMS)
}

/// Whether the words near a number speak of warmth, so that a `C` or an `F` is a degree.
fn of_warmth(line: &Line<'_>, piece: &Piece) -> bool {
    const STEMS: [&str; 10] = ["temperatur", "degree", "warm", "cold", "heat", "hot", "fever", "boil", "freez", "melt"];
    near(line, piece, &STEMS)
}

/// The unit, which is a length of sequence where genes are spoken of: `64.6 Mb` of a chromosome are no bits.
pub(super) fn of_sequence(line: &Line<'_>, piece: &Piece, unit: Unit) -> Unit {
    const STEMS: [&str; 14] = [
        "gen", "chromosom", "locus", "loci", "region", "dna", "rna", "sequenc", "assembl", "marker", "contig", "kb",
        "bp", "qtl",
    ];
    let name = match &*unit.name {
        "Mbit" => "Mb",
        "Gbit" => "Gb",
        _ => return unit,
    };
    if !near(line, piece, &STEMS) {
        return unit;
    }
    let factor = unit.factor * 8.0;
    Unit { name: name.into(), dimension: Dimension::Physical("bp".into()), factor, offset: 0.0 }
}

/// `98.6 F` where warmth is spoken of: a temperature.
pub(super) fn warmth(line: &Line<'_>, piece: &Piece, rest: &str) -> Option<unit::Read> {
    let gap = usize::from(rest.starts_with(' '));
    let letter = rest.get(gap..gap + 1).filter(|letter| matches!(*letter, "C" | "F"))?;
    let ends = !rest[gap + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '\'');
    if !ends || !of_warmth(line, piece) || mask::labelled(line.before(piece.start)) {
        return None;
    }
    let read = unit::read(if letter == "C" { "°C" } else { "°F" })?;
    Some(unit::Read { len: gap + 1, symbol: false, ..read })
}

/// Whether what is behind a time makes it an age.
pub(super) fn aged(behind: &str) -> bool {
    [" old", "-old", " of age", " olds", "-olds"].iter().any(|word| bound::starts_with_words(behind, word))
}
