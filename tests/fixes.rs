//! Fixes: what they make of texts in every format, and that they come to an end.

#[allow(dead_code)]
mod fixing;
mod random;

use fixing::{Mending, mend};
use proptest::prelude::*;

const BIB: &str = "@article{ito2004, author = {Ito, Kei and Ruiz, Ana}, title = {Salt}, date = {2004}}\n\
    @book{osei2010, author = {Osei, Kwame}, title = {Volta}, date = {2010}}\n\
    @book{lind2011, author = {Lindqvist, Karin}, title = {Fog}, date = {2011}}\n";

/// What the fixes make of a text; `unsafe_too` where they need a reader.
fn fixed(path: &str, text: &str, unsafe_too: bool) -> String {
    let Mending { text, left, .. } = mend(path, text, BIB, unsafe_too);
    assert_eq!(left, Vec::<&str>::new(), "nothing is left to mend");
    text
}

#[test]
fn each_format_is_written_as_it_is_read() {
    let joined = |sign: &str| format!("(Ito {sign} Ruiz, 2004)");
    let story = |sign: &str, odd: &str| {
        let (usual, odd) = (joined(sign), joined(odd));
        format!("Salt was cheap {usual}. It was sold {usual}. It was carried north {odd}.")
    };
    let whole = |head: &str, body: String, foot: &str| format!("{head}{body}{foot}");
    for (path, sign, head, foot) in [
        ("paper.txt", "&", "", "\n"),
        ("paper.md", "&", "# Salt\n\n", "\n"),
        ("paper.tex", "\\&", "\\begin{document}\n", "\n\\end{document}\n"),
        ("paper.typ", "&", "= Salt\n\n", "\n"),
        ("paper.rst", "&", "Salt\n====\n\n", "\n"),
        ("paper.html", "&amp;", "<!doctype html><body><p>", "</p></body>\n"),
        ("paper.xml", "&amp;", "<article><body><p>", "</p></body></article>\n"),
    ] {
        for (usual, odd) in [(sign, "and"), ("and", sign)] {
            let text = whole(head, story(usual, odd), foot);
            assert_eq!(fixed(path, &text, false), whole(head, story(usual, usual), foot), "{path}");
        }
    }
}

#[test]
fn an_edit_destroys_no_markup_and_joins_no_lines() {
    for (path, text, want) in [
        // Emphasis stays around the words, whatever they become.
        ("paper.md", "So (Ito *et al* 2004).\n", "So (Ito *et al.* 2004).\n"),
        ("paper.html", "<p>So (Ito <i>et al</i> 2004).</p>", "<p>So (Ito <i>et al.</i> 2004).</p>"),
        ("paper.tex", "So (Ito \\emph{et al} 2004).\n", "So (Ito \\emph{et al.} 2004).\n"),
        // Line ends stay.
        ("paper.txt", "So it is (Ito et\r\nal 2004).\r\n", "So it is (Ito et\r\nal. 2004).\r\n"),
        (
            "paper.txt",
            "So it is (Ito et al., 2004;\r\nOsei, 2010;\r\n).\r\n",
            "So it is (Ito et al., 2004;\r\nOsei, 2010\r\n).\r\n",
        ),
        // A comment between two citations stays, and so do the citations.
        ("paper.md", "So (Ito, 2004) <!-- c --> (Osei, 2010).\n", "So (Ito, 2004) <!-- c --> (Osei, 2010).\n"),
    ] {
        assert_eq!(fixed(path, text, false), want, "{path}: {text:?}");
    }
}

#[test]
fn what_changes_the_meaning_is_asked_for() {
    let text = "So it is (Lindqvest, 2011), as (Osei, 2011) says.\n";
    assert_eq!(fixed("paper.txt", text, false), text);
    assert_eq!(fixed("paper.txt", text, true), "So it is (Lindqvist, 2011), as (Osei, 2010) says.\n");
}

const PATHS: &[&str] = &["paper.txt", "paper.md", "paper.tex", "paper.typ", "paper.rst", "paper.html", "paper.xml"];

const PIECES: &[&str] = &[
    "(Ito & Ruiz, 2004)",
    "(Ito and Ruiz, 2004)",
    "(Osei 2010)",
    "(Osei, 2010",
    "Lindqvist, 2011)",
    "(Osei, 2010; ",
    "Osei et al (2010)",
    "et. al.",
    "; ",
    ", ",
    " and ",
    ".",
    ") ",
    "(",
    "]",
    "[@ito2004]",
    "[@osei2010; @osei2010]",
    "@ito2004",
    "\n",
    "\r\n",
    "\n\n",
    "-\n",
    "*",
    "_",
    "<b>",
    "</b>",
    "&amp;",
    "\\&",
    "\\emph{",
    "}",
    "% c\n",
    "<!-- c -->",
    "<!-- pincite-ignore C001, D005 -->",
    "% pincite-ignore-start S002\n",
    "// pincite-ignore-end\n",
    "é",
    "\u{a0}",
    "---\n",
    "\\citep{ito2004,ito2004}",
    "(Osei,, 2010 )",
    "The salt was sold",
    " ",
    "x",
    "Müller",
];

proptest! {
    #![proptest_config(random::cases(400))]

    /// Mending ends, the mended text has nothing left to mend, and a second run changes nothing.
    #[test]
    fn mending_comes_to_an_end(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        path in prop::sample::select(PATHS),
    ) {
        let words = pieces.concat();
        let text = match path {
            // What is no document at all is not checked.
            "paper.xml" => format!("<article><body><p>{words}</p></body></article>\n"),
            _ => words,
        };
        let once = mend(path, &text, BIB, false);
        prop_assert!(once.left.is_empty(), "{:?} left in {:?}", once.left, once.text);
        let twice = mend(path, &once.text, BIB, false);
        prop_assert_eq!(&twice.text, &once.text);
    }
}
