//! The bibliographies that a manuscript's file carries inside, as libraries of that manuscript alone.
//!
//! In: the document. Out: a library for each that has entries. Its text is what the file carries, so that its spans
//! are real; its path is the manuscript's, with the part behind a `#`.

use std::sync::Arc;

use crate::bib;
use crate::model::{Document, Format, Library, Origin};

/// The libraries that a document carries inside.
pub(super) fn libraries(document: &Document) -> Vec<Arc<Library>> {
    let read = document.declared.embedded.iter().map(|embedded| {
        let part = match embedded.format {
            Format::WordSources => "sources",
            _ => "citations",
        };
        let path = format!("{}#{part}", document.source.path);
        let library = bib::read_as(embedded.format, &path, embedded.text.clone());
        Library { origin: Origin::Embedded, ..library }
    });
    read.filter(|library| !library.entries.is_empty()).map(Arc::new).collect()
}
