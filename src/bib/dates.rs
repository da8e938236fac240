//! When a work appeared, from all the fields that may say so.
//!
//! In: plain values of `date`, `year`, `month`, `day`, `pubstate`, `origdate`. Out: a [`Date`].
//! `date` is read as EDTF (*biblatex 2.3.8*), `year` as people write it: `2021a`, `1890s`, `c. 1890`,
//! `1962/2012`, `in press`.

use crate::model::{Date, Field};
pub(super) use crate::text::month::of as month_of;

/// The fields that say when, with their plain values.
#[derive(Debug, Default)]
struct Given<'v> {
    date: Option<&'v str>,
    year: Option<&'v str>,
    month: Option<&'v str>,
    day: Option<&'v str>,
    state: Option<&'v str>,
    original: Option<&'v str>,
    labelled: Option<&'v str>,
    letter: Option<&'v str>,
}

/// Reads the date of an entry from its fields.
pub(super) fn read(fields: &[Field]) -> Option<Date> {
    let mut given = Given::default();
    for field in fields.iter().filter(|field| !field.value.is_empty()) {
        let place = match &*field.name {
            "date" => &mut given.date,
            "year" => &mut given.year,
            "month" => &mut given.month,
            "day" => &mut given.day,
            "pubstate" => &mut given.state,
            "origdate" | "origyear" => &mut given.original,
            "labelyear" => &mut given.labelled,
            "extradate" | "extrayear" => &mut given.letter,
            _ => continue,
        };
        place.get_or_insert(&field.value);
    }
    let mut date = match (given.date, given.year) {
        (Some(date), _) => edtf(date).unwrap_or_else(|| lenient(date)),
        (None, Some(year)) => by_year(year),
        (None, None) => state(given.state?),
    };
    if given.date.is_none() {
        (date.month, date.day) = month_and_day(given.month.unwrap_or(""), given.day.unwrap_or(""));
    }
    let original = given.original.map(|text| edtf(text).unwrap_or_else(|| lenient(text)));
    if let Some((first, _)) = original.and_then(|original| original.years) {
        date.original = Some(first);
    }
    let letter = given.labelled.map(lenient).and_then(|labelled| labelled.suffix);
    let letter = letter.or_else(|| given.letter.and_then(letter_of));
    if letter.is_some() {
        date.suffix = letter;
    }
    Some(date)
}

/// The date of a `year` field: a whole date may stand there too, or `201X`.
fn by_year(year: &str) -> Date {
    let date = lenient(year);
    let whole = edtf(year).filter(|edtf| date.years.is_none() || edtf.day.is_some());
    whole.unwrap_or(date)
}

/// The states of a work that has no date yet (*biblatex 4.9.2.11*).
fn state(pubstate: &str) -> Date {
    let text = match pubstate {
        "inpreparation" => "in preparation",
        "inpress" => "in press",
        _ => return lenient(pubstate),
    };
    Date { text: text.into(), ..Date::default() }
}

/// `a`, or `1` for a: what stands in `extradate`.
fn letter_of(text: &str) -> Option<String> {
    let letter = match text.parse::<u8>() {
        Ok(number @ 1..=26) => char::from(b'a' + number - 1),
        _ => text.chars().next().filter(|c| text.len() == 1 && c.is_ascii_lowercase())?,
    };
    Some(letter.into())
}

/// One end of a range.
struct Side {
    text: String,
    years: (i32, i32),
    month: Option<u8>,
    day: Option<u8>,
    uncertain: bool,
}

/// A date of ISO 8601-2: `2021-03-04`, `2021?`, `201X`, `2020/2021`, `../2021`.
fn edtf(text: &str) -> Option<Date> {
    let open = |side: &str| side.is_empty() || side == "..";
    let (first, last) = match text.split_once('/') {
        None => (side(text)?, None),
        Some((first, last)) if open(last) => (side(first)?, None),
        Some((first, last)) if open(first) => (side(last)?, None),
        Some((first, last)) => (side(first)?, Some(side(last)?)),
    };
    let (from, to) = (first.years.0, last.as_ref().map_or(first.years.1, |last| last.years.1));
    let mut date = Date {
        text: first.text,
        years: Some((from.min(to), from.max(to))),
        month: first.month,
        day: first.day,
        uncertain: first.uncertain,
        ..Date::default()
    };
    if let Some(last) = last {
        date.uncertain |= last.uncertain;
        if last.text != date.text {
            date.text = format!("{}–{}", date.text, last.text);
        }
    }
    Some(date)
}

