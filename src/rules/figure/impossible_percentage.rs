//! Shares that cannot be: above 100 %, adding up to more, or not what their own figures come to.

use super::recomputed::{self, Mismatch, Wholes};
use super::shares::{self, Impossible};
use super::told::{self, Told};
use super::value::shown;
use crate::model::{Finding, Linked};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// One finding a share, or a set of shares.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut wholes = Wholes::default();
    let mut findings = Vec::new();
    for told in told::sentences(linked) {
        findings.extend(recomputed::mismatches(&told, &wholes).iter().map(|one| mismatch(&told, one)));
        findings.extend(shares::impossible(&told).iter().map(|one| impossible(&told, one)));
        wholes.keep(&told);
    }
    findings
}

fn mismatch(told: &Told, found: &Mismatch) -> Finding {
    let [one, other] = found.from.map(|at| told.text(at).trim());
    let computed = shown(found.computed, told.quantities[found.share].value);
    let stated = told.text(found.share);
    let (message, roles) = match found.change {
        false => (
            format!("{} of {} is {computed} %, not {}", quoted(one), quoted(other), quoted(stated)),
            ["the part", "the whole"],
        ),
        true => (
            format!("from {} to {} is {computed} %, not {}", quoted(one), quoted(other), quoted(stated)),
            ["before", "after"],
        ),
    };
    let finding = Finding::new(told.span(found.share), message).label(format!("comes to {computed} %"));
    let finding = finding.related(Default::default(), told.span(found.from[0]), roles[0]);
    finding
        .related(Default::default(), told.span(found.from[1]), roles[1])
        .help("correct whichever of the three is wrong")
}

fn impossible(told: &Told, found: &Impossible) -> Finding {
    match found {
        Impossible::Above(at) => {
            Finding::new(told.span(*at), format!("{} of a whole is more than all of it", quoted(told.text(*at))))
                .label("above 100 %")
                .note("a share of people or things that are counted one by one ends at 100 %")
                .help("correct the figure, or say what it is a ratio to")
        }
        Impossible::Sum(members, sum) => {
            let last = told.quantities[*members.last().unwrap_or(&0)].value;
            let all: Vec<&str> = members.iter().map(|&at| told.text(at).trim()).collect();
            let total = shown(*sum, last);
            let mut finding = Finding::new(told.span(members[0]), format!("shares of one whole add up to {total} %"))
                .label(format!("{} come to {total} %", all.join(" + ")));
            for &at in &members[1..] {
                finding = finding.related(Default::default(), told.span(at), "with this");
            }
            finding.help("correct the share that is wrong, or say that several answers were possible")
        }
    }
}
