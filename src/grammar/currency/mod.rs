//! Currencies: `US$`, `c $`, `Rs.`, `EUR` before a number; `€`, `euros`, `Australian dollars`, `cents` behind it.
//!
//! In: the text before a number, or behind it. Out: the currency by its ISO 4217 code, and how long it is.
//! A name that several countries use keeps its name, for nobody can tell which is meant.

mod table;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::number;
use crate::model::{Dimension, Unit};
use table::{BEFORE, CENTS, DOLLARS, NOUNS, ROWS, SHARED, SIGNS};

/// A currency as it is written: its unit, the power of ten it counts in, and how long it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// The currency.
    pub unit: Unit,
    /// The power of ten that its printed number is multiplied by: -2 of `cents`, 6 of `MUSD`.
    pub power: i32,
    /// How many bytes it takes.
    pub len: usize,
}

static NAMES: LazyLock<HashMap<String, (&'static str, i32)>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (code, countries, nouns) in ROWS.iter().copied() {
        let alone = nouns.strip_prefix('*');
        for noun in alone.unwrap_or(nouns).split('|') {
            if alone.is_some() {
                names.insert(noun.to_owned(), (code, 0));
            }
            for country in countries.split('|').filter(|country| !country.is_empty()) {
                names.insert(format!("{country} {noun}"), (code, 0));
            }
        }
    }
    names.extend(NOUNS.iter().map(|(code, name)| ((*name).to_owned(), (*code, 0))));
    names.extend(CENTS.iter().map(|(name, code)| ((*name).to_owned(), (*code, -2))));
    names.insert("satoshi".to_owned(), ("BTC", -8));
    names
});

/// The codes that stand for themselves in capitals.
static CODES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = ROWS.iter().map(|(code, ..)| (*code, *code));
    rows.chain(NOUNS.iter().map(|(code, _)| (*code, *code))).chain([("RMB", "CNY"), ("FJD", "FJD")]).collect()
});

fn money(code: &'static str, power: i32, len: usize) -> Money {
    let unit = Unit { name: Cow::Borrowed(code), dimension: Dimension::Money, factor: 1.0, offset: 0.0 };
    Money { unit, power, len }
}

/// The currency that a text ends with, before a number: `US$`, `$ `, `EUR `.
pub fn before(text: &str) -> Option<Money> {
    let trimmed = text.trim_end_matches([' ', '\u{a0}']);
    let gap = text.len() - trimmed.len();
    if gap > 4 {
        return None;
    }
    let last = trimmed.chars().next_back()?;
    if let Some((sign, code)) = SIGNS.iter().find(|(sign, _)| *sign == last) {
        let rest = &trimmed[..trimmed.len() - sign.len_utf8()];
        let (code, prefix) = country(rest, *sign).unwrap_or((code, 0));
        return Some(money(code, 0, prefix + sign.len_utf8() + gap));
    }
    let start = trimmed
        .rfind(|c: char| !c.is_alphabetic() && c != '.')
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let word = &trimmed[start..];
    if word.len() > 8 || start > 0 && trimmed[..start].ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let len = word.len() + gap;
    if let Some((code, power)) = code(word) {
        // `NPR1` is a gene: few codes are glued to a sum.
        let glued = ["USD", "EUR", "GBP", "INR", "PKR", "AUD", "CAD", "CHF", "JPY", "CNY", "HKD", "NZD", "RMB"];
        return (gap > 0 || glued.contains(&word)).then(|| money(code, power, len));
    }
    let (_, code) = BEFORE.iter().find(|(name, _)| *name == word)?;
    // `DM500` is a thing's name, `Rs500` a sum.
    if gap == 0 && !word.starts_with('R') {
        return None;
    }
    Some(money(code, 0, len))
}

