//! What the rules are told about the manuscript's intentions.

use std::sync::Arc;

use crate::model::{Answers, Retractions};

/// The options of the rules, and what they may know of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The citation style that the manuscript should follow.
    pub style: CitationStyle,
    /// How far a citation stands for a figure.
    pub figure_reach: Within,
    /// How far a citation stands for a quotation.
    pub quotation_reach: Within,
    /// How many words a quotation has at least that must be cited.
    pub quotation_words: usize,
    /// Where pages are asked for.
    pub locators: Habitual,
    /// How many words in a row are copied at least.
    pub copied_words: usize,
    /// The order of works in a group.
    pub order: ItemOrder,
    /// Initials that need not be spelt out.
    pub known_initials: Vec<String>,
    /// Today; where nobody says it, nothing lies in the future.
    pub today: Option<Day>,
    /// The works that were retracted, as far as somebody keeps a table of them.
    pub retractions: Option<Arc<Retractions>>,
    /// What registries said about the works, where they were asked.
    pub registry: Option<Arc<Answers>>,
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            style: CitationStyle::default(),
            figure_reach: Within::default(),
            quotation_reach: Within::default(),
            quotation_words: 5,
            locators: Habitual::default(),
            copied_words: 12,
            order: ItemOrder::default(),
            known_initials: Vec::new(),
            today: None,
            retractions: None,
            registry: None,
        }
    }
}

/// An enumeration whose members have names that people write.
macro_rules! named {
    ($(#[$about:meta])* $type:ident { $first:ident = $first_name:literal: $first_about:literal, $($member:ident = $name:literal: $says:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $type {
            #[doc = $first_about]
            #[default]
            $first,
            $(#[doc = $says] $member,)*
        }

        impl $type {
            /// The names of all, the default first.
            pub const NAMES: &[&str] = &[$first_name, $($name),*];

            /// The one of a name.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $first_name => Some(Self::$first),
                    $($name => Some(Self::$member),)*
                    _ => None,
                }
            }
        }
    };
}

named! {
    /// A citation style that a manuscript may be held to.
    CitationStyle {
        Auto = "auto": "What the manuscript's own majority does.",
        Apa = "apa": "The American Psychological Association's, 7th edition.",
        Chicago = "chicago": "The Chicago Manual's author-date style.",
        Harvard = "harvard": "Harvard.",
        Mla = "mla": "The Modern Language Association's.",
        Ieee = "ieee": "The Institute of Electrical and Electronics Engineers'.",
        Vancouver = "vancouver": "Vancouver.",
    }
}

named! {
    /// How far from a claim a citation still stands for it.
    Within {
        Near = "near": "In its sentence, or in one close by.",
        Sentence = "sentence": "In its own sentence.",
        Paragraph = "paragraph": "Anywhere in its paragraph.",
    }
}

named! {
    /// Whether something is asked for where the manuscript does it, or always.
    Habitual {
        Habit = "habit": "Where the manuscript does it elsewhere, or its style wants it.",
        Always = "always": "Always.",
    }
}

named! {
    /// The order of works in a group.
    ItemOrder {
        Habit = "habit": "As the style or most groups have it.",
        Name = "name": "By name.",
        Year = "year": "By year.",
    }
}
