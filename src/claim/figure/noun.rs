//! The noun behind a number: what is counted.
//!
//! In: the text behind a number. Out: the noun in the singular. A noun is known by its plural; what stands
//! before it are its adjectives. It refuses what is no thing to count: `times`, `ways`, `of`.

use crate::text::words::Words;

/// Words that end the search: no adjective and no noun.
static STOP: Words = Words::new(
    "a an the this that these those and or but nor of in on at by for with from to into onto upon over under above \
     below between among amongst through during after before since until till within without against about around near \
     per as than then which who whom whose where when while if because so is are was were be been being am has have \
     had having do does did done can could may might must shall should will would not no only also even just both \
     either neither each every all any some many more most much less least such other others another same own his hers \
     its ours theirs her their our your my it he she they we you i there here what how why vs versus via et al \
     respectively including included include includes etc percent out off up down times plus minus across unless \
     whereas yes perhaps besides towards thus always hence because ones further later earlier ago onwards onward and/or \
     ways kinds types sorts came went took made said agreed answered reported told found showed says shows suggests \
     indicates uses gives makes takes occurs results denotes provides means represents requires contains refers corresponds \
     appears becomes remains seems reflects explains describes presents reports equals yields leads needs works allows \
     exists consists depends contributes comprises follows begins ends involves cal",
);

/// Nouns that are plural without an s.
const IRREGULAR: &[(&str, &str)] = &[
    ("people", "person"),
    ("persons", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("grandchildren", "grandchild"),
    ("mice", "mouse"),
    ("teeth", "tooth"),
    ("feet", "foot"),
    ("geese", "goose"),
    ("oxen", "ox"),
    ("cattle", "cattle"),
    ("sheep", "sheep"),
    ("fish", "fish"),
    ("species", "species"),
    ("series", "series"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("bacteria", "bacterium"),
    ("larvae", "larva"),
    ("genera", "genus"),
    ("taxa", "taxon"),
    ("loci", "locus"),
    ("police", "police"),
];

/// What is counted in one to twelve when the number stands in words: people, places, events, papers.
/// `two countries` and `three categories` are mostly the author's own enumeration.
static COUNTABLE: Words = Words::new(
    "participant respondent interviewee informant person man woman child patient student pupil teacher journalist expert \
     soldier officer civilian farmer worker volunteer official member teenager adult doctor nurse subject speaker \
     scholar refugee migrant household family victim casualty death fatality interview questionnaire survey hospital \
     school university village district province city town gene species sample specimen animal mouse rat infant \
     player voter judge minister ambassador prisoner girl boy couple editor lawyer manager employee",
);

/// Words in s that are no plurals.
static SINGULAR: Words = Words::new(
    "news politics economics physics mathematics statistics diabetes series species basis analysis crisis hypothesis \
     status process access success progress congress business class glass mass loss gas bus virus plus campus focus \
     consensus bonus apparatus dozens census sars aids covid mars texas paris",
);

/// The noun behind a number, in the singular, and the length of all up to its end.
pub(super) fn counted(text: &str) -> Option<(String, usize)> {
    let mut at = 0;
    // Three adjectives at most: `primary health care practices`.
    for _ in 0..4 {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if gap == 0 || gap > 2 {
            return None;
        }
        let start = at + gap;
        let len = text[start..]
            .char_indices()
            .find(|(_, c)| !c.is_alphabetic() && !matches!(c, '-' | '\'' | '’'))
            .map_or(text.len() - start, |(at, _)| at);
        let word = &text[start..start + len];
        let small = word.to_lowercase();
        if text[start..].starts_with("U.S. ") || text[start..].starts_with("U.K. ") {
            at = start + 4;
            continue;
        }
        if len < 3 || STOP.has(&small) || small.ends_with(['\'', '’', '-']) || small.contains(['\'', '’']) {
            return None;
        }
        if let Some(single) = singular(&small) {
            // `10 Taliban` and `5 Years` may be names.
            return (word.starts_with(char::is_lowercase) || single == "person").then_some((single, start + len));
        }
        at = start + len;
    }
    None
}

/// Whether a noun is one that a small number in words counts.
pub(super) fn countable(noun: &str) -> bool {
    COUNTABLE.has(noun)
}

/// The singular of a plural noun; `None` for what is no plural.
fn singular(word: &str) -> Option<String> {
    let last = word.rsplit('-').next().unwrap_or(word);
    if let Some((_, single)) = IRREGULAR.iter().find(|(plural, _)| *plural == last) {
        return Some((*single).to_owned());
    }
    // `ferrymen`, `policewomen`; a specimen is one.
    if let Some(stem) =
        last.strip_suffix("men").filter(|stem| stem.len() > 2 && !matches!(*stem, "speci" | "regi" | "abdo"))
    {
        return Some(format!("{}{stem}man", &word[..word.len() - last.len()]));
    }
    if !word.ends_with('s') || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") || last.len() < 4 {
        return None;
    }
    // `two fifths` are no things.
    if SINGULAR.has(last)
        || word.ends_with("ths") && (word.len() < 8 || word.ends_with("dths") || word.ends_with("nths"))
    {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return Some(format!("{stem}y"));
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(ending) {
            return Some(word[..word.len() - 2].to_owned());
        }
    }
    let known = [
        ("wives", "wife"),
        ("lives", "life"),
        ("knives", "knife"),
        ("wolves", "wolf"),
        ("leaves", "leaf"),
        ("heroes", "hero"),
        ("potatoes", "potato"),
        ("tomatoes", "tomato"),
        ("viruses", "virus"),
        ("buses", "bus"),
        ("businesses", "business"),
        ("analyses", "analysis"),
        ("hypotheses", "hypothesis"),
        ("crises", "crisis"),
        ("calves", "calf"),
        ("indices", "index"),
        ("matrices", "matrix"),
        ("vertices", "vertex"),
        ("appendices", "appendix"),
        ("halves", "half"),
    ];
    if let Some((plural, single)) = known.iter().find(|(plural, _)| *plural == last) {
        return Some(format!("{}{single}", &word[..word.len() - plural.len()]));
    }
    word.strip_suffix('s').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn nouns() {
        let table = [
            (" participants to", Some(("participant", 13))),
            (" registered refugees", Some(("refugee", 20))),
            (" primary care practices in", Some(("practice", 23))),
            (" people", Some(("person", 7))),
            (" rural families", Some(("family", 15))),
            (" of them", None),
            (" times", None),
            (" shows", None),
            (" was", None),
            (" and others", None),
            (" diabetes", None),
            (", men", None),
            (" men's", None),
        ];
        for (text, want) in table {
            assert_eq!(counted(text), want.map(|(noun, len)| (noun.to_owned(), len)), "{text}");
        }
    }
}
