//! What the code of a field says: whom a citation stands for, where the reference list lies.
//!
//! In: the code and what data hang on it. Out: its meaning; works it carries data of are taken up.

use std::collections::HashMap;

use super::steps::Target;
use super::works::Works;

/// What a field means.
#[derive(Debug)]
pub(in crate::read) enum Meaning {
    /// Its words stand for something.
    Points(Target),
    /// Its words are the reference list.
    List,
    /// Its words are words.
    Plain,
}

/// Reads the code of a field.
pub(in crate::read) fn meaning(code: &str, data: Option<&str>, works: &mut Works) -> Meaning {
    let code = code.trim();
    let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    match name.to_ascii_uppercase().as_str() {
        "ADDIN" => addin(rest.trim_start(), data, works),
        "CITATION" => points(word_keys(rest)),
        "BIBLIOGRAPHY" => Meaning::List,
        "REF" => {
            let place = rest.split_whitespace().next().unwrap_or("").trim_matches('"');
            Meaning::Points(Target::Place(place.to_owned()))
        }
        "HYPERLINK" => link(rest).map_or(Meaning::Plain, |place| Meaning::Points(Target::Place(place))),
        // Zotero leaves its name out where the code is kept outside the text.
        _ => addin(code, data, works),
    }
}

fn points(keys: Vec<String>) -> Meaning {
    if keys.is_empty() { Meaning::Plain } else { Meaning::Points(Target::Works(keys)) }
}

/// The code of a program that is not Word's own.
fn addin(code: &str, data: Option<&str>, works: &mut Works) -> Meaning {
    let name = code.split_whitespace().next().unwrap_or("");
    if name == "EN.CITE" {
        return points(match (code.find("<EndNote"), data) {
            (Some(start), _) => works.endnote(&code[start..]),
            (None, Some(data)) => works.endnote_packed(data),
            (None, None) => Vec::new(),
        });
    }
    if name == "EN.REFLIST" || name.ends_with("_BIBL") || code.contains("CSL_BIBLIOGRAPHY") {
        return Meaning::List;
    }
    if code.contains("CSL_CITATION") || name == "ZOTERO_ITEM" {
        return points(works.csl_citation(code));
    }
    points(jabref_keys(code))
}

/// The keys in a mark of JabRef: `JABREF_marlow1987 CID_1 x7Qq, …`; older, `JR_cite_0_1_marlow1987,ode2004`.
fn jabref_keys(code: &str) -> Vec<String> {
    let older = code.strip_prefix("JR_cite").and_then(|rest| rest.trim_start_matches('_').splitn(3, '_').nth(2));
    match older {
        Some(keys) => keys.split(',').map(|key| key.trim().to_owned()).filter(|key| !key.is_empty()).collect(),
        None => code.split_whitespace().filter_map(|word| word.strip_prefix("JABREF_")).map(str::to_owned).collect(),
    }
}

/// Codes that a program keeps among the properties of a file, put together from their numbered parts.
pub(in crate::read) fn whole_codes(properties: Vec<(String, String)>) -> HashMap<String, String> {
    let mut parts: Vec<(String, u32, String)> = properties
        .into_iter()
        .filter_map(|(name, value)| {
            let (name, number) = name.rsplit_once('_')?;
            Some((name.to_owned(), number.parse().ok()?, value))
        })
        .collect();
    parts.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let mut out: HashMap<String, String> = HashMap::new();
    for (name, _, value) in parts {
        out.entry(name).or_default().push_str(&value);
    }
    out
}

/// The keys of a citation of Word's own: `Mar87 \p 12 \l 1033 \m Hol21`.
fn word_keys(code: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut words = words(code);
    keys.extend(words.next().filter(|word| !word.starts_with('\\')));
    while let Some(word) = words.next() {
        if word.eq_ignore_ascii_case("\\m") {
            keys.extend(words.next());
        }
    }
    keys
}

/// The words of a code; what stands between quotation marks is one.
fn words(code: &str) -> impl Iterator<Item = String> {
    let mut rest = code;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let (word, after) = match rest.strip_prefix('"') {
            Some(inner) => inner.split_once('"').unwrap_or((inner, "")),
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        let some = !rest.is_empty();
        rest = after;
        some.then(|| word.to_owned())
    })
}

/// The place in the same file that a link leads to: `\l "ref-marlow1987"`.
fn link(code: &str) -> Option<String> {
    let mut words = words(code);
    let first = words.next()?;
    first.eq_ignore_ascii_case("\\l").then(|| words.next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{jabref_keys, link, word_keys};

    #[test]
    fn jabref_names_its_keys() {
        for (mark, want) in [
            ("JABREF_marlow1987 CID_1 x7Qq, JABREF_ode_2004 CID_2 aB3d", &["marlow1987", "ode_2004"][..]),
            ("JR_cite_0_1_marlow1987,ode_2004", &["marlow1987", "ode_2004"]),
            ("JR_cite0_1_marlow1987", &["marlow1987"]),
            ("a bookmark", &[]),
        ] {
            assert_eq!(jabref_keys(mark), want, "{mark}");
        }
    }

    #[test]
    fn words_own_citations_name_their_sources() {
        assert_eq!(word_keys("Mar87 \\l 1033"), ["Mar87"]);
        assert_eq!(
            word_keys("Mar87 \\p \"12 \\m 3\" \\f \"see \" \\l 1033  \\m Hol21 \\m \"Two Words\""),
            ["Mar87", "Hol21", "Two Words"]
        );
        assert!(word_keys("").is_empty());
        assert_eq!(link("\\l \"ref-marlow1987\" \\h").as_deref(), Some("ref-marlow1987"));
        assert_eq!(link("\"https://example.org\" \\l \"a\""), None);
    }
}
