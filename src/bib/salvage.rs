//! What can be read of an item that the parser refuses, and what is wrong with it.
//!
//! In: the text and an item. Out: its key and fields as far as they can be told, and a fault for
//! each place where a writer slipped. What BibTeX allows and the parser does not (`@book( … )`,
//! `"{"}"`) is no fault.
//!
//! **Invariant:** never looks past the next item; looks at a byte a bounded number of times.

use std::ops::Range;

use biblatex::{RawChunk, Spanned};

use super::parse::{Fault, Raw, RawField};
use super::split::{DEPTH, Item, Kind, blanks};

/// How many faults of one item are told.
const TOLD: usize = 4;

/// How far ahead a next field is looked for.
const WINDOW: usize = 160;

/// Reads a broken item.
pub(super) fn salvage<'s>(text: &'s str, item: &Item) -> Raw<'s> {
    let end = if item.closed { item.reach } else { item.span.end };
    let bytes = text.as_bytes();
    let mut scanner = Scanner { text, bytes, item, at: item.body, end, raw: Raw::default(), closed: false };
    scanner.run();
    scanner.raw
}

/// The name at the head of `name = `, where the text begins with one.
pub(super) fn field_head(text: &str) -> Option<&str> {
    let name = &text[..text.bytes().take_while(|&b| is_name(b)).count()];
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = text[name.len()..].trim_start();
    (begins && name.len() <= 64 && rest.starts_with('=')).then_some(name)
}

fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b':' | b'.' | b'/' | b'*')
}

struct Scanner<'s, 'i> {
    text: &'s str,
    bytes: &'s [u8],
    item: &'i Item,
    at: usize,
    end: usize,
    raw: Raw<'s>,
    closed: bool,
}

