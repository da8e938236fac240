//! Units of measure behind a number: `km`, `cubic meters`, `-kilometer`, `kg/m3`, `miles an hour`.
//!
//! In: the text behind a number. Out: the unit, with what it measures and its size, and how long it is.
//! Prefixes, powers, plurals and quotients are derived from the table, never listed in it. It refuses to
//! say whether the letters mean the unit at all there: `2 in` may be inches, `2 in 3` is none.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::number::superscript;
use super::unit_table::{PREFIXES, ROWS};
use crate::model::{Dimension, Unit};

/// Which prefixes a unit takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefixes {
    /// None.
    No,
    /// All from femto to exa; centi, deci and hecto where they are in use.
    Si,
    /// Kilo and below: `MA` and `PT` are no amperes and no teslas in prose.
    Small,
    /// Kilo and above.
    Large,
    /// Kilo and above, and the binary ones.
    Binary,
}

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

/// The units by their symbols, and by their names.
struct Table {
    symbols: HashMap<String, Unit>,
    names: HashMap<String, Unit>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::build);

impl Table {
    fn build() -> Self {
        let mut table = Self { symbols: HashMap::new(), names: HashMap::new() };
        for (dimension, size, symbols, names, prefixes) in ROWS {
            let own = symbols.split(',').next().unwrap_or_default();
            let unit = |name: String, factor: f64| Unit {
                name: Cow::Owned(name),
                dimension: dimension_of(dimension),
                factor,
                offset: 0.0,
            };
            for (symbol, word, times) in PREFIXES.iter().filter(|(symbol, ..)| takes(*prefixes, symbol, own)) {
                // `µ`, `μ` and `u` are one prefix, `K` is what is meant by `k`.
                let shown = match *symbol {
                    "μ" | "u" => "µ",
                    "K" => "k",
                    other => other,
                };
                let name = format!("{shown}{own}");
                for one in symbols.split(',') {
                    let made = unit(name.clone(), size * times);
                    table.symbols.entry(format!("{symbol}{one}")).or_insert(made);
                }
                for one in names.split('|').filter(|one| !one.is_empty()) {
                    table.names.entry(format!("{word}{one}")).or_insert(unit(name.clone(), size * times));
                }
                if *prefixes == Prefixes::Binary && matches!(*symbol, "K" | "M" | "G" | "T" | "P" | "E") {
                    let power = ["K", "M", "G", "T", "P", "E"].iter().position(|one| one == symbol).unwrap_or(0);
                    let binary = unit(format!("{symbol}i{own}"), size * 1024f64.powi(power as i32 + 1));
                    table.symbols.insert(format!("{symbol}i{own}"), binary.clone());
                    let word = format!("{}bi{}", &word[..2], names.split('|').next().unwrap_or_default());
                    table.names.insert(word, binary);
                }
            }
            // What a row says itself goes before what is derived.
            for one in symbols.split(',') {
                table.symbols.insert(one.to_owned(), unit(own.to_owned(), *size));
            }
            for one in names.split('|').filter(|one| !one.is_empty()) {
                table.names.insert(one.to_owned(), unit(own.to_owned(), *size));
            }
        }
        let temperatures =
            [("°C", "celsius centigrade", 1.0, 273.15), ("°F", "fahrenheit", 5.0 / 9.0, 459.67 * 5.0 / 9.0)];
        for (symbol, names, factor, offset) in temperatures {
            let dimension = dimension_of("K");
            let unit = Unit { name: Cow::Borrowed(symbol), dimension, factor, offset };
            for name in names.split(' ') {
                table.names.insert(name.to_owned(), unit.clone());
            }
            table.symbols.insert(symbol.to_owned(), unit);
        }
        table
    }
}

