//! Numbers in words: `twenty-one`, `one hundred and five`, `two and a half million`, `half a million`.
//!
//! In: a text that begins with a number word. Out: the number, and how long it is. It refuses years in
//! words (`nineteen eighty-four`) and what names no number (`hundreds`, `a few thousand`).

use super::number::{self, Form, Number};
use crate::model::Decimal;

/// The words that a number can begin with, besides `a` and `an`.
pub const OPENERS: [&str; 38] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore",
    "dozen", "half", "third", "quarter",
];

/// The value of a number word below a hundred.
fn small(word: &str) -> Option<i128> {
    let at = OPENERS[..27].iter().position(|name| word.eq_ignore_ascii_case(name))? as i128;
    Some(if at < 19 { at + 1 } else { (at - 17) * 10 })
}

/// A word of a text: where it ends, and what parts it from the one before.
struct Step<'t> {
    word: &'t str,
    gap: &'t str,
    end: usize,
}

fn step(text: &str, at: usize) -> Option<Step<'_>> {
    let rest = text.get(at..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-']).len();
    let word = rest[gap..].split(|c: char| !c.is_alphabetic()).next()?;
    (!word.is_empty() && gap <= 2).then(|| Step { word, gap: &rest[..gap], end: at + gap + word.len() })
}

/// Reads the number in words that a text begins with; `a` and `an` may open it.
pub fn words(text: &str) -> Option<Number> {
    let first = step(text, 0)?;
    if first.word.eq_ignore_ascii_case("half") {
        return half(text, first.end);
    }
    let article = first.word.eq_ignore_ascii_case("a") || first.word.eq_ignore_ascii_case("an");
    let (mut at, mut total, mut group) = if article { (first.end, 0, Some(1)) } else { (0, 0, None) };
    let (mut exponent, mut largest, mut last_small) = (0, i32::MAX, 0);
    let mut end = 0;
    // A number has no more words than this.
    for _ in 0..16 {
        let Some(mut here) = step(text, at) else { break };
        let joined = here.word.eq_ignore_ascii_case("and") && end > 0;
        if joined {
            here = match step(text, here.end) {
                Some(next) if next.word.eq_ignore_ascii_case("a") => {
                    let (value, len) = with_fraction(text, at, total, group, exponent)?;
                    return Some(Number { value, len, form: Form::Words });
                }
                Some(next) => next,
                None => break,
            };
        }
        if let Some(value) = small(here.word) {
            let fits = match group {
                None => true,
                Some(_) if article && end == 0 => break,
                // `twenty-one`, `hundred and five`; not `ten twenty`, and two numbers joined are two numbers.
                Some(so_far) => so_far % 100 == 0 && so_far > 0 || last_small >= 20 && value < 10 && !joined,
            };
            if !fits {
                // `nineteen eighty-four` is a year.
                if (10..20).contains(&last_small) && value >= 10 && here.gap == " " && !joined {
                    return None;
                }
                break;
            }
            if joined && group.is_none() && exponent < 2 {
                break;
            }
            group = Some(group.unwrap_or(0) + value);
            (last_small, exponent) = (value, 0);
        } else if let Some(power) = number::power_of(here.word).filter(|_| !joined && here.word.len() > 3) {
            if power == 2 {
                let so_far = group.unwrap_or(1);
                if so_far >= 100 {
                    break;
                }
                group = Some(so_far * 100);
                exponent = 2;
            } else {
                let so_far = group.take().unwrap_or(1);
                if power >= largest || total > 0 && so_far == 0 {
                    break;
                }
                total += so_far.checked_mul(10i128.checked_pow(power as u32)?)?;
                (exponent, largest) = (power, power);
            }
            last_small = 0;
        } else if here.word.eq_ignore_ascii_case("dozen") && total == 0 && !joined {
            let value = Decimal { digits: group.unwrap_or(1) * 12, exponent: 0 };
            return Some(Number { value, len: here.end, form: Form::Words });
        } else {
            break;
        }
        (at, end) = (here.end, here.end);
    }
    if end == 0 {
        return None;
    }
    let value = total + group.unwrap_or(0);
    let scale = 10i128.checked_pow(exponent as u32)?;
    Some(Number { value: Decimal { digits: value / scale, exponent }, len: end, form: Form::Words })
}

