//! "as cited in": the work that was read must be the one with an entry.

use super::missing_reference::work;
use crate::model::{CiteItem, Finding, Linked, Status};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Words before a work through which another, unnamed here, is cited: "Holland (as cited in Ito, 2019)".
const THROUGH: &[&str] = &["cited in", "quoted in", "qtd. in", "cited by", "quoted by", "cited from"];

/// Reports each work that is cited through another.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut unread: Option<&CiteItem> = None;
    for (link, _, item) in linked.items() {
        if item.secondary {
            unread = Some(item);
            continue;
        }
        if lists(item) {
            unread = None;
            continue;
        }
        if unread.is_none() && !through(item) {
            continue;
        }
        let read = work(item);
        let entry = match link.status {
            Status::Linked | Status::Ambiguous | Status::Mismatch => link.entries.first(),
            _ => None,
        };
        let finding = match unread.take() {
            Some(other) => {
                Finding::new(other.span, format!("{} is cited through {}", quoted(&work(other)), quoted(&read)))
                    .label("not read itself")
            }
            None => Finding::new(item.span, format!("a work is cited through {}", quoted(&read)))
                .label("read in place of another"),
        };
        let finding = finding.help("read the work itself and cite it, where it can be had");
        findings.push(match entry {
            Some(&id) => {
                let key = linked.entry(id).key_span;
                finding.related(linked.source_of(id), key, "the work that was read has an entry, as it should")
            }
            None => finding.note(format!("it is {} that wants an entry", quoted(&read))),
        });
    }
    findings
}

fn prefix(item: &CiteItem) -> String {
    item.prefix.as_deref().map(str::to_ascii_lowercase).unwrap_or_default()
}

fn through(item: &CiteItem) -> bool {
    let prefix = prefix(item);
    THROUGH.iter().any(|words| prefix.contains(words))
}

/// "and references cited in": the work is a list of others.
fn lists(item: &CiteItem) -> bool {
    const LISTS: &[&str] = &["works", "references", "literature", "studies", "sources", "those", "papers", "authors"];
    let prefix = prefix(item);
    let before = prefix.split("cited in").next().unwrap_or_default().trim_end();
    before.len() < prefix.len() && LISTS.iter().any(|word| before.ends_with(word))
}
