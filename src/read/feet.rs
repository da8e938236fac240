//! Notes at the foot of a page, in a text that was drawn from it.
//!
//! In: the lines of a text, page furniture left out. Out: for each page that has some, where its foot begins and
//! the notes in it. A line that begins with a number is a note only where the numbers count on down to the end of
//! the page and the text above calls them: `winter,1 and`, `winter,¹ and`. Whatever does not fit that is left as it
//! is: a sentence that is torn in two does less harm than one that is lost among notes.

use std::ops::Range;

use super::lines::Line;
use crate::text::raised;

/// The foot of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foot {
    /// Its lines.
    pub(super) lines: Range<usize>,
    /// The lines of each note, without one that holds its number alone.
    pub(super) notes: Vec<Range<usize>>,
}

/// How a line begins a note.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `¹ Osei, Crossing the Volta.`
    Raised,
    /// `1 Osei, Crossing the Volta.`
    Plain,
    /// The number alone; the words come with the next line.
    Alone,
}

/// A line that may begin a note.
#[derive(Clone, Copy)]
struct Start {
    line: usize,
    number: u32,
    form: Form,
}

/// How many numbers may be lost between two notes.
const LOST: u32 = 3;

/// How many notes a page has at the most, and how far above them they are called, in bytes.
const MOST: usize = 200;
const LONG: usize = 200_000;

/// The feet of a text of several pages, in order.
pub(super) fn find(source: &str, lines: &[Line]) -> Vec<Foot> {
    let mut out = Vec::new();
    // The number of a section is taken for a page's at times: only a form feed is sure.
    let turned = |at: &usize| source[lines[at - 1].end as usize..lines[*at].start as usize].contains('\u{c}');
    let turns = (1..lines.len()).filter(turned).chain([lines.len()]);
    let mut from = 0;
    for to in turns {
        out.extend(foot(source, lines, from..to));
        from = to;
    }
    out
}

/// The foot of the page of these lines.
fn foot(source: &str, lines: &[Line], page: Range<usize>) -> Option<Foot> {
    let mut starts: Vec<Start> = page.clone().filter_map(|at| start(source, lines, at)).collect();
    // A number that nothing follows is the page's, or was lost from its place.
    while starts.last().is_some_and(|last| last.form == Form::Alone && last.line + 1 == page.end) {
        starts.pop();
    }
    let mut end = page.end;
    while end > page.start && number(lines[end - 1].text(source)).is_some_and(|(_, rest)| rest.is_empty()) {
        end -= 1;
    }
    starts.retain(|start| start.line < end);
    // Numbers count on from the first note to the last: a row is looked for from the end.
    let mut first = starts.len().checked_sub(1)?;
    while first > 0 && counts(starts[first - 1], starts[first]) {
        first -= 1;
    }
    let starts = &starts[first..];
    if starts.len() > MOST {
        return None;
    }
    let (begin, form) = (starts[0].line, starts[0].form);
    let start = lines[page.start].start as usize;
    let bottom = lines[begin].start as usize;
    let above = &source[source.ceil_char_boundary(start.max(bottom.saturating_sub(LONG)))..bottom];
    let called = starts.iter().filter(|start| is_called(above, start.number, form)).count();
    if begin == page.start || called * 2 <= starts.len() {
        return None;
    }
    let mut notes: Vec<Range<usize>> = Vec::new();
    let wide = lines[begin..end].iter().map(|line| line.columns(source)).max().unwrap_or(0);
    let mut next = starts.iter().peekable();
    // Numbers that stand one above the other, before the words of their notes.
    let mut owed = 0u32;
    for at in begin..end {
        if let Some(start) = next.next_if(|start| start.line == at) {
            let words = at + usize::from(start.form == Form::Alone);
            owed += u32::from(notes.last().is_some_and(Range::is_empty));
            notes.push(words..words);
            if start.form == Form::Alone {
                continue;
            }
        } else if lines[at].gap > 0 && notes.last().is_none_or(|note| note.start != at) {
            // A blank line that no note follows: the foot is none, or something stands below it.
            return None;
        } else if form == Form::Alone && begins_anew(source, lines, at, if owed > 0 { usize::MAX } else { wide }) {
            // The number that stood before these words was lost.
            owed = owed.saturating_sub(1);
            notes.push(at..at);
        }
        notes.last_mut()?.end = at + 1;
    }
    notes.retain(|note| !note.is_empty());
    Some(Foot { lines: begin..page.end, notes })
}

/// Whether one note may follow another.
fn counts(one: Start, next: Start) -> bool {
    one.form == next.form && (one.number + 1..=one.number + LOST).contains(&next.number)
}

/// What a line begins with, where it may begin a note.
fn start(source: &str, lines: &[Line], line: usize) -> Option<Start> {
    let text = lines[line].text(source);
    let (found, rest) = number(text)?;
    let form = match text.as_bytes()[0].is_ascii_digit() {
        false if rest.starts_with(' ') => Form::Raised,
        true if rest.is_empty() => Form::Alone,
        true if rest.strip_prefix(' ').is_some_and(begins) => Form::Plain,
        _ => return None,
    };
    let follows = lines.get(line + 1).is_some_and(|next| !next.page);
    (form != Form::Alone || follows).then_some(Start { line, number: found, form })
}

