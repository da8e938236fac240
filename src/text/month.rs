//! The names of months.

/// The number of a month, from 1, by its English name or the first letters of it.
pub fn of(name: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];
    let begins = |month: &str| month.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    let is =
        |month: &&str| name.len() >= 3 && begins(month) || *month == "september" && name.eq_ignore_ascii_case("sept");
    MONTHS.iter().position(is).map(|at| at as u8 + 1)
}

/// How many days a month has; in a year that is not known, as many as it can have.
pub fn days(month: u8, year: Option<i32>) -> u8 {
    match month {
        2 if year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_their_days() {
        for (name, number) in
            [("jan", Some(1)), ("Sept", Some(9)), ("MAY", Some(5)), ("ju", None), ("junk", None), ("é", None)]
        {
            assert_eq!(of(name), number, "{name}");
        }
        assert_eq!([(2, Some(2000)), (2, Some(1900)), (2, None), (4, None)].map(|(m, y)| days(m, y)), [29, 28, 29, 30]);
    }
}
