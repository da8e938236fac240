//! One number with what belongs to it: its currency, its magnitude, its unit or its noun.

use std::borrow::Cow;

use super::line::Line;
use super::{bound, mask, noun};
use crate::grammar::number::{self, Form, Number};
use crate::grammar::{currency, numeral, unit};
use crate::model::{Decimal, Dimension, Unit};

/// A number and its unit.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Where it begins: its currency or its sign, else its first digit.
    pub(super) start: usize,
    /// Where its digits begin.
    pub(super) digits: usize,
    /// Where number and magnitude end.
    pub(super) number_end: usize,
    /// Where all of it ends.
    pub(super) end: usize,
    /// The number, magnitude included.
    pub(super) value: Decimal,
    /// How it was written.
    pub(super) form: Form,
    /// The power of ten of its magnitude words; 0 without.
    pub(super) magnitude: i32,
    /// What it counts or measures.
    pub(super) unit: Option<Unit>,
    /// The power of ten that its unit adds: -2 of cents.
    pub(super) scale: i32,
    /// The time it flows in.
    pub(super) per: Option<Unit>,
    /// Whether its unit is a noun that is counted.
    pub(super) counted: bool,
    /// Whether a currency stands before it.
    pub(super) priced: bool,
}

impl Piece {
    /// Whether it may be a year: four digits and nothing else.
    pub(super) fn year_like(&self) -> bool {
        self.form == Form::Plain
            && self.magnitude == 0
            && !self.priced
            && (1000..=2100).contains(&self.value.digits)
            && self.number_end - self.digits == 4
    }

    /// Its value with the power that its unit adds.
    pub(super) fn scaled(&self) -> Decimal {
        Decimal { exponent: self.value.exponent + self.scale, ..self.value }
    }
}

/// Reads the number at a place, and what belongs to it.
pub(super) fn read(line: &Line<'_>, at: usize) -> Option<Piece> {
    let after = line.after(at);
    let number = number_at(after)?;
    let before = line.before(at);
    let (sign, negative) = minus(before);
    let money = currency::before(&before[..before.len() - sign]);
    let lead = sign + money.as_ref().map_or(0, |money| money.len);
    let mut piece = Piece {
        start: at - lead,
        digits: at,
        number_end: at + number.len,
        end: at + number.len,
        value: number.value,
        form: number.form,
        magnitude: 0,
        unit: None,
        scale: 0,
        per: None,
        counted: false,
        priced: money.is_some(),
    };
    if negative {
        piece.value.digits = -piece.value.digits;
    }
    let rest = line.after(piece.number_end);
    if let Some((power, len)) = magnitude(rest, &number, money.is_some()) {
        piece.magnitude = power;
        piece.value.exponent += power;
        piece.number_end += len;
    } else if number.form == Form::Words && number.value.exponent >= 2 {
        piece.magnitude = number.value.exponent;
    }
    piece.end = piece.number_end;
    match money {
        Some(money) => price(line, &mut piece, money),
        None => measure(line, &mut piece),
    }
    Some(piece)
}

fn number_at(text: &str) -> Option<Number> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        return number::digits(text);
    }
    if let Some((value, len)) = number::vulgar(first) {
        return Some(Number { value, len, form: Form::Fraction });
    }
    numeral::words(text)
}

/// The minus sign before a number: how long it is, and whether it is one. A hyphen behind a word is none.
fn minus(before: &str) -> (usize, bool) {
    let Some(last) = before.chars().next_back() else { return (0, false) };
    if matches!(last, '-' | '−' | '–') {
        let len = last.len_utf8();
        let front = &before[..before.len() - len];
        let open = front.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '='));
        // `14 –2021` is a range that lost a blank.
        let range = front.trim_end().ends_with(|c: char| c.is_ascii_digit());
        if open && !range {
            return (len, true);
        }
    }
    for word in ["minus ", "negative "] {
        if bound::ends_with_words(before.trim_end(), word.trim_end()) && before.ends_with(' ') {
            return (word.len(), true);
        }
    }
    (0, false)
}

