//! Puts a figure together at a place: pieces, ranges, lists, bounds, and what makes it no figure.

use super::joint::{Joint, joined};
use super::line::Line;
use super::piece::{self, Piece};
use super::{bound, mask, share};
use crate::grammar::number::{self, Form};
use crate::grammar::unit;
use crate::model::{Decimal, Dimension, Relation, Unit};

/// A figure by its places in the prose.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    pub(super) unit: Option<Unit>,
    pub(super) per: Option<Unit>,
    pub(super) relation: Relation,
}

/// Reads what begins with the digit at a place, and says where to go on.
pub(super) fn digits(line: &Line<'_>, at: usize, out: &mut Vec<Reading>) -> usize {
    let before = line.before(at);
    if let Some(len) = cited_year(before, line.after(at)) {
        return at + len;
    }
    if before.ends_with('+') {
        return telephone(line, at);
    }
    if glued(before) {
        return line.past_token(at).max(at + 1);
    }
    let Some(first) = piece::read(line, at) else { return line.past_token(at).max(at + 1) };
    let first = leading_point(line, before, first);
    if ratio_or_ordinal(line, &first) {
        return line.past_token(at).max(first.number_end);
    }
    if first.unit.is_none() || first.counted {
        let after = line.after(first.number_end);
        if mask::labelled(before) || mask::dated(before, after) || mask::statistic(before) || mask::of_the_clock(after)
        {
            return first.number_end;
        }
        if mask::named(before, line.opens(at)) && first.magnitude == 0 {
            return first.number_end;
        }
        if mask::equated(before) {
            return first.number_end;
        }
    } else if mask::dated(before, "") && before.ends_with(' ') && !first.priced && unit_is(&first, Dimension::Share) {
        return first.number_end;
    }
    compose(line, first, out)
}

/// Reads what begins with the number word at a place, and says where to go on.
pub(super) fn words(line: &Line<'_>, at: usize, out: &mut Vec<Reading>) -> usize {
    let mut start = at;
    let before = line.before(at);
    if before.ends_with(|c: char| c.is_alphanumeric()) || before.ends_with('-') && !before.ends_with(" -") {
        return at + 1;
    }
    // `a hundred`, `a third of`, `an eighth`
    for article in ["a ", "an "] {
        if bound::ends_with_words(before.trim_end(), article.trim_end()) && before.ends_with(' ') {
            start = at - article.len();
        }
    }
    if let Some(next) = share::share(line, start, at, out) {
        return next;
    }
    let opener = line.after(at).split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let magnitude = number::power_of(opener).is_some() || opener.eq_ignore_ascii_case("dozen");
    let whole = opener.chars().next().is_some_and(char::is_alphabetic);
    if start < at && !magnitude {
        // `a two-year plan`
        start = at;
    }
    let vague = ["several", "few", "many", "couple", "some", "more", "of"];
    let indefinite = vague.iter().any(|word| bound::ends_with_words(before.trim_end(), word));
    let hyphen = line.after(at + opener.len()).starts_with('-');
    if magnitude && start == at && whole && (indefinite || !hyphen && !line.opens(at)) {
        // `several hundred`, `many thousand`: nobody can tell how many.
        return at + opener.len();
    }
    let Some(first) = piece::read(line, start) else { return at + opener.len().max(1) };
    if mask::labelled(line.before(start)) && (first.unit.is_none() || first.counted) {
        return first.number_end;
    }
    if first.unit.is_none() && first.magnitude < 3 {
        // Ranges: `two to three years`.
        return match joined(line, &first) {
            Some((joint, second)) if joint != Joint::Comma && second.unit.is_some() && !second.counted => {
                compose(line, first, out)
            }
            _ => first.number_end,
        };
    }
    compose(line, first, out)
}

/// The length of a year as citations have it, `, 2014a)` and `(2014;`: most digits of a manuscript are one, and
/// nothing that is measured stands so.
fn cited_year(before: &str, after: &str) -> Option<usize> {
    let bytes = after.as_bytes();
    let four = bytes.first_chunk::<4>()?;
    let year = matches!(four, [b'1' | b'2', rest @ ..] if rest.iter().all(u8::is_ascii_digit));
    let len = 4 + usize::from(bytes.get(4).is_some_and(u8::is_ascii_lowercase));
    let closed = matches!(bytes.get(len), Some(b')' | b';'));
    (year && closed && (before.ends_with(", ") || before.ends_with('('))).then_some(len)
}

