//! The libraries of a task: which a manuscript is held against, each read once and shared.
//!
//! The bibliographies named for the run come first and alone; else those that the manuscript
//! declares, relative to its own folder; else those that its file carries inside; else its own reference list;
//! else the one bibliography beside it: the one `.bib` file, or where there is none, the one of another format.
//! Where a `.bib` that LaTeX would read is missing, what was printed from it is next best: the `.bbl` beside it.
//!
//! A manuscript that was itself named may declare any path its author wrote. One that was found in
//! a folder may not lead out of that folder: neither by an absolute path nor by `..`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::bbl;
use super::error::Error;
use super::inputs::{Files, Inputs, Manuscript};
use super::parts::Whole;
use crate::bib;
use crate::config::folder::tidy;
use crate::link::Index;
use crate::model::{Declared, Document, Format, Library};

/// How many files of a folder are looked into, at the most, for one that is a bibliography.
const MOST: usize = 100;

type Loaded<E = Arc<Error>> = Result<Arc<Library>, E>;

/// The libraries of a run that were read, whichever task asked first.
#[derive(Default)]
pub(super) struct Stacks(Mutex<HashMap<String, Arc<OnceLock<Loaded>>>>);

impl Stacks {
    fn load(&self, files: &dyn Files, path: &str) -> Loaded {
        let slot = {
            let mut loaded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(loaded.entry(path.to_owned()).or_default())
        };
        slot.get_or_init(|| load(files, path).map_err(Arc::new)).clone()
    }
}

/// The libraries of a task.
pub(super) struct Shelf<'a> {
    files: &'a dyn Files,
    stacks: &'a Stacks,
    named: Option<Arc<Index>>,
    beside: Mutex<HashMap<String, Option<String>>>,
}

