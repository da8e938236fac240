//! Marks of reference managers in an OpenDocument text, the program's own among them, and formulas.

use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value, json};

use super::body::Body;
use super::walk::Walk;
use crate::read::office::{DIRECTIVE, Meaning, Part, Works, attribute, meaning};

impl Body<'_, '_> {
    /// Here begin words that a code belongs to.
    pub(super) fn mark_start(&mut self, walk: &mut Walk<'_>, name: String, code: &str) {
        let means = meaning(code, None, &mut self.draft.works);
        match &means {
            Meaning::Points(_) if self.begin(walk) => self.draft.start(),
            // Outside a paragraph there are no words that could point.
            Meaning::Points(_) => {
                walk.marks.push((name, Meaning::Plain));
                return;
            }
            Meaning::List => walk.listing += 1,
            Meaning::Plain => {}
        }
        walk.marks.push((name, means));
    }

    /// Here they end.
    pub(super) fn mark_end(&mut self, walk: &mut Walk<'_>, name: &str) {
        if walk.marks.last().is_none_or(|(open, _)| open != name) {
            return;
        }
        match walk.marks.pop() {
            Some((_, Meaning::Points(target))) => self.draft.stop(target),
            Some((_, Meaning::List)) => walk.listing = walk.listing.saturating_sub(1),
            _ => {}
        }
    }
}

/// What a comment says to pincite, if it does.
pub(super) fn directive(comment: &str) -> Option<String> {
    if !comment.contains(DIRECTIVE) {
        return None;
    }
    let mut part = Part::new(comment);
    while let Some(event) = part.next() {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "p"
        {
            let words = part.words_of();
            if words.trim_start().starts_with(DIRECTIVE) {
                return Some(words.into_owned());
            }
        }
    }
    None
}

/// The code of a field that came from a Word file.
pub(super) fn field_code(part: &mut Part<'_>) -> String {
    let mut depth = 0;
    let mut code = String::new();
    while let Some(event) = part.next() {
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "param" => {
                let named = attribute(&tag, "name").is_some_and(|name| name.ends_with(".code"));
                if named && let Some(value) = attribute(&tag, "value") {
                    code = value.into_owned();
                }
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    code
}

/// The fields of a program's own citation, and what they are in CSL-JSON.
const FIELDS: &[(&str, &str)] = &[
    ("title", "title"),
    ("publisher", "publisher"),
    ("address", "publisher-place"),
    ("volume", "volume"),
    ("number", "issue"),
    ("pages", "page"),
    ("edition", "edition"),
    ("url", "URL"),
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("note", "note"),
    ("annote", "annote"),
];

/// The types of the program's works that are not what CSL-JSON calls them.
const KINDS: &[(&str, &str)] = &[
    ("article", "article-journal"),
    ("inbook", "chapter"),
    ("incollection", "chapter"),
    ("inproceedings", "paper-conference"),
    ("conference", "paper-conference"),
    ("proceedings", "book"),
    ("mastersthesis", "thesis"),
    ("phdthesis", "thesis"),
    ("techreport", "report"),
    ("unpublished", "manuscript"),
    ("www", "webpage"),
    ("misc", "document"),
];

/// Takes up the work of the program's own citation; its key.
pub(super) fn work(tag: &BytesStart<'_>, works: &mut Works) -> Option<String> {
    let value =
        |name: &str| attribute(tag, name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let key = value("identifier")?;
    let mut data = Map::new();
    let kind = value("bibliography-type").unwrap_or_default();
    let kind = KINDS.iter().find(|(own, _)| *own == kind).map_or(kind.as_str(), |&(_, csl)| csl);
    data.insert("type".to_owned(), json!(kind));
    for (own, csl) in FIELDS {
        if let Some(value) = value(own) {
            data.insert((*csl).to_owned(), json!(value));
        }
    }
    let held = value("journal").or_else(|| value("booktitle"));
    if let Some(held) = held {
        data.insert("container-title".to_owned(), json!(held));
    }
    for (own, csl) in [("author", "author"), ("editor", "editor")] {
        if let Some(names) = value(own) {
            data.insert(csl.to_owned(), names.split(';').map(name).collect());
        }
    }
    if let Some(year) = value("year") {
        let parts = year.parse::<i32>().ok().map(|year| json!({ "date-parts": [[year]] }));
        data.insert("issued".to_owned(), parts.unwrap_or_else(|| json!({ "literal": year })));
    }
    works.item(&key, data);
    Some(key)
}

/// A name as the program keeps it: `Marlow, Ruth`.
fn name(text: &str) -> Value {
    match text.split_once(',') {
        Some((family, given)) => json!({ "family": family.trim(), "given": given.trim() }),
        None => match text.trim().rsplit_once(' ') {
            Some((given, family)) => json!({ "family": family, "given": given.trim() }),
            None => json!({ "family": text.trim() }),
        },
    }
}

/// The words of a formula, without the code it was made from.
pub(super) fn formula_of(xml: &str) -> String {
    let mut part = Part::new(xml);
    let mut out = String::new();
    while let Some(event) = part.next() {
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "annotation" => {
                part.skip(&tag);
            }
            event => {
                if let Some(words) = crate::read::office::words_in(event) {
                    out.push_str(words.trim());
                }
            }
        }
    }
    out
}
