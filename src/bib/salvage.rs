//! What can be read of an item that the parser refuses, and what is wrong with it.
//!
//! In: the text and an item. Out: its key and fields as far as they can be told, and a fault for
//! each place where a writer slipped. What BibTeX allows and the parser does not (`@book( … )`,
//! `"{"}"`) is no fault.
//!
//! **Invariant:** never looks past the next item; looks at a byte a bounded number of times.

use std::ops::Range;

use biblatex::RawChunk;

use super::parse::{Fault, Raw, RawField, quoted};
use super::split::{DEPTH, Item, Kind, blanks};
use crate::model::Severity;

mod value;

/// How many faults of one item are told.
const TOLD: usize = 4;

const TOO_MANY: &str = "a brace too many stands here";

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
            self.raw.faults.push(Fault { at, message, severity: Severity::Error });
        }
    }

    /// A fault that is told once an item.
    fn once(&mut self, at: Range<usize>, message: &str) {
        if self.raw.faults.iter().all(|fault| fault.message != message) {
            self.fault(at, message.to_owned());
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
            self.at =
                memchr::memchr2(b'\n', b'\r', &self.bytes[self.at..self.end]).map_or(self.end, |step| self.at + step);
        }
    }

    fn headless(&mut self) {
        let word = &self.text[self.item.word.clone()];
        self.fault(
            self.item.span.start..self.item.word.end,
            format!("a brace is missing after {}", quoted(&format!("@{word}"))),
        );
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
        let found = found.trim_end_matches(';');
        self.set_key(start..start + found.len());
        if found_at.len() > found.len() {
            self.once(start + found.len()..found_at.end, "a semicolon stands where a comma belongs");
            return;
        }
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
                self.fault(self.at..self.at + 1, "two commas stand here where one belongs".into());
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
        if let Some(after) = more.strip_prefix(',').map(str::trim_start) {
            let told = match field_head(after) {
                Some(name) => Some(format!("this brace closes the entry before its field {}", quoted(name))),
                None => after.starts_with('}').then(|| TOO_MANY.to_owned()),
            };
            if let Some(told) = told {
                self.fault(at..at + 1, told);
                self.at += rest.len() - more.len() + 1;
                return;
            }
        }
        self.closed = true;
        if more.starts_with('}') && self.item.closed {
            let at = self.end - more.len();
            let message = TOO_MANY.to_owned();
            self.raw.faults.push(Fault { at: at..at + 1, message, severity: Severity::Warning });
            self.at = at + 1;
        }
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
            Some(b'{' | b'"' | b'0'..=b'9') => {
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

    /// The comma after a value, or what stands in its place; `false` where no field can follow.
    fn after_value(&mut self, name: &str) -> bool {
        self.skip();
        while self.text[..self.at].trim_end().ends_with("\\}") && self.stands_more() && self.go_on_after_brace(name) {
            self.skip();
        }
        match self.peek() {
            None => true,
            Some(b',') => {
                self.at += 1;
                true
            }
            Some(b';') => {
                self.once(self.at..self.at + 1, "a semicolon stands where a comma belongs");
                self.at += 1;
                true
            }
            Some(b) if b == self.closer() => true,
            Some(_) => {
                let rest = &self.text[self.at..self.end];
                if let Some(next) = field_head(rest) {
                    let at = self.at..self.at + next.len();
                    self.fault(at, format!("a comma is missing before the field {}", quoted(next)));
                    return true;
                }
                let len = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '}')).unwrap_or(rest.len());
                let at = self.at..self.at + len.max(rest.chars().next().map_or(0, char::len_utf8));
                self.fault(at, format!("more text follows the value of {}", quoted(name)));
                false
            }
        }
    }

    /// Whether something stands here that can neither end a field nor begin one.
    fn stands_more(&self) -> bool {
        let ends = |b: u8| matches!(b, b',' | b';') || b == self.closer();
        self.peek().is_some_and(|b| !ends(b)) && field_head(&self.text[self.at..self.end]).is_none()
    }

    /// `{a \} b}`: BibTeX ends the value at the first brace; the writer meant the second.
    fn go_on_after_brace(&mut self, name: &str) -> bool {
        let Some(field) = self.raw.fields.last_mut() else { return false };
        let Some(step) = memchr::memchr2(b'{', b'}', &self.bytes[self.at..self.end]) else { return false };
        let (brace, close) = (field.at.end - 1, self.at + step);
        let [part] = &mut field.parts[..] else { return false };
        if self.bytes[close] == b'{' {
            return false;
        }
        part.span.end = close;
        part.v = RawChunk::Normal(&self.text[part.span.clone()]);
        field.at.end = close + 1;
        self.at = close + 1;
        self.once(brace..brace + 1, &format!("a backslash does not shield this brace: it closes {}", quoted(name)));
        true
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
