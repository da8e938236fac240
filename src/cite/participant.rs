//! Interview participants, cited by an id: `(P7, 2024)`, `(Interviewee 3, 2023)`.

use std::collections::BTreeSet;

use crate::grammar::participant::id;
use crate::model::{Citation, Document};
use crate::text::needles::Needles;

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
