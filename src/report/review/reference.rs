//! A work as a list of references has it.

use super::words;
use crate::model::{Entry, Library, Origin, Person};

/// How many authors are named.
const NAMED: usize = 6;
/// How many characters of a work are shown.
const LONG: usize = 400;

/// The work as a list of references has it: as printed where it was, else from the fields of its entry.
pub(in crate::report) fn reference(library: &Library, entry: &Entry) -> String {
    if library.origin == Origin::OwnList {
        return words::cut(library.source.slice(entry.span), LONG);
    }
    let names = |people: &[Person]| {
        let mut told: Vec<String> = people
            .iter()
            .take(NAMED)
            .map(|person| match person.given.as_str() {
                "" => person.family_name(),
                given => format!("{}, {given}", person.family_name()),
            })
            .collect();
        if people.len() > NAMED || entry.authors_others {
            told.push("et al.".to_owned());
        }
        told.join("; ")
    };
    let value = |name: &str| entry.field(name).map(|field| field.value.clone()).filter(|value| !value.is_empty());
    let container = ["journaltitle", "journal", "booktitle", "publisher", "institution", "school", "organization"];
    let numbers = [value("volume"), value("pages")].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let parts = [
        Some(names(entry.names())),
        entry.date.as_ref().map(|date| format!("{}{}", date.text, date.suffix.as_deref().unwrap_or(""))),
        Some(entry.title.clone()),
        container.iter().find_map(|name| value(name)),
        Some(numbers),
    ];
    let told = parts.into_iter().flatten().filter(|part| !part.is_empty());
    let told = told.map(|part| part.trim_end_matches('.').to_owned()).collect::<Vec<_>>().join(". ");
    format!("{}.", words::cut(&told, LONG).trim_end_matches('.'))
}
