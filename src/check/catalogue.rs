//! What lies in the folders of cited works, and which of it belongs to an entry.
//!
//! In: the names of files. Out: for an entry, its files, those first that are read best. A file belongs to
//! an entry by its name (a citation key, a DOI) or because the entry's `file` field means it. The field is
//! held against the names that are known: whatever it says, nothing else is ever opened.

use std::collections::HashMap;

use crate::grammar::attachment;
use crate::model::{Entry, Format};
use crate::read;
use crate::text::accent;

/// The files of the named folders.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    /// Their paths, as the folders were named, in order.
    paths: Vec<String>,
    /// Files by their names without endings.
    stems: HashMap<String, Vec<u32>>,
    /// Files by their names.
    names: HashMap<String, Vec<u32>>,
    /// Files by the DOI in their names.
    dois: HashMap<String, Vec<u32>>,
}

/// Endings of files that hold a work and cannot be read: worth a word, where an entry has nothing else.
const SHUT: &[&str] = &["doc", "rtf", "epub", "djvu", "ps", "pages", "mobi", "azw3", "pptx", "ppt", "odp"];

impl Catalogue {
    /// Takes in the files of a folder, by their paths from there.
    pub(super) fn add(&mut self, folder: &str, mut files: Vec<String>) {
        files.sort_unstable();
        let folder = folder.trim_end_matches('/');
        for file in files.into_iter().filter(|file| rank(file).is_some()) {
            let id = self.paths.len() as u32;
            let folded = fold(&file);
            let name = folded.rsplit('/').next().unwrap_or_default();
            self.stems.entry(stem(name).to_owned()).or_default().push(id);
            self.names.entry(name.to_owned()).or_default().push(id);
            if let Some(doi) = doi(stem(&folded)) {
                self.dois.entry(doi).or_default().push(id);
            }
            self.paths.push(match folder {
                "" | "." => file,
                _ => format!("{folder}/{file}"),
            });
        }
    }

    /// The files of an entry, `most` of them, those that are read best first; files of one rank follow one another.
    pub(super) fn files_of(&self, entry: &Entry, most: usize) -> Vec<(Rank, &str)> {
        let mut found: Vec<u32> = Vec::new();
        for key in std::iter::once(&entry.key).chain(&entry.aliases).filter(|key| !key.is_empty()) {
            for name in key_names(key) {
                found.extend(self.stems.get(&name).into_iter().flatten());
            }
        }
        if found.is_empty() {
            let named = entry.field("file").map(|field| attachment::paths(&field.value)).unwrap_or_default();
            found.extend(named.iter().flat_map(|path| self.named(path)));
        }
        if found.is_empty() {
            let doi = entry.field("doi").and_then(|field| doi(&fold(&field.value)));
            found.extend(doi.and_then(|doi| self.dois.get(&doi)).into_iter().flatten());
        }
        let mut files: Vec<(Rank, &str)> =
            found.into_iter().map(|id| self.paths[id as usize].as_str()).filter_map(ranked).collect();
        files.sort_unstable();
        files.dedup();
        files.truncate(most);
        files
    }

    /// The file that an entry means by a path: of those of its name the one whose folders agree furthest.
    fn named(&self, path: &str) -> Option<u32> {
        let path = fold(&decoded(path));
        let mut folders = path.rsplit('/');
        let known = self.names.get(folders.next()?)?;
        let wanted: Vec<&str> = folders.collect();
        let agree = |id: u32| {
            let path = fold(&self.paths[id as usize]);
            let mut folders = path.rsplit('/').skip(1).map(str::to_owned);
            let agreed = wanted.iter().take_while(|want| folders.next().is_some_and(|have| have == **want)).count();
            // Where both lie in a storage by keys, another key is another work: "Full Text.pdf" is any of them.
            let stored = |folder: Option<&str>| folder.is_some_and(is_storage_key);
            let other = agreed == 0 && stored(wanted.first().copied()) && stored(path.rsplit('/').nth(1));
            (!other).then_some((agreed, id))
        };
        let mut best: Vec<(usize, u32)> = known.iter().filter_map(|&id| agree(id)).collect();
        best.sort_unstable_by_key(|&(agreed, id)| (std::cmp::Reverse(agreed), id));
        match best.as_slice() {
            [] => None,
            // Two that fit alike: which is meant, nobody can tell.
            [(first, _), (second, _), ..] if first == second => None,
            [(_, id), ..] => Some(*id),
        }
    }
}

/// How well the files of an ending are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Text, as somebody wrote or drew it.
    Text,
    /// A web page, or a word processor's file.
    Page,
    /// A PDF.
    Pdf,
    /// What cannot be read yet.
    Shut,
}

fn ranked(path: &str) -> Option<(Rank, &str)> {
    rank(path).map(|rank| (rank, path))
}

/// The rank of a file; `None` where it is no work at all: a picture, a table.
fn rank(path: &str) -> Option<Rank> {
    match read::format_of(path) {
        Some(Format::Html | Format::Docx | Format::Odt) => Some(Rank::Page),
        Some(Format::Pdf) => Some(Rank::Pdf),
        Some(_) => Some(Rank::Text),
        None => {
            let name = path.rsplit('/').next().unwrap_or(path);
            let Some((_, ending)) = name.rsplit_once('.') else { return Some(Rank::Text) };
            SHUT.iter().any(|shut| ending.eq_ignore_ascii_case(shut)).then_some(Rank::Shut)
        }
    }
}

