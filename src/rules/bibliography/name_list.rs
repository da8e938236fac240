//! Lists of names as they stand in the file, and what BibTeX makes of them that nobody meant.

use std::borrow::Cow;
use std::ops::Range;

/// What is wrong in a list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Two `and` with nothing between, or one at an end.
    Empty,
    /// `et al.` where `others` belongs.
    EtAl,
    /// `&` or `;` where `and` belongs.
    Sign,
    /// Commas where `and` belongs.
    Commas,
    /// A comma that ends a name.
    Trailing,
    /// `King, Martin Luther, Jr.`
    Suffix,
    /// An organisation whose name `and` tears in two.
    Torn,
    /// An organisation whose name is read as a person's.
    Unbraced,
}

/// The faults of a list, each kind once, with its place.
pub(super) fn faults(list: &str) -> Vec<(Range<usize>, Fault)> {
    let mut out: Vec<(Range<usize>, Fault)> = Vec::new();
    let mut add = |at: Range<usize>, fault: Fault| {
        if !out.iter().any(|(_, known)| *known == fault) {
            out.push((at, fault));
        }
    };
    if list.trim().is_empty() {
        return out;
    }
    let (names, ands) = split(list);
    for (number, name) in names.iter().enumerate() {
        if name.text.is_empty() {
            add(ands[number.min(ands.len() - 1)].clone(), Fault::Empty);
        } else if let Some((at, fault)) = of_name(name.text) {
            add(name.at + at.start..name.at + at.end, fault);
        }
    }
    for pair in names.windows(2).filter(|pair| is_torn(pair[0].text, pair[1].text)) {
        add(pair[0].at..pair[1].at + pair[1].text.len(), Fault::Torn);
    }
    // What is torn is not told again as unbraced.
    if let Some((torn, _)) = out.iter().find(|(_, fault)| *fault == Fault::Torn).cloned() {
        out.retain(|(at, fault)| {
            !matches!(fault, Fault::Unbraced | Fault::Trailing) || at.start < torn.start || at.end > torn.end
        });
    }
    out
}

struct Name<'l> {
    text: &'l str,
    at: usize,
}

