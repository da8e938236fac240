//! Bibliographies of other formats than BibLaTeX's, made to harm: deep, long, cut off, torn. None may panic,
//! overflow or take long; places stay in bounds; and where a file can be taken up again, a good entry after the
//! harm is still read.

mod random;

use std::time::{Duration, Instant};

use pincite::bib;
use pincite::model::{Library, Usage};
use pincite::rules::{self, Options, Run};
use proptest::prelude::*;

/// Reads a text, runs the rules for libraries on it, and looks that every place lies in it.
fn read(path: &str, bytes: &[u8]) -> Library {
    let library = bib::read(path, bytes).unwrap();
    let source = &library.source.text;
    for entry in &library.entries {
        assert!(source.get(entry.span.range()).is_some() && source.get(entry.key_span.range()).is_some());
        for field in &entry.fields {
            assert!(source.get(field.span.range()).is_some() && source.get(field.name_span.range()).is_some());
            assert!(entry.span.contains(field.span) && entry.span.contains(field.name_span), "{path}: {entry:?}");
            bib::field(&library.source, field);
        }
    }
    for flaw in &library.flaws {
        assert!(source.get(flaw.span.range()).is_some() && source.get(flaw.item.range()).is_some());
    }
    for rule in rules::all() {
        let Run::Library(run) = rule.run else { continue };
        for finding in run(&library, &Usage::default(), &Options::default()) {
            assert!(source.get(finding.at.span.range()).is_some());
            assert!(finding.message.chars().count() <= 80, "{}", finding.message);
        }
    }
    library
}

/// Reads harm in time.
fn bear(path: &str, harm: impl AsRef<[u8]>) -> Library {
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
    let begun = Instant::now();
    let library = read(path, harm.as_ref());
    assert!(begun.elapsed() < limit, "{:?} for {path}", begun.elapsed());
    library
}

/// Reads harm with a good entry behind it.
fn survive(path: &str, harm: &str, good: &str) {
    let library = bear(path, format!("{harm}{good}"));
    let last = library.entries.last().map(|entry| (&*entry.title, entry.authors.len()));
    assert_eq!(last, Some(("T", 1)), "{path}: {}…", &harm[..harm.floor_char_boundary(60)]);
}

const JSON: &str = "\n{\"id\": \"good\", \"type\": \"book\", \"title\": \"T\", \"author\": [{\"family\": \"Osei\"}]}]";
const RIS: &str = "\nTY  - BOOK\nTI  - T\nAU  - Osei, K\nER  - \n";
const NBIB: &str = "\n\nPMID- 7\nTI  - T\nFAU - Osei, K\n";
const ENW: &str = "\n\n%0 Book\n%T T\n%A Osei, K\n";
const XML: &str = "\n<record><contributors><authors><author>Osei, K</author></authors></contributors><titles><title>T</title></titles></record>";
const YAML: &str = "\ngood:\n  type: book\n  title: T\n  author: Osei, K\n";

