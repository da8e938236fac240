//! Which bibliography a manuscript is held against, whatever the format it is written in.

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;

const PAPER: &str = "Ferries were the only crossing (Osei, 2004).\n";
const BIB: &str = "@book{osei, author = {Osei, K.}, title = {Volta}, date = {2004}}\n";
const JSON: &str = "[{\"id\": \"osei\", \"type\": \"book\", \"title\": \"Volta\", \"author\": [{\"family\": \"Osei\", \"given\": \"K.\"}], \"issued\": {\"date-parts\": [[2004]]}}]\n";
const RIS: &str = "TY  - BOOK\nAU  - Osei, K.\nTI  - Volta\nPY  - 2004\nER  - \n";
const NBIB: &str = "PMID- 1\nFAU - Osei, K\nTI  - Volta\nJT  - Tides\nDP  - 2004\n";
const ENW: &str = "%0 Book\n%A Osei, K.\n%T Volta\n%D 2004\n";
const XML: &str = "<xml><records><record><ref-type name=\"Book\">6</ref-type><contributors><authors><author>Osei, K.</author></authors></contributors><titles><title>Volta</title></titles><dates><year>2004</year></dates></record></records></xml>\n";
const YAML: &str = "osei:\n  type: book\n  title: Volta\n  author: \"Osei, K.\"\n  date: 2004\n";
const PACKAGE: &str = "{\"name\": \"paper\", \"type\": \"module\", \"author\": \"R\", \"version\": \"1.0.0\"}\n";
const SETTINGS: &str = "site_name: Ferries\nnav:\n  - title: Home\n    type: page\n";
const ARTICLE: &str = "<?xml version=\"1.0\"?><article><front/><body><p>Ferries.</p></body></article>\n";

/// The bibliographies that `paper.md` is held against, and whether its one citation is linked.
fn held(paper: &str, files: &[(&str, &str)]) -> (Vec<String>, bool) {
    let all = files.iter().copied().chain([("paper.md", paper)]);
    let files: Memory = all.map(|(path, text)| (path, text.as_bytes())).collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("paper.md")],
        bibliographies: Vec::new(),
        sources: Vec::new(),
        files: &files,
    };
    let report = check(&inputs, &Config::default()).unwrap();
    let linked = &report.documents[0].linked;
    let paths = linked.libraries.iter().map(|library| library.source.path.clone()).collect();
    (paths, linked.links.iter().all(|link| link.entries.len() == 1))
}

#[test]
fn the_one_bibliography_beside_a_manuscript() {
    let all = [
        ("refs.json", JSON),
        ("refs.ris", RIS),
        ("refs.nbib", NBIB),
        ("refs.enw", ENW),
        ("refs.xml", XML),
        ("refs.yml", YAML),
        ("refs.yaml", YAML),
    ];
    for one in all {
        let others =
            [("package.json", PACKAGE), ("mkdocs.yml", SETTINGS), ("article.xml", ARTICLE), ("data.csv", "a;b\n")];
        let files: Vec<_> = others.into_iter().chain([one]).collect();
        assert_eq!(held(PAPER, &files), (vec![one.0.to_owned()], true), "{}", one.0);
    }
    assert_eq!(held(PAPER, &[("refs.json", JSON), ("refs.ris", RIS)]), (vec![], false));
    assert_eq!(held(PAPER, &[("refs.json", JSON), ("refs.bib", BIB)]), (vec!["refs.bib".to_owned()], true));
    assert_eq!(held(PAPER, &[("refs.json", JSON), ("a.bib", BIB), ("b.bib", BIB)]), (vec![], false));
    assert_eq!(
        held(PAPER, &[("package.json", PACKAGE), ("mkdocs.yml", SETTINGS), ("a.xml", ARTICLE)]),
        (vec![], false)
    );
}

#[test]
fn a_declared_bibliography_of_any_format() {
    for (path, text) in [("refs.json", JSON), ("refs.yaml", YAML), ("refs.ris", RIS), ("refs.bib", BIB)] {
        let paper = format!("---\nbibliography: {path}\n---\n\n{PAPER}");
        assert_eq!(held(&paper, &[(path, text), ("other.bib", BIB)]), (vec![path.to_owned()], true), "{path}");
    }
    for (path, text) in [("refs.json", JSON), ("refs.yaml", YAML), ("refs.bib", BIB)] {
        let paper = format!("---\nbibliography: {path}\n---\n\nFerries were the only crossing [@osei].\n");
        assert_eq!(held(&paper, &[(path, text)]), (vec![path.to_owned()], true), "{path}");
    }
}

#[test]
fn a_bibliography_alone_is_a_document_of_its_format() {
    for (path, text, format) in [
        ("refs.json", JSON, "csl-json"),
        ("refs.ris", RIS, "ris"),
        ("refs.nbib", NBIB, "nbib"),
        ("refs.enw", ENW, "endnote"),
        ("refs.xml", XML, "endnote-xml"),
        ("refs.yml", YAML, "hayagriva"),
        ("export.txt", RIS, "ris"),
        ("export", JSON, "csl-json"),
    ] {
        let files: Memory = [(path, text)].into_iter().collect();
        let inputs = Inputs {
            manuscripts: Vec::new(),
            bibliographies: vec![path.to_owned()],
            sources: Vec::new(),
            files: &files,
        };
        let report = check(&inputs, &Config::default()).unwrap();
        let [document] = &report.documents[..] else { panic!("{path}") };
        assert_eq!(document.linked.document.source.format.name(), format, "{path}");
        assert!(document.diagnostics.is_empty(), "{path}");
    }
}
