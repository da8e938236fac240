//! An ignore comment that hides nothing.

use crate::model::{Edit, Fate, Finding, SourceId, Suppression};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each rule that a comment names in vain.
pub fn check(suppressions: &[Suppression], _: &Options) -> Vec<Finding> {
    suppressions.iter().filter_map(finding).collect()
}

fn finding(one: &Suppression) -> Option<Finding> {
    let text = quoted(&one.text);
    let at = |message: String| Finding::new(one.span, message);
    let edit = one.cut.map(|span| Edit { source: SourceId::DOCUMENT, span, text: String::new() });
    Some(match &one.fate {
        Fate::Hid => return None,
        Fate::HidNothing => {
            at(format!("ignoring {text} hides nothing")).help("remove it").fix(format!("remove {text}"), edit)
        }
        Fate::OutOfReach => at(format!("ignoring {text} hides nothing"))
            .note("what this rule finds lies in a bibliography, where no comment of a manuscript reaches")
            .help("leave the rule out by `--ignore`, or in the configuration"),
        Fate::UnknownRule(nearest) => {
            let found = at(format!("there is no rule {text} to ignore"));
            match nearest.as_slice() {
                [] => found,
                [one] => found.help(format!("write `{one}`")),
                several => found.help(format!("near: {}", several.join(", "))),
            }
        }
        Fate::NoRule => {
            at("this comment names no rule, and hides nothing".to_owned()).help("name the rules: `pincite-ignore C001`")
        }
        Fate::EndsNothing => {
            at(format!("{text} ends what was never begun")).help("remove it").fix(format!("remove {text}"), edit)
        }
    })
}
