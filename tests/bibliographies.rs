//! The same twenty works in every format: they give the same entries, and the same findings on one manuscript.

use std::fs;

use pincite::bib;
use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{Entry, Format, Library};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bibliographies");

/// The files, BibLaTeX's first.
const FILES: &[(&str, Format)] = &[
    ("works.bib", Format::BibLatex),
    ("works.json", Format::CslJson),
    ("works-line.json", Format::CslJson),
    ("works-zotero.json", Format::CslJson),
    ("works-pandoc.yaml", Format::Hayagriva),
    ("works.yml", Format::Hayagriva),
    ("works.ris", Format::Ris),
    ("works.enw", Format::EndNote),
    ("works.nbib", Format::Nbib),
    ("works.xml", Format::EndNoteXml),
];

fn bytes(name: &str) -> Vec<u8> {
    fs::read(format!("{FOLDER}/{name}")).unwrap()
}

fn library(name: &str) -> Library {
    bib::read(name, &bytes(name)).unwrap()
}

/// What a citation asks of an entry: names, years, letter, title, DOI.
fn asked(entry: &Entry) -> String {
    let names = entry.authors.iter().map(|person| match person.group {
        true => format!("[{}]", person.family),
        false => format!("{}, {} {}", person.family_name(), person.given, person.suffix),
    });
    let names: Vec<String> = names.collect();
    let date = entry.date.as_ref();
    let years = date.map(|date| (date.years, date.suffix.clone(), date.years.is_none().then(|| date.text.clone())));
    let doi = entry.field("doi").map(|field| field.value.clone());
    format!("{names:?} {} {years:?} {} {doi:?}", entry.authors_others, entry.title)
}

#[test]
fn every_format_gives_the_same_works() {
    let want: Vec<String> = library("works.bib").entries.iter().map(asked).collect();
    assert_eq!(want.len(), 20);
    for &(name, format) in FILES {
        let library = library(name);
        assert_eq!(library.flaws, [], "{name}");
        assert_eq!(library.source.format, format, "{name}");
        assert_eq!(bib::recognise(name, |_| Some(bytes(name))), Some(format), "{name}");
        for (entry, want) in library.entries.iter().zip(&want) {
            assert_eq!(&asked(entry), want, "{name}");
        }
        assert_eq!(library.entries.len(), want.len(), "{name}");
    }
}

#[test]
fn every_place_holds_what_is_said_to_stand_there() {
    for &(name, _) in FILES {
        let library = library(name);
        for entry in &library.entries {
            let slice = |name: &str| library.source.slice(entry.field(name).unwrap().span).to_owned();
            let word = entry.title.split(' ').find(|word| word.is_ascii()).unwrap();
            assert!(slice("title").contains(word), "{name}: {}", entry.key);
            let first = &entry.authors[0].family;
            assert!(slice("author").contains(first.as_str()) || !first.is_ascii(), "{name}: {}", entry.key);
            let year = entry.date.as_ref().and_then(|date| date.years).map(|years| years.0.to_string());
            let field = entry.field("date").or(entry.field("year"));
            assert!(year.is_none_or(|year| library.source.slice(field.unwrap().span).contains(&year)), "{name}");
            assert!(entry.span.contains(entry.key_span), "{name}: {}", entry.key);
            for field in &entry.fields {
                assert!(entry.span.contains(field.span) && !field.span.is_empty(), "{name}: {field:?}");
                assert!(entry.span.contains(field.name_span) && !field.name_span.is_empty(), "{name}: {field:?}");
            }
        }
    }
}

/// The codes of what is found and where: in the manuscript by its bytes, in the bibliography by the work.
fn found(paper: &str, name: &str) -> Vec<(String, String)> {
    let files: Memory = [("paper.txt", paper.as_bytes().to_vec()), (name, bytes(name))].into_iter().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("paper.txt")],
        bibliographies: vec![name.to_owned()],
        sources: Vec::new(),
        files: &files,
    };
    // What an entry must have hangs on its type, and PubMed's format has none.
    let config = Config { ignore: vec!["B004".to_owned()], ..Config::default() };
    let report = check(&inputs, &config).unwrap();
    let document = &report.documents[0];
    let library = &document.linked.libraries[0];
    let place = |source: u32, span: pincite::text::Span| match source {
        0 => format!("{span:?}"),
        _ => library
            .entries
            .iter()
            .find(|entry| entry.span.contains(span))
            .map_or(String::new(), |entry| entry.title.clone()),
    };
    let diagnostics = document.diagnostics.iter();
    let mut found: Vec<(String, String)> =
        diagnostics.map(|one| (one.code.to_owned(), place(one.finding.at.source.0, one.finding.at.span))).collect();
    found.sort();
    found
}

#[test]
fn every_format_gives_the_same_findings() {
    let paper = String::from_utf8(bytes("paper.txt")).unwrap();
    let want = found(&paper, "works.bib");
    let codes: Vec<&str> = want.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["C001", "C002", "C003", "C005"], "{want:#?}");
    for (name, _) in FILES {
        assert_eq!(found(&paper, name), want, "{name}");
    }
}