/// A name as it is looked up: small letters, each with its accents as one (some disks part them).
fn fold(name: &str) -> String {
    accent::composed(name).to_lowercase()
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The names that a file of a citation key may have: what no file name may hold is `_` or `-` there.
fn key_names(key: &str) -> Vec<String> {
    let key = fold(key);
    let odd = |c: char| matches!(c, '/' | ':' | '\\' | '*' | '?' | '"' | '<' | '>' | '|');
    if key.contains(odd) { vec![key.replace(odd, "_"), key.replace(odd, "-")] } else { vec![key] }
}

/// Whether a folder is named as Zotero names those of its storage: eight letters and digits.
fn is_storage_key(folder: &str) -> bool {
    folder.len() == 8 && folder.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// A path in which `%2F` stands for `/`.
fn decoded(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let byte =
            pair.and_then(|pair| std::str::from_utf8(pair).ok()).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// What tells a DOI in a name or an address: `10.1234/abc.5`, `10.1234_abc.5` and `10.1234%2Fabc.5` are one.
fn doi(text: &str) -> Option<String> {
    let text = decoded(text);
    let at = text.match_indices("10.").map(|(at, _)| at).find(|&at| {
        let digits = text[at + 3..].bytes().take_while(u8::is_ascii_digit).count();
        let more = text[at + 3 + digits..].chars().next();
        (4..=9).contains(&digits)
            && more.is_some_and(|c| !c.is_alphanumeric())
            && !text[..at].ends_with(|c: char| c.is_ascii_digit())
    })?;
    let mut out = String::new();
    for c in text[at..].trim_end().chars() {
        match c {
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with('_') => {}
            _ => out.push('_'),
        }
    }
    Some(out.trim_end_matches('_').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    fn catalogue(files: &[&str]) -> Catalogue {
        let mut catalogue = Catalogue::default();
        catalogue.add("works/", files.iter().map(|&file| file.to_owned()).collect());
        catalogue
    }

    fn entry(key: &str, fields: &[(&str, &str)]) -> Entry {
        let field =
            |&(name, value): &(&str, &str)| Field { name: name.into(), value: value.into(), ..Field::default() };
        Entry { key: key.into(), fields: fields.iter().map(field).collect(), ..Entry::default() }
    }

    #[test]
    fn an_entry_has_the_files_of_its_key() {
        let works =
            catalogue(&["marlow1987.pdf", "a/Marlow1987.TXT", "marlow1987.png", "marlow1987b.txt", "osei.epub"]);
        let found = |key| works.files_of(&entry(key, &[]), 8).into_iter().map(|(_, path)| path).collect::<Vec<_>>();
        assert_eq!(found("marlow1987"), ["works/a/Marlow1987.TXT", "works/marlow1987.pdf"]);
        assert_eq!(found("osei"), ["works/osei.epub"]);
        assert_eq!(found("finch"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
        let alias = Entry { aliases: vec!["osei".into()], ..entry("osei2004", &[]) };
        assert_eq!(works.files_of(&alias, 8), [(Rank::Shut, "works/osei.epub")]);
        let odd = catalogue(&["DBLP_conf_x_Y20.txt", "doi-10-x.txt"]);
        assert_eq!(odd.files_of(&entry("DBLP:conf/x/Y20", &[]), 8).len(), 1);
        assert_eq!(odd.files_of(&entry("doi:10:x", &[]), 8).len(), 1);
    }

    #[test]
    fn an_entry_has_the_file_that_it_means() {
        let works = catalogue(&[
            "AB12CD34/Full Text.pdf", "XY12CD34/Full Text.pdf", "rope/Marlow.pdf", "b/Bell.pdf", "c/Bell.pdf",
        ]);
        let table = [
            (":/home/ruth/storage/XY12CD34/Full Text.pdf:PDF", Some("works/XY12CD34/Full Text.pdf")),
            ("/home/ruth/storage/QQ12CD34/Full Text.pdf", None),
            ("C:\\storage\\AB12CD34\\Full Text.pdf", Some("works/AB12CD34/Full Text.pdf")),
            ("marlow.pdf", Some("works/rope/Marlow.pdf")),
            ("elsewhere/Marlow.pdf", Some("works/rope/Marlow.pdf")),
            ("Bell.pdf", None),
            ("c/Bell.pdf", Some("works/c/Bell.pdf")),
            ("../../../etc/passwd", None),
            ("/etc/hostname", None),
        ];
        for (value, want) in table {
            let entry = entry("key", &[("file", value)]);
            assert_eq!(works.files_of(&entry, 8).first().map(|(_, path)| *path), want, "{value}");
        }
    }

    #[test]
    fn an_entry_has_the_file_of_its_doi() {
        let works = catalogue(&[
            "10.1234_abc.5.pdf", "10.1234-XYZ.pdf", "10.5555%2Fq(1).pdf", "10.77777/one.txt", "110.1234_n.pdf",
        ]);
        let table = [
            ("10.1234/ABC.5", Some("works/10.1234_abc.5.pdf")),
            ("https://doi.org/10.1234/xyz", Some("works/10.1234-XYZ.pdf")),
            ("10.5555/q(1)", Some("works/10.5555%2Fq(1).pdf")),
            ("10.77777/one", Some("works/10.77777/one.txt")),
            ("10.1234/abc", None),
            ("10.1234/n", None),
            ("none", None),
        ];
        for (value, want) in table {
            let entry = entry("key", &[("doi", value)]);
            assert_eq!(works.files_of(&entry, 8).first().map(|(_, path)| *path), want, "{value}");
        }
    }
}
