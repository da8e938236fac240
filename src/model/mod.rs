//! The model: a document, its citations, entries, claims, links and findings, as plain data.
//!
//! In: nothing but what readers and finders put here. Out: flat vectors, ids and accessors.
//! It refuses to parse, and to know any format, crate of a format, or output.
//!
//! **Invariant:** no type of an outside crate appears here.

pub mod around;
pub mod builder;
mod calls;
pub mod citation;
pub mod claim;
pub mod company;
pub mod diagnostic;
pub mod document;
pub mod entry;
pub mod figure;
pub mod fingerprint;
pub mod linked;
mod mend;
mod order;
pub mod quotation;
pub mod registry;
pub mod report;
pub mod retraction;
pub mod rule_card;
pub mod source;
pub mod statistic;
pub mod suppression;

pub use around::Lone;
pub use builder::{Builder, build, build_over};
pub use citation::{Back, Citation, CiteItem, Conjunction, Delimited, Form, Manner, Name, Style, Year};
pub use claim::{Claim, ClaimKind, Evidence, Extent, Scope, Slip, Stated, Support, Verdict};
pub use company::{Absent, Company};
pub use diagnostic::{Diagnostic, Edit, Finding, Fix, Label, Severity};
pub use document::{
    Block, BlockId, BlockKind, Declared, Document, Embedded, Flaw, Mark, MarkKind, Pointer, Sentence, SentenceId,
};
pub use entry::{Date, Entry, EntryId, Field, Library, LibraryFlaw, Naming, Origin, Person};
pub use figure::{Decimal, Dimension, Figure, Joint, Period, Relation, Unit};
pub use fingerprint::{Fingerprint, Fingerprints, Mark as FingerprintMark, Marked};
pub use linked::{ItemId, Link, Linked, Match, Status, Unread, Usage};
pub use order::CitingNote;
pub use quotation::{Departure, Difference, Quotation, Quoting};
pub use registry::{Answer, Answers, Lookups, Query, Record};
pub use report::{DocumentReport, Report, Statistics, Summary, Suppressed, SuppressedBy};
pub use retraction::{Nature, Retraction, Retractions};
pub use rule_card::RuleCard;
pub use source::{Format, Source, SourceId};
pub use statistic::{Bound, Mean, MeanFlaw, Outcome, Printed, Recomputed, Reported, Statistic, Tails, Test, TestKind};
pub use suppression::{Fate, Suppression};