/// Whether letters or signs are glued to the front of a number: `P4`, `COVID-19`, `v1`, `10.1000/182`.
fn glued(before: &str) -> bool {
    let mut back = before.chars().rev();
    let Some(last) = back.next() else { return false };
    let second = back.next();
    let money = || crate::grammar::currency::before(before).is_some();
    match last {
        c if c.is_alphabetic() || c == '_' => !money(),
        _ if address(before) => true,
        '/' | ':' | '∶' | '%' | '#' | '@' | '^' | '\\' | '№' | '§' | '\u{fffc}' => true,
        ';' => second.is_some_and(char::is_alphanumeric),
        '-' | '–' | '‐' | '‑' => second.is_some_and(char::is_alphabetic),
        '.' => second.is_some_and(|c| c.is_alphanumeric() || c == '.') && !money(),
        ',' => second.is_some_and(|c| c.is_ascii_digit()),
        c => c.is_numeric(),
    }
}

/// Whether what stands before a number is the front of an address in the web.
fn address(before: &str) -> bool {
    let token = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    token.contains("://") || token.contains("www.") || token.contains('@')
}

/// Past the groups of digits behind a `+`.
fn telephone(line: &Line<'_>, at: usize) -> usize {
    let rest = line.after(at);
    let len = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')'))).unwrap_or(rest.len());
    line.past_token(at).max(at + rest[..len].trim_end().len()).max(at + 1)
}

/// `.5` has its point before its first digit.
fn leading_point(line: &Line<'_>, before: &str, mut piece: Piece) -> Piece {
    if before.ends_with('.') && piece.form == Form::Plain && !piece.priced && piece.start > line.floor {
        piece.value.exponent -= (piece.number_end - piece.digits) as i32;
        piece.form = Form::Decimal;
        piece.start -= 1;
    }
    piece
}

