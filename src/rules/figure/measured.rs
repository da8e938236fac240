//! One thing with two measures: the bearers of measures and money, held against those read before.

use std::collections::HashMap;

use super::described::{Bearer, bearer};
use super::phrase::{holds, years};
use super::told::{Quantity, Told};
use super::value::{bounds, is_plain, is_same_kind};

/// How many sentences a thing without a name is remembered.
const REACH: u32 = 10;

/// How many measures of things of one noun are kept in mind.
const KEPT: usize = 8;

/// Words by which a thing may have had two values in turn, or by which another thing is meant.
const CHANGES: &[&str] = &[
    "raised", "increased", "reduced", "extended", "revised", "originally", "initially", "grew", "rose", "fell",
    "widened", "lowered", "cut", "doubled", "tripled", "halved", "former", "earlier", "another", "second", "third",
    "each", "instead", "whereas", "while", "corrected", "rather", "updated", "previous", "previously", "first", "if",
    "claimed", "disputed", "planned", "not", "either", "both", "annual", "became", "expanded", "shortened",
    "lengthened",
];

/// A figure of a thing that has another value elsewhere.
pub struct Conflict<'l> {
    /// The later figure, and its words.
    pub later: (Quantity<'l>, &'l str),
    /// The earlier one.
    pub earlier: (Quantity<'l>, &'l str),
    /// What both are said of.
    pub thing: String,
    /// Whether the study's own counts disagree.
    pub own: bool,
}

struct Seen<'l> {
    sentence: u32,
    words: &'l str,
    bearer: Bearer,
    quantity: Quantity<'l>,
    text: &'l str,
}

/// The measures read before, by the noun of what they are said of.
#[derive(Default)]
pub struct Measures<'l>(HashMap<String, Vec<Seen<'l>>>);

impl<'l> Measures<'l> {
    /// Reads a sentence; what it gives another value than it had before.
    pub fn read(&mut self, told: &Told<'l>) -> Vec<Conflict<'l>> {
        let mut found = Vec::new();
        for at in (0..told.len()).filter(|&at| is_plain(&told.quantities[at])) {
            let Some(bearer) = bearer(told, at) else { continue };
            let seen = Seen {
                sentence: told.id.0,
                words: told.words,
                quantity: told.quantities[at].clone(),
                text: told.text(at),
                bearer,
            };
            let others = self.0.entry(seen.bearer.noun.clone()).or_default();
            let same: Vec<&Seen> = others.iter().filter(|other| is_same(other, &seen)).collect();
            let agrees = same.iter().any(|other| agree(other, &seen));
            if let Some(other) = same.last().filter(|_| !agrees && seen.bearer.known) {
                found.push(Conflict {
                    later: (seen.quantity.clone(), seen.text),
                    earlier: (other.quantity.clone(), other.text),
                    thing: thing(&seen.bearer),
                    own: false,
                });
            }
            if others.len() == KEPT {
                others.remove(0);
            }
            others.push(seen);
        }
        found
    }
}

/// The thing as a message names it.
fn thing(bearer: &Bearer) -> String {
    let mut names = bearer.names.iter().map(|name| {
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    match names.next() {
        Some(name) => format!("{name} {}", bearer.noun),
        None => bearer.noun.clone(),
    }
}

/// Whether two figures are said of one thing, in one respect, at one time.
fn is_same(one: &Seen, other: &Seen) -> bool {
    let per = |seen: &Seen| seen.quantity.per.map(|unit| unit.name.clone());
    let near = other.sentence - one.sentence <= REACH || !other.bearer.names.is_empty();
    let (a, b) = (one.bearer.respect, other.bearer.respect);
    let respect = a == b || (a.is_empty() || b.is_empty()) && a != "of" && b != "of";
    let dated = |seen: &Seen| years(seen.words).map(str::to_owned).collect::<Vec<_>>();
    let (first, last) = (dated(one), dated(other));
    near && respect
        && !(one.bearer.told_by_measure && other.bearer.told_by_measure)
        && one.bearer.names == other.bearer.names
        && is_same_kind(&one.quantity, &other.quantity)
        && per(one) == per(other)
        && (first.is_empty() || last.is_empty() || first == last)
        && !holds(one.words, CHANGES)
        && !holds(other.words, CHANGES)
}

/// Whether two figures can mean one value; other units may have been converted to the printed place only.
fn agree(one: &Seen, other: &Seen) -> bool {
    let unit = |seen: &Seen| seen.quantity.unit.map(|unit| unit.name.clone());
    let (a, b) = (bounds(&one.quantity), bounds(&other.quantity));
    let converted = if unit(one) == unit(other) { 0.0 } else { 0.01 * a.high.abs().max(b.high.abs()) };
    a.widened(converted).meets(b)
}
