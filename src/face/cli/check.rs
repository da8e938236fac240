//! `pincite check`: finds the inputs, runs the check, prints what comes, and says how it ended.

use std::collections::HashSet;
use std::io::{self, Write};

use super::args::Check;
use super::baseline::Baseline;
use super::disk::Disk;
use super::outputs::Outputs;
use super::trouble::Trouble;
use super::{End, baseline_command, outputs, walk};
use crate::check::{Inputs, check_each};
use crate::config::Config;
use crate::model::{DocumentReport, Origin, Severity, Status, Summary};
use crate::rules::Options;

/// Runs the command.
pub(super) fn run(asked: &Check, out: &mut dyn Write) -> Result<End, Trouble> {
    let mut baseline = asked.output.baseline.as_deref().map(Baseline::read).transpose()?;
    let mut outputs = Outputs::open(asked)?;
    let mut tally = Tally::default();
    let troubles = each(asked, |mut document| {
        if let Some(baseline) = &mut baseline {
            baseline.sift(&mut document);
        }
        tally.add(&document);
        outputs.take(document, out);
    })?;
    let printed = outputs.close(&troubles, out)?;
    troubles.iter().for_each(|trouble| trouble.tell(asked.color));
    if !asked.quiet {
        say(&tally.told(&printed.summary));
        if let Some(baseline) = &baseline {
            say(&told_of(baseline, asked)?);
        }
    }
    if printed.held_back > 0 {
        let more = if printed.held_back == 1 { "1 finding is" } else { &format!("{} findings are", printed.held_back) };
        say(&format!("{more} not shown: --max-diagnostics"));
    }
    let fail_on: Option<Severity> = asked.fail_on.into();
    Ok(match fail_on {
        _ if !troubles.is_empty() => End::Broken,
        Some(level) if tally.worst.is_some_and(|worst| worst >= level) => End::Found,
        _ => End::Clean,
    })
}

/// Checks what is asked for and hands each document on; what could not be read is returned.
pub(super) fn each(asked: &Check, take: impl FnMut(DocumentReport)) -> Result<Vec<Trouble>, Trouble> {
    let stdin = asked.stdin_filename.as_deref().unwrap_or("-");
    let mut found = walk::find(&asked.paths, &asked.sources, stdin);
    outputs::leave_out_pages(&mut found.manuscripts, asked);
    if found.manuscripts.is_empty() && found.bibliographies.is_empty() && found.troubles.is_empty() {
        return Err(Trouble::NothingToCheck { searched: asked.paths.join(", ") });
    }
    let disk = if asked.paths.iter().any(|path| path == "-") { Disk::with_stdin(stdin)? } else { Disk::default() };
    let inputs = Inputs {
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
    let outcome = check_each(&inputs, &config, take)?;
    Ok(found.troubles.into_iter().chain(outcome.troubles.into_iter().map(Trouble::from)).collect())
}

/// `12 findings are known to pincite-baseline.json; 2 of its 14 entries are stale`
fn told_of(baseline: &Baseline, asked: &Check) -> Result<String, Trouble> {
    let checked = baseline_command::checked(asked)?;
    let stale = (0..baseline.entries.len()).filter(|&number| baseline.is_stale(number, &checked)).count();
    let known = match baseline.known() {
        1 => "1 finding is".to_owned(),
        known => format!("{known} findings are"),
    };
    let stale = match stale {
        0 => String::new(),
        stale => format!("; {stale} of its {} entries stale: see `pincite baseline check`", baseline.entries.len()),
    };
    Ok(format!("{known} known to {}{stale}", baseline.path))
}

pub(super) fn say(line: &str) {
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
