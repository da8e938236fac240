//! `&` where the rest writes “and”, and the reverse.

use crate::model::{Citation, CiteItem, Conjunction, Edit, Finding, Form, Link, Linked, Status};
use crate::rules::habit::Habit;
use crate::rules::joined;
use crate::rules::quoted::cited;
use crate::rules::{CitationStyle, Options};

/// How many citations must show a habit.
const LEAST: usize = 2;

/// Reports the odd ones, those in brackets and those in the sentence each by their own habit:
/// many styles want `&` in the one and “and” in the other.
pub fn check(linked: &Linked, options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for form in [Form::Parenthetical, Form::Narrative] {
        let joined: Vec<(&Citation, &CiteItem, bool)> = linked
            .items()
            .filter(|(link, citation, item)| citation.form == form && !item.continues && joins(linked, link, item))
            .filter_map(|(_, citation, item)| Some((citation, item, item.conjunction? == Conjunction::Ampersand)))
            .collect();
        let habit: Habit = joined.iter().map(|&(.., ampersand)| ampersand).collect();
        let place = if form == Form::Narrative { "in the sentence" } else { "in brackets" };
        let (wanted, note) = match options.style {
            CitationStyle::Apa => (Some(form == Form::Parenthetical), format!("the style wants the other {place}")),
            CitationStyle::Chicago => (Some(false), "the style writes “and” everywhere".to_owned()),
            _ => {
                let does = if habit.mostly() { "write `&`" } else { "write “and”" };
                (habit.usual(LEAST, 2), format!("{} citations {place} {does}", habit.share()))
            }
        };
        let Some(wanted) = wanted else { continue };
        let word = joined::word(linked, form);
        let to = if wanted { Some("&") } else { word.as_deref() };
        for (citation, item, _) in joined.into_iter().filter(|(.., ampersand)| *ampersand != wanted) {
            let (has, rest) = if wanted { ("“and”", "`&`") } else { ("`&`", "“and”") };
            findings.push(
                Finding::new(item.span, format!("{has} for {rest} in {}", cited(&item.text)))
                    .note(note.clone())
                    .help(format!("join the names with {rest}"))
                    .fix(format!("write {rest}"), to.and_then(|to| edit(linked, citation, item, to))),
            );
        }
    }
    findings
}

fn edit(linked: &Linked, citation: &Citation, item: &CiteItem, to: &str) -> Option<Edit> {
    let (span, word) = joined::conjunction(linked, citation, item)?;
    linked.document.rewrite(citation, span, &word, to)
}

/// Whether the conjunction joins persons: the name of one organisation may hold one of its own.
fn joins(linked: &Linked, link: &Link, item: &CiteItem) -> bool {
    link.status != Status::Ignored
        && item.authors.len() >= 2
        && link.entries.iter().all(|&id| linked.entry(id).names().len() != 1)
}
