//! The places of a fault that has one cause: told once, where it first stands.
//!
//! In: the finding at the first place, the places after it. Out: one finding that shows them all.

use crate::model::{Finding, SourceId};
use crate::text::Span;

/// How many further places are drawn.
const DRAWN: usize = 5;

/// The finding, with the further places of the same fault.
pub fn also(finding: Finding, further: &[Span]) -> Finding {
    let drawn = further.iter().take(DRAWN);
    let finding = drawn.fold(finding, |all, &span| all.related(SourceId::DOCUMENT, span, "and here"));
    match further.len() {
        0 => finding,
        more => finding.note(format!("written so in {} places", more + 1)),
    }
}
