//! The real manuscript, held against what a careful editor finds in it.
//!
//! Its place comes from the variable `PINCITE_CORPUS`: a folder with `manuscript/`. Without it, this says so and passes.

#![allow(clippy::print_stderr)]

use std::fs;
use std::path::PathBuf;

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::{DocumentReport, SourceId};
use pincite::text::Span;
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let place = std::env::var_os("PINCITE_CORPUS").map(PathBuf::from);
    let folder = place.map(|place| place.join("manuscript")).filter(|folder| folder.is_dir());
    if folder.is_none() {
        eprintln!("PINCITE_CORPUS names no folder with manuscript/: passed by");
    }
    folder
}

fn report(folder: &std::path::Path) -> DocumentReport {
    let read = |name: &str| (name.to_owned(), fs::read(folder.join(name)).expect("the folder holds both files"));
    let files: Memory = ["manuscript.txt", "refs.bib", "sources/tariq2015.txt"].map(read).into_iter().collect();
    let inputs = Inputs {
        manuscripts: vec![Manuscript::named("manuscript.txt")],
        bibliographies: vec!["refs.bib".to_owned()],
        sources: vec!["sources".to_owned()],
        files: &files,
    };
    check(&inputs, &Config::default()).expect("both can be read").documents.remove(0)
}

fn span(row: &Value) -> Span {
    let offset = |name: &str| row[name].as_u64().expect("an offset") as usize;
    Span::new(offset("start"), offset("end"))
}

#[test]
fn the_manuscript_is_read_as_an_editor_reads_it() {
    let Some(folder) = folder() else { return };
    let gold: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let report = report(&folder);
    let linked = &report.linked;
    let rows = |name: &str| gold[name].as_array().unwrap().clone();
    let mut misses: Vec<String> = Vec::new();

    for row in rows("links") {
        let met = linked.items().filter(|(_, _, item)| item.span.overlaps(span(&row))).any(|(link, ..)| {
            let keys: Vec<&str> = link.entries.iter().map(|&id| linked.entry(id).key.as_str()).collect();
            let wanted = row["entries"].as_array().unwrap();
            link.status.name() == row["status"] && wanted.iter().all(|key| keys.contains(&key.as_str().unwrap()))
        });
        if !met {
            misses.push(format!("link {} {}", row["line"], row["text"]));
        }
    }
    let here = |row: &Value| {
        let at = span(row);
        report
            .diagnostics
            .iter()
            .filter(move |found| found.finding.at.source == SourceId::DOCUMENT && found.finding.at.span.overlaps(at))
    };
    for row in rows("findings") {
        if !here(&row).any(|found| found.rule == row["rule"]) {
            misses.push(format!("finding {} {} {}", row["line"], row["rule"], row["text"]));
        }
    }
    for row in rows("silent") {
        let told =
            |rule: &str, at: Span| rows("findings").iter().any(|gold| gold["rule"] == rule && span(gold).overlaps(at));
        let loud = here(&row)
            .find(|found| found.code.starts_with(['C', 'D', 'S']) && !told(found.rule, found.finding.at.span));
        if let Some(found) = loud {
            misses.push(format!("silence {} {}: {}", row["line"], row["text"], found.rule));
        }
    }
    for row in rows("claims") {
        let citation = span(&row["citation"]);
        let met = linked.support.iter().any(|support| {
            linked.claims[support.claim as usize].span.overlaps(span(&row))
                && support.citations.iter().any(|&at| linked.citation_span(at as usize).overlaps(citation))
        });
        if !met {
            misses.push(format!("claim {} {}", row["line"], row["text"]));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}
