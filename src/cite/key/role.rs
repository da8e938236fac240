//! Citations by a role of reStructuredText: `` :cite:p:`{see}key{p. 3},other` ``.
//!
//! Source: *sphinxcontrib-bibtex 2.6, Roles and Directives*.

use super::{Item, suffix};

/// The items of a role.
pub(super) fn items(text: &str) -> Vec<Item> {
    let Some(open) = text.find('`') else { return Vec::new() };
    let end = text.strip_suffix('`').map_or(text.len(), str::len).max(open + 1);
    let mut out = Vec::new();
    let mut start = open + 1;
    let mut depth = 0usize;
    for (at, b) in text.bytes().enumerate().take(end).skip(open + 1) {
        match b {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                out.extend(item(text, start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    out.extend(item(text, start, end));
    out
}

/// `{see}key{p. 3}`.
fn item(text: &str, start: usize, end: usize) -> Option<Item> {
    let whole = text.get(start..end)?;
    let lead = whole.len() - whole.trim_start().len();
    let mut from = start + lead;
    let mut item = Item::default();
    if let Some(inner) = text[from..end].strip_prefix('{') {
        let close = inner.find('}')?;
        item.prefix = from + 1..from + 1 + close;
        from += close + 2;
    }
    let rest = &text[from..end];
    let key = rest.split('{').next()?.trim();
    if key.is_empty() {
        return None;
    }
    let key_start = from + (key.as_ptr() as usize - rest.as_ptr() as usize);
    item.key = key_start..key_start + key.len();
    item.at = item.key.clone();
    let behind = &text[item.key.end..end];
    if let Some(open) = behind.find('{') {
        let words = item.key.end + open + 1;
        let close = text[words..end].find('}').map_or(end, |len| words + len);
        let key = item.at.clone();
        let after = suffix(text, words..close, &mut item);
        item.tail = after..close;
        item.at = key;
    }
    Some(item)
}

#[cfg(test)]
mod tests {
    #[test]
    fn keys_with_words_before_and_behind() {
        for (text, want) in [
            (":cite:`marlow1987`", vec!["|marlow1987||"]),
            (":cite:p:`marlow1987, osei2004`", vec!["|marlow1987||", "|osei2004||"]),
            (
                ":cite:ps:`{see}marlow1987{p. 3},{also}osei2004{and more}`",
                vec!["see|marlow1987|p. 3|", "also|osei2004||and more"],
            ),
            (":footcite:t:`marlow1987{pp. 3, 4}`", vec!["|marlow1987|pp. 3, 4|"]),
            (":cite:`", vec![]),
            (":cite:`,{`", vec![]),
        ] {
            let found = super::items(text).into_iter().map(|item| {
                let words = |range: std::ops::Range<usize>| text[range].trim().to_owned();
                [item.prefix, item.key, item.locator, item.tail].map(words).join("|")
            });
            assert_eq!(found.collect::<Vec<_>>(), want, "{text}");
        }
    }
}
