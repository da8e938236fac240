//! Names at the head of an entry in a printed reference list.
//!
//! In: the words before the year or the title. Out: the people and organisations, family names told apart.
//! Forms: `Holland, J. A., & Rubin, B.` (*APA 7, 9.8*), `Holland, John, Barnett Rubin, and Ann Lee`
//! (*Chicago 17, 15.9*), `J. A. Holland and B. Rubin` (*IEEE*), `Holland JA, Rubin B` (*Vancouver*), and
//! organisations. What follows none of them is no list of names.

use crate::model::Person;

/// The names of an entry.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub people: Vec<Person>,
    /// Whether the list ends in `et al.`
    pub others: bool,
}

/// The most names that are read of one entry.
pub(super) const MOST: usize = 400;

/// Small words that belong to a family name.
pub(super) const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "ter", "ten",
    "te", "zu", "zur", "af", "av", "bin", "ibn", "y", "e", "d’", "d'", "’t", "'t", "st.",
];

/// Reads the names; `None` where the words are no names.
pub(super) fn read(text: &str) -> Option<Names> {
    let (text, others) = without_others(without_role(text));
    // The stop of the whole list, where initials have none.
    let text = if text.matches('.').count() == 1 { text.trim_end_matches('.') } else { text };
    if text.is_empty() {
        return None;
    }
    let parts = parts(text);
    if parts.len() > MOST || parts.iter().any(|part| part.text.chars().any(|c| c.is_ascii_digit() && text.len() > 120))
    {
        return None;
    }
    let people = people(&parts).or_else(|| group(text).map(|one| vec![one]))?;
    Some(Names { people, others })
}

/// A part of the list, and what stood before it.
pub(super) struct Part<'t> {
    pub(super) text: &'t str,
    before: Joint,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Start,
    Comma,
    Semicolon,
    And,
}

/// `(Eds.)`, `, eds.`, `, editors` behind the names.
pub(super) fn without_role(text: &str) -> &str {
    let mut text = text.trim().trim_end_matches([',', ':', ';']).trim_end();
    if text.ends_with(')')
        && let Some(open) = text.rfind('(')
        && is_role(&text[open + 1..text.len() - 1])
    {
        text = text[..open].trim_end().trim_end_matches(',');
    }
    if let Some((names, role)) = text.rsplit_once(',')
        && is_role(role)
    {
        text = names;
    }
    text.trim()
}

fn is_role(text: &str) -> bool {
    const ROLES: &[&str] = &["ed", "eds", "editor", "editors", "hrsg", "trans", "comp", "comps", "dir", "dirs"];
    let bare: String = text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    ROLES.contains(&bare.as_str())
}

pub(super) fn without_others(text: &str) -> (&str, bool) {
    let bare = text.trim_end_matches(['.', ' ', '…']);
    for end in ["et al", "and others", "u. a", "et coll"] {
        if let Some(names) = bare.strip_suffix(end)
            && names.ends_with([' ', ','])
        {
            return (names.trim_end_matches([' ', ',', '&']), true);
        }
    }
    (text, false)
}

/// Cuts a list at its commas, semicolons, "and"s and ampersands.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let (mut start, mut before) = (0, Joint::Start);
    let mut at = 0;
    let bytes = text.as_bytes();
    let mut push = |range: std::ops::Range<usize>, before: Joint| {
        let part = text[range].trim();
        if !part.is_empty() && part != "…" && part != "..." {
            out.push(Part { text: part, before });
        }
    };
    while at < bytes.len() {
        let rest = text.get(at..).unwrap_or("");
        let found = match bytes[at] {
            b',' => Some((1, Joint::Comma)),
            b';' => Some((1, Joint::Semicolon)),
            b'&' => Some((1, Joint::And)),
            b' ' => [" and ", " und ", " et ", " y ", " e ", " en "]
                .iter()
                .find(|word| rest.starts_with(**word))
                .map(|word| (word.len() - 1, Joint::And)),
            // "A, B, … Z" and "A, B, . . . Z" of long lists.
            0xE2 if rest.starts_with('…') => Some(('…'.len_utf8(), Joint::Comma)),
            b'.' if rest.starts_with(". . .") => Some((5, Joint::Comma)),
            _ => None,
        };
        match found {
            Some((len, joint)) => {
                push(start..at, before);
                // ", and" is one joint; a semicolon before it tells more than the word.
                if !(joint == Joint::And && text[start..at].trim().is_empty() && before == Joint::Semicolon) {
                    before = joint;
                }
                at += len;
                start = at;
            }
            None => at += 1,
        }
    }
    push(start..bytes.len(), before);
    out
}

