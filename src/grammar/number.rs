//! Numbers in digits: `1,234.5`, `1,25,000`, `2 1/2`, `2.48 × 10^5`, and the magnitude words behind them.
//!
//! In: a text that begins with a digit. Out: the number as it was printed, and how long it is. It refuses
//! what only looks like one: versions, lists without blanks, numbers that begin with a needless zero.

use crate::model::Decimal;
use crate::text::raised;

/// A number, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// How many bytes it takes.
    pub len: usize,
    /// How it was written.
    pub form: Form,
}

/// How a number was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits alone.
    Plain,
    /// Digits in groups: `12,345`.
    Grouped,
    /// With decimals.
    Decimal,
    /// A fraction, or with one.
    Fraction,
    /// With a power of ten.
    Scientific,
    /// In words.
    Words,
}

/// No number of a text has more digits.
const DIGITS: usize = 24;

/// What parts groups of three besides the comma: thin and unbreakable blanks, the Swiss apostrophe.
const THIN: [&str; 5] = ["\u{a0}", "\u{2009}", "\u{202f}", "'", "’"];

/// Reads the number that a text begins with.
pub fn digits(text: &str) -> Option<Number> {
    let mut number = plain(text)?;
    let rest = &text[number.len..];
    if let Some((exponent, len)) = power_of_ten(rest) {
        number.value.exponent += exponent?;
        number.len += len;
        number.form = Form::Scientific;
    } else if matches!(number.form, Form::Plain | Form::Grouped)
        && let Some((value, len)) = fraction(number.value, rest)
    {
        number = Number { value, len: number.len + len, form: Form::Fraction };
    }
    Some(number)
}

/// Digits, their groups and their decimals.
fn plain(text: &str) -> Option<Number> {
    let bytes = text.as_bytes();
    let whole = run(bytes);
    if whole == 0 || whole > DIGITS {
        return None;
    }
    let (mut end, mut form) = (whole, Form::Plain);
    if whole <= 3
        && let Some(len) = groups(text, whole)
    {
        (end, form) = (len, Form::Grouped);
    }
    let point = decimal_point(&text[end..]);
    let decimals = run(&bytes[end + point..]);
    let mut exponent = 0;
    let mut digits = accumulate(0, &text[..end])?;
    if point > 0 && decimals > 0 && end + decimals <= DIGITS {
        let comma = bytes[end] == b',';
        if comma && (form == Form::Grouped || decimals > 2) {
            return None;
        }
        digits = accumulate(digits, &text[end + point..end + point + decimals])?;
        exponent = -(decimals as i32);
        end += point + decimals;
        form = Form::Decimal;
    }
    // A version, a date, a section or a list goes on.
    let mut next = text[end..].bytes();
    if matches!(next.next(), Some(b'.' | b',')) && next.next().is_some_and(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if bytes[0] == b'0' && whole > 1 {
        return None;
    }
    Some(Number { value: Decimal { digits, exponent }, len: end, form })
}

/// How many digits a text begins with.
pub fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn accumulate(start: i128, digits: &str) -> Option<i128> {
    digits
        .bytes()
        .filter(u8::is_ascii_digit)
        .try_fold(start, |sum, byte| sum.checked_mul(10)?.checked_add(i128::from(byte - b'0')))
}

/// The length of a decimal point; a comma counts where it can be nothing else, and so does the raised one.
fn decimal_point(rest: &str) -> usize {
    let point = ['.', ',', '·', '∙'].into_iter().find(|point| rest.starts_with(*point));
    point.map_or(0, char::len_utf8)
}

/// The end of a number in groups: of three, or of two and at last three (`1,25,000`).
fn groups(text: &str, whole: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = whole;
    while bytes.get(end) == Some(&b',') && run(&bytes[end + 1..]) == 2 && end < DIGITS {
        end += 3;
    }
    if end > whole {
        // The groups of two end with one of three.
        return (bytes.get(end) == Some(&b',') && run(&bytes[end + 1..]) == 3).then_some(end + 4);
    }
    if bytes[0] == b'0' {
        return None;
    }
    let comma = bytes.get(end) == Some(&b',');
    let thin = THIN.into_iter().find(|thin| text[end..].starts_with(thin));
    let blank = bytes.get(end) == Some(&b' ');
    let gap = if comma { "," } else { thin.or(blank.then_some(" "))? };
    while text[end..].starts_with(gap) && run(&bytes[end + gap.len()..]) == 3 && end < 2 * DIGITS {
        end += gap.len() + 3;
    }
    (end > whole).then_some(end)
}

/// `× 10^5`, `×10−5`, `e14`: the exponent, and the length. The exponent is `None` where its height was lost,
/// as in `5 × 105`: nobody can tell the number then.
fn power_of_ten(rest: &str) -> Option<(Option<i32>, usize)> {
    let bytes = rest.as_bytes();
    if matches!(bytes.first(), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(bytes.get(1), Some(b'-' | b'+')));
        let digits = run(&bytes[1 + signed..]);
        let ends = !bytes.get(1 + signed + digits).is_some_and(u8::is_ascii_alphanumeric);
        let exponent = rest[1..1 + signed + digits].parse().ok()?;
        return ((1..=3).contains(&digits) && ends).then_some((Some(exponent), 1 + signed + digits));
    }
    let after = rest.trim_start_matches([' ', '\u{a0}', '\u{2009}']);
    let after = after.strip_prefix(['×', 'x', '·', '∙', '*', '⋅'])?;
    let after = after.trim_start_matches([' ', '\u{a0}', '\u{2009}']);
    let after = after.strip_prefix("10")?;
    let (exponent, after) = raised(after);
    if exponent.is_none() && !after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((exponent, rest.len() - after.len()))
}

