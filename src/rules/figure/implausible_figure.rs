//! Figures that cannot both be: a fee above the cost it is a fee on, a part above its whole.

use super::fees::{Costs, Excess};
use super::parts::{self, Misfit};
use super::told::{self, Told};
use super::value::shown;
use crate::model::{Finding, Linked};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// One finding a pair, or a whole with its parts.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut costs = Costs::default();
    let mut findings = Vec::new();
    for told in told::sentences(linked) {
        findings.extend(costs.read(&told).iter().map(excess));
        findings.extend(parts::misfits(&told).iter().map(|one| misfit(&told, one)));
    }
    findings
}

fn excess(found: &Excess) -> Finding {
    let (cost, fee) = (quoted(found.cost.1), quoted(found.fee.1));
    let finding = Finding::new(found.cost.0.span, format!("a cost of {cost} is below its fees of {fee}"))
        .label("the cost")
        .related(Default::default(), found.fee.0.span, "what is to be earned on it")
        .note("the fees on a thing are seldom more than the whole of it costs");
    let finding = match found.slip.and_then(magnitude) {
        Some((times, word)) => finding.note(format!("{times} times the cost would fit: was `{word}` meant?")),
        None => finding,
    };
    finding.help("look both figures up in the source: one has slipped")
}

/// How a power of ten is told, and the slip that makes it.
fn magnitude(power: i32) -> Option<(&'static str, &'static str)> {
    match power {
        3 => Some(("1,000", "billion for million")),
        6 => Some(("1,000,000", "trillion for million")),
        _ => None,
    }
}

fn misfit(told: &Told, found: &Misfit) -> Finding {
    let whole = quoted(told.text(found.whole));
    let first = found.parts[0];
    if found.parts.len() == 1 {
        return Finding::new(told.span(first), format!("{} is more than {whole}, its whole", quoted(told.text(first))))
            .label("a part")
            .related(Default::default(), told.span(found.whole), "the whole")
            .help("correct the one that is wrong");
    }
    let sum = shown(found.sum, told.quantities[first].value);
    let mut finding = Finding::new(told.span(found.whole), format!("the parts of {whole} add up to {sum}"))
        .label(if found.short { "more than its parts" } else { "less than its parts" });
    for &part in &found.parts {
        finding = finding.related(Default::default(), told.span(part), "a part");
    }
    finding.help("correct the one that is wrong, or say that the parts overlap")
}
