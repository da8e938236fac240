//! The labels of a manuscript: figures and sections that `@name` may mean instead of a work, and the entries of a
//! list of references that is written out.

use std::collections::HashSet;

use typst_syntax::{SyntaxKind, SyntaxNode};

use super::label_behind;
use crate::read::sections::Sections;

/// What a program that writes lists out puts before the key of an entry.
const ENTRY: &str = "ref-";
/// How it labels the list itself.
const LIST: &str = "refs";

/// The labels of a manuscript.
#[derive(Debug, Default)]
pub(super) struct Labels<'s> {
    all: HashSet<&'s str>,
    entries: HashSet<&'s str>,
    /// How deep the tree is.
    pub(super) depth: u32,
}

/// The name of `<name>`.
pub(super) fn name(label: &str) -> Option<&str> {
    label.strip_prefix('<')?.strip_suffix('>')
}

impl<'s> Labels<'s> {
    /// Finds the labels of a tree. It does not call itself: a chain of operators may be as deep as it is long.
    pub(super) fn of(source: &'s str, root: &SyntaxNode) -> Self {
        let mut found = Self::default();
        let mut sections = Sections::default();
        let mut waiting = vec![(root, 0, 1)];
        while let Some((node, at, depth)) = waiting.pop() {
            found.depth = found.depth.max(depth);
            let nodes = node.children().as_slice();
            let mut start = at;
            let mut titled = false;
            for (number, child) in nodes.iter().enumerate() {
                let end = start + child.len();
                match child.kind() {
                    SyntaxKind::Label if node.kind() == SyntaxKind::Markup => {
                        let label = name(&source[start..end]);
                        found.all.extend(label);
                        // Only at the top are sections met in order; the label behind a title is the title's.
                        let listed = depth == 1 && sections.in_references() && !titled;
                        found.entries.extend(label.filter(|&label| listed && label != LIST));
                    }
                    SyntaxKind::FuncCall if node.kind() == SyntaxKind::Markup => {
                        let label = label_behind(source, &nodes[number + 1..], end);
                        found.entries.extend(label.filter(|label| label.starts_with(ENTRY)));
                    }
                    SyntaxKind::Heading => sections.heading(source[start..end].trim_start_matches('=').trim()),
                    _ => {}
                }
                titled = match child.kind() {
                    SyntaxKind::Space => titled,
                    kind => kind == SyntaxKind::Heading,
                };
                if child.children().len() > 0 {
                    waiting.push((child, start, depth + 1));
                }
                start = end;
            }
        }
        found
    }

    /// Whether a label stands in the manuscript.
    pub(super) fn has(&self, label: &str) -> bool {
        self.all.contains(label)
    }

    /// Whether a label is that of an entry.
    pub(super) fn is_entry(&self, label: &str) -> bool {
        self.entries.contains(label)
    }
}
