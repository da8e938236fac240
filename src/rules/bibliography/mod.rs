//! B: the bibliography itself.

mod agreement;
mod data_model;
mod date_form;
mod doi_form;
pub mod duplicate_entry;
pub mod duplicate_field;
pub mod duplicate_key;
mod faulty;
mod future;
mod inherited;
pub mod invalid_date;
pub mod invalid_doi;
pub mod invalid_isbn;
pub mod invalid_issn;
pub mod invalid_pages;
pub mod malformed_entry;
pub mod malformed_names;
pub mod missing_field;
mod name_list;
mod notices;
mod number_form;
pub mod online_without_urldate;
mod page_form;
mod place;
pub mod placeholder;
mod placeholder_form;
mod record_words;
pub mod registry_mismatch;
pub mod retracted_work;
mod same_work;
mod serials;
mod tally;
pub mod unknown_entry_type;
pub mod unknown_field;
pub mod unregistered_doi;
pub mod unresolved_crossref;
mod works;
mod year_form;

/// A value or key in backticks, cut where it would make a message too long to read.
fn quoted(text: &str) -> String {
    const LONG: usize = 30;
    let text = text.trim();
    let cut = text.char_indices().nth(LONG).map_or(text, |(at, _)| &text[..at]);
    // A value may run over lines.
    let one_line = if cut.contains(['\n', '\r', '\t']) {
        std::borrow::Cow::Owned(cut.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        std::borrow::Cow::Borrowed(cut)
    };
    if cut.len() < text.len() { format!("`{one_line}…`") } else { format!("`{one_line}`") }
}
