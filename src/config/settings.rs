//! Settings: what files, flags and defaults say, put over one another, and what follows from that.
//!
//! In: layers, the lowest first. Out: [`Settled`]. The higher layer wins key by key, and name by name in a table;
//! a key that adds up keeps what each says. Of rules, the more specific name wins, then the higher layer, then
//! leaving out.

use std::collections::HashMap;
use std::sync::Arc;

use super::folder::Folder;
use super::key::{self, Key};
use super::pattern::Pattern;
use super::{Config, FileSettings};
use crate::rules;

/// Where a setting was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In a file: its path, and the line.
    File(Arc<str>, usize),
    /// On the command line.
    CommandLine,
}

/// What a setting says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A word.
    Word(String),
    /// A number.
    Number(u64),
    /// Several words.
    List(Vec<String>),
}

/// A setting.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its key.
    pub key: &'static Key,
    /// Its name, where the key is a table.
    pub name: Option<String>,
    /// What it says; paths as the run names them.
    pub value: Value,
    /// Where it was made.
    pub origin: Origin,
    /// What patterns in it start from.
    pub folder: Arc<Folder>,
}

impl Setting {
    pub(super) fn word(&self) -> &str {
        if let Value::Word(word) = &self.value { word } else { "" }
    }

    pub(super) fn number(&self) -> u64 {
        if let Value::Number(number) = self.value { number } else { 0 }
    }

    pub(super) fn list(&self) -> &[String] {
        if let Value::List(list) = &self.value { list } else { &[] }
    }

    pub(super) fn entry(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// The pattern that its name is. Patterns were tried when they were read: none is lost here.
    pub(super) fn pattern(&self) -> Option<Pattern> {
        Pattern::new(self.entry(), &self.folder).ok()
    }

    pub(super) fn patterns(&self) -> impl Iterator<Item = Pattern> {
        self.list().iter().filter_map(|one| Pattern::new(one, &self.folder).ok())
    }
}

/// What a file or the command line says.
#[derive(Clone, Debug, Default)]
pub struct Layer(pub Vec<Setting>);

impl Layer {
    /// Adds what a flag says; a path that is no key's says nothing.
    pub fn say(&mut self, path: &str, name: Option<&str>, value: Value, folder: &Arc<Folder>) {
        debug_assert!(key::find(path).is_some(), "{path} is no key");
        self.0.extend(key::find(path).map(|key| Setting {
            key,
            name: name.map(str::to_owned),
            value,
            origin: Origin::CommandLine,
            folder: Arc::clone(folder),
        }));
    }
}

/// The settings that hold, each with the number of its layer, in order of layers.
#[derive(Clone, Debug, Default)]
pub struct Settings(Vec<(usize, Setting)>);

impl Settings {
    /// Puts layers over one another, the lowest first.
    pub fn of(layers: &[Layer]) -> Self {
        let mut last: HashMap<(&str, Option<&str>), usize> = HashMap::new();
        for (rank, layer) in layers.iter().enumerate() {
            last.extend(layer.0.iter().map(|one| ((one.key.path, one.name.as_deref()), rank)));
        }
        let all = layers.iter().enumerate().flat_map(|(rank, layer)| layer.0.iter().map(move |one| (rank, one)));
        let holds = |(rank, one): &(usize, &Setting)| {
            one.key.adds || last.get(&(one.key.path, one.name.as_deref())) == Some(rank)
        };
        Self(all.filter(holds).map(|(rank, one)| (rank, one.clone())).collect())
    }

    /// The settings of a key.
    pub fn of_key(&self, key: &Key) -> impl Iterator<Item = &Setting> {
        self.0.iter().map(|(_, one)| one).filter(move |one| one.key.path == key.path)
    }

    /// What follows from them.
    pub fn settle(&self) -> Settled {
        let mut settled = Settled::default();
        for (rank, setting) in &self.0 {
            settled.selects.rank = *rank;
            (setting.key.set)(&mut settled, setting);
        }
        settled.selects.settle(&mut settled.config);
        settled
    }
}

/// What follows from settings.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// What a check is told.
    pub config: Config,
    /// Which files belong to it.
    pub files: FileSettings,
    pub(super) selects: Selection,
}

/// How a selector is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selects {
    /// These alone.
    Alone,
    /// These too.
    Too,
    /// Not these.
    Not,
}

/// Selectors as they come, each with its layer.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    rank: usize,
    all: Vec<(usize, Selects, String)>,
}

impl Selection {
    /// Takes the selectors of a list, or the one that is a setting's name.
    pub(super) fn push(&mut self, selects: Selects, setting: &Setting) {
        let words = if setting.name.is_some() { setting.name.as_slice() } else { setting.list() };
        self.all.extend(words.iter().map(|word| (self.rank, selects, word.clone())));
    }

    /// Settles which layer wins, so that what is left goes by the selectors alone.
    fn settle(&self, config: &mut Config) {
        let alone = self.all.iter().filter(|(_, selects, _)| *selects == Selects::Alone).map(|(rank, ..)| *rank).max();
        // Who says "these alone" does not mean what lower layers say too.
        let holds = |rank: usize| alone.is_none_or(|alone| rank >= alone);
        // The highest layer that selects by a name; names that mean the same are one.
        let mut selected: HashMap<String, usize> = HashMap::new();
        for (rank, selects, word) in self.all.iter().filter(|(_, selects, _)| *selects != Selects::Not) {
            if holds(*rank) {
                let highest = selected.entry(rules::canonical(word)).or_default();
                *highest = (*highest).max(*rank);
                let list = if *selects == Selects::Alone { &mut config.select } else { &mut config.extend_select };
                list.push(word.clone());
            }
        }
        for (rank, _, word) in self.all.iter().filter(|(_, selects, _)| *selects == Selects::Not) {
            if selected.get(&rules::canonical(word)).is_none_or(|selected| selected <= rank) {
                config.ignore.push(word.clone());
            }
        }
    }
}
