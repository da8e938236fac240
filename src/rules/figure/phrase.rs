//! Words before and after a figure: how a piece of text begins, ends, and what it holds.

/// Words that make a number rough, or point at it, and change nothing else.
const HEDGES: &[&str] = &[
    "about", "almost", "approximately", "around", "exactly", "just", "nearly", "only", "over", "roughly", "some",
    "an estimated", "at least", "at most", "more than", "less than", "fewer than", "up to", "as many as", "a full",
];

/// Whether a text ends with one of some phrases, blanks left out, as whole words.
pub fn ends(text: &str, phrases: &[&str]) -> bool {
    ending(text, phrases).is_some()
}

/// What stands before the phrase that a text ends with.
pub fn ending<'t>(text: &'t str, phrases: &[&str]) -> Option<&'t str> {
    let text = text.trim_end();
    phrases.iter().find_map(|phrase| {
        let from = text.len().checked_sub(phrase.len())?;
        let whole = !phrase.starts_with(char::is_alphanumeric) || !text.get(..from)?.ends_with(char::is_alphanumeric);
        (whole && text.get(from..)?.eq_ignore_ascii_case(phrase)).then(|| &text[..from])
    })
}

/// Whether a text begins with one of some phrases, blanks left out, as whole words.
pub fn begins(text: &str, phrases: &[&str]) -> bool {
    beginning(text, phrases).is_some()
}

/// What stands after the phrase that a text begins with.
pub fn beginning<'t>(text: &'t str, phrases: &[&str]) -> Option<&'t str> {
    let text = text.trim_start();
    phrases.iter().find_map(|phrase| {
        let rest = text.get(phrase.len()..)?;
        let whole = !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        (whole && text[..phrase.len()].eq_ignore_ascii_case(phrase)).then_some(rest)
    })
}

/// Whether one of some words stands in a text.
pub fn holds(text: &str, list: &[&str]) -> bool {
    words(text).any(|word| list.iter().any(|one| one.eq_ignore_ascii_case(word)))
}

/// Whether one of some phrases stands in a text, as whole words.
pub fn holds_phrase(text: &str, phrases: &[&str]) -> bool {
    let starts = std::iter::once(0).chain(text.match_indices([' ', '(']).map(|(at, _)| at + 1));
    starts.into_iter().any(|at| begins(&text[at..], phrases))
}

/// A text without the hedges at its end.
pub fn unhedged(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(rest) = ending(text, HEDGES) {
        text = rest.trim_end();
    }
    text
}

/// The words of a text, marks left out.
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '’' | '\''))).filter(|word| !word.is_empty())
}

/// Whether a text holds no more than so many words, and no mark that parts clauses.
pub fn is_short(text: &str, most: usize) -> bool {
    !text.contains([',', ';', ':', '(', ')', '—', '–', '.', '?']) && words(text).take(most + 1).count() <= most
}

/// Whether a year stands in a text.
pub fn years(text: &str) -> impl Iterator<Item = &str> {
    let is_year =
        |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("1000".."2100").contains(word);
    text.split(|c: char| !c.is_alphanumeric()).filter(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_ends() {
        assert!(ends("Men and ", &["and"]) && !ends("the strand", &["and"]));
        assert_eq!(ending("of which", &["of which"]), Some(""));
        assert!(begins(" of the whole", &["of"]) && !begins("office", &["of"]));
        assert!(holds_phrase("it, of which", &["of which"]) && !holds_phrase("roof which", &["of which"]));
        assert_eq!(unhedged("an increase of just about "), "an increase of");
        assert!(is_short(" of a budget of ", 4) && !is_short(" of them, and ", 4));
        assert_eq!(years("from 1905 to 19055 (2010)").collect::<Vec<_>>(), ["1905", "2010"]);
    }
}
