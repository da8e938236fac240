//! The entries of an article's list of references.
//!
//! In: the elements of an entry. Out: its words as a publisher prints them. A citation that comes with its
//! punctuation is read as it is; one that comes in parts gets what stands between them, over the bytes of the tags.

use super::elements::Element;
use super::work::{Part, Work};
use super::{Article, Open};
use crate::model::BlockKind;
use crate::read::tags::{Start, Token};
use crate::text::Span;

/// What kind of number or group an element is.
pub(super) fn type_of<'s>(start: &Start<'s>) -> &'s str {
    ["pub-id-type", "person-group-type"].iter().find_map(|of| start.attribute(of)).unwrap_or("")
}

/// The elements that are parts of a citation: words of two of them are never one word.
const PARTS: &[&str] = &[
    "name", "string-name", "surname", "given-names", "collab", "year", "article-title", "chapter-title", "source",
    "volume", "fpage", "pub-id", "publisher-name", "publisher-loc", "uri", "ext-link", "comment", "person-group",
];

impl<'s> Article<'_, 's> {
    /// Begins a work or its people, in parts or not.
    pub(super) fn begin_work(&mut self, start: &Start<'s>, inner: &Open<'s>) {
        if inner.kind == BlockKind::Reference && self.comes_in_parts(start) {
            self.work = Some(Work::default());
        }
    }

    /// Whether a citation comes in parts, with hardly anything between them.
    fn comes_in_parts(&mut self, start: &Start<'s>) -> bool {
        let text = self.builder.text();
        let mut tags = self.tags.clone();
        let (mut depth, mut parts, mut between) = (0u32, 0, 0);
        while self.ahead > 0 && !start.closed {
            let from = tags.at();
            let token = tags.next();
            self.ahead = self.ahead.saturating_sub(tags.at() - from);
            match token {
                Some(Token::Words(span)) if depth == 0 => {
                    between += u32::from(!text[span.range()].trim().is_empty());
                }
                Some(Token::Open(inner)) => {
                    parts += u32::from(depth == 0);
                    depth += u32::from(!inner.closed);
                }
                Some(Token::Close(..)) if depth == 0 => break,
                Some(Token::Close(..)) => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
        parts > 2 * between
    }

    /// Begins a part of a work; whether its inside is read.
    pub(super) fn begin_part(&mut self, inner: &mut Open<'s>, start: &Start<'s>) -> bool {
        match inner.part {
            Part::Left => {
                self.skip(start, None);
                return false;
            }
            Part::Said(words) => {
                self.lead = Some((start.span, words));
                self.start();
                self.push_lead("");
                self.skip(start, None);
                return false;
            }
            Part::Words(before, _) => {
                self.lead = Some((start.span, before));
                if let Some(work) = &mut self.work {
                    work.depth += 1;
                }
            }
            Part::Joined(before) => {
                let ends = self.builder.current().is_some_and(|(_, text)| text.ends_with(ends_word));
                if ends && self.lead.is_none() {
                    self.lead = Some((start.span, before));
                }
            }
            Part::Within => inner.raised |= inner.name == "sup",
            Part::Holder => {}
        }
        inner.element = Element::Inline;
        true
    }

    /// Ends a part with words, or the number of an entry.
    pub(super) fn end_part(&mut self, span: Span, behind: &str, own: bool) {
        if let Some(work) = &mut self.work {
            work.depth = work.depth.saturating_sub(1);
        }
        if self.lead.take().is_none() && own && !behind.is_empty() {
            self.builder.stands(span, behind);
        }
    }

    /// Pushes what stands before these words: not twice what stands there already, and nothing at the beginning.
    pub(super) fn push_lead(&mut self, words: &str) {
        let Some((span, lead)) = self.lead.take() else { return };
        let text = self.builder.current().map_or("", |(_, text)| text);
        let lead = match text.trim_end().chars().next_back() {
            None | Some(']') => lead.trim_start_matches([',', '.', ';', ' ']),
            Some('.') => lead.strip_prefix('.').unwrap_or(lead),
            _ => lead,
        };
        let address = words.starts_with("http") || words.starts_with("doi");
        let lead = if address { lead.trim_end_matches("https://doi.org/") } else { lead };
        self.builder.stands(span, lead);
    }

    /// The number of an entry: `12`, `12.`, `[12]`.
    pub(super) fn number(&mut self, start: &Start<'s>, kind: BlockKind) -> Option<Part> {
        if kind != BlockKind::Reference || self.work.is_some() || start.closed {
            return None;
        }
        let rest = &self.builder.text()[self.tags.at()..];
        let label = rest[..rest.floor_char_boundary(32)].split('<').next().unwrap_or("").trim();
        let bare = label.trim_matches(['[', ']', '(', ')', '.']);
        let number = !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit());
        let (before, behind) = if bare.len() < label.len() { ("", " ") } else { ("[", "] ") };
        number.then(|| {
            self.lead = Some((start.span, before));
            Part::Words(before, behind)
        })
    }

    /// The title of a work among words: quotation marks tell where it begins and ends, whatever stands before it.
    pub(super) fn quoted(&mut self, start: &Start<'s>) -> Part {
        let text = self.builder.current().filter(|_| self.next.is_none()).map_or("", |(_, text)| text);
        if start.closed || text.trim_end().ends_with(['“', '"', '«', '‘', '„']) {
            return Part::Within;
        }
        if text.ends_with(ends_word) {
            self.builder.blank(start.span);
        }
        self.lead = Some((start.span, "“"));
        Part::Words("“", "”")
    }

    /// Parts the words of two parts that nothing stands between.
    pub(super) fn unglue(&mut self, name: &str, start: &Start<'s>) {
        if self.next.is_none()
            && PARTS.contains(&name)
            && self.builder.current().is_some_and(|(_, text)| text.ends_with(ends_word))
        {
            self.builder.blank(start.span);
        }
    }
}

fn ends_word(c: char) -> bool {
    c.is_alphanumeric() || c == '.'
}