/// Magnitude words, and the letters that stand for them where money or a noun shows it.
fn magnitude(rest: &str, number: &Number, priced: bool) -> Option<(i32, usize)> {
    if let Some(found) = number::magnitude(rest) {
        return (!rest[found.1..].starts_with(char::is_alphabetic)).then_some(found);
    }
    let gap = usize::from(rest.starts_with([' ', '\u{a0}']) && priced);
    let letters = rest.get(gap..)?.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let power = match letters {
        "k" | "K" if priced => 3,
        "m" | "M" | "mm" | "MM" | "Mn" | "MN" if priced => 6,
        "b" | "B" | "BN" if priced => 9,
        "tn" | "T" | "TN" if priced => 12,
        // `0.5k miles`, `20k people`
        "k" if number.form != Form::Words => {
            let behind = &rest[letters.len()..];
            let known = unit::read(behind).is_some() || noun::counted(behind).is_some();
            return known.then_some((3, 1));
        }
        "m" if rest[letters.len()..].starts_with(" people") => 6,
        _ => return None,
    };
    Some((power, gap + letters.len()))
}

/// What follows the number of a sum of money: a second name of the currency, coins, what it is paid for.
fn price(line: &Line<'_>, piece: &mut Piece, money: currency::Money) {
    piece.scale = money.power;
    piece.unit = Some(money.unit);
    let rest = line.after(piece.end);
    if let Some(again) = currency::after(rest).filter(|again| again.power == 0) {
        // `US$ 5 million AUD` does not happen; `$ 10 dollars`, `$5 USD` and `$5 Canadian dollars` do.
        piece.unit = Some(again.unit);
        piece.end += again.len;
    }
    paid_for(line, piece);
}

/// What money is paid for: ` per kg`, `/barrel`, ` per capita`, ` a year`.
fn paid_for(line: &Line<'_>, piece: &mut Piece) {
    let rest = line.after(piece.end);
    if let Some(time) = unit::time_of_flow(rest) {
        piece.end += time.len;
        piece.per = Some(time.unit);
        return;
    }
    let Some(unit) = &piece.unit else { return };
    for head in [" per capita", " per head", " per person", " a head"] {
        if bound::starts_with_words(rest, head) {
            let person = counted_unit("person".into());
            piece.unit = Some(unit::quotient(unit, &person, 1));
            piece.end += head.len();
            return;
        }
    }
    for word in [" per ", "/"] {
        let Some(behind) = rest.strip_prefix(word) else { continue };
        if let Some(below) = unit::read(behind).filter(|below| matches!(below.unit.dimension, Dimension::Physical(_))) {
            piece.unit = Some(unit::quotient(unit, &below.unit, 1));
            piece.end += word.len() + below.len;
            return;
        }
    }
}

/// What follows a number without a currency before it.
fn measure(line: &Line<'_>, piece: &mut Piece) {
    let rest = deviation(line, piece);
    if let Some(money) = money_behind(rest, piece) {
        let coined = money.power == 0 && piece.form != Form::Decimal;
        (piece.scale, piece.unit, piece.end) = (money.power, Some(money.unit), piece.end + money.len);
        // `75 USD million`
        if piece.magnitude == 0
            && let Some((power, len)) = number::magnitude(line.after(piece.end)).filter(|_| coined)
        {
            piece.value.exponent += power;
            piece.magnitude = power;
            piece.end += len;
        } else if coined && let Some((hundredths, len)) = change(line.after(piece.end)) {
            let coins = Decimal { digits: hundredths, exponent: -2 };
            if let Some(sum) = number::sum(piece.value, coins) {
                piece.value = sum;
                piece.end += len;
            }
        }
        paid_for(line, piece);
        return;
    }
    if let Some(read) = unit::read(rest).filter(|read| meant(line, piece, read)) {
        piece.end = line_end(line, piece, rest) + read.len;
        piece.unit = Some(read.unit);
        smaller_unit(line, piece);
        if let Some(time) = unit::time_of_flow(line.after(piece.end)) {
            piece.end += time.len;
            piece.per = Some(time.unit);
        }
        return;
    }
    count(line, piece, rest);
}

/// The place where `rest` begins.
fn line_end(line: &Line<'_>, piece: &Piece, rest: &str) -> usize {
    let whole = line.after(piece.number_end);
    piece.number_end + whole.len().saturating_sub(rest.len()).min(whole.len())
}

