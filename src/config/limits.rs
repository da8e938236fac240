//! What a run will not go beyond, whatever lies in the folders of cited works.

use crate::link;

/// The limits of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file of a cited work that is read, in bytes.
    pub source_size: u64,
    /// How many files and folders are looked at in each folder of cited works.
    pub source_files: usize,
    /// How many files of one cited work are looked at.
    pub files_per_entry: usize,
    /// How many of the passages nearest to a claim are told.
    pub passages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { source_size: 512_000_000, source_files: 500_000, files_per_entry: 8, passages: link::PASSAGES }
    }
}
