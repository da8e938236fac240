//! reviewdog's diagnostic format: one object with the findings of all files.
//!
//! Its columns count bytes, and its suggestions belong to the file of their finding: a fix that edits others is left out.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::spot::{Spot, Spots};
use super::{Ending, Opening, Output, Rows};
use crate::model::{Diagnostic, DocumentReport, Severity};

/// One object.
#[derive(Default)]
pub(super) struct Rdjson {
    rows: Rows,
}

impl Output for Rdjson {
    fn begin(&mut self, _: &Opening, out: &mut dyn Write) -> io::Result<()> {
        let source = json!({ "name": "pincite", "url": env!("CARGO_PKG_REPOSITORY") });
        write!(out, r#"{{"source":{source},"diagnostics":["#)
    }

    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        let mut spots = Spots::of(document);
        document.diagnostics.iter().try_for_each(|one| self.rows.write(&told(one, &mut spots), out))
    }

    fn end(&mut self, _: &Ending, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]}\n")
    }
}

fn told(one: &Diagnostic, spots: &mut Spots) -> Value {
    let finding = &one.finding;
    let spot = spots.at(&finding.at);
    let mut location = json!({ "path": spot.path });
    if let Some(range) = range(&spot) {
        location["range"] = range;
    }
    let mut message = spot.message(&finding.message);
    for told in finding.notes.iter().chain(&finding.help) {
        message.push('\n');
        message.push_str(told);
    }
    let mut row = json!({
        "message": message,
        "location": location,
        "severity": severity(one.severity),
        "code": { "value": format!("{} {}", one.code, one.rule) },
    });
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    let suggestions: Option<Vec<Value>> = edits
        .map(|edit| {
            let range = range(&spots.find(edit.source, edit.span))?;
            (edit.source == finding.at.source).then(|| json!({ "range": range, "text": edit.text }))
        })
        .collect();
    if let Some(suggestions) = suggestions.filter(|all| !all.is_empty()) {
        row["suggestions"] = json!(suggestions);
    }
    row
}

fn range(spot: &Spot) -> Option<Value> {
    let region = spot.region?;
    let (start, end) = spot.bytes();
    Some(json!({
        "start": { "line": region.start.line, "column": start },
        "end": { "line": region.end.line, "column": end },
    }))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}
