//! What the labels of a manuscript name: notes, or entries of its own list.

use std::collections::HashSet;

use super::shape::{self, Styles};
use crate::read::lines::Line;
use crate::read::sections::Sections;

/// The labels of a manuscript's own list.
#[derive(Debug, Default)]
pub(super) struct Names<'s> {
    entries: HashSet<&'s str>,
}

impl<'s> Names<'s> {
    /// Finds the labels of a manuscript.
    pub(super) fn of(source: &'s str, lines: &[Line]) -> Self {
        let mut found = Self::default();
        let (mut sections, mut styles) = (Sections::default(), Styles::default());
        let mut at = 0;
        let mut entry = false;
        // Numbers under the list's heading are its entries, unless Pandoc set others: then they are notes.
        let (mut numbered, mut set) = (Vec::new(), false);
        while let Some(&line) = lines.get(at) {
            if let Some(heading) = shape::heading(source, lines, at) {
                sections.heading_of(styles.level(heading.style), heading.title.text(source));
                at += heading.lines;
                continue;
            }
            let text = line.text(source);
            let listed = sections.in_references();
            if let Some(rest) = text.strip_prefix(".. ") {
                let rest = rest.trim_start();
                if let Some((label, _)) = shape::bracketed(rest) {
                    if label.bytes().all(|b| b.is_ascii_digit()) {
                        numbered.extend(Some(label).filter(|_| listed));
                    } else if !label.starts_with(['#', '*']) {
                        found.entries.insert(label);
                    }
                } else if let Some(name) = rest.strip_prefix('_').and_then(|name| name.strip_suffix(':')) {
                    found.entries.extend(Some(name).filter(|_| listed));
                } else if let Some((name, after)) = shape::directive(rest)
                    && name == "rubric"
                {
                    sections.heading(rest[after..].trim());
                }
                entry = rest.contains("csl-entry");
            } else if let Some(name) = text.strip_prefix(":name:") {
                found.entries.extend(Some(name.trim()).filter(|_| entry));
                set |= entry;
            }
            at += 1;
        }
        found.entries.extend(numbered.into_iter().filter(|_| !set));
        found
    }

    /// Whether a label is that of an entry.
    pub(super) fn is_entry(&self, label: &str) -> bool {
        self.entries.contains(label)
    }
}
