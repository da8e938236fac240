//! A text, mended as the command line mends it, in memory.

use std::collections::BTreeMap;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::fix::{self, Wanted};
use pincite::model::Report;

/// A text that was mended.
pub struct Mending {
    /// The text.
    pub text: String,
    /// The bibliography.
    pub bib: String,
    /// The codes of the fixes that were made.
    pub made: Vec<&'static str>,
    /// The codes of those that were left when the rounds were over.
    pub left: Vec<&'static str>,
}

/// How often a text is mended.
const ROUNDS: usize = 8;

/// What is found in a manuscript with its bibliography.
pub fn report(path: &str, text: &str, bib: &str) -> Report {
    let files: Memory = [(path, text), ("refs.bib", bib)].into_iter().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named(path)],
        bibliographies: vec!["refs.bib".to_owned()],
        sources: Vec::new(),
        files: &files,
    };
    check(&inputs, &Config { threads: 1, ..Config::default() }).expect("files in memory can be read")
}

/// Checks and mends until nothing changes.
pub fn mend(path: &str, text: &str, bib: &str, unsafe_too: bool) -> Mending {
    let mut files = BTreeMap::from([(path.to_owned(), text.to_owned()), ("refs.bib".to_owned(), bib.to_owned())]);
    let mut made = Vec::new();
    let mut left = Vec::new();
    for round in 0..=ROUNDS {
        let report = report(path, &files[path], &files["refs.bib"]);
        let mut wanted: BTreeMap<String, Vec<Wanted>> = BTreeMap::new();
        for (source, one) in report.documents.iter().flat_map(|document| fix::wanted(document, unsafe_too)) {
            assert_eq!(source.text, files[&source.path], "fixes are for what was read");
            wanted.entry(source.path.clone()).or_default().push(one);
        }
        if round == ROUNDS {
            left = wanted.values().flatten().map(|one| one.code).collect();
        } else {
            for (path, wanted) in wanted {
                let done = fix::apply(&files[&path], wanted);
                made.extend(done.made);
                files.insert(path, done.text);
            }
        }
    }
    let text = files.remove(path).expect("it is there");
    Mending { text, bib: files.remove("refs.bib").expect("it is there"), made, left }
}
