//! One entry of a printed reference list: its names, year, title and DOI.
//!
//! In: the words of the entry. Out: the parts that can be told, by offsets into the words. An entry with
//! neither names nor title and year stays unparsed.
//!
//! Forms: *APA 7, ch. 9*, *Chicago 17, 15.6–12*, Harvard, *APSA*, *MLA 9, 5*, *IEEE*, *Vancouver*.

use std::ops::Range;

use super::names::{self, Names};
use crate::grammar::year::{self, Kind};
use crate::model::Date;

/// The parts of an entry.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The number before it: `[12]`, `12.`
    pub number: Option<u32>,
    pub names: Names,
    /// Whether a dash stands for the names of the entry before it.
    pub same_names: bool,
    /// The names, and with them the year where it stands beside them: what a reader looks for.
    pub head: Range<usize>,
    pub date: Option<Date>,
    /// Whether the date stands beside the names, as it does in author-date styles.
    pub dated: bool,
    pub title: String,
    pub doi: Option<Range<usize>>,
}

impl Parts {
    /// Whether enough was told to find the entry by.
    pub(super) fn told(&self) -> bool {
        !self.names.people.is_empty() || self.same_names || !self.title.is_empty() && self.date.is_some()
    }
}

/// How far into an entry the year beside the names may stand, in bytes: some have a hundred authors.
const FAR: usize = 4000;

/// Reads an entry of a list that has names as they are spoken.
pub(super) fn read_spoken(text: &str) -> Parts {
    let mut parts = read(text);
    // Where the year stands beside the names, `head` holds it too.
    if parts.dated || parts.same_names {
        return parts;
    }
    // "Ada Marlow and Yong Li. Rope": where given names are spelled out, two letters are no initials.
    let from = label(text).1;
    let mut stops = text[from..text.floor_char_boundary(from + FAR)].match_indices(". ").map(|(at, _)| from + at);
    let whole =
        |at: &usize| text[from..*at].rsplit([' ', '.']).next().is_some_and(|word| word.chars().nth(1).is_some());
    let end = stops.find(whole);
    let names = end.and_then(|end| super::spoken::read_spoken(&text[from..end]));
    if let (Some(end), Some(names)) = (end, names.filter(|names| names.people.len() > 1)) {
        (parts.names, parts.head, parts.title) = (names, from..end + 1, title(&text[end + 1..]));
    } else {
        let words = text[parts.head.clone()].trim().trim_end_matches(['.', ',']);
        parts.names = super::spoken::read_spoken(words).unwrap_or(parts.names);
    }
    parts
}

/// Reads an entry.
pub(super) fn read(text: &str) -> Parts {
    let (number, from) = label(text);
    let mut parts = Parts { number, ..Parts::default() };
    let words = &text[from..];
    let shift = |range: Range<usize>| range.start + from..range.end + from;
    let rest = match beside(words) {
        Some(Beside { names, date, until, after, same_names }) => {
            parts.names = names;
            parts.same_names = same_names;
            parts.date = Some(date);
            parts.dated = true;
            parts.head = shift(0..until);
            after
        }
        None => {
            let (names, end, same_names) = alone(words);
            parts.head = shift(0..end);
            parts.names = names;
            parts.same_names = same_names;
            parts.date = far_year(words, end).map(|(year, _)| year);
            end
        }
    };
    parts.title = title(&words[rest..]);
    parts.doi = doi(text);
    parts
}

/// The number before an entry, and where its words begin: `[12] `, `12. `, `(12) `.
pub(super) fn label(text: &str) -> (Option<u32>, usize) {
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || c == '•' || c == '\u{f0b7}');
    let skip = text.len() - trimmed.len();
    let (open, close): (usize, &[char]) = match trimmed.chars().next() {
        Some('[') => (1, &[']']),
        Some('(') => (1, &[')']),
        _ => (0, &['.', ')', ' ', '\t']),
    };
    let digits = trimmed[open..].bytes().take_while(u8::is_ascii_digit).count();
    let number = trimmed[open..open + digits].parse().ok().filter(|_| (1..=4).contains(&digits));
    let after = &trimmed[open + digits..];
    let closed = after.starts_with(close);
    // "[12]Marlow" is an entry, and "12 (3):45" the volume of one.
    let bracketed = |c: char| open == 1 && (c.is_alphabetic() || matches!(c, '“' | '"' | '‘' | '—' | '–'));
    let behind = match after.chars().nth(1) {
        Some(c) => c.is_whitespace() || bracketed(c) || after.starts_with([' ', '\t']),
        None => trimmed.starts_with('['),
    };
    match number {
        Some(number) if closed && behind => {
            let rest = after[1..].trim_start();
            (Some(number), text.len() - rest.len())
        }
        _ => (None, skip),
    }
}

