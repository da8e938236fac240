//! `--fix` and `--diff` as a run of `check` meets them.
//!
//! In: what the run reads, and what was asked. Out: the mended files, which the rest of the run reads in place of
//! the disk; or a difference, and then nothing is left to do.

use std::io::{self, Write};
use std::path::PathBuf;

use similar::TextDiff;

use super::args::Check;
use super::disk::native;
use super::groups::Group;
use super::mend::Mended;
use super::replace::{Allowed, replace};
use super::trouble::Trouble;
use crate::check::Files;

/// How many unchanged lines a difference shows around changed ones.
const AROUND: usize = 3;

/// Mends what can be mended and writes it; what could not be written is told, and read as it is.
pub(super) fn write<'d>(
    asked: &Check,
    groups: &[Group],
    disk: &'d dyn Files,
    stdin: Option<&str>,
    troubles: &mut Vec<Trouble>,
) -> Result<Mended<'d>, Trouble> {
    let mut mended = Mended::of(groups, disk, asked.fixes.unsafe_fixes)?;
    let named: Vec<PathBuf> = [&asked.paths, &asked.bib].into_iter().flatten().map(|path| native(path)).collect();
    let allowed = Allowed::named(named.iter().map(PathBuf::as_path));
    let mut failed = Vec::new();
    for (path, file) in mended.files.iter().filter(|(path, _)| stdin != Some(path.as_str())) {
        if let Err(why) = replace(&native(path), &file.before, &file.after, &allowed) {
            failed.push((path.clone(), why));
        }
    }
    for (path, why) in failed {
        mended.files.remove(&path);
        mended.left.insert(path, why);
    }
    troubles.extend(mended.troubles());
    if !asked.quiet {
        say(&mended, "fixed");
    }
    Ok(mended)
}

/// Prints what would be mended; whether that is anything.
pub(super) fn diff(
    asked: &Check,
    groups: &[Group],
    disk: &dyn Files,
    troubles: &mut Vec<Trouble>,
    out: &mut dyn Write,
) -> Result<bool, Trouble> {
    let mended = Mended::of(groups, disk, asked.fixes.unsafe_fixes)?;
    for (path, file) in &mended.files {
        let diff = TextDiff::from_lines(&file.old, &file.text);
        // A name in a difference ends at its line.
        let shown = path.replace(['\n', '\r', '\t'], "?");
        write!(out, "{}", diff.unified_diff().context_radius(AROUND).header(&shown, &shown))?;
    }
    troubles.extend(mended.troubles());
    if !asked.quiet {
        say(&mended, "would fix");
    }
    Ok(!mended.files.is_empty())
}

fn say(mended: &Mended, done: &str) {
    let mut err = io::stderr().lock();
    // Where stderr is gone there is nobody left to tell.
    if !mended.files.is_empty() {
        let _ = writeln!(err, "{done} {}", mended.told());
    }
    if !mended.endless.is_empty() {
        let _ = writeln!(err, "the fixes of {} come to no end: stopped", mended.endless.join(", "));
    }
}
