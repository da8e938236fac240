//! Interview participants, cited by an id: `(P7, 2024)`, `(Interviewee 3, 2023)`.

use std::collections::BTreeSet;

use crate::model::{Citation, Document};
use crate::text::needles::Needles;

/// Words before the number of a participant.
const ROLES: &[&str] =
    &["Participant", "Interviewee", "Respondent", "Informant", "Expert", "Interview", "Person", "Key Informant"];

/// Marks the items that cite participants, where the document has participants: two ids at least,
/// or an interview mentioned. An item that only looks like one stays what it was.
pub fn settle(document: &Document, citations: &mut [Citation]) {
    let ids: BTreeSet<String> = citations
        .iter()
        .flat_map(|citation| &citation.items)
        .filter_map(|item| id(&item.authors.first()?.family))
        .collect();
    if ids.is_empty() {
        return;
    }
    let told = ids.len() > 1 || {
        let needles =
            Needles::new(["interview", "interviews", "interviewed", "participants", "informants", "respondents"]);
        needles.find(document.prose.text()).next().is_some()
    };
    if !told {
        return;
    }
    for item in citations.iter_mut().flat_map(|citation| &mut citation.items) {
        if let Some(id) = item.authors.first().and_then(|name| id(&name.family)) {
            item.personal = Some(id);
            item.firm = true;
        }
    }
}

/// The id that a name begins with: `P4` of `P4 Zaheen`.
fn id(name: &str) -> Option<String> {
    let mut words = name.split([' ', '-', '\u{a0}']);
    let first = words.next()?;
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &first[letters.len()..];
    if matches!(letters, "P" | "R" | "I" | "Int" | "FGD" | "KI" | "KII" | "E" | "S" | "T")
        && (1..=3).contains(&digits.len())
    {
        return Some(first.to_owned());
    }
    let number =
        words.next().filter(|word| !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()));
    let role = ROLES.contains(&first) || matches!(first, "P" | "R" | "FGD" | "KI" | "KII");
    number.filter(|_| role).map(|number| format!("{first} {number}"))
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn ids_and_names() {
        for (name, want) in [
            ("P7", Some("P7")),
            ("P4 Zaheen", Some("P4")),
            ("Participant 3", Some("Participant 3")),
            ("Holland", None),
            ("P", None),
        ] {
            assert_eq!(id(name).as_deref(), want, "{name}");
        }
    }
}
