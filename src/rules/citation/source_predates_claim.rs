//! A dated event, and the only work that is cited for it is older.

use crate::model::{Citation, Finding, Linked, Scope, SentenceId, SourceId, Status, Support};
use crate::rules::Options;
use crate::rules::own_work::speaks_of_own_work;
use crate::text::words::Words;

/// Words before a year that make it the date of an event.
static DATES: Words = Words::new(
    "in since during after from early late mid year summer winter spring autumn january february march april may june \
     july august september october november december",
);

/// Words of a sentence that looks ahead, or that names a method or a notion, which may be older than its use.
static ANOTHER_MATTER: Words = Words::new(
    "will would shall could may might should expect expects expected forecast forecasts forecasted predict predicts \
     predicted prediction project projects projected projection projections plan plans planned target targets goal \
     goals aim aims anticipate anticipates anticipated scenario scenarios future horizon next upcoming using used use \
     following followed based method methods adapted collected calculated computed model modelled modeled according \
     framework theory concept defined definition analysis",
);

/// Words before a year that is a horizon.
static AHEAD: Words = Words::new("by until till to");

/// Reports the latest such year of each sentence.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: Option<SentenceId> = None;
    for (claim, support) in linked.claims.iter().zip(&linked.support) {
        if support.scope != Scope::Sentence || seen == Some(claim.sentence) {
            continue;
        }
        seen = Some(claim.sentence);
        let Some((newest, citation)) = newest(linked, support) else { continue };
        if speaks_of_own_work(linked, claim.sentence) {
            continue;
        }
        let Some((year, at)) = event(linked, claim.sentence, support) else { continue };
        if year <= newest {
            continue;
        }
        let span = linked.document.span_in(claim.sentence, at);
        let finding = Finding::new(span, format!("`{year}` is later than all that is cited for it"))
            .label("an event of this year")
            .related(SourceId::DOCUMENT, citation.span, format!("the newest is of {newest}"));
        findings.push(finding.help("cite a work that could know of it, or say what the older one stands for"));
    }
    findings
}

/// The year of the newest work cited for a claim, where all have one.
fn newest<'l>(linked: &'l Linked, support: &Support) -> Option<(i32, &'l Citation)> {
    let mut newest: Option<(i32, &Citation)> = None;
    for &number in &support.citations {
        let citation = &linked.citations[number as usize];
        if citation.narrative() {
            return None;
        }
        for link in linked.links_of(number as usize) {
            if link.status != Status::Linked {
                return None;
            }
            let entry = linked.entry(*link.entries.first()?);
            let (_, last) = entry.date.as_ref().filter(|date| !date.uncertain)?.years?;
            // A page that was looked at later may know more than its date says.
            let later = entry.fields.iter().filter(|field| matches!(&*field.name, "urldate" | "eventdate" | "note"));
            let later = later.filter_map(|field| field.value.get(..4)?.parse::<i32>().ok());
            let year = later.fold(last, i32::max);
            if newest.is_none_or(|(known, _)| known < year) {
                newest = Some((year, citation));
            }
        }
    }
    newest
}

/// The latest year of an event in a sentence, outside its citations, and where it stands.
fn event(linked: &Linked, sentence: SentenceId, support: &Support) -> Option<(i32, std::ops::Range<usize>)> {
    let document = &linked.document;
    let words = document.words(sentence);
    if !words.contains(['1', '2']) {
        return None;
    }
    let inside: Vec<std::ops::Range<usize>> = support
        .citations
        .iter()
        .map(|&number| &linked.citations[number as usize])
        .filter(|citation| citation.sentence == sentence)
        .map(|citation| {
            let start = document.lead(citation).len();
            start..start + document.inside(citation).len()
        })
        .collect();
    let mut found: Option<(i32, std::ops::Range<usize>)> = None;
    let mut before = "";
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let start = word.as_ptr() as usize - words.as_ptr() as usize;
        let at = start..start + word.len();
        if ANOTHER_MATTER.has_any_case(word) && !inside.iter().any(|range| range.contains(&start)) {
            return None;
        }
        if is_year(word) && AHEAD.has_any_case(before) {
            return None;
        }
        if is_year(word) && DATES.has_any_case(before) && !inside.iter().any(|range| range.contains(&start)) {
            let stands = !words[at.end..].trim_start_matches(' ').starts_with(['%', '-', '–', '.'])
                || words[at.end..].trim_start_matches(['.', ' ']).is_empty();
            let year = word.parse().ok().filter(|_| stands && !counts(&words[at.end..]));
            if let Some(year) = year.filter(|year| found.as_ref().is_none_or(|(known, _)| known < year)) {
                found = Some((year, at));
            }
        }
        before = word;
    }
    found
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && ("1800".."2100").contains(&word)
}

/// Whether a number counts what follows it: `in 2000 households`.
fn counts(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else { return false };
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.len() > 3 && word.starts_with(char::is_lowercase) && word.ends_with('s')
}
