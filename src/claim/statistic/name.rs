//! How papers name their tests, and where they put the degrees of freedom.
//!
//! In: the words from a letter on. Out: which test, and what stands in its brackets or below it.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{opt, peek, recognize, value, verify};
use nom::multi::{many_m_n, separated_list1};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

use super::number::{blanks, digits, fault, sign};
use crate::model::TestKind;

/// A test's name with what stands in its brackets.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Which test.
    pub kind: TestKind,
    /// Its degrees of freedom, where they stand with the name.
    pub df: Vec<f64>,
    /// The number of cases, where it stands there.
    pub n: Option<f64>,
    /// How sure it is that this is a test.
    pub sure: Sure,
}

/// How sure the name alone makes it that a test is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum Sure {
    /// A letter that may be any quantity: a p must follow.
    Letter,
    /// Digits stand right behind the letter, and may be its subscript: a p must follow, and bear it out.
    Glued,
    /// Degrees of freedom stand in brackets or below.
    Degrees,
}

/// What stands in the brackets of a test, or below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Degrees {
    /// The degrees of freedom.
    pub df: Vec<f64>,
    /// The number of cases.
    pub n: Option<f64>,
}

enum Part {
    Df(f64, usize),
    N(f64),
}

/// A letter as plain text has it: equation editors write others.
pub fn plain(c: char) -> char {
    match c {
        '𝑡' | '𝒕' | '𝘵' => 't',
        '𝐹' | '𝑭' | '𝘍' => 'F',
        '𝑟' | '𝒓' | '𝘳' => 'r',
        '𝑧' | '𝒛' | '𝘻' => 'z',
        '𝑍' | '𝒁' | '𝘡' => 'Z',
        '𝑄' | '𝑸' | '𝘘' => 'Q',
        '𝑝' | '𝒑' | '𝘱' => 'p',
        '𝑃' | '𝑷' | '𝘗' => 'P',
        '𝜒' | '𝝌' | 'Χ' => 'χ',
        '𝜌' | '𝝆' => 'ρ',
        '𝑁' => 'N',
        '𝑛' => 'n',
        _ => c,
    }
}

fn letter<'a>(wanted: &'static str) -> impl Parser<&'a str, Output = char, Error = nom::error::Error<&'a str>> {
    satisfy(move |c| wanted.contains(plain(c)))
}

fn square(i: &str) -> IResult<&str, &str> {
    preceded(opt(tag(" ")), alt((tag("²"), tag("^2"), tag("^{2}"), tag("^(2)"), tag("2"), tag("⌃2")))).parse(i)
}

fn chi(i: &str) -> IResult<&str, TestKind> {
    let spelt = (tag_no_case("chi"), opt(one_of(" -")), alt((tag("squared"), tag("square"), tag("Square"), square)));
    let greek = (letter("χ"), opt(square));
    let latin = (one_of("Xx"), square);
    value(TestKind::ChiSquare, alt((recognize(spelt), recognize(greek), recognize(latin)))).parse(i)
}

/// A subscript of letters: `z_NBR`, `t_{obs}`.
fn label(i: &str) -> IResult<&str, &str> {
    let letters = |i| take_while_m_n(1, 12, char::is_alphabetic).parse(i);
    recognize((one_of("_"), alt((letters, delimited(tag("{"), letters, tag("}")))))).parse(i)
}

fn word(i: &str) -> IResult<&str, &str> {
    preceded(one_of(" -"), alt((tag("value"), tag("statistic"), tag("score"), tag("ratio"), tag("test")))).parse(i)
}

