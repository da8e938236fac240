//! A figure of which the cited source gives another value.

use super::other_side::{judged, marked, with_citation};
use crate::model::{Finding, Linked, Severity, Slip, Verdict};
use crate::rules::Options;

/// Reports each figure with the source's own beside it, and the slip that would explain the difference.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    judged(linked)
        .filter(|one| one.verdict == Verdict::Contradicts && !one.is_of_another_statement())
        .filter_map(|one| {
            let evidence = one.first(Verdict::Contradicts)?;
            let theirs = marked(linked, evidence);
            let finding =
                Finding::new(one.figure.span, format!("{} disagrees with the cited source", one.words(linked)))
                    .label("stated here");
            let finding = with_citation(finding, linked, one.support, Some(evidence));
            let finding = finding.related(evidence.source, evidence.mark, format!("the source has {theirs}"));
            let finding = match evidence.slip.map(|slip| explained(slip, &one.words(linked), &theirs)) {
                Some(why) => finding.note(why),
                None => finding,
            };
            // What authors counted themselves may well differ from what they cite beside it.
            let finding = if one.is_the_sources(linked) { finding } else { finding.severity(Severity::Warning) };
            Some(finding.help("correct the figure, or cite the source that it is from"))
        })
        .collect()
}

/// What a slip looks like.
fn explained(slip: Slip, ours: &str, theirs: &str) -> String {
    match slip {
        Slip::Magnitude(power) => {
            let times = format!("×1{}", "0".repeat(power.unsigned_abs() as usize));
            let words = ["hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "bn", "tn"];
            let named = |text: &str| words.iter().any(|word| text.contains(word));
            let what = if named(ours) || named(theirs) { "magnitude word" } else { "size" };
            format!("the digits agree, the {what} does not ({times})")
        }
        Slip::DigitsSwapped => "two digits have changed places".to_owned(),
        Slip::Digit => "one digit differs".to_owned(),
        Slip::Unit => "the number agrees, the unit does not".to_owned(),
        Slip::Currency => "the number agrees, the currency does not".to_owned(),
        Slip::Conversion => "the number would be right if the units were converted the other way".to_owned(),
        Slip::Bound => "the number agrees, the bound points the other way".to_owned(),
        Slip::OtherYear => "the source gives this value for another year".to_owned(),
        Slip::OtherThing => "the source gives this value for something else".to_owned(),
    }
}
