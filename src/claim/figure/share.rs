//! Shares in words: `two-thirds`, `a third of`, `half of the`.

use super::bound;
use super::line::Line;
use super::reading::Reading;
use crate::grammar::{numeral, unit};
use crate::model::Decimal;

/// `two-thirds`, `a third of`, `half of the`: a share in words.
pub(super) fn share(line: &Line<'_>, start: usize, at: usize, out: &mut Vec<Reading>) -> Option<usize> {
    let text = line.after(start);
    let before = line.before(start).trim_end();
    let (above, below, len) = match numeral::fraction(text) {
        Some(found) => found,
        None if start == at && bound::starts_with_words(text, "half") => (1, 2, 4),
        None => return None,
    };
    let end = start + len;
    let behind = line.after(end);
    let of = bound::starts_with_words(behind, " of");
    let ordinal = [
        "first", "second", "latter", "other", "former", "last", "top", "bottom", "upper", "lower", "the", "this",
        "that", "each", "every", "and",
    ]
    .iter()
    .any(|word| bound::ends_with_words(before, word));
    // `a third person` counts, `a quarter of a century` is a time, `two-thirds` needs no more words.
    let one_thing = bound::starts_with_words(behind, " of a") || bound::starts_with_words(behind, " of an");
    // `that is, one third.`
    let closes = behind.is_empty() || behind.starts_with(['.', ')', ';']) || behind.starts_with(" (");
    let article = bound::starts_with_words(text, "a") && below != 4;
    let plain =
        of && !one_thing || closes && below > 2 && !article || above > 1 && !bound::starts_with_words(behind, " and");
    let measured = unit::read(behind).is_some_and(|read| !read.symbol);
    if !plain || ordinal && above == 1 || measured {
        return None;
    }
    // A share in words is no finer than a percent, a half no finer than ten of them.
    let value = match below {
        2 => Decimal { digits: 5, exponent: 1 },
        _ => Decimal { digits: (above * 200 + below) / (2 * below), exponent: 0 },
    };
    let unit = Some(unit::percent());
    let relation = bound::before(line.before(start), unit.as_ref());
    out.push(Reading { start, end, value, upper: None, unit, per: None, relation });
    Some(end)
}
