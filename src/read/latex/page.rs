//! The walk over the tokens: blocks begin and end, words are pushed, what stands aside is lifted out.
//!
//! In: the tokens of a file. Out: pieces for the builder. What a command does is told beside it. Notes and floats
//! are walked when the paragraph that they stand in has ended.
//!
//! **Invariant:** no recursion: what is open stands on a stack, what is lifted in a queue.

use std::collections::HashMap;
use std::rc::Rc;

use super::commands::{self, Argument, Meaning};
use super::environments;
use super::lex::{Kind, NONE, Token, Tokens};
use super::pairs::{self, Pairs};
use crate::model::{BlockKind, Builder, MarkKind};
use crate::read::Reading;
use crate::read::sections::Sections;
use crate::read::words::push_words;
use crate::text::{Span, citename};

/// A passage to walk.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) at: usize,
    pub(super) end: usize,
    /// What its blocks are.
    pub(super) kind: BlockKind,
    /// The block that begins with its next words.
    next: Option<BlockKind>,
    /// Whether its words are none.
    mute: bool,
    /// How many groups are open around it, once it was begun.
    around: Option<usize>,
    /// The number of the note that it is, where its sign stands elsewhere.
    pub(super) note: Option<u32>,
}

/// A group or environment that is open, by the token that closes it.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) close: usize,
    pub(super) then: Then,
}

/// What the end of a group does.
#[derive(Debug)]
pub(super) enum Then {
    /// Prints a sign.
    Print(&'static str),
    /// Ends a quotation.
    Unquote,
    /// Ends a heading of this level.
    Heading(u8),
    /// Ends a block; what comes then is of this kind.
    Block(BlockKind),
    /// Ends an environment: kind, silence, whether works are listed, as they were.
    Environment(BlockKind, bool, bool),
    /// Ends the words that point to a work.
    Pointer(u32, String),
    /// Ends a label.
    Label,
    /// Leaves out so many arguments.
    Skip(u8),
    /// Goes on with the arguments of a command of the author's own, from this one.
    Arguments(Rc<[Argument]>, usize),
}

/// The state of the walk.
pub(super) struct Page<'b, 's, 't> {
    pub(super) builder: &'b mut Builder<'s>,
    pub(super) text: &'s str,
    pub(super) tokens: &'t [Token],
    /// The token that is next.
    pub(super) at: usize,
    /// Where its words begin, if a part of them was taken.
    pub(super) from: usize,
    pub(super) frames: Vec<Frame>,
    /// What blocks are here.
    pub(super) kind: BlockKind,
    /// The block that begins with the next words.
    pub(super) next: Option<BlockKind>,
    /// Whether words are none: in the preamble.
    pub(super) mute: bool,
    /// Whether items of a list of works were told here.
    pub(super) works: bool,
    /// The id of the block that is next.
    pub(super) label: Option<String>,
    /// How many quotations are open.
    pub(super) quotes: usize,
    pub(super) lifted: Vec<Passage>,
    /// Notes whose signs stand elsewhere.
    pub(super) pairs: Pairs,
    /// Which of them is being read.
    noting: Option<u32>,
    sections: Sections,
    reading: &'t Reading,
    /// What names mean that were met.
    pub(super) known: HashMap<&'s str, Meaning>,
}

impl<'s> Page<'_, 's, '_> {
    /// Walks the whole file.
    pub(super) fn run(builder: &mut Builder<'s>, tokens: &Tokens, reading: &Reading) {
        let text = builder.text();
        let list = tokens.list.as_slice();
        let close = tokens.document.map(|at| list[at].partner).filter(|&close| close != NONE);
        let end = close.map_or(list.len(), |close| close as usize);
        let mute = tokens.document.is_some();
        let mut page = Page {
            builder,
            text,
            tokens: list,
            at: 0,
            from: 0,
            frames: Vec::new(),
            kind: BlockKind::Paragraph,
            next: None,
            mute,
            works: false,
            label: None,
            quotes: 0,
            lifted: Vec::new(),
            pairs: pairs::pairs(list, text),
            noting: None,
            sections: Sections::default(),
            reading,
            known: HashMap::new(),
        };
        let whole = Passage { mute, ..page.passage(0..end, BlockKind::Paragraph) };
        page.walk(whole);
    }

