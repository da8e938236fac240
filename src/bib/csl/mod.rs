//! CSL-JSON, as citation processors take it; and Zotero's own JSON, which Better BibTeX exports.
//!
//! In: a decoded file, or the items of a word processor's field. Out: its entries in BibLaTeX's words. An item
//! that is broken is read as far as it goes, and all others are read.

mod date;
mod names;
mod zotero;

use super::record::{self, Record, Role};
use super::tree::{Node, What};
use super::{fault as fault_of, json, markup};
use crate::model::{Entry, LibraryFlaw};
use crate::text::Span;

/// Reads the items of a JSON text from `start` on.
pub(super) fn read(text: &str, start: usize) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let found = json::items(text, start);
    let mut entries = Vec::with_capacity(found.items.len());
    let mut flaws = Vec::new();
    // Which entry each item came to.
    let mut read: Vec<Option<usize>> = Vec::with_capacity(found.items.len());
    for item in &found.items {
        let entry = entry(item);
        read.push(entry.as_ref().map(|_| entries.len()));
        entries.extend(entry);
    }
    let mut broken = vec![false; found.items.len()];
    for fault in &found.faults {
        let item = fault.item.filter(|&number| number < broken.len());
        let entry = item.and_then(|number| read[number]).map(|at: usize| &entries[at]);
        let span = item.map_or(fault.at, |number| found.items[number].span.to(fault.at));
        flaws.push(fault_of(fault.at, span, entry, fault.message.to_owned()));
        item.into_iter().for_each(|number| broken[number] = true);
    }
    let no_object = |&(number, item): &(usize, &Node<'_>)| !broken[number] && !matches!(item.what, What::Map(_));
    for (_, item) in found.items.iter().enumerate().filter(no_object) {
        let message = "this is no item: an object belongs here".to_owned();
        flaws.push(fault_of(item.span, item.span, None, message));
    }
    (entries, flaws)
}

/// Whether the beginning of a JSON file is that of a bibliography: a type that only works have, beside names,
/// a title or a date.
pub(super) fn is_head(head: &str) -> bool {
    let typed = |name: &str, known: &dyn Fn(&str) -> bool| {
        head.match_indices(name).any(|(at, _)| {
            let after = head[at + name.len()..].trim_start().strip_prefix(':').map(str::trim_start);
            let value = after.and_then(|after| after.strip_prefix('"')?.split('"').next());
            value.is_some_and(known)
        })
    };
    let told = || {
        let names = ["\"issued\"", "\"family\"", "\"container-title\"", "\"citation-key\"", "\"creators\""];
        names.iter().any(|name| head.contains(name))
    };
    head.starts_with(['[', '{'])
        && told()
        && (typed("\"type\"", &is_kind) || typed("\"itemType\"", &|value| zotero::kind(value) != Some("misc")))
}

/// Whether this is one of CSL's types that files of other kinds do not have.
pub(super) fn is_kind(name: &str) -> bool {
    kind(name) != "misc" || matches!(name, "article" | "document" | "speech")
}

/// What tells that an object is an item of a bibliography.
const MARKS: &[&str] = &["id", "type", "itemType", "citation-key", "citationKey", "title", "author", "DOI"];

/// Whether an object is an item.
pub(super) fn is_item(node: &Node<'_>) -> bool {
    MARKS.iter().any(|name| node.get(name).is_some())
}

/// The entry of an item; `None` where it is none: a note, an attachment.
pub(super) fn entry(node: &Node<'_>) -> Option<Entry> {
    // A word processor's field, and Zotero's web service, wrap the item.
    let item = ["itemData", "data"].iter().find_map(|name| node.get(name)).filter(|item| is_item(item));
    let mut record = match item.unwrap_or(node) {
        item if !is_item(item) => return None,
        item if item.get("itemType").is_some() => zotero::record(item, node.span)?,
        item => record(item, node.span),
    };
    if item.is_some() {
        for name in ["id", "uris", "uri"] {
            node.get(name).into_iter().flat_map(Node::items).for_each(|id| key(&mut record, id));
        }
    }
    Some(record.finish())
}

fn key(record: &mut Record, node: &Node<'_>) {
    if let Some(text) = node.text() {
        record.key(text.trim(), node.span);
    }
}

