//! The disk, with standard input as one more file.

use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::args::{Seen, Watch};
use super::pdftotext;
use crate::check::Files;

/// The disk.
#[derive(Default)]
pub(super) struct Disk {
    /// What came on standard input, and what it is called.
    stdin: Option<(String, Vec<u8>)>,
    /// Where it is noted what was asked for, if somebody wants to know.
    seen: Option<Seen>,
}

impl Disk {
    /// The disk, with standard input under a name.
    pub(super) fn with_stdin(name: &str) -> io::Result<Self> {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(Self { stdin: Some((name.to_owned(), bytes)), seen: None })
    }

    /// The same disk, noting what it is asked for where files are watched.
    pub(super) fn noting(self, watch: &Watch) -> Self {
        Self { seen: watch.watch.then(|| watch.seen.clone()), ..self }
    }

    fn note(&self, path: &str) {
        self.seen.iter().for_each(|seen| seen.note(path));
    }
}

/// The first bytes of a file.
pub(super) fn head(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl Files for Disk {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.note(path);
        match &self.stdin {
            Some((name, bytes)) if name == path => Ok(bytes.clone()),
            _ => {
                let path = native(path);
                // What the system says of a folder that is read differs from system to system.
                if path.is_dir() {
                    return Err(io::ErrorKind::IsADirectory.into());
                }
                if path.metadata()?.len() > u64::from(u32::MAX) {
                    return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 4 GiB"));
                }
                std::fs::read(path)
            }
        }
    }

    fn head(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        head(&native(path), most)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let folder = if folder.is_empty() { Path::new(".").to_owned() } else { native(folder) };
        let files = std::fs::read_dir(folder)?.filter_map(Result::ok).filter(|entry| entry.path().is_file());
        Ok(files.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    fn walk(&self, folder: &str, most: usize) -> io::Result<Vec<String>> {
        let root = if folder.is_empty() { PathBuf::from(".") } else { native(folder) };
        // The system says why, where it cannot be walked at all.
        std::fs::read_dir(&root)?;
        let whole = root.canonicalize()?;
        let shown = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
        let entries = WalkDir::new(&root).max_depth(DEEPEST).into_iter().filter_entry(shown).filter_map(Result::ok);
        let within = |entry: &DirEntry| {
            let kind = entry.file_type();
            let leads_within =
                || entry.path().canonicalize().is_ok_and(|path| path.starts_with(&whole) && path.is_file());
            kind.is_file() || kind.is_symlink() && leads_within()
        };
        let path = |entry: DirEntry| Some(portable(entry.path().strip_prefix(&root).ok()?));
        Ok(entries.take(most).filter(within).filter_map(path).collect())
    }

    fn extract(&self, path: &str) -> io::Result<Option<String>> {
        if self.stdin.as_ref().is_some_and(|(name, _)| name == path) {
            return Ok(None);
        }
        self.note(path);
        let file = native(path);
        let stamp = || file.metadata().ok().and_then(|data| Some((data.len(), data.modified().ok()?)));
        match self.seen.as_ref().zip(stamp()) {
            Some((seen, stamp)) => seen.extracted(path, stamp, || pdftotext::text(&file)),
            None => pdftotext::text(&file),
        }
    }
}

/// How deep folders of cited works are walked.
const DEEPEST: usize = 16;

/// A path as reports write it, with `/`, as the system writes it.
pub(super) fn native(path: &str) -> PathBuf {
    if MAIN_SEPARATOR == '/' { path.into() } else { path.replace('/', "\\").into() }
}

/// A path as the system writes it, as reports write it.
pub(super) fn portable(path: &Path) -> String {
    let path = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}
