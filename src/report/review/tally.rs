//! What a whole run read and found, gathered document by document, and the plain words for it.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{count, list};
use super::{Review, Told};
use crate::model::{BlockKind, Flaw, Lookups, Origin, RuleCard, Severity, Status, Verdict};

/// How many files are named before the rest is a number.
const NAMED: usize = 4;

/// What was read and found.
#[derive(Default)]
pub(in crate::report) struct Tally {
    /// The documents, in order.
    pub(in crate::report) documents: Vec<String>,
    words: usize,
    citations: usize,
    /// The works that are cited: whose bibliography, and which entry of it.
    works: BTreeSet<(String, u32)>,
    libraries: Vec<(String, usize)>,
    lost: usize,
    cited: Vec<String>,
    unread: Vec<String>,
    absent: Vec<String>,
    rough: Vec<String>,
    recoded: Vec<String>,
    hidden: usize,
    /// What came of asking registries, where they were asked.
    lookups: Option<Lookups>,
    /// How many claims came to what; those that need no citation and have none are left out.
    pub(in crate::report) verdicts: BTreeMap<usize, usize>,
    /// How many findings of each severity.
    pub(in crate::report) found: [usize; 3],
    groups: Vec<Group>,
}

/// The findings of one rule.
#[derive(Clone)]
pub(in crate::report) struct Group {
    pub(in crate::report) code: &'static str,
    pub(in crate::report) name: &'static str,
    pub(in crate::report) severity: Severity,
    /// The number of each, with the words it is about.
    pub(in crate::report) findings: Vec<(usize, String)>,
}

/// The verdicts in the order in which they are told: what asks for a reader first.
pub(in crate::report) const VERDICTS: [Verdict; 12] = [
    Verdict::Contradicts,
    Verdict::OtherStatement,
    Verdict::Altered,
    Verdict::NotFound,
    Verdict::DecisionError,
    Verdict::Inconsistent,
    Verdict::Uncited,
    Verdict::Passage,
    Verdict::Supports,
    Verdict::Consistent,
    Verdict::NoSource,
    Verdict::Unchecked,
];

/// The place of a verdict in that order.
pub(in crate::report) fn rank(verdict: Verdict) -> usize {
    VERDICTS.iter().position(|&one| one == verdict).unwrap_or(VERDICTS.len())
}

/// What matters most to whom: a claim against its source, then a citation without one, then the rest.
const FAMILIES: &str = "FQTCPBDSM";

impl Tally {
    /// Adds a document; its findings come one by one.
    pub(in crate::report) fn add(&mut self, review: &Review) {
        let report = review.report;
        let linked = &report.linked;
        let document = &linked.document;
        let path = document.source.path.clone();
        let prose = |kind| kind != BlockKind::Reference;
        let blocks = document.blocks.iter().filter(|block| prose(block.kind));
        self.words += blocks.map(|block| document.prose.slice(block.at).split_whitespace().count()).sum::<usize>();
        self.citations += linked.citations.len();
        for id in linked.links.iter().filter(|link| link.status == Status::Linked).flat_map(|link| &link.entries) {
            let library = &linked.libraries[id.library as usize];
            self.works.insert((library.source.path.clone(), id.index));
        }
        for library in &linked.libraries {
            let name = match library.origin {
                Origin::File => library.source.path.clone(),
                Origin::OwnList => format!("the list of references in {}", library.source.path),
                Origin::Embedded => format!("what the citation fields of {path} carry"),
            };
            if !self.libraries.iter().any(|(known, _)| *known == name) {
                self.libraries.push((name, library.entries.len()));
                self.lost += library.flaws.iter().filter(|flaw| flaw.lost).count();
            }
        }
        let add = |list: &mut Vec<String>, one: String| {
            if !list.contains(&one) {
                list.push(one);
            }
        };
        linked.cited.iter().for_each(|work| add(&mut self.cited, work.source.path.clone()));
        linked.unread.iter().for_each(|work| add(&mut self.unread, format!("{} ({})", work.path, work.why)));
        linked.company.absent.iter().for_each(|part| add(&mut self.absent, part.written.clone()));
        if document.source.rough {
            self.rough.push(path.clone());
        }
        if document.flaws.iter().any(|flaw| matches!(flaw, Flaw::NotUtf8 { .. })) {
            self.recoded.push(path.clone());
        }
        self.hidden += report.suppressed.len();
        for (claim, support) in linked.claims.iter().zip(&linked.support) {
            if claim.needs_citation || support.verdict != Verdict::Uncited {
                *self.verdicts.entry(rank(support.verdict)).or_default() += 1;
            }
        }
        self.documents.push(path);
    }

    /// Takes in what came of asking registries.
    pub(in crate::report) fn look_up(&mut self, lookups: Option<&Lookups>) {
        self.lookups = lookups.cloned();
    }

    /// Adds a finding.
    pub(in crate::report) fn find(&mut self, told: &Told) {
        self.found[told.severity as usize] += 1;
        let same = |group: &Group| group.code == told.code && group.severity == told.severity;
        let place = self.groups.iter().position(same).unwrap_or_else(|| {
            let (code, name, severity) = (told.code, told.rule, told.severity);
            self.groups.push(Group { code, name, severity, findings: Vec::new() });
            self.groups.len() - 1
        });
        self.groups[place].findings.push((told.number, super::words::cut(&told.quoted, 60)));
    }

    /// How many findings there are.
    pub(in crate::report) fn findings(&self) -> usize {
        self.found.iter().sum()
    }

