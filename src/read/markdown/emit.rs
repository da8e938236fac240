//! From the tokens of a block to its prose.
//!
//! In: the tokens of one whole block. Out: pieces for the builder: words, one mark a citation by
//! key, and the notes and captions of the block lifted out after it.

use std::collections::VecDeque;
use std::ops::Range;

use super::tokens::{Kind, Token, Tokens};
use crate::model::{BlockKind, Builder, MarkKind};
use crate::read::words::push_words;
use crate::text::Span;

/// Token that has no partner.
const NONE: u32 = u32::MAX;

/// The longest words between `[` and a key whose `]` is missing, in bytes.
const LEAD: usize = 24;
/// The longest locator between a key and a `]` whose `[` is missing, in bytes.
const TAIL: usize = 32;

/// Turns the tokens of blocks into prose.
#[derive(Debug, Default)]
pub(super) struct Emitter {
    /// The other bracket of each token, or `NONE`.
    partner: Vec<u32>,
    /// Whether a pair of brackets is a citation, by its first bracket.
    group: Vec<bool>,
    /// Notes and captions yet to be told.
    lifted: VecDeque<(BlockKind, Range<usize>)>,
}

impl Emitter {
    /// Pushes a block and what is lifted out of it.
    pub fn emit(&mut self, kind: BlockKind, tokens: &Tokens<'_>, builder: &mut Builder<'_>) {
        let list = tokens.list.as_slice();
        if tokens.paired {
            self.pair(list);
        } else {
            self.partner.clear();
        }
        let mut page = Page { source: builder.text(), builder, kind, open: false, spaced: false };
        self.range(0..list.len(), tokens, &mut page);
        while let Some((kind, range)) = self.lifted.pop_front() {
            page.kind = kind;
            page.open = false;
            self.range(range, tokens, &mut page);
        }
    }

    /// Finds the partner of each bracket, and which pairs hold a key.
    fn pair(&mut self, list: &[Token]) {
        self.partner.clear();
        self.partner.resize(list.len(), NONE);
        self.group.clear();
        self.group.resize(list.len(), false);
        let mut open: Vec<usize> = Vec::new();
        for (at, token) in list.iter().enumerate() {
            match token.kind {
                Kind::Open | Kind::Note | Kind::Image => open.push(at),
                Kind::Close if open.last().is_some_and(|&top| list[top].kind != Kind::Image) => {
                    self.join(open.pop(), at);
                }
                Kind::ImageEnd => {
                    while open.last().is_some_and(|&top| list[top].kind != Kind::Image) {
                        open.pop();
                    }
                    self.join(open.pop(), at);
                }
                Kind::Key => {
                    if let Some(&top) = open.last() {
                        self.group[top] = list[top].kind == Kind::Open;
                    }
                }
                Kind::Break(_) => open.clear(),
                _ => {}
            }
        }
    }

    fn join(&mut self, first: Option<usize>, second: usize) {
        if let Some(first) = first {
            self.partner[first] = second as u32;
            self.partner[second] = first as u32;
        }
    }

    fn partner(&self, at: usize) -> Option<usize> {
        self.partner.get(at).filter(|&&partner| partner != NONE).map(|&partner| partner as usize)
    }

    fn range(&mut self, range: Range<usize>, tokens: &Tokens<'_>, page: &mut Page<'_, '_>) {
        let list = &tokens.list[..range.end];
        let mut at = range.start;
        while let Some(&Token { kind, span }) = list.get(at) {
            let partner = self.partner(at).filter(|&partner| partner < range.end);
            at += 1;
            match (kind, partner) {
                (Kind::Text, _) => page.words(span),
                (Kind::Blank, _) => page.blank(span),
                (Kind::Decoded(number), _) => page.stands(span, &tokens.decoded[number as usize]),
                (Kind::Stands(text), _) => page.stands(span, text),
                (Kind::Open, Some(close)) if self.group[at - 1] => {
                    page.mark(MarkKind::Cite, span.to(list[close].span));
                    at = close + 1;
                }
                (Kind::Open, None) if self.partner[at - 1] == NONE => match self.unclosed(list, at - 1, page.source) {
                    Some(last) => {
                        page.mark(MarkKind::Cite, span.to(list[last].span));
                        at = last + 1;
                    }
                    None => page.words(span),
                },
                (Kind::Open, Some(close)) if has_attributes(list, close) => {}
                (Kind::Close, Some(_)) if has_attributes(list, at - 1) => {}
                (Kind::Open | Kind::Close, _) => page.words(span),
                (Kind::Note, Some(close)) => {
                    page.aside(MarkKind::NoteRef, span.to(list[close].span));
                    self.lifted.push_back((BlockKind::Note, at..close));
                    at = close + 1;
                }
                (Kind::Image, Some(end)) => {
                    self.lifted.push_back((BlockKind::Caption, at..end));
                    at = end + 1;
                }
                (Kind::Note, None) => page.words(span),
                (Kind::Image, None) | (Kind::ImageEnd | Kind::Attributes, _) => {}
                (Kind::Key, _) => {
                    let last = self.reach(list, at - 1, page.source);
                    page.mark(MarkKind::Cite, span.to(list[last].span));
                    at = last + 1;
                }
                (Kind::Mark(kind), _) => page.mark(kind, span),
                (Kind::Aside(kind), _) => {
                    page.aside(kind, span);
                    if kind == MarkKind::NoteRef {
                        let label = &page.source[span.range()];
                        page.builder.calls(label.trim_start_matches("[^").trim_end_matches(']'));
                    }
                }
                (Kind::Break(kind), _) => {
                    page.kind = kind;
                    page.open = false;
                }
            }
        }
    }

