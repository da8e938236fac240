//! One quantity, two values.

use super::counted::Counts;
use super::measured::{Conflict, Measures};
use super::told;
use crate::model::{Finding, Linked, Severity};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// One finding a later value, with the earlier one beside it.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let (mut measures, mut counts) = (Measures::default(), Counts::default());
    let mut conflicts = Vec::new();
    for told in told::sentences(linked) {
        conflicts.extend(measures.read(&told));
        conflicts.extend(counts.read(&told));
    }
    conflicts.iter().map(tell).collect()
}

fn tell(conflict: &Conflict) -> Finding {
    let (later, earlier) = (quoted(conflict.later.1), quoted(conflict.earlier.1));
    let finding = match conflict.own {
        true => Finding::new(conflict.later.0.span, format!("{later} here, {earlier} before"))
            .label("which of the two?")
            .severity(Severity::Error),
        false => {
            Finding::new(conflict.later.0.span, format!("the {} has {later} here, {earlier} before", conflict.thing))
                .label("which of the two?")
        }
    };
    finding
        .related(Default::default(), conflict.earlier.0.span, "the earlier figure")
        .help("use one figure, or say why the two differ")
}
