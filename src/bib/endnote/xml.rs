//! EndNote's XML: a file of its records, or the records that a citation field of a Word file carries.
//!
//! In: a text. Out: its entries. Records are cut out first, so that what is broken in one costs nothing of the
//! others, and what stands around them is nobody's business.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::person;
use super::super::record::{self, Record, Role};
use super::super::tree::DEEPEST;
use super::super::{fault, markup};
use super::{first_role, kind, name_of};
use crate::model::{Entry, LibraryFlaw};
use crate::text::Span;

/// Whether the beginning of an XML file is that of such a bibliography.
pub(in super::super) fn is_head(head: &str) -> bool {
    head.starts_with('<') && head.contains("<record>") && (head.contains("<ref-type") || head.contains("<rec-number"))
}

/// Reads the records of a text from `start` on.
pub(in super::super) fn read(text: &str, start: usize) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let mut entries = Vec::new();
    let mut labels = Vec::new();
    let mut flaws = Vec::new();
    let mut starts = memchr::memmem::find_iter(&text.as_bytes()[start..], "<record")
        .map(|at| start + at)
        .filter(|&at| text[at + "<record".len()..].starts_with(['>', ' ', '\t', '\r', '\n']))
        .peekable();
    while let Some(start) = starts.next() {
        let limit = starts.peek().copied().unwrap_or(text.len());
        let close = "</record>";
        let end = memchr::memmem::find(&text.as_bytes()[start..limit], close.as_bytes());
        let end_at = end.map_or(start + text[start..limit].trim_end().len(), |at| start + at + close.len());
        let mut reading = Reading::new(text, Span::new(start, end_at));
        reading.run();
        let item = reading.span;
        if end.is_none() {
            reading.faults.push((
                Span::new(start, start + "<record".len()),
                "this record is never closed by `</record>`".to_owned(),
            ));
        }
        let (entry, label, faults) = reading.finish();
        flaws.extend(faults.into_iter().map(|(at, message)| fault(at, item, entry.as_ref(), message)));
        if let Some(entry) = entry {
            labels.push(label);
            entries.push(entry);
        }
    }
    name_by_label(&mut entries, labels);
    (entries, flaws)
}

/// A label is the key that its author gave a work, where it is one: one word, and no other record's.
fn name_by_label(entries: &mut [Entry], labels: Vec<(String, Span)>) {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    labels.iter().for_each(|(label, _)| *counts.entry(label).or_default() += 1);
    let is_key = |label: &str| !label.is_empty() && !label.contains(char::is_whitespace) && counts[label] == 1;
    for (entry, (label, span)) in entries.iter_mut().zip(&labels) {
        if is_key(label) {
            let number = std::mem::replace(&mut entry.key, label.clone());
            entry.key_span = *span;
            entry.aliases.extend(Some(number).filter(|number| !number.is_empty()));
        }
    }
}

/// A record being read.
struct Reading<'s> {
    text: &'s str,
    span: Span,
    /// The elements that are open, each with the place of its name.
    open: Vec<(&'s str, Span)>,
    /// The words of the element that is open, and where they stand.
    words: String,
    at: Option<Span>,
    kind: &'static str,
    fields: Vec<Leaf<'s>>,
    faults: Vec<(Span, String)>,
}

/// An element that holds words: its parent's name and its own.
struct Leaf<'s> {
    parent: &'s str,
    name: &'s str,
    name_span: Span,
    words: String,
    at: Span,
}

