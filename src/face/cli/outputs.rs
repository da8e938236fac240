//! What a check prints: one report on standard output, and any number in files, of one and the same run.
//!
//! In: the documents, one after the other. Out: the reports, and what was counted. Files take their places when the run
//! has ended, and never that of something that was read.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;

use super::args::{Check, FormatName};
use super::disk::{head, native};
use super::file::{NewFile, identity};
use super::terminal::colour;
use super::trouble::Trouble;
use crate::check::Manuscript;
use crate::model::{DocumentReport, Lookups, RuleCard, Statistics, Summary};
use crate::report::{Ending, Opening, Output, Shape};
use crate::{report, rules};

/// The reports of one run.
pub(super) struct Outputs {
    screen: Option<Box<dyn Output>>,
    files: Vec<Target>,
    rules: Vec<RuleCard>,
    begun: bool,
    /// How many findings may still be printed.
    room: usize,
    held_back: usize,
    keep_suppressed: bool,
    summary: Summary,
    statistics: Statistics,
    /// What was read, so far as files could be put in its place.
    read: HashSet<String>,
    /// The first thing that went wrong.
    fault: Option<Trouble>,
}

/// A report in a file.
struct Target {
    output: Box<dyn Output>,
    file: NewFile,
    name: String,
    identity: PathBuf,
}

/// How a run was printed.
pub(super) struct Printed {
    /// The counts.
    pub(super) summary: Summary,
    /// How many findings were not printed.
    pub(super) held_back: usize,
}

impl Outputs {
    /// Opens what is asked for.
    pub(super) fn open(asked: &Check) -> Result<Self, Trouble> {
        let output = &asked.output;
        let to_stdout = output.files.iter().filter(|written| written.file == "-");
        let mut shapes: Vec<Shape> = to_stdout.map(|written| written.format.into()).collect();
        if shapes.is_empty() || output.format.is_some() || output.statistics {
            let format = output.format.unwrap_or_default();
            shapes.push(if output.statistics { counted(format)? } else { format.into() });
        }
        let (&[shape], false) = (shapes.as_slice(), shapes.len() > 1) else {
            return Err(Trouble::Twice { path: "standard output".to_owned() });
        };
        let files = output.files.iter().filter(|written| written.file != "-");
        let files = files.map(|written| (written.format.into(), written.file.as_str())).collect();
        Self::of(asked, Some(shape), files)
    }

    /// Opens one report, in a file or on standard output.
    pub(super) fn alone(asked: &Check, shape: Shape, file: Option<&str>) -> Result<Self, Trouble> {
        match file.filter(|file| *file != "-") {
            Some(file) => Self::of(asked, None, vec![(shape, file)]),
            None => Self::of(asked, Some(shape), Vec::new()),
        }
    }

    fn of(asked: &Check, screen: Option<Shape>, wanted: Vec<(Shape, &str)>) -> Result<Self, Trouble> {
        let named = asked.paths.iter().chain(&asked.bib).chain(&asked.output.baseline).filter(|path| *path != "-");
        let mut taken: HashSet<PathBuf> = named.map(|path| identity(path)).collect();
        let inputs = taken.clone();
        let mut files = Vec::new();
        for (shape, name) in wanted {
            let (name, identity) = (name.to_owned(), identity(name));
            if inputs.contains(&identity) {
                return Err(Trouble::OverInput { path: name });
            }
            if !taken.insert(identity.clone()) {
                return Err(Trouble::Twice { path: name });
            }
            let file = NewFile::create(&name)?;
            files.push(Target { output: shape.output(false), file, name, identity });
        }
        Ok(Self {
            screen: screen.map(|shape| shape.output(colour(asked.color, &io::stdout()))),
            files,
            rules: rules::cards(),
            begun: false,
            room: asked.output.max_diagnostics.unwrap_or(usize::MAX),
            held_back: 0,
            keep_suppressed: !asked.output.no_suppressed,
            summary: Summary::default(),
            statistics: Statistics::default(),
            read: HashSet::new(),
            fault: None,
        })
    }

    /// Prints a document.
    pub(super) fn take(&mut self, mut document: DocumentReport, out: &mut dyn Write) {
        self.begin(out);
        self.summary.add(&document);
        self.statistics.add(&document);
        if !self.keep_suppressed {
            document.suppressed.clear();
        }
        self.spare_what_was_read(&document);
        self.write(|output, file| output.document(&document, file));
        self.held_back += document.diagnostics.len().saturating_sub(self.room);
        document.diagnostics.truncate(self.room);
        self.room -= document.diagnostics.len();
        self.print(out, |output, out| output.document(&document, out));
    }

