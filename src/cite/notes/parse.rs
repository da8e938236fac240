//! The works that a note cites, in full or short.
//!
//! In: the words of a note, and whose works are at hand. Out: what is cited, by offsets into them. It refuses to
//! link: a name and a short title are a citation where some work fits them. Only a full note is one by itself:
//! names with a given name, a title, and publisher and year in brackets, or a title in quotation marks and a year
//! in brackets.
//!
//! Sources: *Chicago 17, 14.19–60*; *OSCOLA 4*; *MHRA 3, 11*.

use std::ops::Range;

use super::back;
use super::ends;
use super::names::{self, Names};
use crate::cite::author_page::names::{Authors, Works, word_length};
use crate::grammar::locator::locator;
use crate::model::Back;
use crate::text::raised;

/// A work that a note cites, by offsets into its words.
#[derive(Debug, Default)]
pub(super) struct Cited {
    pub(super) authors: Authors,
    pub(super) at: Range<usize>,
    pub(super) title: Option<Range<usize>>,
    pub(super) year: Option<Range<usize>>,
    pub(super) locator: Option<Range<usize>>,
    pub(super) back: Option<Back>,
    /// Whether it is a citation whatever the works at hand are.
    pub(super) firm: bool,
}

/// The works that a note cites, in order.
pub(super) fn works(text: &str, known: &dyn Works) -> Vec<Cited> {
    let mut out = Vec::new();
    let mut at = number(text);
    let mut opens = true;
    let mut before = ' ';
    while let Some(c) = text[at..].chars().next() {
        let begins = c.is_alphabetic() && !before.is_alphanumeric() && !matches!(before, '’' | '\'' | '-');
        let quote = opens && ends::closing(c).is_some() && !before.is_alphanumeric();
        if (begins || quote)
            && let Some(cited) = cited(text, at, opens, known)
        {
            at = cited.at.end;
            before = text[..at].chars().next_back().unwrap_or(' ');
            opens = false;
            out.push(cited);
            continue;
        }
        if begins {
            let length = word_length(&text[at..]).max(c.len_utf8());
            opens &= names::leads(&text[at..at + length]);
            at += length;
            before = 'a';
            continue;
        }
        match c {
            ';' | '.' | '(' | '[' => opens = true,
            ' ' | ',' | ':' => {}
            _ => opens = false,
        }
        before = c;
        at += c.len_utf8();
    }
    out
}

/// Past the number that a note begins with: `12. `, `¹ `.
pub(super) fn number(text: &str) -> usize {
    let digits = text.find(|c: char| !(c.is_ascii_digit() || raised::is(c))).unwrap_or(0);
    let rest = &text[digits..];
    let bare = rest.trim_start_matches(['.', ')', ']', ' ', '\u{a0}']);
    if digits > 0 && bare.len() < rest.len() { text.len() - bare.len() } else { 0 }
}

/// What is cited by what begins at a word or a quotation mark.
fn cited(text: &str, at: usize, opens: bool, known: &dyn Works) -> Option<Cited> {
    let rest = &text[at..];
    if let Some((back, length)) = back::bare(rest) {
        return Some(repeated(text, at, at + length, back));
    }
    if let Some(close) = rest.chars().next().and_then(ends::closing) {
        let title = ends::quoted(text, at, close).filter(|title| known.has_title(&text[title.clone()]))?;
        let end = title.end + close.len_utf8();
        let mut cited = Cited { at: at..end, title: Some(title), ..Cited::default() };
        behind_quotation(text, &mut cited);
        return Some(cited);
    }
    let Names { mut authors, known: by } = names::names(text, at, known)?;
    if !by && !opens {
        return None;
    }
    // "Ito, Tide and Timetable": what reads as further names is a title.
    let rest = text[authors.first_end..].strip_prefix(", ").filter(|_| authors.list.len() > 1 && !authors.et_al);
    if rest.is_some_and(|rest| known.has_title(rest[..rest.find([',', ';', '.', '(']).unwrap_or(rest.len())].trim())) {
        authors.list.truncate(1);
        (authors.conjunction, authors.end) = (None, authors.first_end);
    }
    let stopped = stopped(text, authors.end, known);
    named(text, at, authors, by, opens, stopped)
}

