//! The bodies of the fuzz targets, on inputs that are made of what trips readers: half of them pieces of
//! manuscripts and bibliographies in any order, half any characters at all.

#[allow(dead_code)]
#[path = "fuzz/bodies.rs"]
mod bodies;
mod random;

use proptest::prelude::*;

const PIECES: &[&str] = &[
    "(Marlow, 1999a; ",
    "Osei and Brandt’s (2004)",
    "et al.",
    " (2010–2014)",
    "1999b, c",
    "n.d.",
    "(see ",
    ")",
    "(",
    "[",
    "]",
    "[@marlow, p. 3]",
    "@osei",
    "\\citep[p. 3]{marlow}",
    "“",
    "”",
    "\"",
    ".",
    ", ",
    "; ",
    ": ",
    "\n",
    "\n\n",
    "\r\n",
    "\u{c}",
    "-\n",
    "\u{ad}",
    "\u{feff}",
    "\u{a0}",
    "ﬁ",
    "é",
    "e\u{301}",
    "Müller",
    "Northern Lights Archive Programme",
    "# References\n\n",
    "---\n",
    "```\n",
    "<!-- pincite-ignore C001 -->",
    "$x$",
    "&eacute;",
    "*",
    "_",
    "P7, 2024",
    "according to experts",
    "ibid.",
    "p. 12",
    "& ",
    "and ",
    "The ferry crossed",
    "\u{fffc}",
    "²",
];

const ENTRIES: &[&str] = &[
    "@article{marlow,\n author = {Marlow, Ruth},\n date = {1999},\n}\n",
    "@book{osei, author = \"Osei, K and Brandt\", year",
    " = 2004 }\n",
    "@string{x = {y}}\n",
    "title = {A {\\'e} B}, ",
    "@online{nd, author = {{Northern Lights Archive Programme}}}\n",
    "@",
    "{",
    "}",
    "\"",
    "#",
    ",",
    "=",
    "%",
    "\\",
    " and ",
    "crossref = {osei},",
    "year = {1988--1998},",
    "\n",
    "é",
    "doi = {https://doi.org/10.1/x},",
];

fn made_of(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat()),
        "\\PC{0,200}",
        prop::collection::vec(any::<char>(), 0..120).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn any_text_can_be_read(text in made_of(PIECES)) {
        bodies::read(&text);
    }

    #[test]
    fn any_bibliography_can_be_read(text in made_of(ENTRIES)) {
        bodies::bib(&text);
    }

    #[test]
    fn any_text_can_be_linked(text in made_of(PIECES), bibliography in made_of(ENTRIES)) {
        bodies::cite(&text, &bibliography);
    }

    #[test]
    fn safe_edits_leave_less_to_mend(text in made_of(PIECES), bibliography in made_of(ENTRIES)) {
        bodies::round(&text, &bibliography);
    }
}
