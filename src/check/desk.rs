//! A task on its way: its rules, its libraries, its cited works; and how one of its manuscripts is checked.

use std::sync::Arc;

use super::parts::Piece;
use super::shelf::{Shelf, Stacks};
use super::sources::Sources;
use super::suppress::Suppressions;
use super::{Error, Inputs, Task, embedded, open, order, usage};
use crate::model::{
    Diagnostic, DocumentReport, Finding, Library, Linked, Origin, Source, SourceId, Suppressed, SuppressedBy, Usage,
};
use crate::rules::{self, Options, Rule, Run};
use crate::{bib, cite, claim, link};

/// What the manuscripts of a task are checked by.
pub(super) struct Desk<'t> {
    pub(super) inputs: &'t Inputs<'t>,
    pub(super) shelf: Shelf<'t>,
    sources: Sources<'t>,
    rules: Vec<&'static Rule>,
    options: &'t Options,
}

/// A manuscript that was checked: its report, and what could not be read for it.
pub(super) struct Checked {
    pub(super) report: Option<DocumentReport>,
    pub(super) troubles: Vec<Error>,
}

impl<'t> Desk<'t> {
    /// Sets a task out: its rules are chosen and its named bibliographies read.
    pub(super) fn new(task: &Task<'t>, stacks: &'t Stacks) -> Result<Self, Error> {
        let (inputs, config) = (task.inputs, task.config);
        Ok(Self {
            inputs,
            rules: rules::select(&config.select, &config.ignore)?,
            shelf: Shelf::new(inputs, stacks)?,
            sources: Sources::new(inputs)?,
            options: &config.options,
        })
    }

    /// Checks a manuscript.
    pub(super) fn check(&self, piece: &Piece) -> Checked {
        let (manuscript, shelf) = (&piece.manuscript, &self.shelf);
        let mut document = match open::open_as(self.inputs.files, &manuscript.path, piece.format) {
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
                own = own.filter(|_| {
                    !whole.list.iter().any(|list| index.libraries().iter().any(|one| Arc::ptr_eq(one, list)))
                });
                index
            }
            None => shelf.index_of(manuscript, &document, &embedded, own.as_ref(), &mut troubles),
        };
        let known = cite::Known { undated: index.undated(), works: &Authors(&index), listed };
        let found = cite::find(&document, &known);
        let stated = claim::find(&document);
        let mut linked = link::link(document, found.citations, stated, &index, own.as_ref(), &embedded, &self.sources);
        linked.company = piece.company.clone();
        let (mut diagnostics, suppressed) = self.findings(&linked);
        diagnostics.extend(self.own_findings(&linked));
        let mut report = DocumentReport { linked, style: found.style, diagnostics, suppressed };
        order::order(&mut report);
        Checked { report: Some(report), troubles }
    }

    /// What the rules about libraries find in one; `id` is its number in the report.
    pub(super) fn findings_in(&self, library: &Library, usage: &Usage, id: SourceId) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for rule in &self.rules {
            if let Run::Library(run) = rule.run {
                let found = run(library, usage, self.options).into_iter();
                out.extend(found.map(|finding| stamp(rule, moved(finding, id))));
            }
        }
        out
    }

    /// What they find in the manuscript's own list and in what it carries inside: nobody else can cite those.
    fn own_findings(&self, linked: &Linked) -> Vec<Diagnostic> {
        let own = linked.libraries.iter().enumerate().filter(|(_, one)| one.origin != Origin::File);
        own.flat_map(|(place, own)| {
            // The manuscript's own list lies in the manuscript.
            let id = if own.origin == Origin::OwnList { SourceId::DOCUMENT } else { SourceId(place as u32 + 1) };
            self.findings_in(own, &usage::of_document(linked, place), id)
        })
        .collect()
    }

    /// A document for a library that no manuscript's report has room for.
    pub(super) fn on_its_own(&self, library: &Arc<Library>) -> DocumentReport {
        let mut linked = Linked { libraries: vec![Arc::clone(library)], ..Linked::default() };
        linked.document.source = Source::new(library.source.path.clone(), library.source.format, String::new());
        let (diagnostics, _) = self.findings(&linked);
        DocumentReport { linked, diagnostics, ..DocumentReport::default() }
    }

    /// What the rules find in a document, and what its ignore comments hide of that.
    fn findings(&self, linked: &Linked) -> (Vec<Diagnostic>, Vec<Suppressed>) {
        let mut suppressions = Suppressions::of(&linked.document);
        let mut out = (Vec::new(), Vec::new());
        let mut sort = |rule: &Rule, finding: Finding, suppressions: &mut Suppressions| {
            let hidden = suppressions.hide(&linked.document, rule, &finding);
            let diagnostic = stamp(rule, finding);
            match hidden {
                true => out.1.push(Suppressed { diagnostic, by: SuppressedBy::Comment }),
                false => out.0.push(diagnostic),
            }
        };
        for rule in &self.rules {
            if let Run::Document(run) = rule.run {
                run(linked, self.options).into_iter().for_each(|finding| sort(rule, finding, &mut suppressions));
            }
        }
        for rule in &self.rules {
            if let Run::Suppressions(run) = rule.run {
                let fates = suppressions.fates(linked, &self.rules, rule, self.options);
                run(&fates, self.options).into_iter().for_each(|finding| sort(rule, finding, &mut suppressions));
            }
        }
        out
    }
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

    fn has_title(&self, title: &str) -> bool {
        self.0.is_title(title)
    }
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