/// `^5`, `−5`, `⁵`: the exponent, and what follows.
fn raised(after: &str) -> (Option<i32>, &str) {
    let mut text = String::new();
    let mut rest = after;
    let mut high = false;
    if let Some(caret) = rest.strip_prefix('^') {
        (rest, high) = (caret, true);
    }
    while let Some(c) = rest.chars().next().filter(|_| text.len() < 4) {
        match c {
            '-' | '−' | '–' | '⁻' if text.is_empty() => text.push('-'),
            '0'..='9' if high || text.starts_with('-') => text.push(c),
            _ => match raised::value(c) {
                Some(digit) => text.push((b'0' + digit as u8) as char),
                None => break,
            },
        }
        rest = &rest[c.len_utf8()..];
    }
    match text.parse() {
        Ok(exponent) => (Some(exponent), rest),
        Err(_) => (None, after),
    }
}

/// ` 1/2` behind a whole number, `/4` behind an upper one, `½` behind either.
fn fraction(whole: Decimal, rest: &str) -> Option<(Decimal, usize)> {
    let bytes = rest.as_bytes();
    let slash = |bytes: &[u8]| bytes.first() == Some(&b'/');
    let ends = |at: usize| !bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'/');
    if slash(bytes) {
        let lower = run(&bytes[1..]);
        if lower == 0 || lower > 2 || !ends(1 + lower) {
            return None;
        }
        let below = rest[1..1 + lower].parse().ok()?;
        let usual = matches!(below, 2..=6 | 8 | 10 | 12 | 16 | 32 | 64);
        return (usual && whole.digits < below && whole.digits > 0).then_some((ratio(whole.digits, below)?, 1 + lower));
    }
    let gap = usize::from(matches!(bytes.first(), Some(b' ' | b'-')));
    let after = &rest[gap..];
    if let Some((value, len)) = after.chars().next().and_then(vulgar) {
        return Some((sum(whole, value)?, gap + len));
    }
    if gap == 1 && matches!(bytes.get(1), Some(b'1'..=b'9')) && slash(bytes.get(2..)?) {
        let lower = run(&bytes[3..]);
        let below = rest[3..3 + lower].parse().ok()?;
        let above = i128::from(bytes[1] - b'0');
        if lower <= 2 && above < below && ends(3 + lower) {
            return Some((sum(whole, ratio(above, below)?)?, 3 + lower));
        }
    }
    None
}

/// The value of a fraction in one sign, and its length.
pub fn vulgar(c: char) -> Option<(Decimal, usize)> {
    let (above, below) = match c {
        '½' => (1, 2),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        _ => return None,
    };
    Some((ratio(above, below)?, c.len_utf8()))
}

/// A fraction of whole numbers as a decimal: exact where it ends soon, else to four places.
pub fn ratio(above: i128, below: i128) -> Option<Decimal> {
    let ends = |places: &u32| above.checked_mul(10i128.pow(*places))?.checked_rem(below).map(|rest| rest == 0);
    let exact = (0..=4).find(|places| ends(places) == Some(true));
    let places = exact.unwrap_or(4);
    let scaled = above.checked_mul(10i128.pow(places))?;
    Some(Decimal { digits: (scaled + below / 2).checked_div(below)?, exponent: -(places as i32) })
}

