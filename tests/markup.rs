//! Web pages, JATS, reStructuredText and Typst: links that lead into a list, and files that nobody writes – no
//! panic, no quadratic time, and spans that lead home.
//!
//! A debug build is slow and takes a tenth of the sizes. `cargo test --release --test markup -- --nocapture` takes
//! them whole and prints how long each took.

#![allow(clippy::print_stdout)] // times are told, with --nocapture

mod random;
mod seen;

use std::time::{Duration, Instant};

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::Status;
use pincite::read;
use proptest::prelude::*;
use seen::{blocks, document, hold, labels, pointers};

#[test]
fn links_of_a_page_lead_into_its_list() {
    let page = "<p>Ropes rot (<a href=\"#ref-marlow\" role=\"doc-biblioref\">Marlow,\n1987</a>), see <a \
        href=\"#fig1\">the figure</a> and <a href=\"http://x.example/#ref-marlow\">there</a> <span class=\"citation\" \
        data-cites=\"osei2004 brandt2011\">(Osei, 2004; Brandt, 2011)</span>.</p><figure id=fig1></figure>\
        <div id=\"refs\" class=\"references csl-bib-body\"><div id=\"ref-marlow\" class=\"csl-entry\">Marlow, R. (1987). \
        Rope.</div></div>";
    let found = document("page.html", page);
    assert_eq!(pointers(&found), ["Marlow, 1987 → ref-marlow", "(Osei, 2004; Brandt, 2011) → osei2004 brandt2011"]);
    assert_eq!(labels(&found), ["ref-marlow: Marlow, R. ("]);
    let page = "<p>Ropes rot<sup><a href=\"#B1\">1</a></sup> [<a href='/paper#bib2'>2</a>] <a href=#top>up</a>.</p>\
        <h2 id=top>References</h2><ol><li id=B1><a name=b></a>Marlow, R. (1987). Rope.</li><li><a id=\"bib2\"></a><span>\
        Osei, K. (2004). Knots.</span></li></ol><h2>Notes</h2><p id=n>End <a href=#n>n</a>.</p>";
    let found = document("page.html", page);
    assert_eq!(pointers(&found), ["¹ → B1", "2 → bib2"]);
    assert_eq!(labels(&found), ["B1: Marlow, R. (", "bib2: Osei, K. (20"]);
    assert_eq!(blocks(&found).last().unwrap(), "P End n.");
}

#[test]
fn signs_that_lead_into_the_list_are_no_notes() {
    let page = "<p>Ropes rot<sup class=reference><a href=\"#c1\">1</a></sup> in salt<sup class=reference><a \
        href=\"#n1\">a</a></sup> (<a class=ltx_ref href=\"https://x.example/p#c2\">2004</a>).</p><h2>References</h2><ol>\
        <li id=c1>Marlow, R. (1987). Rope.</li><li id=c2>Osei, K. (2004). Knots.</li></ol><h2>Notes</h2><p id=n1>So.</p>";
    let found = document("page.html", page);
    assert_eq!(pointers(&found), ["¹ → c1", "2004 → c2"]);
    assert!(blocks(&found)[0].contains("in salt‹note "), "{:?}", blocks(&found));
}

