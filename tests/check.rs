//! The conductor: which libraries a manuscript is held against, and where their findings stand.

use pincite::check::{Error, Inputs, Manuscript, Memory, check, check_each};
use pincite::config::Config;
use pincite::model::{DocumentReport, Report};

const OSEI: &str = "@book{osei2004,\n  author = {Osei, Kwame},\n  title = {Volta},\n  date = {2004},\n}\n";
const MARLOW: &str = "@book{marlow1987,\n  author = {Marlow, Ruth},\n  title = {Rope},\n  date = {1987},\n}\n";

fn run(files: &[(&str, &str)], manuscripts: &[&str], bibliographies: &[&str]) -> Report {
    let files: Memory = files.iter().map(|&(path, text)| (path, text)).collect();
    let inputs = Inputs {
        manuscripts: manuscripts.iter().copied().map(Manuscript::named).collect(),
        bibliographies: bibliographies.iter().map(|&path| path.to_owned()).collect(),
        sources: Vec::new(),
        files: &files,
    };
    check(&inputs, &Config::default()).unwrap()
}

fn codes(document: &DocumentReport) -> Vec<&'static str> {
    document.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn libraries(document: &DocumentReport) -> Vec<&str> {
    document.linked.libraries.iter().map(|library| library.source.path.as_str()).collect()
}

#[test]
fn what_nobody_cites_is_told_once_in_the_last_manuscript() {
    let both = format!("{OSEI}{MARLOW}");
    let files =
        [("a.txt", "So it is (Osei, 2004)."), ("b.txt", "So it was (Osei, 2004)."), ("refs.bib", both.as_str())];
    let report = run(&files, &["a.txt", "b.txt"], &["refs.bib"]);
    assert_eq!(report.documents.iter().map(codes).collect::<Vec<_>>(), [vec![], vec!["C002"]]);
    let finding = &report.documents[1].diagnostics[0].finding;
    let source = report.documents[1].source(finding.at.source).unwrap();
    assert_eq!((source.path.as_str(), source.slice(finding.at.span)), ("refs.bib", "marlow1987"));

    let files =
        [("a.txt", "So it is (Osei, 2004)."), ("b.txt", "So it was (Marlow, 1987)."), ("refs.bib", both.as_str())];
    assert_eq!(run(&files, &["a.txt", "b.txt"], &["refs.bib"]).summary.warnings, 0);
}

#[test]
fn a_library_that_the_last_manuscript_does_not_use_has_a_document_of_its_own() {
    let files = [
        ("one/a.txt", "So it is (Osei, 2004)."),
        ("one/refs.bib", &format!("{OSEI}{MARLOW}")),
        ("two/b.txt", "So it was (Osei, 2004)."),
        ("two/refs.bib", OSEI),
    ];
    let report = run(&files, &["one/a.txt", "two/b.txt"], &[]);
    let paths: Vec<_> = report.documents.iter().map(|document| document.linked.document.source.path.as_str()).collect();
    assert_eq!(paths, ["one/a.txt", "two/b.txt", "one/refs.bib"]);
    assert_eq!(report.documents.iter().map(codes).collect::<Vec<_>>(), [vec![], vec![], vec!["C002"]]);
}

#[test]
fn named_bibliographies_come_first_then_the_one_beside() {
    let files =
        [("a.txt", "So it is (Osei, 2004)."), ("refs.bib", OSEI), ("else/more.bib", MARLOW), ("else/other.bib", OSEI)];
    assert_eq!(libraries(&run(&files, &["a.txt"], &[]).documents[0]), ["refs.bib"]);
    let named = run(&files, &["a.txt"], &["else/other.bib", "else/more.bib", "else/other.bib"]);
    assert_eq!(libraries(&named.documents[0]), ["else/other.bib", "else/more.bib"]);
    // Of two that lie there, neither is taken.
    let files = [("else/a.txt", "So it is (Osei, 2004)."), ("else/more.bib", MARLOW), ("else/other.bib", OSEI)];
    let report = run(&files, &["else/a.txt"], &[]);
    assert_eq!(codes(&report.documents[0]), ["C010"]);
}

#[test]
fn a_bibliography_alone_is_a_document() {
    let report = run(&[("refs.bib", OSEI), ("none.bib", "")], &[], &["refs.bib", "none.bib"]);
    assert_eq!(report.documents.iter().map(codes).collect::<Vec<_>>(), [vec![], vec!["M003"]]);
    assert_eq!(report.summary.documents, 2);
}

#[test]
fn what_cannot_be_read_costs_itself_alone() {
    let files: Memory = [("a.txt", "So it is (Osei, 2004)."), ("refs.bib", OSEI)].into_iter().collect();
    let manuscripts = ["none.txt", "a.txt"].map(Manuscript::named).to_vec();
    let inputs = Inputs { manuscripts, bibliographies: Vec::new(), sources: Vec::new(), files: &files };
    let mut seen = 0;
    let outcome = check_each(&inputs, &Config::default(), |_| seen += 1).unwrap();
    assert_eq!((seen, outcome.summary.citations), (1, 1));
    assert!(matches!(outcome.troubles.as_slice(), [Error::Unreadable { path, .. }] if path == "none.txt"));
    assert!(check(&inputs, &Config::default()).is_err());

    let named = Inputs { bibliographies: vec!["none.bib".to_owned()], ..inputs };
    assert!(check_each(&named, &Config::default(), |_| seen += 1).is_err());
    assert_eq!(seen, 1, "without its bibliography nothing is checked");
}
