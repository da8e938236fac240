//! What a figure is said of: `the 2,640-kilometre line`, `the line is 2,670 km long`, `a subsidy of 1.2 million`.
//!
//! In: a sentence with its figures. Out: for each figure whose bearer the words name, that bearer: its head noun,
//! the names that go with it, and whether it is spoken of as a known thing.

use std::ops::Range;

use super::phrase::{begins, ending, ends, holds, unhedged, words};
use super::told::Told;
use super::value::{is_money, is_share, noun};

/// What bears a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The head noun, in small letters, in the singular.
    pub noun: String,
    /// Names beside it: `durand`.
    pub names: Vec<String>,
    /// Whether it is a known thing: `the`, `this`, `its`.
    pub known: bool,
    /// In which respect it is measured: `long`, `cost`; empty where only the unit tells.
    pub respect: &'static str,
    /// Whether its measure may be what tells it from others of its noun: `the 30-km race`.
    pub told_by_measure: bool,
}

/// The bearer of a measure or an amount of money.
pub fn bearer(told: &Told, at: usize) -> Option<Bearer> {
    let quantity = &told.quantities[at];
    if is_share(quantity) || noun(quantity).is_some() || quantity.unit.is_none() {
        return None;
    }
    subject(told, at).or_else(|| bore(told, at)).or_else(|| attribute(told, at))
}

/// Verbs by which a thing has its measure, and the respect they tell.
const VERBS: &[(&str, &str)] = &[
    ("is", ""),
    ("was", ""),
    ("measures", ""),
    ("measured", ""),
    ("stretches", "long"),
    ("stretched", "long"),
    ("runs", "long"),
    ("spans", "long"),
    ("extends", "long"),
    ("covers", ""),
    ("covered", ""),
    ("cost", "cost"),
    ("costs", "cost"),
    ("weighs", ""),
    ("weighed", ""),
    ("totals", ""),
    ("totalled", ""),
    ("will cost", "cost"),
    ("would cost", "cost"),
    ("is estimated to cost", "cost"),
    ("is expected to cost", "cost"),
    ("was expected to cost", "cost"),
    ("stretches for", "long"),
    ("stretches over", "long"),
    ("runs for", "long"),
    ("extends for", "long"),
    ("extends over", "long"),
    ("has a length of", "long"),
    ("has a height of", "high"),
    ("had a length of", "long"),
    ("is estimated at", ""),
    ("was estimated at", ""),
    ("stands at", ""),
    ("stood at", ""),
    ("amounts to", ""),
    ("amounted to", ""),
];

/// Words behind a measure that tell its respect.
const RESPECTS: &[(&str, &str)] = &[
    ("long", "long"),
    ("in length", "long"),
    ("high", "high"),
    ("tall", "high"),
    ("in height", "high"),
    ("wide", "wide"),
    ("in width", "wide"),
    ("deep", "deep"),
    ("in depth", "deep"),
    ("thick", "thick"),
    ("away", "away"),
    ("from", "away"),
    ("old", "old"),
    ("above", "above"),
    ("below", "below"),
    ("north", "away"),
    ("south", "away"),
    ("east", "away"),
    ("west", "away"),
    ("apart", "away"),
    ("in diameter", "diameter"),
    ("of", "of"),
    ("in area", "area"),
    ("off", "away"),
    ("longer", "more"),
    ("higher", "more"),
    ("more", "more"),
    ("shorter", "more"),
    ("less", "more"),
    ("later", "more"),
];

fn respect(after: &str) -> &'static str {
    RESPECTS.iter().find(|(words, _)| begins(after, &[words])).map_or("", |(_, respect)| respect)
}

/// `the line is 2,670 km long`: the subject of a verb right before the figure.
fn subject(told: &Told, at: usize) -> Option<Bearer> {
    let lead = unhedged(told.before(at));
    // The longest verb first: `is estimated to cost` before `cost`.
    let mut verbs: Vec<&(&str, &str)> = VERBS.iter().filter(|(verb, _)| ends(lead, &[verb])).collect();
    verbs.sort_by_key(|(verb, _)| std::cmp::Reverse(verb.len()));
    let (verb, by_verb) = verbs.first()?;
    let clause = ending(lead, &[verb])?;
    let clause = clause.rsplit([',', ';', ':', '(', '—']).next()?;
    let phrase = clause.trim();
    let behind = respect(told.after(at));
    let respect = if by_verb.is_empty() { behind } else { by_verb };
    (!matches!(respect, "more" | "away" | "of" | "above" | "below" | "old")).then_some(())?;
    named(phrase, phrase.len() < clause.len() || at == 0, respect)
}

