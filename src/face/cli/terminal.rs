//! Whether to use colour: the flag, then the environment, then the terminal.

use std::io::IsTerminal;

use super::args::When;

/// Whether what is printed to `stream` has colour.
pub(super) fn colour(when: When, stream: &impl IsTerminal) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            automatic(|name| std::env::var(name).ok().filter(|value| !value.is_empty()), stream.is_terminal())
        }
    }
}

/// `NO_COLOR` says no before all; then `FORCE_COLOR` says yes, or with 0 no; then `CLICOLOR_FORCE` says yes; then it
/// is the terminal's.
fn automatic(variable: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    if variable("NO_COLOR").is_some() {
        false
    } else if let Some(force) = variable("FORCE_COLOR") {
        !["0", "false"].contains(&force.as_str())
    } else if variable("CLICOLOR_FORCE").is_some_and(|force| force != "0") {
        true
    } else {
        terminal && variable("TERM").as_deref() != Some("dumb") && variable("CLICOLOR").as_deref() != Some("0")
    }
}

#[cfg(test)]
mod tests {
    use super::automatic;

    fn decides(set: &[(&str, &str)], terminal: bool) -> bool {
        automatic(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()), terminal)
    }

    #[test]
    fn the_environment_is_honoured() {
        assert!(decides(&[], true));
        assert!(!decides(&[], false));
        assert!(!decides(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], true));
        assert!(decides(&[("CLICOLOR_FORCE", "1")], false));
        assert!(!decides(&[("FORCE_COLOR", "0")], true));
        assert!(decides(&[("FORCE_COLOR", "1"), ("TERM", "dumb")], false));
        assert!(decides(&[("CLICOLOR_FORCE", "0")], true));
        assert!(!decides(&[("CLICOLOR", "0")], true));
        assert!(!decides(&[("TERM", "dumb")], true));
        assert!(decides(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")], true));
        assert!(!decides(&[("CLICOLOR", "0")], true));
        assert!(!decides(&[("CLICOLOR_FORCE", "0")], false));
    }
}
