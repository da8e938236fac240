//! One story in every format: one report, and every span leads to the words it tells of.

use std::fs;
use std::path::PathBuf;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::DocumentReport;

const FORMATS: &[&str] = &["txt", "md", "tex", "typ", "rst", "html", "xml", "docx", "odt", "pdf"];
/// Formats that cite by key.
const KEYED: &[&str] = &["md", "tex", "typ", "rst"];

fn report(name: &str) -> DocumentReport {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/story");
    let files = [name, "refs.bib"].map(|file| (file.to_owned(), fs::read(folder.join(file)).unwrap()));
    let memory: Memory = files.into_iter().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named(name)],
        bibliographies: vec!["refs.bib".to_owned()],
        sources: Vec::new(),
        files: &memory,
    };
    check(&inputs, &Config::default()).unwrap().documents.remove(0)
}

/// What a report says, its places aside: each finding with both its sides, each item with its entries.
fn told(report: &DocumentReport) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for one in &report.diagnostics {
        let finding = &one.finding;
        let related = finding.related.iter().map(|label| label.message.as_str()).collect::<Vec<_>>().join(" | ");
        out.push(format!("{} {} [{related}] {:?} {:?}", one.code, finding.message, finding.notes, finding.help));
    }
    for (link, citation, item) in report.linked.items() {
        let keys: Vec<&str> = link.entries.iter().map(|&id| report.linked.entry(id).key.as_str()).collect();
        let names: Vec<&str> = item.authors.iter().map(|name| name.family.as_str()).collect();
        let parts = (link.status.name(), citation.form.name(), names, item.locator.as_deref());
        out.push(format!("{keys:?} {parts:?}"));
    }
    out
}

#[test]
fn one_story_gives_one_report_in_every_format() {
    let first = told(&report("paper.txt"));
    assert_eq!(first.iter().filter(|one| one.starts_with(['C', 'D'])).count(), 5, "{first:#?}");
    for format in &FORMATS[1..] {
        assert_eq!(told(&report(&format!("paper.{format}"))), first, "{format}");
    }
}

#[test]
fn one_story_with_keys_gives_one_report() {
    let first = told(&report("keys.md"));
    assert!(first.iter().any(|one| one.starts_with("C001 no entry for the key `finch1999`")), "{first:#?}");
    for format in &KEYED[1..] {
        assert_eq!(told(&report(&format!("keys.{format}"))), first, "{format}");
    }
}

#[test]
fn every_span_leads_to_its_words() {
    let keyed = KEYED.iter().map(|format| format!("keys.{format}"));
    for name in FORMATS.iter().map(|format| format!("paper.{format}")).chain(keyed) {
        let report = report(&name);
        let source = &report.linked.document.source;
        for (_, _, item) in report.linked.items() {
            let words = plain(source.slice(item.span));
            for name in &item.authors {
                assert!(words.contains(&plain(&name.family)), "{}: `{words}` has no {}", source.path, name.family);
                assert_eq!(plain(source.slice(name.span)), plain(&name.family), "{}", source.path);
            }
            if let Some(key) = &item.key {
                assert!(words.contains(key), "{}: `{words}` has no {key}", source.path);
            }
            if let Some(year) = &item.year {
                let whole = format!("{}{}", year.text, year.suffix.as_deref().unwrap_or(""));
                assert_eq!(source.slice(year.span), whole, "{}", source.path);
            }
        }
        for one in &report.diagnostics {
            for label in std::iter::once(&one.finding.at).chain(&one.finding.related) {
                let source = report.linked.source(label.source).unwrap();
                assert!(!source.slice(label.span).trim().is_empty(), "{} {}", source.path, one.code);
            }
        }
    }
}

/// The words of a source without what its format puts between them.
fn plain(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace("\\&", "&").replace(['\n', '*', '_'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
