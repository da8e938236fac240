//! Lists of names, as BibTeX and biblatex write them.
//!
//! In: the raw value of `author` or `editor`. Out: the people and organisations as a reader would
//! name them. Forms: `First von Last`, `von Last, First`, `von Last, Jr, First` (*BibTeX*), and
//! `family=…, given=…` (*biblatex 3.4*). What BibTeX would tear apart (`Smith, J., Jones, K.`) is read
//! as it was meant, where that is plain.

use crate::grammar::latex;
use crate::model::Person;

/// The names of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub people: Vec<Person>,
    /// Whether the list ends in `and others`.
    pub others: bool,
}

/// Reads a list of names.
pub(super) fn read(value: &str) -> Names {
    let mut names = Names::default();
    for name in split(value) {
        let name = name.trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ';');
        let (name, others) = without_others(name);
        names.others |= others;
        if !name.is_empty() {
            one(name, &mut names);
        }
    }
    names.people.retain(|person| !person.family.is_empty() || !person.given.is_empty());
    names
}

/// The names between ` and `, or between `;` or `&` where no ` and ` stands.
fn split(value: &str) -> Vec<&str> {
    let names = split_outside(value, |rest| {
        let blank = rest.starts_with(|c: char| c.is_ascii_whitespace());
        let word = rest.get(1..4).filter(|word| blank && word.eq_ignore_ascii_case("and"))?;
        let after = &rest[1 + word.len()..];
        (after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == '~')).then_some(4)
    });
    if names.len() > 1 {
        return names;
    }
    let parts = split_outside(value, |rest| rest.starts_with(';').then_some(1));
    if parts.len() > 1 {
        return parts;
    }
    let joined = |rest: &str| [" & ", " \\& "].iter().find(|sign| rest.starts_with(**sign)).map(|sign| sign.len());
    let parts = split_outside(value, joined);
    if parts.len() > 1 && parts.iter().all(|part| part.contains(',')) { parts } else { names }
}

