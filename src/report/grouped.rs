//! The findings of each file under its name, a line each.

use std::io::{self, Write};

use super::Output;
use super::paint::{Ink, flat};
use crate::model::{Diagnostic, DocumentReport, Severity};

/// Prints findings by file.
pub(super) struct Grouped {
    ink: Ink,
}

impl Grouped {
    /// Lines with or without colour.
    pub(super) fn new(colour: bool) -> Self {
        Self { ink: Ink::new(colour) }
    }

    fn group(&mut self, document: &DocumentReport, group: &[Diagnostic]) -> io::Result<()> {
        let Some(source) = group.first().and_then(|first| document.source(first.finding.at.source)) else {
            return Ok(());
        };
        self.ink.coloured("1", &flat(&source.path))?;
        writeln!(self.ink)?;
        let place = |one: &Diagnostic| {
            let place = source.place(one.finding.at.span.start);
            format!("{}:{}", place.line, place.column)
        };
        let width = group.iter().map(|one| place(one).len()).max().unwrap_or_default();
        for one in group {
            write!(self.ink, "  {:>width$}  ", place(one))?;
            self.ink.coloured(hue(one.severity), &format!("{:7}", one.severity.name()))?;
            writeln!(self.ink, "  {}  {}: {}", one.code, one.rule, flat(&one.finding.message))?;
        }
        writeln!(self.ink)
    }
}

impl Output for Grouped {
    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        let path = |one: &Diagnostic| document.source(one.finding.at.source).map(|source| source.path.as_str());
        for group in document.diagnostics.chunk_by(|one, next| path(one) == path(next)) {
            self.group(document, group)?;
            self.ink.pour(out)?;
        }
        Ok(())
    }
}

fn hue(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Info => "36",
    }
}
