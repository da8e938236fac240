//! Entries that say other things about a work than the registry of its DOI.

use super::agreement::{Differences, differences, is_one, year_counts};
use super::record_words::{people, work, years};
use super::{place, quoted};
use crate::model::{Entry, Finding, Library, Naming, Query, Record, Severity, SourceId, Usage};
use crate::rules::Options;
use crate::text::Span;

/// Reports each entry that a registry's record contradicts, and DOIs that entries lack.
pub fn check(library: &Library, _: &Usage, options: &Options) -> Vec<Finding> {
    let Some(answers) = &options.registry else { return Vec::new() };
    let found = library.entries.iter().filter_map(|entry| {
        let record = answers.record(entry)?;
        let found = match Query::of(entry)? {
            Query::Doi(_) => contradiction(library, entry, record),
            Query::Work { .. } => lacking(library, entry, record),
        };
        found.map(Finding::online)
    });
    found.collect()
}

/// What the registry has under the DOI of an entry, where that is something else.
fn contradiction(library: &Library, entry: &Entry, record: &Record) -> Option<Finding> {
    let (key, who) = (quoted(&entry.key), record.registry);
    let differs = differences(library, entry, record)?;
    // What was guessed of a printed list may be cut wrongly.
    let guessed = library.naming() == Naming::Inferred;
    let at = |names: &[&str], message: String, label: String| {
        let span = part(library, entry, names);
        Finding::at(SourceId::DOCUMENT, span, message).label(label).note(format!("{who}’s record: {}", record.address))
    };
    let (found, sure) = match differs {
        Differences { title: false, names: false, year: false } => return authors(library, entry, record, at),
        Differences { title: true, names: false, year } if !year || !year_counts(entry, record) => {
            let message = format!("{key} and {who} have different titles{}", if year { " and years" } else { "" });
            let found = at(&["title"], message, format!("{who}: {}", work(record)));
            (found.note("it may be a translation, or another edition: the authors agree"), false)
        }
        Differences { names: true, title: false, year: false } => {
            let message = format!("{key} and {who} name different authors");
            (at(&["author", "editor"], message, format!("{who}: {}", people(&record.names))), !guessed)
        }
        Differences { year: true, title: false, names: false } => {
            let ours = entry.date.as_ref().map(|date| date.text.as_str()).unwrap_or_default();
            let message = format!("{key} is dated {ours}, and {} at {who}", years(&record.years));
            let found = at(&["date", "year"], message, format!("{who}: {}", years(&record.years)));
            (found, !guessed && year_counts(entry, record))
        }
        Differences { title, names, .. } => {
            let found = at(&["doi", "url"], format!("the DOI of {key} is that of another work"), work(record));
            let ours = part(library, entry, &["title"]);
            let found = found.related(SourceId::DOCUMENT, ours, format!("the entry is {}", entry.label()));
            (found, !guessed || title && names)
        }
    };
    if guessed && differs == (Differences { title: true, ..Differences::default() }) {
        return None;
    }
    let found = found.help(format!("correct the entry or its DOI; where it is {who} that is wrong, ignore this"));
    Some(if sure { found } else { found.severity(Severity::Info) })
}

/// Authors that are left out without a word, or stand in another order.
fn authors(
    library: &Library,
    entry: &Entry,
    record: &Record,
    at: impl Fn(&[&str], String, String) -> Finding,
) -> Option<Finding> {
    let (ours, theirs) = (&entry.authors, &record.names);
    let (Some(first), Some(their_first)) = (ours.first(), theirs.first()) else { return None };
    let all_there = ours.iter().all(|one| theirs.iter().any(|name| is_one(one, name)));
    if library.naming() == Naming::Inferred || ours.iter().any(|one| one.group) || !all_there {
        return None;
    }
    let (key, who) = (quoted(&entry.key), record.registry);
    // A list that is cut where many are cut is a habit of whoever made it.
    let message = if !entry.authors_others && theirs.len() >= ours.len() + 3 {
        format!("{key} names {} of the {} authors that {who} has", ours.len(), theirs.len())
    } else if !is_one(first, their_first) && ours.iter().any(|one| is_one(one, their_first)) {
        format!("{key} and {who} name the authors in another order")
    } else {
        return None;
    };
    Some(at(&["author"], message, format!("{who}: {}", people(theirs))).severity(Severity::Info))
}

/// The DOI that an entry lacks: of an article, since a book has several.
fn lacking(library: &Library, entry: &Entry, record: &Record) -> Option<Finding> {
    let kinds = ["journal-article", "proceedings-article", "article"];
    let elsewhere = ["doi", "eprint", "pmid"].iter().any(|name| entry.field(name).is_some());
    let differs = differences(library, entry, record)?;
    if elsewhere || !kinds.contains(&&*record.kind) || differs != Differences::default() {
        return None;
    }
    let doi = record.doi.as_ref()?;
    let message = format!("{} has no DOI, and one is registered", quoted(&entry.key));
    let found = Finding::at(SourceId::DOCUMENT, entry.key_span, message)
        .label(format!("{}: {}", record.registry, work(record)))
        .help(format!("if this is the work, add the DOI {doi}"));
    Some(found.severity(Severity::Info))
}

/// Where one of these fields stands; else the key.
fn part(library: &Library, entry: &Entry, names: &[&str]) -> Span {
    let field = names.iter().find_map(|name| entry.field(name));
    field.map_or(entry.key_span, |field| place::inner(library, field))
}