/// One story, as each format writes it; its citations are those of its own list.
const STORY: &[(&str, &str)] = &[
    (
        "paper.html",
        "<p>Ropes rot (<a href=\"#ref-a\">Marlow, 1987</a>) in salt (<a href=\"#ref-b\">Osei, 2005</a>).</p>\
         <h2>References</h2><div id=\"ref-a\" class=\"csl-entry\">Marlow, R. (1987). <i>Rope and tide</i>. Quay.</div>\
         <div id=\"ref-b\" class=\"csl-entry\">Osei, K. (2004). <i>Knots of the sea</i>. Quay.</div>",
    ),
    (
        "paper.xml",
        "<article><body><p>Ropes rot (<xref ref-type=\"bibr\" rid=\"a\">Marlow, 1987</xref>) in salt (<xref \
         ref-type=\"bibr\" rid=\"b\">Osei, 2005</xref>).</p></body><back><ref-list><title>References</title><ref id=\"a\">\
         <mixed-citation>Marlow, R. (1987). <italic>Rope and tide</italic>. Quay.</mixed-citation></ref><ref id=\"b\">\
         <element-citation><person-group><name><surname>Osei</surname><given-names>K.</given-names></name></person-group>\
         <year>2004</year><source>Knots of the sea</source></element-citation></ref></ref-list></back></article>",
    ),
    (
        "paper.rst",
        "Ropes rot (`Marlow, 1987 <#ref-a>`__) in salt (`Osei, 2005 <#ref-b>`__).\n\nReferences\n==========\n\n\
         .. container:: csl-entry\n   :name: ref-a\n\n   Marlow, R. (1987). *Rope and tide*. Quay.\n\n\
         .. container:: csl-entry\n   :name: ref-b\n\n   Osei, K. (2004). *Knots of the sea*. Quay.\n",
    ),
    (
        "paper.typ",
        "Ropes rot (#link(<ref-a>)[Marlow, 1987]) in salt (#link(<ref-b>)[Osei, 2005]).\n\n= References\n#block[\nMarlow, \
         R. (1987). #emph[Rope and tide]. Quay.\n] <ref-a>\n#block[\nOsei, K. (2004). #emph[Knots of the sea]. Quay.\n] \
         <ref-b>\n",
    ),
];

#[test]
fn one_story_is_told_the_same_in_every_format() {
    for (path, text) in STORY {
        let files: Memory = [(*path, *text)].into_iter().collect();
        let inputs = Inputs {
            manuscripts: vec![Manuscript::named(*path)],
            bibliographies: Vec::new(),
            sources: Vec::new(),
            files: &files,
        };
        let report = check(&inputs, &Config::default()).unwrap();
        let linked = &report.documents[0].linked;
        let statuses: Vec<_> = linked.links.iter().map(|link| link.status).collect();
        assert_eq!(statuses, [Status::Linked, Status::Mismatch], "{path}: {:?}", linked.citations);
        let codes: Vec<_> = report.documents[0].diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["C003"], "{path}");
    }
}

#[test]
fn parts_are_held_against_what_their_manuscript_declares() {
    let refs = "@book{marlow1987, author = {Marlow, R.}, title = {Rope and tide}, date = {1987}}";
    for (path, text, part, inner) in [
        (
            "a.typ",
            "Ropes @marlow1987.\n#include \"part.typ\"\n#bibliography(\"refs.bib\")",
            "part.typ",
            "So @marlow1987.",
        ),
        (
            "a.rst",
            "Ropes :cite:`marlow1987`.\n\n.. include:: part.rst\n\n.. bibliography:: refs.bib\n",
            "part.rst",
            "So :cite:`marlow1987`.",
        ),
    ] {
        let files: Memory = [(path, text), (part, inner), ("refs.bib", refs)].into_iter().collect();
        let inputs = Inputs {
            manuscripts: vec![Manuscript::named(path)],
            bibliographies: Vec::new(),
            sources: Vec::new(),
            files: &files,
        };
        let report = check(&inputs, &Config::default()).unwrap();
        let told: Vec<_> = report
            .documents
            .iter()
            .map(|one| {
                (one.linked.document.source.path.as_str(), one.linked.links.iter().map(|link| link.status).collect())
            })
            .collect();
        assert_eq!(told, [(path, vec![Status::Linked]), (part, vec![Status::Linked])], "{path}");
    }
}

/// A size, or a tenth of it where code is slow.
fn size(whole: usize) -> usize {
    if cfg!(debug_assertions) { whole / 10 } else { whole }
}

fn bear(what: &str, path: &str, text: String) {
    let bytes = text.len();
    let begun = Instant::now();
    match read::read(path, None, text.into_bytes()) {
        Ok(document) => {
            println!("{path:10} {what:40} {bytes:>9} bytes {:>7.3} s", begun.elapsed().as_secs_f64());
            let most = if cfg!(debug_assertions) { 10 } else { 4 };
            assert!(begun.elapsed() < Duration::from_secs(most), "{path}: {what} takes too long");
            hold(&document);
        }
        Err(error) => panic!("{path}: {what}: {error}"),
    }
}

