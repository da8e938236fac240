//! Markdown that nobody writes: no panic, no quadratic time, and spans that lead home.

#![allow(clippy::print_stdout)] // times are told, with --nocapture

mod random;

use std::time::{Duration, Instant};

use pincite::cite;
use pincite::model::{Document, Format};
use pincite::read;
use proptest::prelude::*;

fn document(text: &str) -> Document {
    read::read("paper.md", Some(Format::Markdown), text.as_bytes()).unwrap()
}

/// Spans lie in the text, on character boundaries, and the map covers the prose.
fn hold(document: &Document) {
    let text = &document.source.text;
    let prose = document.prose.text();
    for mark in &document.marks {
        assert!(text.get(mark.span.range()).is_some(), "{mark:?}");
        assert!(prose.get(mark.at.range()).is_some(), "{mark:?}");
    }
    assert!(document.marks.is_sorted_by_key(|mark| mark.at.start));
    for block in &document.blocks {
        assert!(!document.prose.slice(block.at).trim().is_empty());
        let span = document.prose.source(block.at);
        assert!(text.get(span.range()).is_some(), "{block:?}");
    }
    for piece in document.prose.pieces() {
        assert!(text.get(piece.source.range()).is_some(), "{piece:?}");
    }
    for sentence in &document.sentences {
        assert!(text.get(document.prose.source(sentence.at).range()).is_some());
    }
    for citation in cite::find(document, &cite::Known::NOTHING).citations {
        assert!(text.get(citation.span.range()).is_some());
        for item in citation.items {
            assert!(text.get(item.span.range()).is_some());
            assert!(citation.span.contains(item.span) || item.key.is_none(), "{item:?}");
        }
    }
    for (name, span) in &document.declared.bibliographies {
        assert_eq!(&text[span.range()], name);
    }
}

/// Parts that mean something to some reader of Markdown.
const PARTS: &[&str] = &[
    "@",
    "@key",
    "-@b",
    "@{odd",
    "[",
    "]",
    "(",
    ")",
    "^[",
    "[^1]",
    "\n[^1]: ",
    "\\",
    "\\@",
    "{",
    "}",
    "{#refs}",
    "{.x}",
    ":::",
    "\n",
    "\n\n",
    "\r\n",
    "    ",
    "\t",
    "```",
    "`",
    "$",
    "$$",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "<br>",
    "<",
    ">",
    "> ",
    "- ",
    "1. ",
    "| a |\n|---|\n",
    "|",
    "# ",
    "---",
    "\n---\n",
    "bibliography: ",
    "nocite: ",
    "title: ",
    "\"",
    "'",
    "{{<",
    ">}}",
    "\\begin{table}",
    "\\end{table}",
    "\\cite{a,b}",
    "\\textbf{",
    "\\ ",
    "&amp;",
    "&eacute;",
    "*",
    "_",
    "~",
    "^",
    "!",
    "(ref:x) ",
    "(@x) ",
    "Table: ",
    ": ",
    ";",
    ", p. 3",
    "word",
    "Smith (2020)",
    "é",
    "\u{fffc}",
    "\u{0}",
    "\u{a0}",
    "\u{feff}",
    "http://x.org/@y",
    "me@x.org",
    "see ",
    " ",
    "…",
    "--",
    "% ",
    "```{r fig.cap=\"@z\"}\n",
    "<style>",
    "ﬁ",
];

proptest! {
    #![proptest_config(random::cases(512))]

    #[test]
    fn any_string_reads(text in any::<String>()) {
        hold(&document(&text));
    }

    #[test]
    fn any_heap_of_markup_reads(parts in prop::collection::vec(prop::sample::select(PARTS), 0..40)) {
        hold(&document(&parts.concat()));
    }

    #[test]
    fn any_front_matter_reads(parts in prop::collection::vec(prop::sample::select(PARTS), 0..20)) {
        hold(&document(&format!("---\ntitle: {}", parts.concat())));
    }
}

