//! What people write into `year` and `month` fields, and what of it is neither.

use crate::text::{month, near};

/// What a text is that stands where a year belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// A year, or something that tells one.
    Told(Option<i32>),
    /// A state of a work that has no year yet: `in press`.
    State,
    /// Something else, and why.
    Not(&'static str),
}

/// The states of a work that is not out (*biblatex 2.3.10*), as people write them.
pub(super) fn is_state(text: &str) -> bool {
    const STATES: &[&str] = &[
        "in press", "inpress", "forthcoming", "submitted", "in preparation", "in prep", "inpreparation", "to appear",
        "accepted", "prepublished", "under review", "in review", "in print", "online first", "advance online",
        "ahead of print",
    ];
    let small = text.to_lowercase();
    STATES.iter().any(|state| small.contains(state))
}

/// What stands in a `year` field.
pub(super) fn year(text: &str) -> Year {
    if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Year::Told(text.parse().ok());
    }
    let runs: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    if let Some(year) = runs.iter().find(|run| run.len() == 4) {
        return Year::Told(year.parse().ok());
    }
    if is_state(text) {
        return Year::State;
    }
    let small = text.to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // `n.d.`, `850 BC`, `19th century`, `MCMXC`, `201X`; `2550 (B.E.)`; a day or month in words says no year.
    let undated = matches!(
        &words[..],
        ["n" | "s" | "o", "d" | "a" | "j"]
            | ["nd" | "sd" | "sa" | "oj"]
            | ["no", "date"]
            | ["undated" | "ongoing" | "unpublished" | "s", ..]
    );
    let era = words
        .iter()
        .any(|word| matches!(*word, "bc" | "bce" | "ce" | "ad" | "century" | "c" | "ca" | "circa" | "jh" | "b" | "a"));
    let roman = !text.is_empty() && text.chars().all(|c| "MDCLXVImdclxvi".contains(c));
    let open =
        text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'X' | b'x' | b'?' | b'-' | b'u'));
    let signed =
        text.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    if undated || era || roman || open || signed {
        return Year::Told(None);
    }
    match runs[..] {
        [] => Year::Not("no year in it"),
        [one] if one.len() == 3 && one.len() == text.len() => Year::Told(one.parse().ok()),
        [one] if one.len() < 4 && one.len() == text.len() => Year::Not("a year has four digits"),
        [one] if one.len() > 4 => Year::Not("a year has four digits"),
        _ => Year::Not("no year of four digits in it"),
    }
}

/// Why a text is no month; names in other tongues than English are let be.
pub(super) fn month_fault(text: &str) -> Option<String> {
    if let Ok(number) = text.trim().parse::<u32>() {
        return (!(1..=12).contains(&number)).then(|| format!("there is no month {number}"));
    }
    let word = text.trim().trim_end_matches('.');
    if word.len() < 5 || month::of(word).is_some() || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    const NAMES: [&str; 9] =
        ["january", "february", "march", "april", "august", "september", "october", "november", "december"];
    // `Juli`, `septembre`, `novembro`: the names of many tongues are near to each other.
    let small = word.to_lowercase();
    let tongue = small.ends_with(['e', 'o', 'i']) || small.ends_with("er") || small.ends_with("ar");
    let near = NAMES.iter().find(|name| !tongue && near::slips(&small, name).is_some());
    near.map(|name| format!("`{name}`, with a slip"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years() {
        for text in [
            "2021", "2021a", "c. 1890", "[1890]", "1890s", "1962/2012", "2021–2022", "1997-98", "2011 [1952]",
            "Spring 2020", "12 March 2021", "n.d.", "nd", "s.d.", "no date", "n. d.", "850", "44 BC", "19th century",
            "MCMXC", "201X", "19??", "-0044", "-44", "undated", "2550 BE",
        ] {
            assert!(matches!(year(text), Year::Told(_)), "{text}: {:?}", year(text));
        }
        for text in
            ["in press", "In prep.", "Forthcoming", "(in press)", "submitted", "to appear", "In Press, Corrected Proof"]
        {
            assert_eq!(year(text), Year::State, "{text}");
        }
        for text in ["98", "20211", "2O21", "Smith", "March", "1", "20 21", "Vol. 12"] {
            assert!(matches!(year(text), Year::Not(_)), "{text}: {:?}", year(text));
        }
    }

    #[test]
    fn months() {
        for text in [
            "jan", "1", "12", "January", "Sept.", "Jan-Feb", "Summer", "10~", "October 12--15", "März", "juillet",
            "septembre", "Juni", "dezembro", "marzo", "agosto", "julio", "januar",
        ] {
            assert_eq!(month_fault(text), None, "{text}");
        }
        for text in ["13", "0", "Janury", "Febuary", "Augustt", "99"] {
            assert!(month_fault(text).is_some(), "{text}");
        }
    }
}
