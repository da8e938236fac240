//! Which rules are checked: `--select` and `--ignore`.
//!
//! In: selectors – a code, a prefix of codes, a name, a family's letter or name, `ALL`. Out: the
//! rules meant. The more specific selector wins; of two that are alike, ignoring wins.

use super::{Family, Rule, all};
use crate::model::Severity;
use crate::text::near;

/// A selector that means no rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{selector}`")]
pub struct UnknownRule {
    /// What was written.
    pub selector: String,
    /// What may have been meant; empty where nothing is near.
    pub nearest: Vec<&'static str>,
}

impl UnknownRule {
    /// What may help.
    pub fn help(&self) -> String {
        match self.nearest.as_slice() {
            [] => "`pincite rules` lists the rules".to_owned(),
            [one] => format!("did you mean `{one}`?"),
            several => format!("did you mean one of {}?", several.join(", ")),
        }
    }
}

/// The rule of a code or name, in any case.
pub fn find(wanted: &str) -> Result<&'static Rule, UnknownRule> {
    let wanted = wanted.trim();
    all()
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(wanted) || rule.name.eq_ignore_ascii_case(wanted))
        .ok_or_else(|| unknown(wanted))
}

/// Whether a selector means something: a rule, or a family, which may have no rule yet.
pub fn named(selector: &str) -> Result<(), UnknownRule> {
    let family = Family::ALL.iter().any(|family| selector.trim().eq_ignore_ascii_case(family.name()));
    let known = family || all().iter().any(|rule| means(selector, rule));
    if known { Ok(()) } else { Err(unknown(selector)) }
}

/// A selector as all would write it that mean the same: `C001` for its name, `C` for its family's.
pub fn canonical(selector: &str) -> String {
    let selector = selector.trim();
    let family = || {
        let named = |rule: &&Rule| selector.eq_ignore_ascii_case(rule.family.name());
        all().iter().find(named).map(|rule| rule.code[..1].to_owned())
    };
    find(selector).map(|rule| rule.code.to_owned()).ok().or_else(family).unwrap_or_else(|| selector.to_uppercase())
}

/// The rules to check by, in order of the catalogue: those of `select`, or where it is empty each rule's own
/// default, and those of `extend`, without those of `ignore`.
pub fn select(select: &[String], extend: &[String], ignore: &[String]) -> Result<Vec<&'static Rule>, UnknownRule> {
    select.iter().chain(extend).chain(ignore).try_for_each(|selector| named(selector))?;
    let best = |selectors: &[String], rule: &Rule| selectors.iter().filter_map(|one| specificity(one, rule)).max();
    let wanted = |rule: &Rule| match best(select, rule).max(best(extend, rule)) {
        None if select.is_empty() => rule.default_on && best(ignore, rule).is_none(),
        None => false,
        Some(chosen) => best(ignore, rule).is_none_or(|ignored| chosen > ignored),
    };
    Ok(all().iter().filter(|rule| wanted(rule)).collect())
}

/// The severity that these names give a rule, the most specific of them; of two alike, the last.
pub fn severity(rule: &Rule, names: &[(String, Severity)]) -> Option<Severity> {
    let fits = names.iter().filter_map(|(name, severity)| Some((specificity(name, rule)?, *severity)));
    fits.max_by_key(|(specificity, _)| *specificity).map(|(_, severity)| severity)
}

/// Whether a selector means a rule.
pub fn means(selector: &str, rule: &Rule) -> bool {
    specificity(selector, rule).is_some()
}

/// How closely a selector names a rule: 0 for `ALL`, more for a family, a prefix, the rule itself.
fn specificity(selector: &str, rule: &Rule) -> Option<usize> {
    let selector = selector.trim();
    let prefix = |code: &str| code.get(..selector.len()).is_some_and(|head| head.eq_ignore_ascii_case(selector));
    if selector.eq_ignore_ascii_case("all") {
        Some(0)
    } else if selector.eq_ignore_ascii_case(rule.family.name()) {
        Some(1)
    } else if selector.eq_ignore_ascii_case(rule.name) {
        Some(rule.code.len())
    } else if !selector.is_empty() && prefix(rule.code) {
        Some(selector.len())
    } else {
        None
    }
}

fn unknown(selector: &str) -> UnknownRule {
    let wanted = selector.trim().to_lowercase();
    let words = all().iter().flat_map(|rule| [rule.code, rule.name]).chain(Family::ALL.map(Family::name));
    let mut near: Vec<_> = words.filter_map(|word| Some((near::slips(&wanted, &word.to_lowercase())?, word))).collect();
    near.sort_unstable();
    near.dedup();
    let fewest = near.first().map_or(0, |&(slips, _)| slips);
    let nearest = near.iter().take_while(|&&(slips, _)| slips == fewest).take(3).map(|&(_, word)| word).collect();
    UnknownRule { selector: selector.trim().to_owned(), nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(wanted: &[&str], ignored: &[&str]) -> Vec<&'static str> {
        let owned = |list: &[&str]| list.iter().map(|&s| s.to_owned()).collect::<Vec<_>>();
        select(&owned(wanted), &[], &owned(ignored)).unwrap().iter().map(|rule| rule.code).collect()
    }

    #[test]
    fn the_more_specific_wins_and_ignoring_wins_ties() {
        assert_eq!(codes(&["C001"], &["C"]), ["C001"]);
        assert_eq!(codes(&["missing-reference"], &["C00", "ALL"]), ["C001"]);
        assert_eq!(codes(&["C001"], &["missing-reference"]), [""; 0]);
        assert_eq!(codes(&["citation"], &["C"]), [""; 0]);
        assert!(codes(&["ALL"], &["citation"]).iter().all(|code| !code.starts_with('C')));
        assert!(codes(&["c00"], &[]).contains(&"C002"));
        assert!(!codes(&[], &["C00"]).contains(&"C002"));
    }

    #[test]
    fn what_extends_comes_beside_the_defaults() {
        let with = |extend: &[&str], ignore: &[&str]| -> Vec<&str> {
            let owned = |list: &[&str]| list.iter().map(|&s| s.to_owned()).collect::<Vec<_>>();
            select(&[], &owned(extend), &owned(ignore)).unwrap().iter().map(|rule| rule.code).collect()
        };
        assert!(!with(&[], &[]).contains(&"Q005"));
        assert!(with(&["copied-passage"], &[]).contains(&"Q005") && with(&["Q005"], &[]).contains(&"C001"));
        assert!(with(&["Q005"], &["Q"]).contains(&"Q005"));
        assert!(!with(&["Q"], &["Q005"]).contains(&"Q005"));
    }

    #[test]
    fn selectors_that_mean_the_same() {
        for (selector, want) in [("missing-reference", "C001"), (" c001", "C001"), ("figure", "F"), ("all", "ALL")] {
            assert_eq!(canonical(selector), want);
        }
        let severities = [("C".to_owned(), Severity::Info), ("c001".to_owned(), Severity::Warning)];
        assert_eq!(severity(find("C001").unwrap(), &severities), Some(Severity::Warning));
        assert_eq!(severity(find("C002").unwrap(), &severities), Some(Severity::Info));
        assert_eq!(severity(find("F001").unwrap(), &severities), None);
    }

    #[test]
    fn an_unknown_rule_is_told_with_the_nearest() {
        assert_eq!(find("missing-refrence").unwrap_err().nearest, ["missing-reference"]);
        assert_eq!(find("c001").unwrap().name, "missing-reference");
        assert!(select(&["X1".to_owned()], &[], &[]).unwrap_err().nearest.is_empty());
    }
}
