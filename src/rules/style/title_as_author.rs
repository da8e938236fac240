//! A title where the author belongs.

use crate::model::{CiteItem, Entry, Finding, Form, Link, Linked, Match};
use crate::rules::Options;
use crate::rules::quoted::quoted;
use crate::text::fold;

/// The fewest letters of a title that cannot be a name.
const TITLE: usize = 12;

/// Reports each item that names its work by the title, although the entry has an author.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (link, citation, item) in linked.items() {
        let Some(&id) = link.entries.first() else { continue };
        let entry = linked.entry(id);
        // A note names the title beside the author.
        let beside = citation.form == Form::Note && !item.authors.is_empty();
        if beside || !is_titled(link, item, entry) {
            continue;
        }
        let span = if citation.items.len() == 1 { citation.span } else { item.span };
        let words = item.literal.as_deref().unwrap_or(&item.text);
        findings.push(
            Finding::new(span, format!("a title stands for the author: {}", quoted(words)))
                .label("this is the title of the work")
                .related(linked.source_of(id), entry.key_span, entry.label())
                .help(format!("cite it by its author: `{}`", entry.label())),
        );
    }
    findings
}

/// Whether the words before the year are the title, with or without a site or newspaper behind it.
fn is_titled(link: &Link, item: &CiteItem, entry: &Entry) -> bool {
    let exact = link.how == Match::Exact && link.entries.len() == 1 && !entry.names().is_empty();
    let begins = || item.literal.as_deref().and_then(|words| behind(words, &entry.title));
    let parted = |rest: &str| rest.is_empty() || rest.starts_with(['|', '–', '—', '-', '·', ':']);
    link.how == Match::Title || exact && begins().is_some_and(|rest| parted(rest.trim_start()))
}

/// What stands behind a title in `words`, where they begin with it.
fn behind<'w>(words: &'w str, title: &str) -> Option<&'w str> {
    let title = fold::key(title);
    if title.len() < TITLE || !fold::key(words).starts_with(&title) {
        return None;
    }
    let mut seen = 0;
    let end = words.char_indices().find(|&(_, c)| {
        let done = seen >= title.len();
        seen += fold::key(c.encode_utf8(&mut [0; 4])).len();
        done
    });
    Some(end.map_or("", |(at, _)| &words[at..]).trim_start_matches(['”', '"', '’', '.', ',']))
}
