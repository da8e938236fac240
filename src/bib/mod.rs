//! Bibliographies: bytes in, a [`Library`] out.
//!
//! In: a path and the bytes of a BibLaTeX or BibTeX file. Out: every entry that can be read, and
//! what could not. It refuses to know manuscripts and citations.

use std::sync::Arc;

use crate::model::{Format, Library, Source};

/// Why a bibliography cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is 4 GiB or more.
    #[error("{path} is larger than 4 GiB")]
    TooLarge {
        /// The file.
        path: String,
    },
}

/// Reads a bibliography.
pub fn read(path: &str, bytes: &[u8]) -> Result<Library, Error> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::TooLarge { path: path.to_owned() });
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    Ok(Library { source: Arc::new(Source::new(path, Format::BibLatex, text)), ..Library::default() })
}
