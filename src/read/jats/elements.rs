//! What the elements of JATS mean to a reader of prose.
//!
//! In: the name of an element, and where it stands. Out: its meaning. What is no prose – contributors, licences,
//! identifiers – is hidden; a name that is not known parts no words.
//!
//! Source: *JATS 1.3 (NISO Z39.96-2021), Archiving Tag Set*.

use crate::model::BlockKind;

/// What an element means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// A block of this kind; `Paragraph` is what it stands in.
    Block(BlockKind),
    /// The title of a section, or of a figure.
    Title,
    /// A figure or table, which floats out of the paragraph that it stands in.
    Float,
    /// A note, which is lifted out of the line that it stands in.
    Note,
    /// A pointer: to a work, a note, a figure.
    Xref,
    /// An entry of the list of references.
    Reference,
    /// A work in an entry.
    Work,
    /// The people of a work.
    People,
    /// The number or sign of a part.
    Label,
    /// Raised words.
    Raised,
    /// Code; something else stands for it.
    Code,
    /// A formula.
    Math,
    /// The forms of one thing: the first is read.
    Alternatives,
    /// A line break.
    Break,
    /// What an article says about itself: only titles and abstracts are read of it.
    Front,
    /// No prose.
    Hidden,
    /// Part of a line, and nothing more.
    Inline,
}

/// What an element means by its name, without prefix; `front` tells that it stands in the front matter, outside
/// titles and abstracts.
pub(super) fn meaning(name: &str, front: bool) -> Element {
    use BlockKind::{Caption, Item, Paragraph, Quote, Table};
    if front {
        return match name {
            "title-group" | "article-meta" | "front" | "trans-title-group" | "front-stub" => Element::Front,
            "article-title" | "subtitle" | "trans-title" | "trans-subtitle" => Element::Title,
            "abstract" | "trans-abstract" => Element::Block(Paragraph),
            _ => Element::Hidden,
        };
    }
    match name {
        "p" | "sec" | "body" | "back" | "app" | "app-group" | "ack" | "boxed-text" | "list" | "def-list"
        | "statement" | "verse-group" | "verse-line" | "speech" | "speaker" | "attrib" | "glossary" | "notes"
        | "bio" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "ref-list" | "fn-group" | "table-wrap-foot"
        | "floats-group" | "disp-formula-group" | "question" | "answer"
        | "explanation" | "sig-block" | "article" | "block-alternatives" | "question-wrap" | "abstract" | "note" => {
            Element::Block(Paragraph)
        }
        "list-item" | "term" | "def" => Element::Block(Item),
        "disp-quote" => Element::Block(Quote),
        "td" | "th" => Element::Block(Table),
        "caption" => Element::Block(Caption),
        "title" | "article-title" | "subtitle" => Element::Title,
        "fig" | "table-wrap" | "fig-group" | "table-wrap-group" | "supplementary-material" => Element::Float,
        "fn" => Element::Note,
        "xref" => Element::Xref,
        "ref" => Element::Reference,
        "person-group" => Element::People,
        "element-citation" | "mixed-citation" | "nlm-citation" | "citation" => Element::Work,
        "label" => Element::Label,
        "sup" => Element::Raised,
        "code" | "preformat" | "monospace" => Element::Code,
        "tex-math" | "math" => Element::Math,
        "alternatives" | "citation-alternatives" => Element::Alternatives,
        "break" => Element::Break,
        "front" | "front-stub" | "article-meta" => Element::Front,
        "alt-text" | "long-desc" | "object-id" | "graphic" | "inline-graphic" | "permissions" | "index-term"
        | "private-char" | "glyph-data" | "contrib-group" | "aff" | "product" | "journal-meta" | "processing-meta"
        | "sec-meta" | "fn-meta" | "col" | "colgroup" | "attribution" | "textual-form" | "custom-meta-group"
        // Reviews, replies and translations are works of their own.
        | "sub-article" | "response" => Element::Hidden,
        _ => Element::Inline,
    }
}
