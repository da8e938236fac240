//! What a run is asked to do, whatever it reads.

use crate::model::Severity;
use crate::rules::Options;

/// The settings of a run.
#[derive(Clone, Debug)]
pub struct Config {
    /// The rules to check by: codes, prefixes, names, families, `ALL`; empty is each rule's own default.
    pub select: Vec<String>,
    /// The rules to leave out.
    pub ignore: Vec<String>,
    /// The severity from which on a run has failed; `None` is never.
    pub fail_on: Option<Severity>,
    /// How many threads to use; 0 is one a processor.
    pub threads: usize,
    /// What the rules are told.
    pub options: Options,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            select: Vec::new(),
            ignore: Vec::new(),
            fail_on: Some(Severity::Error),
            threads: 0,
            options: Options::default(),
        }
    }
}
