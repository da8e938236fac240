//! The order of works within a group.

use crate::model::{Citation, CiteItem, Finding, Form, Linked, Name, SourceId};
use crate::rules::habit::Habit;
use crate::rules::quoted::cited;
use crate::rules::{CitationStyle, ItemOrder, Options};
use crate::text::fold;

/// How many groups must show a habit.
const LEAST: usize = 3;

/// Reports each group whose works stand neither by name, where most groups have that order, nor by
/// year, where most have that.
pub fn check(linked: &Linked, options: &Options) -> Vec<Finding> {
    let groups: Vec<&Citation> =
        linked.citations.iter().filter(|one| one.items.len() > 1 && one.form != Form::Note).collect();
    let by_name = |citation: &Citation| misplaced(citation, |one, other| name(one) <= name(other)).is_none();
    let by_year = |citation: &Citation| misplaced(citation, |one, other| year(one) <= year(other)).is_none();
    let told = groups.iter().map(|citation| (by_name(citation), by_year(citation))).filter(|(name, year)| name != year);
    let habit: Habit = told.map(|(name, _)| name).collect();
    let alphabetical = match options.style {
        _ if options.order == ItemOrder::Name => Some(true),
        _ if options.order == ItemOrder::Year => Some(false),
        CitationStyle::Apa => Some(true),
        _ => habit.usual(LEAST, 4),
    };
    let Some(alphabetical) = alphabetical else { return Vec::new() };
    let order = if alphabetical { "by name" } else { "by year" };
    let whose =
        if options.order == ItemOrder::Habit { "the groups of this document stand" } else { "groups should stand" };
    let odd = groups.into_iter().filter_map(|citation| match alphabetical {
        true => misplaced(citation, |one, other| name(one) <= name(other)),
        false => misplaced(citation, |one, other| year(one) <= year(other)),
    });
    odd.map(|(before, item)| {
        Finding::new(item.span, format!("{} is out of order in its group", cited(&item.text)))
            .label(format!("{whose} {order}"))
            .related(SourceId::DOCUMENT, before.span, "belongs behind it")
            .help(format!("put {} before {}", cited(&item.text), cited(&before.text)))
    })
    .collect()
}

/// The first item that stands behind one it should stand before. Free text such as "see also"
/// begins an order of its own, and further years of one author follow him.
fn misplaced(citation: &Citation, ordered: impl Fn(&CiteItem, &CiteItem) -> bool) -> Option<(&CiteItem, &CiteItem)> {
    let works: Vec<&CiteItem> = citation.items.iter().filter(|item| !item.continues).collect();
    let pairs = works.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(_, item)| item.prefix.is_none()).find(|(before, item)| !ordered(before, item))
}

fn name(item: &CiteItem) -> String {
    let one = |name: &Name| fold::key(&name.family) + " " + &name.given.as_deref().map(fold::key).unwrap_or_default();
    item.authors.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn year(item: &CiteItem) -> &str {
    item.year.as_ref().map_or("", |year| year.text.as_str())
}
