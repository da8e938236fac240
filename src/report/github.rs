//! Commands that GitHub's runner makes annotations of, the gravest first.
//!
//! Of each kind it shows ten a step. What is more is not printed: it would crowd out other steps and be shown nowhere;
//! one notice, itself among the ten, says how many were left out. Which ones stay does not depend on the order of the
//! inputs.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::spot::Spots;
use super::{Ending, Output};
use crate::model::{Diagnostic, DocumentReport, Severity, Summary};

/// How many annotations of a kind are shown.
const SHOWN: usize = 10;

/// Annotations, gathered: the first ten of each kind.
#[derive(Default)]
pub(super) struct Github {
    errors: BTreeSet<Annotation>,
    warnings: BTreeSet<Annotation>,
    infos: BTreeSet<Annotation>,
}

/// One annotation, ordered by its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Annotation {
    path: String,
    offset: u32,
    start: Option<(usize, usize)>,
    end: Option<(usize, usize)>,
    code: &'static str,
    rule: &'static str,
    message: String,
}

impl Output for Github {
    fn document(&mut self, document: &DocumentReport, _: &mut dyn Write) -> io::Result<()> {
        let mut spots = Spots::of(document);
        for one in &document.diagnostics {
            let (list, most) = match one.severity {
                Severity::Error => (&mut self.errors, SHOWN),
                Severity::Warning => (&mut self.warnings, SHOWN),
                // One place is the notice's.
                Severity::Info => (&mut self.infos, SHOWN - 1),
            };
            list.insert(Annotation::of(one, &mut spots));
            if list.len() > most {
                list.pop_last();
            }
        }
        Ok(())
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let failed = ending.troubles.len().min(SHOWN);
        for trouble in &ending.troubles[..failed] {
            writeln!(out, "::error title=pincite::{}", data(trouble))?;
        }
        let errors = self.errors.len().min(SHOWN - failed);
        let printed = failed + errors + self.warnings.len() + self.infos.len();
        let Summary { errors: all_errors, warnings, infos, .. } = ending.summary;
        let left_out = (all_errors + warnings + infos + ending.troubles.len()).saturating_sub(printed);
        for (level, list, most) in
            [("error", &self.errors, errors), ("warning", &self.warnings, SHOWN), ("notice", &self.infos, SHOWN)]
        {
            for annotation in list.iter().take(most) {
                annotation.write(level, out)?;
            }
        }
        if left_out > 0 {
            let more = if left_out == 1 { "1 finding more is" } else { &format!("{left_out} findings more are") };
            let why = "an action's step shows ten annotations of each kind. `--format full`, or `--output sarif=FILE`, tells all";
            writeln!(out, "::notice title=pincite::{}", data(&format!("{more} not shown here: {why}")))?;
        }
        Ok(())
    }
}

impl Annotation {
    fn of(one: &Diagnostic, spots: &mut Spots) -> Self {
        let finding = &one.finding;
        let spot = spots.at(&finding.at);
        let mut message = spot.message(&finding.message);
        for note in &finding.notes {
            message.push_str("\nnote: ");
            message.push_str(note);
        }
        for label in &finding.related {
            let other = spots.at(label);
            let told = if label.message.is_empty() { "see" } else { &label.message };
            let at = match (&other.region, &other.inside) {
                (Some(region), _) => format!("{}:{}:{}", other.path, region.start.line, region.start.column),
                (None, Some(inside)) => format!("{}, {inside}", other.path),
                (None, None) => other.path.to_owned(),
            };
            message.push_str(&format!("\n{at}: {told}"));
        }
        if let Some(help) = &finding.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        let region = spot.region;
        Self {
            path: spot.path.to_owned(),
            offset: spot.offset(),
            start: region.map(|region| (region.start.line, region.start.column)),
            end: region.map(|region| (region.end.line, region.end.column)),
            code: one.code,
            rule: one.rule,
            message,
        }
    }

    fn write(&self, level: &str, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "::{level} ")?;
        if !self.path.is_empty() {
            write!(out, "file={},", property(&self.path))?;
        }
        if let (Some((line, column)), Some((end_line, end_column))) = (self.start, self.end) {
            write!(out, "line={line},endLine={end_line},")?;
            // Over several lines columns would be refused.
            if line == end_line {
                write!(out, "col={column},endColumn={},", end_column.max(column))?;
            }
        }
        writeln!(out, "title={} {}::{}", property(self.code), property(self.rule), data(&self.message))
    }
}

/// A message, with what would end the command escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, with what would end it escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
