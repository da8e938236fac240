//! Articles in JATS XML: what becomes of each element, and what a user is told.

mod seen;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::Status;
use pincite::read;
use seen::{blocks, comments, document, labels, pointers};

/// An article with this body and this back matter.
fn article(body: &str, back: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS v1.2//EN\" \"x.dtd\">\n\
         <article xmlns:xlink=\"x\" xmlns:mml=\"m\"><front><article-meta><title-group><article-title>Of \
         <italic>rope</italic></article-title></title-group></article-meta></front>\n\
         <body>{body}</body><back>{back}</back></article>"
    )
}

fn body(body: &str) -> Vec<String> {
    let mut found = blocks(&document("paper.xml", &article(body, "")));
    assert_eq!(found.remove(0), "H Of rope");
    found
}

#[test]
fn front_matter_is_left_out_but_titles_and_the_abstract() {
    let text = "<article><front><journal-meta><journal-id>J Rope</journal-id></journal-meta><article-meta>\
        <article-id>10.1/x</article-id><title-group><article-title>Of rope</article-title><subtitle>And tide</subtitle>\
        </title-group><contrib-group><contrib><name><surname>Marlow</surname></name></contrib></contrib-group>\
        <aff>Quay</aff><pub-date><year>2014</year></pub-date><permissions><license><p>Free.</p></license></permissions>\
        <abstract><title>Abstract</title><p>The ferry crossed twice.</p></abstract><kwd-group><kwd>rope</kwd></kwd-group>\
        </article-meta></front><body><p>So it went.</p></body></article>";
    let want = ["H Of rope", "H And tide", "H Abstract", "P The ferry crossed twice.", "P So it went."];
    assert_eq!(blocks(&document("paper.nxml", text)), want);
}

#[test]
fn blocks_are_told_by_their_elements() {
    let text = "<sec id=\"s1\"><label>1</label><title>Results</title>\n  <p>The ferry\n  crossed &#x2014; twice&mdash;a \
        day &amp; night.</p><list><list-item><label>a</label><p>One</p></list-item></list>\
        <disp-quote><p>Said so.</p><attrib>Osei</attrib></disp-quote></sec>\
        <table-wrap><label>Table 1</label><caption><title>Tides</title><p>By month.</p></caption><table><tr><th>Month</th>\
        <td>7.5</td></tr></table><table-wrap-foot><fn><label>a</label><p>In metres.</p></fn></table-wrap-foot></table-wrap>";
    assert_eq!(
        body(text),
        [
            "H Results",
            "P The ferry crossed — twice—a day & night.",
            "I One",
            "Q Said so.",
            "Q Osei",
            "C Tides",
            "C By month.",
            "T Month",
            "T 7.5",
            "N In metres.",
        ]
    );
}

#[test]
fn words_are_as_a_reader_sees_them() {
    let table: &[(&str, &[&str])] = &[
        ("<p>10<sup>6</sup> m<sub>2</sub> <bold>so</bold>, <sc>Osei</sc></p>", &["P 10⁶ m2 so, Osei"]),
        ("<p>a<break/>b <![CDATA[1 < 2]]> <?pi x > y?>c</p>", &["P a b 1 < 2 c"]),
        (
            "<p>So <inline-formula><alternatives><tex-math>x^2</tex-math><mml:math><mml:mi>x</mml:mi></mml:math>\
             </alternatives></inline-formula> is, and <inline-formula><italic>p</italic> = 0.04</inline-formula>.</p>",
            &["P So ‹math <tex-math>x^2</tex-math>› is, and p = 0.04."],
        ),
        ("<p>Run <code>x = 2015</code> now.</p>", &["P Run ‹code <code>x = 2015</code>› now."]),
        (
            "<p>As said<xref ref-type=\"fn\" rid=\"fn1\"><sup>1</sup></xref> in <xref ref-type=\"fig\" rid=\"f1\">Figure \
             1</xref>.</p>",
            &["P As said‹note <xref ref-type=\"fn\" rid=\"fn1\"><sup>1</sup></xref>› in Figure 1."],
        ),
        (
            "<p>One<fn id=\"fn1\"><p>A note.</p></fn> sentence. <fig><caption><p>A boat.</p></caption></fig>And more.</p>\
             <p>Then.</p>",
            &[
                "P One‹note <fn id=\"fn1\"><p>A note.</p></fn>› sentence. And more.",
                "N A note.",
                "C A boat.",
                "P Then.",
            ],
        ),
    ];
    for (text, want) in table {
        assert_eq!(body(text), *want, "{text}");
    }
}

