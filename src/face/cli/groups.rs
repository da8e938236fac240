//! The files of a run, grouped by the settings that hold for them.

#[cfg(feature = "online")]
use std::collections::BTreeSet;
use std::io::Read;

use super::args::Check;
use super::configs::Configs;
use super::disk::{Disk, native};
use super::trouble::Trouble;
use super::walk::{self, Found};
use super::{online, outputs, today};
use crate::check::{self, Files, Inputs, Manuscript, Outcome, Task, check_all};
use crate::config::Config;
#[cfg(feature = "online")]
use crate::model::Query;
use crate::model::{DocumentReport, Lookups};

/// The largest list of files that is read, in bytes.
const LIST: u64 = 64 << 20;

/// Files that the same settings hold for.
pub(super) struct Group {
    /// The settings.
    pub(super) config: Config,
    /// The configuration that they come from.
    pub(super) path: Option<String>,
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
    pub(super) fn inputs<'d>(&self, files: &'d dyn Files) -> Inputs<'d> {
        Inputs {
            manuscripts: self.manuscripts.clone(),
            bibliographies: self.bibliographies.clone(),
            sources: self.sources.clone(),
            files,
        }
    }

    /// How many files it has.
    pub(super) fn count(&self) -> usize {
        if self.manuscripts.is_empty() { self.bibliographies.len() } else { self.manuscripts.len() }
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
    let mut configs = Configs::of_check(asked)?;
    let paths = paths(asked)?;
    let mut found = walk::find(&paths, asked.stdin_name(), &mut configs, &asked.files)?;
    outputs::leave_out_pages(&mut found.manuscripts, asked);
    if found.manuscripts.is_empty() && found.bibliographies.is_empty() && found.troubles.is_empty() {
        return Err(Trouble::NothingToCheck { searched: paths.join(", ") });
    }
    let mut gathered = grouped(found, &configs);
    let retractions = asked.world.retractions.as_ref().map(|path| check::retractions(disk, path)).transpose()?;
    for group in &mut gathered.groups {
        group.config.options.today = today::today();
        group.config.options.retractions = retractions.clone();
    }
    let registry = online::answers(asked, &gathered.groups, disk)?;
    for group in &mut gathered.groups {
        group.config.options.registry = registry.clone();
    }
    Ok(gathered)
}

/// The paths that are named, here or in a list.
fn paths(asked: &Check) -> Result<Vec<String>, Trouble> {
    let mut paths = asked.paths.clone();
    if let Some(list) = &asked.files.files_from {
        let why = |error: std::io::Error| Trouble::Path { path: list.clone(), why: error.to_string() };
        let mut text = String::new();
        if list == "-" {
            std::io::stdin().lock().take(LIST).read_to_string(&mut text).map_err(why)?;
        } else {
            std::fs::File::open(native(list))
                .and_then(|file| file.take(LIST).read_to_string(&mut text))
                .map_err(why)?;
        }
        paths.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    Ok(paths)
}

/// A bibliography that was named is everybody's; where there is nothing else, it is what is checked.
fn grouped(found: Found, configs: &Configs) -> Gathered {
    let alone = found.manuscripts.is_empty();
    let mut groups: Vec<(usize, Group)> = Vec::new();
    for (number, manuscript) in found.manuscripts {
        group(&mut groups, number, configs).manuscripts.push(manuscript);
    }
    for (number, bibliography) in &found.bibliographies {
        if alone {
            group(&mut groups, *number, configs).bibliographies.push(bibliography.clone());
        }
    }
    for (number, group) in groups.iter_mut().filter(|_| !alone) {
        let named = found.bibliographies.iter().map(|(_, path)| path.clone());
        group.bibliographies = configs.get(*number).settled.files.bibliography.iter().cloned().chain(named).collect();
    }
    Gathered { groups: groups.into_iter().map(|(_, group)| group).collect(), troubles: found.troubles }
}

/// The group of a configuration, begun where there is none yet.
fn group<'g>(groups: &'g mut Vec<(usize, Group)>, number: usize, configs: &Configs) -> &'g mut Group {
    let place = groups.iter().position(|(one, _)| *one == number).unwrap_or_else(|| {
        let configuration = configs.get(number);
        let group = Group {
            config: configuration.settled.config.clone(),
            path: configuration.path.clone(),
            manuscripts: Vec::new(),
            bibliographies: Vec::new(),
            sources: configuration.settled.files.sources.clone(),
        };
        groups.push((number, group));
        groups.len() - 1
    });
    &mut groups[place].1
}

/// Checks all groups as one run.
pub(super) fn check_groups(
    groups: &[Group],
    files: &dyn Files,
    mut take: impl FnMut(&Group, DocumentReport),
) -> Result<Outcome, check::Error> {
    as_tasks(groups, files, |tasks| check_all(tasks, |number, document| take(&groups[number], document)))
}

/// What registries would be asked about all groups.
#[cfg(feature = "online")]
pub(super) fn wanted(groups: &[Group], files: &dyn Files) -> BTreeSet<Query> {
    as_tasks(groups, files, check::wanted)
}

fn as_tasks<T>(groups: &[Group], files: &dyn Files, run: impl FnOnce(&[Task]) -> T) -> T {
    let inputs: Vec<Inputs> = groups.iter().map(|group| group.inputs(files)).collect();
    let tasks: Vec<Task> =
        inputs.iter().zip(groups).map(|(inputs, group)| Task { inputs, config: &group.config }).collect();
    run(&tasks)
}

/// What came of asking registries about a run; they were asked about all groups at once.
pub(super) fn lookups(groups: &[Group]) -> Option<Lookups> {
    groups.iter().find_map(|group| group.config.options.registry.as_ref()).map(|answers| answers.lookups())
}
