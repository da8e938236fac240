//! A quotation whose citation gives no page.

use super::quoting::{Quoted, quotations};
use crate::model::{EntryId, Finding, Form, Linked, Status, Verdict};
use crate::rules::quoted::quoted;
use crate::rules::{CitationStyle, Habitual, Options};

/// Kinds of works that have no pages.
const PAGELESS: &[&str] = &[
    "online", "electronic", "www", "webpage", "misc", "software", "dataset", "video", "movie", "audio", "music",
    "image", "artwork", "performance", "letter", "unpublished",
];

/// Reports quotations without a locator where the manuscript gives one elsewhere, or its style wants one. Where
/// none has one it is said once.
pub fn check(linked: &Linked, options: &Options) -> Vec<Finding> {
    let (mut without, mut with) = (Vec::new(), 0);
    for quoted in quotations(linked) {
        match lacks(&quoted) {
            Some(true) => without.push(quoted),
            Some(false) => with += 1,
            None => {}
        }
    }
    let wanted = match options.style {
        _ if options.locators == Habitual::Always => Some(true),
        CitationStyle::Auto => None,
        CitationStyle::Ieee | CitationStyle::Vancouver => return Vec::new(),
        _ => Some(true),
    };
    let habit = with > 0 || linked.items().any(|(_, _, item)| item.locator.is_some());
    let all = without.len();
    let shown = if wanted.unwrap_or(habit) { all } else { all.min(1) };
    without.into_iter().take(shown).map(|one| finding(&one, if shown < all { all } else { 1 })).collect()
}

/// Whether the citation of a quotation lacks a locator; `None` where it needs none, or is no citation by year.
fn lacks(one: &Quoted) -> Option<bool> {
    let &number = one.support.citations.first()?;
    let citation = &one.linked.citations[number as usize];
    if !matches!(citation.form, Form::Parenthetical | Form::Narrative) {
        return None;
    }
    let links = one.linked.links_of(number as usize);
    let paged = |id: &EntryId| !PAGELESS.contains(&one.linked.entry(*id).kind.as_str());
    let has_pages = links.iter().any(|link| link.status == Status::Linked && link.entries.iter().any(paged));
    let located = one.quotation.placed || citation.items.iter().any(|item| item.locator.is_some());
    has_pages.then_some(!located)
}

fn finding(one: &Quoted, of: usize) -> Finding {
    let message = format!("no page for the quotation {}", quoted(&one.words()));
    let mut finding = Finding::new(one.claim.span, message).label("a reader cannot look it up");
    finding = one.with_citation(finding, "no page here");
    if of > 1 {
        finding = finding.note(format!("none of {of} quotations has one"));
    }
    let found = one.support.evidence.iter().find(|evidence| evidence.verdict == Verdict::Supports);
    match found.filter(|evidence| evidence.page.is_some()) {
        Some(evidence) => finding.note(format!("it stands on {}", one.place(evidence))),
        None => finding,
    }
    .help("add the page, as in `p. 12`; where there are none, the section or paragraph")
}
