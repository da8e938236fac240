//! Printed reference lists of real manuscripts, read and held against what stands in them.
//!
//! The place comes from the variable `PINCITE_CORPUS`: a folder with `corpus/`. Without it, this says so and passes.

#![allow(clippy::print_stderr)]

use std::fs;
use std::path::{Path, PathBuf};

use pincite::bib::reference_list;
use pincite::model::Library;
use pincite::read;
use pincite::text::{Span, fold};
use serde_json::Value;

fn corpus() -> Option<PathBuf> {
    let place = std::env::var_os("PINCITE_CORPUS").map(PathBuf::from);
    let folder = place.map(|place| place.join("corpus")).filter(|folder| folder.is_dir());
    if folder.is_none() {
        eprintln!("PINCITE_CORPUS names no folder with corpus/: passed by");
    }
    folder
}

/// What a list has, and how much of it was read.
#[derive(Debug, Default)]
struct Tally {
    entries: usize,
    cut: usize,
    named: usize,
}

impl Tally {
    fn add(&mut self, gold: &Value, library: &Library, show: bool, name: &str) {
        let known = |key: &str| &gold["entries"][key];
        for row in gold["references"]["entries"].as_array().unwrap() {
            let offset = |field: &str| row[field].as_u64().unwrap() as usize;
            let span = Span::new(offset("start"), offset("end"));
            self.entries += 1;
            let near = |a: u32, b: u32| a.abs_diff(b) <= 3;
            let entry =
                library.entries.iter().find(|one| near(one.span.start, span.start) && near(one.span.end, span.end));
            self.cut += usize::from(entry.is_some());
            let wanted = known(row["key"].as_str().unwrap_or(""));
            let family = wanted["names"][0].as_str().or(wanted["authors"][0].as_str());
            let fits = entry.is_some_and(|one| {
                let own = one.authors.first().map_or(&*one.title, |person| &person.family);
                family.is_none_or(|family| {
                    fold::key(own).contains(&fold::key(family)) || fold::key(family).contains(&fold::key(own))
                }) && wanted["year"]
                    .as_str()
                    .is_none_or(|year| one.date.as_ref().is_some_and(|date| date.text.contains(year)))
            });
            self.named += usize::from(fits);
            if show && !fits {
                let read = entry.map(|one| (one.label(), one.authors.len()));
                let over: Vec<_> = library
                    .entries
                    .iter()
                    .filter(|one| one.span.overlaps(span))
                    .map(|one| (one.span, one.label()))
                    .collect();
                eprintln!("{name} {span:?} {wanted} {read:?} {over:?}");
            }
        }
    }
}

fn lists(root: &Path, folder: &str, style: &str) -> Tally {
    let mut tally = Tally::default();
    let mut golds: Vec<PathBuf> = fs::read_dir(root.join(folder))
        .unwrap()
        .flat_map(|document| fs::read_dir(document.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with(style) && name.ends_with(".json")
        })
        .collect();
    golds.sort();
    for path in golds {
        let gold: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let text = path.with_file_name(gold["text"].as_str().filter(|_| folder == "G1").map_or_else(
            || path.with_extension("txt").file_name().unwrap().to_str().unwrap().to_owned(),
            str::to_owned,
        ));
        let document = read::read(text.to_str().unwrap(), None, fs::read(&text).unwrap()).unwrap();
        let library = reference_list::read(&document).unwrap_or_default();
        let show = std::env::var_os("PINCITE_SHOW").is_some();
        tally.add(&gold, &library, show, text.to_str().unwrap());
    }
    tally
}

#[test]
fn printed_lists_are_cut_and_named() {
    let Some(root) = corpus() else { return };
    let table = [
        ("G1", "apa", 0.98, 0.97),
        ("G1", "chicago", 0.98, 0.97),
        ("G1", "harvard", 0.98, 0.97),
        ("G1", "apsa", 0.98, 0.97),
        ("G1", "ieee", 0.98, 0.95),
        ("G1", "mla", 0.98, 0.95),
        ("G6", "apa", 0.9, 0.9),
        ("G6", "chicago", 0.9, 0.9),
    ];
    let mut low = Vec::new();
    for (folder, style, cut, named) in table {
        let tally = lists(&root, folder, style);
        let share = |part: usize| part as f64 / tally.entries as f64;
        eprintln!(
            "{folder} {style}: {} entries, cut {:.3}, named {:.3}",
            tally.entries,
            share(tally.cut),
            share(tally.named)
        );
        if share(tally.cut) < cut || share(tally.named) < named {
            low.push(format!("{folder} {style}: {tally:?}"));
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}
