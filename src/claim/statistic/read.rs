//! Reads tests in prose: `t(28) = 2.20, p = .036`, `F_1,80 = 6.63; P<0.05`, `χ²(1, N = 411) = 6.25, ns`.
//!
//! In: the text of a block. Out: what it says of tests, by offsets into that text. A look from a
//! letter on is bounded, so that the time is linear.
//! It refuses to judge: whether a p fits is decided elsewhere.

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{anychar, one_of, satisfy};
use nom::combinator::{not, opt, peek, recognize, value, verify};
use nom::multi::many_m_n;
use nom::sequence::{delimited, pair, preceded};
use nom::{IResult, Parser};

use super::name::{self, Head, Sure, plain};
use super::number::{Comma, Number, blanks, digits, fault, number, scientific, sign};
use crate::model::{Bound, Printed, TestKind};

/// How far a test and its p may reach, in bytes.
const REACH: usize = 280;
/// How many things may stand between a value and its p.
const FIELDS: usize = 8;

/// A test as it stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// All of it, its p included.
    pub at: Range<usize>,
    /// From its name to its value.
    pub stated: Range<usize>,
    /// Its name, and what stands in its brackets.
    pub head: Head,
    /// How its value is bound.
    pub bound: Bound,
    /// Its value.
    pub value: Printed,
    /// Its p.
    pub p: Option<DraftP>,
}

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

/// Finds the tests of a text, in order.
pub fn tests(text: &str) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut next = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let opens =
            matches!(plain(c), 't' | 'T' | 'F' | 'f' | 'χ' | 'X' | 'x' | 'c' | 'C' | 'r' | 'R' | 'ρ' | 'z' | 'Z' | 'Q');
        let begins = !before.is_alphanumeric() && !matches!(before, '\\' | '_' | '^');
        before = c;
        if !opens || !begins || at < next {
            continue;
        }
        if matches!(plain(c), 'z' | 'Z') && is_place(&text[text.floor_char_boundary(at.saturating_sub(16))..at]) {
            continue;
        }
        let window = &text[at..text.floor_char_boundary(at + REACH)];
        if let Some(mut draft) = test(window, at) {
            if draft.p.is_none()
                && let Some(p) = p_before(text, at)
            {
                draft.at.start = p.at.start;
                draft.p = Some(p);
            }
            if draft.p.is_some() || stands_alone(&draft, &text[draft.stated.end..]) {
                next = draft.at.end;
                out.push(draft);
            }
        }
    }
    out
}

/// Whether the words before a z are those of a place in space: `x = 40, y = 20, z = 10`.
fn is_place(before: &str) -> bool {
    ["y =", "y=", "y ="].iter().any(|axis| before.contains(axis)) || before.trim_end().ends_with("y,")
}

/// Whether something that has no p is a test all the same.
fn stands_alone(draft: &Draft, after: &str) -> bool {
    let whole = match draft.head.kind {
        TestKind::F => draft.head.df.len() == 2,
        TestKind::T | TestKind::ChiSquare => draft.head.df.len() == 1,
        _ => false,
    };
    whole && draft.head.sure == Sure::Degrees && (after.is_empty() || after.starts_with([',', ';', ')', ']', '.']))
}

fn test(window: &str, base: usize) -> Option<Draft> {
    let (rest, head) = name::head(window).ok()?;
    let (rest, bound) = sign(rest).ok()?;
    let (rest, _) = blanks(rest).ok()?;
    let (rest, mut read) = number(rest).ok()?;
    let (rest, ()) = ends(rest).ok()?;
    let offset = |rest: &str| window.len() - rest.len();
    let stated = offset(rest);
    let mut head = head;
    let (end, p) = fields(rest, &mut head);
    let p = p.map(|(number, p)| {
        if number.comma == Comma::Decimal {
            read = read.clone().with_decimal_comma();
        }
        let number = if read.comma == Comma::Decimal { number.with_decimal_comma() } else { number };
        let (start, end) = (stated + p.at.start, stated + p.at.end);
        // An epsilon beside the value is that of a correction for sphericity.
        let changed = p.changed || window[stated..start].contains('ε');
        DraftP { at: base + start..base + end, number: number.printed, changed, ..p }
    });
    // Capital T is Wilcoxon's, or a temperature; small f an effect; x2 a variable: their degrees of freedom tell.
    let bare = head.df.is_empty() && window.starts_with(['T', 'f', 'x', 'X']);
    let is_r = matches!(head.kind, TestKind::R | TestKind::Rho);
    if bare || is_r && read.printed.value.abs() > 1.0 {
        return None;
    }
    let end = if p.is_some() { stated + end } else { stated };
    Some(Draft { at: base..base + end, stated: base..base + stated, head, bound, value: read.printed, p })
}