fn name(i: &str) -> IResult<&str, TestKind> {
    let (rest, kind) = alt((
        chi,
        value(
            TestKind::Rho,
            alt((recognize(letter("ρ")), tag_no_case("rho"), tag("r_s"), tag("r_{s}"), tag("rₛ"), tag("rs"))),
        ),
        value(TestKind::R, (letter("r"), opt(alt((tag("_pb"), tag("_{pb}")))))),
        value(TestKind::T, letter("tT")),
        // Subjects and items have an F each: F1(1, 31), F2(1, 15).
        value(TestKind::F, (letter("Ff"), opt(terminated(one_of("12"), peek(one_of("([")))))),
        value(TestKind::Z, letter("zZ")),
        value(
            TestKind::Q,
            (letter("Q"), opt(alt((tag("between"), tag("within"), tag("total"), recognize(one_of("MEBWTbw")))))),
        ),
    ))
    .parse(i)?;
    let (rest, _) = opt(alt((label, word))).parse(rest)?;
    let (rest, _) = opt(one_of("*∗")).parse(rest)?;
    Ok((rest, kind))
}

fn df_number(i: &str) -> IResult<&str, Part> {
    let endless = value(f64::INFINITY, alt((tag("∞"), tag("Inf"), tag("inf"))));
    let finite = recognize(pair(digits, opt(pair(one_of(".·"), digits))));
    let (rest, df) =
        alt((endless, finite.map(|text: &str| text.replace('·', ".").parse().unwrap_or(f64::NAN)))).parse(i)?;
    Ok((rest, Part::Df(df, i.len() - rest.len())))
}

/// `df`, `df1`, `d.f.`, with its sign.
fn df_name(i: &str) -> IResult<&str, ()> {
    let name = alt((tag_no_case("df"), tag_no_case("d.f."), tag("𝑑𝑓"), tag("degrees of freedom"), tag("ν")));
    value((), (name, opt(alt((tag("s"), tag("1"), tag("2"), tag("_1"), tag("_2")))), blanks, one_of("=:"), blanks))
        .parse(i)
}

fn cases(i: &str) -> IResult<&str, Part> {
    let thousands = recognize(pair(digits, many_m_n(0, 2, (tag(","), verify(digits, |group: &str| group.len() == 3)))));
    let (rest, text) = preceded((letter("nN"), blanks, one_of("=＝"), blanks), thousands).parse(i)?;
    Ok((rest, Part::N(text.replace(',', "").parse().unwrap_or(f64::NAN))))
}

fn parts(i: &str) -> IResult<&str, Degrees> {
    let between = recognize((blanks, opt(one_of(",;/")), blanks));
    let part = alt((cases, preceded(opt(df_name), df_number)));
    let (rest, parts) =
        verify(separated_list1(verify(between, |s: &str| !s.is_empty()), part), |parts: &Vec<Part>| parts.len() <= 5)
            .parse(i)?;
    let tight = |from: usize| {
        i[..i.len() - rest.len()].matches(',').count() == from && !i[..i.len() - rest.len()].contains(", ")
    };
    let mut out = Degrees::default();
    let mut lengths = Vec::new();
    for part in parts {
        match part {
            Part::Df(df, length) => {
                out.df.push(df);
                lengths.push(length);
            }
            Part::N(n) => out.n = Some(n),
        }
    }
    // The comma of thousands: F(1, 1,234).
    if let (&[first, thousands, ones], [_, _, 3]) = (&out.df[..], &lengths[..])
        && i[..i.len() - rest.len()].contains(", ")
    {
        out.df = vec![first, thousands * 1000.0 + ones];
    }
    if let (&[thousands, ones], [1..=3, 3]) = (&out.df[..], &lengths[..])
        && tight(1)
    {
        // Two degrees of freedom, or one above a thousand: only the test can tell.
        out.df = vec![thousands, ones, thousands * 1000.0 + ones];
    }
    Ok((rest, out))
}

/// Degrees of freedom after the value: `df = 1, 80`.
pub fn stated(i: &str) -> IResult<&str, Degrees> {
    preceded(peek(df_name), parts).parse(i)
}

/// The number of cases after the value: `n = 204`.
pub fn stated_cases(i: &str) -> IResult<&str, f64> {
    let (rest, part) = cases(i)?;
    match part {
        Part::N(n) => Ok((rest, n)),
        Part::Df(..) => Err(fault(i)),
    }
}

