//! What the fields of a Hayagriva entry mean.
//!
//! In: an entry's value. Out: a record in BibLaTeX's words. What a parent tells – the journal of an article, the
//! book of a chapter – becomes the fields that say so there.

use super::super::markup;
use super::super::person;
use super::super::record::{self, Record, Role};
use super::super::tree::{Node, Pair, What};
use crate::model::{Entry, Person};
use crate::text::Span;

/// BibLaTeX's types for Hayagriva's; of those that stand in a parent, the parent has its say (`kind_of`).
const KINDS: &[(&str, &str)] = &[
    ("article", "article"),
    ("chapter", "incollection"),
    ("anthos", "incollection"),
    ("entry", "inreference"),
    ("report", "report"),
    ("thesis", "thesis"),
    ("web", "online"),
    ("blog", "online"),
    ("post", "online"),
    ("thread", "online"),
    ("scene", "video"),
    ("video", "video"),
    ("audio", "audio"),
    ("artwork", "image"),
    ("patent", "patent"),
    ("case", "jurisdiction"),
    ("legislation", "legislation"),
    ("manuscript", "unpublished"),
    ("newspaper", "periodical"),
    ("periodical", "periodical"),
    ("proceedings", "proceedings"),
    ("book", "book"),
    ("anthology", "collection"),
    ("reference", "reference"),
    ("repository", "software"),
    ("performance", "performance"),
    ("conference", "misc"),
    ("exhibition", "misc"),
    ("misc", "misc"),
];

/// Whether this is one of Hayagriva's types.
pub(super) fn is_kind(name: &str) -> bool {
    KINDS.iter().any(|(known, _)| name.eq_ignore_ascii_case(known))
}

/// The type of an entry: an article in proceedings is another than one in a journal.
fn kind_of(name: &str, parent: &str) -> &'static str {
    let kind = KINDS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map_or("misc", |(_, kind)| kind);
    match (kind, parent.to_ascii_lowercase().as_str()) {
        ("article", "proceedings" | "conference") => "inproceedings",
        ("article", "anthology" | "book") => "incollection",
        ("article" | "misc", "web" | "blog") => "online",
        _ => kind,
    }
}

/// The entry of a name and its value; `None` where it has no fields.
pub(super) fn entry(pair: &Pair<'_>, span: Span) -> Option<Entry> {
    let item = &pair.value;
    let What::Map(pairs) = &item.what else { return None };
    let parents = item.get("parent").map_or(&[][..], Node::items);
    let kind = kind_of(item.text_of("type"), parents.first().map_or("", |parent| parent.text_of("type")));
    let mut record = Record::new(kind, span);
    record.key(&pair.name, pair.name_span);
    pairs.iter().for_each(|pair| field(&mut record, kind, pair));
    for parent in parents {
        parent.pairs().iter().for_each(|pair| of_parent(&mut record, kind, pair));
    }
    Some(record.finish())
}

fn field(record: &mut Record, kind: &str, pair: &Pair<'_>) {
    let field = match &*pair.name {
        "type" | "parent" => return,
        "author" => return people(record, Role::Author, pair.name_span, &pair.value),
        "editor" => return people(record, Role::Editor, pair.name_span, &pair.value),
        "affiliated" => return affiliated(record, pair),
        "title" => {
            if let Some(short) = pair.value.get("short").and_then(|short| Some((short.span, words(short)?))) {
                record.field("shorttitle", pair.name_span, short.1, short.0);
            }
            "title"
        }
        "serial-number" if !pair.value.pairs().is_empty() => {
            return pair.value.pairs().iter().for_each(|number| serial(record, number));
        }
        "doi" | "isbn" | "issn" => return serial(record, pair),
        "url" => {
            if let Some(visited) = pair.value.get("date").filter(|date| date.text().is_some()) {
                record.field("urldate", pair.name_span, visited.text().unwrap_or_default().to_owned(), visited.span);
            }
            "url"
        }
        "publisher" | "organization" if record.has(record::publisher(kind)) => "organization",
        "publisher" | "organization" => record::publisher(kind),
        "issue" => "number",
        "volume-total" => "volumes",
        "page-range" => "pages",
        "page-total" => "pagetotal",
        "language" => "langid",
        "genre" => "type",
        other => other,
    };
    add(record, field, pair);
}

/// What the work that an entry stands in tells of it.
fn of_parent(record: &mut Record, kind: &str, pair: &Pair<'_>) {
    let field = match &*pair.name {
        "title" => record::whole(kind),
        "issue" => "number",
        "editor" => {
            return if !record.has("editor") {
                people(record, Role::Editor, pair.name_span, &pair.value)
            };
        }
        "serial-number" => {
            let numbers = pair.value.pairs().iter().filter(|number| &*number.name != "doi");
            return numbers.for_each(|number| serial(record, number));
        }
        "issn" | "isbn" => return serial(record, pair),
        "publisher" | "organization" => record::publisher(kind),
        "date" | "volume" | "edition" | "location" => &pair.name,
        _ => return,
    };
    if !record.has(field) {
        add(record, field, pair);
    }
}

/// Adds a field, where its value is a text, or a map that holds one.
fn add(record: &mut Record, field: &str, pair: &Pair<'_>) {
    if let Some(text) = words(&pair.value) {
        record.field(field, pair.name_span, text, pair.value.span);
    }
}

/// The text of a value: itself, `{value: …}`, `{name: …}`. Braces keep capitals there.
fn words(node: &Node<'_>) -> Option<String> {
    let text = node.text().or_else(|| ["value", "name"].iter().find_map(|name| node.get(name)?.text()))?;
    Some(markup::plain(text).replace(['{', '}'], ""))
}

/// A number under its own name: `doi`, `isbn`.
fn serial(record: &mut Record, pair: &Pair<'_>) {
    let name = pair.name.to_lowercase();
    if let Some(text) = pair.value.text().filter(|_| !record.has(&name)) {
        record.field(&name, pair.name_span, text.trim().to_owned(), pair.value.span);
    }
}

/// `{role: translator, names: …}`.
fn affiliated(record: &mut Record, pair: &Pair<'_>) {
    for group in pair.value.items() {
        let role = match group.text_of("role").to_ascii_lowercase().as_str() {
            "translator" => Role::Translator,
            "director" | "composer" | "holder" if !record.has("author") => Role::Author,
            _ => continue,
        };
        if let Some(names) = group.get("names") {
            people(record, role, pair.name_span, names);
        }
    }
}

/// One name or a list of them: `Last, First`, or `{name: Last, given-name: First}`.
fn people(record: &mut Record, role: Role, name_span: Span, value: &Node<'_>) {
    for node in value.items() {
        match person(node) {
            Some(person) if person.given.is_empty() && person::are_others(&person.family) => record.others(role),
            Some(person) => record.person(role, name_span, person, node.span),
            None => {}
        }
    }
}

fn person(node: &Node<'_>) -> Option<Person> {
    if let Some(text) = node.text() {
        return Some(person::read(text, true));
    }
    let name = node.text_of("name");
    let mut person = person::parted(name, node.text_of("given-name"), node.text_of("suffix"));
    if !node.text_of("prefix").is_empty() {
        person.particle = node.text_of("prefix").to_owned();
    }
    (!name.is_empty()).then_some(person)
}
