//! An entry from its fields.
//!
//! In: what the parser found, and the strings of the file. Out: an [`Entry`], not yet with what it
//! inherits.

use biblatex::{RawChunk, Spanned};

use super::parse::{Raw, RawField};
use super::strings::{Strings, Unknown};
use super::{dates, names};
use crate::grammar::latex;
use crate::model::entry::Parent;
use crate::model::{Entry, Field};
use crate::text::Span;

/// The fields that name other entries.
const PARENTS: [&str; 5] = ["crossref", "xdata", "xref", "related", "entryset"];

/// Makes an entry; `unknown` is told the names that no string has.
pub(super) fn entry<'s>(
    kind: &str,
    raw: &Raw<'s>,
    start: usize,
    strings: &mut Strings,
    unknown: &mut dyn FnMut(Unknown<'s>),
) -> Entry {
    let mut entry = Entry {
        key: raw.key.to_owned(),
        key_span: span(&raw.key_at),
        span: Span::new(start, raw.end),
        kind: kind.to_ascii_lowercase(),
        fields: Vec::with_capacity(raw.fields.len()),
        ..Entry::default()
    };
    let mut translators = Vec::new();
    for field in &raw.fields {
        let value = strings.value(&field.parts, unknown);
        let name = field.name.to_ascii_lowercase();
        match &*name {
            "author" if entry.authors.is_empty() => {
                let read = names::read(&value);
                (entry.authors, entry.authors_others) = (read.people, read.others);
            }
            "editor" if entry.editors.is_empty() => entry.editors = names::read(&value).people,
            "translator" if translators.is_empty() => translators = names::read(&value).people,
            "ids" => entry.aliases = keys(&value).map(str::to_owned).collect(),
            name if PARENTS.contains(&name) => parents(name, field, &value, &mut entry.parents),
            _ => granular(field, &value, &mut entry.parents),
        }
        let value = if is_verbatim(&name) { latex::verbatim(&value) } else { latex::plain(&value) };
        entry.fields.push(Field { name, name_span: span(&field.name_at), value, span: span(&field.at) });
    }
    if entry.editors.is_empty() {
        entry.editors = translators;
    }
    entry.auxiliary = matches!(&*entry.kind, "xdata" | "set");
    entry.date = dates::read(&|name| entry.field(name).map(|field| &*field.value));
    entry.title = title(&entry);
    entry
}

/// What can only be told once the entry has all it inherits.
pub(super) fn finish(entry: &mut Entry) {
    if entry.title.is_empty() {
        entry.title = later_title(entry);
    }
    entry.short = short(entry);
}

fn span(range: &std::ops::Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// The fields whose values are no prose (*biblatex 2.2.1*, verbatim, URI and key fields).
fn is_verbatim(name: &str) -> bool {
    matches!(
        name,
        "doi" | "url" | "eprint" | "file" | "pdf" | "isbn" | "issn" | "eid" | "ids" | "verba" | "verbb" | "verbc"
    ) || PARENTS.contains(&name)
        || name.starts_with("bdsk-")
}

fn value<'e>(entry: &'e Entry, name: &str) -> Option<&'e str> {
    entry.field(name).map(|field| &*field.value).filter(|value| !value.is_empty())
}

/// Title and subtitle.
fn title(entry: &Entry) -> String {
    joined(entry, "title", "subtitle").unwrap_or_default()
}

/// What stands for the title of a work that has none: the issue's, the set's, the book's.
fn later_title(entry: &Entry) -> String {
    let pairs = [("issuetitle", "issuesubtitle"), ("maintitle", "mainsubtitle"), ("booktitle", "booksubtitle")];
    pairs.iter().find_map(|(title, subtitle)| joined(entry, title, subtitle)).unwrap_or_default()
}

fn joined(entry: &Entry, title: &str, subtitle: &str) -> Option<String> {
    let title = value(entry, title)?;
    Some(match value(entry, subtitle) {
        None => title.to_owned(),
        Some(subtitle) if title.ends_with(['.', ':', '?', '!', '…']) => format!("{title} {subtitle}"),
        Some(subtitle) => format!("{title}: {subtitle}"),
    })
}

/// The short forms under which a work is cited; for a work without names, what styles put there.
fn short(entry: &Entry) -> Vec<String> {
    let mut short: Vec<String> = Vec::new();
    let named = ["shorthand", "label", "shorttitle", "shortauthor"];
    let nameless = ["key", "organization", "institution", "shorteditor"];
    let nameless = nameless.iter().filter(|_| entry.authors.is_empty() && entry.editors.is_empty());
    for name in named.iter().chain(nameless) {
        let Some(value) = value(entry, name) else { continue };
        if !short.iter().any(|known| known == value) {
            short.push(value.to_owned());
        }
    }
    short
}

/// The keys of a list.
fn keys(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|key| !key.is_empty())
}

/// Records the keys that a field names, with where each stands.
fn parents(name: &str, field: &RawField<'_>, value: &str, into: &mut Vec<Parent>) {
    let inside = inside(field, value);
    for key in keys(value) {
        let at = key.as_ptr() as usize - value.as_ptr() as usize;
        let span = match inside {
            Some(start) => Span::new(start + at, start + at + key.len()),
            None => span(&field.at),
        };
        into.push(Parent { field: name.to_owned(), key: key.to_owned(), span });
    }
}

/// `title = {xdata=key-title}`: a value taken from another entry (*biblatex 3.13.6*).
fn granular(field: &RawField<'_>, value: &str, into: &mut Vec<Parent>) {
    let Some(named) = value.trim_start().strip_prefix("xdata=") else { return };
    let Some(key) = named.split(['-', ',']).next().map(str::trim).filter(|key| !key.is_empty()) else { return };
    let at = key.as_ptr() as usize - value.as_ptr() as usize;
    let span = inside(field, value).map_or(span(&field.at), |start| Span::new(start + at, start + at + key.len()));
    into.push(Parent { field: "xdata".into(), key: key.to_owned(), span });
}

/// Where a value's text begins in the source, where it is one text.
fn inside(field: &RawField<'_>, value: &str) -> Option<usize> {
    match &field.parts[..] {
        [Spanned { v: RawChunk::Normal(text), span }] if text.len() == value.len() => Some(span.start),
        _ => None,
    }
}
