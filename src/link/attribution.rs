//! Which citation stands for a quotation, and whose words it therefore holds.
//!
//! In: quotations, citations, what stands for each sentence. Out: for a quotation its citations, and the
//! quotation with its kind settled: an interview cited behind it makes it a participant's, an entry of the
//! same title makes it a title. A citation that ends the quoted words is none of them.

use super::entries::Index;
use super::scope::Standing;
use crate::model::{Citation, Document, EntryId, Link, Quotation, Quoting, Scope, SentenceId, Status};
use crate::text::{ProseSpan, fold};

/// What tells whose a quotation is.
pub(super) struct Attribution<'a> {
    document: &'a Document,
    citations: &'a [Citation],
    links: &'a [Link],
    index: &'a Index,
    standing: &'a Standing,
}

/// Where a citation stands that stands for a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// At the end of the quoted words.
    Inside(u32),
    /// Right behind them.
    Behind(u32),
}

impl<'a> Attribution<'a> {
    /// From the parts of a document that are linked.
    pub(super) fn new(
        document: &'a Document,
        citations: &'a [Citation],
        links: &'a [Link],
        index: &'a Index,
        standing: &'a Standing,
    ) -> Self {
        Self { document, citations, links, index, standing }
    }

    /// A quotation, its words cut before a citation that ends them, its kind settled.
    pub(super) fn settled(&self, mut quotation: Quotation) -> Quotation {
        let beside = self.beside(&quotation);
        if let Some(Beside::Inside(number)) = beside {
            let end = self.citations[number as usize].at.start.max(quotation.inner.start);
            let words = self.document.prose.slice(ProseSpan { start: quotation.inner.start, end });
            quotation.inner.end = quotation.inner.start + words.trim_end().len() as u32;
        }
        let cited = beside.map(|(Beside::Inside(number) | Beside::Behind(number))| number);
        if cited.is_some_and(|number| self.is_personal(number)) {
            quotation.kind = Quoting::Participant;
        } else if matches!(quotation.kind, Quoting::Own | Quoting::Participant) && cited.is_some() {
            // Whatever its own words seem to tell, a work is cited for it.
            quotation.kind = Quoting::Work;
        } else if matches!(quotation.kind, Quoting::Work | Quoting::Term) && self.is_title(&quotation) {
            quotation.kind = Quoting::Title;
        }
        quotation
    }

    /// The citations that stand for a settled quotation, and where.
    pub(super) fn of(&self, quotation: &Quotation) -> (Scope, Vec<u32>) {
        match self.beside(quotation) {
            Some(Beside::Inside(number) | Beside::Behind(number)) => return (Scope::Sentence, vec![number]),
            None if quotation.block => return self.introduced(quotation),
            None => {}
        }
        let first = self.document.sentence_at(quotation.at.start).unwrap_or(quotation.sentence);
        let from = self.document.sentence(first).at.start;
        let narrative = self.before(quotation, from).find(|&number| self.citations[number as usize].narrative());
        let found = narrative.or_else(|| self.after(quotation)).or_else(|| self.before(quotation, from).next());
        if let Some(number) = found {
            return (Scope::Sentence, vec![number]);
        }
        if let Some((scope, citations)) = self.standing.get(&quotation.sentence) {
            return (*scope, citations.clone());
        }
        self.in_sentence_before(first)
    }

    /// The citation inside the quoted words at their end, or right behind them.
    fn beside(&self, quotation: &Quotation) -> Option<Beside> {
        let next = self.citations.partition_point(|citation| citation.at.start < quotation.at.end);
        let closes = |from: u32, to: u32| {
            from <= to && {
                let between = self.document.prose.slice(ProseSpan { start: from, end: to });
                between.len() <= GAP && !between.contains(char::is_alphanumeric)
            }
        };
        if let Some(before) = next.checked_sub(1) {
            let citation = &self.citations[before];
            let inside = citation.at.start > quotation.at.start && citation.at.end <= quotation.at.end;
            if inside && closes(citation.at.end, quotation.at.end) && self.counts(before) {
                return Some(Beside::Inside(before as u32));
            }
        }
        let behind = self.citations.get(next)?;
        let beside =
            !quotation.block && closes(quotation.at.end, behind.at.start) && self.same_block(quotation, behind);
        (beside && self.counts(next)).then_some(Beside::Behind(next as u32))
    }

