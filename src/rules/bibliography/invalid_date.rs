//! Dates that are none, and dates that have not come yet.

use super::future::ahead;
use super::year_form::{self, Year};
use super::{date_form, place, placeholder_form, quoted};
use crate::model::{Field, Finding, Library, Naming, Severity, SourceId, Usage};
use crate::rules::{Day, Options};
use crate::text::Span;

/// Reports each field of a date that holds something else, or a day to come.
pub fn check(library: &Library, _: &Usage, options: &Options) -> Vec<Finding> {
    let naming = library.naming();
    let one = |field: &Field| -> Option<Finding> {
        if field.value.is_empty() {
            return None;
        }
        let mut finding = match &*field.name {
            "date" | "origdate" | "urldate" | "eventdate" => date(field, naming, options.today),
            "year" => year(field, naming, options.today),
            "month" if naming == Naming::Written => month(field),
            "day" if naming == Naming::Written => day(field),
            _ => None,
        }?;
        finding.at.span = place::inner(library, field);
        // What is still to be filled in is another rule's to tell.
        (!placeholder_form::is_placeholder(&field.name, &field.value)).then_some(finding)
    };
    let is_date = |field: &&Field| {
        matches!(&*field.name, "date" | "origdate" | "urldate" | "eventdate" | "year" | "month" | "day")
    };
    library.entries.iter().flat_map(|entry| &entry.fields).filter(is_date).filter_map(one).collect()
}

/// A finding whose place is still to be told.
fn tell(message: String, label: impl Into<String>) -> Finding {
    Finding::at(SourceId::DOCUMENT, Span::default(), message).label(label)
}

fn date(field: &Field, naming: Naming, today: Option<Day>) -> Option<Finding> {
    let value = field.value.as_str();
    let why = match date_form::read(value) {
        Ok(told) => return told.first.or(told.last).and_then(|day| ahead(field, day, today?)),
        Err(why) => why,
    };
    // Other formats may have words for a date; only numbers that no calendar has are wrong there.
    let numbers = value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/')) && date_form::is_whole(value);
    if naming != Naming::Written && !numbers {
        return None;
    }
    if year_form::is_state(value) {
        let finding = tell(format!("{} is not a date", quoted(value)), "a state, not a date");
        return Some(finding.help("say so in `pubstate`: `inpress`, `forthcoming`, `submitted`, `inpreparation`"));
    }
    let finding = tell(format!("{} is not a date", quoted(value)), why);
    if matches!(year_form::year(value), Year::Told(None)) {
        return Some(finding.help("leave it out; styles write `n.d.` themselves"));
    }
    if let Some((year, _)) = value.split_at_checked(4).filter(|(year, letter)| is_lettered(year, letter)) {
        return Some(finding.help(format!("write `{year}`; styles add the letter")).severity(Severity::Info));
    }
    let Some(meant) = date_form::suggested(value) else { return Some(finding) };
    let finding = finding.help(format!("write `{meant}`"));
    // BibTeX's styles print the day of access as it stands.
    Some(if field.name == "urldate" { finding.severity(Severity::Info) } else { finding })
}

/// `2010a`: clear enough, though biber drops it.
fn is_lettered(year: &str, letter: &str) -> bool {
    year.bytes().all(|b| b.is_ascii_digit()) && letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_lowercase())
}

fn year(field: &Field, naming: Naming, today: Option<Day>) -> Option<Finding> {
    let value = field.value.trim();
    match year_form::year(value) {
        Year::Told(year) => ahead(field, (year?, 0, 0), today?),
        _ if naming != Naming::Written => None,
        Year::State => Some(
            tell(format!("{} stands where a year belongs", quoted(value)), "a state, not a year")
                .help("biblatex has `pubstate` for it: `inpress`, `forthcoming`, `submitted`")
                .severity(Severity::Info),
        ),
        Year::Not(why) => Some(tell(format!("{} is not a year", quoted(value)), why)),
    }
}

fn month(field: &Field) -> Option<Finding> {
    let why = year_form::month_fault(&field.value)?;
    Some(tell(format!("{} is not a month", quoted(&field.value)), why))
}

fn day(field: &Field) -> Option<Finding> {
    let number: u32 = field.value.trim().parse().ok()?;
    let message = || format!("{} is not a day", quoted(&field.value));
    (!(1..=31).contains(&number)).then(|| tell(message(), "a month has 31 days at the most"))
}