/// Cuts a text where `cut` says, outside braces; `cut` gives the length of what parts two pieces.
fn split_outside(text: &str, cut: impl Fn(&str) -> Option<usize>) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth, mut at) = (0, 0usize, 0);
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b if depth == 0 && b.is_ascii() && !b.is_ascii_alphanumeric() => {
                if let Some(len) = cut(&text[at..]) {
                    pieces.push(&text[start..at]);
                    at += len;
                    start = at;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    pieces.push(&text[start..]);
    pieces
}

/// The name without a final `et al.`, and whether it, or `others`, stood there.
fn without_others(name: &str) -> (&str, bool) {
    if name.eq_ignore_ascii_case("others") {
        return ("", true);
    }
    let bare = name.trim_end_matches(['.', ' ']);
    for end in ["et al", "et. al"] {
        let Some(at) = bare.len().checked_sub(end.len()).filter(|&at| bare.is_char_boundary(at)) else { continue };
        if bare[at..].eq_ignore_ascii_case(end) && (at == 0 || bare[..at].ends_with([' ', ','])) {
            return (bare[..at].trim_end_matches([' ', ',']), true);
        }
    }
    (name, false)
}

/// The text inside braces that hold the whole of a name.
fn braced(name: &str) -> Option<&str> {
    let inner = name.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0usize;
    for b in inner.bytes() {
        match b {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    // `{\'E}` is a letter.
    (!inner.starts_with('\\')).then_some(inner)
}

fn one(name: &str, names: &mut Names) {
    if let Some(inner) = braced(name) {
        let (inner, others) = without_others(inner.trim());
        names.others |= others;
        names.people.push(inverted(inner).unwrap_or_else(|| group(inner)));
        return;
    }
    if let Some(person) = extended(name) {
        names.people.push(person);
        return;
    }
    let mut parts = split_outside(name, |rest| rest.starts_with(',').then_some(1));
    parts.iter_mut().for_each(|part| *part = part.trim());
    parts.retain(|part| !part.is_empty());
    match parts[..] {
        [] => {}
        [whole] => names.people.push(unparted(whole)),
        // `Martin Luther King, Jr.`
        [name, suffix] if is_suffix(suffix) => {
            names.people.push(Person { suffix: latex::plain(suffix), group: false, ..unparted(name) });
        }
        [name, firm] if is_firm(firm) => names.people.push(group(&format!("{name}, {firm}"))),
        [first, second] if is_inverted(first) && is_inverted(second) => {
            names.people.extend([first, second].map(unparted));
        }
        [family, given] => names.people.push(parted(family, given, "")),
        [family, suffix, given] if is_suffix(suffix) => names.people.push(parted(family, given, suffix)),
        [family, given, suffix] if is_suffix(suffix) => names.people.push(parted(family, given, suffix)),
        _ => commas_for_and(&parts, names),
    }
}

/// `Smith, J., Jones, K.` or `Jo Smith, Al Jones, Bo Li`: commas stand where `and` belongs.
fn commas_for_and(parts: &[&str], names: &mut Names) {
    if parts.iter().all(|part| tokens(part).len() > 1 && !is_initials(part)) {
        names.people.extend(parts.iter().map(|part| unparted(part)));
    } else if parts.len() > 3 || is_initials(parts[1]) {
        for pair in parts.chunks(2) {
            names.people.push(parted(pair[0], pair.get(1).unwrap_or(&""), ""));
        }
    } else {
        names.people.push(parted(parts[0], parts[2], parts[1]));
    }
}

fn group(name: &str) -> Person {
    Person { family: latex::plain(name), group: true, ..Person::default() }
}

/// `{Bento, Carla F.}`: a person in the braces of an organisation, as exports write it.
fn inverted(name: &str) -> Option<Person> {
    let (family, given) = name.split_once(',')?;
    let given = given.trim();
    let words = tokens(given);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let looks = words.len() <= 3 && words.iter().all(capital) && words.iter().any(|word| is_initials(word));
    (looks && !given.contains([',', '{', '\\']) && tokens(family).len() <= 3).then(|| parted(family, given, ""))
}

/// `family=van Gogh, given=Vincent` (*biblatex 3.4*).
fn extended(name: &str) -> Option<Person> {
    if !name.contains('=') {
        return None;
    }
    let mut person = Person::default();
    for part in split_outside(name, |rest| rest.starts_with(',').then_some(1)) {
        let (key, value) = part.split_once('=')?;
        let value = latex::plain(value.trim().trim_matches('"'));
        match key.trim().trim_start_matches('"') {
            "family" => person.family = value,
            "given" => person.given = value,
            "prefix" => person.particle = value,
            "suffix" => person.suffix = value,
            _ => {}
        }
    }
    (!person.family.is_empty() || !person.given.is_empty()).then_some(person)
}

/// `First von Last`.
fn unparted(name: &str) -> Person {
    let mut words = tokens(name);
    let mut person = Person::default();
    if words.len() > 1 && words.last().is_some_and(|word| is_suffix(word)) {
        person.suffix = words.pop().map(latex::plain).unwrap_or_default();
    }
    let Some((last, before)) = words.split_last() else { return person };
    if before.is_empty() {
        return Person { family: latex::plain(last), group: person.suffix.is_empty(), ..person };
    }
    // `Wu Z`: no family name is one initial.
    if is_initials(last) && !is_initials(before[0]) {
        return Person { given: latex::plain(last), ..parted(across(name, before), "", &person.suffix) };
    }
    // `Ortega y Gasset` is one name.
    let joined = before.len() >= 3 && matches!(before[before.len() - 1], "y" | "e" | "i");
    let last = if joined { before.len() - 2 } else { before.len() };
    let particle = words[..last].iter().rposition(|word| is_particle(word));
    let end = particle.map_or(last, |at| at + 1);
    let start = words[..end].iter().rposition(|word| !is_particle(word)).map_or(0, |at| at + 1).min(end);
    person.given = latex::plain(across(name, &words[..start]));
    person.particle = latex::plain(across(name, &words[start..end]));
    person.family = latex::plain(across(name, &words[end..]));
    person
}

/// `von Last, First` with its suffix.
fn parted(family: &str, given: &str, suffix: &str) -> Person {
    let mut person = Person { suffix: latex::plain(suffix), given: latex::plain(given), ..Person::default() };
    if suffix.is_empty()
        && let Some((given, last)) = person.given.rsplit_once(' ')
        && is_suffix(last)
    {
        person.suffix = last.to_owned();
        person.given = given.trim_end_matches(',').to_owned();
    }
    let mut words = tokens(family);
    if words.len() > 1 && person.suffix.is_empty() && words.last().is_some_and(|word| is_suffix(word)) {
        person.suffix = words.pop().map(latex::plain).unwrap_or_default();
    }
    let count = words.len().saturating_sub(1);
    let particles = words[..count].iter().take_while(|word| is_particle(word)).count();
    person.particle = latex::plain(across(family, &words[..particles]));
    person.family = latex::plain(across(family, &words[particles..]));
    // `Halteren, Hans van`.
    if particles == 0 {
        let given = tokens(&person.given);
        let count = given.iter().rev().take_while(|word| is_particle(word)).count();
        if (1..given.len()).contains(&count) {
            let parts = given.split_at(given.len() - count);
            (person.given, person.particle) = (parts.0.join(" "), parts.1.join(" "));
        }
    }
    person
}

/// The text that neighbouring words of one text span.
fn across<'n>(text: &'n str, words: &[&'n str]) -> &'n str {
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => &text[offset(first)..offset(last) + last.len()],
        _ => "",
    }
}

/// The words of a name; braces hold a word together.
fn tokens(name: &str) -> Vec<&str> {
    let mut words =
        split_outside(name, |rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '~').then_some(1));
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a word begins with a small letter, so that it is no part of a first or last name.
fn is_particle(word: &str) -> bool {
    if word.starts_with('{') && !word.starts_with("{\\") || matches!(word, "y" | "e" | "i") {
        return false;
    }
    let first = if word.contains('\\') {
        latex::plain(word).chars().find(|c| c.is_alphabetic())
    } else {
        word.chars().find(|c| c.is_alphabetic())
    };
    first.is_some_and(char::is_lowercase)
}

/// `Smith J`: a family name, and initials after it.
fn is_inverted(name: &str) -> bool {
    matches!(tokens(name)[..], [family, initials] if is_initials(initials) && !is_initials(family) && !is_particle(family))
}

pub(super) fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Jr" | "Sr" | "jr" | "sr" | "II" | "III" | "IV" | "Junior" | "Senior" | "2nd" | "3rd"
    )
}

pub(super) fn is_firm(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Inc" | "Ltd" | "LLC" | "GmbH" | "Corp" | "Limited" | "PLC")
}

/// `J.`, `J.-P.`, `J. K.`, `JK`: initials, and nothing else.
pub(super) fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let single = letters == 1 || text.contains('.') && letters <= 4;
    single && text.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | ' ' | '~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `particle|family|given|suffix`, an organisation in brackets.
    fn shown(value: &str) -> Vec<String> {
        let names = read(value);
        let show = |p: &Person| {
            if p.group {
                format!("[{}]", p.family)
            } else {
                [&p.particle, &p.family, &p.given, &p.suffix].map(|s| &**s).join("|").trim_end_matches('|').to_owned()
            }
        };
        let mut shown: Vec<String> = names.people.iter().map(show).collect();
        if names.others {
            shown.push("…".into());
        }
        shown
    }

    #[test]
    fn forms_of_one_name() {
        for (value, expected) in [
            ("Holland, John", "|Holland|John"),
            ("John Holland", "|Holland|John"),
            ("van der Berg, Jan", "van der|Berg|Jan"),
            ("Ludwig van Beethoven", "van|Beethoven|Ludwig"),
            ("Maria de Lourdes dos Santos", "dos|Santos|Maria de Lourdes"),
            ("De la Cruz, María", "|De la Cruz|María"),
            ("de la Cruz, María", "de la|Cruz|María"),
            ("Halteren, Hans van", "van|Halteren|Hans"),
            ("Garner, AG", "|Garner|AG"),
            ("Francesco d'Errico", "|d'Errico|Francesco"),
            ("José Ortega y Gasset", "|Ortega y Gasset|José"),
            ("Smith, Jr., John", "|Smith|John|Jr."),
            ("Smith, John, III", "|Smith|John|III"),
            ("Smith, John Jr.", "|Smith|John|Jr."),
            ("Martin Luther King, Jr.", "|King|Martin Luther|Jr."),
            ("King, Jr.", "|King||Jr."),
            ("{Van Valin}, {Robert D., Jr.}", "|Van Valin|Robert D.|Jr."),
            ("{de Groot}, Annette", "|de Groot|Annette"),
            ("Andrie {de Vries}", "|de Vries|Andrie"),
            ("M.~Ant{\\`o}nia Mart{\\'\\i}", "|Martí|M. Antònia"),
            ("{\\c C}a{\\u g}la {\\\"O}kten", "|Ökten|Çağla"),
            ("Caumon,, M.", "|Caumon|M."),
            ("Wu Z.", "|Wu|Z."),
            ("family=van Gogh, given=Vincent", "|van Gogh|Vincent"),
            ("given={Jean, Jr}, prefix=de, family=Sade, useprefix=true", "de|Sade|Jean, Jr"),
            ("{BBC News}", "[BBC News]"),
            ("{{World Health Organization}}", "[World Health Organization]"),
            ("{Smith and Wesson}", "[Smith and Wesson]"),
            ("{Council on Children, and Section on Pediatrics.}", "[Council on Children, and Section on Pediatrics.]"),
            ("Docker, Inc.", "[Docker, Inc.]"),
            ("{Bento, Carla F.}", "|Bento|Carla F."),
            ("Plato", "[Plato]"),
        ] {
            assert_eq!(shown(value), [expected], "{value}");
        }
    }

    #[test]
    fn lists() {
        for (value, expected) in [
            ("Lyall, Jason and Blair, Graeme AND\n Imai, K.", &["|Lyall|Jason", "|Blair|Graeme", "|Imai|K."][..]),
            ("Lyall, Jason and others", &["|Lyall|Jason", "…"]),
            ("Lyall, Jason and others, ", &["|Lyall|Jason", "…"]),
            ("Lyall, Jason and et al.", &["|Lyall|Jason", "…"]),
            ("Andreas Mengel et al.", &["|Mengel|Andreas", "…"]),
            ("{Marie Mikulov{\\'a} et al.}", &["[Marie Mikulová]", "…"]),
            ("Smith, J., Jones, K.", &["|Smith|J.", "|Jones|K."]),
            ("Smith J, Jones K.", &["|Smith|J", "|Jones|K."]),
            ("Smith J., Jones K., Lee P.", &["|Smith|J.", "|Jones|K.", "|Lee|P."]),
            ("Smith, J., Jones, K., & Lee, P.", &["|Smith|J.", "|Jones|K.", "|Lee|P."]),
            ("Smith, J., and Jones, K.", &["|Smith|J.", "|Jones|K."]),
            ("Jo Smith, Al Jones, Bo Li", &["|Smith|Jo", "|Jones|Al", "|Li|Bo"]),
            ("Smith, J. & Jones, K.", &["|Smith|J.", "|Jones|K."]),
            ("Etsu Yu; Tista Ba", &["|Yu|Etsu", "|Ba|Tista"]),
            ("{World Bank} and Smith, J.", &["[World Bank]", "|Smith|J."]),
            ("Anderson, Al", &["|Anderson|Al"]),
            ("", &[]),
            (" and ", &[]),
            ("{", &[]),
        ] {
            assert_eq!(shown(value), expected, "{value}");
        }
    }
}
