//! `--fix` and `--diff`: rounds of checking and mending, in memory, until nothing is left to mend.
//!
//! In: what a run reads. Out: the same files, mended, over the disk. It refuses to write: see `replace.rs`.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};
use std::io;

use super::groups::{Group, check_groups};
use super::trouble::Trouble;
use crate::check::{self, Files};
use crate::fix::{self, Wanted};
use crate::text::decode;

/// How often a text is checked and mended, at the most: an edit may bring to light what another mends.
const ROUNDS: usize = 8;

/// The files of a run, some of them mended.
pub(super) struct Mended<'d> {
    disk: &'d dyn Files,
    /// The mended ones, by path.
    pub(super) files: BTreeMap<String, File>,
    /// Files that have fixes and are left as they are, and why.
    pub(super) left: BTreeMap<String, String>,
    /// Rules whose fixes undo one another, or come to no end.
    pub(super) endless: Vec<&'static str>,
}

/// A file that was mended.
pub(super) struct File {
    /// As it was read.
    pub(super) before: Vec<u8>,
    /// Its text as it was read.
    pub(super) old: String,
    /// Its text, mended.
    pub(super) text: String,
    /// The mended text in the encoding that the file had.
    pub(super) after: Vec<u8>,
    /// How many findings were mended.
    pub(super) made: usize,
}

impl<'d> Mended<'d> {
    /// Checks and mends.
    pub(super) fn of(groups: &[Group], disk: &'d dyn Files, unsafe_too: bool) -> Result<Self, check::Error> {
        let mut mended = Self { disk, files: BTreeMap::new(), left: BTreeMap::new(), endless: Vec::new() };
        let mut states = HashSet::from([mended.state()]);
        for round in 1..=ROUNDS {
            let wanted = mended.wanted(groups, unsafe_too)?;
            let made = mended.round(wanted);
            if made.is_empty() {
                break;
            }
            if round == ROUNDS || !states.insert(mended.state()) {
                mended.endless = made;
                mended.endless.sort_unstable();
                mended.endless.dedup();
                break;
            }
        }
        mended.files.retain(|_, file| file.before != file.after);
        Ok(mended)
    }

    /// The fixes that the files ask for as they now are, by path, with the text each was found in.
    fn wanted(
        &self,
        groups: &[Group],
        unsafe_too: bool,
    ) -> Result<BTreeMap<String, (String, Vec<Wanted>)>, check::Error> {
        let mut found: BTreeMap<String, (String, Vec<Wanted>)> = BTreeMap::new();
        check_groups(groups, self, |_, report| {
            for (source, wanted) in fix::wanted(&report, unsafe_too) {
                let entry = found.entry(source.path.clone());
                entry.or_insert_with(|| (source.text.clone(), Vec::new())).1.push(wanted);
            }
        })?;
        Ok(found)
    }

    /// Makes one round of fixes; the codes of those that were made.
    fn round(&mut self, wanted: BTreeMap<String, (String, Vec<Wanted>)>) -> Vec<&'static str> {
        let mut made = Vec::new();
        for (path, (text, wanted)) in wanted {
            if self.left.contains_key(&path) {
                continue;
            }
            match self.mend(&path, &text, wanted) {
                Ok(codes) => made.extend(codes),
                Err(why) => drop(self.left.insert(path, why)),
            }
        }
        made
    }

    fn mend(&mut self, path: &str, text: &str, wanted: Vec<Wanted>) -> Result<Vec<&'static str>, String> {
        let done = fix::apply(text, wanted);
        if done.made.is_empty() {
            return Ok(done.made);
        }
        if !self.files.contains_key(path) {
            let before = self.disk.read(path).map_err(|error| error.to_string())?;
            if decode::decode(before.as_slice()).text != text {
                return Err(CHANGED.to_owned());
            }
            let old = text.to_owned();
            self.files.insert(path.to_owned(), File { before, old, text: String::new(), after: Vec::new(), made: 0 });
        }
        let file = self.files.get_mut(path).expect("it was just put there");
        match decode::encode_like(&file.before, &done.text) {
            Some(after) => (file.after, file.text) = (after, done.text),
            None => {
                self.files.remove(path);
                return Err("it is not in one encoding throughout; save it as UTF-8 first".to_owned());
            }
        }
        file.made += done.made.len();
        Ok(done.made)
    }

    /// What tells whether the files were mended to this before.
    fn state(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (path, file) in &self.files {
            (path, &file.after).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// What a run says of fixes that come to no end, and of files that it leaves alone.
    pub(super) fn troubles(&self) -> Vec<Trouble> {
        let left = self.left.iter().map(|(path, why)| Trouble::NotFixed { path: path.clone(), why: why.clone() });
        left.collect()
    }

    /// "fixed 5 findings in 2 files", or nothing.
    pub(super) fn told(&self) -> String {
        let made: usize = self.files.values().map(|file| file.made).sum();
        let finding = if made == 1 { "finding" } else { "findings" };
        let file = if self.files.len() == 1 { "file" } else { "files" };
        format!("{made} {finding} in {} {file}", self.files.len())
    }
}

/// Why a file is left alone that is no more what was checked.
pub(super) const CHANGED: &str = "it changed while it was checked";

impl Files for Mended<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(file) => Ok(file.after.clone()),
            None => self.disk.read(path),
        }
    }

    fn head(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(file) => Ok(file.after[..file.after.len().min(most)].to_vec()),
            None => self.disk.head(path, most),
        }
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        self.disk.list(folder)
    }

    fn walk(&self, folder: &str, most: usize) -> io::Result<Vec<String>> {
        self.disk.walk(folder, most)
    }

    fn extract(&self, path: &str) -> io::Result<Option<String>> {
        self.disk.extract(path)
    }
}