/// Whether what is glued behind a number makes it a ratio, an ordinal, a decade, a code.
pub(super) fn ratio_or_ordinal(line: &Line<'_>, piece: &Piece) -> bool {
    if piece.end > piece.number_end {
        return false;
    }
    let rest = line.after(piece.number_end);
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if c.is_alphabetic() || c == '_' => true,
        Some(':' | '∶' | '/' | '@') => chars.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

fn unit_is(piece: &Piece, dimension: Dimension) -> bool {
    piece.unit.as_ref().is_some_and(|unit| unit.dimension == dimension)
}

/// No list of numbers with one unit at its end is longer.
const LIST: usize = 8;

/// Makes figures of a first piece and those joined to it.
fn compose(line: &Line<'_>, first: Piece, out: &mut Vec<Reading>) -> usize {
    if first.year_like() && first.unit.is_none() && !first.counted {
        return years(line, &first, out);
    }
    let Some((joint, second)) = joined(line, &first) else { return single(line, first, out) };
    let own = first.unit.is_some();
    let before = line.before(first.start).trim_end();
    let between = bound::ends_with_words(before, "between");
    let from = bound::ends_with_words(before, "from");
    let apart = from && joint == Joint::To && changes(before);
    let ranged = match joint {
        Joint::Dash | Joint::To => !apart,
        Joint::And => between,
        Joint::Comma => false,
    };
    if own {
        let one_kind = same_kind(&first, &second);
        // `$5-6 million`: the sign stands once.
        let bare = first.priced && second.unit.is_none() && !second.year_like();
        if ranged && (one_kind || bare) && !first.counted {
            let unit = second.unit.clone().or_else(|| first.unit.clone());
            return range(line, first, Piece { unit, ..second }, out);
        }
        return single(line, first, out);
    }
    if second.unit.is_none() && second.magnitude == 0 {
        return if matches!(joint, Joint::Comma | Joint::And) {
            list(line, first, out)
        } else {
            no_unit(line, first, second, out)
        };
    }
    match joint {
        _ if ranged => range(line, first, second, out),
        Joint::Comma => list(line, first, out),
        _ if apart || joint == Joint::And => pair(line, first, second, out),
        _ => single(line, first, out),
    }
}

/// Whether the words before `from` tell a change, so that both ends are figures of their own.
fn changes(before: &str) -> bool {
    const VERBS: [&str; 36] = [
        "rose", "rise", "rises", "risen", "fell", "fall", "falls", "fallen", "increase", "increased", "increases",
        "increasing", "decrease", "decreased", "decreases", "decreasing", "grew", "grow", "grown", "growth",
        "declined", "decline", "dropped", "drop", "reduced", "reduction", "raised", "lowered", "cut", "changed",
        "change", "went", "jumped", "climbed", "improved", "moved",
    ];
    before.split(|c: char| !c.is_alphabetic()).rev().take(9).any(|word| VERBS.contains(&word.to_lowercase().as_str()))
}

fn same_kind(one: &Piece, other: &Piece) -> bool {
    match (&one.unit, &other.unit) {
        (Some(one), Some(other)) => {
            one.dimension == other.dimension && (one.dimension != Dimension::Money || one.name == other.name)
        }
        _ => false,
    }
}

/// A range of two pieces; the second has what the first lacks.
fn range(line: &Line<'_>, mut first: Piece, second: Piece, out: &mut Vec<Reading>) -> usize {
    inherit(&mut first, &second);
    let same = first.unit.as_ref().map(|unit| &unit.name) == second.unit.as_ref().map(|unit| &unit.name);
    let size = |piece: &Piece| piece.scaled().to_f64() * piece.unit.as_ref().map_or(1.0, |unit| unit.factor);
    if size(&first) >= size(&second) || !same {
        // No range: `from 44 mg to 2 g` in two units, or an order that only the author can explain.
        let end = second.end;
        if first.unit.is_some() {
            emit(&first, None, Relation::Exactly, out);
            emit(&second, None, Relation::Exactly, out);
        }
        return end;
    }
    let upper = second.scaled();
    let mut whole = first;
    whole.end = second.end;
    whole.unit = second.unit.or(whole.unit);
    whole.per = second.per.or(whole.per);
    age(line, &mut whole);
    let end = whole.end;
    emit(&whole, Some(upper), Relation::Range, out);
    end
}

/// Gives the first of two numbers the magnitude and the unit that stand behind the second.
fn inherit(first: &mut Piece, second: &Piece) {
    let plain = first.magnitude == 0 && second.magnitude > 0;
    let raw = Decimal { exponent: second.value.exponent - second.magnitude, ..second.value };
    if plain && first.value.to_f64() < raw.to_f64().max(1000.0) {
        first.value.exponent += second.magnitude;
        first.magnitude = second.magnitude;
    }
    if first.unit.is_none() {
        first.unit.clone_from(&second.unit);
        first.scale = second.scale;
        first.counted = second.counted;
    }
}

/// Two figures with one unit: `45 and 50 mg`.
fn pair(line: &Line<'_>, mut first: Piece, second: Piece, out: &mut Vec<Reading>) -> usize {
    let lonely = second.counted && (first.form == Form::Words || first.year_like());
    let end = second.end;
    if second.unit.is_some() && !lonely && !mask::named(line.before(first.start), line.opens(first.start)) {
        inherit(&mut first, &second);
        first.end = first.number_end;
        emit(&first, None, bound_of(line, &first), out);
    }
    single(line, second, out).max(end)
}

/// `2, 4 and 6 h`: a list whose last number bears the unit, and which ends with `and` or `or`.
fn list(line: &Line<'_>, first: Piece, out: &mut Vec<Reading>) -> usize {
    let next = first.end;
    let mut pieces = vec![first];
    let mut closed = false;
    while pieces.len() < LIST {
        let last = &pieces[pieces.len() - 1];
        let Some((joint, piece)) = joined(line, last).filter(|(joint, _)| matches!(joint, Joint::Comma | Joint::And))
        else {
            break;
        };
        closed = joint == Joint::And;
        let done = piece.unit.is_some();
        pieces.push(piece);
        if done {
            break;
        }
    }
    let last = pieces.len() - 1;
    let unit = pieces[last].unit.clone();
    let start = pieces[0].start;
    let named = mask::named(line.before(start), line.opens(start));
    if !closed || last == 0 || unit.is_none() || named || pieces[0].year_like() || pieces[last].counted {
        // Each by itself; the last may begin something.
        let tail = if last == 0 || unit.is_none() { None } else { pieces.pop() };
        let end = pieces.into_iter().fold(next, |end, piece| single(line, piece, out).max(end));
        return tail.map_or(end, |tail| tail.start.max(end));
    }
    let tail = pieces.pop();
    let Some(tail) = tail else { return next };
    for mut piece in pieces {
        inherit(&mut piece, &tail);
        piece.end = piece.number_end;
        emit(&piece, None, Relation::Exactly, out);
    }
    single(line, tail, out)
}

/// Two numbers without a unit: pages perhaps. The years of aged persons may go without saying.
fn no_unit(line: &Line<'_>, mut first: Piece, second: Piece, out: &mut Vec<Reading>) -> usize {
    age(line, &mut first);
    if first.unit.is_some() && second.value.to_f64() <= 120.0 {
        return range(line, first.clone(), Piece { unit: first.unit, ..second }, out);
    }
    first.number_end.max(second.number_end)
}

/// A period of years is none of the figures; a year that has a unit is one.
fn years(line: &Line<'_>, first: &Piece, out: &mut Vec<Reading>) -> usize {
    if let Some((joint, second)) = joined(line, first)
        && matches!(joint, Joint::Dash | Joint::To)
        && second.unit.is_some()
        && !second.counted
        && !unit_is(&second, Dimension::Share)
    {
        return range(line, first.clone(), second, out);
    }
    first.number_end
}

/// One figure, if it is one.
fn single(line: &Line<'_>, mut piece: Piece, out: &mut Vec<Reading>) -> usize {
    age(line, &mut piece);
    let level = unit_is(&piece, Dimension::Share) && mask::level(line.after(piece.end));
    let rest = line.after(piece.end).trim_start();
    let spun = rest.starts_with("× g") || rest.starts_with("×g") || rest.starts_with("x g");
    let large =
        piece.form == Form::Grouped && piece.value.digits > 0 && !spun && !mask::labelled(line.before(piece.start));
    if level || piece.unit.is_none() && piece.magnitude < 3 && !large {
        return piece.end;
    }
    let mut relation = bound_of(line, &piece);
    if let Some((behind, len)) = bound::behind(line.after(piece.end))
        && relation == Relation::Exactly
    {
        (relation, piece.end) = (behind, piece.end + len);
    }
    if line.after(piece.number_end).starts_with('+') && relation == Relation::Exactly {
        relation = Relation::AtLeast;
    }
    let end = piece.end;
    emit(&piece, None, relation, out);
    end
}

/// `five years old`, `6 weeks of age`, `aged 18`: an age is a time with its words.
fn age(line: &Line<'_>, piece: &mut Piece) {
    let rest = line.after(piece.end);
    let time = piece.unit.as_ref().is_some_and(|unit| unit.dimension == unit::year().dimension);
    if time {
        for word in [" old", "-old", " of age", "-olds", " olds"] {
            if bound::starts_with_words(rest, word) {
                piece.end += word.len();
            }
        }
    } else if piece.unit.is_none() && piece.magnitude == 0 {
        let before = line.before(piece.start).trim_end();
        let aged = ["aged", "ages", "age of", "aged from", "aged between", "the age of"]
            .iter()
            .any(|words| bound::ends_with_words(before, words));
        let value = piece.value.to_f64();
        if aged && (1.0..=120.0).contains(&value) {
            piece.unit = Some(unit::year());
        }
    }
}

fn bound_of(line: &Line<'_>, piece: &Piece) -> Relation {
    bound::before(line.before(piece.start), piece.unit.as_ref())
}

fn emit(piece: &Piece, upper: Option<Decimal>, relation: Relation, out: &mut Vec<Reading>) {
    out.push(Reading {
        start: piece.start,
        end: piece.end,
        value: piece.scaled(),
        upper,
        unit: piece.unit.clone(),
        per: piece.per.clone(),
        relation,
    });
}
