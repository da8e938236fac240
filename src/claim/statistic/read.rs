//! Reads tests in prose: `t(28) = 2.20, p = .036`, `F_1,80 = 6.63; P<0.05`, `χ²(1, N = 411) = 6.25, ns`.
//!
//! In: the text of a block. Out: what it says of tests, by offsets into that text. A look from a
//! letter on is bounded, so that the time is linear.
//! It refuses to judge: whether a p fits is decided elsewhere.

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{not, opt, peek, value, verify};
use nom::sequence::pair;
use nom::{IResult, Parser};

use super::name::{self, Head, Sure, plain};
use super::number::{Comma, Number, blanks, digits, number, sign};
use super::p_value::{DraftP, ends, p_value, separator, tails};
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
            if draft.p.is_some() || stands_alone(&draft, text) {
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

/// Whether something that has no p is a test all the same, and not the value of a function: `f(1, 0) = 2`.
fn stands_alone(draft: &Draft, text: &str) -> bool {
    let whole = match draft.head.kind {
        TestKind::F => draft.head.df.len() == 2 && text[draft.at.start..].starts_with(|c| plain(c) == 'F'),
        TestKind::T | TestKind::ChiSquare => draft.head.df.len() == 1,
        _ => false,
    };
    let positive = draft.head.df.iter().all(|df| *df > 0.0);
    let after = &text[draft.stated.end..];
    let ended = after.is_empty() || after.starts_with([',', ';', ')', ']', '.']);
    whole && positive && ended && draft.value.decimals > 0 && draft.head.sure == Sure::Degrees
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

/// A p right before a test, at the opening of their bracket: `(p = .036, t(28) = 2.20)`.
fn p_before(text: &str, at: usize) -> Option<DraftP> {
    let from = text.floor_char_boundary(at.saturating_sub(40));
    let open = from + text[from..at].rfind(['(', '['])? + 1;
    let (rest, (_, p)) = p_value(&text[open..at]).ok()?;
    let gap = rest.trim_matches([' ', ',', ';', ':']);
    gap.is_empty().then(|| DraftP { at: open..at - rest.len(), ..p })
}
