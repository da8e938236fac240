//! What stands in an `isbn` field and is no ISBN.

use super::{number_form, place, quoted, serials};
use crate::model::{Field, Finding, Library, Naming, Severity, SourceId, Usage};
use crate::rules::Options;

/// Reports each number of an `isbn` field that is no ISBN.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    let fields = library.entries.iter().flat_map(|entry| &entry.fields);
    let filled = fields.filter(|field| field.name == "isbn" && !field.value.is_empty());
    filled.flat_map(|field| judge(library, field)).collect()
}

fn judge(library: &Library, field: &Field) -> Vec<Finding> {
    let faulty = |serial: serials::Serial<'_>| {
        let why = number_form::isbn(&serial.bare)?;
        let at = place::part_or_all(library, field, serial.written);
        if number_form::issn(&serial.bare).is_none() {
            // Where a format has one place for both, its reader chose.
            let told = || format!("{} is an ISSN, not an ISBN", quoted(serial.written));
            let finding = || Finding::at(SourceId::DOCUMENT, at, told()).label("this belongs in `issn`");
            return (library.naming() == Naming::Written).then(|| finding().severity(Severity::Info));
        }
        let message = format!("{} is not an ISBN", quoted(serial.written));
        Some(Finding::at(SourceId::DOCUMENT, at, message).label(why))
    };
    serials::serials(&field.value, &[10, 13]).into_iter().filter_map(faulty).collect()
}
