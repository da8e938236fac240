//! One participant's year is not that of the others, or not that of the participant's other quotations.

use std::collections::BTreeMap;

use super::id::{self, Id};
use crate::model::{CiteItem, Finding, Linked, SourceId};
use crate::rules::Options;

/// How many others must agree before one stands out.
const OTHERS: usize = 3;

type Dated<'l> = (Id<'l>, &'l CiteItem, &'l str);

/// Reports quotations of one participant that bear a year of their own.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let quoted: Vec<Dated<'_>> = id::quoted(linked)
        .into_iter()
        .filter_map(|(id, item)| Some((id, item, item.year.as_ref()?.text.as_str())))
        .collect();
    let mut years: BTreeMap<&str, usize> = BTreeMap::new();
    for (.., year) in &quoted {
        *years.entry(year).or_default() += 1;
    }
    let Some((&usual, &times)) = years.iter().max_by_key(|(_, times)| **times) else { return Vec::new() };
    let odd: Vec<&Dated<'_>> = quoted.iter().filter(|(.., year)| *year != usual).collect();
    // Two participants with another year, or two other years, are a second round of interviews.
    let one = odd.iter().all(|(id, _, year)| *id == odd[0].0 && *year == odd[0].2);
    if odd.is_empty() || !one || times < OTHERS || times <= odd.len() {
        return Vec::new();
    }
    let (id, _, year) = odd[0];
    let own = quoted.iter().find(|(other, _, at)| other == id && *at == usual);
    let other = own.or_else(|| quoted.iter().find(|(.., at)| *at == usual));
    let message = match own {
        Some(_) => format!("`{}` is dated {year} here and {usual} elsewhere", id.text),
        None => format!("`{}` is dated {year}, every other interview {usual}", id.text),
    };
    odd.iter()
        .map(|(_, item, _)| {
            let finding = Finding::new(item.span, message.clone())
                .label(format!("{times} others bear {usual}"))
                .help("correct the year, or say when this interview was held");
            match other {
                Some((_, other, _)) => finding.related(SourceId::DOCUMENT, other.span, "the usual year"),
                None => finding,
            }
        })
        .collect()
}
