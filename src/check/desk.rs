//! A task on its way: its rules, its libraries, its cited works; and how one of its manuscripts is checked.

use std::sync::Arc;

use super::parts::Piece;
use super::shelf::{Shelf, Stacks};
use super::sources::Sources;
use super::suppress::Suppressions;
use super::{Error, Inputs, Task, embedded, mend, open, order, usage};
use crate::config::Config;
use crate::model::{
    Diagnostic, DocumentReport, Finding, Library, Linked, Origin, Source, SourceId, Suppressed, SuppressedBy, Usage,
};
use crate::rules::{self, Rule, Run};
use crate::{bib, cite, claim, link};

/// What the manuscripts of a task are checked by.
pub(super) struct Desk<'t> {
    inputs: &'t Inputs<'t>,
    pub(super) shelf: Shelf<'t>,
    sources: Sources<'t>,
    rules: Vec<&'static Rule>,
    config: &'t Config,
}

/// A manuscript that was checked: its report, and what could not be read for it.
pub(super) struct Checked {
    pub(super) report: Option<DocumentReport>,
    pub(super) troubles: Vec<Error>,
}

/// What is told, and what is hidden.
pub(super) type Sorted = (Vec<Diagnostic>, Vec<Suppressed>);

impl<'t> Desk<'t> {
    /// Sets a task out: its rules are chosen and its named bibliographies read.
    pub(super) fn new(task: &Task<'t>, stacks: &'t Stacks) -> Result<Self, Error> {
        let (inputs, config) = (task.inputs, task.config);
        Ok(Self {
            inputs,
            rules: rules::select(&config.select, &config.extend_select, &config.ignore)?,
            shelf: Shelf::new(inputs, stacks)?,
            sources: Sources::new(inputs, config.limits)?,
            config,
        })
    }

    /// Checks a manuscript.
    pub(super) fn check(&self, piece: &Piece) -> Checked {
        let (manuscript, shelf) = (&piece.manuscript, &self.shelf);
        let mut document = match open::open_as(self.inputs.files, &manuscript.path, piece.format, &self.config.reading)
        {
            Ok(document) => document,
            Err(trouble) => return Checked { report: None, troubles: vec![trouble] },
        };
        let mut troubles = Vec::new();
        let mut own = bib::reference_list::read(&document).map(Arc::new);
        let listed = own.as_ref().map_or(0, |own| own.entries.iter().filter(|entry| entry.number.is_some()).count());
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
        let works = if listed > 0 { listed } else { index.counted().len() };
        let numbered = cite::Numbered { listed: listed > 0, works: u32::try_from(works).unwrap_or(u32::MAX) };
        let known = cite::Known { undated: index.undated(), works: &Authors(&index), numbered };
        let found = cite::find(&document, &known);
        let stated = claim::find(&document);
        let mut linked = link::link(document, found.citations, stated, &index, own.as_ref(), &embedded, &self.sources);
        linked.company = piece.company.clone();
        let (mut diagnostics, suppressed) = self.findings(&linked);
        diagnostics.extend(self.embedded_findings(&linked));
        let mut report = DocumentReport { linked, style: found.style, diagnostics, suppressed };
        order::order(&mut report);
        Checked { report: Some(report), troubles }
    }

    /// What the rules about libraries find in one, and what its own ignore comments hide of that; `id` is its number
    /// in the report.
    pub(super) fn findings_in(&self, linked: &Linked, library: &Library, usage: &Usage, id: SourceId) -> Sorted {
        let found_by = |rule: &Rule| match rule.run {
            Run::Library(run) => run(library, usage, &self.config.options),
            _ => Vec::new(),
        };
        let written = |finding| mend::written(linked, moved(finding, id));
        self.sorted(&mut Suppressions::of_library(library), &library.source, found_by, written)
    }

    /// What they find in what the manuscript carries inside: nobody else can cite that.
    fn embedded_findings(&self, linked: &Linked) -> Vec<Diagnostic> {
        let own = linked.libraries.iter().enumerate().filter(|(_, one)| one.origin == Origin::Embedded);
        own.flat_map(|(place, own)| {
            self.findings_in(linked, own, &usage::of_document(linked, place), SourceId(place as u32 + 1)).0
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

    /// What the rules find in a document and its own list, and what its ignore comments hide of that.
    fn findings(&self, linked: &Linked) -> Sorted {
        let own = || linked.libraries.iter().enumerate().filter(|(_, library)| library.origin == Origin::OwnList);
        let options = &self.config.options;
        let found_by = |rule: &Rule| match rule.run {
            Run::Document(run) => run(linked, options),
            Run::Library(run) => {
                own().flat_map(|(place, list)| run(list, &usage::of_document(linked, place), options)).collect()
            }
            Run::Suppressions(_) => Vec::new(),
        };
        let mut suppressions = Suppressions::of(&linked.document, own().next().is_some());
        self.sorted(&mut suppressions, &linked.document.source, found_by, |finding| mend::written(linked, finding))
    }

    /// What rules find in one source; then what comes of its ignore comments.
    fn sorted(
        &self,
        suppressions: &mut Suppressions,
        source: &Source,
        found_by: impl Fn(&Rule) -> Vec<Finding>,
        written: impl Fn(Finding) -> Finding,
    ) -> Sorted {
        let left_out = self.left_out(&source.path);
        let mut out = (Vec::new(), Vec::new());
        let mut sort = |rule: &Rule, finding: Finding, suppressions: &mut Suppressions| {
            // What is left out here is hidden all the same: its comment is of use.
            let hidden = suppressions.hide(source, rule, &finding);
            if is_named(&left_out, rule) {
                return;
            }
            let diagnostic = self.stamp(rule, written(finding));
            match hidden {
                true => out.1.push(Suppressed { diagnostic, by: SuppressedBy::Comment }),
                false => out.0.push(diagnostic),
            }
        };
        for rule in &self.rules {
            found_by(rule).into_iter().for_each(|finding| sort(rule, finding, suppressions));
        }
        for rule in &self.rules {
            if let Run::Suppressions(run) = rule.run {
                let fates =
                    suppressions.fates(source, &self.rules, rule, self.config.options.registry.is_some(), &found_by);
                run(&fates, &self.config.options).into_iter().for_each(|finding| sort(rule, finding, suppressions));
            }
        }
        out
    }

    /// A finding with the code of its rule. Its severity is what the settings or else the rule's page give; what a
    /// finding names for itself is kept, but for a severity above what the settings give.
    fn stamp(&self, rule: &Rule, finding: Finding) -> Diagnostic {
        let severity = match (finding.severity, rules::severity(rule, &self.config.severity)) {
            (Some(own), Some(given)) => own.min(given),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => rule.severity,
        };
        Diagnostic { code: rule.code, rule: rule.name, severity, finding }
    }

    /// The names of the rules that are left out in a file.
    fn left_out(&self, path: &str) -> Vec<&String> {
        let here = self.config.per_file_ignores.iter().filter(|(pattern, _)| pattern.fits(path));
        here.flat_map(|(_, names)| names).collect()
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

/// Whether a rule is one of those named.
fn is_named(names: &[&String], rule: &Rule) -> bool {
    names.iter().any(|name| rules::means(name, rule))
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
