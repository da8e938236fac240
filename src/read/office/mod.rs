//! What the files of word processors have in common: a zip of XML parts, paragraphs whose kind shows at their end,
//! and the data of reference managers in their citations.
//!
//! In: the bytes of a file that is a zip. Out: a document, whose source is the text drawn from it. It refuses what
//! is no text: a workbook, a presentation, an e-book.

mod base64;
mod container;
mod draft;
mod field;
mod role;
mod steps;
mod works;
mod xml;

pub(super) use base64::decode as unpacked;
pub(super) use container::Container;
pub(super) use draft::{DIRECTIVE, Draft, Gap, raised};
pub(super) use field::{Meaning, meaning, whole_codes};
pub(super) use role::{Role, role};
pub(super) use steps::Target;
pub(super) use works::Works;
pub(super) use xml::{Part, Prefixes, Space, attribute, is_on, root, words_in};

use super::{Error, docx, odt};
use crate::model::Document;

/// How the type of an OpenDocument text begins; templates and masters go on.
const OPEN_TEXT: &str = "application/vnd.oasis.opendocument.text";

/// What is a zip and no text, by its first part or the type it states.
const OTHERS: &[(&str, &str)] = &[
    ("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    ("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation"),
    ("application/vnd.oasis.opendocument.", "an OpenDocument file without a text"),
    ("application/epub+zip", "an EPUB book"),
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("Index/Document.iwa", "a Pages file"),
    ("META-INF/container.xml", "an EPUB book"),
];

/// Reads a file that is a zip.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Document, Error> {
    let undrawn = |why: String| Error::Undrawn { path: path.to_owned(), why };
    let mut container = Container::open(bytes).map_err(undrawn)?;
    let kind = container.part("mimetype").map_err(undrawn)?.unwrap_or_default();
    if kind.trim().starts_with(OPEN_TEXT) || kind.is_empty() && is_open_text(&container) {
        return odt::read(path, container);
    }
    let stated = OTHERS.iter().find(|(name, _)| !kind.is_empty() && kind.trim().starts_with(name));
    if stated.is_none()
        && let Some(main) = docx::main_part(&mut container).map_err(undrawn)?
    {
        return docx::read(path, container, &main);
    }
    let named = || OTHERS.iter().find(|(name, _)| container.names().any(|part| part.starts_with(name)));
    let kind = stated.or_else(named).map_or("a zip file without a text", |&(_, kind)| kind);
    Err(Error::NoText { path: path.to_owned(), kind })
}

fn is_open_text(container: &Container<'_>) -> bool {
    container.has("content.xml") && container.has("META-INF/manifest.xml")
}
