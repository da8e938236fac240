//! A letter after the year that belongs to no entry.

use crate::model::{Finding, Linked, Match, Severity, Status};
use crate::rules::Options;

/// Reports each place: an error among lettered works, a warning where the one work needs no letter.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    linked
        .items()
        .filter(|(link, ..)| link.status == Status::Mismatch)
        .filter_map(|(link, citation, item)| {
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
            // One entry alone can be meant; of several, only the author knows which.
            let to = match (link.how, link.entries.as_slice()) {
                (Match::NeedlessSuffix, [_]) => Some(year.text.as_str()),
                (_, &[one]) => link.letter(one),
                _ => None,
            };
            let from = linked.document.words_at(citation, year.span);
            let edit = from.zip(to).and_then(|(from, to)| linked.document.rewrite(citation, year.span, &from, to));
            let title = format!("write `{}`", to.unwrap_or_default());
            Some(finding.unsafe_fix(title, edit).help(match link.how {
                Match::NeedlessSuffix => format!("write `{}`, or add the other entry of that year", year.text),
                _ => "correct the letter, or add the entry".to_owned(),
            }))
        })
        .collect()
}
