//! The report: what every output and face is made from.

use std::collections::BTreeMap;

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
    /// What was found and is not shown, in order.
    pub suppressed: Vec<Suppressed>,
}

/// A finding that is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// What hides it.
    pub by: SuppressedBy,
}

/// What hides a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressedBy {
    /// A comment in the manuscript.
    Comment,
    /// A baseline.
    Baseline,
}

impl SuppressedBy {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Baseline => "baseline",
        }
    }
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

/// How often each rule found something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics(BTreeMap<&'static str, (&'static str, Severity, usize)>);

impl Statistics {
    /// Adds one document's findings.
    pub fn add(&mut self, document: &DocumentReport) {
        for one in &document.diagnostics {
            let (_, worst, count) = self.0.entry(one.code).or_insert((one.rule, one.severity, 0));
            *worst = one.severity.max(*worst);
            *count += 1;
        }
    }

    /// Code, name, gravest severity and count of each rule, the most frequent first.
    pub fn rules(&self) -> Vec<(&'static str, &'static str, Severity, usize)> {
        let mut rules: Vec<_> =
            self.0.iter().map(|(code, &(name, worst, count))| (*code, name, worst, count)).collect();
        rules.sort_by_key(|&(.., count)| std::cmp::Reverse(count));
        rules
    }
}

impl DocumentReport {
    /// The text behind a source id.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.linked.source(id)
    }
}
