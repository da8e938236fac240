//! Entry types that nobody knows.

use super::data_model::{kind, nearest_kind};
use super::quoted;
use super::tally::{Tally, Told};
use crate::model::{Entry, Finding, Library, Naming, SourceId, Usage};
use crate::rules::Options;
use crate::text::Span;

/// Reports each entry type that neither BibLaTeX nor BibTeX knows, once a file.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    if library.naming() != Naming::Written {
        return Vec::new();
    }
    let mut tally = Tally::default();
    let mut usual = "";
    for entry in &library.entries {
        if entry.kind == usual {
            continue;
        }
        if kind(&entry.kind).is_some() {
            usual = &entry.kind;
        } else {
            tally.add(&entry.kind, place(library, entry));
        }
    }
    tally.into_told().iter().map(tell).collect()
}

/// The word after the `@`.
fn place(library: &Library, entry: &Entry) -> Span {
    let text = library.source.slice(entry.span);
    let word = text.trim_start_matches(|c: char| c == '@' || c.is_whitespace());
    let start = entry.span.start as usize + (text.len() - word.len());
    let here = word.get(..entry.kind.len()).is_some_and(|head| head.eq_ignore_ascii_case(&entry.kind));
    if here && !entry.kind.is_empty() { Span::new(start, start + entry.kind.len()) } else { entry.key_span }
}

fn tell(told: &Told<'_>) -> Finding {
    let message = format!("there is no entry type {}", quoted(told.name));
    let mut finding = Finding::at(SourceId::DOCUMENT, told.first, message)
        .note("biber takes it for `misc`, BibTeX for whatever its style says");
    for &place in &told.more {
        finding = finding.related(SourceId::DOCUMENT, place, "and here");
    }
    match nearest_kind(told.name) {
        Some(near) => {
            finding.label(format!("`{near}` is one{}", told.times())).help(format!("did you mean `@{near}`?"))
        }
        None => finding.label(format!("not one of BibLaTeX's or BibTeX's{}", told.times())),
    }
}
