//! A response's JSON, of which nothing is believed.

use serde_json::Value;

use crate::bib::markup;
use crate::text::doi;

/// How many items of a list are looked at, and how long a text may be: what is more was made to cost time.
const MOST: usize = 5000;
const LONG: usize = 2000;

/// What a response holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Body(pub(super) Value);

impl Body {
    /// Reads JSON; nothing else has an object or a list for its whole.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|value: &Value| value.is_object() || value.is_array()).map(Self)
    }
}

/// The items of a list; none where it is something else.
pub(super) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter().take(MOST)
}

/// The words of a text; `None` where there are none. Signs that steer a terminal are none.
pub(super) fn words(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let cut = text.char_indices().nth(LONG).map_or(text, |(at, _)| &text[..at]);
    let words = markup::plain(&without_formulas(cut));
    let words = words.split(steers).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Whether a sign does something else than to be seen: controls, and what turns the direction of writing.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text without the tags of MathML, whose letters stay.
fn without_formulas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, end)) = rest.find('<').and_then(|at| Some((at, at + rest[at..].find('>')?))) {
        let inner = rest[at + 1..].trim_start_matches('/');
        let is_formula = inner.starts_with("mml:") || inner.starts_with("math");
        out.push_str(&rest[..if is_formula { at } else { at + 1 }]);
        rest = &rest[if is_formula { end + 1 } else { at + 1 }..];
    }
    out.push_str(rest);
    out
}

/// The key of a DOI that can be shown.
pub(super) fn doi(value: &Value) -> Option<String> {
    doi::key(value.as_str()?).filter(|key| key.len() <= LONG && !key.contains(|c: char| steers(c) || c.is_whitespace()))
}

/// A name, given names first.
pub(super) fn name(given: &Value, family: &Value) -> Option<String> {
    let family = words(family)?;
    Some(words(given).map_or(family.clone(), |given| format!("{given} {family}")))
}

/// A year that a work can have.
pub(super) fn year(value: &Value) -> Option<i32> {
    let year = value.as_i64().or_else(|| value.as_str()?.get(..4)?.parse().ok())?;
    i32::try_from(year).ok().filter(|year| (1000..=2200).contains(year))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_come_without_markup() {
        for (value, want) in [
            (json!("<i>Fucus</i> &amp; tide"), Some("Fucus & tide")),
            (json!("The <mml:math><mml:mi>T</mml:mi></mml:math> of <math/>tides"), Some("The T of tides")),
            (json!("p <mml:math"), Some("p <mml:math")),
            (json!("T\u{1b}[31mide\u{202e}s"), Some("T [31mide s")),
            (json!("&#27;[2J"), Some("[2J")),
            (json!(" \n "), None),
            (json!(7), None),
            (json!(null), None),
        ] {
            assert_eq!(words(&value).as_deref(), want, "{value}");
        }
        assert_eq!(words(&json!("é".repeat(5000))).unwrap().chars().count(), LONG);
    }

    #[test]
    fn years_are_such() {
        for (value, want) in [
            (json!(2004), Some(2004)),
            (json!("2004-03-09"), Some(2004)),
            (json!(20_040), None),
            (json!(1e99), None),
            (json!("é04"), None),
            (json!([2004]), None),
        ] {
            assert_eq!(year(&value), want, "{value}");
        }
    }
}
