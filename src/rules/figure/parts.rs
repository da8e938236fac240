//! Parts and their whole: a part that is larger, parts that add up to more, or to something else.
//!
//! In: a sentence with its figures. Out: what does not fit. A part is told by the words between it and its
//! whole (`including`, `of whom`, `of the`); parts are added only where the text says that they exclude
//! each other, or lists them behind their whole.

use super::classes;
use super::phrase::{beginning, begins, ending, ends, holds, holds_phrase, is_short, unhedged, words, years};
use super::told::{Quantity, Told};
use super::value::{bounds, is_count, is_plain, is_same_kind, is_share, noun, value};

/// Parts that do not fit their whole.
pub struct Misfit {
    /// The whole.
    pub whole: usize,
    /// The part that is larger, or the parts that are added.
    pub parts: Vec<usize>,
    /// What they add up to.
    pub sum: f64,
    /// Whether they had to make up the whole, and come to less.
    pub short: bool,
}

/// What does not fit among the figures of a sentence.
pub fn misfits(told: &Told) -> Vec<Misfit> {
    let mut found: Vec<Misfit> = (1..told.len()).filter_map(|at| larger(told, at)).collect();
    if found.is_empty() {
        found.extend(added(told));
    }
    found
}

/// Words between a whole and what is a part of it, whatever it counts.
const OF_IT: &[&str] = &["of which", "of whom", "of them", "of these", "of those", "among them", "among whom"];

/// Words between a whole and a part that names itself.
const WITHIN: &[&str] = &["including", "included", "includes", "include"];

/// A part larger than the figure before it, which is its whole; or one of `21 of the 18 members`.
fn larger(told: &Told, at: usize) -> Option<Misfit> {
    let (one, other) = (&told.quantities[at - 1], &told.quantities[at]);
    let exceeds = |part: usize, whole: usize| {
        let (part, whole) = (&told.quantities[part], &told.quantities[whole]);
        is_same_kind(part, whole)
            && !is_share(part)
            && part.upper.is_none()
            && is_sure(whole)
            && bounds(part).low > bounds(whole).high
            && !is_year(told, at - 1)
            && !is_year(told, at)
    };
    let between = told.between(at - 1, at);
    let misfit = |part: usize, whole: usize| Misfit {
        whole,
        parts: vec![part],
        sum: value(&told.quantities[part]),
        short: false,
    };
    if exceeds(at, at - 1) {
        let plain = unhedged(between);
        // `three of these, above 175`: there the first is the part.
        let of_it = holds_phrase(between, OF_IT)
            && !begins(between, OF_IT)
            && !between.contains([';', ':'])
            && words(between).count() <= 10;
        let within = holds(between, WITHIN)
            && !between.contains([';', ':'])
            && words(between).count() <= 8
            && (ends(plain, WITHIN) || money_list(told, at))
            && contains(noun(one), noun(other), told, at);
        let of_all = at == 1 && opens_whole(told, 0) && is_parting(plain) && contains(noun(one), noun(other), told, at);
        return (of_it || within || of_all).then(|| misfit(at, at - 1));
    }
    // `21 of the 18 members`
    let plain = unhedged(between);
    let of_the = begins(plain, &["of", "out of"])
        && ends(plain, &["of the", "out of", "out of the", "of all", "of our", "of these"])
        && is_short(plain, 4);
    let bare = noun(one).is_none() || noun(one) == noun(other);
    // `on the 15th, 23 and 27 of the three years`: the last of a list is not all of it.
    let listed = at >= 2 && words(told.between(at - 2, at - 1)).all(|word| word == "and");
    (of_the && bare && !listed && is_count(one) && exceeds(at - 1, at)).then(|| misfit(at - 1, at))
}

fn money_list(told: &Told, at: usize) -> bool {
    super::value::is_money(&told.quantities[at])
}

/// `Of the 240 households, 260 owned land`: nothing but a comma between.
fn is_parting(between: &str) -> bool {
    between.trim().starts_with(',') && words(between).count() == 0
}

/// Whether a bound leaves no room for more: `at least 18` and `more than 18` do.
fn is_sure(whole: &Quantity) -> bool {
    use crate::model::Relation::{About, AtMost, Below, Exactly, Range};
    matches!(whole.relation, Exactly | About | AtMost | Below | Range)
}

fn is_year(told: &Told, at: usize) -> bool {
    told.quantities[at].unit.is_none() && years(told.text(at)).next().is_some()
}

/// Nouns of people, besides those that end as `teacher`, `journalist`, `refugee` do.
const PEOPLE: &[&str] = &[
    "adult", "boy", "casualty", "child", "civilian", "delegate", "girl", "guard", "infant", "lady", "man", "member",
    "mother", "native", "patient", "people", "person", "pupil", "soldier", "student", "victim", "woman", "youth",
    "participant", "respondent", "migrant", "immigrant", "elder", "candidate", "scientist", "friend", "male", "female",
    "death", "fatality",
];

