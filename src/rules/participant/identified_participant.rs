//! A name beside an anonymous id.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::id;
use crate::model::{Finding, Linked, SourceId};
use crate::rules::Options;
use crate::text::Span;
use crate::text::needles::Needles;

static PROMISES: LazyLock<Needles> = LazyLock::new(|| {
    Needles::new([
        "confidentiality",
        "confidential",
        "anonymity",
        "anonymous",
        "anonymously",
        "anonymised",
        "anonymized",
        "pseudonyms",
        "identities were protected",
    ])
});

/// What stands beside an id without naming anybody.
const ROLES: &[&str] = &[
    "academic", "activist", "administrator", "adult", "boy", "child", "coach", "consultant", "director", "doctor",
    "educator", "engineer", "expert", "farmer", "father", "female", "girl", "group", "head", "interview",
    "interviewee", "journalist", "lawyer", "leader", "lecturer", "male", "man", "manager", "midwife", "mother",
    "nurse", "official", "officer", "owner", "parent", "participant", "patient", "physician", "policymaker",
    "principal", "professor", "psychologist", "researcher", "respondent", "round", "scholar", "school", "scientist",
    "site", "staff", "student", "supervisor", "teacher", "team", "therapist", "transcript", "volunteer", "woman",
    "worker",
];

/// Reports each id that a name follows. A word that stands beside two ids is a place or a role.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut beside: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    let mut named = Vec::new();
    for (id, item) in id::quoted(linked) {
        let Some(name) = item.authors.first() else { continue };
        let Some(rest) = name.family.strip_prefix(id.text).and_then(|rest| rest.strip_prefix(' ')) else { continue };
        let given = rest.split(' ').any(is_name);
        if given {
            beside.entry(rest).or_default().insert(id.number);
            named.push((id, item, rest));
        }
    }
    named.retain(|(.., name)| beside[name].len() == 1);
    if named.is_empty() {
        return Vec::new();
    }
    let promise = promise(linked);
    named
        .into_iter()
        .map(|(id, item, name)| {
            let finding = Finding::new(item.span, format!("participant `{}` is identified as `{name}`", id.text))
                .label("a name beside an anonymous id")
                .help(format!("write `{}` alone", id.text));
            match promise {
                Some(span) => finding.related(SourceId::DOCUMENT, span, "promised here"),
                None => finding,
            }
        })
        .collect()
}

fn is_name(word: &str) -> bool {
    let small = word.to_lowercase();
    word.chars().count() > 2 && word.starts_with(char::is_uppercase) && !ROLES.contains(&small.as_str())
}

/// Where the text promises that nobody will be known.
fn promise(linked: &Linked) -> Option<Span> {
    let document = &linked.document;
    document.sentence_ids().find_map(|id| {
        let (_, at) = PROMISES.find(document.words(id)).next()?;
        Some(document.span_in(id, at))
    })
}
