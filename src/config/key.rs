//! What a key of the configuration is: its place, the values it takes, what it does.
//!
//! The list in `keys.rs` is the one truth: parsing, defaults, `config show`, the template and the schema come from it.

use super::keys::KEYS;
use super::settings::{Setting, Settled};

/// A key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// Its place: `lint.select`.
    pub path: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Its value where nobody gives one, as TOML.
    pub default: &'static str,
    /// An example of a value, as TOML.
    pub example: &'static str,
    /// What it is for: one sentence.
    pub about: &'static str,
    /// Whether what several places say is added up; else the nearest place wins.
    pub adds: bool,
    /// What it does.
    pub(super) set: fn(&mut Settled, &Setting),
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number between two.
    Number(u64, u64),
    /// A number of bytes: `50 MB`; between two.
    Size(u64, u64),
    /// An e-mail address.
    Address,
    /// Words of any kind.
    Texts,
    /// Paths from the folder of the file.
    Paths,
    /// Patterns of paths.
    Patterns,
    /// Selectors of rules.
    Rules,
    /// A table: what its names are, and what each of them takes.
    Table(Names, &'static Kind),
}

/// What the names of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Selectors of rules.
    Rules,
    /// Patterns of paths.
    Patterns,
    /// Commands of LaTeX, without their backslash.
    Commands,
}

impl Key {
    /// The table that it stands in: `lint`, or nothing.
    pub fn section(&self) -> &'static str {
        self.path.rsplit_once('.').map_or("", |(section, _)| section)
    }

    /// Its name in that table.
    pub fn name(&self) -> &'static str {
        self.path.rsplit_once('.').map_or(self.path, |(_, name)| name)
    }
}

/// All keys, in the order in which they are told.
pub fn all() -> &'static [Key] {
    KEYS
}

/// The key of a path.
pub(super) fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

/// Whether keys stand in a table of this path.
pub(super) fn is_section(path: &str) -> bool {
    KEYS.iter().any(|key| key.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

/// The names that may stand in a table of this path, each once.
pub(super) fn names_in(section: &str) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for key in KEYS {
        let rest = match section {
            "" => Some(key.path),
            _ => key.path.strip_prefix(section).and_then(|rest| rest.strip_prefix('.')),
        };
        let name = rest.map(|rest| rest.split('.').next().unwrap_or(rest));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    if section.is_empty() {
        names.push("extend");
    }
    names
}
