//! A participant's number is higher than the number of participants.

use super::{id, stated};
use crate::model::{Finding, Linked, SourceId};
use crate::rules::Options;

/// Reports each participant beyond the highest number that the text states.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let quoted = id::quoted(linked);
    if quoted.is_empty() {
        return Vec::new();
    }
    let stated = stated::stated(&linked.document);
    let Some(most) = stated.iter().map(|one| one.number).max() else { return Vec::new() };
    let Some(total) = stated.iter().find(|one| one.number == most) else { return Vec::new() };
    let beyond = quoted.into_iter().filter(|(id, _)| id.is_person() && id.number > most);
    beyond
        .map(|(id, item)| {
            Finding::new(item.span, format!("`{}` is quoted, and the text states `{}`", id.text, total.text))
                .label(format!("no participant of {most}"))
                .related(SourceId::DOCUMENT, total.span, "as many as these")
                .help("correct the id, or the number")
        })
        .collect()
}
