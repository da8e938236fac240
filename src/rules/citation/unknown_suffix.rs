//! A letter after the year that belongs to no entry.

use crate::model::{Finding, Linked, Match, Severity, Status};
use crate::rules::Options;

/// Reports each place: an error among lettered works, a warning where the one work needs no letter.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    linked
        .items()
        .filter(|(link, ..)| link.status == Status::Mismatch)
        .filter_map(|(link, _, item)| {
            let year = item.year.as_ref()?;
            let letter = year.suffix.as_deref()?;
            let (message, severity) = match link.how {
                Match::UnknownSuffix => {
                    (format!("no `{}{letter}` among the entries of this name", year.text), Severity::Error)
                }
                Match::NeedlessSuffix => {
                    (format!("the letter of `{}{letter}` tells nothing apart", year.text), Severity::Warning)
                }
                _ => return None,
            };
            let mut finding =
                Finding::new(item.span, message).severity(severity).label(format!("cited with `{letter}`"));
            for &id in &link.entries {
                let entry = linked.entry(id);
                let shown = link.letter(id).map_or_else(|| entry.label(), |letter| format!("cited as {letter}"));
                finding = finding.related(linked.source_of(id), entry.key_span, shown);
            }
            Some(finding.help(match link.how {
                Match::NeedlessSuffix => format!("write `{}`, or add the other entry of that year", year.text),
                _ => "correct the letter, or add the entry".to_owned(),
            }))
        })
        .collect()
}
