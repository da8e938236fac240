//! More participants are stated than are ever quoted.

use std::collections::BTreeSet;

use super::id::{self, Id};
use super::stated;
use crate::model::{BlockKind, Finding, Linked};
use crate::rules::Options;
use crate::text::needles::Needles;

/// Beyond this number nobody expects each participant to be quoted.
const MOST: u32 = 30;

/// Said once, on the stated number. A participant who is named by id outside a citation counts as heard.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let quoted = id::quoted(linked);
    let Some(&(Id { series, .. }, _)) = quoted.first() else { return Vec::new() };
    if quoted.iter().any(|(id, _)| id.series != series || !id.is_person()) {
        return Vec::new();
    }
    let numbers: BTreeSet<u32> = quoted.iter().map(|(id, _)| id.number).collect();
    let highest = numbers.last().copied().unwrap_or(0);
    let stated = stated::stated(&linked.document);
    let fits = || stated.iter().filter(|one| (highest..=MOST).contains(&one.number));
    let Some(total) = fits().find(|one| one.interviews).or_else(|| fits().next()) else { return Vec::new() };
    let written = quoted[0].0.text;
    let name = |number: u32| match written.contains(' ') {
        true => format!("{series} {number}"),
        false => format!("{series}{number}"),
    };
    let silent: Vec<String> = (1..=total.number).filter(|number| !numbers.contains(number)).map(name).collect();
    let silent = unheard(linked, silent);
    if numbers.len() < 2 || silent.is_empty() {
        return Vec::new();
    }
    let heard: Vec<String> = numbers.iter().copied().map(name).collect();
    vec![
        Finding::new(total.span, format!("`{}`, and only {} are quoted", total.text, heard.len()))
            .label(format!("{} are never quoted", silent.len()))
            .note(format!("quoted: {}", heard.join(", ")))
            .note(format!("never quoted: {}", silent.join(", ")))
            .help("say why some are not quoted, or correct the number"),
    ]
}

/// The ids that stand nowhere in the running text.
fn unheard(linked: &Linked, ids: Vec<String>) -> Vec<String> {
    let document = &linked.document;
    let needles = Needles::new(ids.iter().map(String::as_str));
    let mut heard = vec![false; ids.len()];
    for block in document.block_ids() {
        if matches!(document.block(block).kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
            needles.find(document.block_text(block)).for_each(|(id, _)| heard[id] = true);
        }
    }
    ids.into_iter().zip(heard).filter(|(_, heard)| !heard).map(|(id, _)| id).collect()
}
