//! One line a finding: `paper.txt:88:60: error[C001] missing-reference: no entry for `Fair, 2014``.

use std::io::{self, Write};

use super::Output;
use super::paint::{Ink, flat};
use crate::model::DocumentReport;

/// Prints one line a finding.
#[derive(Default)]
pub(super) struct Concise {
    ink: Ink,
}

impl Output for Concise {
    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &document.diagnostics {
            let at = &diagnostic.finding.at;
            let Some(source) = document.source(at.source) else { continue };
            let place = source.place(at.span.start);
            let (severity, code, rule) = (diagnostic.severity.name(), diagnostic.code, diagnostic.rule);
            let (path, message) = (flat(&source.path), flat(&diagnostic.finding.message));
            writeln!(self.ink, "{path}:{}:{}: {severity}[{code}] {rule}: {message}", place.line, place.column)?;
        }
        self.ink.pour(out)
    }
}
