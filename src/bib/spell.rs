//! How words are written in a bibliography's format.
//!
//! In: words that a value should have. Out: the source text for them; nothing, where it is not the same in every
//! field of that format. Dashes of page ranges are written as the format wants them, so they are words too.

use crate::model::Format;

/// The source text of words inside a value.
pub fn spell(format: Format, words: &str) -> Option<String> {
    if words.contains(char::is_control) {
        return None;
    }
    let plain = |signs: &[char]| (!words.contains(signs)).then(|| words.to_owned());
    match format {
        // Some fields are taken word for word, others are TeX.
        Format::BibLatex => plain(&['\\', '{', '}', '"', '#', '%', '@', '~', '^', '$', '&', '_', ',', '=']),
        Format::CslJson => plain(&['"', '\\']),
        Format::Hayagriva => {
            plain(&['"', '\'', '\\', ':', '#', '{', '}', '[', ']', ',', '&', '*', '!', '|', '>', '%', '@', '`'])
        }
        Format::EndNoteXml => Some(words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")),
        Format::Ris | Format::Nbib | Format::EndNote => Some(words.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_format_would_read_otherwise_is_not_written() {
        assert_eq!(spell(Format::BibLatex, "705--679").as_deref(), Some("705--679"));
        assert_eq!(spell(Format::BibLatex, "Osei & Ito"), None);
        assert_eq!(spell(Format::EndNoteXml, "Osei & Ito").as_deref(), Some("Osei &amp; Ito"));
        assert_eq!(spell(Format::CslJson, "a \"b\""), None);
        assert_eq!(spell(Format::WordSources, "a"), None);
    }
}
