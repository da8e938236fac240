//! Names that are told once, however often they stand in a file.

use std::collections::HashMap;

use crate::text::Span;

/// A name and the entries it stands in.
pub(super) struct Told<'l> {
    pub name: &'l str,
    /// Where it stands first.
    pub first: Span,
    /// Where it stands next.
    pub more: Vec<Span>,
    pub count: usize,
}

/// Names in order of their first place.
#[derive(Default)]
pub(super) struct Tally<'l> {
    known: HashMap<&'l str, usize>,
    told: Vec<Told<'l>>,
}

/// How many further places are shown.
const SHOWN: usize = 3;

impl<'l> Tally<'l> {
    /// Adds a place of a name.
    pub(super) fn add(&mut self, name: &'l str, at: Span) {
        let Self { known, told } = self;
        let place = *known.entry(name).or_insert_with(|| {
            told.push(Told { name, first: at, more: Vec::new(), count: 0 });
            told.len() - 1
        });
        let one = &mut told[place];
        one.count += 1;
        if one.count > 1 && one.more.len() < SHOWN {
            one.more.push(at);
        }
    }

    /// The names, each once.
    pub(super) fn into_told(self) -> Vec<Told<'l>> {
        self.told
    }
}

impl Told<'_> {
    /// `, in 12 entries`; nothing where it is one.
    pub(super) fn times(&self) -> String {
        if self.count == 1 { String::new() } else { format!(", in {} entries", self.count) }
    }
}