/// Names with the year beside them.
struct Beside {
    names: Names,
    date: Date,
    /// Where the year ends, its bracket included.
    until: usize,
    /// Where what follows begins.
    after: usize,
    same_names: bool,
}

/// `Marlow, R. (2013a).`, `Marlow, Ruth. 2013a.`
fn beside(words: &str) -> Option<Beside> {
    let bytes = words.as_bytes();
    let end = FAR.min(words.len());
    let mut at = 0;
    while at < end {
        let open = bytes[at] == b'(' || bytes[at] == b'[';
        let begins = open || at == 0 || matches!(bytes[at - 1], b' ' | b'\n');
        let digit_or_word = matches!(bytes[at], b'1' | b'2' | b'n' | b'i' | b'f' | b'N' | b'I' | b'F');
        if !begins || !open && !digit_or_word {
            at += 1;
            continue;
        }
        let start = at + usize::from(open);
        let Some(found) = words.get(start..).and_then(|rest| year::year(rest).ok()) else {
            at += 1;
            continue;
        };
        let (rest, year) = found;
        let until = words.len() - rest.len();
        let before = words[..at].trim_end();
        let closed = if open {
            rest.find([')', ']']).filter(|&close| close < 40).map(|close| until + close + 1)
        } else {
            let parted = before.ends_with(['.', ',', ')']) || before.chars().next_back().is_some_and(|c| c == '—');
            (parted && rest.starts_with(['.', ',', ':'])).then_some(until)
        };
        if let Some(until) = closed
            && year.kind != Kind::Range
            && let Some((names, same_names)) = head(before)
            // "Proceedings of Tides 2020, 12–15": behind an organisation a year in no brackets has a full stop.
            && (open || rest.starts_with('.') || names.people.iter().any(|one| !one.given.is_empty()))
        {
            let gap = words[until..].find(|c: char| !matches!(c, '.' | ',' | ':' | ';' | ' ' | '\n'));
            return Some(Beside {
                names,
                date: date(&year),
                until,
                after: gap.map_or(words.len(), |gap| until + gap),
                same_names,
            });
        }
        at += 1;
    }
    None
}

/// The names of an entry, or the dash that stands for them.
fn head(before: &str) -> Option<(Names, bool)> {
    let bare = before.trim().trim_end_matches(['.', ',']);
    let dashes = bare.chars().filter(|c| matches!(c, '—' | '–' | '-' | '_' | '―')).count();
    if dashes > 0
        && bare.chars().all(|c| matches!(c, '—' | '–' | '-' | '_' | '―' | ' '))
        && (dashes > 1 || matches!(bare, "—" | "–"))
    {
        return Some((Names::default(), true));
    }
    let names = names::read(if ends_in_initial(before) { before } else { bare })?;
    Some((names, false))
}

fn ends_in_initial(text: &str) -> bool {
    let word = text.rsplit([' ', '.']).find(|word| !word.is_empty()).unwrap_or("");
    // "Lee." ends a name, "RJB." and "Yu." do not.
    let length = word.chars().count();
    let capital = word.starts_with(|c: char| !c.is_lowercase());
    text.ends_with('.') && capital && (length <= 2 || length == 3 && word.chars().all(char::is_uppercase))
}

