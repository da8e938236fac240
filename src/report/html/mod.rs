//! The reviewer's report: one page that needs nothing else, to be read, printed and sent.
//!
//! In: the documents of a run. Out: a page with what was checked, the manuscripts with their marks, and the
//! findings, works and claims beside them. It holds all words as elements of the page; the script shows, hides,
//! finds and copies what is there, and nothing in it is made of text.
//!
//! **Invariant:** what comes from a manuscript passes through [`escape`], and the page's own policy lets no other
//! script or style run than the two it brings.

mod claim;
mod escape;
mod finding;
mod page;
mod picture;
mod text;
mod work;

use std::fmt;
use std::io::{self, Write};

use super::Output;
use super::review::{Review, Tally, Told, tally};
use super::{Ending, Opening};
use crate::model::{BlockId, DocumentReport, RuleCard, Verdict};
use picture::Picture;
use text::{Mark, What};
use work::{At, Works};

/// Gathers the page.
#[derive(Default)]
pub(super) struct Html {
    rules: Vec<RuleCard>,
    tally: Tally,
    works: Works,
    picture: Picture,
    /// The manuscripts: the title of each, and how many findings lie in it.
    titles: Vec<(String, usize)>,
    text: String,
    /// The findings of each.
    findings: Vec<String>,
    /// The claims by what came of them.
    claims: [String; tally::VERDICTS.len()],
    blocks: usize,
    told: usize,
}

impl Html {
    fn take(&mut self, report: &DocumentReport) -> fmt::Result {
        let review = Review::new(report);
        let document = self.titles.len();
        let mut marks = Vec::new();
        self.tally.add(&review);
        self.works.take_in(&report.linked);
        self.cite(&review, &mut marks);
        self.works.rest(&report.linked);
        for (claim, support) in report.linked.claims.iter().zip(&report.linked.support) {
            if !claim.needs_citation && support.verdict == Verdict::Uncited {
                continue;
            }
            self.told += 1;
            let number = self.told;
            marks.push(Mark { at: claim.at, what: What::Claim(number, support.verdict) });
            let list = &mut self.claims[tally::rank(support.verdict)];
            claim::write(list, &review, (claim, support), number, self.blocks)?;
        }
        let mut findings = String::new();
        for diagnostic in &report.diagnostics {
            let told = Told::new(&review, self.tally.findings() + 1, diagnostic);
            self.tally.find(&told);
            marks
                .extend(told.place.map(|place| Mark { at: place.at, what: What::Finding(told.number, told.severity) }));
            finding::write(&mut findings, &told, self.blocks, document)?;
        }
        self.findings.push(findings);
        self.picture.add(&review, self.blocks);
        let title = page::title(&review);
        page::open_document(&mut self.text, &review, document, &title)?;
        text::write(&mut self.text, &review, self.blocks, marks)?;
        self.text.push_str("</section>\n");
        self.titles.push((title, report.diagnostics.len()));
        self.blocks += review.document().blocks.len();
        Ok(())
    }

    /// Links the citations of a document with the cards of their works.
    fn cite(&mut self, review: &Review, marks: &mut Vec<Mark>) {
        let linked = &review.report.linked;
        for (link, citation, item) in linked.items() {
            let block = review.document().block_at(item.at.start);
            let block = block.or(review.document().block_at(citation.at.start)).unwrap_or(BlockId(0));
            let (name, document) = (review.blocks.short(block), self.titles.len());
            let at = At { block: self.blocks + block.0 as usize, name, document };
            let Some(target) = self.works.cite(linked, link, &item.text, at) else { continue };
            match marks.last_mut() {
                // The items of a citation by key stand in the prose as one sign.
                Some(Mark { at, what: What::Item(before) }) if at.overlaps(item.at) => {
                    before.more.push(target.id);
                    before.more.extend(target.more);
                }
                _ => marks.push(Mark { at: item.at, what: What::Item(target) }),
            }
        }
    }
}

impl Output for Html {
    fn begin(&mut self, opening: &Opening, _: &mut dyn Write) -> io::Result<()> {
        self.rules = opening.rules.to_vec();
        Ok(())
    }

    fn document(&mut self, document: &DocumentReport, _: &mut dyn Write) -> io::Result<()> {
        self.take(document).map_err(io::Error::other)
    }

    fn end(&mut self, ending: &Ending, out: &mut dyn Write) -> io::Result<()> {
        self.tally.look_up(ending.lookups);
        let mut written = String::new();
        page::write(&mut written, self).map_err(io::Error::other)?;
        out.write_all(written.as_bytes())
    }
}