    /// The findings by rule, what matters most first.
    pub(in crate::report) fn by_weight(&self) -> Vec<Group> {
        let mut groups = self.groups.clone();
        let family = |code: &str| FAMILIES.find(|letter| code.starts_with(letter)).unwrap_or(FAMILIES.len());
        groups.sort_by_key(|group| (std::cmp::Reverse(group.severity), family(group.code), group.code));
        groups
    }

    /// `12 errors, 25 warnings and 2 notes`
    pub(in crate::report) fn found_words(&self) -> String {
        let [infos, warnings, errors] = self.found;
        let parts = [
            (errors, count(errors, "error", "errors")),
            (warnings, count(warnings, "warning", "warnings")),
            (infos, count(infos, "remark", "remarks")),
        ];
        match parts.into_iter().filter(|(number, _)| *number > 0).map(|(_, told)| told).collect::<Vec<_>>() {
            none if none.is_empty() => "nothing".to_owned(),
            some => list(&some),
        }
    }

    /// What was checked, and against what.
    pub(in crate::report) fn checked(&self) -> Vec<String> {
        let words = count(self.words, "word", "words");
        let citations = count(self.citations, "citation", "citations");
        let works = count(self.works.len(), "work", "works");
        let mut out = vec![format!("Read: {} ({words}).", named(&self.documents))];
        out.push(match self.libraries.as_slice() {
            [] => format!("Found {citations}. There was no bibliography to hold them against."),
            libraries => {
                let told: Vec<_> = libraries
                    .iter()
                    .map(|(name, entries)| format!("{name} ({})", count(*entries, "entry", "entries")))
                    .collect();
                format!("Found {citations}, of {works} in {}.", named(&told))
            }
        });
        let checked: usize =
            self.of(&[Verdict::Supports, Verdict::Altered, Verdict::Contradicts, Verdict::OtherStatement])
                + self.of(&[Verdict::NotFound]);
        if !self.cited.is_empty() {
            let files = count(self.cited.len(), "cited work", "cited works");
            let claims = count(checked, "claim", "claims");
            out.push(format!("Held {claims} against {files} at hand: {}.", named(&self.cited)));
        }
        let computed = self.of(&[Verdict::Consistent, Verdict::Inconsistent, Verdict::DecisionError]);
        if computed > 0 {
            out.push(format!("Computed {} again.", count(computed, "statistic", "statistics")));
        }
        if let Some(lookups) = self.lookups.as_ref().filter(|lookups| lookups.found + lookups.absent > 0) {
            let works = count(lookups.found + lookups.absent, "work", "works");
            let absent = match lookups.absent {
                0 => String::new(),
                absent => format!("; {} not registered", count(absent, "DOI is", "DOIs are")),
            };
            out.push(format!("Held {works} against Crossref, DataCite, OpenAlex or doi.org{absent}."));
        }
        out
    }

    /// What was not checked, and why.
    pub(in crate::report) fn unchecked(&self) -> Vec<String> {
        let mut out = Vec::new();
        let far = self.of(&[Verdict::NoSource]);
        if far > 0 {
            let claims = count(far, "claim", "claims");
            out.push(format!("{claims} with a citation: the cited work was not at hand."));
        }
        let passages = self.of(&[Verdict::Passage]);
        if passages > 0 {
            let claims = count(passages, "statement", "statements");
            out.push(format!(
                "{claims} in words alone: the nearest passages of the source are shown, for a reader to judge."
            ));
        }
        let stuck = self.of(&[Verdict::Unchecked]);
        if stuck > 0 {
            out.push(format!("{} that cannot be computed again.", count(stuck, "statistic", "statistics")));
        }
        if let Some(lookups) = &self.lookups {
            let works = |works: usize| count(works, "work", "works");
            if lookups.unmatched > 0 {
                let unmatched = works(lookups.unmatched);
                out.push(format!("{unmatched} without a DOI that no registry was found to have; many have none."));
            }
            let silent = lookups.unchecked.iter();
            out.extend(silent.map(|(why, number)| format!("{} at a registry: {why}.", works(*number))));
        }
        if self.lost > 0 {
            out.push(format!("{} of the bibliography that could not be read.", count(self.lost, "entry", "entries")));
        }
        if !self.unread.is_empty() {
            out.push(format!("Cited works that could not be read: {}.", named(&self.unread)));
        }
        if !self.absent.is_empty() {
            out.push(format!("Parts of the manuscript that could not be read: {}.", named(&self.absent)));
        }
        if !self.rough.is_empty() {
            out.push(format!(
                "The text of {} was drawn from its pages; words or their order may be lost.",
                named(&self.rough)
            ));
        }
        if !self.recoded.is_empty() {
            out.push(format!("{} had an old encoding; some letters may be wrong.", named(&self.recoded)));
        }
        if self.hidden > 0 {
            let findings = count(self.hidden, "finding", "findings");
            out.push(format!("{findings} that comments in the manuscript ask to hide are not shown."));
        }
        out.push("Whether a work was read fairly, and whether it is sound, is for a reader to say.".to_owned());
        out
    }

    fn of(&self, verdicts: &[Verdict]) -> usize {
        verdicts.iter().filter_map(|&verdict| self.verdicts.get(&rank(verdict))).sum()
    }
}

fn named(all: &[String]) -> String {
    if all.len() <= NAMED {
        return list(all);
    }
    format!("{} and {} more", all[..NAMED].join(", "), all.len() - NAMED)
}

/// What a rule's page says of it.
pub(in crate::report) fn about<'a>(rules: &'a [RuleCard], code: &str) -> Option<&'a RuleCard> {
    rules.iter().find(|rule| rule.code == code)
}
