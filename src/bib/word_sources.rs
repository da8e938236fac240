//! The sources that Word keeps for its own citations, in a part of the file (`b:Sources`).
//!
//! In: that XML. Out: its entries in BibLaTeX's words, their tags as keys. A source that is broken is read as far
//! as it goes; sources that Word keeps for other files are not looked for.
//!
//! Source: *Office Open XML, ECMA-376-1, 22.6, Bibliography*.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use super::record::{self, Record, Role};
use super::tree::DEEPEST;
use super::{fault, person};
use crate::model::{Entry, LibraryFlaw, Person};
use crate::text::Span;

/// Reads the sources of a text from `start` on.
pub(super) fn read(text: &str, start: usize) -> (Vec<Entry>, Vec<LibraryFlaw>) {
    let mut sources = Sources { text, open: Vec::new(), source: None, entries: Vec::new() };
    let mut reader = Reader::from_str(&text[start..]);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut flaws = Vec::new();
    loop {
        let from = start + reader.buffer_position() as usize;
        let event = reader.read_event();
        let span = Span::new(from, start + reader.buffer_position() as usize);
        match event {
            Ok(Event::Start(tag)) => sources.begin(tag.local_name().as_ref(), span),
            Ok(Event::End(tag)) => sources.end(tag.local_name().as_ref(), span),
            Ok(Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => sources.words(span),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let at = (start + reader.error_position() as usize).min(text.len());
                let at = Span::new(text.floor_char_boundary(at), text.len());
                flaws.push(fault(at, at, None, error.to_string().chars().take(60).collect()));
                break;
            }
        }
    }
    if let Some(source) = sources.source.take() {
        let message = "this source is never closed by `</b:Source>`".to_owned();
        let entry = source.finish(Span::new(text.len(), text.len()));
        // Where the text itself is cut short, that was told.
        if flaws.is_empty() {
            flaws.push(fault(entry.span, entry.span, Some(&entry), message));
        }
        sources.entries.push(entry);
    }
    (sources.entries, flaws)
}

/// The reading of a list.
struct Sources<'s> {
    text: &'s str,
    /// The elements that are open within a source, by their local names.
    open: Vec<String>,
    source: Option<Source>,
    entries: Vec<Entry>,
}

/// A source being read.
#[derive(Default)]
struct Source {
    span: Span,
    /// The elements that hold words, in order: name, words, where both stand.
    leaves: Vec<Leaf>,
    /// The names that its author lists hold, with where each stands.
    people: Vec<(Role, Person, Span)>,
    /// The parts of the name that is open.
    parts: [String; 4],
    /// Where that stands.
    place: Option<Span>,
}

/// An element that holds words.
struct Leaf {
    name: String,
    name_span: Span,
    words: String,
    /// Where the words stand.
    at: Span,
}

/// The parts of a name, by their elements.
const PARTS: [&str; 4] = ["Last", "First", "Middle", "Corporate"];

impl Sources<'_> {
    fn begin(&mut self, name: &str, span: Span) {
        if name == "Source" && self.source.is_none() {
            self.open.clear();
            self.source = Some(Source { span, ..Source::default() });
            return;
        }
        let Some(source) = &mut self.source else { return };
        // What lies deeper holds nothing that is asked for.
        if self.open.len() < DEEPEST {
            self.open.push(name.to_owned());
        }
        if self.open.len() == 1 {
            let name_span = Span { start: span.start + 1, end: span.end.saturating_sub(1).max(span.start + 1) };
            source.leaves.push(Leaf { name: name.to_owned(), name_span, words: String::new(), at: Span::default() });
        }
    }

    fn words(&mut self, span: Span) {
        let Some(source) = &mut self.source else { return };
        let raw = &self.text[span.range()];
        let raw = raw.strip_prefix("<![CDATA[").and_then(|raw| raw.strip_suffix("]]>")).unwrap_or(raw);
        if raw.trim().is_empty() {
            return;
        }
        let words = unescape(raw).map_or_else(|_| raw.to_owned(), |words| words.into_owned());
        match self.open.as_slice() {
            [] => {}
            [_] => {
                if let Some(leaf) = source.leaves.last_mut() {
                    leaf.words.push_str(&words);
                    leaf.at = if leaf.at.is_empty() { span } else { leaf.at.to(span) };
                }
            }
            [.., last] => {
                if let Some(part) = PARTS.iter().position(|part| part == last) {
                    source.parts[part].push_str(&words);
                    source.place = Some(source.place.map_or(span, |place| place.to(span)));
                }
            }
        }
    }

    fn end(&mut self, name: &str, span: Span) {
        if name == "Source" {
            if let Some(source) = self.source.take() {
                let entry = source.finish(span);
                self.entries.push(entry);
            }
            return;
        }
        if let Some(source) = self.source.as_mut().filter(|_| matches!(name, "Person" | "Corporate")) {
            source.person(&self.open);
        }
        if self.open.last().is_some_and(|open| open == name) {
            self.open.pop();
        }
    }
}

impl Source {
    /// Ends a name; the lists that are open say whose it is.
    fn person(&mut self, open: &[String]) {
        let [last, first, middle, corporate] = std::mem::take(&mut self.parts);
        let Some(place) = self.place.take() else { return };
        let role = match open.get(1).map(String::as_str) {
            Some("Editor" | "BookEditor") => Role::Editor,
            Some("Translator") => Role::Translator,
            Some("BookAuthor" | "Compiler" | "Counsel" | "ProducerName" | "Interviewee") => return,
            _ => Role::Author,
        };
        let person = match corporate.trim() {
            "" if last.trim().is_empty() => return,
            "" => person::parted(&last, &format!("{first} {middle}"), ""),
            name => person::group(name),
        };
        self.people.push((role, person, place));
    }

