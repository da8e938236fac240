//! Notes in two pieces: `\footnotemark` where the sign stands, `\footnotetext{…}` where the words are.
//!
//! In: the tokens of a file, in the order of the source, which the walk leaves for floats. Out: for the commands of
//! a pair, a number that both have. A number in brackets pairs by itself; else the words belong to the first sign
//! that has none yet, as they do on the page however the author sets the counter in between.

use std::collections::{HashMap, VecDeque};

use super::lex::{Kind, NONE, Token};

/// The numbers of signs and words, by their tokens.
pub(super) type Pairs = HashMap<usize, u32>;

/// What kinds of notes have signs apart from their words.
const KINDS: [&str; 3] = ["footnote", "endnote", "sidenote"];

#[derive(Default)]
struct Waiting<'s> {
    signs: VecDeque<u32>,
    numbered: HashMap<&'s str, u32>,
}

/// Finds the pairs of a file.
pub(super) fn pairs(tokens: &[Token], text: &str) -> Pairs {
    let mut found = Pairs::new();
    let mut waiting: [Waiting; 3] = Default::default();
    let mut count = 0;
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Command) {
        let name = &text[token.start as usize + 1..token.end as usize];
        let Some(kind) = KINDS.iter().position(|kind| name.starts_with(kind)) else { continue };
        let waiting = &mut waiting[kind];
        let number = option(tokens, text, at + 1);
        let pair = match (&name[KINDS[kind].len()..], number) {
            ("mark", None) => {
                count += 1;
                waiting.signs.push_back(count);
                Some(count)
            }
            // A sign that is told by a formula of counters is one that was set before.
            ("mark", Some(number)) if is_number(number) => {
                count += 1;
                waiting.numbered.insert(number, count);
                Some(count)
            }
            ("text", None) => waiting.signs.pop_front(),
            ("text", Some(number)) => waiting.numbered.get(number).copied(),
            _ => None,
        };
        found.extend(pair.map(|pair| (at, pair)));
    }
    found
}

fn is_number(words: &str) -> bool {
    (1..=4).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words in the brackets at a token.
fn option<'s>(tokens: &[Token], text: &'s str, at: usize) -> Option<&'s str> {
    let open = tokens.get(at).filter(|token| token.kind == Kind::BracketOpen && token.partner != NONE)?;
    let close = tokens.get(open.partner as usize)?;
    Some(text[open.end as usize..close.start as usize].trim())
}
