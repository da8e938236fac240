//! `pincite baseline`: makes a list of known findings, says what of it is stale, takes that out.

use std::collections::BTreeSet;
use std::io::Write;

use super::End;
use super::args::{Baseline as Asked, Check};
use super::baseline::{Baseline, NAME};
use super::check::{Each, each, say};
use super::disk::native;
use super::file::identity;
use super::trouble::Trouble;
use crate::rules;

/// Runs the command.
pub(super) fn run(asked: &Asked, out: &mut dyn Write) -> Result<End, Trouble> {
    let check = asked.check();
    let output = &check.output;
    if output.format.is_some() || !output.files.is_empty() || output.statistics || output.max_diagnostics.is_some() {
        let why = "`pincite baseline` prints no findings: --format, --output and the like are for `pincite check`";
        return Err(Trouble::Usage(why.to_owned()));
    }
    if check.online.online {
        let why = "`pincite baseline` asks no registries: what they answer may be another thing next time";
        return Err(Trouble::Usage(why.to_owned()));
    }
    let path = output.baseline.as_deref().unwrap_or(NAME);
    match asked {
        Asked::Create { force, .. } => create(check, path, *force),
        Asked::Check(_) => compare(check, path, out),
        Asked::Prune(_) => prune(check, path),
    }
}

fn create(asked: &Check, path: &str, force: bool) -> Result<End, Trouble> {
    if native(path).exists() {
        // What is no baseline is somebody's work.
        Baseline::read(path)?;
        if !force {
            return Err(Trouble::BaselineThere { path: path.to_owned() });
        }
    }
    if asked.paths.iter().chain(&asked.bib).any(|input| input != "-" && identity(input) == identity(path)) {
        return Err(Trouble::OverInput { path: path.to_owned() });
    }
    let mut baseline = Baseline::empty(path);
    let Each { troubles, .. } = each(asked, |document| baseline.learn(&document))?;
    if told(asked, &troubles) {
        return Ok(End::Broken);
    }
    let count = baseline.write(|_, _| true)?;
    if !asked.quiet {
        say(&format!("{path} lists {}", findings(count)));
    }
    Ok(End::Clean)
}

fn compare(asked: &Check, path: &str, out: &mut dyn Write) -> Result<End, Trouble> {
    let mut baseline = Baseline::read(path)?;
    let Each { troubles, rules, .. } = each(asked, |mut document| baseline.sift(&mut document))?;
    let checked = checked(&rules);
    let mut stale = 0;
    for (number, entry) in baseline.entries.iter().enumerate() {
        if baseline.is_stale(number, &checked) {
            stale += 1;
            let line = format!("{}: {}[{}]: `{}` is found no more", entry.path, entry.rule, entry.code, entry.text);
            writeln!(out, "{}", line.replace(char::is_control, "·"))?;
        }
    }
    if told(asked, &troubles) {
        return Ok(End::Broken);
    }
    if !asked.quiet {
        let listed = findings(baseline.entries.len());
        let new = match baseline.new {
            0 => String::new(),
            new => format!(
                "; {} not in it",
                if new == 1 { "1 finding is".to_owned() } else { format!("{new} findings are") }
            ),
        };
        say(&match stale {
            0 => format!("{path} lists {listed}, none of them stale{new}"),
            _ => format!("{path} lists {listed}, {stale} of them stale: `pincite baseline prune` takes them out{new}"),
        });
    }
    Ok(if stale > 0 { End::Found } else { End::Clean })
}

fn prune(asked: &Check, path: &str) -> Result<End, Trouble> {
    let mut baseline = Baseline::read(path)?;
    let Each { troubles, rules, .. } = each(asked, |mut document| baseline.sift(&mut document))?;
    if told(asked, &troubles) {
        return Ok(End::Broken);
    }
    let checked = checked(&rules);
    let before = baseline.entries.len();
    let count = baseline.write(|baseline, number| !baseline.is_stale(number, &checked))?;
    if !asked.quiet {
        say(&format!("{path} lists {}, {} taken out", findings(count), before - count));
    }
    Ok(End::Clean)
}

/// `12 findings are known to pincite-baseline.json; 2 of its 14 entries are stale`
pub(super) fn told_of(baseline: &Baseline, rules: &BTreeSet<&'static str>) -> String {
    let checked = checked(rules);
    let stale = (0..baseline.entries.len()).filter(|&number| baseline.is_stale(number, &checked)).count();
    let known = match baseline.known() {
        1 => "1 finding is".to_owned(),
        known => format!("{known} findings are"),
    };
    let stale = match stale {
        0 => String::new(),
        stale => format!("; {stale} of its {} entries stale: see `pincite baseline check`", baseline.entries.len()),
    };
    format!("{known} known to {}{stale}", baseline.path)
}

/// Whether a rule was checked: what the settings leave out is not judged. What no rule is any more is.
fn checked(rules: &BTreeSet<&'static str>) -> impl Fn(&str) -> bool {
    |code| rules.contains(code) || rules::find(code).is_err()
}

/// Tells what went wrong; whether something did.
fn told(asked: &Check, troubles: &[Trouble]) -> bool {
    troubles.iter().for_each(|trouble| trouble.tell(asked.color));
    !troubles.is_empty()
}

pub(super) fn findings(count: usize) -> String {
    if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") }
}
