//! "et al." for a work of too few authors, or one name for a work of several.

use std::collections::{HashMap, HashSet};

use super::places;
use crate::model::{CiteItem, Entry, EntryId, Finding, Form, Linked, Match, Severity, Status};
use crate::rules::Options;
use crate::text::{Span, fold};

/// Reports each place, with the number of the entry's authors; a work that is never cited otherwise, once.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let cited: Vec<(EntryId, &CiteItem)> = linked
        .items()
        .filter(|(link, citation, item)| {
            let named = !matches!(citation.form, Form::Key | Form::Note);
            link.status == Status::Linked && link.how == Match::Exact && named && !item.continues
        })
        .filter_map(|(link, _, item)| Some((*link.entries.first()?, item)))
        .collect();
    let rightly: HashSet<EntryId> =
        cited.iter().filter(|(id, item)| fault(linked.entry(*id), item).is_none()).map(|(id, _)| *id).collect();
    let mut out: Vec<(EntryId, &CiteItem, String, Vec<Span>)> = Vec::new();
    let mut first: HashMap<(EntryId, String), usize> = HashMap::new();
    for (id, item) in cited {
        let Some(message) = fault(linked.entry(id), item) else { continue };
        match first.get(&(id, message.clone())) {
            // Where the work is cited rightly too, each place is a slip of its own.
            Some(&at) if !rightly.contains(&id) => out[at].3.push(item.span),
            _ => {
                first.insert((id, message.clone()), out.len());
                out.push((id, item, message, Vec::new()));
            }
        }
    }
    out.into_iter()
        .filter_map(|(id, item, message, further)| {
            let doubt = may_be_editors(linked.entry(id), item) && !rightly.contains(&id);
            // One name each time for what may be editors: the author knows the work as one person's.
            (!doubt || further.is_empty()).then(|| places::also(finding(linked, id, item, message, doubt), &further))
        })
        .collect()
}

/// What is wrong with the number of names of a citation of an entry.
fn fault(entry: &Entry, item: &CiteItem) -> Option<String> {
    let people = entry.names();
    let (cited, there) = (item.authors.len(), people.len());
    if entry.authors_others || cited == 0 || people.iter().take(cited).any(|person| person.group && there == 1) {
        return None;
    }
    match item.et_al {
        true if there <= cited => Some(format!("`et al.` for a work of {}", authors(there))),
        true if cited == 1 && there == 2 => Some("`et al.` for a work of two authors".to_owned()),
        // Nobody writes with oneself: the list holds a part's author and the whole's editors.
        false if cited == 1 && there >= 2 && repeats_first(entry) => None,
        false if cited == 1 && there >= 3 => Some(format!("one name for a work of {}", authors(there))),
        false if cited == 1 && there == 2 => Some("one name for a work of two authors".to_owned()),
        _ => None,
    }
}

fn finding(linked: &Linked, id: EntryId, item: &CiteItem, message: String, doubt: bool) -> Finding {
    let entry = linked.entry(id);
    let people = entry.names();
    let at = entry.field("author").or(entry.field("editor")).map_or(entry.key_span, |field| field.span);
    let first = people.first().map(|person| person.family_name()).unwrap_or_default();
    let help = match (people.len(), people.get(1)) {
        (2, Some(second)) => format!("name both: {first} and {}", second.family_name()),
        (3.., _) => format!("write `{first} et al.`"),
        _ => format!("write `{first}` alone"),
    };
    let finding = Finding::new(item.span, message)
        .label("cited here")
        .related(linked.source_of(id), at, format!("`{}` is by {}", entry.key, authors(people.len())))
        .help(help);
    match doubt {
        true => finding.severity(Severity::Info).note("the entry names no editor: are its further names editors?"),
        false => finding,
    }
}

/// Whether names beyond those cited may be editors: converted lists often put a book's among its authors.
fn may_be_editors(entry: &Entry, item: &CiteItem) -> bool {
    entry.names().len() > item.authors.len()
        && !item.et_al
        && matches!(entry.kind.as_str(), "incollection" | "inbook" | "book" | "inproceedings" | "collection")
        && entry.editors.is_empty()
}

/// Whether the first name stands among the others once more.
fn repeats_first(entry: &Entry) -> bool {
    let key = |at: usize| entry.names().get(at).map(|p| (fold::key(&p.family), fold::key(&p.given)));
    (1..entry.names().len()).any(|at| key(at) == key(0))
}

fn authors(count: usize) -> String {
    match count {
        1 => "one author".to_owned(),
        2 => "two authors".to_owned(),
        n => format!("{n} authors"),
    }
}
