//! The manuscript's own reference list, as a library.
//!
//! In: a document whose reader told where the list stands. Out: its entries, with the source bytes of each.
//! An entry that cannot be told apart into names, year and title stays unparsed, and accuses nobody.

mod names;
mod parse;
mod split;
mod spoken;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Document, Entry, Field, Library, Origin, Person, Source};
use crate::text::{ProseSpan, fold};

/// The kind of an entry that could not be told apart.
pub const UNPARSED: &str = "unparsed";

/// Reads a document's own reference list; `None` where it has none.
pub fn read(document: &Document) -> Option<Library> {
    let ranges = split::entries(document);
    if ranges.is_empty() {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::with_capacity(ranges.len());
    let mut keys: HashMap<String, u32> = HashMap::new();
    let spoken = spoken::are_spoken(ranges.iter().map(|&at| document.prose.slice(at)));
    for at in ranges {
        let mut entry = entry(document, at, entries.last(), spoken);
        let count = keys.entry(entry.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            entry.key = format!("{}-{count}", entry.key);
        }
        entries.push(entry);
    }
    let source = &document.source;
    // Its spans index the document: the text is not kept twice.
    let source = Arc::new(Source::new(source.path.clone(), source.format, String::new()));
    Some(Library { origin: Origin::OwnList, source, entries, flaws: Vec::new() })
}

fn entry(document: &Document, at: ProseSpan, before: Option<&Entry>, spoken: bool) -> Entry {
    let text = document.prose.slice(at);
    let parts = if spoken { parse::read_spoken(text) } else { parse::read(text) };
    let span = document.prose.source(at);
    let same = before.filter(|_| parts.same_names).map(|entry| (entry.authors.clone(), entry.authors_others));
    let (authors, others) = same.unwrap_or((parts.names.people.clone(), parts.names.others));
    let told = parts.told() && (!authors.is_empty() || !parts.title.is_empty());
    let label = document.block_at(at.start).and_then(|id| document.label(id));
    let made = || if told { key(&authors, &parts) } else { format!("entry {}", parts.number.unwrap_or(0)) };
    let key = label.map_or_else(made, str::to_owned);
    let fields = parts.doi.clone().map(|doi| {
        let span = document.prose.source(at.inner(doi.clone()));
        Field { name: "doi".to_owned(), name_span: span, value: text[doi].to_owned(), span }
    });
    let isbn = isbn(text).map(|isbn| {
        let span = document.prose.source(at.inner(isbn.clone()));
        Field { name: "isbn".to_owned(), name_span: span, value: text[isbn].to_owned(), span }
    });
    // "Kofi Osei" alone may be a person or an organisation: it may be cited as either.
    let lone = match &*authors {
        [one] if one.group && spoken => spoken::family_of(&one.family),
        _ => None,
    };
    let head = if parts.head.is_empty() { 0..text.len().min(1) } else { parts.head.clone() };
    Entry {
        key,
        key_span: document.prose.source(at.inner(whole(text, head))),
        span,
        kind: if told { "misc" } else { UNPARSED }.to_owned(),
        fields: fields.into_iter().chain(isbn).collect(),
        authors,
        authors_others: others,
        date: parts.date,
        title: parts.title,
        number: parts.number,
        short: lone.into_iter().collect(),
        ..Entry::default()
    }
}

/// The number that the word `ISBN` announces.
fn isbn(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find("ISBN")? + "ISBN".len();
    let rest = &text[start..];
    let rest =
        rest.strip_prefix("-13").or_else(|| rest.strip_prefix("-10")).unwrap_or(rest).trim_start_matches([':', ' ']);
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | 'X' | 'x' | '-' | '–' | ' ')).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches(['-', '–', ' ', 'x']);
    let start = text.len() - rest.len();
    // A list may leave the number out, or break off in it.
    (number.bytes().filter(u8::is_ascii_digit).count() > 8).then(|| start..start + number.len())
}

/// A range that ends at the end of a character.
fn whole(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let end = (range.end..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
    range.start..end
}

/// A key as reference managers make one: `marlow2013a`.
fn key(authors: &[Person], parts: &parse::Parts) -> String {
    let name = authors.first().map_or_else(
        || fold::words(&parts.title).into_iter().take(2).collect::<String>(),
        |person| fold::key(&person.family_name()),
    );
    let date = parts.date.as_ref();
    let year: String = date.map_or("", |date| date.text.as_str()).chars().filter(|c| c.is_alphanumeric()).collect();
    let letter = date.and_then(|date| date.suffix.as_deref()).unwrap_or("");
    format!("{name}{year}{letter}")
}
