//! The Markdown reader: what becomes of each construct, and that every span leads home.

mod seen;

use pincite::model::{Document, Flaw, Format, MarkKind};
use pincite::read;

fn document(text: &str) -> Document {
    read::read("paper.md", Some(Format::Markdown), text.as_bytes()).unwrap()
}

fn check(table: &[(&str, &[&str])]) {
    seen::check("paper.md", table);
}

#[test]
fn citations_by_key_are_one_mark_each() {
    check(&[
        ("As said [see @a, p. 3; -@b].", &["P As said ‹[see @a, p. 3; -@b]›."]),
        ("@a says, and -@b, and @c [p. 3] too.", &["P ‹@a› says, and ‹-@b›, and ‹@c [p. 3]› too."]),
        ("See @{odd,key}, @c\n[p. 3].", &["P See ‹@{odd,key}›, ‹@c\n[p. 3]›."]),
        ("A [@a;\n@b] b.", &["P A ‹[@a;\n@b]› b."]),
        ("> A [@a;\n> @b] b.", &["Q A ‹[@a;\n> @b]› b."]),
        ("me@ex.org, \\@a, `@b`, <c@d.org>, $@e$", &["P me@ex.org, @a, ‹code `@b`›, c@d.org, ‹math $@e$›"]),
        ("[@a](http://x) and [the @b text][1]\n\n[1]: http://y", &["P ‹@a› and the ‹@b› text"]),
        (
            "See https://medium.com/@user and <https://x.org/@y>.",
            &["P See https://medium.com/@user and https://x.org/@y."],
        ),
        ("A [*see* @a, [p.] 3, `x`] b.", &["P A ‹[*see* @a, [p.] 3, `x`]› b."]),
        ("A [see @a [p. 3]] and [the words [@b]].", &["P A ‹[see @a [p. 3]]› and [the words ‹[@b]›]."]),
        ("@fig:x, @fig-x, [@tbl-x; @sec-y], \\@ref(fig:z)", &["P @fig:x, @fig-x, [@tbl-x; @sec-y], @ref(fig:z)"]),
        ("Unclosed [@a; see @b and more.", &["P Unclosed ‹[@a; see @b› and more."]),
        ("Unopened @a, p. 3] and more.", &["P Unopened ‹@a, p. 3]› and more."]),
        ("In [0, 1) as @a says.", &["P In [0, 1) as ‹@a› says."]),
        (
            "It is \\citep[p. 3]{a,b} and \\textcite{c}.\\newpage",
            &["P It is ‹\\citep[p. 3]{a,b}› and ‹\\textcite{c}›."],
        ),
        ("(@good) An example.\n\nAs @good shows.", &["I An example.", "P As @good shows."]),
        ("@a_b_c and *@d* and **[@e]** _@f_.", &["P ‹@a_b_c› and ‹@d› and ‹[@e]› ‹@f_›."]),
        ("| a | b |\n|---|---|\n| [@a] | @b |\n", &["T a", "T b", "T ‹[@a]›", "T ‹@b›"]),
        ("A [@a]{.x} b.", &["P A ‹[@a]› b."]),
        ("A [@a][@b].", &["P A ‹[@a]›‹[@b]›."]),
    ]);
}

