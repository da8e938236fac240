//! Q: somebody's words.

pub mod altered_quotation;
pub mod copied_passage;
mod quoting;
pub mod quotation_not_found;
pub mod quotation_without_locator;
pub mod uncited_quotation;
