//! Reads a reported p: `p < .001`, `P-value = 0.03`, `both ps > .05`, `p_adj = .02`, `n.s.`

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{anychar, one_of, satisfy};
use nom::combinator::{not, opt, peek, recognize, value, verify};
use nom::multi::many_m_n;
use nom::sequence::{delimited, pair, preceded};
use nom::{IResult, Parser};

use super::name::plain;
use super::number::{Comma, Number, blanks, digits, fault, scientific, sign};
use crate::model::{Bound, Printed};

/// A reported p as it stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftP {
    /// From its name on.
    pub at: Range<usize>,
    /// How it is bound.
    pub bound: Bound,
    /// Its number.
    pub number: Printed,
    /// Whether it says of itself that it is one-tailed.
    pub one_tailed: bool,
    /// Whether it says of itself that it is corrected, exact, or otherwise not the test's own.
    pub changed: bool,
}

/// What may stand between a value and what belongs to it.
pub fn separator(i: &str) -> IResult<&str, &str> {
    let mark =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | '[' | ')' | ']' | '*' | '†' | '–' | '—');
    take_while_m_n(0, 6, mark).parse(i)
}

/// Nothing that would make a value part of something else: a unit, a range, a further digit.
pub fn ends(i: &str) -> IResult<&str, ()> {
    let (rest, _) = take_while_m_n(0, 4, |c| matches!(c, '*' | '∗' | '†' | '‡')).parse(i)?;
    let range = pair(one_of("–-−"), satisfy(|c| c.is_ascii_digit() || c == '.'));
    let more = pair(one_of(".,"), satisfy(|c| c.is_ascii_digit()));
    let glued = satisfy(|c: char| c.is_alphanumeric() || matches!(c, '%' | '°' | '±' | '/' | '×'));
    let spread = (blanks, one_of("±×"));
    let to = (blanks, tag("to"), blanks, satisfy(|c| c.is_ascii_digit() || c == '.'));
    not(alt((recognize(range), recognize(more), recognize(glued), recognize(spread), recognize(to)))).parse(rest)?;
    Ok((rest, ()))
}

/// `two-tailed`, `one-sided test`.
pub fn tails(i: &str) -> IResult<&str, bool> {
    let (rest, one) =
        alt((value(false, alt((tag_no_case("two"), tag("2")))), value(true, alt((tag_no_case("one"), tag("1"))))))
            .parse(i)?;
    let (rest, _) =
        (one_of("- ‐‑"), alt((tag("tailed"), tag("sided"), tag("tail"), tag("way"), tag("t"))), opt(tag(" test")))
            .parse(rest)?;
    Ok((rest, one))
}

/// What a word before or below a p says of it: whether one-tailed, whether changed.
fn manner(i: &str) -> IResult<&str, (bool, bool)> {
    let changed = alt((
        tag_no_case("corrected"),
        tag_no_case("corr"),
        tag_no_case("cor"),
        tag_no_case("adjusted"),
        tag_no_case("adj"),
        tag_no_case("Bonferroni-corrected"),
        tag_no_case("Bonferroni"),
        tag_no_case("bonf"),
        tag_no_case("FDR"),
        tag_no_case("FWE"),
        tag_no_case("Holm"),
        tag_no_case("Tukey"),
        tag_no_case("permutation"),
        tag_no_case("perm"),
        tag_no_case("boot"),
        tag_no_case("exact"),
        tag("rep"),
        tag("MC"),
    ));
    let same = alt((
        tag_no_case("uncorrected"),
        tag_no_case("unadjusted"),
        tag_no_case("unc"),
        tag_no_case("both"),
        tag_no_case("all"),
        tag_no_case("with"),
        tag("a"),
        tag_no_case("asymptotic"),
    ));
    alt((tails.map(|one| (one, false)), value((false, true), changed), value((false, false), same))).parse(i)
}

/// `p < .001`, `P-value = 0.03`, `both ps > .05`, `n.s.`
pub fn p_value(i: &str) -> IResult<&str, (Number, DraftP)> {
    let (rest, before) = many_m_n(0, 3, pair(manner, tag(" "))).parse(i)?;
    let mut one_tailed = before.iter().any(|((one, _), _)| *one);
    let mut changed = before.iter().any(|((_, changed), _)| *changed);
    if let Ok((rest, ())) = not_significant(rest) {
        let number = Number { printed: Printed { text: ".05".into(), value: 0.05, decimals: 2 }, comma: Comma::Plain };
        return Ok((rest, draft_p(number, Bound::Above, one_tailed, changed)));
    }
    let plural = alt((tag("’s"), tag("'s"), tag("s")));
    let noun = preceded(opt(one_of(" -‐‑")), alt((tag("values"), tag("value"), tag("level"), tag("val"))));
    let name = (satisfy(|c| matches!(plain(c), 'p' | 'P')), opt(plural), opt(noun));
    let sig = (tag_no_case("sig"), opt(tag(".")));
    let (rest, _) = alt((recognize(name), recognize(sig))).parse(rest)?;
    let below = preceded(
        opt(one_of("_ ")),
        alt((manner, delimited(tag("{"), manner, tag("}")), delimited(one_of("(["), manner, one_of(")]")))),
    );
    let (rest, said) = opt(below).parse(rest)?;
    if let Some((one, otherwise)) = said {
        one_tailed |= one;
        changed |= otherwise;
    }
    let (rest, bound) = delimited(blanks, sign, blanks).parse(rest)?;
    if let Ok((rest, ())) = not_significant(rest) {
        let number = Number { printed: Printed { text: ".05".into(), value: 0.05, decimals: 2 }, comma: Comma::Plain };
        return Ok((rest, draft_p(number, Bound::Above, one_tailed, changed)));
    }
    let (rest, number) = scientific(rest)?;
    let (rest, ()) = ends(rest)?;
    if !(0.0..=1.0).contains(&number.printed.value) {
        return Err(fault(i));
    }
    // A pressure, a momentum.
    let unit = alt((
        tag("bar"),
        tag("atm"),
        tag("Pa"),
        tag("kPa"),
        tag("hPa"),
        tag("MPa"),
        tag("GeV"),
        tag("MeV"),
        tag("mm"),
        tag("Torr"),
        tag("psi"),
    ));
    not((blanks, unit)).parse(rest)?;
    // "p = .036 and .28": which is this test's, only its readers can tell.
    let listed = (blanks, alt((tag(","), tag(";"), tag("and"), tag(", and"), tag("&"))), blanks, one_of(".0"), digits);
    not(listed).parse(rest)?;
    let mut again = (separator, opt(tag("and ")), satisfy(|c| matches!(plain(c), 'p' | 'P')), blanks, sign);
    changed |= again.parse(rest).is_ok();
    let in_brackets = delimited((blanks, one_of("([")), tails, one_of(")]"));
    let (rest, said) = opt(alt((in_brackets, preceded((blanks, opt(tag(",")), blanks), tails)))).parse(rest)?;
    one_tailed |= said == Some(true);
    Ok((rest, draft_p(number, bound, one_tailed, changed)))
}

fn draft_p(number: Number, bound: Bound, one_tailed: bool, changed: bool) -> (Number, DraftP) {
    let printed = number.printed.clone();
    (number, DraftP { at: 0..0, bound, number: printed, one_tailed, changed })
}

fn not_significant(i: &str) -> IResult<&str, ()> {
    let words = alt((tag_no_case("n.s."), tag_no_case("n.s"), tag_no_case("ns")));
    let alone = not(peek(verify(anychar, |c: &char| c.is_alphanumeric())));
    value((), (words, alone)).parse(i)
}