impl<'a> Shelf<'a> {
    /// The shelf of a task; the named bibliographies are read at once.
    pub(super) fn new(inputs: &Inputs<'a>, stacks: &'a Stacks) -> Result<Self, Error> {
        let mut paths: Vec<&String> = Vec::new();
        for path in &inputs.bibliographies {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        // The stacks keep why one cannot be read; who ends the run by it tells it anew.
        let load = |path: &&String| stacks.load(inputs.files, path).or_else(|_| load(inputs.files, path));
        let named = paths.iter().map(load).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            files: inputs.files,
            stacks,
            named: (!named.is_empty()).then(|| Arc::new(Index::new(named))),
            beside: Mutex::default(),
        })
    }

    /// The bibliographies named for the task.
    pub(super) fn named(&self) -> &[Arc<Library>] {
        self.named.as_ref().map_or(&[], |index| index.libraries())
    }

    /// The index of the libraries that the files of a manuscript of several are held against. What could not be
    /// read is told to the first of them.
    pub(super) fn index_of_whole(&self, whole: &Whole, first: bool, troubles: &mut Vec<Error>) -> Arc<Index> {
        if let Some(named) = &self.named {
            return Arc::clone(named);
        }
        let (index, told) = whole.index.get_or_init(|| {
            let mut troubles = Vec::new();
            let declared: Vec<_> =
                whole.declared.iter().map(|(folder, declared)| (folder.as_str(), declared)).collect();
            let libraries = self.libraries_of(&whole.root, &declared, &[], whole.list.as_ref(), &mut troubles);
            (Arc::new(Index::new(libraries)), Mutex::new(troubles))
        });
        if first {
            troubles.append(&mut told.lock().unwrap_or_else(PoisonError::into_inner));
        }
        Arc::clone(index)
    }

    /// The index of the libraries that a manuscript is held against.
    pub(super) fn index_of(
        &self,
        manuscript: &Manuscript,
        document: &Document,
        embedded: &[Arc<Library>],
        own: Option<&Arc<Library>>,
        troubles: &mut Vec<Error>,
    ) -> Arc<Index> {
        match &self.named {
            Some(named) => Arc::clone(named),
            None => {
                let declared = [(folder(&manuscript.path), &document.declared)];
                Arc::new(Index::new(self.libraries_of(manuscript, &declared, embedded, own, troubles)))
            }
        }
    }

    /// The libraries that the files of a manuscript declare, each file by its folder; else those that it carries
    /// inside; else its own list; else the one that lies beside it.
    fn libraries_of(
        &self,
        manuscript: &Manuscript,
        declared: &[(&str, &Declared)],
        embedded: &[Arc<Library>],
        own: Option<&Arc<Library>>,
        troubles: &mut Vec<Error>,
    ) -> Vec<Arc<Library>> {
        let mut libraries: Vec<Arc<Library>> = Vec::new();
        let mut add = |library: Arc<Library>| {
            if !libraries.iter().any(|one| Arc::ptr_eq(one, &library)) {
                libraries.push(library);
            }
        };
        let mut sought = false;
        for (folder, declared) in declared {
            for (written, span) in &declared.bibliographies {
                let conditional = declared.conditional.iter().any(|passage| passage.contains(*span));
                match self.declared(manuscript, folder, written) {
                    Ok(library) => add(library),
                    Err(_) if conditional => continue,
                    Err(trouble) => match self.printed(manuscript).filter(|_| trouble.is_missing()) {
                        Some(library) => add(library),
                        None => troubles.push(trouble),
                    },
                }
                sought = true;
            }
        }
        if sought {
            return libraries;
        }
        if !embedded.is_empty() {
            return embedded.to_vec();
        }
        if let Some(own) = own {
            return vec![Arc::clone(own)];
        }
        // A bibliography that only lies there is no promise: one that cannot be read is passed by.
        self.beside(self::folder(&manuscript.path))
            .and_then(|path| self.stacks.load(self.files, &path).ok())
            .into_iter()
            .collect()
    }

    /// A library that a file in `folder` declares; a part's may lie where the manuscript lies.
    fn declared(&self, manuscript: &Manuscript, folder: &str, written: &str) -> Loaded<Error> {
        let root = self::folder(&manuscript.path);
        let mut failed = None;
        for base in [root, folder].iter().take(if folder == root { 1 } else { 2 }) {
            let Some(path) = resolve(base, written, manuscript.within.as_deref()) else { continue };
            match self.stacks.load(self.files, &path) {
                Ok(library) => return Ok(library),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        let (manuscript, within) = (manuscript.path.clone(), manuscript.within.clone());
        let declared = written.to_owned();
        Err(match failed {
            Some(error) => Error::Declared { manuscript, declared, error },
            None => Error::Outside { manuscript, declared, root: within.unwrap_or_default() },
        })
    }

    /// What BibTeX or biber printed for a manuscript of LaTeX: the `.bbl` beside it.
    fn printed(&self, manuscript: &Manuscript) -> Option<Arc<Library>> {
        let path = manuscript.path.strip_suffix(".tex")?;
        self.stacks.load(self.files, &format!("{path}.bbl")).ok().filter(|library| !library.entries.is_empty())
    }

    /// The one bibliography of a folder; `None` where there are several. BibLaTeX's come first: whoever has one
    /// beside an export of the same works writes by that.
    fn beside(&self, folder: &str) -> Option<String> {
        let mut known = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(folder) {
            return found.clone();
        }
        let mut names = self.files.list(folder).unwrap_or_default();
        names.retain(|name| bib::format_of(name).is_some());
        names.sort_unstable();
        let (own, others): (Vec<_>, Vec<_>) = names
            .iter()
            .map(|name| join(folder, name))
            .partition(|path| bib::format_of(path) == Some(Format::BibLatex));
        let mut paths: Box<dyn Iterator<Item = String>> = match own.is_empty() {
            false => Box::new(own.into_iter()),
            true => Box::new(others.into_iter().take(MOST).filter(|path| self.is_bibliography(path))),
        };
        let found = paths.next().filter(|_| paths.next().is_none());
        drop(paths);
        known.insert(folder.to_owned(), found.clone());
        found
    }

    fn is_bibliography(&self, path: &str) -> bool {
        bib::recognise(path, |most| self.files.head(path, most).ok()).is_some()
    }
}

fn load(files: &dyn Files, path: &str) -> Result<Arc<Library>, Error> {
    let bytes = files.read(path).map_err(|error| Error::unreadable(path, &error))?;
    if path.ends_with(".bbl") {
        return Ok(Arc::new(bbl::read(path, &bytes)?));
    }
    Ok(Arc::new(bib::read(path, &bytes)?))
}

/// The folder that a file lies in.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The path that a manuscript in `folder` means by what it wrote; `None` where it leads out of `within`.
pub(super) fn resolve(folder: &str, written: &str, within: Option<&str>) -> Option<String> {
    let absolute = written.starts_with(['/', '\\']) || written.as_bytes().get(1) == Some(&b':');
    let path = if absolute { written.to_owned() } else { join(folder, written) };
    match within {
        None => Some(tidy(&path)),
        Some(_) if absolute => None,
        Some(root) => {
            let (path, root) = (tidy(&path), tidy(root));
            let inside = root.is_empty() && !path.starts_with("../") && path != ".."
                || path.strip_prefix(root.as_str()).is_some_and(|rest| root.ends_with('/') || rest.starts_with('/'));
            inside.then_some(path)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn a_found_manuscript_cannot_lead_out_of_its_folder() {
        let table = [
            ("papers/one", "refs.bib", Some("papers"), Some("papers/one/refs.bib")),
            ("papers/one", "../refs.bib", Some("papers"), Some("papers/refs.bib")),
            ("papers/one", "../../refs.bib", Some("papers"), None),
            ("papers/one", "../../papersX/refs.bib", Some("papers"), None),
            ("papers/one", "/etc/refs.bib", Some("papers"), None),
            ("one", "../refs.bib", Some("."), Some("refs.bib")),
            ("", "../refs.bib", Some("."), None),
            ("../x", "refs.bib", Some("../x"), Some("../x/refs.bib")),
            ("/srv/x", "a/../refs.bib", Some("/srv"), Some("/srv/x/refs.bib")),
            ("papers", "../refs.bib", None, Some("refs.bib")),
            ("papers", "/srv/refs.bib", None, Some("/srv/refs.bib")),
        ];
        for (folder, written, within, want) in table {
            assert_eq!(resolve(folder, written, within).as_deref(), want, "{folder} {written}");
        }
    }
}