    /// The first citation behind a quotation in the sentence it ends in.
    fn after(&self, quotation: &Quotation) -> Option<u32> {
        let end = self.document.sentence(quotation.sentence).at.end;
        let next = self.citations.partition_point(|citation| citation.at.start < quotation.at.end);
        let after = (next..self.citations.len()).take_while(|&at| self.citations[at].at.start < end);
        after.into_iter().find(|&at| self.counts(at)).map(|at| at as u32)
    }

    /// The citations before a quotation, from `from` on, the nearest first.
    fn before(&self, quotation: &Quotation, from: u32) -> impl Iterator<Item = u32> + use<'_> {
        let next = self.citations.partition_point(|citation| citation.at.start < quotation.at.start);
        let before = (0..next).rev().take_while(move |&at| self.citations[at].at.start >= from);
        before.filter(|&at| self.counts(at)).map(|at| at as u32)
    }

    /// What is cited in the last sentence before a block of quotation.
    fn introduced(&self, quotation: &Quotation) -> (Scope, Vec<u32>) {
        match self.document.sentence_at(quotation.at.start) {
            Some(SentenceId(first @ 1..)) => self.in_sentence(SentenceId(first - 1)),
            _ => (Scope::None, Vec::new()),
        }
    }

    /// What is cited in the sentence before one, in its paragraph.
    fn in_sentence_before(&self, id: SentenceId) -> (Scope, Vec<u32>) {
        match id.0.checked_sub(1).map(SentenceId) {
            Some(before) if self.document.sentence(before).block == self.document.sentence(id).block => {
                self.in_sentence(before)
            }
            _ => (Scope::None, Vec::new()),
        }
    }

    fn in_sentence(&self, id: SentenceId) -> (Scope, Vec<u32>) {
        let at = self.document.sentence(id).at;
        let first = self.citations.partition_point(|citation| citation.at.start < at.start);
        let inside = (first..self.citations.len()).take_while(|&number| self.citations[number].at.start < at.end);
        let last = inside.filter(|&number| self.counts(number)).last();
        last.map_or((Scope::None, Vec::new()), |number| (Scope::Paragraph, vec![number as u32]))
    }

    fn same_block(&self, quotation: &Quotation, citation: &Citation) -> bool {
        let block = self.document.block_at(quotation.at.start);
        block.is_some() && block == self.document.block_at(citation.at.start)
    }

    fn links_of(&self, citation: usize) -> &[Link] {
        let citation = citation as u32;
        let first = self.links.partition_point(|link| link.item.citation < citation);
        let end = self.links.partition_point(|link| link.item.citation <= citation);
        &self.links[first..end]
    }

    /// Whether a citation cites anything.
    fn counts(&self, citation: usize) -> bool {
        self.links_of(citation).iter().any(|link| link.status != Status::Ignored)
    }

    fn is_personal(&self, citation: u32) -> bool {
        let links = self.links_of(citation as usize);
        !links.is_empty() && links.iter().all(|link| link.status == Status::Personal)
    }

    /// Whether a quotation is the title of an entry, or one of its parts: what stands before or behind a colon.
    fn is_title(&self, quotation: &Quotation) -> bool {
        /// Longer titles are none.
        const LONG: usize = 400;
        let words = self.document.prose.slice(quotation.inner);
        if quotation.block || words.len() > LONG {
            return false;
        }
        let key = fold::key(words);
        let title = |id: &EntryId| self.index.entry(*id).title.as_str();
        self.index.titled(words).iter().map(title).any(|title| {
            let parts = title.split([':', '?', '.']);
            fold::key(title) == key || parts.into_iter().any(|part| !part.is_empty() && fold::key(part) == key)
        })
    }
}

/// How much may stand between a quotation and the citation beside it, in bytes: marks and blanks.
const GAP: usize = 12;
