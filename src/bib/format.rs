//! Which format a bibliography is written in.
//!
//! In: a path, and the text. Out: a format. Some endings are a bibliography's own; others (`.json`, `.xml`,
//! `.yaml`) are shared with much else, and what the file holds must say it too.

use super::{csl, decode, endnote, hayagriva};
use crate::model::Format;

/// The formats by the endings of their files, in small letters; whether nothing else has such an ending.
const ENDINGS: &[(Format, bool, &[&str])] = &[
    (Format::BibLatex, true, &["bib", "bibtex", "biblatex"]),
    (Format::CslJson, false, &["json"]),
    (Format::CslJson, true, &["csljson"]),
    (Format::Ris, true, &["ris"]),
    (Format::Nbib, true, &["nbib"]),
    (Format::EndNote, true, &["enw"]),
    (Format::EndNoteXml, false, &["xml"]),
    (Format::Hayagriva, false, &["yml", "yaml"]),
];

/// How much of a text is looked at to tell what it is.
const HEAD: usize = 1 << 16;

/// The format that the ending of a path names.
pub fn format_of(path: &str) -> Option<Format> {
    known(path).map(|(format, _)| format)
}

/// The format of a file that may be a bibliography and may be something else; `None` where it is that. `head`
/// gives its first bytes, so many at the most; it is asked where the ending does not tell.
pub fn recognise(path: &str, head: impl FnOnce(usize) -> Option<Vec<u8>>) -> Option<Format> {
    match known(path)? {
        (format, true) => Some(format),
        (format, false) => {
            let decoded = decode::decode(head(HEAD)?);
            holds(format, beginning(&decoded.text)).then_some(format)
        }
    }
}

fn known(path: &str) -> Option<(Format, bool)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, ending) = name.rsplit_once('.')?;
    let named = |endings: &[&str]| endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
    ENDINGS.iter().find(|(.., endings)| named(endings)).map(|&(format, own, _)| (format, own))
}

/// The format of a text that no ending tells.
pub(super) fn sniff(text: &str) -> Format {
    let head = beginning(text);
    let line = |begin: &str| head.starts_with(begin) || head.lines().any(|line| line.starts_with(begin));
    match head.chars().next() {
        Some('[' | '{') => Format::CslJson,
        Some('<') => Format::EndNoteXml,
        Some('@') => Format::BibLatex,
        _ if line("TY  -") => Format::Ris,
        _ if line("PMID-") => Format::Nbib,
        _ if line("%0 ") => Format::EndNote,
        _ if hayagriva::is_head(head) => Format::Hayagriva,
        _ => Format::BibLatex,
    }
}

/// The beginning of a text, without what stands before its first word.
fn beginning(text: &str) -> &str {
    let head = &text[decode::mark_len(text)..];
    head[..head.floor_char_boundary(HEAD)].trim_start()
}

/// Whether the beginning of a text is that of a bibliography in a format.
fn holds(format: Format, head: &str) -> bool {
    match format {
        Format::CslJson => csl::is_head(head),
        Format::EndNoteXml => endnote::xml::is_head(head),
        Format::Hayagriva => hayagriva::is_head(head),
        _ => true,
    }
}

/// What a file of a format holds, for messages.
pub(super) fn kind(format: Format) -> &'static str {
    match format {
        Format::CslJson => "CSL-JSON item",
        Format::EndNoteXml | Format::EndNote => "EndNote record",
        Format::Ris => "RIS record",
        Format::Nbib => "PubMed record",
        Format::Hayagriva => "Hayagriva entry",
        Format::WordSources => "source of Word's",
        _ => "entry",
    }
}
