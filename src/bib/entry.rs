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

/// What a field holds (*biblatex 2.2*).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Authors,
    Editors,
    Translators,
    Aliases,
    /// Keys of other entries.
    Parents,
    /// No prose: an address, a number, a key.
    Verbatim,
    Prose,
}

/// What stands before the key where one field alone is taken from another entry.
pub(super) const GRANULAR: &str = "xdata=";

fn holds(name: &str) -> Holds {
    match name {
        "author" => Holds::Authors,
        "editor" => Holds::Editors,
        "translator" => Holds::Translators,
        "ids" => Holds::Aliases,
        "crossref" | "xdata" | "xref" | "related" | "entryset" => Holds::Parents,
        "doi" | "url" | "eprint" | "file" | "pdf" | "isbn" | "issn" | "eid" | "verba" | "verbb" | "verbc" => {
            Holds::Verbatim
        }
        _ if name.starts_with("bdsk-") => Holds::Verbatim,
        _ => Holds::Prose,
    }
}

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
        let holds = if granular(field, &value, &mut entry.parents) { Holds::Prose } else { holds(&name) };
        match holds {
            Holds::Authors if entry.authors.is_empty() => {
                let read = names::read(&value);
                (entry.authors, entry.authors_others) = (read.people, read.others);
            }
            Holds::Editors if entry.editors.is_empty() => entry.editors = names::read(&value).people,
            Holds::Translators if translators.is_empty() => translators = names::read(&value).people,
            Holds::Aliases => entry.aliases = keys(&value).map(str::to_owned).collect(),
            Holds::Parents => parents(&name, field, &value, &mut entry.parents),
            _ => {}
        }
        let verbatim = matches!(holds, Holds::Verbatim | Holds::Aliases | Holds::Parents);
        let value = if verbatim { latex::verbatim(&value) } else { latex::plain(&value) };
        entry.fields.push(Field { name, name_span: span(&field.name_at), value, span: span(&field.at) });
    }
    if entry.editors.is_empty() {
        entry.editors = translators;
    }
    entry.auxiliary = matches!(&*entry.kind, "xdata" | "set");
    entry.date = dates::read(&entry.fields);
    if leans(&entry) {
        entry.title = title(&entry);
    } else {
        self::name(&mut entry);
    }
    entry
}

/// Whether an entry takes data from others; `xref` and `related` only point to them.
pub(super) fn leans(entry: &Entry) -> bool {
    entry.parents.iter().any(|parent| gives(&parent.field))
}

/// Whether the entries that a field names give their data.
pub(super) fn gives(field: &str) -> bool {
    matches!(field, "xdata" | "crossref" | "entryset")
}

/// Gives an entry that inherits nothing its title and the short forms it is cited by.
pub(super) fn name(entry: &mut Entry) {
    entry.title = title(entry);
    finish(entry);
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
    let nameless = entry.authors.is_empty() && entry.editors.is_empty();
    let mut found = [""; 6];
    for field in &entry.fields {
        let rank = match &*field.name {
            "shorthand" => 0,
            "label" => 1,
            "shorttitle" => 2,
            "shortauthor" => 3,
            "key" if nameless => 4,
            "shorteditor" if nameless => 5,
            _ => continue,
        };
        if found[rank].is_empty() && !found.contains(&&*field.value) {
            found[rank] = &field.value;
        }
    }
    found.iter().filter(|value| !value.is_empty()).map(|value| (*value).to_owned()).collect()
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

/// Records what `title = {xdata=key-title}` takes its value from (*biblatex 3.13.6*); whether it is one.
/// Where the key ends in it, only a look at all keys can tell.
fn granular(field: &RawField<'_>, value: &str, into: &mut Vec<Parent>) -> bool {
    let Some(key) = value.trim_start().strip_prefix(GRANULAR).map(str::trim_end) else { return false };
    let at = key.as_ptr() as usize - value.as_ptr() as usize;
    let span = inside(field, value).map_or(span(&field.at), |start| Span::new(start + at, start + at + key.len()));
    into.push(Parent { field: "xdata".into(), key: key.to_owned(), span });
    true
}

/// Where a value's text begins in the source, where it is one text.
fn inside(field: &RawField<'_>, value: &str) -> Option<usize> {
    match &field.parts[..] {
        [Spanned { v: RawChunk::Normal(text), span }] if text.len() == value.len() => Some(span.start),
        _ => None,
    }
}