fn side(text: &str) -> Option<Side> {
    let uncertain = text.contains(['?', '~', '%']);
    let bare: String = text.chars().filter(|c| !matches!(c, '?' | '~' | '%')).collect();
    let (bare, past) = match bare.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (&*bare, false),
    };
    let bare = bare.split('T').next().unwrap_or(bare);
    let mut parts = bare.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let known = year.trim_end_matches('X');
    if known.is_empty() || !known.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let span = 10i32.pow(4 - known.len() as u32);
    let first = known.parse::<i32>().ok()? * span;
    let (month, day) = (parts.next(), parts.next());
    let month = month.map(|month| number_below(month, 42).ok_or(())).transpose().ok()?;
    let day = day.map(|day| number_below(day, 32).ok_or(())).transpose().ok()?;
    if parts.next().is_some() || matches!(month, Some(13..=20)) {
        return None;
    }
    let years = if past { (-first, -first) } else { (first, first + span - 1) };
    let text = match span {
        // EDTF counts a year 0.
        1 if past => format!("{} BCE", first + 1),
        1 => format!("{first}"),
        _ => format!("{}–{}", years.0, years.1),
    };
    // 21 and more are seasons.
    Some(Side { text, years, month: month.filter(|m| (1..=12).contains(m)), day: day.filter(|&d| d > 0), uncertain })
}

/// A number of one or two digits below a bound; `XX` is 0.
fn number_below(text: &str, bound: u8) -> Option<u8> {
    if text == "XX" {
        return Some(0);
    }
    text.parse().ok().filter(|&number: &u8| number < bound && text.len() <= 2)
}

/// A year as people write it.
fn lenient(text: &str) -> Date {
    let inner = text.trim().trim_matches(['[', ']', '(', ')', ' ']);
    let whole = if inner.contains(['[', ']', '(', ')']) { text.trim() } else { inner };
    let mut date = Date { text: whole.to_owned(), ..Date::default() };
    let small = whole.to_lowercase();
    date.uncertain =
        whole.ends_with('?') || ["c.", "ca.", "ca ", "circa", "c "].iter().any(|head| small.starts_with(head));
    let Some((at, first)) = year_in(whole) else { return date };
    let mut last = first;
    let mut rest = &whole[at + 4..];
    let letter = rest.chars().next().filter(|c| c.is_ascii_lowercase());
    if let Some(letter) = letter.filter(|_| !rest[1..].starts_with(char::is_alphanumeric)) {
        if letter == 's' && first % 10 == 0 {
            last = first + if first % 100 == 0 { 99 } else { 9 };
        } else {
            date.suffix = Some(letter.into());
            date.text.remove(at + 4);
        }
        rest = &rest[1..];
    }
    let parted = rest.trim_start_matches(['-', '–', '—', '/', ' ']);
    let digits = parted.bytes().take_while(u8::is_ascii_digit).count();
    if parted.len() < rest.len() && matches!(digits, 2 | 4) {
        let end: i32 = parted[..digits].parse().unwrap_or(first);
        let end = if digits == 2 { first - first % 100 + end } else { end };
        if digits == 4 || end > first {
            last = end;
        }
    } else if let Some(bracketed) = parted.strip_prefix(['[', '(']) {
        date.original = year_in(bracketed).filter(|&(at, year)| at == 0 && year < first).map(|(_, year)| year);
    }
    date.years = Some((first.min(last), first.max(last)));
    // `12 March 2021`, `2021.`: a citation prints the year.
    let rest = [&date.text[..at], &date.text[(at + 4).min(date.text.len())..]];
    let words = rest.iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
    let mut words = words.peekable();
    let days = |word: &str| month_of(word).is_some() || word.parse().is_ok_and(|day: u8| day < 32) || is_season(word);
    if last == first && date.original.is_none() && (words.peek().is_none() || words.all(days)) {
        date.text = first.to_string();
    }
    date
}

fn is_season(word: &str) -> bool {
    ["spring", "summer", "autumn", "fall", "winter"].iter().any(|season| word.eq_ignore_ascii_case(season))
}

/// The first run of exactly four digits, and where it begins.
fn year_in(text: &str) -> Option<(usize, i32)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let len = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if len == 4 {
            return text[at..at + 4].parse().ok().map(|year| (at, year));
        }
        at += len.max(1);
    }
    None
}