/// The sum of two numbers, as precise as the finer one.
pub fn sum(one: Decimal, other: Decimal) -> Option<Decimal> {
    let exponent = one.exponent.min(other.exponent);
    let level = |part: Decimal| {
        let places = u32::try_from(part.exponent.checked_sub(exponent)?).ok().filter(|places| *places < 30)?;
        part.digits.checked_mul(10i128.pow(places))
    };
    Some(Decimal { digits: level(one)?.checked_add(level(other)?)?, exponent })
}

/// The magnitude words behind a number, `hundred thousand`, `lakh crore`, `bn`: the power of ten, and the length.
pub fn magnitude(text: &str) -> Option<(i32, usize)> {
    let (mut power, mut end) = (0, 0);
    // Two words at most: `hundred million`.
    for _ in 0..2 {
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{2009}', '-']).len();
        let gap = if gap > 3 { break } else { gap };
        let word = rest[gap..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let Some(step) = power_of(word) else { break };
        power += step;
        end += gap + word.len();
    }
    (end > 0).then_some((power, end))
}

/// The power of ten that a magnitude word stands for.
pub fn power_of(word: &str) -> Option<i32> {
    let table: [(&str, i32); 17] = [
        ("hundred", 2),
        ("thousand", 3),
        ("million", 6),
        ("billion", 9),
        ("trillion", 12),
        ("quadrillion", 15),
        ("lakh", 5),
        ("lakhs", 5),
        ("lac", 5),
        ("crore", 7),
        ("crores", 7),
        ("mn", 6),
        ("mln", 6),
        ("mio", 6),
        ("bn", 9),
        ("bln", 9),
        ("trn", 12),
    ];
    if word.len() > 11 {
        return None;
    }
    table.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, power)| *power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, usize, Form)> {
        digits(text).map(|number| (number.value.to_f64(), number.len, number.form))
    }

    #[test]
    fn numbers_and_what_is_none() {
        let table = [
            ("7.6 million", Some((7.6, 3, Form::Decimal))),
            ("1,234.5 m", Some((1234.5, 7, Form::Decimal))),
            ("12,345,678", Some((12_345_678.0, 10, Form::Grouped))),
            ("1,25,000 rupees", Some((125_000.0, 8, Form::Grouped))),
            ("10 000 people", Some((10_000.0, 6, Form::Grouped))),
            ("2014 300", Some((2014.0, 4, Form::Plain))),
            ("2,5 %", Some((2.5, 3, Form::Decimal))),
            ("2·6 million", Some((2.6, 4, Form::Decimal))),
            ("2 1/2 in", Some((2.5, 5, Form::Fraction))),
            ("1/4 inch", Some((0.25, 3, Form::Fraction))),
            ("2½ miles", Some((2.5, 3, Form::Fraction))),
            ("9/11", Some((9.0, 1, Form::Plain))),
            ("20/30 m", Some((20.0, 2, Form::Plain))),
            ("4e14 Hz", Some((4e14, 4, Form::Scientific))),
            ("2.48×10−5,", Some((2.48e-5, 12, Form::Scientific))),
            ("5 × 10^6 cells", Some((5e6, 9, Form::Scientific))),
            ("3 × 10⁸ m", Some((3e8, 10, Form::Scientific))),
            // The height of the exponent was lost.
            ("5 × 105 cells", None),
            ("1.2.3", None),
            ("1,2,3", None),
            ("192.168.1.2", None),
            ("007", None),
            ("0.05", Some((0.05, 4, Form::Decimal))),
            ("24/7", Some((24.0, 2, Form::Plain))),
            ("4 – 6", Some((4.0, 1, Form::Plain))),
        ];
        for (text, want) in table {
            assert_eq!(read(text), want, "{text}");
        }
        assert!(digits(&"9".repeat(100)).is_none());
        assert!(digits(&"1,1".repeat(1000)).is_none());
    }

    #[test]
    fn magnitudes() {
        let table = [
            (" million", Some((6, 8))),
            (" hundred thousand people", Some((5, 17))),
            (" lakh crore", Some((12, 11))),
            ("bn.", Some((9, 2))),
            ("-million-dollar", Some((6, 8))),
            (" millions of", None),
            (" millionaires", None),
            (" miles", None),
        ];
        for (text, want) in table {
            assert_eq!(magnitude(text), want, "{text}");
        }
    }
}
