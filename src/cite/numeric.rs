//! Citations by number: `[1]`, `[1–3, 5]`, `[8, p. 379]`, `view.¹²`.
//!
//! In: a document, and how many works are numbered. Out: citations with an item a number. A document without a
//! numbered list must cite by number again and again, so that `[2]` alone is none.
//!
//! Sources: *IEEE Editorial Style Manual*, *Citing Medicine* (Vancouver), *CSL 1.0.2, citation-number*.

mod bare;

use std::ops::Range;

use crate::grammar::locator::locator;
use crate::model::{BlockKind, Citation, CiteItem, Delimited, Document, Form, SentenceId};
use crate::text::raised;

/// What is known of the numbers that works have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbered {
    /// Whether the manuscript's own reference list numbers them.
    pub listed: bool,
    /// How many works have numbers, in that list or by the keys of a bibliography that count them.
    pub works: u32,
}

/// How many numbers in brackets make a document without a numbered list one that cites by number.
const ENOUGH: usize = 3;
/// The most works that a range names.
const RANGE: u32 = 60;
/// The longest group, in bytes.
const GROUP: usize = 400;

/// Finds citations by number, beside so many others.
pub fn find(document: &Document, numbered: Numbered, others: usize) -> Vec<Citation> {
    let listed = numbered.listed;
    let mut out = Vec::new();
    for bracket in document.brackets.iter().filter(|bracket| bracket.square) {
        let (Some(open), Some(close)) = (bracket.open, bracket.close) else { continue };
        if (close - open) as usize > GROUP {
            continue;
        }
        push(document, open, close + 1, &mut out);
    }
    // Where brackets hold the numbers of works, raised ones are those of notes.
    if listed && out.is_empty() {
        find_raised(document, &mut out);
    }
    // Where nothing is set off as numbers of works are, they may stand as others do.
    if out.is_empty() && numbered.works > 0 {
        out = bare::round(document, numbered.works);
        if out.is_empty() {
            out = bare::flat(document, numbered.works);
        }
    }
    let enough = listed || out.len() >= ENOUGH && out.len() > others;
    if enough { out } else { Vec::new() }
}

/// A group in brackets, where it is one.
fn push(document: &Document, open: u32, end: u32, out: &mut Vec<Citation>) {
    let Some(block) = document.block_at(open).map(|id| document.block(id)) else { return };
    let (start, end) = ((open - block.at.start) as usize, (end - block.at.start) as usize);
    let text = document.prose.slice(block.at);
    // "array[1]" and "x[2]" are no citations.
    let glued = text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ']' | ')'));
    if block.kind == BlockKind::Reference || glued && !text[..start].ends_with(']') {
        return;
    }
    let inner = &text[start + 1..end - 1];
    let Some(numbers) = numbers(inner) else { return };
    let items = numbers.into_iter().map(|number| item(document, block.at, start + 1, inner, number)).collect();
    out.push(citation(document, block.at.inner(start..end), items));
}

fn citation(document: &Document, at: crate::text::ProseSpan, items: Vec<CiteItem>) -> Citation {
    Citation {
        span: document.prose.source(at),
        at,
        text: document.shown(at),
        form: Form::Numeric,
        sentence: document.sentence_at(at.start).unwrap_or(SentenceId(0)),
        delimited: Delimited::Whole,
        items,
        manner: None,
    }
}

fn item(document: &Document, block: crate::text::ProseSpan, base: usize, inner: &str, found: Number) -> CiteItem {
    let at = block.inner(base + found.at.start..base + found.at.end);
    CiteItem {
        span: document.prose.source(at),
        at,
        text: inner[found.at].to_owned(),
        number: Some(found.number),
        locator: found.locator.map(|range| inner[range].to_owned()),
        firm: true,
        ..CiteItem::default()
    }
}

/// A number of a group, by offsets into its words.
#[derive(Debug, PartialEq, Eq)]
struct Number {
    number: u32,
    at: Range<usize>,
    locator: Option<Range<usize>>,
}