/// Past a deviation: `40 ± 1.7%`, `40 (±2) km`. The unit stands behind it.
fn deviation<'d>(line: &Line<'d>, piece: &Piece) -> &'d str {
    let rest = line.after(piece.number_end);
    let Some(after) = rest.trim_start().strip_prefix('±') else { return rest };
    let after = after.trim_start();
    match number::digits(after) {
        Some(number) => &after[number.len..],
        None => rest,
    }
}

/// The currency behind a number, where the words can mean nothing else.
fn money_behind(rest: &str, piece: &Piece) -> Option<currency::Money> {
    let money = currency::after(rest)?;
    let word = rest[..money.len].trim_start_matches([' ', '-']).to_lowercase();
    if matches!(word.as_str(), "pound" | "pounds") {
        // A weight, unless it is a large sum; what is neither is told by `weight`.
        let sum = piece.magnitude >= 5 && !rest[money.len..].starts_with(" of");
        return sum.then_some(money);
    }
    Some(money)
}

/// ` 50 cents`, ` and forty-five cents`, ` 50` behind dollars: the hundredths, and the length.
fn change(rest: &str) -> Option<(i128, usize)> {
    if let Some(coins) = currency::coins(rest) {
        return Some(coins);
    }
    // `15 dollars 50`, `thirteen dollars and forty five`
    let joint = [" and ", " "].into_iter().find(|joint| rest.starts_with(joint))?;
    let number = number_at(&rest[joint.len()..])?;
    let behind = &rest[joint.len() + number.len..];
    let two_digits = number.len == 2 || number.form == Form::Words;
    let ends = behind.is_empty()
        || behind.starts_with(['.', ',', ';']) && !behind[1..].starts_with(|c: char| c.is_ascii_digit())
        || bound::starts_with_words(behind, " more");
    (two_digits && ends && number.value.exponent == 0 && (10..100).contains(&number.value.digits))
        .then_some((number.value.digits, joint.len() + number.len))
}

/// `5 feet 2 inches`: the smaller unit of the same kind.
fn smaller_unit(line: &Line<'_>, piece: &mut Piece) {
    let Some(unit) = piece.unit.clone().filter(|unit| matches!(&*unit.name, "ft" | "lb" | "st")) else { return };
    let rest = line.after(piece.end);
    let Some(after) = rest.strip_prefix(' ') else { return };
    let Some(number) = number_at(after) else { return };
    let Some(small) = unit::read(&after[number.len..]) else { return };
    if small.unit.dimension != unit.dimension || small.unit.factor >= unit.factor || number.value.exponent != 0 {
        return;
    }
    let times = (unit.factor / small.unit.factor).round() as i128;
    let whole = piece.value.digits.saturating_mul(times).saturating_add(number.value.digits);
    if piece.value.exponent == 0 {
        piece.value = Decimal { digits: whole, exponent: 0 };
        piece.unit = Some(small.unit);
        piece.end += 1 + number.len + small.len;
    }
}

/// Whether the letters behind a number mean their unit there.
fn meant(line: &Line<'_>, piece: &Piece, read: &unit::Read) -> bool {
    let rest = line.after(piece.number_end);
    let glued = rest.starts_with(char::is_alphabetic);
    let words = rest[..read.len.min(rest.len())].trim_start();
    let behind = &rest[read.len.min(rest.len())..];
    let one = piece.form == Form::Words && piece.value == Decimal { digits: 1, exponent: 0 };
    let time = read.unit.dimension == unit::year().dimension;
    if one && (read.symbol || time && !aged(behind)) {
        return false;
    }
    if read.symbol {
        return symbol_meant(piece, words, glued, behind);
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
        "in" => {
            let next = behind.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            next.is_empty() || matches!(next, "thick" | "wide" | "long" | "tall" | "high" | "deep" | "diameter")
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

/// Whether what is behind a time makes it an age.
pub(super) fn aged(behind: &str) -> bool {
    [" old", "-old", " of age", " olds", "-olds"].iter().any(|word| bound::starts_with_words(behind, word))
}

/// What is counted: the noun, and of how many.
fn count(line: &Line<'_>, piece: &mut Piece, rest: &str) {
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
