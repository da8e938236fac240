//! B: the bibliography itself.

pub mod duplicate_key;
pub mod invalid_doi;
pub mod malformed_entry;
pub mod unresolved_crossref;

/// A value or key in backticks, cut where it would make a message too long to read.
fn quoted(text: &str) -> String {
    const LONG: usize = 30;
    match text.char_indices().nth(LONG) {
        Some((at, _)) => format!("`{}…`", &text[..at]),
        None => format!("`{text}`"),
    }
}
