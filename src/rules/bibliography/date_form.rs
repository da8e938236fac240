//! The form of dates: ISO 8601-2, levels 0 and 1, as biblatex takes it (*biblatex 2.3.8*).

use crate::text::month;

/// A day, or as much of one as is told.
type Day = (i32, u8, u8);

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Where it begins; what is not told is 0.
    pub first: Option<Day>,
    /// Where it ends, where it is a range.
    pub last: Option<Day>,
}

/// Reads a date, or says why it is none.
pub(super) fn read(text: &str) -> Result<Told, String> {
    // Most dates are a year alone.
    if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Told { first: text.parse().ok().map(|year| (year, 0, 0)), last: None });
    }
    let open = |side: &str| matches!(side, "" | "..");
    let Some((first, last)) = text.split_once('/') else { return Ok(Told { first: side(text)?, last: None }) };
    if last.contains('/') {
        return Err("slashes part the two ends of a range; a day is `2021-03-04`".to_owned());
    }
    match (open(first), open(last)) {
        (true, true) => Err("a range has a beginning or an end".to_owned()),
        (true, false) => Ok(Told { first: None, last: side(last)? }),
        (false, true) => Ok(Told { first: side(first)?, last: None }),
        (false, false) => {
            let told = Told { first: side(first)?, last: side(last)? };
            match told.first.zip(told.last) {
                Some((from, to)) if ends_before(from, to) => Err("the range ends before it begins".to_owned()),
                _ => Ok(told),
            }
        }
    }
}

/// Whether a range ends before it begins, as far as both are told.
fn ends_before(from: Day, to: Day) -> bool {
    let season = |day: Day| day.1 > 12;
    if from.0 != to.0 {
        return to.0 < from.0;
    }
    if from.1 != to.1 {
        return to.1 < from.1 && to.1 != 0 && !season(from) && !season(to);
    }
    to.2 < from.2 && to.2 != 0
}

/// One end of a range; `None` where it tells no year: `XXXX`.
fn side(text: &str) -> Result<Option<Day>, String> {
    let bare: String = text.trim().chars().filter(|c| !matches!(c, '?' | '~' | '%')).collect();
    if let Some(year) = bare.strip_prefix(['Y', 'y']) {
        let year = year.strip_prefix('-').unwrap_or(year);
        let digits = year.len() > 4 && year.bytes().all(|b| b.is_ascii_digit());
        return if digits { Ok(None) } else { Err("after `Y` stands a year of five digits or more".to_owned()) };
    }
    let (past, bare) = bare.strip_prefix('-').map_or((false, bare.as_str()), |rest| (true, rest));
    let (day, time) = bare.split_once('T').map_or((bare, None), |(day, time)| (day, Some(time)));
    if time.is_some_and(|time| !is_time(time)) {
        return Err("a time is `10:30:00`, and perhaps `Z` or `+01:00`".to_owned());
    }
    let mut parts = day.split('-');
    let year = parts.next().unwrap_or_default();
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return Err("a date has a year, a month and a day; a slash parts the ends of a range".to_owned());
    }
    let known = year.trim_end_matches(['X', 'u']);
    if year.len() != 4 || !known.bytes().all(|b| b.is_ascii_digit()) {
        return Err("a date begins with a year of four digits".to_owned());
    }
    let month = month.map_or(Ok(0), |month| number(month, "month"))?;
    let day = day.map_or(Ok(0), |day| number(day, "day"))?;
    // 21 to 24 are the seasons.
    if !matches!(month, 0..=12 | 21..=24) {
        return Err(format!("there is no month {month}"));
    }
    if known.is_empty() {
        return Ok(None);
    }
    let span = 10i32.pow(4 - known.len() as u32);
    let from = known.parse::<i32>().map_or(0, |known| known * span);
    let leap = (span == 1 && !past).then_some(from);
    if day > month::days(month, leap) {
        return Err(format!("that month has {} days, not {day}", month::days(month, leap)));
    }
    Ok(Some((if past { -from } else { from }, month, day)))
}

/// A month or day of two digits; `XX` is none that is known.
fn number(text: &str, what: &str) -> Result<u8, String> {
    match text.parse::<u8>() {
        _ if matches!(text, "XX" | "uu") => Ok(0),
        Ok(0) => Err(format!("there is no {what} 0")),
        Ok(number) if text.len() == 2 => Ok(number),
        _ => Err(format!("a {what} has two digits: `2021-03-04`")),
    }
}

