//! Citations: a [`Document`] in, its citations and their style out.
//!
//! It refuses to know bibliographies: what it finds stands in the manuscript alone.

use crate::model::{Citation, Document, Style};

/// What was found in a document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The style that most citations use.
    pub style: Style,
    /// The citations, in order.
    pub citations: Vec<Citation>,
}

/// Finds the citations of a document.
pub fn find(_document: &Document) -> Found {
    Found::default()
}
