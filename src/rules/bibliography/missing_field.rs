//! What an entry of its type must have and has not.

use super::data_model::{Kind, Need, kind};
use super::faulty::Faulty;
use super::inherited::Family;
use super::quoted;
use crate::model::{Entry, Finding, Library, Naming, Severity, SourceId, Usage};
use crate::rules::Options;

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

/// How many things are named in a message.
const NAMED: usize = 3;

fn tell(library: &Library, entry: &Entry, lacking: &[&Need]) -> Finding {
    let words: Vec<String> = lacking.iter().map(|need| format!("no {}", need.what)).collect();
    let told = match &words[..] {
        [one] => one.clone(),
        [one, two, rest @ ..] if words.len() > NAMED => format!("{one}, {two} and lacks {} more", rest.len()),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
        [] => String::new(),
    };
    let finding = Finding::at(SourceId::DOCUMENT, entry.key_span, format!("{} has {told}", quoted(&entry.key)));
    let finding = if words.len() > NAMED { finding.note(format!("it has {}", words.join(", "))) } else { finding };
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