    /// The last token of a citation in the text: `@key [p. 3]`, `@key [see @other]`, and `@key, p. 3]`
    /// whose first bracket is lost.
    fn reach(&self, list: &[Token], key: usize, source: &str) -> usize {
        let text = |at: usize| list.get(at).map_or("", |token| &source[token.span.range()]);
        let mut next = key + 1;
        if matches!(list.get(next), Some(Token { kind: Kind::Blank | Kind::Text, .. })) && text(next).trim().is_empty()
        {
            next += 1;
        }
        if list.get(next).is_some_and(|token| token.kind == Kind::Open) {
            let close = self.partner(next).filter(|&close| close < list.len());
            let goes_on = |close: usize| {
                let end = list[close].span.end as usize;
                source[end..].starts_with(['(', '[']) || has_attributes(list, close)
            };
            if let Some(close) = close.filter(|&close| !goes_on(close)) {
                return close;
            }
        }
        let mut next = key + 1;
        let locator = text(next);
        if list.get(next).is_some_and(|token| token.kind == Kind::Text) && locator.len() <= TAIL {
            let plain = locator.starts_with(',') && !locator.contains(['(', ')', ';', '“', '”', '"']);
            next += usize::from(plain);
        }
        let alone = list.get(next).is_some_and(|token| token.kind == Kind::Close) && self.partner(next).is_none();
        if alone { next } else { key }
    }

    /// The last key of a group whose closing bracket is missing: `[see @a; @b`.
    fn unclosed(&self, list: &[Token], open: usize, source: &str) -> Option<usize> {
        let text = |token: &Token| &source[token.span.range()];
        let mut at = open + 1;
        if list.get(at).is_some_and(|token| token.kind == Kind::Text) {
            let lead = text(&list[at]);
            let words = lead.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | ','));
            if lead.len() > LEAD || !words {
                return None;
            }
            at += 1;
        }
        let mut last = None;
        while list.get(at).is_some_and(|token| token.kind == Kind::Key) {
            last = Some(at);
            let joint = list.get(at + 1).filter(|token| token.kind == Kind::Text);
            if !joint.is_some_and(|token| matches!(text(token).trim(), ";" | "; see" | "; see also")) {
                break;
            }
            at += 2;
        }
        last
    }
}

/// `[words]{.class}`: the brackets leave nothing.
fn has_attributes(list: &[Token], close: usize) -> bool {
    list.get(close + 1).is_some_and(|next| next.kind == Kind::Attributes && next.span.start == list[close].span.end)
}

/// The builder, and whether the block has begun: one without words never does.
struct Page<'b, 's> {
    source: &'s str,
    builder: &'b mut Builder<'s>,
    kind: BlockKind,
    open: bool,
    /// Whether the words so far end in a blank.
    spaced: bool,
}

impl Page<'_, '_> {
    fn begin(&mut self) {
        if !self.open {
            self.builder.block(self.kind);
            self.open = true;
        }
        self.spaced = false;
    }

    fn words(&mut self, span: Span) {
        let mut start = span.start as usize;
        let text = &self.source[span.range()];
        if !self.open || self.spaced {
            start += text.len() - text.trim_start().len();
        }
        if start < span.end as usize {
            self.begin();
            self.spaced = text.ends_with([' ', '\t']);
            push_words(self.builder, self.source, start, span.end as usize);
        }
    }

    fn blank(&mut self, span: Span) {
        if self.open {
            self.builder.blank(span);
            self.spaced = true;
        }
    }

    fn stands(&mut self, span: Span, text: &str) {
        if text.trim().is_empty() {
            self.blank(span);
        } else {
            self.begin();
            self.builder.stands(span, text);
        }
    }

    fn mark(&mut self, kind: MarkKind, span: Span) {
        self.begin();
        self.builder.mark(kind, span);
    }

    fn aside(&mut self, kind: MarkKind, span: Span) {
        self.builder.aside(kind, span);
    }
}
