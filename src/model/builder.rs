//! How a reader makes a document: it pushes pieces, and spans come out right by construction.

use std::collections::BTreeMap;

use super::calls::Calls;
use super::citation::Manner;
use super::document::{Block, BlockId, BlockKind, Declared, Document, Flaw, Mark, MarkKind, Pointer, Sentence};
use super::source::Source;
use crate::text::pairs::{self, Bracket, Pairs};
use crate::text::{Prose, ProseSpan, Span, segment};

/// What parts two blocks in the prose.
const GAP: &str = "\n\n";

/// Takes the pieces of a document in reading order.
#[derive(Debug)]
pub struct Builder<'s> {
    source: &'s Source,
    prose: Prose,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    pointers: Vec<Pointer>,
    labels: Vec<(String, BlockId)>,
    /// The labels of the open block.
    label: Vec<String>,
    calls: Calls,
    declared: Declared,
    flaws: Vec<Flaw>,
    open: Option<(BlockKind, usize)>,
}

/// Tells, for places further and further on, whether a pair of brackets is open there.
struct Inside<'b> {
    brackets: &'b [Bracket],
    base: u32,
    until: u32,
}

impl Inside<'_> {
    fn brackets(&mut self, at: usize) -> bool {
        let at = self.base + at as u32;
        while let Some((bracket, rest)) = self.brackets.split_first() {
            if bracket.open.or(bracket.close).is_some_and(|from| from >= at) {
                break;
            }
            if let (Some(_), Some(close)) = (bracket.open, bracket.close) {
                self.until = self.until.max(close);
            }
            self.brackets = rest;
        }
        at <= self.until
    }
}

