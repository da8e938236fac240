//! The reader of quantities: what it takes for a figure and what it does not, on any text, in linear time.

mod random;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{DocumentReport, Joint};
use proptest::prelude::*;
use proptest::sample::select;

fn read(text: &str) -> DocumentReport {
    let files: Memory = [("paper.txt", text.as_bytes().to_vec())].into_iter().collect();
    let manuscripts = vec![Manuscript::named("paper.txt")];
    let inputs = Inputs { manuscripts, bibliographies: Vec::new(), sources: Vec::new(), files: &files };
    let mut report = check(&inputs, &Config::default()).expect("a text can be read");
    report.documents.pop().expect("one document was given")
}

/// The figures of a text, as a reader would note them: `2670 km`, `>80 %`, `5..10 mg`.
fn noted(text: &str) -> Vec<String> {
    let report = read(text);
    let figures = report.linked.claims.iter().flat_map(|claim| &claim.figures);
    figures
        .map(|figure| {
            let relation = figure.relation.name();
            let mut note = if matches!(relation, "=" | "range") { String::new() } else { relation.to_owned() };
            write!(note, "{}", figure.value.to_f64()).expect("a string takes all");
            if let Some(upper) = figure.upper {
                write!(note, "..{}", upper.to_f64()).expect("a string takes all");
            }
            for unit in [("", &figure.unit), ("per ", &figure.per)] {
                if let Some(name) = unit.1.as_ref().map(|unit| &unit.name) {
                    write!(note, " {}{name}", unit.0).expect("a string takes all");
                }
            }
            note
        })
        .collect()
}

#[test]
fn figures_of_sentences() {
    let table: &[(&str, &[&str])] = &[
        // Money.
        ("The lock cost $3.4 million in all.", &["3400000 USD"]),
        ("They asked for $5-6 million and got $3,500-$4,000.", &["5000000..6000000 USD", "3500..4000 USD"]),
        ("It was 20 australian dollars, C$ 5 or 7 billion US$.", &["20 AUD", "5 CAD", "7000000000 USD"]),
        ("It was Rs 35 lakh; later Rs. 500 crore were asked.", &["3500000 INR", "5000000000 INR"]),
        ("A seat costs one dollar and 45 cents, a berth 12 dollars 50.", &["1.45 USD", "12.5 USD"]),
        ("Oil was at $80 a barrel, a pilot at $15 an hour.", &["80 USD per bbl", "15 USD per h"]),
        // Shares.
        ("More than 80% came; 12.5 per cent stayed.", &[">80 %", "12.5 %"]),
        ("Two-thirds of the crews and half of the masters agreed.", &["67 %", "50 %"]),
        ("It fell by 0.5 percentage points.", &["0.5 pp"]),
        ("The share rose from 20% to 35% and ranged from 5 to 10%.", &["20 %", "35 %", "5..10 %"]),
        // Measures.
        ("The 1,240-kilometre coast has 14 bays.", &["1240 km", "14 bay"]),
        ("It carries 33 billion cubic meters a year.", &["33000000000 m3 per a"]),
        ("He is 6 feet 2 inches tall and 40 ± 2 years old.", &["74 in", "40 a"]),
        ("Doses of 45 and 50 mg, or between 4 and 5 kg/m3.", &["45 mg", "50 mg", "4..5 kg/m3"]),
        ("Lengths of 1,065-, 1,110- and 1,188-m were cut.", &["1065 m", "1110 m", "1188 m"]),
        ("It was minus 5 degrees Celsius, then 98.6 °F.", &["-5 °C", "98.6 °F"]),
        ("Children aged 5–12 and a 23-year-old came.", &["5..12 a", "23 a"]),
        ("An 8- to 16-foot wave ran at 30 miles an hour.", &["8..16 ft", "30 mi/h"]),
        // Counts.
        ("We spoke with 10 participants in fifteen provinces.", &["10 participant", "15 province"]),
        ("Some 12 of the 20 ferrymen drowned.", &["~12 ferryman", "20 ferryman"]),
        ("Half a million registered refugees came back.", &["500000 refugee"]),
        ("There were 12 deaths per 1,000 births.", &["12 death/1,000"]),
        ("Nearly 14,000 were counted.", &["~14000"]),
    ];
    for (text, want) in table {
        assert_eq!(noted(text), *want, "{text}");
    }
}

#[test]
fn what_only_looks_like_figures() {
    let table = [
        // Years, dates, times.
        "In 1996 the regime fell, and the 1990s ended; the 21st century began on 1 January 2001 at 2 pm.",
        "The era (2014-21) and the years 2014 to 2021 were hard (Osei, 2004a; WHO, June 19, 2023).",
        "By 2030 and since 1979, between 2014 and 2021, and in the year 1980s.",
        // Labels.
        "See Table 3, pages 12–14, Section 2.1, Figs. 3 and 5, Figure 2E, 3H and 3J, and Chapter 4.",
        "Type 2 diabetes, COVID-19, Windows 10 users, Boeing 777 planes, ISO 9001, the 2.0 regime (2.0).",
        "P4, P5 and F2 hybrids; version 1.2.3; doi:10.1000/182; grant 12345; NPR1 and rs1.",
        // Statistics and levels.
        "The groups differed, t(28) = 2.20, p < .05, r = .3, n = 122, with a 95% CI.",
        // Idioms.
        "A mix of a few thousand and several hundred; hundreds of millions; one time or another; a key.",
        "Two countries, three categories, a two-faced policy, one day, the first half of the year.",
        "The Six-Day War and the Thirty Years' War; a quarter of a century later.",
        "Call +93 700 123 456 or see https://example.org/a?q=30%25%2020%.",
    ];
    for text in table {
        assert_eq!(noted(text), [""; 0], "{text}");
    }
}

