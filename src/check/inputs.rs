//! What a run reads, and the only way to its bytes.

use std::collections::BTreeMap;
use std::io;

/// What a run reads. Paths have `/` between their parts.
pub struct Inputs<'a> {
    /// The manuscripts, in the order they are reported.
    pub manuscripts: Vec<Manuscript>,
    /// Bibliographies that every manuscript is held against, whatever it declares. Without
    /// manuscripts each of them is a document of its own.
    pub bibliographies: Vec<String>,
    /// Folders in which cited works lie.
    pub sources: Vec<String>,
    /// The way to bytes.
    pub files: &'a dyn Files,
}

/// A manuscript to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manuscript {
    /// Its path.
    pub path: String,
    /// The folder in which it was found. The bibliographies it declares must lie there too: who
    /// names a folder has not read every file in it. `None` where the manuscript itself was named.
    pub within: Option<String>,
}

impl Manuscript {
    /// A manuscript that was itself named.
    pub fn named(path: impl Into<String>) -> Self {
        Self { path: path.into(), within: None }
    }

    /// A manuscript that was found in a folder.
    pub fn found(path: impl Into<String>, folder: impl Into<String>) -> Self {
        Self { path: path.into(), within: Some(folder.into()) }
    }
}

/// The way to bytes: a disk, an editor's buffers, a map.
pub trait Files: Sync {
    /// The bytes of a file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// The first bytes of a file, `most` of them, where there is a way to them without the rest.
    fn head(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        let mut bytes = self.read(path)?;
        bytes.truncate(most);
        Ok(bytes)
    }

    /// The names of the files in a folder (`""` is the folder where the run stands), in any order.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;

    /// The files in a folder and the folders in it, by their paths from there, in any order. What is hidden,
    /// what leads out of the folder, and what lies too deep is left out; `most` files and folders are looked at.
    fn walk(&self, folder: &str, most: usize) -> io::Result<Vec<String>>;

    /// The text of a PDF, its pages parted by form feeds, where there is a better way to it than pincite's own.
    fn extract(&self, _path: &str) -> io::Result<Option<String>> {
        Ok(None)
    }
}

/// Files in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.0.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let inside = |path: &String| {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            (parent == folder).then(|| name.to_owned())
        };
        Ok(self.0.keys().filter_map(inside).collect())
    }

    fn walk(&self, folder: &str, most: usize) -> io::Result<Vec<String>> {
        let front = if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
        Ok(self.0.keys().filter_map(|path| path.strip_prefix(&front).map(str::to_owned)).take(most).collect())
    }
}

impl<P: Into<String>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        Self(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect())
    }
}
