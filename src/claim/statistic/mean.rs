//! Reads means and shares of answers that are whole numbers.
//!
//! In: a document. Out: each mean whose sentence says that answers are whole numbers and how many there were
//! (`ratings on the 7-point scale (n = 28, M = 3.51)`), and each share of a number of persons or things
//! (`of the 23 respondents, 43 %`). It refuses to guess: where several numbers may be meant, none is read;
//! where answers may be averages themselves, the mean is unchecked.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

use super::{grim, number, statistic};
use crate::model::{BlockKind, Document, Mean, Outcome, Printed, SentenceId, Statistic, Verdict};
use crate::text::needles::Needles;

/// What says that answers are whole numbers, one a person.
const WHOLE: &[&str] =
    &["whole number", "whole numbers", "whole-number", "integer", "integers", "mean number of", "average number of"];
/// What says that they are taken from a scale of whole numbers.
const SCALE: &[&str] =
    &["point scale", "point scales", "point Likert", "point likert", "point rating", "point response", "likert"];
/// What says that each person gave one answer.
const SINGLE: &[&str] = &[
    "rating", "ratings", "rated", "single item", "single-item", "one item", "question", "statement", "answers",
    "responses", "responded",
];
/// What says, or may say, that answers are no whole numbers by themselves.
const DOUBT: &[&str] = &[
    "composite", "subscale", "subscales", "items", "index", "factor", "averaged across", "averaging", "total score",
    "sum score", "weighted", "weights", "weighting", "median", "standardized", "standardised", "adjusted", "marginal",
    "imputed", "imputation", "slider", "visual analogue", "visual analog", "half-point", "continuous", "difference",
    "change", "inventory", "questionnaire", "geometric", "least squares", "least-squares", "z-score", "z-scores",
];
/// Percentages, beside their sign.
const SHARE: &[&str] = &["percent", "per cent"];

/// Persons and things that are counted one by one.
const COUNTED: &[&str] = &[
    "participants", "respondents", "students", "patients", "people", "persons", "women", "men", "children", "teachers",
    "interviewees", "adults", "subjects", "users", "adolescents", "volunteers", "raters", "pupils", "girls", "boys",
    "employees", "workers", "nurses", "physicians", "doctors", "mothers", "fathers", "parents", "families", "schools",
    "studies", "articles", "papers", "trials", "infants", "boys", "clinicians", "managers", "experts", "members",
];
/// Words that make a percentage a rough one.
const ROUGH: &[&str] = &[
    "about", "approximately", "around", "nearly", "almost", "over", "than", "least", "most", "roughly", "some",
    "under", "to", "and", "or", "up", "c.", "ca.", "circa",
];
/// How far from a percentage its whole may stand, in bytes.
const REACH: usize = 120;

static NEEDLES: LazyLock<Needles> = LazyLock::new(|| Needles::opening([WHOLE, SCALE, SHARE].concat()));

/// Appends the means and shares of a document.
pub fn find(document: &Document, out: &mut Vec<Statistic>) {
    let mut last = None;
    // Where a manuscript has scales of several items, a rating may be the average of them.
    let prose = document.prose.text();
    let averaged = LazyCell::new(|| ["Cronbach", "-item ", " items"].iter().any(|word| prose.contains(word)));
    let apart = |id| matches!(document.kind_of(id), BlockKind::Reference | BlockKind::Table | BlockKind::Heading);
    for sign in memchr::memchr_iter(b'%', prose.as_bytes()) {
        if let Some(id) = document.sentence_at(sign as u32).filter(|&id| !apart(id)) {
            let at = document.sentence(id).at;
            out.extend((sign < at.end as usize).then(|| share(document, id, sign - at.start as usize)).flatten());
        }
    }
    for (id, phrase, at) in document.find(&NEEDLES) {
        if apart(id) {
            continue;
        }
        if phrase >= WHOLE.len() + SCALE.len() {
            out.extend(share(document, id, at.start));
        } else if last != Some(id) {
            last = Some(id);
            out.extend(mean(document, id, *averaged));
        }
    }
}