/// `a subsidy of 1.2 million rupees`: a noun right before `of` and the figure.
fn bore(told: &Told, at: usize) -> Option<Bearer> {
    const DETERMINERS: &[&str] = &["a", "an", "the", "this", "that", "its", "their"];
    let before = ending(unhedged(told.before(at)), &["of"])?;
    let mut last = words(before).rev();
    let head = last.next().filter(|word| word.len() > 3 && word.chars().all(|c| c.is_lowercase() || c == '-'))?;
    let mut names = Vec::new();
    for word in last.take(3) {
        let small = word.to_lowercase();
        if DETERMINERS.contains(&small.as_str()) {
            let known = !matches!(small.as_str(), "a" | "an");
            // `a total of`, `a distance of`: the noun measures and is not what is measured.
            let vague = [
                "total", "distance", "length", "height", "depth", "width", "area", "value", "amount", "range",
                "number", "rate", "speed", "increase", "rise", "cost", "price", "maximum", "minimum", "average",
                "mean", "loss", "period", "radius", "diameter", "thickness", "dose", "sum", "order", "level",
                "temperature", "size", "volume", "resolution", "difference", "part", "share", "profit", "gain",
                "interval", "duration", "mass", "weight", "concentration",
            ];
            // `this subsidy of 1.8 million` points at one; `the sample of 5 g` tells which.
            let told_by_measure = small == "the" && !is_money(&told.quantities[at]);
            let noun = head.to_owned();
            return (!vague.contains(&head)).then_some(Bearer { noun, names, known, respect: "of", told_by_measure });
        }
        names.push(small);
    }
    None
}

/// `the 2,640-kilometre line`: the noun right behind the figure.
fn attribute(told: &Told, at: usize) -> Option<Bearer> {
    let lead = told.before(at);
    let known = ends(lead, &["the", "this", "that", "its", "their", "our"]);
    // `2,640-kilometre`, `$40 million`: a figure that stands before its noun has no plural.
    let text = told.text(at);
    let before_noun = text.contains('-') || is_money(&told.quantities[at]) && known;
    let after = told.after(at);
    if !before_noun || !after.starts_with(' ') {
        return None;
    }
    let mut phrase: Range<usize> = 0..0;
    for (number, word) in words(after).take(5).enumerate() {
        let start = word.as_ptr() as usize - after.as_ptr() as usize;
        let gap = &after[phrase.end..start];
        if number > 0 && gap != " " || STOPS.contains(&word.to_lowercase().as_str()) {
            break;
        }
        phrase.end = start + word.len();
    }
    let bearer = named_as(&after[phrase], known, respect(after), known)?;
    Some(Bearer { told_by_measure: bearer.names.is_empty() && !ends(lead, &["this", "its", "their"]), ..bearer })
}

/// Words that end the words of a noun.
const STOPS: &[&str] = &[
    "in", "of", "to", "and", "or", "for", "from", "with", "by", "on", "at", "is", "was", "has", "had", "that", "which",
    "who", "as", "along", "between", "across", "through", "would", "will", "are", "were", "have", "since", "into",
    "over", "than", "per", "long", "wide", "high", "deep", "tall", "thick", "each", "a", "the", "under", "into",
    "runs", "stretches", "would",
];

/// The bearer that a noun phrase at a clause's beginning names: `The Durand Line`.
fn named(phrase: &str, opens: bool, respect: &'static str) -> Option<Bearer> {
    const DETERMINERS: [&str; 5] = ["the", "this", "that", "its", "their"];
    let mut all = words(phrase);
    let first = all.next()?;
    let known = DETERMINERS.iter().any(|one| one.eq_ignore_ascii_case(first));
    let name = first.starts_with(char::is_uppercase) && !known;
    if !opens || !(known || name) || words(phrase).take(6).count() > 5 || holds(phrase, STOPS_IN_SUBJECT) {
        return None;
    }
    let rest = if known { phrase[phrase.find(first)? + first.len()..].trim() } else { phrase };
    named_as(rest, known, respect, true)
}

/// Words by which a phrase is more than a noun with its names.
const STOPS_IN_SUBJECT: &[&str] = &[
    "of", "in", "and", "or", "to", "for", "from", "between", "at", "on", "first", "last", "second", "third", "other",
    "next", "average", "mean", "total", "new", "old", "longest", "shortest", "another", "remaining", "distance",
    "difference", "length", "height", "depth", "width", "maximum", "minimum", "when", "while", "if", "because", "it",
    "which",
];

/// A bearer by the words of its noun: the last is the head, those with a capital are names.
fn named_as(phrase: &str, known: bool, respect: &'static str, firm: bool) -> Option<Bearer> {
    let head = words(phrase).next_back().filter(|word| word.len() > 2 && word.chars().all(char::is_alphabetic))?;
    let names: Vec<String> = words(phrase)
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(str::to_lowercase)
        .filter(|word| *word != head.to_lowercase())
        .collect();
    firm.then(|| Bearer { noun: singular(head), names, known, respect, told_by_measure: false })
}

fn singular(noun: &str) -> String {
    let small = noun.to_lowercase();
    match small.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && stem.len() > 2 => stem.to_owned(),
        _ => small,
    }
}
