//! Fixes as they will be written.
//!
//! A rule knows words and no format; here its edits are spelt as their file needs them. A fix that cannot be
//! written there, or whose spans index no file (a container, what a file carries inside), is dropped: the finding
//! stays.

use crate::model::{Edit, Finding, Linked, Origin, SourceId};
use crate::{bib, read};

/// The finding with its fix as it will be written, or without.
pub(super) fn written(linked: &Linked, mut finding: Finding) -> Finding {
    finding.fix = finding.fix.take().and_then(|mut fix| {
        for edit in &mut fix.edits {
            edit.text = spelt(linked, edit)?;
        }
        Some(fix)
    });
    finding
}

fn spelt(linked: &Linked, edit: &Edit) -> Option<String> {
    let library = (edit.source != SourceId::DOCUMENT).then(|| linked.libraries.get(edit.source.0 as usize - 1));
    match library {
        None => read::spell(linked.document.source.format, &edit.text),
        Some(library) => {
            let library = library?;
            // A list that stands in the manuscript is written as the manuscript is.
            match library.origin {
                Origin::OwnList => read::spell(linked.document.source.format, &edit.text),
                // What LaTeX printed will be printed anew.
                Origin::File if library.source.path.ends_with(".bbl") => None,
                Origin::File => bib::spell(library.source.format, &edit.text),
                Origin::Embedded => None,
            }
        }
    }
}
