//! From a test statistic to its p, and whether a reported p is that p.
//!
//! In: a test's kind, degrees of freedom and printed value. Out: the p that this value may stand for.
//! A printed value is any number that rounds to it, so that p is an interval.
//!
//! The comparison is that of statcheck (Nuijten et al., 2016): at the decimals of the reported p,
//! either way of rounding a five allowed.

use statrs::function::{beta, erf, gamma};

use crate::model::{Bound, Printed, Recomputed, Reported, TestKind};

/// Where degrees of freedom are so many that the limit differs from the distribution by less than is printed.
const MANY: f64 = 1e5;
/// The level at which a result is called significant.
pub const ALPHA: f64 = 0.05;

/// The p that a printed value gives; none where the degrees of freedom are amiss.
pub fn p(kind: TestKind, df: &[f64], bound: Bound, value: &Printed) -> Option<Recomputed> {
    let size = value.value.abs();
    if !size.is_finite() || value.value < 0.0 && matches!(kind, TestKind::F | TestKind::ChiSquare | TestKind::Q) {
        return None;
    }
    let (low, high) = match bound {
        Bound::Is => ((size - value.half()).max(0.0), size + value.half()),
        Bound::Below => (0.0, size),
        Bound::Above => (size, f64::INFINITY),
    };
    let greatest = exact(kind, df, low)?;
    let least = if high.is_finite() { exact(kind, df, high)? } else { 0.0 };
    Some(Recomputed { least: least.min(greatest), printed: exact(kind, df, size)?, greatest })
}

/// The p of one value: two-tailed for t, r and z, the upper tail for the others.
pub fn exact(kind: TestKind, df: &[f64], value: f64) -> Option<f64> {
    if !value.is_finite() || value < 0.0 || df.iter().any(|df| df.is_nan() || *df <= 0.0) {
        return None;
    }
    let p = match (kind, df) {
        (TestKind::Z, _) => normal(value),
        (TestKind::T, &[df]) => student(value, df),
        (TestKind::R | TestKind::Rho, &[df]) if value < 1.0 => student(value * (df / (1.0 - value * value)).sqrt(), df),
        (TestKind::R | TestKind::Rho, &[_]) => 0.0,
        (TestKind::ChiSquare | TestKind::Q, &[df]) => chi_square(value, df)?,
        (TestKind::F, &[_, between]) if between > MANY => chi_square(value * df[0], df[0])?,
        (TestKind::F, &[first, second]) if first <= MANY => {
            beta::checked_beta_reg(second / 2.0, first / 2.0, second / (second + first * value)).ok()?
        }
        _ => return None,
    };
    (!p.is_nan()).then(|| p.clamp(0.0, 1.0))
}

fn normal(value: f64) -> f64 {
    erf::erfc(value / std::f64::consts::SQRT_2)
}

fn student(value: f64, df: f64) -> f64 {
    if df > MANY || value > 1e100 {
        return normal(value);
    }
    beta::checked_beta_reg(df / 2.0, 0.5, df / (df + value * value)).unwrap_or(f64::NAN)
}

fn chi_square(value: f64, df: f64) -> Option<f64> {
    match value {
        0.0 => Some(1.0),
        _ if df > MANY => None,
        // Far out in the tail; the series need not be asked.
        _ if value > 1e7 => Some(0.0),
        _ => gamma::checked_gamma_ur(df / 2.0, value / 2.0).ok(),
    }
}

/// Whether a reported p can be a p between these two.
pub fn agrees(reported: &Reported, (least, greatest): (f64, f64)) -> bool {
    let number = reported.number.value;
    match reported.bound {
        // "p < .000" is what a program printed as ".000".
        Bound::Is | Bound::Below if reported.bound == Bound::Is || number == 0.0 => {
            let reach = reported.number.half() * (1.0 + 1e-9);
            least <= number + reach && greatest >= number - reach
        }
        Bound::Is | Bound::Below => least <= number,
        Bound::Above => greatest >= number,
    }
}

/// Whether a reported p calls the result significant; none where it leaves that open. A p of .05 does.
pub fn significant(reported: &Reported) -> Option<bool> {
    let number = reported.number.value;
    match reported.bound {
        Bound::Is => Some(number <= ALPHA),
        Bound::Below => (number <= ALPHA).then_some(true),
        Bound::Above => (number >= ALPHA).then_some(false),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Values of another program, to nine digits.
    #[test]
    fn tails_are_exact() {
        let table: &[(TestKind, &[f64], f64, f64)] = &[
            (TestKind::T, &[28.0], 2.2, 3.622_548_48e-2),
            (TestKind::T, &[3.0], 0.4, 7.159_351_54e-1),
            (TestKind::T, &[120.0], 12.0, 2.784_749_77e-22),
            (TestKind::T, &[99_999.0], 2.2, 2.780_917_40e-2),
            (TestKind::F, &[1.0, 80.0], 6.63, 1.187_027_60e-2),
            (TestKind::F, &[1.7, 45.6], 4.0, 3.095_340_96e-2),
            (TestKind::F, &[200.0, 2000.0], 1.5, 1.948_547_30e-5),
            (TestKind::F, &[3.0, 50_000.0], 14.0, 4.046_008_37e-9),
            (TestKind::ChiSquare, &[1.0], 3.84, 5.004_352_12e-2),
            (TestKind::ChiSquare, &[2.0], 300.0, 7.175_095_97e-66),
            (TestKind::ChiSquare, &[300.0], 310.0, 3.332_543_49e-1),
            (TestKind::Q, &[12.0], 20.5, 5.819_933_87e-2),
            (TestKind::Z, &[], 1.96, 4.999_579_03e-2),
            (TestKind::Z, &[], 12.0, 3.552_964_22e-33),
            (TestKind::R, &[202.0], 0.31, 6.417_867_28e-6),
            (TestKind::R, &[4.0], 0.9, 1.450_000_00e-2),
        ];
        for (kind, df, value, want) in table {
            let got = exact(*kind, df, *value).unwrap();
            assert!((got / want - 1.0).abs() < 1e-7, "{kind:?} {df:?} {value}: {got:e}, not {want:e}");
        }
    }

    fn kinds() -> impl Strategy<Value = TestKind> {
        prop::sample::select(vec![
            TestKind::T,
            TestKind::F,
            TestKind::ChiSquare,
            TestKind::R,
            TestKind::Rho,
            TestKind::Z,
            TestKind::Q,
        ])
    }

    proptest! {
        #[test]
        fn a_p_is_a_probability(
            kind in kinds(),
            df in prop::collection::vec(any::<f64>(), 0..3),
            whole in prop::collection::vec(1_u32.., 0..3),
            number in any::<f64>(),
            small in 0.0..1000.0,
            decimals in 0_u8..12,
        ) {
            let whole: Vec<f64> = whole.into_iter().map(f64::from).collect();
            for df in [&df, &whole] {
                for value in [number, small, small / 1000.0] {
                    let value = Printed { text: String::new(), value, decimals };
                    for bound in [Bound::Is, Bound::Below, Bound::Above] {
                        if let Some(Recomputed { least, printed, greatest }) = p(kind, df, bound, &value) {
                            prop_assert!((0.0..=1.0).contains(&least) && least <= greatest && greatest <= 1.0);
                            prop_assert!((0.0..=1.0).contains(&printed));
                        }
                    }
                }
            }
        }
    }
}
