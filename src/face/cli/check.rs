//! `pincite check`: finds the inputs, runs the check, prints what comes, and says how it ended.

use std::collections::HashSet;
use std::io::{self, Write};

use super::End;
use super::args::Check;
use super::disk::Disk;
use super::fix;
use super::terminal::colour;
use super::trouble::Trouble;
use super::walk;
use crate::check::{Inputs, check_each};
use crate::config::Config;
use crate::model::{DocumentReport, Origin, Severity, Status, Summary};
use crate::report::Shape;
use crate::rules::Options;

/// Runs the command.
pub(super) fn run(asked: &Check, out: &mut dyn Write) -> Result<End, Trouble> {
    let stdin = asked.stdin_filename.as_deref().unwrap_or("-");
    let mut found = walk::find(&asked.paths, &asked.sources, stdin);
    if found.manuscripts.is_empty() && found.bibliographies.is_empty() && found.troubles.is_empty() {
        return Err(Trouble::NothingToCheck { searched: asked.paths.join(", ") });
    }
    let disk = if asked.paths.iter().any(|path| path == "-") { Disk::with_stdin(stdin)? } else { Disk::default() };
    let mut inputs = Inputs {
        manuscripts: found.manuscripts,
        bibliographies: asked.bib.iter().cloned().chain(found.bibliographies).collect(),
        sources: asked.sources.clone(),
        files: &disk,
    };
    let config = Config {
        select: asked.select.clone(),
        ignore: asked.ignore.clone(),
        fail_on: asked.fail_on.into(),
        threads: asked.threads,
        options: Options { style: asked.style.into() },
    };
    if asked.fixes.diff {
        let differs = fix::diff(asked, &inputs, &config, &mut found.troubles, out)?;
        found.troubles.iter().for_each(|trouble| trouble.tell(asked.color));
        return Ok(if !found.troubles.is_empty() {
            End::Broken
        } else if differs {
            End::Found
        } else {
            End::Clean
        });
    }
    let mended;
    let mut stderr = io::stderr();
    let mut out = out;
    if asked.fixes.fix {
        let stdin = asked.paths.iter().any(|path| path == "-").then_some(stdin);
        mended = fix::write(asked, &inputs, &config, stdin, &mut found.troubles)?;
        inputs.files = &mended;
        if let Some(stdin) = stdin {
            out.write_all(&inputs.files.read(stdin)?)?;
            out.flush()?;
            out = &mut stderr;
        }
    }
    let mut output = Shape::from(asked.format).output(colour(asked.color, &io::stdout()));
    let mut tally = Tally::default();
    let mut offer = fix::Offer::default();
    output.begin(out)?;
    let mut written = Ok(());
    let outcome = check_each(&inputs, &config, |document| {
        tally.add(&document);
        offer.add(&document);
        if written.is_ok() {
            written = output.document(&document, out);
            stop_where_nobody_reads(&written);
        }
    })?;
    written?;
    output.end(&outcome.summary, out)?;
    out.flush()?;
    found.troubles.extend(outcome.troubles.into_iter().map(Trouble::from));
    found.troubles.iter().for_each(|trouble| trouble.tell(asked.color));
    if !asked.quiet {
        say(&tally.told(&outcome.summary));
        offer.told().iter().for_each(|line| say(line));
    }
    Ok(match config.fail_on {
        _ if !found.troubles.is_empty() => End::Broken,
        Some(level) if tally.worst.is_some_and(|worst| worst >= level) => End::Found,
        _ => End::Clean,
    })
}

/// A closed pipe ends the run at once, and quietly: what is left to check, nobody would see.
fn stop_where_nobody_reads(written: &io::Result<()>) {
    if written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
        std::process::exit(0);
    }
}

fn say(line: &str) {
    // Where stderr is gone there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// What the summary line tells beyond the report's counts.
#[derive(Default)]
struct Tally {
    worst: Option<Severity>,
    linked: usize,
    libraries: Vec<String>,
    seen: HashSet<String>,
}

impl Tally {
    fn add(&mut self, document: &DocumentReport) {
        self.worst = self.worst.max(document.diagnostics.iter().map(|diagnostic| diagnostic.severity).max());
        let linked = &document.linked;
        let is_linked = |index: &usize| linked.links_of(*index).iter().any(|link| link.status == Status::Linked);
        self.linked += (0..linked.citations.len()).filter(is_linked).count();
        for library in &linked.libraries {
            let list = if library.origin == Origin::OwnList { "reference list of " } else { "" };
            let told = format!("{list}{} ({})", library.source.path, count(library.entries.len(), "entry", "entries"));
            if self.seen.insert(told.clone()) {
                self.libraries.push(told);
            }
        }
    }

    /// `3 errors, 20 warnings, 2 infos in 1 file; 63 citations, 41 of them linked to refs.bib (41 entries)`
    fn told(&self, summary: &Summary) -> String {
        let found = match (summary.errors, summary.warnings, summary.infos) {
            (0, 0, 0) => "nothing found".to_owned(),
            (errors, warnings, infos) => [
                (errors, count(errors, "error", "errors")),
                (warnings, count(warnings, "warning", "warnings")),
                (infos, count(infos, "info", "infos")),
            ]
            .into_iter()
            .filter_map(|(number, told)| (number > 0).then_some(told))
            .collect::<Vec<_>>()
            .join(", "),
        };
        let files = count(summary.documents, "file", "files");
        let citations = count(summary.citations, "citation", "citations");
        let against = match self.libraries.as_slice() {
            [] => ", held against no bibliography".to_owned(),
            few @ ([_] | [_, _] | [_, _, _]) => format!(", {} of them linked to {}", self.linked, few.join(", ")),
            many => format!(", {} of them linked to {} bibliographies", self.linked, many.len()),
        };
        format!("{found} in {files}; {citations}{against}")
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
