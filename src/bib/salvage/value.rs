//! The values of a broken item, and where each ends.

use std::ops::Range;

use biblatex::{RawChunk, Spanned};

use super::{Scanner, field_head};
use crate::bib::parse::quoted;
use crate::bib::split::blanks;

/// How far ahead a next field is looked for.
const WINDOW: usize = 160;

impl<'s> Scanner<'s, '_> {
    /// The parts of a value, and where the last of them ends.
    pub(super) fn value(&mut self, name: &str) -> (Vec<Spanned<RawChunk<'s>>>, usize) {
        if let Some((inner, what)) = self.unopened() {
            let len = self.text[inner.clone()].find(char::is_whitespace).unwrap_or(inner.len());
            let first = inner.start..inner.start + len;
            self.fault(first, format!("{what} is missing before the value of {}", quoted(name)));
            self.at = inner.end + 1;
            return (vec![Spanned::new(RawChunk::Normal(&self.text[inner.clone()]), inner)], self.at);
        }
        let mut parts = Vec::new();
        let mut end = self.at;
        while let Some(b) = self.peek() {
            let start = self.at;
            let inner = match b {
                b'{' => self.braced(name),
                b'"' => self.in_quotes(name),
                _ => {
                    let len = self.text[start..self.end]
                        .find(|c: char| {
                            c.is_whitespace() || matches!(c, ',' | '{' | '}' | '"' | '#' | '=' | '(' | ')' | '%')
                        })
                        .unwrap_or(self.end - start);
                    self.at += len;
                    start..self.at
                }
            };
            if self.at == start {
                break;
            }
            let text = &self.text[inner.clone()];
            let bare = !matches!(b, b'{' | b'"');
            let number = text.starts_with(|c: char| c.is_ascii_digit());
            if bare && number && !text.bytes().all(|b| b.is_ascii_digit()) {
                self.fault(inner.clone(), format!("the value of {} needs braces", quoted(name)));
            }
            let part = if bare && !number { RawChunk::Abbreviation(text) } else { RawChunk::Normal(text) };
            parts.push(Spanned::new(part, inner));
            end = self.at;
            self.skip();
            if self.peek() != Some(b'#') {
                break;
            }
            self.at += 1;
            self.skip();
        }
        (parts, end)
    }

    /// A value that something closes and nothing opens, `title = Tolls},`: its text, and what is missing.
    fn unopened(&self) -> Option<(Range<usize>, &'static str)> {
        let start = self.at;
        let mut depth = 0usize;
        for (step, &b) in self.bytes[start..self.end].iter().enumerate() {
            let at = start + step;
            match b {
                b'{' | b'"' if step == 0 => return None,
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'"' if self.bytes[at - 1] == b'\\' => {}
                b'}' | b'"' if depth == 0 => {
                    let rest = self.text[at + 1..self.end].trim_start();
                    let more = rest.strip_prefix(',').unwrap_or(rest).trim_start();
                    let goes_on = rest.len() > more.len() && field_head(more).is_some();
                    let ends = more.as_bytes().first() == Some(&self.closer());
                    // A brace on a line of its own closes the entry.
                    let beside = step > 0 && !self.bytes[at - 1].is_ascii_whitespace();
                    let what = if b == b'}' { "a brace" } else { "a quotation mark" };
                    return ((goes_on || ends) && beside).then_some((start..at, what));
                }
                b',' | b'\n' if depth == 0 && self.next_field(at).is_some() => return None,
                _ => {}
            }
        }
        None
    }

    /// A value in braces: the text inside. Where the item is open, it ends where a next field seems to begin.
    fn braced(&mut self, name: &str) -> Range<usize> {
        let open = self.at;
        let mut depth = 0usize;
        let mut at = open;
        while let Some(step) = self.next_sign(at) {
            at = step;
            match self.bytes[at] {
                b'{' => depth += 1,
                b'}' => {
                    depth -= 1;
                    if depth == 0 && self.takes_the_last_brace(open, at) {
                        break;
                    }
                    if depth == 0 {
                        self.at = at + 1;
                        return open + 1..at;
                    }
                }
                _ if !self.item.closed && depth == 1 && self.next_field(at).is_some() => break,
                _ => {}
            }
            at += 1;
        }
        self.fault(open..open + 1, format!("the value of {} is never closed", quoted(name)));
        self.open_value(open, if at < self.end { at } else { self.end })
    }

    /// Whether a value of an open item is closed by the brace that was meant to close the item: the
    /// last one, alone on its line.
    fn takes_the_last_brace(&self, open: usize, close: usize) -> bool {
        if self.item.closed || close + 1 + blanks(&self.bytes[close + 1..self.end]) < self.end {
            return false;
        }
        let before = self.text[open + 1..close].trim_end_matches([' ', '\t']);
        before.ends_with('\n') && !before.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
    }

    /// A value that nothing closes, as far as it seems to go.
    fn open_value(&mut self, open: usize, end: usize) -> Range<usize> {
        let text = self.text[open + 1..end].trim_end_matches([',', ' ', '\t', '\r', '\n']);
        self.at = open + 1 + text.len();
        // `{{Osei, Kwame},`: it was opened twice.
        match text.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
            Some(inner) if inner.contains([',', ' ']) && !inner.contains(['{', '}']) => open + 2..self.at - 1,
            _ => open + 1..self.at,
        }
    }

    /// The next brace, comma or line end.
    fn next_sign(&self, from: usize) -> Option<usize> {
        let signs = |&b: &u8| matches!(b, b'{' | b'}' | b',' | b'\n');
        self.bytes[from.min(self.end)..self.end].iter().position(signs).map(|step| from + step)
    }

    /// Whether a comma or line end at `at` parts two fields: `name = ` and the beginning of a value follow it.
    pub(super) fn next_field(&self, at: usize) -> Option<&'s str> {
        let mut far = self.end.min(at + WINDOW);
        while !self.text.is_char_boundary(far) {
            far -= 1;
        }
        let rest = &self.text[at + 1..far];
        // Further line ends are asked in their turn.
        let rest = if self.bytes[at] == b'\n' { rest.trim_start_matches([' ', '\t']) } else { rest.trim_start() };
        let name = field_head(rest)?;
        let value = rest[name.len()..].trim_start()[1..].trim_start();
        value.starts_with(|c: char| matches!(c, '{' | '"') || c.is_ascii_alphanumeric()).then_some(name)
    }

    /// A value in quotation marks: it ends at the first one outside braces.
    fn in_quotes(&mut self, name: &str) -> Range<usize> {
        let open = self.at;
        let mut depth = 0usize;
        let mut at = open + 1;
        while at < self.end {
            match self.bytes[at] {
                b'{' => depth += 1,
                b'}' if depth == 0 => break,
                b'}' => depth -= 1,
                b'"' if depth == 0 && self.bytes[at - 1] != b'\\' => {
                    self.at = at + 1;
                    return open + 1..at;
                }
                b'\n' if depth == 0 && self.next_field(at).is_some() => break,
                _ => {}
            }
            at += 1;
        }
        self.fault(open..open + 1, format!("the quotation mark that opens {} is never closed", quoted(name)));
        self.open_value(open, at)
    }
}
