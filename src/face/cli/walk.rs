//! What the named paths hold: files as named, folders walked.
//!
//! A walk is sorted by name, passes by hidden files and what a `.gitignore` leaves out, follows no
//! links, and picks manuscripts by the endings of their names.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::Gitignore;
use walkdir::{DirEntry, WalkDir};

use super::disk::{head, native, portable};
use super::trouble::Trouble;
use crate::check::Manuscript;
use crate::{bib, read};

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    /// Manuscripts, each once, in order.
    pub(super) manuscripts: Vec<Manuscript>,
    /// Bibliographies that were named, or, where there is no manuscript at all, found.
    pub(super) bibliographies: Vec<String>,
    /// What could not be read.
    pub(super) troubles: Vec<Trouble>,
}

/// Finds what the paths hold; `stdin` is what `-` is called. Folders of cited works hold no manuscripts, save
/// where one is itself named.
pub(super) fn find(paths: &[String], sources: &[String], stdin: &str) -> Found {
    let mut found = Found::default();
    let sources: Vec<PathBuf> = sources.iter().filter_map(|folder| native(folder).canonicalize().ok()).collect();
    let mut beside = Vec::new();
    for path in paths {
        let native = native(path);
        if path == "-" && bib::recognise(stdin, |_| None).is_some() {
            found.bibliographies.push(stdin.to_owned());
        } else if path == "-" {
            found.manuscripts.push(Manuscript::named(stdin));
        } else if native.is_dir() {
            walk(&native, &sources, &mut found, &mut beside);
        } else if !native.exists() {
            let why = "there is no such file or folder".to_owned();
            found.troubles.push(Trouble::Path { path: path.clone(), why });
        } else if is_bibliography(&native) {
            found.bibliographies.push(portable(&native));
        } else {
            found.manuscripts.push(Manuscript::named(portable(&native)));
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.manuscripts.retain(|manuscript| seen.insert(manuscript.path.clone()));
    if found.manuscripts.is_empty() && found.bibliographies.is_empty() {
        beside.retain(|path| is_bibliography(&native(path)));
        found.bibliographies = beside;
    }
    found
}

fn walk(root: &Path, sources: &[PathBuf], found: &mut Found, bibliographies: &mut Vec<String>) {
    let mut ignored = Ignored::above(root);
    let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(|| portable(root), portable);
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                found.troubles.push(Trouble::Path { path, why });
                continue;
            }
        };
        let folder = entry.file_type().is_dir();
        let is_source = || folder && entry.path().canonicalize().is_ok_and(|path| sources.contains(&path));
        if entry.depth() > 0 && (is_hidden(&entry) || ignored.leaves_out(&entry) || !sources.is_empty() && is_source())
        {
            if folder {
                entries.skip_current_dir();
            }
        } else if folder {
            ignored.enter(&entry);
        } else if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
            let shown = portable(path);
            let perhaps = bib::format_of(&shown).is_some();
            if read::is_sought(&shown) && !(perhaps && is_bibliography(path)) {
                found.manuscripts.push(Manuscript::found(shown, portable(root)));
            } else if perhaps {
                bibliographies.push(shown);
            }
        }
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
