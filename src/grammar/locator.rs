//! Locators: the page, chapter or paragraph of a cited work.
//!
//! Source: *CSL 1.0.2, locators*; *APA 7, 8.13*; *Chicago 17, 15.23* (`Rubin 2002, 51`, `Hunt 1977: 503–504`).

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while1};
use nom::character::complete::{one_of, space0, space1};
use nom::combinator::{opt, recognize, verify};
use nom::multi::many0;
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// Words that open a locator.
const LABELS: &[&str] = &[
    "pp", "p", "pages", "page", "pgs", "pg", "chapters", "chapter", "chaps", "chap", "chs", "ch", "sections",
    "section", "sect", "secs", "sec", "paras", "para", "paragraphs", "paragraph", "pars", "par", "verses", "verse",
    "vols", "vol", "volume", "figures", "figure", "figs", "fig", "tables", "table", "tab", "notes", "note", "nn", "n",
    "fn", "lines", "line", "ll", "l", "appendix", "app", "part", "pt", "book", "bk", "act", "slide", "eqs", "eq",
    "equation", "art", "no", "nos", "ex", "exx", "seiten", "seite", "s", "kap", "kapitel", "footnote", "supplement",
    "box", "track", "at", "loc", "min", "folio", "fol", "column", "col", "plate", "pl", "map", "theorem", "thm",
    "article",
];

fn label(i: &str) -> IResult<&str, &str> {
    let (rest, word) = take_while1(|c: char| c.is_ascii_alphabetic()).parse(i)?;
    let known = LABELS.iter().any(|label| label.eq_ignore_ascii_case(word));
    if !known {
        return Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Tag)));
    }
    let (rest, _) = opt(one_of(".:")).parse(rest)?;
    // LaTeX and Typst write `p.~12`.
    let blank = alt((space1, tag("~"), tag("\u{a0}")));
    let (rest, _) = alt((blank, nom::combinator::peek(recognize(nom::character::complete::digit1)))).parse(rest)?;
    Ok((rest, word))
}

fn sign(i: &str) -> IResult<&str, &str> {
    recognize((one_of("§¶"), opt(one_of("§¶")), space0)).parse(i)
}

/// `503`, `24n`, `A12`, `xxvii`, `3.2`, `iii`.
fn place(i: &str) -> IResult<&str, &str> {
    verify(take_while1(|c: char| c.is_alphanumeric() || c == '.'), |word: &str| {
        let bare = word.trim_end_matches('.');
        let digits = bare.bytes().filter(u8::is_ascii_digit).count();
        let roman = !bare.is_empty() && bare.len() <= 8 && bare.bytes().all(|b| b"ivxlcIVXLC".contains(&b));
        digits > 0 && bare.len() - digits <= 3 || roman
    })
    .parse(i)
}

/// Letters that may stand for a place after a label: `Appendix A`, `Table S`.
fn lettered(i: &str) -> IResult<&str, &str> {
    verify(take_while1(|c: char| c.is_alphanumeric()), |word: &str| word.len() <= 4).parse(i)
}

fn joint(i: &str) -> IResult<&str, &str> {
    recognize((
        space0,
        alt((tag("---"), tag("--"), recognize(one_of(",&-–—−‐‑/")), tag_no_case("and "), tag_no_case("to "))),
        space0,
        opt((alt((tag_no_case("and "), tag_no_case("& "))), space0)),
    ))
    .parse(i)
}

/// Whether a place could just as well be the year of a further item: `, 2016`.
fn is_year(word: &str) -> bool {
    word.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()) && ("1700".."2100").contains(&year))
        && word[4..].len() <= 1
}

/// A locator after the comma or colon that follows a year.
///
/// Bare numbers count only where they cannot be years; `place` may follow `place` by comma, dash or "and".
pub fn locator(i: &str) -> IResult<&str, &str> {
    let labelled = recognize((
        alt((label, sign)),
        alt((place, lettered)),
        many0(preceded(joint, preceded(opt(label), not_year))),
        opt(follows),
    ));
    let bare = recognize((not_year, many0(preceded(joint, preceded(opt(label), not_year))), opt(follows)));
    let (_, found) = alt((labelled, bare)).parse(i)?;
    // The stop of a sentence is not the locator's, unless it closes "ff."
    let trimmed = if found.ends_with("ff.") { found } else { found.trim_end_matches('.') };
    Ok((&i[trimmed.len()..], trimmed))
}

fn not_year(i: &str) -> IResult<&str, &str> {
    verify(place, |word: &str| !is_year(word)).parse(i)
}

/// `ff.`, `et seq.`, `passim`.
fn follows(i: &str) -> IResult<&str, &str> {
    recognize((space0, alt((tag_no_case("ff."), tag_no_case("ff"), tag_no_case("et seq."), tag_no_case("passim")))))
        .parse(i)
}

#[cfg(test)]
mod tests {
    use super::locator;

    #[test]
    fn locators_and_what_is_none() {
        let table = [
            ("p. 12)", Some("p. 12")),
            ("pp. 3–4, 9; Ruiz", Some("pp. 3–4, 9")),
            ("503-504)", Some("503-504")),
            ("pp. 104--106)", Some("pp. 104--106")),
            ("p.~12]", Some("p.~12")),
            ("iii)", Some("iii")),
            ("87n)", Some("87n")),
            ("chap. 3)", Some("chap. 3")),
            ("§ 4)", Some("§ 4")),
            ("Table 2)", Some("Table 2")),
            ("12, 2016)", Some("12")),
            ("2016)", None),
            ("2016a)", None),
            ("Roth, 1901", None),
            ("115–16.", Some("115–16")),
            ("p. 1978)", Some("p. 1978")),
        ];
        for (text, want) in table {
            assert_eq!(locator(text).ok().map(|(_, found)| found), want, "{text}");
        }
    }
}
