//! One finding as a person is told it: where, which words, what is wrong, the other side, what to do.

use super::passage::{Hue, Passage};
use super::place::Place;
use super::words::{capital, cut, said, sentence, set_apart};
use super::{Map, Review, reference};
use crate::model::{Diagnostic, Document, Label, Severity, SourceId};
use crate::text::{ProseSpan, Span};

/// How many places of the other side are told.
const SIDES: usize = 8;
/// How many characters of a quoted place are shown.
const QUOTED: usize = 160;

/// A finding, told.
pub(in crate::report) struct Told<'r> {
    /// Its number in the report, from 1.
    pub(in crate::report) number: usize,
    pub(in crate::report) code: &'static str,
    pub(in crate::report) rule: &'static str,
    pub(in crate::report) severity: Severity,
    /// Where it stands in what a reader sees.
    pub(in crate::report) place: Option<Place>,
    /// `Paragraph 12, line 175 (Introduction)`, or `refs.bib, line 19`.
    pub(in crate::report) at: String,
    /// The words it is about.
    pub(in crate::report) quoted: String,
    /// What is wrong; quoted words in backticks.
    pub(in crate::report) message: &'r str,
    /// The sentence it stands in.
    pub(in crate::report) context: Option<Passage>,
    pub(in crate::report) sides: Vec<Side<'r>>,
    /// How many places of the other side are left out.
    pub(in crate::report) more: usize,
    pub(in crate::report) notes: &'r [String],
    pub(in crate::report) help: Option<&'r str>,
}

/// A place of the other side.
pub(in crate::report) struct Side<'r> {
    /// What it is: `the source has ...`.
    pub(in crate::report) message: &'r str,
    pub(in crate::report) passage: Passage,
    pub(in crate::report) at: String,
    /// Where it stands in the manuscript, if it does.
    pub(in crate::report) place: Option<Place>,
}

impl<'r> Told<'r> {
    /// Tells a finding of a document.
    pub(in crate::report) fn new(review: &Review<'r>, number: usize, diagnostic: &'r Diagnostic) -> Self {
        let finding = &diagnostic.finding;
        let place = (finding.at.source == SourceId::DOCUMENT).then(|| review.seen(finding.at.span)).flatten();
        let (passage, at) = side(review, &finding.at, place);
        let at = place.map_or(at, |place| review.place_in_section(place));
        let context = place.and_then(|place| context(review.document(), place));
        let sides = finding.related.iter().take(SIDES).map(|label| {
            let place = (label.source == SourceId::DOCUMENT).then(|| review.seen(label.span)).flatten();
            let (passage, at) = side(review, label, place);
            Side { message: &label.message, passage, at, place }
        });
        Self {
            number,
            code: diagnostic.code,
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            place,
            at: if place.is_some() { capital(&at) } else { at },
            quoted: cut(&passage.text(), QUOTED),
            message: &finding.message,
            context,
            sides: sides.collect(),
            more: finding.related.len().saturating_sub(SIDES),
            notes: &finding.notes,
            help: finding.help.as_deref(),
        }
    }

    /// Where, and which words.
    pub(in crate::report) fn where_line(&self) -> String {
        if self.quoted.is_empty() {
            format!("{}:", self.at)
        } else {
            format!("{}: {}", self.at, set_apart(&self.quoted))
        }
    }

    /// `[F002 contradicted-figure, error]`
    pub(in crate::report) fn tag(&self) -> String {
        format!("[{} {}, {}]", self.code, self.rule, self.severity.name())
    }

    /// The lines of a review note, the number left out.
    pub(in crate::report) fn lines(&self) -> Vec<String> {
        let mut out = vec![self.where_line(), format!("{} {}", sentence(&said(self.message)), self.tag())];
        out.extend(self.sides.iter().map(|side| {
            let front = if side.message.is_empty() { String::new() } else { format!("{}: ", said(side.message)) };
            format!("– {front}{} ({})", set_apart(&side.passage.text()), side.at)
        }));
        if self.more > 0 {
            out.push(format!("– and {}", super::words::count(self.more, "more place", "more places")));
        }
        out.extend(self.notes.iter().map(|note| format!("Why: {}", sentence(&said(note)))));
        out.extend(self.help.map(|help| format!("To do: {}", sentence(&said(help)))));
        out
    }
}

