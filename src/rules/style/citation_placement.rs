//! A citation outside the sentence it belongs to, or stuck to the word before it.

use crate::model::{BlockKind, Citation, Document, Finding, Form, Linked};
use crate::rules::Options;
use crate::rules::habit::Habit;
use crate::rules::quoted::quoted;

/// Where a citation stands amiss.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    AfterStop,
    Stuck,
}

/// Reports each citation amiss, save where most stand so: then that is how the text was laid out.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let seen: Vec<(&Citation, Option<Place>)> = linked
        .citations
        .iter()
        .filter(|citation| citation.form != Form::Narrative && citation.text.starts_with(['(', '[']))
        .filter(|citation| matches!(document.kind_of(citation.sentence), BlockKind::Paragraph | BlockKind::Item))
        .map(|citation| (citation, place(document, citation)))
        .collect();
    let mostly = |place| seen.iter().map(|&(_, at)| at == Some(place)).collect::<Habit>().mostly();
    let layout = [Place::AfterStop, Place::Stuck].map(mostly);
    let mut findings = Vec::new();
    for (citation, place) in seen {
        let Some(place) = place.filter(|&place| !layout[place as usize]) else { continue };
        let (fault, help) = match place {
            Place::AfterStop => ("stands after the full stop", "put it before the stop of the sentence it supports"),
            Place::Stuck => ("has no blank before it", "set a blank before the bracket"),
        };
        let message = format!("citation {} {fault}", quoted(&citation.text));
        findings.push(Finding::new(citation.span, message).help(help));
    }
    findings
}

fn place(document: &Document, citation: &Citation) -> Option<Place> {
    let before = document.before(citation);
    // Keys may be printed as small figures, which have no blank before them.
    if citation.form != Form::Key && before.ends_with(|c: char| c.is_alphanumeric()) {
        return Some(Place::Stuck);
    }
    let words = before.trim_end().strip_suffix('.')?;
    if !document.lead(citation).trim().is_empty() || document.holds_sentence(citation) {
        return None;
    }
    let after = document.after(citation);
    let rest = after.trim_start_matches(['.', ' ']);
    // A block quotation ends with its stop, and the page it was taken from stands behind it (APA 8.27).
    let quotation = citation.items.iter().any(|item| item.locator.is_some());
    // "45 min. (Zhang, 2014)." may be no end of a sentence.
    let short = words.rsplit(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| word.chars().count() <= 3);
    let ends = rest.is_empty() || rest.starts_with(char::is_uppercase);
    (ends && !quotation && !(short && after.starts_with('.'))).then_some(Place::AfterStop)
}