impl<'s> Scanner<'s, '_> {
    fn run(&mut self) {
        if self.item.too_deep {
            self.fault(self.head(), format!("braces nest deeper than {DEPTH} here"));
        }
        match self.item.kind {
            Kind::Headless => self.headless(),
            Kind::Strings => {}
            _ => self.key(),
        }
        self.fields();
        if !self.closed && self.item.kind != Kind::Headless && !self.told_of_open_value() {
            let what = if self.item.kind == Kind::Strings { "`@string`" } else { "entry" };
            self.fault(self.head(), format!("this {what} is never closed"));
        }
        if !self.closed {
            self.raw.end = self.end;
        }
    }

    fn told_of_open_value(&self) -> bool {
        self.raw.faults.iter().any(|fault| fault.message.ends_with("is never closed"))
    }

    /// The `@`, the word, and the key where there is one.
    fn head(&self) -> Range<usize> {
        self.item.span.start..self.raw.key_at.end.max(self.item.word.end)
    }

    fn fault(&mut self, at: Range<usize>, message: String) {
        if self.raw.faults.len() < TOLD {
            self.raw.faults.push(Fault { at, message });
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes[..self.end].get(self.at).copied()
    }

    fn closer(&self) -> u8 {
        if self.item.round { b')' } else { b'}' }
    }

    /// Past blanks, and comments that run to the end of their line (*biber* allows them between fields).
    fn skip(&mut self) {
        loop {
            self.at += blanks(&self.bytes[self.at..self.end]);
            if self.peek() != Some(b'%') {
                return;
            }
            self.at = memchr::memchr(b'\n', &self.bytes[self.at..self.end]).map_or(self.end, |step| self.at + step);
        }
    }

    fn headless(&mut self) {
        let word = &self.text[self.item.word.clone()];
        self.fault(self.item.span.start..self.item.word.end, format!("a brace is missing after `@{word}`"));
        self.key();
    }

    fn key(&mut self) {
        self.skip();
        let start = self.at;
        let rest = &self.text[start..self.end];
        let closer = char::from(self.closer());
        let stop = rest.find([',', '=', '{', '"', '\n', closer]).unwrap_or(rest.len());
        let found = rest[..stop].trim_end();
        let found_at = start..start + found.len();
        let sign = rest[stop..].chars().next();
        self.at = start + stop;
        if sign == Some('=') {
            self.key_without_comma(found, start);
            return;
        }
        self.set_key(found_at.clone());
        if sign == Some('\n') {
            self.skip();
        }
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(b) if b == self.closer() => {}
            Some(_) if found.is_empty() => self.fault(start..start + 1, "this entry has no key".into()),
            Some(_) => self.fault(found_at.clone(), format!("a comma is missing after the key {}", quoted(found))),
            None => {}
        }
        if found.is_empty() && self.raw.faults.is_empty() {
            self.fault(self.item.span.start..self.item.word.end, "this entry has no key".into());
        }
        if found.contains(char::is_whitespace) {
            self.fault(found_at, format!("a blank stands in the key {}", quoted(found)));
        }
    }

    /// `@book{title = {…}` or `@book{smith2020 title = {…}`: an `=` came before a comma.
    fn key_without_comma(&mut self, found: &str, start: usize) {
        let name = found.rsplit(char::is_whitespace).next().unwrap_or(found);
        let name_at = start + found.len() - name.len();
        let key = found[..found.len() - name.len()].trim_end();
        self.at = name_at;
        self.set_key(start..start + key.len());
        let told = if key.is_empty() {
            format!("a key is missing before the field {}", quoted(name))
        } else {
            format!("a comma is missing after the key {}", quoted(key))
        };
        let at = if key.is_empty() { name_at..name_at + name.len() } else { start..start + key.len() };
        self.fault(at, told);
    }

    fn set_key(&mut self, at: Range<usize>) {
        self.raw.key = &self.text[at.clone()];
        self.raw.key_at = at;
    }

    fn fields(&mut self) {
        while !self.closed {
            self.skip();
            let Some(b) = self.peek() else { return };
            if b == self.closer() {
                self.close();
            } else if b == b',' {
                self.fault(self.at..self.at + 1, "a comma stands here without a field before it".into());
                self.at += 1;
            } else if !self.field() {
                self.resume();
            }
        }
    }

    /// At the closing brace: the end, unless more fields follow it.
    fn close(&mut self) {
        let at = self.at;
        self.at += 1;
        let rest = &self.text[self.at..self.end];
        let more = rest.trim_start();
        if let Some(name) = more.strip_prefix(',').and_then(|more| field_head(more.trim_start())) {
            self.fault(at..at + 1, format!("this brace closes the entry before its field {}", quoted(name)));
            self.at += rest.len() - more.len() + 1;
            return;
        }
        self.closed = true;
        self.raw.end = self.at;
    }

    /// Reads `name = value` and its comma; `false` where that cannot be.
    fn field(&mut self) -> bool {
        let start = self.at;
        let len = self.bytes[start..self.end].iter().take_while(|&&b| is_name(b)).count();
        if len == 0 {
            let sign = self.text[start..].chars().next().unwrap_or(' ');
            self.fault(start..start + sign.len_utf8(), format!("`{sign}` stands where a field should begin"));
            return false;
        }
        let (name, name_at) = (&self.text[start..start + len], start..start + len);
        self.at += len;
        self.skip();
        match self.peek() {
            Some(b'=') => self.at += 1,
            Some(b'{' | b'"') => {
                self.fault(name_at.clone(), format!("an equals sign is missing after {}", quoted(name)));
            }
            _ => {
                self.fault(name_at, format!("{} is no field: no equals sign follows it", quoted(name)));
                return false;
            }
        }
        self.skip();
        let value_at = self.at;
        let parts = self.value(name);
        let end = parts.1;
        if parts.0.is_empty() {
            self.fault(name_at, format!("the field {} has no value", quoted(name)));
        } else {
            self.raw.fields.push(RawField { name, name_at, parts: parts.0, at: value_at..end });
        }
        self.after_value(name)
    }

    /// The comma after a value, or what stands in its place.
    fn after_value(&mut self, name: &str) -> bool {
        self.skip();
        match self.peek() {
            None => true,
            Some(b',') => {
                self.at += 1;
                true
            }
            Some(b) if b == self.closer() => true,
            Some(_) => {
                if let Some(next) = field_head(&self.text[self.at..self.end]) {
                    let at = self.at..self.at + next.len();
                    self.fault(at, format!("a comma is missing before the field {}", quoted(next)));
                    return true;
                }
                let at = self.at..self.at + self.text[self.at..].chars().next().map_or(0, char::len_utf8);
                let early = self.text[..self.at].trim_end().ends_with("\\}");
                let told = if early {
                    format!("`\\}}` closes the value of {}: a backslash does not shield a brace", quoted(name))
                } else {
                    format!("more text follows the value of {}", quoted(name))
                };
                self.fault(at, told);
                false
            }
        }
    }

    /// The parts of a value, and where the last of them ends.
    fn value(&mut self, name: &str) -> (Vec<Spanned<RawChunk<'s>>>, usize) {
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
        let at = if at < self.end { at } else { self.end };
        self.at = at;
        open + 1..open + 1 + self.text[open + 1..at].trim_end_matches([',', ' ', '\t', '\r', '\n']).len()
    }

    /// The next brace, comma or line end.
    fn next_sign(&self, from: usize) -> Option<usize> {
        let signs = |&b: &u8| matches!(b, b'{' | b'}' | b',' | b'\n');
        self.bytes[from.min(self.end)..self.end].iter().position(signs).map(|step| from + step)
    }

    /// Whether a comma or line end at `at` parts two fields: `name = ` and the beginning of a value follow it.
    fn next_field(&self, at: usize) -> Option<&'s str> {
        let mut far = self.end.min(at + WINDOW);
        while !self.text.is_char_boundary(far) {
            far -= 1;
        }
        let rest = self.text[at + 1..far].trim_start();
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
        self.fault(open..open + 1, format!("the quotation mark before the value of {} is never closed", quoted(name)));
        self.at = at;
        open + 1..open + 1 + self.text[open + 1..at].trim_end_matches([',', ' ', '\t', '\r', '\n']).len()
    }

    /// Goes on at the next field, or at the closing brace.
    fn resume(&mut self) {
        let mut depth = 0usize;
        while self.at < self.end {
            match self.bytes[self.at] {
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b if depth == 0 && b == self.closer() => return,
                b',' | b'\n' if depth == 0 && self.next_field(self.at).is_some() => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}

/// A name in backticks, cut where it is too long to read.
fn quoted(name: &str) -> String {
    const LONG: usize = 40;
    match name.char_indices().nth(LONG) {
        Some((at, _)) => format!("`{}…`", &name[..at]),
        None => format!("`{name}`"),
    }
}
