//! The markup inside a paragraph.
//!
//! In: the bytes of a paragraph, its line ends among them. Out: its words without the marks of emphasis; literals
//! and formulas as marks; citations by key as marks; words that lead into the list with whom they mean.
//!
//! **Invariant:** where the end of a mark is not found once, it is not sought again: none follows. Marks of one
//! kind do not nest, so that each byte is looked at a few times at most.

use super::names::Names;
use crate::model::{Builder, MarkKind};
use crate::read::words::push_words;
use crate::text::{Span, raised};

/// Pushes the words between two places.
pub(super) fn push(builder: &mut Builder<'_>, names: &Names<'_>, start: usize, end: usize) {
    let source = builder.text();
    let mut line = Line { builder, names, source, from: start, at: start, end, lost: [0; 4], drops: Vec::new() };
    line.read();
}

/// The marks whose ends are sought.
const STARS: usize = 0;
const STRONG: usize = 1;
const TICKS: usize = 2;
const LITERAL: usize = 3;

struct Line<'b, 's, 'n> {
    builder: &'b mut Builder<'s>,
    names: &'n Names<'n>,
    source: &'s str,
    /// Where the words begin that are not pushed yet.
    from: usize,
    at: usize,
    end: usize,
    /// Up to where no end of each mark stands.
    lost: [usize; 4],
    /// Where open marks end, and how long they are: few, the last opened first.
    drops: Vec<(usize, usize)>,
}

/// Whether a mark may begin behind this character.
fn may_begin(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "'\"([{<-/:‘“’«¡¿–—".contains(c))
}

/// Whether a mark may end before this character.
fn may_end(after: Option<char>) -> bool {
    after.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric())
}

