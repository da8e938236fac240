//! A manuscript as its reader left it: prose, blocks, sentences, marks.

use std::collections::BTreeMap;

use super::citation::Manner;
use super::source::{Format, Source};
use crate::text::needles::Needles;
use crate::text::pairs::{Bracket, LoneQuote, Quoted};
use crate::text::{How, Prose, ProseSpan, Span};

/// A manuscript, read. Nothing changes it afterwards.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text that spans index.
    pub source: Source,
    /// The words as a reader reads them, with the map to the source.
    pub prose: Prose,
    /// Headings, paragraphs and the like, in reading order.
    pub blocks: Vec<Block>,
    /// Sentences, in reading order.
    pub sentences: Vec<Sentence>,
    /// Things that lie in the prose: citations by key, code, formulas, comments.
    pub marks: Vec<Mark>,
    /// Brackets of the prose in order of their place, with their partners.
    pub brackets: Vec<Bracket>,
    /// Double quotation marks that stand alone, in order.
    pub lone_quotes: Vec<LoneQuote>,
    /// Passages in double quotation marks, in order of their end.
    pub quoted: Vec<Quoted>,
    /// Words that point at works by an id, in order.
    pub pointers: Vec<Pointer>,
    /// The ids that blocks go by: what a pointer or a citation by key means, where it means an item of the
    /// manuscript's own list.
    pub labels: Vec<(String, BlockId)>,
    /// The blocks of notes that are called from the text, in order, each with the place of its mark there.
    pub notes: Vec<(BlockId, u32)>,
    /// What the manuscript itself names.
    pub declared: Declared,
    /// What was malformed; reading went on.
    pub flaws: Vec<Flaw>,
}

/// An index into [`Document::blocks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

/// An index into [`Document::sentences`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(pub u32);

/// A block of prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its prose.
    pub at: ProseSpan,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading or title.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A block quotation.
    Quote,
    /// A footnote or endnote.
    Note,
    /// A caption.
    Caption,
    /// A cell or row of a table.
    Table,
    /// An entry of the manuscript's own reference list.
    Reference,
}

/// A sentence of the prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its prose.
    pub at: ProseSpan,
    /// The block it stands in.
    pub block: BlockId,
}

/// Something that lies in the prose without being words; U+FFFC stands for it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Where its U+FFFC stands; empty where the mark leaves nothing in the prose.
    pub at: ProseSpan,
    /// Its source bytes.
    pub span: Span,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// A citation by key, raw: `[see @key, p. 3]`, `@key`.
    Cite,
    /// Code.
    Code,
    /// A formula.
    Math,
    /// A comment, where suppressions may stand.
    Comment,
    /// A reference to a note.
    NoteRef,
}

/// Words that stand for works which the file tells exactly: a word processor's citation field, a link of a web
/// page or of a journal's XML into its list of references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The words: a whole citation, or a part of one.
    pub at: ProseSpan,
    /// Whom they stand for, in order: keys of a bibliography, or labels of blocks.
    pub keys: Vec<String>,
}

/// A bibliography that the file carries inside: the items of a word processor's citation fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// What it is written in.
    pub format: Format,
    /// The whole of it.
    pub text: String,
}

/// What a manuscript names about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Manuscripts that are a part of this one, as written, with the span of each.
    pub includes: Vec<(String, Span)>,
    /// Passages that hold only where some file is at hand: what they name may be missing.
    pub conditional: Vec<Span>,
    /// Bibliographies that the file carries inside.
    pub embedded: Vec<Embedded>,
    /// Bibliography files, as written, with the span of each.
    pub bibliographies: Vec<(String, Span)>,
    /// Keys that are to be listed without a citation; `*` is all of them.
    pub nocite: Vec<String>,
    /// Commands of the author's own that cite here, without their backslash, and how each does.
    pub commands: BTreeMap<String, Manner>,
    /// The name of a citation style file, as written.
    pub style: Option<String>,
}

/// Something malformed that reading went past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The bytes were not UTF-8; they were decoded as this encoding.
    NotUtf8 {
        /// The encoding's name.
        encoding: &'static str,
        /// The first place where the bytes were no UTF-8, in the decoded text.
        at: Span,
    },
    /// The front matter is no YAML that can be read.
    FrontMatter {
        /// Where.
        at: Span,
        /// What is wrong with it.
        why: String,
    },
}

impl Document {
    /// The document without what only the checks of a manuscript ask for, in no more room than it needs: a
    /// cited work is one of hundreds.
    pub fn at_rest(mut self) -> Self {
        (self.brackets, self.lone_quotes, self.quoted) = (Vec::new(), Vec::new(), Vec::new());
        (self.declared, self.flaws) = (Declared::default(), Vec::new());
        (self.pointers, self.labels, self.notes) = (Vec::new(), Vec::new(), Vec::new());
        self.source.text.shrink_to_fit();
        self.prose.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.sentences.shrink_to_fit();
        self.marks.shrink_to_fit();
        self
    }

    /// The prose of a sentence.
    pub fn words(&self, id: SentenceId) -> &str {
        self.prose.slice(self.sentence(id).at)
    }

    /// A sentence.
    pub fn sentence(&self, id: SentenceId) -> Sentence {
        self.sentences[id.0 as usize]
    }

    /// A block.
    pub fn block(&self, id: BlockId) -> Block {
        self.blocks[id.0 as usize]
    }

    /// The kind of the block a sentence stands in.
    pub fn kind_of(&self, id: SentenceId) -> BlockKind {
        self.block(self.sentence(id).block).kind
    }

