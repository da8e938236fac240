//! Answers kept on disk: one file a request, in the folder that the platform has for such things.
//!
//! In: what was asked. Out: what came, where that is not too long ago. A file is written beside its place and renamed, so
//! that an ended run leaves none by half; one that cannot be read is as if it were not there.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy as _;
use sha2::{Digest as _, Sha256};

use super::super::args::Online;
use super::client::LARGEST;
use crate::bib::registry::{Agency, Request, Response, Stored};

/// How long answers are kept.
const DAYS: u64 = 30;
const DAY: u64 = 86_400;

/// The answers on disk.
#[derive(Debug)]
pub(super) struct Cache {
    /// Where they are; `None` where nothing is kept.
    folder: Option<PathBuf>,
    reads: bool,
    /// How many seconds an answer is kept.
    age: u64,
    /// Now, in seconds since 1970.
    now: u64,
}

impl Cache {
    /// The cache that is asked for.
    pub(super) fn new(asked: &Online) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let age = asked.cache_age.unwrap_or(DAYS) * DAY;
        let platform = etcetera::choose_base_strategy().ok().map(|base| base.cache_dir());
        let folder = platform.filter(|_| !asked.no_cache).map(|folder| folder.join("pincite").join("online"));
        Self { folder, reads: !asked.refresh, age, now }
    }

    /// What came when this was asked.
    pub(super) fn get(&self, request: &Request, url: &str) -> Option<Response> {
        if !self.reads {
            return None;
        }
        let mut line = Vec::new();
        let file = fs::File::open(self.path(url)?).ok()?;
        // A file is a little larger than the answer in it.
        file.take(2 * LARGEST).read_to_end(&mut line).ok()?;
        let stored = Stored::read(&line).filter(|stored| stored.url == url)?;
        // What does not exist today may tomorrow.
        let passing = stored.response == Response::HasNot || request.agency == Agency::DoiOrg;
        let age = if passing { self.age.min(DAY) } else { self.age };
        // A clock that was wrong may have written a time to come.
        (stored.asked <= self.now && self.now - stored.asked < age).then_some(stored.response)
    }

    /// Keeps what came. That a disk is full is no reason to stop.
    pub(super) fn put(&self, url: &str, response: &Response) {
        let stored = Stored { url: url.to_owned(), asked: self.now, response: response.clone() };
        if let Some((line, path)) = stored.line().zip(self.path(url)) {
            let _ = write(&path, &line);
        }
    }

    /// The file of a request.
    fn path(&self, url: &str) -> Option<PathBuf> {
        let mut name = String::new();
        for byte in Sha256::digest(url.as_bytes()) {
            let _ = write!(name, "{byte:02x}");
        }
        Some(self.folder.as_ref()?.join(format!("{name}.json")))
    }
}

fn write(path: &std::path::Path, line: &str) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(line.as_bytes())?;
    file.persist(path)?;
    Ok(())
}
