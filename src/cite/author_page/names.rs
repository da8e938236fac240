//! Names that stand without a year: `Holland`, `D. Rubin`, `Ito and van der Berg`, `Ruiz, Ames, et al.`
//!
//! In: a text, where a word begins in it, and whether a folded name is some work's first author. Out: the names
//! that begin there. It refuses names whose first is nobody's.

use std::ops::Range;

use crate::model::{Conjunction, Name};
use crate::text::{Span, fold};

/// What the works at hand tell of names; these are folded.
pub trait Works {
    /// Whether this is some work's first author.
    fn has_author(&self, name: &str) -> bool;

    /// Whether these are the authors of some work, in order; the last of them, or those whom "et al." stands for.
    fn has_authors(&self, names: &[String], et_al: bool) -> bool;

    /// Whether some work has a title that begins so.
    fn has_title(&self, title: &str) -> bool;
}

/// Names by offsets into a text.
#[derive(Debug, Default)]
pub(in crate::cite) struct Authors {
    pub(in crate::cite) list: Vec<Part>,
    pub(in crate::cite) et_al: bool,
    pub(in crate::cite) conjunction: Option<Conjunction>,
    /// Where the first of them ends.
    pub(in crate::cite) first_end: usize,
    /// Where all of them end.
    pub(in crate::cite) end: usize,
}

/// A name: its family name, and initials where they stand before it.
#[derive(Debug)]
pub(in crate::cite) struct Part {
    pub(in crate::cite) family: Range<usize>,
    pub(in crate::cite) given: Option<Range<usize>>,
}

impl Authors {
    /// The names as the model has them.
    pub(in crate::cite) fn named(&self, text: &str, source: impl Fn(usize, usize) -> Span) -> Vec<Name> {
        let name = |part: &Part| Name {
            family: text[part.family.clone()].to_owned(),
            given: part.given.clone().map(|given| text[given].to_owned()),
            span: part.given.as_ref().map_or_else(
                || source(part.family.start, part.family.end),
                |given| source(given.start.min(part.family.start), given.end.max(part.family.end)),
            ),
        };
        self.list.iter().map(name).collect()
    }
}

/// How many words the name of an organisation may have.
const WORDS: usize = 7;
/// How many initials a name has, at the most.
const INITIALS: usize = 8;
/// How many names are read before "et al." or "and".
const NAMES: usize = 8;

/// Small words that begin or join a family name.
pub(in crate::cite) const PARTICLES: &[&str] = &[
    "van", "von", "vom", "der", "den", "de", "del", "della", "di", "da", "du", "la", "le", "los", "dos", "ter", "ten",
    "zu", "zur", "af", "av", "al", "el",
];

/// The names that begin at a word: as many as some work has together, else the first alone; `None` where nobody
/// is called so.
pub(in crate::cite) fn authors(text: &str, at: usize, works: &dyn Works) -> Option<Authors> {
    let mut out = list(text, at, works)?;
    let keys: Vec<String> = out.list.iter().map(|part| fold::key(&text[part.family.clone()])).collect();
    // "Post, Dunn, and Hall" are three works where nobody wrote one together.
    if keys.len() > 1 && !works.has_authors(&keys, out.et_al) {
        out.list.truncate(1);
        (out.et_al, out.conjunction, out.end) = (false, None, out.first_end);
    }
    Some(out)
}

/// The longest list of names that begins at a word.
fn list(text: &str, at: usize, works: &dyn Works) -> Option<Authors> {
    let first = first_name(text, at, works)?;
    let mut out = Authors { first_end: first.family.end, end: first.family.end, ..Authors::default() };
    out.list.push(first);
    let mut ahead: Vec<Part> = Vec::new();
    let mut from = out.end;
    for _ in 0..NAMES {
        let rest = &text[from..];
        let bare = rest.trim_start_matches([',', ' ']);
        let gap = rest.len() - bare.len();
        if gap == 0 && !rest.starts_with("., et al") {
            break;
        }
        // "Hildebrandt., et al.": a stop where none belongs.
        if let Some(length) = et_al(bare.strip_prefix("., ").unwrap_or(bare)) {
            let length = length + if bare.starts_with('.') { 3 } else { 0 };
            out.list.append(&mut ahead);
            (out.et_al, out.end) = (true, from + gap + length);
            return Some(out);
        }
        let joint = ["and ", "& ", "und ", "et "].iter().find(|joint| bare.starts_with(**joint));
        let start = from + gap + joint.map_or(0, |joint| joint.len());
        let Some(name) = further_name(text, start, works) else { break };
        let end = name.family.end;
        ahead.push(name);
        if let Some(joint) = joint {
            let mark = if *joint == "& " { Conjunction::Ampersand } else { Conjunction::Word };
            out.list.append(&mut ahead);
            (out.conjunction, out.end) = (Some(mark), end);
            return Some(out);
        }
        if !rest.starts_with(", ") {
            break;
        }
        from = end;
    }
    Some(out)
}

