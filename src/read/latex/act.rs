//! What commands do to the walk.

use super::commands::{Argument, Meaning};
use super::lex::{Kind, NONE};
use super::page::{Frame, Page, Then};
use crate::model::{BlockKind, MarkKind};
use crate::text::{Span, citecommand, citename};

/// How many tokens of an option are looked at for citations.
const LOOKED: usize = 256;

impl<'s> Page<'_, 's, '_> {
    /// Does what a command says.
    pub(super) fn command(&mut self, at: usize) {
        let name = self.name(at);
        let span = self.span(at, at);
        match self.meaning(name) {
            Meaning::Prints(text) => {
                self.swallow();
                self.stands(span, text);
            }
            Meaning::Words(text) => self.stands(span, &text),
            Meaning::Accent(mark) => self.accent(at, mark, None),
            Meaning::Reads(before, after) => self.reads(before, after),
            Meaning::Skips(0) => self.skip_option(),
            Meaning::Skips(count) => self.skip(count),
            Meaning::Quotes => self.quote(at),
            Meaning::Brackets => self.around("(", Then::Print(")")),
            Meaning::CitedQuote(block) => self.cited_quote(at, block),
            Meaning::Place => self.place(at),
            Meaning::Pointer => self.pointer(at),
            Meaning::Raised => self.raised(at),
            Meaning::Quantity(numbers, unit) => self.quantity(numbers, unit),
            Meaning::Heading(level) => self.heading(level),
            Meaning::Title => self.title(),
            Meaning::Note(sign) => self.note(at, sign),
            Meaning::NoteSign => {
                if let Some((_, close)) = self.option(self.at) {
                    self.at = close + 1;
                }
                if !self.mute {
                    self.builder.aside(MarkKind::NoteRef, self.span(at, self.at - 1));
                    self.pairs.get(&at).into_iter().for_each(|pair| self.builder.calls(pair.to_string()));
                }
            }
            Meaning::Caption(before) => {
                self.skip(before);
                self.block(BlockKind::Caption);
            }
            Meaning::Passage => self.own_passage(BlockKind::Paragraph),
            Meaning::Item => self.item(),
            Meaning::ItemEnd => {
                self.kind = self.within(BlockKind::Paragraph);
                self.next = Some(self.kind);
            }
            Meaning::Work => self.work(0),
            Meaning::HarvardWork => self.work(2),
            Meaning::Cite => self.cite(at),
            Meaning::Wrapper(arguments) => match &*arguments {
                [Argument::Keys] => self.cite(at),
                _ => self.arguments(&arguments, 0),
            },
            Meaning::NoCite => self.nocite(),
            Meaning::Bibliography => self.bibliography(),
            Meaning::Resource => self.resource(),
            Meaning::Include(folder) => self.include(folder),
            Meaning::IfThere => self.if_there(),
            Meaning::Defines(definition) => self.define(definition),
            Meaning::Paragraph => {
                self.swallow();
                self.next = Some(self.kind);
            }
            Meaning::Line if matches!(name, "tabularnewline" | "cr") => self.line(span),
            Meaning::Line => {
                self.swallow();
                self.blank(span);
            }
            Meaning::Length => self.length(),
            Meaning::Target => self.target(),
            Meaning::Between => self.between(),
            Meaning::Nothing => {
                self.swallow();
            }
            Meaning::Unknown => self.unknown(at),
        }
    }

    /// A command that nobody knows: its options are none of its words, save what they cite.
    fn unknown(&mut self, at: usize) {
        let name = self.name(at);
        if name.len() > 3
            && name.to_ascii_lowercase().ends_with("ref")
            && let Some((open, close)) = self.argument(self.at)
            && !self.inside(open, close).0.contains(char::is_whitespace)
        {
            return self.place(at);
        }
        // What a blank parts from it is no option of it.
        if self.tokens.get(self.at).is_some_and(|token| token.kind == Kind::BracketOpen)
            && let Some((open, close)) = self.option(self.at)
        {
            self.cites_in(open, close);
            self.at = close + 1;
        }
    }

    /// Marks what is cited between two tokens.
    fn cites_in(&mut self, open: usize, close: usize) {
        let mut end = 0;
        for at in open..close.min(open + LOOKED) {
            let token = self.tokens[at];
            if token.kind == Kind::Command
                && token.start >= end
                && self.meaning(self.name(at)) == Meaning::Cite
                && let Some(span) = self.citation(at)
            {
                end = span.end;
                self.mark(MarkKind::Cite, span);
            }
        }
    }

