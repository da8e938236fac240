//! Numbers as results print them: `.036`, `0,036`, `1,234.5`, `3.2 × 10−5`, with any kind of minus.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::{opt, recognize, verify};
use nom::multi::many_m_n;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

use crate::model::{Bound, Printed};

/// A number, and how its comma is to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The number.
    pub printed: Printed,
    /// What a comma in it is.
    pub comma: Comma,
}

/// What a comma in a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comma {
    /// There is none, or it can only part thousands.
    Plain,
    /// It stands before the decimals: `0,036`.
    Decimal,
    /// It may be either: `1,234` was read as thousands.
    Either,
}

/// Some blanks, a bounded number of them; line breaks are blanks.
pub fn blanks(i: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 3, char::is_whitespace).parse(i)
}

/// A run of digits.
pub fn digits(i: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 12, |c: char| c.is_ascii_digit()).parse(i)
}

/// Any kind of minus.
fn minus(i: &str) -> IResult<&str, &str> {
    alt((tag("-"), tag("−"), tag("–"), tag("‐"), tag("‑"), tag("﹣"), tag("－"))).parse(i)
}

/// A number, its sign included, without a power of ten.
pub fn number(i: &str) -> IResult<&str, Number> {
    let (rest, sign) = opt(pair(minus, opt(tag(" ")))).parse(i)?;
    let (rest, _) = opt(tag("+")).parse(rest)?;
    let group = |i| recognize(pair(one_of(".,·"), digits)).parse(i);
    let (rest, body) = alt((recognize(pair(digits, many_m_n(0, 4, group))), group)).parse(rest)?;
    let (value, decimals, comma) = read(body).ok_or_else(|| fault(i))?;
    let text = i[..i.len() - rest.len()].to_owned();
    let value = if sign.is_some() { -value } else { value };
    Ok((rest, Number { printed: Printed { text, value, decimals }, comma }))
}

/// A number that may have a power of ten: `3.2 × 10−5`, `10^-6`, `2.1e-05`.
pub fn scientific(i: &str) -> IResult<&str, Number> {
    let (rest, mut number) = number(i)?;
    let exponent = |i| {
        let ten = preceded((blanks, alt((tag("×"), tag("x"), tag("*"), tag("·"), tag("∗"))), blanks), tag("10"));
        let mut power =
            (alt((ten, tag("e"), tag("E"))), opt(tag("^")), opt(tag("{")), opt(tag("(")), minus, blanks, digits);
        let (rest, (.., power)) = power.parse(i)?;
        let (rest, _) = opt(one_of("})")).parse(rest)?;
        Ok((rest, power))
    };
    let ten = number.printed.text == "10";
    let bare = verify((opt(tag("^")), opt(tag("{")), minus, digits), |_| ten);
    let (rest, power) = match opt(exponent).parse(rest)? {
        (rest, Some(power)) => (rest, power),
        (rest, None) => match opt(bare).parse(rest)? {
            (rest, Some((.., power))) => {
                number.printed.value = 1.0;
                (opt(tag("}")).parse(rest)?.0, power)
            }
            (rest, None) => return Ok((rest, number)),
        },
    };
    let power: u8 = power.parse().ok().filter(|power| *power <= 200).ok_or_else(|| fault(i))?;
    number.printed.value *= 10f64.powi(-i32::from(power));
    number.printed.decimals = number.printed.decimals.saturating_add(power);
    number.printed.text = i[..i.len() - rest.len()].to_owned();
    Ok((rest, number))
}

/// A sign that binds: `=`, `<`, `≥`.
pub fn sign(i: &str) -> IResult<&str, Bound> {
    let below = alt((tag("<="), tag("≤"), tag("⩽"), tag("≦"), tag("≪"), tag("<"), tag("＜"), tag("˂")));
    let above = alt((tag(">="), tag("≥"), tag("⩾"), tag("≧"), tag("≫"), tag(">"), tag("＞"), tag("˃")));
    let equal = alt((tag("=="), tag("="), tag("≈"), tag("＝"), tag("∼"), tag("~")));
    alt((below.map(|_| Bound::Below), above.map(|_| Bound::Above), equal.map(|_| Bound::Is))).parse(i)
}

/// Reads digits with their points and commas: value, decimals, and what the comma is.
fn read(body: &str) -> Option<(f64, u8, Comma)> {
    let points = body.matches(['.', '·']).count();
    let commas = body.matches(',').count();
    let (whole, decimals, comma) = match (points, commas) {
        (0, 0) => (body, "", Comma::Plain),
        (1, 0) => (body, "", Comma::Plain),
        (0, 1) => {
            let (whole, after) = body.split_once(',')?;
            if after.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
                (body, "", Comma::Either)
            } else {
                (whole, after, Comma::Decimal)
            }
        }
        // Thousands, then decimals.
        (0 | 1, _) if body.rfind(',') < body.find(['.', '·']) || points == 0 => {
            let parts = body.split(['.', '·']).next()?;
            if parts.split(',').skip(1).any(|group| group.len() != 3) {
                return None;
            }
            (body, "", Comma::Plain)
        }
        _ => return None,
    };
    let plain =
        if comma == Comma::Decimal { format!("{whole}.{decimals}") } else { whole.replace(',', "").replace('·', ".") };
    let places = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let value = if plain.starts_with('.') { format!("0{plain}") } else { plain };
    Some((value.parse().ok()?, u8::try_from(places).ok()?, comma))
}

impl Number {
    /// The number with its comma read as that before decimals, where it may be either.
    pub fn with_decimal_comma(self) -> Self {
        if self.comma != Comma::Either {
            return self;
        }
        let value = self.printed.value / 1000.0;
        Self { printed: Printed { value, decimals: 3, ..self.printed }, comma: Comma::Decimal }
    }
}

/// An error that says "not this".
pub fn fault(i: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Verify))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_printed() {
        let table = [
            (".036", Some((0.036, 3))),
            ("0.050", Some((0.05, 3))),
            ("−1.40", Some((-1.4, 2))),
            ("- 2", Some((-2.0, 0))),
            ("2,20", Some((2.2, 2))),
            (",036", Some((0.036, 3))),
            ("1,234", Some((1234.0, 0))),
            ("1,234.5", Some((1234.5, 1))),
            ("0·04", Some((0.04, 2))),
            ("3.2 × 10−5", Some((3.2e-5, 6))),
            ("2.1e-05", Some((2.1e-5, 6))),
            ("10^-6", Some((1e-6, 6))),
            ("10−4", Some((1e-4, 4))),
            ("1.2.3", None),
            ("", None),
            ("x", None),
        ];
        for (text, want) in table {
            let got = scientific(text).ok().map(|(rest, number)| {
                assert_eq!(rest, "", "{text}");
                (number.printed.value, number.printed.decimals)
            });
            match (got, want) {
                (Some((value, decimals)), Some((wanted, places))) => {
                    assert!((value - wanted).abs() < 1e-12 && decimals == places, "{text}: {value} {decimals}");
                }
                _ => assert_eq!(got, want, "{text}"),
            }
        }
    }
}
