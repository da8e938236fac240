//! The words of a field, as a document: an abstract or a note tells of the work when nothing else is at hand.
//!
//! In: the bibliography's text and a field. Out: a document whose spans lie in that text.

use super::{json, markup};
use crate::grammar::latex;
use crate::model::{BlockKind, Builder, Document, Field, Format, Source, build_over};
use crate::text::Span;

/// Reads a field as prose.
pub fn field(source: &Source, field: &Field) -> Document {
    build_over(source, |builder| {
        builder.block(BlockKind::Paragraph);
        match words(source, field) {
            Some(words) => words.iter().for_each(|word| push(builder, word)),
            // Put together from strings, or with a command around several words: the whole field stands for them.
            None => builder.stands(field.span, &field.value),
        }
    })
}

/// A word: where it stands, and what it prints where that is something else.
type Word = (Span, Option<String>);

/// The words of a field that is one text; `None` where they do not print what the field does.
fn words(source: &Source, field: &Field) -> Option<Vec<Word>> {
    let print: fn(&str) -> String = match source.format {
        Format::BibLatex => latex::plain,
        Format::CslJson => |word| markup::plain(&json::unescaped(word)),
        _ => markup::plain,
    };
    let raw = source.slice(field.span);
    let trimmed = raw.trim();
    let delimiters: &[(char, char)] = match source.format {
        Format::BibLatex => &[('{', '}'), ('"', '"')],
        Format::CslJson | Format::Hayagriva => &[('"', '"'), ('\'', '\'')],
        _ => &[],
    };
    let inner = delimiters.iter().find_map(|&(open, close)| trimmed.strip_prefix(open)?.strip_suffix(close));
    let inner = inner.unwrap_or(trimmed);
    let base = field.span.start as usize + (inner.as_ptr() as usize - raw.as_ptr() as usize);
    let mut out: Vec<Word> = Vec::new();
    let mut rest = field.value.as_str();
    for word in inner.split_ascii_whitespace() {
        let start = base + (word.as_ptr() as usize - inner.as_ptr() as usize);
        let span = Span::new(start, start + word.len());
        let printed = print(word);
        if printed.is_empty() {
            continue;
        }
        if !out.is_empty() {
            rest = rest.strip_prefix(' ')?;
        }
        rest = rest.strip_prefix(printed.as_str())?;
        out.push((span, (printed != word).then_some(printed)));
    }
    rest.is_empty().then_some(out)
}

fn push(builder: &mut Builder<'_>, (span, printed): &Word) {
    if let Some(end) = builder.current().filter(|(_, text)| !text.is_empty()).and(builder.end()) {
        builder.blank(Span { start: end.min(span.start), end: span.start });
    }
    match printed {
        None => builder.same(*span),
        Some(text) => builder.stands(*span, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bib;

    #[test]
    fn words_lead_back_to_the_bibliography() {
        let text = "@string{s = {string}}\n@book{a,\n  abstract = {The  ferry of Sk\\aa ne carried\n    \\emph{sheep} --- and ``mail''.},\n  note = \"Plain \\& short\",\n  annote = \"A \" # s,\n  annotation = {Read \\emph{with some} care},\n}\n";
        let library = bib::read("refs.bib", text.as_bytes()).unwrap();
        let read = |name: &str| field(&library.source, library.entries[0].field(name).unwrap());
        let document = read("abstract");
        assert_eq!(document.prose.text(), library.entries[0].field("abstract").unwrap().value);
        assert_eq!(document.source.path, "refs.bib");
        let place = |document: &Document, words: &str| {
            let at = document.prose.text().find(words).unwrap();
            let span = document.prose.source(crate::text::ProseSpan::new(at, at + words.len()));
            library.source.slice(span).to_owned()
        };
        assert_eq!(place(&read("note"), "Plain & short"), "Plain \\& short");
        assert_eq!(read("annote").prose.text(), "A string");
        assert_eq!(place(&read("annote"), "string"), "\"A \" # s");
        assert_eq!(read("annotation").prose.text(), "Read with some care");
        assert_eq!(document.sentences.len(), 1);
    }

    #[test]
    fn words_lead_back_whatever_the_format() {
        let words = "It carried “sheep” & mail. Then it sank.";
        for (path, text, place) in [
            (
                "a.json",
                r#"[{"id": "a", "abstract": "It carried \u201csheep\u201d &amp; mail.\n\nThen <i>it</i> sank."}]"#,
                r"mail.\n\nThen",
            ),
            ("a.ris", "TY  - BOOK\nAB  - It carried “sheep” &amp;\n mail. Then\n it sank.\nER  - \n", "mail."),
            ("a.nbib", "PMID- 1\nAB  - It carried “sheep” & mail.\n      Then it sank.\n", "mail."),
            ("a.xml", "<record><abstract>It carried “sheep” &amp; mail. Then it sank.</abstract></record>", "mail."),
            ("a.yml", "a:\n  abstract: >\n    It carried “sheep” & mail.\n    Then it sank.\n", "mail."),
        ] {
            let library = bib::read(path, text.as_bytes()).unwrap();
            let document = field(&library.source, library.entries[0].field("abstract").unwrap());
            assert_eq!(document.prose.text(), words, "{path}");
            let at = words.find("mail.").unwrap();
            let span = document.prose.source(crate::text::ProseSpan::new(at, at + 5));
            assert_eq!(library.source.slice(span), place, "{path}");
        }
    }
}