#[test]
fn pointers_lead_to_the_entries_of_the_list() {
    let text = article(
        "<p>Ropes rot [<xref ref-type=\"bibr\" rid=\"B1 B2\">1, 2</xref>], and tides<sup><xref ref-type=\"bibr\" \
         rid=\"B3\">3</xref></sup> turn (<xref ref-type=\"bibr\" rid=\"B2\"><italic>Osei</italic>,\n 2004</xref>).</p>",
        "<ref-list><title>References</title><ref id=\"B1\"><label>1</label><mixed-citation>Marlow R. Rope and tide. \
         <italic>Ferries</italic>. 1987;4:1&#8211;10.</mixed-citation></ref><ref id=\"B2\"><label>[2]</label>\
         <mixed-citation>Osei, K. (2004). Knots.</mixed-citation></ref><ref id=\"B3\"><label>3.</label><mixed-citation>\
         <name><surname>Brandt</surname><given-names>L</given-names></name>. Tides. <source>Quay</source>. \
         <year>2011</year><pub-id pub-id-type=\"pmid\">1999</pub-id></mixed-citation></ref></ref-list>",
    );
    let document = document("paper.xml", &text);
    assert_eq!(pointers(&document), ["1, 2 → B1 B2", "³ → B3", "Osei, 2004 → B2"]);
    assert_eq!(labels(&document), ["B1: [1] Marlow R", "B2: [2] Osei, K.", "B3: 3. Brandt L."]);
    let listed: Vec<_> = blocks(&document).into_iter().filter(|block| block.starts_with('R')).collect();
    assert_eq!(
        listed,
        [
            "R [1] Marlow R. Rope and tide. Ferries. 1987;4:1–10.",
            "R [2] Osei, K. (2004). Knots.",
            "R 3. Brandt L. Tides. Quay. 2011",
        ]
    );
}

#[test]
fn names_and_titles_among_words_are_told_by_their_elements() {
    let text = article(
        "<p>Ropes rot.</p>",
        "<ref-list><ref id=\"a\"><mixed-citation><person-group><name><surname>Marlow</surname><given-names>R. J.\
         </given-names></name> <name><surname>Osei</surname><given-names>K.</given-names></name></person-group>\
         (<year>1987</year>). <article-title>Rope and <italic>tide</italic></article-title>. <source>Ferries</source> 4.\
         </mixed-citation></ref><ref id=\"b\"><mixed-citation><person-group><name><surname>Brandt</surname><given-names>\
         L</given-names></name></person-group>: <article-title>Knots: a history.</article-title> <source>Quay.</source> \
         <year>2011</year>.</mixed-citation></ref></ref-list>",
    );
    let document = document("paper.xml", &text);
    assert_eq!(
        blocks(&document)[2..],
        [
            "R Marlow, R. J.; Osei, K. (1987). “Rope and tide”. Ferries 4.",
            "R Brandt, L: “Knots: a history.” Quay. 2011.",
        ]
    );
    let library = pincite::bib::reference_list::read(&document).expect("a list");
    let told: Vec<_> = library
        .entries
        .iter()
        .map(|one| (one.authors.len(), one.title.as_str(), one.date.as_ref().map_or("", |date| date.text.as_str())))
        .collect();
    assert_eq!(told, [(2, "Rope and tide", "1987"), (1, "Knots: a history", "2011")]);
}

/// A reference list of works in parts.
const PARTS: &str = "<ref-list><ref id=\"B1\"><label>1</label><element-citation publication-type=\"journal\">\n\
    <person-group person-group-type=\"author\">\n<name><surname>Marlow</surname><given-names>Ruth J</given-names></name>\n\
    <name><surname>Osei</surname>\n<given-names>K</given-names></name></person-group>\n<year>1987</year>\n\
    <article-title>Rope and <italic>tide</italic></article-title>\n<source>Ferries</source><volume>4</volume>\
    <issue>2</issue><fpage>1950</fpage><lpage>1960</lpage><pub-id pub-id-type=\"doi\">10.1234/rt.4</pub-id>\
    <pub-id pub-id-type=\"pmid\">19990</pub-id></element-citation></ref>\n<ref id=\"B2\"><element-citation>\
    <person-group><collab>Harbour Office</collab></person-group><source>Tables</source><publisher-loc>Leiden\
    </publisher-loc><publisher-name>Quay</publisher-name><year>2004</year></element-citation></ref></ref-list>";