/// The people of a list; `None` where its parts are none.
fn people(parts: &[Part]) -> Option<Vec<Person>> {
    let first = parts.first()?.text;
    if parts.iter().any(|part| part.before == Joint::Semicolon) {
        return by_semicolons(parts);
    }
    let second = parts.get(1).filter(|part| part.before == Joint::Comma).map(|part| part.text);
    if second.is_some_and(is_initials) && is_family(first) {
        return inverted(parts);
    }
    if straight(first).is_some_and(|person| is_initials(&person.given)) && !is_vancouver(first) {
        return parts.iter().map(|part| straight(part.text)).collect();
    }
    if is_vancouver(first) {
        return parts.iter().filter(|part| !is_initials(part.text)).map(|part| vancouver(part.text)).collect();
    }
    match second {
        Some(given) if is_family(first) && is_given(given) => {
            let mut out = vec![person(first, given)];
            for part in &parts[2..] {
                match out.last_mut().filter(|_| is_generation(part.text)) {
                    Some(last) => last.suffix = part.text.to_owned(),
                    None => out.push(straight(part.text).or_else(|| group(part.text))?),
                }
            }
            Some(out)
        }
        // "Smith and Jones", family names alone; one name alone is an organisation's, or a person's only one.
        None if parts.len() == 1 && is_family(first) && !first.contains(' ') => Some(vec![person(first, "")]),
        // "Ada J. Marlow": no organisation has an initial in its midst.
        None if parts.len() == 1 => {
            straight(first).filter(|one| one.given.contains(". ") || one.given.ends_with('.')).map(|one| vec![one])
        }
        _ if parts.len() > 1 && parts[1..].iter().all(|part| part.before == Joint::And) => {
            let all = parts.iter().map(|part| straight(part.text).filter(|_| is_family(part.text)));
            all.collect::<Option<Vec<_>>>().filter(|_| parts.iter().all(|part| !is_group(part.text)))
        }
        _ => None,
    }
}

/// `Holland, J. A., Rubin, B., & World Health Organization`.
fn inverted(parts: &[Part]) -> Option<Vec<Person>> {
    let mut out: Vec<Person> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let text = parts[at].text;
        if is_generation(text) && !out.is_empty() {
            out.last_mut()?.suffix = text.to_owned();
            at += 1;
            continue;
        }
        match parts.get(at + 1).filter(|next| next.before == Joint::Comma) {
            Some(next)
                if is_family(text) && (is_initials(next.text) || is_given(next.text) && at + 2 == parts.len()) =>
            {
                out.push(person(text, next.text));
                at += 2;
            }
            // "J. R. Smith" after the first, as some styles have it.
            _ => {
                out.push(straight(text).or_else(|| group(text))?);
                at += 1;
            }
        }
    }
    Some(out)
}

/// `Holland, John; Rubin, Barnett`.
fn by_semicolons(parts: &[Part]) -> Option<Vec<Person>> {
    let mut out: Vec<Person> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let text = parts[at].text;
        let given = parts.get(at + 1).filter(|next| next.before == Joint::Comma).map(|next| next.text);
        match given {
            Some(given) if is_family(text) && (is_initials(given) || is_given(given)) => {
                out.push(person(text, given));
                at += 2;
            }
            _ => {
                out.push(if is_vancouver(text) { vancouver(text)? } else { straight(text).or_else(|| group(text))? });
                at += 1;
            }
        }
    }
    Some(out)
}

