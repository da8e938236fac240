//! Citations by a function of Typst: `#cite(<key>, supplement: [p. 3])`, and a label alone, `<key>`.
//!
//! Source: *Typst 0.15, Reference: Cite*.

use super::{Item, suffix};

/// The items of a call.
pub(super) fn items(text: &str) -> Vec<Item> {
    let Some((start, end)) = key(text) else { return Vec::new() };
    let mut item = Item { at: start..end, key: start..end, ..Item::default() };
    if let Some(words) = supplement(text, end) {
        let after = suffix(text, words.clone(), &mut item);
        item.tail = after..words.end;
        item.at = item.key.clone();
    }
    vec![item]
}

/// The first label: `<key>`, or `label("key")`.
fn key(text: &str) -> Option<(usize, usize)> {
    let (open, close) = match (text.find('<'), text.find("label(\"")) {
        (Some(angle), Some(call)) if call < angle => (call + 7, '"'),
        (Some(angle), _) => (angle + 1, '>'),
        (None, Some(call)) => (call + 7, '"'),
        (None, None) => return None,
    };
    let len = text[open..].find(close).filter(|&len| len > 0)?;
    Some((open, open + len))
}

/// The words of `supplement: [p. 3]`, or of `supplement: "p. 3"`.
fn supplement(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let named = from + text[from..].find("supplement")?;
    let colon = named + text[named..].find(':')? + 1;
    let rest = text[colon..].trim_start();
    let start = text.len() - rest.len() + 1;
    let close = match rest.chars().next()? {
        '[' => ']',
        '"' => '"',
        _ => return None,
    };
    Some(start..start + text[start..].find(close)?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn keys_and_supplements() {
        for (text, want) in [
            ("#cite(<marlow1987>)", "marlow1987||"),
            ("#cite(<marlow1987>, form: \"prose\", supplement: [p. 3])", "marlow1987|p. 3|"),
            ("#cite(label(\"10.1000/x\"), supplement: \"ch. 2\")", "10.1000/x|ch. 2|"),
            ("<osei2004>", "osei2004||"),
            ("#cite(<osei2004>, supplement: [and more])", "osei2004||and more"),
            ("cite(<osei2004>)", "osei2004||"),
            ("#cite()", ""),
            ("#cite(<", ""),
        ] {
            let found = super::items(text).into_iter().map(|item| {
                let words = |range: std::ops::Range<usize>| text[range].trim().to_owned();
                [item.key, item.locator, item.tail].map(words).join("|")
            });
            assert_eq!(found.collect::<String>(), want, "{text}");
        }
    }
}
