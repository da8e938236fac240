//! Figures and statements held against the works cited for them: what a reader sees, and what harm cannot do.

use std::time::{Duration, Instant};

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{ClaimKind, DocumentReport, Verdict};

const BIB: &str = "@book{marlow1987, author = {Marlow, Edith}, title = {Ferries}, date = {1987}}\n\
    @book{osei2004, author = {Osei, Kofi}, title = {Bridges}, date = {2004}}\n";

const SOURCE: &str = "The causeway across Lake Arun was opened in 1971. It cost $48 billion in the money of the day and \
    took nine years to build. In its last summer the ferry carried 2,140 passengers a day, most of them traders. The \
    piers were sunk 31 metres into the lake bed. In the census of 1970, 61 per cent of the men could read. Of the women in \
    the district 38 per cent could read in 1970. The tolls brought 640 million pounds, of which 160 million pounds went to the Harbour Board. The toll was between 3 and 5 pounds. A third \
    of the fishermen moved to Kale. The Harbour Board employed 1,200 dockers.";

fn run(paper: &str, sources: &[(&str, &str)]) -> DocumentReport {
    let files: Memory = [("paper.txt", paper), ("refs.bib", BIB)].iter().chain(sources).copied().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("paper.txt")],
        bibliographies: vec!["refs.bib".to_owned()],
        sources: vec!["sources".to_owned()],
        files: &files,
    };
    check(&inputs, &Config::default()).unwrap().documents.remove(0)
}

/// The verdict on the first figure of a sentence, and the words of its evidence at the mark.
fn verdict(sentence: &str) -> (Verdict, String) {
    let report = run(&format!("{sentence} (Marlow, 1987).\n"), &[("sources/marlow1987.txt", SOURCE)]);
    let found = report.linked.claims.iter().zip(&report.linked.support);
    let (_, support) = found.into_iter().find(|(claim, _)| claim.kind == ClaimKind::Figure).unwrap();
    let evidence = support.evidence.iter().find(|evidence| evidence.figure == Some(0));
    let words = evidence.and_then(|evidence| Some(report.source(evidence.source)?.slice(evidence.mark).to_owned()));
    (support.figures[0], words.unwrap_or_default())
}

#[test]
fn a_figure_is_the_sources_or_is_not() {
    use Verdict::{Contradicts, NotFound, Supports};
    let table = [
        // As it is printed, rounded, converted, bounded, as a fraction.
        ("The causeway across Lake Arun cost $48 billion", Supports, "$48 billion"),
        ("The causeway across Lake Arun cost about 50 billion dollars", Supports, "$48 billion"),
        ("The ferry carried more than 2,000 passengers a day in its last summer", Supports, "2,140 passengers"),
        ("The piers reach 102 feet into the lake bed", Supports, "31 metres"),
        ("The piers reach some 30 metres into the lake bed", Supports, "31 metres"),
        ("A toll of up to 5 pounds was asked for", Supports, ""),
        ("In 1970 only 38 % of the women could read", Supports, "38"),
        // Worked out of two figures.
        ("The Harbour Board got 25 per cent of what the tolls brought", Supports, "160 million"),
        // A slip of the pen in the same statement.
        ("The causeway across Lake Arun cost $48 million", Contradicts, "$48 billion"),
        ("The causeway across Lake Arun cost 48 billion euros", Contradicts, "$48 billion"),
        ("In its last summer the ferry carried 2,410 passengers a day", Contradicts, "2,140 passengers"),
        ("The piers were sunk 31 feet into the lake bed", Contradicts, "31 metres"),
        ("The piers were sunk more than 60 metres into the lake bed", Contradicts, "31 metres"),
        ("Of the women in the district 61 per cent could read in the census of 1970", Contradicts, "38"),
        // Nothing of it.
        ("The bishop of Kale owned 2,600 vineyards", NotFound, ""),
        ("The Harbour Board planted 1,200 trees along the roads to the mines", NotFound, ""),
    ];
    for (sentence, want, words) in table {
        let (found, shown) = verdict(sentence);
        assert_eq!(found, want, "{sentence}: {shown}");
        if !words.is_empty() {
            assert!(shown.starts_with(words), "{sentence}: `{shown}`");
        }
    }
}

#[test]
fn one_of_several_works_is_enough_and_a_missing_one_is_no_proof() {
    let figures = |paper: &str, sources: &[(&str, &str)]| {
        let report = run(paper, sources);
        report.linked.support.iter().flat_map(|support| support.figures.clone()).collect::<Vec<_>>()
    };
    let paper = "The causeway across Lake Arun cost $52 billion (Marlow, 1987; Osei, 2004).\n";
    let other = "Osei reckons that the causeway across Lake Arun cost $52 billion in all.";
    let both = [("sources/marlow1987.txt", SOURCE), ("sources/osei2004.txt", other)];
    assert_eq!(figures(paper, &both), [Verdict::Supports]);
    let paper = "The bishop of Kale owned 2,600 vineyards (Marlow, 1987; Osei, 2004).\n";
    assert_eq!(figures(paper, &both[..1]), [Verdict::Unchecked]);
    assert_eq!(figures(paper, &[]), [Verdict::NoSource]);
}

#[test]
fn a_statement_comes_with_its_passages() {
    let paper = "Many traders had used the ferry in its last summer (Marlow, 1987).\n";
    let report = run(paper, &[("sources/marlow1987.txt", SOURCE)]);
    let support = &report.linked.support[0];
    assert_eq!(support.verdict, Verdict::Passage);
    assert!(support.evidence[0].text.starts_with("In its last summer the ferry"), "{:?}", support.evidence);
    assert!(support.evidence.len() <= 3);
}

#[test]
fn works_and_claims_full_of_figures_are_borne() {
    let size = |n: usize| if cfg!(debug_assertions) { n / 20 } else { n };
    let many: String = (0..size(1_000_000)).map(|n| format!("{} km, ", n % 977)).collect();
    let lines: String = (0..size(400_000)).map(|n| format!("It cost ${n} million then. ")).collect();
    let same = "The ferry carried 2,140 passengers a day. ".repeat(size(240_000));
    let list: String = (0..10_000).map(|n| format!("{n} km, ")).collect();
    let claims: String = (0..size(4_000)).map(|n| format!("The ferry cost ${n} million (Marlow, 1987).\n\n")).collect();
    let papers = [("a list", format!("The piers were {list} long (Marlow, 1987).\n")), ("many claims", claims)];
    for (paper, text) in &papers {
        for (source, work) in [("one sentence", &many), ("many sentences", &lines), ("one again and again", &same)] {
            let begun = Instant::now();
            let report = run(text, &[("sources/marlow1987.txt", work)]);
            let took = begun.elapsed();
            assert!(report.linked.support.iter().any(|support| !support.citations.is_empty()));
            assert!(took < Duration::from_secs(20), "{paper} against {source} took {took:?}");
        }
    }
}
