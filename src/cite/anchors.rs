//! Where a year may stand: the anchors that citations are found from.

use crate::grammar::year::{self, Year};
use crate::text::needles;

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

/// The next year in digits.
pub fn next_number(text: &str, mut from: usize) -> Option<Anchor<'_>> {
    while let Some(at) = needles::either_byte(text, from, b'1', b'2') {
        if let Some(anchor) = read(text, at) {
            return Some(anchor);
        }
        from = at + 1;
    }
    None
}

/// The next year, in digits or words (`n.d.`, `in press`).
pub fn next(text: &str, from: usize) -> Option<Anchor<'_>> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| FIRST[byte as usize])?;
        let number = bytes[at].is_ascii_digit();
        // Most letters stand inside words, and no year does.
        if !number && at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let second = || bytes.get(at + 1).map_or(0, u8::to_ascii_lowercase);
        let candidate = match bytes[at] {
            b'1' | b'2' => true,
            b'n' | b'N' => matches!(second(), b'.' | b'o'),
            b's' | b'S' => matches!(second(), b'.' | b'u'),
            b'i' | b'I' | b'u' | b'U' => second() == b'n',
            b'f' | b'F' | b't' | b'T' => second() == b'o',
            b'a' | b'A' => second() == b'c',
            _ => false,
        };
        if let Some(anchor) = candidate.then(|| read(text, at)).flatten() {
            return Some(anchor);
        }
        at += 1;
    }
}

/// The bytes that a year in digits or words begins with.
static FIRST: [bool; 256] = {
    let mut table = [false; 256];
    let letters = b"12nNsSiIuUfFtTaA";
    let mut at = 0;
    while at < letters.len() {
        table[letters[at] as usize] = true;
        at += 1;
    }
    table
};

fn read(text: &str, at: usize) -> Option<Anchor<'_>> {
    let bytes = text.as_bytes();
    let number = bytes[at].is_ascii_digit();
    if number && !bytes.get(at + 1..at + 4).is_some_and(|rest| rest.iter().all(u8::is_ascii_digit)) {
        return None;
    }
    if !(if number { starts_word(text, at) } else { stands_alone(text, at) }) {
        return None;
    }
    let (rest, year) = year::year(&text[at..]).ok()?;
    Some(Anchor { start: at, end: text.len() - rest.len(), year })
}

/// Whether words that stand for a year begin a word of their own: the "S.A." of "U.S.A." does not.
fn stands_alone(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ',' | ';'))
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
