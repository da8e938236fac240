//! A figure that the cited source has, but for another year, group or thing.

use super::other_side::{judged, marked, with_citation};
use crate::model::{Finding, Linked, Slip, Verdict};
use crate::rules::Options;

/// Reports each figure with both sentences of the source: the one that is meant, the one it is from.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    judged(linked)
        .filter(|one| one.is_of_another_statement())
        .filter_map(|one| {
            let other = one.first(Verdict::OtherStatement)?;
            let whose = match one.slip() {
                Some(Slip::OtherYear) => "for another year",
                _ => "of something else",
            };
            let finding = Finding::new(one.figure.span, format!("the source has {} {whose}", one.words(linked)))
                .label("stated here");
            let finding = with_citation(finding, linked, one.support, Some(other));
            let finding = finding.related(other.source, other.mark, format!("{whose}, as it reads"));
            let finding = match one.first(Verdict::Contradicts) {
                Some(meant) => {
                    finding.related(meant.source, meant.mark, format!("the statement has {}", marked(linked, meant)))
                }
                None => finding,
            };
            Some(finding.help("take the figure that belongs to the statement, or say what this one is of"))
        })
        .collect()
}
