//! Zotero's own JSON: what Better BibTeX exports, and what Zotero's web service gives.
//!
//! In: an item with its `itemType`. Out: an entry in BibLaTeX's words; `None` for notes and attachments.

use super::super::record::{self, Record, Role};
use super::super::tree::Node;
use super::{key, names, text};
use crate::text::Span;

/// The record of an item.
pub(super) fn record(item: &Node<'_>, span: Span) -> Option<Record> {
    let kind = kind(item.text_of("itemType"))?;
    let mut record = Record::new(kind, span);
    for name in ["citationKey", "citekey", "key", "itemKey"] {
        item.get(name).into_iter().for_each(|node| key(&mut record, node));
    }
    for pair in item.pairs() {
        if pair.name == "creators" {
            creators(&mut record, pair.name_span, &pair.value);
            continue;
        }
        if pair.name == "attachments" {
            let paths: Vec<&str> = pair.value.items().iter().map(|file| file.text_of("path")).collect();
            let paths: Vec<&str> = paths.into_iter().filter(|path| !path.is_empty()).collect();
            if !paths.is_empty() {
                record.field("file", pair.name_span, paths.join(";"), pair.value.span);
            }
            continue;
        }
        let Some(field) = field(&pair.name, kind) else { continue };
        if let Some(text) = text(&pair.value).filter(|text| !text.is_empty()) {
            record.field(field, pair.name_span, text, pair.value.span);
        }
    }
    Some(record)
}

/// Those who made a work; of whom is cited as its author, each type has its own name.
fn creators(record: &mut Record, name_span: Span, value: &Node<'_>) {
    let role = |node: &Node<'_>| match node.text_of("creatorType") {
        "editor" => Some(Role::Editor),
        "translator" => Some(Role::Translator),
        "author" | "artist" | "cartographer" | "composer" | "director" | "interviewee" | "inventor" | "performer"
        | "podcaster" | "presenter" | "programmer" | "sponsor" | "" => Some(Role::Author),
        _ => None,
    };
    for node in value.items() {
        if let Some(role) = role(node) {
            names::read(record, role, name_span, node);
        }
    }
}

fn field<'n>(name: &'n str, kind: &str) -> Option<&'n str> {
    Some(match name {
        "citationKey" | "citekey" | "key" | "itemKey" | "itemType" | "itemID" | "version" | "attachments" | "notes"
        | "tags" | "collections" | "relations" | "uri" | "select" | "dateAdded" | "dateModified" | "libraryID" => {
            return None;
        }
        "publicationTitle" | "bookTitle" | "proceedingsTitle" | "encyclopediaTitle" | "dictionaryTitle"
        | "websiteTitle" | "blogTitle" | "forumTitle" => record::whole(kind),
        "journalAbbreviation" => "shortjournal",
        "shortTitle" => "shorttitle",
        "pages" => "pages",
        "issue" => "number",
        "publisher" | "institution" | "university" | "company" | "distributor" | "label" | "studio" | "network" => {
            record::publisher(kind)
        }
        "place" => "location",
        "abstractNote" => "abstract",
        "extra" => "note",
        "accessDate" => "urldate",
        "language" => "langid",
        "thesisType" | "reportType" | "genre" => "type",
        "conferenceName" => "eventtitle",
        "DOI" => "doi",
        "ISBN" => "isbn",
        "ISSN" => "issn",
        "date" | "dateDecided" | "dateEnacted" | "issueDate" => "date",
        other => other,
    })
}

/// BibLaTeX's type for one of Zotero's; `None` for what is no work.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    Some(match name {
        "note" | "attachment" | "annotation" => return None,
        "journalArticle" | "magazineArticle" | "newspaperArticle" => "article",
        "book" => "book",
        "bookSection" => "incollection",
        "conferencePaper" => "inproceedings",
        "encyclopediaArticle" | "dictionaryEntry" => "inreference",
        "thesis" => "thesis",
        "report" => "report",
        "webpage" | "blogPost" | "forumPost" => "online",
        "dataset" => "dataset",
        "computerProgram" => "software",
        "statute" | "bill" => "legislation",
        "case" => "jurisdiction",
        "manuscript" => "unpublished",
        "patent" => "patent",
        "letter" | "email" | "instantMessage" => "letter",
        "standard" => "standard",
        "artwork" => "image",
        "film" => "movie",
        "videoRecording" | "tvBroadcast" => "video",
        "audioRecording" | "podcast" | "radioBroadcast" => "audio",
        _ => "misc",
    })
}
