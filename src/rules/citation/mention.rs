//! A name as the subject of a verb of saying: "Holland wrote in his article that", "Ito and Ruiz argue that".
//!
//! In: the words of a sentence. Out: the names, and where name and verb stand. It refuses to know
//! who is an author.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::needles::Needles;
use crate::text::terms;

/// A name that says something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention<'t> {
    /// The family name: the first, of several.
    pub name: &'t str,
    /// The word before it, where it can only be a given name.
    pub given: Option<&'t str>,
    /// Name and verb, and "in his article" where it follows.
    pub at: Range<usize>,
}

/// Verbs of saying.
const VERBS: &str = "\
    argue argued argues assert asserted asserts believe believed believes claim claimed claims conclude \
    concluded concludes contend contended contends demonstrate demonstrated demonstrates explain explained \
    explains finds found maintain maintained maintains note noted notes observed observes posit posited posits \
    propose proposed proposes reported reports said says show showed shows state stated states suggest suggested \
    suggests writes wrote";

/// Phrases beside them.
const PHRASES: &[&str] = &["According to", "according to", "point out", "pointed out", "points out"];

/// How many of them stand before the name.
const ACCORDING: usize = 2;

/// What may make a mention.
pub static NEEDLES: LazyLock<Needles> =
    LazyLock::new(|| Needles::exact(PHRASES.iter().copied().chain(VERBS.split_whitespace())));

/// The mention that a phrase found at a place of a sentence tells.
pub fn mention(words: &str, phrase: usize, at: Range<usize>) -> Option<Mention<'_>> {
    if phrase < ACCORDING {
        return according(words, at);
    }
    let before = words[..at.start].strip_suffix(' ')?;
    let (start, name, given) = subject(before)?;
    let complement = complement(&words[at.clone()], &words[at.end..]);
    // "As Holland notes, …"
    let clause = matches!(words[..start].trim_end().rsplit(' ').next(), Some("As" | "as"));
    let end = complement.or(clause.then_some(0))?;
    Some(Mention { name, given, at: start..at.end + end })
}

/// The name after "according to".
fn according(words: &str, at: Range<usize>) -> Option<Mention<'_>> {
    let rest = words[at.end..].strip_prefix(' ')?;
    let from = at.end + 1;
    let mut given = None;
    for word in rest.split(' ').take(3) {
        let bare = word.trim_end_matches([',', ';', ':']);
        if !is_family(bare) {
            return None;
        }
        let end = bare.as_ptr() as usize - words.as_ptr() as usize + bare.len();
        let next = words[end..].trim_start().chars().next();
        let joined = words[end..].starts_with(" and ") || words[end..].starts_with(" et al");
        if bare.len() < word.len() || joined || next.is_some_and(|c| c.is_lowercase()) {
            let others = if words[end..].starts_with(" et al.") { " et al.".len() } else { 0 };
            return Some(Mention { name: bare, given, at: at.start..end + others });
        }
        given = given.or(Some(&words[from..end]));
    }
    None
}

/// The names that end a text: where they begin, the first family name, the given name before it.
fn subject(text: &str) -> Option<(usize, &str, Option<&str>)> {
    let mut end = text.len();
    // "Holland also argues", "Holland himself"
    for _ in 0..2 {
        let word = last(text, end)?;
        let adverb = word.ends_with("ly")
            || ["also", "himself", "herself", "then", "later", "once", "thus", "even"].contains(&word);
        if !adverb || word.starts_with(char::is_uppercase) {
            break;
        }
        end = text[..end - word.len()].trim_end().len();
    }
    let mut word = last(text, end)?;
    if word == "al." && text[..end].ends_with("et al.") {
        end = text[..end - "et al.".len()].trim_end().len();
        word = last(text, end)?;
    } else {
        // "Ito and Ruiz argue": the first tells the work.
        let before = text[..end - word.len()].trim_end();
        if let Some(rest) = before.strip_suffix(" and").or_else(|| before.strip_suffix(" &"))
            && is_family(word)
            && last(text, rest.len()).is_some_and(is_family)
        {
            end = rest.len();
            word = last(text, end)?;
        }
    }
    if !is_family(word) {
        return None;
    }
    let start = end - word.len();
    let (start, given) = before_name(text, start)?;
    Some((start, word, given))
}

