//! The words and marks before a year, told apart by what a name may be made of.
//!
//! In: a few words. Out: tokens, by offsets into them. It refuses to know where a name ends.

use crate::text::words::Words;

/// A word or mark of the region before a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its first byte, in the region.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word with a capital: `Holland`, `McKenzie`, `UCDP/PRIO`.
    Capital,
    /// `J.`, `J.-P.`, `JK`
    Initials,
    /// A word in small letters.
    Small,
    /// `van`, `de`, `el`.
    Particle,
    /// `,`
    Comma,
    /// `&`, `and`, `und`, `et`: the flag says a word.
    And(bool),
    /// `et al.`, `and others`, `and colleagues`.
    EtAl,
    /// `’s` or a bare apostrophe after a name.
    Possessive,
    /// A full stop that ends something.
    Stop,
    /// A number.
    Number,
    /// Anything else.
    Other,
}

/// Small words that belong to a family name.
static PARTICLES: Words = Words::new(
    "van von vom der den de del della delle degli di da du des la le los las dos das do ten ter te 't ’t bin \
     ibn al el zu zur zum af av bint abu san d y e",
);

/// Cuts the words before a year into tokens.
pub fn tokens(region: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(region.len() / 5 + 1);
    let mut at = 0;
    while let Some(c) = region[at..].chars().next() {
        let start = at;
        let kind = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            ',' => Kind::Comma,
            '&' => Kind::And(false),
            '.' => Kind::Stop,
            c if c.is_alphanumeric() || starts_elided(&region[at..]) => {
                let (end, kind) = word(region, at);
                at = end;
                out.push(Token { kind, start, end });
                continue;
            }
            '’' | '\'' => {
                let s = region[at + c.len_utf8()..].starts_with('s');
                let end = at + c.len_utf8() + usize::from(s);
                let attached = out.last().is_some_and(|last| last.end == at);
                let closes = region[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
                if attached && closes {
                    at = end;
                    out.push(Token { kind: Kind::Possessive, start, end });
                    continue;
                }
                Kind::Other
            }
            _ => Kind::Other,
        };
        at += c.len_utf8();
        out.push(Token { kind, start, end: at });
    }
    join_phrases(region, &mut out);
    out
}

/// `'t Hooft`, `’t`.
fn starts_elided(text: &str) -> bool {
    ["'t ", "’t "].iter().any(|elided| text.starts_with(elided))
}

/// Reads one word: letters and digits, with marks inside.
fn word(region: &str, start: usize) -> (usize, Kind) {
    let mut end = start;
    let mut stopped = false;
    let mut chars = region[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
        let goes = match c {
            c if c.is_alphanumeric() => true,
            c if unicode_mark(c) => true,
            '\'' | '’' | 'ʼ' | '‘' => inside(next) && !is_possessive(&region[start + offset..]) || offset == 0,
            '-' | '‐' | '‑' | '/' | '_' => inside(next),
            // "J.-P.", "J.P.", "U.S.": a stop inside initials.
            '.' => is_initials(&region[start..start + offset]),
            _ => false,
        };
        if !goes {
            // "J.-P."
            if c == '-' && stopped && inside(next) {
                continue;
            }
            break;
        }
        stopped = c == '.';
        end = start + offset + c.len_utf8();
        if stopped && !inside(next) && next != Some('-') {
            break;
        }
    }
    let text = &region[start..end];
    (end, classify(text))
}

