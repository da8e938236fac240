//! Where a year may stand: the anchors that citations are found from.

use crate::grammar::year::{self, Year};

/// A year in a text.
#[derive(Clone, Copy, Debug)]
pub struct Anchor<'t> {
    /// Where it begins.
    pub start: usize,
    /// Where it ends, its letter included.
    pub end: usize,
    /// What it says.
    pub year: Year<'t>,
}

/// The next year in `text` from `from` on, outside inner brackets where `depth` says so.
pub fn next(text: &str, from: usize, words: bool) -> Option<Anchor<'_>> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let candidate = match bytes[at] {
            b'1' | b'2' => bytes.get(at + 3).is_some_and(u8::is_ascii_digit),
            b'n' | b'N' | b'i' | b'I' | b'f' | b'F' | b't' | b'T' | b's' | b'S' | b'u' | b'U' | b'a' | b'A' => words,
            _ => false,
        };
        if candidate && starts_word(text, at) {
            if let Ok((rest, year)) = year::year(&text[at..]) {
                return Some(Anchor { start: at, end: text.len() - rest.len(), year });
            }
        }
        at += 1;
    }
    None
}

/// Whether no word, amount or number goes on into `at`.
fn starts_word(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        None => true,
        Some('-' | '–' | '‐' | '/' | '.' | ',') => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => {
            !(c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '#' | '%' | '=' | '<' | '>' | '_' | '@' | '+'))
        }
    }
}
