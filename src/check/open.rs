//! From a path to a document: the one way for manuscripts, cited works and who wants their text.

use std::sync::Arc;

use super::error::Error;
use super::inputs::Files;
use crate::bib;
use crate::bib::registry::Stored;
use crate::model::{Document, Format, Retractions};
use crate::read::{self, Reading};

/// Reads a file, by the best way there is to its text.
pub fn open(files: &dyn Files, path: &str) -> Result<Document, Error> {
    open_as(files, path, None, &Reading::default())
}

/// Reads a file of no more than so many bytes.
pub(super) fn open_within(files: &dyn Files, path: &str, most: u64) -> Result<Document, Error> {
    let head = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(1);
    let bytes = files.head(path, head).map_err(|error| Error::unreadable(path, &error))?;
    if bytes.len() as u64 > most {
        return Err(Error::Large { path: path.to_owned(), most });
    }
    opened(files, path, None, bytes, &Reading::default())
}

/// Reads a file as what it is said to be, whatever its name.
pub(super) fn open_as(
    files: &dyn Files,
    path: &str,
    format: Option<Format>,
    reading: &Reading,
) -> Result<Document, Error> {
    let bytes = files.read(path).map_err(|error| Error::unreadable(path, &error))?;
    opened(files, path, format, bytes, reading)
}

fn opened(
    files: &dyn Files,
    path: &str,
    format: Option<Format>,
    bytes: Vec<u8>,
    reading: &Reading,
) -> Result<Document, Error> {
    if read::is_pdf(path, &bytes) {
        // Where the better way fails, the reader of our own can tell why.
        let text = files.extract(path).ok().flatten().filter(|text| !text.trim().is_empty());
        if let Some(text) = text {
            drop(bytes);
            return Ok(read::extracted(path, Format::Pdf, text)?);
        }
    }
    Ok(read::read_by(path, format, bytes, reading)?)
}

/// Reads a table of retracted works.
pub fn retractions(files: &dyn Files, path: &str) -> Result<Arc<Retractions>, Error> {
    let bytes = files.read(path).map_err(|error| Error::unreadable(path, &error))?;
    Ok(Arc::new(bib::retractions::read(path, &bytes)?))
}

/// Reads responses of registries that were stored.
pub fn stored(files: &dyn Files, path: &str) -> Result<Vec<Stored>, Error> {
    let bytes = files.read(path).map_err(|error| Error::unreadable(path, &error))?;
    Ok(bib::registry::read(path, &bytes)?)
}