fn unicode_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// `’s` with nothing after it.
fn is_possessive(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    chars.next() == Some('s') && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Whether letters before a stop are initials: `J`, `J.P`, `Ch`, `Th`, `Yu`.
fn is_initials(text: &str) -> bool {
    text.split(['.', '-', '‐']).all(|part| {
        let mut chars = part.chars();
        match (chars.next(), chars.next(), chars.next()) {
            (Some(c), None, _) => c.is_uppercase(),
            (Some(a), Some(b), None) => {
                a.is_uppercase()
                    && b.is_lowercase()
                    && !matches!(part, "Dr" | "Mr" | "Ms" | "Cf" | "No" | "St" | "Jr" | "Sr" | "Eq" | "Ch")
            }
            _ => part.is_empty(),
        }
    })
}

fn classify(text: &str) -> Kind {
    let first = text.trim_start_matches(['\'', '’', '‘']).chars().next().unwrap_or(' ');
    if text.contains('.') && is_initials(text.trim_end_matches('.')) {
        return Kind::Initials;
    }
    if text.chars().all(|c| c.is_ascii_digit()) {
        return Kind::Number;
    }
    match text {
        "and" | "und" | "et" | "y" | "och" | "og" | "en" | "e" => return Kind::And(true),
        _ => {}
    }
    if PARTICLES.has(text) {
        return Kind::Particle;
    }
    // "d’Errico", "al-Hassan", "eLife", "iTunes": a small letter before a capital.
    let inner = text.chars().skip(1).any(char::is_uppercase) && !text.contains('/');
    if first.is_uppercase() || inner && first.is_lowercase() || first.is_ascii_digit() && inner {
        return if text.len() == 1 { Kind::Initials } else { Kind::Capital };
    }
    if first.is_alphabetic() && !first.is_lowercase() {
        return Kind::Capital; // a script without case
    }
    Kind::Small
}

/// Joins `et al.`, `and others`, `and colleagues` into one token.
fn join_phrases(region: &str, tokens: &mut Vec<Token>) {
    let may_open = |token: &Token| match token.kind {
        Kind::And(_) => true,
        Kind::Capital => region[token.start..token.end].eq_ignore_ascii_case("et"),
        _ => false,
    };
    if !tokens.iter().any(may_open) {
        return;
    }
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        let next = tokens.get(at + 1).map(|t| &region[t.start..t.end]);
        let this = &region[token.start..token.end];
        let phrase = match (this, next) {
            ("et" | "Et" | "ET", Some("al" | "al." | "all" | "AL" | "alia" | "alii")) => true,
            ("and" | "&" | "und", Some(word)) => {
                matches!(
                    word,
                    "others"
                        | "colleagues"
                        | "coworkers"
                        | "co-workers"
                        | "collaborators"
                        | "associates"
                        | "coauthors"
                        | "co-authors"
                )
            }
            ("et", Some("coll")) => true,
            _ => false,
        };
        if phrase {
            let mut end = tokens[at + 1].end;
            at += 2;
            while tokens.get(at).is_some_and(|t| t.kind == Kind::Stop && t.start == end) {
                end = tokens[at].end;
                at += 1;
            }
            out.push(Token { kind: Kind::EtAl, start: token.start, end });
        } else if this == "et" && next == Some(".") {
            // "et. al."
            let al = tokens.get(at + 2).is_some_and(|t| &region[t.start..t.end] == "al");
            if al {
                let mut end = tokens[at + 2].end;
                at += 3;
                while tokens.get(at).is_some_and(|t| t.kind == Kind::Stop && t.start == end) {
                    end = tokens[at].end;
                    at += 1;
                }
                out.push(Token { kind: Kind::EtAl, start: token.start, end });
            } else {
                out.push(token);
                at += 1;
            }
        } else {
            out.push(token);
            at += 1;
        }
    }
    *tokens = out;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks() {
        let kinds = |text: &str| tokens(text).into_iter().map(|token| token.kind).collect::<Vec<_>>();
        use Kind::*;
        assert_eq!(kinds("van der Berg & Müller, "), [Particle, Particle, Capital, And(false), Capital, Comma]);
        assert_eq!(kinds("J.-P. O’Brien’s"), [Initials, Capital, Possessive]);
        assert_eq!(kinds("Gleditsch et. al. and d’Errico"), [Capital, EtAl, And(true), Capital]);
        assert_eq!(kinds("UCDP/PRIO 2,5"), [Capital, Number, Comma, Number]);
    }
}
