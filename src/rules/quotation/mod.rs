//! Q: somebody's words.

pub mod altered_quotation;
pub mod copied_passage;
pub mod quotation_not_found;
pub mod quotation_without_locator;
mod quoting;
pub mod uncited_quotation;
