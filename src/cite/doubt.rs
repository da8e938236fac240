//! What makes names and a year a citation even where no entry fits, and what does not.

use crate::grammar::name::Names;
use crate::grammar::tokens::{Kind, Token};
use crate::text::terms;

/// Nouns whose year is an event's or a law's, not a work's.
const EVENTS: &[&str] = &[
    "act", "agreement", "agreements", "bill", "census", "code", "conference", "congress", "constitution", "convention",
    "cup", "declaration", "directive", "edition", "election", "elections", "era", "olympics", "government", "law",
    "period", "protocol", "referendum", "regime", "regulation", "resolution", "revolution", "summit", "treaty", "war",
    "accord", "accords", "games", "festival", "exhibition", "ordinance", "statute", "reign", "presidency",
];

/// Whether names before a year make a citation even where no entry fits.
pub fn firm(region: &str, names: &Names, before: Option<Token>) -> bool {
    let family = &region[names.list[0].family.clone()];
    let last = family.rsplit(' ').next().unwrap_or(family);
    if terms::is_month(last) || EVENTS.iter().any(|event| event.eq_ignore_ascii_case(last)) {
        return false;
    }
    let prefix_fits = match before.map(|token| token.kind) {
        None | Some(Kind::Small | Kind::Comma | Kind::And(_) | Kind::EtAl | Kind::Particle | Kind::Capital) => true,
        Some(Kind::Stop | Kind::Initials | Kind::Possessive) => true,
        Some(Kind::Other) => before.is_some_and(|token| {
            matches!(
                &region[token.start..token.end],
                ":" | "—" | "–" | "/" | "“" | "”" | "»" | "\"" | "(" | "[" | ")" | "]" | "†" | "*" | ";"
            )
        }),
        Some(Kind::Number) => false,
    };
    prefix_fits && family.chars().count() > 1
}
