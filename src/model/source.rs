//! A text that spans index: a manuscript, a bibliography, or a cited work at hand.

use crate::text::{LineIndex, Place, Span};

/// A source's text with its path and lines.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The path as it was given, with `/` between its parts.
    pub path: String,
    /// What the bytes were.
    pub format: Format,
    /// The text that spans index: the file itself for text formats.
    pub text: String,
    /// Whether its text was drawn from pages by means that may lose words and their order.
    pub rough: bool,
    lines: LineIndex,
    /// Where pages after the first begin, behind their form feeds.
    pages: Vec<u32>,
}

impl Source {
    /// A source from its decoded text.
    pub fn new(path: impl Into<String>, format: Format, text: String) -> Self {
        let lines = LineIndex::new(&text);
        let pages = memchr::memchr_iter(b'\x0c', text.as_bytes()).map(|at| at as u32 + 1).collect();
        Self { path: path.into(), format, text, rough: false, lines, pages }
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Line and column of a byte offset.
    pub fn place(&self, offset: u32) -> Place {
        self.lines.place(&self.text, offset as usize)
    }

    /// The page of a byte offset, from 1, where form feeds part the text into pages.
    pub fn page(&self, offset: u32) -> Option<u32> {
        let turned = self.pages.partition_point(|&page| page <= offset) as u32;
        (!self.pages.is_empty()).then_some(turned + 1)
    }

    /// The lines of the text.
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }
}

/// Which source of a report a label points into: 0 is the document, then its libraries in order,
/// then its cited sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The document itself.
    pub const DOCUMENT: Self = Self(0);
}

/// The formats that can be read, by the names the report uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown with Pandoc's citations; Quarto and R Markdown too.
    Markdown,
    /// LaTeX.
    Latex,
    /// Typst.
    Typst,
    /// reStructuredText.
    Rst,
    /// A web page.
    Html,
    /// An article in JATS XML, as journals and archives keep it.
    Jats,
    /// A Word file; what spans index is the text drawn from it.
    Docx,
    /// An OpenDocument text; what spans index is the text drawn from it.
    Odt,
    /// A PDF; what spans index is the text drawn from it.
    Pdf,
    /// A BibLaTeX or BibTeX file.
    BibLatex,
    /// CSL-JSON, as citation processors take it.
    CslJson,
    /// RIS, as databases export it.
    Ris,
    /// PubMed's format.
    Nbib,
    /// EndNote's XML.
    EndNoteXml,
    /// EndNote's tagged export, `.enw`.
    EndNote,
    /// Hayagriva's YAML, as Typst takes it.
    Hayagriva,
    /// The sources that a Word file keeps inside.
    WordSources,
}

impl Format {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Latex => "latex",
            Self::Typst => "typst",
            Self::Rst => "rst",
            Self::Html => "html",
            Self::Jats => "jats",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Pdf => "pdf",
            Self::BibLatex => "biblatex",
            Self::CslJson => "csl-json",
            Self::Ris => "ris",
            Self::Nbib => "nbib",
            Self::EndNoteXml => "endnote-xml",
            Self::EndNote => "endnote",
            Self::Hayagriva => "hayagriva",
            Self::WordSources => "word-sources",
        }
    }

    /// Whether this is a format of bibliographies.
    pub fn is_bibliography(self) -> bool {
        matches!(
            self,
            Self::BibLatex
                | Self::CslJson
                | Self::Ris
                | Self::Nbib
                | Self::EndNoteXml
                | Self::EndNote
                | Self::Hayagriva
                | Self::WordSources
        )
    }

    /// Whether spans index a text that was drawn from the file, not the file.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Docx | Self::Odt | Self::Pdf)
    }
}