/// `J. A. Holland`, `John van der Berg`.
pub(super) fn straight(text: &str) -> Option<Person> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 6 || words.is_empty() || is_group(text) || !words.iter().all(|word| is_name_word(word)) {
        return None;
    }
    // "Kofi Osei. Rope": a sentence ends inside.
    let stops = |word: &&str| word.ends_with('.') && !is_initial(word) && *word != "St.";
    if words[..words.len() - 1].iter().any(stops) {
        return None;
    }
    let particle = words.iter().position(|word| PARTICLES.contains(word));
    let first = match particle {
        Some(at) if at > 0 && at + 1 < words.len() => at,
        _ => words.len() - 1,
    };
    Some(person(&words[first..].join(" "), &words[..first].join(" ")))
}

/// `Holland JA`.
fn vancouver(text: &str) -> Option<Person> {
    let (family, given) = text.rsplit_once(' ')?;
    (is_vancouver(text)).then(|| person(family, given))
}

pub(super) fn is_vancouver(text: &str) -> bool {
    let Some((family, initials)) = text.rsplit_once(' ') else { return false };
    let letters = initials.trim_end_matches('.');
    is_family(family)
        && (1..=4).contains(&letters.chars().count())
        && letters.chars().all(|c| c.is_uppercase() || c == '-')
        && family.chars().any(char::is_lowercase)
        && !initials.contains('.')
}

/// Whether a name goes on behind a single initial: `Ada J.`, `Marlow and Kofi Osei. Rope`. Vancouver, which has no stop
/// behind initials, has a semicolon before its year: `Fair F.`, `Lights. Oslo: Quay; 2003`.
pub(super) fn goes_on(before: &str, rest: &str) -> bool {
    let initial = !before.contains(',') && before.rsplit(' ').next().is_some_and(|word| word.chars().count() == 1);
    let end = rest.find([',', '.', '(']).unwrap_or(rest.len());
    let name = &rest[..rest.find(" and ").map_or(end, |and| and.min(end))];
    initial
        && !rest.contains(';')
        && (1..=2).contains(&name.split(' ').count())
        && is_family(name)
        && name.len() < rest.len()
}

fn person(family: &str, given: &str) -> Person {
    let words: Vec<&str> = family.split_whitespace().collect();
    let small = words.iter().take_while(|word| PARTICLES.contains(word)).count();
    let small = if small == words.len() { 0 } else { small };
    Person {
        family: words[small..].join(" "),
        particle: words[..small].join(" "),
        given: given.trim().to_owned(),
        ..Person::default()
    }
}

/// An organisation: words with capitals, small linking words between them.
pub(super) fn group(text: &str) -> Option<Person> {
    let text = text.trim().trim_end_matches('.');
    let first = text.chars().next()?;
    let fits = text.len() <= 160
        && (first.is_uppercase() || first.is_ascii_digit() || !first.is_ascii() && first.is_alphabetic())
        && text.chars().any(char::is_alphabetic)
        && !text.contains(['“', '”', '"', '?', '!', ':'])
        && !text.contains(". ");
    fits.then(|| Person { family: text.to_owned(), group: true, ..Person::default() })
}

/// Words that only organisations have in their names.
pub(super) fn is_group(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "of", "for", "the", "and", "on", "in", "inc", "inc.", "ltd", "group", "team", "network", "bank", "committee",
        "council", "institute", "university", "association", "organization", "organisation", "foundation",
        "consortium", "ministry", "office", "agency", "society", "center", "centre", "union", "commission", "news",
    ];
    text.split_whitespace().any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

/// `J. A.`, `JA`, `J.-P.`, `Yu.`, `J. A. M. van`.
fn is_initials(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    !words.is_empty()
        && words.len() <= 6
        && words.iter().any(|word| !PARTICLES.contains(word))
        && words.iter().all(|word| is_initial(word) || PARTICLES.contains(word) || is_generation(word))
}

fn is_initial(word: &str) -> bool {
    let stops = word.ends_with('.') || word.contains(".-") || word.contains('.');
    let mut pieces = word.split(['.', '-', '‐', '‑', '’', '\'']).filter(|piece| !piece.is_empty());
    let short = |piece: &str| {
        let len = piece.chars().count();
        piece.starts_with(char::is_uppercase) && (len == 1 || stops && len <= 3)
            || piece.len() <= 4 && piece.chars().all(char::is_uppercase)
    };
    word.chars().any(char::is_alphabetic) && pieces.all(short)
}

