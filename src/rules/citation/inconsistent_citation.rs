//! One work cited in two ways, where no bibliography says which is right.

use std::collections::{BTreeMap, HashMap};

use super::missing_reference::work;
use crate::model::{Citation, CiteItem, Edit, Finding, Linked, Name, SourceId, Status};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::text::{Span, fold, near};

/// How many works of a year one is compared with.
const MOST: usize = 200;

/// From how many letters on a slip is more likely than another author: Zhang and Zheng are two people.
const LONG: usize = 6;

/// One way in which a work is cited.
struct Way<'l> {
    first: &'l CiteItem,
    citation: &'l Citation,
    /// Family names, folded.
    keys: Vec<String>,
    times: usize,
}

/// Compares the works of each year. "Ito et al." beside "Ito & Ruiz" is not told: authors publish with
/// one colleague and with several in the same year.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    if !linked.libraries.is_empty() {
        return Vec::new();
    }
    let mut findings: BTreeMap<Span, Finding> = BTreeMap::new();
    for ways in years(linked).values() {
        for (at, one) in ways.iter().enumerate() {
            for found in ways[at + 1..].iter().take(MOST).filter_map(|other| compare(linked, one, other)) {
                match findings.get_mut(&found.at.span) {
                    Some(known) => known.related.extend(found.related),
                    None => drop(findings.insert(found.at.span, found)),
                }
            }
        }
    }
    findings.into_values().collect()
}

/// The ways of each year, in order of their first place.
fn years(linked: &Linked) -> BTreeMap<&str, Vec<Way<'_>>> {
    let mut years: BTreeMap<&str, Vec<Way<'_>>> = BTreeMap::new();
    let mut known: HashMap<String, (&str, usize)> = HashMap::new();
    for (link, citation, item) in linked.items() {
        let Some(year) = item.year.as_ref().filter(|_| link.status == Status::Missing && item.firm) else { continue };
        let dated = year.text.bytes().filter(u8::is_ascii_digit).count() == 4;
        if item.continues || item.authors.is_empty() || !dated {
            continue;
        }
        let ways = years.entry(&year.text).or_default();
        let place = known.entry(work(item)).or_insert((&year.text, ways.len()));
        if let Some(way) = ways.get_mut(place.1) {
            way.times += 1;
        } else {
            let keys = item.authors.iter().map(|name| fold::key(&name.family)).collect();
            ways.push(Way { first: item, citation, keys, times: 1 });
        }
    }
    years
}

fn compare(linked: &Linked, one: &Way<'_>, other: &Way<'_>) -> Option<Finding> {
    if one.keys.len() != other.keys.len() || one.first.et_al != other.first.et_al {
        return None;
    }
    let letter = |way: &Way<'_>| way.first.year.as_ref().and_then(|year| year.suffix.clone());
    if one.keys == other.keys {
        return match (letter(one), letter(other)) {
            (None, Some(_)) => Some(bare(one, other)),
            (Some(_), None) => Some(bare(other, one)),
            (left, right) if left == right && accents_differ(one, other) => Some(spelling(linked, one, other)),
            _ => None,
        };
    }
    let (left, right) = (one.keys.first()?, other.keys.first()?);
    let rest = one.keys[1..] == other.keys[1..];
    let sure = left.len().min(right.len()) >= LONG || one.keys.len() > 1;
    // Two names that each come again and again are two people.
    let rare = one.times.min(other.times) == 1;
    let slip = rest && sure && rare && letter(one) == letter(other) && near::slips(left, right).is_some();
    slip.then(|| spelling(linked, one, other))
}

/// Whether two names that fold to one differ in an accent.
fn accents_differ(one: &Way<'_>, other: &Way<'_>) -> bool {
    let letters = |name: &str| name.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let combined = |name: &str| name.chars().any(|c| ('\u{300}'..'\u{370}').contains(&c));
    one.first.authors.iter().zip(&other.first.authors).any(|(one, other)| {
        letters(&one.family) != letters(&other.family) && !combined(&one.family) && !combined(&other.family)
    })
}

/// Two spellings: the rarer is told, of two that are alike the later.
fn spelling(linked: &Linked, one: &Way<'_>, other: &Way<'_>) -> Finding {
    let (rare, usual) = if one.times < other.times { (one, other) } else { (other, one) };
    let message = format!("{} is cited elsewhere as {}", quoted(&work(rare.first)), quoted(&work(usual.first)));
    Finding::new(rare.first.span, message)
        .label("one of the two is misspelt")
        .related(SourceId::DOCUMENT, usual.first.span, "the other spelling")
        .note(format!("cited so {}, the other way {}", times(rare.times), times(usual.times)))
        .help("spell one author one way")
        .unsafe_fix(format!("write {}", quoted(&work(usual.first))), edits(linked, rare, usual).into_iter().flatten())
}

/// The names of one way as the other has them, where the other is the usual one and this one stands but once.
fn edits(linked: &Linked, rare: &Way<'_>, usual: &Way<'_>) -> Option<Vec<Edit>> {
    if rare.times > 1 || usual.times < 2 {
        return None;
    }
    let names = rare.first.authors.iter().zip(&usual.first.authors).filter(|(one, other)| one.family != other.family);
    let edit =
        |(one, other): (&Name, &Name)| linked.document.rewrite(rare.citation, one.span, &one.family, &other.family);
    names.map(edit).collect()
}

/// A work of a year whose works have letters, and none on this one.
fn bare(bare: &Way<'_>, lettered: &Way<'_>) -> Finding {
    let message = format!("{} stands beside {}", quoted(&work(bare.first)), quoted(&work(lettered.first)));
    Finding::new(bare.first.span, message)
        .label("no letter after the year")
        .related(SourceId::DOCUMENT, lettered.first.span, "with a letter")
        .help("add the letter, so that a reader knows which work is meant")
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}