/// The names of a list and the `and`s between them.
fn split(list: &str) -> (Vec<Name<'_>>, Vec<Range<usize>>) {
    let bytes = list.as_bytes();
    let mut ands = Vec::new();
    let (mut depth, mut at) = (0usize, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 && bytes[at..].get(..3).is_some_and(|word| word.eq_ignore_ascii_case(b"and")) => {
                let blank = |b: Option<&u8>| b.is_none_or(|b| b.is_ascii_whitespace());
                if blank(at.checked_sub(1).map(|before| &bytes[before])) && blank(bytes.get(at + 3)) {
                    ands.push(at..at + 3);
                    at += 2;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let ends = ands.iter().map(|and| and.start).chain([list.len()]);
    let starts = [0].into_iter().chain(ands.iter().map(|and| and.end));
    let name = |(start, end): (usize, usize)| {
        let text = list[start..end].trim();
        Name { text, at: text.as_ptr() as usize - list.as_ptr() as usize }
    };
    (starts.zip(ends).map(name).collect(), ands)
}

/// The fault of one name.
fn of_name(name: &str) -> Option<(Range<usize>, Fault)> {
    if let Some(at) = et_al(name) {
        return Some((at, Fault::EtAl));
    }
    let bare = if name.contains('{') { Cow::Owned(unbraced(name)) } else { Cow::Borrowed(name) };
    for sign in [" \\& ", " & ", ";"] {
        if let Some(at) = bare.find(sign) {
            let lead = sign.len() - sign.trim_start().len();
            return Some((at + lead..at + lead + sign.trim().len(), Fault::Sign));
        }
    }
    // `family=Sade, prefix=de, given=…` (*biblatex 3.4*).
    if bare.split(',').next().is_some_and(|first| first.contains('=')) {
        return None;
    }
    let trailing = bare.ends_with(',');
    let parts: Vec<&str> = bare.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let people = |parts: &[&str]| parts.iter().all(|part| words(part) > 1 && !is_initials(part));
    let whole = 0..name.len();
    let suffixed = parts.iter().skip(1).filter(|part| is_suffix(part)).count();
    match parts[..] {
        [_, middle, _] if is_suffix(middle) && suffixed == 1 => None,
        [_, _, .., last] if is_suffix(last) && parts.len() - suffixed <= 2 => Some((whole, Fault::Suffix)),
        [_, .., last] if is_firm(last) => Some((whole, Fault::Unbraced)),
        [_, _, _, ..] => Some((whole, Fault::Commas)),
        [first, second] if is_inverted(first) && is_inverted(second) => Some((whole, Fault::Commas)),
        [_, _] if trailing && people(&parts) => Some((whole, Fault::Commas)),
        _ if trailing => Some((name.len() - 1..name.len(), Fault::Trailing)),
        [one] if is_organisation(one) => Some((whole, Fault::Unbraced)),
        _ => None,
    }
}

/// A name with what stands in braces made blank, byte for byte: `x` for what has letters.
fn unbraced(name: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(name.len());
    let mut escaped = false;
    for c in name.chars() {
        let inside = depth > 0;
        match c {
            '{' if !escaped => depth += 1,
            '}' if !escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        if inside || depth > 0 {
            out.extend(std::iter::repeat_n('x', c.len_utf8()));
        } else {
            out.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

fn et_al(name: &str) -> Option<Range<usize>> {
    let end = name.trim_end_matches(['.', '}', ' ', ',']).len();
    let head = ["et al", "et. al", "et~al"].iter().find_map(|form| {
        let start = end.checked_sub(form.len()).filter(|&at| name.is_char_boundary(at))?;
        let same = name[start..end].eq_ignore_ascii_case(form);
        (same && (start == 0 || name[..start].ends_with([' ', ',', '{', '~']))).then_some(start)
    })?;
    let stop = name[end..].len() - name[end..].trim_start_matches('.').len();
    Some(head..end + stop)
}

/// Whether `and` parts what are no two names: `Ministry of Fisheries` and `Agriculture`.
fn is_torn(first: &str, second: &str) -> bool {
    let plain = |name: &str| !name.is_empty() && !name.contains([',', '{', '\\', '.']) && name.is_ascii();
    let bare = first.trim_end_matches(',');
    if !plain(second) || !(plain(bare) || bare.contains(',') && is_organisation(bare)) {
        return false;
    }
    let short = |name: &str| name.len() <= 8 && name.bytes().all(|b| b.is_ascii_uppercase());
    if short(bare) || short(second) || second.eq_ignore_ascii_case("others") {
        return false;
    }
    let realm = |name: &str| {
        const REALMS: &[&str] = &[
            "national", "american", "european", "international", "royal", "federal", "united", "world", "british",
            "canadian", "australian", "african", "asian", "global",
        ];
        name.split(' ').next().is_some_and(|word| REALMS.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    let of = |name: &str| name.split(' ').any(|word| matches!(word, "of" | "for" | "on"));
    match (is_organisation(bare), is_organisation(second)) {
        (true, false) => words(second) == 1 || of(bare) && words(second) <= 3,
        (false, true) => words(bare) == 1 || realm(bare),
        _ => false,
    }
}

/// Whether a name has a word that nobody is called by.
fn is_organisation(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "academies", "academy", "administration", "agency", "association", "authority", "bureau", "center", "centers",
        "centre", "centres", "collaboration", "collaborators", "commission", "committee", "consortium", "corporation",
        "council", "department", "federation", "foundation", "group", "initiative", "institute", "institutes",
        "institution", "laboratory", "ministry", "nations", "network", "observatory", "office", "organisation",
        "organization", "organizations", "partnership", "programme", "secretariat", "society", "statistics", "team",
        "university",
    ];
    words(name) > 1
        && !name.contains(['{', '\\'])
        && name.split([' ', ',', '\n', '~']).any(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
        })
}

fn words(text: &str) -> usize {
    text.split([' ', '~', '\n', '\t']).filter(|word| !word.is_empty()).count()
}

/// `Smith J`: a family name, and initials after it.
fn is_inverted(name: &str) -> bool {
    let Some((family, initials)) = name.rsplit_once([' ', '~']) else { return false };
    let capitals = initials.len() <= 3 && initials.bytes().all(|b| b.is_ascii_uppercase());
    // `da S, Costa D` is one person, torn in an odd place.
    let capital = family.starts_with(char::is_uppercase);
    (capitals || is_initials(initials)) && words(family) == 1 && capital && !is_initials(family)
}

/// `J.`, `J.-P.`, `J. K.`
fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let right = |c: char| c.is_uppercase() || matches!(c, '.' | '-' | ' ' | '~');
    (letters == 1 || text.contains('.') && (1..=4).contains(&letters)) && text.chars().all(right)
}

fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_ascii_lowercase().as_str(),
        "jr" | "sr" | "ii" | "iii" | "iv" | "junior" | "senior" | "2nd" | "3rd" | "md" | "phd" | "ph.d" | "m.d"
    )
}

fn is_firm(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.').to_ascii_lowercase().as_str(),
        "inc" | "ltd" | "llc" | "gmbh" | "corp" | "limited" | "plc"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_names() {
        for (list, place, fault) in [
            ("Smith, J., Jones, K.", "Smith, J., Jones, K.", Fault::Commas),
            ("Smith J, Jones K", "Smith J, Jones K", Fault::Commas),
            ("Jo Smith, Al Jones, Bo Li", "Jo Smith, Al Jones, Bo Li", Fault::Commas),
            ("Jo Smith, Al Jones, and Bo Li", "Jo Smith, Al Jones,", Fault::Commas),
            ("Smith, John, and Jones, Kim", ",", Fault::Trailing),
            ("Smith, John and and Jones, Kim", "and", Fault::Empty),
            ("Smith, John and", "and", Fault::Empty),
            ("and Smith, John", "and", Fault::Empty),
            ("Smith, John and et al.", "et al.", Fault::EtAl),
            ("Smith, John et al.", "et al.", Fault::EtAl),
            ("{Smith et al.}", "et al.", Fault::EtAl),
            ("Smith, J. & Jones, K.", "&", Fault::Sign),
            ("Smith, J. \\& Jones, K.", "\\&", Fault::Sign),
            ("Smith, J.; Jones, K.", ";", Fault::Sign),
            ("King, Martin Luther, Jr.", "King, Martin Luther, Jr.", Fault::Suffix),
            ("King, Martin, Jr., Jr.", "King, Martin, Jr., Jr.", Fault::Suffix),
            ("Docker, Inc.", "Docker, Inc.", Fault::Unbraced),
            ("Ministry of Fisheries and Agriculture", "Ministry of Fisheries and Agriculture", Fault::Torn),
            ("Food and Agriculture Organization", "Food and Agriculture Organization", Fault::Torn),
            ("Centers for Disease Control and Prevention", "Centers for Disease Control and Prevention", Fault::Torn),
            ("Department of Health and Human Services", "Department of Health and Human Services", Fault::Torn),
            (
                "National Aeronautics and Space Administration",
                "National Aeronautics and Space Administration",
                Fault::Torn,
            ),
            ("Committee of Fish, Food, and Forests", "Committee of Fish, Food, and Forests", Fault::Torn),
            ("R Core Team", "R Core Team", Fault::Unbraced),
            ("World Health Organization", "World Health Organization", Fault::Unbraced),
        ] {
            let found: Vec<(&str, Fault)> = faults(list).into_iter().map(|(at, fault)| (&list[at], fault)).collect();
            assert_eq!(found, [(place, fault)], "{list}");
        }
    }

    #[test]
    fn what_is_right_with_names() {
        for list in [
            "Smith, John and Jones, Kim",
            "John Smith and Kim Jones",
            "Smith, John and others",
            "{Smith and Wesson}",
            "{{World Health Organization}}",
            "{Ministry of Fisheries and Agriculture}",
            "García Márquez, Gabriel José",
            "Garc{\\'\\i}a, A.",
            "King, Jr., Martin Luther",
            "Martin Luther King",
            "Plato and Aristotle",
            "van der Berg, Jan AND de la Cruz, Ana",
            "{\\'E}. Anderson",
            "Ortega y Gasset, José",
            "Smith, J. A. and Brown, A.-B.",
            "family=van Gogh, given=Vincent",
            "Brandt, Andrea",
            "{Council on Children, and Section on Pediatrics}",
            "{Procter \\& Gamble}",
            "{Docker, Inc.} and Smith, J.",
            "Wu Z",
            "Alonzo Church",
            "da S, Costa D",
            "NASA and ESA",
            "Smith, John\n and Jones, Kim",
            "",
            "Anders, Andy",
            "Mac{\\ and}x, J.",
            "King, III, Martin",
            "Lee, Min-Ho",
            "O'Brien, Pat",
            "Etal, Al",
            "Church, Alonzo and Bank, Roy",
        ] {
            assert_eq!(faults(list), [], "{list}");
        }
    }
}
