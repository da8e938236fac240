//! Numbers that do not count on in the order in which works are first cited.

use std::collections::BTreeSet;

use crate::model::{Finding, Form, Linked};
use crate::rules::Options;

/// Reports each number that is cited before a smaller one was.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let numeric = linked.citations.iter().filter(|citation| citation.form == Form::Numeric);
    let mut ahead: BTreeSet<u32> = BTreeSet::new();
    let mut next = 1;
    let mut findings = Vec::new();
    for item in numeric.flat_map(|citation| &citation.items) {
        let Some(number) = item.number.filter(|&number| number >= next && ahead.insert(number)) else { continue };
        if number > next {
            let skipped = match number - next {
                1 => format!("`[{next}]`"),
                _ => format!("`[{next}]` to `[{}]`", number - 1),
            };
            let open = (next..number).filter(|one| !ahead.contains(one)).count();
            if open > 0 {
                findings.push(
                    Finding::new(item.span, format!("`[{number}]` is cited before {skipped}"))
                        .label("a work gets the next number where it is first cited")
                        .help("number the works in the order of their first citation"),
                );
            }
        }
        // What comes later in its turn is no fault of its own.
        while ahead.remove(&next) {
            next += 1;
        }
    }
    findings
}
