//! Crossref's list of works, as its REST API gives it: `/works/{doi}` and `/works?query.bibliographic=`.

use serde_json::Value;

use super::body::{self, Body, doi, items, name, words, year};
use super::fitting::Wanted;
use super::{Agency, Request, encoded};
use crate::model::{Nature, Record, Retraction};

/// How many works of a search are looked at.
const ROWS: usize = 3;

/// Asks for the work of a DOI.
pub(super) fn work(doi: &str) -> Request {
    Request { agency: Agency::Crossref, path: format!("/works/{}", encoded(doi, b"")), search: false }
}

/// Asks for the works that are most like one.
pub(super) fn search(wanted: &Wanted) -> Request {
    let path = format!("/works?query.bibliographic={}&rows={ROWS}", encoded(&wanted.words(), b""));
    Request { agency: Agency::Crossref, path, search: true }
}

/// The work of an answer.
pub(super) fn read(body: &Body) -> Option<Record> {
    record(&body.0["message"])
}

/// The works of an answer.
pub(super) fn read_list(body: &Body) -> Vec<Record> {
    items(&body.0["message"]["items"]).filter_map(record).collect()
}

fn record(work: &Value) -> Option<Record> {
    let doi = doi(&work["DOI"])?;
    let date = |name: &str| year(&work[name]["date-parts"][0][0]);
    let printed = date("published-print");
    let mut years: Vec<i32> =
        [printed, date("published-online"), date("published"), date("issued")].into_iter().flatten().collect();
    years.sort_unstable();
    years.dedup();
    let people = |role: &str| items(&work[role]).filter_map(person).collect::<Vec<_>>();
    let authors = people("author");
    Some(Record {
        registry: Agency::Crossref.name(),
        address: format!("https://doi.org/{doi}"),
        titles: titles(work),
        within: items(&work["container-title"]).filter_map(words).collect(),
        names: if authors.is_empty() { people("editor") } else { authors },
        years,
        printed: printed.is_some(),
        kind: words(&work["type"]).unwrap_or_default(),
        notices: items(&work["updated-by"]).filter_map(|notice| self::notice(notice, &doi)).collect(),
        doi: Some(doi),
    })
}

/// A person, or an organisation, which has one name.
fn person(value: &Value) -> Option<String> {
    name(&value["given"], &value["family"]).or_else(|| words(&value["name"]))
}

/// The title with its subtitle, the title alone, and what it was before translation.
fn titles(work: &Value) -> Vec<String> {
    let first = |name: &str| items(&work[name]).find_map(words);
    let whole = first("title").map(|title| match first("subtitle") {
        Some(subtitle) if !title.ends_with(&subtitle) => format!("{title}: {subtitle}"),
        _ => title,
    });
    let others = ["title", "original-title", "short-title"].into_iter();
    whole.into_iter().chain(others.flat_map(|name| items(&work[name]).filter_map(words))).collect()
}

/// What was published about the work after it.
fn notice(value: &Value, doi: &str) -> Option<Retraction> {
    let nature = match &*value["type"].as_str()?.to_ascii_lowercase().replace(['-', ' '], "_") {
        "retraction" | "withdrawal" | "removal" => Nature::Retraction,
        "expression_of_concern" => Nature::Concern,
        "reinstatement" => Nature::Reinstatement,
        _ => Nature::Correction,
    };
    let date = items(&value["updated"]["date-parts"]).next().map(|parts| {
        let parts: Vec<String> = items(parts).take(3).filter_map(Value::as_u64).map(|n| format!("{n:02}")).collect();
        parts.join("-")
    });
    Some(Retraction {
        nature,
        title: String::new(),
        authors: Vec::new(),
        year: None,
        doi: Some(doi.to_owned()),
        pmid: None,
        notice: body::doi(&value["DOI"]),
        date: date.unwrap_or_default(),
        reason: String::new(),
    })
}