/// Things that hold people and are counted otherwise.
const NO_PEOPLE: &[&str] = &[
    "centre", "center", "paper", "computer", "river", "number", "order", "letter", "quarter", "chapter", "factor",
    "sector", "meter", "metre", "kilometer", "kilometre", "tree", "degree", "committee", "fee", "year", "sensor",
    "motor", "tower", "parameter", "marker", "server", "register", "border", "list", "layer", "corner", "winter",
    "summer", "error", "colour",
];

fn is_person(noun: &str) -> bool {
    let last = noun.rsplit(' ').next().unwrap_or(noun);
    let agent = ["er", "or", "ist", "ian", "ee", "ant"].iter().any(|end| last.ends_with(end)) && last.len() > 4;
    PEOPLE.contains(&last) || agent && !NO_PEOPLE.contains(&last)
}

/// Whether a whole of such nouns can hold parts of such: people people, cases cases.
fn contains(whole: Option<&str>, part: Option<&str>, told: &Told, at: usize) -> bool {
    match (whole, part) {
        (Some(whole), Some(part)) => {
            whole == part || is_person(whole) && is_person(part) || whole.ends_with("case") && is_person(part)
        }
        (_, None) => super::value::is_money(&told.quantities[at]) || told.quantities[at].unit.is_none(),
        (None, Some(_)) => false,
    }
}

/// Whether a figure stands as `Of the 240 households`, where a sentence begins.
fn opens_whole(told: &Told, at: usize) -> bool {
    const DETERMINERS: &[&str] = &["the", "these", "those", "all", "our", "its", "their", "a total of"];
    let lead = unhedged(told.before(at));
    let lead = ending(lead, DETERMINERS).unwrap_or(lead);
    ending(lead, &["of", "out of"])
        .is_some_and(|before| before.trim().is_empty() || before.trim_end().ends_with([';', ':']))
}

/// Parts behind their whole that add up to more than it, or that had to make it up and do not.
fn added(told: &Told) -> Option<Misfit> {
    let whole = (0..told.len().saturating_sub(2)).find(|&at| is_whole(told, at))?;
    let parts: Vec<usize> = (whole + 1..told.len()).take_while(|&at| !told.between(whole, at).contains(';')).collect();
    let (one, plain) =
        (&told.quantities[whole], parts.iter().all(|&at| is_plain(&told.quantities[at]) && !is_year(told, at)));
    let kind = parts.iter().all(|&at| is_same_kind(one, &told.quantities[at]));
    if parts.len() < 2 || !plain || !kind || is_share(one) || !is_sure(one) || holds_phrase(told.rest(whole), OF_IT) {
        return None;
    }
    let last = parts[parts.len() - 1];
    let exact = ends(unhedged(told.before(last)), &["the remaining", "the other", "and the rest,"])
        && parts.len() == 2
        && opens_whole(told, whole)
        && !ends(unhedged(told.before(parts[0])), &["another", "further"]);
    let exclusive = exact
        || holds_phrase(
            told.words,
            &["none did both", "none of them both", "no one did both", "none both", "no overlap"],
        )
        || classes::members(told, &parts).is_some_and(|members| members == parts)
        || is_list(told, whole, &parts);
    if !exclusive {
        return None;
    }
    let sum: f64 = parts.iter().map(|&at| value(&told.quantities[at])).sum();
    let slack: f64 = parts.iter().map(|&at| bounds(&told.quantities[at]).high - value(&told.quantities[at])).sum();
    let room = bounds(one);
    let (over, short) = (sum - slack > room.high, exact && sum + slack < room.low);
    (over || short).then_some(Misfit { whole, parts, sum, short })
}

/// Whether parts may follow a figure: `Of the 240 households`, `a total of 1,350`, `has 60 seats:`.
fn is_whole(told: &Told, at: usize) -> bool {
    let after = told.after(at);
    opens_whole(told, at)
        || ends(unhedged(told.before(at)), &["total of", "all of", "in all", "altogether"])
        || after.contains([':', '—']) && !is_share(&told.quantities[at])
}

/// Whether the parts are a list behind their whole: a colon, then each with its number, parted by commas.
fn is_list(told: &Told, whole: usize, parts: &[usize]) -> bool {
    let Some((noun_words, list)) = told.after(whole).split_once([':', '—']) else { return false };
    let same = |at: &usize| noun(&told.quantities[*at]).is_none_or(|one| Some(one) == noun(&told.quantities[whole]));
    let parted = parts.windows(2).all(|pair| {
        let between = told.between(pair[0], pair[1]);
        (between.contains(',') || holds(between, &["and"])) && words(between).count() <= 8
    });
    let dated = years(told.rest(whole)).next().is_some();
    is_short(noun_words, 6)
        && is_short(list, 6)
        && parted
        && !dated
        && parts.iter().all(same)
        && beginning(told.rest(parts[parts.len() - 1]), &["times", "per"]).is_none()
        && !holds(told.rest(whole), WITHIN)
}
