//! A baseline: the findings that are known, one entry each, so that only new ones are told.
//!
//! In: a file of fingerprints, and what a run finds. Out: what of it is known, and which entries are stale. Paths are
//! relative to the folder of the file, so that it does not matter where a run stands. Nothing is ever added to a file
//! that is there.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{native, portable};
use super::file::{NewFile, identity};
use super::trouble::Trouble;
use crate::model::{DocumentReport, Fingerprint, Fingerprints, Suppressed, SuppressedBy};
use crate::text::Span;

/// What a baseline is called where nobody says otherwise.
pub(super) const NAME: &str = "pincite-baseline.json";

/// The file, as it is written.
#[derive(Serialize, Deserialize)]
struct Written {
    /// The version of the file, and of what goes into a fingerprint.
    version: u32,
    findings: Vec<Entry>,
}

/// A finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The file, from the folder of the baseline.
    pub(super) path: String,
    /// `C001`.
    pub(super) code: String,
    /// `missing-reference`.
    pub(super) rule: String,
    /// The words it is about, for who reads the file.
    pub(super) text: String,
    /// Which it is of those with the same words and neighbours, from 1.
    pub(super) occurrence: u32,
    /// By what it is known.
    pub(super) fingerprint: String,
}

/// A baseline, and what a run met of it.
pub(super) struct Baseline {
    /// Its path, as it was named.
    pub(super) path: String,
    place: Place,
    /// The entries, in order.
    pub(super) entries: Vec<Entry>,
    index: HashMap<String, usize>,
    met: Vec<bool>,
    /// How many findings were not in it.
    pub(super) new: usize,
    fingerprints: Fingerprints,
    /// The files that a run looked at, by their paths from the folder of the baseline.
    seen: HashSet<String>,
}

impl Baseline {
    /// Reads a baseline.
    pub(super) fn read(path: &str) -> Result<Self, Trouble> {
        let trouble = |why: String| Trouble::Baseline { path: path.to_owned(), why };
        let bytes = std::fs::read(native(path)).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => trouble("there is no such file".to_owned()),
            _ => trouble(error.to_string()),
        })?;
        let written: Written = serde_json::from_slice(&bytes).map_err(|error| trouble(error.to_string()))?;
        if written.version != Fingerprint::VERSION {
            let (known, found) = (Fingerprint::VERSION, written.version);
            return Err(trouble(format!("its version is {found}, and this pincite knows version {known}")));
        }
        Ok(Self::of(path, written.findings))
    }

    /// A baseline that lists nothing.
    pub(super) fn empty(path: &str) -> Self {
        Self::of(path, Vec::new())
    }

    fn of(path: &str, mut entries: Vec<Entry>) -> Self {
        entries.sort();
        let index = entries.iter().enumerate().map(|(at, entry)| (entry.fingerprint.clone(), at)).collect();
        let met = vec![false; entries.len()];
        let (fingerprints, seen) = (Fingerprints::default(), HashSet::new());
        Self { path: path.to_owned(), place: Place::of(path), entries, index, met, new: 0, fingerprints, seen }
    }

    /// Takes out of a document's findings what is known.
    pub(super) fn sift(&mut self, document: &mut DocumentReport) {
        let marked = self.fingerprints.of(document, |path| self.place.relative(path));
        self.look_at(document);
        let mut marks = marked.diagnostics.into_iter();
        let mut known = Vec::new();
        document.diagnostics.retain(|diagnostic| {
            let at = marks.next().and_then(|mark| self.index.get(&mark.fingerprint.to_string()));
            match at {
                Some(&at) => {
                    self.met[at] = true;
                    known.push(Suppressed { diagnostic: diagnostic.clone(), by: SuppressedBy::Baseline });
                }
                None => self.new += 1,
            }
            at.is_none()
        });
        document.suppressed.append(&mut known);
    }

    /// Adds a document's findings, to a baseline that is being made.
    pub(super) fn learn(&mut self, document: &DocumentReport) {
        let marked = self.fingerprints.of(document, |path| self.place.relative(path));
        for (diagnostic, mark) in document.diagnostics.iter().zip(marked.diagnostics) {
            let at = &diagnostic.finding.at;
            let source = document.source(at.source);
            self.entries.push(Entry {
                path: source.map(|source| self.place.relative(&source.path)).unwrap_or_default(),
                code: diagnostic.code.to_owned(),
                rule: diagnostic.rule.to_owned(),
                text: source.map(|source| quoted(source.slice(cut(at.span)))).unwrap_or_default(),
                occurrence: mark.occurrence,
                fingerprint: mark.fingerprint.to_string(),
            });
        }
        self.met.resize(self.entries.len(), true);
    }

    fn look_at(&mut self, document: &DocumentReport) {
        let linked = &document.linked;
        let libraries = linked.libraries.iter().map(|library| library.source.path.as_str());
        let paths = libraries.chain([linked.document.source.path.as_str()]);
        self.seen.extend(paths.map(|path| self.place.relative(path)));
    }

    /// How many entries a run found again.
    pub(super) fn known(&self) -> usize {
        self.met.iter().filter(|met| **met).count()
    }

    /// Whether an entry's finding is gone: the run looked at its file, by its rule, or its file is no more. What the
    /// run did not look at may still be there.
    pub(super) fn is_stale(&self, number: usize, checked: impl Fn(&str) -> bool) -> bool {
        let entry = &self.entries[number];
        let file = entry.path.split('#').next().unwrap_or_default();
        let looked_at = self.seen.contains(&entry.path) && checked(&entry.code);
        !self.met[number] && (looked_at || !self.place.folder.join(native(file)).exists())
    }

    /// Writes the entries that are to stay, in order.
    pub(super) fn write(mut self, keep: impl Fn(&Self, usize) -> bool) -> Result<usize, Trouble> {
        let stays: Vec<bool> = (0..self.entries.len()).map(|number| keep(&self, number)).collect();
        let mut stays = stays.into_iter();
        self.entries.retain(|_| stays.next().unwrap_or(true));
        self.entries.sort();
        let count = self.entries.len();
        let mut file = NewFile::create(&self.path)?;
        let written = Written { version: Fingerprint::VERSION, findings: self.entries };
        let done = serde_json::to_writer_pretty(&mut file, &written).map_err(std::io::Error::from);
        done.and_then(|()| file.write_all(b"\n")).map_err(|error| file.fault(&error))?;
        file.finish()?;
        Ok(count)
    }
}

/// The folder of a baseline, and paths from there.
struct Place {
    folder: PathBuf,
    known: RefCell<HashMap<String, String>>,
}

impl Place {
    fn of(baseline: &str) -> Self {
        let folder = identity(baseline).parent().map(Path::to_owned).unwrap_or_default();
        Self { folder, known: RefCell::default() }
    }

    fn relative(&self, path: &str) -> String {
        if let Some(known) = self.known.borrow().get(path) {
            return known.clone();
        }
        let relative = portable(&between(&self.folder, &identity(path)));
        self.known.borrow_mut().insert(path.to_owned(), relative.clone());
        relative
    }
}

/// The way from a folder to a file.
fn between(folder: &Path, file: &Path) -> PathBuf {
    let same = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    if same == 0 {
        return file.to_owned();
    }
    let up = folder.components().skip(same).map(|_| Component::ParentDir);
    up.chain(file.components().skip(same)).collect()
}

/// The words of a finding that are looked at, where they are very many.
fn cut(span: Span) -> Span {
    Span { end: span.end.min(span.start.saturating_add(2000)), ..span }
}

/// A text as one line, cut where it is long.
fn quoted(text: &str) -> String {
    const MOST: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
