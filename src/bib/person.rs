//! Names that a format tells apart itself, or writes as `Last, First`, in plain words.
//!
//! In: the parts of a name. Out: a [`Person`] as a list of BibTeX's names would give: particles apart from the
//! family name, a suffix apart from both, an organisation as one name. Braces and commands mean nothing here.

use super::names::{is_firm, is_initials, is_suffix};
use crate::model::Person;

/// A name of an organisation, or of one part only.
pub(super) fn group(name: &str) -> Person {
    Person { family: single(name), group: true, ..Person::default() }
}

/// A name whose parts are told apart. What has no given name is the name of an organisation, or as good as one.
pub(super) fn parted(family: &str, given: &str, suffix: &str) -> Person {
    let (family, given, mut suffix) = (single(family), single(given), single(suffix));
    let mut given: Vec<&str> = given.split(' ').filter(|word| !word.is_empty()).collect();
    if given.is_empty() {
        return Person { suffix, ..group(&family) };
    }
    if suffix.is_empty() && given.len() > 1 && given.last().is_some_and(|last| is_suffix(last)) {
        suffix = given.pop().unwrap_or_default().to_owned();
    }
    let words: Vec<&str> = family.split(' ').collect();
    let count = words.iter().take(words.len() - 1).take_while(|word| is_particle(word)).count();
    let (mut particle, family) = (words[..count].join(" "), words[count..].join(" "));
    // `Halteren, Hans van`.
    let after = given.iter().rev().take_while(|word| is_particle(word)).count();
    if particle.is_empty() && (1..given.len()).contains(&after) {
        particle = given.split_off(given.len() - after).join(" ");
    }
    Person { family, given: given.join(" ").trim_end_matches(',').to_owned(), particle, suffix, group: false }
}

/// A name as the tagged formats write it: `Last, First, Suffix`. What has no comma is an organisation where the
/// other names have one (`inverted`), else a name as people say it.
pub(super) fn read(name: &str, inverted: bool) -> Person {
    let parts: Vec<&str> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [] => Person::default(),
        // `World Bank,`: how EndNote marks an organisation.
        [whole] if name.trim_end().ends_with(',') => group(whole),
        [whole] => whole_name(whole, inverted),
        [name, firm] if is_firm(firm) => group(&format!("{name}, {firm}")),
        [name, suffix] if is_suffix(suffix) => {
            Person { suffix: suffix.to_owned(), group: false, ..whole_name(name, false) }
        }
        [family, given] => parted(family, given, ""),
        [family, suffix, given] if is_suffix(suffix) => parted(family, given, suffix),
        [family, given, suffix] if is_suffix(suffix) => parted(family, given, suffix),
        [family, given, ..] if is_initials(given) => parted(family, given, ""),
        // `Ministry of Fisheries, Food, and Forests`.
        _ => group(name),
    }
}

/// Whether this stands for those left out of a list of names.
pub(super) fn are_others(name: &str) -> bool {
    matches!(name.trim().trim_end_matches(['.', ',']).to_lowercase().as_str(), "others" | "et al" | "and others")
}

/// A name without a comma.
fn whole_name(name: &str, inverted: bool) -> Person {
    let name = single(name);
    let words: Vec<&str> = name.split(' ').collect();
    let Some((last, before)) = words.split_last().filter(|(_, before)| !before.is_empty()) else { return group(&name) };
    // `Wu Z`, `van der Berg JA`.
    let capitals = last.len() <= 2 && last.bytes().all(|b| b.is_ascii_uppercase());
    let named = before.len() <= 4 && !before.iter().any(|word| is_initials(word) || is_small_word(word));
    if named && (is_initials(last) || capitals) {
        return parted(&before.join(" "), last, "");
    }
    let people = !inverted && words.len() <= 5 && !words.iter().any(|word| is_small_word(word));
    let initialled = is_initials(words[0]) && words[0].contains('.') && words.len() <= 4;
    if !(people || initialled) {
        return group(&name);
    }
    let particle = before.iter().position(|word| is_particle(word)).unwrap_or(before.len());
    match particle {
        0 => group(&name),
        _ => parted(&words[particle..].join(" "), &before[..particle].join(" "), ""),
    }
}

/// Words that stand in the names of organisations and in nobody's.
fn is_small_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "of", "for", "and", "the", "&", "on", "in", "für", "pour", "para", "und", "et", "inc", "ltd", "group", "team",
        "university", "institute", "association", "society", "committee", "council", "ministry", "office", "bank",
        "agency", "organization", "organisation", "department", "press", "collaboration", "consortium", "foundation",
        "center", "centre", "commission", "news", "union", "network",
    ];
    WORDS.contains(&word.trim_end_matches(['.', ',']).to_lowercase().as_str())
}

/// Whether a word begins with a small letter.
fn is_particle(word: &str) -> bool {
    !matches!(word, "y" | "e" | "i") && word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// A name with single blanks.
fn single(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(person: &Person) -> String {
        if person.group {
            return format!("[{}]", person.family);
        }
        format!("{}|{}|{}|{}", person.particle, person.family, person.given, person.suffix)
    }

    #[test]
    fn names_with_commas() {
        for (name, want) in [
            ("van der Berg, Jan", "van der|Berg|Jan|"),
            ("Halteren, Hans van", "van|Halteren|Hans|"),
            ("García Márquez, Gabriel", "|García Márquez|Gabriel|"),
            ("King, Martin Luther, Jr.", "|King|Martin Luther|Jr."),
            ("King, Jr., Martin Luther", "|King|Martin Luther|Jr."),
            ("King, Martin Luther III", "|King|Martin Luther|III"),
            ("Docker, Inc.", "[Docker, Inc.]"),
            ("World Bank,", "[World Bank]"),
            ("Ministry of Fish, Food, and Forests", "[Ministry of Fish, Food, and Forests]"),
            ("Smith,", "[Smith]"),
            (" , ", "|||"),
            ("", "|||"),
        ] {
            assert_eq!(shown(&read(name, true)), want, "{name}");
        }
    }

    #[test]
    fn names_without_commas() {
        for (name, inverted, want) in [
            ("World Health Organization", true, "[World Health Organization]"),
            ("Wu Z", true, "|Wu|Z|"),
            ("de la Cruz MA", true, "de la|Cruz|MA|"),
            ("J. Smith", true, "|Smith|J.|"),
            ("Plato", true, "[Plato]"),
            ("Ruth Marlow", false, "|Marlow|Ruth|"),
            ("Ludwig van Beethoven", false, "van|Beethoven|Ludwig|"),
            ("Ministry of Fish", false, "[Ministry of Fish]"),
            ("Tidal Survey Team", false, "[Tidal Survey Team]"),
        ] {
            assert_eq!(shown(&read(name, inverted)), want, "{name}");
        }
    }
}