#[test]
fn hostile_texts_take_no_longer_than_others() {
    let n = 50_000;
    let repeated: &[&str] = &[
        "[", "]", "> ", "*a", "[^a]", "`", "[@", "^[", "@a [", "[@a ", "[@a; ", "[@a]", "^[@a", "@a[@b", "{", "{#a",
        "<", "<!--", "<!-- ", "<div>", "<div>\n", "<a \"", "<script>", "\\begin{a}", "\\begin{a}\n", "\\cite{",
        "\\textbf{", "\\end{b}\n", "$", "$$", "$a", "{{<", "\n:::", "\n::: a\n", "(@a) ", "\n(@a) ", "\n---\n",
        "\n---\na: b\n", "![", "![a", "[a](", "~a", "^a^", "x^a", "a~b", "- ", "\n- ", "1. ", "|", "| a |\n",
        "\n[^a]: ", "&amp;", "&", "\\", "\\ ", "--", "@", "@a", "@a-", "@{a", "://@a", "_", "**a", "~~", "\n# ",
        "\n    a", "```\n", "```{r}\n", "\n: ", "\u{fffc}", "-->", "</div>", "\n% ", "(", "\"",
    ];
    let mut slow = Vec::new();
    for part in repeated {
        let text = part.repeat(n);
        let start = Instant::now();
        let document = document(&text);
        let read = start.elapsed();
        cite::key::find(&document);
        let both = start.elapsed();
        if both > Duration::from_millis(1500) {
            slow.push(format!("{part:?}: read {read:?}, with citations {both:?}"));
        }
    }
    let nested = [
        format!("{}@a{}", "[".repeat(n), "]".repeat(n)),
        format!("{}@a{}", "[@b ".repeat(n), "]".repeat(n)),
        format!("{}@a{}", "^[".repeat(n), "]".repeat(n)),
        format!("{}a{}", "\\begin{a}\n".repeat(n), "\\end{b}\n".repeat(n)),
        format!("{}a{}", "<div>\n".repeat(n), "</div>\n".repeat(n)),
        format!("{}a{}", "<div>\n\n".repeat(n / 10), "</div>\n\n".repeat(n / 10)),
        format!("[{}]", "@a; ".repeat(n)),
        format!("[{}]", "@a\n".repeat(n)),
        format!("@a [{}]", "p. 3, ".repeat(n)),
        format!("[@a, {}]", "1 and ".repeat(n)),
        format!("---\n{}", "a: b\n".repeat(n)),
        format!("---\nbibliography: [{}", "a, ".repeat(n)),
        format!("---\nabstract: |\n{}---\n", "  a\n\n".repeat(n)),
        format!("---\ntitle: |\n{}---\n", "  [@a\n".repeat(n)),
        "word ".repeat(1_000_000),
        "Holland ".repeat(n),
    ];
    for text in nested {
        let start = Instant::now();
        let document = document(&text);
        let read = start.elapsed();
        cite::key::find(&document);
        let both = start.elapsed();
        if both > Duration::from_millis(1500) {
            slow.push(format!("{:?}…: read {read:?}, with citations {both:?}", text.get(..24)));
        }
    }
    assert!(slow.is_empty(), "\n{}\n", slow.join("\n"));
}

/// `cargo test --release --test markdown_hostile -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn megabytes_a_second() {
    let paragraph = "Over the last decades [see @Carothers2016, p. 3; -@Dupuy2015], *giving* has **risen** — as @Smith_2010 \
         [p. 12] says.[^one] It fell in [2014](http://example.org/a_b) by $x^2$ and `r code(x)` (Brown, 2019).\nAnother line \
         follows here, with more words than before, and it ends in a note.^[A note with [@key2020] in it.]\n\n";
    let text = paragraph.repeat(10_000_000 / paragraph.len()) + "[^one]: The note.\n";
    for _ in 0..5 {
        let start = Instant::now();
        let document = document(&text);
        let seconds = start.elapsed().as_secs_f64();
        println!("{:.0} MB/s, {} marks", text.len() as f64 / 1e6 / seconds, document.marks.len());
    }
}
