//! Two years that belong together: `2014–2021`, `from 1996 to 2001`, `born 1940, died 1990`.
//!
//! They are no figures. What joins them is kept, so that a rule can tell whether they stand in order.

use super::bound::ends_with_words;
use super::line::{Line, last_word};
use crate::grammar::number;
use crate::model::Joint;

/// A pair of years by its places in the prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) first: (usize, i32),
    pub(super) last: (usize, i32),
    pub(super) joint: Joint,
}

/// The year that stands at a place: four digits, with nothing glued to them.
pub(super) fn year(line: &Line<'_>, at: usize) -> Option<i32> {
    let after = line.after(at);
    let glued =
        line.before(at).chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '#' | '_'));
    if glued || number::run(after.as_bytes()) != 4 {
        return None;
    }
    let year = after[..4].parse().ok().filter(|year| (1000..=2100).contains(year))?;
    let mut next = after[4..].chars();
    match next.next() {
        Some(c) if c.is_alphanumeric() || c == '%' || c == '/' => None,
        Some('.' | ',') if next.next().is_some_and(|c| c.is_ascii_digit()) => None,
        _ => Some(year),
    }
}

/// The pair that a year opens, and where it ends.
pub(super) fn opened(line: &Line<'_>, at: usize, first: i32) -> Option<(Pair, usize)> {
    let after = &line.after(at)[4..];
    let dash = after.trim_start();
    let blanks = after.len() - dash.len();
    let (joint, len) = if let Some(mark) = dash.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '−')) {
        let rest = &dash[mark.len_utf8()..];
        (Joint::Dash, blanks + mark.len_utf8() + (rest.len() - rest.trim_start().len()))
    } else if let Some(len) =
        [" to ", " until ", " till "].iter().find(|word| after.starts_with(**word)).map(|word| word.len())
    {
        (Joint::Words, len)
    } else if after.starts_with(" and ") && ends_with_words(line.before(at).trim_end(), "between") {
        (Joint::Words, 5)
    } else if blanks == 1 {
        (Joint::Blank, 1)
    } else {
        return None;
    };
    let place = at + 4 + len;
    let last = year(line, place).or_else(|| (joint == Joint::Dash).then(|| shortened(line, place, first)).flatten())?;
    let digits = number::run(line.after(place).as_bytes());
    let end = place + digits;
    (digits == 4 || joint == Joint::Dash).then_some(())?;
    // `2014-06-19` is a date, `555-2014-2021` a number of something.
    let joined = line.after(end).strip_prefix(['-', '–', '/']);
    let goes_on = joined.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (!goes_on).then_some((Pair { first: (at, first), last: (place, last), joint }, end))
}

/// The end of a period without its century: 21 of `2014–21`.
fn shortened(line: &Line<'_>, at: usize, first: i32) -> Option<i32> {
    let after = line.after(at);
    let digits = number::run(after.as_bytes());
    if digits != 2 || after[2..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '%')) {
        return None;
    }
    let end: i32 = after[..2].parse().ok()?;
    let last = first / 100 * 100 + end;
    // `1999-03` is a month, `1999–03` a period over the turn of the century; neither can be out of order.
    (last > first).then_some(last)
}

/// What a year tells of something: that it began, or that it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Birth,
    Death,
    Founding,
    Closing,
}

impl Event {
    /// Whether this ends what the other began.
    pub(super) fn ends(self, other: Self) -> bool {
        matches!((other, self), (Self::Birth, Self::Death) | (Self::Founding, Self::Closing))
    }
}

/// The event whose year stands at a place, and where its verb begins.
pub(super) fn event(line: &Line<'_>, at: usize) -> Option<(Event, usize)> {
    let before = line.before(at).trim_end();
    let (front, last) = last_word(before);
    let (front, word) = if last.eq_ignore_ascii_case("in") { last_word(front) } else { (front, last) };
    let event = match word.to_lowercase().as_str() {
        "born" | "b." => Event::Birth,
        "died" | "d." => Event::Death,
        "founded" | "established" | "created" | "launched" => Event::Founding,
        "dissolved" | "abolished" | "disbanded" | "banned" | "closed" | "discontinued" => Event::Closing,
        _ => return None,
    };
    Some((event, at - (line.before(at).len() - front.trim_end().len())))
}

/// Whether nothing but a joint stands between the year of one event and the verb of the next: the two are of one thing.
pub(super) fn of_one_thing(between: &str) -> bool {
    between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| matches!(word, "and" | "but" | "was" | "he" | "she" | "it" | "who" | "then" | "which"))
}
