//! Words that refer back to a work cited before: `ibid.`, `op. cit.`, `a.a.O.`, `supra note 3`, `(n 3)`.
//!
//! Sources: *Chicago 17, 14.34–36*; *OSCOLA 4, 1.2*; *The Bluebook 21, 4.1–4.2*; DIN ISO 690 (`ebd.`, `a.a.O.`).

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::{digit1, one_of, space0, space1};
use nom::combinator::{map_res, not, opt, peek, recognize};
use nom::{IResult, Parser};

use crate::model::Back;

/// Words that stand for what was cited right before, or for its author; the longest first.
const BARE: &[(&str, Back)] = &[
    ("ibidem", Back::Before),
    ("ibid.", Back::Before),
    ("ibid", Back::Before),
    ("ebenda", Back::Before),
    ("ebd.", Back::Before),
    ("ib.", Back::Before),
    ("loc. cit.", Back::Before),
    ("loc.cit.", Back::Before),
    ("loc cit", Back::Before),
    ("op. cit.", Back::Before),
    ("op.cit.", Back::Before),
    ("op cit", Back::Before),
    ("a. a. O.", Back::Before),
    ("a.a.O.", Back::Before),
    ("aaO", Back::Before),
    ("eadem", Back::SameAuthor),
    ("idem", Back::SameAuthor),
    ("ders.", Back::SameAuthor),
    ("dies.", Back::SameAuthor),
    ("id.", Back::SameAuthor),
];

/// Words behind a name that stand for the work of that name which was cited before.
const NAMED: &[&str] = &[
    "op. cit.", "op.cit.", "op cit", "loc. cit.", "loc.cit.", "loc cit", "art. cit.", "art.cit.", "art. cité",
    "art. cit", "ouvr. cité", "ouvr. cit.", "ob. cit.", "a. a. O.", "a.a.O.", "aaO", "cit.",
];

/// What refers back at the beginning of a text, and how long it is.
pub(super) fn bare(text: &str) -> Option<(Back, usize)> {
    let found = BARE.iter().find(|(words, _)| begins(text, words))?;
    Some((found.1, found.0.len()))
}

/// What refers back behind a name, and how long it is.
pub(super) fn named(text: &str) -> Option<(Back, usize)> {
    if let Some(words) = NAMED.iter().find(|words| begins(text, words)) {
        return Some((Back::Author, words.len()));
    }
    let (rest, number) = alt((in_brackets, by_note)).parse(text).ok()?;
    Some((Back::Note(number), text.len() - rest.len()))
}

/// Whether a text begins with words, whatever their case, and no letter goes on.
fn begins(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words))
        && !text[words.len()..].starts_with(char::is_alphanumeric)
}

/// `supra note 3`, `above n 3`, `see n. 3`, `wie Anm. 3`
fn by_note(i: &str) -> IResult<&str, u32> {
    let lead =
        alt((tag_no_case("supra"), tag_no_case("above"), tag_no_case("see"), tag_no_case("wie"), tag_no_case("oben")));
    let (i, _) = (lead, opt(tag(",")), space1).parse(i)?;
    number(i)
}

/// `(n 3)`, `(supra n 3)`, `(Anm. 3)`
fn in_brackets(i: &str) -> IResult<&str, u32> {
    let (i, _) = one_of("([").parse(i)?;
    let (i, found) = alt((by_note, number)).parse(i)?;
    let (i, _) = recognize((space0, one_of(")]"))).parse(i)?;
    Ok((i, found))
}

/// `note 3`, `n. 3`, `Anm. 3`
fn number(i: &str) -> IResult<&str, u32> {
    let label = alt((
        tag_no_case("footnote"),
        tag_no_case("note"),
        tag_no_case("anm"),
        tag_no_case("nt"),
        tag_no_case("fn"),
        tag_no_case("n"),
    ));
    let (i, _) = (label, opt(tag(".")), space0).parse(i)?;
    let (i, found) = map_res(digit1, |digits: &str| digits.parse::<u32>()).parse(i)?;
    let (i, _) = not(peek(nom::character::complete::alphanumeric1)).parse(i)?;
    Ok((i, found))
}

#[cfg(test)]
mod tests {
    use super::{bare, named};
    use crate::model::Back;

    #[test]
    fn references_back_and_what_is_none() {
        let table = [
            ("Ibid., 35.", Some((Back::Before, 5))),
            ("ibid 35", Some((Back::Before, 4))),
            ("Ebd., S. 35", Some((Back::Before, 4))),
            ("Idem, Lights", Some((Back::SameAuthor, 4))),
            ("Ders.: Licht", Some((Back::SameAuthor, 5))),
            ("Ibidis", None),
            ("id number", None),
            ("identical", None),
        ];
        for (text, want) in table {
            assert_eq!(bare(text), want, "{text}");
        }
        let table = [
            ("op. cit., 12", Some((Back::Author, 8))),
            ("a.a.O., S. 12", Some((Back::Author, 6))),
            ("(n 3) 41", Some((Back::Note(3), 5))),
            ("(wie Anm. 12), S. 4", Some((Back::Note(12), 13))),
            ("supra note 3, at 41", Some((Back::Note(3), 12))),
            ("(n. d.)", None),
            ("(1987)", None),
            ("opcitation", None),
        ];
        for (text, want) in table {
            assert_eq!(named(text), want, "{text}");
        }
    }
}
