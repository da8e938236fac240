//! Where a manuscript's own reference list begins and ends, for all formats alike.

use crate::text::terms;

/// Whether blocks belong to the reference list, told heading by heading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sections {
    inside: bool,
}

/// Headings that end a reference list where something follows it.
const AFTER: &[&str] = &[
    "appendix", "appendices", "annex", "supplement", "supplementary", "tables", "figures", "notes", "endnotes",
    "footnotes", "acknowledgements", "acknowledgments", "about", "biography", "author", "authors", "table", "figure",
];

impl Sections {
    /// Takes note of a heading.
    pub fn heading(&mut self, text: &str) {
        if terms::is_reference_heading(text) {
            self.inside = true;
        } else if self.inside {
            let first: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
            self.inside = !AFTER.contains(&first.to_lowercase().as_str());
        }
    }

    /// Whether what follows is part of the reference list.
    pub fn in_references(self) -> bool {
        self.inside
    }
}

#[cfg(test)]
mod tests {
    use super::Sections;

    #[test]
    fn a_list_ends_at_an_appendix() {
        let mut sections = Sections::default();
        sections.heading("5. References");
        assert!(sections.in_references());
        sections.heading("Holland, J.");
        assert!(sections.in_references());
        sections.heading("Appendix A");
        assert!(!sections.in_references());
    }
}