#[test]
fn depth() {
    const DEEP: usize = 100_000;
    survive("a.json", &format!("[{},", "[".repeat(DEEP)), JSON);
    survive("a.json", &format!("[{}{},", "[".repeat(DEEP), "]".repeat(DEEP)), JSON);
    survive("a.json", &format!("[{},", "{\"id\":".repeat(DEEP)), JSON);
    survive(
        "a.json",
        &format!("[{{\"id\": \"a\", \"note\": {}1{}}},", "[{\"a\":".repeat(DEEP), "}]".repeat(DEEP)),
        JSON,
    );
    survive("a.xml", &"<record>".repeat(DEEP), XML);
    survive("a.xml", &format!("<record>{}", "<a>".repeat(DEEP)), XML);
    survive("a.xml", &format!("<record>{}{}</record>", "<a>".repeat(DEEP), "</a>".repeat(DEEP)), XML);
    survive("a.xml", &format!("<record><title>{}</record>", "<style>".repeat(DEEP)), XML);
    for open in ["[", "{", "{a: ", "- ", "? ", "[a, "] {
        survive("a.yml", &format!("a:\n  title: {}\n", open.repeat(DEEP)), YAML);
    }
    let stairs: String = (1..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    survive("a.yml", &format!("a:\n{stairs}"), YAML);
}

#[test]
fn length() {
    let words = "word ".repeat(2_000_000);
    survive("a.json", &format!("[{{\"id\": \"a\", \"title\": \"{words}\"}},"), JSON);
    survive("a.json", &format!("[{{\"id\": \"a\", \"title\": \"{words}"), JSON);
    survive("a.json", &format!("[{{\"id\": \"a\", \"title\": \"{}\"}},", "\\u00e9".repeat(1_000_000)), JSON);
    survive(
        "a.json",
        &format!(
            "[{{\"id\": \"a\", \"author\": [{}]}},",
            vec!["{\"family\": \"O\", \"given\": \"K\"}"; 100_000].join(",")
        ),
        JSON,
    );
    survive("a.json", &format!("[{},", vec!["{\"id\":1,\"type\":\"book\"}"; 300_000].join(",")), JSON);
    survive("a.json", &format!("[{}", "{\"id\":}".repeat(300_000)), JSON);
    survive("a.json", &format!("[{}", "{\"id\"".repeat(300_000)), JSON);
    survive("a.json", &format!("[{}", ",".repeat(3_000_000)), JSON);
    survive("a.json", &format!("[{}", "{ ".repeat(2_000_000)), JSON);
    survive("a.json", &format!("[{{\"id\": \"a\"{}}},", ", \"a\": 1".repeat(300_000)), JSON);
    let (fields, authors) = (", \"a\": 1".repeat(200_000), vec!["\"O\""; 200_000].join(","));
    survive("a.json", &format!("[{{\"id\": \"a\"{fields}, \"author\": [{authors}]}},"), JSON);
    survive("a.yml", &format!("a:\n{}{}", "  b: c\n".repeat(100_000), "  doi: d\n".repeat(100_000)), YAML);
    for (path, line, good) in [("a.ris", "AU  - ", RIS), ("a.nbib", "FAU - ", NBIB), ("a.enw", "%A ", ENW)] {
        survive(path, &format!("{line}{words}"), good);
        survive(path, &format!("{line}Osei, K\n").repeat(300_000), good);
        survive(path, &"x\n".repeat(1_000_000), good);
        survive(path, &format!("{line}{}", "\n x".repeat(1_000_000)), good);
    }
    survive("a.ris", &"TY  - BOOK\n".repeat(300_000), RIS);
    survive("a.ris", &"TY  - BOOK\nER  - \n".repeat(300_000), RIS);
    survive("a.nbib", &"PMID- 1\n".repeat(300_000), NBIB);
    survive("a.enw", &"%0 Book\n".repeat(300_000), ENW);
    survive("a.enw", &"%0 Book\n%T Tides\n".repeat(200_000), ENW);
    survive("a.xml", &format!("<record><title>{words}</title></record>"), XML);
    survive("a.xml", &format!("<record><title>{words}"), XML);
    survive("a.xml", &format!("<record><title>{}</title></record>", "&amp;".repeat(1_000_000)), XML);
    survive("a.xml", &"<record><title>Tides</title></record>".repeat(100_000), XML);
    survive("a.xml", &format!("<record>{}</record>", "</a>".repeat(500_000)), XML);
    survive("a.yml", &format!("a:\n  title: \"{words}\"\n"), YAML);
    survive("a.yml", &format!("a:\n  title: \"{words}\n"), YAML);
    survive("a.yml", &format!("a:\n  author: [{}]\n", vec!["\"O, K\""; 100_000].join(", ")), YAML);
    survive("a.yml", &format!("a:\n{}", "  b: c: d\n".repeat(200_000)), YAML);
    survive("a.yml", &"a: {\n".repeat(200_000), YAML);
    survive("a.yml", &"a: &a [*a, *a]\n".repeat(100_000), YAML);
    survive("a.yml", &format!("{}\n", "é: ".repeat(300_000)), YAML);
}

#[test]
fn bytes_that_are_no_text() {
    for path in ["a.json", "a.ris", "a.nbib", "a.enw", "a.xml", "a.yml", "a"] {
        assert!(bear(path, b"").entries.is_empty(), "{path}");
        bear(path, vec![0; 100_000]);
        bear(path, vec![b'\r'; 1_000_000]);
        for bytes in [
            &b"\xff\xfe"[..],
            b"\xff\xfe[",
            b"\xef\xbb\xbf",
            b"\xef\xbb\xbf[",
            b"[\xff{\xfe",
            b"<",
            b"%",
            b"-",
            b"\"",
            b"{",
        ] {
            read(path, bytes);
        }
    }
    for (path, good) in [("a.ris", RIS), ("a.nbib", NBIB), ("a.enw", ENW), ("a.xml", XML)] {
        survive(path, &"\0".repeat(100_000), good);
    }
    survive("a.json", &format!("[{},", "\0".repeat(100_000)), JSON);
}

/// The fixtures, and what trips their readers.
const FILES: &[(&str, &str)] = &[
    ("a.json", include_str!("../fixtures/bibliographies/works.json")),
    ("a.json", include_str!("../fixtures/bibliographies/works-line.json")),
    ("a.json", include_str!("../fixtures/bibliographies/works-zotero.json")),
    ("a.ris", include_str!("../fixtures/bibliographies/works.ris")),
    ("a.nbib", include_str!("../fixtures/bibliographies/works.nbib")),
    ("a.enw", include_str!("../fixtures/bibliographies/works.enw")),
    ("a.xml", include_str!("../fixtures/bibliographies/works.xml")),
    ("a.yml", include_str!("../fixtures/bibliographies/works.yml")),
    ("a.yml", include_str!("../fixtures/bibliographies/works-pandoc.yaml")),
];

/// A file with a few of its characters changed.
fn slips() -> impl Strategy<Value = (&'static str, String)> {
    let signs = prop::sample::select(vec![
        "", "{", "}", "[", "]", "\"", "'", ",", ":", "\\", "\\u", "\\ud83c", "\n", "\r", "\n\n", "  ", "<", ">", "</",
        "&", "&#", ";", "]]>", "<![CDATA[", "<!--", "%", "%0 ", "TY  - ", "ER  - ", "- ", "-", "|", ">\n", "*a", "&a",
        "é", "\0", "\t", "\u{2028}", "#", "null", "---\n",
    ]);
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0usize..6, signs), 1..12);
    (prop::sample::select(FILES), edits).prop_map(|((path, text), edits)| {
        let mut chars: Vec<char> = text.chars().collect();
        for (at, gone, sign) in edits {
            let at = at.index(chars.len());
            let end = chars.len().min(at + gone);
            chars.splice(at..end, sign.chars());
        }
        (path, chars.into_iter().collect())
    })
}

proptest! {
    #![proptest_config(random::cases(300))]

    #[test]
    fn no_slip_does_harm((path, text) in slips()) {
        read(path, text.as_bytes());
    }

    #[test]
    fn no_characters_do_harm(text in "[\\PC\n\r\t ]{0,200}", head in prop::sample::select(vec!["", "[", "{\"id\": ", "TY  - ", "PMID- ", "%0 ", "<record>", "a:\n  "])) {
        for path in ["a.json", "a.ris", "a.nbib", "a.enw", "a.xml", "a.yml", "a"] {
            read(path, format!("{head}{text}").as_bytes());
        }
    }

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for path in ["a.json", "a.ris", "a.nbib", "a.enw", "a.xml", "a.yml", "a"] {
            read(path, &bytes);
        }
    }
}

#[test]
fn a_tag_as_long_as_a_page_is_not_repeated() {
    read("a.xml", format!("<record></{}\n{}></record>", "é".repeat(20), "y".repeat(4000)).as_bytes());
    read("a.xml", format!("<record><{}></record>", "y".repeat(4000)).as_bytes());
}