/// Whose sign it is, by what stands before it, and the length of that.
fn country(rest: &str, sign: char) -> Option<(&'static str, usize)> {
    let whole = |name: &str, len: usize| {
        let cut = rest.len().checked_sub(len)?;
        let tail = rest.get(cut..)?;
        let apart = !rest[..cut].ends_with(|c: char| c.is_alphanumeric());
        (tail.eq_ignore_ascii_case(name) && apart).then_some(tail)
    };
    if sign == '£' {
        return ["UK", "GB"].into_iter().find_map(|name| whole(name, 2).map(|_| ("GBP", 2)));
    }
    if sign != '$' {
        return None;
    }
    let blank = usize::from(rest.ends_with(' '));
    let rest_len = rest.len() - blank;
    DOLLARS.iter().rev().find_map(|(name, code)| {
        let cut = rest_len.checked_sub(name.len())?;
        let tail = rest.get(cut..rest_len)?;
        let apart = !rest[..cut].ends_with(|c: char| c.is_alphanumeric());
        // `a $ 300 contract`, `the firm ' s $ 5`: one letter with a blank is a word, save a `c`, which is none.
        let letter = name.len() > 1 || blank == 0 || *name == "c";
        (tail.eq_ignore_ascii_case(name) && apart && letter).then_some((*code, name.len() + blank))
    })
}

/// A code, with what it is counted in: `USD`, `usd`, `MUSD`, `kEUR`.
fn code(word: &str) -> Option<(&'static str, i32)> {
    let small = ["usd", "eur", "gbp", "inr", "pkr", "cad", "aud", "jpy", "cny", "chf", "hkd", "nzd", "sgd"];
    if small.contains(&word) {
        return CODES.get(word.to_uppercase().as_str()).map(|code| (*code, 0));
    }
    if let Some(code) = CODES.get(word) {
        return Some((*code, 0));
    }
    let power = match word.as_bytes().first()? {
        b'M' | b'm' => 6,
        b'K' | b'k' | b'T' => 3,
        b'B' => 9,
        _ => return None,
    };
    CODES.get(word.get(1..).filter(|rest| rest.len() == 3)?).map(|code| (*code, power))
}

/// The currency that a text begins with, behind a number and its magnitude: ` €`, ` euros`, `-dollar`.
pub fn after(text: &str) -> Option<Money> {
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    let mut gap = text.len() - rest.len();
    let rest = match rest.strip_prefix('-').filter(|_| gap == 0) {
        Some(rest) => {
            gap = 1;
            rest
        }
        None => rest,
    };
    if gap > 3 {
        return None;
    }
    let first = rest.chars().next()?;
    if let Some((code, len)) = sign_of(first) {
        // A sign that the next number is glued to belongs to that.
        let behind = &rest[len..];
        let taken = behind.starts_with(|c: char| c.is_ascii_digit());
        return (!taken).then(|| money(code, 0, gap + len));
    }
    if first == '¢' {
        return Some(money("USD", -2, gap + 2));
    }
    // As a text that was cut into words has it.
    for tokens in ["u . s . dollars", "u . s . dollar", "u. s. dollars"] {
        if rest.get(..tokens.len()).is_some_and(|front| front.eq_ignore_ascii_case(tokens)) {
            return Some(money("USD", 0, gap + tokens.len()));
        }
    }
    // `7 billion US$`
    if let Some(at) = rest.find('$').filter(|at| (1..=4).contains(at))
        && let Some((code, len)) = country(&rest[..at], '$').filter(|(_, len)| *len == at)
    {
        return Some(money(code, 0, gap + len + 1));
    }
    let words = rest.char_indices().filter(|(_, c)| !c.is_alphabetic() && *c != '.').map(|(at, _)| at);
    let ends: Vec<usize> = words.take(3).chain((rest.len() < 24).then_some(rest.len())).collect();
    for end in ends.into_iter().rev().filter(|end| (3..=32).contains(end)) {
        let words = rest[..end].trim_end_matches('.');
        // `3 USD50 cards`: the code belongs to the number that is glued to it.
        let glued = rest[words.len()..].starts_with(|c: char| c.is_ascii_digit());
        if !words.contains(' ')
            && !glued
            && let Some((code, power)) = code(words)
        {
            return Some(money(code, power, gap + words.len()));
        }
        if let Some(found) = named(words) {
            return Some(Money { len: gap + words.len(), ..found });
        }
    }
    None
}