pub(in crate::cite) fn et_al(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("et al")?;
    (!rest.starts_with(char::is_alphanumeric)).then(|| "et al".len() + usize::from(rest.starts_with('.')))
}

/// The words from `at` on that may make up a name: where each ends.
fn words(text: &str, at: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut from = at;
    while ends.len() < WORDS {
        let rest = &text[from..];
        let length = word_length(rest);
        let word = &rest[..length];
        let may = word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || c.is_ascii_digit())
            || PARTICLES.contains(&word)
            || !ends.is_empty() && word.starts_with(char::is_lowercase);
        if !may {
            break;
        }
        ends.push(from + length);
        match rest[length..].chars().next() {
            Some(' ' | '\u{a0}') => from += length + rest[length..].chars().next().map_or(1, char::len_utf8),
            _ => break,
        }
    }
    ends
}

/// How long the word is that a text begins with: letters, with hyphens, apostrophes, slashes inside.
pub(in crate::cite) fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let joins = matches!(c, '-' | '‐' | '‑' | '/' | '’' | '\'') && inside && !text[at..].starts_with("’s ");
        if !(c.is_alphanumeric() || joins || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')) {
            break;
        }
        end = at + c.len_utf8();
    }
    // "Holland’s": the genitive is none of the name.
    text[..end].strip_suffix("’s").or(text[..end].strip_suffix("'s")).map_or(end, str::len)
}

/// Initials before a name: `D. `, `J.-P. `; how long they are with the blank behind them.
fn initials(text: &str) -> Option<usize> {
    let mut at = 0;
    for _ in 0..INITIALS {
        let rest = &text[at..];
        let letter = rest.chars().next().filter(|c| c.is_uppercase())?;
        let after = rest[letter.len_utf8()..].strip_prefix('.')?;
        at += letter.len_utf8() + 1;
        let bare = after.trim_start_matches([' ', '-', '\u{a0}']);
        let gap = after.len() - bare.len();
        let more = bare.chars().next().is_some_and(char::is_uppercase) && bare.chars().nth(1) == Some('.');
        at += gap;
        if !more {
            return (gap > 0).then_some(at);
        }
    }
    None
}

fn part(text: &str, at: usize, choose: impl Fn(usize, &[usize]) -> Option<usize>) -> Option<Part> {
    let lead = initials(&text[at..]);
    let start = at + lead.unwrap_or(0);
    let ends = words(text, start);
    let end = choose(start, &ends)?;
    let given = lead.map(|lead| at..at + text[at..at + lead].trim_end().len());
    Some(Part { family: start..end, given })
}

/// The longest name that some work's first author has.
fn first_name(text: &str, at: usize, works: &dyn Works) -> Option<Part> {
    part(text, at, |start, ends| {
        ends.iter().rev().copied().find(|&end| {
            let name = &text[start..end];
            name.chars().any(char::is_uppercase) && name.chars().count() > 1 && works.has_author(&fold::key(name))
        })
    })
}

/// A further name: whoever it is, a particle and a capital; longer where some work's author is called so.
fn further_name(text: &str, at: usize, works: &dyn Works) -> Option<Part> {
    first_name(text, at, works).or_else(|| {
        part(text, at, |start, ends| {
            let capital = |from: usize, end: usize| text[from..end].trim_start().starts_with(char::is_uppercase);
            let mut from = start;
            for &end in ends {
                let word = text[from..end].trim();
                if capital(from, end) && !PARTICLES.contains(&word.to_lowercase().as_str()) {
                    return Some(end);
                }
                from = end;
            }
            None
        })
    })
}
