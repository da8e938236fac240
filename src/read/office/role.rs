//! What a paragraph is by the name of its style.
//!
//! In: the name, its letters and digits in small letters. Out: a heading, a quotation, a caption, where the name
//! says so in one of the languages that word processors speak.

/// What the file says that a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) enum Role {
    /// A paragraph like any other.
    #[default]
    Body,
    /// An item of a list.
    Item,
    /// A heading and its level; 0 is the title.
    Heading(u8),
    /// A block quotation.
    Quote,
    /// A caption.
    Caption,
    /// A footnote or endnote.
    Note,
    /// A cell of a table.
    Cell,
    /// An entry of the reference list.
    Reference,
    /// A listing.
    Code,
}

/// A heading in other languages, whose own styles keep the names of theirs.
const HEADINGS: &[&str] = &[
    "heading", "überschrift", "berschrift", "titre", "título", "ttulo", "titolo", "kop", "rubrik", "overskrift",
    "otsikko", "nagłówek", "nagwek", "nadpis", "заголовок", "标题", "見出し", "címsor", "cmsor", "başlık",
];

/// The heading, quotation or the like that a name means, by its letters and digits.
pub(in crate::read) fn role(key: &str) -> Option<Role> {
    let front = key.trim_end_matches(|c: char| c.is_ascii_digit());
    if front.len() < key.len() && HEADINGS.contains(&front) {
        return key[front.len()..].parse().ok().filter(|level| (1..=9).contains(level)).map(Role::Heading);
    }
    Some(match key {
        "title" => Role::Heading(0),
        "subtitle" => Role::Heading(1),
        "tocheading" | "heading" | "contentsheading" | "bibliographyheading" => Role::Heading(1),
        "quote"
        | "intensequote"
        | "blocktext"
        | "blockquote"
        | "blockquotation"
        | "quotations"
        | "zitat"
        | "intensivesanführungszeichen" => Role::Quote,
        // The last four are what LibreOffice calls its own.
        "caption" | "tablecaption" | "imagecaption" | "figurecaption" | "beschriftung" | "légende" | "table"
        | "illustration" | "figure" | "drawing" => Role::Caption,
        "bibliography" | "bibliography1" | "endnotebibliography" | "literaturverzeichnis" | "bibliographie" => {
            Role::Reference
        }
        // "Preformatted Text" is none: a word processor gives it to every paragraph of a plain text it opens.
        "sourcecode" | "macro" | "macrotext" => Role::Code,
        _ => return None,
    })
}
