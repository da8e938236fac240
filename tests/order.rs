//! The same inputs give the same bytes, in any order and on any number of threads.

use std::collections::BTreeMap;

use pincite::check::{Inputs, Manuscript, Memory, check_each};
use pincite::config::Config;
use pincite::report::Shape;

const DOCUMENTS: usize = 40;

fn files() -> Memory {
    let mut files = BTreeMap::new();
    for number in 0..DOCUMENTS {
        let year = 1960 + number;
        let text = format!("Ferries ran (Osei, {year}; Marlow, 1987). So it is said (Ito & Ruiz, 20{number:02}).\n")
            .repeat(number + 1);
        files.insert(format!("part{}/paper{number}.md", number % 7), text.into_bytes());
    }
    for part in 0..6 {
        let entry = format!("@book{{osei, author = {{Osei, Kwame}}, title = {{Volta}}, date = {{196{part}}}}}\n");
        files.insert(format!("part{part}/refs.bib"), entry.into_bytes());
    }
    Memory(files)
}

/// The JSON of each document, by path, and of the whole.
fn run(files: &Memory, paths: &[&String], threads: usize, ignore: &[&str]) -> (BTreeMap<String, Vec<u8>>, Vec<u8>) {
    let inputs = Inputs {
        manuscripts: paths.iter().map(|path| Manuscript::named(*path)).collect(),
        bibliographies: Vec::new(),
        sources: Vec::new(),
        files,
    };
    let ignore = ignore.iter().map(|&rule| rule.to_owned()).collect();
    let config = Config { threads, ignore, ..Config::default() };
    let mut each = BTreeMap::new();
    let mut whole = Vec::new();
    check_each(&inputs, &config, |document| {
        let mut bytes = Vec::new();
        for shape in [Shape::Jsonl, Shape::Full, Shape::Concise] {
            shape.output(false).document(&document, &mut bytes).unwrap();
        }
        whole.extend_from_slice(&bytes);
        each.insert(document.linked.document.source.path, bytes);
    })
    .unwrap();
    (each, whole)
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let files = files();
    let paths: Vec<&String> = files.0.keys().filter(|path| path.ends_with(".md")).collect();
    let (_, one) = run(&files, &paths, 1, &[]);
    assert!(!one.is_empty());
    for threads in [2, 3, 16] {
        let (_, many) = run(&files, &paths, threads, &[]);
        assert!(one == many, "{threads} threads");
    }
}

#[test]
fn shuffled_inputs_give_the_same_documents() {
    let files = files();
    let mut paths: Vec<&String> = files.0.keys().filter(|path| path.ends_with(".md")).collect();
    // What a rule finds in a whole library stands where the library is last used, so in another place.
    let library_rules = ["unused-reference", "bibliography"];
    let (ordered, _) = run(&files, &paths, 1, &library_rules);
    let mut seed = 7_u64;
    for last in (1..paths.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        paths.swap(last, (seed >> 33) as usize % (last + 1));
    }
    let (shuffled, _) = run(&files, &paths, 3, &library_rules);
    assert!(ordered == shuffled);
}

#[test]
fn documents_come_in_order_of_the_inputs() {
    let files = files();
    let paths: Vec<&String> = files.0.keys().filter(|path| path.ends_with(".md")).rev().collect();
    let manuscripts = paths.iter().map(|path| Manuscript::named(*path)).collect();
    let inputs = Inputs { manuscripts, bibliographies: Vec::new(), sources: Vec::new(), files: &files };
    let mut seen = Vec::new();
    let config = Config { threads: 4, ..Config::default() };
    check_each(&inputs, &config, |document| seen.push(document.linked.document.source.path)).unwrap();
    assert!(seen.iter().take(DOCUMENTS).eq(paths));
}