fn takes(prefixes: Prefixes, symbol: &str, own: &str) -> bool {
    match prefixes {
        Prefixes::No => false,
        Prefixes::Large => matches!(symbol, "k" | "M" | "G" | "T"),
        Prefixes::Binary => matches!(symbol, "k" | "K" | "M" | "G" | "T" | "P" | "E" | "Z"),
        Prefixes::Small => match symbol {
            "c" | "d" => matches!(own, "m" | "L"),
            "h" | "K" | "M" | "G" | "T" | "P" | "E" | "Z" => false,
            _ => true,
        },
        Prefixes::Si => match symbol {
            "c" | "d" | "P" => false,
            "h" => own == "Pa",
            "K" => matches!(own, "Hz" | "W" | "Wh" | "V"),
            "E" | "Z" => matches!(own, "J" | "Hz"),
            _ => true,
        },
    }
}

fn dimension_of(base: &'static str) -> Dimension {
    match base {
        "%" => Dimension::Share,
        "pp" => Dimension::Points,
        _ => Dimension::Physical(Cow::Borrowed(base)),
    }
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
        _ if rest.starts_with('‐') || rest.starts_with('‑') => '‐'.len_utf8(),
        _ => blanks.min(3),
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
        '²' | '³' => i32::from(superscript(c)?),
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
        let unit = TABLE.names.get(scale)?.clone();
        return Some(Read { unit, len: at, symbol: sign.is_some() });
    }
    if sign.is_some() && rest.trim_start().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '′' | '\'')) {
        return None;
    }
    if word.is_some() && rest.starts_with(char::is_alphabetic) {
        return None;
    }
    Some(Read { unit: TABLE.symbols.get("°")?.clone(), len, symbol: sign.is_some() })
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
    let symbol = &text[..first];
    if symbol.is_empty() || symbol.len() > 8 {
        return None;
    }
    let unit = TABLE.symbols.get(symbol)?.clone();
    Some(Read { unit, len: first, symbol: true })
}

fn in_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, ' ' | '-' | '%' | '‰' | 'µ' | '°')
}

/// A unit by its name: in the plural too, with a hyphen for its blank, in British spelling.
fn named(text: &str) -> Option<Unit> {
    if text.len() < 3 {
        return None;
    }
    let mut name = text.to_lowercase();
    if name.contains('-') && !name.starts_with('%') {
        name = name.replace('-', " ");
    }
    for (british, american) in [("metre", "meter"), ("litre", "liter")] {
        if name.contains(british) {
            name = name.replace(british, american);
        }
    }
    if let Some(unit) = TABLE.names.get(&name) {
        return Some(unit.clone());
    }
    let single = match name.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => name.strip_suffix('s')?.to_owned(),
    };
    let irregular = match single.as_str() {
        "century" => TABLE.symbols.get("century"),
        _ => TABLE.names.get(&single),
    };
    irregular.cloned()
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
    let unit = TABLE.symbols.get(&after[..letters])?;
    let mut chars = after[letters..].chars().filter(|c| *c != '^');
    let minus = chars.next().filter(|c| matches!(c, '-' | '−' | '–' | '⁻'))?;
    let power = chars.next().and_then(|c| c.to_digit(10).or(superscript(c).map(u32::from)))?;
    let caret = usize::from(after[letters..].starts_with('^'));
    let digit = after[letters + caret + minus.len_utf8()..].chars().next().map_or(0, char::len_utf8);
    let len = rest.len() - after.len() + letters + caret + minus.len_utf8() + digit;
    (1..=3).contains(&power).then(|| (unit.clone(), len, power as i32))
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
    Some(Read { unit: TABLE.names.get(name)?.clone(), len: word.len(), symbol: false })
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
            (" J/m^2 per year", Some(("J/m2/a", 15))),
            (" barrels a day", Some(("bbl", 8))),
            (" degrees Celsius", Some(("°C", 16))),
            ("°F", Some(("°F", 3))),
            (" degrees", Some(("°", 8))),
            ("°N", None),
            (" % of", Some(("%", 2))),
            (" per cent", Some(("%", 9))),
            (" percentage points", Some(("pp", 18))),
            (" basis points", Some(("bps", 13))),
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
