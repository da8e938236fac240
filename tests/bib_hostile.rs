//! Bibliographies made to harm: deep, long, circular, cut off. None may panic, overflow or take long,
//! and a good entry after the harm is still read.

mod random;

use std::time::{Duration, Instant};

use pincite::bib;
use pincite::model::{Library, Usage};
use pincite::rules::{self, Options, Run};
use proptest::prelude::*;

const GOOD: &str = "\n@article{good, author = {Osei, K.}, title = {T}, year = 2020}\n";

/// Reads a text and runs the rules for libraries on it.
fn read(text: &[u8]) -> Library {
    let library = bib::read("refs.bib", text).unwrap();
    for entry in &library.entries {
        for field in &entry.fields {
            assert!(entry.span.contains(field.span) && entry.span.contains(field.name_span));
            assert!(library.source.text.get(field.span.range()).is_some());
        }
    }
    for rule in rules::all() {
        let Run::Library(run) = rule.run else { continue };
        for finding in run(&library, &Usage::default(), &Options::default()) {
            assert!(library.source.text.get(finding.at.span.range()).is_some());
            assert!(finding.message.chars().count() <= 80, "{}", finding.message);
        }
    }
    library
}

/// Reads harm and then a good entry, in time; gives the library.
fn bear(harm: impl Into<String>) -> Library {
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
    let text = harm.into() + GOOD;
    let begun = Instant::now();
    let library = read(text.as_bytes());
    assert!(begun.elapsed() < limit, "{:?} for {}…", begun.elapsed(), &text[..40]);
    library
}

fn has_good(library: &Library) -> bool {
    library.entries.last().is_some_and(|entry| entry.key == "good" && entry.title == "T")
}

#[test]
fn depth() {
    let braces = format!("@misc{{a, title = {}{}}}", "{".repeat(200_000), "}".repeat(200_000));
    let library = bear(braces);
    assert!(has_good(&library) && library.flaws.len() == 1);
    assert!(has_good(&bear(format!("@misc{{a, title = {}", "{".repeat(200_000)))));
    assert!(has_good(&bear(format!("@misc{{a, title = {{{}x{}}}}}", "\\emph{".repeat(20_000), "}".repeat(20_000)))));
    assert!(has_good(&bear(format!("@misc{{a, author = {{{}x{}}}}}", "\\emph{".repeat(20_000), "}".repeat(20_000)))));
    assert!(has_good(&bear(format!("@misc{{a, title = {{{}x}}}}", "\\'".repeat(200_000)))));
    assert!(has_good(&bear(format!("@misc{{a, title = {{x{}}}}}", "\\} y ".repeat(50_000)))));
}

#[test]
fn length() {
    let joined = format!("@misc{{a, title = {}}}", vec!["\"x\""; 100_000].join(" # "));
    let library = bear(joined);
    assert!(has_good(&library) && library.flaws.is_empty());
    assert_eq!(library.entries[0].title.len(), 100_000);
    assert!(has_good(&bear(format!("@misc{{a, title = {{{}}}}} ", "word ".repeat(2_000_000)))));
    assert!(has_good(&bear(format!("@misc{{a, author = {{{}}}}}", vec!["A B"; 100_000].join(" and ")))));
    assert!(has_good(&bear(format!("@misc{{a, author = {{{}}}}}", "van ".repeat(100_000)))));
    assert!(has_good(&bear("@ ".repeat(1_000_000))));
    assert!(has_good(&bear("% @misc{ ".repeat(200_000))));
    assert!(has_good(&bear(format!("@misc{{a{}}}", ",".repeat(300_000)))));
}

#[test]
fn what_is_never_closed() {
    for item in
        ["@misc{a,\n", "@misc{a, title = {\n", "@misc(a,\n", "@comment{a\n", "@misc a = \n", "@misc{a, b = \"\n"]
    {
        assert!(has_good(&bear(item.repeat(100_000))), "{item}");
    }
    for value in ["{", "\"", "{a, \n", "\"a = b, \n"] {
        assert!(has_good(&bear(format!("@misc{{a, title = {value}{}", "b = c,\n".repeat(100_000)))), "{value}");
    }
    bear("@misc{a, ".repeat(100_000));
}

#[test]
fn circles_and_chains() {
    let ring = |leads: &dyn Fn(usize) -> usize| -> String {
        (0..100_000).map(|n| format!("@book{{k{n}, crossref = {{k{}}}}}\n", leads(n))).collect()
    };
    assert!(has_good(&bear(ring(&|n| (n + 1) % 100_000))));
    assert!(has_good(&bear(ring(&|n| n + 1))));
    assert!(has_good(&bear(ring(&|n| n))));
    assert!(has_good(&bear(ring(&|_| 0))));
    let strings: String = (0..100_000).map(|n| format!("@string{{s{n} = s{}}}\n", n + 1)).collect();
    assert!(has_good(&bear(strings)));
    // Each string is twice the one before.
    let growing: String = (0..64).map(|n| format!("@string{{s{} = s{n} # s{n}}}\n", n + 1)).collect();
    let uses: String = (0..1_000).map(|n| format!("f{n} = s64,")).collect();
    assert!(has_good(&bear(format!("@string{{s0 = \"ha\"}}\n{growing}@misc{{a, {uses}}}"))));
}

#[test]
fn bytes_that_are_no_text() {
    assert!(read(b"").entries.is_empty());
    assert!(read(&[0; 100_000]).entries.is_empty());
    assert!(has_good(&bear("\0".repeat(100_000))));
    assert!(has_good(&bear("@misc{a\0b, ti\0tle = {x\0}, author = \"\0\"}")));
    for bytes in
        [&b"\xff\xfe"[..], b"\xff\xfe@", b"\xfe\xff\xd8\x00", b"\xef\xbb\xbf", b"\xef\xbb\xbf@", b"@\xff{\xfe", b"@"]
    {
        read(bytes);
    }
}

/// A bibliography with a few of its bytes changed.
fn slips() -> impl Strategy<Value = String> {
    let text = include_str!("../fixtures/bib/hard.bib").to_owned() + include_str!("../fixtures/bib/broken.bib");
    let signs = prop::sample::select(vec![
        "", "{", "}", "\"", ",", "=", "@", "#", "%", "\\", "\n", "(", ")", "é", "\0", "$", " and ",
    ]);
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..4, signs), 1..12).prop_map(move |edits| {
        let mut chars: Vec<char> = text.chars().collect();
        for (at, gone, sign) in edits {
            let at = at.index(chars.len());
            let end = chars.len().min(at + gone);
            chars.splice(at..end, sign.chars());
        }
        chars.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(random::cases(200))]

    #[test]
    fn no_slip_does_harm(text in slips()) {
        read(text.as_bytes());
    }

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
        read(&[b"@misc{a, title = {", &bytes[..]].concat());
        read(&[b"@misc{a, author = {", &bytes[..], b"}, year = {", &bytes[..], b"}, doi = {", &bytes[..], b"}}"].concat());
    }
}