/// Nothing that would make a value part of something else: a unit, a range, a further digit.
fn ends(i: &str) -> IResult<&str, ()> {
    let (rest, _) = take_while_m_n(0, 4, |c| matches!(c, '*' | '∗' | '†' | '‡')).parse(i)?;
    let range = pair(one_of("–-−"), satisfy(|c| c.is_ascii_digit() || c == '.'));
    let more = pair(one_of(".,"), satisfy(|c| c.is_ascii_digit()));
    let glued = satisfy(|c: char| c.is_alphanumeric() || matches!(c, '%' | '°' | '±' | '/' | '×'));
    let spread = (blanks, one_of("±×"));
    let to = (blanks, tag("to"), blanks, satisfy(|c| c.is_ascii_digit() || c == '.'));
    not(alt((recognize(range), recognize(more), recognize(glued), recognize(spread), recognize(to)))).parse(rest)?;
    Ok((rest, ()))
}

/// What may stand between a value and its p, and the p; how far that reaches.
fn fields(i: &str, head: &mut Head) -> (usize, Option<(Number, DraftP)>) {
    let mut rest = i;
    // Where no p is, and no "ns", none is sought.
    if !i.contains(|c| matches!(plain(c), 'p' | 'P' | 's' | 'S')) {
        return (0, None);
    }
    for _ in 0..FIELDS {
        let Ok((after, between)) = separator(rest) else { break };
        if between.is_empty() {
            break;
        }
        if let Ok((end, (number, p))) = p_value(after) {
            let at = i.len() - after.len()..i.len() - end.len();
            let end = trailing(end, head);
            return (i.len() - end.len(), Some((number, DraftP { at, ..p })));
        }
        // A bracket that closes may part the two only right before the p.
        if between.contains([')', ']']) {
            break;
        }
        if let Some(end) = degrees(after, head) {
            rest = end;
        } else if let Ok((end, ())) = other(after) {
            rest = end;
        } else {
            break;
        }
    }
    (0, None)
}

/// Degrees of freedom, or a number of cases, beside the value.
fn degrees<'a>(i: &'a str, head: &mut Head) -> Option<&'a str> {
    if let Ok((end, degrees)) = name::stated(i) {
        if head.df.is_empty()
            && let Some(df) = name::settle(head.kind, &degrees)
        {
            head.df = df;
        }
        head.n = head.n.or(degrees.n);
        return Some(end);
    }
    let (end, n) = name::stated_cases(i).ok()?;
    head.n = head.n.or(Some(n));
    Some(end)
}

/// The same behind the p, where the test still lacks it: `r = .31, p = .02, n = 54`.
fn trailing<'a>(i: &'a str, head: &mut Head) -> &'a str {
    if !head.df.is_empty() || head.n.is_some() {
        return i;
    }
    let beside =
        |(after, between): (&'a str, &str)| (between.len() > 1 && !between.contains([')', ']', ':'])).then_some(after);
    separator(i).ok().and_then(beside).and_then(|after| degrees(after, head)).unwrap_or(i)
}

fn separator(i: &str) -> IResult<&str, &str> {
    let mark =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | '[' | ')' | ']' | '*' | '†' | '–' | '—');
    take_while_m_n(0, 6, mark).parse(i)
}

/// An effect, an interval, a word on tails: what stands between a value and its p without being either.
fn other(i: &str) -> IResult<&str, ()> {
    let interval = (
        opt(pair(digits, pair(opt(tag(" ")), tag("%")))),
        blanks,
        alt((tag_no_case("CI"), tag_no_case("confidence interval"), tag("CrI"))),
        opt(pair(blanks, one_of("=:"))),
        blanks,
        opt(one_of("[(")),
        blanks,
        number,
        blanks,
        alt((tag(","), tag(";"), tag("to"), tag("–"), tag("-"))),
        blanks,
        number,
        blanks,
        opt(one_of("])")),
    );
    let word = |i| take_while_m_n(1, 16, |c: char| c.is_alphanumeric() || "_^²{}'’-ηωδφβ₀₁₂ₚ".contains(c)).parse(i);
    let begins = peek(satisfy(|c: char| c.is_alphabetic()));
    // Another test's value is not passed over; an r without degrees of freedom is an effect.
    let tested = verify(name::head, |head| match head.kind {
        TestKind::R | TestKind::Rho => !head.df.is_empty(),
        _ => true,
    });
    let effect = (not(tested), begins, word, opt(pair(tag(" "), word)), blanks, sign, blanks, number, opt(tag("%")));
    alt((value((), tails), value((), interval), value((), effect))).parse(i)
}

/// `two-tailed`, `one-sided test`.
fn tails(i: &str) -> IResult<&str, bool> {
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
fn p_value(i: &str) -> IResult<&str, (Number, DraftP)> {
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
    let (rest, said) = opt(preceded((blanks, opt(one_of(",([")), blanks), tails)).parse(rest)?;
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

/// A p right before a test, at the opening of their bracket: `(p = .036, t(28) = 2.20)`.
fn p_before(text: &str, at: usize) -> Option<DraftP> {
    let from = text.floor_char_boundary(at.saturating_sub(40));
    let open = from + text[from..at].rfind(['(', '['])? + 1;
    let (rest, (_, p)) = p_value(&text[open..at]).ok()?;
    let gap = rest.trim_matches([' ', ',', ';', ':']);
    gap.is_empty().then(|| DraftP { at: open..at - rest.len(), ..p })
}
