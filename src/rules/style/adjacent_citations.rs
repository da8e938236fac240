//! Citations in brackets of their own, one after the other.

use std::ops::Range;

use crate::model::{Citation, Delimited, Document, Edit, Finding, Form, Linked};
use crate::rules::Options;
use crate::rules::habit::Habit;
use crate::text::Span;

/// The longest group that a help writes out, in characters.
const MOST: usize = 160;

/// Reports each run of citations that nothing but a mark or "and" parts; one finding a run.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let mark = mark(linked);
    let pairs = linked.citations.windows(2).map(|pair| adjoins(document, &pair[0], &pair[1]));
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in pairs.enumerate().filter(|(_, adjoins)| *adjoins) {
        match runs.last_mut().filter(|run| run.end == at + 1) {
            Some(run) => run.end = at + 2,
            None => runs.push(at..at + 2),
        }
    }
    // `[1], [2]` is right in some numbered styles: a slip only where most numbers share their brackets.
    let numbers = |run: &Range<usize>| linked.citations[run.start].form == Form::Numeric;
    let shared = linked.citations.iter().filter(|one| one.form == Form::Numeric && one.items.len() > 1).count();
    let apart = runs.iter().filter(|run| numbers(run)).count();
    let told = runs.into_iter().filter(|run| !numbers(run) || shared > apart);
    told.map(|run| finding(linked, &linked.citations[run.clone()], run.start, &mark)).collect()
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

/// What parts the works of one group in this document, by form: a semicolon where it does not do otherwise.
fn mark(linked: &Linked) -> impl Fn(Form) -> &'static str {
    let groups = linked.citations.iter().filter(|citation| citation.form == Form::Parenthetical);
    let habit: Habit = groups
        .filter_map(|citation| {
            let (first, second) = (citation.items.first()?, citation.items.get(1).filter(|item| !item.continues)?);
            let between = Span { start: first.span.end, end: second.span.start.max(first.span.end) };
            let between = linked.document.words_at(citation, between)?;
            Some(between.trim_start().starts_with(','))
        })
        .collect();
    let comma = habit.mostly();
    move |form| match form {
        Form::Numeric => ", ",
        Form::Parenthetical if comma => ", ",
        _ => "; ",
    }
}

/// The edits that make one group of a run, and whether they are safe: a word that opens the first group would
/// speak of all, an "and" between groups is a word of the text, and in brackets of its own the run may be meant.
fn edits(linked: &Linked, run: &[Citation], first: usize, mark: &str) -> Option<(Vec<Edit>, bool)> {
    let links = || (first..first + run.len()).flat_map(|number| linked.links_of(number));
    let entries: Vec<_> = links().flat_map(|link| &link.entries).collect();
    // Which of two that are alike is to go, the group does not say.
    if entries.iter().enumerate().any(|(at, id)| entries[..at].contains(id)) {
        return None;
    }
    let mut safe = !run.iter().any(|citation| citation.items.first().is_some_and(|item| item.prefix.is_some()));
    let (before, after) = (linked.document.before(run.first()?), linked.document.after(run.last()?));
    safe &= !before.ends_with('(') && !after.starts_with(')');
    let mut edits = Vec::new();
    for pair in run.windows(2) {
        let [one, next] = pair else { continue };
        let between = linked.document.between(one, next)?;
        safe &= !between.contains(|c: char| c.is_alphabetic() || c == '&');
        let (close, open) = (&one.text[one.text.len() - 1..], &next.text[..1]);
        let span = Span { start: one.span.end - 1, end: next.span.start + 1 };
        let from = format!("{close}{between}{open}");
        edits.push(linked.document.rewrite_between(one, next, span, &from, mark)?);
    }
    Some((edits, safe))
}

fn finding(linked: &Linked, run: &[Citation], at: usize, mark: impl Fn(Form) -> &'static str) -> Finding {
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let document = &linked.document;
    // Behind a page a comma would not part two works.
    let pages = run.iter().flat_map(|citation| &citation.items).any(|item| item.locator.is_some());
    let mark = if pages { "; " } else { mark(first.form) };
    let inner = |citation: &Citation| citation.text[1..citation.text.len() - 1].trim().to_owned();
    let close = if bracket(first) == Some('[') { "]" } else { ")" };
    let open = &first.text[..1];
    let words = run.iter().map(inner).collect::<Vec<_>>().join(mark);
    let help = if words.chars().count() <= MOST {
        format!("write one group: `{open}{words}{close}`")
    } else {
        let head = run.iter().take(3).map(inner).collect::<Vec<_>>().join(mark);
        format!("write one group: `{open}{head}{mark}…{close}`")
    };
    let message = format!("{} citations side by side, each in brackets of its own", run.len());
    let finding = Finding::new(document.span_over(first, last), message).help(help);
    match edits(linked, run, at, mark) {
        Some((edits, true)) => finding.fix("write one group", edits),
        Some((edits, false)) => finding.unsafe_fix("write one group", edits),
        None => finding,
    }
}
