//! How a number is bounded by the words around it: `about`, `more than`, `up to`, `or more`.

use crate::model::{Relation, Unit};

/// What stands before a number, and what it makes of it; longer phrases first.
const BEFORE: &[(&str, Relation)] = &[
    ("no less than", Relation::AtLeast),
    ("no fewer than", Relation::AtLeast),
    ("not less than", Relation::AtLeast),
    ("not fewer than", Relation::AtLeast),
    ("no more than", Relation::AtMost),
    ("not more than", Relation::AtMost),
    ("not exceeding", Relation::AtMost),
    ("not over", Relation::AtMost),
    ("more than or equal to", Relation::AtLeast),
    ("greater than or equal to", Relation::AtLeast),
    ("less than or equal to", Relation::AtMost),
    ("a little more than", Relation::Above),
    ("more than", Relation::Above),
    ("greater than", Relation::Above),
    ("higher than", Relation::Above),
    ("larger than", Relation::Above),
    ("longer than", Relation::Above),
    ("older than", Relation::Above),
    ("in excess of", Relation::Above),
    ("upwards of", Relation::Above),
    ("upward of", Relation::Above),
    ("well over", Relation::Above),
    ("just over", Relation::Above),
    ("exceeding", Relation::Above),
    ("exceeds", Relation::Above),
    ("exceed", Relation::Above),
    ("exceeded", Relation::Above),
    ("over", Relation::Above),
    ("above", Relation::Above),
    ("less than", Relation::Below),
    ("fewer than", Relation::Below),
    ("lower than", Relation::Below),
    ("smaller than", Relation::Below),
    ("shorter than", Relation::Below),
    ("younger than", Relation::Below),
    ("just under", Relation::Below),
    ("under", Relation::Below),
    ("below", Relation::Below),
    ("at least", Relation::AtLeast),
    ("a minimum of", Relation::AtLeast),
    ("minimum of", Relation::AtLeast),
    ("at most", Relation::AtMost),
    ("up to", Relation::AtMost),
    ("as many as", Relation::AtMost),
    ("as much as", Relation::AtMost),
    ("a maximum of", Relation::AtMost),
    ("maximum of", Relation::AtMost),
    ("approximately", Relation::About),
    ("approx.", Relation::About),
    ("roughly", Relation::About),
    ("around", Relation::About),
    ("about", Relation::About),
    ("some", Relation::About),
    ("nearly", Relation::About),
    ("almost", Relation::About),
    ("circa", Relation::About),
    ("ca.", Relation::About),
    ("close to", Relation::About),
];

/// Signs before a number.
const SIGNS: &[(&str, Relation)] = &[
    ("~", Relation::About),
    ("∼", Relation::About),
    ("≈", Relation::About),
    (">=", Relation::AtLeast),
    ("<=", Relation::AtMost),
    ("≥", Relation::AtLeast),
    ("≤", Relation::AtMost),
    (">", Relation::Above),
    ("<", Relation::Below),
];

/// The bound that the words before a number set.
pub(super) fn before(text: &str, unit: Option<&Unit>) -> Relation {
    let mut text = text.trim_end();
    if let Some((_, relation)) = SIGNS.iter().find(|(sign, _)| text.ends_with(sign)) {
        return *relation;
    }
    // `over an estimated 20 km`
    for filler in [" a total of", " an estimated", " estimated", " an", " a", " average", " only", " another"] {
        if let Some(front) = strip_end(text, filler) {
            text = front.trim_end();
        }
    }
    let Some((phrase, relation)) = BEFORE.iter().find(|(phrase, _)| ends_with_words(text, phrase)) else {
        return Relation::Exactly;
    };
    // What happens over ten years happens during them, and one does something about as often in all.
    let time = unit.is_some_and(|unit| unit.dimension == crate::model::Dimension::Physical("s".into()));
    if matches!(*phrase, "over") && time { Relation::Exactly } else { *relation }
}

/// The bound that the words behind a number set, and how long they are.
pub(super) fn behind(text: &str) -> Option<(Relation, usize)> {
    let more =
        [" or more", " or above", " or over", " or greater", " or higher", " or older", " or longer", " and above"];
    let less = [" or less", " or fewer", " or below", " or under", " or lower", " or younger", " or shorter"];
    let hit = |words: &[&str]| words.iter().find(|words| starts_with_words(text, words)).map(|words| words.len());
    hit(&more).map(|len| (Relation::AtLeast, len)).or_else(|| hit(&less).map(|len| (Relation::AtMost, len)))
}

/// A text without these ASCII words at its end.
pub(super) fn strip_end<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let cut = text.len().checked_sub(words.len())?;
    text.as_bytes()[cut..].eq_ignore_ascii_case(words.as_bytes()).then(|| &text[..cut])
}

/// Whether a text ends with these words, and not with a part of the first.
pub(super) fn ends_with_words(text: &str, words: &str) -> bool {
    strip_end(text, words).is_some_and(|front| !front.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
}

/// Whether a text begins with these words, and not with a part of the last.
pub(super) fn starts_with_words(text: &str, words: &str) -> bool {
    text.as_bytes().get(..words.len()).is_some_and(|front| front.eq_ignore_ascii_case(words.as_bytes()))
        && !text[words.len()..].starts_with(|c: char| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::unit;

    #[test]
    fn bounds() {
        let table = [
            ("It took about ", Relation::About),
            ("no more than ", Relation::AtMost),
            ("It is more than ", Relation::Above),
            ("Over an estimated ", Relation::Above),
            ("the fewer than ", Relation::Below),
            ("up to ", Relation::AtMost),
            ("handsome ", Relation::Exactly),
            ("(≥", Relation::AtLeast),
            ("<", Relation::Below),
            ("", Relation::Exactly),
        ];
        for (text, want) in table {
            assert_eq!(before(text, None), want, "{text}");
        }
        assert_eq!(before("It rose over ", Some(&unit::year())), Relation::Exactly);
        assert_eq!(behind(" or more of"), Some((Relation::AtLeast, 8)));
        assert_eq!(behind(" or moreover"), None);
    }
}
