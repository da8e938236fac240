//! Units of measure behind a number: `km`, `cubic meters`, `-kilometer`, `kg/m3`, `miles an hour`.
//!
//! In: the text behind a number. Out: the unit, with what it measures and its size, and how long it is.
//! Prefixes, powers, plurals and quotients are derived from the table, never listed in it. It refuses to
//! say whether the letters mean the unit at all there: `2 in` may be inches, `2 in 3` is none.

mod lookup;
mod table;

use std::borrow::Cow;

use crate::model::{Dimension, Unit};
use crate::text::raised;
use lookup::{dimension_of, named, symbol};

/// A unit as it is written, and what is written of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The unit.
    pub unit: Unit,
    /// How many bytes it takes.
    pub len: usize,
    /// Whether it is a symbol rather than a word.
    pub symbol: bool,
}

/// The share unit itself.
pub fn percent() -> Unit {
    Unit { name: Cow::Borrowed("%"), dimension: Dimension::Share, factor: 1.0, offset: 0.0 }
}

/// The year, as the unit of ages.
pub fn year() -> Unit {
    Unit { name: Cow::Borrowed("a"), dimension: dimension_of("s"), factor: 31_557_600.0, offset: 0.0 }
}

/// Reads the unit that a text begins with; blanks and a hyphen may go before it.
pub fn read(text: &str) -> Option<Read> {
    let gap = gap(text);
    let mut read = term(&text[gap..])?;
    read.len += gap;
    // `kg/m3`, `mg per day`, `miles an hour`, `J/m2 per year`, `m s-1`.
    for _ in 0..2 {
        let Some((below, len, power)) = denominator(&text[read.len..], &read) else { break };
        read.unit = quotient(&read.unit, &below, power);
        read.len += len;
    }
    Some(read)
}

/// How many bytes part a number and its unit: a blank, a hyphen, or nothing.
fn gap(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    let blanks = text.len() - rest.len();
    match rest.as_bytes().first() {
        Some(b'-') if blanks == 0 => 1,
        _ if blanks == 0 && rest.starts_with(['‐', '‑']) => '‐'.len_utf8(),
        // More than one wide blank parts no unit from its number.
        _ if blanks <= 3 => blanks,
        _ => 0,
    }
}

/// One unit, with its power.
fn term(text: &str) -> Option<Read> {
    if let Some((power, len)) = power_word(text)
        && let Some(mut read) = simple(&text[len..])
        && is_length(&read.unit)
    {
        read.unit = raised(&read.unit, power);
        read.len += len;
        return Some(read);
    }
    if let Some(read) = temperature(text) {
        return Some(read);
    }
    let mut read = simple(text)?;
    if let Some(len) = inverse(&text[read.len..]).filter(|_| read.symbol) {
        let name = Cow::Owned(format!("{}-1", read.unit.name));
        let Dimension::Physical(base) = &read.unit.dimension else { return None };
        let dimension = Dimension::Physical(Cow::Owned(format!("1/{base}")));
        let unit = Unit { name, dimension, factor: 1.0 / read.unit.factor, offset: 0.0 };
        return Some(Read { unit, len: read.len + len, symbol: true });
    }
    if let Some((power, len)) = exponent(&text[read.len..], read.symbol).filter(|_| is_length(&read.unit)) {
        if ends_badly(&text[read.len + len..], true) {
            return None;
        }
        read.unit = raised(&read.unit, power);
        read.len += len;
    } else if ends_badly(&text[read.len..], read.symbol) {
        return None;
    }
    Some(read)
}

/// `-1`, `−1`, `⁻¹` behind a symbol: its length.
fn inverse(rest: &str) -> Option<usize> {
    let found = ["-1", "−1", "–1", "^-1", "^−1", "⁻¹"].into_iter().find(|power| rest.starts_with(power))?;
    (!ends_badly(&rest[found.len()..], true)).then_some(found.len())
}

