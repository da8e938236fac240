//! Page ranges that are written wrong, or that no book has.

use super::page_form::{Fault, faults};
use super::{place, quoted};
use crate::model::diagnostic::{Edit, Fix};
use crate::model::{Field, Finding, Library, Naming, SourceId, Usage};
use crate::rules::Options;
use crate::text::Span;

/// How many further places are shown.
const SHOWN: usize = 3;

/// Reports ranges that end before they begin, a `pp.` before a number, and, once a file, single hyphens.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut hyphens = Vec::new();
    let written = library.naming() == Naming::Written;
    let fields = library.entries.iter().flat_map(|entry| &entry.fields).filter(|field| field.name == "pages");
    for field in fields {
        for (at, fault) in faults(&field.value) {
            let text = &field.value[at];
            match fault {
                Fault::Inverted => findings.push(inverted(library, field, text)),
                Fault::Word if written => findings.push(word(library, field, text)),
                Fault::Hyphen if written => hyphens.extend(place::part(library, field, text)),
                // Other formats leave the form to the style.
                Fault::Word | Fault::Hyphen => {}
            }
        }
    }
    findings.extend(hyphen(&hyphens));
    findings
}

fn inverted(library: &Library, field: &Field, text: &str) -> Finding {
    let at = place::part_or_all(library, field, text);
    Finding::at(SourceId::DOCUMENT, at, format!("the pages {} end before they begin", quoted(text)))
        .label("swapped, or a digit is wrong")
        .help("look them up; only the work can tell")
}

fn word(library: &Library, field: &Field, text: &str) -> Finding {
    let message = format!("{} stands in a `pages` field", quoted(text));
    let Some(at) = place::part(library, field, text) else {
        return Finding::at(SourceId::DOCUMENT, place::inner(library, field), message);
    };
    let edit = Edit { source: SourceId::DOCUMENT, span: at, text: String::new() };
    let fix = Fix { title: format!("leave out {}", quoted(text)), safe: true, edits: vec![edit] };
    let finding = Finding::at(SourceId::DOCUMENT, at, message).label("styles put it there themselves");
    Finding { fix: Some(fix), ..finding }
}

/// All hyphens of a file: whoever writes so, writes so throughout.
fn hyphen(places: &[Span]) -> Option<Finding> {
    let (&first, more) = places.split_first()?;
    let message = match more.len() {
        0 => "a hyphen stands in a range of pages".to_owned(),
        more => format!("a hyphen stands in {} ranges of pages", more + 1),
    };
    let mut finding = Finding::at(SourceId::DOCUMENT, first, message)
        .label("a range has two: `--`")
        .note("some styles print `12-34` as it stands, others mend it");
    for &place in more.iter().take(SHOWN) {
        finding = finding.related(SourceId::DOCUMENT, place, "and here");
    }
    let dash = |&span: &Span| Edit { source: SourceId::DOCUMENT, span, text: "--".to_owned() };
    let edits = places.iter().map(dash).collect();
    Some(Finding { fix: Some(Fix { title: "write `--`".to_owned(), safe: true, edits }), ..finding })
}
