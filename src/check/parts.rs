//! Manuscripts of several files: which file is a part of which, and in what order they are told.
//!
//! In: the manuscripts of a run. Out: the files to check, each once: a manuscript, then its parts in the order in
//! which they are included. What a part names is its manuscript's as much as its own: the files of one share its
//! bibliographies. A file that was named and is included is a part. A part without a word of prose – a preamble,
//! macros – is read for what it names, and is no document of the report.
//!
//! A part is read as what its manuscript is, whatever its name. It may lie where a bibliography that the manuscript declares may lie, and nowhere else. What cannot be read
//! is told by a rule, and all else is checked.
//!
//! **Invariant:** each file is read once here, however often it is included; a circle ends where it closes.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock};

use super::bbl;
use super::error::Error;
use super::inputs::{Inputs, Manuscript};
use super::open::open_as;
use super::shelf;
use crate::link::Index;
use crate::model::{Absent, BlockKind, Company, Declared, Format, Library, MarkKind};
use crate::read::{self, Reading};

/// A file to check.
pub(super) struct Piece {
    pub(super) manuscript: Manuscript,
    /// What it is read as; `None` is what its name says.
    pub(super) format: Option<Format>,
    pub(super) company: Company,
    /// The manuscript of several files that it belongs to.
    pub(super) whole: Option<Arc<Whole>>,
}

/// A manuscript of several files.
pub(super) struct Whole {
    pub(super) root: Manuscript,
    /// What its files declare, each with the folder of the file.
    pub(super) declared: Vec<(String, Declared)>,
    /// The printed list that one of its files holds.
    pub(super) list: Option<Arc<Library>>,
    /// What it is held against, once the first of its files has asked.
    pub(super) index: OnceLock<(Arc<Index>, Mutex<Vec<Error>>)>,
}

/// A file that was read for what it names.
struct File {
    manuscript: Manuscript,
    declared: Declared,
    prose: bool,
    cites: bool,
    list: Option<Library>,
}

/// The files to check of several tasks, each with the number of its task. A part goes with its manuscript, also
/// where by itself it would belong to another task.
pub(super) fn plan_all<'i>(tasks: impl Iterator<Item = (&'i Inputs<'i>, &'i Reading)>) -> Vec<(usize, Piece)> {
    let planned = tasks
        .enumerate()
        .flat_map(|(number, (inputs, reading))| plan(inputs, reading).into_iter().map(move |piece| (number, piece)));
    let mut pieces: Vec<(usize, Piece)> = planned.collect();
    if pieces.last().is_some_and(|(last, _)| *last > 0) {
        let is_part = |piece: &Piece| piece.company.root.is_some();
        let parts: HashSet<String> =
            pieces.iter().filter(|(_, piece)| is_part(piece)).map(|(_, piece)| piece.manuscript.path.clone()).collect();
        pieces.retain(|(_, piece)| is_part(piece) || !parts.contains(&piece.manuscript.path));
    }
    pieces
}

/// The files to check, in order.
fn plan(inputs: &Inputs, reading: &Reading) -> Vec<Piece> {
    let mut reader = Reader { inputs, reading, files: HashMap::new(), taken: HashSet::new() };
    let several: Vec<&Manuscript> =
        inputs.manuscripts.iter().filter(|manuscript| reader.names_parts(manuscript)).collect();
    if several.is_empty() {
        return inputs.manuscripts.iter().map(Piece::alone).collect();
    }
    let parts = reader.included(&several);
    let mut pieces: HashMap<&str, Vec<Piece>> = HashMap::new();
    // Those that nobody includes come first; what is left then goes in circles, and the uppermost begins.
    let mut roots = several.clone();
    roots.sort_by_key(|manuscript| match parts.contains(&manuscript.path) {
        true => 1 + manuscript.path.matches('/').count(),
        false => 0,
    });
    for root in roots {
        if !reader.taken.contains(&root.path) {
            let whole = reader.whole(root);
            pieces.insert(&root.path, whole);
        }
    }
    let taken = &reader.taken;
    let told = inputs.manuscripts.iter().flat_map(|manuscript| match pieces.remove(manuscript.path.as_str()) {
        Some(whole) => whole,
        None if taken.contains(&manuscript.path) => Vec::new(),
        None => vec![Piece::alone(manuscript)],
    });
    told.collect()
}

