//! Dates of CSL-JSON, as ISO 8601-2 writes them.
//!
//! In: `{"date-parts": [[2020, 3]]}`, `{"raw": …}`, `{"literal": …}`, a plain text or number. Out: `2020-03`, or
//! the words of a date that has no parts.

use super::super::tree::Node;

/// The date of a value; `None` where it holds none.
pub(super) fn read(node: &Node<'_>) -> Option<String> {
    let circa = !matches!(node.text_of("circa"), "" | "false" | "0");
    let whole = node.text().map(str::trim).filter(|text| !text.is_empty());
    let parts = || node.get("date-parts").and_then(parts);
    let words = || ["literal", "raw"].map(|name| node.text_of(name)).into_iter().find(|text| !text.is_empty());
    let mut date = match whole {
        Some(text) => text.to_owned(),
        None => parts().or_else(|| words().map(str::to_owned))?,
    };
    if circa && date.ends_with(|c: char| c.is_ascii_digit()) {
        date.push('~');
    }
    Some(date)
}

/// `[[2020, 3], [2020, 5]]`, and what sloppier programs write: `[2020, 3]`, `[["2020"]]`, `[[2020, 0, 0]]`.
fn parts(node: &Node<'_>) -> Option<String> {
    let nested = node.items().iter().any(|part| part.text().is_none());
    let ends = if nested { node.items() } else { std::slice::from_ref(node) };
    let mut ends = ends.iter().filter_map(end);
    let first = ends.next()?;
    Some(match ends.next() {
        Some(last) if last != first => format!("{first}/{last}"),
        _ => first,
    })
}

/// One end of a range.
fn end(node: &Node<'_>) -> Option<String> {
    let mut numbers = node.items().iter().map_while(|part| part.text()?.trim().parse::<i32>().ok());
    let year = numbers.next().filter(|&year| year != 0)?;
    // CSL counts no year 0, ISO 8601 does.
    let mut out = if year < 0 { format!("-{:04}", -(year + 1)) } else { format!("{year:04}") };
    for number in numbers.take_while(|number| (1..32).contains(number)).take(2) {
        out.push_str(&format!("-{number:02}"));
    }
    Some(out)
}