/// Where the title of a work at hand begins behind names and a full stop, as BibLaTeX prints a full note:
/// `Kofi Osei. Crossing the Volta. Accra: Lagoon Press, 2004, p. 12.`
fn stopped(text: &str, end: usize, known: &dyn Works) -> Option<usize> {
    let start = end + text[end..].strip_prefix(". ").map(|_| 2)?;
    let title = match text[start..].chars().next().and_then(ends::closing) {
        Some(close) => ends::quoted(text, start, close)?,
        None => start..ends::segment(text, start),
    };
    known.has_title(text[title].trim()).then_some(start)
}

/// `Ibid., 35`, `Idem, Lights, 35`
fn repeated(text: &str, at: usize, end: usize, mut back: Back) -> Cited {
    let mut cited = Cited { at: at..end, firm: true, ..Cited::default() };
    place(text, &mut cited);
    if back == Back::SameAuthor && cited.locator.is_none() {
        match title(text, end) {
            Some(title) => work(text, title, &mut cited),
            // "Id. at 12": the work itself.
            None => back = Back::Before,
        }
    } else {
        back = Back::Before;
    }
    cited.back = Some(back);
    cited
}

/// What follows names: a title, a place, a reference back.
fn named(text: &str, at: usize, authors: Authors, known: bool, opens: bool, stopped: Option<usize>) -> Option<Cited> {
    let end = authors.end;
    let given = authors.list.first().is_some_and(|first| first.given.is_some());
    let mut cited = Cited { at: at..end, authors, ..Cited::default() };
    let rest = &text[end..];
    let lead = rest.len() - rest.trim_start_matches([',', ':', ' ']).len();
    if let Some((back, length)) = (lead > 0).then(|| back::named(&rest[lead..])).flatten() {
        (cited.back, cited.firm, cited.at.end) = (Some(back), known, end + lead + length);
        place(text, &mut cited);
        return known.then_some(cited);
    }
    if let Some(title) = stopped.or_else(|| title(text, end)) {
        work(text, title, &mut cited);
        if stopped.is_some() && cited.year.is_none() {
            publisher(text, &mut cited);
        }
        cited.firm &= opens && given;
        return (known || cited.firm).then_some(cited);
    }
    place(text, &mut cited);
    (known && cited.locator.is_some()).then_some(cited)
}

/// Where a title begins behind names: after a comma or colon, with a capital or a quotation mark.
fn title(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let lead = [", ", ": ", ",", " "].iter().find(|lead| rest.starts_with(**lead))?;
    let first = rest[lead.len()..].chars().next()?;
    let quoted = ends::closing(first).is_some();
    let plain = first.is_uppercase() && matches!(*lead, ", " | ": ");
    (quoted || plain).then_some(end + lead.len())
}

/// The title that begins at `start`, and what follows it.
fn work(text: &str, start: usize, cited: &mut Cited) {
    if let Some(close) = text[start..].chars().next().and_then(ends::closing) {
        if let Some(title) = ends::quoted(text, start, close) {
            cited.at.end = title.end + close.len_utf8();
            cited.title = Some(title);
            behind_quotation(text, cited);
        }
        return;
    }
    let mut end = ends::segment(text, start);
    end = ends::another(text, start..end).unwrap_or(end);
    let mut bracket = ends::bracket(text, start..end);
    // "Lights, 41 (emphasis added)": such a bracket is none of the citation.
    if let Some(aside) = bracket.take_if(|at| !tells_work(&text[at.clone()])) {
        end = aside.start;
    }
    let words = start..bracket.clone().map_or(end, |bracket| bracket.start);
    if let Some(bracket) = bracket {
        cited.title = Some(trimmed(text, words));
        cited.at.end = bracket.end;
        let inside = &text[bracket.start + 1..bracket.end - 1];
        if let Some((back, _)) = back::named(&text[bracket.start..bracket.end]) {
            (cited.back, cited.firm) = (Some(back), true);
        } else {
            cited.year = ends::year(inside).map(|year| shifted(year, bracket.start + 1));
            cited.firm = cited.year.is_some() && ends::publishes(inside);
        }
        return place(text, cited);
    }
    // "Lights, op. cit., 12": the title is told, and that it was before.
    let back = text[words.clone()].match_indices(", ").find_map(|(comma, _)| {
        let (back, length) = back::named(&text[words.start + comma + 2..words.end])?;
        Some((words.start + comma, back, length))
    });
    if let Some((comma, back, length)) = back {
        (cited.back, cited.firm) = (Some(back), true);
        cited.title = Some(words.start..comma);
        cited.at.end = comma + 2 + length;
        return place(text, cited);
    }
    let locator = ends::place_at_end(text, words.clone());
    let title = trimmed(text, words.start..locator.as_ref().map_or(words.end, |place| place.start));
    cited.year = ends::year(&text[title.clone()]).map(|year| shifted(year, title.start));
    cited.at.end = locator.as_ref().map_or(title.end, |place| place.end);
    (cited.title, cited.locator) = (Some(title), locator);
}