/// Whether a text of digits, hyphens and slashes has the length of a date or of two.
pub(super) fn is_whole(text: &str) -> bool {
    text.split('/').all(|side| matches!(side.len(), 7 | 10))
}

fn is_time(text: &str) -> bool {
    let (clock, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => (&text[..at], text[at..].trim_start_matches(['Z', '+', '-'])),
        None => (text, ""),
    };
    let numbers = |text: &str| text.split(':').all(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let clock = clock.split('.').next().unwrap_or(clock);
    clock.len() >= 5 && numbers(clock) && (zone.is_empty() || numbers(zone))
}

/// What `12 March 2021`, `2021/3/4`, `March 2021` is in this form; `None` where it may be two things.
pub(super) fn suggested(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() > 4 {
        return None;
    }
    let is_year = |word: &&&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year = words.iter().find(is_year)?;
    let small = |word: &&str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (digits.len() <= 2).then(|| digits.parse::<u8>().ok()).flatten().filter(|number| (1..=31).contains(number))
    };
    let named = words.iter().find_map(|word| month::of(word));
    let numbers: Vec<u8> = words.iter().filter_map(small).collect();
    let (month, day) = match (named, &numbers[..]) {
        (Some(month), []) => (month, None),
        (Some(month), [day]) => (month, Some(*day)),
        (None, [month]) if *month <= 12 => (*month, None),
        // Beginning with the year, or with a day that can be no month.
        (None, [month, day]) if words.first() == Some(year) && *month <= 12 => (*month, Some(*day)),
        (None, [day, month]) if *day > 12 && *month <= 12 => (*month, Some(*day)),
        (None, [month, day]) if *day > 12 && *month <= 12 => (*month, Some(*day)),
        _ => return None,
    };
    let meant = day.map_or_else(|| format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:02}"));
    read(&meant).is_ok().then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for text in [
            "2021",
            "2021-03",
            "2021-03-04",
            "2021-02-28",
            "2020-02-29",
            "2000-02-29",
            "1850",
            "0856",
            "-0044",
            "2021?",
            "2021~",
            "2021%",
            "2004-06-~11",
            "201X",
            "20XX",
            "XXXX",
            "2021-XX",
            "2021-03-XX",
            "2021-21",
            "2021-24",
            "2020/2021",
            "2021-03/2021-05",
            "2021-03-04/2021-03-09",
            "../2021",
            "/2021",
            "2021/",
            "2021/..",
            "2020-12/2021",
            "2021/2021-03",
            "2021-03/2021",
            "2021-03-04T10:30",
            "2021-03-04T10:30:00",
            "2021-03-04T10:30:00Z",
            "2021-03-04T10:30:00+01:00",
            "Y-10000",
            "Y170000002",
            "199u",
            " 2021 ",
        ] {
            assert!(read(text).is_ok(), "{text}: {:?}", read(text));
        }
        for text in [
            "21", "12 March 2021", "March 2021", "2021-3-7", "2021-13", "2021-00", "2021-03-00", "2021-02-30",
            "2021-02-29", "1900-02-29", "2021-04-31", "2021-03-32", "2021/03/04", "03/04/2021", "04.03.2021", "2021a",
            "in press", "n.d.", "2021-25", "2021-20", "2021--03", "2021-03-04-05", "20211", "2O21", "2021/2020",
            "2021-05/2021-03", "2021-03-09/2021-03-04", "/", "../..", "2021-03-04T1", "Y1", "2021-03-04 10:30", "XX21",
            "", "2021–2022", "2021-2022",
        ] {
            assert!(read(text).is_err(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn what_was_meant() {
        for (text, meant) in [
            ("12 March 2021", Some("2021-03-12")),
            ("March 12th, 2021", Some("2021-03-12")),
            ("March 2021", Some("2021-03")),
            ("2021/03/04", Some("2021-03-04")),
            ("2021-3-7", Some("2021-03-07")),
            ("31.12.2021", Some("2021-12-31")),
            ("03/04/2021", None),
            ("1987-02-30", None),
            ("in press", None),
            ("2021a", None),
        ] {
            assert_eq!(suggested(text).as_deref(), meant, "{text}");
        }
    }
}