/// What a name of CSL means (*CSL 1.0.2, appendix IV*).
enum Meaning<'n> {
    /// A field of BibLaTeX's.
    Field(&'n str),
    Names(Role),
    Date(&'static str),
    /// Told elsewhere, or nothing that is asked for.
    Passed,
}

fn record(item: &Node<'_>, span: Span) -> Record {
    let kind = kind(item.text_of("type"));
    let mut record = Record::new(kind, span);
    for name in ["citation-key", "id"] {
        item.get(name).into_iter().for_each(|node| key(&mut record, node));
    }
    for pair in item.pairs() {
        match meaning(&pair.name, kind) {
            Meaning::Names(role) => names::read(&mut record, role, pair.name_span, &pair.value),
            Meaning::Date(field) => {
                if let Some(date) = date::read(&pair.value) {
                    record.field(field, pair.name_span, date, pair.value.span);
                }
            }
            Meaning::Field(field) => {
                if let Some(text) = text(&pair.value) {
                    record.field(field, pair.name_span, text, pair.value.span);
                }
            }
            Meaning::Passed => {}
        }
    }
    if !record.has("author") {
        // Under whose name a film or a score is cited.
        let makers = ["director", "composer", "script-writer", "performer", "host", "organizer", "chair", "curator"];
        let maker = makers.iter().find_map(|name| item.pairs().iter().find(|pair| pair.name == *name));
        if let Some(pair) = maker {
            names::read(&mut record, Role::Author, pair.name_span, &pair.value);
        }
    }
    record
}

/// The words of a scalar, or of a list of them.
fn text(node: &Node<'_>) -> Option<String> {
    let texts: Vec<String> = node.items().iter().filter_map(Node::text).map(markup::plain).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn meaning<'n>(name: &'n str, kind: &str) -> Meaning<'n> {
    Meaning::Field(match name {
        "author" => return Meaning::Names(Role::Author),
        "editor" => return Meaning::Names(Role::Editor),
        "translator" => return Meaning::Names(Role::Translator),
        "issued" => return Meaning::Date("date"),
        "original-date" => return Meaning::Date("origdate"),
        "event-date" => return Meaning::Date("eventdate"),
        "accessed" => return Meaning::Date("urldate"),
        "id" | "citation-key" | "type" | "custom" | "schema" => return Meaning::Passed,
        "container-title" => record::whole(kind),
        "container-title-short" | "journalAbbreviation" => "shortjournal",
        "title-short" | "shortTitle" => "shorttitle",
        "collection-title" => "series",
        "original-title" => "origtitle",
        "reviewed-title" => "reviewedtitle",
        "volume-title" => "volumetitle",
        "publisher" => record::publisher(kind),
        "publisher-place" => "location",
        "page" => "pages",
        "issue" => "number",
        "number-of-pages" => "pagetotal",
        "number-of-volumes" => "volumes",
        "chapter-number" => "chapter",
        "event" | "event-title" => "eventtitle",
        "event-place" => "venue",
        "genre" | "medium" => "type",
        "annote" => "annotation",
        "keyword" => "keywords",
        "status" => "pubstate",
        "language" => "langid",
        "year-suffix" => "extradate",
        "DOI" => "doi",
        "URL" => "url",
        "ISBN" => "isbn",
        "ISSN" => "issn",
        "PMID" => "pmid",
        "PMCID" => "pmcid",
        // What CSL has no word for is kept under its own name, where it is a text.
        other => other,
    })
}

/// BibLaTeX's type (*manual 2.1*) for one of CSL's (*1.0.2, appendix III*).
fn kind(name: &str) -> &'static str {
    match name {
        "article-journal" | "article-magazine" | "article-newspaper" | "review" | "review-book" => "article",
        "book" | "classic" => "book",
        "chapter" => "incollection",
        "paper-conference" => "inproceedings",
        "entry" | "entry-dictionary" | "entry-encyclopedia" => "inreference",
        "thesis" => "thesis",
        "report" => "report",
        "webpage" | "post" | "post-weblog" => "online",
        "dataset" => "dataset",
        "software" => "software",
        "bill" | "legislation" | "regulation" => "legislation",
        "legal_case" => "jurisdiction",
        "treaty" => "legal",
        "manuscript" => "unpublished",
        "pamphlet" => "booklet",
        "patent" => "patent",
        "periodical" => "periodical",
        "performance" => "performance",
        "personal_communication" => "letter",
        "standard" => "standard",
        "figure" | "graphic" => "image",
        "motion_picture" => "movie",
        "song" => "audio",
        _ => "misc",
    }
}