#[test]
fn periods_are_kept_apart() {
    let text =
        "It ran 2014–21, from 1990 to 1995, between 1801 and 1805 (1988 1994). Founded in 1903 and banned in 1898.";
    let found: Vec<_> = read(text).linked.periods.iter().map(|one| (one.first, one.last, one.joint)).collect();
    let want = [
        (2014, 2021, Joint::Dash),
        (1990, 1995, Joint::Words),
        (1801, 1805, Joint::Words),
        (1988, 1994, Joint::Blank),
        (1903, 1898, Joint::Events),
    ];
    assert_eq!(found, want);
}

/// What quantities are made of, and what breaks their readers.
const PIECES: &[&str] = &[
    "12",
    "7.6",
    "1,234",
    "1,25,000",
    "2014",
    "2021",
    "0",
    "007",
    "½",
    "2½",
    "1/4",
    "3·5",
    "10^6",
    "× 10−5",
    "4e14",
    "99999999999999999999999999",
    "٢٠",
    "２０",
    "²",
    "one",
    "two",
    "twenty-one",
    "half",
    "a",
    "hundred",
    "million",
    "lakh crore",
    "dozen",
    "third",
    "thirds of",
    "$",
    "US$",
    "c $",
    "€",
    "Rs.",
    "EUR",
    "MAUD",
    "¢",
    "km",
    "-kilometer",
    "km2",
    "m^3",
    "s-1",
    "°",
    "°C",
    "degrees",
    "%",
    "per cent",
    "percentage points",
    "in",
    "pm",
    "g",
    "M",
    "years old",
    "of age",
    "miles an hour",
    "per 100,000",
    "a year",
    "dollars",
    "cents",
    "people",
    "registered refugees",
    "men's",
    "of the",
    "from",
    "to",
    "between",
    "and",
    "or",
    "about",
    "more than",
    "no less than",
    "or more",
    "-",
    "–",
    "- to ",
    " ± ",
    "~",
    "<",
    "=",
    "(",
    ")",
    ",",
    ". ",
    " . ",
    "/",
    ":",
    "\u{a0}",
    "\u{2009}",
    "\u{fffc}",
    "é",
    "ß",
    "日本",
    "e\u{301}",
    "Table",
    "pp.",
    "June",
    "P",
    "born",
    "died",
    "founded in",
    "\n",
    "\n\n",
    "’",
    "\u{200d}",
    "aged",
    "BC",
];

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn figures_are_in_order_and_apart(
        pieces in prop::collection::vec((select(PIECES), any::<bool>()), 1..40),
    ) {
        let mut text = String::new();
        for (piece, blank) in pieces {
            text.push_str(piece);
            if blank {
                text.push(' ');
            }
        }
        in_order_and_apart(&text);
    }
}

fn in_order_and_apart(text: &str) {
    let report = read(text);
    let prose = report.linked.document.prose.text();
    let mut last = 0;
    for figure in report.linked.claims.iter().flat_map(|claim| &claim.figures) {
        let at = figure.at.range();
        assert!(last <= at.start && at.start < at.end, "{text:?}: {at:?} after {last}");
        assert!(prose.get(at.clone()).is_some(), "{text:?}: {at:?}");
        assert!(!prose[at.clone()].starts_with(' ') && !prose[at.clone()].ends_with(' '), "{text:?}: {at:?}");
        assert!(!report.linked.document.source.slice(figure.span).is_empty());
        if let Some(upper) = figure.upper {
            assert!(figure.value.to_f64() < upper.to_f64(), "{text:?}: {at:?}");
        }
        last = at.end;
    }
}

#[test]
fn what_broke_once() {
    in_order_and_apart("one $ -12");
}

#[test]
fn hostile_texts_take_no_longer() {
    let many = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
    let texts: [(&str, String); 9] = [
        ("digits", "7".repeat(10 * many)),
        ("commas", "1,".repeat(3 * many)),
        ("points", "1.1".repeat(3 * many)),
        ("magnitudes", "million ".repeat(many)),
        ("signs", "$ ".repeat(many) + "5"),
        ("lists", "1, 2 and ".repeat(many)),
        ("ranges", "1 to 2 - ".repeat(many)),
        ("numbers", "two hundred and ".repeat(many)),
        ("years", "2014 2021–".repeat(many)),
    ];
    for (name, text) in texts {
        let begun = Instant::now();
        read(&text);
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}