/// Whether letters or digits go on where a unit would end. A note number may stand glued to a word.
fn ends_badly(rest: &str, symbol: bool) -> bool {
    rest.chars().next().is_some_and(|c| c.is_alphabetic() || symbol && c.is_ascii_digit() || c == '_')
}

fn is_length(unit: &Unit) -> bool {
    unit.dimension == dimension_of("m")
}

/// `square `, `cubic `, `sq. `: the power, and the length.
fn power_word(text: &str) -> Option<(i32, usize)> {
    let table = [
        ("square ", 2),
        ("square-", 2),
        ("sq. ", 2),
        ("sq.", 2),
        ("sq ", 2),
        ("cubic ", 3),
        ("cubic-", 3),
        ("cu. ", 3),
        ("cu ", 3),
    ];
    let hit = table.iter().find(|(word, _)| starts(text, word))?;
    Some((hit.1, hit.0.len()))
}

/// `2`, `^3`, `²`, ` cubed` behind a unit: the power, and the length.
fn exponent(rest: &str, symbol: bool) -> Option<(i32, usize)> {
    for (word, power) in [(" squared", 2), (" cubed", 3), ("-squared", 2), ("-cubed", 3)] {
        if starts(rest, word) {
            return Some((power, word.len()));
        }
    }
    let caret = usize::from(rest.starts_with('^'));
    let c = rest[caret..].chars().next()?;
    let power = match c {
        '2' | '3' if symbol || caret == 1 => c as i32 - '0' as i32,
        '²' | '³' => raised::value(c)? as i32,
        _ => return None,
    };
    Some((power, caret + c.len_utf8()))
}

fn raised(unit: &Unit, power: i32) -> Unit {
    let base = if power == 2 { "m2" } else { "m3" };
    let name = Cow::Owned(format!("{}{power}", unit.name));
    Unit { name, dimension: dimension_of(base), factor: unit.factor.powi(power), offset: 0.0 }
}

/// `°C`, `degrees Celsius`, `deg F`, `degrees`: a temperature, or an angle.
fn temperature(text: &str) -> Option<Read> {
    let sign = ["°", "º", "˚"].into_iter().find(|sign| text.starts_with(sign));
    let word = ["degrees", "degree", "deg.", "degs", "deg"].into_iter().find(|word| starts(text, word));
    let len = sign.or(word)?.len();
    let rest = &text[len..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-']).len();
    let after = rest[blanks.min(2)..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let at = len + blanks + after.len();
    let scale = match after {
        "C" | "c" => Some("celsius"),
        "F" | "f" => Some("fahrenheit"),
        "K" | "k" => Some("kelvin"),
        // A bearing or a place on the globe.
        "N" | "S" | "E" | "W" | "north" | "south" | "east" | "west" => return None,
        _ => {
            ["celsius", "centigrade", "fahrenheit", "kelvin"].into_iter().find(|name| after.eq_ignore_ascii_case(name))
        }
    };
    if let Some(scale) = scale {
        let unit = named(scale)?;
        return Some(Read { unit, len: at, symbol: sign.is_some() });
    }
    if sign.is_some() && rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '′' | '\'')) {
        return None;
    }
    if word.is_some() && rest.starts_with(char::is_alphabetic) {
        return None;
    }
    Some(Read { unit: symbol("°")?, len, symbol: sign.is_some() })
}

/// A unit without power: the longest name, else the symbol.
fn simple(text: &str) -> Option<Read> {
    let end = text.char_indices().find(|(_, c)| !in_name(*c)).map_or(text.len(), |(at, _)| at);
    let mut ends = Vec::with_capacity(4);
    // A name has three words at most, parted by one blank or hyphen; what opens a longer run is not one.
    for (at, c) in text[..end.min(text.floor_char_boundary(48))].char_indices() {
        if matches!(c, ' ' | '-') {
            ends.push(at);
            if ends.len() == 3 {
                break;
            }
        }
    }
    if ends.len() < 3 {
        ends.push(end.min(text.floor_char_boundary(48)));
    }
    let first = ends.first().copied()?;
    for at in ends.iter().rev().copied().filter(|at| *at > 0) {
        if let Some(unit) = named(&text[..at]) {
            return Some(Read { unit, len: at, symbol: false });
        }
    }
    if first == 0 || first > 8 {
        return None;
    }
    let unit = symbol(&text[..first])?;
    Some(Read { unit, len: first, symbol: true })
}

