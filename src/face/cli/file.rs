//! A file that takes its place when it is whole.
//!
//! In: a path and, bit by bit, bytes. Out: the file, all of it or as it was before: what is written goes to a file beside
//! it, which takes its name at the end. What is no file (a device, a pipe) is written to as it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::disk::native;
use super::replace::{said, temporary};
use super::trouble::Trouble;

/// A file that is being written.
pub(super) struct NewFile {
    /// Its path, as it was named.
    shown: String,
    out: BufWriter<Way>,
}

/// Where the bytes go.
enum Way {
    /// To a file beside the one that it becomes.
    Beside(NamedTempFile, PathBuf),
    /// To what is no file.
    Straight(File),
}

impl NewFile {
    /// Begins a file.
    pub(super) fn create(path: &str) -> Result<Self, Trouble> {
        let way = begin(&native(path)).map_err(|error| unwritten(path, &error))?;
        Ok(Self { shown: path.to_owned(), out: BufWriter::with_capacity(1 << 16, way) })
    }

    /// Puts the file in its place.
    pub(super) fn finish(self) -> Result<(), Trouble> {
        let whole = self.out.into_inner().map_err(io::IntoInnerError::into_error);
        let placed = whole.and_then(|way| match way {
            Way::Beside(file, target) => file.persist(target).map(|_| ()).map_err(|error| error.error),
            Way::Straight(_) => Ok(()),
        });
        placed.map_err(|error| unwritten(&self.shown, &error))
    }

    /// What went wrong in writing.
    pub(super) fn fault(&self, error: &io::Error) -> Trouble {
        unwritten(&self.shown, error)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Write for Way {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(file, _) => file.write(bytes),
            Self::Straight(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file, _) => file.flush(),
            Self::Straight(file) => file.flush(),
        }
    }
}

fn begin(path: &Path) -> io::Result<Way> {
    let known = fs::metadata(path).ok();
    if known.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        return Ok(Way::Straight(OpenOptions::new().write(true).open(path)?));
    }
    // A link stays one: what it leads to is replaced.
    let target = if known.is_some() { path.canonicalize()? } else { path.to_owned() };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = temporary(folder, known.as_ref())?;
    Ok(Way::Beside(file, target))
}

fn unwritten(path: &str, error: &io::Error) -> Trouble {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => said(error),
    };
    Trouble::Unwritten { path: path.to_owned(), why }
}

/// What tells a file apart, whether it is there or not, by whatever path it is named.
pub(super) fn identity(path: &str) -> PathBuf {
    let path = native(path);
    path.canonicalize().unwrap_or_else(|_| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match (parent.canonicalize(), path.file_name()) {
            (Ok(parent), Some(name)) => parent.join(name),
            _ => std::path::absolute(&path).unwrap_or(path),
        }
    })
}