    /// A passage that begins a block of its own.
    pub(super) fn passage(&self, tokens: std::ops::Range<usize>, kind: BlockKind) -> Passage {
        Passage { at: tokens.start, end: tokens.end, kind, next: Some(kind), mute: false, around: None, note: None }
    }

    fn walk(&mut self, whole: Passage) {
        let mut passages = vec![whole];
        'passages: while let Some(passage) = passages.pop() {
            let around = passage.around.unwrap_or(self.frames.len());
            (self.at, self.from) = (passage.at, 0);
            (self.kind, self.next, self.mute) = (passage.kind, passage.next, passage.mute);
            let note = passage.note;
            if note != std::mem::replace(&mut self.noting, note) {
                self.builder.note(note.map(|note| note.to_string()).as_deref());
            }
            while self.at < passage.end {
                self.step();
                if !self.lifted.is_empty() && self.next.is_some() {
                    let (at, kind, next, mute) = (self.at, self.kind, self.next, self.mute);
                    passages.push(Passage { at, end: passage.end, kind, next, mute, around: Some(around), note });
                    passages.extend(self.lifted.drain(..).rev());
                    continue 'passages;
                }
            }
            self.frames.truncate(around);
            passages.extend(self.lifted.drain(..).rev());
        }
    }

    /// Reads the next token, and what belongs to it.
    fn step(&mut self) {
        let at = self.at;
        let token = self.tokens[at];
        let from = std::mem::take(&mut self.from).max(token.start as usize);
        let span = Span { start: from as u32, end: token.end };
        self.at += 1;
        while self.frames.pop_if(|frame| frame.close < at).is_some() {}
        if let Some(frame) = self.frames.pop_if(|frame| frame.close == at) {
            return self.close(frame, span);
        }
        match token.kind {
            Kind::Words => self.words(span),
            Kind::Raw => self.address(span),
            Kind::Blank | Kind::Tie => self.blank(span),
            Kind::Par if self.works => self.blank(span),
            Kind::Par => self.next = Some(self.kind),
            Kind::Open => self.open_group(at),
            Kind::Close => {}
            Kind::BracketOpen | Kind::BracketClose => self.words(span),
            Kind::Command => self.command(at),
            Kind::Symbol => self.symbol(at),
            Kind::Math => self.formula(span),
            Kind::Verbatim => self.code(span),
            Kind::Drawing => self.cites_of(span),
            Kind::Hidden => {}
            Kind::Comment => self.builder.aside(MarkKind::Comment, span),
            Kind::Begin => self.begin(at),
            Kind::End => self.next = Some(self.kind),
            Kind::Cell if self.kind == BlockKind::Table => self.next = Some(self.kind),
            Kind::Cell => self.words(span),
            Kind::Dash => self.stands(span, if token.end - token.start == 3 { "—" } else { "–" }),
            Kind::Quote => self.quotation_mark(span),
        }
    }

    /// Ends a group.
    fn close(&mut self, frame: Frame, span: Span) {
        match frame.then {
            Then::Print(sign) => self.stands(span, sign),
            Then::Unquote => {
                self.quotes = self.quotes.saturating_sub(1);
                self.stands(span, if self.quotes == 0 { "”" } else { "’" });
            }
            Then::Heading(level) => {
                if let Some((BlockKind::Heading, words)) = self.builder.current() {
                    self.sections.heading_of(level, words.trim());
                }
                self.next = Some(self.kind);
            }
            Then::Block(kind) => {
                self.kind = kind;
                self.next = Some(kind);
            }
            Then::Environment(kind, mute, works) => {
                (self.kind, self.mute, self.works) = (kind, mute, works);
                self.label = None;
                self.next = Some(kind);
            }
            Then::Pointer(start, key) => self.builder.pointer(start, vec![key]),
            Then::Label => self.blank(span),
            Then::Skip(count) => self.skip(count),
            Then::Arguments(arguments, from) => self.arguments(&arguments, from),
        }
    }

    /// Begins the block that stands out, if one does.
    pub(super) fn start(&mut self) {
        if let Some(kind) = self.next.take() {
            let prose = matches!(kind, BlockKind::Paragraph | BlockKind::Item);
            let listed = prose && self.sections.in_references();
            self.builder.block(if listed { BlockKind::Reference } else { kind });
            if let Some(label) = self.label.take() {
                self.builder.label(label);
            }
        }
    }

    pub(super) fn words(&mut self, span: Span) {
        if !self.mute && !span.is_empty() {
            self.start();
            push_words(self.builder, self.text, span.start as usize, span.end as usize);
        }
    }

    pub(super) fn stands(&mut self, span: Span, text: &str) {
        if !self.mute {
            self.start();
            self.builder.stands(span, text);
        }
    }

    pub(super) fn blank(&mut self, span: Span) {
        if !self.mute && self.next.is_none() {
            self.builder.blank(span);
        }
    }

    pub(super) fn mark(&mut self, kind: MarkKind, span: Span) {
        if !self.mute {
            self.start();
            self.builder.mark(kind, span);
        }
    }

    /// Code: a listing parts paragraphs, a word of code does not.
    fn code(&mut self, span: Span) {
        if self.mute {
            return;
        }
        if self.text[span.range()].starts_with("\\begin") {
            self.builder.aside(MarkKind::Code, span);
            self.next = Some(self.kind);
        } else {
            self.mark(MarkKind::Code, span);
        }
    }

    /// What blocks of a kind are here: all that stands in a note is a note.
    pub(super) fn within(&self, kind: BlockKind) -> BlockKind {
        if self.kind == BlockKind::Note { BlockKind::Note } else { kind }
    }

    /// What a name means: as the reader was told, else as the file defines it, else as all know it.
    pub(super) fn meaning(&mut self, name: &'s str) -> Meaning {
        if self.reading.cite_commands.contains_key(name) {
            return Meaning::Cite;
        }
        if let Some(meaning) = self.known.get(name) {
            return meaning.clone();
        }
        let meaning = match commands::meaning(name) {
            Meaning::Unknown | Meaning::Nothing if citename::is_cite(name) => Meaning::Cite,
            meaning => meaning,
        };
        self.known.insert(name, meaning.clone());
        meaning
    }

    /// Begins an environment.
    fn begin(&mut self, at: usize) {
        let source = self.source(at);
        let name = source.split_once('{').map_or("", |(_, name)| name.trim_end_matches('}'));
        let token = self.tokens[at];
        let close = (token.partner != NONE).then_some(token.partner as usize);
        let environment = environments::environment(name);
        if let Some(close) = close.filter(|_| environment.floats && self.next.is_none() && !self.mute) {
            let kind = self.within(BlockKind::Paragraph);
            self.lifted.push(self.passage(at..close + 1, kind));
            self.at = close + 1;
            return;
        }
        if let Some(close) = close {
            self.frames.push(Frame { close, then: Then::Environment(self.kind, self.mute, self.works) });
        }
        if name == "document" {
            self.mute = false;
        }
        if let Some(kind) = environment.kind {
            self.kind = self.within(kind);
        }
        if environment.kind == Some(BlockKind::Reference) {
            self.works = false;
            // What stands before the first work is no work.
            self.mute |= name == "thebibliography" && close.is_some();
        }
        self.next = Some(self.kind);
        if self.kind_at(self.at) == Some(Kind::BracketOpen)
            && let Some((open, end)) = self.option(self.at)
        {
            let (words, _) = self.inside(open, end);
            if environment.known || words.contains('=') || words.len() <= 4 {
                self.at = end + 1;
            }
        }
        self.skip(environment.skip);
        if name.ends_with("cquote") {
            self.keys_of_argument();
        } else if environment.titled && self.kind_at(self.at) == Some(Kind::Open) {
            self.heading(3);
        } else if !environment.known {
            self.skip_measure();
        }
    }

    /// Passes by an argument that is a length or a number.
    fn skip_measure(&mut self) {
        if let Some(Kind::Open) = self.kind_at(self.at)
            && let Some((open, close)) = self.argument(self.at)
        {
            let (words, _) = self.inside(open, close);
            let measure =
                words.contains(['=', '\\']) || !words.contains(' ') && words.contains(|c: char| c.is_ascii_digit());
            if words.is_empty() || measure && words.len() < 200 {
                self.at = close + 1;
            }
        }
    }
}
