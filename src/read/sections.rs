//! Where a manuscript's own reference list and its endnotes begin and end, for all formats alike.

use crate::text::terms;

/// Whether blocks belong to the reference list or the endnotes, told heading by heading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sections {
    inside: bool,
    /// Whether the last heading was that of the notes.
    notes: bool,
    /// The level of the list's heading, where the format tells it.
    level: Option<u8>,
}

/// Headings that end a reference list where something follows it.
const AFTER: &[&str] = &[
    "appendix", "appendices", "annex", "supplement", "supplementary", "tables", "figures", "notes", "endnotes",
    "footnotes", "acknowledgements", "acknowledgments", "about", "biography", "author", "authors", "table", "figure",
];

impl Sections {
    /// Takes note of a heading.
    pub fn heading(&mut self, text: &str) {
        self.notes = terms::is_notes_heading(text);
        if terms::is_reference_heading(text) {
            self.inside = true;
        } else if self.inside {
            let first: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
            self.inside = !AFTER.contains(&first.to_lowercase().as_str());
        }
    }

    /// Takes note of a heading whose level is known: one as high as the list's own ends the list.
    pub fn heading_of(&mut self, level: u8, text: &str) {
        self.inside &= self.level.is_none_or(|own| level > own);
        let before = self.inside;
        self.heading(text);
        if self.inside && !before {
            self.level = Some(level);
        }
    }

    /// Whether what follows stands under a heading for notes: what is numbered there is one.
    pub fn in_notes(self) -> bool {
        self.notes
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

    #[test]
    fn notes_end_at_the_next_heading() {
        let mut sections = Sections::default();
        for (heading, want) in [("Notes", true), ("2. Tides", false), ("Anmerkungen", true), ("Bibliography", false)] {
            sections.heading(heading);
            assert_eq!(sections.in_notes(), want, "{heading}");
        }
    }

    #[test]
    fn a_list_ends_at_a_heading_as_high_as_its_own() {
        let mut sections = Sections::default();
        for (level, text, want) in [
            (1, "Results", false),
            (2, "References", true),
            (3, "Archives", true),
            (2, "Robustness", false),
            (2, "References", true),
            (1, "Supplement", false),
        ] {
            sections.heading_of(level, text);
            assert_eq!(sections.in_references(), want, "{text}");
        }
    }
}
