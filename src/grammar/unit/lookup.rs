//! Units by their symbols and by their names, with every prefix that they take.
//!
//! In: a word. Out: the unit it names. Prefixes, plurals, hyphens and British spellings are derived here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::table::{PREFIXES, ROWS};
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

pub(super) fn dimension_of(base: &'static str) -> Dimension {
    match base {
        "%" => Dimension::Share,
        "pp" => Dimension::Points,
        _ => Dimension::Physical(Cow::Borrowed(base)),
    }
}

/// A unit by its symbol.
pub(super) fn symbol(text: &str) -> Option<Unit> {
    TABLE.symbols.get(text).cloned()
}

/// A unit by its name: in the plural too, with a hyphen for its blank, in British spelling.
pub(super) fn named(text: &str) -> Option<Unit> {
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
