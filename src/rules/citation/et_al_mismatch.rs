//! "et al." for a work of too few authors, or one name for a work of several.

use std::collections::{HashMap, HashSet};

use super::places;
use crate::model::{Citation, CiteItem, Edit, Entry, EntryId, Finding, Form, Linked, Match, Severity, Status};
use crate::rules::{Options, joined};
use crate::text::{Span, fold};

/// Reports each place, with the number of the entry's authors; a work that is never cited otherwise, once.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let cited: Vec<(EntryId, Place<'_>)> = linked
        .items()
        .filter(|(link, citation, item)| {
            let named = !matches!(citation.form, Form::Key | Form::Note);
            link.status == Status::Linked && link.how == Match::Exact && named && !item.continues
        })
        .filter_map(|(link, citation, item)| Some((*link.entries.first()?, (citation, item))))
        .collect();
    let rightly: HashSet<EntryId> =
        cited.iter().filter(|(id, (_, item))| fault(linked.entry(*id), item).is_none()).map(|(id, _)| *id).collect();
    let mut out: Vec<(EntryId, String, Vec<Place<'_>>)> = Vec::new();
    let mut first: HashMap<(EntryId, String), usize> = HashMap::new();
    for (id, place) in cited {
        let Some(message) = fault(linked.entry(id), place.1) else { continue };
        match first.get(&(id, message.clone())) {
            // Where the work is cited rightly too, each place is a slip of its own.
            Some(&at) if !rightly.contains(&id) => out[at].2.push(place),
            _ => {
                first.insert((id, message.clone()), out.len());
                out.push((id, message, vec![place]));
            }
        }
    }
    out.into_iter()
        .filter_map(|(id, message, cited)| {
            let item = cited[0].1;
            let further: Vec<Span> = cited[1..].iter().map(|(_, item)| item.span).collect();
            let doubt = may_be_editors(linked.entry(id), item) && !rightly.contains(&id);
            // One name each time for what may be editors: the author knows the work as one person's.
            (!doubt || further.is_empty()).then(|| {
                let finding = places::also(finding(linked, id, item, message, doubt), &further);
                if doubt { finding } else { mended(linked, id, finding, &cited) }
            })
        })
        .collect()
}

/// A place where a work is cited.
type Place<'l> = (&'l Citation, &'l CiteItem);

/// The finding with the edits of all its places.
fn mended(linked: &Linked, id: EntryId, finding: Finding, cited: &[Place]) -> Finding {
    let people = linked.entry(id).names();
    let title = finding.help.clone().unwrap_or_default();
    let edit = |(citation, item): &Place| -> Option<Edit> {
        let document = &linked.document;
        let name = item.authors.last()?;
        let behind = Span { start: name.span.end, end: name.span.end };
        let rest = match (people.len(), people.get(1)) {
            (2, Some(second)) => format!(" {} {}", joined::usual(linked, citation.form)?, second.family_name()),
            (3.., _) => " et al.".to_owned(),
            _ => String::new(),
        };
        if !item.et_al {
            return document.rewrite(citation, behind, "", &rest);
        }
        let until = item.year.as_ref()?.span.start.max(behind.start);
        let words = document.words_at(citation, Span { end: until, ..behind })?;
        let len = ["et al.", "et al"].iter().find_map(|written| Some(words.find(written)? + written.len()))?;
        let end = document.place_at(citation, Span { end: until, ..behind }, len)?;
        document.rewrite(citation, Span { end, ..behind }, &words[..len], &rest)
    };
    let edits: Option<Vec<Edit>> = cited.iter().map(edit).collect();
    finding.unsafe_fix(title, edits.into_iter().flatten())
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
