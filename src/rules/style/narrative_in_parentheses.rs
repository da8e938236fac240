//! A citation in brackets that the sentence needs as a word.

use super::need::{governor, is_subject};
use crate::model::{Citation, CiteItem, Delimited, Document, Finding, Form, Link, Linked, Match, Person};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// How far back the words before a citation are read, in bytes.
const REACH: usize = 400;

/// Reports each citation in brackets that a preposition governs, or that a verb has for its subject.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let document = &linked.document;
    let bracketed = linked.citations.iter().enumerate().filter(|(_, citation)| {
        citation.form == Form::Parenthetical && citation.delimited == Delimited::Whole && citation.text.starts_with('(')
    });
    bracketed
        .filter_map(|(number, citation)| {
            let len = needed(document, citation)?;
            let help = match (&citation.items[..], linked.links_of(number)) {
                ([item], [link]) if item.locator.is_none() && item.year.is_some() && !item.authors.is_empty() => {
                    format!("take the name out of the brackets: `{}`", narrative(linked, link, item))
                }
                _ => "take the names out of the brackets and leave the years in them".to_owned(),
            };
            let words = quoted(citation.text.trim_matches(['(', ')']));
            let message = format!("{words} is in brackets, but the sentence needs it");
            let finding = Finding::new(document.span_from(citation, len), message).help(help);
            Some(finding.label("leave it out, and the sentence has a gap"))
        })
        .collect()
}

/// Whether the sentence needs the citation, and how many bytes before it show that.
fn needed(document: &Document, citation: &Citation) -> Option<usize> {
    let whole = document.lead(citation);
    let mut start = whole.len().saturating_sub(REACH);
    while !whole.is_char_boundary(start) {
        start += 1;
    }
    let near = &whole[start..];
    let lead = near.trim_end();
    // Inside another pair of brackets stands an aside, which is no sentence.
    let count = |open, square| near.bytes().filter(|&byte| byte == open || byte == square).count();
    if count(b'(', b'[') > count(b')', b']') {
        return None;
    }
    // "Oscheius sp. (Holland, 2021) showed": no sentence ends there.
    let before = document.before(citation).trim_end();
    let word = before.trim_end_matches('.').rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if lead.is_empty() && before.ends_with('.') && word.chars().count() <= 3 {
        return None;
    }
    let governed = governor(lead).map(|len| len + near.len() - lead.len());
    governed.or_else(|| is_subject(lead, document.after(citation)).then_some(0))
}

/// The item with its names in the sentence: `Holland and Rubin (2021a)`.
fn narrative(linked: &Linked, link: &Link, item: &CiteItem) -> String {
    let person = link.entries.first().and_then(|&id| linked.entry(id).names().first());
    let names = match &item.authors[..] {
        [_] if link.how == Match::GivenName => person.map(Person::family_name).unwrap_or_default(),
        [one] if !item.et_al => one.family.clone(),
        [one, two] if !item.et_al => format!("{} and {}", one.family, two.family),
        [one, ..] => format!("{} et al.", one.family),
        [] => String::new(),
    };
    let year = item.year.iter().map(|year| format!(" ({}{})", year.text, year.suffix.as_deref().unwrap_or("")));
    names + &year.collect::<String>()
}