    fn finish(self, end: Span) -> Entry {
        let words = |name: &str| self.leaves.iter().find(|leaf| leaf.name == name).map_or("", |leaf| leaf.words.trim());
        let kind = kind(words("SourceType"));
        let mut record = Record::new(kind, self.span.to(end));
        let names = self.leaves.iter().find(|leaf| leaf.name == "Author").map_or(self.span, |leaf| leaf.name_span);
        for (role, person, at) in self.people {
            record.person(role, names, person, at);
        }
        for leaf in self.leaves.iter().filter(|leaf| !leaf.words.trim().is_empty()) {
            let value = leaf.words.trim();
            match &*leaf.name {
                "Tag" => record.key(value, leaf.at),
                "DOI" => record.doi(leaf.name_span, value, leaf.at),
                "StandardNumber" => {
                    // One place for every number that a work may have.
                    if value.contains("10.") && value.contains('/') {
                        record.doi(leaf.name_span, value, leaf.at);
                    } else {
                        record.field(record::serial(kind), leaf.name_span, value.to_owned(), leaf.at);
                    }
                }
                name => {
                    if let Some(field) = field(name, kind).filter(|field| !record.has(field)) {
                        record.field(field, leaf.name_span, value.to_owned(), leaf.at);
                    }
                }
            }
        }
        record.finish()
    }
}

/// BibLaTeX's type for one of Word's.
fn kind(name: &str) -> &'static str {
    match name {
        "JournalArticle" | "ArticleInAPeriodical" => "article",
        "Book" => "book",
        "BookSection" => "incollection",
        "ConferenceProceedings" => "inproceedings",
        "Report" => "report",
        "InternetSite" | "DocumentFromInternetSite" | "ElectronicSource" => "online",
        "Patent" => "patent",
        "Case" => "jurisdiction",
        "Film" => "movie",
        "SoundRecording" | "Performance" => "audio",
        "Art" => "image",
        "Interview" => "misc",
        _ => "misc",
    }
}

/// BibLaTeX's field for one of Word's.
fn field(name: &str, kind: &str) -> Option<&'static str> {
    Some(match name {
        "Title" => "title",
        "ShortTitle" => "shorttitle",
        "Year" => "year",
        "Month" => "month",
        "JournalName" | "PeriodicalTitle" => "journaltitle",
        "BookTitle" | "ConferenceName" => "booktitle",
        "InternetSiteTitle" | "PublicationTitle" => record::whole(kind),
        "Publisher" | "Institution" | "ProductionCompany" => record::publisher(kind),
        "City" => "location",
        "Volume" => "volume",
        "Issue" => "number",
        "Pages" => "pages",
        "Edition" => "edition",
        "URL" => "url",
        "Comments" => "note",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    const SOURCES: &str = "<?xml version=\"1.0\"?>\n<b:Sources StyleName=\"APA\" xmlns:b=\"http://schemas.openxmlformats.org/officeDocument/2006/bibliography\">\
        <b:Source><b:Tag>Mar87</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author><b:NameList>\
        <b:Person><b:Last>Marlow</b:Last><b:First>Ruth</b:First><b:Middle>K.</b:Middle></b:Person>\
        <b:Person><b:Last>van der Berg</b:Last><b:First>Jan</b:First></b:Person></b:NameList></b:Author>\
        <b:Editor><b:NameList><b:Person><b:Last>Ode</b:Last><b:First>P</b:First></b:Person></b:NameList></b:Editor>\
        </b:Author><b:Title>Rope &amp; Tar</b:Title><b:Year>1987</b:Year><b:City>Oslo</b:City></b:Source>\
        <b:Source><b:Tag>Wor19</b:Tag><b:SourceType>InternetSite</b:SourceType><b:Author><b:Author>\
        <b:Corporate>World Fisheries Board</b:Corporate></b:Author></b:Author><b:Title>Nets</b:Title>\
        <b:Year>2019</b:Year></b:Source></b:Sources>";

    #[test]
    fn sources_are_entries() {
        let (entries, flaws) = read(SOURCES, 0);
        assert!(flaws.is_empty(), "{flaws:?}");
        let [rope, nets] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!((&*rope.key, &*rope.kind, &*rope.title), ("Mar87", "book", "Rope & Tar"));
        let names: Vec<_> = rope.authors.iter().map(|person| (person.family_name(), person.given.clone())).collect();
        assert_eq!(names, [("Marlow".into(), "Ruth K.".into()), ("van der Berg".into(), "Jan".into())]);
        assert_eq!(rope.editors[0].family, "Ode");
        assert_eq!(rope.date.as_ref().unwrap().text, "1987");
        assert_eq!(&SOURCES[rope.field("year").unwrap().span.range()], "1987");
        assert_eq!(&SOURCES[rope.key_span.range()], "Mar87");
        assert!(
            SOURCES[rope.span.range()].starts_with("<b:Source>") && SOURCES[rope.span.range()].ends_with("</b:Source>")
        );
        assert_eq!(nets.label(), "World Fisheries Board (2019)");
        assert!(nets.authors[0].group);
    }

    #[test]
    fn what_is_broken_costs_nothing_else() {
        let cut = &SOURCES[..SOURCES.len() - 40];
        let (entries, flaws) = read(cut, 0);
        assert_eq!((entries.len(), flaws.len()), (2, 1));
        for text in ["<b:Source>".repeat(50_000), format!("<b:Sources><b:Source>{}", "<b:a>".repeat(50_000))] {
            let begun = std::time::Instant::now();
            read(&text, 0);
            assert!(begun.elapsed().as_secs() < 5);
        }
    }
}
