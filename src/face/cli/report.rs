//! `pincite report`: what a reviewer or editor reads, written to one file.

use std::io::Write;

use super::args::{Report, ReportFormat};
use super::baseline_command::findings;
use super::check::{Each, each, say};
use super::outputs::Outputs;
use super::trouble::Trouble;
use super::{End, online};
use crate::report::Shape;

/// Runs the command.
pub(super) fn run(asked: &Report, out: &mut dyn Write) -> Result<End, Trouble> {
    let check = asked.check();
    let mut outputs = Outputs::alone(&check, shape(asked), asked.output.as_deref())?;
    let Each { troubles, lookups, .. } = each(&check, |document| outputs.take(document, out))?;
    let summary = outputs.close(&troubles, lookups.as_ref(), out)?.summary;
    if let Some(path) = asked.output.as_ref().filter(|_| !asked.quiet) {
        say(&format!("{path}: {}", findings(summary.errors + summary.warnings + summary.infos)));
    }
    if let Some(lookups) = lookups.filter(|_| !asked.quiet) {
        say(&online::told(&lookups));
    }
    troubles.iter().for_each(|trouble| trouble.tell(asked.color));
    Ok(if troubles.is_empty() { End::Clean } else { End::Broken })
}

fn shape(asked: &Report) -> Shape {
    let ending =
        asked.output.as_deref().and_then(|path| path.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase());
    let format = asked.format.unwrap_or(match ending.as_deref() {
        Some("md" | "markdown") => ReportFormat::Markdown,
        Some("txt") => ReportFormat::Text,
        _ => ReportFormat::Html,
    });
    match format {
        ReportFormat::Html => Shape::Html,
        ReportFormat::Markdown => Shape::NotesMarkdown,
        ReportFormat::Text => Shape::Notes,
    }
}