/// `Jr.`, `III`.
fn is_generation(text: &str) -> bool {
    matches!(text.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

/// A family name: one to four words that begin with a capital, or particles.
pub(super) fn is_family(text: &str) -> bool {
    let mut words = 0;
    let mut capital = false;
    for word in text.split_whitespace() {
        words += 1;
        let particle = PARTICLES.contains(&word);
        capital |= !particle;
        if !particle && !is_name_word(word) {
            return false;
        }
    }
    capital && words <= 5 && text.len() <= 60 && !is_group(text)
}

/// Given names: `John`, `Mary K.`, `Jean-Luc`.
fn is_given(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= 5 && text.split_whitespace().all(is_name_word) && !is_group(text)
}

/// A word of a name: letters, hyphens, apostrophes, a stop after initials; a capital, or a particle.
fn is_name_word(word: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '‐' | '‑' | '’' | '\'' | '.' | '\u{ad}' | 'ʼ' | '`');
    let mark = |c: char| !c.is_ascii() && !c.is_alphanumeric() && !matches!(c, '“' | '”' | '«' | '»' | '—' | '–' | '…');
    let begins = |c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase();
    let stop = word.find('.').is_none_or(|at| at + 1 == word.len() || is_initial(word));
    PARTICLES.contains(&word)
        || word.chars().all(|c| letters(c) || mark(c))
            && stop
            && word.chars().find(|c| c.is_alphabetic()).is_some_and(begins)
            && (!word.ends_with('.') || is_initial(word) || is_generation(word) || word.len() <= 5)
        // "d’Errico", "al-Rashid", "ʿAbd"
        || ["d’", "d'", "al-", "el-", "l’"].iter().any(|front| {
            word.strip_prefix(front).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families(text: &str) -> Option<Vec<String>> {
        read(text).map(|names| names.people.iter().map(Person::family_name).collect())
    }

    #[test]
    fn names_in_the_forms_of_the_styles() {
        let table: &[(&str, &[&str])] = &[
            ("Marlow, R. J., Osei, K., & Lindqvist, A.-B.", &["Marlow", "Osei", "Lindqvist"]),
            ("Marlow, R.", &["Marlow"]),
            ("van der Berg, J., & O’Brien, P., Jr.", &["van der Berg", "O’Brien"]),
            ("Marlow, Ruth J., Kofi Osei, and Anna van der Berg", &["Marlow", "Osei", "van der Berg"]),
            ("Marlow, Ruth, and Kofi Osei", &["Marlow", "Osei"]),
            ("R. J. Marlow, K. Osei and A.-B. Lindqvist", &["Marlow", "Osei", "Lindqvist"]),
            ("Marlow RJ, Osei K, Lindqvist AB", &["Marlow", "Osei", "Lindqvist"]),
            ("Marlow, R.J. and Osei, K.", &["Marlow", "Osei"]),
            ("Marlow, Ruth; Osei, Kofi", &["Marlow", "Osei"]),
            ("World Health Organization", &["World Health Organization"]),
            ("Ministry of Tides and Ferries", &["Ministry of Tides and Ferries"]),
            ("Marlow, R., Osei, K., & Harbour Works Group", &["Marlow", "Osei", "Harbour Works Group"]),
            ("Marlow, Ruth, et al.", &["Marlow"]),
            ("Marlow, R. (Ed.)", &["Marlow"]),
            ("Marlow, Ruth, and Kofi Osei, eds", &["Marlow", "Osei"]),
            ("García Márquez, G.", &["García Márquez"]),
            ("Askren", &["Askren"]),
        ];
        for (text, want) in table {
            assert_eq!(
                families(text).as_deref(),
                Some(&want.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()[..]),
                "{text}"
            );
        }
        assert!(read("Marlow et al.").unwrap().others);
        assert_eq!(families("the boats of the bay: a history. Journal"), None);
    }
}
