//! What registries of works – Crossref, DataCite, OpenAlex, doi.org – are asked about an entry, and what they mean.
//!
//! In: a query, and somebody who brings a response to each request. Out: the answer. It refuses to know how
//! responses are brought: from a network, or from where they were stored.
//!
//! **Invariant:** whatever a response holds, it is read without a panic, and what is not as documented is no answer.

mod body;
mod crossref;
mod datacite;
mod doi_org;
mod fitting;
mod openalex;
mod stored;

use crate::model::{Answer, Query, Record};

pub use body::Body;
pub use stored::{Stored, StoredError, read};

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agency {
    /// Crossref: journals and books.
    Crossref,
    /// DataCite: data, software, theses, preprints.
    DataCite,
    /// OpenAlex: a catalogue of works.
    OpenAlex,
    /// doi.org: which agency has registered a DOI.
    DoiOrg,
}

impl Agency {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Crossref, Self::DataCite, Self::OpenAlex, Self::DoiOrg];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Crossref => "Crossref",
            Self::DataCite => "DataCite",
            Self::OpenAlex => "OpenAlex",
            Self::DoiOrg => "doi.org",
        }
    }

    /// Where it answers.
    pub fn host(self) -> &'static str {
        match self {
            Self::Crossref => "api.crossref.org",
            Self::DataCite => "api.datacite.org",
            Self::OpenAlex => "api.openalex.org",
            Self::DoiOrg => "doi.org",
        }
    }
}

/// What an agency is asked: a path below its address, with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Who is asked.
    pub agency: Agency,
    /// `/works/10.5555%2Ftides`
    pub path: String,
    /// Whether it is a search, which costs an agency more than a look into its list.
    pub search: bool,
}

impl Request {
    /// Its address.
    pub fn url(&self) -> String {
        format!("https://{}{}", self.agency.host(), self.path)
    }
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// The agency has this.
    Has(Body),
    /// The agency has no such thing.
    HasNot,
    /// No answer came, or none that can be read; why.
    Silent(String),
}

/// What is asked, and who brings the responses.
type Ask<'a> = dyn FnMut(&Request) -> Response + 'a;

/// Looks a work up.
pub fn lookup(query: &Query, ask: &mut Ask) -> Answer {
    match query {
        Query::Doi(doi) if is_path(doi) => of_doi(doi, ask),
        Query::Doi(_) => Answer::Unchecked("a DOI that no address can hold".to_owned()),
        Query::Work { title, names, year } => of_work(&fitting::Wanted { title, names, year: *year }, ask),
    }
}

/// The work that has a DOI. That Crossref and DataCite do not have it says little, since there are other agencies:
/// only doi.org says that nobody has it.
fn of_doi(doi: &str, ask: &mut Ask) -> Answer {
    match ask(&crossref::work(doi)) {
        Response::Has(body) => return found(crossref::read(&body), Agency::Crossref),
        Response::HasNot => {}
        // Who keeps a copy of Crossref's list may have it; that he has not says nothing.
        Response::Silent(why) => {
            return match ask(&openalex::work(doi)) {
                Response::Has(body) => found(openalex::read(&body), Agency::OpenAlex),
                _ => Answer::Unchecked(why),
            };
        }
    }
    match ask(&datacite::work(doi)) {
        Response::Has(body) => return found(datacite::read(&body), Agency::DataCite),
        Response::HasNot => {}
        Response::Silent(why) => return Answer::Unchecked(why),
    }
    match ask(&doi_org::agency(doi)) {
        Response::Has(body) => doi_org::read(&body),
        Response::HasNot => unreadable(Agency::DoiOrg),
        Response::Silent(why) => Answer::Unchecked(why),
    }
}

/// The one work of a title. One that is found nowhere may be registered nowhere.
fn of_work(wanted: &fitting::Wanted, ask: &mut Ask) -> Answer {
    let silent = match ask(&crossref::search(wanted)) {
        Response::Has(body) => match wanted.among(crossref::read_list(&body)) {
            Some(record) => return Answer::Found(Box::new(record)),
            None => None,
        },
        Response::HasNot => None,
        Response::Silent(why) => Some(why),
    };
    match ask(&openalex::search(wanted)) {
        Response::Has(body) => match wanted.among(openalex::read_list(&body)) {
            Some(record) => Answer::Found(Box::new(record)),
            None => silent.map_or(Answer::Unmatched, Answer::Unchecked),
        },
        Response::HasNot => silent.map_or(Answer::Unmatched, Answer::Unchecked),
        Response::Silent(why) => Answer::Unchecked(silent.unwrap_or(why)),
    }
}

fn found(record: Option<Record>, agency: Agency) -> Answer {
    record.map_or_else(|| unreadable(agency), |record| Answer::Found(Box::new(record)))
}

fn unreadable(agency: Agency) -> Answer {
    Answer::Unchecked(format!("the answer of {} cannot be read", agency.host()))
}

/// Whether a DOI can stand in an address and stay what it is.
fn is_path(doi: &str) -> bool {
    doi.len() <= 400 && !doi.split('/').any(|part| matches!(part, "." | ".."))
}

/// A text as it stands in an address; `kept` stay as they are.
fn encoded(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests;
