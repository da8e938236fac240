//! A period whose end stands before its beginning, or whose dash was lost.

use std::cell::LazyCell;

use crate::model::{Finding, Joint, Linked, Period, SourceId};
use crate::rules::Options;

/// Words that tell of years in another order: counted back, put off, put right.
const BACK: [&str; 24] = [
    "back", "backward", "backwards", "reverse", "reversed", "descending", "down", "moved", "move", "shifted", "shift",
    "changed", "change", "revised", "corrected", "correct", "adjusted", "postponed", "forward", "brought", "redated",
    "amended", "rather", "instead",
];

/// Eras that are counted down.
const ERAS: [&str; 8] = ["BC", "BCE", "B.C", "B.C.E", "BP", "B.P", "cal", "a.C"];

/// No period that is counted down without its era begins later than this.
const ANCIENT: i32 = 1500;

/// Reports periods that run backwards, ends before beginnings, and pairs of years with nothing between them.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let antiquity = LazyCell::new(|| {
        let document = &linked.document;
        document.sentence_ids().any(|id| document.words(id).split([' ', ')', ',', ';']).any(is_era))
    });
    linked.periods.iter().filter_map(|period| judge(linked, period, &antiquity)).collect()
}

fn judge(linked: &Linked, period: &Period, antiquity: &LazyCell<bool, impl FnOnce() -> bool>) -> Option<Finding> {
    let shown = || linked.document.source.slice(period.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let Period { first, last, .. } = *period;
    match period.joint {
        Joint::Blank if !two_works(linked, period) => Some(
            Finding::new(period.span, format!("`{}` has nothing between its years", shown()))
                .label("a dash may have been lost")
                .help(format!("write `{first}–{last}` if a period is meant")),
        ),
        Joint::Blank => None,
        _ if last >= first || period.last < ANCIENT && **antiquity || counted_down(linked, period) => None,
        Joint::Events => Some(
            Finding::new(period.years[1], format!("an end in {last}, before the beginning in {first}"))
                .related(SourceId::DOCUMENT, period.years[0], "the beginning")
                .help("one of the two years is not right; check both"),
        ),
        joint => Some(
            Finding::new(period.span, format!("`{}` runs backwards", shown()))
                .label(format!("ends {} before it begins", years(first - last)))
                .help(match joint {
                    Joint::Dash => format!("write `{last}–{first}`, or correct the year that is wrong"),
                    _ => "put the years in order, or correct the one that is wrong".to_owned(),
                }),
        ),
    }
}

fn years(count: i32) -> String {
    if count == 1 { "a year".to_owned() } else { format!("{count} years") }
}

/// How far from the years one looks for words about them, in bytes.
const NEAR: usize = 160;

/// Whether the words near the years say that they are counted down.
fn counted_down(linked: &Linked, period: &Period) -> bool {
    let sentence = linked.document.sentence_span(period.sentence);
    let text = &linked.document.source.text;
    let start = (period.span.start as usize).saturating_sub(NEAR).max(sentence.start as usize);
    let end = (period.span.end as usize + NEAR).min(sentence.end as usize);
    let near = text.get(text.floor_char_boundary(start)..text.ceil_char_boundary(end)).unwrap_or_default();
    near.split(|c: char| !c.is_alphanumeric() && c != '.').any(|word| {
        is_era(word) || period.joint == Joint::Words && BACK.iter().any(|back| word.eq_ignore_ascii_case(back))
    })
}

fn is_era(word: &str) -> bool {
    ERAS.contains(&word.trim_end_matches('.'))
}

/// Whether the years are those of two works that are cited together.
fn two_works(linked: &Linked, period: &Period) -> bool {
    let next = linked.citations.partition_point(|citation| citation.span.end <= period.span.start);
    let over = linked.citations.get(next).filter(|citation| citation.span.start <= period.span.start);
    over.is_some_and(|citation| citation.items.len() > 1)
}
