//! Every span leads back to source bytes, and nothing panics, on texts made of what breaks readers.

mod invariants;
mod random;

use proptest::prelude::*;
use proptest::sample::select;

/// What texts are made of. Each piece is something that a manuscript holds and a reader has to mend, skip
/// or keep apart.
const PIECES: &[&str] = &[
    // Names and words.
    "Osei",
    "Marlow",
    "van der Berg",
    "Thackery",
    "O’Brien",
    "McAllister",
    "Müller",
    "Mu\u{308}ller",
    "S\u{327}eker",
    "World Health Organization",
    "WHO",
    "UN",
    "P7",
    "Participant 3",
    "R Core Team",
    "García Márquez",
    "Li",
    "X",
    "J. R. ",
    "the ferry",
    "and",
    "&",
    "et al.",
    "et al",
    "et. al.",
    "According to ",
    "Studies show that ",
    "ten participants",
    "interview",
    "see",
    "e.g.,",
    "cf.",
    "as cited in ",
    "personal communication",
    "in press",
    "n.d.",
    "forthcoming",
    "ibid.",
    "Table 3, ",
    "Osei’s",
    "Osei's study",
    "Human Rights – UN news",
    // Years and numbers.
    "2004",
    "1987",
    "2004a",
    "2021a, b",
    "1962/2012",
    "2014–2021",
    "2014 2021",
    "(2004)",
    "19 June 2023",
    "2004:12",
    "p. 12",
    "pp. 3–4",
    "12",
    "٢٠٠٤",
    "２００４",
    "20",
    "1999–",
    "$2004",
    "2004,5",
    // Whole citations, right and broken.
    "(Osei, 2004)",
    "(Marlow & Finch, 1987; Osei 2004a, 2006)",
    "Ito (2011, p. 88)",
    "(Osei, 2004",
    "Osei, 2004)",
    "(Osei, 2004.)",
    "(see Osei [2004])",
    "Osei (Marlow, 1987)",
    "(WHO [World], 2020)",
    "(P7, 2024. ",
    "[Osei 2004]",
    "(Ho-\nlland, 2021a)",
    "(Osei,\n\n2004)",
    "(O\u{ad}sei, 2004)",
    "((Osei, 2004)",
    "(Osei;, 2004)",
    "(, 2004)",
    // Delimiters.
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "<",
    ">",
    "((",
    "))",
    "[[",
    "]]",
    "(]",
    "[)",
    // Marks.
    ".",
    ". ",
    ",",
    ", ",
    ";",
    "; ",
    ":",
    "!",
    "?",
    "…",
    "—",
    "–",
    "-",
    "‐",
    "/",
    "\\",
    "|",
    "*",
    "**",
    "_",
    "~",
    "^",
    "%",
    "#",
    "@",
    "$",
    "$$",
    "`",
    "```",
    "&amp;",
    "&#x28;",
    "&nbsp;",
    "=",
    // Line ends, pages, blanks.
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\u{a0}",
    "\u{2009}",
    "\u{202f}",
    "\u{200b}",
    "\u{feff}",
    "\u{c}",
    "\n\u{c}",
    "\n12\n\u{c}",
    "\n- 3 -\n",
    "\nPage 3 of 10\n",
    "\n    ",
    "-\n",
    "\u{ad}\n",
    "‐\r\n",
    "\u{2028}",
    "\u{85}",
    "\u{b}",
    "\0",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{202e}",
    // Characters of many bytes and of none.
    "ﬁ",
    "ﬃ",
    "\u{301}",
    "\u{20dd}",
    "👩‍🔬",
    "🇩🇪",
    "e\u{301}",
    "ß",
    "İ",
    "ı",
    "日本",
    "المؤلف",
    "𝐎",
    "\u{fffc}",
    "\u{fffd}",
    "\u{10ffff}",
    "²",
    "¹ ",
    "\n¹ ",
    "½",
    "ﷺ",
    // Blocks of plain text.
    "\n• ",
    "\n\u{f0b7} ",
    "\n- ",
    "\n1. ",
    "\n(iv) ",
    "\na) ",
    "\nReferences\n\n",
    "\nLiteraturverzeichnis\n",
    "\nAppendix A\n",
    "\nIntroduction\n",
    "\n\nOsei, K. (2004). Volta. Upstream Press.\n",
    // Markdown.
    "[@osei2004]",
    "[see @osei2004, p. 3; -@marlow1987]",
    "@osei2004",
    "@osei2004 [p. 3]",
    "@{osei 2004}",
    "[@osei2004",
    "-@osei2004",
    "@",
    "[@",
    "@osei2004;",
    "\\@osei2004",
    "[^1]",
    "\n[^1]: A note (Osei, 2004).\n",
    "^[A note @osei2004]",
    "---\nbibliography: refs.bib\nnocite: |\n  @marlow1987\n---\n",
    "\n---\n",
    "---\n",
    "---\ntitle: [\n---\n",
    "\n```{r}\n(Osei, 2004)\n```\n",
    "\n~~~\n",
    "`r x`",
    "\n# Heading\n",
    "\n> ",
    "\n| a | b |\n|---|---|\n| (Osei, 2004) | c |\n",
    "![alt](pic.png)",
    "[text](https://doi.org/10.1/(x))",
    "<!-- ",
    "-->",
    "<!-- pincite-ignore C001 -->",
    "<b>",
    "</b>",
    "<span title='(Osei, 2004)'>",
    "\\cite{osei2004}",
    "\\emph{",
    "$x (Osei, 2004)$",
    "\n$$\n",
    "\n:::{.note}\n",
    "\n:::\n",
    "\n\tcode (Osei, 2004)\n",
    "\n===\n",
    "::: ",
    "<https://x.org/(2004)>",
    "H~2~O",
    "{#id .class}",
    "\n[ref]: <x> '(2004)'\n",
];