#[test]
fn works_in_parts_read_like_printed_entries() {
    let text = article("<p>Ropes rot.</p>", PARTS);
    let document = document("paper.xml", &text);
    let listed: Vec<_> = blocks(&document).into_iter().filter(|block| block.starts_with('R')).collect();
    assert_eq!(
        listed,
        [
            "R [1] Marlow, Ruth J; Osei, K (1987). “Rope and tide”. Ferries, vol. 4(2), pp. 1950–1960. \
             https://doi.org/10.1234/rt.4",
            "R Harbour Office. “Tables”. Leiden. Quay, 2004",
        ]
    );
    let library = pincite::bib::reference_list::read(&document).expect("a list");
    let entry = &library.entries[0];
    let names: Vec<_> = entry.authors.iter().map(|one| one.family.as_str()).collect();
    assert_eq!((entry.key.as_str(), names), ("B1", vec!["Marlow", "Osei"]));
    assert_eq!(entry.date.as_ref().map(|date| date.text.as_str()), Some("1987"));
    assert_eq!(entry.title, "Rope and tide");
    let doi = entry.fields.iter().find(|field| field.name == "doi").expect("a DOI");
    assert_eq!(&text[doi.span.range()], "10.1234/rt.4", "its span is that of the number in the file");
    let shown = document.source.slice(entry.key_span);
    assert!(shown.starts_with("Marlow") && shown.contains("1987"), "{shown}");
    let second = &library.entries[1];
    assert_eq!(second.authors[0].family, "Harbour Office");
    assert_eq!(second.date.as_ref().map(|date| date.text.as_str()), Some("2004"));
}

#[test]
fn a_citation_that_the_list_contradicts_is_told() {
    let text = article(
        "<p>Ropes rot (<xref ref-type=\"bibr\" rid=\"B1\">Marlow and Osei, 1988</xref>) in salt (<xref ref-type=\"bibr\" \
         rid=\"B2\">Harbour Office, 2004</xref>).</p>",
        PARTS,
    );
    let files: Memory = [("paper.xml", text.as_str())].into_iter().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("paper.xml")],
        bibliographies: Vec::new(),
        sources: Vec::new(),
        files: &files,
    };
    let report = check(&inputs, &Config::default()).unwrap();
    let linked = &report.documents[0].linked;
    let statuses: Vec<_> = linked.links.iter().map(|link| link.status).collect();
    assert_eq!(statuses, [Status::Mismatch, Status::Linked]);
}

#[test]
fn what_is_no_part_of_the_article_is_left_out() {
    let text = "<article><body><p>Ropes <xref ref-type=\"bibr\" rid=\"B1\">1</xref> rot.</p></body><sub-article \
        article-type=\"reply\"><body><p>I doubt it.</p></body></sub-article></article>";
    let document = document("paper.xml", text);
    assert_eq!(blocks(&document), ["P Ropes 1 rot."]);
    assert!(pointers(&document).is_empty(), "without a list nothing is known of its ids");
}

#[test]
fn comments_can_hold_their_tongue() {
    let text = article("<!-- pincite-ignore C001 --><p>Ropes<!-- a --> rot.</p>", "");
    assert_eq!(comments(&document("paper.xml", &text)), ["<!-- pincite-ignore C001 -->", "<!-- a -->"]);
}

#[test]
fn other_xml_is_refused_by_its_root() {
    for (text, want) in [
        ("<?xml version=\"1.0\"?><TEI><text/></TEI>", "its root is <TEI>"),
        ("<book><chapter/></book>", "its root is <book>"),
        ("<article xmlns=\"http://docbook.org/ns/docbook\"><para>x</para></article>", "its root is <article>"),
        ("<!DOCTYPE article PUBLIC \"-//OASIS//DTD DocBook XML V4.5//EN\" \"x\"><article/>", "DocBook"),
        ("words alone", "no root"),
        ("", "no root"),
    ] {
        let said = read::read("paper.xml", None, text.as_bytes()).unwrap_err().to_string();
        assert!(said.contains(want) && said.contains("no article in JATS XML"), "{said}");
    }
    assert!(read::read("a.xml", None, b"\xef\xbb\xbf<!-- x -->\n<article><body/></article>".as_slice()).is_ok());
}
