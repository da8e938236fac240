//! Every rule's page: its front matter, its parts, and its examples, which are run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use pincite::bib::registry::{Response, lookup};
use pincite::check::{Inputs, Manuscript, Memory, Task, check, retractions, stored, wanted};
use pincite::config::Config;
use pincite::fix::{self, Wanted};
use pincite::model::Report;
use pincite::rules::{self, Family, Fixes, Options, Rule};

#[test]
fn pages_and_catalogue_name_the_same_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files: BTreeSet<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let listed: BTreeSet<String> = rules::all().iter().map(|rule| format!("{}-{}.md", rule.code, rule.name)).collect();
    assert_eq!(files, listed, "rules/ and the catalogue in src/rules/mod.rs");
    let place = |rule: &Rule| (Family::ALL.iter().position(|family| *family == rule.family), rule.code);
    let places: Vec<_> = rules::all().iter().map(place).collect();
    assert!(places.is_sorted(), "the catalogue is in order of families and codes: {places:?}");
}

#[test]
fn pages_are_whole() {
    for rule in rules::all() {
        let page = rule.page;
        let front = page.split("---\n").nth(1).expect("front matter");
        for line in front.lines() {
            let (key, value) = line.split_once(": ").unwrap_or_else(|| panic!("{}: `{line}`", rule.code));
            assert!(
                ["code", "name", "severity", "fix", "default", "registry"].contains(&key),
                "{}: `{key}`",
                rule.code
            );
            assert_eq!(value, value.trim(), "{}: `{line}`", rule.code);
        }
        let digits = &rule.code[1..];
        assert!(digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", rule.code);
        assert!(rule.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.name);
        assert!(rule.summary.ends_with('.'), "{}: the heading is a sentence", rule.code);
        for part in ["## Why it matters", "## Examples", "## When it is wrong"] {
            assert!(page.lines().any(|line| line == part), "{}: no `{part}`", rule.code);
        }
        let cases = cases(rule);
        assert!(cases.iter().any(|case| case.bad), "{}: no bad example", rule.code);
        assert!(cases.iter().any(|case| !case.bad), "{}: no good example", rule.code);
    }
}

#[test]
fn every_example_gives_what_its_page_says() {
    let mut faults = Vec::new();
    for rule in rules::all() {
        for (number, case) in cases(rule).iter().enumerate() {
            let found = run(rule, case);
            if found != case.expect {
                let kind = if case.bad { "bad" } else { "good" };
                let number = number + 1;
                faults.push(format!("{} case {number} ({kind}): wants {:?}, has {found:?}", rule.code, case.expect));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_fix_gives_what_its_page_says() {
    let mut faults = Vec::new();
    for rule in rules::all() {
        let cases = cases(rule);
        let shown = cases.iter().any(|case| !case.fixed.is_empty());
        if shown != (rule.fix != Fixes::None) {
            faults.push(format!("{}: `fix: {}`, and fixed examples: {shown}", rule.code, rule.fix.name()));
        }
        for (number, case) in cases.iter().enumerate() {
            let number = number + 1;
            let report = report(rule, &case.files);
            for fix in report
                .documents
                .iter()
                .flat_map(|document| &document.diagnostics)
                .filter_map(|d| d.finding.fix.as_ref())
            {
                // A page says the weakest of its fixes.
                if rule.fix == Fixes::None || rule.fix == Fixes::Safe && !fix.safe {
                    faults.push(format!("{} case {number}: `fix: {}`, and {fix:?}", rule.code, rule.fix.name()));
                }
            }
            let mended = mended(rule, case);
            let changed: BTreeMap<_, _> = mended.into_iter().filter(|file| !case.files.contains(file)).collect();
            let wanted: BTreeMap<_, _> = case.fixed.iter().cloned().collect();
            if changed != wanted {
                faults.push(format!("{} case {number}: fixed to {changed:#?}", rule.code));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The files of a case when every fix of the rule was made, safe or not.
fn mended(rule: &Rule, case: &Case) -> Vec<(String, String)> {
    let mut files = case.files.clone();
    for _ in 0..4 {
        let report = report(rule, &files);
        let mut wanted: BTreeMap<String, Vec<Wanted>> = BTreeMap::new();
        for (source, one) in report.documents.iter().flat_map(|document| fix::wanted(document, true)) {
            wanted.entry(source.path.clone()).or_default().push(one);
        }
        for (path, text) in &mut files {
            *text = fix::apply(text, wanted.remove(path).unwrap_or_default()).text;
        }
    }
    files
}

/// Files that are checked together.
#[derive(Default)]
struct Case {
    bad: bool,
    files: Vec<(String, String)>,
    expect: Vec<String>,
    /// What the fixes make of some of the files.
    fixed: Vec<(String, String)>,
}

/// The table of retracted works, where a page has one.
const TABLE: &str = "retractions.csv";

/// What registries answered, where a page has that: responses as they are kept on disk.
const ANSWERS: &str = "answers.jsonl";

/// What one rule finds in files.
fn report(rule: &Rule, all: &[(String, String)]) -> Report {
    let files: Memory = all.iter().map(|(path, text)| (path.clone(), text.clone())).collect();
    let named = |path: &String| !path.starts_with("sources/") && path != TABLE && path != ANSWERS;
    let paths = all.iter().map(|(path, _)| path.clone()).filter(named);
    let (bibliographies, manuscripts): (Vec<_>, Vec<_>) = paths.partition(|path| path.ends_with(".bib"));
    let inputs = Inputs {
        manuscripts: manuscripts.into_iter().map(Manuscript::named).collect(),
        bibliographies,
        sources: vec!["sources".to_owned()],
        files: &files,
    };
    let table = all.iter().any(|(path, _)| path == TABLE).then(|| retractions(&files, TABLE).unwrap());
    let options = Options { retractions: table, ..Options::default() };
    let mut config = Config { select: vec![rule.code.to_owned()], options, ..Config::default() };
    if all.iter().any(|(path, _)| path == ANSWERS) {
        let stored = stored(&files, ANSWERS).unwrap();
        let mut ask = |request: &pincite::bib::registry::Request| {
            let found = stored.iter().find(|one| one.url == request.url()).map(|one| one.response.clone());
            found.unwrap_or_else(|| Response::Silent(format!("{} is not among the answers", request.url())))
        };
        let queries = wanted(&[Task { inputs: &inputs, config: &config }]);
        let answers = queries.into_iter().map(|query| (query.clone(), lookup(&query, &mut ask))).collect();
        config.options.registry = Some(std::sync::Arc::new(answers));
    }
    check(&inputs, &config).unwrap()
}

/// The findings of one rule in one case, as `paper.md:3:14 C001`.
fn run(rule: &Rule, case: &Case) -> Vec<String> {
    let report = report(rule, &case.files);
    let mut found = Vec::new();
    for document in &report.documents {
        for diagnostic in &document.diagnostics {
            let at = &diagnostic.finding.at;
            let source = document.source(at.source).expect("a finding lies in a source");
            let place = source.place(at.span.start);
            found.push(format!("{}:{}:{} {}", source.path, place.line, place.column, diagnostic.code));
        }
    }
    found
}

/// The cases of a page. A bad case is the files before an `expect` block. A good case is a run of
/// good files; it ends where a file comes again, or a file of another kind. A `shared` file stands
/// in every case; a file below `sources/` is a cited work; a `fixed` file follows the `expect` of its case.
fn cases(rule: &Rule) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut shared = Vec::new();
    let mut open: Option<Case> = None;
    for (words, text) in blocks(rule.page) {
        match words.as_slice() {
            ["expect"] => {
                let mut case = open.take().filter(|case| case.bad).expect("`expect` follows a bad file");
                case.expect = text.lines().map(str::to_owned).collect();
                cases.push(case);
            }
            [_, "shared", path] => shared.push(((*path).to_owned(), text)),
            [_, "fixed", path] => {
                let case = cases.last_mut().filter(|case| case.bad && open.is_none());
                let case = case.expect("a fixed file follows the `expect` of its case");
                case.fixed.push(((*path).to_owned(), text));
            }
            [_, kind @ ("bad" | "good"), path] => {
                let bad = *kind == "bad";
                let ends = |case: &Case| case.bad != bad || case.files.iter().any(|(known, _)| known == path);
                if open.as_ref().is_some_and(ends) {
                    let case = open.take().expect("it is open");
                    assert!(!case.bad, "{}: a bad example without `expect`", rule.code);
                    cases.push(case);
                }
                let case = open.get_or_insert_with(|| Case { bad, ..Case::default() });
                case.files.push(((*path).to_owned(), text));
            }
            _ => {}
        }
    }
    assert!(!open.as_ref().is_some_and(|case| case.bad), "{}: a bad example without `expect`", rule.code);
    cases.extend(open);
    for case in &mut cases {
        case.files.extend(shared.iter().cloned());
    }
    cases
}

/// The fenced blocks of a page: the words of the info string, and the text.
fn blocks(page: &str) -> Vec<(Vec<&str>, String)> {
    let mut out = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let fence = &line[..ticks];
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != fence) {
            text.push_str(line);
            text.push('\n');
        }
        out.push((line[ticks..].split_whitespace().collect(), text));
    }
    out
}