/// The words of a label, and where it stands.
fn side(review: &Review, label: &Label, place: Option<Place>) -> (Passage, String) {
    let Some(source) = review.report.source(label.source) else { return (Passage::default(), String::new()) };
    if label.source == SourceId::DOCUMENT
        && let Some(place) = place
    {
        return (Passage::plain(&words_at(review.document(), place)), review.place_words(place));
    }
    let line = source.place(label.span.start).line;
    let page = source.page(label.span.start).map(|page| format!(", page {page}"));
    let at = format!("{}{}, line {line}", source.path, page.unwrap_or_default());
    let passage = match review.work(label.source) {
        Some((document, map)) => of_work(document, map, label.span),
        None => {
            let entry = named(review, label).map(|text| cut(&text, QUOTED));
            Passage::plain(&entry.unwrap_or_else(|| cut(around(&source.text, label.span), QUOTED)))
        }
    };
    (passage, at)
}

/// The words of a place of the manuscript; where it is but a mark, with the words behind it.
fn words_at(document: &Document, place: Place) -> String {
    let prose = document.prose.text();
    let most = (place.at.start as usize + 8 * QUOTED).min(place.at.end as usize);
    let text = document.shown(ProseSpan::new(place.at.start as usize, prose.ceil_char_boundary(most)));
    if text.is_empty() || text.contains(char::is_alphanumeric) {
        return cut(&text, QUOTED);
    }
    let end = document.block(place.block).at.end.min(place.at.end + 60);
    let end = prose.floor_char_boundary(end as usize).max(place.at.end as usize);
    cut(&document.shown(ProseSpan::new(place.at.start as usize, end)), 40)
}

/// The work whose key a label points at, as a list of references has it.
fn named(review: &Review, label: &Label) -> Option<String> {
    let library = review.report.linked.libraries.get((label.source.0 as usize).checked_sub(1)?)?;
    let next = library.entries.partition_point(|entry| entry.key_span.start <= label.span.start);
    let entry = library.entries.get(next.checked_sub(1)?)?;
    (entry.key_span.contains(label.span) && !label.span.is_empty()).then(|| reference(library, entry))
}

/// The sentence of a cited work that holds a span, the span marked.
fn of_work(document: &Document, map: &Map, span: Span) -> Passage {
    let Some(place) = map.place(document, span) else { return Passage::default() };
    let sentence = document.sentence_at(place.at.start).map_or(place.at, |id| document.sentence(id).at);
    Passage::new(document, sentence.to(place.at), &[(place.at, Hue::Differs)])
}

/// The sentence that a finding stands in, where it is more than what the finding is about.
fn context(document: &Document, place: Place) -> Option<Passage> {
    let sentence = document.sentence(document.sentence_at(place.at.start)?).at;
    let inside = ProseSpan { start: place.at.start, end: place.at.end.min(sentence.end).max(place.at.start) };
    (sentence.contains(inside) && inside.len() < sentence.len())
        .then(|| Passage::new(document, sentence, &[(inside, Hue::Plain)]))
}

/// The bytes of a label, or the line they stand in where they are few.
fn around(text: &str, span: Span) -> &str {
    let start = (span.start as usize).min(text.len());
    let end = (span.end as usize).clamp(start, text.len());
    // A long line, of a file that has no others, is no context, and is not searched for its ends.
    let low = text.floor_char_boundary(start.saturating_sub(QUOTED));
    let high = text.ceil_char_boundary((end + QUOTED).min(text.len()));
    let begin = text[low..start].rfind('\n').map(|at| low + at + 1).or((low == 0).then_some(0));
    let stop = text[end..high].find('\n').map(|at| end + at).or((high == text.len()).then_some(high));
    match (begin, stop) {
        (Some(begin), Some(stop)) if end - start <= QUOTED => text[begin..stop].trim(),
        _ => &text[start..end],
    }
}
