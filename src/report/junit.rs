//! JUnit's XML: a suite a file, a case a finding; a file without findings has one case, which passes.
//!
//! Errors and warnings fail. What is worth a look does not: it is told in a case that passes. Suites come in order of
//! their paths.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::spot::Spots;
use super::{Ending, Output};
use crate::model::{Diagnostic, DocumentReport, Severity};

/// The suites, gathered: their attributes tell what they hold.
#[derive(Default)]
pub(super) struct Junit {
    suites: BTreeMap<String, Vec<Case>>,
}

struct Case {
    name: String,
    line: Option<usize>,
    severity: Severity,
    online: bool,
    message: String,
    body: String,
}

impl Output for Junit {
    fn document(&mut self, document: &DocumentReport, _: &mut dyn Write) -> io::Result<()> {
        self.suites.entry(document.linked.document.source.path.clone()).or_default();
        let mut spots = Spots::of(document);
        for one in &document.diagnostics {
            let (path, case) = case(one, &mut spots);
            match self.suites.get_mut(path) {
                Some(suite) => suite.push(case),
                None => {
                    self.suites.insert(path.to_owned(), vec![case]);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let cases = self.suites.values().map(|suite| suite.len().max(1)).sum::<usize>();
        let failures = self.suites.values().flatten().filter(|case| case.fails()).count();
        let errors = ending.troubles.len();
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        let tests = cases + errors;
        writeln!(out, r#"<testsuites name="pincite" tests="{tests}" failures="{failures}" errors="{errors}">"#)?;
        for (path, cases) in &self.suites {
            let tests = cases.len().max(1);
            let failures = cases.iter().filter(|case| case.fails()).count();
            let path = escaped(path);
            writeln!(out, r#"  <testsuite name="{path}" tests="{tests}" failures="{failures}" errors="0">"#)?;
            if cases.is_empty() {
                writeln!(out, r#"    <testcase name="nothing found" classname="{path}" file="{path}"/>"#)?;
            }
            for case in cases {
                out.write_all(case.told(&path).as_bytes())?;
            }
            writeln!(out, "  </testsuite>")?;
        }
        if errors > 0 {
            writeln!(out, r#"  <testsuite name="pincite" tests="{errors}" failures="0" errors="{errors}">"#)?;
            for (trouble, number) in ending.troubles.iter().zip(1..) {
                let message = escaped(trouble);
                writeln!(
                    out,
                    r#"    <testcase name="run {number}" classname="pincite"><error message="{message}"/></testcase>"#
                )?;
            }
            writeln!(out, "  </testsuite>")?;
        }
        writeln!(out, "</testsuites>")
    }
}

fn case<'r>(one: &Diagnostic, spots: &mut Spots<'r>) -> (&'r str, Case) {
    let finding = &one.finding;
    let spot = spots.at(&finding.at);
    let at = match (&spot.region, &spot.inside) {
        (Some(region), _) => format!("{}:{}", region.start.line, region.start.column),
        (None, Some(inside)) => inside.clone(),
        (None, None) => String::new(),
    };
    let message = spot.message(&finding.message);
    let mut body = format!("{}:{at}: {}[{}]: {message}", spot.path, one.severity.name(), one.code);
    for note in &finding.notes {
        body.push_str("\nnote: ");
        body.push_str(note);
    }
    if let Some(help) = &finding.help {
        body.push_str("\nhelp: ");
        body.push_str(help);
    }
    let name = format!("{} {} {at}", one.code, one.rule).trim_end().to_owned();
    let line = spot.region.map(|region| region.start.line);
    (spot.path, Case { name, line, severity: one.severity, online: finding.online, message, body })
}

impl Case {
    /// Who counts failures fails a run by them; what rests on a registry's answer fails none.
    fn fails(&self) -> bool {
        self.severity > Severity::Info && !self.online
    }

    fn told(&self, path: &str) -> String {
        let mut out = format!(r#"    <testcase name="{}" classname="{path}" file="{path}""#, escaped(&self.name));
        if let Some(line) = self.line {
            let _ = write!(out, r#" line="{line}""#);
        }
        let body = escaped(&self.body);
        let _ = if self.fails() {
            let (severity, message) = (self.severity.name(), escaped(&self.message));
            writeln!(out, "><failure type=\"{severity}\" message=\"{message}\">{body}</failure></testcase>")
        } else {
            writeln!(out, "><system-out>{body}</system-out></testcase>")
        };
        out
    }
}

/// A text as XML has it, between tags and in an attribute. What XML may not hold at all is `�`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
