//! What a reviewer or editor is told: each finding with its place as a reader counts, the words it is about and
//! the other side, and in plain words what was checked and what was not.
//!
//! In: the documents of a run. Out: words, for the page and for the notes, which tell the same.

mod passage;
mod place;
mod reference;
pub(super) mod tally;
mod told;
pub(super) mod words;

use std::cell::OnceCell;

use crate::model::{BlockId, Document, DocumentReport, SourceId};
use crate::text::{ProseSpan, Span};

pub(super) use passage::{Hue, Passage};
pub(super) use place::{Blocks, Map, Place};
pub(super) use reference::reference;
pub(super) use tally::{Group, Tally};
pub(super) use told::Told;

/// One document, with the ways from its bytes to what a reader sees.
pub(super) struct Review<'r> {
    pub(super) report: &'r DocumentReport,
    pub(super) blocks: Blocks,
    map: Map,
    /// The same for each cited work, made where one is asked for.
    cited: Vec<OnceCell<Map>>,
}

impl<'r> Review<'r> {
    pub(super) fn new(report: &'r DocumentReport) -> Self {
        let document = &report.linked.document;
        let cited = report.linked.cited.iter().map(|_| OnceCell::new()).collect();
        Self { report, blocks: Blocks::of(document), map: Map::of(document), cited }
    }

    pub(super) fn document(&self) -> &'r Document {
        &self.report.linked.document
    }

    /// Where bytes of the manuscript stand in what a reader sees; `None` where a reader does not see them.
    pub(super) fn seen(&self, span: Span) -> Option<Place> {
        self.map.place(self.document(), span)
    }

    /// A cited work at hand, and the way to its prose.
    pub(super) fn work(&self, id: SourceId) -> Option<(&'r Document, &Map)> {
        let linked = &self.report.linked;
        let number = (id.0 as usize).checked_sub(1 + linked.libraries.len())?;
        let document = linked.cited.get(number)?;
        Some((document, self.cited.get(number)?.get_or_init(|| Map::of(document))))
    }

    /// A place of the manuscript with the heading above it: `paragraph 12, line 175 (Introduction)`.
    pub(super) fn place_in_section(&self, place: Place) -> String {
        match self.section_title(place.block) {
            Some(title) => format!("{} ({})", self.place_words(place), title.trim_end_matches([':', '.'])),
            None => self.place_words(place),
        }
    }

    /// A place of the manuscript as a reader counts: `paragraph 12, line 175`.
    pub(super) fn place_words(&self, place: Place) -> String {
        let document = self.document();
        let source = document.prose.source(place.at);
        let mut out = String::new();
        if let Some(page) = document.source.page(source.start) {
            out.push_str(&format!("page {page}, "));
        }
        out.push_str(&self.blocks.name(place.block));
        if !document.source.format.is_container() {
            out.push_str(&format!(", line {}", document.source.place(source.start).line));
        }
        out
    }

    /// The heading above a block.
    pub(super) fn section_title(&self, block: BlockId) -> Option<String> {
        let heading = self.blocks.section_of(block)?.heading.filter(|&heading| heading != block)?;
        let at = self.document().block(heading).at;
        let end = self.document().prose.text().ceil_char_boundary((at.start as usize + 400).min(at.end as usize));
        Some(words::cut(&self.document().shown(ProseSpan::new(at.start as usize, end)), 60))
    }
}