impl<'s> Reading<'s> {
    fn new(text: &'s str, span: Span) -> Self {
        let (open, fields, faults) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, span, open, words: String::new(), at: None, kind: "misc", fields, faults }
    }

    fn run(&mut self) {
        let base = self.span.start as usize;
        let slice = &self.text[self.span.range()];
        let mut reader = Reader::from_str(slice);
        let config = reader.config_mut();
        // What is amiss in these is told here, and reading goes on.
        (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
        loop {
            let from = base + reader.buffer_position() as usize;
            let event = reader.read_event();
            let span = Span::new(from, base + reader.buffer_position() as usize);
            match event {
                Ok(Event::Start(tag)) => self.start(&tag, from),
                Ok(Event::End(tag)) => self.end(tag.name().0, span),
                Ok(Event::Text(_)) => self.push(span, |text| text.into()),
                Ok(Event::CData(_)) => {
                    self.push(span, |text| text.trim_start_matches("<![CDATA[").trim_end_matches("]]>").to_owned())
                }
                Ok(Event::GeneralRef(_)) => self.push(span, |text| {
                    let read = markup::character(text.trim_matches(['&', ';']));
                    read.map_or_else(|| text.to_owned(), String::from)
                }),
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    let at = base + (reader.error_position() as usize).min(slice.len().saturating_sub(1));
                    let at = self.text.floor_char_boundary(at);
                    let one = self.text[at..].chars().next().map_or(0, char::len_utf8);
                    let why: String = error.to_string().chars().take(60).collect();
                    self.faults.push((Span::new(at, at + one), why));
                    break;
                }
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, from: usize) {
        let name_span = Span::new(from + 1, from + 1 + tag.name().0.len());
        let name = &self.text[name_span.range()];
        if name == "style" || self.open.len() >= DEEPEST {
            return;
        }
        if name == "ref-type"
            && let Ok(Some(named)) = tag.try_get_attribute("name")
        {
            self.kind = kind(&named.value);
        }
        self.open.push((name, name_span));
        self.words.clear();
        self.at = None;
    }

    fn end(&mut self, name: &str, span: Span) {
        if name == "style" {
            return;
        }
        match self.open.iter().rposition(|(open, _)| *open == name) {
            None => {
                if self.open.len() < DEEPEST {
                    self.faults.push((span, format!("`</{}>` closes nothing", shown(name))));
                }
                return;
            }
            Some(place) => {
                for (unclosed, at) in self.open.drain(place + 1..) {
                    self.faults.push((at, format!("`<{}>` is never closed", shown(unclosed))));
                }
            }
        }
        let Some((name, name_span)) = self.open.pop() else { return };
        let parent = self.open.last().map_or("", |(parent, _)| *parent);
        let words = markup::plain(&self.words);
        self.words.clear();
        if let Some(at) = self.at.take().filter(|_| !words.is_empty()) {
            self.fields.push(Leaf { parent, name, name_span, words, at });
        }
    }

    fn push(&mut self, span: Span, read: impl FnOnce(&str) -> String) {
        let text = &self.text[span.range()];
        let bare = text.trim();
        self.words.push_str(&read(text));
        if !bare.is_empty() {
            let start = span.start as usize + (bare.as_ptr() as usize - text.as_ptr() as usize);
            let span = Span::new(start, start + bare.len());
            self.at = Some(self.at.map_or(span, |at| at.to(span)));
        }
    }

    /// The entry, its label, and what was amiss.
    #[allow(clippy::type_complexity)]
    fn finish(self) -> (Option<Entry>, (String, Span), Vec<(Span, String)>) {
        let typed = self.fields.iter().find(|leaf| leaf.name == "ref-type" && self.kind == "misc");
        let kind = typed.map_or(self.kind, |leaf| kind(name_of(&leaf.words)));
        let mut record = Record::new(kind, self.span);
        let mut label = (String::new(), Span::default());
        for leaf in self.fields {
            if leaf.name == "label" {
                label = (leaf.words, leaf.at);
            } else {
                add(&mut record, kind, leaf);
            }
        }
        let entry = record.finish();
        let empty = entry.fields.is_empty() && entry.key.is_empty();
        ((!empty).then_some(entry), label, self.faults)
    }
}

/// An element's name as a message gives it: what stands for one in a broken file can be a page long.
fn shown(name: &str) -> &str {
    let end = name.char_indices().take(24).find(|(_, c)| c.is_control()).map_or(name.len(), |(at, _)| at);
    let long = name.char_indices().nth(24).map_or(name.len(), |(at, _)| at);
    &name[..end.min(long)]
}

/// Adds what an element holds.
fn add(record: &mut Record, kind: &str, leaf: Leaf<'_>) {
    let Leaf { parent, name, name_span, words, at } = leaf;
    let role = match (parent, name) {
        ("authors", "author") => Some(first_role(kind)),
        ("secondary-authors", "author") => Some(Role::Editor),
        ("subsidiary-authors" | "translated-authors", "author") => Some(Role::Translator),
        _ => None,
    };
    if let Some(role) = role {
        return match person::are_others(&words) {
            true => record.others(role),
            false => record.person(role, name_span, person::read(&words, true), at),
        };
    }
    let field = match name {
        "rec-number" => return record.key(&words, at),
        "title" => "title",
        "short-title" => "shorttitle",
        "secondary-title" | "full-title" if parent != "alt-periodical" => record::whole(kind),
        "abbr-1" => "shortjournal",
        "tertiary-title" => "series",
        "pages" => "pages",
        "volume" => "volume",
        "number" => "number",
        "edition" => "edition",
        "year" => "date",
        "date" if parent == "pub-dates" => "pubdate",
        "orig-pub" => "origdate",
        "pub-location" => "location",
        "publisher" => record::publisher(kind),
        "isbn" => record::serial(kind),
        "electronic-resource-num" => return record.doi(name_span, &words, at),
        "url" if parent == "pdf-urls" => return record.further("file", name_span, words, at, ";"),
        "url" => "url",
        "abstract" => "abstract",
        "notes" => "note",
        "research-notes" => "annotation",
        "language" => "langid",
        "work-type" => "type",
        "access-date" => "urldate",
        "keyword" => return record.further("keywords", name_span, words, at, ", "),
        _ => return,
    };
    if !record.has(field) {
        record.field(field, name_span, words, at);
    }
}