impl Piece {
    fn alone(manuscript: &Manuscript) -> Self {
        Self { manuscript: manuscript.clone(), format: None, company: Company::default(), whole: None }
    }
}

struct Reader<'r, 'a> {
    inputs: &'r Inputs<'a>,
    reading: &'r Reading,
    /// The files that were read, by their paths; `None` where one cannot be read, with the reason.
    files: HashMap<String, Result<File, String>>,
    /// The files that belong to a manuscript already.
    taken: HashSet<String>,
}

/// A step of the walk through the parts of a manuscript.
enum Step {
    Enter(String),
    Leave(String),
}

impl Reader<'_, '_> {
    /// Whether a manuscript names parts; only the formats that can are looked into.
    fn names_parts(&mut self, manuscript: &Manuscript) -> bool {
        let format = read::format_of(&manuscript.path).unwrap_or_default();
        if !read::has_parts(format) {
            return false;
        }
        let Ok(bytes) = self.inputs.files.read(&manuscript.path) else { return false };
        if !read::may_name_parts(format, &bytes) {
            return false;
        }
        drop(bytes);
        self.file(manuscript, None).is_ok_and(|file| !file.declared.includes.is_empty())
    }

    /// A file, read for what it names.
    fn file(&mut self, manuscript: &Manuscript, format: Option<Format>) -> Result<&File, &str> {
        let (files, reading) = (self.inputs.files, self.reading);
        let read = || {
            let document = open_as(files, &manuscript.path, format, reading).map_err(|error| error.why())?;
            let listed = document.blocks.iter().any(|block| block.kind == BlockKind::Reference);
            Ok(File {
                manuscript: manuscript.clone(),
                prose: !document.blocks.is_empty(),
                cites: document.marks.iter().any(|mark| mark.kind == MarkKind::Cite),
                list: if listed { bbl::listed(&document) } else { None },
                declared: document.declared,
            })
        };
        let found = self.files.entry(manuscript.path.clone()).or_insert_with(read);
        found.as_ref().map_err(|why| why.as_str())
    }

    /// The files that another one seems to include, from the manuscripts on: which folder is the uppermost is not
    /// known yet, so each folder above a file is tried.
    fn included(&mut self, several: &[&Manuscript]) -> HashSet<String> {
        let mut found: HashSet<String> = HashSet::new();
        for manuscript in several {
            let format = read::format_of(&manuscript.path).unwrap_or_default();
            let mut open = vec![manuscript.path.clone()];
            while let Some(path) = open.pop() {
                let Some(Ok(file)) = self.files.get(&path) else { continue };
                for (written, _) in file.declared.includes.clone() {
                    let folders = std::iter::successors(Some(shelf::folder(&path)), |folder| {
                        (!folder.is_empty()).then(|| shelf::folder(folder))
                    });
                    let part = self.part(manuscript, folders, &written, format).ok().filter(|part| *part != path);
                    if let Some(part) = part
                        && found.insert(part.clone())
                    {
                        open.push(part);
                    }
                }
            }
        }
        found
    }

