//! Formats of one tag a line: RIS, PubMed's, EndNote's export.
//!
//! In: a text, and what a tag looks like. Out: its tagged lines, each with the lines that go on with it; and a
//! record's entry, once a format says which tag is which field.
//!
//! **Invariant:** one pass over the lines; a value is a slice of the text until an entry takes it.

use super::markup;
use super::person;
use super::record::{Record, Role};
use crate::text::Span;

/// A tag and what follows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    pub(super) tag: &'s str,
    pub(super) tag_at: Span,
    /// The value as it stands, the lines that go on with it included; empty where there is none.
    pub(super) value: &'s str,
    pub(super) at: Span,
    /// Whether a blank line stands before it.
    pub(super) parted: bool,
}

/// The tagged lines of a text from `start` on; `tag` gives the length of a line's tag, and where its value begins.
pub(super) fn lines<'s>(text: &'s str, start: usize, tag: impl Fn(&'s str) -> Option<(usize, usize)>) -> Vec<Line<'s>> {
    let mut out: Vec<Line<'s>> = Vec::new();
    let mut at = start;
    let mut parted = true;
    while at < text.len() {
        let end = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end);
        let line = &text[at..end];
        let bare = line.trim_end();
        if bare.is_empty() {
            parted = true;
        } else if let Some((len, value)) = tag(line) {
            let value = value.min(bare.len());
            let skipped = bare[value..].len() - bare[value..].trim_start().len();
            let span = Span::new(at + value + skipped, at + bare.len());
            let parted = std::mem::take(&mut parted);
            out.push(Line {
                tag: &line[..len],
                tag_at: Span::new(at, at + len),
                value: &text[span.range()],
                at: span,
                parted,
            });
        } else if let Some(last) = out.last_mut() {
            if last.at.is_empty() {
                last.at.start = (at + line.len() - line.trim_start().len()) as u32;
            }
            last.at.end = (at + bare.len()) as u32;
            last.value = &text[last.at.range()];
            parted = false;
        }
        // `\r\n` is one end of a line.
        at = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    out
}

/// A record's lines, and the entry that is made of them.
pub(super) struct Lines<'l, 's> {
    lines: &'l [Line<'s>],
    pub(super) record: Record,
    /// Whether the names of the file are written `Last, First`.
    inverted: bool,
}

impl<'l, 's> Lines<'l, 's> {
    pub(super) fn new(lines: &'l [Line<'s>], kind: &str, span: Span, inverted: bool) -> Self {
        Self { lines, record: Record::new(kind, span), inverted }
    }

    /// The first line of the first of some tags that has one which holds something.
    pub(super) fn first(&self, tags: &[&str]) -> Option<Line<'s>> {
        let of = |tag: &&str| self.lines.iter().copied().find(|line| line.tag == *tag && !line.value.is_empty());
        tags.iter().find_map(of)
    }

    /// Gives the entry a field: the value of the first of these tags that has one.
    pub(super) fn field(&mut self, field: &str, tags: &[&str]) {
        if let Some(line) = self.first(tags).filter(|_| !self.record.has(field)) {
            self.add(field, line, markup::plain(line.value));
        }
    }

    /// Gives the entry a field of all values of these tags.
    pub(super) fn joined(&mut self, field: &str, tags: &[&str], between: &str) {
        for line in self.lines.iter().filter(|line| tags.contains(&line.tag) && !line.value.is_empty()) {
            self.record.further(field, line.tag_at, markup::plain(line.value), line.at, between);
        }
    }

    /// Gives the entry a field with a value of its own, which a line tells.
    pub(super) fn add(&mut self, field: &str, line: Line<'s>, value: String) {
        if !value.is_empty() {
            self.record.field(field, line.tag_at, value, line.at);
        }
    }

    /// Gives the entry the people of these tags, in order of the lines.
    pub(super) fn people(&mut self, role: Role, tags: &[&str]) {
        for line in self.lines.iter().filter(|line| tags.contains(&line.tag) && !line.value.is_empty()) {
            match person::are_others(line.value) {
                true => self.record.others(role),
                false => {
                    let person = person::read(&markup::plain(line.value), self.inverted);
                    self.record.person(role, line.tag_at, person, line.at);
                }
            }
        }
    }
}

/// Whether names are written `Last, First`: the lines of a tag of names have commas.
pub(super) fn inverted(lines: &[Line<'_>], tags: &[&str]) -> bool {
    lines.iter().any(|line| tags.contains(&line.tag) && line.value.contains(','))
}

/// The bytes from a first line to the end of a last.
pub(super) fn whole(lines: &[Line<'_>]) -> Span {
    match lines {
        [] => Span::default(),
        [first, .., last] | [first @ last] => {
            first.tag_at.to(last.tag_at).to(if last.at.is_empty() { last.tag_at } else { last.at })
        }
    }
}
