//! The works whose data a file carries in its citations: what each citation stands for, and all of them as one
//! bibliography a format.
//!
//! In: what the fields of reference managers hold. Out: keys, and the bibliographies in their own formats. A work
//! that is cited often is kept once; what its manager calls it may be good for one citation only (`ITEM-1`), so
//! its key is what stays the same: the citation key, the address in the manager's library, the DOI.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::events::Event;
use serde_json::{Map, Value};

use super::base64;
use super::xml::{Part, attribute};
use crate::model::{Embedded, Format};

/// The works of a file.
#[derive(Debug, Default)]
pub(in crate::read) struct Works {
    /// Items in CSL-JSON, with their keys, in order of their first citation.
    items: Vec<(String, Map<String, Value>)>,
    /// Which of them has this key.
    known: HashMap<String, usize>,
    /// EndNote's records, in order of their first citation.
    records: Vec<String>,
    /// The keys of its records, by library and number.
    numbered: HashMap<(String, String), String>,
    /// How many records have this number.
    taken: HashMap<String, usize>,
    /// Word's own sources.
    sources: Vec<String>,
}

impl Works {
    /// The works that a citation in CSL-JSON names, as Zotero and Mendeley write it; what stands behind the JSON
    /// is no matter.
    pub(in crate::read) fn csl_citation(&mut self, text: &str) -> Vec<String> {
        let Some(start) = text.find('{') else { return Vec::new() };
        let first = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>().next();
        let Some(Ok(Value::Object(mut citation))) = first else { return Vec::new() };
        let Some(Value::Array(items)) = citation.remove("citationItems") else { return Vec::new() };
        items.into_iter().filter_map(|item| self.csl_item(item)).collect()
    }

    /// The work that a citation's item names.
    fn csl_item(&mut self, item: Value) -> Option<String> {
        let Value::Object(mut item) = item else { return None };
        let mut data = match item.remove("itemData") {
            Some(Value::Object(data)) => data,
            _ => Map::new(),
        };
        let addresses = ["uris", "uri"].iter().filter_map(|name| item.get(*name)?.as_array()).flatten();
        let address = addresses.filter_map(Value::as_str).find_map(last_part);
        let of = |map: &Map<String, Value>, name: &str| map.get(name).and_then(plain);
        let key = of(&data, "citation-key")
            .or(address)
            .or_else(|| of(&data, "DOI"))
            .or_else(|| of(&item, "id").filter(|id| !is_local(id)))
            .or_else(|| of(&data, "id").filter(|id| !is_local(id)))
            .or_else(|| described(&data))?;
        if !data.is_empty() && !self.known.contains_key(&key) {
            data.insert("id".to_owned(), Value::String(key.clone()));
            self.known.insert(key.clone(), self.items.len());
            self.items.push((key.clone(), data));
        }
        Some(key)
    }

    /// Takes one item as it is.
    pub(in crate::read) fn item(&mut self, key: &str, data: Map<String, Value>) {
        let mut item = Map::new();
        item.insert("id".to_owned(), Value::String(key.to_owned()));
        item.insert("itemData".to_owned(), Value::Object(data));
        if let Some(Value::Object(data)) = item.get_mut("itemData") {
            data.insert("citation-key".to_owned(), Value::String(key.to_owned()));
        }
        self.csl_item(Value::Object(item));
    }

    /// The works that a citation in EndNote's XML names.
    pub(in crate::read) fn endnote(&mut self, xml: &str) -> Vec<String> {
        let mut part = Part::new(xml);
        let mut cites: Vec<(String, Option<Range<usize>>)> = Vec::new();
        while let Some(event) = part.next() {
            let Event::Start(tag) = event else { continue };
            match tag.name().as_ref() {
                "Cite" => cites.push((String::new(), None)),
                "RecNum" => {
                    let number = part.words_of();
                    if let Some(cite) = cites.last_mut() {
                        cite.0 = number.trim().to_owned();
                    }
                }
                "record" => {
                    let range = part.skip(&tag);
                    if let Some(cite) = cites.last_mut() {
                        cite.1 = Some(range);
                    }
                }
                _ => {}
            }
        }
        cites.into_iter().filter_map(|(number, record)| self.record(&number, record.map(|at| &xml[at]))).collect()
    }

