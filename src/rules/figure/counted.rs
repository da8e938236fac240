//! The study's own counts: `four districts`, and later `the five districts`.
//!
//! A number of things that the study introduces as its own, and a later `the five districts` that points
//! back to them with another number. What a clause of its own tells apart (`the 46 teachers who answered`)
//! is another set; so is what was introduced with that number anywhere before.

use std::collections::HashMap;

use super::measured::Conflict;
use super::phrase::{begins, ending, ends, holds, holds_phrase, unhedged, words};
use super::told::{Quantity, Told};
use super::value::{is_plain, noun, value};
use crate::model::Relation;

/// How many numbers of one noun are kept in mind.
const KEPT: usize = 12;

/// How many sentences a set is spoken of as `the five districts` without its number being told again.
const REACH: u32 = 60;

/// People whom a study asks.
const ASKED: &[&str] = &["participant", "respondent", "interviewee", "informant"];

/// Words by which a sentence tells what the study itself took up.
const OWN: &[&str] = &[
    "fieldwork", "interviewed", "interviews", "our", "questionnaire", "recruited", "respondents", "sample", "sampled",
    "study", "survey", "surveyed", "visited", "we", "participants", "research", "selected", "observed",
];

/// Words by which fewer are left than there were, or others are meant.
const FEWER: &[&str] = &[
    "after", "dropped", "excluded", "excluding", "except", "final", "incomplete", "left", "missing", "remaining",
    "removed", "returned", "valid", "withdrew", "without", "other", "pilot", "control", "completed", "unlike",
    "experiment", "subset",
];

struct Seen<'l> {
    sentence: u32,
    own: bool,
    quantity: Quantity<'l>,
    text: &'l str,
}

/// The counts read before, by what they count.
#[derive(Default)]
pub struct Counts<'l>(HashMap<String, Vec<Seen<'l>>>);

impl<'l> Counts<'l> {
    /// Reads a sentence; the counts that point back to another number.
    pub fn read(&mut self, told: &Told<'l>) -> Vec<Conflict<'l>> {
        let mut found = Vec::new();
        for at in (0..told.len()).filter(|&at| is_plain(&told.quantities[at])) {
            let quantity = &told.quantities[at];
            let Some(one) = noun(quantity) else { continue };
            if quantity.relation != Relation::Exactly || value(quantity) < 2.0 || is_part(told.before(at)) {
                continue;
            }
            let own = ASKED.contains(&one) || holds(told.words, OWN);
            let seen = Seen { sentence: told.id.0, own, quantity: quantity.clone(), text: told.text(at) };
            let others = self.0.entry(what(seen.text)).or_default();
            if points_back(told, at) {
                found.extend(conflict(others, &seen, one));
            }
            if others.len() == KEPT {
                others.remove(0);
            }
            others.push(seen);
        }
        found
    }
}

/// The set that a count points back to, where it has another number.
fn conflict<'l>(others: &[Seen<'l>], seen: &Seen<'l>, noun: &str) -> Option<Conflict<'l>> {
    let number = value(&seen.quantity);
    let known = others.iter().any(|other| value(&other.quantity) == number);
    // Two sets may have been put together.
    let sum = others
        .iter()
        .enumerate()
        .any(|(at, one)| others[at + 1..].iter().any(|other| value(&one.quantity) + value(&other.quantity) == number));
    let set = others.last().filter(|set| set.own && seen.sentence - set.sentence <= REACH)?;
    (!known && !sum).then(|| Conflict {
        later: (seen.quantity.clone(), seen.text),
        earlier: (set.quantity.clone(), set.text),
        thing: noun.to_owned(),
        own: true,
    })
}

/// What is counted, as written, the number left out.
fn what(text: &str) -> String {
    text.split_once(' ').map_or(text, |(_, rest)| rest).to_lowercase()
}

/// Whether the words before a number make it a part, or one of several.
fn is_part(before: &str) -> bool {
    const PARTS: &[&str] = &[
        "other", "another", "first", "last", "remaining", "next", "further", "additional", "only", "or", "than",
        "least", "to", "per", "every", "each", "between", "and", "same", "additional", "these", "those", "any", "top",
        "best",
    ];
    ends(before, PARTS)
}

/// Whether a count speaks of a known set as a whole: `the five districts`, not `the five districts that`.
fn points_back(told: &Told, at: usize) -> bool {
    const RESTRICTED: &[&str] = &[
        "who", "that", "which", "whose", "whom", "with", "without", "in", "from", "for", "at", "on", "where", "under",
        "selected", "chosen", "surveyed", "interviewed", "included", "excluded", "mentioned", "listed", "described",
        "examined", "analysed", "analyzed", "studied", "considered", "used", "taken", "identified", "tested",
        "located", "living", "working", "participating", "remaining", "born", "aged", "based", "shown", "above",
        "below", "about", "under", "to", "and", "or", "discussed", "presented", "outlined", "named", "(", "already",
        "between", "per", "along", "belonging", "most",
    ];
    const OF_STUDY: &[&str] = &["of the sample", "of this study", "of our sample", "of the study", "of the survey"];
    let before = ending(told.before(at), &["the", "all", "our"]).map(unhedged);
    let after = told.after(at);
    let whole = begins(after, OF_STUDY) || !begins(after, &["of"]);
    before.is_some_and(|before| !ends(before, &["some of", "one of", "another of"]))
        && whole
        && !begins(after, RESTRICTED)
        && !after.starts_with('-')
        && !holds(told.words, FEWER)
        && !holds_phrase(told.words, &["e.g.", "such as"])
        && words(told.text(at)).count() == 2
}
