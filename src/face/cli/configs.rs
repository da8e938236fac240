//! The configurations of a run: sought beside each file and in the folders above it, each read once.
//!
//! Of a folder's files `pincite.toml` comes first, then `.pincite.toml`, then a `pyproject.toml` that has a table
//! for pincite. The nearest holds whole; what it extends lies beneath it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::args::Check;
use super::args::settings::Overrides;
use super::disk::{head, native, portable};
use super::flags;
use super::trouble::Trouble;
use crate::config::parse::{Extends, LARGEST, Parsed};
use crate::config::{Folder, Form, Layer, Settings, Settled, folder, parse};

/// The names of configurations, the first that is there holds.
const NAMES: &[(&str, Form)] =
    &[("pincite.toml", Form::Own), (".pincite.toml", Form::Own), ("pyproject.toml", Form::Project)];

/// How many files may extend one another.
const LONGEST: usize = 32;

/// A configuration, with what the command line says beside it.
pub(super) struct Configuration {
    /// Its file, as the run names it.
    pub(super) path: Option<String>,
    pub(super) settings: Settings,
    pub(super) settled: Settled,
    /// The folders of cited works, as the disk has them.
    pub(super) sources: Vec<PathBuf>,
}

/// The configurations of a run.
pub(super) struct Configs {
    /// Where the run stands.
    here: String,
    /// What lies over every file.
    over: Vec<Layer>,
    threads: usize,
    /// The one for all files, where the command line names it, or none.
    fixed: Option<usize>,
    by_folder: HashMap<String, usize>,
    all: Vec<Configuration>,
    /// The number of the settings that hold where no file is.
    bare: Option<usize>,
}

impl Configs {
    /// Those of a check.
    pub(super) fn of_check(asked: &Check) -> Result<Self, Trouble> {
        let here = here()?;
        let over = flags::layers(asked, &Arc::new(Folder::new(&here, "")))?;
        Self::new(here, over, &asked.overrides, asked.threads)
    }

    /// Those of a command that has no other flags.
    pub(super) fn of_overrides(overrides: &Overrides) -> Result<Self, Trouble> {
        let here = here()?;
        let over = flags::words(overrides, &Arc::new(Folder::new(&here, "")))?;
        Self::new(here, over, overrides, 0)
    }

    fn new(here: String, over: Vec<Layer>, overrides: &Overrides, threads: usize) -> Result<Self, Trouble> {
        let (by_folder, all) = (HashMap::new(), Vec::new());
        let mut configs = Self { here, over, threads, fixed: None, by_folder, all, bare: None };
        configs.fixed = match flags::file(overrides)? {
            _ if overrides.isolated => Some(configs.bare()),
            Some(path) => {
                let path = portable(&native(path));
                let form = NAMES.iter().find(|(name, _)| *name == last(&path)).map_or(Form::Own, |(_, form)| *form);
                let layers = configs.load(&path, form)?;
                Some(configs.add(Some(path), layers.unwrap_or_default()))
            }
            None => None,
        };
        Ok(configs)
    }

    /// The configuration of a number.
    pub(super) fn get(&self, number: usize) -> &Configuration {
        &self.all[number]
    }

    /// The number of the configuration that holds in a folder.
    pub(super) fn of_folder(&mut self, path: &str) -> Result<usize, Trouble> {
        if let Some(fixed) = self.fixed {
            return Ok(fixed);
        }
        let absolute = folder::absolute(&self.here, path);
        let mut passed = Vec::new();
        let mut found = None;
        for above in ancestors(&absolute) {
            found = self.by_folder.get(above).copied();
            if found.is_some() {
                break;
            }
            passed.push(above.to_owned());
            found = self.in_folder(above)?;
            if found.is_some() {
                break;
            }
        }
        let number = found.unwrap_or_else(|| self.bare());
        self.by_folder.extend(passed.into_iter().map(|folder| (folder, number)));
        Ok(number)
    }

    /// The number of the configuration that holds for a file, or in a folder.
    pub(super) fn of_path(&mut self, path: &str) -> Result<usize, Trouble> {
        if native(path).is_dir() { self.of_folder(path) } else { self.of_folder(parent(path)) }
    }

