//! C: citations and the works they name.

pub mod abbreviation_undefined;
pub mod ambiguous_citation;
pub mod author_mismatch;
pub mod citation_number_order;
pub mod citation_number_out_of_range;
pub mod et_al_mismatch;
pub mod inconsistent_citation;
mod mention;
pub mod missing_reference;
pub mod narrative_without_year;
pub mod no_bibliography;
pub mod orphan_ibid;
mod places;
pub mod prose_key_contradiction;
pub mod secondary_citation;
pub mod source_predates_claim;
pub mod uncited_attribution;
pub mod unknown_suffix;
pub mod unrelated_source;
pub mod unused_reference;
mod witness;
pub mod year_mismatch;

use super::quoted::closed;

/// The words of an item, cut where they are too long for a message.
fn short(words: &str) -> String {
    closed(&cut(words, 35))
}

/// At most so many characters of words.
fn cut(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}
