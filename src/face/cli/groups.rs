//! The files of a run, grouped by the settings that hold for them.

use super::args::Check;
use super::disk::Disk;
use super::trouble::Trouble;
use super::{outputs, today, walk};
use crate::check::{self, Inputs, Manuscript};
use crate::config::Config;
use crate::rules::Options;

/// Files that the same settings hold for.
pub(super) struct Group {
    /// The settings.
    pub(super) config: Config,
    manuscripts: Vec<Manuscript>,
    bibliographies: Vec<String>,
    sources: Vec<String>,
}

impl Group {
    /// How many manuscripts it has.
    pub(super) fn len(&self) -> usize {
        self.manuscripts.len()
    }

    /// What is read for it.
    pub(super) fn inputs<'d>(&self, disk: &'d Disk) -> Inputs<'d> {
        Inputs {
            manuscripts: self.manuscripts.clone(),
            bibliographies: self.bibliographies.clone(),
            sources: self.sources.clone(),
            files: disk,
        }
    }
}

/// What a run is about.
pub(super) struct Gathered {
    /// The groups, in order of their first file.
    pub(super) groups: Vec<Group>,
    /// What could not be read.
    pub(super) troubles: Vec<Trouble>,
}

/// Finds the files that were asked for, and the settings of each.
pub(super) fn gather(asked: &Check, disk: &Disk) -> Result<Gathered, Trouble> {
    let mut found = walk::find(&asked.paths, &asked.sources, asked.stdin_name());
    outputs::leave_out_pages(&mut found.manuscripts, asked);
    if found.manuscripts.is_empty() && found.bibliographies.is_empty() && found.troubles.is_empty() {
        return Err(Trouble::NothingToCheck { searched: asked.paths.join(", ") });
    }
    let group = Group {
        config: config(asked, disk)?,
        manuscripts: found.manuscripts,
        bibliographies: asked.bib.iter().cloned().chain(found.bibliographies).collect(),
        sources: asked.sources.clone(),
    };
    Ok(Gathered { groups: vec![group], troubles: found.troubles })
}

fn config(asked: &Check, disk: &Disk) -> Result<Config, Trouble> {
    let retractions = asked.world.retractions.as_ref().map(|path| check::retractions(disk, path)).transpose()?;
    Ok(Config {
        select: asked.select.clone(),
        ignore: asked.ignore.clone(),
        fail_on: asked.fail_on.into(),
        threads: asked.threads,
        options: Options { style: asked.style.into(), today: today::today(), retractions },
    })
}
