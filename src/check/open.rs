//! From a path to a document: the one way for manuscripts, cited works and who wants their text.

use std::sync::Arc;

use super::error::Error;
use super::inputs::Files;
use crate::bib;
use crate::model::{Document, Format, Retractions};
use crate::read;

/// Reads a file, by the best way there is to its text.
pub fn open(files: &dyn Files, path: &str) -> Result<Document, Error> {
    open_as(files, path, None)
}

/// Reads a file as what it is said to be, whatever its name.
pub(super) fn open_as(files: &dyn Files, path: &str, format: Option<Format>) -> Result<Document, Error> {
    let bytes = files.read(path).map_err(|error| Error::unreadable(path, &error))?;
    if read::is_pdf(path, &bytes) {
        // Where the better way fails, the reader of our own can tell why.
        let text = files.extract(path).ok().flatten().filter(|text| !text.trim().is_empty());
        if let Some(text) = text {
            drop(bytes);
            return Ok(read::extracted(path, Format::Pdf, text)?);
        }
    }
    Ok(read::read(path, format, bytes)?)
}

/// Reads a table of retracted works.
pub fn retractions(files: &dyn Files, path: &str) -> Result<Arc<Retractions>, Error> {
    let bytes = files.read(path).map_err(|error| Error::unreadable(path, &error))?;
    Ok(Arc::new(bib::retractions::read(path, &bytes)?))
}
