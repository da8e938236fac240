//! A typed name and year beside a key whose entry says otherwise.

use crate::model::{Citation, CiteItem, Entry, EntryId, Finding, Form, Linked, Match, Severity, Status};
use crate::rules::Options;
use crate::text::{Span, fold, near};

/// How many years may lie between a work and its reprint before the typed year is taken for the first.
const REPRINT: i32 = 20;

/// Reports a typed citation that fits no entry, where the key after it names a work of the same
/// author and another year, or of the same year and nearly that author.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    let pairs = linked.citations.windows(2).enumerate();
    pairs.filter_map(|(number, pair)| contradiction(linked, number, &pair[0], &pair[1])).collect()
}

fn contradiction(linked: &Linked, number: usize, typed: &Citation, keyed: &Citation) -> Option<Finding> {
    let (Form::Key, [item]) = (keyed.form, typed.items.as_slice()) else { return None };
    let apart = typed.span.end > keyed.span.start || typed.sentence != keyed.sentence;
    if typed.form == Form::Key || item.year.is_none() || apart {
        return None;
    }
    let between = linked.document.source.slice(Span { start: typed.span.end, end: keyed.span.start });
    let beside = between.trim().is_empty();
    if !beside && (typed.form != Form::Narrative || !keyed.text.starts_with('[')) {
        return None;
    }
    // What has an entry of its own is another work; "[see also @key]" speaks of another one too.
    let own = linked.links_of(number).first()?;
    let stray = matches!(own.status, Status::Missing | Status::Mismatch);
    if !stray || keyed.items.iter().any(|item| item.prefix.is_some()) {
        return None;
    }
    let entries: Vec<EntryId> = linked.links_of(number + 1).iter().flat_map(|link| link.entries.clone()).collect();
    let [id] = entries.as_slice() else { return None };
    let entry = linked.entry(*id);
    let same_name = item.authors.iter().any(|name| is_author(&name.family, entry));
    let elsewhere = own.how == Match::Year && !own.entries.contains(id);
    match (same_name, same_year(item, entry)?) {
        (true, false) if beside || !elsewhere => Some(year(linked, item, *id, beside)),
        (false, true) if beside => name(linked, item, *id),
        _ => None,
    }
}

fn year(linked: &Linked, item: &CiteItem, id: EntryId, beside: bool) -> Finding {
    let entry = linked.entry(id);
    let (span, typed) = item.year.as_ref().map_or((item.span, ""), |year| (year.span, year.text.as_str()));
    let theirs = entry.date.as_ref().map_or("no date", |date| date.text.as_str());
    let at = entry.field("date").or(entry.field("year")).map_or(entry.key_span, |field| field.span);
    let finding = Finding::new(span, format!("`{typed}` is typed beside a key of {theirs}"))
        .label(format!("typed as {typed}"))
        .related(linked.source_of(id), at, format!("`{}` is of {theirs}", entry.key))
        .help(format!("write `{theirs}`, or cite the work of {typed}"));
    let first = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
    let reprint = first(typed).zip(first(theirs)).is_some_and(|(typed, theirs)| typed + REPRINT < theirs);
    match (reprint, beside) {
        (true, _) => {
            finding.note("an entry of a reprint may give its first year as `origdate`").severity(Severity::Info)
        }
        (false, false) => finding.severity(Severity::Info),
        (false, true) => finding,
    }
}

/// A name is only doubted where it nearly is the author's, or where it can be none but an author's:
/// `the Wenchuan earthquake (2008) [@li2008]` names no author at all.
fn name(linked: &Linked, item: &CiteItem, id: EntryId) -> Option<Finding> {
    let entry = linked.entry(id);
    let typed = item.authors.first()?;
    let author = entry.names().first().filter(|author| !author.group)?;
    let slip = near::slips(&fold::key(&typed.family), &fold::key(&author.family)).is_some();
    if !slip && !item.et_al {
        return None;
    }
    let at = entry.field("author").or(entry.field("editor")).map_or(entry.key_span, |field| field.span);
    let theirs = author.family_name();
    Some(
        Finding::new(typed.span, format!("`{}` is typed beside a key of {theirs}", super::short(&typed.family)))
            .label("the typed name")
            .related(linked.source_of(id), at, format!("`{}` is by {theirs}", entry.key))
            .help(format!("write `{theirs}`, or cite the work of {}", typed.family)),
    )
}

/// Whether a typed name is one of the entry's: its own, with words of the sentence before it, or its short form.
fn is_author(typed: &str, entry: &Entry) -> bool {
    let typed = fold::key(typed);
    let names = entry.names().iter().flat_map(|person| [person.family_name(), person.family.clone()]);
    names.chain(entry.short.iter().cloned()).map(|name| fold::key(&name)).any(|name| {
        let ends = |long: &str, short: &str| short.len() > 2 && long.ends_with(short);
        typed == name || ends(&typed, &name) || ends(&name, &typed)
    })
}

/// Whether the typed year is one of the entry's; `None` where either has no number.
fn same_year(item: &CiteItem, entry: &Entry) -> Option<bool> {
    let date = entry.date.as_ref()?;
    let (from, to) = date.years?;
    let typed = item.year.as_ref()?.text.split(|c: char| !c.is_ascii_digit());
    let typed: Vec<i32> = typed.filter(|part| part.len() == 4).filter_map(|part| part.parse().ok()).collect();
    let fits = |year: &i32| (from..=to).contains(year) || date.original == Some(*year);
    (!typed.is_empty()).then(|| typed.iter().any(fits))
}
