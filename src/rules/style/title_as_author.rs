//! A title where the author belongs.

use crate::model::{Finding, Linked, Match};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each item that names its work by the title, although the entry has an author.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let titled = linked.items().filter(|(link, ..)| link.how == Match::Title);
    titled
        .filter_map(|(link, _, item)| {
            let id = *link.entries.first()?;
            let entry = linked.entry(id);
            Some(
                Finding::new(item.span, format!("a title stands for the author in {}", quoted(&item.text)))
                    .label("this is the title of the work")
                    .related(linked.source_of(id), entry.key_span, entry.label())
                    .help(format!("cite it by its author: `{}`", entry.label())),
            )
        })
        .collect()
}
