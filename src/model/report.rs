//! The report: what every output and face is made from.

use super::citation::Style;
use super::diagnostic::{Diagnostic, Severity};
use super::linked::Linked;
use super::source::{Source, SourceId};

/// What a whole run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// One report a document, in order of the inputs.
    pub documents: Vec<DocumentReport>,
    /// The counts.
    pub summary: Summary,
}

/// What was found in one document.
#[derive(Clone, Debug, Default)]
pub struct DocumentReport {
    /// The document with its citations, claims and links.
    pub linked: Linked,
    /// The style its citations use.
    pub style: Style,
    /// The findings, in order of path, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// What the manuscript's own comments hid.
    pub suppressed: Vec<Diagnostic>,
}

/// The counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents read.
    pub documents: usize,
    /// Citations found.
    pub citations: usize,
    /// Claims found.
    pub claims: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings worth a look.
    pub infos: usize,
}

impl Summary {
    /// Adds one document's counts.
    pub fn add(&mut self, document: &DocumentReport) {
        self.documents += 1;
        self.citations += document.linked.citations.len();
        self.claims += document.linked.claims.len();
        for diagnostic in &document.diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
        }
    }
}

impl DocumentReport {
    /// The text behind a source id.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.linked.source(id)
    }
}
