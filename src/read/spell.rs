//! How words are written in a manuscript's format.
//!
//! In: words. Out: the source text that each reader of this folder reads as those words; nothing, where there is
//! none that is sure. Brackets stand as they are: who writes them means brackets.

use crate::model::Format;

/// The source text of words.
pub fn spell(format: Format, words: &str) -> Option<String> {
    // Spans of containers index a text that no file holds.
    if format.is_container() || words.contains(char::is_control) || words.contains('\u{fffc}') {
        return None;
    }
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        let escaped = match format {
            Format::Text => "",
            Format::Markdown => match c {
                '\\' | '`' | '*' | '_' | '<' | '>' | '~' | '^' | '$' | '@' | '#' | '|' | '{' | '}' | '!' => {
                    return None;
                }
                '"' => return None,
                _ => "",
            },
            Format::Latex => match c {
                '&' => "\\&",
                '%' => "\\%",
                '#' => "\\#",
                '_' => "\\_",
                '$' => "\\$",
                '–' => "--",
                '\\' | '{' | '}' | '~' | '^' | '"' | '`' => return None,
                _ => "",
            },
            Format::Html | Format::Jats => match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => "",
            },
            Format::Typst => match c {
                '\\' | '`' | '*' | '_' | '<' | '>' | '~' | '$' | '@' | '#' | '[' | ']' | '"' | '/' | '=' => {
                    return None;
                }
                _ => "",
            },
            Format::Rst => match c {
                '\\' | '`' | '*' | '_' | '|' | ':' => return None,
                _ => "",
            },
            _ => return None,
        };
        match escaped {
            "" => out.push(c),
            escaped => out.push_str(escaped),
        }
    }
    // Two hyphens are a dash.
    let dash = matches!(format, Format::Markdown | Format::Latex | Format::Typst) && words.contains("--");
    (!dash).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    const FORMATS: &[(Format, &str)] = &[
        (Format::Text, "paper.txt"),
        (Format::Markdown, "paper.md"),
        (Format::Latex, "paper.tex"),
        (Format::Typst, "paper.typ"),
        (Format::Rst, "paper.rst"),
        (Format::Html, "paper.html"),
    ];

    #[test]
    fn what_is_written_is_read_as_the_same_words() {
        let words =
            ["&", "and", "(", ")", ";", "; b", "O’Brien", "Müller", "50 %", "a_b", "$x$", "<i>", "#1", "2004–2010"];
        for (format, path) in FORMATS {
            for word in words {
                let Some(spelt) = spell(*format, word) else { continue };
                let text = format!("Osei {spelt} Ito");
                let document = read::read(path, None, text.as_bytes()).expect("it is read");
                assert_eq!(document.prose.text(), format!("Osei {word} Ito"), "{format:?}: {text}");
            }
        }
    }

    #[test]
    fn signs_are_written_as_a_format_needs_them() {
        for (format, want) in [
            (Format::Text, Some("&")),
            (Format::Markdown, Some("&")),
            (Format::Latex, Some("\\&")),
            (Format::Typst, Some("&")),
            (Format::Rst, Some("&")),
            (Format::Html, Some("&amp;")),
            (Format::Jats, Some("&amp;")),
            (Format::Docx, None),
            (Format::Pdf, None),
        ] {
            assert_eq!(spell(format, "&").as_deref(), want, "{format:?}");
        }
        assert_eq!(spell(Format::Text, "a\nb"), None);
        assert_eq!(spell(Format::Docx, ""), None);
    }
}
