//! A citation whose parts are there, but not in their order.

use crate::model::{CiteItem, Finding, Linked, Status};
use crate::rules::Options;
use crate::rules::quoted::{cited, quoted};

/// Reports each item whose date stands before its names.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let odd = linked.items().filter(|(link, _, item)| link.status != Status::Ignored && date_first(item));
    odd.map(|(_, _, item)| {
        let year = item.year.as_ref().map_or("", |year| year.text.as_str());
        let names = item.authors.first().map(|name| name.family.as_str()).or(item.literal.as_deref()).unwrap_or("");
        Finding::new(item.span, format!("the date stands before the name in {}", cited(&item.text)))
            .help(format!("name first, then the year: {}", quoted(&format!("{names}, {year}"))))
    })
    .collect()
}

/// Whether the year of an item stands before its names, or before the words in their place.
pub(super) fn date_first(item: &CiteItem) -> bool {
    let Some(year) = item.year.as_ref().filter(|_| !item.continues) else { return false };
    match (item.authors.first(), item.literal.as_deref()) {
        (Some(name), _) => year.span.start < name.span.start,
        (None, Some(literal)) => {
            let place = |part: &str| item.text.find(part);
            place(&year.text).zip(place(literal)).is_some_and(|(year, literal)| year < literal)
        }
        (None, None) => false,
    }
}
