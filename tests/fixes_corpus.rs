//! Safe fixes over real manuscripts: they remove their findings, add none, and come to an end.
//!
//! The place of the manuscripts comes from the variable `PINCITE_CORPUS`: a folder with `corpus/`. Without it, this
//! says so and passes.

#![allow(clippy::print_stderr)]

#[allow(dead_code)]
mod fixing;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fixing::{mend, report};
use pincite::model::Report;

/// The endings of text formats.
const ENDINGS: &[&str] = &["txt", "md", "Rmd", "qmd", "tex", "typ", "rst", "html", "xml"];

fn texts(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() {
            texts(&path, out);
        } else if ENDINGS.contains(&ending) {
            out.push(path);
        }
    }
}

/// How often each rule speaks.
fn counts(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for found in report.documents.iter().flat_map(|document| &document.diagnostics) {
        *counts.entry(found.code).or_default() += 1;
    }
    counts
}

/// What is wrong with the safe fixes of one text, and how many there are.
fn fault(path: &Path) -> (usize, Vec<String>) {
    let Ok(text) = fs::read_to_string(path) else { return (0, Vec::new()) };
    let bib = path.parent().into_iter().chain(path.ancestors().nth(2)).map(|folder| folder.join("refs.bib"));
    let bib = bib.filter_map(|bib| fs::read_to_string(bib).ok()).next().unwrap_or_default();
    let name = format!("paper.{}", path.extension().and_then(|ending| ending.to_str()).unwrap_or("txt"));
    let before = counts(&report(&name, &text, &bib));
    let done = mend(&name, &text, &bib, false);
    let mut faults: Vec<String> = Vec::new();
    if !done.left.is_empty() {
        faults.push(format!("left: {:?}", done.left));
    }
    if !done.made.is_empty() {
        let after = counts(&report(&name, &done.text, &done.bib));
        for (code, count) in &after {
            let had = before.get(code).copied().unwrap_or(0);
            if *count > had {
                faults.push(format!("{code}: {had} before, {count} after"));
            }
        }
        // Lines end as they did.
        let ends = |text: &str| (text.matches('\r').count(), text.matches('\n').count());
        if ends(&text) != ends(&done.text) {
            faults.push("line ends differ".to_owned());
        }
    }
    (done.made.len(), faults)
}

#[test]
fn safe_fixes_remove_their_findings_and_add_none() {
    let place = std::env::var_os("PINCITE_CORPUS").map(PathBuf::from);
    let Some(corpus) = place.map(|place| place.join("corpus")).filter(|corpus| corpus.is_dir()) else {
        eprintln!("PINCITE_CORPUS names no folder with corpus/: passed by");
        return;
    };
    let mut paths = Vec::new();
    for part in ["G1", "G2", "G2d", "G4", "G5", "G6"] {
        texts(&corpus.join(part), &mut paths);
    }
    let half = paths.len().div_ceil(2);
    let results: Vec<(usize, Vec<String>)> = std::thread::scope(|scope| {
        let run = |paths: &[PathBuf]| {
            paths
                .iter()
                .map(|path| {
                    let (made, faults) = fault(path);
                    (made, faults.into_iter().map(|fault| format!("{}: {fault}", path.display())).collect())
                })
                .collect::<Vec<(usize, Vec<String>)>>()
        };
        let workers: Vec<_> = paths.chunks(half).map(|part| scope.spawn(move || run(part))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no check breaks")).collect()
    });
    let made: usize = results.iter().map(|(made, _)| made).sum();
    eprintln!("{made} fixes in {} texts", paths.len());
    let faults: Vec<String> = results.into_iter().flat_map(|(_, faults)| faults).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert!(made > 0, "real manuscripts have slips");
}
