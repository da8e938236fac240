//! `pincite report`: what a reviewer or editor reads, written to one file.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::End;
use super::args::{Report, ReportFormat};
use super::disk::{Disk, native};
use super::trouble::Trouble;
use super::walk;
use crate::check::{Inputs, check_each};
use crate::config::Config;
use crate::report::{About, Shape};
use crate::rules::{self, Options};

/// What the rules' own pages say of them.
pub(super) fn rules_told() -> Vec<About> {
    rules::all().iter().map(|rule| About { code: rule.code, name: rule.name, summary: rule.summary }).collect()
}

/// Runs the command.
pub(super) fn run(asked: &Report, out: &mut dyn Write) -> Result<End, Trouble> {
    let mut found = walk::find(&asked.paths, &asked.sources, "-");
    if found.manuscripts.is_empty() && found.bibliographies.is_empty() && found.troubles.is_empty() {
        return Err(Trouble::NothingToCheck { searched: asked.paths.join(", ") });
    }
    let disk = if asked.paths.iter().any(|path| path == "-") { Disk::with_stdin("-")? } else { Disk::default() };
    let inputs = Inputs {
        manuscripts: found.manuscripts,
        bibliographies: asked.bib.iter().cloned().chain(found.bibliographies).collect(),
        sources: asked.sources.clone(),
        files: &disk,
    };
    let read = inputs.manuscripts.iter().map(|one| &one.path).chain(&inputs.bibliographies);
    if let Some(path) = asked.output.as_deref().filter(|path| read.into_iter().any(|one| is_same(one, path))) {
        return Err(Trouble::OverInput { path: path.to_owned() });
    }
    let config = Config {
        select: asked.select.clone(),
        ignore: asked.ignore.clone(),
        threads: asked.threads,
        options: Options { style: asked.style.into() },
        ..Config::default()
    };
    let mut output = shape(asked).output_with(false, rules_told());
    let mut written = Vec::new();
    output.begin(&mut written)?;
    let mut went = Ok(());
    let outcome = check_each(&inputs, &config, |document| {
        if went.is_ok() {
            went = output.document(&document, &mut written);
        }
    })?;
    went?;
    output.end(&outcome.summary, &mut written)?;
    match &asked.output {
        None => out.write_all(&written)?,
        Some(path) => {
            write_whole(&native(path), &written)
                .map_err(|error| Trouble::Unwritten { path: path.clone(), why: error.to_string() })?;
            if !asked.quiet {
                let summary = &outcome.summary;
                let found = summary.errors + summary.warnings + summary.infos;
                let findings = if found == 1 { "finding" } else { "findings" };
                // Where stderr is gone there is nobody left to tell.
                let _ = writeln!(io::stderr().lock(), "{path}: {found} {findings}");
            }
        }
    }
    found.troubles.extend(outcome.troubles.into_iter().map(Trouble::from));
    found.troubles.iter().for_each(|trouble| trouble.tell(asked.color));
    Ok(if found.troubles.is_empty() { End::Clean } else { End::Broken })
}

fn shape(asked: &Report) -> Shape {
    let ending =
        asked.output.as_deref().and_then(|path| path.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase());
    let format = asked.format.unwrap_or(match ending.as_deref() {
        Some("md" | "markdown") => ReportFormat::Markdown,
        Some("txt") => ReportFormat::Text,
        _ => ReportFormat::Html,
    });
    match format {
        ReportFormat::Html => Shape::Html,
        ReportFormat::Markdown => Shape::NotesMarkdown,
        ReportFormat::Text => Shape::Notes,
    }
}

/// Whether two paths lead to one file.
fn is_same(one: &str, other: &str) -> bool {
    let whole = |path: &str| native(path).canonicalize().ok();
    one == other || whole(one).is_some_and(|path| Some(path) == whole(other))
}

/// Writes a file whole or not at all: beside its place first, then into it.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is written.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // What is no file, a pipe or a terminal, has nothing beside it.
    if path.exists() && !path.is_file() {
        return fs::write(path, bytes);
    }
    let beside = beside(&path);
    let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}
