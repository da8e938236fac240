//! Whether a mean, a share or a standard deviation can come from whole numbers.
//!
//! In: what was printed, and how many answers there were. Out: whether any sum of whole numbers gives it.
//! The tests are GRIM (Brown & Heathers, 2017) and GRIMMER (Anaya, 2016; Allard, 2018). A five may be
//! rounded either way.

use crate::model::{MeanFlaw, Printed};

/// What a printed digit may be off, relative to half its place: floating point.
const SLACK: f64 = 1e-7;

/// Whether a printed mean of `answers` whole numbers is too coarse to be tested: any value can be reached.
pub fn is_untestable(value: &Printed, answers: u64, share: bool) -> bool {
    let steps = 10f64.powi(i32::from(value.decimals)) * if share { 100.0 } else { 1.0 };
    answers == 0 || answers as f64 >= steps
}

/// Why a mean, or a share in percent, of whole-number answers is impossible; none where it is possible.
pub fn flaw(value: &Printed, sd: Option<&Printed>, n: u64, items: u64, share: bool) -> Option<MeanFlaw> {
    let answers = n * items;
    let scale = if share { 100.0 } else { 1.0 };
    let reach = value.half() * (1.0 + SLACK) + 1e-12;
    let sum = value.value.abs() * answers as f64 / scale;
    let of = |sum: f64| sum * scale / answers as f64;
    let (below, above) = (sum.floor(), sum.floor() + 1.0);
    let sums: Vec<f64> =
        [below, above].into_iter().filter(|sum| (of(*sum) - value.value.abs()).abs() <= reach).collect();
    if sums.is_empty() {
        return Some(MeanFlaw::NoSum([(below as u64, of(below)), (above as u64, of(above))]));
    }
    let sd = sd.filter(|_| items == 1 && !share && n > 1)?;
    let n = n as f64;
    let has_spread = |by: f64| sums.iter().any(|sum| has_spread(sd, *sum, n, by));
    (!has_spread(n - 1.0)).then(|| MeanFlaw::NoSpread { by_n: has_spread(n) })
}

/// Whether `n` whole numbers of this sum can have a standard deviation that prints so, their squares divided by `by`.
///
/// The sum of the squares is a whole number, odd where the sum is: a number and its square are odd together.
fn has_spread(sd: &Printed, sum: f64, n: f64, by: f64) -> bool {
    let reach = sd.half() * (1.0 + SLACK);
    let squares = |sd: f64| sd * sd * by + sum * sum / n;
    let least = (squares((sd.value - reach).max(0.0)) - 1e-6).ceil();
    let most = (squares(sd.value + reach) + 1e-6).floor();
    // Of two whole numbers side by side one is odd and one is even.
    most - least >= 1.0 || most >= least && (least - sum).rem_euclid(2.0) == 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Printed {
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u8);
        Printed { text: text.into(), value: text.parse().unwrap(), decimals }
    }

    #[test]
    fn means_and_shares_of_whole_numbers() {
        let table = [
            ("3.50", None, 28, 1, false, true),
            ("3.51", None, 28, 1, false, false),
            ("3.51", None, 28, 3, false, true),
            ("5.19", None, 28, 1, false, false),
            ("2.125", None, 8, 1, false, true),
            // Half a place either way: 17 / 8 = 2.125.
            ("2.12", None, 8, 1, false, true),
            ("2.13", None, 8, 1, false, true),
            ("2.14", None, 8, 1, false, false),
            ("43", None, 23, 1, true, true),
            ("41", None, 23, 1, true, false),
            ("62.5", None, 24, 1, true, true),
            ("62.1", None, 24, 1, true, false),
            ("3.00", Some("1.58"), 5, 1, false, true),
            ("3.00", Some("1.50"), 5, 1, false, false),
        ];
        for (value, sd, n, items, share, possible) in table {
            let sd = sd.map(printed);
            let flaw = flaw(&printed(value), sd.as_ref(), n, items, share);
            assert_eq!(flaw.is_none(), possible, "{value} {sd:?} of {n}: {flaw:?}");
        }
    }

    #[test]
    fn what_any_sum_can_give_is_not_tested() {
        assert!(is_untestable(&printed("3.51"), 100, false));
        assert!(!is_untestable(&printed("3.51"), 99, false));
        assert!(is_untestable(&printed("43"), 100, true));
        assert!(!is_untestable(&printed("43.1"), 100, true));
    }
}