    /// The id that a block goes by.
    pub fn label(&self, id: BlockId) -> Option<&str> {
        let at = self.labels.partition_point(|&(_, block)| block < id);
        self.labels.get(at).filter(|(_, block)| *block == id).map(|(label, _)| label.as_str())
    }

    /// Where in the text the mark of a note stands, one of whose blocks this is.
    pub fn called_from(&self, id: BlockId) -> Option<u32> {
        self.notes.binary_search_by_key(&id, |(block, _)| *block).ok().map(|at| self.notes[at].1)
    }

    /// The prose of a block.
    pub fn block_text(&self, id: BlockId) -> &str {
        self.prose.slice(self.block(id).at)
    }

    /// The ids of all sentences, in order.
    pub fn sentence_ids(&self) -> impl DoubleEndedIterator<Item = SentenceId> + use<> {
        (0..self.sentences.len() as u32).map(SentenceId)
    }

    /// The ids of all blocks, in order.
    pub fn block_ids(&self) -> impl DoubleEndedIterator<Item = BlockId> + use<> {
        (0..self.blocks.len() as u32).map(BlockId)
    }

    /// The offsets into a block's text at which lines of the source begin, the first left out, and whether a blank
    /// line stands before each.
    pub fn line_starts(&self, id: BlockId) -> Vec<(usize, bool)> {
        let at = self.block(id).at;
        let pieces = self.prose.pieces();
        let first = pieces.partition_point(|piece| piece.prose <= at.start).saturating_sub(1);
        let mut out = Vec::new();
        for (number, piece) in pieces.iter().enumerate().skip(first).take_while(|(_, piece)| piece.prose < at.end) {
            let end = pieces.get(number + 1).map_or(at.end, |next| next.prose);
            for break_at in memchr::memchr_iter(b'\n', self.source.slice(piece.source).as_bytes()) {
                let start = match piece.how {
                    How::Same => piece.prose + break_at as u32 + 1,
                    How::Stands | How::Added => end,
                };
                if start <= at.start || start >= at.end {
                    continue;
                }
                let start = (start - at.start) as usize;
                match out.last_mut() {
                    Some((known, blank)) if *known == start => *blank = true,
                    _ => out.push((start, false)),
                }
            }
        }
        out
    }

    /// The sentences of a block.
    pub fn sentences_of(&self, id: BlockId) -> impl DoubleEndedIterator<Item = SentenceId> + use<> {
        let first = self.sentences.partition_point(|s| s.block < id) as u32;
        let end = self.sentences.partition_point(|s| s.block <= id) as u32;
        (first..end).map(SentenceId)
    }

    /// The phrases of a set that stand in sentences, in order: the sentence, which phrase, and where in its words.
    pub fn find<'d>(
        &'d self,
        needles: &'d Needles,
    ) -> impl Iterator<Item = (SentenceId, usize, std::ops::Range<usize>)> + use<'d> {
        let mut next = 0;
        needles.find(self.prose.text()).filter_map(move |(phrase, at)| {
            while self.sentences.get(next).is_some_and(|sentence| (sentence.at.end as usize) < at.end) {
                next += 1;
            }
            let start = self.sentences.get(next)?.at.start as usize;
            let at = at.start.checked_sub(start)?..at.end - start;
            Some((SentenceId(next as u32), phrase, at))
        })
    }

    /// The source bytes of a part of a sentence, given by offsets into its words.
    pub fn span_in(&self, id: SentenceId, part: std::ops::Range<usize>) -> Span {
        self.prose.source(self.sentence(id).at.inner(part))
    }

    /// The source bytes of a part of a block, given by offsets into its text.
    pub fn span_in_block(&self, id: BlockId, part: std::ops::Range<usize>) -> Span {
        self.prose.source(self.block(id).at.inner(part))
    }

    /// The source bytes of a sentence.
    pub fn sentence_span(&self, id: SentenceId) -> Span {
        self.prose.source(self.sentence(id).at)
    }

    /// The block that holds a place of the prose.
    pub fn block_at(&self, at: u32) -> Option<BlockId> {
        let id = self.blocks.partition_point(|block| block.at.start <= at).checked_sub(1)?;
        (at < self.blocks[id].at.end).then_some(BlockId(id as u32))
    }

    /// The sentence that holds a place of the prose, or the last one that begins before it.
    pub fn sentence_at(&self, at: u32) -> Option<SentenceId> {
        let next = self.sentences.partition_point(|sentence| sentence.at.start <= at);
        (!self.sentences.is_empty()).then(|| SentenceId(next.saturating_sub(1) as u32))
    }

    /// The prose of a range as a report shows it: marks by their source bytes.
    pub fn shown(&self, span: ProseSpan) -> String {
        let text = self.prose.slice(span);
        if !text.contains('\u{fffc}') {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + 32);
        let mut next = self.marks.partition_point(|mark| mark.at.start < span.start);
        for (offset, c) in text.char_indices() {
            let at = span.start + offset as u32;
            while self.marks.get(next).is_some_and(|m| m.at.start < at || m.at.is_empty() && m.at.start == at) {
                next += 1;
            }
            match self.marks.get(next) {
                Some(mark) if c == '\u{fffc}' && mark.at.start == at => out.push_str(self.source.slice(mark.span)),
                _ => out.push(c),
            }
        }
        out
    }

    /// A sentence as a report shows it.
    pub fn shown_sentence(&self, id: SentenceId) -> String {
        self.shown(self.sentence(id).at)
    }
}
