//! Numbers without a unit of their own: `37 of 120 men`, `150 owned land and 110 rented`, `one third`.
//!
//! In: a sentence and where its figures stand. Out: what else counts or is a share in it. By themselves
//! such numbers claim nothing; beside a figure they can be added up.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use crate::model::{Decimal, Dimension, Unit};
use crate::text::needles::Needles;
use crate::text::terms;

/// A number of a sentence.
pub struct Number {
    /// Its place in the sentence.
    pub at: Range<usize>,
    /// The number; of a fraction, what it is in per cent.
    pub value: Decimal,
    /// Per cent, where it is a fraction.
    pub unit: Option<&'static Unit>,
}

static PERCENT: Unit = Unit { name: Cow::Borrowed("%"), dimension: Dimension::Share, factor: 1.0, offset: 0.0 };

/// Fractions in words, and what they are in tenths of a per cent.
const FRACTIONS: &[(&str, i128)] = &[
    ("a half", 500),
    ("one half", 500),
    ("a third", 333),
    ("one third", 333),
    ("one-third", 333),
    ("two thirds", 667),
    ("two-thirds", 667),
    ("a quarter", 250),
    ("one quarter", 250),
    ("one-quarter", 250),
    ("three quarters", 750),
    ("three-quarters", 750),
    ("a fifth", 200),
    ("one fifth", 200),
    ("one-fifth", 200),
    ("two fifths", 400),
    ("three fifths", 600),
    ("four fifths", 800),
    ("a tenth", 100),
    ("one tenth", 100),
    ("one-tenth", 100),
];

static NEEDLES: LazyLock<Needles> = LazyLock::new(|| Needles::new(FRACTIONS.iter().map(|(words, _)| *words)));

/// Words before a number that make it a name: `Table 4`, `no. 12`.
const LABELS: &[&str] = &[
    "table", "tables", "figure", "figures", "fig", "figs", "section", "chapter", "article", "no", "nos", "p", "pp",
    "page", "pages", "vol", "appendix", "eq", "equation", "step", "phase", "study", "experiment", "model", "line",
    "lines", "part", "question", "item", "day", "week", "month", "year", "grade", "class", "group", "version", "note",
    "column", "row",
];

/// The numbers of a sentence that stand outside its figures, in no particular order.
pub fn numbers<'t>(words: &'t str, figures: &'t [Range<usize>]) -> impl Iterator<Item = Number> + use<'t> {
    let free = |at: &Range<usize>| {
        let next = figures.partition_point(|figure| figure.end <= at.start);
        figures.get(next).is_none_or(|figure| at.end <= figure.start)
    };
    let fractions = NEEDLES.find(words).map(|(which, at)| Number {
        at,
        value: Decimal { digits: FRACTIONS[which].1, exponent: -1 },
        unit: Some(&PERCENT),
    });
    digits(words).chain(fractions).filter(move |number| free(&number.at))
}

/// Whole numbers in digits: `150`, `1,350`.
fn digits(words: &str) -> impl Iterator<Item = Number> + use<'_> {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let start = next + words[next..].find(|c: char| c.is_ascii_digit())?;
            let end =
                start + words[start..].find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(words.len() - start);
            let end = start + words[start..end].trim_end_matches(',').len();
            next = end;
            if let Some(value) = number(words, start, end) {
                return Some(Number { at: start..end, value, unit: None });
            }
        }
    })
}

/// A count, where the digits between two places are one.
fn number(words: &str, start: usize, end: usize) -> Option<Decimal> {
    let (before, text, after) = (&words[..start], &words[start..end], &words[end..]);
    let open = before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—' | '/'));
    let mut following = after.chars();
    let closed = match following.next() {
        None => true,
        Some('.' | ',' | ';' | ':' | '?' | '!') => !following.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_whitespace() || matches!(c, ')' | '—' | '/'),
    };
    let grouped = text.contains(',');
    let groups = text.split(',').enumerate().all(|(number, part)| number == 0 && part.len() < 4 || part.len() == 3);
    let year = !grouped && text.len() == 4;
    if !open || !closed || year || grouped && !groups || text.len() > 12 || is_label(before, after) {
        return None;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    Some(Decimal { digits, exponent: 0 })
}

/// Whether the words around a number make it a name or a date.
fn is_label(before: &str, after: &str) -> bool {
    let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let named = before.ends_with(' ') && LABELS.iter().any(|label| label.eq_ignore_ascii_case(last));
    let gap = before.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == '.');
    gap && (named || terms::is_month(last)) || terms::is_month(next) && next.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_beside_figures() {
        let table: &[(&str, &[&str])] = &[
            ("Of these, 37 of 1,350 came.", &["37", "1,350"]),
            ("Of these, 37/120 came in 1911.", &["37", "120"]),
            ("See Table 4 and p. 12.", &[]),
            ("On 12 May and June 3 it rained 4.5 times.", &[]),
            ("It is one third, or a quarter.", &["one third", "a quarter"]),
            ("The P4 and the 4th and 3-day ones.", &[]),
            ("He saw 12, 13 and 14.", &["12", "13", "14"]),
        ];
        for (text, want) in table {
            let mut found: Vec<_> = numbers(text, &[]).map(|number| number.at).collect();
            found.sort_by_key(|at| at.start);
            let found: Vec<&str> = found.into_iter().map(|at| &text[at]).collect();
            assert_eq!(&found, want, "{text}");
        }
        assert_eq!(numbers("He saw 12 men.", std::slice::from_ref(&(7..13))).count(), 0);
    }
}