/// The one mean of a sentence that says its answers are whole numbers; `averaged`: whether an answer may be an
/// average.
fn mean(document: &Document, id: SentenceId, averaged: bool) -> Option<Statistic> {
    let text = document.words(id);
    let (at, value) = the_one(means(text))?;
    let (answered, n) = count_of_answers(text, at.start)?;
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| has_word(&lower, word));
    let items = items(&lower);
    let doubt = DOUBT.iter().any(|word| has_word(&lower, word) && !(*word == "items" && items.is_some()));
    let firm = says(WHOLE) || says(SCALE) && (items.is_some() || says(SINGLE) && !averaged);
    let sd = deviation(&text[at.end..]);
    let end = at.end + sd.as_ref().map_or(0, |(_, length)| *length);
    let mean = Mean {
        share: false,
        value,
        sd: sd.map(|(sd, _)| sd),
        n,
        answered: document.span_in(id, answered),
        items: items.unwrap_or(1),
        flaw: None,
    };
    Some(judged(document, id, at.start..end, mean, firm && !doubt))
}

fn judged(document: &Document, id: SentenceId, at: Range<usize>, mut mean: Mean, firm: bool) -> Statistic {
    let (n, items) = (u64::from(mean.n), u64::from(mean.items));
    let verdict = if !firm || grim::is_untestable(&mean.value, n * items, mean.share) {
        Verdict::Unchecked
    } else {
        mean.flaw = grim::flaw(&mean.value, mean.sd.as_ref(), n, items, mean.share);
        if mean.flaw.is_some() { Verdict::Inconsistent } else { Verdict::Consistent }
    };
    statistic(document, document.sentence(id).at.inner(at), id, Outcome::Mean(mean), verdict)
}

fn the_one<T>(found: Vec<T>) -> Option<T> {
    let mut found = found.into_iter();
    found.next().filter(|_| found.next().is_none())
}

/// The means of a sentence: where each stands, and its number.
fn means(text: &str) -> Vec<(Range<usize>, Printed)> {
    let mut out = Vec::new();
    let mut words = words(text).peekable();
    while let Some((start, word)) = words.next() {
        let letter = matches!(word, "M" | "Mean" | "mean" | "Ms");
        if !letter && !matches!(word, "average" | "Average" | "averaged") {
            continue;
        }
        // "M = 3.51", "mean rating of 3.51", "mean rating was 3.51".
        let mut end = start + word.len();
        let mut number = None;
        for _ in 0..5 {
            let rest = text[end..].trim_start_matches([' ', '=', ':', '\n', '\u{a0}']);
            let gap = text.len() - rest.len() - end;
            if let Ok((_, read)) = number::number(rest) {
                let length = read.printed.text.len();
                number = Some((end + gap + length, read.printed));
                break;
            }
            let Some((at, next)) = words.peek().copied() else { break };
            if at > end + 3
                || matches!(next, "age" | "time" | "duration" | "income" | "weight" | "height" | "difference")
            {
                break;
            }
            words.next();
            end = at + next.len();
        }
        if let Some((end, printed)) = number
            && printed.decimals > 0
            && !text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '%')
        {
            out.push((start..end, printed));
        }
    }
    out
}

/// `, SD = 1.02`, `(SD = 1.02)` right behind a mean, and how long that is.
fn deviation(after: &str) -> Option<(Printed, usize)> {
    let rest = after.trim_start_matches([' ', ',', ';', '(', '[']).strip_prefix("SD")?;
    let rest = rest.trim_start_matches([' ', '=', ':']);
    let (rest, read) = number::number(rest).ok()?;
    Some((read.printed, after.len() - rest.len()))
}

/// How many answered: the number in the mean's own bracket, else the only one of the sentence.
fn count_of_answers(text: &str, mean: usize) -> Option<(Range<usize>, u32)> {
    let mut counts = counts(text);
    if let Some(open) = text[..mean].rfind('(').filter(|open| !text[*open..mean].contains(')')) {
        let close = text[mean..].find(')').map_or(text.len(), |close| mean + close);
        let mut own: Vec<_> = counts.iter().filter(|(at, _)| (open..close).contains(&at.start)).cloned().collect();
        own.dedup_by_key(|(_, n)| *n);
        if let [own] = &own[..] {
            return Some(own.clone());
        }
    }
    counts.dedup_by_key(|(_, n)| *n);
    the_one(counts)
}

/// Numbers of persons: `n = 28`, `28 respondents`.
fn counts(text: &str) -> Vec<(Range<usize>, u32)> {
    let mut out = Vec::new();
    let mut words = words(text).peekable();
    while let Some((at, word)) = words.next() {
        let after = text[at + word.len()..].trim_start();
        if let ("n" | "N", Some(number)) = (word, after.strip_prefix('=')) {
            let number = number.trim_start();
            out.extend(whole(number).map(|(n, length)| (at..text.len() - number.len() + length, n)));
        } else if let Some((n, length)) = whole(word).filter(|_| !text[..at].ends_with(['.', '-', '–', '=', ','])) {
            out.extend(words.peek().filter(|(_, noun)| COUNTED.contains(noun)).map(|_| (at..at + length, n)));
        }
    }
    out
}

