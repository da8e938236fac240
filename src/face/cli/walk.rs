//! What the named paths hold: files as named, folders walked.
//!
//! A walk is sorted by name, passes by hidden files and what a `.gitignore` leaves out, follows no
//! links, and picks manuscripts by the endings of their names. The configuration of each folder says what else is
//! passed by in it.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::Gitignore;
use walkdir::{DirEntry, WalkDir};

use super::args::settings::Files;
use super::configs::{Configs, parent};
use super::disk::{head, native, portable};
use super::trouble::Trouble;
use crate::check::Manuscript;
use crate::{bib, read};

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// Manuscripts, each once, in order, with the number of the configuration that holds for each.
    pub(super) manuscripts: Vec<(usize, Manuscript)>,
    /// Bibliographies that were named, or, where there is no manuscript at all, found.
    pub(super) bibliographies: Vec<(usize, String)>,
    /// What could not be read.
    pub(super) troubles: Vec<Trouble>,
}

/// Finds what the paths hold; `stdin` is what `-` is called. Folders of cited works hold no manuscripts, save
/// where one is itself named.
pub(super) fn find(paths: &[String], stdin: &str, configs: &mut Configs, asked: &Files) -> Result<Found, Trouble> {
    let mut search = Search { configs, asked, found: Found::default(), beside: Vec::new() };
    for path in paths {
        let native = native(path);
        if path == "-" && bib::recognise(stdin, |_| None).is_some() {
            let config = search.configs.of_folder(parent(stdin))?;
            search.found.bibliographies.push((config, stdin.to_owned()));
        } else if path == "-" {
            let config = search.configs.of_folder(parent(stdin))?;
            search.found.manuscripts.push((config, Manuscript::named(stdin)));
        } else if native.is_dir() {
            search.walk(&native)?;
        } else if !native.exists() {
            let why = "there is no such file or folder".to_owned();
            search.found.troubles.push(Trouble::Path { path: path.clone(), why });
        } else {
            search.take(&native)?;
        }
    }
    let Search { mut found, mut beside, .. } = search;
    let mut seen = std::collections::HashSet::new();
    found.manuscripts.retain(|(_, manuscript)| seen.insert(manuscript.path.clone()));
    if found.manuscripts.is_empty() && found.bibliographies.is_empty() {
        beside.retain(|(_, path)| is_bibliography(&native(path)));
        found.bibliographies = beside;
    }
    Ok(found)
}

struct Search<'s> {
    configs: &'s mut Configs,
    asked: &'s Files,
    found: Found,
    /// Files that may be bibliographies.
    beside: Vec<(usize, String)>,
}

impl Search<'_> {
    /// Takes a file that was named.
    fn take(&mut self, native: &Path) -> Result<(), Trouble> {
        let path = portable(native);
        let config = self.configs.of_folder(parent(&path))?;
        if self.asked.force_exclude && self.is_excluded(config, &path) {
            return Ok(());
        }
        if is_bibliography(native) {
            self.found.bibliographies.push((config, path));
        } else {
            self.found.manuscripts.push((config, Manuscript::named(path)));
        }
        Ok(())
    }

    /// Whether a path is passed by; the folders that it lies in were asked before, save those that were named.
    fn is_excluded(&self, config: usize, path: &str) -> bool {
        let mut patterns = self.configs.get(config).settled.files.exclude.iter();
        match self.asked.force_exclude {
            true => patterns.any(|pattern| pattern.fits(path)),
            false => patterns.any(|pattern| pattern.fits_itself(path)),
        }
    }

    fn walk(&mut self, root: &Path) -> Result<(), Trouble> {
        let mut ignored = Ignored::above(root);
        let respects = !self.asked.no_respect_gitignore;
        let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or_else(|| portable(root), portable);
                    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.found.troubles.push(Trouble::Path { path, why });
                    continue;
                }
            };
            let folder = entry.file_type().is_dir();
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
            let shown = portable(path);
            let config = self.configs.of_folder(if entry.depth() == 0 { &shown } else { parent(&shown) })?;
            let passed_by = entry.depth() > 0
                && (is_hidden(&entry)
                    || respects && ignored.leaves_out(&entry)
                    || self.is_excluded(config, &shown)
                    || folder && self.is_source(config, &entry));
            if passed_by {
                if folder {
                    entries.skip_current_dir();
                }
            } else if folder {
                ignored.enter(&entry);
            } else if entry.file_type().is_file() {
                let perhaps = bib::format_of(&shown).is_some();
                if read::is_sought(&shown) && !(perhaps && is_bibliography(path)) {
                    self.found.manuscripts.push((config, Manuscript::found(shown, portable(root))));
                } else if perhaps {
                    self.beside.push((config, shown));
                }
            }
        }
        Ok(())
    }

    /// Whether a folder holds cited works.
    fn is_source(&self, config: usize, entry: &DirEntry) -> bool {
        let sources = &self.configs.get(config).sources;
        !sources.is_empty() && entry.path().canonicalize().is_ok_and(|path| sources.contains(&path))
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_bibliography(path: &Path) -> bool {
    bib::recognise(&portable(path), |most| head(path, most).ok()).is_some()
}

/// The `.gitignore` files that hold for the place a walk has come to, outermost first.
struct Ignored {
    /// Those of the folders above the root, up to the repository's; they match whole paths.
    above: Vec<Gitignore>,
    whole: Option<PathBuf>,
    root: PathBuf,
    /// Those of the folders entered, with the depth of each.
    within: Vec<(usize, Gitignore)>,
}

impl Ignored {
    fn above(root: &Path) -> Self {
        let whole = root.canonicalize().ok();
        let mut above = Vec::new();
        for folder in whole.iter().flat_map(|whole| whole.ancestors()) {
            if whole.as_deref() != Some(folder) {
                above.extend(read_ignore(folder));
            }
            if folder.join(".git").exists() {
                above.reverse();
                return Self { above, whole, root: root.to_owned(), within: Vec::new() };
            }
        }
        // Outside a repository nothing above the named folder speaks for it.
        Self { above: Vec::new(), whole: None, root: root.to_owned(), within: Vec::new() }
    }

    fn enter(&mut self, folder: &DirEntry) {
        self.leave(folder.depth());
        self.within.extend(read_ignore(folder.path()).map(|ignore| (folder.depth(), ignore)));
    }

    fn leave(&mut self, depth: usize) {
        while self.within.last().is_some_and(|(deep, _)| *deep >= depth) {
            self.within.pop();
        }
    }

    /// The innermost file that speaks of an entry decides.
    fn leaves_out(&mut self, entry: &DirEntry) -> bool {
        self.leave(entry.depth());
        let folder = entry.file_type().is_dir();
        let within = self.within.iter().rev().map(|(_, ignore)| ignore.matched(entry.path(), folder));
        let whole = match &self.whole {
            Some(whole) if !self.above.is_empty() => {
                entry.path().strip_prefix(&self.root).ok().map(|rest| whole.join(rest))
            }
            _ => None,
        };
        let above = self.above.iter().rev().filter_map(|ignore| Some(ignore.matched(whole.as_ref()?, folder)));
        within.chain(above).find(|said| !matches!(said, Match::None)).is_some_and(|said| said.is_ignore())
    }
}

fn read_ignore(folder: &Path) -> Option<Gitignore> {
    let file = folder.join(".gitignore");
    file.is_file().then(|| Gitignore::new(file).0)
}
