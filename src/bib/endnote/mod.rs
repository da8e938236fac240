//! EndNote's two formats: its XML, which Word files carry inside too, and its tagged export.

pub(super) mod tagged;
pub(super) mod xml;

use super::record::Role;

/// BibLaTeX's type for the name of one of EndNote's.
fn kind(name: &str) -> &'static str {
    match name.trim() {
        "Journal Article" | "Magazine Article" | "Newspaper Article" | "Electronic Article" => "article",
        "Book" | "Electronic Book" | "Classical Work" | "Ancient Text" => "book",
        "Edited Book" => "collection",
        "Book Section" | "Electronic Book Section" => "incollection",
        "Conference Proceedings" | "Conference Proceeding" | "Conference Paper" => "inproceedings",
        "Encyclopedia" | "Dictionary" => "inreference",
        "Report" | "Government Document" | "Government Report or Document" => "report",
        "Thesis" => "thesis",
        "Web Page" | "Electronic Source" | "Blog" | "Online Database" | "Discussion Forum" | "Social Media" => "online",
        "Dataset" => "dataset",
        "Computer Program" => "software",
        "Statute" | "Bill" | "Legal Rule or Regulation" => "legislation",
        "Case" => "jurisdiction",
        "Unpublished Work" | "Manuscript" => "unpublished",
        "Pamphlet" => "booklet",
        "Patent" => "patent",
        "Serial" => "periodical",
        "Standard" => "standard",
        "Personal Communication" => "letter",
        "Artwork" | "Figure" => "image",
        "Film or Broadcast" | "Television Episode" => "movie",
        "Audiovisual Material" => "video",
        "Music" | "Podcast" => "audio",
        _ => "misc",
    }
}

/// The name of a type that is told by its number alone.
fn name_of(number: &str) -> &'static str {
    match number.trim() {
        "3" => "Audiovisual Material",
        "4" => "Bill",
        "5" => "Book Section",
        "6" => "Book",
        "7" => "Case",
        "9" => "Computer Program",
        "10" => "Conference Proceedings",
        "12" => "Web Page",
        "17" => "Journal Article",
        "19" => "Magazine Article",
        "21" => "Film or Broadcast",
        "23" => "Newspaper Article",
        "25" => "Patent",
        "26" => "Personal Communication",
        "27" => "Report",
        "28" => "Edited Book",
        "31" => "Statute",
        "32" => "Thesis",
        "34" => "Unpublished Work",
        "36" => "Manuscript",
        "43" => "Electronic Article",
        "44" => "Electronic Book",
        "46" => "Government Document",
        "47" => "Conference Paper",
        "52" => "Dictionary",
        "53" => "Encyclopedia",
        "59" => "Dataset",
        "60" => "Electronic Book Section",
        _ => "Generic",
    }
}

/// What part the first-named had in a work of this type: those of a collection edited it.
fn first_role(kind: &str) -> Role {
    if kind == "collection" { Role::Editor } else { Role::Author }
}