fn in_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, ' ' | '-' | '%' | '‰' | 'µ' | '°')
}

/// What a unit is divided by: the unit, the length of the whole, and its power.
fn denominator(rest: &str, above: &Read) -> Option<(Unit, usize, i32)> {
    if let Some(after) = rest.strip_prefix('/') {
        let below = term(after).filter(|below| below.symbol || !above.symbol)?;
        return Some((below.unit, 1 + below.len, 1));
    }
    let speed = is_length(&above.unit);
    for word in [" per ", "-per-", " an ", " a "] {
        if !starts(rest, word) {
            continue;
        }
        let below = term(&rest[word.len()..])?;
        // An amount that flows stays an amount; its time is told apart.
        let time = below.unit.dimension == dimension_of("s");
        let article = !word.contains("per");
        if article && !(speed && time) || time && flows(&above.unit) || !article && below.symbol && below.len < 2 {
            return None;
        }
        return Some((below.unit, word.len() + below.len, 1));
    }
    // `m s-1`, `kg·m−3`
    let after = rest.strip_prefix([' ', '·', '\u{a0}']).filter(|_| above.symbol)?;
    let letters = after.find(|c: char| !c.is_alphabetic()).filter(|len| (1..=2).contains(len))?;
    let unit = symbol(&after[..letters])?;
    let mut chars = after[letters..].chars().filter(|c| *c != '^');
    let minus = chars.next().filter(|c| matches!(c, '-' | '−' | '–' | '⁻'))?;
    let power = chars.next().and_then(|c| c.to_digit(10).or(raised::value(c)))?;
    let caret = usize::from(after[letters..].starts_with('^'));
    let digit = after[letters + caret + minus.len_utf8()..].chars().next().map_or(0, char::len_utf8);
    let len = rest.len() - after.len() + letters + caret + minus.len_utf8() + digit;
    // `300 nM N-1-naphthylphthalamic acid` divides nothing.
    let ends = !rest[len..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '–'));
    (ends && (1..=3).contains(&power)).then_some((unit, len, power as i32))
}

/// Whether an amount of this unit can flow in a time: its rate is a property of the statement, not of the unit.
fn flows(unit: &Unit) -> bool {
    match &unit.dimension {
        Dimension::Physical(base) => matches!(&**base, "m3" | "kg" | "J" | "m2" | "B"),
        _ => true,
    }
}

/// One unit by another.
pub fn quotient(above: &Unit, below: &Unit, power: i32) -> Unit {
    let mark = if power == 1 { String::new() } else { power.to_string() };
    let base = |unit: &Unit| match &unit.dimension {
        Dimension::Physical(base) => base.clone(),
        _ => unit.name.clone(),
    };
    let name = Cow::Owned(format!("{}/{}{mark}", above.name, below.name));
    let dimension = Dimension::Physical(Cow::Owned(format!("{}/{}{mark}", base(above), base(below))));
    Unit { name, dimension, factor: above.factor / below.factor.powi(power), offset: 0.0 }
}