impl<'s> Line<'_, 's, '_> {
    fn read(&mut self) {
        let bytes = self.source.as_bytes();
        while self.at < self.end {
            if let Some(&(at, len)) = self.drops.last().filter(|drop| drop.0 <= self.at) {
                self.drops.pop();
                if at == self.at {
                    self.drop(len);
                    continue;
                }
            }
            let stop = self.drops.last().map_or(self.end, |drop| drop.0).max(self.at);
            let special = |b: &u8| matches!(b, b'*' | b'`' | b':' | b'_' | b'[' | b'|' | b'\\');
            match bytes[self.at..stop].iter().position(special) {
                Some(step) => self.at += step,
                None => {
                    self.at = stop;
                    continue;
                }
            }
            if !self.mark(bytes[self.at]) {
                self.at += 1;
            }
        }
        self.flush();
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..self.end]
    }

    fn before(&self) -> Option<char> {
        let first = self.source[..self.at].chars().next_back()?;
        (!first.is_whitespace()).then_some(first)
    }

    /// Pushes the words up to here, line ends as blanks.
    fn flush(&mut self) {
        let (mut from, to) = (self.from, self.at.min(self.end));
        while from < to {
            let end = memchr::memchr(b'\n', &self.source.as_bytes()[from..to]).map_or(to, |len| from + len);
            let words = self.source[from..end].trim_end_matches(['\r', ' ', '\t']);
            // Blanks before what is no line end are words.
            let stop = if end < to { from + words.len() } else { end };
            if stop > from {
                push_words(self.builder, self.source, from, stop);
            }
            if end == to {
                break;
            }
            let next = self.source[end..to].find(|c: char| !c.is_whitespace()).map_or(to, |len| end + len);
            self.builder.blank(Span::new(stop, next));
            from = next;
        }
        self.from = self.at;
    }

    /// Leaves bytes out.
    fn drop(&mut self, len: usize) {
        self.flush();
        self.at = (self.at + len).min(self.end);
        self.from = self.at;
    }

    fn put(&mut self, kind: MarkKind, len: usize) {
        self.flush();
        self.builder.mark(kind, Span::new(self.at, self.at + len));
        self.at += len;
        self.from = self.at;
    }

    /// Reads what begins here; whether anything does.
    fn mark(&mut self, first: u8) -> bool {
        let rest = self.rest();
        let before = self.before();
        match first {
            b'\\' => {
                let next = rest[1..].chars().next();
                self.drop(1);
                match next {
                    Some(c) if c.is_whitespace() => self.drop(c.len_utf8()),
                    Some(c) => self.at += c.len_utf8(),
                    None => {}
                }
                true
            }
            b'*' if may_begin(before) => self.emphasis(),
            b'`' if rest.starts_with("``") => match self.literal() {
                Some(len) => {
                    self.put(MarkKind::Code, len);
                    true
                }
                None => {
                    self.at += 1;
                    false
                }
            },
            b'`' if may_begin(before) => self.phrase(""),
            b':' if may_begin(before) => self.role(),
            b'[' => self.label(),
            b'|' if may_begin(before) => self.substitution(),
            b'_' => self.reference(before),
            _ => false,
        }
    }

    /// The length of a literal that begins here.
    fn literal(&mut self) -> Option<usize> {
        if self.at < self.lost[LITERAL] {
            return None;
        }
        let inner = &self.rest().as_bytes()[2..];
        let end = memchr::memmem::find_iter(inner, b"``").find(|&at| at > 0 && !inner[at - 1].is_ascii_whitespace());
        self.lost[LITERAL] = if end.is_none() { self.end } else { 0 };
        end.map(|at| at + 4)
    }

    fn emphasis(&mut self) -> bool {
        let rest = self.rest();
        let len = if rest.starts_with("**") { 2 } else { 1 };
        let kind = if len == 2 { STRONG } else { STARS };
        let inner = &rest[len..];
        let open = self.drops.iter().any(|drop| drop.1 == len);
        if self.at < self.lost[kind] || open || inner.starts_with(|c: char| c.is_whitespace()) {
            self.at += len - 1;
            return false;
        }
        let bytes = inner.as_bytes();
        let limit = self.drops.last().map_or(inner.len(), |drop| drop.0.saturating_sub(self.at + len));
        let mut ends = memchr::memchr_iter(b'*', &bytes[..limit]);
        let end = ends.find(|&at| {
            let double = bytes.get(at + 1) == Some(&b'*');
            at > 0
                && (len == 2) == double
                && bytes[at - 1] != b'\\'
                && (len == 2 || bytes[at - 1] != b'*')
                && !bytes[at - 1].is_ascii_whitespace()
                && may_end(inner[at + len..].chars().next())
        });
        match end {
            Some(end) => {
                self.drops.push((self.at + len + end, len));
                self.drop(len);
                true
            }
            None => {
                self.lost[kind] = self.at + len + limit;
                self.at += len - 1;
                false
            }
        }
    }

    /// The length of what stands between back quotes from here, both included.
    fn quoted(&mut self, from: usize) -> Option<usize> {
        if from < self.lost[TICKS] {
            return None;
        }
        let inner = &self.source.as_bytes()[from + 1..self.end];
        let end = memchr::memchr_iter(b'`', inner).find(|&at| at > 0 && !matches!(inner[at - 1], b'\\' | b' ' | b'\n'));
        self.lost[TICKS] = if end.is_none() { self.end } else { 0 };
        end.map(|at| at + 2)
    }

    /// `` `text <target>`_ ``, `` `text` ``, or the words of a role.
    fn phrase(&mut self, role: &str) -> bool {
        let open = self.at + role.len();
        let Some(len) = self.quoted(open) else { return false };
        let inner = &self.source[open + 1..open + len - 1];
        let mut after = open + len;
        while after < self.end && after < open + len + 2 && self.source.as_bytes()[after] == b'_' {
            after += 1;
        }
        let target = inner.strip_suffix('>').and_then(|inner| inner.rfind('<').map(|at| (at, &inner[at + 1..])));
        let words = target.map_or(inner, |(at, _)| inner[..at].trim_end());
        self.flush();
        let begin = open + 1;
        self.from = begin;
        if words.is_empty() {
            // The address alone is shown.
            let (at, target) = target.unwrap_or((0, ""));
            self.from = begin + at + 1;
            self.at = self.from + target.len();
            self.flush();
        } else {
            let here = self.builder.here();
            self.at = begin + words.len();
            self.flush();
            let name = target.map(|(_, target)| target.strip_prefix('#').unwrap_or(target).trim_end_matches('_'));
            if let Some(name) = name.filter(|name| self.names.is_entry(name)) {
                self.builder.pointer(here, vec![name.to_owned()]);
            }
        }
        (self.at, self.from) = (after, after);
        true
    }

    /// `:cite:p:`key``, `:math:`x``, `:sup:`2``.
    fn role(&mut self) -> bool {
        let rest = self.rest();
        let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'+' | b'.');
        let len = rest.bytes().take(80).take_while(plain).count();
        let role = &rest[..len];
        if len < 3 || !role.ends_with(':') || role.starts_with("::") || !rest[len..].starts_with('`') {
            self.at += len.saturating_sub(1);
            return false;
        }
        let name = &role[1..len - 1];
        let Some(quoted) = self.quoted(self.at + len) else { return false };
        let inner = &rest[len + 1..len + quoted - 1];
        let whole = len + quoted;
        let titled = inner.ends_with('>') && inner.contains('<') && !inner.starts_with('<');
        match name.split(':').next().unwrap_or(name) {
            "cite" | "footcite" => self.put(MarkKind::Cite, whole),
            "math" | "eq" => self.put(MarkKind::Math, whole),
            "sup" | "superscript" => self.raised(len, whole),
            "emphasis" | "strong" | "title-reference" | "title" | "t" | "sub" | "subscript" | "abbr" | "dfn"
            | "term" | "guilabel" | "menuselection" | "smallcaps" | "underline" => return self.phrase(role),
            "ref" | "doc" | "numref" | "any" | "download" if titled => return self.phrase(role),
            "ref" | "doc" | "numref" | "any" | "code" | "literal" | "raw" => self.put(MarkKind::Code, whole),
            _ if titled || inner.contains(' ') => return self.phrase(role),
            _ => self.put(MarkKind::Code, whole),
        }
        true
    }

    /// Raised words: their digits are raised digits.
    fn raised(&mut self, lead: usize, whole: usize) {
        self.flush();
        let (start, end) = (self.at + lead + 1, self.at + whole - 1);
        self.from = start;
        for (at, b) in self.source[start..end].bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
            self.at = start + at;
            self.flush();
            self.builder.stands(Span::new(self.at, self.at + 1), raised::raise(b).encode_utf8(&mut [0; 4]));
            self.from = self.at + 1;
        }
        self.at = end;
        self.flush();
        (self.at, self.from) = (end + 1, end + 1);
    }

    /// `[Key]_`, `[1]_`, `[#note]_`: an entry of the list, or a note.
    fn label(&mut self) -> bool {
        let rest = self.rest();
        let Some(close) = rest.bytes().take(120).position(|b| b == b']') else { return false };
        let label = &rest[1..close];
        if !rest[close + 1..].starts_with('_') || label.is_empty() || label.contains(['[', ' ', '\n']) {
            return false;
        }
        let note = label.starts_with(['#', '*']) || label.bytes().all(|b| b.is_ascii_digit());
        let entry = self.names.is_entry(label);
        if note && !entry {
            self.put(MarkKind::NoteRef, close + 2);
            self.builder.calls(label);
            return true;
        }
        self.flush();
        let here = self.builder.here();
        self.at += close + 1;
        self.flush();
        if entry {
            self.builder.pointer(here, vec![label.to_owned()]);
        }
        self.drop(1);
        true
    }

    /// `|name|`, which something else stands for.
    fn substitution(&mut self) -> bool {
        let rest = self.rest();
        let end = rest[1..].bytes().take(80).position(|b| b == b'|').map(|at| at + 1);
        let Some(end) = end.filter(|&end| {
            let inner = &rest[1..end];
            end > 1 && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace)
        }) else {
            return false;
        };
        let tail = rest[end + 1..].bytes().take(2).take_while(|b| *b == b'_').count();
        if !may_end(rest[end + 1 + tail..].chars().next()) {
            return false;
        }
        self.put(MarkKind::Code, end + 1 + tail);
        true
    }

    /// `Python_`: a reference by its name.
    fn reference(&mut self, before: Option<char>) -> bool {
        let rest = self.rest();
        let len = if rest.starts_with("__") { 2 } else { 1 };
        if before.is_some_and(char::is_alphanumeric)
            && may_end(rest[len..].chars().next())
            && !rest[len..].starts_with('_')
        {
            self.drop(len);
            return true;
        }
        self.at += len - 1;
        false
    }
}
