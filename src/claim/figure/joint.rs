//! What joins two numbers: a dash, `to`, `and`, a comma.

use super::line::Line;
use super::piece::{self, Piece};
use super::reading::ratio_or_ordinal;
use crate::grammar::number::Form;
use crate::grammar::{currency, numeral};

/// What joins two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    Dash,
    To,
    And,
    Comma,
}

/// The joint behind a piece and the number behind that.
pub(super) fn joined(line: &Line<'_>, first: &Piece) -> Option<(Joint, Piece)> {
    let rest = line.after(first.end);
    let open = first.unit.is_none();
    // A unit that hangs: `8- to 16-meter`.
    let hanging = usize::from(open && rest.starts_with('-') && rest[1..].starts_with([' ', ',']));
    let after = &rest[hanging..];
    let words = [
        (" to ", Joint::To),
        ("-to-", Joint::To),
        (" and ", Joint::And),
        (" or ", Joint::And),
        (", and ", Joint::And),
        (", or ", Joint::And),
        (", ", Joint::Comma),
    ];
    let (joint, len) = match words.iter().find(|(word, _)| after.starts_with(word)) {
        Some((word, joint)) => (*joint, word.len()),
        None => {
            let dash = after.trim_start_matches([' ', '\u{a0}']);
            let mark = dash.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑' | '~' | '∼'))?;
            let behind = &dash[mark.len_utf8()..];
            let value = behind.trim_start_matches([' ', '\u{a0}']);
            (Joint::Dash, after.len() - value.len())
        }
    };
    let place = first.end + hanging + len;
    let number = line.after(place);
    // The number may have its own sign of a currency.
    let signs = number.find(|c: char| c.is_ascii_digit()).filter(|len| *len <= 6).unwrap_or(0);
    let begins = number.starts_with(|c: char| c.is_ascii_digit()) || signs > 0 && piece_priced(&number[..signs]);
    let in_words = first.form == Form::Words && numeral::words(number).is_some();
    if !begins && !in_words {
        return None;
    }
    let second = piece::read(line, if in_words { place } else { place + signs })?;
    // What the first has taken is not taken again: "one $ -12". A list or a range does not go on with a code.
    let apart = second.start >= first.end;
    (apart && !ratio_or_ordinal(line, &second)).then_some((joint, second))
}

fn piece_priced(text: &str) -> bool {
    currency::before(text).is_some_and(|money| money.len == text.len())
}