    fn in_folder(&mut self, absolute: &str) -> Result<Option<usize>, Trouble> {
        let folder = Folder::new(&self.here, absolute);
        for &(name, form) in NAMES {
            let path = folder.path(name);
            if native(&path).is_file()
                && let Some(layers) = self.load(&path, form)?
            {
                return Ok(Some(self.add(Some(path), layers)));
            }
        }
        Ok(None)
    }

    fn bare(&mut self) -> usize {
        let number = self.bare.unwrap_or_else(|| self.add(None, Vec::new()));
        self.bare = Some(number);
        number
    }

    fn add(&mut self, path: Option<String>, mut layers: Vec<Layer>) -> usize {
        layers.extend(self.over.iter().cloned());
        let settings = Settings::of(&layers);
        let mut settled = settings.settle();
        settled.config.threads = self.threads;
        let sources = settled.files.sources.iter().filter_map(|folder| native(folder).canonicalize().ok()).collect();
        self.all.push(Configuration { path, settings, settled, sources });
        self.all.len() - 1
    }

    /// What a file says and what it extends, the lowest first; `None` where it has nothing for pincite.
    fn load(&self, path: &str, form: Form) -> Result<Option<Vec<Layer>>, Trouble> {
        let mut layers = Vec::new();
        let mut chain: Vec<String> = Vec::new();
        let mut next = (path.to_owned(), form, None::<Extends>);
        loop {
            let (path, form, extends) = next;
            let absolute = folder::absolute(&self.here, &path);
            chain.push(path.clone());
            if let Some(extends) = &extends {
                let known = |one: &String| folder::absolute(&self.here, one) == absolute;
                if chain[..chain.len() - 1].iter().any(known) {
                    let told = format!("`extend` goes in a circle: {}", chain.join(", "));
                    return Err(Trouble::Config(vec![extends.fault(told)]));
                }
                if chain.len() > LONGEST {
                    let told = format!("more than {LONGEST} files extend one another");
                    return Err(Trouble::Config(vec![extends.fault(told)]));
                }
            }
            let Some(parsed) = self.read(&path, form, extends.as_ref())? else { return Ok(None) };
            layers.push(parsed.layer);
            let Some(extends) = parsed.extends else { break };
            let project = last(&extends.path) == "pyproject.toml";
            next = (extends.path.clone(), if project { Form::Project } else { Form::Own }, Some(extends));
        }
        layers.reverse();
        Ok(Some(layers))
    }

    fn read(&self, path: &str, form: Form, extends: Option<&Extends>) -> Result<Option<Parsed>, Trouble> {
        let file = native(path);
        let bytes = match file.is_file() {
            true => head(&file, LARGEST + 1).map_err(|error| error.to_string()),
            false => Err("there is no such file".to_owned()),
        };
        let bytes = bytes.map_err(|why| match extends {
            Some(extends) => Trouble::Config(vec![extends.fault(format!("cannot read {path}: {why}"))]),
            None => Trouble::Path { path: path.to_owned(), why },
        })?;
        let folder = Arc::new(Folder::new(&self.here, parent(path)));
        let parsed = parse(path, &bytes, form, &folder).map_err(Trouble::Config)?;
        match (parsed, extends) {
            (None, Some(extends)) => {
                Err(Trouble::Config(vec![extends.fault(format!("{path} has no table `tool.pincite`"))]))
            }
            (parsed, _) => Ok(parsed),
        }
    }
}

/// Where the run stands, as an absolute path with `/`.
fn here() -> Result<String, Trouble> {
    std::env::current_dir().map(|path| portable(&path)).map_err(Trouble::Output)
}

/// A folder and those above it, the nearest first.
fn ancestors(absolute: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(absolute), |path| {
        let (above, _) = path.rsplit_once('/').filter(|_| *path != "/")?;
        Some(if above.is_empty() { "/" } else { above })
    })
}

/// The folder that a path lies in.
pub(super) fn parent(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some(("", _)) => "/",
        Some((folder, _)) => folder,
        None => "",
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
