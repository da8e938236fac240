//! The commands that a file defines for itself: those that print a few words, and those that cite.
//!
//! In: the tokens of a definition. Out: what its name means from then on, if that can be told; the definition
//! itself leaves no words.

use super::commands::{Argument, Definition, Meaning};
use super::lex::{Kind, NONE};
use super::page::Page;
use crate::text::{citename, tex_symbols};

/// The longest text that a command may stand for, in bytes.
const SHORT: usize = 200;
/// The longest definition that is looked into for citations, in bytes.
const LOOKED: u32 = 2000;
/// The most arguments of a command.
const ARGUMENTS: usize = 9;

impl<'s> Page<'_, 's, '_> {
    /// Passes by a definition, and takes note of what it defines.
    pub(super) fn define(&mut self, definition: Definition) {
        let Some(name) = self.defined_name() else { return };
        if definition == Definition::Let {
            return self.alias(name);
        }
        // Which arguments are in braces; an option is a number too.
        let arguments: Vec<bool> = match definition {
            Definition::New => self.counted(),
            Definition::Document => self.specified(),
            _ => self.numbered(),
        };
        let body = self.past_blanks(self.at);
        let Some(token) = self.tokens.get(body) else { return };
        if token.kind != Kind::Open || token.partner == NONE {
            // `\newcommand\name\other`
            if token.kind == Kind::Command && definition != Definition::Def {
                self.at = body + 1;
            }
            return;
        }
        let close = token.partner as usize;
        self.at = close + 1;
        let meaning = if arguments.is_empty() {
            self.short_text(body, close).map(|text| Meaning::Words(text.into()))
        } else {
            self.wrapper(body, close, &arguments)
        };
        if let Some(meaning) = meaning {
            self.known.insert(name, meaning);
        }
    }

    /// The name that is defined: `{\name}` or `\name`.
    fn defined_name(&mut self) -> Option<&'s str> {
        let at = self.past_blanks(self.at);
        let token = self.tokens.get(at)?;
        if token.kind == Kind::Open && token.partner != NONE {
            self.at = token.partner as usize + 1;
            let inner = self.past_blanks(at + 1);
            return (self.tokens.get(inner)?.kind == Kind::Command).then(|| self.name(inner));
        }
        let named = matches!(token.kind, Kind::Command | Kind::Symbol);
        self.at = if named { at + 1 } else { self.at };
        (token.kind == Kind::Command).then(|| self.name(at))
    }

    /// `\let\name=\other`
    fn alias(&mut self, name: &'s str) {
        let mut at = self.past_blanks(self.at);
        if self.tokens.get(at).is_some_and(|token| token.kind == Kind::Words) && self.source(at).trim() == "=" {
            at = self.past_blanks(at + 1);
        }
        if self.tokens.get(at).is_some_and(|token| token.kind == Kind::Command) {
            let meaning = self.meaning(self.name(at));
            self.at = at + 1;
            if meaning == Meaning::Cite {
                self.known.insert(name, meaning);
            }
        }
    }

    /// `[2][default]`
    fn counted(&mut self) -> Vec<bool> {
        let Some((open, close)) = self.option(self.at) else { return Vec::new() };
        let count = self.inside(open, close).0.trim().parse::<usize>().unwrap_or(0).min(ARGUMENTS);
        self.at = close + 1;
        let mut braced = vec![true; count];
        if let Some((_, close)) = self.option(self.at) {
            self.at = close + 1;
            braced.iter_mut().take(1).for_each(|first| *first = false);
        }
        braced
    }

    /// `{o O{} m}`
    fn specified(&mut self) -> Vec<bool> {
        let Some((open, close)) = self.argument(self.at) else { return Vec::new() };
        self.at = close + 1;
        let mut depth = 0;
        let letters = self.inside(open, close).0.chars().filter(|c| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0 && matches!(c, 'm' | 'o' | 'O' | 's' | 'd' | 'D' | 'r' | 'R' | 'v')
        });
        letters.map(|letter| matches!(letter, 'm' | 'v')).take(ARGUMENTS).collect()
    }

    /// `#1#2`
    fn numbered(&mut self) -> Vec<bool> {
        let at = self.past_blanks(self.at);
        if self.tokens.get(at).is_none_or(|token| token.kind != Kind::Words) || !self.source(at).contains('#') {
            return Vec::new();
        }
        self.at = at + 1;
        vec![true; self.source(at).matches('#').count().min(ARGUMENTS)]
    }

    /// The words that a definition without arguments stands for.
    fn short_text(&self, open: usize, close: usize) -> Option<String> {
        if self.inside(open, close).0.len() > SHORT {
            return None;
        }
        let mut text = String::new();
        for at in open + 1..close {
            let source = self.source(at);
            match self.tokens[at].kind {
                Kind::Words if !source.contains('#') => text.push_str(source),
                Kind::Blank | Kind::Tie => text.push(' '),
                Kind::Dash => text.push_str(if source.len() == 3 { "—" } else { "–" }),
                Kind::Open | Kind::Close | Kind::Comment => {}
                Kind::Symbol => match source.as_bytes().get(1) {
                    Some(b'&' | b'%' | b'$' | b'#' | b'_') => text.push_str(&source[1..]),
                    Some(b' ' | b',' | b'~') => text.push(' '),
                    Some(b'/' | b'-' | b'@') => {}
                    _ => return None,
                },
                Kind::Command => match (super::commands::meaning(self.name(at)), self.name(at)) {
                    (Meaning::Prints(sign), _) => text.push_str(sign),
                    (Meaning::Nothing, _) | (_, "xspace") => {}
                    _ => return None,
                },
                _ => return None,
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// What a command with arguments is, if it cites one of them.
    fn wrapper(&mut self, open: usize, close: usize, braced: &[bool]) -> Option<Meaning> {
        let (body, span) = self.inside(open, close);
        if span.end - span.start > LOOKED || !body.contains("ite") {
            return None;
        }
        let mut tokens = open + 1..close;
        let cite = tokens.find(|&at| {
            self.tokens[at].kind == Kind::Command
                && (citename::is_cite(self.name(at)) || self.known.get(self.name(at)) == Some(&Meaning::Cite))
        })?;
        let mut at = cite + 1;
        let mut notes = String::new();
        while let Some((open, close)) = self.option(at) {
            notes.push_str(self.inside(open, close).0);
            at = close + 1;
        }
        let (open, close) = self.argument(at)?;
        let keys = self.inside(open, close).0.trim().strip_prefix('#')?.parse::<usize>().ok()?;
        let named = (1..=braced.len()).filter(|&number| braced[number - 1]);
        let kind = |number: usize| match number {
            _ if number == keys => Argument::Keys,
            _ if notes.contains(&format!("#{number}")) => Argument::Note,
            _ => Argument::Prose,
        };
        let arguments: Vec<Argument> = named.map(kind).collect();
        arguments.contains(&Argument::Keys).then(|| Meaning::Wrapper(arguments.into()))
    }
}

/// Whether a command of letters prints a letter: `\o`, `\ss`, `\i`.
pub(super) fn letter(name: &str) -> Option<&'static str> {
    match tex_symbols::command(name) {
        tex_symbols::Command::Prints(text) if text.chars().count() == 1 && text.chars().all(char::is_alphabetic) => {
            Some(text)
        }
        _ => None,
    }
}
