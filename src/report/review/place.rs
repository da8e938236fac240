//! From bytes of a source to the words that a reader sees, and to the paragraph they stand in.

use std::ops::Range;

use crate::model::{BlockId, BlockKind, Document};
use crate::text::{How, ProseSpan, Span};

/// The way from source bytes to prose: the pieces of the prose, in order of the source.
pub(in crate::report) struct Map(Vec<Piece>);

struct Piece {
    source: Span,
    prose: ProseSpan,
    whole: bool,
}

/// A place in what a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) struct Place {
    /// The block.
    pub(in crate::report) block: BlockId,
    /// The words, all in that block.
    pub(in crate::report) at: ProseSpan,
}

impl Map {
    /// The way back through a document's prose.
    pub(in crate::report) fn of(document: &Document) -> Self {
        let pieces = document.prose.pieces();
        let end = |next: usize| pieces.get(next).map_or(document.prose.text().len() as u32, |piece| piece.prose);
        let piece = |(number, piece): (usize, &crate::text::Piece)| Piece {
            source: piece.source,
            prose: ProseSpan { start: piece.prose, end: end(number + 1) },
            whole: piece.how == How::Stands,
        };
        let seen = pieces.iter().enumerate().filter(|(_, piece)| piece.how != How::Added);
        let mut map: Vec<_> = seen.map(piece).collect();
        // Notes are lifted out of their paragraphs: the prose is not in order of the source.
        map.sort_by_key(|piece| (piece.source.start, piece.source.end));
        Self(map)
    }

    /// The prose of source bytes, as far as it lies in the block where it begins.
    pub(in crate::report) fn place(&self, document: &Document, span: Span) -> Option<Place> {
        let first = self.0.partition_point(|piece| piece.source.end <= span.start);
        let piece = self.0.get(first).filter(|piece| piece.source.start < span.end.max(span.start + 1))?;
        let within =
            |piece: &Piece, at: u32| piece.prose.start + (at - piece.source.start).min(piece.prose.len() as u32);
        let start = if piece.whole { piece.prose.start } else { within(piece, span.start.max(piece.source.start)) };
        let last = &self.0[self.0.partition_point(|piece| piece.source.start < span.end).max(first + 1) - 1];
        let end =
            if last.whole { last.prose.end } else { within(last, span.end.clamp(last.source.start, last.source.end)) };
        let block = document.block_at(start)?;
        let whole = document.block(block).at;
        // Where a note was lifted out of it, the words end elsewhere than they began.
        let sentence = document.sentence_at(start).map(|id| document.sentence(id).at.end);
        let end = Some(end).filter(|end| (start..=whole.end).contains(end));
        let end = end.or(sentence.filter(|end| (start..=whole.end).contains(end))).unwrap_or(whole.end);
        let text = document.prose.text();
        let (start, end) = (text.floor_char_boundary(start as usize), text.ceil_char_boundary(end as usize));
        Some(Place { block, at: ProseSpan::new(start, end) })
    }
}

/// The blocks of a document as a reader counts them, and the sections they form.
pub(in crate::report) struct Blocks {
    kinds: Vec<(BlockKind, u32)>,
    pub(in crate::report) sections: Vec<Section>,
}

/// A heading with all up to the next one.
#[derive(Clone, Debug)]
pub(in crate::report) struct Section {
    /// Its heading; the text before the first has none.
    pub(in crate::report) heading: Option<BlockId>,
    /// Its blocks, the heading among them.
    pub(in crate::report) blocks: Range<u32>,
}

impl Blocks {
    fn of_kind(kind: BlockKind) -> usize {
        match kind {
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote => 0,
            BlockKind::Heading => 1,
            BlockKind::Note => 2,
            BlockKind::Caption => 3,
            BlockKind::Table => 4,
            BlockKind::Reference => 5,
        }
    }

    /// Counts the blocks of a document.
    pub(in crate::report) fn of(document: &Document) -> Self {
        let mut counts = [0; 6];
        let mut kinds = Vec::with_capacity(document.blocks.len());
        let mut sections: Vec<Section> = Vec::new();
        for (block, number) in document.blocks.iter().zip(0..) {
            let count = &mut counts[Self::of_kind(block.kind)];
            *count += 1;
            kinds.push((block.kind, *count));
            let heading = (block.kind == BlockKind::Heading).then_some(BlockId(number));
            match sections.last_mut() {
                Some(section) if heading.is_none() => section.blocks.end = number + 1,
                _ => sections.push(Section { heading, blocks: number..number + 1 }),
            }
        }
        Self { kinds, sections }
    }

    /// What a block is, as one points at it: `paragraph 12`.
    pub(in crate::report) fn name(&self, id: BlockId) -> String {
        let (kind, number) = self.kinds[id.0 as usize];
        let what = match kind {
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote => "paragraph",
            BlockKind::Heading => "heading",
            BlockKind::Note => "note",
            BlockKind::Caption => "caption",
            BlockKind::Table => "table row",
            BlockKind::Reference => "reference",
        };
        format!("{what} {number}")
    }

    /// The same in short: `¶ 12`.
    pub(in crate::report) fn short(&self, id: BlockId) -> String {
        self.paragraph(id).map_or_else(|| self.name(id), |number| format!("¶ {number}"))
    }

    /// The number of a paragraph, for the margin.
    pub(in crate::report) fn paragraph(&self, id: BlockId) -> Option<u32> {
        let (kind, number) = self.kinds[id.0 as usize];
        (Self::of_kind(kind) == 0).then_some(number)
    }

    /// The section that a block stands in.
    pub(in crate::report) fn section_of(&self, id: BlockId) -> Option<&Section> {
        let next = self.sections.partition_point(|section| section.blocks.start <= id.0);
        self.sections.get(next.checked_sub(1)?)
    }
}
