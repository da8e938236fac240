//! A reported p is not the p that its test's value gives.

use crate::model::{Finding, Linked, Outcome, Reported, Severity, SourceId, Statistic, Test, TestKind, Verdict};
use crate::rules::Options;
use crate::rules::quoted::quoted;

/// Reports each test that does not recompute; as an error where the result would be significant and is not, or the
/// other way round.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    linked.claims.iter().filter_map(|claim| judge(claim.statistic.as_ref()?)).collect()
}

fn judge(statistic: &Statistic) -> Option<Finding> {
    let Outcome::Test(test) = &statistic.result else { return None };
    let (reported, range) = (test.p.as_ref()?, test.recomputed?);
    let decides = match statistic.verdict {
        Verdict::DecisionError => true,
        Verdict::Inconsistent => false,
        _ => return None,
    };
    let p = between(range, reported);
    let message = format!("{} gives {p}, not `p {}`", quoted(&test.text), reported.shown());
    let mut finding = Finding::new(reported.span, message).label("reported");
    if !test.span.overlaps(reported.span) {
        finding = finding.related(SourceId::DOCUMENT, test.span, format!("gives {p}"));
    }
    if decides {
        finding = finding.severity(Severity::Error).note(match range.0 > LEVEL {
            true => "at .05 the result is significant as reported, and is not as recomputed",
            false => "at .05 the result is not significant as reported, and is as recomputed",
        });
    }
    if matches!(test.kind, TestKind::T | TestKind::R | TestKind::Rho | TestKind::Z) {
        let half = between((range.0 / 2.0, range.1 / 2.0), reported);
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

/// `p = .036`, `p = .034 to .038`, `p < .001`: as many digits as tell, with or without a zero as reported.
fn between((least, greatest): (f64, f64), reported: &Reported) -> String {
    let zero = reported.number.text.starts_with('0');
    let decimals = usize::from(reported.number.decimals.clamp(3, 8));
    let shown = |p: f64| {
        let text = format!("{p:.decimals$}");
        if zero { text } else { text.strip_prefix('0').map_or(text.clone(), str::to_owned) }
    };
    let smallest = 10f64.powi(-(decimals as i32));
    match (shown(least), shown(greatest)) {
        _ if greatest < smallest => format!("p < {}", shown(smallest)),
        (least, greatest) if least == greatest => format!("p = {least}"),
        (least, greatest) => format!("p = {least} to {greatest}"),
    }
}