/// Names with no year beside them: up to the title in quotation marks, or the first full stop that no initial has.
fn alone(words: &str) -> (Names, usize, bool) {
    let quote = words.find(['“', '"', '«', '‘']).unwrap_or(words.len());
    let mut stop = None;
    for (at, _) in words[..quote.min(words.floor_char_boundary(FAR))].match_indices(". ") {
        // "Marlow RJ, Osei K. Rope": where initials have no stop, this one is the list's.
        let bare = || {
            let first = words[..at].split(',').next().unwrap_or("");
            !words[..at].contains('.') && names::is_vancouver(first) && !names::goes_on(&words[..at], &words[at + 2..])
        };
        if !ends_in_initial(&words[..=at]) || words[at + 2..].starts_with(['“', '"']) || bare() {
            stop = Some(at);
            break;
        }
    }
    let ends = [stop.map(|at| at + 1), Some(quote)];
    for end in ends.into_iter().flatten().filter(|&end| end > 0) {
        if let Some((names, same)) = head(words[..end].trim_end().trim_end_matches(','))
            && (names.people.iter().all(|person| !person.group) || same || end == quote || stop.is_some())
        {
            return (names, end, same);
        }
    }
    // IEEE has a book's title behind a comma: names end where a part is none.
    let mut best = None;
    for (at, _) in words[..words.floor_char_boundary(600)].match_indices(", ") {
        match head(&words[..at]) {
            Some((names, false)) if names.people.iter().all(|person| !person.group) => best = Some((names, at + 2)),
            _ if best.is_some() => break,
            _ => {}
        }
    }
    best.map_or((Names::default(), 0, false), |(names, end)| (names, end, false))
}

/// The last year that may be the work's own: not of a page, an address, or a visit.
fn far_year(words: &str, from: usize) -> Option<(Date, usize)> {
    let mut found = None;
    let bytes = words.as_bytes();
    let mut at = from;
    while at + 4 <= bytes.len() {
        if !matches!(bytes[at], b'1' | b'2') || at > 0 && !matches!(bytes[at - 1], b' ' | b'(' | b'[' | b'\n' | b',') {
            at += 1;
            continue;
        }
        let Some((rest, year)) = words.get(at..).and_then(|rest| year::year(rest).ok()) else {
            at += 1;
            continue;
        };
        let before = words[..at].trim_end_matches(['(', '[', ' ', '\n']);
        let word = before.rsplit([' ', '\n']).next().unwrap_or("").to_ascii_lowercase();
        let visit = words[words.floor_char_boundary(at.saturating_sub(40))..at].to_ascii_lowercase();
        let visited = ["accessed", "retrieved", "visited", "abgerufen"].iter().any(|word| visit.contains(word));
        let paged = matches!(word.as_str(), "p." | "pp." | "vol." | "no." | "pp" | "p");
        if !visited && !paged && year.kind == Kind::Single {
            found = Some((date(&year), at));
        }
        at = words.len() - rest.len();
    }
    found
}

fn date(year: &year::Year) -> Date {
    let (first, second) = year::values(year.text);
    let (years, original) = match (first, second) {
        (Some(first), Some(second)) if second >= first => (Some((second, second)), Some(first)),
        (Some(first), _) => (Some((first, first)), None),
        _ => (None, None),
    };
    Date { text: year.text.to_owned(), years, original, suffix: year.suffix.map(str::to_owned), ..Date::default() }
}

/// The title: what stands in quotation marks first, or up to the first stop that ends it.
fn title(rest: &str) -> String {
    let rest = rest.trim_start();
    for (open, close) in [('“', '”'), ('"', '"'), ('«', '»'), ('‘', '’'), ('„', '“')] {
        if let Some(inner) = rest.strip_prefix(open)
            && let Some(end) = inner.find(close)
        {
            return inner[..end].trim_end_matches([',', '.']).trim().to_owned();
        }
    }
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        let after = &rest[at + c.len_utf8()..];
        let ends = matches!(c, '.' | '?' | '!') && (after.is_empty() || after.starts_with([' ', '\n']));
        if ends && !after.trim_start().starts_with(char::is_lowercase) && !ends_in_initial(&rest[..=at]) {
            end = if c == '.' { at } else { at + 1 };
            break;
        }
    }
    rest[..end].trim().to_owned()
}

