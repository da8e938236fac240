//! `pincite check`: a short sequence of steps. The settings and files are gathered into groups, the groups are
//! checked as one run, what comes is printed, and the exit status says how it ended.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::args::Check;
use super::baseline::Baseline;
use super::disk::Disk;
use super::fix;
use super::groups::{self, Gathered, Group, check_groups, lookups};
use super::hint::Unheld;
use super::outputs::Outputs;
use super::progress::Progress;
use super::tally::{Tally, count};
use super::trouble::Trouble;
use super::{End, baseline_command, online};
use crate::check::Files;
use crate::model::{DocumentReport, Lookups};
use crate::rules;

/// Runs the command.
pub(super) fn run(asked: &Check, out: &mut dyn Write) -> Result<End, Trouble> {
    let mut run = Run::prepare(asked)?;
    if asked.choice.verbose {
        run.groups.iter().for_each(|group| say(&settings_of(group)));
    }
    if asked.fixes.diff {
        let differs = fix::diff(asked, &run.groups, &run.disk, &mut run.troubles, out)?;
        run.troubles.iter().for_each(|trouble| trouble.tell(asked.color));
        return Ok(ended(&run.troubles, differs));
    }
    let rules = run.rules()?;
    if !asked.fixes.fix {
        return report(asked, &run.groups, &run.disk, run.troubles, rules, out);
    }
    let stdin = asked.reads_stdin().then(|| asked.stdin_name());
    let mended = fix::write(asked, &run.groups, &run.disk, stdin, &mut run.troubles)?;
    let Some(stdin) = stdin else { return report(asked, &run.groups, &mended, run.troubles, rules, out) };
    out.write_all(&mended.read(stdin)?)?;
    out.flush()?;
    report(asked, &run.groups, &mended, run.troubles, rules, &mut io::stderr())
}

/// Checks and prints.
fn report(
    asked: &Check,
    groups: &[Group],
    files: &dyn Files,
    mut troubles: Vec<Trouble>,
    rules: BTreeSet<&'static str>,
    out: &mut dyn Write,
) -> Result<End, Trouble> {
    let mut baseline = asked.output.baseline.as_deref().map(Baseline::read).transpose()?;
    let mut outputs = Outputs::open(asked)?;
    let mut tally = Tally::default();
    let mut unheld = Unheld::default();
    let lookups = lookups(groups);
    let mut offer = fix::Offer::default();
    let progress = Progress::begin(asked.is_followed(), groups.iter().map(Group::len).sum(), "checking", "files done");
    let mut taken = Ok(());
    let outcome = check_groups(groups, files, |group, mut document| {
        if let Some(baseline) = &mut baseline {
            baseline.sift(&mut document);
        }
        tally.add(&document, group.config.fail_on);
        unheld.add(&document);
        offer.add(&document);
        if taken.is_ok() {
            taken = progress.step(out, |out| {
                outputs.take(document, out);
                Ok(())
            });
        }
    })?;
    drop(progress);
    taken?;
    troubles.extend(outcome.troubles.into_iter().map(Trouble::from));
    let printed = outputs.close(&troubles, lookups.as_ref(), out)?;
    troubles.iter().for_each(|trouble| trouble.tell(asked.color));
    if !asked.quiet {
        say(&tally.told(&printed.summary));
        lookups.iter().for_each(|lookups| say(&online::told(lookups)));
        if let Some(baseline) = &baseline {
            say(&baseline_command::told_of(baseline, &rules));
        }
        offer.told().iter().for_each(|line| say(line));
        unheld.hints(files).iter().for_each(|hint| say(hint));
    }
    if printed.held_back > 0 {
        let more = if printed.held_back == 1 { "1 finding is" } else { &format!("{} findings are", printed.held_back) };
        say(&format!("{more} not shown: --max-diagnostics"));
    }
    let too_many = asked.choice.max_warnings.filter(|most| tally.warnings() > *most);
    if let Some(most) = too_many.filter(|_| !asked.quiet) {
        say(&format!("there are more than {most} warnings (--max-warnings)"));
    }
    Ok(ended(&troubles, tally.has_failed() || too_many.is_some()))
}

fn ended(troubles: &[Trouble], failed: bool) -> End {
    match (troubles, failed) {
        ([], true) => End::Found,
        ([], false) => End::Clean,
        _ => End::Broken,
    }
}

/// What is checked, before it is.
struct Run {
    disk: Disk,
    groups: Vec<Group>,
    troubles: Vec<Trouble>,
}

impl Run {
    fn prepare(asked: &Check) -> Result<Self, Trouble> {
        let disk = open_disk(asked)?;
        let Gathered { groups, troubles } = groups::gather(asked, &disk)?;
        Ok(Self { disk, groups, troubles })
    }

    /// The codes of the rules that some group is checked by.
    fn rules(&self) -> Result<BTreeSet<&'static str>, Trouble> {
        let configs = self.groups.iter().map(|group| &group.config);
        let chosen = configs.map(|config| rules::select(&config.select, &config.extend_select, &config.ignore));
        Ok(chosen.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().map(|rule| rule.code).collect())
    }
}

/// What came of a run that hands its documents on.
pub(super) struct Each {
    /// What could not be read.
    pub(super) troubles: Vec<Trouble>,
    /// The codes of the rules that were checked.
    pub(super) rules: BTreeSet<&'static str>,
    /// What came of asking registries, where they were asked.
    pub(super) lookups: Option<Lookups>,
}

/// Checks what is asked for and hands each document on.
pub(super) fn each(asked: &Check, mut take: impl FnMut(DocumentReport)) -> Result<Each, Trouble> {
    let mut run = Run::prepare(asked)?;
    let rules = run.rules()?;
    let outcome = check_groups(&run.groups, &run.disk, |_, document| take(document))?;
    run.troubles.extend(outcome.troubles.into_iter().map(Trouble::from));
    Ok(Each { troubles: run.troubles, rules, lookups: lookups(&run.groups) })
}

/// `pincite.toml: 3 files`
fn settings_of(group: &Group) -> String {
    let files = count(group.count(), "file", "files");
    format!("{}: {files}", group.path.as_deref().unwrap_or("no configuration"))
}

fn open_disk(asked: &Check) -> io::Result<Disk> {
    let disk = match asked.reads_stdin() {
        true => Disk::with_stdin(asked.stdin_name())?,
        false => Disk::default(),
    };
    Ok(disk.noting(&asked.watch))
}

pub(super) fn say(line: &str) {
    // Where stderr is gone there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}
