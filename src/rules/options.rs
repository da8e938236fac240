//! What the rules are told about the manuscript's intentions.

use std::sync::Arc;

use crate::model::Retractions;

/// The options of the rules, and what they may know of the world.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The citation style that the manuscript should follow.
    pub style: CitationStyle,
    /// Today; where nobody says it, nothing lies in the future.
    pub today: Option<Day>,
    /// The works that were retracted, as far as somebody keeps a table of them.
    pub retractions: Option<Arc<Retractions>>,
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

/// A citation style that a manuscript may be held to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CitationStyle {
    /// What the manuscript's own majority does.
    #[default]
    Auto,
    /// The American Psychological Association's, 7th edition.
    Apa,
    /// The Chicago Manual's author-date style.
    Chicago,
    /// Harvard.
    Harvard,
    /// The Modern Language Association's.
    Mla,
    /// The Institute of Electrical and Electronics Engineers'.
    Ieee,
    /// Vancouver.
    Vancouver,
}