fn in_brackets(i: &str) -> IResult<&str, Degrees> {
    let open = |i| (blanks, one_of("([{"), blanks).parse(i);
    let close = |i| (blanks, one_of(")]}")).parse(i);
    delimited(open, parts, close).parse(i)
}

/// `t_28`, `F_{1,80}`, `F_(1, 80)`, `F₁,₈₀`.
fn below(i: &str) -> IResult<&str, Degrees> {
    let bare = |i| {
        let (rest, text) =
            recognize(pair(df_number, opt(pair(one_of(",;"), pair(opt(tag(" ")), df_number))))).parse(i)?;
        let (_, degrees) = parts(text)?;
        Ok((rest, degrees))
    };
    alt((preceded(tag("_"), alt((in_brackets, bare))), small)).parse(i)
}

fn small(i: &str) -> IResult<&str, Degrees> {
    let digit = |c: char| matches!(c, '₀'..='₉' | ',' | '‚' | '.');
    let (rest, text) = verify(take_while_m_n(1, 12, digit), |text: &str| {
        text.contains('₀') || text.contains(|c| matches!(c, '₁'..='₉'))
    })
    .parse(i)?;
    let plain: String = text
        .chars()
        .map(|c| match c {
            '₀'..='₉' => char::from(b'0' + (c as u32 - '₀' as u32) as u8),
            '‚' => ',',
            c => c,
        })
        .collect();
    let degrees = parts(&plain).map_err(|_| fault(i))?.1;
    Ok((rest, degrees))
}

/// Digits right behind the letter, where a subscript lost its form: `t28`, `F1,80`, `χ22`.
fn glued(i: &str, kind: TestKind) -> IResult<&str, Degrees> {
    let (rest, text) = match kind {
        TestKind::T => recognize(pair(digits, opt(pair(tag("."), digits)))).parse(i)?,
        TestKind::F => recognize((df_number, tag(","), opt(tag(" ")), df_number)).parse(i)?,
        TestKind::ChiSquare => verify(digits, |digits: &str| digits.len() <= 2).parse(i)?,
        _ => return Err(fault(i)),
    };
    Ok((rest, parts(text)?.1))
}

/// A test's name, with its degrees of freedom where they stand there. Its sign must follow.
pub fn head(i: &str) -> IResult<&str, Head> {
    let (rest, kind) = name(i)?;
    let (rest, (degrees, sure)) = match alt((in_brackets, below)).parse(rest) {
        Ok((rest, degrees)) => (rest, (degrees, Sure::Degrees)),
        Err(_) => match glued(rest, kind) {
            Ok((rest, degrees)) => (rest, (degrees, Sure::Glued)),
            Err(_) => (rest, (Degrees::default(), Sure::Letter)),
        },
    };
    let (rest, _) = blanks(rest)?;
    peek(sign).parse(rest)?;
    let df = settle(kind, &degrees).ok_or_else(|| fault(i))?;
    let sure = if df.is_empty() && degrees.n.is_none() { Sure::Letter } else { sure };
    Ok((rest, Head { kind, df, n: degrees.n, sure }))
}

/// The degrees of freedom of a test from the numbers in its brackets; none where they cannot be its.
pub fn settle(kind: TestKind, found: &Degrees) -> Option<Vec<f64>> {
    Some(match (kind, &found.df[..]) {
        (_, []) => Vec::new(),
        (TestKind::F, &[first, second] | &[first, second, _]) => vec![first, second],
        (TestKind::F, _) => return None,
        (_, &[df]) => vec![df],
        (TestKind::T | TestKind::R | TestKind::Rho, &[_, _, whole]) => vec![whole],
        // The second number is that of the cases: χ²(1, 411).
        (TestKind::ChiSquare, [df, ..]) => vec![*df],
        _ => return None,
    })
}
