//! What the rules are told about the manuscript's intentions.

/// The options of the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The citation style that the manuscript should follow.
    pub style: CitationStyle,
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
