//! BibTeX and biblatex files.
//!
//! In: a decoded file. Out: its entries, whatever their neighbours do, and a flaw for each fault.
//! It cuts the file itself and lets the `biblatex` crate see one item at a time, since the crate
//! stops at the first fault, forgets doubled fields, and cannot bear circles or depth.

use std::collections::HashSet;

use super::parse::{self, Raw, quoted};
use super::split::{self, Item, Kind};
use super::strings::Strings;
use super::{entry, inherit};
use crate::model::{Entry, LibraryFlaw, Severity};
use crate::text::Span;

/// Reads the items of a text from `start` on.
pub(super) fn read(text: &str, start: usize) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let items = split::items(text, start);
    let mut reading = Reading { text, strings: Strings::new(text.len()), told: HashSet::new(), flaws: Vec::new() };
    reading.strings(&items);
    let is_entry = |item: &&Item| matches!(item.kind, Kind::Entry | Kind::Headless);
    let mut entries: Vec<Entry> = Vec::with_capacity(items.iter().filter(is_entry).count());
    entries.extend(items.iter().filter(is_entry).filter_map(|item| reading.entry(item)));
    inherit::inherit(&mut entries, text);
    let mut flaws = reading.flaws;
    if items.is_empty() {
        flaws.extend(super::nothing(text, start, "BibLaTeX entry"));
    }
    flaws.sort_by_key(|flaw| flaw.span);
    (entries, flaws)
}

struct Reading<'s> {
    text: &'s str,
    strings: Strings,
    /// Names of unknown strings that were told already.
    told: HashSet<&'s str>,
    flaws: Vec<LibraryFlaw>,
}

impl<'s> Reading<'s> {
    fn strings(&mut self, items: &[Item]) {
        let mut early = Vec::new();
        for item in items {
            match item.kind {
                Kind::Strings => {
                    let raw = parse::parse(self.text, item);
                    early.extend(self.strings.define(&raw).into_iter().map(|name| (name, item)));
                    self.faults(item, &raw);
                }
                Kind::Comment | Kind::Preamble if !item.closed => {
                    let word = &self.text[item.word.clone()];
                    let at = Span::new(item.span.start, item.word.end);
                    self.flaw(item, at, None, format!("this `@{word}` is never closed"), Severity::Warning);
                }
                _ => {}
            }
        }
        for (name, item) in early {
            let told = if self.strings.knows(name.v) {
                format!("the string {} is used before it is defined", quoted(name.v))
            } else {
                format!("the string {} is not defined in this file", quoted(name.v))
            };
            self.flaw(item, Span::new(name.span.start, name.span.end), None, told, Severity::Warning);
        }
    }

    /// The entry of an item; `None` where nothing of it can be read.
    fn entry(&mut self, item: &Item) -> Option<Entry> {
        let raw = parse::parse(self.text, item);
        let mut unknown = Vec::new();
        let kind = &self.text[item.word.clone()];
        let entry = entry::entry(kind, &raw, item.span.start, &mut self.strings, &mut |name| unknown.push(name));
        let first = self.flaws.len();
        self.faults(item, &raw);
        if entry.key.is_empty() && entry.fields.is_empty() {
            self.flaws[first..].iter_mut().for_each(|flaw| flaw.lost = true);
            return None;
        }
        for name in unknown {
            if self.told.insert(name.v) {
                let told = format!("the string {} is not defined in this file", quoted(name.v));
                let at = Span::new(name.span.start, name.span.end);
                self.flaw(item, at, Some(raw.key), told, Severity::Warning);
            }
        }
        Some(entry)
    }

    fn faults(&mut self, item: &Item, raw: &Raw<'s>) {
        for fault in &raw.faults {
            let at = Span::new(fault.at.start, fault.at.end);
            self.flaw(item, at, Some(raw.key), fault.message.clone(), fault.severity);
            let flaw = self.flaws.last_mut().expect("it was just told");
            flaw.item.end = flaw.item.end.max(u32::try_from(raw.end).unwrap_or(u32::MAX));
        }
    }

    fn flaw(&mut self, item: &Item, span: Span, key: Option<&str>, message: String, severity: Severity) {
        let item = Span::new(item.span.start, item.span.end.max(span.end as usize));
        let key = key.filter(|key| !key.is_empty()).map(str::to_owned);
        self.flaws.push(LibraryFlaw { span, item, key, message, lost: false, severity });
    }
}