    /// A citation: the command with all its arguments.
    fn cite(&mut self, at: usize) {
        match self.citation(at) {
            Some(span) => {
                self.go_on_at(span.end as usize);
                self.mark(MarkKind::Cite, span);
            }
            None => self.unknown(at),
        }
    }

    /// The source bytes of a citation that begins with a command.
    fn citation(&self, at: usize) -> Option<Span> {
        let start = self.tokens[at].start as usize;
        let rest = &self.text[start..];
        let heard = citename::is_cite(self.name(at));
        let found = if heard { citecommand::known(rest) } else { citecommand::parse(rest) }?;
        Some(Span::new(start, start + found.end))
    }

    /// A citation whose command is hidden: the next argument holds its keys.
    pub(super) fn keys_of_argument(&mut self) {
        let Some((open, close)) = self.argument(self.at) else { return };
        let start = self.tokens[open].start as usize;
        if let Some(found) = citecommand::parse(&self.text[start..]) {
            self.at = close + 1;
            self.mark(MarkKind::Cite, Span::new(start, start + found.end));
        }
    }

    /// The arguments of a command of the author's own, from one of them on.
    pub(super) fn arguments(&mut self, arguments: &std::rc::Rc<[Argument]>, from: usize) {
        for (number, argument) in arguments.iter().enumerate().skip(from) {
            match argument {
                Argument::Keys => self.keys_of_argument(),
                Argument::Note => self.skip(1),
                Argument::Prose => {
                    if let Some((open, close)) = self.argument(self.at) {
                        self.frames.push(Frame { close, then: Then::Arguments(arguments.clone(), number + 1) });
                        self.at = open + 1;
                    }
                    return;
                }
            }
        }
    }

    /// Reads the argument behind some that are no prose.
    fn reads(&mut self, before: u8, after: u8) {
        self.skip(before);
        if after > 0
            && let Some((open, close)) = self.argument(self.at)
        {
            self.frames.push(Frame { close, then: Then::Skip(after) });
            self.at = open + 1;
        }
    }

    /// Prints a sign before the next argument; what its end does is told.
    fn around(&mut self, sign: &str, then: Then) {
        let Some((open, close)) = self.argument(self.at) else { return };
        self.frames.push(Frame { close, then });
        self.stands(self.span(open, open), sign);
        self.at = open + 1;
    }

    /// `\enquote{…}`, `\textquote[\cite{…}]{…}`
    fn quote(&mut self, at: usize) {
        while let Some((open, close)) = self.option(self.at) {
            self.cites_in(open, close);
            self.at = close + 1;
        }
        let sign = if self.quotes == 0 { "“" } else { "‘" };
        if self.argument(self.at).is_some() {
            self.quotes += 1;
            self.around(sign, Then::Unquote);
        } else {
            self.unknown(at);
        }
    }

    /// `\textcquote[p. 3]{key}[punctuation]{words}`
    fn cited_quote(&mut self, at: usize, block: bool) {
        self.cite(at);
        if let Some((_, close)) = self.option(self.at) {
            self.at = close + 1;
        }
        if block {
            self.block(BlockKind::Quote);
        } else {
            self.quote(at);
        }
    }

    /// A number that stands for another place in the manuscript.
    fn place(&mut self, at: usize) {
        if let Some((_, close)) = self.argument(self.at) {
            self.at = close + 1;
            self.mark(MarkKind::Code, self.span(at, close));
        }
    }

    /// Words that point to a place; to a work, where the place is one of its list.
    fn pointer(&mut self, at: usize) {
        let target = match self.name(at) {
            "hyperref" => self.option(self.at),
            _ => self.argument(self.at),
        };
        let Some((open, close)) = target else { return };
        let (target, _) = self.inside(open, close);
        self.at = close + 1;
        let Some((open, close)) = self.argument(self.at) else { return };
        let work = target.strip_prefix("cite.").or_else(|| target.starts_with("ref-").then_some(target));
        if let Some(work) = work.filter(|_| !self.mute) {
            self.start();
            let then = Then::Pointer(self.builder.here(), work.to_owned());
            self.frames.push(Frame { close, then });
        }
        self.at = open + 1;
    }

