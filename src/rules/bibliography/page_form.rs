//! The forms of page ranges.

use std::ops::Range;

/// What is wrong with a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It ends before it begins.
    Inverted,
    /// One hyphen stands where two make a dash.
    Hyphen,
    /// `pp.` stands before it.
    Word,
}

/// How many ranges of a field are looked at.
const MOST: usize = 50;

/// The faults of a `pages` field, each with its place in the value.
pub(super) fn faults(value: &str) -> Vec<(Range<usize>, Fault)> {
    let mut out = Vec::new();
    for piece in value.split([',', ';', '&']).take(MOST) {
        let trimmed = piece.trim();
        let start = trimmed.as_ptr() as usize - value.as_ptr() as usize;
        let word = word(trimmed);
        if word > 0 {
            out.push((start..start + word, Fault::Word));
        }
        let range = &trimmed[word..];
        let start = start + word;
        if let Some((fault, at)) = of_range(range) {
            out.push((start + at.start..start + at.end, fault));
        }
    }
    out
}

/// How long the `pp.` before a number is, with the blanks after it.
fn word(text: &str) -> usize {
    for head in ["pages", "page", "pp.", "pp", "p.", "p"] {
        let Some(rest) =
            text.get(..head.len()).filter(|got| got.eq_ignore_ascii_case(head)).map(|_| &text[head.len()..])
        else {
            continue;
        };
        let number = rest.trim_start_matches([' ', '~', '\u{a0}']);
        // `P12` may be the number of a page.
        let parted = number.len() < rest.len() || head.ends_with('.') || head.len() > 3;
        if parted && number.starts_with(|c: char| c.is_ascii_digit()) {
            return text.len() - number.len();
        }
    }
    0
}

/// The fault of `12-34`, and where it lies: the whole range, or its hyphen.
fn of_range(range: &str) -> Option<(Fault, Range<usize>)> {
    let dash = range.find(is_dash)?;
    let after = range[dash..].find(|c: char| !is_dash(c) && c != ' ').map(|step| dash + step)?;
    let (first, last) = (number(range[..dash].trim_end())?, number(&range[after..])?);
    let like = last.0.is_empty() || first.0 == last.0;
    if !like {
        return None;
    }
    let (from, to) = (first.1.parse::<u32>().ok()?, last.1.parse::<u32>().ok()?);
    // `123--45` ends on page 145.
    let whole = match first.1.len().checked_sub(last.1.len()) {
        Some(more) if more > 0 => format!("{}{}", &first.1[..more], last.1).parse::<u32>().ok()?,
        _ => to,
    };
    let written = range[dash..after].trim();
    let shortened = last.1.len() < first.1.len();
    // `13-2` may be the second page of a thirteenth part.
    if whole < from && !(shortened && written == "-") {
        return Some((Fault::Inverted, 0..range.trim_end().len()));
    }
    (written == "-" && to > from).then(|| {
        let at = dash + range[dash..].find('-').unwrap_or(0);
        (Fault::Hyphen, at..at + 1)
    })
}

/// `e123`: the letters before a number, and its digits.
fn number(text: &str) -> Option<(&str, &str)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = text.split_at(digits);
    let right = letters.len() <= 2 && letters.bytes().all(|b| b.is_ascii_alphabetic());
    (right && number.len() <= 9 && number.bytes().all(|b| b.is_ascii_digit())).then_some((letters, number))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_pages() {
        for (value, expected) in [
            ("705--679", &[("705--679", Fault::Inverted)][..]),
            ("705–679", &[("705–679", Fault::Inverted)]),
            ("S30-S12", &[("S30-S12", Fault::Inverted)]),
            ("1--10, 30--20", &[("30--20", Fault::Inverted)]),
            ("123--22", &[("123--22", Fault::Inverted)]),
            ("12-34", &[("-", Fault::Hyphen)]),
            ("e12-e34", &[("-", Fault::Hyphen)]),
            ("12 - 34", &[("-", Fault::Hyphen)]),
            ("pp. 12--34", &[("pp. ", Fault::Word)]),
            ("p. 12", &[("p. ", Fault::Word)]),
            ("pages 12", &[("pages ", Fault::Word)]),
            ("pp. 12-34", &[("pp. ", Fault::Word), ("-", Fault::Hyphen)]),
            ("PP 3", &[("PP ", Fault::Word)]),
        ] {
            let found: Vec<(&str, Fault)> = faults(value).into_iter().map(|(at, fault)| (&value[at], fault)).collect();
            assert_eq!(found, expected, "{value}");
        }
    }

    #[test]
    fn what_is_right_with_pages() {
        for value in [
            "12--34", "12–34", "12—34", "12---34", "12", "e1234", "iii--xii", "iii-xii", "123--45", "123-45",
            "679--705", "13-2", "A12-B3", "3:1--12", "1-2-1-8", "12--", "--", "-", "", "S12--S18", "12, 14, 20--22",
            "12+", "P12", "12--12", "1a-1c", "10.1-10.20", "99999999999-1", "in press", "e0123456-12", "n/a", "pp.",
            "Art. 12", "5-5",
        ] {
            assert_eq!(faults(value), [], "{value}");
        }
    }
}
