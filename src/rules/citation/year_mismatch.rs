//! A citation whose names fit an entry and whose year does not.

use crate::model::{Finding, Linked, Match, Status};
use crate::rules::Options;

/// Reports each place, with the year of the entry.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mismatched = linked.items().filter(|(link, ..)| link.status == Status::Mismatch && link.how == Match::Year);
    mismatched
        .filter_map(|(link, citation, item)| {
            let &id = link.entries.first()?;
            let entry = linked.entry(id);
            let year = item.year.as_ref()?;
            let theirs = entry.date.as_ref().map_or("no date", |date| date.text.as_str());
            let (at, message) = match entry.field("date").or(entry.field("year")) {
                Some(field) => (field.span, format!("`{}` is of {theirs}", entry.key)),
                None => (entry.key_span, format!("`{}` has no date", entry.key)),
            };
            let written = entry.date.as_ref().map(|date| date.text.clone() + date.suffix.as_deref().unwrap_or(""));
            let dated = written.filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
            let edit = dated.as_ref().and_then(|to| {
                let from = linked.document.words_at(citation, year.span)?;
                linked.document.rewrite(citation, year.span, &from, to)
            });
            let help = format!("write `{theirs}`, correct the entry, or add one for {}", year.text);
            Some(
                Finding::new(item.span, format!("the year of `{}` is not that of its entry", super::short(&item.text)))
                    .label(format!("{} here, {theirs} in the bibliography", year.text))
                    .related(linked.source_of(id), at, message)
                    .help(help)
                    .unsafe_fix(format!("write `{theirs}`"), edit),
            )
        })
        .collect()
}
