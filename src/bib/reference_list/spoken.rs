//! Names in the order in which they are spoken, `Kofi Osei`, as BibTeX prints them, and not `Osei, Kofi`.
//!
//! In: the entries of a list, or the names of one. Out: whether the list has them so, and its names read so. One entry
//! does not tell: "Rosa Quay, Ada Marlow" may be one person or two. The list does.

use super::names::{
    MOST, Names, PARTICLES, Part, group, is_family, is_group, parts, read, straight, without_others, without_role,
};

/// Whether a list has names as they are spoken, `Kofi Osei`: some entries show it, and hardly one has them turned
/// round; `Quay, the journal` may begin like a name.
pub(super) fn are_spoken<'t>(entries: impl Iterator<Item = &'t str>) -> bool {
    let shown: Vec<bool> = entries.filter_map(|text| spoken(&text[super::parse::label(text).1..])).collect();
    let so = shown.iter().filter(|&&spoken| spoken).count();
    so > 3 * (shown.len() - so)
}

/// Whether the words of an entry begin with a name in the order it is spoken, `Kofi Osei and`, or turned round,
/// `Osei, Kofi`; `None` where they could be either.
fn spoken(text: &str) -> Option<bool> {
    let end = [",", " and ", ". ", " ("].iter().filter_map(|stop| text.find(stop)).min()?;
    let (name, rest) = (&text[..end], &text[end..]);
    let whole = name.split_whitespace().filter(|word| !PARTICLES.contains(word)).count();
    match rest.as_bytes()[0] {
        b',' if whole == 1 && is_family(name) => Some(false),
        _ if rest.starts_with(" and ") && whole > 1 => straight(name).map(|_| true),
        _ => None,
    }
}

/// The family name in words that may be the name of one person as it is spoken: `Kofi Osei`, `Ada M. Marlow`.
pub(super) fn family_of(text: &str) -> Option<String> {
    let words = text.split_whitespace().count();
    let person = straight(text).filter(|person| (2..=4).contains(&words) && !person.given.is_empty());
    person.map(|person| person.family_name())
}

/// Reads the names of an entry whose list has them as they are spoken: `Ada Marlow, Lena Brandt, and Kofi Osei`.
pub(super) fn read_spoken(text: &str) -> Option<Names> {
    let (words, others) = without_others(without_role(text));
    let parts = parts(words);
    let whole = |part: &Part| straight(part.text).filter(|person| !person.given.is_empty());
    let people = (parts.len() > 1 && parts.len() <= MOST).then(|| {
        parts.iter().map(|part| whole(part).or_else(|| group(part.text).filter(|_| is_group(part.text)))).collect()
    });
    // One name alone may be an organisation's.
    people.flatten().map(|people| Names { people, others }).or_else(|| read(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Person;

    #[test]
    fn names_are_read_as_they_are_spoken() {
        let names = read_spoken("Jan van den Berg, Maja Jürgensen, Luc Ferré, and Ken Sato").unwrap();
        let found: Vec<String> = names.people.iter().map(Person::family_name).collect();
        assert_eq!(found, ["van den Berg", "Jürgensen", "Ferré", "Sato"]);
        let table = [
            ("Ruth Marlow and Lena Brandt. Mail", Some(true)),
            ("Marlow, Ruth and Lena Brandt. Mail", Some(false)),
            ("van den Berg, Jan. Lamps", Some(false)),
            ("García Márquez, Gabriel. Rope", None),
            ("Northern Lights Archive. Register", None),
            ("Marlow and Brandt (1987)", None),
        ];
        for (text, want) in table {
            assert_eq!(spoken(text), want, "{text}");
        }
    }
}
