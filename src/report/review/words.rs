//! Words: numbers, verdicts and quotation as a report for people has them.

use crate::model::{ClaimKind, Severity, Verdict};

/// `1 error`, `12,345 words`.
pub(in crate::report) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its thousands apart.
pub(in crate::report) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A list as it is read aloud: `a, b and c`.
pub(in crate::report) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Text on one line, cut to about so many characters at a blank.
pub(in crate::report) fn cut(text: &str, most: usize) -> String {
    // Nobody reads on, and one word may be megabytes long.
    let near = text.floor_char_boundary(16 * most + 64);
    let more = if near < text.len() { " …" } else { "" };
    let (text, mut out) = (&text[..near], String::new());
    let mut length = 0;
    for word in text.split_whitespace() {
        let word_length = word.chars().count();
        if length > 0 && length + word_length > most {
            out.push_str(" …");
            break;
        }
        if length > 0 {
            out.push(' ');
            length += 1;
        }
        // One word can be longer than anything a reader wants to see.
        out.extend(word.chars().take(most));
        if word_length > most {
            out.push('…');
            break;
        }
        length += word_length;
    }
    if !out.ends_with('…') {
        out.push_str(more);
    }
    out
}

/// What findings set in backticks, in quotation marks.
pub(in crate::report) fn said(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (quoted, part) in quotes(text) {
        if quoted {
            out.push_str(&set_apart(part));
        } else {
            out.push_str(part);
        }
    }
    out
}

/// Words in quotation marks: single ones around words that have double ones.
pub(in crate::report) fn set_apart(text: &str) -> String {
    if text.contains(['“', '”', '"', '„']) { format!("‘{text}’") } else { format!("“{text}”") }
}

/// The parts of a finding's words, and whether each was set in backticks.
pub(in crate::report) fn quotes(text: &str) -> Vec<(bool, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, (quoted, after))) =
        rest.split_once('`').and_then(|(before, after)| Some((before, after.split_once('`')?)))
    {
        out.push((false, before));
        out.push((true, quoted));
        rest = after;
    }
    out.push((false, rest));
    out.retain(|(quoted, part)| *quoted || !part.is_empty());
    out
}

/// A sentence from words in lower case: its first letter large, a stop at its end.
pub(in crate::report) fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{}{stop}", capital(text))
}

/// The first letter large.
pub(in crate::report) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A name of a rule as words: `missing reference`.
pub(in crate::report) fn spoken(name: &str) -> String {
    name.replace('-', " ")
}

/// The sign of a severity, which says it without colour.
pub(in crate::report) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "●",
        Severity::Warning => "▲",
        Severity::Info => "○",
    }
}

/// The sign of a verdict.
pub(in crate::report) fn verdict_sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supports | Verdict::Consistent => "✓",
        Verdict::Contradicts | Verdict::Inconsistent | Verdict::DecisionError => "≠",
        Verdict::Altered => "≈",
        Verdict::OtherStatement => "↷",
        Verdict::NotFound => "∅",
        Verdict::Uncited => "?",
        Verdict::Passage => "¶",
        Verdict::NoSource | Verdict::Unchecked => "·",
    }
}

/// What came of a claim, to be read behind "this".
pub(in crate::report) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supports => "agrees with the cited source",
        Verdict::Altered => "quoted with other words than the cited source has",
        Verdict::Contradicts => "disagrees with the cited source",
        Verdict::OtherStatement => "stands in the cited source for something else",
        Verdict::NotFound => "not found in the cited source",
        Verdict::NoSource => "not checked (source not at hand)",
        Verdict::Uncited => "no citation in reach",
        Verdict::Passage => "not judged (nearest passages shown)",
        Verdict::Consistent => "comes out the same when computed again",
        Verdict::Inconsistent => "comes out differently when computed again",
        Verdict::DecisionError => "comes out differently, and whether it is significant hangs on it",
        Verdict::Unchecked => "not checked (cannot be computed again)",
    }
}

/// What a claim is, for a reader.
pub(in crate::report) fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Statement => "statement",
        ClaimKind::Figure => "figures",
        ClaimKind::Quotation => "quotation",
        ClaimKind::Statistic => "statistic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backticks_become_quotation_marks_in_pairs() {
        assert_eq!(said("no entry for `Fair, 2014` in `x"), "no entry for “Fair, 2014” in `x");
        assert_eq!(said("``"), "“”");
        assert_eq!(said("`“Ropes` is open"), "‘“Ropes’ is open");
    }

    #[test]
    fn long_text_is_cut_at_a_blank() {
        assert_eq!(cut("one  two\nthree", 9), "one two …");
        assert_eq!(cut("abcdefghij", 4), "abcd…");
        assert_eq!(cut("short", 9), "short");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1234567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
