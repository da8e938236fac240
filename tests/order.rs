//! The same inputs give the same bytes, in any order and on any number of threads.

use std::collections::BTreeMap;

use pincite::check::{Inputs, Manuscript, Memory, check_each};
use pincite::config::Config;
use pincite::model::{Statistics, Summary};
use pincite::report::{Ending, Opening, Output, Shape};
use pincite::rules;

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

/// What each output prints of the whole run.
fn run(files: &Memory, paths: &[&String], threads: usize, ignore: &[&str]) -> Vec<(Shape, String)> {
    let inputs = Inputs {
        manuscripts: paths.iter().map(|path| Manuscript::named(*path)).collect(),
        bibliographies: Vec::new(),
        sources: Vec::new(),
        files,
    };
    let ignore = ignore.iter().map(|&rule| rule.to_owned()).collect();
    let config = Config { threads, ignore, ..Config::default() };
    let (cards, mut summary, mut statistics) = (rules::cards(), Summary::default(), Statistics::default());
    let mut outputs: Vec<(Shape, Box<dyn Output>, Vec<u8>)> =
        Shape::ALL.iter().map(|&shape| (shape, shape.output(false), Vec::new())).collect();
    outputs.iter_mut().for_each(|(_, output, out)| output.begin(&Opening { rules: &cards }, out).unwrap());
    check_each(&inputs, &config, |document| {
        summary.add(&document);
        statistics.add(&document);
        outputs.iter_mut().for_each(|(_, output, out)| output.document(&document, out).unwrap());
    })
    .unwrap();
    let ending = Ending { summary, statistics, troubles: &[], lookups: None };
    outputs.iter_mut().for_each(|(_, output, out)| output.end(&ending, out).unwrap());
    outputs.into_iter().map(|(shape, _, out)| (shape, String::from_utf8(out).unwrap())).collect()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let files = files();
    let paths: Vec<&String> = files.0.keys().filter(|path| path.ends_with(".md")).collect();
    let one = run(&files, &paths, 1, &[]);
    assert!(one.iter().all(|(_, text)| text.lines().count() > 2));
    for threads in [1, 2, 3, 16] {
        for ((shape, one), (_, many)) in one.iter().zip(run(&files, &paths, threads, &[])) {
            assert!(*one == many, "{threads} threads, {shape:?}");
        }
    }
}

/// Documents come in order of the inputs. Outputs that gather sort what they gathered; of the others each line, or each
/// drawing, is the same in another place.
#[test]
fn shuffled_inputs_give_the_same_documents() {
    let files = files();
    let mut paths: Vec<&String> = files.0.keys().filter(|path| path.ends_with(".md")).collect();
    // What a rule finds in a whole library stands where the library is last used, so in another place.
    let library_rules = ["unused-reference", "bibliography"];
    let ordered = run(&files, &paths, 1, &library_rules);
    let mut seed = 7_u64;
    for last in (1..paths.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        paths.swap(last, (seed >> 33) as usize % (last + 1));
    }
    for ((shape, ordered), (_, shuffled)) in ordered.iter().zip(run(&files, &paths, 3, &library_rules)) {
        match shape {
            Shape::Github | Shape::Junit | Shape::Markdown | Shape::Statistics | Shape::StatisticsJson => {
                assert!(*ordered == shuffled, "{shape:?}");
            }
            // They number what they tell, in order of the inputs.
            Shape::Html | Shape::Notes | Shape::NotesMarkdown => assert!(*ordered != shuffled, "{shape:?}"),
            _ => {
                assert!(*ordered != shuffled, "{shape:?}: the inputs were not shuffled");
                assert!(parts(*shape, ordered) == parts(*shape, &shuffled), "{shape:?}");
            }
        }
    }
}

/// What a report is made of, sorted.
fn parts(shape: Shape, text: &str) -> Vec<&str> {
    let by = if matches!(shape, Shape::Full | Shape::Grouped) { "\n\n" } else { "\n" };
    let mut parts: Vec<&str> = text.split(by).map(|part| part.trim_end_matches(',')).collect();
    parts.sort_unstable();
    parts
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
