//! One number with what belongs to it: its currency, its magnitude, its unit or its noun.

use super::line::Line;
use super::{bound, counting, meaning, noun};
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
    /// What it is per: the time it flows in, what money is paid for.
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
    if let Some((decimals, len)) = spaced_decimals(line, &piece) {
        piece.value = number::sum(piece.value, decimals)?;
        piece.number_end += len;
        piece.form = Form::Decimal;
    }
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

/// `46 . 8 million`, as a text that was cut into words has it: the decimals, and the length.
fn spaced_decimals(line: &Line<'_>, piece: &Piece) -> Option<(Decimal, usize)> {
    let rest = line.after(piece.number_end).strip_prefix(" . ")?;
    let digits = number::run(rest.as_bytes());
    let behind = rest.get(digits..)?;
    let meant = piece.priced || number::magnitude(behind).is_some() || behind.trim_start().starts_with(['%', '°']);
    if !(1..=4).contains(&digits) || !meant || !matches!(piece.form, Form::Plain | Form::Grouped) {
        return None;
    }
    Some((Decimal { digits: rest[..digits].parse().ok()?, exponent: -(digits as i32) }, 3 + digits))
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
        // `25Mn` is manganese.
        let element = rest.starts_with("Mn") && !priced;
        return (!element).then_some(found).filter(|found| !rest[found.1..].starts_with(char::is_alphabetic));
    }
    let gap = usize::from(rest.starts_with(' ') && priced);
    let letters = rest.get(gap..)?.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let power = match letters {
        "k" | "K" if priced && gap == 0 => 3,
        "m" | "M" | "mm" | "MM" | "Mn" | "MN" if priced => 6,
        "b" | "B" | "BN" if priced && gap == 0 => 9,
        "tn" | "T" | "TN" if priced && gap == 0 => 12,
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
    for head in [" per capita", " per head", " per person", " a head"] {
        if bound::starts_with_words(rest, head) {
            piece.per = Some(counting::counted_unit("person".into()));
            piece.end += head.len();
            return;
        }
    }
    for word in [" per ", "/", " a ", " an "] {
        let Some(behind) = rest.strip_prefix(word) else { continue };
        let article = !matches!(word, " per " | "/");
        let physical = |below: &unit::Read| matches!(below.unit.dimension, Dimension::Physical(_));
        if let Some(below) = unit::read(behind).filter(|below| physical(below) && !(article && below.symbol)) {
            piece.per = Some(below.unit);
            piece.end += word.len() + below.len;
            return;
        }
    }
}

/// What follows a number without a currency before it.
fn measure(line: &Line<'_>, piece: &mut Piece) {
    let rest = deviation(line, piece);
    if let Some(money) = money_behind(line, rest, piece) {
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
    if let Some(pounds) = pounds(line, piece, rest) {
        (piece.unit, piece.end) = (Some(pounds.unit), piece.end + pounds.len);
        smaller_unit(line, piece);
        return;
    }
    let read = meaning::warmth(line, piece, rest).or_else(|| unit::read(rest));
    if let Some(read) = read.filter(|read| meaning::meant(line, piece, read)) {
        piece.end = line_end(line, piece, rest) + read.len;
        piece.unit = Some(meaning::of_sequence(line, piece, read.unit));
        smaller_unit(line, piece);
        if let Some(time) = unit::time_of_flow(line.after(piece.end)) {
            piece.end += time.len;
            piece.per = Some(time.unit);
        }
        return;
    }
    counting::count(line, piece, rest);
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
fn money_behind(line: &Line<'_>, rest: &str, piece: &Piece) -> Option<currency::Money> {
    let money = currency::after(rest)?;
    let word = rest[..money.len].trim_start_matches([' ', '-']).to_lowercase();
    // A weight, unless it is a large sum or the words around it speak of money.
    let pounds = matches!(word.as_str(), "pound" | "pounds");
    let sum = || piece.magnitude >= 5 && !rest[money.len..].starts_with(" of") || meaning::of_money(line, piece);
    (!pounds || sum()).then_some(money)
}

/// Pounds that are no money: a weight where something is weighed, else only pounds.
fn pounds(line: &Line<'_>, piece: &Piece, rest: &str) -> Option<unit::Read> {
    let len = [" pounds", " pound", "-pound"].iter().find(|word| bound::starts_with_words(rest, word))?.len();
    let weighed = rest.starts_with('-') || rest[len..].starts_with(" of") || meaning::of_weight(line, piece);
    let weight = unit::read(" lb").filter(|_| weighed).map(|read| read.unit);
    Some(unit::Read { unit: weight.unwrap_or_else(|| counting::counted_unit("pound".into())), len, symbol: false })
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
