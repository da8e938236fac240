//! Years as citations write them: `2021`, `2021a`, `1962/2012`, `n.d.`, `in press`.
//!
//! Sources: *APA 7, 8.15* (reprints, several works of a year), *Chicago 17, 15.41–45*.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{one_of, space0};
use nom::combinator::{not, opt, peek, recognize, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

/// A year, or what stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year<'a> {
    /// As written, without the letter.
    pub text: &'a str,
    /// The letter that tells works of one year apart.
    pub suffix: Option<&'a str>,
    /// What it is.
    pub kind: Kind,
}

/// What stands where a year stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One year, or a reprint and its original: `1962/2012`.
    Single,
    /// A span of years: `2014–2021`.
    Range,
    /// Words: `n.d.`, `in press`.
    Word,
}

fn four(i: &str) -> IResult<&str, &str> {
    verify(take_while_m_n(4, 4, |c: char| c.is_ascii_digit()), |year: &str| ("1400"..="2099").contains(&year)).parse(i)
}

fn two(i: &str) -> IResult<&str, &str> {
    take_while_m_n(2, 2, |c: char| c.is_ascii_digit()).parse(i)
}

fn no_word(i: &str) -> IResult<&str, ()> {
    not(peek(verify(nom::character::complete::anychar, |&c: &char| c.is_alphabetic() || c.is_ascii_digit()))).parse(i)
}

/// The second half of `1962/2012`.
fn reprint(i: &str) -> IResult<&str, &str> {
    recognize((tag("/"), terminated(alt((four, two)), no_word))).parse(i)
}

/// The second half of `2014 – 2021`.
fn rest_of_range(i: &str) -> IResult<&str, &str> {
    let dash = alt((tag("-"), tag("–"), tag("—"), tag("‐"), tag("‑"), tag("−")));
    recognize((space0, dash, space0, terminated(alt((four, two)), no_word))).parse(i)
}

/// A letter that is no word of its own.
pub fn letter(i: &str) -> IResult<&str, &str> {
    terminated(recognize(one_of("abcdefghijklmnopqrstuvwxyz")), no_word).parse(i)
}

fn number(i: &str) -> IResult<&str, Year<'_>> {
    let (rest, first) = four(i)?;
    if let Ok((rest, _)) = rest_of_range(rest) {
        return Ok((rest, Year { text: &i[..i.len() - rest.len()], suffix: None, kind: Kind::Range }));
    }
    let (rest, more) = opt(reprint).parse(rest)?;
    let text = &i[..first.len() + more.map_or(0, str::len)];
    let (rest, suffix) = opt(letter).parse(rest)?;
    no_word(rest)?;
    // 2000.5, 2000% and 2,000,000 are quantities.
    let mut after = rest.chars();
    let (next, second) = (after.next(), after.next());
    if matches!(next, Some('%' | '°' | '$' | '€')) || next == Some('.') && second.is_some_and(|c| c.is_ascii_digit())
    {
        return Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Verify)));
    }
    Ok((rest, Year { text, suffix, kind: Kind::Single }))
}

fn words(i: &str) -> IResult<&str, &str> {
    terminated(
        recognize(alt((
            recognize((tag_no_case("n."), space0, tag_no_case("d"), opt(tag(".")))),
            recognize((tag_no_case("s."), space0, tag_no_case("a."))),
            tag_no_case("no date"),
            tag_no_case("undated"),
            tag_no_case("in press"),
            tag_no_case("in print"),
            tag_no_case("forthcoming"),
            tag_no_case("to appear"),
            tag_no_case("in preparation"),
            recognize((tag_no_case("in prep"), opt(tag(".")))),
            tag_no_case("under review"),
            tag_no_case("submitted"),
            tag_no_case("accepted"),
        ))),
        no_more_letters,
    )
    .parse(i)
}

/// Words may be followed by one letter: `n.d.a`.
fn no_more_letters(i: &str) -> IResult<&str, ()> {
    let (_, _) = not((letter_of_word, letter_of_word)).parse(i)?;
    Ok((i, ()))
}

fn letter_of_word(i: &str) -> IResult<&str, char> {
    verify(nom::character::complete::anychar, |c: &char| c.is_alphanumeric()).parse(i)
}

fn word(i: &str) -> IResult<&str, Year<'_>> {
    let (rest, text) = words(i)?;
    let (rest, suffix) = opt(preceded(opt(tag("-")), letter)).parse(rest)?;
    no_word(rest)?;
    Ok((rest, Year { text, suffix, kind: Kind::Word }))
}

/// A year at the start of `i`; the caller has seen that no word goes on into it.
pub fn year(i: &str) -> IResult<&str, Year<'_>> {
    if i.as_bytes().first().is_some_and(u8::is_ascii_digit) { number(i) } else { word(i) }
}

/// A further letter of the year before: `, b` of `2007a, b`, or ` and c`.
pub fn further_letter(i: &str) -> IResult<&str, &str> {
    let joint = alt((
        recognize((space0, tag(","), space0, opt((alt((tag("and "), tag("& "))), space0)))),
        recognize((space0, alt((tag("and "), tag("& "), tag("–"), tag("-"))), space0)),
    ));
    // "2007a, p. 48" goes on with a page.
    terminated(preceded(joint, letter), not(peek(tag(".")))).parse(i)
}

/// The first year, as a number: of `1962/2012` both.
pub fn values(text: &str) -> (Option<i32>, Option<i32>) {
    let first = text.get(..4).and_then(|year| year.parse().ok());
    let second = text.get(5..).and_then(|rest| {
        let digits = rest.trim_matches(|c: char| !c.is_ascii_digit());
        let number: i32 = digits.parse().ok()?;
        Some(if digits.len() == 2 { first? / 100 * 100 + number } else { number })
    });
    (first, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_what_is_none() {
        let table = [
            ("2021a, p. 3", Some(("2021", Some("a"), Kind::Single))),
            ("2021)", Some(("2021", None, Kind::Single))),
            ("1962/2012)", Some(("1962/2012", None, Kind::Single))),
            ("2014 – 2021)", Some(("2014 – 2021", None, Kind::Range))),
            ("2014-21)", Some(("2014-21", None, Kind::Range))),
            ("n.d.-a", Some(("n.d.", Some("a"), Kind::Word))),
            ("n.d.)", Some(("n.d.", None, Kind::Word))),
            ("In press.", Some(("In press", None, Kind::Word))),
            ("submittedly", None),
            ("2021¹¹ and", Some(("2021", None, Kind::Single))),
            ("2021ab", None),
            ("20211", None),
            ("3021", None),
            ("2000%", None),
        ];
        for (text, want) in table {
            let got = year(text).ok().map(|(_, y)| (y.text, y.suffix, y.kind));
            assert_eq!(got, want, "{text}");
        }
        assert_eq!(further_letter(", b)").unwrap().1, "b");
        assert!(further_letter(", but").is_err());
        assert!(further_letter(", p. 48").is_err());
        assert_eq!(values("1962/2012"), (Some(1962), Some(2012)));
        assert_eq!(values("2014-21"), (Some(2014), Some(2021)));
    }
}
