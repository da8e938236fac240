//! A quotation whose source says it otherwise.

use super::quoting::{Quoted, quotations};
use crate::model::{Departure, Difference, Evidence, Finding, Linked, Source, Verdict};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::text::Span;

/// How many further differences a finding lists.
const LISTED: usize = 4;

/// Reports each altered quotation once, at its gravest difference; the others are in a note.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let altered = quotations(linked).filter(|quoted| quoted.support.verdict == Verdict::Altered);
    altered.filter_map(|quoted| finding(&quoted)).collect()
}

fn finding(one: &Quoted) -> Option<Finding> {
    let evidence = one.support.evidence.first()?;
    let (first, others) = evidence.differences.split_first()?;
    let document = &one.linked.document.source;
    let at = around(document, first.ours, one.claim.span);
    let theirs = around(one.linked.source(evidence.source)?, first.theirs, evidence.span);
    let mut finding = Finding::new(at, message(first))
        .label(if first.ours.is_empty() { "something is left out here" } else { "as quoted" })
        .related(evidence.source, theirs, format!("{} has it so", one.name(evidence.entry)));
    finding = one.with_citation(finding, "cited as its source").note(passage(one, evidence));
    if !others.is_empty() {
        finding = finding.note(format!("also: {}", listed(others)));
    }
    Some(finding.help("restore the source's words, or mark what was changed with […] or brackets"))
}

/// What is different, in a line.
fn message(difference: &Difference) -> String {
    let (ours, theirs) = (quoted(&difference.ours_text), quoted(&difference.theirs_text));
    match (difference.kind, difference.ours.is_empty(), difference.theirs.is_empty()) {
        (_, true, _) => format!("quotation drops {theirs} without a mark"),
        (_, _, true) => format!("quotation adds {ours}"),
        (Departure::Order, ..) => "quotation changes the order of its source's words".to_owned(),
        _ => format!("quotation has {}, its source {}", short(&difference.ours_text), short(&difference.theirs_text)),
    }
}

/// A word or two in backticks; the middle of more is left out.
fn short(words: &str) -> String {
    /// The most characters quoted where two texts stand in one message.
    const MOST: usize = 22;
    if words.chars().count() <= MOST {
        return format!("`{words}`");
    }
    let head: String = words.chars().take(MOST - 2).collect();
    format!("`{} …`", head.trim_end())
}

/// `boat` for `ferry`, and so on.
fn listed(others: &[Difference]) -> String {
    let mut parts: Vec<String> = others
        .iter()
        .take(LISTED)
        .map(|one| match (one.ours.is_empty(), one.theirs.is_empty()) {
            (true, _) => format!("{} left out", quoted(&one.theirs_text)),
            (_, true) => format!("{} added", quoted(&one.ours_text)),
            _ => format!("{} for {}", quoted(&one.ours_text), quoted(&one.theirs_text)),
        })
        .collect();
    if others.len() > LISTED {
        parts.push(format!("{} more", others.len() - LISTED));
    }
    parts.join(", ")
}

fn passage(one: &Quoted, evidence: &Evidence) -> String {
    /// How much of a passage is shown, in characters.
    const SHOWN: usize = 300;
    let mut words: String = evidence.text.chars().take(SHOWN).collect();
    if words.len() < evidence.text.len() {
        words.truncate(words.trim_end().len());
        words.push('…');
    }
    format!("{}: “{words}”", one.place(evidence))
}

/// A span; where it is empty, the words on both sides of it, as far as they lie in `home`.
fn around(source: &Source, span: Span, home: Span) -> Span {
    if !span.is_empty() {
        return span;
    }
    let (before, after) = (
        Span { start: home.start.min(span.start), end: span.start },
        Span { start: span.start, end: home.end.max(span.start) },
    );
    let (before, after) = (source.slice(before), source.slice(after));
    let bare = before.trim_end();
    let back = before.len() - bare.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let lead = after.len() - after.trim_start().len();
    let forth = lead + after[lead..].find(char::is_whitespace).unwrap_or(after.len() - lead);
    Span { start: span.start - back as u32, end: span.start + forth as u32 }
}