/// What stands before a family name: nothing that matters, or a given name.
fn before_name(text: &str, start: usize) -> Option<(usize, Option<&str>)> {
    let before = text[..start].trim_end();
    if before.is_empty() || before.ends_with([',', ';', ':', '—', '–', '(']) {
        return Some((start, None));
    }
    let word = last(text, before.len())?;
    if word.starts_with(char::is_lowercase) {
        let other = ["the", "a", "an", "of", "and", "or", "by", "with", "in", "at", "de", "van", "von", "der", "la"];
        return (!other.contains(&word)).then_some((start, None));
    }
    let opens = before.len() == word.len();
    if opens && (terms::opens_sentence(word) || word.ends_with("ly")) {
        return (!matches!(word, "The" | "A" | "An")).then_some((start, None));
    }
    let capital = word.starts_with(char::is_uppercase) && !word.ends_with(['\'', '’']);
    let possessive = word.ends_with("'s") || word.ends_with("’s");
    (capital && !possessive).then(|| (before.len() - word.len(), Some(word)))
}

/// The last word of a text that ends at `end`.
fn last(text: &str, end: usize) -> Option<&str> {
    let text = &text[..end];
    let from = text
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '—'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some(&text[from..]).filter(|word| !word.is_empty())
}

/// Whether a word may be a family name: `Holland`, `O’Brien`, `Byers-Heinlein`; not `WHO`.
fn is_family(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 1
        && letters.clone().any(char::is_lowercase)
        && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
        && !word.ends_with("’s")
        && !word.ends_with("'s")
        && !terms::opens_sentence(word)
}

/// Verbs that only somebody with a thesis is the subject of.
const FREE: &str = "argue argued argues assert asserts contend contended contends posit posited posits";

/// Works that somebody may write something in.
const WORKS: &str = "article book chapter dissertation essay monograph paper report review study thesis work";

/// The end of "in his article" after a verb; 0 where something else shows that it says something.
fn complement(verb: &str, rest: &str) -> Option<usize> {
    let quoted = [":", " “", " \"", " ‘", ", “", ", \""];
    if quoted.iter().any(|mark| rest.starts_with(mark)) {
        return Some(0);
    }
    let mut words = rest.strip_prefix(' ')?.split(' ');
    let first = words.next().unwrap_or("");
    if matches!(first, "that" | "how" | "why" | "whether" | "against") {
        return Some(0);
    }
    let (second, third) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let noun = third.trim_end_matches(|c: char| !c.is_alphanumeric());
    let work = match second {
        "his" | "her" | "their" => true,
        "a" | "an" | "the" => WORKS.split(' ').any(|work| work == noun),
        _ => false,
    };
    if first == "in" && work {
        return Some(1 + first.len() + 1 + second.len() + 1 + noun.len());
    }
    let free = FREE.split(' ').any(|one| one == verb) && first.starts_with(char::is_alphabetic);
    free.then_some(0)
}

#[cfg(test)]
mod tests {
    use super::{NEEDLES, mention};

    #[test]
    fn names_that_say_something() {
        let table: &[(&str, Option<(&str, &str)>)] = &[
            (
                "Meanwhile, Holland wrote in his article that it rains.",
                Some(("Holland", "Holland wrote in his article")),
            ),
            ("Randall Schweller argues that it rains.", Some(("Schweller", "Randall Schweller argues"))),
            ("As Ito and Ruiz argue that it rains.", Some(("Ito", "Ito and Ruiz argue"))),
            ("Lyall et al. found that it rains.", Some(("Lyall", "Lyall et al. found"))),
            ("However, Holland also notes: “it rains”.", Some(("Holland", "Holland also notes"))),
            ("As Holland points out, it rains.", Some(("Holland", "Holland points out"))),
            ("The Church argues that it rains.", None),
            ("Holland (2021) argues that it rains.", None),
            ("Holland’s article argues that it rains.", None),
            ("According to Rajiv Dogra, it rains.", Some(("Dogra", "According to Rajiv Dogra"))),
            ("According to Rajiv Dogra Durand Line it rains.", None),
            ("According to the World Bank, it rains.", None),
            ("WHO states that it rains.", None),
            ("Holland found himself alone.", None),
        ];
        for (text, want) in table {
            let found = NEEDLES.find(text).find_map(|(phrase, at)| mention(text, phrase, at));
            let found = found.as_ref().map(|mention| (mention.name, &text[mention.at.clone()]));
            assert_eq!(found, *want, "{text}");
        }
    }
}
