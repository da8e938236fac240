//! `pincite check`: a short sequence of steps. The settings and files are gathered into groups, the groups are
//! checked as one run, what comes is printed, and the exit status says how it ended.

use std::io::{self, Write};

use super::End;
use super::args::Check;
use super::disk::Disk;
use super::groups::{self, Group};
use super::tally::{Tally, count};
use super::terminal::colour;
use super::trouble::Trouble;
use crate::check::{Inputs, Outcome, Task, check_all};
use crate::model::DocumentReport;
use crate::report::{Output, Shape};

/// Runs the command.
pub(super) fn run(asked: &Check, out: &mut dyn Write) -> Result<End, Trouble> {
    let mut gathered = groups::gather(asked)?;
    let disk = open_disk(asked)?;
    if asked.choice.verbose {
        gathered.groups.iter().for_each(|group| say(&settings_of(group)));
    }
    let mut output = Shape::from(asked.format).output(colour(asked.color, &io::stdout()));
    let mut tally = Tally::default();
    output.begin(out)?;
    let outcome = check_groups(&gathered.groups, &disk, |group, document| {
        tally.add(&document, group.config.fail_on);
        print(&mut *output, &document, out)
    })?;
    output.end(&outcome.summary, out)?;
    out.flush()?;
    gathered.troubles.extend(outcome.troubles.into_iter().map(Trouble::from));
    gathered.troubles.iter().for_each(|trouble| trouble.tell(asked.color));
    if !asked.quiet {
        say(&tally.told(&outcome.summary));
    }
    let too_many = asked.choice.max_warnings.filter(|most| outcome.summary.warnings > *most);
    if let Some(most) = too_many.filter(|_| !asked.quiet) {
        say(&format!("there are more than {most} warnings (--max-warnings)"));
    }
    Ok(match tally.has_failed() || too_many.is_some() {
        _ if !gathered.troubles.is_empty() => End::Broken,
        true => End::Found,
        false => End::Clean,
    })
}

/// `pincite.toml: 3 files`
fn settings_of(group: &Group) -> String {
    let files = count(group.count(), "file", "files");
    format!("{}: {files}", group.path.as_deref().unwrap_or("no configuration"))
}

fn open_disk(asked: &Check) -> io::Result<Disk> {
    match asked.paths.iter().any(|path| path == "-") {
        true => Disk::with_stdin(asked.stdin_name()),
        false => Ok(Disk::default()),
    }
}

/// Checks all groups as one run. The first document that cannot be handed on is the last that is.
fn check_groups(
    groups: &[Group],
    disk: &Disk,
    mut take: impl FnMut(&Group, DocumentReport) -> io::Result<()>,
) -> Result<Outcome, Trouble> {
    let inputs: Vec<Inputs> = groups.iter().map(|group| group.inputs(disk)).collect();
    let tasks: Vec<Task> =
        inputs.iter().zip(groups).map(|(inputs, group)| Task { inputs, config: &group.config }).collect();
    let mut taken = Ok(());
    let outcome = check_all(&tasks, |number, document| {
        if taken.is_ok() {
            taken = take(&groups[number], document);
        }
    })?;
    taken?;
    Ok(outcome)
}

fn print(output: &mut dyn Output, document: &DocumentReport, out: &mut dyn Write) -> io::Result<()> {
    let written = output.document(document, out);
    stop_where_nobody_reads(&written);
    written
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
