//! One citation that fits several entries.

use crate::model::{Finding, Linked, Status};
use crate::rules::Options;

/// How many of the entries are shown.
const SHOWN: usize = 6;

/// Reports each place, with all the entries it fits.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    linked
        .items()
        .filter(|(link, ..)| link.status == Status::Ambiguous)
        .map(|(link, _, item)| {
            let count = link.entries.len();
            let lettered = item.year.as_ref().is_some_and(|year| year.suffix.is_some());
            let mut finding =
                Finding::new(item.span, format!("citation `{}` matches {count} entries", super::short(&item.text)))
                    .label(if lettered { "the letter does not tell them apart" } else { "no letter after the year" });
            let mut forms = Vec::new();
            for &id in link.entries.iter().take(SHOWN) {
                let entry = linked.entry(id);
                let letter = link.letter(id);
                let shown = letter.map_or_else(|| entry.label(), |letter| format!("cited as {letter}"));
                finding = finding.related(linked.source_of(id), entry.key_span, shown);
                if let (Some(letter), Some(year), false) = (letter, &item.year, lettered) {
                    forms.push(format!("`{}`", item.text.replacen(&year.text, letter, 1)));
                }
            }
            let help = match forms.as_slice() {
                [some @ .., last] if forms.len() == count && count > 1 => {
                    format!("write {} or {last}; only the author knows which", some.join(", "))
                }
                _ => "say which is meant: by a letter after the year, initials, or more of the names".to_owned(),
            };
            finding.help(help)
        })
        .collect()
}
