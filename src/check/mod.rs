//! The conductor: it alone puts the workers in order, and it is the one door for every face.
//!
//! In: [`Inputs`] and a [`Config`]. Out: one report a document, in order of the inputs. It refuses
//! to print, and to touch disk, clock or environment: bytes come through [`Files`] alone.
//!
//! **Invariant:** the same inputs give the same reports, whatever the number of threads.

mod bbl;
mod catalogue;
mod desk;
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
mod wanted;

use std::sync::Arc;

use crate::config::Config;
use crate::model::{DocumentReport, Library, Linked, Report, SourceId, Summary};

use desk::Desk;
pub use error::Error;
pub use inputs::{Files, Inputs, Manuscript, Memory};
pub use open::{open, retractions, stored};
use parts::Piece;
use shelf::Stacks;
use usage::Usages;
pub use wanted::wanted;

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
    check_all(&[Task { inputs, config }], |_, document| emit(document))
}

/// Inputs, and what they are checked by.
#[derive(Clone, Copy)]
pub struct Task<'t> {
    /// What is read.
    pub inputs: &'t Inputs<'t>,
    /// How it is checked.
    pub config: &'t Config,
}

/// Checks several inputs, each by its own settings, as one run: a bibliography that two of them use is read once,
/// and what nobody cites in it is what nobody cites in either. Each document is handed on with the number of its
/// task. The threads are those of the first.
pub fn check_all(tasks: &[Task], mut emit: impl FnMut(usize, DocumentReport)) -> Result<Outcome, Error> {
    let stacks = Stacks::default();
    let desks = tasks.iter().map(|task| Desk::new(task, &stacks)).collect::<Result<Vec<_>, _>>()?;
    let mut usages = Usages::default();
    for (number, desk) in desks.iter().enumerate() {
        usages.begin(desk.shelf.named(), number);
    }
    let mut outcome = Outcome::default();
    let mut last: Option<(usize, DocumentReport)> = None;
    let mut emit = |(number, document): (usize, DocumentReport), summary: &mut Summary| {
        summary.add(&document);
        emit(number, document);
    };
    let pieces = parts::plan_all(tasks.iter().map(|task| (task.inputs, &task.config.reading)));
    let threads = tasks.first().map_or(0, |task| task.config.threads);
    let one = |(number, piece): &(usize, Piece)| desks[*number].check(piece);
    flight::each(&pieces, threads, one, |number, checked| {
        outcome.troubles.extend(checked.troubles);
        let Some(document) = checked.report else { return };
        usages.add(&document.linked, number);
        if let Some(before) = last.replace((number, document)) {
            emit(before, &mut outcome.summary);
        }
    });
    let mut alone = Vec::new();
    for (library, usage, number) in usages.into_iter() {
        let desk = &desks[number];
        let place = last.as_ref().and_then(|(_, document)| position(&document.linked, &library));
        let (document, place) = match (&mut last, place) {
            (Some((_, document)), Some(place)) => (document, place),
            _ => {
                alone.push((number, desk.on_its_own(&library)));
                (&mut alone.last_mut().expect("one was pushed").1, 0)
            }
        };
        let id = SourceId(place as u32 + 1);
        let (told, hidden) = desk.findings_in(&document.linked, &library, &usage, id);
        document.diagnostics.extend(told);
        document.suppressed.extend(hidden);
    }
    // A library without findings needs no document, unless it is all that was asked for.
    let bare = tasks.iter().all(|task| task.inputs.manuscripts.is_empty());
    alone.retain(|(_, document)| bare || !document.diagnostics.is_empty());
    for mut document in last.into_iter().chain(alone) {
        order::order(&mut document.1);
        emit(document, &mut outcome.summary);
    }
    Ok(outcome)
}

fn position(linked: &Linked, library: &Arc<Library>) -> Option<usize> {
    linked.libraries.iter().position(|one| Arc::ptr_eq(one, library))
}