/// The time an amount flows in, behind it: ` a year`, ` per day`, `/month`, ` annually`, ` each year`.
pub fn time_of_flow(text: &str) -> Option<Read> {
    for word in [" per ", " a ", " an ", " each ", " every ", "/", "-a-"] {
        if starts(text, word) {
            let below = term(&text[word.len()..])?;
            let time = below.unit.dimension == dimension_of("s") && (word != "/" || below.len > 1);
            return time.then_some(Read { len: word.len() + below.len, ..below });
        }
    }
    let adverbs = [
        (" annually", "year"),
        (" yearly", "year"),
        (" per annum", "year"),
        (" monthly", "month"),
        (" weekly", "week"),
        (" daily", "day"),
    ];
    let (word, name) =
        adverbs.into_iter().find(|(word, _)| starts(text, word) && !ends_badly(&text[word.len()..], false))?;
    Some(Read { unit: named(name)?, len: word.len(), symbol: false })
}

/// Whether a text begins with these ASCII words, whatever their case.
fn starts(text: &str, word: &str) -> bool {
    text.as_bytes().get(..word.len()).is_some_and(|front| front.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Option<(String, usize)> {
        read(text).map(|read| (read.unit.name.to_string(), read.len))
    }

    #[test]
    fn units_and_what_is_none() {
        let table: &[(&str, Option<(&str, usize)>)] = &[
            (" km of", Some(("km", 3))),
            ("-kilometer", Some(("km", 10))),
            (" kilometres", Some(("km", 11))),
            (" cubic meters of", Some(("m3", 13))),
            (" square kilometres", Some(("km2", 18))),
            ("km2", Some(("km2", 3))),
            (" km cubed", Some(("km3", 9))),
            (" sq. km", Some(("km2", 7))),
            (" bcm", Some(("bcm", 4))),
            (" metric tons of", Some(("t", 12))),
            (" miles an hour", Some(("mi/h", 14))),
            (" kg/m3", Some(("kg/m3", 6))),
            (" m s-1", Some(("m/s", 6))),
            (" cm-1", Some(("cm-1", 5))),
            (" J/m^2 per year", Some(("J/m2/a", 15))),
            (" barrels a day", Some(("bbl", 8))),
            (" degrees Celsius", Some(("°C", 16))),
            ("°F", Some(("°F", 3))),
            (" degrees", Some(("°", 8))),
            ("°N", None),
            (" % of", Some(("%", 2))),
            (" per cent", Some(("%", 9))),
            (" percentage points", Some(("pp", 18))),
            (" basis points", Some(("bp", 13))),
            (" kWh", Some(("kWh", 4))),
            (" gigabytes", Some(("GB", 10))),
            (" MB", Some(("MB", 3))),
            (" GiB", Some(("GiB", 4))),
            (" kibibytes", Some(("KiB", 10))),
            (" µg/ml", Some(("µg/mL", 7))),
            (" mM", Some(("mM", 3))),
            (" years", Some(("a", 6))),
            (" centuries", Some(("century", 10))),
            (" light-years", Some(("ly", 12))),
            ("m212", None),
            (" metersburg", None),
            (" key", None),
            (" mix", None),
            (" & Khan", None),
        ];
        for (text, want) in table {
            assert_eq!(seen(text), want.map(|(name, len)| (name.to_owned(), len)), "{text}");
        }
    }

    #[test]
    fn sizes() {
        let table =
            [(" km", 1e3), (" mg", 1e-6), (" cubic feet", 0.028_316_846_592), (" ml", 1e-6), (" mph", 0.447_04)];
        for (text, factor) in table {
            let unit = read(text).expect(text).unit;
            assert!((unit.factor / factor - 1.0).abs() < 1e-9, "{text}: {}", unit.factor);
        }
        let fahrenheit = read("°F").expect("°F").unit;
        assert!((98.6 * fahrenheit.factor + fahrenheit.offset - 310.15).abs() < 1e-9);
    }

    #[test]
    fn times_of_flow() {
        let seen = |text| time_of_flow(text).map(|read| (read.unit.name.to_string(), read.len));
        assert_eq!(seen(" a year"), Some(("a".into(), 7)));
        assert_eq!(seen(" annually"), Some(("a".into(), 9)));
        assert_eq!(seen(" per day"), Some(("d".into(), 8)));
        assert_eq!(seen(" a share"), None);
    }
}
