//! The words in, before, after and between citations and figures, and what stands alone in the prose.
//!
//! In: a document and a place in it. Out: prose to read and source spans to point at, so that a
//! rule never sees a coordinate of the prose.

use std::ops::Range;

use super::citation::Citation;
use super::document::{BlockId, Document, SentenceId};
use super::figure::Figure;
use crate::text::{ProseSpan, Span, raised};

/// A bracket or quotation mark without its partner, and the words of its block on both sides.
#[derive(Clone, Copy, Debug)]
pub struct Lone<'d> {
    /// Its source bytes.
    pub span: Span,
    /// Whether it opens.
    pub opens: bool,
    /// The mark itself.
    pub mark: &'d str,
    /// The block it stands in.
    pub block: BlockId,
    /// The words of the block before it.
    pub before: &'d str,
    /// The words of the block after it.
    pub after: &'d str,
}

impl Document {
    /// The prose of a citation.
    pub fn inside(&self, citation: &Citation) -> &str {
        self.prose.slice(citation.at)
    }

    /// The source bytes of a part of a citation, given by offsets into its prose.
    pub fn span_inside(&self, citation: &Citation, part: Range<usize>) -> Span {
        self.prose.source(citation.at.inner(part))
    }

    /// The words of the block that stand before a citation.
    pub fn before(&self, citation: &Citation) -> &str {
        self.prose.slice(ProseSpan { start: self.home(citation).start.min(citation.at.start), end: citation.at.start })
    }

    /// The words of its sentence that stand before a citation.
    pub fn lead(&self, citation: &Citation) -> &str {
        let start = self.sentences.get(citation.sentence.0 as usize).map_or(0, |sentence| sentence.at.start);
        self.prose.slice(ProseSpan { start: start.min(citation.at.start), end: citation.at.start })
    }

    /// The words of the block that stand after a citation.
    pub fn after(&self, citation: &Citation) -> &str {
        self.prose.slice(ProseSpan { start: citation.at.end, end: self.home(citation).end.max(citation.at.end) })
    }

    /// Where a figure stands in the words of its sentence.
    pub fn place(&self, figure: &Figure) -> Range<usize> {
        let sentence = self.sentence(figure.sentence).at;
        let offset = |at: u32| at.clamp(sentence.start, sentence.end) as usize - sentence.start as usize;
        offset(figure.at.start)..offset(figure.at.end)
    }

    /// Whether a place in a sentence, given by an offset into its words, lies between quotation marks.
    pub fn is_quoted(&self, id: SentenceId, offset: usize) -> bool {
        let at = self.sentence(id).at.start + offset as u32;
        let after = self.quoted.partition_point(|quoted| quoted.end <= at);
        self.quoted[after..].iter().take(2).any(|quoted| quoted.start <= at)
    }

    /// The source bytes of the last `len` bytes of prose before a citation, and the citation itself.
    pub fn span_from(&self, citation: &Citation, len: usize) -> Span {
        let start = citation.at.start.saturating_sub(len as u32);
        self.prose.source(ProseSpan { start, end: citation.at.end })
    }

    /// The words between two citations, where both stand in one block.
    pub fn between(&self, first: &Citation, second: &Citation) -> Option<&str> {
        let home = self.home(first);
        let one = first.at.end <= second.at.start && second.at.end <= home.end;
        one.then(|| self.prose.slice(ProseSpan { start: first.at.end, end: second.at.start }))
    }

    /// The source bytes from one citation to another that follows it.
    pub fn span_over(&self, first: &Citation, last: &Citation) -> Span {
        self.prose.source(first.at.to(last.at))
    }

    /// Whether the brackets of a citation hold a sentence of their own: `(See Holland, 2021.)` after
    /// a full stop.
    pub fn holds_sentence(&self, citation: &Citation) -> bool {
        let before = self.before(citation).trim_end();
        let before = before.trim_end_matches(|c| raised::is(c) || c == '\u{fffc}');
        let own = before.is_empty() || before.ends_with(['.', '!', '?', '”', '"', ')']);
        let Some(item) = citation.items.first() else { return false };
        let lead = self.prose.slice(ProseSpan { start: citation.at.start, end: item.at.start.max(citation.at.start) });
        let words = lead.trim_start_matches(['(', '[', '“', '"', '‘', ' ']).trim_end();
        own && words.len() > 1 && words.starts_with(char::is_uppercase)
    }

    /// The block of a citation.
    fn home(&self, citation: &Citation) -> ProseSpan {
        let sentence = self.sentences.get(citation.sentence.0 as usize);
        sentence.map_or(citation.at, |sentence| self.block(sentence.block).at)
    }

    /// The brackets that have no partner in their block, in order.
    pub fn lone_brackets(&self) -> impl Iterator<Item = Lone<'_>> {
        self.brackets.iter().filter_map(|bracket| match (bracket.open, bracket.close) {
            (Some(at), None) => self.lone(at, 1, true),
            (None, Some(at)) => self.lone(at, 1, false),
            _ => None,
        })
    }

    /// The double quotation marks that have no partner in their block, in order.
    pub fn lone_quotation_marks(&self) -> impl Iterator<Item = Lone<'_>> {
        self.lone_quotes.iter().filter_map(|quote| self.lone(quote.at, quote.len, quote.opens))
    }

    fn lone(&self, at: u32, len: u32, opens: bool) -> Option<Lone<'_>> {
        let block = self.block_at(at)?;
        let home = self.block(block).at;
        let here = ProseSpan { start: at, end: at + len };
        Some(Lone {
            span: self.prose.source(here),
            opens,
            mark: self.prose.slice(here),
            block,
            before: self.prose.slice(ProseSpan { start: home.start, end: at }),
            after: self.prose.slice(ProseSpan { start: at + len, end: home.end }),
        })
    }
}
