//! Members that exclude each other: nobody is counted as two of them.
//!
//! In: a sentence with its figures. Out: figures that are each said of another member of one class.

use super::phrase::{begins, ends, holds, words};
use super::told::Told;

/// Classes, each with its members; a member has several names, parted by blanks.
const CLASSES: &[&[&str]] = &[
    &["men male males man", "women female females woman", "children child minors minor"],
    &["boys boy", "girls girl"],
    &["rural villages villagers", "urban cities city towns"],
    &["yes", "no", "know undecided unsure"],
    &["agreed", "disagreed", "neutral undecided"],
    &["for favour favor", "against", "abstained"],
    &["literate", "illiterate"],
    &["married", "unmarried single", "divorced", "widowed"],
    &["employed", "unemployed"],
    &["public", "private"],
    &["domestic", "foreign"],
    &["owned owners", "rented renters tenants"],
    &["won", "lost", "drew drawn"],
    &["killed dead died", "wounded injured"],
    &["smokers", "non-smokers nonsmokers"],
    &["native", "non-native"],
    &["adults", "children"],
];

/// Words that may stand between a figure and its member, and leave it that: `62 % were men`, `39 percent said no`.
const LINKS: &[&str] = &[
    "were", "are", "was", "is", "being", "said", "answered", "replied", "responded", "voted", "did", "do", "not",
    "lived", "live", "living", "resided", "reside", "came", "come", "in", "from", "a", "the", "only", "as",
    "identified", "of", "them", "had", "been",
];

/// Words of which one must stand before `in` and `from`: else the share is one among the member, not of it.
const DWELL: &[&str] = &["lived", "live", "living", "resided", "reside", "came", "come"];

/// Words that make a member the subject of a share that follows it: `men made up 62 %`.
const MAKE_UP: &[&str] =
    &["made up", "make up", "accounted for", "account for", "constituted", "constitute", "formed", "comprised"];

/// The figures that are each said of another member of one class, two at least; `None` where there are no such.
pub fn members(told: &Told, figures: &[usize]) -> Option<Vec<usize>> {
    CLASSES.iter().find_map(|class| {
        let dwells = holds(told.words, DWELL);
        let after = figures.iter().filter_map(|&at| Some((member(class, told, at, dwells)?, at)));
        let made = || figures.iter().any(|&at| ends(super::phrase::unhedged(told.before(at)), MAKE_UP));
        let before = figures.iter().filter_map(|&at| Some((subject(class, told.before(at))?, at)));
        let mut found: Vec<(usize, usize)> = after.collect();
        if found.len() < 2 && made() {
            found = before.collect();
        }
        let mut kinds: Vec<usize> = found.iter().map(|(kind, _)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        (found.len() >= 2 && kinds.len() == found.len()).then(|| found.into_iter().map(|(_, at)| at).collect())
    })
}

/// The member that a figure counts, or that the words after it say it is of.
fn member(class: &[&str], told: &Told, at: usize, dwells: bool) -> Option<usize> {
    let kind_of = |word: &str| {
        let small = word.to_lowercase();
        class.iter().position(|names| names.split(' ').any(|name| name == small))
    };
    if super::value::noun(&told.quantities[at]).is_some()
        && let Some(kind) = words(told.text(at)).next_back().and_then(kind_of)
    {
        return Some(kind);
    }
    let after = told.after(at);
    // `62 % of men` is a share among men.
    if begins(after, &["of", "among", "for"]) && !begins(after, &["of them"]) {
        return None;
    }
    for word in words(after).take(6) {
        if let Some(kind) = kind_of(word) {
            return Some(kind);
        }
        let small = word.to_lowercase();
        if !LINKS.contains(&small.as_str()) || !dwells && matches!(small.as_str(), "in" | "from") {
            return None;
        }
    }
    None
}

/// The member that a figure's words have as their subject.
fn subject(class: &[&str], before: &str) -> Option<usize> {
    let before = super::phrase::unhedged(before);
    let before = super::phrase::ending(before, MAKE_UP).unwrap_or(before);
    let last = words(before).next_back()?.to_lowercase();
    class.iter().position(|names| names.split(' ').any(|name| name == last))
}
