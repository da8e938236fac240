//! SARIF 2.1.0, as code scanning takes it.
//!
//! One result a line, so that two runs compare by lines. What is suppressed is a result too, with what hides it.
//! Paths are relative to where the run stood; where that is, no report tells. Of a file that has no lines (Word, PDF)
//! a result names the file, and its message the page or paragraph.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::spot::{Region, Spot, Spots};
use super::{Ending, Opening, Output, Rows};
use crate::model::fingerprint::plain;
use crate::model::{
    Diagnostic, DocumentReport, Fingerprint, Fingerprints, Fix, RuleCard, Severity, SourceId, SuppressedBy,
};

/// The schema of the version with its errata.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative paths are relative to.
const BASE: &str = "%SRCROOT%";

/// One run.
#[derive(Default)]
pub(super) struct Sarif {
    rows: Rows,
    fingerprints: Fingerprints,
    /// The codes of the rules, in order.
    rules: Vec<&'static str>,
}

impl Output for Sarif {
    fn begin(&mut self, opening: &Opening, out: &mut dyn Write) -> io::Result<()> {
        let mut rules = opening.rules.to_vec();
        rules.sort_unstable_by_key(|rule| rule.code);
        self.rules = rules.iter().map(|rule| rule.code).collect();
        let driver = json!({
            "name": "pincite",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": rules.iter().map(described).collect::<Vec<_>>(),
        });
        let base = json!({ BASE: { "description": { "text": "The folder in which pincite was run." } } });
        write!(out, r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"columnKind":"unicodeCodePoints","#)?;
        write!(out, r#""originalUriBaseIds":{base},"tool":{{"driver":{driver}}},"results":["#)
    }

    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        let marked = self.fingerprints.of(document, plain);
        let mut spots = Spots::of(document);
        let shown = document.diagnostics.iter().map(|one| (one, None)).zip(&marked.diagnostics);
        let hidden = document.suppressed.iter().map(|one| (&one.diagnostic, Some(one.by)));
        for ((diagnostic, by), mark) in shown.chain(hidden.zip(&marked.suppressed)) {
            let rule = self.rules.binary_search(&diagnostic.code).ok();
            let result = Result { document, diagnostic, by, rule, fingerprint: mark.fingerprint };
            self.rows.write(&result.told(&mut spots), out)?;
        }
        Ok(())
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let told = |text: &String| json!({ "level": "error", "message": { "text": text } });
        let notifications: Vec<Value> = ending.troubles.iter().map(told).collect();
        let invocation =
            json!({ "executionSuccessful": notifications.is_empty(), "toolExecutionNotifications": notifications });
        writeln!(out, "\n],\"invocations\":[{invocation}]}}]}}")
    }
}

fn described(rule: &RuleCard) -> Value {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.about() },
        "help": { "text": rule.about(), "markdown": rule.page },
        "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.default_on },
        "properties": { "tags": [rule.family], "problem.severity": severity },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A finding, on its way to be a result.
struct Result<'r> {
    document: &'r DocumentReport,
    diagnostic: &'r Diagnostic,
    by: Option<SuppressedBy>,
    rule: Option<usize>,
    fingerprint: Fingerprint,
}

impl Result<'_> {
    fn told(&self, spots: &mut Spots) -> Value {
        let finding = &self.diagnostic.finding;
        let spot = spots.at(&finding.at);
        let mut result = Map::new();
        let mut set = |key: &str, value: Value| result.insert(key.to_owned(), value);
        set("ruleId", json!(self.diagnostic.code));
        if let Some(rule) = self.rule {
            set("ruleIndex", json!(rule));
        }
        set("level", json!(level(self.diagnostic.severity)));
        set("message", json!({ "text": message(&spot, self.diagnostic) }));
        set("locations", json!([location(&spot, &finding.at.message)]));
        let related = finding.related.iter().zip(1..).map(|(label, id)| {
            let mut place = location(&spots.at(label), &label.message);
            place["id"] = json!(id);
            place
        });
        let related: Vec<Value> = related.collect();
        if !related.is_empty() {
            set("relatedLocations", json!(related));
        }
        let version = Fingerprint::VERSION;
        set("partialFingerprints", json!({ format!("pincite/v{version}"): self.fingerprint.to_string() }));
        if let Some(fix) = finding.fix.as_ref().and_then(|fix| mended(fix, spots)) {
            set("fixes", json!([fix]));
        }
        let kind = self.by.map(|by| match by {
            SuppressedBy::Comment => "inSource",
            SuppressedBy::Baseline => "external",
        });
        // Without any, a reader could not know that none is.
        set("suppressions", json!(kind.map(|kind| json!({ "kind": kind })).into_iter().collect::<Vec<_>>()));
        if let Some(key) = self.cited() {
            set("properties", json!({ "rule": self.diagnostic.rule, "document": key }));
        } else {
            set("properties", json!({ "rule": self.diagnostic.rule }));
        }
        Value::Object(result)
    }

    /// The manuscript, where the finding lies in another file.
    fn cited(&self) -> Option<&str> {
        let at = self.diagnostic.finding.at.source;
        (at != SourceId::DOCUMENT).then_some(self.document.linked.document.source.path.as_str())
    }
}