/// Texts that open, end or nest as no author does.
fn bear_all(path: &str, head: &str, signs: &[&str]) {
    let n = size(100_000);
    for sign in signs {
        let what = sign.escape_debug().take(30).collect::<String>();
        bear(&format!("many {what}"), path, format!("{head}{}", sign.repeat(n)));
        bear(&format!("many words with {what}"), path, format!("{head}{}", format!("{sign} word ").repeat(n)));
    }
    let letters = "a".repeat(size(10_000_000));
    bear("one long word", path, format!("{head}{letters}"));
    for sign in signs {
        let what = sign.escape_debug().take(30).collect::<String>();
        bear(&format!("a long word behind {what}"), path, format!("{head}{sign}{}", &letters[..size(1_000_000)]));
    }
}

#[test]
fn xml_that_nobody_writes() {
    let signs = [
        "<p>",
        "</p>",
        "<p><sec>",
        "<fn>",
        "<p>x<fn>",
        "<p>x<fn><p>y</fn>",
        "<p>x<fig>",
        "<xref ref-type='bibr' rid='a'>",
        "<sup>",
        "<ref-list><ref id='a'>",
        "<ref><mixed-citation>",
        "<ref><element-citation></ref>",
        "<ref><element-citation><name>",
        "<element-citation><year>2000</year>",
        "<alternatives>",
        "<tex-math>",
        "<x><mixed-citation></x>",
        "<ref><mixed-citation><b></ref>",
        "<!--",
        "<![CDATA[",
        "<?x",
        "<!DOCTYPE [",
        "&",
        "&#x",
        "<",
        "<a b='",
        "<a b=\"\"",
        "<label>1",
        "]]>",
        "<string-name><surname>a",
        "<person-group><collab>x</collab><etal/>",
        "<ref><label>",
        "</ref></ref-list>",
    ];
    bear_all("paper.xml", "<article><body>", &signs);
    bear_all("paper.xml", "<article><back><ref-list><ref id='a'>", &signs[12..]);
    let whole = STORY[1].1;
    for end in (9..whole.len()).filter(|&end| whole.is_char_boundary(end)) {
        hold(&document("paper.xml", &whole[..end]));
    }
}

#[test]
fn pages_that_nobody_writes() {
    let signs = [
        "<a href='#x'>",
        "<a href='#x' id='x'>",
        "<li id=x>",
        "<h2>References</h2><p id=x>y",
        "<span data-cites='a b'>",
        "<div class=csl-entry>",
        "<script>",
        "<textarea>",
        "<title>",
        "</a>",
        "<q>",
        "<svg>",
        "<!-->",
        "<a \"",
        "<a ='",
    ];
    bear_all("page.html", "<p>", &signs);
}

#[test]
fn restructured_text_that_nobody_writes() {
    let signs = [
        "- ", "* ", "1. ", ".. ", ".. [#] ", ".. [a] ", ".. x:: ", "::\n\n ", "`", "``", ":a:`", ":cite:p:`", "*",
        "**", "*a", "**a *b", "|", "|a", "_", "__", "[", "[a]_", "\\", "`a <b", "`a <b>`_", "+-+\n", "== ==\n", "=\n",
        "a\n=\n", "| ", ">>> ", ":a: ", ":", "\n\n  a", "a\n b\n", "a::\n", ".. note:: a\n", ".. [1] a\n", "{", "\t",
        "\u{c}",
    ];
    bear_all("paper.rst", "", &signs);
    bear_all("paper.rst", "References\n==========\n\n", &signs[..8]);
    let deep: String = (0..size(3000)).map(|at| format!("{}- a\n\n", " ".repeat(at))).collect();
    bear("a deep list", "paper.rst", deep);
    let edge = format!("+{}\n", "-+".repeat(size(100_000)));
    bear("a wide table", "paper.rst", format!("{edge}|{}|\n{edge}", "a|".repeat(size(100_000))));
}

