//! Review notes: all findings as a reviewer writes them, numbered, with place and quoted words.
//!
//! As plain text, to be put into a letter, or as Markdown. Both say first what was checked and what was not.
//! They and the page tell the same, line for line.

use std::io::{self, Write};

use super::paint::steers;
use super::review::words::{capital, count};
use super::review::{Review, Tally, Told};
use super::{Ending, Output};
use crate::model::DocumentReport;

/// Notes for a reviewer.
#[derive(Default)]
pub(super) struct Notes {
    markdown: bool,
    tally: Tally,
    /// The notes of each document.
    documents: Vec<Vec<Vec<String>>>,
}

impl Notes {
    /// Notes as plain text or as Markdown.
    pub(super) fn new(markdown: bool) -> Self {
        Self { markdown, ..Self::default() }
    }

    /// Words of a manuscript, which neither steer a terminal nor mean anything to Markdown.
    fn shown(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            if self.markdown
                && matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$')
            {
                out.push('\\');
            }
            out.push(if steers(c) || matches!(c, '\n' | '\t') { ' ' } else { c });
        }
        out
    }
}

impl Output for Notes {
    fn document(&mut self, document: &DocumentReport, _: &mut dyn Write) -> io::Result<()> {
        let review = Review::new(document);
        self.tally.add(&review);
        let mut notes = Vec::new();
        for diagnostic in &document.diagnostics {
            let told = Told::new(&review, self.tally.findings() + 1, diagnostic);
            self.tally.find(&told);
            notes.push(told.lines());
        }
        self.documents.push(notes);
        Ok(())
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        self.tally.look_up(ending.lookups);
        let (one, two) = if self.markdown { ("# ", "## ") } else { ("", "") };
        let mut blocks =
            vec![format!("{one}Review of the sources of {}", self.shown(&self.tally.documents.join(", ")))];
        let list = |lines: Vec<String>| -> String {
            lines.iter().map(|line| format!("- {}", self.shown(line))).collect::<Vec<_>>().join("\n")
        };
        blocks.push(format!("{two}Checked"));
        blocks.push(list(self.tally.checked()));
        blocks.push(format!("{two}Not checked"));
        blocks.push(list(self.tally.unchecked()));
        let findings = self.tally.findings();
        let found = count(findings, "finding", "findings");
        blocks.push(match findings {
            0 => format!("{two}Nothing found"),
            _ => format!("{two}{}: {}", capital(&found), self.tally.found_words()),
        });
        let mut number = 0;
        for (notes, path) in self.documents.iter().zip(&self.tally.documents) {
            if self.documents.len() > 1 && !notes.is_empty() {
                blocks.push(format!("{}{}", if self.markdown { "### " } else { "" }, self.shown(path)));
            }
            for lines in notes {
                number += 1;
                let end = if self.markdown { "  \n" } else { "\n" };
                let indent = " ".repeat(number.to_string().len() + 2);
                let lines: Vec<_> = lines.iter().map(|line| self.shown(line)).collect();
                blocks.push(format!("{number}. {}", lines.join(&format!("{end}{indent}"))));
            }
        }
        writeln!(out, "{}", blocks.join("\n\n"))
    }
}
