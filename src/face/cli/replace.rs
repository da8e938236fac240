//! Files, replaced: whole or not at all, whatever ends the program.
//!
//! In: a path, the bytes that were read there, and those that should stand there. The new bytes are written to a
//! hidden file in the same folder, which then takes the name. Permissions are kept; a link stays a link, and what
//! it leads to is replaced.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::mend::CHANGED;

/// How the hidden files begin: a run that was killed leaves one, and no later run looks at it.
const HIDDEN: &str = ".pincite-";

/// Where files may be written: what was named, and what lies below the folders of that.
pub(super) struct Allowed {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Allowed {
    /// What the command line named.
    pub(super) fn named<'p>(paths: impl Iterator<Item = &'p Path>) -> Self {
        let mut allowed = Self { files: Vec::new(), folders: Vec::new() };
        for path in paths {
            let Ok(whole) = path.canonicalize() else { continue };
            if whole.is_dir() {
                allowed.folders.push(whole);
                continue;
            }
            // The folder of a link is the one that the link was named in.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            allowed.folders.extend(folder.canonicalize());
            allowed.files.push(whole);
        }
        allowed
    }

    fn holds(&self, file: &Path) -> bool {
        self.files.iter().any(|known| known == file) || self.folders.iter().any(|folder| file.starts_with(folder))
    }
}

/// Puts `after` in the place of `before`; says why it does not.
pub(super) fn replace(path: &Path, before: &[u8], after: &[u8], allowed: &Allowed) -> Result<(), String> {
    let said = |error: io::Error| said(&error);
    let target = path.canonicalize().map_err(said)?;
    if !allowed.holds(&target) {
        return Err("it lies outside the folders that were named; name the file itself".to_owned());
    }
    let meta = fs::metadata(&target).map_err(said)?;
    if meta.permissions().readonly() {
        return Err("it is read-only".to_owned());
    }
    // Whoever may not write into the file may still have a right to put another in its place.
    OpenOptions::new().write(true).open(&target).map_err(said)?;
    let folder = target.parent().ok_or("it has no folder")?;
    let mut temporary = temporary(folder, Some(&meta)).map_err(said)?;
    temporary.write_all(after).map_err(said)?;
    temporary.as_file().sync_all().map_err(said)?;
    // As late as can be: what an editor saved meanwhile is not lost.
    if fs::read(&target).map_err(said)? != before {
        return Err(CHANGED.to_owned());
    }
    temporary.persist(&target).map_err(|error| said(error.error))?;
    // The name lasts only with its folder; where folders cannot be synced, that is the system's affair.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// A hidden file in a folder, which takes a name there when it is whole: with owner and permissions of the file that
/// it replaces, or as any new file.
pub(super) fn temporary(folder: &Path, replaced: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(HIDDEN);
    #[cfg(unix)]
    if replaced.is_none() {
        use std::os::unix::fs::PermissionsExt;
        // What the umask takes of it is taken.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(meta) = replaced {
        keep_owner(meta, file.path());
        file.as_file().set_permissions(meta.permissions())?;
    }
    Ok(file)
}

/// What the system says of a file, in a few words.
pub(super) fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        // What is wrapped names the hidden file, by another name each time.
        kind if error.get_ref().is_some() => kind.to_string(),
        _ => error.to_string(),
    }
}

/// Gives the new file the owner of the old one, where that is another and the system lets us.
#[cfg(unix)]
fn keep_owner(meta: &fs::Metadata, path: &Path) {
    use std::os::unix::fs::{MetadataExt, chown};
    let same = fs::metadata(path).is_ok_and(|new| (new.uid(), new.gid()) == (meta.uid(), meta.gid()));
    if !same {
        let _ = chown(path, Some(meta.uid()), Some(meta.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::Metadata, _: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_since_it_was_read_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("paper.txt");
        fs::write(&path, "saved by an editor").expect("it is written");
        let allowed = Allowed::named([path.as_path()].into_iter());
        assert_eq!(replace(&path, b"as it was read", b"mended", &allowed), Err(CHANGED.to_owned()));
        assert_eq!(fs::read(&path).expect("it is there"), b"saved by an editor");
        assert_eq!(replace(&path, b"saved by an editor", b"mended", &allowed), Ok(()));
        assert_eq!(fs::read(&path).expect("it is there"), b"mended");
        // Nothing is left behind.
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1);
    }

    #[test]
    fn only_what_was_named_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let (inside, outside) = (folder.path().join("named"), folder.path().join("refs.bib"));
        fs::create_dir(&inside).expect("a folder");
        fs::write(&outside, "a").expect("it is written");
        let allowed = Allowed::named([inside.as_path()].into_iter());
        assert!(replace(&outside, b"a", b"b", &allowed).is_err_and(|why| why.contains("outside")));
        let allowed = Allowed::named([inside.as_path(), outside.as_path()].into_iter());
        assert_eq!(replace(&outside, b"a", b"b", &allowed), Ok(()));
    }
}
