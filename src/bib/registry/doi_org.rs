//! Which agency has registered a DOI, as doi.org says it: `/doiRA/{doi}`.

use super::body::{Body, words};
use super::{Agency, Request, encoded, unreadable};
use crate::model::Answer;

/// Asks which agency has registered a DOI.
pub(super) fn agency(doi: &str) -> Request {
    Request { agency: Agency::DoiOrg, path: format!("/doiRA/{}", encoded(doi, b"/")), search: false }
}

/// What follows where neither Crossref nor DataCite shows the DOI.
pub(super) fn read(body: &Body) -> Answer {
    let one = &body.0[0];
    if let Some(agency) = words(&one["RA"]) {
        let agency: String = agency.chars().take(40).filter(|c| !c.is_control()).collect();
        return Answer::Unchecked(match agency.as_str() {
            "Crossref" | "DataCite" => format!("registered at {agency}, which does not show it"),
            _ => format!("registered at {agency}, which is not asked"),
        });
    }
    match one["status"].as_str() {
        Some("DOI does not exist" | "Invalid DOI") => Answer::Absent,
        _ => unreadable(Agency::DoiOrg),
    }
}
