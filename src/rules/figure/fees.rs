//! A fee above the cost of what it is a fee on.
//!
//! In: the sentences with money in them, in order. Out: pairs of a cost and a fee that is larger. The two
//! belong together where a thing of the same name bears both, or where the sentence of the fee points back
//! (`this project`, `it`) within three sentences.

use super::phrase::{begins, ends, holds, holds_phrase, unhedged, words};
use super::told::{Quantity, Told};
use super::value::{bounds, is_money, value};
use crate::model::Decimal;

/// How many sentences lie between a cost and its fee at the most.
const REACH: u32 = 3;

/// How many costs are kept in mind.
const KEPT: usize = 8;

/// A cost that a fee exceeds.
pub struct Excess<'l> {
    /// The cost: its figure, its words.
    pub cost: (Quantity<'l>, &'l str),
    /// The fee: its figure, its words.
    pub fee: (Quantity<'l>, &'l str),
    /// The power of ten by which the cost would have to be larger to be above the fee.
    pub slip: Option<i32>,
}

/// The costs read last, and what bears them.
#[derive(Default)]
pub struct Costs<'l>(std::collections::VecDeque<Amount<'l>>, std::collections::VecDeque<Amount<'l>>);

/// A cost or a fee.
struct Amount<'l> {
    sentence: u32,
    figure: Quantity<'l>,
    text: &'l str,
    things: Vec<String>,
    back: bool,
    long: bool,
}

impl<'l> Costs<'l> {
    /// Reads a sentence; the costs that a fee exceeds, now that it is read.
    pub fn read(&mut self, told: &Told<'l>) -> Vec<Excess<'l>> {
        let mut found = Vec::new();
        for at in (0..told.len()).filter(|&at| is_money(&told.quantities[at])) {
            let (cost, fee) = (is_cost(told, at), is_fee(told, at));
            if cost == fee {
                continue;
            }
            let amount = Amount {
                sentence: told.id.0,
                figure: told.quantities[at].clone(),
                text: told.text(at),
                things: if cost { things(told.lead(at)) } else { things(told.words) },
                back: points_back(told.words),
                long: holds(told.words, &["life", "lifetime", "decades", "concession"]) || is_years(told),
            };
            // The nearest of the other kind that belongs to it is the one that is meant.
            let others = if fee { &self.0 } else { &self.1 };
            let pairs = others.iter().rev().map(|other| if fee { (other, &amount) } else { (&amount, other) });
            found.extend(
                pairs.into_iter().find(|(cost, fee)| belong(cost, fee)).and_then(|(cost, fee)| excess(cost, fee)),
            );
            let kept = if fee { &mut self.1 } else { &mut self.0 };
            kept.push_back(amount);
            if kept.len() > KEPT {
                kept.pop_front();
            }
        }
        found
    }
}

/// Whether a fee is one on what a cost is the cost of.
fn belong(cost: &Amount, fee: &Amount) -> bool {
    let name = |amount: &Amount| amount.figure.unit.map(|unit| unit.name.clone());
    let near = fee.sentence.abs_diff(cost.sentence) <= REACH && name(cost) == name(fee);
    near && (fee.things.iter().any(|thing| cost.things.contains(thing))
        || fee.back && fee.sentence >= cost.sentence
        || fee.sentence == cost.sentence)
}

/// A fee above the cost it belongs to.
fn excess<'l>(cost: &Amount<'l>, fee: &Amount<'l>) -> Option<Excess<'l>> {
    let above = bounds(&fee.figure).low > bounds(&cost.figure).high;
    // Over many years fees may well earn more than the work cost.
    let earned = fee.long && value(&fee.figure) <= 10.0 * value(&cost.figure);
    (above && !earned).then(|| Excess {
        cost: (cost.figure.clone(), cost.text),
        fee: (fee.figure.clone(), fee.text),
        slip: slip(&cost.figure, &fee.figure),
    })
}

/// The power of ten, of those that magnitude words stand for, that would put the cost above the fee.
fn slip(cost: &Quantity, fee: &Quantity) -> Option<i32> {
    let scaled = |power: i32| {
        let digits = cost.value;
        Decimal { digits: digits.digits, exponent: digits.exponent + power }.to_f64()
    };
    [3, 6, 9].into_iter().find(|&power| scaled(power) > fee.value.to_f64())
}

const COST_BEFORE: &[&str] = &["cost", "costs", "costing", "price", "priced", "budget", "loan", "principal"];
const FEES: &[&str] = &[
    "fee", "fees", "toll", "tolls", "duty", "duties", "royalty", "royalties", "commission", "commissions", "interest",
    "levy", "levies", "surcharge", "premium", "premiums", "tariffs", "dues", "rent",
];

/// Whether a figure is what something costs: `is estimated to cost $7.6 million`, `a $7.6 million loan`.
fn is_cost(told: &Told, at: usize) -> bool {
    let before = told.before(at);
    let near: Vec<&str> = words(before).rev().take(6).collect();
    let listed = near.iter().any(|word| COST_BEFORE.iter().any(|one| one.eq_ignore_ascii_case(word)));
    listed && !holds(before, FEES)
        || begins(told.after(at), &["to build", "in construction costs", "to construct", "loan"])
}

/// Whether a figure is a fee on something: `$1.4 billion in transit fees`, `tolls should bring $3 million`.
fn is_fee(told: &Told, at: usize) -> bool {
    let after = told.after(at);
    let behind = begins(after, &["in", "of", "as"]) && words(after).skip(1).take(4).any(|word| is_in(FEES, word));
    let before = told.before(at);
    let subject = holds(before, FEES)
        && !ends(unhedged(before), &["on", "on a loan of", "for"])
        && !holds_phrase(before, &["cost of"]);
    behind || subject && !holds(after_verb(before), COST_BEFORE)
}

fn after_verb(before: &str) -> &str {
    before.rsplit([',', ';']).next().unwrap_or(before)
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Words that name no thing which could bear a cost.
const NO_THINGS: &[&str] = &[
    "that", "this", "with", "from", "which", "would", "should", "could", "bring", "cost", "costs", "expected",
    "estimated", "year", "every", "fees", "transit", "million", "billion", "build", "over", "tolls", "treasury",
    "country", "government", "annually", "revenue", "about", "their", "have", "been", "more", "than", "will", "each",
    "into", "state", "time",
];

/// The things that a sentence names with an article: `the pipeline`, `a railway`.
fn things(text: &str) -> Vec<String> {
    const ARTICLES: &[&str] = &["the", "this", "that", "a", "an", "its", "new", "proposed", "planned"];
    let mut out = Vec::new();
    let mut before = "";
    for word in words(text).take(60) {
        let open = word.len() > 3 && !is_in(NO_THINGS, word) && word.chars().all(|c| c.is_alphabetic() || c == '-');
        if open && is_in(ARTICLES, before) {
            out.push(word.trim_end_matches("’s").to_lowercase());
        }
        before = word;
    }
    out
}

/// Whether a sentence points back to what the one before is about: `it`, `this project`.
fn points_back(text: &str) -> bool {
    const BACK: &[&str] = &[
        "it", "this project", "the project", "this scheme", "the scheme", "this line", "the work", "the venture",
        "this",
    ];
    begins(text, BACK) || holds_phrase(text, &["this project", "the project", "this scheme"])
}

/// Whether a sentence tells a span of several years: `over 30 years`.
fn is_years(told: &Told) -> bool {
    holds(told.words, &["years"]) && !holds_phrase(told.words, &["a year", "per year", "every year"])
}
