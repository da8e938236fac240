//! One work under two keys.

use super::quoted;
use super::works::{self, Group, How};
use crate::model::{Entry, Finding, Library, Naming, Severity, SourceId, Usage};
use crate::rules::Options;

/// How many further entries of one work are shown.
const SHOWN: usize = 3;

/// Reports each work that has several entries: by DOI, or by title, authors and year.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    works::groups(library).iter().map(|group| tell(library, group)).collect()
}

fn tell(library: &Library, group: &Group) -> Finding {
    let entry = |at: usize| &library.entries[at];
    let [first, second, more @ ..] = &group.entries[..] else { return Finding::default() };
    let (one, other) = (entry(*first), entry(*second));
    let keys = format!("{} and {}", quoted(&one.key), quoted(&other.key));
    let others = match more.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (message, label) = match group.how {
        How::Doi => (format!("{keys}{others} have one DOI"), "the same work again"),
        How::DoiOfAnother => {
            (format!("{keys}{others} have one DOI and other titles"), "one of them has the DOI of the other")
        }
        How::Title => (format!("{keys}{others} are one work"), "the same title, names and year again"),
        How::Versions => (format!("{keys}{others} may be one work"), "perhaps before and after its publication"),
    };
    let at = |entry: &Entry| match group.how {
        How::Doi | How::DoiOfAnother => entry.field("doi").map_or(entry.key_span, |field| field.span),
        How::Title | How::Versions => entry.key_span,
    };
    let mut finding = Finding::at(SourceId::DOCUMENT, at(other), message)
        .label(format!("{label}: {}", other.label()))
        .related(SourceId::DOCUMENT, at(one), format!("first here: {}", one.label()));
    for &further in more.iter().take(SHOWN) {
        finding = finding.related(SourceId::DOCUMENT, at(entry(further)), "and here");
    }
    let sure = match group.how {
        How::Doi | How::DoiOfAnother => true,
        How::Title => library.naming() != Naming::Inferred,
        How::Versions => false,
    };
    if sure { finding } else { finding.severity(Severity::Info) }
}
