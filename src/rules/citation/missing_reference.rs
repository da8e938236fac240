//! A citation with no entry.

use std::collections::HashMap;

use crate::model::{CiteItem, Finding, Form, Linked, Severity, Status};
use crate::rules::Options;
use crate::text::fold;

/// Reports each place; the first of several for one work says how often it is cited.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    if linked.libraries.is_empty() {
        return Vec::new();
    }
    let searched = format!("not in {}", linked.searched());
    let missing: Vec<_> =
        linked.items().filter(|(link, _, item)| link.status == Status::Missing && item.number.is_none()).collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (_, _, item) in &missing {
        *places.entry(work(item)).or_default() += 1;
    }
    let mut findings = Vec::with_capacity(missing.len());
    for (link, citation, item) in missing {
        let message = match citation.form {
            Form::Key => {
                format!("no entry for the key `{}`", super::cut(item.key.as_deref().unwrap_or(&item.text), 54))
            }
            _ => format!("no entry for `{}`", super::cut(&work(item), 64)),
        };
        let mut finding = Finding::new(item.span, message)
            .label("cited here")
            .note(searched.as_str())
            .help("add an entry, or correct the citation");
        if citation.form == Form::Note {
            // A full note tells a reader the whole work; what is missing is only its entry.
            finding = finding.severity(Severity::Warning);
        }
        if let Some(id) = participant(item) {
            let doubt = format!("`{id}` reads like a participant's id, and the text speaks of no interview");
            finding = finding.severity(Severity::Info).note(doubt);
        }
        for &id in &link.nearest {
            let entry = linked.entry(id);
            let first = item.authors.first().map(|name| fold::key(&name.family));
            let among = entry.names().iter().skip(1).any(|person| Some(fold::key(&person.family)) == first);
            let shown = if among {
                format!("a further author of {}", entry.label())
            } else {
                format!("near: {}", entry.label())
            };
            finding = finding.related(linked.source_of(id), entry.key_span, shown);
        }
        // Removed as it is told, so that only the first place tells it.
        if let Some(times @ 2..) = places.remove(&work(item)) {
            finding = finding.note(format!("cited {times} times"));
        }
        findings.push(finding);
    }
    findings
}

/// The name of an item that may be a participant's id: `P4`.
fn participant(item: &CiteItem) -> Option<&str> {
    let [only] = item.authors.as_slice() else { return None };
    let digits = only.family.strip_prefix(['P', 'R', 'I'])?;
    let id = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    id.then_some(only.family.as_str())
}

/// How a reader would name the cited work: `Fair, 2014`.
pub(super) fn work(item: &CiteItem) -> String {
    if let Some(key) = &item.key {
        return key.clone();
    }
    let mut told = String::with_capacity(item.text.len() + 8);
    match item.authors.as_slice() {
        [] => told.push_str(item.literal.as_ref().unwrap_or(&item.text)),
        [one] => told.push_str(&one.family),
        [one, two] => told.extend([&one.family, " & ", &two.family]),
        [one, ..] => told.extend([&one.family, " et al."]),
    }
    if item.et_al && !told.ends_with("et al.") {
        told.push_str(" et al.");
    }
    if let Some(year) = &item.year {
        told.extend([", ", &year.text, year.suffix.as_deref().unwrap_or("")]);
    }
    told
}
