//! What an entry of its type must have and has not.

use std::collections::{HashMap, HashSet};

use super::data_model::{Kind, Need, kind};
use super::faulty::Faulty;
use super::quoted;
use crate::model::{Entry, Finding, Library, Naming, Severity, SourceId, Usage};
use crate::rules::Options;

/// How many entries are looked through for what one may inherit; where there are more, nothing is said.
const MOST: usize = 30;

/// Reports each entry that lacks what BibLaTeX's data model requires of its type; one finding an entry.
pub fn check(library: &Library, usage: &Usage, _: &Options) -> Vec<Finding> {
    if library.naming() == Naming::Inferred {
        return Vec::new();
    }
    let faulty = Faulty::of(library);
    let family = Family::of(library);
    let mut usual: Option<&Kind> = None;
    let mut findings = Vec::new();
    for (entry, at) in library.entries.iter().zip(0..) {
        let known = usual.filter(|usual| usual.name == entry.kind).or_else(|| kind(&entry.kind));
        let Some(kind) = known else { continue };
        usual = Some(kind);
        let lacking: Vec<&Need> = kind.needs.iter().filter(|need| !family.has(entry, need)).collect();
        // What others inherit from is no work that is cited.
        if lacking.is_empty() || family.is_parent(entry) && !usage.cited.contains(&at) || faulty.has(entry) {
            continue;
        }
        findings.push(tell(library, entry, &lacking));
    }
    findings
}

/// Who inherits from whom.
struct Family<'l> {
    entries: HashMap<&'l str, &'l Entry>,
    parents: HashSet<&'l str>,
}

impl<'l> Family<'l> {
    fn of(library: &'l Library) -> Self {
        let leans = library.entries.iter().flat_map(|entry| &entry.parents);
        let parents: HashSet<&str> = leans.map(|parent| parent.key.as_str()).collect();
        let keys =
            |entry: &'l Entry| std::iter::once(&entry.key).chain(&entry.aliases).map(move |key| (key.as_str(), entry));
        let named = library.entries.iter().flat_map(keys).filter(|(key, _)| parents.contains(key)).collect();
        Self { entries: if parents.is_empty() { HashMap::new() } else { named }, parents }
    }

    fn is_parent(&self, entry: &Entry) -> bool {
        !self.parents.is_empty() && self.parents.contains(entry.key.as_str())
    }

    /// Whether an entry has a thing, or inherits it.
    fn has(&self, entry: &Entry, need: &Need) -> bool {
        if holds(entry, need) {
            return true;
        }
        // Those that it leans on, and those that they lean on, each once: a circle is no way out.
        let mut line = vec![entry];
        let mut at = 0;
        while let Some(child) = line.get(at).copied().filter(|_| at < MOST) {
            at += 1;
            for parent in child
                .parents
                .iter()
                .filter(|parent| matches!(&*parent.field, "crossref" | "xdata" | "entryset"))
                .take(MOST)
            {
                // That the parent is not there is another rule's to say.
                let Some(from) = self.entries.get(parent.key.as_str()) else { return true };
                if holds(from, need) || self.gives(from, need) {
                    return true;
                }
                if line.len() < MOST && !line.iter().any(|one| std::ptr::eq(*one, *from)) {
                    line.push(from);
                }
            }
        }
        at == MOST
    }

    /// Whether a parent gives its title under another name (*biblatex, appendix B*).
    fn gives(&self, parent: &Entry, need: &Need) -> bool {
        matches!(need.what, "book title" | "journal") && !parent.title.is_empty()
    }
}

/// Whether an entry has a thing itself, from whatever field.
fn holds(entry: &Entry, need: &Need) -> bool {
    let filled = |name: &&str| entry.field(name).is_some_and(|field| !field.value.is_empty());
    need.fields.iter().any(filled)
        || match need.what {
            "author" => !entry.authors.is_empty(),
            "author or editor" => !entry.names().is_empty(),
            "title" => !entry.title.is_empty(),
            "date" => entry.date.is_some(),
            _ => false,
        }
}

fn tell(library: &Library, entry: &Entry, lacking: &[&Need]) -> Finding {
    let words: Vec<String> = lacking.iter().map(|need| format!("no {}", need.what)).collect();
    let words = match &words[..] {
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
        [] => String::new(),
    };
    let finding = Finding::at(SourceId::DOCUMENT, entry.key_span, format!("{} has {words}", quoted(&entry.key)));
    let finding = if library.naming() == Naming::Written {
        let one_of =
            |need: &&Need| need.fields.iter().take(2).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        let fields: Vec<String> = lacking.iter().map(one_of).collect();
        finding.label(format!("an entry of type `{}`", entry.kind)).help(format!("add {}", fields.join(", and ")))
    } else {
        finding.label(entry.label())
    };
    if lacking.iter().all(|need| need.soft) { finding.severity(Severity::Info) } else { finding }
}
