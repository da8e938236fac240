//! The conductor: it alone puts the workers in order, and it is the one door for every face.
//!
//! In: [`Inputs`] and a [`Config`]. Out: one report a document, in order of the inputs. It refuses
//! to print, and to touch disk, clock or environment: bytes come through [`Files`] alone.
//!
//! **Invariant:** the same inputs give the same reports, whatever the number of threads.

mod bbl;
mod catalogue;
mod directive;
mod embedded;
mod erase;
mod error;
mod flight;
mod inputs;
mod mend;
mod open;
mod order;
mod parts;
mod quality;
mod shelf;
mod sources;
mod suppress;
mod usage;

use std::sync::Arc;

use crate::config::Config;
use crate::model::{Diagnostic, DocumentReport, Finding, Library, Linked, Origin, Report, Source, SourceId, Summary};
use crate::rules::{self, Options, Rule, Run};
use crate::{bib, cite, claim, link};

pub use error::Error;
pub use inputs::{Files, Inputs, Manuscript, Memory};
pub use open::open;
use parts::Piece;
use shelf::Shelf;
use sources::Sources;
use suppress::Suppressions;
use usage::Usages;

/// What came of a run, the documents aside.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The counts.
    pub summary: Summary,
    /// What could not be read, in order of the inputs; all else was checked.
    pub troubles: Vec<Error>,
}

/// Checks everything and keeps it. Something that cannot be read fails the whole.
pub fn check(inputs: &Inputs, config: &Config) -> Result<Report, Error> {
    let mut documents = Vec::with_capacity(inputs.manuscripts.len());
    let outcome = check_each(inputs, config, |document| documents.push(document))?;
    match outcome.troubles.into_iter().next() {
        Some(trouble) => Err(trouble),
        None => Ok(Report { documents, summary: outcome.summary }),
    }
}

/// Checks everything and hands each document on as soon as it and those before it are done.
///
/// What a library rule finds stands in the report of the last manuscript, if that uses the library,
/// else in a document of the library's own, after the manuscripts.
pub fn check_each(inputs: &Inputs, config: &Config, mut emit: impl FnMut(DocumentReport)) -> Result<Outcome, Error> {
    let rules = rules::select(&config.select, &config.ignore)?;
    let shelf = Shelf::new(inputs)?;
    let sources = Sources::new(inputs)?;
    let mut usages = Usages::of(shelf.named());
    let mut outcome = Outcome::default();
    let mut last: Option<DocumentReport> = None;
    let mut emit = |document: DocumentReport, summary: &mut Summary| {
        summary.add(&document);
        emit(document);
    };
    let pieces = parts::plan(inputs);
    let one = |piece: &Piece| check_one(piece, inputs, &shelf, &sources, &rules, &config.options);
    flight::each(&pieces, config.threads, one, |checked| {
        outcome.troubles.extend(checked.troubles);
        let Some(document) = checked.report else { return };
        usages.add(&document.linked);
        if let Some(before) = last.replace(document) {
            emit(before, &mut outcome.summary);
        }
    });
    let mut alone = Vec::new();
    for (library, usage) in usages.into_iter() {
        let place = last.as_ref().and_then(|document| position(&document.linked, &library));
        let (document, place) = match (&mut last, place) {
            (Some(document), Some(place)) => (document, place),
            _ => {
                alone.push(on_its_own(&library, &rules, &config.options));
                (alone.last_mut().expect("one was pushed"), 0)
            }
        };
        let id = SourceId(place as u32 + 1);
        let found_by = |rule: &Rule| match rule.run {
            Run::Library(run) => run(&library, &usage, &config.options),
            _ => Vec::new(),
        };
        let mut suppressions = Suppressions::of_library(&library);
        let (told, hidden) = sorted(&mut suppressions, &library.source, &rules, &config.options, found_by);
        let stamped = |(rule, finding)| stamp(rule, mend::written(&document.linked, moved(finding, id)));
        let (told, hidden): (Vec<_>, Vec<_>) =
            (told.into_iter().map(stamped).collect(), hidden.into_iter().map(stamped).collect());
        document.diagnostics.extend(told);
        document.suppressed.extend(hidden);
    }
    // A library without findings needs no document, unless it is all that was asked for.
    alone.retain(|document| inputs.manuscripts.is_empty() || !document.diagnostics.is_empty());
    for mut document in last.into_iter().chain(alone) {
        order::order(&mut document);
        emit(document, &mut outcome.summary);
    }
    Ok(outcome)
}

/// A manuscript that was checked: its report, and what could not be read for it.
struct Checked {
    report: Option<DocumentReport>,
    troubles: Vec<Error>,
}

