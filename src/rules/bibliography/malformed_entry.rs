//! What cannot be parsed.

use crate::model::{Finding, Format, Library, LibraryFlaw, Severity, SourceId, Usage};
use crate::rules::Options;

/// Reports each fault of the file where it stands.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    let others = match library.source.format {
        Format::BibLatex => "BibTeX and biber drop or cut it",
        Format::CslJson | Format::Hayagriva => "other programs refuse the whole file for it",
        _ => "other programs drop or cut it",
    };
    library.flaws.iter().map(|flaw| finding(flaw, others)).collect()
}

/// What is told of a fault; `others` is what other programs make of the item.
fn finding(flaw: &LibraryFlaw, others: &str) -> Finding {
    let mut finding = Finding::at(SourceId::DOCUMENT, flaw.span, flaw.message.clone());
    if flaw.severity != Severity::Error {
        return finding.severity(flaw.severity);
    }
    let what = match &flaw.key {
        Some(key) => format!("entry {}", super::quoted(key)),
        None => "the item".to_owned(),
    };
    finding = if flaw.lost {
        finding.note(format!("{what} was left out; all others were read"))
    } else {
        finding.note(format!("{what} was read as far as it can be told; {others}"))
    };
    finding
}