fn sign_of(c: char) -> Option<(&'static str, usize)> {
    SIGNS.iter().find(|(sign, _)| *sign == c).map(|(sign, code)| (*code, sign.len_utf8()))
}

/// A currency by its name, in the plural too.
fn named(words: &str) -> Option<Money> {
    let name = words.to_lowercase().replace('-', " ");
    let single = match name.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => name
            .strip_suffix("es")
            .filter(|stem| stem.ends_with("peso") || stem.ends_with("colon"))
            .or(name.strip_suffix('s'))
            .unwrap_or(&name)
            .to_owned(),
    };
    let hit = NAMES.get(&name).or_else(|| NAMES.get(&single));
    if let Some((code, power)) = hit {
        return Some(money(code, *power, 0));
    }
    let shared = SHARED.iter().find(|shared| **shared == single)?;
    Some(money(shared, 0, 0))
}

/// The coins behind an amount: ` 50 cents`, ` and forty-five cents`: how many hundredths, and the length.
pub fn coins(text: &str) -> Option<(i128, usize)> {
    let mut at = usize::from(text.starts_with(' '));
    at += if text[at..].starts_with("and ") { 4 } else { 0 };
    let number = number::digits(&text[at..]).or_else(|| super::numeral::words(&text[at..]))?;
    let count = number.value.digits;
    let money = after(&text[at + number.len..])?;
    (number.value.exponent == 0 && (0..100).contains(&count) && money.power == -2)
        .then_some((count, at + number.len + money.len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_a_number() {
        let table = [
            ("cost $", Some(("USD", 1))),
            ("cost US$", Some(("USD", 3))),
            ("cost u.s $ ", Some(("USD", 6))),
            ("cost c $ ", Some(("CAD", 4))),
            ("signed a $ ", Some(("USD", 2))),
            ("their firm ' s $ ", Some(("USD", 2))),
            ("cost A$", Some(("AUD", 2))),
            ("cost hk $ ", Some(("HKD", 5))),
            ("cad$ ", Some(("CAD", 5))),
            ("UK£", Some(("GBP", 4))),
            ("€", Some(("EUR", 3))),
            ("Rs ", Some(("INR", 3))),
            ("(Rs. ", Some(("INR", 4))),
            ("USD", Some(("USD", 3))),
            ("EUR ", Some(("EUR", 4))),
            ("at dollar ", Some(("USD", 7))),
            ("the hours ", None),
            ("", None),
        ];
        for (text, want) in table {
            assert_eq!(
                before(text).map(|found| (found.unit.name.to_string(), found.len)),
                want.map(|(code, len)| (code.to_owned(), len)),
                "{text}"
            );
        }
        assert_eq!(before("of MAUD ").map(|found| found.power), Some(6));
    }

    #[test]
    fn behind_a_number() {
        let table = [
            (" dollars", Some(("USD", 0, 8))),
            (" australian dollars of", Some(("AUD", 0, 19))),
            (" €", Some(("EUR", 0, 4))),
            (" $ 30", Some(("USD", 0, 2))),
            (" cents more", Some(("USD", -2, 6))),
            ("-cent-a-share", Some(("USD", -2, 5))),
            (" pence", Some(("GBP", -2, 6))),
            (" USD. It", Some(("USD", 0, 4))),
            (" Sri Lankan rupees", Some(("LKR", 0, 18))),
            (" pesos", Some(("peso", 0, 6))),
            (" Mexican pesos", Some(("MXN", 0, 14))),
            (" Costa Rican colones", Some(("CRC", 0, 20))),
            (" women", None),
            (" people", None),
        ];
        for (text, want) in table {
            let got = after(text).map(|found| (found.unit.name.to_string(), found.power, found.len));
            assert_eq!(got, want.map(|(code, power, len)| (code.to_owned(), power, len)), "{text}");
        }
        assert_eq!(coins(" 50 cents."), Some((50, 9)));
        assert_eq!(coins(" and forty-five cents"), Some((45, 21)));
        assert_eq!(coins(" 50 people"), None);
    }
}
