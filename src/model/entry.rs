//! Bibliography entries, whatever the file they came from.

use std::sync::Arc;

use super::diagnostic::Severity;
use super::source::{Format, Source};
use crate::text::Span;

/// A bibliography, loaded.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Where its entries came from.
    pub origin: Origin,
    /// The text that its spans index.
    pub source: Arc<Source>,
    /// The entries, in order of the file.
    pub entries: Vec<Entry>,
    /// What could not be read; every other entry was.
    pub flaws: Vec<LibraryFlaw>,
}

/// Where the entries of a library came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A bibliography file.
    #[default]
    File,
    /// The manuscript's own reference list.
    OwnList,
    /// What the manuscript's file carries inside; it has a text of its own, which no other file holds.
    Embedded,
}

/// Whose words the types and fields of a library's entries are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// They stand in the file as they are, in BibLaTeX's words.
    Written,
    /// The file has words of its own, which were translated.
    Translated,
    /// The entries were printed; what their parts are was guessed, or some are left out.
    Inferred,
}

/// An entry of one of a document's libraries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// Which library, in the order they were named.
    pub library: u32,
    /// Which entry of it.
    pub index: u32,
}

/// One work.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The citation key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The whole entry, closing brace included.
    pub span: Span,
    /// The entry type, in small letters: `article`, `online`.
    pub kind: String,
    /// All fields in order, doubles too.
    pub fields: Vec<Field>,
    /// The authors.
    pub authors: Vec<Person>,
    /// Whether the list of authors ends in "and others".
    pub authors_others: bool,
    /// The editors (and, where there are none, translators).
    pub editors: Vec<Person>,
    /// The date, where one is given.
    pub date: Option<Date>,
    /// The title, without markup, subtitle included; empty where there is none.
    pub title: String,
    /// A short form under which the work is cited: `shorthand`, `label`, `shorttitle`, `shortauthor`, in that order.
    pub short: Vec<String>,
    /// Other keys for this entry (`ids`).
    pub aliases: Vec<String>,
    /// Keys that this entry leans on, with where each stands: `crossref`, `xdata`, `xref`, `related`, `entryset`.
    pub parents: Vec<Parent>,
    /// The number printed before it in a reference list.
    pub number: Option<u32>,
    /// Whether it is no work of its own: `xdata`, a `set`, or an entry that only others inherit from.
    pub auxiliary: bool,
}

/// A key that an entry leans on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parent {
    /// The field that names it.
    pub field: String,
    /// The key.
    pub key: String,
    /// Where it stands.
    pub span: Span,
}

/// One field, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The name, in small letters.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The value without markup, strings put in.
    pub value: String,
    /// Where the value stands, delimiters included.
    pub span: Span,
}

/// A person or an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The family name without particle, or the whole name of an organisation.
    pub family: String,
    /// The given names.
    pub given: String,
    /// `van der`, `de la`.
    pub particle: String,
    /// `Jr.`, `III`.
    pub suffix: String,
    /// Whether it is an organisation (its name stood in braces, or has one part only).
    pub group: bool,
}

/// When a work appeared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// As a citation prints it, without a letter: `2021`, `n.d.`, `in press`, `1962`.
    pub text: String,
    /// The years it covers, first and last; `None` where none can be told.
    pub years: Option<(i32, i32)>,
    /// The year of the original edition (`origdate`).
    pub original: Option<i32>,
    /// The letter written in the file itself: `year = {2021a}`, `extradate`, `labelyear`.
    pub suffix: Option<String>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day.
    pub day: Option<u8>,
    /// Whether it is uncertain or approximate (`2021?`, `2021~`).
    pub uncertain: bool,
}

/// A fault of a bibliography file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryFlaw {
    /// Where the parser stopped.
    pub span: Span,
    /// The whole item that could not be read, or was read with a loss.
    pub item: Span,
    /// The key of that item, where one can be told.
    pub key: Option<String>,
    /// What is wrong, in lower case.
    pub message: String,
    /// Whether the item is lost, or only a part of it.
    pub lost: bool,
    /// How grave it is: an error where a bibliography processor would stop or drop the item.
    pub severity: Severity,
}

impl Library {
    /// Whose words the types and fields are.
    pub fn naming(&self) -> Naming {
        match (self.origin, self.source.format) {
            // A list of references, and what biber prints for LaTeX.
            (Origin::OwnList, _) | (_, Format::Latex) => Naming::Inferred,
            (_, Format::BibLatex) => Naming::Written,
            _ => Naming::Translated,
        }
    }
}

impl Entry {
    /// The first field of a name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Those under whose names the work is cited: authors, else editors.
    pub fn names(&self) -> &[Person] {
        if self.authors.is_empty() { &self.editors } else { &self.authors }
    }

    /// How a reader would name the work: `Lyall et al. (2013)`.
    pub fn label(&self) -> String {
        let mut out = match self.names() {
            [] if self.title.is_empty() => self.key.clone(),
            [] => format!("“{}”", self.title),
            [one] if !self.authors_others => one.family_name(),
            [one, two] if !self.authors_others => format!("{} and {}", one.family_name(), two.family_name()),
            [one, ..] => format!("{} et al.", one.family_name()),
        };
        if let Some(date) = &self.date {
            out.push_str(&format!(" ({}{})", date.text, date.suffix.as_deref().unwrap_or("")));
        }
        out
    }
}

impl Person {
    /// The family name with its particle.
    pub fn family_name(&self) -> String {
        if self.particle.is_empty() { self.family.clone() } else { format!("{} {}", self.particle, self.family) }
    }
}