/// Makes a document from a source: `read` pushes its pieces.
pub fn build<E>(source: Source, read: impl FnOnce(&mut Builder<'_>) -> Result<(), E>) -> Result<Document, E> {
    let mut builder = Builder::new(&source);
    // Prose is hardly ever longer than its source; room that is not used costs nothing, growing does.
    builder.prose.reserve(source.text.len());
    read(&mut builder)?;
    let document = builder.finish();
    Ok(Document { source, ..document })
}

/// Makes a document whose pieces lie in a source of somebody else's: a field of a bibliography. Its own
/// source has the path, and no text.
pub fn build_over(source: &Source, read: impl FnOnce(&mut Builder<'_>)) -> Document {
    let mut builder = Builder::new(source);
    read(&mut builder);
    let document = builder.finish();
    Document { source: Source::new(source.path.clone(), source.format, String::new()), ..document }
}

impl<'s> Builder<'s> {
    fn new(source: &'s Source) -> Self {
        Self {
            source,
            // A text that grows is copied again and again, and holds twice the room it needs.
            prose: Prose::with_capacity(source.text.len()),
            blocks: Vec::new(),
            marks: Vec::new(),
            pointers: Vec::new(),
            labels: Vec::new(),
            label: Vec::new(),
            calls: Calls::default(),
            declared: Declared::default(),
            flaws: Vec::new(),
            open: None,
        }
    }

    /// Commands of the author's own that cite, and how each does.
    pub fn commands(&mut self, commands: &BTreeMap<String, Manner>) {
        self.declared.commands.clone_from(commands);
    }

    /// The source text.
    pub fn text(&self) -> &'s str {
        &self.source.text
    }

    /// Begins a block; what was open ends.
    pub fn block(&mut self, kind: BlockKind) {
        self.close();
        if !self.prose.text().is_empty() {
            let at = self.prose.pieces().last().map_or(0, |piece| piece.source.end);
            self.prose.added(at, GAP);
        }
        self.open = Some((kind, self.prose.text().len()));
    }

    fn close(&mut self) {
        let Some((kind, start)) = self.open.take() else { return };
        self.prose.trim_end(start);
        let end = self.prose.text().len();
        // What left nothing in the blanks that went stands where they did.
        let cut = ProseSpan::new(end, end);
        self.marks.iter_mut().rev().take_while(|mark| mark.at.start > cut.start).for_each(|mark| mark.at = cut);
        // Pointers stand in the order of their ends; one can lie within another.
        let reaching = self.pointers.partition_point(|pointer| pointer.at.end <= cut.start);
        for pointer in self.pointers.split_off(reaching) {
            let at = ProseSpan { end: cut.start, ..pointer.at };
            if at.start < at.end {
                self.pointers.push(Pointer { at, ..pointer });
            }
        }
        let id = BlockId(self.blocks.len() as u32);
        let labels = self.label.drain(..).filter(|_| end > start);
        self.labels.extend(labels.map(|label| (label, id)));
        if end > start {
            self.blocks.push(Block { kind, at: ProseSpan::new(start, end) });
            let note = self.calls.open.filter(|_| kind == BlockKind::Note);
            self.calls.blocks.extend(note.map(|note| (id, note)));
        }
    }

    /// The kind of the open block, and the prose it holds so far.
    pub fn current(&self) -> Option<(BlockKind, &str)> {
        self.open.map(|(kind, start)| (kind, &self.prose.text()[start..]))
    }

    /// Where the source bytes end that were pushed last.
    pub fn end(&self) -> Option<u32> {
        self.prose.pieces().last().map(|piece| piece.source.end)
    }

    /// These source bytes, as they are. Outside a block, a paragraph begins.
    pub fn same(&mut self, span: Span) {
        self.ensure();
        self.prose.same(&self.source.text, span);
    }

    /// These source bytes are this text.
    pub fn stands(&mut self, span: Span, text: &str) {
        self.ensure();
        self.prose.stands(span, text);
    }

    /// A soft break: these source bytes are one blank, unless a blank or nothing stands before.
    pub fn blank(&mut self, span: Span) {
        if self.current().is_some_and(|(_, text)| !text.is_empty() && !text.ends_with(' ')) {
            match self.source.text.as_bytes().get(span.start as usize) {
                Some(byte) if !byte.is_ascii_whitespace() => self.prose.sign_of_blank(span),
                _ => self.prose.stands(span, " "),
            }
        }
    }

    /// Something that is not words lies here; U+FFFC stands for it.
    pub fn mark(&mut self, kind: MarkKind, span: Span) {
        self.ensure();
        let start = self.prose.text().len();
        self.prose.stands(span, "\u{fffc}");
        self.marks.push(Mark { kind, at: ProseSpan::new(start, start + 3), span });
    }

    /// Something lies here that leaves nothing in the prose: a comment.
    pub fn aside(&mut self, kind: MarkKind, span: Span) {
        let start = self.prose.text().len();
        self.marks.push(Mark { kind, at: ProseSpan::new(start, start), span });
    }

    /// How much prose there is: where what is pushed next will stand, if a block is open.
    pub fn here(&self) -> u32 {
        self.prose.text().len() as u32
    }

    /// The prose from `start` ([`Builder::here`], taken when its block was open) points at these works.
    pub fn pointer(&mut self, start: u32, keys: Vec<String>) {
        let at = ProseSpan { start, end: self.here() };
        if at.start < at.end && !keys.is_empty() && self.open.is_some_and(|(_, first)| first <= start as usize) {
            self.pointers.push(Pointer { at, keys });
        }
    }

    /// An id that the open block goes by. One that holds no words has none.
    pub fn label(&mut self, id: impl Into<String>) {
        self.ensure();
        self.label.push(id.into());
    }

    /// The mark that was pushed last calls the note of this id.
    pub fn calls(&mut self, id: impl Into<String>) {
        if let Some(last) = self.marks.len().checked_sub(1) {
            self.calls.marks.push((last, id.into()));
        }
    }

    /// Blocks of notes that begin from here on are parts of the note of this id, until another is told.
    pub fn note(&mut self, id: Option<&str>) {
        self.close();
        self.calls.open = id.map(|id| {
            self.calls.ids.push(id.to_owned());
            self.calls.ids.len() - 1
        });
    }

    fn ensure(&mut self) {
        if self.open.is_none() {
            self.block(BlockKind::Paragraph);
        }
    }

    /// What the manuscript names about itself.
    pub fn declared(&mut self) -> &mut Declared {
        &mut self.declared
    }

    /// Something was malformed; reading goes on.
    pub fn flaw(&mut self, flaw: Flaw) {
        self.flaws.push(flaw);
    }

    /// Ends the document: blocks are closed, sentences cut, brackets and quotation marks paired.
    fn finish(mut self) -> Document {
        self.close();
        self.prose.settle();
        let mut sentences = Vec::new();
        let mut found = Pairs::default();
        for (id, block) in self.blocks.iter().enumerate() {
            let text = self.prose.slice(block.at);
            let first = found.brackets.len();
            pairs::pair(text, block.at.start, &mut found);
            let mut inside = Inside { brackets: &found.brackets[first..], base: block.at.start, until: 0 };
            segment::sentences(
                text,
                |at| inside.brackets(at),
                |range| sentences.push(Sentence { at: block.at.inner(range), block: BlockId(id as u32) }),
            );
        }
        let notes = self.calls.settle(&self.blocks, &self.marks, &self.prose, &self.source.text);
        Document {
            source: Source::default(),
            notes,
            prose: self.prose,
            blocks: self.blocks,
            sentences,
            marks: self.marks,
            pointers: self.pointers,
            labels: self.labels,
            brackets: found.brackets,
            lone_quotes: found.lone,
            quoted: found.quoted,
            declared: self.declared,
            flaws: self.flaws,
        }
    }
}