    /// Ends the reports, and puts those in files in their places.
    pub(super) fn close(
        mut self,
        troubles: &[Trouble],
        lookups: Option<&Lookups>,
        out: &mut dyn Write,
    ) -> Result<Printed, Trouble> {
        self.begin(out);
        let troubles: Vec<String> = troubles.iter().map(ToString::to_string).collect();
        let statistics = std::mem::take(&mut self.statistics);
        let ending = Ending { summary: self.summary, statistics, troubles: &troubles, lookups };
        self.write(|output, file| output.end(&ending, file));
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        for target in std::mem::take(&mut self.files) {
            target.file.finish()?;
        }
        self.print(out, |output, out| {
            output.end(&ending, out)?;
            out.flush()
        });
        match self.fault.take() {
            Some(fault) => Err(fault),
            None => Ok(Printed { summary: self.summary, held_back: self.held_back }),
        }
    }

    /// Nothing is printed before the run has something to say: it may fail first.
    fn begin(&mut self, out: &mut dyn Write) {
        if !std::mem::replace(&mut self.begun, true) {
            let rules = std::mem::take(&mut self.rules);
            let opening = Opening { rules: &rules };
            self.write(|output, file| output.begin(&opening, file));
            self.print(out, |output, out| output.begin(&opening, out));
        }
    }

    fn write(&mut self, mut one: impl FnMut(&mut dyn Output, &mut dyn Write) -> io::Result<()>) {
        if self.fault.is_some() {
            return;
        }
        for target in &mut self.files {
            if let Err(error) = one(&mut *target.output, &mut target.file) {
                self.fault = Some(target.file.fault(&error));
                return;
            }
        }
    }

    /// A closed pipe ends the run at once, and quietly: what is left to check, nobody would see, unless it goes to
    /// files too.
    fn print(&mut self, out: &mut dyn Write, one: impl FnOnce(&mut dyn Output, &mut dyn Write) -> io::Result<()>) {
        let Some(screen) = &mut self.screen else { return };
        match one(&mut **screen, out) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                if self.files.is_empty() {
                    std::process::exit(0);
                }
                self.screen = None;
            }
            Err(error) => {
                self.screen = None;
                self.fault.get_or_insert(Trouble::Output(error));
            }
        }
    }

    /// No file may take the place of what the document was made from.
    fn spare_what_was_read(&mut self, document: &DocumentReport) {
        if self.files.is_empty() {
            return;
        }
        let linked = &document.linked;
        let libraries = linked.libraries.iter().map(|library| &library.source.path);
        let cited = linked.cited.iter().map(|document| &document.source.path);
        for path in std::iter::once(&linked.document.source.path).chain(libraries).chain(cited) {
            if self.read.contains(path) {
                continue;
            }
            self.read.insert(path.clone());
            let identity = identity(path);
            if let Some(target) = self.files.iter().find(|target| target.identity == identity) {
                self.fault.get_or_insert(Trouble::OverInput { path: target.name.clone() });
            }
        }
    }
}

/// Leaves out of what a walk found the pages that this run writes anew.
pub(super) fn leave_out_pages<C>(manuscripts: &mut Vec<(C, Manuscript)>, asked: &Check) {
    let pages = asked.output.files.iter().filter(|written| written.file != "-" && identity(&written.file).exists());
    let pages: Vec<PathBuf> = pages.map(|written| identity(&written.file)).collect();
    if !pages.is_empty() {
        let is_page = |path: &str| head(&native(path), 64).is_ok_and(|text| report::is_page(&text));
        manuscripts
            .retain(|(_, one)| one.within.is_none() || !pages.contains(&identity(&one.path)) || !is_page(&one.path));
    }
}

/// The shape of what `--statistics` prints.
fn counted(format: FormatName) -> Result<Shape, Trouble> {
    match format {
        FormatName::Full | FormatName::Concise | FormatName::Grouped => Ok(Shape::Statistics),
        FormatName::Json | FormatName::Jsonl => Ok(Shape::StatisticsJson),
        _ => Err(Trouble::Usage("--statistics prints text or JSON: leave --format out, or make it json".to_owned())),
    }
}