/// The number that a line begins with, plain or raised, and what stands behind it.
fn number(text: &str) -> Option<(u32, &str)> {
    let plain = text.starts_with(|c: char| c.is_ascii_digit());
    let digit = |c: char| match plain {
        true => c.to_digit(10),
        false => raised::value(c),
    };
    let end = text.find(|c| digit(c).is_none()).unwrap_or(text.len());
    if !(1..=3).contains(&text[..end].chars().take(4).count()) {
        return None;
    }
    let value = text[..end].chars().filter_map(digit).fold(0, |sum, digit| sum * 10 + digit);
    (value > 0).then_some((value, &text[end..]))
}

/// Whether words may begin a note: a capital, a quotation, `see`.
fn begins(rest: &str) -> bool {
    const WORDS: &[&str] = &["see ", "ibid", "cf.", "e.g.", "vgl.", "ebd.", "voir "];
    rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '‘' | '„' | '«'))
        || WORDS.iter().any(|word| rest.starts_with(word))
}

/// Whether a text calls a note: its number, plain or raised, right behind a word or a mark.
fn is_called(text: &str, number: u32, form: Form) -> bool {
    let plain = number.to_string();
    let sign = if form == Form::Raised { plain.bytes().map(raised::raise).collect() } else { plain };
    memchr::memmem::find_iter(text.as_bytes(), sign.as_bytes()).any(|at| {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = text[at + sign.len()..].chars().next().unwrap_or(' ');
        (before.is_alphabetic() || matches!(before, ',' | '.' | ';' | ':' | ')' | '”' | '’' | '?' | '!'))
            && !(after.is_alphanumeric() || raised::is(after))
    })
}

/// Whether a line begins anew: the one before ends a sentence though the next word would have fitted on it.
fn begins_anew(source: &str, lines: &[Line], line: usize, wide: usize) -> bool {
    let (above, text) = (lines[line - 1], lines[line].text(source));
    let word = text.split(' ').next().unwrap_or("").chars().count();
    above.text(source).ends_with('.')
        && text.starts_with(char::is_uppercase)
        && above.columns(source) + 1 + word < wide - wide / 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    fn notes(text: &str) -> Vec<String> {
        let lines = lines(text, 0);
        let feet = find(text, &lines);
        let words =
            |note: &Range<usize>| lines[note.clone()].iter().map(|line| line.text(text)).collect::<Vec<_>>().join(" ");
        feet.iter().flat_map(|foot| foot.notes.iter().map(words)).collect()
    }

    #[test]
    fn notes_count_on_and_are_called() {
        let table: &[(&str, &[&str])] = &[
            (
                "The boats lay in winter,1 and\nthe mail was late.2 Nobody\n1 Osei, Volta (2004),\np. 3.\n2 Ibid., 4.\n\u{c}came.",
                &["1 Osei, Volta (2004), p. 3.", "2 Ibid., 4."],
            ),
            (
                "The boats lay in winter,¹ and\nthe mail was late.² Nobody\n\n¹ Osei, Volta (2004),\np. 3.\n² Ibid., 4.\n\u{c}came.",
                &["¹ Osei, Volta (2004), p. 3.", "² Ibid., 4."],
            ),
            (
                "The boats lay in winter,1 and\nthe mail was late.2 Nobody3\n1\n\nOsei, Volta, p. 3.\nMarlow, Mail over the Ice of the Bay, p. 4.\n3\nIbid., 4.\n2\n\u{c}came.",
                &["Osei, Volta, p. 3.", "Marlow, Mail over the Ice of the Bay, p. 4.", "Ibid., 4."],
            ),
            (
                "Tickets were sold,14 and more of them15\n\n14\n15\n\nNorthern Lights Archive, Lamps, p. 7.\nIbid., p. 8.\n\n2\n\n\u{c}came.",
                &["Northern Lights Archive, Lamps, p. 7.", "Ibid., p. 8."],
            ),
            ("The boats1.\n1 Osei.\n12345678901234567890\n1987\n\u{c}came.", &["1 Osei. 12345678901234567890 1987"]),
            // Nobody calls them; they do not count on; something stands below.
            ("The boats lay in winter and\nthe mail was late.\n1 Osei came.\n2 Ibid.\n\u{c}came.", &[]),
            ("The boats1 lay still.\n1 Osei came.\n9 Ibid.\n\u{c}came.", &[]),
            ("The boats1 lay2 still.\n1 Osei came.\n2 Ibid.\n\nThe next column\n\u{c}came.", &[]),
        ];
        for (text, want) in table {
            assert_eq!(notes(text), *want, "{text}");
        }
    }

    #[test]
    fn pages_of_numbers_take_linear_time() {
        let page = |n: usize| format!("The boats1.\n{}\u{c}", "1 Osei\n1\n".repeat(n));
        let time = |text: String| {
            let lines = lines(&text, 0);
            let start = std::time::Instant::now();
            find(&text, &lines);
            start.elapsed()
        };
        let (few, more) = (time(page(20_000)), time(page(80_000)));
        assert!(more < few * 12 + std::time::Duration::from_millis(200), "{few:?} {more:?}");
    }
}
