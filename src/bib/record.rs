//! An entry in the making, for the formats that tell names, dates and titles apart themselves.
//!
//! In: what such a format holds, under BibLaTeX's names. Out: an [`Entry`] as BibLaTeX's own reader gives it,
//! so that nobody below can tell the two apart.

use std::collections::HashMap;

use super::{dates, entry};
use crate::model::{Entry, Field, Person};
use crate::text::{Span, fold};

/// An entry in the making.
#[derive(Debug, Default)]
pub(super) struct Record {
    entry: Entry,
    translators: Vec<Person>,
    /// Whether its key is one that pincite made.
    keyless: bool,
}

/// How many fields of an entry are kept, so that a look through them costs no time that grows with the file.
const MOST: usize = 1000;

/// What part people had in a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Author,
    Editor,
    Translator,
}

impl Role {
    /// The field that holds the names.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Translator => "translator",
        }
    }
}

impl Record {
    /// An entry of a type, so far without a key.
    pub(super) fn new(kind: &str, span: Span) -> Self {
        let entry = Entry {
            kind: kind.to_owned(),
            span,
            key_span: Span::new(span.start as usize, span.start as usize),
            ..Entry::default()
        };
        Self { entry, keyless: true, ..Self::default() }
    }

    /// Gives the key, or, where there is one, another for it.
    pub(super) fn key(&mut self, key: &str, span: Span) {
        if key.is_empty() || key == self.entry.key {
            return;
        }
        if self.keyless {
            (self.entry.key, self.entry.key_span, self.keyless) = (key.to_owned(), span, false);
        } else {
            self.entry.aliases.push(key.to_owned());
        }
    }

    /// Whether a field of this name is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry.field(name).is_some()
    }

    /// Adds a field.
    pub(super) fn field(&mut self, name: &str, name_span: Span, value: String, span: Span) {
        if self.entry.fields.len() == MOST {
            return;
        }
        self.entry.fields.push(Field { name: name.to_owned(), name_span, value, span });
    }

    /// Adds to the field of that name, behind what parts two values there; else adds it.
    pub(super) fn further(&mut self, name: &str, name_span: Span, value: String, span: Span, between: &str) {
        match self.entry.fields.iter_mut().find(|field| field.name == name) {
            Some(field) => {
                field.value.push_str(between);
                field.value.push_str(&value);
                field.span.end = field.span.end.max(span.end);
            }
            None => self.field(name, name_span, value, span),
        }
    }

    /// Adds a person, and the name to the field that holds the names.
    pub(super) fn person(&mut self, role: Role, name_span: Span, person: Person, span: Span) {
        let shown = match (person.group, person.given.is_empty()) {
            (false, false) => format!("{}, {}", person.family_name(), person.given),
            _ => person.family_name(),
        };
        if shown.is_empty() {
            return;
        }
        self.further(role.field(), name_span, shown, span, " and ");
        match role {
            Role::Author => self.entry.authors.push(person),
            Role::Editor => self.entry.editors.push(person),
            Role::Translator => self.translators.push(person),
        }
    }

    /// Says that the list of authors leaves some out.
    pub(super) fn others(&mut self, role: Role) {
        self.entry.authors_others |= role == Role::Author;
    }

    /// Adds a DOI, without the address that makes a link of it: those who read these formats leave it out. What
    /// holds none is another number.
    pub(super) fn doi(&mut self, name_span: Span, value: &str, span: Span) {
        let Some(at) = value.find("10.") else { return };
        let linked = value[..at].to_ascii_lowercase();
        let linked = linked.is_empty() || linked.contains("doi") || linked.ends_with('/');
        if linked && !self.has("doi") {
            self.field("doi", name_span, value[at..].trim_end().to_owned(), span);
        }
    }

    /// The entry, with what its fields tell together.
    pub(super) fn finish(mut self) -> Entry {
        if self.entry.editors.is_empty() {
            self.entry.editors = self.translators;
        }
        self.entry.fields.sort_by_key(|field| field.span.start);
        // Where a slip tore an entry, a name may have been left before what it names.
        let whole = self.entry.fields.iter().fold(self.entry.span, |all, field| all.to(field.name_span).to(field.span));
        self.entry.span = whole;
        self.entry.date = dates::read(&self.entry.fields);
        entry::name(&mut self.entry);
        if self.keyless {
            self.entry.key_span = place(&self.entry);
        }
        self.entry
    }
}

/// Where an entry without a key is shown: where it names its authors, or its title.
fn place(entry: &Entry) -> Span {
    let first = ["author", "editor", "title"].iter().find_map(|name| entry.field(name)).or(entry.fields.first());
    first.map_or(entry.span, |field| field.span)
}

/// Gives keys to the entries that have none, as reference managers make them: `marlow2013a`. They stand for
/// nothing that is written, so each is made to be the only one.
pub(super) fn name_the_keyless(entries: &mut [Entry]) {
    if entries.iter().all(|entry| !entry.key.is_empty()) {
        return;
    }
    let mut known: HashMap<String, u32> = entries.iter().map(|entry| (entry.key.clone(), 1)).collect();
    for entry in entries.iter_mut().filter(|entry| entry.key.is_empty()) {
        let made = made_key(entry);
        let mut key = made.clone();
        let mut count = known.get(&made).copied().unwrap_or(0);
        while known.contains_key(&key) {
            count += 1;
            key = format!("{made}-{count}");
        }
        known.insert(made, count);
        known.insert(key.clone(), 1);
        entry.key = key;
    }
}

fn made_key(entry: &Entry) -> String {
    let name = match entry.names().first() {
        Some(person) => fold::key(&person.family_name()),
        None => fold::words(&entry.title).into_iter().take(2).collect(),
    };
    let date = entry.date.as_ref();
    let year = date.map_or("", |date| &date.text).chars().filter(|c| c.is_alphanumeric());
    let letter = date.and_then(|date| date.suffix.as_deref()).unwrap_or("");
    let key: String = name.chars().chain(year).chain(letter.chars()).collect();
    if key.is_empty() { "entry".to_owned() } else { key }
}

/// Which field names the whole that a work of this type stands in.
pub(super) fn whole(kind: &str) -> &'static str {
    match kind {
        "incollection" | "inproceedings" | "inreference" => "booktitle",
        "book" | "collection" => "series",
        "online" => "organization",
        _ => "journaltitle",
    }
}

/// Which field names those who brought a work out.
pub(super) fn publisher(kind: &str) -> &'static str {
    match kind {
        "thesis" | "report" => "institution",
        _ => "publisher",
    }
}

/// Which field holds the number that stands in one place for ISBN and ISSN.
pub(super) fn serial(kind: &str) -> &'static str {
    match kind {
        "article" | "periodical" => "issn",
        _ => "isbn",
    }
}
