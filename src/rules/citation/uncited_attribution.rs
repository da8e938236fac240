//! Somebody is called as a witness, and nobody is cited.

use super::mention;
use super::witness;
use crate::model::{BlockId, BlockKind, Document, Finding, Linked, SentenceId};
use crate::rules::Options;
use crate::rules::reach::Reach;

/// How many sentences a summary may reach back.
const SUMMARY: u32 = 4;

/// One finding a sentence, on the words that call the witness.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let mut reach = None;
    let mut findings = Vec::new();
    let mut told = None;
    for (id, _, at) in document.find(&witness::NEEDLES) {
        let prose = matches!(document.kind_of(id), BlockKind::Paragraph | BlockKind::Item | BlockKind::Note);
        let Some(called) = witness::called(document.words(id), at).filter(|_| prose && told != Some(id)) else {
            continue;
        };
        told = Some(id);
        let words = &document.words(id)[called.clone()];
        let reach = reach.get_or_insert_with(|| Reach::new(linked));
        if reach.is_cited(id)
            || names_one(document.words(id))
            || sums_up(document.words(id)) && reach.follows_works(id, SUMMARY)
            || document.is_quoted(id, called.start)
            || in_abstract(document, id)
        {
            continue;
        }
        findings.push(
            Finding::new(document.span_in(id, called.clone()), format!("nobody is cited for `{words}`"))
                .label("whoever says so is not named")
                .note("no citation in this sentence or the next")
                .help("cite the work that says so, or say whose view it is"),
        );
    }
    findings
}

/// Whether somebody with a name says so: "As Holland notes, it is widely held that".
fn names_one(words: &str) -> bool {
    mention::NEEDLES.find(words).any(|(phrase, at)| mention::mention(words, phrase, at).is_some())
}

/// Whether a sentence draws together what stands before it.
fn sums_up(words: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "All in all", "Altogether", "Collectively", "In conclusion", "In short", "In sum", "In summary", "Overall",
        "Summing up", "Taken together", "Thus", "To summarise", "To summarize", "To sum up", "Together",
    ];
    OPENINGS.iter().any(|opening| words.starts_with(opening))
}

/// Abstracts cite nobody.
fn in_abstract(document: &Document, id: SentenceId) -> bool {
    /// How many blocks an abstract may have.
    const BLOCKS: u32 = 6;
    let block = document.sentence(id).block.0;
    let before = (block.saturating_sub(BLOCKS)..block).rev().map(BlockId);
    let heading = before.into_iter().find(|&id| document.block(id).kind == BlockKind::Heading);
    heading.is_some_and(|id| {
        let text = document.block_text(id).trim_matches(|c: char| !c.is_alphabetic());
        ["abstract", "summary", "zusammenfassung", "résumé"].contains(&text.to_lowercase().as_str())
    })
}