/// A whole number that a text begins with, and its length.
fn whole(text: &str) -> Option<(u32, usize)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let after = &text[end..];
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric())
        || after.starts_with(['.', ',']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    if goes_on || !(1..=9).contains(&end) {
        return None;
    }
    Some((text[..end].parse().ok()?, end))
}

/// How many items a scale has: `4-item scale`.
fn items(lower: &str) -> Option<u32> {
    let at = lower.find("-item")?;
    let word = lower[..at].rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let named = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match named.iter().position(|name| *name == word) {
        Some(index) => Some(index as u32 + 1),
        None if word == "single" => Some(1),
        None => whole(word).map(|(items, _)| items).filter(|items| (1..=200).contains(items)),
    }
}

/// A percentage of a number of persons or things that stands beside it.
fn share(document: &Document, id: SentenceId, sign: usize) -> Option<Statistic> {
    let text = document.words(id);
    let before = text[..sign].trim_end();
    let start = before
        .rfind(|c: char| !c.is_ascii_digit() && c != '.')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let (rest, read) = number::number(&text[start..]).ok()?;
    let value = read.printed;
    let ahead = &text[..start];
    if text.len() - rest.len() != before.len()
        || value.value > 100.0
        || ahead.ends_with(['–', '-', '−', '±', ',', '/', '<', '>', '=', '~', '≈', '('])
    {
        return None;
    }
    let word = ahead.split_whitespace().next_back().unwrap_or("").trim_start_matches(['(', '[']);
    if ROUGH.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let after = ["%", "percent", "per cent"].iter().find_map(|sign| rest.trim_start().strip_prefix(*sign))?;
    let end = text.len() - after.len();
    let (answered, n) = whole_before(ahead).or_else(|| {
        let (at, n) = whole_after(after)?;
        Some((end + at.start..end + at.end, n))
    })?;
    let answered = document.span_in(id, answered);
    let mean = Mean { share: true, value, sd: None, n, answered, items: 1, flaw: None };
    let near = &text[text.floor_char_boundary(start.saturating_sub(REACH))..text.floor_char_boundary(end + REACH)];
    let weighted = ["weighted", "weights", "weighting", "imputed"].iter().any(|word| has_word(near, word));
    Some(judged(document, id, start..end, mean, !weighted))
}

/// `Of the 23 eligible respondents, 43 %`: the whole before a percentage, nothing counted between.
fn whole_before(ahead: &str) -> Option<(Range<usize>, u32)> {
    let from = ahead.floor_char_boundary(ahead.len().saturating_sub(REACH));
    let near = &ahead[from..];
    let at = near.rfind("Of ").or_else(|| near.rfind("of "))? + 3;
    let (whole, n) = counted(&near[at..])?;
    let after = &near[at + whole.end..];
    let passed = after.contains(|c: char| c.is_ascii_digit() || matches!(c, ';' | ':' | '(' | '%'));
    (after.split_whitespace().count() <= 4 && !passed).then_some((from + at + whole.start..from + at + whole.end, n))
}

/// `43 % of the 23 respondents`.
fn whole_after(after: &str) -> Option<(Range<usize>, u32)> {
    let rest = after.strip_prefix(" of ")?;
    let (whole, n) = counted(&rest[..rest.floor_char_boundary(REACH)])?;
    Some((whole.start + 4..whole.end + 4, n))
}

/// A number with what is counted, `the 23 eligible respondents`.
fn counted(text: &str) -> Option<(Range<usize>, u32)> {
    let articles = ["the ", "our ", "all ", "these ", "those "];
    let rest = articles.iter().fold(text, |text, word| text.strip_prefix(word).unwrap_or(text));
    let (n, _) = whole(rest)?;
    let (at, noun) = words(rest).skip(1).take(3).find(|(_, word)| COUNTED.contains(word))?;
    let (start, end) = (text.len() - rest.len(), at + noun.len());
    // "41 % of the 23 teachers' time" is no share of teachers.
    (!rest[end..].starts_with(['\'', '’'])).then_some((start..start + end, n))
}

/// The words and numbers of a text, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].find(|c: char| c.is_alphanumeric())?;
        let start = at;
        at += text[at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - at);
        Some((start, &text[start..at]))
    })
}

/// Whether a text has a phrase between other words.
fn has_word(text: &str, phrase: &str) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(phrase)
        .any(|(at, _)| outside(text[..at].chars().next_back()) && outside(text[at + phrase.len()..].chars().next()))
}
