//! Where the parts of a citation in a note end: a quotation, a bracket, the citation itself.

use std::ops::Range;

use crate::grammar::locator::locator;
use crate::grammar::year;
use crate::text::terms;

/// The longest citation behind its names, in bytes.
const LONG: usize = 900;

/// The quotation mark that closes what this one opens.
pub(super) fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '"' => '"',
        '‘' => '’',
        '„' => '“',
        '«' => '»',
        '»' => '«',
        '‚' => '‘',
        '\'' => '\'',
        _ => return None,
    })
}

/// The end of what is looked at from a place on.
fn bound(text: &str, from: usize) -> usize {
    let mut end = text.len().min(from + LONG);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// The words in the quotation marks that open at a place.
pub(super) fn quoted(text: &str, open: usize, close: char) -> Option<Range<usize>> {
    let start = open + text[open..].chars().next()?.len_utf8();
    let region = &text[start..bound(text, start)];
    // An apostrophe inside a word closes nothing.
    let inner = |at: usize| region[at + close.len_utf8()..].starts_with(char::is_alphanumeric);
    let end = region.match_indices(close).map(|(at, _)| at).find(|&at| close != '’' && close != '\'' || !inner(at))?;
    (end >= 2).then_some(start..start + end)
}

/// Where the citation ends in which a place stands: at a semicolon, at a full stop, with the note.
pub(super) fn segment(text: &str, from: usize) -> usize {
    let limit = bound(text, from);
    let (mut depth, mut quoted) = (0usize, false);
    let mut word = from;
    for (at, c) in text[from..limit].char_indices() {
        let at = from + at;
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => return at,
            ')' | ']' => depth -= 1,
            '“' | '«' | '„' => quoted = true,
            '”' | '»' => quoted = false,
            ';' if depth == 0 && !quoted => return at,
            '.' if depth == 0 && !quoted && stops(&text[word..at], &text[at + 1..limit]) => return at,
            _ => {}
        }
        if !c.is_alphanumeric() && c != '.' {
            word = at + c.len_utf8();
        }
    }
    if limit == text.len() { from + text[from..].trim_end().trim_end_matches('.').len() } else { limit }
}

/// Where a citation ends because another follows its page: `Lights, 41, and Osei, Volta, 9`.
pub(super) fn another(text: &str, range: Range<usize>) -> Option<usize> {
    const JOINTS: &[&str] = &[", and ", " and ", ", und ", " und ", ", et ", " et ", ", as well as "];
    let words = text.get(range.clone())?;
    let joints = JOINTS.iter().filter_map(|joint| {
        let at = words.find(joint)?;
        let follows = words[at + joint.len()..].starts_with(|c: char| c.is_uppercase());
        let place = follows.then(|| place_at_end(text, range.start..range.start + at)).flatten()?;
        (place.end == range.start + at).then_some(place.end)
    });
    joints.min()
}

/// Whether a full stop behind a word ends a sentence.
fn stops(word: &str, rest: &str) -> bool {
    let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
    let begins = next.is_some_and(|c| c.is_uppercase() || closing(c).is_some());
    begins && word.chars().nth(1).is_some() && !terms::never_ends(word)
}

/// The first bracket in a range that closes in it.
pub(super) fn bracket(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let open = range.start + text.get(range.clone())?.find(['(', '['])?;
    let mut depth = 0usize;
    for (at, c) in text[open..range.end].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 1 => return Some(open..open + at + 1),
            ')' | ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The last year in a text.
pub(super) fn year(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).rev().find_map(|at| {
        let begins = digit(at) && !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric());
        // "12–1987" is no year; "1986–1987" is two.
        let (_, found) = begins.then(|| year::year(&text[at..]).ok()).flatten()?;
        (found.text.len() == 4).then_some(at..at + 4)
    })
}

/// Whether the words in a bracket tell who published a work: `London: Quay, 1987`, `2nd edn, Quay Press 1987`.
pub(super) fn publishes(inside: &str) -> bool {
    const WORDS: &[&str] = &[
        "Press", "University", "Verlag", "Books", "Publishers", "Publishing", "edn", "ed.", "Éditions", "Editions",
        "Aufl.", "Presses",
    ];
    let place = inside.split_once(": ").is_some_and(|(place, house)| {
        let capital = |words: &str| words.trim_start().starts_with(char::is_uppercase);
        (capital(place) || place.contains("ed")) && capital(house)
    });
    place || WORDS.iter().any(|word| inside.split([' ', ',', ';']).any(|part| part == *word))
}

/// The place in a work that closes a citation: `Lights, London 1987, S. 34`.
pub(super) fn place_at_end(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    /// How many commas are looked at.
    const COMMAS: usize = 6;
    let words = text.get(range.clone())?;
    let whole = |at: usize| {
        let rest = words[at..].trim();
        let start = range.start + at + (words[at..].len() - words[at..].trim_start().len());
        let (after, found) = locator(rest).ok()?;
        after.trim_matches(['.', ' ']).is_empty().then_some(start..start + found.len())
    };
    // The longest run of places: "pp. 3, 9" is one.
    let ends = words.rmatch_indices([',', ':', ')']).take(COMMAS).map(|(at, _)| at + 1);
    let mut best = None;
    for place in ends {
        match whole(place) {
            Some(found) => best = Some(found),
            None if best.is_some() => break,
            None => {}
        }
    }
    let bare = || {
        // OSCOLA: "Lights (n 3) 41" has no comma.
        let last = words.trim_end().rfind(' ')?;
        whole(last).filter(|place| text[place.clone()].starts_with(|c: char| c.is_ascii_digit()))
    };
    best.or_else(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_where_a_reader_ends_them() {
        let text = "Lights, 2nd ed. (London: Quay, 1987), 34. See also Mail; and Rope";
        assert_eq!(&text[..segment(text, 0)], "Lights, 2nd ed. (London: Quay, 1987), 34");
        assert_eq!(bracket(text, 0..text.len()).map(|at| &text[at]), Some("(London: Quay, 1987)"));
        assert_eq!(quoted("‘Keeper’s Mail’, 3", 0, '’').map(|at| &"‘Keeper’s Mail’, 3"[at]), Some("Keeper’s Mail"));
        let table = [
            ("Lights, London 1987, S. 34", Some("S. 34")),
            ("Lights, pp. 3, 9", Some("pp. 3, 9")),
            ("Lights of the North, 41", Some("41")),
            ("Lights of 1987", None),
            ("Mail over Ice", None),
        ];
        for (text, want) in table {
            assert_eq!(place_at_end(text, 0..text.len()).map(|at| &text[at]), want, "{text}");
        }
        assert!(publishes("London: Quay, 1987") && publishes("2nd edn, Quay 1987") && !publishes("Spring 1987"));
        assert_eq!(year("1962; London: Quay, 1987"), Some(20..24));
    }
}
