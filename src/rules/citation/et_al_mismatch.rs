//! "et al." for a work of too few authors, or one name for a work of several.

use crate::model::{Finding, Form, Linked, Match, Severity, Status};
use crate::rules::Options;

/// Reports each place, with the number of the entry's authors.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    linked
        .items()
        .filter(|(link, citation, item)| {
            link.status == Status::Linked && link.how == Match::Exact && citation.form != Form::Key && !item.continues
        })
        .filter_map(|(link, _, item)| {
            let &id = link.entries.first()?;
            let entry = linked.entry(id);
            let people = entry.names();
            let (cited, there) = (item.authors.len(), people.len());
            if entry.authors_others || cited == 0 || people.iter().take(cited).any(|person| person.group && there == 1)
            {
                return None;
            }
            let message = match item.et_al {
                true if there <= cited => format!("`et al.` for a work of {}", authors(there)),
                true if cited == 1 && there == 2 => "`et al.` for a work of two authors".to_owned(),
                false if cited == 1 && there >= 3 => format!("one name for a work of {}", authors(there)),
                false if cited == 1 && there == 2 => "one name for a work of two authors".to_owned(),
                _ => return None,
            };
            let at = entry.field("author").or(entry.field("editor")).map_or(entry.key_span, |field| field.span);
            let first = people.first().map(|person| person.family_name()).unwrap_or_default();
            // Converted lists often put a book's editors among its authors.
            let merged = there > cited
                && !item.et_al
                && matches!(entry.kind.as_str(), "incollection" | "inbook" | "book" | "inproceedings" | "collection")
                && entry.editors.is_empty();
            let help = match (there, people.get(1)) {
                (2, Some(second)) => format!("name both: {first} and {}", second.family_name()),
                (3.., _) => format!("write `{first} et al.`"),
                _ => format!("write `{first}` alone"),
            };
            let finding = Finding::new(item.span, message)
                .label("cited here")
                .related(linked.source_of(id), at, format!("`{}` is by {}", entry.key, authors(there)))
                .help(help);
            Some(match merged {
                true => {
                    finding.severity(Severity::Info).note("the entry names no editor: are its further names editors?")
                }
                false => finding,
            })
        })
        .collect()
}

fn authors(count: usize) -> String {
    match count {
        1 => "one author".to_owned(),
        2 => "two authors".to_owned(),
        n => format!("{n} authors"),
    }
}
