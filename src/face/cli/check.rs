//! `pincite check`: a short sequence of steps. The settings and files are gathered into groups, the groups are
//! checked as one run, what comes is printed, and the exit status says how it ended.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::args::Check;
use super::baseline::Baseline;
use super::disk::Disk;
use super::groups::{self, Gathered, Group};
use super::hint::Unheld;
use super::outputs::Outputs;
use super::progress::Progress;
use super::tally::{Tally, count};
use super::trouble::Trouble;
use super::{End, baseline_command};
use crate::check::{Inputs, Task, check_all};
use crate::model::DocumentReport;
use crate::rules;

/// Runs the command.
pub(super) fn run(asked: &Check, out: &mut dyn Write) -> Result<End, Trouble> {
    let mut baseline = asked.output.baseline.as_deref().map(Baseline::read).transpose()?;
    let mut outputs = Outputs::open(asked)?;
    let mut tally = Tally::default();
    let mut unheld = Unheld::default();
    let run = Run::prepare(asked)?;
    if asked.choice.verbose {
        run.gathered.groups.iter().for_each(|group| say(&settings_of(group)));
    }
    let progress = Progress::begin(asked.is_followed(), run.gathered.groups.iter().map(Group::len).sum());
    let rules = run.rules()?;
    let troubles = run.each(|group, mut document| {
        if let Some(baseline) = &mut baseline {
            baseline.sift(&mut document);
        }
        tally.add(&document, group.config.fail_on);
        unheld.add(&document);
        progress.step(out, |out| {
            outputs.take(document, out);
            Ok(())
        })
    })?;
    drop(progress);
    let printed = outputs.close(&troubles, out)?;
    troubles.iter().for_each(|trouble| trouble.tell(asked.color));
    if !asked.quiet {
        say(&tally.told(&printed.summary));
        if let Some(baseline) = &baseline {
            say(&baseline_command::told_of(baseline, &rules));
        }
        unheld.hints(&Disk::default()).iter().for_each(|hint| say(hint));
    }
    if printed.held_back > 0 {
        let more = if printed.held_back == 1 { "1 finding is" } else { &format!("{} findings are", printed.held_back) };
        say(&format!("{more} not shown: --max-diagnostics"));
    }
    let too_many = asked.choice.max_warnings.filter(|most| printed.summary.warnings > *most);
    if let Some(most) = too_many.filter(|_| !asked.quiet) {
        say(&format!("there are more than {most} warnings (--max-warnings)"));
    }
    Ok(match tally.has_failed() || too_many.is_some() {
        _ if !troubles.is_empty() => End::Broken,
        true => End::Found,
        false => End::Clean,
    })
}

/// What is checked, before it is.
struct Run {
    disk: Disk,
    gathered: Gathered,
}

impl Run {
    fn prepare(asked: &Check) -> Result<Self, Trouble> {
        let disk = open_disk(asked)?;
        let gathered = groups::gather(asked, &disk)?;
        Ok(Self { disk, gathered })
    }

    /// The codes of the rules that some group is checked by.
    fn rules(&self) -> Result<BTreeSet<&'static str>, Trouble> {
        let configs = self.gathered.groups.iter().map(|group| &group.config);
        let chosen = configs.map(|config| rules::select(&config.select, &config.extend_select, &config.ignore));
        Ok(chosen.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().map(|rule| rule.code).collect())
    }

    /// Checks all groups as one run and hands each document on; what could not be read is returned. The first
    /// document that cannot be handed on is the last that is.
    fn each(self, mut take: impl FnMut(&Group, DocumentReport) -> io::Result<()>) -> Result<Vec<Trouble>, Trouble> {
        let Gathered { groups, mut troubles } = self.gathered;
        let inputs: Vec<Inputs> = groups.iter().map(|group| group.inputs(&self.disk)).collect();
        let tasks: Vec<Task> =
            inputs.iter().zip(&groups).map(|(inputs, group)| Task { inputs, config: &group.config }).collect();
        let mut taken = Ok(());
        let outcome = check_all(&tasks, |number, document| {
            if taken.is_ok() {
                taken = take(&groups[number], document);
            }
        })?;
        taken?;
        troubles.extend(outcome.troubles.into_iter().map(Trouble::from));
        Ok(troubles)
    }
}

/// Checks what is asked for and hands each document on; what could not be read is returned, and the codes of the
/// rules that were checked.
pub(super) fn each(
    asked: &Check,
    mut take: impl FnMut(DocumentReport),
) -> Result<(Vec<Trouble>, BTreeSet<&'static str>), Trouble> {
    let run = Run::prepare(asked)?;
    let rules = run.rules()?;
    let troubles = run.each(|_, document| {
        take(document);
        Ok(())
    })?;
    Ok((troubles, rules))
}

/// `pincite.toml: 3 files`
fn settings_of(group: &Group) -> String {
    let files = count(group.count(), "file", "files");
    format!("{}: {files}", group.path.as_deref().unwrap_or("no configuration"))
}

fn open_disk(asked: &Check) -> io::Result<Disk> {
    let disk = match asked.paths.iter().any(|path| path == "-") {
        true => Disk::with_stdin(asked.stdin_name())?,
        false => Disk::default(),
    };
    Ok(disk.noting(&asked.watch))
}

pub(super) fn say(line: &str) {
    // Where stderr is gone there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}
