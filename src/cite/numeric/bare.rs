//! Numbers that look like any other: `of care (1, 2).` in round brackets, and `of pollinators6.` where a raised
//! number was set flat on its way into a text.
//!
//! One such number tells nothing. All of them together do: works are numbered in the order in which they are first
//! cited, so that the numbers count up, without a leap, to about as many as there are. Where they do not, none of
//! them is a citation.
//!
//! Source: *Citing Medicine* (Vancouver), appendix F: numbers in the order in which works appear in the text.

use std::collections::HashSet;

use super::{citation, item, numbers, push};
use crate::model::{BlockKind, Citation, Document};

/// How few numbers could count up by chance.
const LEAST: usize = 5;
/// How far a number may be ahead of those before it: a table is read where it stands, not where it is cited.
const LEAP: u32 = 5;

/// The citations in round brackets, where the document's numbers are those of so many works.
pub fn round(document: &Document, works: u32) -> Vec<Citation> {
    let mut out = Vec::new();
    for bracket in document.brackets.iter().filter(|bracket| !bracket.square) {
        let (Some(open), Some(close)) = (bracket.open, bracket.close) else { continue };
        if (close - open) as usize <= super::GROUP && !counts_parts(document, open) {
            push(document, open, close + 1, &mut out);
        }
    }
    counting(out, works)
}

/// Whether what stands before a bracket makes its number that of a part: `criteria: (1) age`, `Equation (3)`.
fn counts_parts(document: &Document, open: u32) -> bool {
    let Some(block) = document.block_at(open).map(|id| document.block(id)) else { return true };
    let before = document.prose.slice(block.at)[..(open - block.at.start) as usize].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.is_empty() && !before.ends_with([')', '[', ']', '”', '"', '’', '\'', '»', '.'])
        || matches!(word, "and" | "or")
        || labels(word)
}

/// The citations that are glued to the word before them.
pub fn flat(document: &Document, works: u32) -> Vec<Citation> {
    let mut out = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Reference) {
        let text = document.prose.slice(block.at);
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) {
            let end = start + group(&bytes[start..]);
            at = end;
            if !follows_word(&text[..start]) || !ends_word(&text[end..]) {
                continue;
            }
            let inner = &text[start..end];
            let Some(found) = numbers(inner) else { continue };
            let items = found.into_iter().map(|number| item(document, block.at, start, inner, number)).collect();
            out.push(citation(document, block.at.inner(start..end), items));
        }
    }
    counting(out, works)
}

/// The length of the numbers at the start, with the commas and dashes between them.
fn group(bytes: &[u8]) -> usize {
    const DASH: &[u8] = "–".as_bytes();
    let mut end = 0;
    loop {
        end += bytes[end..].iter().take_while(|b| b.is_ascii_digit()).count();
        let rest = &bytes[end..];
        let sign = if rest.starts_with(DASH) {
            DASH.len()
        } else {
            usize::from(rest.starts_with(b",") || rest.starts_with(b"-"))
        };
        if sign == 0 || !rest.get(sign).is_some_and(u8::is_ascii_digit) {
            return end;
        }
        end += sign;
    }
}

/// Whether a number behind this text would be glued to a word, or to what closes one: "pollinators", "polyphyly).",
/// and not "MPF", "cm" or "Fig.".
fn follows_word(before: &str) -> bool {
    let word = before.trim_end_matches(['.', ',', ')', '”', '"', '’', ']', ';']);
    if before.len() - word.len() > 4 {
        return false;
    }
    let closed = word.len() < before.len();
    let start = word.char_indices().rev().take_while(|(_, c)| !c.is_whitespace() && *c != '(').last();
    let word = start.map_or("", |(at, _)| &word[at..]);
    // "(1949)57": what is closed may be a year.
    let year = closed && before.ends_with(')') && word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let letters = word.chars().count();
    let plain = letters >= 3 && word.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, '-' | '’' | '\''));
    year || plain && !labels(word)
}

/// Whether what stands behind lets a number end there: "5.2", "6%" and "7a" are no citations.
fn ends_word(behind: &str) -> bool {
    let mut chars = behind.chars();
    match chars.next() {
        None => true,
        Some('.' | ',' | ':' | ';' | ')' | '”' | '"') => chars.next().is_none_or(|c| !c.is_alphanumeric()),
        Some(c) => c.is_whitespace(),
    }
}

/// Whether a word's number is the number of a thing: `Table 2`, `Fig. 3`, `step 4`.
fn labels(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "appendix", "box", "chapter", "column", "eq", "eqn", "equation", "equations", "eqs", "fig", "figs", "figure",
        "figures", "formula", "hypothesis", "line", "model", "no", "panel", "phase", "section", "step", "tab", "table",
        "tables", "version", "vol", "volume",
    ];
    let word = word.to_lowercase();
    WORDS.binary_search(&word.as_str()).is_ok()
}

/// The citations whose numbers count up to about as many as there are works; none where they do not.
fn counting(mut found: Vec<Citation>, works: u32) -> Vec<Citation> {
    let all = found.len();
    let mut seen = HashSet::new();
    let (mut top, mut rising) = (0, 0);
    found.retain(|citation| {
        let numbers = || citation.items.iter().filter_map(|item| item.number);
        let fits = numbers().all(|number| number <= works) && numbers().min().is_some_and(|least| least <= top + LEAP);
        if fits {
            for number in numbers().filter(|&number| seen.insert(number)) {
                rising += usize::from(number > top);
                top = top.max(number);
            }
        }
        fits
    });
    let nearly = |part: usize, of: usize, tenths: usize| part * 10 >= of * tenths;
    let counts = seen.len() >= LEAST
        && nearly(seen.len(), works as usize, 6)
        && nearly(rising, seen.len(), 8)
        && nearly(found.len(), all, 8);
    if counts { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{ends_word, follows_word, group};

    #[test]
    fn what_a_number_can_be_glued_to() {
        for word in ["of pollinators", "of polyphyly.", "by Arnon (1949)", "(the calyx)", "“of the sea.”", "well-known"]
        {
            assert!(follows_word(word), "{word}");
        }
        for word in ["of MPF", "10 cm", "see Fig.", "p27Kip", "COVID-", "H", "in 2004", "in Table", "", "x = "] {
            assert!(!follows_word(word), "{word}");
        }
    }

    #[test]
    fn where_a_number_ends() {
        assert_eq!(group("1–4, and".as_bytes()), "1–4".len());
        assert_eq!(group("5,9,10. In".as_bytes()), 6);
        assert!(ends_word(". In") && ends_word("") && ends_word(" of") && !ends_word(".5") && !ends_word("%"));
    }
}
