//! What came of a run, counted while its documents pass by.

use std::collections::HashSet;

use crate::model::{DocumentReport, Origin, Severity, Status, Summary};

/// What the summary line tells beyond the report's counts, and whether the run has failed.
#[derive(Default)]
pub(super) struct Tally {
    failed: bool,
    warnings: usize,
    linked: usize,
    libraries: Vec<String>,
    seen: HashSet<String>,
}

impl Tally {
    /// Counts a document in, which fails the run from a severity on. What rests on a registry's answer fails none: the
    /// answer may not come next time.
    pub(super) fn add(&mut self, document: &DocumentReport, fail_on: Option<Severity>) {
        let found = document.diagnostics.iter().filter(|diagnostic| !diagnostic.finding.online);
        let mut found = found.map(|diagnostic| diagnostic.severity);
        self.warnings += found.clone().filter(|severity| *severity == Severity::Warning).count();
        self.failed |= fail_on.is_some_and(|level| found.any(|severity| severity >= level));
        let linked = &document.linked;
        let is_linked = |index: &usize| linked.links_of(*index).iter().any(|link| link.status == Status::Linked);
        self.linked += (0..linked.citations.len()).filter(is_linked).count();
        for library in &linked.libraries {
            let list = if library.origin == Origin::OwnList { "reference list of " } else { "" };
            let told = format!("{list}{} ({})", library.source.path, count(library.entries.len(), "entry", "entries"));
            if self.seen.insert(told.clone()) {
                self.libraries.push(told);
            }
        }
    }

    /// How many warnings there are that can fail a run.
    pub(super) fn warnings(&self) -> usize {
        self.warnings
    }

    /// Whether something at or above the failing level was found.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// `3 errors, 20 warnings, 2 infos in 1 file; 63 citations, 41 of them linked to refs.bib (41 entries)`
    pub(super) fn told(&self, summary: &Summary) -> String {
        let found = match (summary.errors, summary.warnings, summary.infos) {
            (0, 0, 0) => "nothing found".to_owned(),
            (errors, warnings, infos) => [
                (errors, count(errors, "error", "errors")),
                (warnings, count(warnings, "warning", "warnings")),
                (infos, count(infos, "info", "infos")),
            ]
            .into_iter()
            .filter_map(|(number, told)| (number > 0).then_some(told))
            .collect::<Vec<_>>()
            .join(", "),
        };
        let files = count(summary.documents, "file", "files");
        let citations = count(summary.citations, "citation", "citations");
        let against = match self.libraries.as_slice() {
            [] => ", held against no bibliography".to_owned(),
            few @ ([_] | [_, _] | [_, _, _]) => format!(", {} of them linked to {}", self.linked, few.join(", ")),
            many => format!(", {} of them linked to {} bibliographies", self.linked, many.len()),
        };
        format!("{found} in {files}; {citations}{against}")
    }
}

/// A number with its noun.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
