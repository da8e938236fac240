//! Day and month in a citation where the year is enough.

use crate::model::{Finding, Linked, Status};
use crate::rules::Options;
use crate::rules::habit::Habit;
use crate::rules::quoted::cited;
use crate::rules::style::malformed_citation;

/// How many citations with a full date make a style.
const LEAST: usize = 4;

/// Reports each full date of a work that has an entry; a personal communication has its date.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let dated = |item: &crate::model::CiteItem| item.year.as_ref().is_some_and(|year| year.full_date);
    let items = || linked.items().filter(|(link, ..)| link.status != Status::Ignored);
    let habit: Habit = items().map(|(_, _, item)| dated(item)).collect();
    if habit.mostly() && habit.usual(LEAST, 4).is_some() {
        return Vec::new();
    }
    items()
        .filter(|(_, _, item)| dated(item) && item.personal.is_none() && !malformed_citation::date_first(item))
        .filter_map(|(_, _, item)| {
            let year = item.year.as_ref()?;
            Some(
                Finding::new(item.span, format!("day and month in the citation {}", cited(&item.text)))
                    .label(format!("`{}` is enough", year.text))
                    .help("cite by the year alone; the full date belongs into the reference list"),
            )
        })
        .collect()
}
