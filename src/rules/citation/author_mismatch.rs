//! A citation whose year fits an entry and whose names nearly do.

use crate::model::{CiteItem, Entry, Finding, Linked, Match, Name, Severity, Status};
use crate::rules::Options;
use crate::text::{fold, near};

/// Reports each place, with the names of the entry.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let near = |how| matches!(how, Match::Author | Match::Coauthors);
    linked
        .items()
        .filter(|(link, ..)| link.status == Status::Mismatch && near(link.how))
        .filter_map(|(link, citation, item)| {
            let &id = link.entries.first()?;
            let entry = linked.entry(id);
            let names = names(entry);
            let at = entry.field("author").or(entry.field("editor")).map_or(entry.key_span, |field| field.span);
            // The smallest wrong thing: the first name that the entry does not have.
            let theirs: Vec<String> = entry.names().iter().map(|person| fold::key(&person.family_name())).collect();
            let odd = item.authors.iter().find(|name| !theirs.contains(&fold::key(&name.family)));
            let span = odd.map_or(item.span, |name| name.span);
            let cited = odd.map_or(item.text.as_str(), |name| name.family.as_str());
            let merged = odd.is_some_and(|name| is_given_name(entry, name));
            let message = match odd {
                Some(_) if merged => format!("`{}` is a given name in its entry", super::short(cited)),
                Some(_) => format!("`{}` is not among the authors of its entry", super::short(cited)),
                None => format!("the authors of `{}` are not those of its entry", super::short(&item.text)),
            };
            let (help, label) = match link.how {
                Match::Author => {
                    let first = entry.names().first().map(|person| person.family_name()).unwrap_or_default();
                    (format!("did you mean `{first}`?"), "nearly a name in the bibliography")
                }
                _ => (format!("the entry is by {names}"), "cited here"),
            };
            let finding = Finding::new(span, message).label(label).related(
                linked.source_of(id),
                at,
                format!("`{}`: {names}", entry.key),
            );
            Some(match merged {
                true => finding.severity(Severity::Info).help("if they are two, write `and` between them in the entry"),
                false => {
                    let right = odd.and_then(|name| Some((name, meant(entry, item, name)?)));
                    let edit = right
                        .as_ref()
                        .and_then(|(name, right)| linked.document.rewrite(citation, name.span, &name.family, right));
                    let title = format!("write `{}`", right.map_or(String::new(), |(_, right)| right));
                    finding.help(help).unsafe_fix(title, edit)
                }
            })
        })
        .collect()
}

/// The one author of the entry who is nearest to a cited name, and is not cited beside it.
fn meant(entry: &Entry, item: &CiteItem, cited: &Name) -> Option<String> {
    let key = fold::key(&cited.family);
    let beside: Vec<String> = item.authors.iter().map(|name| fold::key(&name.family)).collect();
    let mut found: Vec<(usize, String)> = Vec::new();
    for person in entry.names() {
        let ways = [person.family_name(), person.family.clone()];
        let near = ways.into_iter().filter(|way| !beside.contains(&fold::key(way)));
        let near = near.filter_map(|way| Some((near::slips(&key, &fold::key(&way))?, way)));
        found.extend(near.min_by_key(|(slips, _)| *slips));
    }
    found.sort();
    match found.as_slice() {
        [(_, one)] => Some(one.clone()),
        [(best, one), (next, _), ..] if best < next => Some(one.clone()),
        [] => in_place_of(entry, item, cited),
        _ => None,
    }
}

/// The author who stands where a cited name does, where all others are cited in their places.
fn in_place_of(entry: &Entry, item: &CiteItem, cited: &Name) -> Option<String> {
    let people = entry.names();
    let pairs = || item.authors.iter().zip(people);
    let mut odd = pairs().filter(|(name, person)| fold::key(&name.family) != fold::key(&person.family_name()));
    let all = people.len() > 1 && item.authors.len() == people.len();
    match (odd.next(), odd.next()) {
        (Some((name, person)), None) if all && name == cited => Some(person.family_name()),
        _ => None,
    }
}

/// Whether a cited name is the given name of the entry's one author: "Marlow, Osei" may have been two.
fn is_given_name(entry: &Entry, cited: &Name) -> bool {
    matches!(entry.names(), [one] if fold::key(&one.given) == fold::key(&cited.family))
}

/// The family names of an entry, as a sentence names them.
fn names(entry: &Entry) -> String {
    let families: Vec<String> = entry.names().iter().map(|person| person.family_name()).collect();
    match families.as_slice() {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [some @ .., last] if families.len() <= 4 => format!("{} and {last}", some.join(", ")),
        [first, second, ..] => format!("{first}, {second} and {} others", families.len() - 2),
    }
}
