//! DataCite's list of works, as its REST API gives it: `/dois/{doi}`.

use serde_json::Value;

use super::body::{Body, doi, items, name, words, year};
use super::{Agency, Request, encoded};
use crate::model::Record;

/// Asks for the work of a DOI.
pub(super) fn work(doi: &str) -> Request {
    Request { agency: Agency::DataCite, path: format!("/dois/{}", encoded(doi, b"")), search: false }
}

/// The work of an answer.
pub(super) fn read(body: &Body) -> Option<Record> {
    let data = &body.0["data"];
    let work = &data["attributes"];
    let doi = doi(&work["doi"]).or_else(|| doi(&data["id"]))?;
    let issued = items(&work["dates"]).filter(|date| matches!(date["dateType"].as_str(), Some("Issued" | "Available")));
    let mut years: Vec<i32> =
        year(&work["publicationYear"]).into_iter().chain(issued.filter_map(|date| year(&date["date"]))).collect();
    years.sort_unstable();
    years.dedup();
    Some(Record {
        registry: Agency::DataCite.name(),
        address: format!("https://doi.org/{doi}"),
        doi: Some(doi),
        titles: titles(work),
        names: items(&work["creators"]).filter_map(creator).collect(),
        years,
        within: Vec::new(),
        printed: false,
        kind: words(&work["types"]["resourceTypeGeneral"]).unwrap_or_default(),
        notices: Vec::new(),
    })
}

/// The title with its subtitle, then every title.
fn titles(work: &Value) -> Vec<String> {
    let all = || items(&work["titles"]);
    let is_sub = |title: &&Value| title["titleType"].as_str() == Some("Subtitle");
    let main = all().find(|title| title["titleType"].is_null()).and_then(|title| words(&title["title"]));
    let sub = all().find(is_sub).and_then(|title| words(&title["title"]));
    let whole = main.map(|main| sub.map_or(main.clone(), |sub| format!("{main}: {sub}")));
    let rest = all().filter(|title| !is_sub(title)).filter_map(|title| words(&title["title"]));
    whole.into_iter().chain(rest).collect()
}

/// `Marlow, Ruth`, or in its parts.
fn creator(value: &Value) -> Option<String> {
    name(&value["givenName"], &value["familyName"]).or_else(|| {
        let whole = words(&value["name"])?;
        let personal = value["nameType"].as_str() != Some("Organizational");
        Some(match whole.split_once(", ").filter(|_| personal) {
            Some((family, given)) => format!("{given} {family}"),
            None => whole,
        })
    })
}
