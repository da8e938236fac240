//! A mean or a share that no whole-number answers can give.

use crate::model::{Finding, Linked, Mean, MeanFlaw, Outcome, Severity, SourceId, Statistic};
use crate::rules::Options;

/// Reports each mean, share and standard deviation that so many whole numbers cannot have.
pub fn check(linked: &Linked, _: &Options) -> Vec<Finding> {
    linked.claims.iter().filter_map(|claim| judge(claim.statistic.as_ref()?)).collect()
}

fn judge(statistic: &Statistic) -> Option<Finding> {
    let Outcome::Mean(mean) = &statistic.result else { return None };
    let value = &mean.value.text;
    let answers = u64::from(mean.n) * u64::from(mean.items);
    let found = |message: String| Finding::new(statistic.span, message);
    let finding = match mean.flaw.as_ref()? {
        MeanFlaw::NoSum(sums) if mean.share => found(format!("no number out of {answers} is `{value}` percent"))
            .note(neighbours(sums, mean, |sum, share| format!("{sum} of {answers} is {share} %")))
            .help("check the percentage and its whole; say so if some did not answer"),
        MeanFlaw::NoSum(sums) => found(format!("no {answers} whole numbers have the mean `{value}`"))
            .note(neighbours(sums, mean, |sum, value| format!("{sum} / {answers} = {value}")))
            .help(
                "check the mean and the number of answers; if each answer is itself an average, say of how many items",
            ),
        MeanFlaw::NoSpread { by_n } => {
            let sd = mean.sd.as_ref().map_or("", |sd| &sd.text);
            let finding = found(format!("no {answers} whole numbers have the mean `{value}` and the SD `{sd}`"))
                .note("their squares add up to a whole number, which is odd where their sum is odd")
                .help("check the standard deviation, the mean and the number of answers");
            if *by_n {
                finding.severity(Severity::Info).note("they could if the squares were divided by n, not by n - 1")
            } else {
                finding
            }
        }
    };
    let label = format!("{answers} answers");
    Some(finding.related(SourceId::DOCUMENT, mean.answered, label))
}

/// The values on either side of the printed one, to one decimal more where the printed ones do not tell them apart.
fn neighbours(sums: &[(u64, f64); 2], mean: &Mean, show: impl Fn(u64, String) -> String) -> String {
    let decimals = usize::from(mean.value.decimals) + usize::from(mean.share);
    sums.iter().map(|(sum, value)| show(*sum, format!("{value:.decimals$}"))).collect::<Vec<_>>().join(", ")
}
