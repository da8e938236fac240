//! Each finding drawn under the text it is about, over all its sources at once.

use std::io::{self, Write};
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity as Drawn};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term;

use super::Output;
use super::excerpt::{Excerpt, Row};
use super::paint::Ink;
use crate::model::{self, DocumentReport, Severity};

/// Draws each finding.
pub(super) struct Full {
    ink: Ink,
    config: term::Config,
}

impl Full {
    /// Drawings with or without colour.
    pub(super) fn new(colour: bool) -> Self {
        Self { ink: Ink::new(colour), config: term::Config::default() }
    }
}

impl Output for Full {
    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &document.diagnostics {
            let (sheet, drawn) = draw(document, diagnostic);
            term::emit_to_write_style(&mut self.ink, &self.config, &sheet, &drawn).map_err(|error| match error {
                Error::Io(error) => error,
                other => io::Error::other(other.to_string()),
            })?;
            self.ink.pour(out)?;
        }
        Ok(())
    }
}

/// A finding as the drawing crate takes it, and the excerpts it is drawn over.
fn draw<'a>(document: &'a DocumentReport, diagnostic: &model::Diagnostic) -> (Sheet<'a>, Diagnostic<usize>) {
    let finding = &diagnostic.finding;
    let labels: Vec<_> = std::iter::once(&finding.at).chain(&finding.related).collect();
    let mut sources: Vec<_> = labels.iter().map(|label| label.source).collect();
    let mut seen = Vec::new();
    sources.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    let mut sheet = Sheet(Vec::new());
    let mut drawn = Vec::new();
    for id in sources {
        let Some(source) = document.source(id) else { continue };
        let here: Vec<usize> = (0..labels.len()).filter(|&n| labels[n].source == id).collect();
        let spans: Vec<_> = here.iter().map(|&n| labels[n].span).collect();
        let (excerpt, parts) = Excerpt::new(source, &spans);
        for (number, part) in parts.iter().enumerate() {
            let which = here[part.span];
            let style = if which == 0 { LabelStyle::Primary } else { LabelStyle::Secondary };
            let mut label = Label::new(style, sheet.0.len(), part.at.clone());
            if parts[number + 1..].iter().all(|later| later.span != part.span) {
                label = label.with_message(&labels[which].message);
            }
            drawn.push(label);
        }
        sheet.0.push(excerpt);
    }
    let notes = finding.notes.iter().map(|note| format!("note: {note}"));
    let notes = notes.chain(finding.help.iter().map(|help| format!("help: {help}")));
    let drawn = Diagnostic::new(severity(diagnostic.severity))
        .with_code(diagnostic.code)
        .with_message(&finding.message)
        .with_labels(drawn)
        .with_notes(notes.collect());
    (sheet, drawn)
}

fn severity(severity: Severity) -> Drawn {
    match severity {
        Severity::Error => Drawn::Error,
        Severity::Warning => Drawn::Warning,
        Severity::Info => Drawn::Note,
    }
}

/// The excerpts of one finding, by number.
struct Sheet<'a>(Vec<Excerpt<'a>>);

impl<'a> Sheet<'a> {
    fn excerpt(&self, id: usize) -> Result<&Excerpt<'a>, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }

    fn row(&self, id: usize, index: usize) -> Result<&Row, Error> {
        let excerpt = self.excerpt(id)?;
        excerpt.row(index).ok_or(Error::LineTooLarge { given: index, max: excerpt.rows.len() })
    }
}

impl<'a> Files<'a> for Sheet<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.excerpt(id)?.path)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.excerpt(id)?.text)
    }

    fn line_index(&'a self, id: usize, offset: usize) -> Result<usize, Error> {
        self.excerpt(id)?.row_at(offset).map(|row| row.index).ok_or(Error::FileMissing)
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.row(id, index)?.line)
    }

    fn column_number(&'a self, id: usize, index: usize, offset: usize) -> Result<usize, Error> {
        Ok(self.excerpt(id)?.column(self.row(id, index)?, offset))
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.row(id, index)?.at.clone())
    }
}