#[test]
fn markup_leaves_no_words() {
    check(&[
        ("*A* **b** ~~c~~ x^2^ H~2~O &amp; &eacute; a--b---c", &["P A b c x2 H2O & é a–b—c"]),
        ("A\\\nb  \nc\r\nd\te", &["P A b c d e"]),
        (
            "A [link](http://x.org \"t\") and ![a figure [@a]](f.png){width=50%} b.",
            &["P A link and b.", "C a figure ‹[@a]›"],
        ),
        ("# Head {#sec:x .y}\n\n## Other {-}\n\nText", &["H Head", "H Other", "P Text"]),
        ("A<br>b <span class=\"x\">c</span> <!-- d --> e", &["P A b c e"]),
        ("```r\nx <- 1\n```\n\n    indented\n\nText", &["P Text"]),
        ("```{r a, fig.cap=\"x\"}\n#| b: c\nx\n```\nText `r x + 1` here.", &["P Text ‹code `r x + 1`› here."]),
        ("::: {.note}\nIn a div.\n:::\n\n:::: x ::::\nOther\n::::", &["P In a div.", "P Other"]),
        ("::: {#refs}\nHolland, J. 2021. Boats.\n:::\n\nAfter", &["R Holland, J. 2021. Boats.", "P After"]),
        ("<div id=\"refs\">\n\nHolland, J. 2021.\n\n</div>\n\nAfter", &["R Holland, J. 2021.", "P After"]),
        ("<div class=\"a\">\nWith *markup* [@a].\n</div>\n\nAfter", &["P With markup ‹[@a]›.", "P After"]),
        ("A {{< video x >}} b {{<pagebreak>}} c", &["P A b c"]),
        ("(ref:cap) A caption [@a].", &["C A caption ‹[@a]›."]),
        ("[words]{.smallcaps} and [plain].", &["P words and [plain]."]),
        ("Term\n:   Meaning", &["P Term", "P Meaning"]),
        ("| a |\n|---|\n| b |\n\n: A caption {#tbl:x}", &["T a", "T b", "C A caption"]),
        ("| a |\n|---|\n| b |\n\nTable: A caption", &["T a", "T b", "C A caption"]),
        ("\\begin{table}\nx & y @a\n\\end{table}\n\nText \\textbf{bold} \\vspace{2cm} on.", &["P Text bold on."]),
        ("Text <!-- a\n\nb --> more", &["P Text", "P more"]),
        ("<!-- a\n\nb -->\n\nText", &["P Text"]),
        ("% A title\n% An author\n\nText", &["H A title", "P Text"]),
        ("| Line one\n| Line two", &["P Line one", "P Line two"]),
        ("\u{feff}---\ntitle: A title\n---\n\nText", &["H A title", "P Text"]),
        ("Text\n\n---\n\nMore\n\n---\n\nEnd", &["P Text", "P More", "P End"]),
        ("Text\n\n---\nnocite: |\n  @a\n---\n\nEnd", &["P Text", "P End"]),
        (
            "US$5 million to US$6 million, $x$ and\n$$\ny\n$$",
            &["P US$5 million to US$6 million, ‹math $x$› and ‹math $$\ny\n$$›"],
        ),
        ("A\\ b \\[sic\\] \\* c", &["P A b [sic] * c"]),
    ]);
}

#[test]
fn blocks_have_their_kinds() {
    check(&[
        ("- one\n- two\n\n  more\n\n1. three", &["I one", "I two", "I more", "I three"]),
        (
            "> quoted\n\nA.[^1] B.^[Inline [@a] note.]\n\n[^1]: The note.\n\n    Its second.",
            &["Q quoted", "P A. B.", "N Inline ‹[@a]› note.", "N The note.", "N Its second."],
        ),
        ("A^[B^[C] d] e", &["P A e", "N B d", "N C"]),
        (
            "# References\n\nHolland, J. 2021.\n\n- Rubin 2002.\n\n# Annexes of it\n\nText",
            &["H References", "R Holland, J. 2021.", "R Rubin 2002.", "H Annexes of it", "P Text"],
        ),
        ("Title\n=====\n\nText", &["H Title", "P Text"]),
        ("![Alone](x.png)", &["C Alone"]),
    ]);
}

#[test]
fn front_matter_is_declared() {
    let document = document("---\nbibliography: [a.bib, b.bib]\nnocite: '@c, @*'\ncsl: x.csl\n---\nText");
    let names: Vec<_> = document.declared.bibliographies.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.bib", "b.bib"]);
    for (name, span) in &document.declared.bibliographies {
        assert_eq!(document.source.slice(*span), name);
    }
    assert_eq!(document.declared.nocite, ["*", "c"]);
    assert_eq!(document.declared.style.as_deref(), Some("x.csl"));
    let broken = self::document("---\nbibliography:refs.bib\n---\nText");
    assert!(matches!(broken.flaws.as_slice(), [Flaw::FrontMatter { .. }]));
}

#[test]
fn comments_are_marks() {
    let document = document("One <!-- a -->two.\n\n<!-- b\n\n c -->\n\n- <!-- d --> x\n\nThree <!-- e\n\nf --> g");
    let found: Vec<_> = document
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Comment)
        .map(|mark| document.source.slice(mark.span))
        .collect();
    assert_eq!(found, ["<!-- a -->", "<!-- b\n\n c -->", "<!-- d -->", "<!-- e\n\nf -->"]);
}
