//! The `@string` table of a file, and values with their strings put in.
//!
//! In: `@string` items in order of the file. Out: the text of a value whose parts `#` joins.
//!
//! **Invariant:** a string sees only those defined before it, as in BibTeX, so that no circle can
//! come about; and what all strings add to a file is bounded.

use std::borrow::Cow;
use std::collections::HashMap;

use biblatex::{RawChunk, Spanned};

use super::parse::Raw;

/// How many times a file's length its strings may add to it before they are left as names.
const GROWTH: usize = 8;

/// The strings of a file, by name in small letters.
#[derive(Debug)]
pub(super) struct Strings {
    values: HashMap<String, String>,
    room: usize,
}

/// A name that no string has.
pub(super) type Unknown<'v> = Spanned<&'v str>;

impl Strings {
    /// An empty table for a file of so many bytes.
    pub(super) fn new(len: usize) -> Self {
        Self { values: HashMap::new(), room: (1 << 20) + len * GROWTH }
    }

    /// Takes in the definitions of an `@string` item; gives the names that were not defined yet.
    pub(super) fn define<'s>(&mut self, raw: &Raw<'s>) -> Vec<Unknown<'s>> {
        let mut unknown = Vec::new();
        for field in &raw.fields {
            let value = self.value(&field.parts, &mut |name| unknown.push(name)).into_owned();
            self.values.insert(field.name.to_lowercase(), value);
        }
        unknown
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.values.contains_key(&name.to_lowercase())
    }

    /// The text of a value; a name that stands for nothing is kept as it is.
    pub(super) fn value<'s>(
        &mut self,
        parts: &[Spanned<RawChunk<'s>>],
        unknown: &mut dyn FnMut(Unknown<'s>),
    ) -> Cow<'s, str> {
        match parts {
            [one] => self.part(one, unknown),
            _ => {
                let mut joined = String::new();
                for part in parts {
                    joined.push_str(&self.part(part, unknown));
                }
                Cow::Owned(joined)
            }
        }
    }

    fn part<'s>(&mut self, part: &Spanned<RawChunk<'s>>, unknown: &mut dyn FnMut(Unknown<'s>)) -> Cow<'s, str> {
        let name = match part.v {
            RawChunk::Normal(text) => return Cow::Borrowed(text),
            RawChunk::Abbreviation(name) => name,
        };
        match self.values.get(&name.to_lowercase()) {
            Some(value) if value.len() <= self.room => {
                self.room -= value.len();
                Cow::Owned(value.clone())
            }
            Some(_) => Cow::Borrowed(name),
            None => {
                if !is_month(name) {
                    unknown(Spanned::new(name, part.span.clone()));
                }
                Cow::Borrowed(name)
            }
        }
    }
}

/// The strings that every style defines: `jan` to `dec`.
fn is_month(name: &str) -> bool {
    super::dates::month_of(name).is_some()
}