/// The month and day of BibTeX's `month = {October 12--15}` and of a `day` field.
fn month_and_day(month: &str, day: &str) -> (Option<u8>, Option<u8>) {
    let mut found = (None, day.trim().parse().ok().filter(|day| (1..=31).contains(day)));
    for word in month.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match (month_of(word), word.parse::<u8>()) {
            (Some(month), _) => {
                found.0.get_or_insert(month);
            }
            // A number is a month where it stands alone, a day beside a name.
            (None, Ok(number @ 1..=31)) if month.contains(char::is_alphabetic) => {
                found.1.get_or_insert(number);
            }
            (None, Ok(number @ 1..=12)) => {
                found.0.get_or_insert(number);
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(fields: &[(&str, &str)]) -> Date {
        let field =
            |&(name, value): &(&str, &str)| Field { name: name.into(), value: value.into(), ..Field::default() };
        read(&fields.iter().map(field).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn dates_of_biblatex() {
        for (value, text, years, month, day) in [
            ("2021", "2021", (2021, 2021), None, None),
            ("2021-03", "2021", (2021, 2021), Some(3), None),
            ("2021-3-7", "2021", (2021, 2021), Some(3), Some(7)),
            ("2021-03-04T10:00:00Z", "2021", (2021, 2021), Some(3), Some(4)),
            ("2021-XX", "2021", (2021, 2021), None, None),
            ("2021-21", "2021", (2021, 2021), None, None),
            ("2021?", "2021", (2021, 2021), None, None),
            ("2004-06-~11", "2004", (2004, 2004), Some(6), Some(11)),
            ("201X", "2010–2019", (2010, 2019), None, None),
            ("20XX", "2000–2099", (2000, 2099), None, None),
            ("-0044", "45 BCE", (-44, -44), None, None),
            ("../2021", "2021", (2021, 2021), None, None),
            ("2021/", "2021", (2021, 2021), None, None),
            ("2020/2021", "2020–2021", (2020, 2021), None, None),
            ("2021-03/2021-05", "2021", (2021, 2021), Some(3), None),
        ] {
            let date = date(&[("date", value)]);
            assert_eq!((&*date.text, date.years, date.month, date.day), (text, Some(years), month, day), "{value}");
        }
        assert!(date(&[("date", "2021~")]).uncertain);
    }

    #[test]
    fn years_as_people_write_them() {
        for (value, text, years, suffix) in [
            ("2021a", "2021", Some((2021, 2021)), Some("a")),
            ("1890s", "1890s", Some((1890, 1899)), None),
            ("1800s", "1800s", Some((1800, 1899)), None),
            ("c. 1890", "c. 1890", Some((1890, 1890)), None),
            ("[1890]", "1890", Some((1890, 1890)), None),
            ("1962/2012", "1962/2012", Some((1962, 2012)), None),
            ("2021/2022", "2021/2022", Some((2021, 2022)), None),
            ("2021–2022", "2021–2022", Some((2021, 2022)), None),
            ("1997-98", "1997-98", Some((1997, 1998)), None),
            ("2011 [1952]", "2011 [1952]", Some((2011, 2011)), None),
            ("Spring 2020", "2020", Some((2020, 2020)), None),
            ("12 March 2021", "2021", Some((2021, 2021)), None),
            ("2021-03-12", "2021", Some((2021, 2021)), None),
            ("2020.", "2020", Some((2020, 2020)), None),
            ("2020, revised", "2020, revised", Some((2020, 2020)), None),
            ("201X", "2010–2019", Some((2010, 2019)), None),
            ("n.d.", "n.d.", None, None),
            ("in press", "in press", None, None),
            ("12345", "12345", None, None),
        ] {
            let date = date(&[("year", value)]);
            assert_eq!((&*date.text, date.years, date.suffix.as_deref()), (text, years, suffix), "{value}");
        }
        assert_eq!(date(&[("year", "2011[1952]")]).original, Some(1952));
        assert_eq!(date(&[("date", "2009a")]).suffix.as_deref(), Some("a"));
    }

    #[test]
    fn other_fields_have_their_say() {
        assert_eq!(date(&[("pubstate", "inpress")]).text, "in press");
        assert_eq!(date(&[("year", ""), ("pubstate", "forthcoming")]).text, "forthcoming");
        assert_eq!(date(&[("year", "2012"), ("origdate", "1962-05")]).original, Some(1962));
        assert_eq!(date(&[("year", "2012"), ("extradate", "2")]).suffix.as_deref(), Some("b"));
        assert_eq!(date(&[("year", "2012"), ("labelyear", "2012c")]).suffix.as_deref(), Some("c"));
        for (month, expected) in [
            ("jan", (Some(1), None)),
            ("12", (Some(12), None)),
            ("3–4", (Some(3), None)),
            ("Sept.", (Some(9), None)),
            ("October 12–15", (Some(10), Some(12))),
            ("Summer", (None, None)),
        ] {
            let date = date(&[("year", "2012"), ("month", month)]);
            assert_eq!((date.month, date.day), expected, "{month}");
        }
    }
}
