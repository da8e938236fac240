//! A part of the manuscript that cannot be read.

use crate::model::{Finding, Linked};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Says of each part why it was not read, where the manuscript names it.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let absent = linked.company.absent.iter();
    absent
        .map(|part| {
            Finding::new(part.span, format!("the part {} was not read", quoted(&part.written)))
                .label(part.why.clone())
                .note("what it cites was not seen, so no entry is called unused")
                .help("correct the path, or name the file")
        })
        .collect()
}
