//! D: brackets and quotation marks.

mod aside;
mod stray_mark;
pub mod stray_punctuation;
pub mod unclosed_citation;
pub mod unclosed_parenthesis;
pub mod unclosed_quotation;
pub mod unopened_citation;
