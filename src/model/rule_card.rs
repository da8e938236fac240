//! A rule as a reader of a report meets it: its words, and nothing that runs.

use super::diagnostic::Severity;

/// What an output may tell of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleCard {
    /// `C001`.
    pub code: &'static str,
    /// `missing-reference`.
    pub name: &'static str,
    /// `citation`.
    pub family: &'static str,
    /// How grave its findings are, where they do not say otherwise.
    pub severity: Severity,
    /// Whether it is checked where nothing is selected.
    pub default_on: bool,
    /// One sentence that says what is found.
    pub summary: &'static str,
    /// Its page, Markdown, without the front matter.
    pub page: &'static str,
}

impl RuleCard {
    /// The first paragraph of its page below the heading, as one line.
    pub fn about(&self) -> String {
        let below = self.page.split_once('\n').map_or("", |(_, below)| below);
        let first = below.split("\n\n").map(str::trim).find(|part| !part.is_empty() && !part.starts_with('#'));
        first.unwrap_or(self.summary).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
