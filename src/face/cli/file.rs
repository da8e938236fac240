//! A file that takes its place when it is whole.
//!
//! In: a path and, bit by bit, bytes. Out: the file, all of it or as it was before: what is written goes to a file beside
//! it, which is renamed at the end. What is no file (a device, a pipe) is written to as it is.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::disk::native;
use super::trouble::Trouble;

/// A file that is being written.
pub(super) struct NewFile {
    /// Its path, as it was named.
    shown: String,
    /// Where it goes in the end, and where it is until then; `None` where it is no file.
    way: Option<Way>,
    out: BufWriter<File>,
}

struct Way {
    target: PathBuf,
    now: PathBuf,
}

impl NewFile {
    /// Begins a file.
    pub(super) fn create(path: &str) -> Result<Self, Trouble> {
        let shown = path.to_owned();
        let begun = begin(&native(path)).map_err(|error| unwritten(&shown, &error))?;
        let (way, file) = begun;
        Ok(Self { shown, way, out: BufWriter::with_capacity(1 << 16, file) })
    }

    /// Puts the file in its place.
    pub(super) fn finish(mut self) -> Result<(), Trouble> {
        let placed = self.out.flush().and_then(|()| match &self.way {
            Some(way) => fs::rename(&way.now, &way.target),
            None => Ok(()),
        });
        placed.map_err(|error| unwritten(&self.shown, &error))?;
        self.way = None;
        Ok(())
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

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(way) = &self.way {
            // It was never finished: what is beside is nobody's.
            let _ = fs::remove_file(&way.now);
        }
    }
}

fn begin(path: &Path) -> io::Result<(Option<Way>, File)> {
    let known = fs::metadata(path).ok();
    if known.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        return Ok((None, fs::OpenOptions::new().write(true).open(path)?));
    }
    // A link stays one: what it leads to is replaced.
    let target = if known.is_some() { path.canonicalize()? } else { path.to_owned() };
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let now = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let file = fs::OpenOptions::new().write(true).create_new(true).open(&now)?;
    if let Some(known) = known {
        let _ = file.set_permissions(known.permissions());
    }
    Ok((Some(Way { target, now }), file))
}

fn unwritten(path: &str, error: &io::Error) -> Trouble {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
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