/// `half a million`, `half million`: what `half` opens.
fn half(text: &str, at: usize) -> Option<Number> {
    let mut next = step(text, at)?;
    if next.word.eq_ignore_ascii_case("a") {
        next = step(text, next.end)?;
    }
    if next.word.eq_ignore_ascii_case("dozen") {
        return Some(Number { value: Decimal { digits: 6, exponent: 0 }, len: next.end, form: Form::Words });
    }
    let power = number::power_of(next.word).filter(|power| *power > 2)?;
    Some(Number { value: Decimal { digits: 5, exponent: power - 1 }, len: next.end, form: Form::Words })
}

/// `and a half million` behind what was read so far.
fn with_fraction(text: &str, at: usize, total: i128, group: Option<i128>, exponent: i32) -> Option<(Decimal, usize)> {
    let (part, len) = and_a_fraction(&text[at..])?;
    let so_far = Decimal { digits: total + group.unwrap_or(0), exponent: 0 };
    // `a million and a half` is half a million more.
    let part = if total > 0 { Decimal { exponent: part.exponent + exponent, ..part } } else { part };
    let mut value = number::sum(so_far, part)?;
    let mut end = at + len;
    if let Some((power, len)) = number::magnitude(&text[end..]).filter(|_| total == 0) {
        value.exponent += power;
        end += len;
    }
    Some((value, end))
}

/// ` and a half`, ` and three quarters`: the fraction, and its length.
pub fn and_a_fraction(text: &str) -> Option<(Decimal, usize)> {
    let and = step(text, 0).filter(|and| and.word.eq_ignore_ascii_case("and"))?;
    let many = step(text, and.end)?;
    let part = step(text, many.end)?;
    let above = if many.word.eq_ignore_ascii_case("a") { 1 } else { small(many.word)? };
    Some((number::ratio(above, part_of(part.word)?)?, part.end))
}

/// `two-thirds`, `a third`, `one quarter`: how many of how many, and the length.
pub fn fraction(text: &str) -> Option<(i128, i128, usize)> {
    let many = step(text, 0)?;
    let article = many.word.eq_ignore_ascii_case("a") || many.word.eq_ignore_ascii_case("an");
    let above = if article { 1 } else { small(many.word)? };
    let part = step(text, many.end)?;
    let below = part_of(part.word)?;
    let plural = part.word.ends_with(['s', 'S']);
    (above < below && plural == (above > 1)).then_some((above, below, part.end))
}

/// How many of a part make a whole.
fn part_of(word: &str) -> Option<i128> {
    let table = [
        ("half", 2),
        ("halves", 2),
        ("third", 3),
        ("quarter", 4),
        ("fourth", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
    ];
    let single = word.strip_suffix('s').filter(|single| !single.ends_with('e')).unwrap_or(word);
    table.iter().find(|(name, _)| single.eq_ignore_ascii_case(name)).map(|(_, below)| *below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_as_numbers() {
        let table = [
            ("two", Some((2.0, 3))),
            ("twenty-one years", Some((21.0, 10))),
            ("one hundred and five men", Some((105.0, 20))),
            ("three hundred thousand", Some((300_000.0, 22))),
            ("twenty-three million", Some((23e6, 20))),
            ("two million three hundred thousand", Some((2.3e6, 34))),
            ("thirty-three billion cubic", Some((33e9, 20))),
            ("half a million people", Some((5e5, 14))),
            ("half million", Some((5e5, 12))),
            ("a hundred", Some((100.0, 9))),
            ("a dozen", Some((12.0, 7))),
            ("two dozen", Some((24.0, 9))),
            ("two and a half miles", Some((2.5, 14))),
            ("two and a half million", Some((2.5e6, 22))),
            ("a million and a half", Some((1.5e6, 20))),
            ("five and six", Some((5.0, 4))),
            ("ten twenty", None),
            ("nineteen eighty-four", None),
            ("half of them", None),
            ("a mix", None),
            ("two thousand and nineteen", Some((2019.0, 25))),
            ("million million million", Some((1e6, 7))),
        ];
        for (text, want) in table {
            assert_eq!(words(text).map(|number| (number.value.to_f64(), number.len)), want, "{text}");
        }
        assert_eq!(words("two million").map(|number| number.value), Some(Decimal { digits: 2, exponent: 6 }));
    }

    #[test]
    fn fractions_in_words() {
        assert_eq!(fraction("two-thirds of"), Some((2, 3, 10)));
        assert_eq!(fraction("a third of"), Some((1, 3, 7)));
        assert_eq!(fraction("nine tenths"), Some((9, 10, 11)));
        assert_eq!(fraction("one halves"), None);
        assert_eq!(fraction("two third"), None);
        assert_eq!(and_a_fraction(" and a half hours"), Some((Decimal { digits: 5, exponent: -1 }, 11)));
    }
}