    /// A place that may be pointed at; in a list, the work that begins there: so Pandoc wrote its lists.
    fn target(&mut self) {
        let Some((open, close)) = self.argument(self.at) else { return };
        let (name, _) = self.inside(open, close);
        self.at = close + 1;
        if self.kind == BlockKind::Reference && name.starts_with("ref-") && !self.mute {
            self.label = Some(name.to_owned());
            (self.next, self.works) = (Some(self.kind), true);
        }
    }

    /// `\vadjust pre{…}`: the word before the group is none.
    fn between(&mut self) {
        let at = self.past_blanks(self.at);
        if self.tokens.get(at).is_some_and(|token| token.kind == Kind::Words) && self.source(at) == "pre" {
            self.at = at + 1;
        }
    }

    pub(super) fn heading(&mut self, level: u8) {
        let Some((open, close)) = self.argument(self.at) else { return };
        self.at = if self.mute { close + 1 } else { open + 1 };
        if !self.mute {
            // An item that no environment holds ends at a heading, and so does a list that is never closed.
            if self.kind == BlockKind::Item || self.works {
                self.kind = BlockKind::Paragraph;
            }
            (self.works, self.label) = (false, None);
            self.next = Some(self.within(BlockKind::Heading));
            self.frames.push(Frame { close, then: Then::Heading(level) });
        }
    }

    /// The title: it is read where it stands, in the preamble too.
    fn title(&mut self) {
        let Some((open, close)) = self.argument(self.at) else { return };
        self.lifted.push(self.passage(open + 1..close, BlockKind::Heading));
        self.at = close + 1;
        self.next = Some(self.kind);
    }

    /// A passage of its own, which is read in the preamble too.
    fn own_passage(&mut self, kind: BlockKind) {
        let Some((open, close)) = self.argument(self.at) else { return };
        self.lifted.push(self.passage(open + 1..close, self.within(kind)));
        self.at = close + 1;
        self.next = Some(self.kind);
    }

    /// The next argument is a block of this kind.
    fn block(&mut self, kind: BlockKind) {
        let Some((open, close)) = self.argument(self.at) else { return };
        self.at = open + 1;
        self.frames.push(Frame { close, then: Then::Block(self.kind) });
        self.kind = self.within(kind);
        self.next = Some(self.kind);
    }

    /// A note is lifted out of its sentence.
    fn note(&mut self, at: usize, sign: bool) {
        let Some((open, close)) = self.argument(self.at) else { return };
        self.at = close + 1;
        if !self.mute {
            if sign {
                self.builder.aside(MarkKind::NoteRef, self.span(at, close));
            }
            let mut words = self.passage(open + 1..close, BlockKind::Note);
            words.note = self.pairs.get(&at).copied();
            self.lifted.push(words);
        }
    }

    fn item(&mut self) {
        let kind = if self.kind == BlockKind::Reference { BlockKind::Reference } else { BlockKind::Item };
        self.kind = self.within(kind);
        self.next = Some(self.kind);
        if let Some((open, close)) = self.option(self.at) {
            self.frames.push(Frame { close, then: Then::Label });
            self.at = open + 1;
        }
        self.swallow();
    }

    /// `\bibitem[label]{key}`, `\harvarditem[short]{long}{year}{key}`
    fn work(&mut self, before: u8) {
        self.skip(before);
        let Some((open, close)) = self.argument(self.at) else { return };
        let (key, _) = self.inside(open, close);
        self.at = close + 1;
        self.swallow();
        if self.kind != BlockKind::Note {
            self.kind = BlockKind::Reference;
        }
        self.label = Some(key.trim().to_owned()).filter(|key| !key.is_empty());
        (self.next, self.works, self.mute) = (Some(self.kind), true, false);
    }

    /// `\\[2pt]`
    pub(super) fn line(&mut self, span: Span) {
        if self.tokens.get(self.at).is_some_and(|token| token.kind == Kind::BracketOpen && token.partner != NONE) {
            let close = self.tokens[self.at].partner as usize;
            if self
                .inside(self.at, close)
                .0
                .trim_start_matches('-')
                .starts_with(|c: char| c.is_ascii_digit() || c == '\\')
            {
                self.at = close + 1;
            }
        }
        if self.kind == BlockKind::Table {
            self.next = Some(self.kind);
        } else {
            self.blank(span);
        }
    }
}
