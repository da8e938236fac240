//! Where the arguments of a command stand, and how they are passed by.

use super::lex::{Kind, NONE};
use super::page::Page;
use crate::text::Span;

impl<'s> Page<'_, 's, '_> {
    /// The source bytes from one token to another.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        Span { start: self.tokens[first].start, end: self.tokens[last].end }
    }

    /// The source of a token.
    pub(super) fn source(&self, at: usize) -> &'s str {
        &self.text[self.span(at, at).range()]
    }

    /// The text between two tokens.
    pub(super) fn inside(&self, open: usize, close: usize) -> (&'s str, Span) {
        let span = Span { start: self.tokens[open].end, end: self.tokens[close].start };
        (&self.text[span.range()], span)
    }

    /// The name of a command, without its star.
    pub(super) fn name(&self, at: usize) -> &'s str {
        self.source(at).trim_start_matches('\\').trim_end_matches('*')
    }

    pub(super) fn kind_at(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Past blanks and comments, which part no command from its arguments.
    pub(super) fn past_blanks(&self, mut at: usize) -> usize {
        while matches!(self.kind_at(at), Some(Kind::Blank | Kind::Comment)) {
            at += 1;
        }
        at
    }

    /// The brackets of an option at a place: the tokens that open and close it.
    pub(super) fn option(&self, at: usize) -> Option<(usize, usize)> {
        let open = self.past_blanks(at);
        let token = self.tokens.get(open).filter(|token| token.kind == Kind::BracketOpen && token.partner != NONE)?;
        Some((open, token.partner as usize))
    }

    /// The braces of an argument at a place, options before it left out.
    pub(super) fn argument(&self, mut at: usize) -> Option<(usize, usize)> {
        while let Some((_, close)) = self.option(at) {
            at = close + 1;
        }
        let open = self.past_blanks(at);
        let token = self.tokens.get(open).filter(|token| token.kind == Kind::Open && token.partner != NONE)?;
        Some((open, token.partner as usize))
    }

    /// Passes by so many arguments.
    pub(super) fn skip(&mut self, count: u8) {
        for _ in 0..count {
            match self.argument(self.at) {
                Some((_, close)) => self.at = close + 1,
                None if self.kind_at(self.at) == Some(Kind::BracketOpen) => return self.skip_option(),
                None => match self.kind_at(self.past_blanks(self.at)) {
                    // `\settowidth\name{…}`: a command is an argument too.
                    Some(Kind::Command) if count > 1 => self.at = self.past_blanks(self.at) + 1,
                    _ => return,
                },
            }
        }
    }

    /// Passes by an option that stands right here.
    pub(super) fn skip_option(&mut self) {
        if self.kind_at(self.at) == Some(Kind::BracketOpen)
            && let Some((_, close)) = self.option(self.at)
        {
            self.at = close + 1;
        }
    }

    /// TeX takes the blank after a command for its end.
    pub(super) fn swallow(&mut self) {
        if self.kind_at(self.at) == Some(Kind::Blank) {
            self.at += 1;
        }
    }

    /// Goes on at the first token that begins at a byte or behind it.
    pub(super) fn go_on_at(&mut self, byte: usize) {
        while self.tokens.get(self.at).is_some_and(|token| (token.start as usize) < byte) {
            self.at += 1;
        }
    }
}
