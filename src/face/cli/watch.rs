//! `pincite check --watch`: the same run, again and again.
//!
//! In: what was asked. Out: what each run prints, on a screen of its own. Folders are watched and never files, since
//! an editor that saves by renaming puts another file in place: the folders of what was named, of what the last run
//! read, and those above, where configurations lie. **Invariant:** it looks at no manuscript; what changed is
//! told by names, and every run is a whole one, so that watching cannot say what `check` does not say.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ignore::WalkBuilder;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::args::Check;
use super::disk::{native, portable};
use super::trouble::Trouble;
use super::{End, check};
use crate::{bib, read};

/// How long nothing must happen before a run, so that one save is one run.
const QUIET: Duration = Duration::from_millis(10);

/// How long what goes on happening can put a run off.
const PATIENCE: Duration = Duration::from_millis(150);

/// How many folders are watched: systems give a limited number of watches.
const MOST: usize = 8192;

/// What configures a run, by name.
const CONFIGURATIONS: &[&str] =
    &["pincite.toml", ".pincite.toml", "pyproject.toml", ".gitignore", "pincite-baseline.json"];

/// Runs until it is ended from outside, or nobody reads on.
pub(super) fn run(asked: &Check, out: &mut dyn Write) -> Result<End, Trouble> {
    if asked.paths.iter().any(|path| path == "-") {
        return Err(Trouble::Watch { path: "standard input".to_owned(), why: "it is no file".to_owned() });
    }
    let (tell, told) = mpsc::channel();
    let watcher = notify::recommended_watcher(tell).map_err(|error| trouble(Path::new("the disk"), &error))?;
    let mut watched = Watched { watcher, folders: BTreeSet::new(), near: BTreeSet::new(), contents: HashMap::new() };
    let mut changed = None;
    loop {
        // What changes from here on is told, though it changes while the run goes on.
        let near = named(asked);
        watched.watch(near.iter().flat_map(|folder| folder.ancestors()).map(Path::to_owned).collect())?;
        watched.near.extend(near);
        let mut screen = Screen::new(out, io::stdout().is_terminal());
        match check::run(asked, &mut screen).and_then(|_| screen.flush().map_err(Trouble::from)) {
            Ok(()) => {}
            Err(Trouble::Output(error)) => return Err(error.into()),
            Err(trouble) => {
                screen.flush()?;
                trouble.tell(asked.color);
            }
        }
        // A configuration that was named may have any name; one that is a setting is no path, and is not there.
        let settings = asked.overrides.config.iter().chain(&asked.output.baseline);
        settings.filter(|path| native(path).exists()).for_each(|path| asked.watch.seen.note(path));
        let read = asked.watch.seen.take();
        let near: BTreeSet<PathBuf> = read.iter().filter_map(|path| folder(&native(path))).collect();
        watched.watch(near.clone())?;
        watched.near.extend(near);
        if !asked.quiet {
            say(changed.as_deref());
        }
        let read: BTreeSet<PathBuf> = read.iter().map(|path| absolute(&native(path))).collect();
        changed = Some(next_change(&told, &read, &mut watched)?);
    }
}

/// Says what is waited for, and what the last change was.
fn say(changed: Option<&str>) {
    let changed = changed.map(|path| format!("{path} changed; ")).unwrap_or_default();
    // Where stderr is gone there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{changed}watching (Ctrl-C ends it)");
}

/// What is watched, folder by folder.
struct Watched {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
    /// Those of them where anything may lie that a run reads; in the others it is configurations alone.
    near: BTreeSet<PathBuf>,
    /// What the files that changed held when they did, as a hash; `None` where they were gone.
    contents: HashMap<PathBuf, Option<u64>>,
}

impl Watched {
    /// Watches these folders too.
    fn watch(&mut self, folders: BTreeSet<PathBuf>) -> Result<(), Trouble> {
        for folder in folders {
            if self.folders.len() >= MOST || self.folders.contains(&folder) {
                continue;
            }
            match self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.folders.insert(folder);
                }
                // It went while it was looked at, and those above it tell if it comes again; or it is not for us.
                Err(error) if !folder.is_dir() || is_denied(&error) => {}
                Err(error) => return Err(trouble(&folder, &error)),
            }
        }
        Ok(())
    }

    /// Whether something else stands at a path than when it was last asked about. A file that is written again as it
    /// was is no change: an editor does that, and so does a run that writes a report.
    fn is_new(&mut self, path: &Path) -> bool {
        if self.folders.contains(path) || path.is_dir() {
            return true;
        }
        // A pipe would be waited for.
        let bytes = if path.is_file() { std::fs::read(path).ok() } else { None };
        let hash = bytes.map(|bytes| {
            let mut hasher = DefaultHasher::new();
            bytes.hash(&mut hasher);
            hasher.finish()
        });
        self.contents.insert(path.to_owned(), hash) != Some(hash)
    }

    /// A folder that went takes its watch along; where it comes again it is watched anew.
    fn forget(&mut self, folder: &Path) {
        self.near.remove(folder);
        if self.folders.remove(folder) {
            let _ = self.watcher.unwatch(folder);
        }
    }
}

