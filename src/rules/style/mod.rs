//! S: how citations are written.

pub mod adjacent_citations;
pub mod ampersand;
pub mod citation_order;
pub mod citation_placement;
pub mod duplicate_citation;
pub mod et_al_punctuation;
pub mod full_date_in_citation;
pub mod given_name_in_citation;
pub mod malformed_citation;
pub mod missing_comma;
mod namesakes;
pub mod narrative_in_parentheses;
mod need;
pub mod title_as_author;
