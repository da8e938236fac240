//! Finds passages in quotation marks.

use crate::model::{Document, Quotation};

/// The quotations of a document, in order of their end.
pub(super) fn find(_document: &Document) -> Vec<Quotation> {
    Vec::new()
}