/// What is wrong, why, and what to do. Brackets before a parenthesis would be read as a link.
fn message(spot: &Spot, diagnostic: &Diagnostic) -> String {
    let finding = &diagnostic.finding;
    let mut text = spot.message(&finding.message);
    for note in &finding.notes {
        text.push_str("\nnote: ");
        text.push_str(note);
    }
    if let Some(help) = &finding.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    text.replace("](", "\\](")
}

fn location(spot: &Spot, message: &str) -> Value {
    let mut location = Map::new();
    if !spot.path.is_empty() {
        let mut place = json!({ "artifactLocation": artifact(spot.path) });
        if let Some(region) = &spot.region {
            place["region"] = lines(region);
        }
        location.insert("physicalLocation".to_owned(), place);
    }
    if let Some(inside) = &spot.inside {
        location.insert("logicalLocations".to_owned(), json!([{ "name": inside }]));
    }
    if !message.is_empty() {
        location.insert("message".to_owned(), json!({ "text": message.replace("](", "\\](") }));
    }
    Value::Object(location)
}

fn lines(region: &Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

/// A fix, file by file; `None` where it would edit what has no lines.
fn mended(fix: &Fix, spots: &mut Spots) -> Option<Value> {
    let mut changes: Vec<(SourceId, Value, Vec<Value>)> = Vec::new();
    for edit in &fix.edits {
        let spot = spots.find(edit.source, edit.span);
        let replacement = json!({ "deletedRegion": lines(&spot.region?), "insertedContent": { "text": edit.text } });
        match changes.iter_mut().find(|(id, ..)| *id == edit.source) {
            Some((.., replacements)) => replacements.push(replacement),
            None => changes.push((edit.source, artifact(spot.path), vec![replacement])),
        }
    }
    let changes: Vec<Value> = changes
        .into_iter()
        .map(|(_, artifact, replacements)| json!({ "artifactLocation": artifact, "replacements": replacements }))
        .collect();
    let safe = json!({ "safe": fix.safe });
    (!changes.is_empty())
        .then(|| json!({ "description": { "text": fix.title }, "artifactChanges": changes, "properties": safe }))
}

fn artifact(path: &str) -> Value {
    let path = plain(path);
    let letters = path.as_bytes();
    let drive = letters.len() > 2 && letters[0].is_ascii_alphabetic() && &letters[1..3] == b":/";
    if drive {
        json!({ "uri": format!("file:///{}:{}", &path[..1], encoded(&path[2..])) })
    } else if path.starts_with('/') {
        json!({ "uri": format!("file://{}", encoded(&path)) })
    } else {
        json!({ "uri": encoded(&path), "uriBaseId": BASE })
    }
}

/// A path as a URI has it: everything but what RFC 3986 leaves unreserved, and `/`, as `%` and two digits.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::artifact;

    #[test]
    fn paths_become_uris() {
        for (path, uri) in [
            ("./a b/ü%.md", "a%20b/%C3%BC%25.md"),
            ("a:b#c?.md", "a%3Ab%23c%3F.md"),
            ("/tmp/x.md", "file:///tmp/x.md"),
            ("C:/x y.md", "file:///C:/x%20y.md"),
            ("../refs.bib", "../refs.bib"),
            ("a\n\u{1}.md", "a%0A%01.md"),
        ] {
            let artifact = artifact(path);
            assert_eq!(artifact["uri"], uri);
            assert_eq!(artifact.get("uriBaseId").is_some(), !uri.starts_with("file:"), "{path}");
        }
    }
}
