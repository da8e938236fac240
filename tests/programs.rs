//! Files as other programs write them: pandoc, LaTeX with BibTeX and biber, LibreOffice. One story, one report.
//!
//! How they were made stands beside them; none of the programs is needed here.

use std::fs;
use std::path::PathBuf;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{DocumentReport, EntryId, Origin};

/// Files that hold the citations as they are printed, and the list of works.
const PRINTED: &[&str] = &[
    "citeproc.docx", "citeproc.odt", "citeproc.html", "citeproc.xml", "elements.xml", "citeproc.tex", "citeproc3.tex",
    "citeproc3.typ", "citeproc.rst", "libreoffice.pdf", "authoryear.pdf", "twocolumn.pdf", "natbib.pdf", "numbers.pdf",
];

/// Files that cite by keys.
const KEYED: &[&str] = &["natbib.tex", "biblatex.tex", "keys3.typ"];

/// The works of the story by words of their titles.
const WORKS: &[(&str, &str)] = &[
    ("crossing the volta", "osei2004"),
    ("mail over ice", "marlow1987"),
    ("rope and sail", "ito2011a"),
    ("tide and timetable", "ito2011b"),
    ("what the lamps", "berg1998"),
    ("register of lamps", "archive2016"),
    ("why the keepers", "nowak2019"),
    ("nobody cites", "unread2001"),
];

/// The report on a file, with others beside it; those that are bibliographies are held against it.
fn report(name: &str, others: &[&str]) -> DocumentReport {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/programs");
    let named = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let read = |path: &&str| (named(path), fs::read(folder.join(path)).unwrap());
    let memory: Memory = [name].iter().chain(others).map(read).collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named(named(name))],
        bibliographies: others.iter().filter(|path| path.ends_with(".bib")).map(|path| named(path)).collect(),
        sources: Vec::new(),
        files: &memory,
    };
    check(&inputs, &Config::default()).unwrap().documents.remove(0)
}

/// The work that an entry is, by the title that stands in it.
fn work(report: &DocumentReport, id: EntryId) -> &'static str {
    let library = &report.linked.libraries[id.library as usize];
    let source = match library.origin {
        Origin::OwnList => &report.linked.document.source,
        _ => &*library.source,
    };
    let words = source.slice(report.linked.entry(id).span).to_lowercase();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    WORKS.iter().find(|(title, _)| words.contains(title)).map_or("none", |(_, key)| key)
}

/// Each item: the works it is linked to, or what came of it.
fn items(report: &DocumentReport) -> Vec<String> {
    let shown = report.linked.items().map(|(link, ..)| {
        let works: Vec<&str> = link.entries.iter().map(|&id| work(report, id)).collect();
        format!("{} {}", link.status.name(), works.join(" or "))
    });
    shown.collect()
}

/// The findings about citations and brackets, in order of their words; style is another matter in each style.
fn findings(report: &DocumentReport) -> Vec<String> {
    let told = report.diagnostics.iter().filter(|one| one.code.starts_with(['C', 'D']) && one.code != "C002");
    let mut told: Vec<String> = told.map(|one| format!("{} {}", one.code, one.finding.message)).collect();
    told.sort();
    told
}

/// The entries that nobody cites.
fn unused(report: &DocumentReport) -> Vec<&str> {
    let told = report.diagnostics.iter().filter(|one| one.code == "C002");
    told.map(|one| one.finding.message.as_str()).collect()
}

fn story() -> DocumentReport {
    report("story.md", &["refs.bib"])
}

#[test]
fn the_story_is_what_it_is_meant_to_be() {
    let story = story();
    let items = items(&story);
    assert_eq!(items.len(), 20, "{items:#?}");
    assert_eq!(items.iter().filter(|item| item.starts_with("linked ")).count(), 18, "{items:#?}");
    let want = [
        "C001 no entry for `Finch, 1999`",
        "C003 the year of `Marlow & Brandt, 1986` is not that of its entry",
        "D001 citation `Osei, 2004` is never closed",
    ];
    assert_eq!(findings(&story), want);
    assert_eq!(unused(&story), ["entry `unread2001` is never cited"]);
}

#[test]
fn every_program_gives_one_report() {
    let story = story();
    for name in PRINTED.iter().chain(KEYED) {
        let report = report(name, &["refs.bib"]);
        assert_eq!(items(&report), items(&story), "{name}");
        assert_eq!(findings(&report), findings(&story), "{name}");
        assert_eq!(unused(&report), unused(&story), "{name}");
    }
}

#[test]
fn a_manuscript_alone_is_held_against_the_list_in_it() {
    let story = story();
    for name in PRINTED {
        let report = report(name, &[]);
        assert_eq!(items(&report), items(&story), "{name}");
        assert_eq!(findings(&report), findings(&story), "{name}");
        assert_eq!(unused(&report), [""; 0], "{name}");
    }
}

#[test]
fn what_bibtex_and_biber_printed_stands_in_for_the_bibliography() {
    let story = story();
    for name in ["natbib", "biblatex"] {
        let (manuscript, printed) = (format!("{name}.tex"), format!("{name}.bbl"));
        let report = report(&manuscript, &[&printed]);
        assert_eq!(items(&report), items(&story), "{name}");
        assert_eq!(findings(&report), findings(&story), "{name}");
        assert_eq!(unused(&report), [""; 0], "{name}");
        let libraries: Vec<&str> = report.linked.libraries.iter().map(|one| one.source.path.as_str()).collect();
        assert_eq!(libraries, [printed], "{name}");
    }
}

#[test]
fn notes_at_the_foot_of_a_page_cite() {
    let story = story();
    for (name, more) in [("verbose-ibid.pdf", 2), ("verbose-note.pdf", 0)] {
        let report = report(name, &["refs.bib"]);
        let mut want = items(&story);
        want.extend(vec!["linked archive2016".to_owned(); more]);
        want.sort();
        let mut found = items(&report);
        found.sort();
        assert_eq!(found, want, "{name}");
        assert_eq!(findings(&report), findings(&story), "{name}");
        assert_eq!(unused(&report), unused(&story), "{name}");
        assert_eq!(report.style.name(), "notes", "{name}");
        // The sentence that the foot of the page stands in goes on.
        let words = report.linked.document.prose.text();
        assert!(words.contains("more of them were asked for") || more == 0, "{words}");
        assert!(words.contains("rang on the mole when the mail was late"), "{words}");
    }
}

#[test]
fn a_story_without_keys_is_the_story_in_every_format() {
    let told = |report: &DocumentReport| {
        let items: Vec<String> = report
            .linked
            .items()
            .map(|(link, _, item)| {
                let keys: Vec<&str> = link.entries.iter().map(|&id| report.linked.entry(id).key.as_str()).collect();
                format!("{keys:?} {} {:?}", link.status.name(), item.locator)
            })
            .collect();
        (items, findings(report), unused(report).len())
    };
    let want = told(&report("../story/paper.txt", &["../story/refs.bib"]));
    assert_eq!(want.1.len(), 5, "{want:#?}");
    for name in ["plain.docx", "plain.odt", "plain.html", "plain.xml", "plain.tex", "plain.rst", "plain3.typ"] {
        assert_eq!(told(&report(name, &["../story/refs.bib"])), want, "{name}");
    }
}
