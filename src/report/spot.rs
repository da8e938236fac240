//! Where a finding is, for programs that open files by line.
//!
//! In: a document's report and a label. Out: the file, and the lines and columns in it where the file has such. A Word,
//! OpenDocument or PDF file has none: what spans index is the text drawn from it. There the page or the paragraph is
//! told in words, and no line is made up.

use std::collections::HashMap;

use crate::model::{DocumentReport, Format, Label, Origin, Source, SourceId};
use crate::text::{Place, Span};

/// How much of the words at a place is quoted, in characters.
const QUOTED: usize = 160;

/// The places of one document's findings.
pub(super) struct Spots<'r> {
    report: &'r DocumentReport,
    /// Where the paragraphs of a text that was drawn from a file begin.
    paragraphs: HashMap<SourceId, Vec<u32>>,
}

/// A place.
pub(super) struct Spot<'r> {
    /// The file.
    pub(super) path: &'r str,
    /// The lines, where the file has lines.
    pub(super) region: Option<Region>,
    /// Where in the file, where lines cannot tell it: `page 3`.
    pub(super) inside: Option<String>,
    source: &'r Source,
    span: Span,
}

/// Lines and columns; the end is exclusive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    /// The first character.
    pub(super) start: Place,
    /// One past the last.
    pub(super) end: Place,
}

impl<'r> Spots<'r> {
    /// The places in what a report is about.
    pub(super) fn of(report: &'r DocumentReport) -> Self {
        Self { report, paragraphs: HashMap::new() }
    }

    /// Where a label is.
    pub(super) fn at(&mut self, label: &Label) -> Spot<'r> {
        self.find(label.source, label.span)
    }

    /// Where a span of a source is.
    pub(super) fn find(&mut self, id: SourceId, span: Span) -> Spot<'r> {
        let document = &self.report.linked.document.source;
        let source = self.report.source(id).unwrap_or(document);
        let (path, region, inside) = match self.carried(id) {
            Some(format) => (document.path.as_str(), None, Some(within(format).to_owned())),
            None if source.format.is_container() => (source.path.as_str(), None, self.told(id, source, span.start)),
            None => (source.path.as_str(), Some(Region::of(source, span)), None),
        };
        Spot { path, region, inside, source, span }
    }

    /// The format of a bibliography that the document's file carries inside.
    fn carried(&self, id: SourceId) -> Option<Format> {
        let library = self.report.linked.libraries.get((id.0 as usize).checked_sub(1)?)?;
        (library.origin == Origin::Embedded).then_some(library.source.format)
    }

    /// `page 3` where the text has pages, else `paragraph 14`.
    fn told(&mut self, id: SourceId, source: &Source, offset: u32) -> Option<String> {
        if source.text.is_empty() {
            return None;
        }
        if let Some(page) = source.page(offset) {
            return Some(format!("page {page}"));
        }
        if source.format == Format::Pdf {
            return Some("page 1".to_owned());
        }
        let starts = self.paragraphs.entry(id).or_insert_with(|| paragraphs(&source.text));
        Some(format!("paragraph {}", starts.partition_point(|&start| start <= offset).max(1)))
    }
}

fn within(format: Format) -> &'static str {
    if format == Format::WordSources { "the sources it carries" } else { "its citation fields" }
}

/// Where lines begin that are not blank.
fn paragraphs(text: &str) -> Vec<u32> {
    let mut at = 0;
    let mut starts = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            starts.push(at);
        }
        at += line.len() as u32;
    }
    starts
}

impl Region {
    fn of(source: &Source, span: Span) -> Self {
        let end = source.text.len() as u32;
        Self { start: source.place(span.start.min(end)), end: source.place(span.end.min(end)) }
    }
}

impl Spot<'_> {
    /// The words there, as one line, cut where they are many.
    pub(super) fn words(&self) -> String {
        let mut out = String::new();
        let mut left = QUOTED;
        for word in self.source.slice(self.span).split_whitespace() {
            let long = word.chars().count() + 1;
            if long > left {
                // A word that is itself too long is cut.
                out.extend(word.chars().take(if out.is_empty() { left } else { 0 }));
                out.push('…');
                return out;
            }
            left -= long;
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    /// A message with where it is, where lines cannot tell it.
    pub(super) fn message(&self, message: &str) -> String {
        match &self.inside {
            None => message.to_owned(),
            Some(inside) => match self.words() {
                words if words.is_empty() || message.contains(&words) => format!("{message} ({inside})"),
                words => format!("{message} ({inside}, at “{words}”)"),
            },
        }
    }

    /// Where it begins in the text that its span indexes: an order for places with and without lines.
    pub(super) fn offset(&self) -> u32 {
        self.span.start
    }

    /// The columns of its ends in bytes, from 1.
    pub(super) fn bytes(&self) -> (usize, usize) {
        let lines = self.source.lines();
        let column = |offset: u32| {
            let offset = (offset as usize).min(self.source.text.len());
            offset - lines.start(lines.line_of(offset)) + 1
        };
        (column(self.span.start), column(self.span.end))
    }
}
