//! A given name or initials in a citation that needs none.

use super::namesakes::Namesakes;
use crate::model::{CiteItem, Finding, Form, Link, Linked, Match, Name};
use crate::rules::Options;
use crate::rules::habit::Habit;
use crate::rules::quoted::cited;
use crate::text::fold;

/// How many citations with given names make a style.
const LEAST: usize = 3;

/// Reports given names in brackets, save where they tell two authors of one name apart.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let suspects: Vec<_> = linked
        .items()
        .filter(|(link, citation, item)| {
            citation.form == Form::Parenthetical
                && item.personal.is_none()
                && !item.continues
                && (link.how == Match::GivenName || item.authors.iter().any(|name| name.given.is_some()))
        })
        .collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let named = linked.items().filter(|(_, _, item)| !item.authors.is_empty());
    let habit: Habit = named.map(|(_, _, item)| item.authors.iter().any(|name| name.given.is_some())).collect();
    if habit.mostly() && suspects.len() >= LEAST {
        return Vec::new();
    }
    let namesakes = Namesakes::new(linked);
    suspects.into_iter().filter_map(|(link, _, item)| finding(linked, &namesakes, link, item)).collect()
}

fn finding(linked: &Linked, namesakes: &Namesakes, link: &Link, item: &CiteItem) -> Option<Finding> {
    let entry = link.entries.first().map(|&id| linked.entry(id));
    if entry.and_then(|entry| entry.names().first()).is_some_and(|person| person.group) {
        return None;
    }
    if link.how == Match::GivenName {
        let family = entry?.names().first()?.family_name();
        let name = item.authors.first()?;
        let behind = name.family.starts_with(&family);
        if namesakes.need(linked, link, item, &family, behind) {
            return None;
        }
        return Some(told(linked, link, item, "given name in a citation", &family));
    }
    let name = item.authors.iter().find(|name| name.given.is_some())?;
    let written = linked.document.source.slice(name.span);
    let behind = stands_behind(linked, name);
    let comma = behind && written.contains(',');
    // "R Core Team" has no initials, and a name that stands so in its entry is taken as it is.
    let initials = behind || name.given.as_deref().is_some_and(|given| given.contains('.'));
    let whole = fold::key(written);
    let printed = entry.is_some_and(|entry| entry.names().iter().any(|one| fold::key(&one.family_name()) == whole));
    // With no entry to show who is meant, only the form can be judged.
    let judged = if entry.is_some() { !namesakes.need(linked, link, item, &name.family, comma) } else { comma };
    let what = if behind { "initials behind the name" } else { "initials that tell no one apart" };
    (initials && !printed && judged).then(|| told(linked, link, item, what, &name.family))
}

fn told(linked: &Linked, link: &Link, item: &CiteItem, what: &str, family: &str) -> Finding {
    let mut finding = Finding::new(item.span, format!("{what}: {}", cited(&item.text)))
        .label(format!("the family name is {family}"))
        .help(format!("cite by the family name alone{}", lone_author(item, family)));
    if let Some(&id) = link.entries.first() {
        let entry = linked.entry(id);
        finding = finding.related(linked.source_of(id), entry.key_span, entry.label());
    }
    finding
}

/// The citation as it should stand, where one author makes that plain.
fn lone_author(item: &CiteItem, family: &str) -> String {
    let year = item.year.as_ref().filter(|_| item.authors.len() == 1 && !item.et_al);
    year.map_or_else(String::new, |year| format!(": `{family}, {}{}`", year.text, year.suffix.as_deref().unwrap_or("")))
}

/// Whether the given name stands behind the family name: `Khan, A.`, `Zhang H.`
pub(super) fn stands_behind(linked: &Linked, name: &Name) -> bool {
    let written = linked.document.source.slice(name.span);
    let first = name.family.split(' ').next().unwrap_or(&name.family);
    written.trim_start().starts_with(first)
}
