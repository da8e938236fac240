//! A registry's record, in the words of a message.

use crate::model::Record;

/// `“The Bees of the Lower Shore” by Lea Finch, 1999`
pub(super) fn work(record: &Record) -> String {
    let by = if record.names.is_empty() { String::new() } else { format!(" by {}", people(&record.names)) };
    let in_years = if record.years.is_empty() { String::new() } else { format!(", {}", years(&record.years)) };
    format!("“{}”{by}{in_years}", title(record))
}

/// The title.
fn title(record: &Record) -> String {
    cut(record.titles.first().map_or("", String::as_str), 80)
}

/// The names of one or two, else the first.
pub(super) fn people(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => cut(one, 40),
        [one, two] => format!("{} and {}", cut(one, 40), cut(two, 40)),
        [one, ..] => format!("{} et al.", cut(one, 40)),
    }
}

/// A text, cut where it would be too long to read.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// Each of them: `2004 or 2005`.
pub(super) fn years(years: &[i32]) -> String {
    years.iter().map(i32::to_string).collect::<Vec<_>>().join(" or ")
}
