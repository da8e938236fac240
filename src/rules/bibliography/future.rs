//! Dates that have not come yet.

use super::quoted;
use crate::model::{Field, Finding, Severity, SourceId};
use crate::rules::Day;
use crate::text::Span;

/// What has not come yet. An issue may be dated a year ahead; nobody can have read a page tomorrow.
pub(super) fn ahead(field: &Field, (year, month, day): (i32, u8, u8), today: Day) -> Option<Finding> {
    let message = |what: &str| format!("{what} {} lies in the future", quoted(&field.value));
    match &*field.name {
        // A conference may be to come.
        "eventdate" => None,
        "urldate" => {
            let next = (today.month % 12 + 1, today.year + i32::from(today.month == 12));
            // It may be tomorrow elsewhere.
            let near =
                (year, month, day) <= (today.year, today.month, today.day + 1) || (month, year) == next && day == 1;
            (!near).then(|| told(message("the date of access"), "nobody has read it then"))
        }
        _ if year > today.year + 1 => Some(told(message("the date"), "not yet come")),
        _ if year == today.year + 1 => Some(told(message("the date"), "next year").severity(Severity::Info)),
        _ => None,
    }
}

/// A finding whose place is still to be told.
fn told(message: String, label: &str) -> Finding {
    Finding::at(SourceId::DOCUMENT, Span::default(), message).label(label)
}