/// A DOI (*ISO 26324*): `10.`, a registrant, `/`, and whatever goes on without a blank.
fn doi(text: &str) -> Option<Range<usize>> {
    for (at, _) in text.match_indices("10.") {
        let rest = &text[at + 3..];
        let registrant = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let begins = at == 0 || !text[..at].ends_with(|c: char| c.is_ascii_digit());
        if begins && (4..=9).contains(&registrant) && rest[registrant..].starts_with('/') {
            let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let doi = rest[..len].trim_end_matches(['.', ',', ';', ')', ']']);
            return Some(at..at + 3 + doi.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_in_the_forms_of_the_styles() {
        let table = [
            (
                "Marlow, R. J., & Osei, K. (2013a). Rope and tide: A history. Journal of Ferries, 4(2), 1–10. https://doi.org/10.1234/jf.12.",
                ("Marlow", 2, "2013", Some("a"), "Rope and tide: A history", Some("10.1234/jf.12")),
            ),
            (
                "Marlow, Ruth J., and Kofi Osei. 2013. “Rope and Tide.” Journal of Ferries 4 (2): 1–10.",
                ("Marlow", 2, "2013", None, "Rope and Tide", None),
            ),
            (
                "Marlow, R. and Osei, K. (2013) “Rope and tide,” Journal.",
                ("Marlow", 2, "2013", None, "Rope and tide", None),
            ),
            (
                "[3] R. Marlow and K. Osei, “Rope and tide,” in Ferries, Leiden: Quay, 1996, pp. 123–141.",
                ("Marlow", 2, "1996", None, "Rope and tide", None),
            ),
            ("[4] R. Marlow, Rope and tide. Leiden: Quay, 2001.", ("Marlow", 1, "2001", None, "Rope and tide", None)),
            (
                "Marlow, Ruth, et al. “Rope and Tide.” Ferries, vol. 10, 2016.",
                ("Marlow", 1, "2016", None, "Rope and Tide", None),
            ),
            (
                "Marlow, Ruth, and Kofi B. Osei. Rope and Tide. Quay, 2016.",
                ("Marlow", 2, "2016", None, "Rope and Tide", None),
            ),
            ("Marlow, R. Anne. Rope and Tide. Quay, 2016.", ("Marlow", 1, "2016", None, "Rope and Tide", None)),
            (
                "12. Marlow RJ, Osei K. Rope and tide. J Ferries. 2016;10(2):1-9.",
                ("Marlow", 2, "2016", None, "Rope and tide", None),
            ),
            (
                "Harbour Office. 2019. Tables of the Tide. Leiden.",
                ("Harbour Office", 1, "2019", None, "Tables of the Tide", None),
            ),
            (
                "Ada J. Marlow. “Rope and tide”. In: Ferries 10.2 (2016).",
                ("Marlow", 1, "2016", None, "Rope and tide", None),
            ),
            (
                "Ada J. Marlow and Kofi Osei. Rope and tide. Quay, 2016.",
                ("Marlow", 2, "2016", None, "Rope and tide", None),
            ),
            ("Marlow, R. (n.d.). Knots. Quay.", ("Marlow", 1, "n.d.", None, "Knots", None)),
        ];
        for (text, (family, count, year, suffix, title, doi)) in table {
            let parts = read(text);
            assert_eq!(parts.names.people.first().map(|one| one.family.as_str()), Some(family), "{text}");
            assert_eq!(parts.names.people.len(), count, "{text}");
            let date = parts.date.as_ref().expect(text);
            assert_eq!((date.text.as_str(), date.suffix.as_deref()), (year, suffix), "{text}");
            assert_eq!(parts.title, title, "{text}");
            assert_eq!(parts.doi.map(|at| &text[at]), doi, "{text}");
        }
        let spoken = read_spoken("Ada Marlow, Kofi Osei, and Yong Li. Rope and tide. Ferries, 4:9–31, 2016.");
        assert_eq!((spoken.names.people.len(), spoken.title.as_str()), (3, "Rope and tide"));
        assert!(read("———. 2014. Knots. Quay.").same_names);
        assert_eq!(label("[12] Marlow"), (Some(12), 5));
        assert_eq!(label("12. Marlow"), (Some(12), 4));
        assert_eq!(label("2001 odd tides").0, Some(2001));
        assert_eq!(label("[12]Marlow"), (Some(12), 4));
        assert_eq!(label("(3):45–67, 1987"), (None, 0));
        assert_eq!(label("[12]"), (Some(12), 4));
        assert_eq!(label("12)"), (None, 0));
        assert_eq!(label("Marlow"), (None, 0));
    }
}
