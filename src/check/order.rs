//! The order of a document's findings: by path, place, code and message.

use crate::model::{Diagnostic, DocumentReport, SourceId};

/// Puts the findings of a document in order. Ties keep the order in which the rule told them.
pub(super) fn order(document: &mut DocumentReport) {
    let mut diagnostics = std::mem::take(&mut document.diagnostics);
    let path = |id: SourceId| document.source(id).map_or("", |source| source.path.as_str());
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.finding.at.span.start, d.finding.at.span.end, d.code);
        let (left, right) = (a.finding.at.source, b.finding.at.source);
        let paths = if left == right { std::cmp::Ordering::Equal } else { path(left).cmp(path(right)) };
        paths.then_with(|| key(a).cmp(&key(b))).then_with(|| a.finding.message.cmp(&b.finding.message))
    });
    document.diagnostics = diagnostics;
}
