//! Shares of a whole that are too large: one above 100 %, or several that exclude each other and pass it.

use super::classes;
use super::phrase::{begins, ends, holds, holds_phrase, unhedged, words};
use super::told::{Quantity, Told};
use super::value::{is_plain, is_share, value};
use crate::model::Relation;

/// Shares that cannot be.
pub enum Impossible {
    /// One above 100 % of a whole that nothing can exceed.
    Above(usize),
    /// Members that exclude each other and add up to so much.
    Sum(Vec<usize>, f64),
}

/// What is impossible among the shares of a sentence.
pub fn impossible(told: &Told) -> Vec<Impossible> {
    let shares: Vec<usize> = (0..told.len()).filter(|&at| is_percent(&told.quantities[at])).collect();
    let above = shares.iter().copied().filter(|&at| is_above(told, at)).map(Impossible::Above);
    above.chain(sum(told, &shares)).collect()
}

fn is_percent(figure: &Quantity) -> bool {
    is_share(figure) && figure.unit.is_some_and(|unit| unit.name == "%")
}

/// People and things that are counted one by one: no more than all of them can do anything.
const COUNTED: &[&str] = &[
    "adults", "boys", "cases", "children", "citizens", "employees", "eligible", "electorate", "families", "farmers",
    "girls", "households", "inhabitants", "interviewees", "mothers", "members", "men", "patients", "people",
    "population", "pupils", "registered", "residents", "respondents", "sample", "samples", "schools", "students",
    "teachers", "users", "villages", "voters", "votes", "women", "workers", "youth", "participants", "refugees",
    "electors", "seats", "answers", "ballots",
];

/// Quantities that are shares of a whole by their name.
const WHOLES: &[&str] =
    &["turnout", "literacy", "unemployment", "prevalence", "approval", "illiteracy", "majority", "accuracy"];

/// Words by which a share may well pass 100 %: a change, a comparison, a ratio, a rate that counts twice.
const MAY_PASS: &[&str] = &[
    "above", "as", "average", "baseline", "bigger", "capacity", "climb", "climbed", "compared", "cost", "costs",
    "cover", "coverage", "debt", "exceed", "exceeded", "exceeds", "expand", "expanded", "faster", "gdp", "gross",
    "grew", "grow", "grown", "growth", "gain", "gains", "greater", "higher", "income", "increase", "increased",
    "increases", "index", "inflation", "jump", "jumped", "larger", "level", "levels", "longer", "mark", "markup",
    "more", "of normal", "original", "over", "overcrowded", "penetration", "per", "price", "prices", "profit", "quota",
    "raise", "raised", "rate", "rates", "ratio", "relative", "return", "rise", "risen", "rose", "size",
    "subscriptions", "subscription", "sum", "surge", "surged", "target", "than", "times", "value", "values", "weight",
    "wage", "wages", "salary", "interest", "tax",
];

/// Whether a share above 100 % is of a whole that nothing can exceed.
fn is_above(told: &Told, at: usize) -> bool {
    let figure = &told.quantities[at];
    let sure = matches!(figure.relation, Relation::Exactly | Relation::About | Relation::Above | Relation::AtLeast);
    if !sure || value(figure) <= 100.0 || figure.upper.is_some() || holds(told.words, &MAY_PASS_IN_SENTENCE) {
        return false;
    }
    let near_before: Vec<&str> = words(told.before(at)).rev().take(6).collect();
    let passes = |word: &&str| MAY_PASS.iter().any(|one| one.eq_ignore_ascii_case(word));
    let after = told.after(at);
    if near_before.iter().any(passes) || words(after).take(6).any(|word| passes(&word)) {
        return false;
    }
    let named = near_before.iter().any(|word| WHOLES.iter().any(|one| one.eq_ignore_ascii_case(word)));
    // `118 percent of girls of primary age attend`: the noun right after `of`, and nothing owned by it.
    let of = begins(after, &["of"]) && {
        let mut phrase = words(after).skip(1).take(4);
        phrase.any(|word| COUNTED.iter().any(|one| one.eq_ignore_ascii_case(word))) && !after.contains(['’', '\''])
    };
    named || of
}

/// Words that, anywhere in a sentence, make a share above 100 % nothing strange.
const MAY_PASS_IN_SENTENCE: [&str; 8] =
    ["ratio", "gross", "increase", "increased", "growth", "compared", "relative", "index"];

/// Shares that exclude each other, and what they add up to.
fn sum(told: &Told, shares: &[usize]) -> Option<Impossible> {
    const SEVERAL: &[&str] = &["several", "multiple", "respectively", "overlap", "overlapping", "both"];
    const BACK: &[&str] = &["of whom", "of which", "of these", "of those"];
    if shares.len() < 2 || holds(told.words, SEVERAL) || holds_phrase(told.words, BACK) {
        return None;
    }
    let (members, whole) = match classes::members(told, shares) {
        Some(members) => (members, false),
        None => rest(told, shares).map(|all| (all, true)).or_else(|| parted(told, shares).map(|all| (all, false)))?,
    };
    if !members.iter().all(|&at| is_plain(&told.quantities[at])) {
        return None;
    }
    let sum: f64 = members.iter().map(|&at| value(&told.quantities[at])).sum();
    let slack: f64 =
        members.iter().map(|&at| told.quantities[at].value.half_place() + rough(&told.quantities[at])).sum();
    let off = sum - 100.0 > slack + 1e-9 || whole && 100.0 - sum > slack + 1e-9;
    off.then_some(Impossible::Sum(members, sum))
}

fn rough(figure: &Quantity) -> f64 {
    if figure.relation == Relation::About { 0.05 * value(figure) } else { 0.0 }
}

/// Shares of which the last is `the remaining 38 %`: all of them make up the whole.
fn rest(told: &Told, shares: &[usize]) -> Option<Vec<usize>> {
    const REST: &[&str] = &["the remaining", "the other", "the rest,", "and the rest"];
    let last = *shares.last()?;
    let all = shares.len() == told.len() && shares.len() <= 5;
    (all && ends(unhedged(told.before(last)), REST) && !told.words.contains(';')).then(|| shares.to_vec())
}

/// Shares into which something is said to be parted: `consists of 45 % hydro, 35 % coal and 30 % gas`.
fn parted(told: &Told, shares: &[usize]) -> Option<Vec<usize>> {
    const PARTED: &[&str] = &["consists of", "consisted of", "is composed of", "was composed of", "is made up of"];
    let first = *shares.first()?;
    let list = shares.windows(2).all(|pair| {
        let between = told.between(pair[0], pair[1]);
        pair[1] == pair[0] + 1
            && !between.contains([';', ':', '('])
            && (ends(unhedged(between), &["and", "and of"]) || unhedged(between).ends_with(','))
    });
    (list && ends(unhedged(told.before(first)), PARTED)).then(|| shares.to_vec())
}