/// Whether a bracket tells of a work: its year, or the note that cites it.
fn tells_work(bracket: &str) -> bool {
    back::named(bracket).is_some() || ends::year(&bracket[1..bracket.len() - 1]).is_some()
}

/// Journal, year and page behind a title in quotation marks.
fn behind_quotation(text: &str, cited: &mut Cited) {
    let start = cited.at.end;
    let end = ends::segment(text, start);
    let mut from = start;
    while let Some(bracket) = ends::bracket(text, from..end) {
        let inside = &text[bracket.start + 1..bracket.end - 1];
        from = bracket.end;
        if let Some((back, _)) = back::named(&text[bracket.clone()]) {
            (cited.back, cited.firm, cited.at.end) = (Some(back), true, bracket.end);
            return place(text, cited);
        }
        if let Some(year) = ends::year(inside) {
            cited.year = Some(shifted(year, bracket.start + 1));
            (cited.firm, cited.at.end) = (true, bracket.end);
            place(text, cited);
            if cited.locator.is_some() {
                return;
            }
            // OSCOLA: "(1987) 4 JNF 12".
            break;
        }
    }
    cited.locator = ends::place_at_end(text, from..end);
    if let Some(place) = &cited.locator {
        cited.at.end = place.end;
    } else if let Some((back, length)) = back::named(text[start..end].trim_start_matches([',', ' '])) {
        let lead = text[start..end].len() - text[start..end].trim_start_matches([',', ' ']).len();
        (cited.back, cited.firm, cited.at.end) = (Some(back), true, start + lead + length);
        place(text, cited);
    }
    if cited.year.is_none() {
        cited.year = ends::year(&text[start..end]).map(|year| shifted(year, start));
        cited.at.end = cited.at.end.max(cited.year.as_ref().map_or(0, |year| year.end));
    }
}

/// Place, publisher, year and page in the sentences behind a title.
fn publisher(text: &str, cited: &mut Cited) {
    /// How many sentences are looked at: `Ed. by Astrid Holm. Report 7. Quay Press, 2016, p. 3`
    const SENTENCES: usize = 4;
    let mut from = cited.at.end;
    for _ in 0..SENTENCES {
        let Some(rest) = text[from..].strip_prefix(". ") else { return };
        let start = text.len() - rest.len();
        from = ends::segment(text, start);
        if let Some(year) = ends::year(&text[start..from]) {
            (cited.year, cited.at.end) = (Some(shifted(year, start)), from);
            cited.locator = ends::place_at_end(text, start..from);
            return;
        }
    }
}

/// The place in the work that stands right behind: `, 35`, `: 35`, ` at 35`.
fn place(text: &str, cited: &mut Cited) {
    let rest = &text[cited.at.end..];
    let lead = rest.len() - rest.trim_start_matches([',', ':', ' ', '\u{a0}']).len();
    if lead == 0 {
        return;
    }
    if let Ok((after, place)) = locator(&rest[lead..])
        && !after.starts_with(|c: char| c.is_alphanumeric())
        && !after.trim_start().starts_with(char::is_alphabetic)
    {
        let start = cited.at.end + lead;
        cited.locator = Some(start..start + place.len());
        cited.at.end = start + place.len();
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text[range.clone()].trim_end_matches([' ', ',', ':', '.', ';']);
    range.start..range.start + words.len()
}

fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}
