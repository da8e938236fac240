//! GitLab's code quality report: an array with one object a finding.
//!
//! GitLab asks for a line of each. For a file that has none (Word, PDF) it is the first, and the description says where.

use std::io::{self, Write};

use serde_json::json;

use super::spot::Spots;
use super::{Ending, Opening, Output, Rows};
use crate::model::fingerprint::plain;
use crate::model::{DocumentReport, Fingerprints, Severity};

/// One array.
#[derive(Default)]
pub(super) struct Gitlab {
    rows: Rows,
    fingerprints: Fingerprints,
}

impl Output for Gitlab {
    fn begin(&mut self, _: &Opening, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        let marked = self.fingerprints.of(document, plain);
        let mut spots = Spots::of(document);
        for (one, mark) in document.diagnostics.iter().zip(&marked.diagnostics) {
            let spot = spots.at(&one.finding.at);
            let (begin, end) = spot.region.map_or((1, 1), |region| (region.start.line, region.end.line));
            let row = json!({
                "type": "issue",
                "check_name": one.rule,
                "description": format!("{}: {}", one.code, spot.message(&one.finding.message)),
                "fingerprint": mark.fingerprint.to_string(),
                "severity": severity(one.severity),
                "location": { "path": plain(spot.path), "lines": { "begin": begin, "end": end } },
            });
            self.rows.write(&row, out)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Ending, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.rows.begun { b"\n]\n" } else { b"]\n" })
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
