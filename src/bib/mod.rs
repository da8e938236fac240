//! Bibliographies: the files that entries come from.
//!
//! In: the bytes of a file. Out: a [`Library`]: every entry that can be read, and a flaw for each
//! that is broken. It refuses to know who cites what.
//!
//! **Invariant:** reading never fails for a malformed text; an error is for what is no bibliography
//! at all. Spans index the decoded text, byte order mark included, so that they are file offsets
//! where the file is UTF-8.

use std::sync::Arc;

use crate::model::{Format, Library, LibraryFlaw, Origin, Severity, Source};
use crate::text::{Span, decode};

pub mod bbl;
mod biblatex;
mod dates;
mod entry;
mod field;
mod inherit;
mod names;
mod parse;
pub mod reference_list;
mod salvage;
mod split;
mod strings;

pub use field::field;

/// Why a file cannot be read as a bibliography.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Spans have 32 bits.
    #[error("{path} is larger than 4 GiB")]
    TooLarge {
        /// The file.
        path: String,
    },
}

/// Reads a bibliography file.
pub fn read(path: &str, bytes: &[u8]) -> Result<Library, Error> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large(path));
    }
    let decoded = decode::decode(bytes);
    if u32::try_from(decoded.text.len()).is_err() {
        return Err(too_large(path));
    }
    let (entries, mut flaws) = biblatex::read(&decoded.text, decode::mark_len(&decoded.text));
    if let Some(encoding) = decoded.encoding {
        flaws.insert(0, not_utf8(&decoded, encoding));
    }
    let source = Arc::new(Source::new(path, Format::BibLatex, decoded.text));
    Ok(Library { origin: Origin::File, source, entries, flaws })
}

fn too_large(path: &str) -> Error {
    Error::TooLarge { path: path.to_owned() }
}

fn not_utf8(decoded: &decode::Decoded, encoding: &str) -> LibraryFlaw {
    let first = decoded.text[decoded.first_bad..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(decoded.first_bad, decoded.first_bad + first);
    let message = format!("this file is not UTF-8; it was read as {encoding}");
    LibraryFlaw { span, item: span, key: None, message, lost: false, severity: Severity::Warning }
}
