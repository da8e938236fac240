//! The ignore comments of a bibliography.
//!
//! In: a library. Out: where what stands outside its entries speaks to pincite: a line of its own
//! (`% pincite-ignore B005`), or an item (`@comment{pincite-ignore B005}`). BibTeX takes all that stands outside an
//! entry for a comment; other formats have no place for words of their own that every program keeps.

use crate::model::{Format, Library};
use crate::text::Span;

/// How a comment that speaks to pincite begins.
const WORD: &str = "pincite-ignore";

/// The lines and items that speak to pincite, in order.
pub fn comments(library: &Library) -> Vec<Span> {
    let text = library.source.text.as_str();
    if library.source.format != Format::BibLatex {
        return Vec::new();
    }
    let mut found: Vec<Span> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), WORD) {
        let entry = library.entries.partition_point(|entry| entry.span.start as usize <= at);
        if entry > 0 && library.entries[entry - 1].span.end as usize > at {
            continue;
        }
        let first = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |line| line + 1);
        let last = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |step| at + step);
        let line = &text[first..last];
        let start = first + (line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len());
        if found.last().is_none_or(|known| known.end as usize <= start) {
            found.push(Span::new(start, first + line.trim_end().len()));
        }
    }
    found
}