    /// The key of a record, which is its number; where several libraries have that number, with a letter behind it.
    fn record(&mut self, number: &str, record: Option<&str>) -> Option<String> {
        let (library, own) = record.map(record_id).unwrap_or_default();
        let number = if number.is_empty() { own } else { number.to_owned() };
        if number.is_empty() {
            return None;
        }
        if let Some(key) = self.numbered.get(&(library.clone(), number.clone())) {
            return Some(key.clone());
        }
        let Some(record) = record else { return Some(number) };
        let count = self.taken.entry(number.clone()).or_default();
        let key = match u8::try_from(*count).ok().filter(|&count| count < 26) {
            Some(0) => number.clone(),
            Some(count) => format!("{number}{}", char::from(b'a' + count)),
            None => return None,
        };
        *count += 1;
        let stated = format!("<rec-number>{number}</rec-number>");
        let body = match key == number {
            true => record.to_owned(),
            false => record.replacen(&stated, &format!("<rec-number>{key}</rec-number>"), 1),
        };
        self.records.push(format!("<record>{body}</record>"));
        self.numbered.insert((library, number), key.clone());
        Some(key)
    }

    /// The works that a citation in EndNote's XML names, where that is packed into letters.
    pub(in crate::read) fn endnote_packed(&mut self, data: &str) -> Vec<String> {
        let xml = base64::decode(data).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        self.endnote(xml.trim_end_matches('\0'))
    }

    /// Word's own sources.
    pub(in crate::read) fn word_sources(&mut self, xml: String) {
        self.sources.push(xml);
    }

    /// The bibliographies.
    pub(in crate::read) fn finish(self) -> Vec<Embedded> {
        let mut out = Vec::new();
        if !self.items.is_empty() {
            let items: Vec<String> = self.items.iter().map(|(key, item)| written(key, item)).collect();
            out.push(Embedded { format: Format::CslJson, text: format!("[\n{}\n]\n", items.join(",\n")) });
        }
        if !self.records.is_empty() {
            let text = format!("<xml><records>\n{}\n</records></xml>\n", self.records.join("\n"));
            out.push(Embedded { format: Format::EndNoteXml, text });
        }
        out.extend(self.sources.into_iter().map(|text| Embedded { format: Format::WordSources, text }));
        out
    }
}

/// An item with a line a variable, so that a place in it can be shown.
fn written(key: &str, item: &Map<String, Value>) -> String {
    let mut out = format!("{{\n  \"id\": {}", Value::from(key));
    for (name, value) in item.iter().filter(|(name, _)| *name != "id") {
        out.push_str(&format!(",\n  {}: {value}", Value::from(name.as_str())));
    }
    out.push_str("\n}");
    out
}

/// The words of a string, the digits of a number.
fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// What an address ends in: the item's own name in a library.
fn last_part(address: &str) -> Option<String> {
    let tail = address.rsplit(['/', '=']).next().unwrap_or("").trim();
    (!tail.is_empty()).then(|| tail.to_owned())
}

/// Whether an id names an item of its own citation only.
fn is_local(id: &str) -> bool {
    id.strip_prefix("ITEM-").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

/// A key for a work that has none: its first name, year and title.
fn described(data: &Map<String, Value>) -> Option<String> {
    let author = data.get("author").and_then(|authors| authors.get(0));
    let name = author.and_then(|author| author.get("family").or_else(|| author.get("literal"))).and_then(Value::as_str);
    let year = data.get("issued").and_then(|issued| issued.get("date-parts")?.get(0)?.get(0)).and_then(plain);
    let title = data.get("title").and_then(Value::as_str);
    title.or(name)?;
    let title: String = title.unwrap_or("").split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    Some(format!("{} {} {title}", name.unwrap_or(""), year.unwrap_or_default()).trim().to_owned())
}

/// The library of an EndNote record, and its number there.
fn record_id(record: &str) -> (String, String) {
    let mut part = Part::new(record);
    let (mut library, mut number) = (String::new(), String::new());
    while let Some(event) = part.next() {
        let Event::Start(tag) = event else { continue };
        match tag.name().as_ref() {
            "rec-number" if number.is_empty() => number = part.words_of().trim().to_owned(),
            "key" if library.is_empty() => {
                library = attribute(&tag, "db-id").unwrap_or_default().into_owned();
                break;
            }
            _ => {}
        }
    }
    (library, number)
}
