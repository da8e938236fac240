//! Lists of names that BibTeX and biber tear apart where nobody meant it.

use super::faulty::Faulty;
use super::name_list::{Fault, faults};
use super::{place, quoted};
use crate::model::{Finding, Library, Naming, SourceId, Usage};
use crate::rules::Options;
use crate::text::Span;

/// The fields that hold names (*biblatex 2.2.2*).
const NAMES: &[&str] = &[
    "author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "annotator", "commentator",
    "introduction", "foreword", "afterword", "holder",
];

/// Reports what is wrong in each list of names, each kind of fault once a list.
pub fn check(library: &Library, _: &Usage, _: &Options) -> Vec<Finding> {
    // Other formats keep each name by itself.
    if library.naming() != Naming::Written {
        return Vec::new();
    }
    let faulty = Faulty::of(library);
    let mut findings = Vec::new();
    for entry in &library.entries {
        for field in entry.fields.iter().filter(|field| NAMES.contains(&field.name.as_str())) {
            let Some((list, start)) = place::written(library, field).filter(|_| !faulty.has(entry)) else { continue };
            // A list in braces as a whole is one name.
            for (at, fault) in faults(list) {
                let span = Span::new(start + at.start, start + at.end);
                findings.push(tell(span, &list[at], fault));
            }
        }
    }
    findings
}

fn tell(span: Span, text: &str, fault: Fault) -> Finding {
    let text = quoted(text);
    let (message, label, help) = match fault {
        Fault::Empty => (
            "an `and` stands with no name on one side".to_owned(),
            "a name is missing, or this is one too many",
            "take it out, or add the name",
        ),
        Fault::EtAl => (
            format!("{text} stands in a list of names"),
            "read as a part of a name",
            "write `and others`; styles print `et al.` for it",
        ),
        Fault::Sign => (
            format!("{text} stands in a list of names"),
            "names are parted by `and` alone",
            "write `and` between people, or braces around the name of a firm",
        ),
        Fault::Commas => (
            format!("there are too many commas in {text}"),
            "read as one name",
            "write `Smith, J. and Jones, K.`; a name has one comma",
        ),
        Fault::Trailing => ("a comma ends a name".to_owned(), "nothing follows it", "take it out"),
        Fault::Suffix => {
            (format!("the suffix stands last in {text}"), "read as the given name", "write `King, Jr., Martin Luther`")
        }
        Fault::Torn => (
            format!("{text} is read as two names"),
            "parted at `and`",
            "put braces around the name of an organisation, or around each of two",
        ),
        Fault::Unbraced => (
            format!("{text} is read as a person's name"),
            "the last word as the family name",
            "put braces around the name of an organisation: `{{World Health Organization}}`",
        ),
    };
    Finding::at(SourceId::DOCUMENT, span, message).label(label).help(help)
}
