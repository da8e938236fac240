//! A given name or initials in a citation that needs none.

use std::collections::HashMap;

use crate::model::{CiteItem, EntryId, Finding, Form, Link, Linked, Match, Name};
use crate::rules::Options;
use crate::rules::habit::Habit;
use crate::rules::quoted::quoted;
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
    if link.how == Match::GivenName {
        let id = *link.entries.first()?;
        let entry = linked.entry(id);
        let family = entry.names().first()?.family_name();
        return Some(
            Finding::new(item.span, format!("given name in the citation {}", quoted(&item.text)))
                .label(format!("the family name is {family}"))
                .related(linked.source_of(id), entry.key_span, entry.label())
                .help(format!("cite by the family name alone: {}", quoted(&cited_as(item, &family)))),
        );
    }
    let (name, given) = item.authors.iter().find_map(|name| Some((name, name.given.as_deref()?)))?;
    let behind = stands_behind(linked, name);
    if namesakes.need(linked, link, item, name, given, behind) {
        return None;
    }
    let what = if behind { "initials behind the name" } else { "initials that tell no one apart" };
    Some(
        Finding::new(item.span, format!("{what} in {}", quoted(&item.text)))
            .label(format!("`{given}` is not needed"))
            .help(format!("cite by the family name alone: `{}`", name.family)),
    )
}

/// The citation as it should stand, for a help.
fn cited_as(item: &CiteItem, family: &str) -> String {
    let rest: String = match item.authors.get(1) {
        _ if item.et_al => " et al.".to_owned(),
        Some(second) if item.authors.len() == 2 => format!(" & {}", second.family),
        Some(_) => " et al.".to_owned(),
        None => String::new(),
    };
    match &item.year {
        Some(year) => format!("{family}{rest}, {}{}", year.text, year.suffix.as_deref().unwrap_or("")),
        None => format!("{family}{rest}"),
    }
}

/// Whether the given name stands behind the family name: `Khan, A.`, `Zhang H.`
fn stands_behind(linked: &Linked, name: &Name) -> bool {
    let written = linked.document.source.slice(name.span);
    let first = name.family.split(' ').next().unwrap_or(&name.family);
    written.trim_start().starts_with(first)
}

/// Who else bears a family name.
struct Namesakes {
    /// Entries by the folded family name of each of their authors, with the folded given name.
    bearers: HashMap<String, Vec<(EntryId, String)>>,
}

impl Namesakes {
    fn new(linked: &Linked) -> Self {
        let mut bearers: HashMap<String, Vec<(EntryId, String)>> = HashMap::new();
        for (library, held) in linked.libraries.iter().enumerate() {
            for (index, entry) in held.entries.iter().enumerate() {
                let id = EntryId { library: library as u32, index: index as u32 };
                for person in entry.names() {
                    let given = fold::key(&person.given);
                    bearers.entry(fold::key(&person.family_name())).or_default().push((id, given));
                }
            }
        }
        Self { bearers }
    }

    /// Whether the given name tells its bearer apart from another: from any other where it stands
    /// before the name (APA 8.20, Chicago 15.22), else from one of the same year.
    fn need(&self, linked: &Linked, link: &Link, item: &CiteItem, name: &Name, given: &str, behind: bool) -> bool {
        if link.entries.is_empty() {
            // With no entry to show who is meant, only the form can be judged.
            return !behind;
        }
        let initial = fold::key(given);
        let others = self.bearers.get(&fold::key(&name.family)).map_or(&[][..], Vec::as_slice);
        let year = item.year.as_ref().map(|year| year.text.as_str());
        others.iter().any(|(id, other)| {
            let differs = !other.is_empty() && !other.starts_with(&initial) || !link.entries.contains(id);
            let same_year = || linked.entry(*id).date.as_ref().map(|date| date.text.as_str()) == year;
            !link.entries.contains(id) && differs && (!behind || same_year())
        })
    }
}
