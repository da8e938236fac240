//! A reported p is not the p that its test's value gives.

use crate::model::{
    Bound, Finding, Linked, Outcome, Recomputed, Reported, Severity, SourceId, Statistic, Test, TestKind, Verdict,
};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each test that does not recompute; as an error where the result would be significant and is not, or the
/// other way round.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    linked.claims.iter().filter_map(|claim| judge(claim.statistic.as_ref()?)).collect()
}

fn judge(statistic: &Statistic) -> Option<Finding> {
    let Outcome::Test(test) = &statistic.result else { return None };
    let (reported, recomputed) = (test.p.as_ref()?, test.recomputed.as_ref()?);
    let decides = match statistic.verdict {
        Verdict::DecisionError => true,
        Verdict::Inconsistent => false,
        _ => return None,
    };
    let p = shown(recomputed, 1.0, test, reported);
    let message = format!("{} gives {p}, not `p {}`", quoted(&test.text), reported.shown());
    let mut finding = Finding::new(reported.span, message).label("reported");
    if !test.span.overlaps(reported.span) {
        finding = finding.related(SourceId::DOCUMENT, test.span, format!("gives {p}"));
    }
    if decides {
        finding = finding.severity(Severity::Error).note(match recomputed.least > LEVEL {
            true => "at .05 the result is significant as reported, and is not as recomputed",
            false => "at .05 the result is not significant as reported, and is as recomputed",
        });
    }
    if matches!(test.kind, TestKind::T | TestKind::R | TestKind::Rho | TestKind::Z) {
        let half = shown(recomputed, 0.5, test, reported);
        finding = finding.note(format!("both tails are counted; one tail alone gives {half}"));
    }
    Some(finding.help(advice(test)))
}

/// The level of the note on significance.
const LEVEL: f64 = 0.05;

fn advice(test: &Test) -> &'static str {
    match test.df[..] {
        [] => "check the value and the p; if the p is one-tailed or corrected, say so beside it",
        _ => "check the value, the degrees of freedom and the p; if the p is one-tailed or corrected, say so beside it",
    }
}

/// `p = .036`, `p < .001`, `p > .326`: with or without a zero as the reported one.
fn shown(recomputed: &Recomputed, share: f64, test: &Test, reported: &Reported) -> String {
    let decimals = usize::from(reported.number.decimals.clamp(3, 8));
    let smallest = 10f64.powi(-(decimals as i32));
    let p = recomputed.printed * share;
    let (sign, p) = match test.bound {
        _ if p < smallest => ("<", smallest),
        Bound::Is => ("=", p),
        // The value is below a bound: its p is above that of the bound.
        Bound::Below => (">", p),
        Bound::Above => ("<", p),
    };
    let number = format!("{p:.decimals$}");
    let bare = number.strip_prefix('0').filter(|_| !reported.number.text.starts_with('0'));
    format!("p {sign} {}", bare.unwrap_or(&number))
}
