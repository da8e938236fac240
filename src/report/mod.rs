//! Outputs: one file each, all made from a document's report.
//!
//! In: the documents of a run, one after the other, and its summary. Out: bytes, to a writer that a
//! face gives. It refuses to know disk and terminal, and to find anything that is not in the report.

mod claim;
mod concise;
mod excerpt;
mod html;
mod human;
mod json;
mod note;
mod paint;
mod review;

use std::io::{self, Write};

use crate::model::{DocumentReport, Summary};
pub use review::About;

/// Prints a run as it goes.
pub trait Output {
    /// Before the first document.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// A document, as soon as it is done.
    fn document(&mut self, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()>;

    /// After the last document.
    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let _ = (summary, out);
        Ok(())
    }
}

/// The outputs, by the names they are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Each finding drawn under the text it is about.
    #[default]
    Full,
    /// One line a finding.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object a document, a line each.
    Jsonl,
    /// One page for a reviewer: the manuscript with its marks, findings, works and claims beside it.
    Html,
    /// Review notes as plain text.
    Notes,
    /// Review notes as Markdown.
    NotesMarkdown,
}

impl Shape {
    /// The output of this shape.
    pub fn output(self, colour: bool) -> Box<dyn Output> {
        self.output_with(colour, Vec::new())
    }

    /// The output of this shape, which may tell what the rules' own pages say.
    pub fn output_with(self, colour: bool, rules: Vec<About>) -> Box<dyn Output> {
        match self {
            Self::Full => Box::new(human::Full::new(colour)),
            Self::Concise => Box::new(concise::Concise::default()),
            Self::Json => Box::new(json::Json::default()),
            Self::Jsonl => Box::new(json::Jsonl),
            Self::Html => Box::new(html::Html::new(rules)),
            Self::Notes => Box::new(note::Notes::new(false)),
            Self::NotesMarkdown => Box::new(note::Notes::new(true)),
        }
    }
}
