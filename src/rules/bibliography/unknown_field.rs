//! Fields that nobody knows.

use super::data_model::{is_field, nearest_field};
use super::faulty::Faulty;
use super::quoted;
use super::tally::{Tally, Told};
use crate::model::{Finding, Library, Naming, SourceId, Usage};
use crate::rules::Options;

/// Reports each name of a field that neither BibLaTeX nor BibTeX nor a reference manager knows, once a file.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    // What other formats have beyond BibLaTeX's fields is theirs.
    if library.naming() != Naming::Written {
        return Vec::new();
    }
    let faulty = Faulty::of(library);
    let mut tally = Tally::default();
    // Entries of one file mostly have the same fields in the same order.
    let mut usual: Vec<&str> = Vec::new();
    for entry in &library.entries {
        for (place, field) in entry.fields.iter().enumerate() {
            if usual.get(place).is_some_and(|name| *name == field.name) {
                continue;
            }
            if is_field(&field.name) {
                usual.truncate(place);
                if usual.len() == place {
                    usual.push(&field.name);
                }
            } else if !faulty.has(entry) {
                tally.add(&field.name, field.name_span);
            }
        }
    }
    tally.into_told().iter().map(tell).collect()
}

fn tell(told: &Told<'_>) -> Finding {
    let message = format!("there is no field {}", quoted(told.name));
    let mut finding = Finding::at(SourceId::DOCUMENT, told.first, message);
    for &place in &told.more {
        finding = finding.related(SourceId::DOCUMENT, place, "and here");
    }
    match nearest_field(told.name) {
        Some(near) => finding.label(format!("`{near}` is one{}", told.times())).help(format!("did you mean `{near}`?")),
        None => finding.label(format!("no style prints it{}", told.times())),
    }
}
