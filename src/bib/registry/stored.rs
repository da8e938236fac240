//! Responses as they are kept: one JSON object a response, each on a line of its own.
//!
//! `{"url": "https://api.crossref.org/works/…", "asked": 1764150000, "status": 200, "body": {…}}`: what was asked, when
//! (seconds since 1970), and what came; `body` is not there where the agency had no such thing (404).

use serde_json::{Value, json};

use super::{Body, Response};

/// A response that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// What was asked.
    pub url: String,
    /// When, in seconds since 1970.
    pub asked: u64,
    /// What came; never silence.
    pub response: Response,
}

/// Which line of a file holds no response.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: this line holds no stored response")]
pub struct StoredError {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}

impl Stored {
    /// Reads a line.
    pub fn read(line: &[u8]) -> Option<Self> {
        let mut value: Value = serde_json::from_slice(line).ok()?;
        let body = value.get_mut("body").map(Value::take);
        let response = match (value["status"].as_u64()?, body) {
            (200, Some(body @ (Value::Object(_) | Value::Array(_)))) => Response::Has(Body(body)),
            (404, None) => Response::HasNot,
            _ => return None,
        };
        Some(Self { url: value["url"].as_str()?.to_owned(), asked: value["asked"].as_u64()?, response })
    }

    /// Its line; `None` where nothing came.
    pub fn line(&self) -> Option<String> {
        let Self { url, asked, .. } = self;
        Some(match &self.response {
            Response::Has(Body(body)) => json!({ "url": url, "asked": asked, "status": 200, "body": body }),
            Response::HasNot => json!({ "url": url, "asked": asked, "status": 404 }),
            Response::Silent(_) => return None,
        })
        .map(|value| format!("{value}\n"))
    }
}

/// Reads a file of stored responses.
pub fn read(path: &str, bytes: &[u8]) -> Result<Vec<Stored>, StoredError> {
    let lines = bytes.split(|&byte| byte == b'\n').zip(1..).filter(|(line, _)| !line.trim_ascii().is_empty());
    lines.map(|(text, line)| Stored::read(text).ok_or_else(|| StoredError { path: path.to_owned(), line })).collect()
}
