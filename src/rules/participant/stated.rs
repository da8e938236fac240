//! How many participants a manuscript says it has: "interviews with 10 participants", "ten interviewees".

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::{BlockKind, Document, SentenceId};
use crate::text::Span;
use crate::text::needles::Needles;

/// A stated number of participants.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'d> {
    /// The number.
    pub number: u32,
    /// `10 participants`.
    pub text: &'d str,
    /// Its source bytes.
    pub span: Span,
    /// Whether the sentence speaks of interviews.
    pub interviews: bool,
}

const NOUNS: &[&str] =
    &["participants", "interviewees", "respondents", "informants", "interviews", "interlocutors", "interviewed"];

static NEEDLES: LazyLock<Needles> = LazyLock::new(|| Needles::new(NOUNS.iter().copied()));

const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
];

/// Every stated number, in order of the text. Parts of a whole ("five of whom", "six male
/// participants") and rough numbers ("about ten") are none.
pub fn stated(document: &Document) -> Vec<Stated<'_>> {
    let mut out = Vec::new();
    for id in document.sentence_ids() {
        if matches!(document.kind_of(id), BlockKind::Paragraph | BlockKind::Item) {
            in_sentence(document, id, &mut out);
        }
    }
    out
}

fn in_sentence<'d>(document: &'d Document, id: SentenceId, out: &mut Vec<Stated<'d>>) {
    let words = document.words(id);
    let mut interviews = None;
    for (noun, at) in NEEDLES.find(words) {
        let found = match NOUNS[noun] {
            "interviewed" => after(words, at.clone()),
            "interviews" => before(words, at.clone()).or_else(|| {
                let rest = words[at.end..].strip_prefix(" with ")?;
                let with = words.len() - rest.len();
                after(words, at.start..with - 1)
            }),
            _ => before(words, at.clone()),
        };
        if let Some((number, range)) = found {
            let interviews = *interviews.get_or_insert_with(|| words.to_lowercase().contains("interview"));
            let span = document.span_in(id, range.clone());
            out.push(Stated { number, text: &words[range], span, interviews });
        }
    }
}

/// "10 participants", "ten purposively selected informants": a number before the noun.
fn before(words: &str, noun: Range<usize>) -> Option<(u32, Range<usize>)> {
    let mut end = noun.start;
    for _ in 0..4 {
        let text = words[..end].strip_suffix(' ')?;
        let from = text.rfind([' ', '(']).map_or(0, |at| at + 1);
        let word = &text[from..];
        if let Some(number) = number(word) {
            return is_whole(&words[..from]).then_some((number, from..noun.end));
        }
        let plain = !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c == '-');
        let part = ["of", "in", "and", "to", "from", "the", "with", "male", "female", "other", "or", "per", "years"];
        if !plain || part.contains(&word) {
            return None;
        }
        end = from;
    }
    None
}

/// "interviewed 10 journalists", "interviews with ten experts": a number after.
fn after(words: &str, verb: Range<usize>) -> Option<(u32, Range<usize>)> {
    let rest = words[verb.end..].strip_prefix(' ')?;
    let from = words.len() - rest.len();
    let mut parts = rest.split(' ');
    let number = number(parts.next()?)?;
    let noun = parts.next()?.trim_end_matches(|c: char| !c.is_alphanumeric());
    let person = noun.len() > 3
        && (noun.ends_with('s') || noun.ends_with("men") || noun == "people")
        && noun.chars().all(char::is_lowercase);
    let timed = ["times", "hours", "minutes", "months", "years", "weeks", "days"].contains(&noun);
    let end = noun.as_ptr() as usize - words.as_ptr() as usize + noun.len();
    (person && !timed).then_some((number, from..end))
}

/// Whether the words before a number leave it the number of all.
fn is_whole(before: &str) -> bool {
    let last = before.trim_end().rsplit([' ', '(']).next().unwrap_or("").to_lowercase();
    let rough = [
        "least", "than", "about", "approximately", "around", "over", "nearly", "almost", "to", "whom", "these", "them",
        "which", "other", "another", "additional", "further", "first", "last", "only", "or", "and", "those", "between",
        "remaining", "more", "per", "each", "every", "out",
    ];
    !rough.contains(&last.as_str()) && !last.ends_with(|c: char| c.is_ascii_digit())
}

fn number(word: &str) -> Option<u32> {
    if word.bytes().all(|b| b.is_ascii_digit()) && (1..=4).contains(&word.len()) {
        return word.parse().ok().filter(|number| *number >= 2 && !(1900..2100).contains(number));
    }
    let small = word.to_ascii_lowercase();
    let place = NUMBERS.iter().position(|name| *name == small)?;
    u32::try_from(place + 2).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_participants() {
        let table: &[(&str, Option<(u32, &str)>)] = &[
            ("We held interviews with 10 participants in May.", Some((10, "10 participants"))),
            ("Ten purposively selected informants took part.", Some((10, "Ten purposively selected informants"))),
            ("In total, 12 semi-structured interviews were held.", Some((12, "12 semi-structured interviews"))),
            ("She interviewed 14 journalists.", Some((14, "14 journalists"))),
            ("Interviews with nine teachers followed.", Some((9, "nine teachers"))),
            ("About ten participants left.", None),
            ("Ten of the participants left.", None),
            ("He was interviewed three times.", None),
            ("In 2014 participants came.", None),
            ("Six female participants agreed.", None),
        ];
        for (text, want) in table {
            let found = NEEDLES.find(text).find_map(|(noun, at)| match NOUNS[noun] {
                "interviewed" => after(text, at),
                "interviews" => before(text, at.clone()).or_else(|| after(text, at.start..at.end + " with".len())),
                _ => before(text, at),
            });
            assert_eq!(found.map(|(number, at)| (number, &text[at])), *want, "{text}");
        }
    }
}
