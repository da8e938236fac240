//! OpenAlex's catalogue, as its API gives it: `/works/doi:{doi}` and `/works?filter=title.search:`.

use serde_json::Value;

use super::body::{Body, doi, items, words, year};
use super::fitting::Wanted;
use super::{Agency, Request, encoded};
use crate::model::{Nature, Record, Retraction};
use crate::text::fold;

/// How many works of a search are looked at.
const ROWS: usize = 3;

/// Asks for the work of a DOI.
pub(super) fn work(doi: &str) -> Request {
    Request { agency: Agency::OpenAlex, path: format!("/works/doi:{}", encoded(doi, b"/")), search: false }
}

/// Asks for the works of a title. Commas and bars would be taken for more filters.
pub(super) fn search(wanted: &Wanted) -> Request {
    let words = fold::split(wanted.title).collect::<Vec<_>>().join(" ");
    let path = format!("/works?filter=title.search:{}&per_page={ROWS}", encoded(&words, b""));
    Request { agency: Agency::OpenAlex, path, search: true }
}

/// The work of an answer.
pub(super) fn read(body: &Body) -> Option<Record> {
    record(&body.0)
}

/// The works of an answer.
pub(super) fn read_list(body: &Body) -> Vec<Record> {
    items(&body.0["results"]).filter_map(record).collect()
}

fn record(work: &Value) -> Option<Record> {
    let title = words(&work["title"]).or_else(|| words(&work["display_name"]))?;
    let doi = doi(&work["doi"]);
    let id = words(&work["id"]).filter(|id| id.starts_with("https://openalex.org/"));
    let address = doi.as_ref().map(|doi| format!("https://doi.org/{doi}")).or(id)?;
    let retracted = work["is_retracted"].as_bool() == Some(true);
    Some(Record {
        registry: Agency::OpenAlex.name(),
        address,
        titles: vec![title],
        names: items(&work["authorships"]).filter_map(|one| words(&one["author"]["display_name"])).collect(),
        years: year(&work["publication_year"]).into_iter().collect(),
        within: Vec::new(),
        printed: false,
        kind: words(&work["type"]).unwrap_or_default(),
        notices: retracted.then(|| notice(doi.clone())).into_iter().collect(),
        doi,
    })
}

/// A retraction of which OpenAlex says no more.
fn notice(doi: Option<String>) -> Retraction {
    Retraction {
        nature: Nature::Retraction,
        title: String::new(),
        authors: Vec::new(),
        year: None,
        doi,
        pmid: None,
        notice: None,
        date: String::new(),
        reason: String::new(),
    }
}
