//! The day it is: the one look at the clock that a finding can come from.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::rules::Day;

/// Today in Greenwich; `None` where the clock stands before 1970.
pub(super) fn today() -> Option<Day> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(day(seconds / 86_400))
}

/// The day that lies so many days after the first of January 1970.
fn day(mut days: u64) -> Day {
    let leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = 1970;
    // A clock that was set to the end of time says the year 9999.
    while year < 9999 && days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let mut month = 1;
    while month < 12 && days >= u64::from(crate::text::month::days(month, Some(year))) {
        days -= u64::from(crate::text::month::days(month, Some(year)));
        month += 1;
    }
    Day { year, month, day: days.min(30) as u8 + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (days, expected) in [
            (0, (1970, 1, 1)),
            (58, (1970, 2, 28)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_453, (2025, 12, 31)),
        ] {
            let day = day(days);
            assert_eq!((day.year, day.month, day.day), expected);
        }
        assert_eq!(day(u64::MAX).year, 9999);
    }
}