#[test]
fn typst_that_nobody_writes() {
    let signs = [
        "#[", "#{", "#(", "[", "(", "{", "$", "$(", "`", "```", "*", "_", "*_", "/*", "//", "@", "@a[", "<a", "<a>",
        "#a", "#a(", "#a[", "#cite(", "#footnote[", "#quote[", "#link(<a>)[", "#block[", "#if a [", "#for a in b [",
        "#let ", "#show: ", "#set ", "#table([", "- ", "= ", "\\", "\"", "'", "#bibliography(\"", "#include \"",
        "#figure(", "#x => ", "#not ", "#-", "~", "--",
    ];
    bear_all("paper.typ", "", &signs);
    let n = size(1_000_000);
    for (open, link, end) in [
        ("#(1", "+1", ")"),
        ("#a", ".b", ""),
        ("#a", "()", ""),
        ("#a", "[]", ""),
        ("$a", "_b", "$"),
        ("$a", "/b", "$"),
        ("#{a", "=a", "}"),
        ("#if a {}", " else if a {}", ""),
        ("$a", "!", "$"),
        ("#(", "[a]+", "[b])"),
    ] {
        bear(&format!("a chain of {link}"), "paper.typ", format!("{open}{}{end} word", link.repeat(n)));
    }
    let whole = STORY[3].1;
    for end in (0..whole.len()).filter(|&end| whole.is_char_boundary(end)) {
        hold(&document("paper.typ", &whole[..end]));
    }
}

const PARTS: &[&str] = &[
    "word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "   ",
    "\t",
    "é",
    "\u{fffc}",
    "(Osei, 2004)",
    "10",
    "&amp;",
    "&eacute;",
    "&",
    "<",
    ">",
    "</",
    "<p>",
    "</p>",
    "<sec><title>",
    "</title>",
    "<fn>",
    "</fn>",
    "<fig>",
    "<xref ref-type=\"bibr\" rid=\"a b\">",
    "</xref>",
    "<ref-list>",
    "<ref id=\"a\">",
    "</ref>",
    "<label>1</label>",
    "<mixed-citation>",
    "<element-citation>",
    "</element-citation>",
    "<name><surname>",
    "<given-names>",
    "<year>2004</year>",
    "<source>",
    "<pub-id pub-id-type=\"doi\">10.1000/x",
    "<etal/>",
    "<sup>",
    "</sup>",
    "<!-- x -->",
    "<![CDATA[",
    "]]>",
    "<a href=\"#a\">",
    "</a>",
    "<li id=a>",
    "<h2>References</h2>",
    "<span data-cites=\"a\">",
    "</span>",
    "References\n==========\n\n",
    "Title\n-----\n",
    "- ",
    "1. ",
    ".. [a] ",
    ".. [#] ",
    "[a]_",
    "[1]_",
    ":cite:p:`{see}a{p. 3},b`",
    ":sup:`2`",
    "`x <#a>`_",
    "`",
    "``",
    "*",
    "**",
    "_",
    "::\n",
    ".. note:: ",
    ".. figure:: x\n",
    ".. container:: csl-entry\n   :name: a\n",
    ".. bibliography:: refs.bib\n",
    ".. include:: x.rst\n",
    "+--+--+\n",
    "|",
    "== ==\n",
    ":a: ",
    "\\",
    "\\ ",
    "= References\n",
    "@a",
    "@a[p. 3]",
    "#cite(<a>)",
    "#cite(<a>, supplement: [p. 3])",
    "<a>",
    "#link(<a>)[",
    "#block[",
    "#footnote[",
    "#quote(block: true)[",
    "#super[",
    "]",
    "[",
    "#(",
    ")",
    "{",
    "}",
    "$",
    "~",
    "--",
    "...",
    "\"",
    "'",
    "//",
    "/*",
    "*/",
    "#bibliography(\"refs.bib\")",
    "#include \"x.typ\"",
    "#let ",
    "#show: ",
    "#figure(caption: [",
    "#table([",
    ", ",
    "#text(\"",
    "+",
];

/// What the random texts below have found.
#[test]
fn what_broke_once() {
    hold(&document("paper.rst", "/***é"));
    hold(&document("paper.rst", "**a *é***é b*"));
    let link = "<xref ref-type=\"bibr\" rid=\"a b\">";
    hold(&document("paper.xml", &format!("<article>word<fn><ref id=\"a\">{link}{link}References\n==\n\n</fn>")));
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn anything_can_be_read(parts in prop::collection::vec(prop::sample::select(PARTS), 0..50)) {
        let text = parts.concat();
        hold(&document("page.html", &text));
        hold(&document("paper.rst", &text));
        hold(&document("paper.typ", &text));
        hold(&document("paper.xml", &format!("<article>{text}")));
    }
}
