//! A period whose end stands before its beginning, or whose dash was lost.

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
    linked.periods.iter().filter_map(|period| judge(linked, period)).collect()
}

fn judge(linked: &Linked, period: &Period) -> Option<Finding> {
    let shown = || linked.document.source.slice(period.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let Period { first, last, .. } = *period;
    match period.joint {
        Joint::Blank if !two_works(linked, period) => Some(
            Finding::new(period.span, format!("`{}` has nothing between its years", shown()))
                .label("a dash may have been lost")
                .help(format!("write `{first}–{last}` if a period is meant")),
        ),
        Joint::Blank => None,
        _ if last >= first || counted_down(linked, period) => None,
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

/// Whether the sentence says that its years are counted down, or the text that it may be.
fn counted_down(linked: &Linked, period: &Period) -> bool {
    let document = &linked.document;
    let mut words = document.words(period.sentence).split(|c: char| !c.is_alphanumeric() && c != '.');
    let era = |word: &str| ERAS.contains(&word.trim_end_matches('.'));
    let says = words.any(|word| {
        era(word) || period.joint == Joint::Words && BACK.iter().any(|back| word.eq_ignore_ascii_case(back))
    });
    let ancient = || {
        period.last < ANCIENT
            && document.sentence_ids().any(|id| document.words(id).split([' ', ')', ',', ';']).any(era))
    };
    says || ancient()
}

/// Whether the years are those of two works that are cited together.
fn two_works(linked: &Linked, period: &Period) -> bool {
    let next = linked.citations.partition_point(|citation| citation.span.end <= period.span.start);
    let over = linked.citations.get(next).filter(|citation| citation.span.start <= period.span.start);
    over.is_some_and(|citation| citation.items.len() > 1)
}