/// What web pages are made of beside words.
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=footnotes>",
    "</div>",
    "<h2>References</h2>",
    "<h1>",
    "<li>",
    "</ul>",
    "<blockquote>",
    "<td>",
    "<pre>",
    "</pre>",
    "<pre><code>",
    "</code>",
    "<em>",
    "</em>",
    "<sup>",
    "</sup>",
    "<sup>2</sup>",
    "<a class='footnote-ref' href=#x>",
    "</a>",
    "<q>",
    "</q>",
    "<br>",
    "<br/><br/>",
    "<hr>",
    "<nav>",
    "</nav>",
    "<article>",
    "</article>",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "<math>",
    "</math>",
    "<p hidden>",
    "<!-- pincite-ignore C001 -->",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<",
    "&amp;",
    "&shy;",
    "&nbsp;",
    "&eacute;",
    "&#8211;",
    "&#x0;",
    "&",
    "<plaintext>",
];

/// What bibliographies are made of.
const BIB: &[&str] = &[
    "@book{osei2004,\n  author = {Osei, Kwame},\n  title = {Volta},\n  date = {2004},\n}\n",
    "@article{osei2004a, author = {Osei, Kwame}, title = {Other}, year = {2004}, doi = {10.1000/x y}}\n",
    "@book{marlow1987, author = {Marlow, Ruth and Finch, Ed and others}, title = {Rope}, date = {1987}}\n",
    "@book{mueller, author = {M{\\\"u}ller, Jörg and van der Berg, Jan}, year = 2004a, title = {Ü {and} $x$}}\n",
    "@report{who, author = {{World Health Organization}}, shortauthor = {WHO}, date = {2020-03/2021}, title=\"A {\"} B\"}\n",
    "@online{t, title = {The ferry}, url = {https://x.org}, year = {n.d.}}\n",
    "@string{a = b}\n",
    "@string{b = a}\n",
    "@misc{s, title = a # b # {x}, year = 2004}\n",
    "@book{c1, crossref = {c2}}\n",
    "@book{c2, crossref = {c1}, xdata = {c3}}\n",
    "@xdata{c3, xdata = {c3}}\n",
    "@book{osei2004, title = {Twice}}\n",
    "@book{OSEI2004, title = {Case}}\n",
    "@book(round, title = {x})\n",
    "@book{open, title = {x\n",
    "@book{, title = {no key}}\n",
    "@book\n",
    "@",
    "@{",
    "@comment{",
    "}",
    "{",
    "\"",
    ",",
    "=",
    "#",
    "%",
    "\\",
    "\\emph{",
    "\\'e",
    "{\\\"\\i}",
    "\u{feff}",
    "\0",
    "é",
    "👩‍🔬",
    "\r\n",
    " \t",
    "me@x.org ",
    "title = {é\u{301}},",
    "@set{all, entryset = {osei2004, nobody}}\n",
    "@book{l, title = {a $ b}, author = {Smith, J., Jones, K.}}\n",
    "@article{d, date = {-0044/..}, author = {given=Hans, family=Harman}, title = {X}}\n",
    "@preamble{\"x\" # y}",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec((select(PIECES), select(&["", "", "", " ", " ", "\n"][..])), 0..60);
    pieces.prop_map(|pieces| pieces.iter().flat_map(|&(piece, then)| [piece, then]).collect())
}