fn check_one(
    piece: &Piece,
    inputs: &Inputs,
    shelf: &Shelf,
    sources: &Sources,
    rules: &[&'static Rule],
    options: &Options,
) -> Checked {
    let manuscript = &piece.manuscript;
    let mut document = match open::open_as(inputs.files, &manuscript.path, piece.format) {
        Ok(document) => document,
        Err(trouble) => return Checked { report: None, troubles: vec![trouble] },
    };
    let mut troubles = Vec::new();
    let mut own = bib::reference_list::read(&document).map(Arc::new);
    let listed = own.as_ref().is_some_and(|own| own.entries.iter().any(|entry| entry.number.is_some()));
    let embedded = embedded::libraries(&document);
    let index = match &piece.whole {
        Some(whole) => {
            let first = piece.company.root.is_none();
            if first {
                document.declared.nocite = whole.nocite().cloned().collect();
            }
            let index = shelf.index_of_whole(whole, first, &mut troubles);
            // The list that all files are held against is this one, if it lies here.
            own = own
                .filter(|_| !whole.list.iter().any(|list| index.libraries().iter().any(|one| Arc::ptr_eq(one, list))));
            index
        }
        None => shelf.index_of(manuscript, &document, &embedded, own.as_ref(), &mut troubles),
    };
    let known = cite::Known { undated: index.undated(), works: &Authors(&index), listed };
    let found = cite::find(&document, &known);
    let stated = claim::find(&document);
    let mut linked = link::link(document, found.citations, stated, &index, own.as_ref(), &embedded, sources);
    linked.company = piece.company.clone();
    let (mut diagnostics, suppressed) = run_document_rules(&linked, rules, options);
    diagnostics.extend(own_findings(&linked, rules, options));
    let mut report = DocumentReport { linked, style: found.style, diagnostics, suppressed };
    order::order(&mut report);
    Checked { report: Some(report), troubles }
}

/// The authors of an index, for those who seek citations.
struct Authors<'i>(&'i link::Index);

impl cite::Works for Authors<'_> {
    fn has_author(&self, name: &str) -> bool {
        self.0.is_author(name)
    }

    fn has_authors(&self, names: &[String], et_al: bool) -> bool {
        self.0.are_authors(names, et_al)
    }
}

/// What a rule about libraries finds in the manuscript's own list, which lies in the manuscript.
fn listed_findings(linked: &Linked, rule: &Rule, options: &Options) -> Vec<Finding> {
    let Run::Library(run) = rule.run else { return Vec::new() };
    let lists = linked.libraries.iter().enumerate().filter(|(_, one)| one.origin == Origin::OwnList);
    lists.flat_map(|(place, list)| run(list, &usage::of_document(linked, place), options)).collect()
}

/// What the rules about libraries find in what the manuscript carries inside: nobody else can cite that.
fn own_findings(linked: &Linked, rules: &[&'static Rule], options: &Options) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (place, own) in linked.libraries.iter().enumerate().filter(|(_, one)| one.origin == Origin::Embedded) {
        let usage = usage::of_document(linked, place);
        let id = SourceId(place as u32 + 1);
        for rule in rules {
            if let Run::Library(run) = rule.run {
                let found = run(own, &usage, options).into_iter().map(|finding| moved(finding, id));
                out.extend(found.map(|finding| stamp(rule, mend::written(linked, finding))));
            }
        }
    }
    out
}

/// A document for a library that no manuscript's report has room for.
fn on_its_own(library: &Arc<Library>, rules: &[&'static Rule], options: &Options) -> DocumentReport {
    let mut linked = Linked { libraries: vec![Arc::clone(library)], ..Linked::default() };
    linked.document.source = Source::new(library.source.path.clone(), library.source.format, String::new());
    let (diagnostics, _) = run_document_rules(&linked, rules, options);
    DocumentReport { linked, diagnostics, ..DocumentReport::default() }
}

/// What the rules find in a document and its own list, and what its ignore comments hide of that.
fn run_document_rules(
    linked: &Linked,
    rules: &[&'static Rule],
    options: &Options,
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let listed = linked.libraries.iter().any(|library| library.origin == Origin::OwnList);
    let mut suppressions = Suppressions::of(&linked.document, listed);
    let found_by = |rule: &Rule| match rule.run {
        Run::Document(run) => run(linked, options),
        _ => listed_findings(linked, rule, options),
    };
    let (told, hidden) = sorted(&mut suppressions, &linked.document.source, rules, options, found_by);
    let stamped = |(rule, finding)| stamp(rule, mend::written(linked, finding));
    (told.into_iter().map(stamped).collect(), hidden.into_iter().map(stamped).collect())
}

type Found = Vec<(&'static Rule, Finding)>;

/// What rules find in one source, by rule; then what comes of its ignore comments. First what is told, then what
/// the comments hide.
fn sorted(
    suppressions: &mut Suppressions,
    source: &Source,
    rules: &[&'static Rule],
    options: &Options,
    found_by: impl Fn(&Rule) -> Vec<Finding>,
) -> (Found, Found) {
    let mut out = (Vec::new(), Vec::new());
    let mut sort = |rule: &'static Rule, finding: Finding, suppressions: &mut Suppressions| {
        let hidden = suppressions.hide(source, rule, &finding);
        let list = if hidden { &mut out.1 } else { &mut out.0 };
        list.push((rule, finding));
    };
    for &rule in rules {
        found_by(rule).into_iter().for_each(|finding| sort(rule, finding, suppressions));
    }
    for &rule in rules {
        if let Run::Suppressions(run) = rule.run {
            let fates = suppressions.fates(source, rules, rule, &found_by);
            run(&fates, options).into_iter().for_each(|finding| sort(rule, finding, suppressions));
        }
    }
    out
}

/// A finding with the code of its rule, and its severity where the finding names no other.
fn stamp(rule: &Rule, finding: Finding) -> Diagnostic {
    let severity = finding.severity.unwrap_or(rule.severity);
    Diagnostic { code: rule.code, rule: rule.name, severity, finding }
}

/// A library rule calls its library source 0; in a document's report it has this number.
fn moved(mut finding: Finding, id: SourceId) -> Finding {
    finding.at.source = id;
    finding.related.iter_mut().for_each(|label| label.source = id);
    for edit in finding.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.source = id;
    }
    finding
}

fn position(linked: &Linked, library: &Arc<Library>) -> Option<usize> {
    linked.libraries.iter().position(|one| Arc::ptr_eq(one, library))
}
