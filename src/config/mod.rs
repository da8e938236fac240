//! What a run is asked to do: the settings of its check, and how files and flags come to make them.
//!
//! In: the text of configurations, and where each lies. Out: [`Settings`], and the [`Config`] that follows from them;
//! or all that is wrong with a text, with the places. It refuses to look for files: a face brings them.
//!
//! **Invariant:** the list of keys is the one truth: what is parsed, shown, documented and put into the schema.

pub mod fault;
pub mod folder;
pub mod key;
mod keys;
mod limits;
pub mod parse;
mod pattern;
mod read_value;
pub mod settings;
mod show;
mod template;

use crate::model::Severity;
use crate::read::Reading;
use crate::rules::Options;

pub use fault::Fault;
pub use folder::Folder;
pub use limits::Limits;
pub use parse::{Form, parse};
pub use pattern::Pattern;
pub use read_value::is_address;
pub use settings::{Layer, Settings, Settled};
pub use show::show;
pub use template::template;

/// The settings of a check.
#[derive(Clone, Debug)]
pub struct Config {
    /// The rules to check by: codes, prefixes, names, families, `ALL`; empty is each rule's own default.
    pub select: Vec<String>,
    /// The rules to check by as well.
    pub extend_select: Vec<String>,
    /// The rules to leave out.
    pub ignore: Vec<String>,
    /// The rules to leave out in some files.
    pub per_file_ignores: Vec<(Pattern, Vec<String>)>,
    /// The severity of rules, by selectors; the more specific wins, and of two alike the last.
    pub severity: Vec<(String, Severity)>,
    /// The severity from which on a run has failed; `None` is never.
    pub fail_on: Option<Severity>,
    /// How many threads to use; 0 is one a processor.
    pub threads: usize,
    /// What the rules are told.
    pub options: Options,
    /// What the readers of manuscripts are told.
    pub reading: Reading,
    /// What the run does not go beyond.
    pub limits: Limits,
    /// Whom registries may write to, where a face asks them.
    pub mailto: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            select: Vec::new(),
            extend_select: Vec::new(),
            ignore: Vec::new(),
            per_file_ignores: Vec::new(),
            severity: Vec::new(),
            fail_on: Some(Severity::Error),
            threads: 0,
            options: Options::default(),
            reading: Reading::default(),
            limits: Limits::default(),
            mailto: None,
        }
    }
}

/// Which files belong to a check.
#[derive(Clone, Debug, Default)]
pub struct FileSettings {
    /// Bibliographies that every manuscript is held against.
    pub bibliography: Vec<String>,
    /// Folders of cited works.
    pub sources: Vec<String>,
    /// What is passed by where folders are searched.
    pub exclude: Vec<Pattern>,
}