fn page() -> impl Strategy<Value = String> {
    let part = prop_oneof![select(PIECES), select(TAGS), select(TAGS)];
    let parts = prop::collection::vec((part, select(&["", "", "", " ", "\n"][..])), 0..60);
    parts.prop_map(|parts| parts.iter().flat_map(|&(part, then)| [part, then]).collect())
}

fn bib() -> impl Strategy<Value = String> {
    prop::collection::vec(select(BIB), 0..12).prop_map(|pieces| pieces.concat())
}

/// The smallest texts that once broke something.
const FOUND: &[(&str, &str)] = &[
    // A mark behind blanks that the end of its block took back.
    ("paper.md", "Osei \u{a0}\n```{r}\n(Osei, 2004)\n```\n"),
    // A bracket alone inside a pair of the other kind.
    ("paper.txt", "(])"),
    ("paper.txt", "[)]](Osei, 2004)"),
    // Blanks and marks of more than one byte.
    ("paper.txt", "(2004)\u{2028}(Studies show that "),
    ("paper.txt", "Osei\u{85}(2004) \u{9b}2J"),
    // A comment that is never closed.
    ("paper.md", "<!-- \nReferences\n\nIto (2011, p. 88)"),
    // A line break that a page keeps.
    ("paper.html", "<blockquote>et al.Table 3, Osei</pre> <pre><code>Osei\n</pre>Thackery"),
];

#[test]
fn what_once_broke() {
    for (name, text) in FOUND {
        invariants::of_check(name, text.as_bytes(), b"");
    }
}

#[test]
fn a_long_key_is_drawn_and_cut() {
    let bib = format!("@book{{A{}, title = {{x}}}}", "€".repeat(100));
    invariants::of_check("paper.txt", "(Osei, 2004)".as_bytes(), bib.as_bytes());
}

proptest! {
    #![proptest_config(random::cases(if cfg!(debug_assertions) { 400 } else { 4000 }))]

    #[test]
    fn plain_text(text in text(), bib in bib()) {
        invariants::of_check("paper.txt", text.as_bytes(), bib.as_bytes());
    }

    #[test]
    fn markdown(text in text(), bib in bib()) {
        invariants::of_check("paper.md", text.as_bytes(), bib.as_bytes());
    }

    #[test]
    fn web_pages(text in page(), bib in bib()) {
        invariants::of_check("paper.html", text.as_bytes(), bib.as_bytes());
    }

    #[test]
    fn any_bytes(text in prop::collection::vec(any::<u8>(), 0..300), bib in prop::collection::vec(any::<u8>(), 0..300)) {
        invariants::of_check("paper.md", &text, &bib);
    }

    #[test]
    fn wide_text_with_lone_surrogates(text in text(), cut in any::<prop::sample::Index>(), big in any::<bool>()) {
        let mut units: Vec<u16> = std::iter::once(0xFEFF).chain(text.encode_utf16()).collect();
        let at = cut.index(units.len());
        units[at] = 0xD800;
        let bytes: Vec<u8> =
            units.iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        invariants::of_check("paper.txt", &bytes, b"");
    }
}