    /// The files of the manuscript that begins with a root.
    fn whole(&mut self, root: &Manuscript) -> Vec<Piece> {
        let format = read::format_of(&root.path).unwrap_or_default();
        let mut order: Vec<(String, Vec<Absent>)> = Vec::new();
        let mut open: HashSet<String> = HashSet::new();
        let mut steps = vec![Step::Enter(root.path.clone())];
        while let Some(step) = steps.pop() {
            let path = match step {
                Step::Leave(path) => {
                    open.remove(&path);
                    continue;
                }
                Step::Enter(path) => path,
            };
            if !self.taken.insert(path.clone()) {
                continue;
            }
            let includes = match self.files.get(&path) {
                Some(Ok(file)) => file.declared.includes.clone(),
                _ => Vec::new(),
            };
            open.insert(path.clone());
            steps.push(Step::Leave(path.clone()));
            let mut absent = Vec::new();
            let mut inner = Vec::new();
            for (written, span) in includes {
                // LaTeX looks from where the root lies, `import` and other formats from where the file lies.
                let (upper, own) = (shelf::folder(&root.path), shelf::folder(&path));
                let folders = if format == Format::Latex { [upper, own] } else { [own, upper] };
                let why = match self.part(root, folders, &written, format) {
                    Ok(part) if open.contains(&part) => "it includes this file, which would never end".to_owned(),
                    Ok(part) => {
                        inner.push(Step::Enter(part));
                        continue;
                    }
                    Err(why) => why,
                };
                let conditional = self
                    .files
                    .get(&path)
                    .and_then(|file| file.as_ref().ok())
                    .is_some_and(|file| file.declared.conditional.iter().any(|passage| passage.contains(span)));
                if !conditional {
                    absent.push(Absent { written, span, why });
                }
            }
            steps.extend(inner.into_iter().rev());
            order.push((path, absent));
        }
        self.pieces(root, format, order)
    }

    /// The path of a part, read, from the first of these folders that has it; or why it cannot be.
    fn part<'f>(
        &mut self,
        root: &Manuscript,
        folders: impl IntoIterator<Item = &'f str>,
        written: &str,
        format: Format,
    ) -> Result<String, String> {
        let mut why = format!("it lies outside {}", root.within.as_deref().unwrap_or_default());
        for folder in folders {
            for name in names(written, format) {
                let Some(path) = shelf::resolve(folder, &name, root.within.as_deref()) else { continue };
                let part = Manuscript { path: path.clone(), within: root.within.clone() };
                match self.file(&part, Some(format)) {
                    Ok(_) => return Ok(path),
                    Err(reason) => reason.clone_into(&mut why),
                }
            }
        }
        Err(why)
    }

    fn pieces(&mut self, root: &Manuscript, format: Format, order: Vec<(String, Vec<Absent>)>) -> Vec<Piece> {
        let partial = order.iter().any(|(_, absent)| !absent.is_empty());
        let mut files: Vec<(File, Vec<Absent>)> = Vec::with_capacity(order.len());
        for (path, absent) in order {
            match self.files.remove(&path) {
                Some(Ok(file)) => files.push((file, absent)),
                _ => continue,
            }
        }
        let citing = files.iter().filter(|(file, _)| file.cites).count();
        let list = files.iter_mut().find_map(|(file, _)| file.list.take()).map(Arc::new);
        let declared =
            files.iter().map(|(file, _)| (shelf::folder(&file.manuscript.path).to_owned(), file.declared.clone()));
        let declared: Vec<(String, Declared)> = declared.collect();
        let several = files.len() > 1;
        let whole = Whole { root: root.clone(), declared, list, index: OnceLock::new() };
        let whole = several.then(|| Arc::new(whole));
        let piece = |(file, absent): (File, Vec<Absent>)| {
            let is_root = file.manuscript.path == root.path;
            (is_root || file.prose || !absent.is_empty()).then(|| Piece {
                company: Company {
                    root: (!is_root).then(|| root.path.clone()),
                    cites: citing > usize::from(file.cites),
                    absent,
                    partial,
                },
                format: (!is_root).then_some(format),
                whole: whole.clone(),
                manuscript: file.manuscript,
            })
        };
        files.into_iter().filter_map(piece).collect()
    }
}

/// The names that a file may have which is written so.
fn names(written: &str, format: Format) -> Vec<String> {
    if format != Format::Latex || written.ends_with(".tex") {
        return vec![written.to_owned()];
    }
    vec![format!("{written}.tex"), written.to_owned()]
}

impl Whole {
    /// What all its files list without a citation.
    pub(super) fn nocite(&self) -> impl Iterator<Item = &String> {
        self.declared.iter().flat_map(|(_, declared)| &declared.nocite)
    }
}
