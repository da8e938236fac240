//! Where agencies answer: at their own addresses, or where the environment says.
//!
//! `PINCITE_CROSSREF_URL` and its like name a mirror; plain HTTP is spoken with this machine alone, for tests.

use super::super::trouble::Trouble;
use crate::bib::registry::{Agency, Request};

/// An address under which an agency answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Base {
    url: String,
    /// Whether it is on this machine, where no proxy stands between.
    pub(super) is_here: bool,
}

impl Base {
    /// The address of an agency.
    pub(super) fn of(agency: Agency) -> Result<Self, Trouble> {
        let name = match agency {
            Agency::Crossref => "PINCITE_CROSSREF_URL",
            Agency::DataCite => "PINCITE_DATACITE_URL",
            Agency::OpenAlex => "PINCITE_OPENALEX_URL",
            Agency::DoiOrg => "PINCITE_DOI_URL",
        };
        match std::env::var(name) {
            Ok(value) if !value.is_empty() => Self::read(&value).ok_or_else(|| {
                let why = "it is an address of https, or of http on this machine".to_owned();
                Trouble::Flag { flag: name, value, why }
            }),
            _ => Ok(Self { url: format!("https://{}", agency.host()), is_here: false }),
        }
    }

    fn read(value: &str) -> Option<Self> {
        let url = value.trim_end_matches('/').to_owned();
        let (scheme, rest) = url.split_once("://")?;
        let authority = rest.split('/').next().filter(|name| !name.is_empty() && !name.contains('@'))?;
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        let is_here = ["127.0.0.1", "localhost", "[::1]"].contains(&host);
        let plain = url.bytes().all(|byte| byte.is_ascii_graphic()) && !url.contains(['?', '#', '\\']);
        (plain && (scheme == "https" || scheme == "http" && is_here)).then_some(Self { is_here, url })
    }

    /// The address of a request.
    pub(super) fn url(&self, request: &Request) -> String {
        format!("{}{}", self.url, request.path)
    }

    /// The address that a redirection leads to, where it stays with the agency.
    pub(super) fn follows(&self, location: &str) -> Option<String> {
        let origin = self.url.split('/').take(3).collect::<Vec<_>>().join("/");
        let inside = location.starts_with('/') && !location.starts_with("//");
        let same = location.strip_prefix(&origin).is_some_and(|rest| rest.starts_with('/'));
        match (inside, same) {
            (true, _) => Some(format!("{origin}{location}")),
            (_, true) => Some(location.to_owned()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn plain_http_is_for_this_machine() {
        for good in ["https://mirror.example/crossref/", "http://127.0.0.1:8080", "http://[::1]:9", "http://localhost"]
        {
            assert!(Base::read(good).is_some(), "{good}");
        }
        for bad in [
            "http://mirror.example",
            "http://127.0.0.1@mirror.example",
            "http://127.0.0.1.mirror.example",
            "file:///x",
            "https://",
            "mirror.example",
            "https://a b",
            "http://localhost:1@mirror.example/",
            "https://x?y",
        ] {
            assert_eq!(Base::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn redirections_stay_with_their_agency() {
        let base = Base::read("https://api.example/v1").unwrap();
        for (location, to) in [
            ("/works/W2", Some("https://api.example/works/W2")),
            ("https://api.example/works/W2", Some("https://api.example/works/W2")),
            ("https://api.example.org/works", None),
            ("http://api.example/works", None),
            ("//elsewhere.example/", None),
            ("works/W2", None),
        ] {
            assert_eq!(base.follows(location).as_deref(), to, "{location}");
        }
    }
}
