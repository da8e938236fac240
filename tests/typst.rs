//! Typst: what becomes of each construct.

mod seen;

use seen::{blocks, check, comments, document, labels, pointers};

fn held(table: &[(&str, &[&str])]) {
    check("paper.typ", table);
}

#[test]
fn blocks_are_told_by_their_markup() {
    held(&[
        (
            "= Ropes\nThe ferry\ncrossed.\n\n== Of tides\nTwice.",
            &["H Ropes", "P The ferry crossed.", "H Of tides", "P Twice."],
        ),
        (
            "So:\n- one\n  more\n- two\n  - three\n+ four\n/ Rope: a line",
            &["P So:", "I one more", "I two", "I three", "I four", "I Rope", "I a line"],
        ),
        (
            "#quote(block: true)[Ropes rot.]\nThen #quote[so]. #heading(level: 2)[Of wind]\nEnd.",
            &["Q Ropes rot.", "P Then “so”.", "H Of wind", "P End."],
        ),
        (
            "A #footnote[A _note_.] word#footnote[Two.].\n\nThen.",
            &["P A ‹note #footnote[A _note_.]› word‹note #footnote[Two.]›.", "N A note.", "N Two.", "P Then."],
        ),
        ("#figure(image(\"a.png\"), caption: [A boat.]) <fig:a>\nText.", &["C A boat.", "P Text."]),
        (
            "#figure(table(columns: 2, [Month], [7.5], table.header([a])), caption: [Tides.])",
            &["T Month", "T 7.5", "T a", "C Tides."],
        ),
        (
            "#block[Ropes rot.\n\nIn salt.] #par[So.] #emph[And _so_] on.",
            &["P Ropes rot.", "P In salt.", "P So.", "P And so on."],
        ),
        ("#align(center, block[Marlow])\n#my-box(fill: red)[Ropes rot.] Then.", &["P Marlow", "P Ropes rot. Then."]),
        (
            "#let x = [2015]\n#set text(lang: \"en\")\n#show: conf.with(title: [No], abstract: [Ropes rot.])\n#show \"a\": [b]\nText.",
            &["P Ropes rot.", "P Text."],
        ),
    ]);
}

#[test]
fn words_are_as_a_reader_sees_them() {
    held(&[
        (
            "*A* _b_ `c 2015` $x^2$ 10#super[6] \\[d\\] 3--4---5 e~f \\\ng...",
            &["P A b ‹code `c 2015`› ‹math $x^2$› 10⁶ [d] 3–4—5 e f g…"],
        ),
        ("He said \"no\" and 'so', don't.", &["P He said \"no\" and 'so', don't."]),
        (
            "#link(\"https://x.example/\")[the port], #link(\"https://y.example/\"), #text(fill: red)[so] #upper(\"x\")",
            &["P the port, https://y.example/, so x"],
        ),
        ("a // no\nb /* nor this */ c\n```\ncode\n```\nd", &["P a b c d"]),
        ("#if x [yes] else [no] #for y in z [#y;again]", &["P yes no ‹code #y›again"]),
        (
            "As in @fig:a and @sec.\n\n#figure([x]) <fig:a>\n= End <sec>",
            &["P As in ‹code @fig:a› and ‹code @sec›.", "P x", "H End"],
        ),
    ]);
}

#[test]
fn citations_by_key_are_one_mark_each() {
    held(&[
        ("As @marlow1987 said @osei2004[p. 3].", &["P As ‹@marlow1987› said ‹@osei2004[p. 3]›."]),
        (
            "#cite(<marlow1987>, form: \"prose\") says so #cite(<osei2004>, supplement: [p. 3]).",
            &["P ‹#cite(<marlow1987>, form: \"prose\")› says so ‹#cite(<osei2004>, supplement: [p. 3])›."],
        ),
        ("#quote(attribution: <osei2004>)[Ropes rot.]", &["P “Ropes rot.”‹<osei2004>›"]),
    ]);
    let text = "As @marlow1987 said @osei2004[p. 3]; so #cite(<brandt2011>, supplement: [p. 9]).";
    let found = pincite::cite::find(&document("paper.typ", text), &pincite::cite::Known::NOTHING).citations;
    let items: Vec<_> = found.iter().flat_map(|one| &one.items).collect();
    let shown: Vec<_> = items.iter().map(|item| (item.key.as_deref().unwrap(), item.locator.as_deref())).collect();
    assert_eq!(shown, [("marlow1987", None), ("osei2004", Some("p. 3")), ("brandt2011", Some("p. 9"))]);
    assert_eq!(&text[items[2].span.range()], "brandt2011");
}

#[test]
fn bibliographies_and_parts_are_declared() {
    let text = "#include \"part.typ\"\n#bibliography((\"refs.bib\", \"more.yml\"), title: \"Works\", full: true, style: \"apa\")";
    let declared = document("paper.typ", text).declared;
    let names: Vec<_> = declared.bibliographies.iter().map(|one| one.0.as_str()).collect();
    assert_eq!(names, ["refs.bib", "more.yml"]);
    assert_eq!(&text[declared.bibliographies[1].1.range()], "more.yml");
    assert_eq!(declared.includes[0].0, "part.typ");
    assert_eq!((declared.nocite, declared.style), (vec!["*".to_owned()], Some("apa".to_owned())));
    assert_eq!(document("paper.typ", "#bibliography(\"refs.bib\")").declared.bibliographies.len(), 1);
}

#[test]
fn links_lead_into_a_list_that_is_written_out() {
    let text = "Ropes rot (#link(<ref-marlow>)[Marlow, 1987]), see #link(<fig:a>)[the figure].\n\n#figure([x]) <fig:a>\n\n\
        = References\n#block[\n#block[\nMarlow, R. (1987). #emph[Rope]. Quay.\n\n] <ref-marlow>\n#block[\nOsei, K. (2004). \
        Knots.\n\n] <ref-osei>\n] <refs>\n= Appendix\nEnd.";
    let document = document("paper.typ", text);
    assert_eq!(pointers(&document), ["Marlow, 1987 → ref-marlow"]);
    assert_eq!(labels(&document), ["ref-marlow: Marlow, R. (", "ref-osei: Osei, K. (20"]);
    let last: Vec<_> = blocks(&document).into_iter().skip(3).collect();
    assert_eq!(last, ["R Marlow, R. (1987). Rope. Quay.", "R Osei, K. (2004). Knots.", "H Appendix", "P End."]);
}

#[test]
fn comments_are_kept_for_what_they_silence() {
    let text = "// pincite-ignore C001: a draft\nRopes rot. /* pincite-ignore-line C002 */";
    assert_eq!(
        comments(&document("paper.typ", text)),
        ["// pincite-ignore C001: a draft", "/* pincite-ignore-line C002 */"]
    );
}

#[test]
fn what_is_malformed_is_read_as_far_as_it_goes() {
    held(&[
        ("Ropes #emph[rot ", &["P Ropes rot"]),
        ("A ] b #", &["P A ] b"]),
        ("#cite(<a", &["P ‹#cite(<a›"]),
        ("", &[]),
    ]);
    let long = "a".repeat(17 << 20);
    let said = pincite::read::read("paper.typ", None, long.into_bytes()).unwrap_err().to_string();
    assert_eq!(said, "paper.typ is larger than 16 MB, the most that is read of a Typst file");
}
