//! A comma between name and year that is missing, or stands where no other citation has one.

use crate::model::{Citation, CiteItem, Edit, Finding, Linked, Status};
use crate::rules::habit::Habit;
use crate::rules::quoted::cited;
use crate::rules::style::given_name_in_citation::stands_behind;
use crate::rules::{CitationStyle, Options};
use crate::text::Span;

/// How many citations must show a habit.
const LEAST: usize = 4;

/// Reports each item that parts name and year otherwise than the style, or than most items do.
pub fn check(linked: &Linked, options: &Options) -> Vec<Finding> {
    let shown: Vec<(&Citation, &CiteItem, bool)> = linked
        .items()
        .filter(|(link, _, item)| link.status != Status::Ignored && !inverted(linked, item))
        .filter_map(|(_, citation, item)| Some((citation, item, comma(item)?)))
        .collect();
    let habit: Habit = shown.iter().map(|&(.., comma)| comma).collect();
    let (wanted, note) = match options.style {
        CitationStyle::Apa | CitationStyle::Harvard => (Some(true), "the style has a comma there".to_owned()),
        CitationStyle::Chicago => (Some(false), "the style has no comma there".to_owned()),
        _ => {
            let does = if habit.mostly() { "have one" } else { "have none" };
            (habit.usual(LEAST, 4), format!("{} citations of this document {does}", habit.share()))
        }
    };
    let Some(wanted) = wanted else { return Vec::new() };
    let odd = shown.into_iter().filter(|(.., comma)| *comma != wanted);
    odd.map(|(citation, item, _)| {
        let (fault, cure) = if wanted { ("no comma", "set a comma") } else { ("a comma", "remove the comma") };
        Finding::new(item.span, format!("{fault} between name and year in {}", cited(&item.text)))
            .note(note.clone())
            .help(format!("{cure} before the year"))
            .fix(format!("{cure} before the year"), edit(linked, citation, item, wanted))
    })
    .collect()
}

/// What sets the comma or takes it away.
fn edit(linked: &Linked, citation: &Citation, item: &CiteItem, wanted: bool) -> Option<Edit> {
    let (name, year) = (item.authors.last()?, item.year.as_ref()?);
    let between = Span { start: name.span.end, end: year.span.start.max(name.span.end) };
    let from = linked.document.words_at(citation, between)?;
    let words = from.trim_end();
    // Behind another mark (`Marlow; 1987`) a comma would be one more.
    let bare = !words.contains([',', ';', ':']);
    let to = match (wanted, words.strip_suffix(',')) {
        (true, None) if bare && words.len() < from.len() => format!("{words},{}", &from[words.len()..]),
        (false, Some(bare)) if !bare.contains(',') && words.len() < from.len() => {
            format!("{bare}{}", &from[words.len()..])
        }
        _ => return None,
    };
    linked.document.rewrite(citation, between, &from, &to)
}

/// Whether initials stand behind a name: `Khan, A. 2017` is told by another rule, commas and all.
fn inverted(linked: &Linked, item: &CiteItem) -> bool {
    item.authors.iter().any(|name| name.given.is_some() && stands_behind(linked, name))
}

/// Whether a comma parts name and year, where the item can show it: a word in the year's place
/// (`forthcoming`) and a full date have commas of their own in every style.
fn comma(item: &CiteItem) -> Option<bool> {
    let year = item.year.as_ref()?;
    let plain = year.text.starts_with(|c: char| c.is_ascii_digit()) && !year.full_date && !item.continues;
    let before = item.authors.first().is_some_and(|name| name.span.start < year.span.start);
    let own_word = item.personal.as_deref() == Some("personal communication");
    item.comma.filter(|_| plain && before && !own_word)
}
