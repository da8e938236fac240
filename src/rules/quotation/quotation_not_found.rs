//! A quotation that the cited work does not have.

use super::quoting::{Quoted, quotations};
use crate::model::{Finding, Linked, Verdict};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each, and names the work at hand that has it, if one has.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    quotations(linked).filter(|quoted| quoted.support.verdict == Verdict::NotFound).map(|one| finding(&one)).collect()
}

fn finding(one: &Quoted) -> Finding {
    let message = format!("the cited work does not have {}", quoted(&one.words()));
    let mut finding = Finding::new(one.claim.span, message).label("nothing like it was found");
    finding = one.with_citation(finding, "cited as its source");
    match one.support.evidence.first() {
        Some(elsewhere) => {
            let name = one.name(elsewhere.entry);
            finding
                .related(elsewhere.source, elsewhere.span, "the words stand here")
                .note(format!("{} has these words", one.place(elsewhere)))
                .help(format!("cite {name}, if it was taken from there"))
        }
        None => finding
            .note("its whole text was searched, line ends, hyphens and misread letters allowed for")
            .help("check the wording, and whether this is the work it was taken from"),
    }
}
