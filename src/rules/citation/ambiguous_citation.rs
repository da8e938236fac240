//! One citation that fits several entries.

use std::collections::{HashMap, HashSet};

use super::places;
use crate::model::{CiteItem, EntryId, Finding, Link, Linked, Status};
use crate::rules::Options;
use crate::rules::quoted::closed;
use crate::text::Span;

/// How many of the entries are shown.
const SHOWN: usize = 6;

/// Reports each place with all the entries it fits; works that no letter ever tells apart, once.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let told_apart: HashSet<EntryId> = linked
        .items()
        .filter(|(link, _, item)| link.status == Status::Linked && has_letter(item))
        .flat_map(|(link, ..)| link.entries.iter().copied())
        .collect();
    let mut out: Vec<(&Link, &CiteItem, Vec<Span>)> = Vec::new();
    let mut first: HashMap<&[EntryId], usize> = HashMap::new();
    // What `ibid.` may mean is told by another rule.
    let several = linked.items().filter(|(link, _, item)| link.status == Status::Ambiguous && item.back.is_none());
    for (link, _, item) in several {
        // Where letters are in use, each place without one is a slip of its own.
        let slip = has_letter(item) || link.entries.iter().any(|id| told_apart.contains(id));
        match first.get(link.entries.as_slice()) {
            Some(&at) if !slip => out[at].2.push(item.span),
            _ => {
                first.insert(&link.entries, out.len());
                out.push((link, item, Vec::new()));
            }
        }
    }
    out.into_iter().map(|(link, item, further)| places::also(finding(linked, link, item), &further)).collect()
}

fn has_letter(item: &CiteItem) -> bool {
    item.year.as_ref().is_some_and(|year| year.suffix.is_some())
}

fn finding(linked: &Linked, link: &Link, item: &CiteItem) -> Finding {
    let count = link.entries.len();
    let lettered = has_letter(item);
    let text = closed(&item.text);
    let mut finding = Finding::new(item.span, format!("citation `{}` matches {count} entries", super::short(&text)))
        .label(match &item.year {
            Some(_) if lettered => "the letter does not tell them apart",
            Some(_) => "no letter after the year",
            None => "no title tells them apart",
        });
    let mut forms = Vec::new();
    for &id in link.entries.iter().take(SHOWN) {
        let entry = linked.entry(id);
        let letter = link.letter(id);
        let shown = letter.map_or_else(|| entry.label(), |letter| format!("cited as {letter}"));
        finding = finding.related(linked.source_of(id), entry.key_span, shown);
        if let (Some(letter), Some(year), false) = (letter, &item.year, lettered) {
            forms.push(format!("`{}`", text.replacen(&year.text, letter, 1)));
        }
    }
    let help = match forms.as_slice() {
        [some @ .., last] if forms.len() == count && count > 1 => {
            format!("write {} or {last}; only the author knows which", some.join(", "))
        }
        _ if item.year.is_none() => "say which is meant: by a short title, initials, or more of the names".to_owned(),
        _ => "say which is meant: by a letter after the year, initials, or more of the names".to_owned(),
    };
    finding.help(help)
}
