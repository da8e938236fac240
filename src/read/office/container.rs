//! The zip that a word processor's file is: its parts by name, each within bounds.
//!
//! In: bytes of unknown origin. Out: the text of a part that is asked for. What a part may inflate to, alone and
//! together with the others, is bounded, and so is how much more it may be than its compressed bytes: a part of
//! words is ten times as much, rarely fifty. Names are looked up and never made paths of a disk.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::text::decode;

/// The most that the parts of a file may be, inflated.
const MOST: u64 = 128 << 20;
/// How much a part may be whatever it was made from.
const SMALL: u64 = 4 << 20;
/// How many times more than its compressed bytes a larger part may be.
const RATIO: u64 = 200;

/// A file made of parts.
pub(in crate::read) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Container<'b> {
    /// Opens a file; why it cannot be opened.
    pub(in crate::read) fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "it is cut off or damaged".to_owned())?;
        Ok(Self { archive, left: MOST })
    }

    /// Whether it has a part of this name.
    pub(in crate::read) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    fn index(&self, name: &str) -> Option<usize> {
        // Some tools write the paths of Windows.
        let other = || self.archive.index_for_name_raw(name.replace('/', "\\").as_bytes());
        self.archive.index_for_name_raw(name.as_bytes()).or_else(other)
    }

    /// The names of all parts, in order.
    pub(in crate::read) fn names(&self) -> impl Iterator<Item = String> {
        self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).replace('\\', "/"))
    }

    /// The text of a part; `None` where there is none of this name.
    pub(in crate::read) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let damaged = || format!("its part {name} is damaged");
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                "it is encrypted".to_owned()
            }
            ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
                format!("its part {name} is compressed in a way that is not known")
            }
            _ => damaged(),
        })?;
        let most = self.left.min(SMALL.max(file.compressed_size().saturating_mul(RATIO)));
        let mut bytes = Vec::with_capacity(file.size().min(most) as usize);
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > most {
            return Err(format!("its part {name} inflates to more than a text can be"));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(decode::decode(bytes).text))
    }
}
