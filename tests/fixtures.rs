//! Every case below `fixtures/rules/` gives its stored report: the findings as they are drawn, and what
//! each citation was linked to. A new case is a folder `<code>-<rule>/<case>/` with a manuscript and,
//! where it has one, its `refs.bib`; `INSTA_UPDATE=always cargo test --test fixtures` stores its report.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use pincite::check::{Inputs, Manuscript, Memory, check};
use pincite::config::Config;
use pincite::model::Report;
use pincite::report::Shape;
use pincite::rules;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules")
}

/// What a folder holds, in order of the names.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn report_of(case: &Path) -> Report {
    let paths = inside(case).into_iter().filter(|path| path.extension().is_none_or(|end| end != "snap"));
    let files: Memory = paths.map(|path| (name(&path), std::fs::read(&path).unwrap())).collect();
    let (bibliographies, manuscripts): (Vec<String>, Vec<String>) =
        files.0.keys().cloned().partition(|path| path.ends_with(".bib"));
    assert!(!manuscripts.is_empty(), "{} has no manuscript", case.display());
    let manuscripts = manuscripts.into_iter().map(Manuscript::named).collect();
    check(
        &Inputs { manuscripts, bibliographies, sources: vec!["sources".to_owned()], files: &files },
        &Config::default(),
    )
    .unwrap()
}

/// A report as a reader sees it.
fn shown(report: &Report) -> String {
    let mut drawn = Vec::new();
    let mut output = Shape::Full.output(false);
    for document in &report.documents {
        output.document(document, &mut drawn).unwrap();
    }
    let mut out = String::from_utf8(drawn).unwrap();
    for document in &report.documents {
        let linked = &document.linked;
        for (link, citation, item) in linked.items() {
            let keys: Vec<&str> = link.entries.iter().map(|&id| linked.entry(id).key.as_str()).collect();
            let (form, status) = (citation.form.name(), link.status.name());
            writeln!(out, "{form} `{}`: {status} {}", item.text, keys.join(" ")).unwrap();
        }
    }
    out.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_case_gives_its_stored_report() {
    let mut count = 0;
    for rule in inside(&root()) {
        let name_of_rule = name(&rule);
        let (code, kebab) = name_of_rule.split_once('-').unwrap();
        assert!(
            rules::all().iter().any(|rule| rule.code == code && rule.name == kebab),
            "{name_of_rule} names no rule"
        );
        for case in inside(&rule) {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(&case);
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.set_description(format!("{name_of_rule}/{}", name(&case)));
            settings.bind(|| insta::assert_snapshot!("report", shown(&report_of(&case))));
            count += 1;
        }
    }
    assert!(count >= 10, "only {count} cases were found");
}
