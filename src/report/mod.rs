//! Outputs: one file each, all made from a document's report.
//!
//! In: the documents of a run, one after the other, and its summary. Out: bytes, to a writer that a
//! face gives. It refuses to know disk and terminal, and to find anything that is not in the report.

mod claim;
mod concise;
mod excerpt;
mod github;
mod gitlab;
mod grouped;
mod html;
mod human;
mod json;
mod junit;
mod markdown;
mod note;
mod paint;
mod rdjson;
mod review;
mod sarif;
mod spot;
mod statistics;

use std::io::{self, Write};

use crate::model::{DocumentReport, Lookups, RuleCard, Statistics, Summary};

/// Prints a run as it goes.
pub trait Output {
    /// Before the first document.
    fn begin(&mut self, opening: &Opening, out: &mut dyn Write) -> io::Result<()> {
        let _ = (opening, out);
        Ok(())
    }

    /// A document, as soon as it is done.
    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()>;

    /// After the last document.
    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        let _ = (ending, out);
        Ok(())
    }
}

/// What is known before the first document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening<'a> {
    /// The words of the rules, in order of their codes.
    pub rules: &'a [RuleCard],
}

/// What is known after the last document.
#[derive(Clone, Debug, Default)]
pub struct Ending<'a> {
    /// The counts.
    pub summary: Summary,
    /// How often each rule found something.
    pub statistics: Statistics,
    /// What could not be read, each in a sentence.
    pub troubles: &'a [String],
    /// What came of asking registries; `None` where they were not asked.
    pub lookups: Option<&'a Lookups>,
}

/// The outputs, by the names they are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Each finding drawn under the text it is about.
    #[default]
    Full,
    /// One line a finding.
    Concise,
    /// The findings of each file under its name.
    Grouped,
    /// One JSON object.
    Json,
    /// One JSON object a document, a line each.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// Commands that GitHub's runner makes annotations of.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML, a suite a file.
    Junit,
    /// reviewdog's diagnostic format.
    Rdjson,
    /// A page of Markdown.
    Markdown,
    /// How often each rule found something, instead of what.
    Statistics,
    /// The same as a JSON array.
    StatisticsJson,
    /// One page for a reviewer: the manuscript with its marks, findings, works and claims beside it.
    Html,
    /// Review notes as plain text.
    Notes,
    /// Review notes as Markdown.
    NotesMarkdown,
}

impl Shape {
    /// Every output.
    pub const ALL: [Self; 16] = [
        Self::Full,
        Self::Concise,
        Self::Grouped,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Rdjson,
        Self::Markdown,
        Self::Statistics,
        Self::StatisticsJson,
        Self::Html,
        Self::Notes,
        Self::NotesMarkdown,
    ];

    /// The output of this shape.
    pub fn output(self, colour: bool) -> Box<dyn Output> {
        match self {
            Self::Full => Box::new(human::Full::new(colour)),
            Self::Concise => Box::new(concise::Concise::default()),
            Self::Grouped => Box::new(grouped::Grouped::new(colour)),
            Self::Json => Box::new(json::Json::default()),
            Self::Jsonl => Box::new(json::Jsonl),
            Self::Sarif => Box::new(sarif::Sarif::default()),
            Self::Github => Box::new(github::Github::default()),
            Self::Gitlab => Box::new(gitlab::Gitlab::default()),
            Self::Junit => Box::new(junit::Junit::default()),
            Self::Rdjson => Box::new(rdjson::Rdjson::default()),
            Self::Markdown => Box::new(markdown::Markdown::default()),
            Self::Statistics => Box::new(statistics::Text),
            Self::StatisticsJson => Box::new(statistics::Json),
            Self::Html => Box::new(html::Html::default()),
            Self::Notes => Box::new(note::Notes::new(false)),
            Self::NotesMarkdown => Box::new(note::Notes::new(true)),
        }
    }
}

/// Whether a text is a page that [`Shape::Markdown`] printed, by how it begins.
pub fn is_page(text: &[u8]) -> bool {
    text.starts_with(markdown::HEADING.as_bytes())
}

/// Writes the rows of a list, each on its own line with a comma between: text that compares line by line.
#[derive(Debug, Default)]
struct Rows {
    begun: bool,
}

impl Rows {
    fn write(&mut self, row: &impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        serde_json::to_writer(out, row).map_err(io::Error::from)
    }
}
