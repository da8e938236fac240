//! The report as JSON, version 1: a contract with everything outside that reads it.
//!
//! Fields may be added; a field that is here keeps its name and meaning. Documents are written as
//! they come, so that a corpus streams in bounded memory.

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::{Ending, Opening, Output, Rows, claim, statistics};
use crate::model::{self, Diagnostic, DocumentReport, EntryId, Label, Lookups, Origin, Source, Status, Summary};

/// The version of the contract.
const VERSION: u32 = 1;

/// One object with all documents.
#[derive(Default)]
pub(super) struct Json {
    begun: bool,
}

/// One object a document, a line each.
pub(super) struct Jsonl;

impl Output for Json {
    fn begin(&mut self, _: &Opening, out: &mut dyn Write) -> io::Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        write!(out, r#"{{"version":{VERSION},"tool":{{"name":"pincite","version":"{version}"}},"documents":["#)
    }

    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        write(document, out)
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n],\"summary\":")?;
        serde_json::to_writer(&mut *out, &Counts::of(ending))?;
        out.write_all(b",\"statistics\":[")?;
        let mut rows = Rows::default();
        statistics::rows_of(&ending.statistics).try_for_each(|row| rows.write(&row, out))?;
        out.write_all(b"\n]}\n")
    }
}

impl Output for Jsonl {
    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
        write(document, out)?;
        out.write_all(b"\n")
    }
}

fn write(document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
    let mut buffer = BufWriter::with_capacity(1 << 16, out);
    serde_json::to_writer(&mut buffer, &Document(document))?;
    buffer.flush()
}

/// A document, written without a copy of itself.
struct Document<'a>(&'a DocumentReport);

/// A list that is made while it is written.
struct List<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let linked = &report.linked;
        let source = &linked.document.source;
        let style = report.style.name();
        let citations = || (0..linked.citations.len()).map(|index| citation(report, index));
        let claims = || (0..linked.claims.len()).map(|index| claim::claim(report, index));
        let diagnostics = || report.diagnostics.iter().map(|diagnostic| finding(report, diagnostic));
        let suppressed = || {
            report.suppressed.iter().map(|one| Hidden { by: one.by.name(), finding: finding(report, &one.diagnostic) })
        };
        let mut object = serializer.serialize_struct("document", 8)?;
        object.serialize_field("path", &source.path)?;
        object.serialize_field("format", source.format.name())?;
        object.serialize_field("style", style)?;
        object.serialize_field("bibliographies", &List(|| bibliographies(report)))?;
        object.serialize_field("citations", &List(citations))?;
        object.serialize_field("claims", &List(claims))?;
        object.serialize_field("diagnostics", &List(diagnostics))?;
        object.serialize_field("suppressed", &List(suppressed))?;
        object.end()
    }
}

fn bibliographies(report: &DocumentReport) -> impl Iterator<Item = String> {
    report.linked.libraries.iter().map(|library| match library.origin {
        Origin::File | Origin::Embedded => library.source.path.clone(),
        Origin::OwnList => format!("{}#references", library.source.path),
    })
}

#[derive(Serialize)]
pub(super) struct Span {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
}

impl Span {
    pub(super) fn of(source: &Source, span: crate::text::Span) -> Self {
        let place = source.place(span.start);
        Self { start: span.start, end: span.end, line: place.line, column: place.column }
    }
}

#[derive(Serialize)]
struct Citation<'a> {
    span: Span,
    text: &'a str,
    form: &'static str,
    items: Vec<Item<'a>>,
}

fn citation(report: &DocumentReport, index: usize) -> Citation<'_> {
    let linked = &report.linked;
    let source = &linked.document.source;
    let citation = &linked.citations[index];
    let links = linked.links_of(index);
    let items = citation.items.iter().enumerate().map(|(number, item)| {
        let link = links.get(number);
        Item {
            span: Span::of(source, item.span),
            text: &item.text,
            authors: item.authors.iter().map(|name| name.family.as_str()).collect(),
            et_al: item.et_al,
            year: item.year.as_ref().map(|year| year.text.as_str()),
            suffix: item.year.as_ref().and_then(|year| year.suffix.as_deref()),
            key: item.key.as_deref(),
            number: item.number,
            locator: item.locator.as_deref(),
            entries: link.map_or(&[][..], |link| &link.entries).iter().map(|&id| key(report, id)).collect(),
            status: link.map_or(Status::Ignored, |link| link.status).name(),
        }
    });
    Citation {
        span: Span::of(source, citation.span),
        text: &citation.text,
        form: citation.form.name(),
        items: items.collect(),
    }
}

#[derive(Serialize)]
struct Item<'a> {
    span: Span,
    text: &'a str,
    authors: Vec<&'a str>,
    et_al: bool,
    year: Option<&'a str>,
    suffix: Option<&'a str>,
    key: Option<&'a str>,
    number: Option<u32>,
    locator: Option<&'a str>,
    entries: Vec<&'a str>,
    status: &'static str,
}

pub(super) fn key(report: &DocumentReport, id: EntryId) -> &str {
    &report.linked.entry(id).key
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    path: &'a str,
    span: Span,
    related: Vec<Related<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    fix: Option<Fix<'a>>,
    /// There where the finding rests on a registry's answer, and so counts for no exit status.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    online: bool,
}

/// A finding that is not shown, and what hides it.
#[derive(Serialize)]
struct Hidden<'a> {
    by: &'static str,
    #[serde(flatten)]
    finding: Finding<'a>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    span: Span,
    message: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

fn finding<'a>(report: &'a DocumentReport, diagnostic: &'a Diagnostic) -> Finding<'a> {
    let finding = &diagnostic.finding;
    let source = |id| report.source(id).unwrap_or(&report.linked.document.source);
    let label = |label: &'a Label| Related {
        path: &source(label.source).path,
        span: Span::of(source(label.source), label.span),
        message: &label.message,
    };
    let edit = |edit: &'a model::Edit| Edit {
        path: &source(edit.source).path,
        start: edit.span.start,
        end: edit.span.end,
        text: &edit.text,
    };
    let at = label(&finding.at);
    Finding {
        code: diagnostic.code,
        rule: diagnostic.rule,
        severity: diagnostic.severity.name(),
        message: &finding.message,
        path: at.path,
        span: at.span,
        related: finding.related.iter().map(label).collect(),
        notes: &finding.notes,
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(|fix| Fix {
            title: &fix.title,
            safe: fix.safe,
            edits: fix.edits.iter().map(edit).collect(),
        }),
        online: finding.online,
    }
}

#[derive(Serialize)]
struct Counts<'a> {
    documents: usize,
    citations: usize,
    claims: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    online: Option<Online<'a>>,
}

impl<'a> Counts<'a> {
    fn of(ending: &Ending<'a>) -> Self {
        let Summary { documents, citations, claims, errors, warnings, infos } = ending.summary;
        Self { documents, citations, claims, errors, warnings, infos, online: ending.lookups.map(Online::of) }
    }
}

/// What came of asking registries.
#[derive(Serialize)]
struct Online<'a> {
    works: usize,
    found: usize,
    absent: usize,
    unmatched: usize,
    unchecked: Vec<Unchecked<'a>>,
}

#[derive(Serialize)]
struct Unchecked<'a> {
    why: &'a str,
    works: usize,
}

impl<'a> Online<'a> {
    fn of(lookups: &'a Lookups) -> Self {
        let &Lookups { works, found, absent, unmatched, ref unchecked } = lookups;
        let unchecked = unchecked.iter().map(|(why, works)| Unchecked { why, works: *works }).collect();
        Self { works, found, absent, unmatched, unchecked }
    }
}