fn is_denied(error: &notify::Error) -> bool {
    matches!(&error.kind, notify::ErrorKind::Io(error) if error.kind() == io::ErrorKind::PermissionDenied)
}

fn trouble(path: &Path, error: &notify::Error) -> Trouble {
    let why = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system's limit of watched folders is reached".to_owned(),
        notify::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    };
    Trouble::Watch { path: portable(path), why }
}

/// The folders of what was named, and the folders in them.
fn named(asked: &Check) -> BTreeSet<PathBuf> {
    let mut folders = BTreeSet::new();
    let named = asked.paths.iter().chain(&asked.bib).chain(&asked.sources);
    for path in named.map(|path| native(path)) {
        let Some(nearest) = folder(&path) else { continue };
        folders.insert(nearest);
        if path.is_dir() {
            let mut walk = WalkBuilder::new(&path);
            walk.require_git(false).git_global(false).git_exclude(false);
            let found = walk.build().filter_map(Result::ok);
            let found = found.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
            folders.extend(found.take(MOST).map(|entry| absolute(entry.path())));
        }
    }
    folders
}

/// The folder of a path, or the path where it is one; or the nearest above that is there.
fn folder(path: &Path) -> Option<PathBuf> {
    absolute(path).ancestors().find(|path| path.is_dir()).map(Path::to_owned)
}

/// A path from the root on, without `.` and `..`, as far as it is there.
fn absolute(path: &Path) -> PathBuf {
    let whole = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.canonicalize().unwrap_or_else(|_| {
        let whole = whole();
        match (whole.parent().and_then(|parent| parent.canonicalize().ok()), whole.file_name()) {
            (Some(parent), Some(name)) => parent.join(name),
            _ => whole,
        }
    })
}

/// Waits for a change that a run can see, then for quiet; says what changed first.
fn next_change(
    told: &Receiver<notify::Result<Event>>,
    read: &BTreeSet<PathBuf>,
    watched: &mut Watched,
) -> Result<String, Trouble> {
    let mut first = None;
    let mut until: Option<Instant> = None;
    loop {
        let event = match until {
            None => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => told.recv_timeout(QUIET.min(until.saturating_duration_since(Instant::now()))),
        };
        match event {
            Ok(Ok(event)) => {
                let seen =
                    event.paths.iter().find(|path| matters(&event.kind, path, read, watched) && watched.is_new(path));
                // More happened at once than the system could tell.
                let many = event.need_rescan().then(|| "more than one file".to_owned());
                let change = seen.map(|path| shown(path)).or(many);
                if first.is_none() && change.is_some() {
                    first = change;
                    until = Some(Instant::now() + PATIENCE);
                }
                if matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))) {
                    event.paths.iter().for_each(|path| watched.forget(path));
                }
            }
            Ok(Err(error)) => return Err(trouble(Path::new("the disk"), &error)),
            Err(RecvTimeoutError::Disconnected) => {
                let why = "the system says no more of it".to_owned();
                return Err(Trouble::Watch { path: "the disk".to_owned(), why });
            }
            Err(RecvTimeoutError::Timeout) => return Ok(first.unwrap_or_default()),
        }
    }
}

/// Whether a run could see a change: of what it read, of what configures it, of what it would find.
fn matters(kind: &EventKind, path: &Path, read: &BTreeSet<PathBuf>, watched: &Watched) -> bool {
    if matches!(kind, EventKind::Access(_)) {
        return false;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if CONFIGURATIONS.contains(&&*name) || read.contains(path) {
        return true;
    }
    if name.starts_with('.') || !path.parent().is_some_and(|folder| watched.near.contains(folder)) {
        return false;
    }
    let is_file = read::format_of(&name).is_some() || bib::format_of(&name).is_some();
    let is_folder = || watched.folders.contains(path) || path.is_dir();
    is_file || !matches!(kind, EventKind::Modify(ModifyKind::Data(_))) && is_folder()
}

/// A path from where the program stands, if it lies there.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
    let inner = here.and_then(|here| path.strip_prefix(here).ok());
    portable(inner.filter(|inner| !inner.as_os_str().is_empty()).unwrap_or(path))
}

/// What a run prints, kept until it is whole: then the screen is cleared and drawn at one go.
struct Screen<'a> {
    out: &'a mut dyn Write,
    clears: bool,
    kept: Vec<u8>,
}

impl<'a> Screen<'a> {
    fn new(out: &'a mut dyn Write, terminal: bool) -> Self {
        Self { out, clears: terminal, kept: Vec::new() }
    }
}

impl Write for Screen<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.kept.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.clears) {
            // Cleared from the top down, with what had scrolled away.
            self.out.write_all(b"\x1b[H\x1b[2J\x1b[3J")?;
        }
        self.out.write_all(&std::mem::take(&mut self.kept))?;
        self.out.flush()
    }
}
