//! Whole dates in citations: `UN news, June 19, 2023`, `19 June 2023, Human Rights – UN news`.

use super::anchors::Anchor;
use super::group::Item;
use crate::grammar::tokens::{self, Kind, Token};
use crate::text::terms;

/// `19 June 2023, Human Rights – UN news`: the parts are there, the order is not.
pub fn date_first(group: &str, begin: usize, anchor: Anchor<'_>) -> Option<Item> {
    let region = group[begin..anchor.start].trim_start_matches([';', ' ', ',']);
    let tokens = tokens::tokens(region);
    if tokens.is_empty() || date_before(region, &tokens) > 0 {
        return None;
    }
    let rest = group[anchor.end..].strip_prefix(", ")?;
    let words = rest.split(';').next().unwrap_or(rest).trim_end();
    if !words.starts_with(char::is_uppercase) {
        return None;
    }
    let start = anchor.end + 2;
    let literal = start..start + words.len();
    Some(Item {
        at: anchor.start - region.len()..literal.end,
        year: anchor.start..anchor.end,
        year_text: anchor.year.text.to_owned(),
        prefix: begin..begin,
        literal: Some(literal),
        full_date: true,
        ..Item::default()
    })
}

/// How many tokens stand before a day and month that end a region: `UN news, June 19, `.
pub fn date_before(region: &str, tokens: &[Token]) -> usize {
    let mut at = tokens.len();
    let text = |at: usize| &region[tokens[at].start..tokens[at].end];
    let mut month = false;
    while at > 0 {
        let token = tokens[at - 1];
        match token.kind {
            Kind::Comma | Kind::Stop => at -= 1,
            Kind::Capital | Kind::Small | Kind::Initials if terms::is_month(text(at - 1)) && !month => {
                month = true;
                at -= 1;
            }
            Kind::Number if text(at - 1).len() <= 2 => at -= 1,
            _ if is_day(text(at - 1)) => at -= 1,
            _ => break,
        }
    }
    if month { at } else { tokens.len() }
}

/// `19th`, `1st`.
fn is_day(word: &str) -> bool {
    word.len() <= 4
        && ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| word.strip_suffix(end).is_some_and(|d| d.parse::<u8>().is_ok_and(|d| d <= 31)))
}