/// The numbers of a group; `None` where something else stands in it.
fn numbers(inner: &str) -> Option<Vec<Number>> {
    let mut out: Vec<Number> = Vec::new();
    let mut at = 0;
    loop {
        let rest = &inner[at..];
        let skipped = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '[').len();
        at += skipped;
        // "see 7, p. 3; also 2": words may stand before each.
        at += lead(&inner[at..]);
        let digits = inner[at..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) || inner[at..].starts_with('0') {
            return None;
        }
        let number: u32 = inner[at..at + digits].parse().ok()?;
        let from = at;
        at += digits;
        let dash = inner[at..].chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '‐' | '‑' | '−'));
        match dash.map(|dash| &inner[at + dash.len_utf8()..]) {
            Some(rest) => {
                let rest_at = inner.len() - rest.len();
                let more = rest.bytes().take_while(u8::is_ascii_digit).count();
                let last: u32 = rest[..more].parse().ok().filter(|_| more <= 3)?;
                if last <= number || last - number > RANGE {
                    return None;
                }
                at = rest_at + more;
                out.extend((number..=last).map(|number| Number { number, at: from..at, locator: None }));
            }
            None => out.push(Number { number, at: from..at, locator: None }),
        }
        let rest = &inner[at..];
        let tail = rest.trim_start_matches([' ', ']']);
        if tail.is_empty() {
            return Some(out);
        }
        let parted = tail.strip_prefix([',', ';']).or(tail.strip_prefix("and ")).or(tail.strip_prefix("& "))?;
        let parted = parted.trim_start();
        let parted = parted.strip_prefix("and ").unwrap_or(parted);
        at = inner.len() - parted.len();
        let bare = parted.bytes().next().is_some_and(|b| b.is_ascii_digit());
        if !bare && let Ok((after, place)) = locator(parted) {
            let last = out.last_mut()?;
            last.locator = Some(at..at + place.len());
            let rest = after.trim_start_matches([' ', ',', ';', ']']);
            if rest.is_empty() {
                return Some(out);
            }
            at = inner.len() - rest.len();
        }
    }
}

/// Past the words that may stand before a number: `see`, `e.g.,`.
fn lead(inner: &str) -> usize {
    const WORDS: &[&str] = &["see also ", "see ", "also ", "cf. ", "e.g., ", "e.g. ", "See ", "i.e., "];
    let found = WORDS.iter().find(|word| inner.starts_with(**word));
    let skip = found.map_or(0, |word| word.len());
    let label = ["refs. ", "ref. ", "Refs. ", "Ref. ", "#"].iter().find(|word| inner[skip..].starts_with(**word));
    skip + label.map_or(0, |word| word.len())
}

/// Raised numbers: `view.¹²`, `view¹,³`.
fn find_raised(document: &Document, out: &mut Vec<Citation>) {
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Reference) {
        let text = document.prose.slice(block.at);
        if text.is_ascii() {
            continue;
        }
        let mut chars = text.char_indices().peekable();
        let mut before = ' ';
        while let Some((start, c)) = chars.next() {
            let letter = before.is_alphabetic() || matches!(before, '.' | ',' | ')' | '”' | '"' | '’');
            if !raised::is(c) || !letter {
                before = c;
                continue;
            }
            let mut shown = raised::value(c).map(|value| value.to_string()).unwrap_or_default();
            let mut end = start + c.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                match (raised::value(c), c) {
                    (Some(value), _) => shown.push_str(&value.to_string()),
                    (None, ',' | '⁻' | '–' | '-' | '⁃') if text[at + c.len_utf8()..].starts_with(raised::is) => {
                        shown.push(if c == ',' { ',' } else { '-' });
                    }
                    _ => break,
                }
                end = at + c.len_utf8();
                chars.next();
            }
            before = ' ';
            // "m²" and "10³" are powers.
            let unit = text[..start].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").len();
            if (1..=2).contains(&unit) {
                continue;
            }
            if let Some(found) = numbers(&shown) {
                let at = block.at.inner(start..end);
                let one = |number: u32| CiteItem {
                    span: document.prose.source(at),
                    at,
                    text: text[start..end].to_owned(),
                    number: Some(number),
                    firm: true,
                    ..CiteItem::default()
                };
                let items = found.iter().map(|found| one(found.number)).collect();
                out.push(citation(document, at, items));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    fn read(inner: &str) -> Option<Vec<u32>> {
        numbers(inner).map(|found| found.iter().map(|one| one.number).collect())
    }

    #[test]
    fn groups_and_what_is_none() {
        let table: &[(&str, Option<&[u32]>)] = &[
            ("1", Some(&[1])),
            ("1, 3, 16", Some(&[1, 3, 16])),
            ("1–3, 5", Some(&[1, 2, 3, 5])),
            ("8, p. 379", Some(&[8])),
            ("8, pp. 19–20; 12", Some(&[8, 12])),
            ("10, pp. 163, 165", Some(&[10])),
            ("see also 3", Some(&[3])),
            ("see 7, pp. 10–12; also 2, p. 50", Some(&[7, 2])),
            ("12 and 14", Some(&[12, 14])),
            ("1], [3", Some(&[1, 3])),
            ("2021", None),
            ("0, 1", None),
            ("3-1", None),
            ("…", None),
            ("sic", None),
            ("a, 3", None),
        ];
        for (inner, want) in table {
            assert_eq!(read(inner).as_deref(), *want, "{inner}");
        }
    }
}
