//! Citations in brackets of their own, one after the other.

use crate::model::{Citation, Delimited, Document, Finding, Form, Linked};
use crate::rules::Options;

/// The longest group that a help writes out, in characters.
const MOST: usize = 160;

/// Reports each run of citations that nothing but a mark or "and" parts; one finding a run.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let mut findings = Vec::new();
    let mut run: &[Citation] = &[];
    for at in 0..linked.citations.len() {
        let start = at - run.len();
        run = match run.last() {
            Some(last) if adjoins(document, last, &linked.citations[at]) => &linked.citations[start..=at],
            _ => {
                findings.extend(finding(document, run));
                &linked.citations[at..=at]
            }
        };
    }
    findings.extend(finding(document, run));
    findings
}

/// Whether one citation follows another as if they were one group.
fn adjoins(document: &Document, first: &Citation, second: &Citation) -> bool {
    let kinds = bracket(first).is_some() && bracket(first) == bracket(second);
    kinds
        && document.between(first, second).is_some_and(|between| {
            let words = between.trim().trim_matches([',', ';']).trim();
            between.len() <= 8 && matches!(words, "" | "and" | "&")
        })
}

/// The opening bracket of a whole citation that stands in brackets altogether.
fn bracket(citation: &Citation) -> Option<char> {
    let whole = citation.form != Form::Narrative && citation.delimited == Delimited::Whole;
    citation.text.chars().next().filter(|c| whole && matches!(c, '(' | '['))
}

fn finding(document: &Document, run: &[Citation]) -> Option<Finding> {
    let [first, .., last] = run else { return None };
    let inner = |citation: &Citation| citation.text[1..citation.text.len() - 1].trim().to_owned();
    let close = if bracket(first) == Some('[') { "]" } else { ")" };
    let open = &first.text[..1];
    let words = run.iter().map(inner).collect::<Vec<_>>().join("; ");
    let help = if words.chars().count() <= MOST {
        format!("write one group: `{open}{words}{close}`")
    } else {
        let head = run.iter().take(3).map(inner).collect::<Vec<_>>().join("; ");
        format!("write one group: `{open}{head}; …{close}`")
    };
    let message = format!("{} citations side by side, each in brackets of its own", run.len());
    Some(Finding::new(document.span_over(first, last), message).help(help))
}
