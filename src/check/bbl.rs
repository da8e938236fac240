//! Lists of works that were printed for a manuscript, as bibliographies: a `.bbl` file, a part that holds a list.
//!
//! In: a file, or a document that was read. Out: a library whose spans lie in that file. BibTeX prints a list for
//! LaTeX to set, which is read as every printed list is; biber prints fields, which `bib/` reads.

use super::error::Error;
use crate::bib;
use crate::model::{Document, Format, Library, Origin};
use crate::read;

/// Reads a `.bbl` file.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Library, Error> {
    if bib::bbl::is_biber(bytes) {
        return Ok(bib::bbl::read(path, bytes)?);
    }
    let document = read::read(path, Some(Format::Latex), bytes)?;
    Ok(listed(&document).unwrap_or_default())
}

/// The printed list of a document, as a bibliography that other files may be held against.
pub(super) fn listed(document: &Document) -> Option<Library> {
    let own = bib::reference_list::read(document)?;
    Some(Library { origin: Origin::File, source: std::sync::Arc::new(document.source.clone()), ..own })
}
