//! Names at the head of a citation in a note: `Ada Marlow`, `A. B. Marlow and Kofi Osei`, `Marlow, Ada:`.
//!
//! In: a text, where a word begins in it, and whether a folded name is some work's first author. Out: the names
//! that begin there by their shape, or because a work is theirs. It refuses to say whether they cite anything.

use std::ops::Range;

use crate::cite::author_page::names::{Authors, PARTICLES, Part, Works, authors, et_al, word_length};
use crate::model::Conjunction;
use crate::text::{fold, terms};

/// How many words a name has, at the most.
const WORDS: usize = 6;
/// How many names are read before "and" or "et al.".
const NAMES: usize = 8;

/// Names, and whether some work is by the first of them.
pub(super) struct Names {
    pub(super) authors: Authors,
    pub(super) known: bool,
}

/// Words that lead to a citation and are no part of its names, in small letters.
const LEADS: &[&str] = &[
    "see", "also", "cf", "compare", "contra", "vgl", "siehe", "auch", "voir", "aussi", "quoted", "cited", "zit",
    "zitiert", "nach", "cité", "in", "from", "by", "per", "accord", "notably", "especially", "esp", "und", "et", "and",
    "both", "citing", "quoting", "für", "pour", "dans", "contrast", "so", "eg", "e", "g", "z", "b", "s",
];

/// Whether a word leads to a citation.
pub(super) fn leads(word: &str) -> bool {
    LEADS.contains(&word.to_lowercase().as_str())
}

/// The names that begin at a word.
pub(super) fn names(text: &str, at: usize, works: &dyn Works) -> Option<Names> {
    let word = &text[at..at + word_length(&text[at..])];
    let opener = leads(word) || terms::opens_sentence(word);
    if let Some(found) = (!opener).then(|| list(text, at)).flatten() {
        let first = &found.list[0];
        let bare = text[first.family.clone()].rsplit(' ').next().unwrap_or("");
        if is_author(&text[first.family.clone()], works) || is_author(bare, works) {
            return Some(Names { authors: found, known: true });
        }
        return Some(match authors(text, at, works) {
            Some(authors) => Names { authors, known: true },
            None => Names { authors: found, known: false },
        });
    }
    authors(text, at, works).map(|authors| Names { authors, known: true })
}

fn is_author(name: &str, works: &dyn Works) -> bool {
    name.chars().nth(1).is_some() && works.has_author(&fold::key(name))
}

/// The longest list of names that begins at a word.
fn list(text: &str, at: usize) -> Option<Authors> {
    let mut first = name(text, at)?;
    let mut end = first.family.end;
    if let Some(given) = inverted(text, &first) {
        end = given.end;
        first.given = Some(given);
    }
    let mut out = Authors { first_end: end, end, ..Authors::default() };
    out.list.push(first);
    let mut ahead: Vec<Part> = Vec::new();
    let mut from = end;
    for _ in 0..NAMES {
        let rest = &text[from..];
        let bare = rest.trim_start_matches([',', ' ']);
        let gap = rest.len() - bare.len();
        if gap == 0 {
            break;
        }
        if let Some(length) = et_al(bare).or_else(|| and_others(bare)) {
            out.list.append(&mut ahead);
            (out.et_al, out.end) = (true, from + gap + length);
            break;
        }
        let joint = ["and ", "& ", "und ", "et ", "/ "].iter().find(|joint| bare.starts_with(**joint));
        let Some(name) = name(text, from + gap + joint.map_or(0, |joint| joint.len())) else { break };
        from = name.family.end;
        ahead.push(name);
        if let Some(joint) = joint {
            out.conjunction = Some(if *joint == "& " { Conjunction::Ampersand } else { Conjunction::Word });
            out.list.append(&mut ahead);
            out.end = from;
            break;
        }
        if !rest.starts_with(", ") {
            break;
        }
    }
    out.end += editors(&text[out.end..]);
    Some(out)
}

/// `u. a.`, `and others`
fn and_others(text: &str) -> Option<usize> {
    ["u. a.", "u.a.", "and others"].iter().find(|words| text.starts_with(**words)).map(|words| words.len())
}

/// What tells that names are those of editors: `, eds.`, ` (Hg.)`.
fn editors(text: &str) -> usize {
    const MARKS: &[&str] = &["eds.", "eds", "ed.", "ed", "Hrsg.", "Hg.", "dir.", "éds.", "éd.", "trans."];
    let open = [", ", " (", " ["].iter().find(|open| text.starts_with(**open)).map_or(0, |open| open.len());
    let rest = &text[open..];
    let Some(mark) = MARKS.iter().find(|mark| open > 0 && rest.starts_with(**mark)) else { return 0 };
    let after = &rest[mark.len()..];
    match (text.starts_with(','), after.chars().next()) {
        (true, None | Some(',' | ':' | '.')) => open + mark.len(),
        (false, Some(')' | ']')) => open + mark.len() + 1,
        _ => 0,
    }
}

/// A given name behind its family name, where a colon tells that no title begins: `Marlow, Ada: Lights`.
fn inverted(text: &str, first: &Part) -> Option<Range<usize>> {
    let from = first.family.end + 2;
    if first.given.is_some() || !text[first.family.end..].starts_with(", ") {
        return None;
    }
    let given = name(text, from)?;
    text[given.family.end..].starts_with(':').then_some(from..given.family.end)
}

/// One name: given names or initials, particles, the family name.
fn name(text: &str, at: usize) -> Option<Part> {
    let mut family: Option<Range<usize>> = None;
    let mut particle = None;
    let mut from = at;
    for _ in 0..WORDS {
        let rest = &text[from..];
        let length = word_length(rest);
        let word = &rest[..length];
        let capital = word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
        let stop = rest[length..].starts_with('.');
        let mut end = from + length;
        if capital && stop && word.chars().count() <= 2 {
            // Initials.
            end += 1;
            particle = None;
        } else if capital {
            family = Some(particle.take().unwrap_or(from)..end);
        } else if PARTICLES.contains(&word) {
            particle.get_or_insert(from);
        } else {
            break;
        }
        let gap = text[end..].len() - text[end..].trim_start_matches([' ', '\u{a0}']).len();
        if gap == 0 && !stop && !text[end..].starts_with('-') {
            break;
        }
        from = end + gap;
    }
    let family = family?;
    let given = text[at..family.start].trim_end();
    Some(Part { given: (!given.is_empty()).then(|| at..at + given.len()), family })
}
