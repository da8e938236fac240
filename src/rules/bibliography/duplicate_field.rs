//! A field given twice.

use super::faulty::Faulty;
use super::quoted;
use crate::model::{Entry, Field, Finding, Library, Naming, Severity, SourceId, Usage};
use crate::rules::Options;

/// Reports each field that an earlier one of the same entry has the name of.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    if library.naming() != Naming::Written {
        return Vec::new();
    }
    let faulty = Faulty::of(library);
    let mut findings = Vec::new();
    for entry in library.entries.iter().filter(|entry| !faulty.has(entry)) {
        doubles(entry, &mut findings);
    }
    findings
}

fn doubles(entry: &Entry, findings: &mut Vec<Finding>) {
    /// From how many fields on they are sorted, so that an entry of thousands costs no square of them.
    const MANY: usize = 40;
    let fields = &entry.fields;
    if fields.len() <= MANY {
        for (at, field) in fields.iter().enumerate().skip(1) {
            let first = fields[..at].iter().find(|one| one.name.len() == field.name.len() && one.name == field.name);
            findings.extend(first.map(|first| tell(entry, first, field)));
        }
        return;
    }
    let mut sorted: Vec<usize> = (0..fields.len()).collect();
    sorted.sort_by_key(|&at| &fields[at].name);
    for same in sorted.chunk_by(|&a, &b| fields[a].name == fields[b].name) {
        findings.extend(same[1..].iter().map(|&at| tell(entry, &fields[same[0]], &fields[at])));
    }
}

fn tell(entry: &Entry, first: &Field, field: &Field) -> Finding {
    let message = format!("{} has {} twice", quoted(&entry.key), quoted(&field.name));
    let same = first.value == field.value;
    let label = if same { "the same again" } else { "a second value" };
    let finding = Finding::at(SourceId::DOCUMENT, field.name_span.to(field.span), message).label(label).related(
        SourceId::DOCUMENT,
        first.name_span.to(first.span),
        "first given here",
    );
    // What no style prints, and what is the same, is lost without harm.
    let harmless =
        same || matches!(&*field.name, "abstract" | "keywords" | "file" | "annote" | "annotation" | "timestamp");
    if harmless {
        return finding.severity(Severity::Info);
    }
    finding.note("BibTeX and biber each keep one of them, and say nothing in the text").help("take one of them out")
}
