//! Words with a meaning of their own in scholarly prose, by language.
//!
//! The tables hold English first, and the commonest forms of German, French, Spanish, Italian,
//! Portuguese and Dutch where a manuscript in English meets them too.

use super::words::Words;

/// Abbreviations after which a sentence never ends (the stop left out, small letters).
static NEVER_ENDS: Words = Words::new(
    "al app approx art bd bzw ca cap capt cf ch chap chs col cp dr e.g ed eds eq eqs esp ex exx fig figs fn \
     gen gov hrsg i.e incl lt mr mrs ms n nn no nos nr op p par pp pres prof pt resp rev rs sec sect sen sgt st \
     tab trans v viz vol vols vs z.b u.a s.a",
);

/// Abbreviations that may end a sentence, where what follows can only begin one.
static MAY_END: Words = Words::new("a.m b.c corp co d.c etc inc jr ltd p.m ph.d sr u.k u.n u.s u.s.a");

/// Words that begin sentences and do not begin names.
static OPENERS: Words = Words::new(
    "a after all also although an and another as at because before both but by despite during each even \
     finally first for from furthermore given he hence her here his how however if in indeed instead it its \
     later like many meanwhile more moreover most nevertheless no nor not now of on once one only or other \
     our over perhaps second several she similarly since so some still such than that the their then there \
     therefore these they third this those though through thus to two under unlike until we what when where \
     whereas whether which while who why with within without yet you",
);

/// Whether a stop after this word never ends a sentence (`et al.`, `pp.`).
pub fn never_ends(word: &str) -> bool {
    NEVER_ENDS.has_any_case(word)
}

/// Whether a stop after this word ends a sentence only where the next word can begin one (`U.S.`).
pub fn may_end(word: &str) -> bool {
    MAY_END.has_any_case(word)
}

/// Whether a word with a capital can only be the first of its sentence (`The`, `However`).
pub fn opens_sentence(word: &str) -> bool {
    OPENERS.has_any_case(word)
}

/// The months of the year, in small letters, with their usual abbreviations.
static MONTHS: Words = Words::new(
    "apr april aug august dec december feb february jan january jul july jun june mar march may nov november \
     oct october sep sept september",
);

/// Whether a word names a month (`June`, `Sept`).
pub fn is_month(word: &str) -> bool {
    MONTHS.has_any_case(word.trim_end_matches('.'))
}

/// The headings under which a reference list stands, as folded keys.
const REFERENCE_HEADINGS: &[&str] = &[
    "bibliografia",
    "bibliographie",
    "bibliography",
    "bibliografía",
    "literatur",
    "literaturverzeichnis",
    "literaturecited",
    "listofreferences",
    "referencelist",
    "references",
    "referenceliste",
    "referencescited",
    "referencesandnotes",
    "referencias",
    "riferimentibibliografici",
    "workscited",
    "bibliographicreferences",
];

/// The headings under which endnotes stand, as folded keys.
const NOTES_HEADINGS: &[&str] =
    &["notes", "endnotes", "footnotes", "anmerkungen", "endnoten", "fussnoten", "notesdefin", "notas", "eindnoten"];

/// Whether a heading announces the notes.
pub fn is_notes_heading(heading: &str) -> bool {
    heading.len() <= 40 && NOTES_HEADINGS.contains(&super::fold::key(heading).as_str())
}

/// Whether a heading announces the reference list.
pub fn is_reference_heading(heading: &str) -> bool {
    if heading.len() > 60 {
        return false;
    }
    let key: String = super::fold::key(heading).chars().filter(|c| !c.is_ascii_digit()).collect();
    REFERENCE_HEADINGS.contains(&key.as_str())
}
